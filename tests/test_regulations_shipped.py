"""The regulations that ship: complete, cited, dated, marked; and what they say, in a file that a lawyer can read."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from asnkarier.analysis.gates.registry import known_checks
from asnkarier.errors import RuleNotInForce
from asnkarier.rules.describe import rule_ids, rule_rows, value_words
from asnkarier.rules.shapes import SHAPES
from law import load_rulebook

BOOK = load_rulebook()
GOLDEN = Path(__file__).parent / "golden" / "regulations.txt"
CRITERIA = {one.id: one for rules in BOOK.rule_sets.values() for one in (*rules.syarat, *rules.nonaktif)}
DATED = {
    **{(rule_id, ""): rule.dated for rule_id, rule in BOOK.parameters.items()},
    **{
        (rule_id, name): variant.dated
        for rule_id, rule in BOOK.parameters.items()
        for name, variant in rule.varian.items()
    },
    **{(rule_id, ""): rule.dated for rule_id, rule in CRITERIA.items()},
}


def _asked(rule_id, variant):
    if rule_id in CRITERIA:
        return CRITERIA[rule_id]
    book = load_rulebook(None, {rule_id: variant}) if variant else BOOK
    return book.parameters[rule_id]


@pytest.mark.parametrize("rule_id, variant", DATED)
def test_both_sides_of_every_date(rule_id, variant):
    asked, dated = _asked(rule_id, variant), DATED[rule_id, variant]
    for place, value in enumerate(dated):
        assert asked.at(value.since).value == value.value
        day_before = value.since - timedelta(days=1)
        if place == 0:
            with pytest.raises(RuleNotInForce):
                asked.at(day_before)
        else:
            assert asked.at(day_before).citation == dated[place - 1].citation
            assert asked.at(day_before).until == day_before
    assert asked.at(date(9999, 12, 31)).until is None


def test_nothing_is_missing_and_nothing_is_idle():
    assert set(BOOK.parameters) == set(SHAPES)
    used = {value.citation.regulation.id for dated in DATED.values() for value in dated}
    used |= {one for rule in BOOK.register.values() for one in (*rule.diubah_oleh, rule.dicabut_oleh)}
    context = {"pp-99-2000", "pp-100-2000"}
    assert set(BOOK.register) - used == context
    within = {
        part["uji"]
        for criterion in CRITERIA.values()
        if criterion.uji == "salah_satu"
        for value in criterion.dated
        for way in value.value["salah_satu"]
        for part in way
    }
    assert {criterion.uji for criterion in CRITERIA.values()} | within == set(known_checks())


def test_what_is_unverified_is_off_or_policy():
    for rule in (*BOOK.parameters.values(), *CRITERIA.values()):
        assert rule.tanda in {"C2", "C1", "X", "M"}, rule.id
        if rule.tanda == "M":
            policy = {value.citation.status_sumber for value in rule.dated} == {"kebijakan"}
            assert policy or not rule.aktif, rule.id
        if rule.tanda == "X":
            assert len(BOOK.parameters[rule.id].varian) > 1, rule.id


def test_an_uncertain_date_is_the_last_day_of_its_year():
    for regulation in BOOK.register.values():
        if not regulation.tanggal_pasti:
            assert (regulation.berlaku.month, regulation.berlaku.day) == (12, 31), regulation.id
        if regulation.tahun:
            assert regulation.berlaku.year in {regulation.tahun, regulation.tahun + 1}, regulation.id


def test_no_criterion_is_older_than_its_set_unless_it_is_off():
    for rules in BOOK.rule_sets.values():
        assert min(one.since for one in rules.syarat) == rules.berlaku
        assert rules.syarat[0].since == rules.berlaku


def test_titles_state_no_figure_that_a_new_date_would_make_wrong():
    for criterion in CRITERIA.values():
        assert not any(letter.isdigit() for letter in criterion.judul), criterion.id


def _words(value):
    return getattr(value, "id", value)


def test_the_figures_have_not_changed_unnoticed():
    """A changed figure must show in the diff of the golden file; write it anew with ASN_GOLDEN=1."""
    day = date(2026, 11, 1)
    rule_set_ids = set(BOOK.rule_sets)
    lines = [
        f"{row.id}{' @' + row.variant if row.variant else ''} | {row.since}"
        f"{'' if row.since_exact else ' (paling lambat)'} | {row.state} | {row.mark} | "
        f"{_words(value_words(row.value))} | {row.citation} [{row.status_sumber}]"
        for rule_id in rule_ids(BOOK)
        if rule_id not in rule_set_ids
        for row in rule_rows(BOOK, rule_id, day)
    ]
    text = "\n".join(lines) + "\n"
    if os.environ.get("ASN_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")

"""What posts share: a check tells two targets that are alike by its own declaration the same, and reads nothing that it does not declare."""

from dataclasses import fields, replace
from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from asnkarier.analysis.gates.check import of_nobody
from asnkarier.analysis.gates.eligibility import evaluate
from asnkarier.analysis.gates.registry import known_checks
from asnkarier.analysis.gates.targets import Case, Target
from asnkarier.analysis.kept import Kept, Same
from asnkarier.catalog.types import JobStandard, Requirement, TrainingRequirement
from asnkarier.errors import RuleNotInForce
from law import load_rulebook
from people_frames import dossiers

AS_OF = date(2026, 11, 21)
BOOK = load_rulebook()
PEOPLE = [
    {
        "nip": f"19{70 + at:02d}01012008031{900 + at}",
        "status_asn": ("PNS", "PPPK", None)[at % 3],
        "jabatan": ("Arsiparis Ahli Pertama", "Kepala Seksi Uji", "Auditor Lanjutan", "Kepala Bidang Uji")[at % 4],
        "jenis_jabatan": ("fungsional", "struktural", "fungsional", "struktural")[at % 4],
        "eselon": (None, "IV.a", None, "III.a")[at % 4],
        "golongan": ("III/a", "III/d", "IV/b", None)[at // 2 % 4],
        "tingkat_pendidikan": ("S-1", "S-2", "SLTA", None)[at // 3 % 4],
        "pendidikan": ("Kearsipan", "Ilmu Hukum", None)[at % 3],
        "kedudukan_hukum": ("Aktif", "CLTN", None)[at // 4 % 3],
        "hukuman_disiplin": ("tidak_pernah", "sedang", None)[at // 5 % 3],
        "tmt_jabatan": "2019-03-01",
    }
    for at in range(24)
]  # fmt: skip
KNOWN = dossiers(AS_OF, PEOPLE, rulebook=BOOK)
PLAIN = JobStandard("s1", ("Kepala Bidang Uji",), "administrator", (Requirement("integritas", 3.0),))
FULL = replace(
    PLAIN,
    id="s2",
    pendidikan_jenjang="S-1",
    pendidikan_bidang=("Kearsipan",),
    pangkat="III/d",
    pelatihan=(TrainingRequirement("Pelatihan Uji", None, "perlu"),),
)


def jpm(low):
    count = len(PEOPLE)
    sums = {"low_num": low, "high_num": low + 10, "total": 100}
    return pd.DataFrame({"nip": KNOWN.people, **{name: np.full(count, one) for name, one in sums.items()}})


TARGETS = [
    Target(jabatan, kelompok, standard, table, eselon)
    for jabatan, kelompok, eselon in (
        ("Kepala Bidang Uji", "administrator", "III.a"),
        ("Kepala Bidang Lain", "administrator", "III.b"),
        ("Arsiparis Ahli Muda", "jf_ahli_muda", None),
        ("Auditor Ahli Muda", "jf_ahli_muda", None),
        ("Arsiparis Ahli Madya", "jf_ahli_madya", None),
    )
    for standard, table in ((None, None), (PLAIN, jpm(50)), (FULL, jpm(90)))
]


def shipped():
    """Each check with every value in force that the law gives it, beside its parts."""
    found = {}
    for rules in BOOK.rule_sets.values():
        for one in rules.syarat:
            if one.since <= AS_OF and not (value := one.at(AS_OF)).repealed:
                found[one.uji, repr(value.value)] = value.value
    return [pytest.param(known_checks()[name], value, id=name) for (name, _), value in found.items()]


def told(check, value, target):
    try:
        one = check.judge(value, Case(KNOWN, target, BOOK))
    except RuleNotInForce:
        return None
    words = [one.observed.words[code] for code in one.observed.code]
    arrays = [
        getattr(one, field.name)
        for field in fields(one)
        if field.name not in ("observed", "required", "rests_on")
    ]
    if one.rests_on is not None:
        arrays += [getattr(one.rests_on, field.name) for field in fields(one.rests_on)]
    return words, one.required, [None if part is None else part.astype(str).tolist() for part in arrays]


def alike(check, value, target):
    try:
        return check.alike(value, Case(KNOWN, target, BOOK))
    except RuleNotInForce:
        return "no rule"


@pytest.mark.parametrize(("check", "value"), shipped())
def test_targets_that_a_check_calls_alike_are_told_the_same(check, value):
    keys = [alike(check, value, one) for one in TARGETS]
    assert None not in keys, "every check of ours declares what it reads"
    answers = [told(check, value, one) for one in TARGETS]
    pairs = [(a, b) for a, b in combinations(range(len(TARGETS)), 2) if keys[a] == keys[b]]
    assert pairs
    for a, b in pairs:
        assert answers[a] == answers[b], (TARGETS[a], TARGETS[b])


class Nothing:
    """A target of which nothing may be read."""

    def __getattr__(self, name):
        raise AssertionError(f"{name} of the target was read")


@pytest.mark.parametrize(("check", "value"), [one for one in shipped() if one.values[0].alike is of_nobody])
def test_a_check_that_declares_nothing_reads_nothing_of_the_target(check, value):
    assert told(check, value, Nothing()) is not None


def test_posts_that_share_are_judged_as_each_alone():
    kept = Kept()
    for target in TARGETS:
        rules = BOOK.gates_for(target.kelompok, AS_OF)
        alone = evaluate(rules, BOOK, KNOWN, target, AS_OF)
        shared = evaluate(rules, BOOK, KNOWN, target, AS_OF, kept)
        pd.testing.assert_frame_equal(alone.findings, shared.findings)
        pd.testing.assert_frame_equal(alone.persons, shared.persons)

        assert alone.persons["status"].tolist() == [
            ("eligible", "one_gate_short", "ineligible", "unknown")[one] for one in alone.status
        ]


def test_a_check_that_declares_nothing_at_all_is_judged_for_every_post(monkeypatch):
    asked = []
    status = known_checks()["status_asn"]
    toy = replace(
        status, alike=lambda _value, _case: None, judge=lambda *one: asked.append(1) or status.judge(*one)
    )
    monkeypatch.setattr(
        "asnkarier.analysis.gates.eligibility.known_checks", lambda: {**known_checks(), "status_asn": toy}
    )
    rules, kept = BOOK.gates_for("administrator", AS_OF), Kept()
    for target in TARGETS[:2]:
        evaluate(rules, BOOK, KNOWN, target, AS_OF, kept)
    assert len(asked) == 2


def test_what_was_not_asked_for_longest_is_forgotten_first():
    kept, made = Kept(most=2), []

    def ask(key):
        return kept.of(key, lambda: made.append(key) or key)

    assert [ask(one) for one in ("a", "b", "a", "c", "a", "b")] == ["a", "b", "a", "c", "a", "b"]
    assert made == ["a", "b", "c", "b"]


def test_an_object_in_a_key_is_equal_to_itself_alone():
    one = pd.DataFrame({"x": [1]})
    assert {Same(one): 1}[Same(one)] == 1
    assert Same(one) != Same(one.copy())

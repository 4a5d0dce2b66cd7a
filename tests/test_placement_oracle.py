"""Proposals of `asn recommend-placement` against the cells of the input files (`placement_oracle`), which must also find what is made wrong on purpose.

Many agencies: `reliability/placed.py`.
"""

import copy
import random
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "reliability"))
from placed import ASKED, SEED, asked_of, invent


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dinilai") / "kantor"
    return invent(folder, random.Random(SEED), 60), folder


@pytest.fixture(scope="module")
def cascade(office):
    words, limits = ASKED[1]
    return asked_of(office[1], words), limits


def test_what_is_proposed_is_borne_out_by_the_files(office, cascade):
    facts, _ = office
    report, limits = cascade
    assert len(report["rows"]) > 5
    assert facts.wrong(report, **limits) == []


def changed(report, change):
    other = copy.deepcopy(report)
    change(other["rows"], other)
    return other


def swap(rows, _report):
    """Two people in each other's place: name, post held and all that is said of them stay with the place."""
    one, other = next((a, b) for a in rows for b in rows if a["from_jabatan"] != b["from_jabatan"])
    for key in ("nip", "nama", "from_jabatan"):
        one[key], other[key] = other[key], one[key]


def junior(office, rows):
    """The first place for somebody who passes all gates but the years in lower posts."""
    facts, _ = office
    for row in rows:
        for nip, who in facts.people.items():
            gates = facts.gates(nip, row["jabatan"], facts.days[0])
            if [name for name, met in gates.items() if not met] == [
                next(one for one in gates if "PENGALAMAN" in one)
            ]:
                row |= {"nip": nip, "nama": who["nama"], "from_jabatan": who["jabatan"], "route": "promosi"}
                return row
    raise AssertionError


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (swap, "the score is"),
        (lambda rows, _: rows[0].update(score=rows[0]["score"] + 0.02), "the score is"),
        (lambda rows, _: rows[0]["components"].update(kinerja=40), "kinerja is"),
        (lambda rows, _: rows[0].update(jpm=50), "the match is"),
        (lambda rows, _: rows[0].update(kind="horizontal" if rows[0]["kind"] != "horizontal" else "vertical"), "the move is"),
        (lambda rows, _: rows[0].update(gain=rows[0]["gain"] + 1), "the gain is"),
        (lambda rows, _: rows[-1].update(cumulative_gain=0), "added up"),
        (lambda rows, _: rows.append(copy.deepcopy(rows[0])), "moves 2 times"),
        (lambda rows, _: rows[1].update(vacancy=rows[0]["vacancy"], unit_kerja=rows[0]["unit_kerja"]), "the vacancy is another one"),
        (lambda rows, _: rows[0].update(judged_on="2026-11-30"), "the vacancy is another one"),
        (lambda rows, _: rows[0].update(vacancy="BUKA-99"), "starts at no vacancy"),
        (lambda rows, _: next(one for one in rows if one["kind"] == "vertical").update(route="rotasi"), "no rotation"),
        (lambda _, report: report["totals"].update(objective=report["totals"]["objective"] + 1), "the whole is"),
        (lambda _, report: report["findings"].clear(), "is said to be None"),
    ],
)  # fmt: skip
def test_what_is_made_wrong_is_found(office, cascade, change, said):
    report, limits = cascade
    found = office[0].wrong(changed(report, change), **limits)
    assert any(said in one for one in found), found


def test_somebody_with_too_few_years_is_found(office, cascade):
    report, limits = cascade
    found = office[0].wrong(changed(report, lambda rows, _: junior(office, rows)), **limits)
    assert any("PENGALAMAN is not known to be met" in one for one in found), found


def test_policies_that_are_broken_are_found(office, cascade):
    facts, _ = office
    report, limits = cascade
    one, other = (
        report["rows"][0]["nip"],
        next(
            nip
            for nip, who in facts.people.items()
            if facts.counts(who) and nip not in {row["nip"] for row in report["rows"]}
        ),
    )
    broken = copy.copy(facts)
    broken.policy = {"least": 99, "apart": []}
    assert any("keeps" in one for one in broken.wrong(report, **limits))
    broken.policy = {"least": 1, "apart": [(one, other)]}
    there = changed(report, lambda rows, _: rows[0].update(unit_kerja=facts.people[other]["unit_kerja"]))
    assert any("come together" in one for one in broken.wrong(there, **limits))
    assert "more moves than asked for" in facts.wrong(report, moves=1)
    assert any("steps" in one for one in facts.wrong(changed(report, longer), depth=1))


def longer(rows, _report):
    for row in rows:
        row["chain_id"] = "RANTAI-01"


def test_a_pair_may_name_somebody_who_is_away(office, tmp_path):
    """Whom a list names is known, be it somebody who does not count."""
    facts, folder = office
    away = next(nip for nip, who in facts.people.items() if who["kedudukan_hukum"].startswith("Cuti"))
    here = next(nip for nip, who in facts.people.items() if facts.counts(who))
    office = Path(shutil.copytree(folder, tmp_path / "kantor"))
    text = f"as_of: 2026-11-01\nplacement:\n  apart:\n    - {{nip: ['{away}', '{here}'], reason: uji}}\n"
    (office / "config.yaml").write_text(text, encoding="utf-8")
    assert asked_of(office, ())["rows"]

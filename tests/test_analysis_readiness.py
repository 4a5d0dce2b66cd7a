"""What would open a verdict is claimed only where mending it really opens the verdict, whatever the mended fact says."""

import random
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.gates.eligibility import evaluate
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.match.categories import OPEN
from asnkarier.analysis.match.job_match import job_match
from asnkarier.analysis.match.matrices import build_matrices
from asnkarier.analysis.readiness.blockers import (
    Assessed,
    all_blocked,
    blocked,
    held_blockers,
    position_names,
)
from asnkarier.analysis.readiness.fixes import rank_fixes
from asnkarier.analysis.readiness.gates import next_blockers
from asnkarier.analysis.readiness.persons import (
    TREND,
    open_people,
    open_verdicts,
    orphans_by_table,
    positions_without_standard,
    trend,
)
from asnkarier.analysis.readiness.units import COUNTS, by_unit, completeness, overall, person_counts
from asnkarier.catalog.types import JobStandard, Requirement
from people_frames import criterion, dossiers, frame, rule_set, small_rulebook
from store_samples import A, B

CATEGORIES = (("MS", "Memenuhi", 80.0), ("MMS", "Masih", 68.0), ("KMS", "Kurang", None))
AS_OF = date(2026, 6, 15)


# ── which things to mend first ───────────────────────────────────────────────────────────────────────────────────────

BLOCKERS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(["held", "next"]),
        st.sampled_from(
            [("field", "a"), ("field", "b"), ("assess", "X"), ("assess", "Y"), ("standard", "P"), ("", "")]
        ),
    ),
    max_size=24,
)


def waiting_for(rows):
    """Return {(person, verdict): the set of things it waits for}, without what nothing can open."""
    waits = {}
    for who, verdict, fix in rows:
        waits.setdefault((who, verdict), set()).add(fix)
    return {key: fixes for key, fixes in waits.items() if ("", "") not in fixes}


def opened(waits, mended):
    return {key for key, fixes in waits.items() if fixes <= set(mended)}


@settings(max_examples=80, deadline=None)
@given(BLOCKERS)
def test_figures_of_fixes_are_those_of_counting_by_hand(rows):
    table = pd.DataFrame(
        [(who, verdict, "why", *fix) for who, verdict, fix in rows],
        columns=["person", "verdict", "reason", "kind", "target"],
    )
    ranked = rank_fixes(table, 50)
    waits = waiting_for(rows)
    assert set(zip(ranked["kind"], ranked["target"], strict=True)) == set().union(*waits.values())
    mended, before = [], set()
    for row in ranked.itertuples():
        fix = (row.kind, row.target)
        alone = opened(waits, [fix])
        assert row.people == len({who for who, _ in alone})
        assert (row.held, row.next) == tuple(sum(v == name for _, v in alone) for name in ("held", "next"))
        assert row.touched == len({who for (who, _), fixes in waits.items() if fix in fixes})
        best = max(
            len({who for who, _ in opened(waits, [*mended, other])} - before)
            for other in set().union(*waits.values()) - set(mended)
        )
        mended.append(fix)
        now = {who for who, _ in opened(waits, mended)}
        assert row.people_more == len(now - before) == best
        assert row.people_total == len(now)
        before = now
    assert before == {who for who, _ in waits}


def test_fixes_are_ranked_the_same_whatever_the_order_of_the_rows():
    rows = blocked(np.arange(6), "held", "why", ["assess"] * 6, ["X", "Y", "X", "Z", "Y", "X"])
    expected = rank_fixes(rows, 50)
    assert expected["target"].tolist() == ["X", "Y", "Z"]
    assert expected["people_total"].tolist() == [3, 5, 6]
    assert rank_fixes(rows[::-1], 50).equals(expected)
    assert len(rank_fixes(rows, 2)) == 2


# ── the match with the post held ─────────────────────────────────────────────────────────────────────────────────────

COMPETENCIES = ["integritas", "kerja_sama", "teknis/arsip"]
DICTIONARY = COMPETENCIES[:2]
STANDARDS = (
    JobStandard("arsip", ("Arsiparis",), "jf_terampil", tuple(Requirement(one, 3) for one in COMPETENCIES)),
    JobStandard("umum", ("Umum",), "pelaksana", (Requirement("integritas", 1), Requirement("kerja_sama", 4))),
)
HELD = st.fixed_dictionaries(
    {
        "standard": st.integers(-1, 1),
        "unit": st.sampled_from(["X", "Y"]),
        "levels": st.fixed_dictionaries(
            {one: st.sampled_from([None, 0.0, 2.5, 3.0, 5.0]) for one in COMPETENCIES}
        ),
    }
)


def held_case(people):
    """Return employees, match and blockers of people given as in HELD."""
    nips = [f"1980010120050119{place:02d}" for place in range(len(people))]
    employees = frame(
        "employees",
        [
            {
                "nip": nip,
                "nama": nip,
                "unit_kerja": one["unit"],
                "jabatan": "Juru Ukur" if one["standard"] < 0 else "Umum",
            }
            for nip, one in zip(nips, people, strict=True)
        ],
    )
    levels = frame(
        "assessments",
        [
            {"nip": nip, "kompetensi": name, "level": value}
            for nip, one in zip(nips, people, strict=True)
            for name, value in one["levels"].items()
            if value is not None
        ],
    )
    standard_of = np.array([one["standard"] for one in people])
    match = job_match(build_matrices(levels, nips, STANDARDS), standard_of, CATEGORIES)
    known = np.array([sum(one["levels"][name] is not None for name in DICTIONARY) for one in people])
    no = np.zeros(len(people), dtype=bool)
    return (
        employees,
        match,
        held_blockers(employees, match, Assessed(no, no, known > 0, known == len(DICTIONARY))),
    )


def mended_person(one, kind, target, draw):
    levels = dict(one["levels"])
    if kind == "assess" and one["unit"] == target:
        levels = {
            name: draw.choice([0.0, 1.0, 4.5]) if value is None else value for name, value in levels.items()
        }
    standard = one["standard"]
    if kind == "standard" and standard < 0:
        standard = 1  # it asks for the dictionary
    return {"standard": standard, "unit": one["unit"], "levels": levels}


def things_waited_for(blockers):
    """Return {person: set of (kind, target)}."""
    waits = {}
    for row in blockers.itertuples():
        waits.setdefault(row.person, set()).add((row.kind, row.target))
    return waits


@settings(max_examples=25, deadline=None)
@given(st.lists(HELD, min_size=1, max_size=8), st.integers(0, 9))
def test_mending_opens_the_match_of_everybody_it_is_said_to(people, seed):
    draw = random.Random(seed)
    _, match, blockers = held_case(people)
    is_open = match["kategori"].isna() | match["kategori"].eq(OPEN)
    assert set(blockers["person"]) == set(np.flatnonzero(is_open))
    waits = things_waited_for(blockers)
    mended = list(people)
    done = set()
    for fix in rank_fixes(blockers, 50).itertuples():
        alone = held_case([mended_person(one, fix.kind, fix.target, draw) for one in people])[1]
        said = [who for who, fixes in waits.items() if fixes == {(fix.kind, fix.target)}]
        assert len(said) == fix.people
        assert alone["kategori"].iloc[said].isin(["MS", "MMS", "KMS"]).all()
        mended = [mended_person(one, fix.kind, fix.target, draw) for one in mended]
        done.add((fix.kind, fix.target))
        after = held_case(mended)[1]
        ready = [who for who, fixes in waits.items() if fixes <= done]
        assert fix.people_total == len(ready)
        assert after["kategori"].iloc[ready].isin(["MS", "MMS", "KMS"]).all()


def test_why_the_match_is_open():
    """Nothing known; something known; known but too old; no standard, with and without the dictionary assessed."""
    some, none = {**dict.fromkeys(COMPETENCIES), "integritas": 3.0}, dict.fromkeys(COMPETENCIES)
    whole = {**none, "integritas": 3.0, "kerja_sama": 3.0}
    people = [
        {"standard": place, "unit": "X", "levels": levels}
        for place, levels in ((0, none), (0, some), (0, some), (-1, none), (-1, whole))
    ]
    employees, match, _ = held_case(people)
    stale = np.array([False, False, True, False, False])
    known = np.array([False, True, True, False, True])
    blockers = held_blockers(
        employees, match, Assessed(stale, stale, known, np.array([0, 0, 0, 0, 1], dtype=bool))
    )
    assert [(row.person, row.reason, row.kind, row.target) for row in blockers.itertuples()] == [
        (0, "assessment_none", "assess", "X"),
        (1, "assessment_missing", "assess", "X"),
        (2, "assessment_stale", "assess", "X"),
        (3, "assessment_none", "assess", "X"),
        (3, "standard_missing", "standard", "Juru Ukur"),
        (4, "standard_missing", "standard", "Juru Ukur"),
    ]


# ── the gates of the next post ───────────────────────────────────────────────────────────────────────────────────────

BOOK = small_rulebook()
YEARS = (2024, 2025)
EXPERIENCE = {"kelompok": ["pengawas"], "setara_kelas_jabatan": True, "tahun": 3}
GATES = rule_set(
    criterion("STATUS", "status_asn", ["PNS"]),
    criterion("KEDUDUKAN", "kedudukan_hukum", ["Aktif"]),
    criterion("PENDIDIKAN", "pendidikan_minimal", "S-1"),
    criterion("GOLONGAN", "pangkat_eselon", {"tingkat_di_bawah": 1}),
    criterion("PENGALAMAN", "pengalaman_jabatan", EXPERIENCE),
    criterion("KINERJA", "kinerja_minimal", {"unsur": "sesuai", "predikat": "baik", "tahun": 2}),
    criterion("DISIPLIN", "bebas_hukuman", {"sedang_menjalani": True, "tingkat": ["sedang"], "tahun": 2}),
    criterion("USIA", "usia_maksimal", 45),
    criterion("KOMPETENSI", "jpm_minimal", {"set": "pengisian", "kategori": "MMS"}),
)
GOOD = {"hasil_kerja": "sesuai", "perilaku_kerja": "sesuai", "predikat": "baik"}
POOR = {"hasil_kerja": "di_bawah", "perilaku_kerja": "sesuai", "predikat": "butuh_perbaikan"}
POSTS = {
    "pengawas": {"jenis_jabatan": "struktural", "eselon": "IV.a"},
    "muda": {"jenis_jabatan": "fungsional", "jenjang": "ahli_muda"},
    "unclear": {},
    "half": {"jenis_jabatan": "fungsional"},
    "pelaksana": {"jenis_jabatan": "pelaksana"},
}


def mostly(draw, good, *others):
    return draw.choice([good] * 3 + list(others))


def some_person(draw):
    """Return somebody of whom most things are known and good, drawn by `draw`."""
    starts = draw.sample(["2012-01-01", "2016-05-01", "2025-02-01"], draw.choice([0, 0, 1, 2]))
    half = {"hasil_kerja": "di_atas"}
    return {
        "status_asn": mostly(draw, "PNS", None),
        "kedudukan_hukum": mostly(draw, "Aktif", None),
        "tingkat_pendidikan": mostly(draw, "S-1", None, "Sarjana Muda Lama"),
        "golongan": mostly(draw, "III/d", None, "IX"),
        "tanggal_lahir": mostly(draw, "1985-04-01", None, "1975-04-01"),
        "hukuman": mostly(
            draw, ("tidak_pernah", None), (None, None), ("sedang", None), ("tidak_pernah", "2020-01-01")
        ),
        "post": draw.choice(sorted(POSTS)),
        "kelas": mostly(draw, 9, None, 8),
        "tmt_jabatan": mostly(draw, "2024-01-01", None, "2022-01-01"),
        "history": [
            (
                draw.choice(sorted(POSTS)),
                mostly(draw, 9, None),
                start,
                draw.choice([None, "2019-12-31", "2010-01-01"]),
            )
            for start in starts
        ],
        "appraisals": {
            year: mostly(draw, GOOD, GOOD, None, half, {**GOOD, "predikat": "kurang"}) for year in YEARS
        },
        "match": mostly(draw, (80, 80), (0, 100), (50, 90)),
    }


def next_case(people):
    """Return the eligibility of people given as in PERSON."""
    nips = [f"1985040120100119{place:02d}" for place in range(len(people))]
    employees = [
        {
            "nip": nip,
            "unit_kerja": "X",
            "jabatan": f"Post {one['post']}",
            "tmt_cpns": "2010-01-01",
            "kelas_jabatan": one["kelas"],
            "hukuman_disiplin": one["hukuman"][0],
            "hukuman_selesai": one["hukuman"][1],
            **{
                name: one[name]
                for name in ("status_asn", "kedudukan_hukum", "tingkat_pendidikan", "golongan")
            },
            **{name: one[name] for name in ("tanggal_lahir", "tmt_jabatan")},
            **POSTS[one["post"]],
        }
        for nip, one in zip(nips, people, strict=True)
    ]
    positions = [
        {
            "nip": nip,
            "jabatan": f"Past {post} {start}",
            "tmt_jabatan": start,
            "sampai": end,
            "kelas_jabatan": kelas,
        }
        | POSTS[post]
        for nip, one in zip(nips, people, strict=True)
        for post, kelas, start, end in one["history"]
    ]
    appraisals = [
        {"nip": nip, "tahun": year, **facts}
        for nip, one in zip(nips, people, strict=True)
        for year, facts in one["appraisals"].items()
        if facts is not None
    ]
    low, high = (np.array([one["match"][end] for one in people]) * 10**6 for end in (0, 1))
    match = pd.DataFrame({"nip": nips, "low_num": low, "high_num": high, "total": 100 * 10**6})
    known = dossiers(AS_OF, employees, positions, appraisals, rulebook=BOOK)
    target = Target("Kepala Bidang", "administrator", STANDARDS[0], match)
    return evaluate(GATES, BOOK, known, target, AS_OF)


def next_mended(one, kind, target, draw):
    """Return the person after the thing was mended, with facts that are sound but otherwise as luck will have it."""
    new = {**one, "appraisals": dict(one["appraisals"]), "history": list(one["history"])}
    level, end = new["hukuman"]
    choices = {
        "status_asn": ["PNS", "PPPK"],
        "kedudukan_hukum": ["Aktif", "CLTN"],
        "tingkat_pendidikan": ["S-1", "D-III"],
        "golongan": ["III/a", "III/d"],
        "tmt_jabatan": ["2025-06-01", "2026-01-01"],
    }
    if (kind == "field" and target in choices and new[target] is None) or (
        kind == "correct"
        and target in ("golongan", "tingkat_pendidikan")
        and new[target] in ("IX", "Sarjana Muda Lama")
    ):
        new[target] = draw.choice(choices[target])
    elif (kind, target) == ("field", "hukuman_disiplin") and level is None:
        new["hukuman"] = draw.choice(
            [("tidak_pernah", None), ("sedang", draw.choice(["2020-01-01", "2026-09-01"]))]
        )
    elif (kind, target) == ("field", "hukuman_selesai") and level == "sedang" and end is None:
        new["hukuman"] = (level, draw.choice(["2020-01-01", "2026-09-01"]))
    elif (kind, target) == ("correct", "hukuman_disiplin") and level == "tidak_pernah":
        new["hukuman"] = draw.choice([("tidak_pernah", None), ("sedang", end or "2020-01-01")])
    elif (kind, target) == ("correct", "tanggal_lahir"):
        new["tanggal_lahir"] = "1985-04-01"
    elif (kind, target) in {("field", "kelas_jabatan"), ("field", "kelas_pembanding")}:
        new["kelas"] = new["kelas"] or draw.choice([9, 7])
        new["history"] = [
            (post, kelas or draw.choice([9, 7]), *dates) for post, kelas, *dates in new["history"]
        ]
    elif (kind, target) == ("field", "jenis_jabatan"):
        clear = {name: draw.choice(["pengawas", "muda", "pelaksana"]) for name in ("unclear", "half")}
        clear["half"] = "muda"
        new["post"] = clear.get(new["post"], new["post"])
        new["history"] = [(clear.get(post, post), *rest) for post, *rest in new["history"]]
    elif (kind, target) == ("correct", "sampai"):
        new["history"] = [
            (post, kelas, start, "2025-12-31" if end and end < start else end)
            for post, kelas, start, end in new["history"]
        ]
    elif (kind, target) == ("correct", "jabatan"):
        new["history"] = [
            (post, kelas, start, "2025-03-31" if start == "2025-02-01" and end is None else end)
            for post, kelas, start, end in new["history"]
        ]
    elif (kind, target) == ("register", "positions") and not any(
        start < "2016" for _, _, start, _ in new["history"]
    ):
        new["history"].append(
            (draw.choice(["pengawas", "pelaksana", "muda"]), draw.choice([9, 7]), "2010-01-01", None)
        )
    elif kind == "appraisal":
        facts = new["appraisals"][int(target)]
        if facts not in (GOOD, POOR):
            new["appraisals"][int(target)] = draw.choice([GOOD, POOR])
    elif kind == "assess":
        low, high = new["match"]
        new["match"] = (low, low) if draw.random() < 0.5 else (high, high)
    return new


def is_decided(people):
    return ~next_case(people).persons["status"].eq("unknown").to_numpy()


@pytest.mark.parametrize("seed, size", list(enumerate([1, 2, 2, 3, 3, 5, 40, 60])))
def test_mending_opens_the_gates_of_everybody_it_is_said_to(seed, size):
    draw = random.Random(seed)
    people = [some_person(draw) for _ in range(size)]
    eligibility = next_case(people)
    blockers = next_blockers(eligibility, np.ones(len(people), dtype=bool))
    assert set(blockers["person"]) == set(np.flatnonzero(eligibility.persons["status"] == "unknown"))
    waits = things_waited_for(blockers)
    mended, done = list(people), set()
    for fix in rank_fixes(blockers, 50).itertuples():
        said = [who for who, fixes in waits.items() if fixes == {(fix.kind, fix.target)}]
        assert len(said) == fix.people == fix.next
        alone = is_decided([next_mended(one, fix.kind, fix.target, draw) for one in people])
        assert alone[said].all(), (fix.kind, fix.target)
        mended = [next_mended(one, fix.kind, fix.target, draw) for one in mended]
        done.add((fix.kind, fix.target))
        ready = [who for who, fixes in waits.items() if fixes <= done]
        assert fix.people_total == len(ready)
        assert is_decided(mended)[ready].all(), done


def test_people_who_are_not_asked_block_nothing():
    one = {
        **dict.fromkeys(["status_asn", "kedudukan_hukum", "tingkat_pendidikan", "golongan", "tanggal_lahir"]),
        "hukuman": (None, None),
        "post": "pengawas",
        "kelas": 9,
        "tmt_jabatan": "2022-01-01",
        "history": [],
        "appraisals": dict.fromkeys(YEARS),
        "match": (0, 100),
    }
    eligibility = next_case([one, one])
    blockers = next_blockers(eligibility, np.array([False, True]))
    assert set(blockers["person"]) == {1}
    assert {(row.kind, row.target) for row in blockers.itertuples()} == {
        ("appraisal", "2024"),
        ("appraisal", "2025"),
        ("assess", "X"),
        ("field", "golongan"),
        ("field", "hukuman_disiplin"),
        ("field", "kedudukan_hukum"),
        ("field", "status_asn"),
        ("field", "tingkat_pendidikan"),
    }


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def small_agency():
    """Three people: sound and assessed; without a class, a unit and a standard; a functional one, not assessed."""
    employees = frame(
        "employees",
        [
            {
                "nip": A,
                "nama": "a",
                "jabatan": "Umum",
                "unit_kerja": "X",
                "jenis_jabatan": "struktural",
                "eselon": "IV.a",
            },
            {"nip": B, "nama": "b", "jabatan": "Juru Ukur"},
            {
                "nip": A[:-1] + "9",
                "nama": "c",
                "jabatan": "Arsiparis",
                "unit_kerja": "X",
                "jenis_jabatan": "fungsional",
            },
        ],
    ).assign(kelompok=pd.Series(["pengawas", None, "jf_terampil"], dtype="str"))
    levels = frame("assessments", [{"nip": A, "kompetensi": one, "level": 4} for one in COMPETENCIES])
    match = job_match(build_matrices(levels, employees["nip"], STANDARDS), [1, -1, 0], CATEGORIES)
    employees = employees.assign(standar=match["standar"])
    marks = [np.array(row, dtype=bool) for row in ([0, 0, 1], [0, 0, 0], [1, 0, 0], [1, 0, 0])]
    assessed = Assessed(*marks)
    blockers = all_blocked(
        [
            held_blockers(employees, match, assessed),
            blocked(np.array([0]), "next", "data_missing", "field", "golongan"),
        ]
    )
    return employees, match, assessed, blockers


def test_counts_of_units_and_of_everybody():
    employees, match, assessed, blockers = small_agency()
    recorded = {"positions": np.array([True, False, False]), "trainings": np.array([False, False, False])}
    facts = completeness(employees, recorded, {"trainings": np.ones(3, dtype=bool)})
    counts = person_counts(employees, match, assessed, blockers)
    units = by_unit(employees["unit_kerja"], counts, facts).set_index("unit_kerja")
    assert list(counts.columns) == list(COUNTS)
    # The second has neither a standard nor any level; with one level of the dictionary they are not unassessed.
    assert counts["not_assessed"].tolist() == [0, 1, 1]
    known = replace(assessed, some=np.array([True, True, False]))
    assert person_counts(employees, match, known, blockers)["not_assessed"].tolist() == [0, 0, 1]
    assert units.loc["X", ["people", "with_standard", "assessed", "not_assessed", "stale"]].tolist() == [
        2,
        2,
        1,
        1,
        1,
    ]
    assert units.loc["X", ["open_held", "open_next", "open_people"]].tolist() == [1, 1, 2]
    assert units.loc["X", ["assessed_share", "positions", "trainings", "eselon", "jenjang"]].tolist() == [
        0.5,
        0.5,
        1,
        1,
        0,
    ]
    nowhere = units[units.index.isna()].iloc[0]
    assert nowhere[["people", "without_standard", "without_class", "open_held"]].tolist() == [1, 1, 1, 1]
    assert np.isnan(nowhere["assessed_share"])
    assert np.isnan(nowhere["eselon"])
    whole = overall(counts, facts).iloc[0]
    assert whole[["people", "open_people", "fully_assessed"]].tolist() == [3, 3, 1]
    fields = facts.shares().set_index("field")
    assert fields.loc[["eselon", "trainings", "positions"], "people"].tolist() == [1, 3, 3]
    assert whole["completeness"] == pytest.approx(fields["filled"].sum() / fields["people"].sum())


def test_an_empty_agency_has_figures_too():
    employees, match, assessed, blockers = small_agency()
    facts = completeness(employees, {}, {})
    counts = person_counts(employees, match, assessed, blockers)
    nobody = np.zeros(3, dtype=bool)
    whole = overall(counts[nobody].reset_index(drop=True), facts.among(nobody)).iloc[0]
    assert whole["people"] == 0
    assert np.isnan(whole["completeness"])


def test_lists_of_what_is_open():
    employees, _, _, blockers = small_agency()
    reasons = open_verdicts(blockers)
    assert reasons[["reason", "people", "held", "next"]].to_numpy().tolist() == [
        ["assessment_missing", 1, 1, 0],
        ["assessment_none", 1, 1, 0],
        ["data_missing", 1, 0, 1],
        ["standard_missing", 1, 1, 0],
    ]
    people = open_people(blockers, employees)
    assert people["nip"].tolist() == sorted(people["nip"])
    assert set(zip(people["nama"], people["kind"], strict=True)) >= {
        ("a", "field"),
        ("b", "standard"),
        ("c", "assess"),
    }
    positions = positions_without_standard(employees)
    assert positions[["jabatan", "people", "without_class"]].to_numpy().tolist() == [["Juru Ukur", 1, 1]]


def test_positions_are_written_as_most_people_write_them():
    names = ["Perawat Terampil", "TERAMPIL - PERAWAT", "Perawat Terampil", "Camat", None]
    employees = pd.DataFrame({"jabatan": pd.Series(names, dtype="str")})
    assert position_names(employees).tolist() == [*3 * ["Perawat Terampil"], "Camat", ""]


def test_orphans_and_trend():
    orphans = pd.DataFrame(
        {"table": ["positions", "positions", "trainings"], "nip": [A, B, A], "facts": [2, 1, 4]}
    )
    assert orphans_by_table(orphans).to_numpy().tolist() == [["positions", 2, 3], ["trainings", 1, 4]]
    before = pd.DataFrame([dict.fromkeys(TREND, 2.0)])
    now = pd.DataFrame([{**dict.fromkeys(TREND, 5.0), "completeness": np.nan}])
    rows = trend(before, now).set_index("figure")
    assert rows.loc["people"].tolist() == [2, 5, 3]
    assert np.isnan(rows.loc["completeness", "change"])

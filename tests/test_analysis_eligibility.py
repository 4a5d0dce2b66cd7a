"""What follows from all gates together; and what may never follow from a blank or one gate more."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.gates.eligibility import evaluate
from asnkarier.analysis.gates.targets import Target
from asnkarier.model.codes.reasons import REASONS
from asnkarier.model.said import said
from asnkarier.rules.types import Criterion, InForce
from examples import few
from people_frames import (
    NIP,
    SINCE,
    criterion,
    dossiers,
    evaluated,
    rule_set,
    small_rulebook,
)

AS_OF = date(2026, 11, 21)
STATUS = ("status_asn", ["PNS"])
SCHOOL = ("pendidikan_minimal", "S-1")
CLEAN = ("bebas_hukuman", {"sedang_menjalani": True, "tingkat": ["sedang", "berat"], "tahun": 2})
YEARS = ("pengalaman_jabatan", {"kelompok": ["pengawas"], "setara_kelas_jabatan": True, "tahun": 3})
WORK = ("kinerja_minimal", {"unsur": "sesuai", "predikat": "baik", "tahun": 2})
AGE = ("usia_maksimal", 40)
SEE = ("pernyataan", "Sehat")
FIT = {"nip": NIP, "status_asn": "PNS", "tingkat_pendidikan": "S-1", "hukuman_disiplin": "tidak_pernah"}


def status_of(person, *criteria, **rest):
    return evaluated(criteria, AS_OF, [FIT | person], **rest).persons.iloc[0]


@pytest.mark.parametrize(
    ("person", "status", "failed", "unknown"),
    [
        ({}, "eligible", (), ()),
        ({"tingkat_pendidikan": "SLTA"}, "one_gate_short", ("S2",), ()),
        ({"tingkat_pendidikan": "SLTA", "status_asn": "PPPK"}, "ineligible", ("S1", "S2"), ()),
        ({"tingkat_pendidikan": "SLTA", "status_asn": None}, "ineligible", ("S2",), ("S1",)),
        ({"status_asn": None}, "unknown", (), ("S1",)),
    ],
)
def test_status_follows_from_failures_and_unknowns(person, status, failed, unknown):
    found = status_of(person, STATUS, SCHOOL, CLEAN, SEE)
    assert (found["status"], found["gates_failed"], found["gates_unknown"]) == (status, failed, unknown)


def judge(rules, person=FIT, as_of=AS_OF):
    book = small_rulebook()
    target = Target("Kepala Bidang", "administrator")
    return evaluate(rules, book, dossiers(as_of, [person], rulebook=book), target, as_of)


def test_a_repealed_criterion_is_shown_and_blocks_nobody():
    law = criterion("X", *SCHOOL).dated[0]
    repealed = Criterion("X", "x", SCHOOL[0], (law, InForce(None, law.citation, date(2026, 1, 1))))
    found = judge(rule_set(repealed), FIT | {"tingkat_pendidikan": "SLTA"})
    assert (found.persons["status"][0], found.findings["result"][0]) == ("eligible", "repealed")
    found = judge(rule_set(repealed), FIT | {"tingkat_pendidikan": "SLTA"}, date(2025, 12, 31))
    assert (found.persons["status"][0], found.findings["result"][0]) == ("one_gate_short", "not_met")


def test_a_criterion_of_tomorrow_is_not_applied_but_listed():
    rules = rule_set(criterion("A", *STATUS), criterion("B", *SCHOOL, since=date(2026, 11, 22)))
    found = judge(rules, FIT | {"tingkat_pendidikan": "SLTA"})
    assert found.findings["rule_id"].tolist() == ["A"]
    assert [(one.id, since) for one, since in found.not_in_force] == [("B", date(2026, 11, 22))]
    assert (
        judge(rules, FIT | {"tingkat_pendidikan": "SLTA"}, date(2026, 11, 22)).persons["status"][0]
        == "one_gate_short"
    )


def test_dossiers_of_another_day_are_refused():
    book = small_rulebook()
    with pytest.raises(ValueError, match="2026-11-21"):
        evaluate(rule_set(), book, dossiers(AS_OF, [FIT]), Target("x", "administrator"), SINCE)


def test_no_gate_bars_nobody():
    found = judge(rule_set())
    assert found.persons["status"].tolist() == ["eligible"]
    assert len(found.findings) == 0
    assert "citation" in found.findings.columns


PENGAWAS = {
    "jenis_jabatan": "struktural",
    "eselon": "IV.a",
    "jabatan": "Kepala Seksi",
    "tmt_cpns": "2025-01-01",
}


def test_eligible_on_is_the_last_of_the_days_that_time_brings():
    serving = PENGAWAS | {
        "tmt_jabatan": "2025-06-01",
        "hukuman_disiplin": "sedang",
        "hukuman_selesai": "2027-01-31",
    }
    found = status_of(serving, YEARS, CLEAN)
    assert (found["status"], str(found["eligible_on"].date())) == ("ineligible", "2029-01-31")
    assert found["eligible_on_code"] == "eligible_then"
    schooled = status_of(serving | {"tingkat_pendidikan": "SLTA"}, YEARS, CLEAN, SCHOOL)
    assert pd.isna(schooled["eligible_on"])
    assert schooled["eligible_on_code"] == "eligible_never_by_time"
    unknown = status_of(serving | {"status_asn": None}, YEARS, CLEAN, STATUS)
    assert (str(unknown["eligible_on"].date()), unknown["eligible_on_code"]) == (
        "2029-01-31",
        "eligible_at_latest_if_met",
    )
    nothing = status_of({}, STATUS)
    assert pd.isna(nothing["eligible_on"])
    assert nothing["eligible_on_code"] == "eligible_now"


def test_doubtful_service_is_enough_on_the_day_the_proven_one_is_at_the_latest():
    """The posts before the present one are not known: it may be met today, and is on the third anniversary of this one."""
    serving = PENGAWAS | {"tmt_cpns": "2010-01-01", "tmt_jabatan": "2025-06-01"}
    found = status_of(serving, YEARS)
    assert (found["status"], str(found["eligible_on"].date())) == ("unknown", "2028-06-01")
    assert found["eligible_on_code"] == "eligible_at_latest"


@pytest.mark.parametrize(("born", "day"), [("1988-05-31", "NaT"), ("1988-06-01", "2028-06-01")])
def test_a_day_after_the_highest_age_is_no_day(born, day):
    nip = f"{born.replace('-', '')}202501{1}901"
    person = PENGAWAS | {"nip": nip, "tanggal_lahir": born, "tmt_jabatan": "2025-06-01"}
    found = evaluated([YEARS, AGE], AS_OF, [person]).persons.iloc[0]
    assert (found["status"], str(found["eligible_on"].date())) == ("one_gate_short", day)
    assert found["eligible_on_code"] == ("eligible_lapses_first" if day == "NaT" else "eligible_then")


def test_findings_come_per_person_in_the_order_asked():
    others = [FIT, FIT | {"nip": "198503032010011902", "status_asn": "PPPK"}]
    found = evaluated([STATUS, SCHOOL], AS_OF, others)
    assert found.findings["nip"].tolist() == [NIP, NIP, others[1]["nip"], others[1]["nip"]]
    asked = found.findings_of([others[1]["nip"]])
    assert asked[["rule_id", "observed", "result"]].values.tolist() == [
        ["S1", said("recorded", value="PPPK"), "not_met"],
        ["S2", said("recorded", value="S-1"), "met"],
    ]
    assert set(asked["citation"]) == {"Peraturan Uji 1/2000 Pasal 1"}
    with pytest.raises(KeyError):
        found.findings_of(["tiada"])


def test_registers_may_be_empty_and_people_none():
    assert evaluated([STATUS, YEARS, WORK, CLEAN, AGE], AS_OF, []).persons.empty
    found = evaluated([STATUS, YEARS, WORK, CLEAN, ("belum_bup", True)], AS_OF, [{"nip": NIP}])
    assert found.persons["status"].tolist() == ["unknown"]
    assert set(found.findings["reason"]) <= set(REASONS)


DAY = st.dates(date(2005, 1, 1), date(2027, 12, 31))
FACTS = {
    "status_asn": st.sampled_from(["PNS", "PPPK", None]),
    "tingkat_pendidikan": st.sampled_from(["S-1", "SLTA", None]),
    "tanggal_lahir": st.sampled_from(["1990-01-01", "1980-01-01", None]),
    "jenis_jabatan": st.sampled_from(["struktural", "fungsional", "pelaksana", None]),
    "eselon": st.sampled_from(["IV.a", "III.a", None]),
    "jenjang": st.sampled_from(["ahli_muda", None]),
    "kelas_jabatan": st.sampled_from([8, 9, None]),
    "tmt_jabatan": st.none() | DAY,
    "tmt_cpns": st.none() | DAY,
    "hukuman_disiplin": st.sampled_from(["tidak_pernah", "ringan", "berat", None]),
    "hukuman_selesai": st.none() | DAY,
}
PERSON = st.fixed_dictionaries(FACTS)
POST = st.fixed_dictionaries(
    {
        "nip": st.just(NIP),
        "jabatan": st.sampled_from(["Kepala Seksi", "Staf", "Plt. Camat"]),
        "jenis_jabatan": st.sampled_from(["struktural", "fungsional", "pelaksana", None]),
        "eselon": st.sampled_from(["IV.a", None]),
        "kelas_jabatan": st.sampled_from([8, 9, None]),
        "tmt_jabatan": DAY,
        "sampai": st.none() | DAY,
    }
)
YEAR = st.fixed_dictionaries(
    {
        "nip": st.just(NIP),
        "tahun": st.sampled_from([2023, 2024, 2025]),
        "hasil_kerja": st.sampled_from(["di_atas", "sesuai", "di_bawah", None]),
        "perilaku_kerja": st.sampled_from(["di_atas", "sesuai", "di_bawah", None]),
        "predikat": st.sampled_from(["baik", "butuh_perbaikan", "kurang", None]),
    }
)
GATES = [STATUS, SCHOOL, CLEAN, YEARS, WORK, AGE, SEE]
LISTS = st.tuples(
    PERSON, st.lists(POST, max_size=3), st.lists(YEAR, max_size=3, unique_by=lambda row: row["tahun"])
)
# `sampai` is not among them: its blank has a meaning of its own, until the next post or until today.
BLANKABLE = (
    [*FACTS],
    ["jenis_jabatan", "eselon", "kelas_jabatan"],
    ["hasil_kerja", "perilaku_kerja", "predikat"],
)


def judged(agency, gates=GATES):
    """The eligibility of several people, given as (person, posts, years), who form one agency."""
    nips = [f"1990010120150319{place:02d}" for place in range(len(agency))]
    employees = [{**person, "nip": nip} for nip, (person, _, _) in zip(nips, agency, strict=True)]
    posts, years = (
        [{**row, "nip": nip} for nip, facts in zip(nips, agency, strict=True) for row in facts[register]]
        for register in (1, 2)
    )
    return evaluated(gates, AS_OF, employees, positions=posts, appraisals=years)


def with_one_blank(facts):
    """The same facts with each single one blanked in turn."""
    tables = ([facts[0]], facts[1], facts[2])
    for which, rows in enumerate(tables):
        for place, row in enumerate(rows):
            for field in BLANKABLE[which]:
                changed = [[dict(one) for one in table] for table in tables]
                changed[which][place][field] = None
                if row.get(field) is not None:
                    yield changed[0][0], changed[1], changed[2]


@settings(max_examples=12, deadline=None)
@given(
    st.lists(LISTS, min_size=8, max_size=15),
    st.lists(st.sampled_from(GATES), max_size=2),
    st.sampled_from(GATES),
)
def test_one_criterion_more_never_adds_a_candidate(agency, gates, extra):
    fewer, more = (judged(agency, some).persons["status"] for some in (gates, [*gates, extra]))
    assert (fewer[more == "eligible"] == "eligible").all()


@settings(max_examples=few(20, whole=50), deadline=None)
@given(LISTS)
def test_a_blank_never_turns_a_failure_into_a_pass(facts):
    found = judged([facts, *with_one_blank(facts)]).findings["result"].to_numpy().reshape(-1, len(GATES))
    failed = found[0] == "not_met"
    assert not (found[1:, failed] == "met").any()


@settings(max_examples=10, deadline=None)
@given(st.lists(PERSON, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(people, random):
    rows = [{"nip": f"19900101201503190{place}", **person} for place, person in enumerate(people)]
    first = evaluated(GATES, AS_OF, rows).persons.set_index("nip")
    random.shuffle(rows)
    second = evaluated(GATES, AS_OF, rows).persons.set_index("nip")
    pd.testing.assert_frame_equal(first, second.loc[first.index])

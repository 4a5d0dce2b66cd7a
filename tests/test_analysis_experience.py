"""Length of service in posts of a kind: exact to the day, once for overlaps, doubt kept apart."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.model.said import Span
from people_frames import NIP, dossiers, evaluated, finding

AS_OF = date(2026, 11, 21)
THREE_YEARS = {"kelompok": ["pengawas"], "setara_kelas_jabatan": False, "tahun": 3}
OR_EQUAL = THREE_YEARS | {"setara_kelas_jabatan": True}
PENGAWAS = {"jenis_jabatan": "struktural", "eselon": "IV.a", "jabatan": "Kepala Seksi"}
CLERK = {"jenis_jabatan": "pelaksana", "jabatan": "Pengadministrasi"}
JF = {"jenis_jabatan": "fungsional", "jenjang": "ahli_muda", "jabatan": "Analis Ahli Muda"}
FIRST = {"nip": NIP, **CLERK, "tmt_jabatan": "2010-01-01"}


def spell(kind, tmt, sampai=None, **more):
    return {"nip": NIP, **kind, "tmt_jabatan": tmt, "sampai": sampai, **more}


def experience(person, *positions, value=THREE_YEARS, as_of=AS_OF, **rest):
    return finding("pengalaman_jabatan", value, as_of, person, positions=[FIRST, *positions], **rest)


def service(found):
    """What was found of the service."""
    assert found["observed"].code == "service"
    return dict(found["observed"].facts)["service"]


@pytest.mark.parametrize(
    ("tmt", "result", "observed", "eligible_on"),
    [
        ("2023-11-21", "met", Span(36), None),
        ("2023-11-22", "not_met", Span(35, 30), "2026-11-22"),
        ("2026-11-21", "not_met", Span(0), None),
    ],
)
def test_three_years_are_reached_on_the_day_and_not_before(tmt, result, observed, eligible_on):
    found = experience(PENGAWAS | {"tmt_jabatan": tmt})
    assert (found["result"], service(found)) == (result, observed)
    assert str(found["eligible_on"].date()) == (eligible_on or "NaT")


def test_overlapping_posts_count_once():
    doubled = [spell(PENGAWAS, "2022-01-01", "2023-06-30"), spell(PENGAWAS, "2022-06-01", "2023-12-31")]
    found = experience(CLERK | {"tmt_jabatan": "2024-01-01"}, *doubled)
    assert (found["result"], service(found)) == ("not_met", Span(24))


def test_separate_stretches_add_up_by_their_whole_months():
    parts = [spell(PENGAWAS, "2017-01-01", "2018-12-31"), spell(PENGAWAS, "2020-01-01", "2020-12-31")]
    found = experience(CLERK | {"tmt_jabatan": "2021-01-01"}, *parts)
    assert (found["result"], service(found)) == ("met", Span(36))


def test_leftover_days_of_separate_stretches_join():
    parts = [spell(PENGAWAS, "2017-01-01", "2018-12-16"), spell(PENGAWAS, "2020-01-01", "2021-01-15")]
    found = experience(CLERK | {"tmt_jabatan": "2021-01-16"}, *parts)
    assert (found["result"], service(found)) == ("met", Span(36))


def test_a_blank_sampai_runs_to_the_next_post():
    found = experience(CLERK | {"tmt_jabatan": "2022-12-31"}, spell(PENGAWAS, "2020-01-01"))
    assert service(found) == Span(35, 30)
    found = experience(CLERK | {"tmt_jabatan": "2023-01-01"}, spell(PENGAWAS, "2020-01-01"))
    assert (found["result"], service(found)) == ("met", Span(36))


def test_sampai_is_the_last_day_in_the_post():
    found = experience(CLERK | {"tmt_jabatan": "2024-01-01"}, spell(PENGAWAS, "2020-01-01", "2022-12-31"))
    assert found["result"] == "met"
    found = experience(CLERK | {"tmt_jabatan": "2024-01-01"}, spell(PENGAWAS, "2020-01-01", "2022-12-30"))
    assert found["result"] == "not_met"


def test_acting_appointments_neither_count_nor_end_a_post():
    acting = spell(PENGAWAS | {"jabatan": "Plt. Kepala Seksi"}, "2020-01-01")
    found = experience(CLERK | {"tmt_jabatan": "2015-01-01"}, acting)
    assert (found["result"], service(found)) == ("not_met", Span(0))
    acting = spell(CLERK | {"jabatan": "Plh Sekretaris"}, "2024-01-01")
    assert experience(PENGAWAS | {"tmt_jabatan": "2020-01-01"}, acting)["result"] == "met"


@pytest.mark.parametrize(
    "name",
    ["Plt. Kepala Seksi", "Kepala Seksi (Plt.)", "Kepala Seksi, Plt", "Pj. Kepala Seksi", "Penjabat Kepala Seksi",
     "PJS KEPALA SEKSI", "Pgs. Kepala Seksi", "Kepala Seksi - Plh", "P.L.T. Kepala Seksi", "Kepala Seksi (Plt) Umum",
     "Pejabat Sementara Kepala Seksi", "Ymt Kepala Seksi", "Pelaksana Tugas Harian Kepala Seksi"],
)  # fmt: skip
def test_acting_in_every_spelling_proves_no_years(name):
    found = experience(
        CLERK | {"tmt_jabatan": "2015-01-01"}, spell(PENGAWAS | {"jabatan": name}, "2020-01-01")
    )
    assert (found["result"], service(found)) == ("not_met", Span(0))


def test_what_lies_after_as_of_is_not_known_yet():
    found = experience(CLERK | {"tmt_jabatan": "2020-01-01"}, spell(PENGAWAS, "2027-01-01"))
    assert (found["result"], service(found)) == ("not_met", Span(0))
    found = experience(CLERK | {"tmt_jabatan": "2027-01-01"}, spell(PENGAWAS, "2020-01-01", "2029-01-01"))
    assert service(found) == Span(82, 20)


def test_the_present_post_without_tmt_is_doubtful():
    found = experience(PENGAWAS)
    assert (found["result"], found["reason"]) == ("unknown", "tmt_missing")
    recorded = spell(PENGAWAS, "2020-01-01")
    assert experience(PENGAWAS, recorded)["result"] == "met"
    assert experience(PENGAWAS | {"jabatan": "Kepala Subbagian"}, recorded)["result"] == "met"


def test_the_open_post_before_an_undated_one_may_have_ended_any_day():
    found = experience(CLERK | {"jabatan": "Arsiparis"}, spell(PENGAWAS, "2020-01-01"))
    assert (found["result"], found["reason"]) == ("unknown", "tmt_missing")


def test_registers_that_disagree_about_the_present_post_leave_it_open():
    found = experience(CLERK | {"tmt_jabatan": "2019-01-01"}, spell(PENGAWAS, "2020-01-01"))
    assert (found["result"], found["reason"]) == ("unknown", "history_contradiction")
    found = experience(PENGAWAS | {"tmt_jabatan": "2024-01-01"}, spell(CLERK, "2025-01-01"))
    assert (found["result"], service(found)) == ("not_met", Span(12))
    found = experience(PENGAWAS | {"tmt_jabatan": "2023-01-01"}, spell(CLERK, "2025-01-01"))
    assert (found["result"], found["reason"]) == ("unknown", "history_contradiction")


def test_an_end_before_the_beginning_is_a_fault_not_an_end():
    found = experience(CLERK | {"tmt_jabatan": "2024-01-01"}, spell(PENGAWAS, "2020-01-01", "2002-01-01"))
    assert (found["result"], found["reason"]) == ("unknown", "sampai_wrong")


def test_without_a_history_earlier_posts_are_unknown_unless_the_register_is_complete():
    person = PENGAWAS | {"tmt_jabatan": "2025-01-01", "tmt_cpns": "2010-01-01"}
    found = finding("pengalaman_jabatan", THREE_YEARS, AS_OF, person)
    assert (found["result"], found["reason"]) == ("unknown", "history_missing")
    found = finding("pengalaman_jabatan", THREE_YEARS, AS_OF, person, complete=["positions"])
    assert (found["result"], f"{found['eligible_on']:%Y-%m-%d}") == ("not_met", "2028-01-01")
    young = person | {"tmt_cpns": "2024-03-01"}
    assert finding("pengalaman_jabatan", THREE_YEARS, AS_OF, young)["result"] == "not_met"


def test_a_recorded_history_counts_as_the_whole_of_it():
    person = PENGAWAS | {"tmt_jabatan": "2025-01-01", "tmt_cpns": "2000-01-01"}
    assert experience(person)["result"] == "not_met"


OTHERS = [{"nip": "198001012005031902", **PENGAWAS, "kelas_jabatan": 9, "tmt_jabatan": "2026-01-01"}]


def equal(person, *positions, others=OTHERS):
    """Return the finding of `person` in an agency whose posts of pengawas are held by `others`."""
    people = [{"nip": NIP, **person}, *others]
    found = evaluated([("pengalaman_jabatan", OR_EQUAL)], AS_OF, people, positions=[FIRST, *positions])
    return found.findings_of([NIP]).iloc[0]


def test_a_functional_post_of_the_same_class_is_equal():
    assert equal(JF | {"tmt_jabatan": "2020-01-01", "kelas_jabatan": 9})["result"] == "met"
    assert equal(JF | {"tmt_jabatan": "2020-01-01", "kelas_jabatan": 8})["result"] == "not_met"
    clerk = CLERK | {"tmt_jabatan": "2020-01-01", "kelas_jabatan": 9}
    assert equal(clerk)["result"] == "not_met"


def test_a_missing_class_is_unknown_only_where_it_decides():
    found = equal(JF | {"tmt_jabatan": "2020-01-01"})
    assert (found["result"], found["reason"]) == ("unknown", "class_missing")
    assert equal(JF | {"tmt_jabatan": "2025-01-01"})["result"] == "not_met"
    enough = equal(JF | {"tmt_jabatan": "2025-01-01"}, spell(PENGAWAS, "2020-01-01"))
    assert (enough["result"], enough["reason"]) == ("met", "")
    nobody = equal(JF | {"tmt_jabatan": "2020-01-01", "kelas_jabatan": 9}, others=[])
    assert (nobody["result"], nobody["reason"]) == ("unknown", "comparison_class_missing")


def test_a_post_without_eselon_or_kind_may_be_what_is_asked():
    found = experience(
        {"jabatan": "Kepala Seksi", "jenis_jabatan": "struktural", "tmt_jabatan": "2020-01-01"}
    )
    assert (found["result"], found["reason"]) == ("unknown", "kelompok_unclear")
    assert (
        experience({"jabatan": "Analis", "jenis_jabatan": "fungsional", "tmt_jabatan": "2020-01-01"})[
            "result"
        ]
        == "not_met"
    )
    assert experience({"jabatan": "Entah", "tmt_jabatan": "2020-01-01"})["result"] == "unknown"


def test_the_finding_names_the_row_of_the_last_post_that_counts():
    found = experience(
        CLERK | {"tmt_jabatan": "2024-01-01", "row": 40}, spell(PENGAWAS, "2020-01-01", row=17)
    )
    assert (found["row"], found["field"]) == (17, "jabatan,tmt_jabatan")
    assert experience(CLERK | {"tmt_jabatan": "2024-01-01", "row": 40})["row"] == 40


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 900)), max_size=4),
    st.integers(0, 1500),
)
def test_eligible_on_is_the_first_day_on_which_the_check_is_met(past, since):
    begin = date(2012, 1, 1)
    spells = [
        spell(PENGAWAS, begin + timedelta(days=start), begin + timedelta(days=start + length))
        for start, length in past
    ]
    person = PENGAWAS | {"tmt_jabatan": AS_OF - timedelta(days=since)}
    found = experience(person, *spells)
    if found["result"] == "not_met" and since:
        day = found["eligible_on"].date()
        assert experience(person, *spells, as_of=day)["result"] == "met"
        assert experience(person, *spells, as_of=day - timedelta(days=1))["result"] == "not_met"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 900)), min_size=1, max_size=5))
def test_the_order_and_doubling_of_rows_change_nothing(past):
    begin = date(2012, 1, 1)
    spells = [
        spell(PENGAWAS, begin + timedelta(days=start), begin + timedelta(days=start + length))
        for start, length in past
    ]
    person = CLERK | {"tmt_jabatan": "2026-01-01"}
    once = experience(person, *spells)
    again = experience(person, *reversed(spells), *spells)
    assert (once["result"], once["observed"]) == (again["result"], again["observed"])


CONTRADICTED = "199001012024121901"  # appointed in December 2024, by the NIP


def contradicted(tmt, cpns=None, *, kind=PENGAWAS, complete=(), **rest):
    person = {"nip": CONTRADICTED, **kind, "tmt_jabatan": tmt, "tmt_cpns": cpns}
    return finding("pengalaman_jabatan", THREE_YEARS, AS_OF, person, complete=complete, **rest)


@pytest.mark.parametrize("complete", [(), ("positions",)])
def test_a_post_older_than_the_appointment_proves_only_what_follows_it(complete):
    found = contradicted("2015-06-01", "2024-12-01", complete=complete)
    assert (found["result"], found["reason"], service(found)) == ("unknown", "dates_contradict", Span(23, 20))
    by_nip = contradicted("2015-06-01", "2010-12-01", complete=complete)
    assert (by_nip["result"], by_nip["reason"]) == ("unknown", "dates_contradict")


@pytest.mark.parametrize(
    ("tmt", "cpns", "result"),
    [
        ("2023-11-20", "2023-11-21", "met"),  # either date leaves three years
        ("2023-11-21", "2023-11-22", "unknown"),  # the post does, the appointment does not
        ("2023-11-22", "2023-11-23", "not_met"),  # neither does
        ("2023-11-22", "2023-11-22", "not_met"),
    ],
)
def test_both_sides_of_the_line_where_the_dates_contradict(tmt, cpns, result):
    person = PENGAWAS | {"nip": "199001012005031901", "tmt_jabatan": tmt, "tmt_cpns": cpns}
    found = finding("pengalaman_jabatan", THREE_YEARS, AS_OF, person, complete=["positions"])
    assert (found["result"], found["reason"] != "") == (result, result == "unknown")


def test_a_post_of_another_kind_before_the_appointment_leaves_open_what_was_held_beside_it():
    found = contradicted("2020-01-01", "2024-12-01", kind=CLERK)
    assert (found["result"], found["reason"], service(found)) == ("unknown", "dates_contradict", Span(0))
    assert contradicted("2020-01-01", "2024-12-01", kind=CLERK, complete=["positions"])["result"] == "not_met"
    agreed = contradicted("2024-12-01", "2024-12-01", kind=CLERK)
    assert (agreed["result"], agreed["reason"]) == ("not_met", "")


def test_the_nip_of_a_pppk_states_the_year_of_the_appointment_only():
    person = PENGAWAS | {"nip": "199001012023211901", "tmt_jabatan": "2023-01-01"}
    assert finding("pengalaman_jabatan", THREE_YEARS, AS_OF, person)["result"] == "met"
    early = person | {"nip": "199001012024211901"}
    assert finding("pengalaman_jabatan", THREE_YEARS, AS_OF, early)["result"] == "unknown"


@settings(max_examples=40, deadline=None)
@given(
    st.dates(date(2019, 1, 1), AS_OF), st.dates(date(2019, 1, 1), AS_OF), st.dates(date(2019, 1, 1), AS_OF)
)
def test_contradicting_dates_give_no_verdict_that_one_of_them_denies(tmt, cpns, nip):
    person = PENGAWAS | {"nip": f"19900101{nip:%Y%m}1901", "tmt_jabatan": tmt, "tmt_cpns": cpns}
    found = finding("pengalaman_jabatan", THREE_YEARS, AS_OF, person, complete=["positions"])
    reached = {max(tmt, start) <= date(2023, 11, 21) for start in (tmt, cpns, nip.replace(day=1))}
    expected = "unknown" if len(reached) > 1 else ("met" if reached == {True} else "not_met")
    assert found["result"] == expected


@pytest.mark.parametrize(
    ("name", "kelompok"),
    [("Kepala Seksi", "pengawas"), ("Plt. Kepala Seksi", None), ("Kepala Seksi (Plt.)", None), ("Arsiparis / Plt. Kepala Seksi", None)],
)  # fmt: skip
def test_an_acting_post_gives_no_class(name, kelompok):
    known = dossiers(AS_OF, [PENGAWAS | {"nip": NIP, "jabatan": name, "tmt_jabatan": "2020-01-01"}])
    assert known.kelompok.tolist() == [kelompok]


def day_code(person, *more):
    found = evaluated(
        [("pengalaman_jabatan", THREE_YEARS), *more],
        AS_OF,
        [{"nip": NIP, **FIRST, **person}],
        positions=[FIRST],
    )
    return (
        found.persons.iloc[0]["status"],
        found.persons.iloc[0]["eligible_on_code"],
        found.persons.iloc[0]["eligible_on"],
    )


UNCLEAR = {"jenis_jabatan": "struktural", "eselon": None, "jabatan": "Kepala", "tmt_jabatan": "2025-11-21"}


@pytest.mark.parametrize(("eselon", "code", "on"), [("IV.a", "eligible_then", "2028-11-21"), ("III.a", "eligible_never_by_time", "NaT"), (None, "eligible_open", "NaT")])  # fmt: skip
def test_whether_time_cures_is_open_while_the_kind_of_the_present_post_is(eselon, code, on):
    """One year at most is too short for certain; whether the years go on depends on what the post turns out to be."""
    status, told, day = day_code(UNCLEAR | {"eselon": eselon})
    assert status in ("one_gate_short", "ineligible")
    assert (told, str(day.date())) == (code, on)


@pytest.mark.parametrize(("eselon", "code"), [(None, "eligible_open"), ("III.a", "eligible_never_by_time"), ("IV.a", "eligible_then")])  # fmt: skip
def test_so_it_is_in_one_of_several_ways(eselon, code):
    way = {"uji": "pengalaman_jabatan", "nilai": THREE_YEARS}
    several = {"teks": "uji", "en": "test", "salah_satu": [[way]]}
    found = evaluated(
        [("salah_satu", several)],
        AS_OF,
        [{"nip": NIP, **FIRST, **UNCLEAR, "eselon": eselon}],
        positions=[FIRST],
    )
    assert found.persons.iloc[0]["eligible_on_code"] == code


def test_a_failure_that_time_may_cure_keeps_another_day_from_being_the_day():
    """The punishment ends on a day that is known; whether the years are complete by then, nobody knows."""
    punished = UNCLEAR | {"hukuman_disiplin": "sedang", "hukuman_selesai": "2027-01-31"}
    clean = ("bebas_hukuman", {"sedang_menjalani": True, "tingkat": ["sedang", "berat"], "tahun": 2})
    status, told, day = day_code(punished, clean)
    assert (status, told, str(day.date())) == ("ineligible", "eligible_at_latest_if_met", "2029-01-31")

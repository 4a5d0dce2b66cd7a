"""Checks on what a person is: both sides of every line, and what is not known."""

from datetime import date

import pytest

from asnkarier.model.said import Span, said
from people_frames import NIP, finding

AS_OF = date(2026, 11, 21)


def seen(found):
    return found["result"], found["reason"]


@pytest.mark.parametrize(
    ("uji", "value", "person", "result"),
    [
        ("status_asn", ["PNS"], {"status_asn": "PNS"}, "met"),
        ("status_asn", ["PNS"], {"status_asn": "PPPK"}, "not_met"),
        ("status_asn", ["PNS"], {}, "unknown"),
        ("kedudukan_hukum", ["Aktif"], {"kedudukan_hukum": "AKTIF"}, "met"),
        ("kedudukan_hukum", ["Aktif"], {"kedudukan_hukum": "CLTN"}, "not_met"),
        ("kedudukan_hukum", ["Aktif"], {"kedudukan_hukum": "PPPK Aktif"}, "not_met"),
        ("kedudukan_hukum", ["Aktif"], {}, "unknown"),
        ("kedudukan_hukum", ["Aktif"], {"kedudukan_hukum": "Aktf"}, "unknown"),
        ("kedudukan_hukum", ["Aktif Bekerja"], {"kedudukan_hukum": "AKTIF BEKERJA"}, "met"),
        ("pendidikan_minimal", "S-1", {"tingkat_pendidikan": "D-IV"}, "met"),
        ("pendidikan_minimal", "S-1", {"tingkat_pendidikan": "S-2"}, "met"),
        ("pendidikan_minimal", "S-1", {"tingkat_pendidikan": "D-III"}, "not_met"),
        ("pendidikan_minimal", "S-1", {"tingkat_pendidikan": "Madrasah"}, "unknown"),
        ("pendidikan_minimal", "S-1", {}, "unknown"),
        ("pangkat_eselon", {"tingkat_di_bawah": 0}, {"golongan": "III/d"}, "met"),
        ("pangkat_eselon", {"tingkat_di_bawah": 0}, {"golongan": "III/c"}, "not_met"),
        ("pangkat_eselon", {"tingkat_di_bawah": 0}, {"golongan": "IX"}, "unknown"),
        ("pangkat_eselon", {"tingkat_di_bawah": 0}, {}, "unknown"),
    ],
)
def test_facts_against_a_list_or_an_order(uji, value, person, result):
    found = finding(uji, value, AS_OF, person)
    assert found["result"] == result
    fact = next(iter(person.values()), None)
    assert found["observed"] == (said("recorded", value=fact) if fact else said("nothing_recorded"))


@pytest.mark.parametrize(
    ("born", "result", "observed"),
    [
        ("1970-11-21", "met", Span(672)),
        ("1970-11-20", "not_met", Span(672, 1)),
        ("1970-11-22", "met", Span(671, 30)),
    ],
)
def test_the_birthday_itself_is_in_time_for_the_highest_age(born, result, observed):
    found = finding("usia_maksimal", 56, AS_OF, {"nip": _nip(born), "tanggal_lahir": born})
    assert (found["result"], found["observed"]) == (result, said("age", age=observed))


def _nip(born):
    return f"{born.replace('-', '')}201503{1}901"


def test_a_missing_birth_date_is_read_from_the_nip_and_said_so():
    found = finding("usia_maksimal", 56, AS_OF, {"nip": _nip("1970-11-20")})
    assert seen(found) == ("not_met", "derived_from_nip")
    assert seen(finding("usia_maksimal", 56, AS_OF, {"nip": "bukan nip"})) == ("unknown", "data_missing")


def test_two_birth_dates_are_unknown_only_where_they_differ_in_the_outcome():
    found = finding("usia_maksimal", 56, AS_OF, {"nip": _nip("1970-11-20"), "tanggal_lahir": "1970-11-22"})
    assert seen(found) == ("unknown", "birth_date_contradiction")
    found = finding("usia_maksimal", 56, AS_OF, {"nip": _nip("1980-11-20"), "tanggal_lahir": "1980-11-22"})
    assert seen(found) == ("met", "")


@pytest.mark.parametrize(
    ("born", "pension", "result"),
    [
        ("1976-11-22", None, "met"),
        ("1976-11-21", None, "not_met"),
        ("1980-01-01", "2026-11-22", "met"),
        ("1980-01-01", "2026-11-21", "not_met"),
    ],
)
def test_bup_of_the_target_and_a_recorded_pension_both_end_service(born, pension, result):
    found = finding(
        "belum_bup", True, AS_OF, {"nip": _nip(born), "tanggal_lahir": born, "tmt_pensiun": pension}
    )
    assert found["result"] == result


WEIGHTY = {"sedang_menjalani": True, "tingkat": ["sedang", "berat"], "tahun": 2}


@pytest.mark.parametrize(
    ("level", "end", "result", "eligible_on"),
    [
        ("tidak_pernah", None, "met", "NaT"),
        ("sedang", "2024-11-21", "met", "NaT"),
        ("sedang", "2024-11-22", "not_met", "2026-11-22"),
        ("berat", "2027-03-31", "not_met", "2029-03-31"),
        ("ringan", "2026-11-20", "met", "NaT"),
        ("ringan", "2026-11-21", "not_met", "2026-11-22"),
        ("sedang", None, "unknown", "NaT"),
        ("ringan", None, "unknown", "NaT"),
        ("tidak_pernah", "2020-01-01", "unknown", "NaT"),
        (None, None, "unknown", "NaT"),
    ],
)
def test_discipline_on_both_sides_of_its_end(level, end, result, eligible_on):
    found = finding("bebas_hukuman", WEIGHTY, AS_OF, {"hukuman_disiplin": level, "hukuman_selesai": end})
    assert (found["result"], str(found["eligible_on"].date())) == (result, eligible_on)


def test_light_punishments_without_end_do_not_matter_where_serving_does_not():
    value = WEIGHTY | {"sedang_menjalani": False}
    assert finding("bebas_hukuman", value, AS_OF, {"hukuman_disiplin": "ringan"})["result"] == "met"


def test_a_blank_register_means_none_only_where_it_is_declared_complete():
    found = finding("bebas_hukuman", WEIGHTY, AS_OF, {}, complete=["hukuman_disiplin"])
    assert seen(found) == ("met", "declared_complete")
    assert found["observed"] == said("hukuman_declared")
    stray = finding(
        "bebas_hukuman", WEIGHTY, AS_OF, {"hukuman_selesai": "2026-01-01"}, complete=["hukuman_disiplin"]
    )
    assert seen(stray) == ("unknown", "hukuman_contradiction")


def test_findings_point_at_the_persons_own_row():
    found = finding(
        "status_asn", ["PNS"], AS_OF, {"nip": NIP, "status_asn": "PNS", "source_id": 7, "row": 41}
    )
    assert (found["source_id"], found["row"], found["field"]) == (7, 41, "status_asn")

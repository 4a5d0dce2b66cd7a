"""The day to come of somebody of whom people must judge something besides: what data decide is met on it, and no day of it is taken back for that."""

import pytest

from in_process import asn
from test_trials_decisions import office, person

NIP = "199003042015031001"
STANDARD = (
    "jabatan: Arsiparis Mahir\nkelompok: jf_mahir\nkompetensi: {integritas: 2}\n"
    "persyaratan:\n  pendidikan: {jenjang: D-III, tingkat: mutlak}\n"
)


@pytest.fixture(scope="module")
def clerk(tmp_path_factory):
    """A pelaksana whom the data keep from the functional post until two years after a punishment."""
    folder = tmp_path_factory.mktemp("kantor")
    who = person(
        NIP,
        jenis_jabatan="pelaksana",
        jabatan="Pengelola Data",
        eselon=None,
        golongan="III/a",
        hukuman_disiplin="sedang",
        hukuman_selesai="2025-02-01",
    )
    office(folder, who, vacancies=["V1,Arsiparis Mahir,Dinas A,1,"], standards=(STANDARD,))
    return folder


def test_the_day_stands_and_says_what_people_judge(clerk):
    found = asn("promote-shortlist", "V1", "--format", "json", cwd=clerk).json()
    (row,) = found["one_gate_short"]
    assert row["eligible_on"] == "2027-02-01"
    assert row["eligible_on_reason_code"] == "eligible_from_as_far_as_data"
    assert row["eligible_on_reason_facts"]["rules"]
    assert row["eligible_on_checked"] is True


def test_one_vacancy_among_all_is_told_the_same_day(clerk):
    alone = asn("promote-shortlist", "V1", "--format", "json", cwd=clerk).json()["one_gate_short"]
    among = asn("promote-shortlist", "--all-vacancies", "--format", "json", cwd=clerk).json()[
        "one_gate_short"
    ]
    for name in ("nip", "eligible_on", "eligible_on_reason", "gates"):
        assert [row[name] for row in among] == [row[name] for row in alone]


def test_the_page_of_the_person_says_so_too(clerk):
    told = asn("--language", "en", "explain", NIP, "--for", "V1", cwd=clerk).out
    assert "What the data decide is met on 1 February 2027 at the latest; people judge the rest." in " ".join(
        told.split()
    )

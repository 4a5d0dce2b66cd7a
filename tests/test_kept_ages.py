"""Who counts: nobody is left out for what no register says, a former retirement age or a word of standing that nobody knows."""

from datetime import date

import pytest

from asnkarier.analysis.careers.serving import in_service
from asnkarier.sheets.cells.standing import KEDUDUKAN_HUKUM
from law import load_rulebook
from people_frames import frame

BOOK = load_rulebook()


@pytest.mark.parametrize(
    ("as_of", "born", "more", "left_out", "uncertain"),
    [
        ("2018-01-01", "1959-04-06", {}, "", True),
        ("2018-01-01", "1959-04-07", {}, "pensiun", False),
        ("2019-04-30", "1959-04-06", {}, "", True),
        ("2019-05-01", "1959-04-06", {}, "pensiun", False),
        ("2018-01-01", "1959-04-06", {"tmt_jabatan": None}, "", True),
        ("2018-01-01", "1959-04-06", {"tmt_jabatan": "2014-12-31"}, "pensiun", False),
        ("2018-01-01", "1959-04-06", {"tmt_pensiun": "2019-05-01"}, "", False),
        ("2018-01-01", "1959-04-06", {"tmt_pensiun": "2018-01-01"}, "pensiun", False),
        # before the new age nothing is uncertain
        ("2018-01-01", "1960-04-06", {}, "", False),
    ],
)
def test_a_former_age_leaves_nobody_out_until_it_is_reached(as_of, born, more, left_out, uncertain):
    who = {
        "nip": f"{born.replace('-', '')}198503{1}901",
        "jabatan": "Arsiparis Ahli Muda",
        "tmt_jabatan": "2010-01-01",
        "kedudukan_hukum": "Aktif",
        "tanggal_lahir": born,
        **more,
    }
    people = frame("employees", [who]).assign(kelompok="jf_ahli_muda")
    found = in_service(people, BOOK, {"AKTIF"}, date.fromisoformat(as_of))
    assert (found.left_out[0], bool(found.uncertain[0])) == (left_out, uncertain)


@pytest.mark.parametrize(
    ("standing", "left_out", "uncertain"),
    [
        ("AKTIF", "", False),
        ("Aktf", "", True),
        ("Aktif Bekerja", "", True),
        ("Cuti Besar", "", True),
        ("", "", True),
        ("CLTN", "kedudukan_hukum", False),
        ("PENSIUN", "kedudukan_hukum", False),
        ("Tidak Aktif", "kedudukan_hukum", False),
        ("PPPK Aktif", "kedudukan_hukum", False),
    ],
)
def test_a_word_that_no_list_knows_is_unknown_and_leaves_nobody_out(standing, left_out, uncertain):
    who = {"nip": "198004061985031901", "jabatan": "Kepala Seksi A", "kedudukan_hukum": standing}
    people = frame("employees", [who]).assign(kelompok="pengawas")
    found = in_service(people, BOOK, {"AKTIF"}, date(2026, 11, 1))
    assert (found.left_out[0], bool(found.uncertain[0])) == (left_out, uncertain)


def test_every_name_of_the_national_list_has_a_known_meaning():
    assert set(KEDUDUKAN_HUKUM.values()) <= set(BOOK.standings(date(2026, 11, 1)))

"""Who counts while a former retirement age may have been kept: nobody is left out for what no register says."""

from datetime import date

import pytest

from asnkarier.analysis.careers.serving import in_service
from law import load_rulebook
from people_frames import frame

BOOK = load_rulebook()


@pytest.mark.parametrize(
    ("as_of", "born", "more", "left_out", "uncertain"),
    [
        ("2018-01-01", "1959-04-06", {}, "", True),
        ("2018-01-01", "1959-04-07", {}, "pensiun", False),
        ("2019-04-05", "1959-04-06", {}, "", True),
        ("2019-04-06", "1959-04-06", {}, "pensiun", False),
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

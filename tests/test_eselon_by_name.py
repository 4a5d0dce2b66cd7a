"""The eselon and class that the law gives posts of regional offices by their name, and lists that say otherwise."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from asnkarier.agency.posts import choices_that_tell
from asnkarier.analysis.contradictions.find import Facts, find_contradictions
from asnkarier.analysis.contradictions.person import name_misfits
from asnkarier.analysis.contradictions.register import Register
from law import load_rulebook
from people_frames import frame

AS_OF = date(2026, 11, 1)
TABLE = "jabatan/eselon_jabatan"
CITY = load_rulebook(None, {TABLE: "kabupaten_kota"})
PROVINCE = load_rulebook(None, {TABLE: "provinsi"})
UNSAID = load_rulebook()


@pytest.mark.parametrize(
    ("jabatan", "city", "province"),
    [
        ("Sekretaris Daerah", ("II.a",), ("I.b",)),
        ("Sekretaris DPRD", ("II.b",), ("II.a",)),
        ("Inspektur", ("II.b",), ("II.a",)),
        ("Inspektur Pembantu Wilayah I", ("III.a",), ("III.a",)),
        ("Kepala Dinas Kesehatan", ("II.b",), ("II.a",)),
        ("Kepala Badan Penghubung", ("II.b",), ("III.a",)),
        ("Kepala Biro Organisasi", None, ("II.b",)),
        ("Sekretaris Dinas Kesehatan", ("III.a",), ("III.a",)),
        ("Camat Sukamaju", ("III.a",), None),
        ("Kepala Bagian Hukum", ("III.a",), ("III.a",)),
        ("Kepala Bagian Umum RSUD Sukamaju", None, None),
        ("Kepala Bidang Mutasi", ("III.b",), ("III.a",)),
        ("Sekretaris Kecamatan Sukamaju", ("III.b", "IV.a"), None),
        ("Lurah", ("IV.a",), None),
        ("Kepala Subbagian Umum", ("IV.a", "IV.b"), ("IV.a", "IV.b")),
        ("Sekretaris Kelurahan", ("IV.b",), None),
        ("Kepala UPTD Pasar", ("IV.a", "IV.b"), ("III.b", "IV.a")),
        ("Kepala UPTD Puskesmas Sukamaju", (), ("III.b", "IV.a")),
        ("Kepala Sekolah", (), None),
        ("Camatan", None, None),
        ("Analis Kepegawaian Ahli Muda", None, None),
        ("Asisten Apoteker Terampil", None, None),
        ("Plt. Camat", None, None),
    ],
)
def test_the_eselon_by_the_name(jabatan, city, province):
    assert CITY.eselon_by_name(jabatan, AS_OF) == city
    assert PROVINCE.eselon_by_name(jabatan, AS_OF) == province
    assert UNSAID.eselon_by_name(jabatan, AS_OF) is None


@pytest.mark.parametrize(
    ("jabatan", "eselon", "own"),
    [
        ("Kepala Bidang Mutasi", "III.b", "III.b"),
        ("Plt. Kepala Bidang Mutasi", "III.b", None),
        ("Kepala Subbagian Umum / Plt. Kepala Bidang Mutasi", "IV.a", "IV.a"),
        ("Kepala Subbagian Umum / Plt. Kepala Bidang Mutasi", "III.b", None),
        ("Penelaah Kebijakan / Plt. Kepala Bidang Mutasi", "III.b", None),
    ],
)
def test_an_eselon_beside_an_acting_post_is_believed_where_it_fits_the_own_one(jabatan, eselon, own):
    assert CITY.own_eselon(jabatan, eselon, AS_OF) == own


@pytest.mark.parametrize(
    ("jabatan", "kelompok"),
    [
        ("Camat", "administrator"),
        ("Lurah", "pengawas"),
        ("Kepala Subbagian Umum", "pengawas"),
        ("Kepala Dinas Kesehatan", "jpt_pratama"),
        # two classes are possible, or none
        ("Sekretaris Kecamatan", None),
        ("Direktur RSUD Sukamaju", None),
        ("Kepala Sekolah", None),
    ],
)
def test_the_class_by_the_name_only_where_every_eselon_has_it(jabatan, kelompok):
    assert CITY.kelompok_by_name(jabatan, AS_OF) == kelompok
    assert UNSAID.kelompok_by_name(jabatan, AS_OF) is None


def test_before_the_law_no_name_says_anything():
    assert CITY.eselon_by_name("Camat", date(2019, 10, 14)) is None
    assert CITY.eselon_by_name("Camat", date(2019, 10, 15)) == ("III.a",)
    assert CITY.in_force(TABLE, date(2019, 10, 15)).citation.text.startswith("PP 72/2019")


@pytest.mark.parametrize(
    ("jabatan", "jenis", "eselon", "unlike", "odd"),
    [
        ("Camat", "struktural", "III.a", False, False),
        ("Camat", "struktural", "III", False, False),
        ("Camat", "struktural", "", False, False),
        ("Camat", "struktural", "III.b", True, False),
        ("Camat", "struktural", "IV", True, False),
        ("Camat", "pelaksana", "", False, True),
        ("Sekretaris Kecamatan", "struktural", "IV.a", False, False),
        ("Sekretaris Kecamatan", "struktural", "IV.b", True, False),
        ("Kepala Puskesmas", "fungsional", "", False, False),
        ("Kepala Puskesmas", "fungsional", "IV.a", True, False),
        ("Arsiparis", "pelaksana", "IV.a", False, False),
        ("", "struktural", "IV.a", False, False),
    ],
)
def test_a_list_that_says_otherwise_is_found(jabatan, jenis, eselon, unlike, odd):
    names, kinds, eselons = (np.array([one], dtype=object) for one in (jabatan, jenis, eselon))
    found = name_misfits(names, kinds, eselons, lambda name: CITY.eselon_by_name(name, AS_OF))
    assert [mark.tolist() for mark in found] == [[unlike], [odd]]
    nothing = name_misfits(names, kinds, eselons, lambda name: UNSAID.eselon_by_name(name, AS_OF))
    assert [mark.tolist() for mark in nothing] == [[False], [False]]


def test_the_contradiction_names_both_cells_and_needs_the_choice():
    who = {
        "nip": "198003172005011907", "nama": "Sari Utami", "jabatan": "Camat", "jenis_jabatan": "struktural",
        "eselon": "III.b", "tmt_jabatan": "2019-02-01", "tmt_cpns": "2005-01-01",
    }  # fmt: skip
    facts = Facts(AS_OF, Register(frame("employees", [who])))
    (row,) = find_contradictions(facts, CITY).to_dict("records")
    assert (row["code"], row["value"], row["other_value"]) == ("ESELON-NAMA", "III.b", "Camat")
    assert (row["field"], row["other_field"], row["row"]) == ("eselon", "jabatan", 2)
    assert find_contradictions(facts, UNSAID).empty


@pytest.mark.parametrize(
    ("jabatan", "choices"),
    [
        ("Kepala Bidang Mutasi", ("kabupaten_kota", "provinsi")),
        ("Camat Sukamaju", ("kabupaten_kota",)),
        ("Kepala Biro Organisasi", ("provinsi",)),
        ("Kepala Sekolah", ()),
        ("Ketua Regu", ()),
    ],
)
def test_the_choice_that_would_tell_a_class_is_named(jabatan, choices):
    """Only where it would, and only while none is made."""
    assert choices_that_tell(SimpleNamespace(rulebook=UNSAID, as_of=AS_OF), jabatan) == choices
    assert choices_that_tell(SimpleNamespace(rulebook=CITY, as_of=AS_OF), jabatan) == ()

"""The vocabulary: NIP, golongan, education, jenjang, eselon in the spellings that real files hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.model.golongan import GOLONGAN_PPPK, PANGKAT, parse_golongan
from asnkarier.model.jabatan import is_acting, normalise_jabatan, parse_eselon, parse_jenjang, split_jenjang
from asnkarier.model.nip import Nip, parse_nip
from asnkarier.model.pendidikan import BKN_CODES, TINGKAT_PENDIDIKAN, parse_tingkat_pendidikan
from asnkarier.model.terms import normalise, slug


@pytest.mark.parametrize(
    "text, fault",
    [
        ("198501152010011037", None),
        ("19850115201001103", "NIP-BENTUK"),
        ("130123456", "NIP-LAMA"),
        ("1271000000000001", "NIP-NIK"),
        ("198502302010011901", "NIP-TANGGAL"),
        ("198501152010131901", "NIP-TMT"),
        ("198501152010001901", "NIP-TMT"),
        ("198501152010201901", "NIP-TMT"),
        ("198501152010013901", "NIP-KELAMIN"),
        ("١٩٨٥٠١١٥٢٠١٠٠١١٠٣٧", "NIP-BENTUK"),
        ("19850115201001,037", "NIP-BENTUK"),
    ],
)
def test_nip_structure(text, fault):
    parsed = parse_nip(text)
    assert (parsed if isinstance(parsed, str) else None) == fault


def test_pppk_and_pns_never_overlap():
    pns, pppk = parse_nip("198501152010121901"), parse_nip("198501152010211901")
    assert isinstance(pns, Nip)
    assert isinstance(pppk, Nip)
    assert (pns.status, pns.bulan_tmt) == ("PNS", 12)
    assert (pppk.status, pppk.bulan_tmt) == ("PPPK", None)


@given(st.dates(), st.integers(1950, 2030), st.integers(1, 12), st.sampled_from("12"), st.integers(0, 999))
def test_nip_keeps_every_digit(birth, year, month, sex, sequence):
    text = f"{birth:%Y%m%d}".rjust(8, "0") + f"{year}{month:02d}{sex}{sequence:03d}"
    parsed = parse_nip(text)
    assert isinstance(parsed, Nip)
    assert parsed.text == text
    assert parsed.tanggal_lahir == birth


@pytest.mark.parametrize(
    "text, golongan",
    [
        ("Penata Muda (III/a)", "III/a"), ("III/B", "III/b"), ("III.c", "III/c"), ("3d", "III/d"), ("Pembina, IV/a", "IV/a"),
        ("IVe", "IV/e"), ("32", "III/b"), ("Penata Tk. I", "III/d"), ("Golongan IX", "IX"), ("IX", "IX"), ("XVII", "XVII"),
        ("Penata Muda Tingkat I", "III/b"), ("IV/f", None), ("", None), ("VI/a", None), ("III/a III/b", None), ("46", None),
    ],
)  # fmt: skip
def test_golongan_spellings(text, golongan):
    assert parse_golongan(text) == golongan


def test_every_golongan_reads_as_itself():
    for golongan, (code, pangkat) in PANGKAT.items():
        for spelling in (golongan, code, pangkat, f"{pangkat} ({golongan})", f"{pangkat}, {golongan}"):
            assert parse_golongan(spelling) == golongan, spelling
    assert all(parse_golongan(golongan) == golongan for golongan in GOLONGAN_PPPK)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("S-1/Sarjana", ("S-1", "")), ("S1 PGSD", ("S-1", "PGSD")), ("STRATA I", ("S-1", "")), ("S.1", ("S-1", "")),
        ("PASCASARJANA", ("S-2", "")), ("S2 SISTEM DAN TEKNIK TRANSPORTASI", ("S-2", "SISTEM DAN TEKNIK TRANSPORTASI")),
        ("Diploma III/Sarjana Muda", ("D-III", "")), ("D-IV KEBIDANAN", ("D-IV", "KEBIDANAN")), ("SLTA UMUM", ("SLTA", "")),
        ("SMK Tata Boga", ("SLTA Kejuruan", "TATA BOGA")), ("40", ("S-1", "")), ("5", ("SD", "")), ("Kejar Paket", None), ("", None),
    ],
)  # fmt: skip
def test_education_spellings(text, expected):
    assert parse_tingkat_pendidikan(text) == expected


def test_every_education_level_reads_as_itself():
    assert [parse_tingkat_pendidikan(level) for level in TINGKAT_PENDIDIKAN] == [
        (level, "") for level in TINGKAT_PENDIDIKAN
    ]
    assert sorted(BKN_CODES.values()) == sorted(TINGKAT_PENDIDIKAN)


@pytest.mark.parametrize("text", ["TERAMPIL - PERAWAT", "Perawat Terampil", "perawat  terampil"])
def test_leading_jenjang_is_the_same_position(text):
    assert normalise_jabatan(text) == "PERAWAT TERAMPIL"
    assert split_jenjang(text) == ("PERAWAT", "terampil")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Auditor Pertama", ("AUDITOR", "ahli_pertama")),
        ("Penyuluh Pertanian Madya", ("PENYULUH PERTANIAN", "ahli_madya")),
        ("Guru Utama", ("GURU", "ahli_utama")),
        ("Kepala RSUD Madya", ("KEPALA RSUD MADYA", None)),
        ("Kepala Cabang Utama", ("KEPALA CABANG UTAMA", None)),
        ("Muda", ("MUDA", None)),
    ],
)
def test_the_short_names_of_expertise_are_jenjang_behind_a_functional_post(text, expected):
    assert split_jenjang(text) == expected


@pytest.mark.parametrize(
    "text", ["Penjaga Sekolah", "Pejabat Pembuat Komitmen", "Pelaksana", "Pengelola PJU"]
)
def test_names_that_only_look_like_acting(text):
    assert not is_acting(text)


def test_jenjang_words_and_codes():
    assert parse_jenjang("Muda") == parse_jenjang("MU") == parse_jenjang("Ahli Muda") == "ahli_muda"
    assert parse_jenjang("Kepala") is None
    assert split_jenjang("Kepala Bidang Mutasi") == ("KEPALA BIDANG MUTASI", None)


@pytest.mark.parametrize(
    "text, eselon",
    [("II/B", "II.b"), ("II a", "II.a"), ("Eselon IV.a", "IV.a"), ("V", "V"), ("3b", "III.b"), ("x", None)],
)
def test_eselon_spellings(text, eselon):
    assert parse_eselon(text) == eselon


def test_normalise_and_slug():
    assert normalise(" Pengembangan  Diri & Orang\u00a0Lain ") == "PENGEMBANGAN DIRI DAN ORANG LAIN"
    assert normalise("1. INTEGRITAS\u200b") == "1 INTEGRITAS"
    assert slug("Manajemen SDM Aparatur") == "manajemen_sdm_aparatur"

"""Spellings of golongan, education, eselon and jenjang that office sheets hold beside the plain ones."""

import pytest

from asnkarier.model.golongan import parse_golongan
from asnkarier.model.jabatan import parse_eselon, parse_jenjang
from asnkarier.model.pendidikan import levels_named, parse_tingkat_pendidikan


@pytest.mark.parametrize(
    "text, golongan",
    [
        ("PENATA TK.1", "III/d"),
        ("Penata Muda Tingkat 1", "III/b"),
        ("PPPK IX", "IX"),
        ("IX (PPPK)", "IX"),
        ("Penata Tk.1 / III d", "III/d"),
        ("PPPK", None),
    ],
)
def test_golongan(text, golongan):
    assert parse_golongan(text) == golongan


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Strata Satu", ("S-1", "")), ("Diploma Tiga", ("D-III", "")), ("Sarjana (S1)", ("S-1", "")), ("S1/Sederajat", ("S-1", "")), ("SMP Sederajat", ("SLTP", "")),
        ("SMA/SMK", ("SLTA", "")), ("D IV/S1", ("D-IV", "")), ("S1/D4", ("S-1", "")), ("S1/S2", None), ("SD/SMP", None), ("Sekolah Menengah Atas", ("SLTA", "")),
        ("Madrasah Aliyah", ("SLTA", "")), ("SMKN 1 Medan", ("SLTA Kejuruan", "1 MEDAN")), ("S-1 Profesi", ("S-1", "PROFESI")), ("S-1 Profesi Ners", ("S-1", "PROFESI NERS")),
        ("D3 Keperawatan", ("D-III", "KEPERAWATAN")), ("D.III/Sarjana Muda", ("D-III", "")), ("SD", ("SD", "")), ("Ners", ("Profesi", "NERS")), ("Apoteker", ("Profesi", "APOTEKER")), ("Profesi Ners", ("Profesi", "NERS")),
        ("Paket C", ("SLTA", "")), ("Kejar Paket C setara SMA IPS", ("SLTA", "IPS")), ("Paket B", ("SLTP", "")), ("Kejar Paket A", ("SD", "")), ("SPK", ("SLTA Kejuruan", "")),
        ("S1 Hukum, S2 Hukum", None), ("D3 Administrasi, S1 Administrasi Publik", None), ("SMA; S1 Manajemen", None), ("S1 Teknik dan S2 Teknik", None),
        ("S2 Hukum (S1 Hukum)", None), ("SMA 1990 - D3 1995", None), ("Strata I Hukum, Strata II", None), ("D-III Keperawatan, Ners", None), ("S1 Keperawatan Ners", ("S-1", "KEPERAWATAN NERS")),
        ("D-IV/S-1 Kebidanan", ("D-IV", "KEBIDANAN")), ("D2 Guru, S1 Pendidikan", None), ("S1 Pendidikan Guru SMA", ("S-1", "PENDIDIKAN GURU SMA")), ("S1 Ilmu Hukum D.I. Yogyakarta", ("S-1", "ILMU HUKUM D I YOGYAKARTA")),
        ("S1 Hukum S1 Ekonomi", ("S-1", "HUKUM S1 EKONOMI")), ("S2 Program Pasca Sarjana Hukum", ("S-2", "HUKUM")), ("Sekolah Menengah Kejuruan Teknik", ("SLTA Kejuruan", "TEKNIK")),
    ],
)  # fmt: skip
def test_education(text, expected):
    assert parse_tingkat_pendidikan(text) == expected


@pytest.mark.parametrize(
    "text, levels",
    [
        ("S1/S2", ("S-1", "S-2")),
        ("SD, SMP, SMA", ("SD", "SLTP", "SLTA")),
        ("S-1", ("S-1",)),
        ("D-IV/S-1", ("D-IV",)),
        ("Hukum", ()),
    ],
)
def test_levels_that_a_text_names(text, levels):
    assert levels_named(text) == levels


@pytest.mark.parametrize(
    "text, eselon",
    [("ES. III.a", "III.a"), ("Ess. IV/b", "IV.b"), ("Esl II A", "II.a"), ("Essentials", None)],
)
def test_eselon(text, eselon):
    assert parse_eselon(text) == eselon


@pytest.mark.parametrize(
    "text, jenjang",
    [
        ("Fungsional Ahli Muda", "ahli_muda"),
        ("Keahlian - Ahli Madya", "ahli_madya"),
        ("Jenjang Muda", "ahli_muda"),
        ("Pelaksana", None),
    ],
)
def test_jenjang(text, jenjang):
    assert parse_jenjang(text) == jenjang

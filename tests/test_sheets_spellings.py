"""Spellings of golongan, education, eselon and jenjang that office sheets hold beside the plain ones."""

import pytest

from asnkarier.model.golongan import parse_golongan
from asnkarier.model.jabatan import parse_eselon, parse_jenjang
from asnkarier.model.pendidikan import parse_tingkat_pendidikan


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
        ("D3 Keperawatan", ("D-III", "KEPERAWATAN")), ("D.III/Sarjana Muda", ("D-III", "")), ("SD", ("SD", "")), ("Sekolah Menengah Kejuruan Teknik", ("SLTA Kejuruan", "TEKNIK")),
    ],
)  # fmt: skip
def test_education(text, expected):
    assert parse_tingkat_pendidikan(text) == expected


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

"""Tables of the law on both sides of every day on which their words or their citation changed."""

from datetime import date

import pytest

from law import load_rulebook

BOOK = load_rulebook()
# table, day, how to reach the value, the value, how the citation begins; None: not in force yet
CASES = [
    ("jabatan/eselon_kelompok", "2014-01-14", None, None, None),
    ("jabatan/eselon_kelompok", "2014-01-15", "V", "pelaksana", "UU 5/2014 Pasal 131"),
    ("jabatan/eselon_kelompok", "2023-10-30", "III.b", "administrator", "UU 5/2014 Pasal 131"),
    ("jabatan/eselon_kelompok", "2023-10-31", "III.b", "administrator", "PP 72/2019"),
    ("jabatan/eselon_kelompok", "2023-10-31", "I.b", "jpt_madya", "PP 72/2019"),
    ("jabatan/eselon_kelompok", "2023-10-31", "V", None, "PP 72/2019"),
    ("kompetensi/kategori_jpm_pengisian", "2019-10-06", None, None, None),
    (
        "kompetensi/kategori_jpm_pengisian",
        "2019-10-07",
        "MMS",
        68,
        "Peraturan BKN 26/2019 Lampiran III nomor 3 huruf f",
    ),
    ("kompetensi/kategori_jpm_pemetaan", "2019-10-06", None, None, None),
    (
        "kompetensi/kategori_jpm_pemetaan",
        "2019-10-07",
        "CO",
        78,
        "Peraturan BKN 26/2019 Lampiran III nomor 3 huruf f",
    ),
    ("talenta/rentang_disiplin", "2025-12-31", None, None, None),
    ("talenta/rentang_disiplin", "2026-01-01", None, 5, "Keputusan Kepala BKN 411/2025"),
    ("talenta/nilai_kesesuaian_bidang", "2025-12-31", None, None, None),
    ("talenta/nilai_kesesuaian_bidang", "2026-01-01", "tidak_sesuai", 50, "Keputusan Kepala BKN 411/2025"),
    ("talenta/kelompok_rencana_suksesi", "2025-12-30", "nasional", [9], "PermenPANRB 3/2020"),
    (
        "talenta/kelompok_rencana_suksesi",
        "2025-12-31",
        "nasional",
        [9],
        "PermenPANRB 20/2025 Pasal 1 angka 19 dan 20",
    ),
    (
        "talenta/sembilan_kotak",
        "2025-12-30",
        "sesuai",
        {"rendah": 2, "menengah": 5, "tinggi": 8},
        "PermenPANRB 3/2020",
    ),
    (
        "talenta/sembilan_kotak",
        "2025-12-31",
        "sesuai",
        {"rendah": 2, "menengah": 5, "tinggi": 8},
        "PermenPANRB 20/2025 Lampiran I",
    ),
    ("jabatan/pangkat_eselon", "2002-04-16", None, None, None),
    (
        "jabatan/pangkat_eselon",
        "2002-04-17",
        "III.b",
        {"terendah": "III/d", "tertinggi": "IV/a"},
        "PP 13/2002 Lampiran",
    ),
    (
        "jabatan/pangkat_eselon",
        "2017-04-06",
        "II.a",
        {"terendah": "IV/c", "tertinggi": "IV/d"},
        "PP 13/2002 Lampiran",
    ),
    (
        "jabatan/pangkat_eselon",
        "2017-04-07",
        "II.a",
        {"terendah": "IV/c", "tertinggi": "IV/d"},
        "Kebijakan bawaan",
    ),
    ("kinerja/tahun_dinilai", "2017-04-06", None, None, None),
    ("kinerja/tahun_dinilai", "2017-04-07", None, 2, "Kebijakan bawaan"),
    ("jabatan/pola_karier", "2017-04-06", None, None, None),
    ("jabatan/pola_karier", "2017-04-07", "administrator", "ja", "PP 11/2017 Pasal 189 ayat (3)"),
    ("jabatan/pola_karier", "2017-04-07", "jpt_pratama", "jpt", "PP 11/2017 Pasal 189 ayat (3)"),
    ("jabatan/rotasi", "2017-04-06", None, None, None),
    ("jabatan/rotasi", "2017-04-07", "minimal_tahun", 2, "PP 11/2017 Pasal 190 ayat (3)"),
    ("jabatan/rotasi_jpt", "2017-04-06", None, None, None),
    ("jabatan/rotasi_jpt", "2017-04-07", "minimal_tahun", 2, "PP 11/2017 Pasal 131 ayat (2)"),
    ("jabatan/rotasi_jpt", "2020-02-28", "paling_lama_tahun", 5, "PP 11/2017 Pasal 131 ayat (2)"),
    ("jabatan/bup_peralihan", "2017-04-06", None, None, None),
    ("jabatan/angka_kredit_jenjang", "2023-12-30", None, None, None),
    (
        "jabatan/angka_kredit_jenjang",
        "2023-12-31",
        "jf_ahli_madya",
        {"biasa": 450, "mulai_golongan": {}},
        "Peraturan BKN 3/2023 Pasal 21",
    ),
    ("jabatan/angka_kredit_dasar", "2023-12-30", None, None, None),
    ("jabatan/angka_kredit_dasar", "2023-12-31", "III/b", 50, "Peraturan BKN 3/2023 Lampiran I"),
    ("jabatan/angka_kredit_pertama", "2024-12-30", None, None, None),
    (
        "jabatan/angka_kredit_pertama",
        "2024-12-31",
        "jf_terampil",
        {"biasa": 60, "mulai_golongan": {"II/c": 40}},
        "SE BKN 9/2024 Tabel 1",
    ),
    ("jabatan/angka_kredit_perpindahan", "2023-12-30", None, None, None),
    (
        "jabatan/angka_kredit_perpindahan",
        "2023-12-31",
        "jf_ahli_pertama",
        100,
        "Peraturan BKN 3/2023 Lampiran I angka II",
    ),
    (
        "jabatan/angka_kredit_perpindahan",
        "2024-12-30",
        "jf_ahli_pertama",
        100,
        "Peraturan BKN 3/2023 Lampiran I angka II",
    ),
    ("jabatan/angka_kredit_perpindahan", "2024-12-31", "jf_ahli_pertama", 100, "SE BKN 9/2024 Tabel 2 dan"),
    ("jabatan/rentang_golongan_jenjang", "2023-12-30", None, None, None),
    (
        "jabatan/rentang_golongan_jenjang",
        "2023-12-31",
        "jf_ahli_muda",
        ["III/c", "III/d"],
        "Peraturan BKN 3/2023 Pasal 21",
    ),
    ("jabatan/angka_kredit_perpindahan", "2024-12-31", "jf_ahli_madya", 100, "SE BKN 9/2024 Tabel 2"),
    ("jabatan/bup", "2017-04-06", None, None, None),
    ("jabatan/bup", "2017-04-07", "administrator", 58, "PP 11/2017 Pasal 239"),
    ("jabatan/bup", "2023-10-30", "jpt_pratama", 60, "PP 11/2017 Pasal 239"),
    ("jabatan/bup", "2023-10-31", "jpt_pratama", 60, "UU 20/2023 Pasal 55"),
    ("jabatan/bup", "2023-10-31", "pengawas", 58, "UU 20/2023 Pasal 55"),
]


@pytest.mark.parametrize(("table", "day", "key", "value", "citation"), CASES)
def test_the_value_and_its_citation_on_a_day(table, day, key, value, citation):
    found = BOOK.in_force(table, date.fromisoformat(day))
    if citation is None:
        assert found is None
        return
    assert found.citation.text.startswith(citation)
    assert plain(found.value, key) == value


def test_what_was_not_read_of_an_amendment_is_said_from_its_first_day_and_only_there():
    before, after = (BOOK.in_force("jabatan/rotasi_jpt", date(2020, 2, day)) for day in (27, 28))
    assert (before.catatan, "belum dibaca" in after.catatan) == ("", True)
    assert "belum dibaca" not in BOOK.in_force("jabatan/rotasi", date(2026, 1, 1)).catatan


def plain(value, key):
    if isinstance(value, list) and "ke" in value[0]:
        return next(row["angka_kredit"] for row in value if row["ke"] == key)
    if isinstance(value, list):
        return next(row["minimal"] for row in value if row["kode"] == key)
    return value if key is None else value[key]

"""Files that were once read wrongly, each with its right answer (`../shared/trials/import`, skipped where it is absent)."""

import pytest

from asnkarier.sheets.reading import read_tables
from sheets.workbooks import SHARED, VOCABULARY, options

TRIALS = SHARED / "trials" / "import"
pytestmark = pytest.mark.skipif(
    not TRIALS.is_dir(), reason="the folder ../shared/trials is not beside the project"
)
NIP = "1984071120080319"


def trial(name):
    (found,) = read_tables(next(TRIALS.glob(f"{name}_*")), vocabulary=VOCABULARY, options=options())
    return found


def values(reading, *names):
    frame = reading.accepted
    rows = frame[list(names)].astype(object).where(frame[list(names)].notna(), None).to_numpy().tolist()
    return [tuple(str(value)[:10] if hasattr(value, "year") else value for value in row) for row in rows]


def told(reading, code):
    return [problem.location.cell for problem in reading.problems if problem.code == code]


@pytest.mark.parametrize(
    "path", sorted(TRIALS.glob("F*")) if TRIALS.is_dir() else [], ids=lambda path: path.name
)
def test_no_row_is_lost(path):
    for one in read_tables(path, vocabulary=VOCABULARY, options=options()):
        assert one.rows == one.accepted_rows + len(one.rejected_rows)
        assert not one.refused or any(problem.severity == "error" for problem in one.problems)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_f01_a_line_feed_is_no_part_of_a_nip(suffix):
    (found,) = read_tables(
        TRIALS / f"F01_nip_trailing_linefeed.{suffix}", vocabulary=VOCABULARY, options=options()
    )
    assert values(found, "nip") == [(f"{NIP}14",), (f"{NIP}15",)]


def test_f02_two_levels_of_education_are_not_one():
    found = trial("F02")
    assert told(found, "PENDIDIKAN-DUA") == ["E2", "E3", "E4", "E5", "E6", "E7", "E8"]
    assert values(found, "tingkat_pendidikan", "pendidikan") == [(None, None)] * 7


def test_f02b_a_level_in_doubt_is_unknown():
    rows = dict(values(trial("F02b"), "nip", "tingkat_pendidikan"))
    assert (rows[f"{NIP}03"], rows[f"{NIP}04"]) == (None, "S-1")


def test_f04_real_dates_among_leftover_texts_are_in_doubt():
    assert told(trial("F04"), "TANGGAL-RANCU") == ["E2", "E4", "E6", "E9"]


def test_f05_am_and_pm_put_the_month_first():
    assert told(trial("F05"), "TANGGAL-RANCU") == ["E2", "E3"]


def test_f09_midnight_on_the_clock_of_utc_is_told():
    assert told(trial("F09"), "TANGGAL-ZONA") == ["F2", "F3"]


def test_f14_half_a_date_is_told():
    found = trial("F14")
    assert (told(found, "TANGGAL-SEBAGIAN"), values(found, "tmt_jabatan")) == (
        ["E2", "E3", "E4"],
        [(None,)] * 3,
    )


def test_f15_dates_are_held_against_the_nip():
    found = trial("F15")
    assert (told(found, "NIP-TMT-BEDA"), told(found, "TMT-TANGGAL")) == (["E2", "E3"], ["F2", "F3"])


def test_f18_first_and_last_day_in_a_cell():
    found = trial("F18")
    dates = values(found, "row", "tanggal_mulai", "tanggal_selesai")
    assert dates == [
        (2, "2020-03-12", "2020-03-15"),
        (3, "2020-03-12", "2020-03-15"),
        (5, None, None),
        (6, "2020-02-28", "2020-03-03"),
    ]


def test_f20_a_year_shown_as_a_date_is_a_year():
    assert values(trial("F20"), "tahun") == [(2024,), (2024,)]


@pytest.mark.parametrize("name", ["F06_", "F06b", "F06c"])
def test_f06_quotation_marks_around_texts_are_no_text(name):
    (found,) = read_tables(next(TRIALS.glob(f"{name}*")), vocabulary=VOCABULARY, options=options())
    first = {
        "F06_": ('Budi "Bud" Santosa', "Dinas A"),
        "F06b": ("Budi", "Dinas A"),
        "F06c": ('Budi "Bud" Santosa', "Dinas A"),
    }
    assert values(found, "nama", "unit_kerja") == [first[name], ("Siti", "Dinas A")]
    assert told(found, "CSV-KUTIP-LEPAS") == (["C2"] if name == "F06b" else [])


def test_f13_backslash_n_is_nothing():
    assert values(trial("F13"), "nama", "golongan", "tmt_golongan") == [
        ("Budi, S.H.", "III/c", None),
        ("Siti", None, "2020-04-01"),
    ]


@pytest.mark.parametrize("name", ["F03_", "F03b", "F10_", "F10b"])
def test_f03_f10_cells_that_a_library_passes_over_are_read(name):
    (found,) = read_tables(next(TRIALS.glob(f"{name}*")), vocabulary=VOCABULARY, options=options())
    assert values(found, "nama") == [("Budi",), ("Siti",)][: 1 if name == "F10_" else 2]
    if name in ("F03b", "F10b"):
        assert values(found, "golongan", "tmt_golongan") == [("III/c", "2020-04-01"), ("III/b", "2019-10-01")]
    if name == "F03_":
        assert values(found, "golongan", "tingkat_pendidikan", "pendidikan") == [
            ("III/c", "S-1", "HUKUM"),
            ("III/b", "S-1", "HUKUM"),
        ]


def test_f22_json_is_named():
    found = trial("F22")
    assert [(problem.code, problem.facts["format"]) for problem in found.problems] == [
        ("BERKAS-ASING", "JSON")
    ]


def test_f16_hints_are_no_part_of_a_heading():
    assert values(trial("F16"), "nip", "golongan") == [(f"{NIP}01", "III/c")]


def test_f19_a_column_per_year_is_an_appraisal_each():
    assert values(trial("F19"), "tahun", "predikat", "col") == [
        (2023, "baik", "C"),
        (2024, "sangat_baik", "D"),
        (2025, "baik", "E"),
    ]


ATTACKS = SHARED / "trials" / "attacks"


@pytest.mark.parametrize(
    ("name", "code"), [("03b_two_same_name.xlsx", "LEMBAR-KEMBAR"), ("04_two_sheetData.xlsx", "BERKAS-RUSAK")]
)
def test_a_workbook_of_two_meanings_is_refused(name, code):
    (found,) = read_tables(ATTACKS / name, vocabulary=VOCABULARY, options=options())
    assert [problem.code for problem in found.problems] == [code]


def test_f07_a_tmt_may_stand_before_its_column():
    assert values(trial("F07"), "tmt_golongan", "tmt_jabatan") == [
        ("2020-04-01", "2021-01-02"),
        ("2019-10-01", "2022-03-05"),
    ]


def test_f08_golongan_and_ruang_in_two_columns():
    assert values(trial("F08"), "golongan") == [("III/c",), ("III/b",)]
    found = trial("F08b")
    assert (values(found, "golongan"), told(found, "GOLONGAN-TANPA-RUANG")) == ([("III/c",)], ["F2", "F4"])


def test_f11_a_list_of_rank_is_read():
    found = trial("F11")
    assert values(found, "nama", "jabatan", "tingkat_pendidikan") == [
        ("Dr. Budi, M.Si", "Kepala Bidang A", "S-2")
    ]


def test_f12_digits_are_no_name():
    assert values(trial("F12"), "nip", "nama") == [(f"{NIP}01", "Budi, S.H."), (f"{NIP}02", "Siti")]


def test_f21_a_tmt_behind_the_eselon_is_of_the_post():
    assert values(trial("F21"), "golongan", "tmt_golongan", "tmt_jabatan") == [
        ("III/c", "2020-04-01", "2021-01-02")
    ]


def test_f13b_null_words_are_nothing():
    found = trial("F13b")
    assert found.rows == 2
    assert told(found, "KOSONG-WAJIB") == ["D2", "C3"]


def test_f17_marks_of_direction_are_no_part_of_a_nip():
    assert values(trial("F17"), "nip") == [(f"{NIP}01",), (f"{NIP}02",)]

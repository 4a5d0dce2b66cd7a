"""Mistakes that other systems of this kind make about people, each as a small case with the right answer written out.

What another test proves exactly stands here by its name only:

| mistake | proven by |
|---|---|
| a NIP read as a number changes silently | test_sheets_cells_nip.py: test_a_number_is_always_refused, test_numbers_among_texts_are_refused_one_by_one |
| rows vanish on import | test_cli_import.py: test_every_row_is_accepted_unchanged_or_rejected |
| the same question answered differently each time | test_golden_outputs.py: test_outputs_are_as_recorded |
| a table of the law with holes, overlaps or rows that nobody reaches | test_rules_lint.py: test_an_accepted_table_catches_every_score_once_and_every_row_can_be_reached |
| a form at the end of a course decides whether it was of use | test_evaluate_training.py: test_verdicts_never_rest_on_what_participants_say |
| somebody is nominated by hand and nothing says so | test_decisions.py: test_a_difference_needs_a_reason |
"""

import ast
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from asnkarier.analysis.gates.eligibility import evaluate
from asnkarier.analysis.gates.targets import JpmSums, Target
from asnkarier.analysis.match.job_match import job_match
from asnkarier.analysis.match.matrices import build_matrices
from asnkarier.analysis.scores.bands import POINT, Band
from asnkarier.analysis.scores.parts import capped, kinerja_band, pendidikan_band, pengembangan_band
from asnkarier.analysis.talent.for_held import Held, grid_for_held
from asnkarier.analysis.talent.grid import PARTS, talent_grid
from asnkarier.catalog.types import JobStandard, Requirement
from asnkarier.errors import RegulationError
from law import load_rulebook
from people_frames import NIP, dossiers, frame

AS_OF = date(2026, 11, 21)
BOOK = load_rulebook()
TESTS = Path(__file__).parent
NINE = [one["id"] for one in BOOK.dictionary(AS_OF)]
CATEGORIES = BOOK.jpm_categories("pengisian", AS_OF)
GOOD = {"hasil_kerja": "sesuai", "perilaku_kerja": "sesuai", "predikat": "baik"}


def match(asked: dict[str, float], levels: dict[str, float]) -> pd.Series:
    """The match of one person of whom these levels are assessed with a post that asks for those."""
    rows = [
        {"nip": NIP, "kompetensi": name, "level": level, "tanggal_asesmen": date(2026, 1, 5)}
        for name, level in levels.items()
    ]
    standard = JobStandard("uji", ("x",), "pengawas", tuple(Requirement(*one) for one in asked.items()))
    return job_match(build_matrices(frame("assessments", rows), [NIP], [standard]), [0], CATEGORIES).iloc[0]


def of(person=None, **registers):
    registers = {name: [{"nip": NIP, **row} for row in rows] for name, rows in registers.items()}
    return dossiers(AS_OF, [{"nip": NIP, **(person or {})}], rulebook=BOOK, **registers)


def points(low, high=None) -> Band:
    return Band(*(np.array([round(end * POINT)]) for end in (low, low if high is None else high)))


def ends(band: Band) -> tuple:
    return band.low[0] / POINT, band.high[0] / POINT


# ---- the match with a post


def test_four_of_nine_never_measured_is_no_passing_mark():
    """Taken as three each they would come to 80,6 %."""
    row = match(dict.fromkeys(NINE, 4), dict(zip(NINE, (4, 4, 3, 3, 3), strict=False)))
    assert (round(row["jpm_low"], 2), round(row["jpm_high"], 2)) == (47.22, 91.67)
    assert round(row["coverage"], 4) == round(5 / 9, 4)
    assert row["kategori"] == "belum_dapat_dinilai"


def test_seven_surpluses_hide_no_two_gaps():
    row = match(dict.fromkeys(NINE, 3), dict(zip(NINE, (4,) * 7 + (1, 1), strict=True)))
    assert (round(row["jpm"], 1), round(row["jpm_uncapped"], 1)) == (85.2, 111.1)
    assert row["gap_count"] == 2
    assert row["gap_levels"] == -4


def test_surplus_pays_for_nothing_that_is_missing():
    asked = dict.fromkeys(NINE[:5], 3)
    assert match(asked, dict(zip(asked, (5, 5, 5, 0, 0), strict=True)))["jpm"] == 60
    open_ = match(asked, dict.fromkeys(NINE[:3], 5))
    assert (open_["jpm_low"], open_["jpm_high"]) == (60, 100)


def test_above_the_standard_everywhere_is_a_hundred_and_no_more_and_no_nought():
    row = match(dict.fromkeys(NINE, 2), dict.fromkeys(NINE, 5))
    assert (row["jpm"], row["jpm_low"], row["jpm_high"], row["jpm_uncapped"]) == (100, 100, 100, 250)
    assert row["kategori"] == CATEGORIES[0][0]
    assert ends(capped(points(110))) == (100, 100)


def test_a_post_that_asks_for_nothing_is_matched_with_nothing():
    row = match({}, dict.fromkeys(NINE, 5))
    assert [
        name for name in ("jpm", "jpm_low", "jpm_high", "kategori", "coverage") if pd.notna(row[name])
    ] == []


# ---- what is not known


def test_no_appraisal_is_worth_no_middle():
    worth = BOOK.value("kinerja/nilai_predikat", AS_OF)
    assert ends(kinerja_band(of(), BOOK, 2)) == (min(worth.values()), max(worth.values()))
    blank = of(appraisals=[{"tahun": 2025}, {"tahun": 2024, **GOOD}])
    low, high = ends(kinerja_band(blank, BOOK, 2))
    assert (low, high) == (
        (worth["baik"] + min(worth.values())) / 2,
        (worth["baik"] + max(worth.values())) / 2,
    )


def test_no_level_of_education_is_worth_less_than_none_that_is_known():
    assert ends(pendidikan_band(of(), BOOK)) == (0, 100)
    known = [ends(pendidikan_band(of({"tingkat_pendidikan": one}), BOOK)) for one in ("SLTA", "D-III", "S-1")]
    assert known == [(60, 60), (70, 70), (80, 80)]
    assert ends(pendidikan_band(of({"tingkat_pendidikan": "SD"}), BOOK)) == (
        0,
        100,
    )  # the law gives it no points


def judged(person, as_of=AS_OF, **registers):
    rules = BOOK.gates_for("administrator", as_of)
    rows = {name: [{"nip": NIP, **row} for row in table] for name, table in registers.items()}
    known = dossiers(as_of, [{"nip": NIP, **person}], rulebook=BOOK, **rows)
    return evaluate(rules, BOOK, known, Target("Kepala Bidang Uji", "administrator"), as_of)


PENGAWAS = {
    "status_asn": "PNS", "tingkat_pendidikan": "S-1", "kedudukan_hukum": "Aktif", "hukuman_disiplin": "tidak_pernah",
    "jabatan": "Kepala Seksi", "jenis_jabatan": "struktural", "eselon": "IV.a", "tmt_jabatan": date(2020, 1, 1),
}  # fmt: skip
TWO_YEARS = [{"tahun": 2024, **GOOD}, {"tahun": 2025, **GOOD}]


@pytest.mark.parametrize(
    ("gone", "gate"), [("tmt_jabatan", "ADM-PENGALAMAN"), ("appraisal", "ADM-KINERJA"), ("hukuman_disiplin", "ADM-DISIPLIN"), ("tingkat_pendidikan", "ADM-PENDIDIKAN")]
)  # fmt: skip
def test_a_blank_stays_blank(gone, gate):
    """A first day in office is not today, and an appraisal without a mark is not the middle one."""
    appraisals = [TWO_YEARS[0], {"tahun": 2025}] if gone == "appraisal" else TWO_YEARS
    person = {name: value for name, value in PENGAWAS.items() if name != gone}
    whole = judged(PENGAWAS, appraisals=TWO_YEARS).persons.iloc[0]["gates_unknown"]
    assert gate not in whole
    assert set(judged(person, appraisals=appraisals).persons.iloc[0]["gates_unknown"]) - set(whole) == {gate}


def test_the_years_that_count_are_those_before_the_day_that_is_asked():
    """No year is written anywhere: the same person, a year on, lacks an appraisal."""
    assert (
        "ADM-KINERJA"
        not in judged(PENGAWAS, date(2026, 12, 31), appraisals=TWO_YEARS).persons.iloc[0]["gates_unknown"]
    )
    assert (
        "ADM-KINERJA"
        in judged(PENGAWAS, date(2027, 1, 1), appraisals=TWO_YEARS).persons.iloc[0]["gates_unknown"]
    )


# ---- boxes


def box(kinerja: Band, potensial: Band, book=BOOK, **registers) -> pd.Series:
    return talent_grid(of(**registers), kinerja, dict.fromkeys(PARTS, potensial), book, 2).iloc[0]


CUT = load_rulebook(choices={"kinerja/ambang_kinerja": "kepka_411"})


def test_the_boxes_are_numbered_as_the_annex_numbers_them():
    annex = {
        ("di_atas", "tinggi"): 9, ("sesuai", "tinggi"): 8, ("di_atas", "menengah"): 7,
        ("di_bawah", "tinggi"): 6, ("sesuai", "menengah"): 5, ("di_atas", "rendah"): 4,
        ("di_bawah", "menengah"): 3, ("sesuai", "rendah"): 2, ("di_bawah", "rendah"): 1,
    }  # fmt: skip
    grid = BOOK.value("talenta/sembilan_kotak", AS_OF)
    assert {(row, column): number for row, cells in grid.items() for column, number in cells.items()} == annex
    middle = {"di_atas": 90, "sesuai": 70, "di_bawah": 30, "tinggi": 90, "menengah": 70, "rendah": 30}
    for (row, column), number in annex.items():
        assert box(points(middle[row]), points(middle[column]), CUT)["kotak"] == number


def test_boxes_seven_and_eight_the_other_way_round_do_not_load(tmp_path):
    (tmp_path / "talenta").mkdir()
    (tmp_path / "talenta" / "sembilan_kotak.yaml").write_text(
        'nilai:\n  2025-12-31:\n    dasar: "kebijakan-bawaan (uji)"\n    nilai:\n      di_atas: {rendah: 4, menengah: 8, tinggi: 9}\n'
        "      sesuai: {rendah: 2, menengah: 5, tinggi: 7}\n      di_bawah: {rendah: 1, menengah: 3, tinggi: 6}\n",
        encoding="utf-8",
    )  # fmt: skip
    with pytest.raises(RegulationError) as refused:
        load_rulebook(tmp_path)
    assert {one.code for one in refused.value.problems} == {"ATR-KOTAK-LAMPIRAN"}


def test_whatever_the_two_values_are_there_is_one_box_and_every_box_is_reached():
    found = Counter()
    for kinerja in (0, 59.999999, 60, 78, 79.999999, 80, 90, 100):
        for potensial in (0, 59.999999, 60, 78, 79.999999, 80, 90, 100):
            row = box(points(kinerja), points(potensial), CUT)
            assert row["boxes_possible"] == (row["kotak"],), (kinerja, potensial)
            found[row["kotak"]] += 1
    assert set(found) == set(range(1, 10))
    on_a_line = [box(points(one), points(one), CUT)["kotak"] for one in (59.999999, 60, 79.999999, 80)]
    assert on_a_line == [1, 5, 5, 9]
    assert box(points(78), points(90), CUT)["kotak"] == 8
    assert box(points(90), points(78), CUT)["kotak"] == 7


@pytest.mark.parametrize(("predikat", "number"), [("sangat_baik", 9), ("baik", 8), ("kurang", 6)])
def test_by_predikat_too(predikat, number):
    assert box(points(0), points(80), appraisals=[{"tahun": 2025, "predikat": predikat}])["kotak"] == number


def test_the_best_box_and_a_high_score_make_nobody_ready_who_fails_two_requirements():
    person = PENGAWAS | {"tingkat_pendidikan": "D-III", "status_asn": "PPPK"}
    best = {"hasil_kerja": "di_atas", "perilaku_kerja": "di_atas", "predikat": "sangat_baik"}
    years = [{"tahun": year, **best} for year in (2024, 2025)]
    assert box(points(100), points(85.25), appraisals=years)["kotak"] == 9
    found = judged(person, appraisals=years)
    told = found.persons.iloc[0]
    assert (told["status"], told["gates_failed"]) == ("ineligible", ("ADM-STATUS", "ADM-PENDIDIKAN"))
    cited = found.findings.set_index("rule_id")["citation"]
    assert cited["ADM-STATUS"] == "PP 11/2017 Pasal 54 ayat (1)"
    assert cited["ADM-PENDIDIKAN"] == "PP 11/2017 Pasal 54 ayat (1) huruf b"


# ---- tables


def test_every_hour_of_training_is_worth_no_less_than_the_one_before():
    asked = BOOK.value("pengembangan/jam_pelajaran", AS_OF)
    worth = []
    for hours in range(2 * asked + 1):
        course = {"nama_pelatihan": "Uji", "jp": hours, "tanggal_selesai": date(2025, 5, 5)}
        worth.append(ends(pengembangan_band(of({"status_asn": "PNS"}, trainings=[course]), BOOK)))
    assert worth == [(one, one) for one in (min(100 * hours / asked, 100) for hours in range(2 * asked + 1))]


@pytest.mark.parametrize(
    ("studied", "fits"), [("D-III MANAJEMEN INFORMATIKA", False), ("S-1 MANAJEMEN", True), ("ILMU TAK BERNAMA", None), (None, None)]
)  # fmt: skip
def test_on_the_map_too_a_word_in_common_is_no_field_of_study(studied, fits):
    """And a field that no table holds is open."""
    known = of({"pendidikan": studied})
    asks = JobStandard("uji", ("x",), "pengawas", (), pendidikan_bidang=("Manajemen",))
    nothing = np.zeros(1, dtype=np.int64)
    held = Held(known, (asks,), nothing, JpmSums(nothing, nothing, nothing), frame("assessments", []))
    worth = BOOK.value("talenta/nilai_kesesuaian_bidang", AS_OF)
    yes, no = worth["sesuai"], worth["tidak_sesuai"]
    wanted = {True: (yes, yes), False: (no, no), None: (no, yes)}[fits]
    assert ends(grid_for_held(held, BOOK, 2).parts["kesesuaian_bidang"]) == wanted


def test_the_tests_that_are_named_above_exist():
    for line in [one for one in (__doc__ or "").splitlines() if ".py: " in one]:
        file, _, names = line.split("|")[2].strip().partition(": ")
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        held = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
        assert set(names.split(", ")) <= held, line

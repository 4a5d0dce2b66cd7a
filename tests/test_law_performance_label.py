"""The label of performance follows the predikat of the last complete year (PermenPANRB 20/2025 Lampiran I)."""

from datetime import date

import numpy as np
import pytest

from asnkarier.analysis.scores.bands import Band
from asnkarier.analysis.talent.grid import PARTS, talent_grid
from asnkarier.errors import RegulationError
from law import load_rulebook
from people_frames import NIP, dossiers

BOOK = load_rulebook()
UNKNOWN = Band(np.array([0]), np.array([100_000_000_000]))
FIRST = date(2025, 12, 31)


def label(appraisals, as_of=date(2026, 11, 1), book=BOOK, kinerja=UNKNOWN):
    rows = [{"nip": NIP, **one} for one in appraisals]
    person = dossiers(as_of, [{"nip": NIP, "status_asn": "PNS"}], rulebook=book, appraisals=rows)
    return talent_grid(person, kinerja, dict.fromkeys(PARTS, UNKNOWN), book, 2.0).iloc[0]["kinerja_label"]


@pytest.mark.parametrize(
    ("predikat", "expected"),
    [
        ("sangat_baik", "di_atas"),
        ("baik", "sesuai"),
        ("butuh_perbaikan", "di_bawah"),
        ("kurang", "di_bawah"),
        ("sangat_kurang", "di_bawah"),
    ],
)
def test_each_predikat_has_its_label(predikat, expected):
    assert label([{"tahun": 2025, "predikat": predikat}]) == expected


@pytest.mark.parametrize(
    ("appraisals", "expected"),
    [
        ([], ""),
        ([{"tahun": 2024, "predikat": "sangat_baik"}], ""),  # of the year before nothing follows
        ([{"tahun": 2025, "predikat": "baik"}, {"tahun": 2024, "predikat": "sangat_baik"}], "sesuai"),
        ([{"tahun": 2025, "hasil_kerja": "di_atas", "perilaku_kerja": "di_atas"}], "di_atas"),
        ([{"tahun": 2025, "hasil_kerja": "di_atas"}], ""),  # sangat baik, baik or butuh perbaikan
        ([{"tahun": 2025, "predikat": "baik", "perilaku_kerja": "di_bawah"}], ""),  # contradicts itself
    ],
)
def test_what_is_not_known_has_no_label(appraisals, expected):
    assert label(appraisals) == expected


def test_before_the_regulation_there_is_no_label():
    told = [{"tahun": 2024, "predikat": "baik"}]
    assert label(told, FIRST) == "sesuai"
    assert label(told, date(2025, 12, 30)) == ""


def test_an_agency_may_cut_points_instead():
    book = load_rulebook(None, {"kinerja/ambang_kinerja": "kepka_411"})
    eighty = Band(np.array([80_000_000_000]), np.array([80_000_000_000]))
    assert label([{"tahun": 2025, "predikat": "baik"}], book=book, kinerja=eighty) == "di_atas"


def test_a_worse_predikat_with_a_better_label_is_refused(tmp_path):
    folder = tmp_path / "kinerja"
    folder.mkdir()
    (folder / "ambang_kinerja.yaml").write_text(
        "varian:\n  predikat:\n    nilai:\n      2026-01-01:\n        dasar: kebijakan-bawaan\n        nilai:"
        " {sangat_baik: sesuai, baik: di_atas, butuh_perbaikan: di_bawah, kurang: di_bawah, sangat_kurang: di_bawah}\n"
    )
    with pytest.raises(RegulationError):
        load_rulebook(tmp_path)

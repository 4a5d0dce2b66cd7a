"""The lint of whole tables: what it accepts leaves no score without exactly one row."""

from copy import deepcopy
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from asnkarier.rules import lint
from asnkarier.rules.lint import LINTS, boxes, thresholds
from asnkarier.rules.shapes import SHAPES
from law import read_rulebook as load_rulebook

AS_OF = date(2026, 11, 1)


def _rows(floors):
    return [{"kode": str(place), "minimal": floor} for place, floor in enumerate(floors)]


_numbers = st.one_of(st.integers(-20, 130), st.floats(0, 100, allow_nan=False))
_wild = st.lists(st.none() | _numbers, max_size=6)
_nearly = st.lists(_numbers, max_size=5).map(lambda numbers: [*sorted(numbers, reverse=True), None])
_floors = _wild | _nearly


@given(_floors, st.integers(0, 100))
def test_an_accepted_table_catches_every_score_once_and_every_row_can_be_reached(floors, score):
    rows = _rows(floors)
    assume(not list(thresholds(rows, "minimal")))
    caught = [
        place
        for place, row in enumerate(rows)
        if (row["minimal"] is None or score >= row["minimal"])
        and all(above["minimal"] is not None and score < above["minimal"] for above in rows[:place])
    ]
    assert len(caught) == 1
    for place, row in enumerate(rows[:-1]):
        reached = row["minimal"]
        assert 0 <= reached <= 100
        assert all(reached < above["minimal"] for above in rows[:place])


@given(st.lists(st.integers(1, 100), min_size=1, max_size=6, unique=True))
def test_descending_limits_are_accepted(numbers):
    assert not list(thresholds(_rows([*sorted(numbers, reverse=True), None]), "minimal"))


@given(_floors)
def test_each_refused_table_has_a_reason(floors):
    faults = list(thresholds(_rows(floors), "minimal"))
    good = (
        bool(floors)
        and floors[-1] is None
        and all(floor is not None and 0 < floor <= 100 for floor in floors[:-1])
        and all(upper > lower for upper, lower in pairwise(floors[:-1]))
    )
    assert bool(faults) != good


def test_the_shipped_tables_are_clean():
    book = load_rulebook()
    assert book.notes == ()
    for rule_id, shape in SHAPES.items():
        for value in book.parameters[rule_id].dated:
            assert list(LINTS[shape.lint](value.value)) == []


@pytest.mark.parametrize("row", ["di_atas", "sesuai", "di_bawah"])
def test_every_spoilt_grid_is_refused(row):
    grid = load_rulebook().parameter("talenta/sembilan_kotak", AS_OF).value
    for column in ("tinggi", "menengah", "rendah"):
        missing, twice = deepcopy(grid), deepcopy(grid)
        del missing[row][column]
        twice[row][column] = next(box for box in range(1, 10) if box != grid[row][column])
        assert [fault.code for fault in boxes(missing)] == ["ATR-TABEL"]
        assert [fault.code for fault in boxes(twice)] == ["ATR-KOTAK"]


@pytest.mark.parametrize(
    "lint, value, code",
    [
        ("scores", {"sangat_baik": 3, "baik": 2, "butuh_perbaikan": 2, "kurang": 1, "sangat_kurang": 0}, "ATR-AMBANG-URUT"),
        ("scores", {"sangat_baik": 3, "baik": 2}, "ATR-TABEL"),
        ("order", ["sangat_baik", "baik", "butuh_perbaikan", "kurang"], "ATR-TABEL"),
        ("ranks", ["I/a", "I/a"], "ATR-GANDA"),
        ("eselon", {"II.a": "jpt_pratama"}, "ATR-TABEL"),
        ("every_kelompok", {"pengawas": 58}, "ATR-TABEL"),
        ("every_level", {"S-1": 40}, "ATR-TABEL"),
        ("every_box", {1: "x"}, "ATR-TABEL"),
        ("discipline", {"ringan": 75}, "ATR-TABEL"),
        ("scale", {"minimum": 5, "maksimum": 5}, "ATR-RENTANG"),
        ("tenure", [{"minimal_tahun": 3}, {"minimal_tahun": 5}, {"minimal_tahun": 0}], "ATR-AMBANG-URUT"),
        ("weights", {"a": 50, "b": 49}, "ATR-JUMLAH"),
        ("performance_axis", [{"kode": "di_atas", "minimal": 80}, {"kode": "sesuai", "minimal": None}], "ATR-TABEL"),
        ("aspects", {"aspek": [{"id": "potensi/a", "nama": "A", "alias": []}] * 2}, "ATR-GANDA"),
    ],
)  # fmt: skip
def test_each_lint_rule_bites(lint, value, code):
    assert code in [fault.code for fault in LINTS[lint](value)]


def test_an_unknown_eselon_is_refused():
    table = load_rulebook().parameter("jabatan/eselon_kelompok", AS_OF).value
    assert [fault.facts["name"] for fault in LINTS["eselon"](table | {"VI.a": None})] == ["VI.a"]


def test_faults_name_what_is_missing_and_where_it_stands():
    assert [fault.facts for fault in lint.absent(["a", "b", "c"], ["b"])] == [{"missing": "a, c"}]
    assert list(lint.absent(["a"], ["a", "b"])) == []
    twice = {"aspek": [{"id": "potensi/a", "nama": "A", "alias": []}] * 2}
    assert [(fault.path, fault.facts) for fault in lint._aspects(twice)] == [
        (("aspek", 1, "id"), {"name": "potensi/a"})
    ]

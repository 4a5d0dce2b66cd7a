"""JSON and CSV: exact values, stable bytes, nothing that a spreadsheet would run."""

import csv
import io
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.errors import UsageError
from asnkarier.model.book import Column, Table
from asnkarier.reports.produce import produce
from asnkarier.reports.shown.machine import csv_chunks, json_chunks
from asnkarier.reports.shown.numbers import notation
from asnkarier.reports.shown.rounding import round_half_up
from asnkarier.reports.shown.safe_text import defused
from asnkarier.reports.shown.values import column_values
from reports_example import book


def column_book(values, kind, dtype=None):
    series = pd.Series(values, dtype=dtype) if dtype else pd.Series(values)
    sheet = Table("rows", "T", (Column("x", "X", kind),), pd.DataFrame({"x": series}))
    return book(blocks=(sheet,))


def json_values(values, kind, dtype=None):
    return [row["x"] for row in json.loads(produce(column_book(values, kind, dtype), "json"))["rows"]]


def csv_values(values, kind, dtype=None):
    rows = list(
        csv.reader(io.StringIO(produce(column_book(values, kind, dtype), "csv").decode(), newline=""))
    )
    assert rows[0] == ["x"]
    return [row[0] for row in rows[1:]]


def test_json_holds_head_rows_records_and_citations_in_order():
    result = json.loads(produce(book(), "json"))
    assert list(result) == [
        "schema", "as_of", "rules_fingerprint", "inputs", "counts", "filter", "rows", "totals",
        "leans_on", "next_steps", "next_step_reasons", "citations",
    ]  # fmt: skip
    assert result["as_of"] == "2025-08-17"
    assert result["inputs"] == [{"file": "pegawai.xlsx", "kind": "employees", "sha256": "ab" * 32, "rows": 3}]
    assert result["totals"] == {"people": 3, "spent": 1500000.5}
    assert result["rows"][0] == {
        "nip": "198501152010011901", "nama": "Siti Rahayu, S.E.", "jabatan": "Kepala Bidang Mutasi dan Promosi Aparatur",
        "unit_kerja": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "kompetensi": "integritas",
        "required": 3, "level": 2, "gap": -1, "status": "gap", "jpm": 85.19, "biaya": 1500000, "tahun": 2025,
        "tanggal_asesmen": "2025-03-17", "critical": True, "components": {"jpm": 0.6, "kinerja": None},
    }  # fmt: skip
    third = result["rows"][2]
    assert [key for key, value in third.items() if value is None] == [
        "jabatan", "level", "gap", "jpm", "biaya", "tahun", "critical", "components",
    ]  # fmt: skip


def test_json_has_one_row_per_line_and_does_not_depend_on_the_index():
    text = produce(book(), "json").decode()
    assert sum(line.startswith('{"nip"') for line in text.splitlines()) == 3
    shuffled = book().blocks[0].rows.set_axis([7, 7, 1])
    assert produce(book(shuffled), "json").decode() == text


def test_empty_report_is_valid():
    empty = book(book().blocks[0].rows.head(0))
    assert json.loads(produce(empty, "json"))["rows"] == []
    assert produce(empty, "csv").decode().count("\n") == 1


@pytest.mark.parametrize(
    "kind, values, text, wanted",
    [
        (
            "percent",
            [85.185185, 100.0, 0.145, 79.996, -0.001, np.nan],
            ["85.19", "100.0", "0.15", "80.0", "0.0", ""],
            None,
        ),
        ("number", [1 / 3, 1e-9, 12345678.005, 1e20], ["0.33", "0.0", "12345678.01", "1e+20"], None),
        ("level", [3.0, 2.5, 7 / 3, np.nan], ["3", "2.5", "2.333333", ""], [3, 2.5, 2.333333, None]),
        ("gap", [-1.0, 0.1 + 0.2, -0.0], ["-1", "0.3", "0"], [-1, 0.3, 0]),
        (
            "money",
            [1500000.0, 0.005, 2**53 + 2.0],
            ["1500000", "0.01", str(2**53 + 2)],
            [1500000, 0.01, 2**53 + 2],
        ),
        ("integer", [3.0, np.nan], ["3", ""], [3, None]),
        ("flag", [True, False], ["true", "false"], [True, False]),
    ],
)
def test_figures_are_rounded_once_and_missing_stays_missing(kind, values, text, wanted):
    assert csv_values(values, kind) == text
    expected = wanted or [float(x) if x else None for x in text]
    got = json_values(values, kind)
    assert got == expected
    assert [type(x) for x in got] == [type(x) for x in expected]


def test_values_arrive_in_the_types_that_frames_have():
    assert json_values([1, None, 2**62], "integer", "Int64") == [1, None, 2**62]
    assert json_values([1, None], "level", "Int64") == [1, None]
    assert json_values(pd.to_datetime(["2025-01-31 13:00", None]), "date") == ["2025-01-31", None]
    assert json_values(["2025-01-31", None], "date", object) == ["2025-01-31", None]
    assert json_values(["a", None, "a"], "status", "category") == ["a", None, "a"]
    assert json_values([None, None], "text", object) == [None, None]
    assert json_values([(1.0, np.nan, np.float64(0.1 + 0.2)), {"b": pd.NaT, "a": np.int64(3)}, "x"], "list") == [
        [1, None, 0.3], {"b": None, "a": 3}, "x",
    ]  # fmt: skip


def test_nip_is_never_a_number():
    assert json_values([198501152010011901], "nip") == ["198501152010011901"]
    with pytest.raises(ValueError, match="NIP"):
        json_values([1.98501152010011901e17], "nip")
    with pytest.raises(ValueError, match="fractions"):
        json_values([1.5], "integer")
    with pytest.raises(ValueError, match="infinite"):
        json_values([np.inf], "percent")


@pytest.mark.parametrize(
    "text, safe",
    [
        ("=1+1", "'=1+1"),
        ("+62811", "'+62811"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("＝1", "'＝1"),
        ("  =1", "  '=1"),
        ("Ahli;=cmd|' /C calc'!A0", "Ahli;'=cmd|' /C calc'!A0"),
        ("a\n=1", "a\n'=1"),
        ("Ahli Muda - BKPSDM", "Ahli Muda - BKPSDM"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_csv_text_is_never_a_formula(text, safe):
    assert defused(text) == safe
    assert csv_values([text, "x"], "text")[0] == safe
    assert csv_values([text, "x"], "status")[0] == safe
    assert json_values([text], "text") == [text]


def test_csv_negative_numbers_stay_numbers():
    assert csv_values([-1.5, -2.0], "gap") == ["-1.5", "-2"]


@given(st.lists(st.text(max_size=12), min_size=1, max_size=5))
def test_any_text_survives_json_and_csv(texts):
    assert json_values(texts, "text", object) == texts
    assert csv_values(texts, "text", object) == [defused(text) for text in texts]


def test_half_a_character_is_escaped_in_json_and_replaced_in_csv():
    assert json_values(["a\udc80"], "text", object) == ["a\udc80"]
    assert csv_values(["a\udc80"], "text", object) == ["a\ufffd"]


@given(st.floats(-1e9, 1e9))
def test_rounding_is_within_half_a_step_and_symmetric(value):
    rounded = round_half_up(np.array([value]), 2)[0]
    assert abs(rounded - value) <= 0.005 + 1e-7
    assert round_half_up(np.array([-value]), 2)[0] == -rounded
    assert round_half_up(np.array([rounded]), 2)[0] == rounded
    assert notation().show(value, "percent") == f"{rounded:,.2f}"


def test_a_sentence_rounds_half_up_as_a_column_does():
    assert notation().show(78.125, "percent") == "78.13"


def test_other_sheets_by_name_and_unknown_names():
    assert "".join(csv_chunks(book(), "totals")) == "people,spent\n3,1500000.5\n"
    assert "".join(csv_chunks(book(), "rows")) == "".join(csv_chunks(book()))
    with pytest.raises(UsageError) as stop:
        list(csv_chunks(book(), "nothing"))
    assert "rows, totals" in stop.value.facts["names"]


def test_a_report_that_contradicts_itself_is_a_bug():
    first, totals = book().blocks
    with pytest.raises(ValueError, match="share a key"):
        list(json_chunks(book(blocks=(first, replace(totals, key="counts")))))
    with pytest.raises(ValueError, match="one row"):
        list(json_chunks(book(blocks=(first, replace(totals, rows=totals.rows.head(0))))))
    with pytest.raises(ValueError, match="two columns"):
        list(json_chunks(book(blocks=(replace(first, columns=first.columns[:1] * 2),))))


def test_spread_gives_each_row_its_value():
    values = column_values(pd.DataFrame({"x": ["b", None, "a", "b"]}), Column("x", "X"))
    assert values.spread(lambda value: value) == ["b", None, "a", "b"]


def test_key_with_percent_sign():
    sheet = Table("rows", "T", (Column("100%s", "X"),), pd.DataFrame({"100%s": ["a"]}))
    assert json.loads(produce(book(blocks=(sheet,)), "json"))["rows"] == [{"100%s": "a"}]

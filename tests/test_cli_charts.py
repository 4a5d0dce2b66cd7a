"""Charts on a terminal: golden texts, plain characters where needed, every figure in words, no line too wide."""

import io
import os
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from asnkarier import language
from asnkarier.cli.screen.charts.draw import drawn
from asnkarier.cli.screen.tables import render
from asnkarier.model.book import Chart, ChartKind, Column, Text
from asnkarier.model.said import Code, Said
from charts_example import charts
from reports_example import book

GOLDEN = Path(__file__).parent / "golden" / "reports"
KINDS = ChartKind.__args__


@pytest.fixture(autouse=True)
def _english():
    token = language._active.set(None)
    yield
    language._active.reset(token)


def text_of(blocks, width=80, **options):
    file = io.StringIO()
    render(book(blocks=blocks, notes=(), citations=()), Console(file=file, width=width, **options))
    return file.getvalue()


def lines(chart, width=80, *, ascii_only=False):
    console = Console(file=io.StringIO(), width=width)
    for part in drawn(chart, width, ascii_only=ascii_only):
        console.print(part)
    return console.file.getvalue().splitlines()


def in_ascii(blocks, width):
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    render(book(blocks=blocks, notes=(), citations=()), Console(file=file, width=width))
    file.flush()
    return file.buffer.getvalue().decode("ascii")


@pytest.mark.parametrize("name", ["80", "40", "ascii"])
def test_golden(name):
    found = in_ascii(charts(), 60) if name == "ascii" else text_of(charts(), int(name))
    text = "\n".join(line.rstrip() for line in found.splitlines()) + "\n"
    golden = GOLDEN / f"charts_{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_the_example_has_every_kind():
    assert {chart.kind for chart in charts()} == set(KINDS)


def test_a_dumb_terminal_gets_plain_characters():
    file = io.StringIO()
    console = Console(file=file, width=60, force_terminal=True, _environ={"TERM": "dumb"})
    render(book(blocks=charts(), notes=(), citations=()), console)
    assert file.getvalue().replace("\n", "").isascii()


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("chart", charts(), ids=lambda chart: chart.title)
def test_no_line_is_wider_than_the_terminal(chart, width):
    assert max(map(cell_len, lines(chart, width))) <= width


def test_what_is_unknown_is_said_and_has_no_bar():
    (line,) = (one for one in lines(charts()[1]) if "Komunikasi" in one)
    assert line.rstrip().endswith("no data")


def test_a_span_is_written_and_its_open_part_has_another_sign():
    (line,) = (one for one in lines(charts()[1]) if "Integritas" in one)
    assert "84.10–89.10" in line
    assert re.search("█+.?░+$", line)
    (certain,) = (one for one in lines(charts()[1]) if "50.00" in one)
    assert "░" not in certain


def test_nothing_is_no_bar_and_little_is_seen():
    rows = lines(charts()[0])
    assert rows[2].rstrip().endswith("▏") or "█" in rows[2]
    assert not set(rows[3]) & set("█▏▎▍▌▋▊▉░")


def test_parts_are_told_apart_without_colour_and_named():
    found = lines(charts()[2])
    assert {"█", "▓", "▒"} <= set(found[0])
    assert found[-1].split() == ["█", "MS", "▓", "MMS", "▒", "KMS"]


def test_a_year_without_a_figure_is_a_gap_in_the_line():
    line = next(one for one in lines(charts()[3]) if one.startswith("Points at least"))
    assert re.search(r"at least  \S \S\S  60.00 … 100.00", line)


def test_someone_stands_in_a_box_as_a_dot_and_many_as_a_number():
    found = "\n".join(lines(charts()[6]))
    assert "● 25" in found
    assert re.search("● +│", found)


def test_an_empty_chart_says_so():
    (chart, *_) = charts()
    empty = Chart(chart.kind, chart.title, chart.label, chart.series, chart.rows.head(0))
    assert "no rows" in text_of((empty,))


def test_sentences_are_printed_as_they_stand():
    text = text_of((Text(("First [red]one[/red].", "Second one."), "Verdict"),))
    assert "Verdict\nFirst [red]one[/red].\nSecond one." in text


def test_what_was_said_is_told_in_words():
    told = Said("recorded", (("value", Code("di_atas")),))
    assert "\nabove expectation\n" in text_of((Text((told,)),))


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 1e6)), min_size=1, max_size=8),
    st.sampled_from(["bar", "histogram", "line", "matrix", "boxes", "stacked"]),
    st.integers(24, 130),
    st.booleans(),
)
def test_any_figures_can_be_drawn(values, kind, width, ascii_only):
    rows = pd.DataFrame(
        {"name": [f"name {i}" for i in range(len(values))], "x": pd.Series(values, dtype="float64")}
    )
    chart = Chart(kind, "T", Column("name", "Name"), (Column("x", "X", "number"),), rows)
    found = lines(chart, width, ascii_only=ascii_only)
    assert max(map(cell_len, found)) <= width
    assert not ascii_only or "".join(found).isascii()


@given(st.lists(st.floats(0, 1000), min_size=2, max_size=8))
def test_a_larger_figure_never_has_a_shorter_bar(values):
    rows = pd.DataFrame({"name": ["n"] * len(values), "x": values})
    found = lines(Chart("bar", "T", Column("name", "Name"), (Column("x", "X", "number"),), rows))
    lengths = [
        sum(8 if sign == "█" else " ▏▎▍▌▋▊▉".index(sign) for sign in line if sign in "█▏▎▍▌▋▊▉")
        for line in found
    ]
    for _small, shorter, _large, longer in (
        (values[i], lengths[i], values[j], lengths[j])
        for i in range(len(values)) for j in range(len(values)) if values[i] <= values[j]
    ):  # fmt: skip
        assert shorter <= longer

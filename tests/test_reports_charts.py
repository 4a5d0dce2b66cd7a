"""The charts of gap and shortlist show what their tables hold; a sheet more needs nothing but its book."""

import io
import json
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest
from rich.console import Console

from asnkarier import language
from asnkarier.cli.screen.tables import render
from asnkarier.model.book import Chart, Column, Table
from asnkarier.reports.books.gap import GapView, gap_book
from asnkarier.reports.books.shortlist import COUNT_COLUMNS, PEOPLE_COLUMNS, ShortlistView, shortlist_book
from asnkarier.reports.produce import produce

DAY = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _english():
    token = language._active.set(None)
    yield
    language._active.reset(token)


def gap_view():
    rows = pd.DataFrame({"kompetensi": ["integritas"], "people": 4, "assessed": 4, "with_gap": 2, "gap_levels": -2.0,
                         "mean_gap": -0.5, "critical_gaps": 0, "coverage": 1.0})  # fmt: skip
    who = pd.DataFrame(columns=["nip", "nama", "jabatan", "unit_kerja"])
    summary = pd.DataFrame(
        [
            {
                "people": 9,
                "MS": 5,
                "KMS": 3,
                "belum_dapat_dinilai": 1,
                "without_standard": 0,
                "people_with_gap": 3,
            }
        ]
    )
    shortfalls = pd.DataFrame(
        {"name": [f"k{i:02}" for i in range(20)], "gap_levels": [-float(i) for i in range(20)]}
    )
    return GapView(
        "kompetensi", "held", rows, who, summary, ("MS", "KMS", "belum_dapat_dinilai"), shortfalls=shortfalls
    )


def shortlist_view(**names):
    columns = {column.key: pd.Series([None, None], dtype=object) for column in PEOPLE_COLUMNS}
    rows = pd.DataFrame(columns).assign(nip=["1" * 18, "2" * 18], nama=["SITI", "BUDI"], rank=pd.array([1, None], dtype="Int64"),
                                        score=[84.1, 70.0], score_high=[89.1, 70.0])  # fmt: skip
    empty = pd.DataFrame()
    counts = pd.DataFrame([{column.key: i for i, column in enumerate(COUNT_COLUMNS)}])
    return ShortlistView("Kepala Bidang", rows.assign(**names), empty, empty, empty, counts, empty, 10)


def charts(report):
    return {block.title: block for block in report.blocks if isinstance(block, Chart)}


def test_people_by_category_add_up_to_the_summary():
    chart = charts(gap_book(gap_view(), DAY))["People by category"]
    assert dict(zip(chart.rows["kategori"], chart.rows["people"], strict=True)) == {
        "MS": 5, "KMS": 3, "belum_dapat_dinilai": 1, "without_standard": 0,
    }  # fmt: skip


def test_the_largest_gaps_come_first_and_nothing_that_is_no_gap():
    chart = charts(gap_book(gap_view(), DAY))["The largest gaps, by competency"]
    assert chart.rows["gap_levels"].tolist() == [-float(i) for i in range(19, 7, -1)]


def test_scores_are_drawn_with_what_they_could_become():
    chart = charts(shortlist_book(shortlist_view(), DAY))["Scores, and what they could still become"]
    assert chart.rows["who"].tolist() == ["1. SITI", "BUDI"]
    assert chart.upto is not None
    assert chart.rows[chart.upto.key].tolist() == [89.1, 70.0]
    assert chart.most == 100


def test_a_blind_list_stays_blind_in_its_chart():
    chart = charts(shortlist_book(shortlist_view(nama="", nip=["K1", "K2"]), DAY))[
        "Scores, and what they could still become"
    ]
    assert chart.rows["who"].tolist() == ["1. K1", "K2"]


def test_every_status_is_drawn_and_nobody_eligible_is_no_chart_of_scores():
    view = shortlist_view()
    found = charts(shortlist_book(replace(view, rows=view.rows.head(0)), DAY))
    assert list(found) == ["People by status"]
    drawn = [number for number, one in enumerate(COUNT_COLUMNS) if one.key != "people_decide"]
    assert found["People by status"].rows["people"].tolist() == drawn  # a post without ways into it
    by_ways = charts(shortlist_book(replace(view, rows=view.rows.head(0), by_ways=True), DAY))
    assert by_ways["People by status"].rows["people"].tolist() == list(range(len(COUNT_COLUMNS)))


def test_a_sheet_more_needs_only_its_book():
    """The toy sheet is written where the report is made; every way out draws it without knowing of it."""
    toy = Table("toy", "A toy sheet", (Column("status", "Status", "status"), Column("jp", "JP", "level")),
                pd.DataFrame({"status": ["met", "brand_new_code"], "jp": [1.5, None]}))  # fmt: skip
    report = gap_book(gap_view(), DAY)
    report = replace(report, blocks=(*report.blocks, toy))
    assert json.loads(produce(report, "json"))["toy"][0] == {"status": "met", "jp": 1.5}
    assert produce(report, "csv", sheet="toy").decode() == "status,jp\nmet,1.5\nbrand_new_code,\n"
    sheet = openpyxl.load_workbook(io.BytesIO(produce(report, "xlsx")))["A toy sheet"]
    assert [cell.value for cell in sheet["A"]] == ["Status", "met", "brand new code"]
    screen = io.StringIO()
    render(report, Console(file=screen, width=80))
    assert "A toy sheet" in screen.getvalue()
    assert "brand new code" in screen.getvalue()

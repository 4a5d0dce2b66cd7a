"""Parts of a report, found by their keys."""

from dataclasses import replace

import pandas as pd
import pytest

from asnkarier.model.book import Column, PlainRows, Table
from reports_example import book


def test_parts_are_found_by_their_key_and_what_people_alone_read_is_not():
    report = book()
    for_people = Table("mine", "Mine", (), pd.DataFrame(), audience="people")
    report = replace(report, blocks=(*report.blocks, for_people))
    assert report.block("totals").title == "Totals"
    assert report.lines("rows") is report.block("rows").rows
    assert report.block("mine") is report.block("other") is None
    with pytest.raises(KeyError):
        report.lines("mine")


def test_plain_rows_are_lines_too():
    short = Table("short", "Short", (Column("x", "X"),), PlainRows({"x": ["a", "b"]}))
    found = replace(book(), blocks=(short,)).lines("short")
    assert found.to_dict("list") == {"x": ["a", "b"]}

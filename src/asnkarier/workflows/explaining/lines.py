"""What one person's lines of a report rest on: figure by figure the value, the rule with its article, and the cells."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from asnkarier.agency.provenance import SEVERAL
from asnkarier.language import message
from asnkarier.model.book import CitationLine, Column
from asnkarier.model.said import Code, Competency, Fact, Said, said
from asnkarier.reports.shown.labels import label_of
from asnkarier.reports.shown.sentences import law_text
from asnkarier.workflows.explaining.cells import together
from asnkarier.workflows.explaining.figures import Figure, Report, Section
from asnkarier.workflows.explaining.mine import Asked

KEYS: Final = (
    "part", "line", "figure", "title", "value", "result", "rule_id", "rule", "rule_value", "required", "citation", "cells", "source",
)  # fmt: skip
_DECIMAL: Final = frozenset({"number", "percent", "level", "gap", "exact"})


def lines_of(asked: Asked, report: Report) -> pd.DataFrame:
    """Return the figures of every line about the person, a row per figure and rule: `KEYS`.

    part: the table of the report; line: what tells the line from others; source: the cells, a list. A figure without a value is left out.
    """
    found = [one for section in report.sections for one in _Lines(asked, section).told()]
    return pd.DataFrame({key: pd.Series([one[key] for one in found], dtype=object) for key in KEYS})


class _Lines:
    """The lines of one section."""

    def __init__(self, asked: Asked, section: Section) -> None:
        """Look at the report."""
        self.asked, self.section = asked, section
        self.cited = asked.book.citations

    def told(self) -> Iterator[dict[str, Any]]:
        table = self.asked.book.block(self.section.block)
        if table is None or not len(table.rows):
            return
        columns = {column.key: column for column in table.columns}
        rows = self.asked.book.lines(self.section.block)
        for row in rows[self.section.mine(self.asked, rows)].to_dict("records"):
            row |= {name: before + str(row[name]) for name, before in self.section.coded.items()}
            line = {"part": message(self.section.title or table.title), "line": self._name(columns, row)}
            for figure in self.section.figures:
                yield from self._figure(line, columns, row, figure)
            yield from self._gates(line, row)

    def _name(self, columns: Mapping[str, Column], row: Mapping[Any, Any]) -> str:
        parts = (_fact(columns[key], row[key]) for key in self.section.named if key in columns)
        return " · ".join(label_of(one) if isinstance(one, Code) else str(one) for one in parts if one)

    def _figure(
        self, line: Mapping[str, str], columns: Mapping[str, Column], row: Mapping[Any, Any], figure: Figure
    ) -> Iterator[dict[str, Any]]:
        if figure.key not in columns:
            return
        value = _value(columns, row, figure)
        if value is None:
            return
        cells = figure.facts(self.asked.cells, row)
        name = figure.called or figure.key
        title = message(columns[name].label) if name in columns else _capital(label_of(name))
        for rule in self._rules(figure, row) or (None,):
            yield {
                **dict.fromkeys(KEYS), **line, **_law(rule),
                "figure": name, "title": title, "value": value, "cells": together(cells), "source": list(cells),
            }  # fmt: skip

    def _rules(self, figure: Figure, row: Mapping[Any, Any]) -> list[CitationLine]:
        """Return the rules of a figure that the report cites and the person is under."""
        told = [row.get(column) for column in figure.cited_by.split()]
        named = [rule for one in told if one and (rule := self._cited(one)) is not None]
        rules = [rule for rule in figure.rules if self.asked.is_under(rule)]
        return named + [one for rule in rules for one in self.cited if one.rule_id == rule]

    def _cited(self, named: str) -> CitationLine | None:
        """Return the first rule of the report that has this id or this citation."""
        return next((one for one in self.cited if named in (one.rule_id, one.citation)), None)

    def _gates(self, line: Mapping[str, str], row: Mapping[Any, Any]) -> Iterator[dict[str, Any]]:
        if self.section.gates is None:
            return
        for one in self.section.gates(self.asked, row).to_dict("records"):
            told = one["source"]
            cells = tuple(told.split(SEVERAL)) if isinstance(told, str) and told else ()
            yield {
                **dict.fromkeys(KEYS), **line,
                "figure": one["rule_id"], "title": law_text(one["title"]), "value": one["observed"], "result": one["result"],
                "rule_id": one["rule_id"], "rule": law_text(one["title"]), "required": one["required"],
                "citation": one["citation"], "cells": together(cells), "source": list(cells),
            }  # fmt: skip


def _law(rule: CitationLine | None) -> dict[str, Any]:
    if rule is None:
        return {}
    return {
        "rule_id": rule.rule_id,
        "rule": law_text(rule.title),
        "rule_value": law_text(rule.value),
        "citation": rule.citation,
    }


def _value(columns: Mapping[str, Column], row: Mapping[Any, Any], figure: Figure) -> Said | None:
    """Return what is said of a figure; None where the report says nothing."""
    column = columns[figure.key]
    low = _fact(column, row[figure.key])
    high = _fact(columns[figure.upto], row[figure.upto]) if figure.upto in columns else low
    if low is None or low == ():
        return said(figure.absent) if figure.absent else None
    if isinstance(low, Said):
        return low
    if low != high:
        return said("from_to", low=low, high=high)
    return said("rupiah", amount=low) if column.kind == "money" else said("recorded", value=low)


def _fact(column: Column, value: Any) -> Fact:
    """Return the value of a cell of a report as a fact of a sentence; None where it is missing."""
    if isinstance(value, list | tuple | Mapping):
        return _several(value)
    if value is None or value is pd.NaT or value is pd.NA or value == "" or value != value:  # noqa: PLR0124
        return None
    return _SHOWN.get(column.kind, _plain)(value)


def _several(value: Any) -> Fact:
    if isinstance(value, Mapping):
        return tuple(said("appraisal", tahun=str(key), predikat=one) for key, one in value.items())
    return tuple(_plain(one) for one in value)


def _plain(value: Any) -> Fact:
    known: Fact = value.item() if hasattr(value, "item") else value
    return known


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()


_SHOWN: Final[Mapping[str, Callable[[Any], Fact]]] = {
    "date": _day,
    "integer": int,
    "money": int,
    "flag": bool,
    "status": Code,
    "kompetensi": Competency,
    **dict.fromkeys(_DECIMAL, float),
}


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]

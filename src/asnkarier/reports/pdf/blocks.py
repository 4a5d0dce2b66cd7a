"""The blocks of a report as plain data for the page: texts, figures of pictures, how wide a column is."""

from dataclasses import replace
from typing import Any, Final

from asnkarier.language import _, message
from asnkarier.model.book import Block, Chart, Column, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.reports.html.pictures import Bars, Heat, picture
from asnkarier.reports.html.plain import plain_text
from asnkarier.reports.html.views import shown_columns
from asnkarier.reports.shown.display import RIGHT_ALIGNED, display_cells
from asnkarier.reports.shown.sentences import paragraph

_MOST_ROWS: Final = 200
_SHORT, _LONG = 5, 34  # characters between which a column is as wide as its texts
_MANY: Final = 8
_LONGEST_WORD: Final = 24
_BREAK: Final = "\u200b"
_MEASURED: Final = 12  # words of a column: the widest is not always the one with most letters
_MORE: Final = N_("The first {shown} of {all} rows; the others stand in the workbook of the command.")


def shown_block(block: Block) -> dict[str, Any] | None:
    """Return what the page shows of `block`; None where it is empty, or where the figures of a picture stand in a table anyway."""
    if isinstance(block, Text):
        said = [plain_text(paragraph(one)) for one in block.paragraphs]
        return {"kind": "text", "title": plain_text(_(block.title)), "paragraphs": said, "note": ""}
    if isinstance(block, Chart):
        return _chart(block)
    made = _record(block) if isinstance(block, Record) else _table(block)
    return made if made is None else {**made, "title": plain_text(_(block.title))}


def _record(block: Record) -> dict[str, Any] | None:
    cells = [(plain_text(_(one.label)), _cells(block, one)[0]) for one in block.columns]
    told = [{"label": label, "value": value} for label, value in cells if value["text"]]
    return {"kind": "record", "pairs": told, "note": plain_text(_(block.note))} if told else None


def _table(block: Table) -> dict[str, Any] | None:
    if not len(block.rows):
        return None
    columns = (
        shown_columns(tuple(replace(one, terminal=True) for one in block.columns if not one.behind))
        if not block.terminal
        else shown_columns(block.columns)
    )
    cut = Table(block.key, block.title, columns, block.rows.head(_MOST_ROWS))
    filled = [(column, _cells(cut, column)) for column in columns]
    kept = [
        (column, cells)
        for place, (column, cells) in enumerate(filled)
        if place == 0 or any(one["text"] for one in cells)
    ]
    note = plain_text(_(block.note))
    if len(block.rows) > _MOST_ROWS:
        note = f"{note} {message(_MORE, shown=_MOST_ROWS, all=len(block.rows))}".strip()
    return {
        "kind": "table",
        "heads": [_breakable(plain_text(_(column.label))) for column, _c in kept],
        "aligned": ["right" if column.kind in RIGHT_ALIGNED else "left" for column, _c in kept],
        "widths": [_width(plain_text(_(column.label)), cells) for column, cells in kept],
        "words": [_words(_breakable(plain_text(_(column.label))), cells) for column, cells in kept],
        "size": 7 if len(kept) >= _MANY else 8,
        "rows": [list(line) for line in zip(*(cells for _c, cells in kept), strict=True)],
        "note": note,
    }  # fmt: skip


def _cells(block: Table | Record, column: Column) -> list[dict[str, str]]:
    return [
        {"text": _breakable(plain_text(one.text)), "tone": one.tone}
        for one in display_cells(block.rows, column)
    ]


def _breakable(text: str) -> str:
    """Return a text whose words of more than `_LONGEST_WORD` letters may be broken, by a sign that has no width."""
    if len(text) <= _LONGEST_WORD:
        return text
    return " ".join(
        _BREAK.join(word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD))
        for word in text.split(" ")
    )


def _words(head: str, cells: list[dict[str, str]]) -> list[str]:
    """Return the longest words of a column, of which the page measures the widest: none may run into the column beside it."""
    return _longest([head, *(one["text"] for one in cells)])


def _longest(texts: list[str]) -> list[str]:
    found = {word for text in texts for word in text.replace(_BREAK, " ").split()}
    return sorted(found, key=lambda word: (-len(word), word))[:_MEASURED] or [""]


def _width(head: str, cells: list[dict[str, str]]) -> int:
    """Return how wide a column is, in characters: its longest word at least, its longest text at most."""
    words = [len(word) for text in (head, *(one["text"] for one in cells)) for word in text.split()]
    longest = max((len(one["text"]) for one in cells), default=0)
    return max(_SHORT, max(words, default=0), min(longest, _LONG))


def _chart(chart: Chart) -> dict[str, Any] | None:
    if not len(chart.rows):
        return None
    _name, drawn = picture(chart)
    head = {"title": plain_text(_(chart.title)), "note": plain_text(_(chart.note))}
    if isinstance(drawn, Bars):
        shades = {key: 3 - place % 3 for place, (key, _label) in enumerate(drawn.legend)} | {"maybe": 1}
        bars = [
            {"label": bar.label, "figure": bar.figure, "parts": [{"length": part.length, "shade": shades.get(part.series, 3)} for part in bar.parts]}
            for bar in drawn.bars
        ]  # fmt: skip
        note = " · ".join(filter(None, (head["note"], " + ".join(label for _key, label in drawn.legend))))
        return {"kind": "bars", "bars": bars, **head, "note": note}
    if isinstance(drawn, Heat):
        lines = [
            {"label": label, "cells": [{"text": one.text, "step": one.step} for one in cells]}
            for label, cells in drawn.lines
        ]
        return {"kind": "heat", "heads": list(drawn.heads), "lines": lines, **head}
    rows = [[{"text": text, "tone": "plain"} for text in row] for row in drawn.rows]
    heads = [drawn.label, *drawn.heads]
    return {
        "kind": "table",
        "heads": heads,
        "aligned": ["right"] * len(heads),
        "widths": [10] * len(heads),
        "words": [
            _longest([head, *(row[place]["text"] for row in rows)]) for place, head in enumerate(heads)
        ],
        "size": 8,
        "rows": rows,
        **head,
    }

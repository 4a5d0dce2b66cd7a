"""The blocks of a report as plain texts and numbers, ready for the templates; nothing here is markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from asnkarier.language import _, message
from asnkarier.model.book import Block, Chart, Column, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.reports.html.pictures import Bars, Heat, Lines, picture
from asnkarier.reports.html.plain import plain_text
from asnkarier.reports.shown.display import RIGHT_ALIGNED, display_cells
from asnkarier.reports.shown.labels import Tone
from asnkarier.reports.shown.sentences import paragraph

_MOST_COLUMNS: Final = 12
# A choice of values is offered for the first column of these that has few of them.
_CHOSEN: Final = ("unit_kerja", "kelompok", "status", "kategori", "priority_class", "cause", "what", "verdict", "group_by", "vacancy")  # fmt: skip
_FEW: Final = 40
_UNIT: Final = "unit_kerja"  # a terminal lacks the room for it, a page has it
_UNBROKEN: Final = ("nip", "date")
_KINDS: Final[dict[str, str]] = {"date": "d", **dict.fromkeys(RIGHT_ALIGNED, "n")}
_CLASSES: Final[dict[Tone, str]] = {
    "plain": "",
    "good": "good",
    "fair": "fair",
    "bad": "bad",
    "extra": "extra",
    "muted": "muted",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column. kind: n for figures, d for days, t for texts: how its cells are sorted."""

    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: its text, and the classes of its look."""

    text: str
    look: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as it is shown. more: what of it stands elsewhere. choice: the place of the column by whose values rows are chosen, and these."""

    title: str
    note: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[CellView]]
    more: str
    choice: tuple[int, Sequence[str]] | None
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class RecordView:
    """Facts, label beside value."""

    title: str
    note: str
    pairs: Sequence[tuple[str, CellView]]
    kind: str = "record"


@dataclass(frozen=True, slots=True)
class TextView:
    """Sentences, one paragraph each."""

    title: str
    paragraphs: Sequence[str]
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ChartView:
    """A picture with its title; `kind` names the macro that draws it."""

    title: str
    note: str
    axis: str
    picture: "Bars | Heat | Lines"
    kind: str


BlockView = TableView | RecordView | TextView | ChartView


def block_view(block: Block, most_cells: int) -> BlockView | None:
    """Return what is shown of `block`: of a table the columns that a terminal may show and as many rows as `most_cells` allow; None where it is empty."""
    if isinstance(block, Text):
        return TextView(plain_text(_(block.title)), [plain_text(paragraph(one)) for one in block.paragraphs])
    if isinstance(block, Chart):
        return _chart(block) if len(block.rows) else None
    if isinstance(block, Record):
        pairs = [(plain_text(_(one.label)), _cells(block, one)[0]) for one in block.columns]
        return RecordView(
            plain_text(_(block.title)), plain_text(_(block.note)), [one for one in pairs if one[1].text]
        )
    return _table(block, most_cells)


def _chart(block: Chart) -> ChartView:
    kind, drawn = picture(block)
    return ChartView(
        plain_text(_(block.title)), plain_text(_(block.note)), plain_text(_(block.axis)), drawn, kind
    )


def _table(block: Table, most_cells: int) -> TableView:
    columns = shown_columns(block.columns)
    most = max(5, most_cells // max(1, len(columns)))
    rows = block.rows.head(most)
    cut = Table(block.key, block.title, columns, rows)
    filled = [_cells(cut, column) for column in columns]
    # A column without anything in it takes room and says nothing.
    kept = [place for place, cells in enumerate(filled) if place == 0 or any(cell.text for cell in cells)]
    lines = [list(line) for line in zip(*(filled[place] for place in kept), strict=True)]
    heads = [
        Head(plain_text(_(columns[place].label)), _KINDS.get(columns[place].kind, "t")) for place in kept
    ]
    more = ""
    if len(block.rows) > len(lines):
        told = N_("The first {shown} of {all} rows; the others stand in the workbook of the command.")
        more = message(told, shown=len(lines), all=len(block.rows))
    choice = _choice([columns[place] for place in kept], lines)
    return TableView(plain_text(_(block.title)), plain_text(_(block.note)), heads, lines, more, choice)


def shown_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns that a page has room for: the more important ones, in their order."""
    readable = [one for one in columns if (one.terminal or one.key == _UNIT) and not one.behind]
    order = sorted(
        range(len(readable)),
        key=lambda place: (
            place if readable[place].importance is None else readable[place].importance,
            place,
        ),
    )
    return tuple(readable[place] for place in sorted(order[:_MOST_COLUMNS]))


def _choice(
    columns: Sequence[Column], lines: Sequence[Sequence[CellView]]
) -> tuple[int, Sequence[str]] | None:
    for key in _CHOSEN:
        for place, column in enumerate(columns):
            if column.key == key and len(lines) > _FEW // 4:
                values = sorted({line[place].text for line in lines} - {""})
                if 1 < len(values) <= _FEW and len(values) < len(lines):
                    return place, values
    return None


def _cells(block: Table | Record, column: Column) -> list[CellView]:
    look = "n" if column.kind in RIGHT_ALIGNED else "d" if column.kind in _UNBROKEN else ""
    return [
        CellView(plain_text(one.text), f"{look} {_CLASSES[one.tone]}".strip())
        for one in display_cells(block.rows, column)
    ]

"""Workbooks in the XML of Excel 2003 ("XML Spreadsheet"), which web applications still write and call `.xls`.

Read in the child process like other old formats: no document type, no entities, nothing external, no tree in memory.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from xml.parsers import expat

from asnkarier.sheets.legacy.pages import BOOL, DATE, ERROR, FORMULA, NUMBER, TEXT, Book, Page
from asnkarier.sheets.parts.markup import new_parser
from asnkarier.sheets.parts.numberformat import shows_date
from asnkarier.sheets.refusal import RefusedError

_SPREADSHEET: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel"
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_PART: Final = "workbook"
_CHUNK: Final = 1 << 20
_KINDS: Final = {"String": TEXT, "Number": NUMBER, "DateTime": DATE, "Boolean": BOOL, "Error": ERROR}
_NAMED_DATES: Final = frozenset(
    ("General Date", "Long Date", "Medium Date", "Short Date", "Long Time", "Medium Time", "Short Time")
)
_DAY: Final = timedelta(days=1)
_MOMENT: Final = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6})\d*)?)?", re.ASCII
)


def read_xml_2003(path: Path) -> Book:
    """Return the worksheets of a file; RefusedError `BERKAS-XML2003` when it is damaged or holds none."""
    reader = _Reader()
    parser = new_parser(_PART)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise RefusedError("BERKAS-XML2003", reason=f"{error} ({parser.ErrorLineNumber})") from error
    if not reader.pages:
        raise RefusedError("BERKAS-XML2003", reason="no worksheet")
    return Book([page.done(reader.epoch) for page in reader.pages], reader.epoch_1904)


@dataclass(slots=True)
class _Sheet:
    """A page being read, and its moments, which become day numbers once the epoch is known."""

    page: Page
    moments: list[tuple[int, int, datetime]] = field(default_factory=list)

    def done(self, epoch: datetime) -> Page:
        for row, column, moment in self.moments:
            days = (moment - epoch) / _DAY
            self.page.add(row, column, str(int(days)) if days.is_integer() else repr(days), DATE)
        return self.page


class _Reader:
    """Follows the elements of a workbook; positions that are not written follow on the last ones."""

    def __init__(self) -> None:
        self.pages: list[_Sheet] = []
        self.epoch_1904 = False
        self._path: list[str] = []
        self._style = ""
        self._date_styles: set[str] = set()
        self._row = self._column = self._span = 0
        self._cell: Mapping[str, str] = {}
        self._kind: str | None = None
        self._data_kind = "String"
        self._texts: list[str] = []
        self._has_data = False

    @property
    def epoch(self) -> datetime:
        """The day that day numbers count from."""
        return datetime(1904, 1, 1) if self.epoch_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no zones

    def start(self, name: str, attributes: dict[str, str]) -> None:
        uri, _, local = name.rpartition(" ")
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        known = local if uri in (_SPREADSHEET, _EXCEL) else ""
        self._path.append(known)
        if known == "Worksheet":
            self.pages.append(_Sheet(Page(own.get("Name", ""))))
            self._row = 0
        elif known == "Style":
            self._style = own.get("ID", "")
        elif known == "NumberFormat" and _shows_date(own.get("Format", "")):
            self._date_styles.add(self._style)
        elif known == "Row" and self.pages:
            self._begin_row(own)
        elif known == "Cell" and self.pages:
            self._begin_cell(own)
        elif known == "Visible":
            self._texts = []
        elif known == "Data" and self._path[-2:-1] == ["Cell"]:
            self._kind = self._data_kind = own.get("Type", "String")
            self._texts, self._has_data = [], True

    def end(self, _: str) -> None:
        local = self._path.pop()
        if local == "Row":
            self._row += self._span
        elif local == "Cell" and self.pages:
            self._end_cell()
        elif local == "Data":
            self._kind = None if self._path[-1:] == ["Cell"] else self._kind
        elif local == "Date1904":
            self.epoch_1904 = True
        elif local == "Visible" and self._path[-1:] == ["WorksheetOptions"] and self.pages:
            self.pages[-1].page.hidden = "".join(self._texts).strip() not in ("", "SheetVisible")

    def text(self, text: str) -> None:
        if self._kind is not None or self._path[-1:] == ["Visible"]:
            self._texts.append(text)

    def _begin_row(self, own: Mapping[str, str]) -> None:
        self._row = _place(own, "Index", self._row + 1, _LAST_ROW)
        self._span = _place(own, "Span", 0, _LAST_ROW)
        self._column = 0
        if own.get("Hidden") == "1":
            self.pages[-1].page.hidden_rows += range(self._row, min(self._row + self._span, _LAST_ROW) + 1)

    def _begin_cell(self, own: Mapping[str, str]) -> None:
        self._column = _place(own, "Index", self._column + 1, _LAST_COLUMN)
        self._cell, self._has_data, self._texts, self._kind = own, False, [], None

    def _end_cell(self) -> None:
        own, sheet, row, column = self._cell, self.pages[-1], self._row, self._column
        across, down = _place(own, "MergeAcross", 0, _LAST_COLUMN), _place(own, "MergeDown", 0, _LAST_ROW)
        if across or down:
            sheet.page.merges.append((row, column, row + down, column + across))
        self._column += across
        if self._has_data:
            self._put(sheet, row, column, "".join(self._texts))
        elif "Formula" in own:
            sheet.page.add(row, column, "", FORMULA)

    def _put(self, sheet: _Sheet, row: int, column: int, text: str) -> None:
        kind = self._data_kind
        if kind not in _KINDS:
            raise RefusedError("BERKAS-XML2003", sheet=sheet.page.name, reason=f"unknown type {kind[:40]}")
        if kind == "DateTime":
            sheet.moments.append((row, column, _moment(text)))
        elif kind == "Number" and self._cell.get("StyleID") in self._date_styles:
            sheet.page.add(row, column, text.strip(), DATE)
        elif text:
            sheet.page.add(row, column, text if kind == "String" else text.strip(), _KINDS[kind])


def _place(own: Mapping[str, str], name: str, default: int, last: int) -> int:
    text = own.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdecimal() or int(text) > last:
        raise RefusedError("BERKAS-XML2003", reason=f"{name}={text[:40]}")
    return int(text)


def _moment(text: str) -> datetime:
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise RefusedError("BERKAS-XML2003", reason=f"no moment: {text[:40]}")
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    return datetime(year, month, day, hour, minute, second, int((match[7] or "0").ljust(6, "0")))  # noqa: DTZ001


def _shows_date(number_format: str) -> bool:
    return number_format in _NAMED_DATES or (bool(number_format) and shows_date(number_format))

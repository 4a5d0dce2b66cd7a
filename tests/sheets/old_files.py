"""Old workbooks for tests, written record by record after MS-XLS, MS-XLSB and OpenDocument: no library writes them all."""

import struct
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from asnkarier.sheets.grid import column_letters
from sheets.workbooks import pack

ERRORS = {
    "#NULL!": 0,
    "#DIV/0!": 7,
    "#VALUE!": 0x0F,
    "#REF!": 0x17,
    "#NAME?": 0x1D,
    "#NUM!": 0x24,
    "#N/A": 0x2A,
}
EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
SHEET_STATES = {False: 0, True: 1}


class Fault(str):
    """An error value, by its name."""

    __slots__ = ()


class Unsaved:
    """A formula whose result was never saved (OpenDocument only)."""


@dataclass
class Sheet:
    """A sheet to write: rows of values from A1 on; hidden rows 1-based; merges as 1-based (top, left, bottom, right)."""

    name: str
    rows: list
    hidden: bool = False
    hidden_rows: tuple = ()
    merges: tuple = ()
    more: bytes = b""  # further records among the cells

    def cells(self):
        for y, row in enumerate(self.rows):
            for x, value in enumerate(row):
                if value is not None:
                    yield y, x, value


@dataclass
class Old:
    sheets: list = field(default_factory=list)
    epoch_1904: bool = False

    def serial(self, day: date) -> int:
        return (day - EPOCHS[self.epoch_1904]).days


def plain(rows, **words) -> Old:
    return Old([Sheet("Data", rows)], **words)


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def ole(stream: bytes, name: str = "Workbook") -> bytes:
    """Return a compound file with one stream."""
    stream += b"\0" * (max(4096, -(-len(stream) // 512) * 512) - len(stream))
    sectors = len(stream) // 512
    fats = next(n for n in range(1, 100) if n * 128 >= sectors + 1 + n)
    fat = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, *([0xFFFFFFFD] * fats)]
    fat += [0xFFFFFFFF] * (fats * 128 - len(fat))
    places = [*range(sectors + 1, sectors + 1 + fats), *([0xFFFFFFFF] * (109 - fats))]
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
    )
    head += struct.pack("<IIIIIIIII", 0, fats, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *places)
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 0, len(stream))
    return head + stream + directory + b"\0" * (512 - len(directory)) + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + b"\0" * 36
        + struct.pack("<IQ", first, size)
    )


def biff(book: Old, *, extra: bytes = b"", version: int = 0x600) -> bytes:
    """Return the workbook stream; `extra` are records among the workbook's own."""
    begin = record(0x809, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0)) + extra
    begin += record(0x22, struct.pack("<H", book.epoch_1904))
    for number_format in (0, 14):
        begin += record(0xE0, struct.pack("<HHH", 0, number_format, 0) + b"\0" * 14)
    names = [sheet.name.encode("utf-16-le") for sheet in book.sheets]
    length = len(begin) + sum(12 + len(name) for name in names) + 4
    bounds, bodies = b"", b""
    for sheet, name in zip(book.sheets, names, strict=True):
        at = length + len(bodies)
        head = struct.pack("<IBBBB", at, SHEET_STATES[sheet.hidden], 0, len(sheet.name), 1)
        bounds += record(0x85, head + name)
        bodies += _biff_sheet(book, sheet)
    return begin + bounds + record(0x0A, b"") + bodies


def _biff_sheet(book: Old, sheet: Sheet) -> bytes:
    out = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row in sheet.hidden_rows:
        out += record(0x208, struct.pack("<HHHHHHHH", row - 1, 0, 9, 255, 0, 0, 0x20, 0))
    for y, x, value in sheet.cells():
        place = struct.pack("<HH", y, x)
        if isinstance(value, Fault):
            out += record(0x205, place + struct.pack("<HBB", 0, ERRORS[value], 1))
        elif isinstance(value, bool):
            out += record(0x205, place + struct.pack("<HBB", 0, value, 0))
        elif isinstance(value, date):
            out += record(0x203, place + struct.pack("<Hd", 1, book.serial(value)))
        elif isinstance(value, str):
            out += record(0x204, place + struct.pack("<HHB", 0, len(value), 1) + value.encode("utf-16-le"))
        else:
            out += record(0x203, place + struct.pack("<Hd", 0, value))
    out += sheet.more
    if sheet.merges:
        areas = b"".join(
            struct.pack("<HHHH", top - 1, bottom - 1, left - 1, right - 1)
            for top, left, bottom, right in sheet.merges
        )
        out += record(0xE5, struct.pack("<H", len(sheet.merges)) + areas)
    return out + record(0x0A, b"")


def write_xls(path: Path, book: Old, **words) -> Path:
    path.write_bytes(ole(biff(book, **words)))
    return path


def brt(kind: int, body: bytes = b"") -> bytes:
    """Return one record of a binary part."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(body)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + body


def wide(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def write_xlsb(path: Path, book: Old) -> Path:
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="http://x/worksheet" Target="worksheets/sheet{i}.bin"/>'
        for i in range(1, len(book.sheets) + 1)
    )
    workbook = brt(131) + brt(153, struct.pack("<III", book.epoch_1904, 0, 0)) + brt(143)
    for i, sheet in enumerate(book.sheets, 1):
        state = SHEET_STATES[sheet.hidden]
        workbook += brt(156, struct.pack("<II", state, i) + wide(f"rId{i}") + wide(sheet.name))
    styles = brt(278) + brt(617, struct.pack("<I", 2))
    for number_format in (0, 14):
        styles += brt(47, struct.pack("<HH", 0, number_format) + b"\0" * 12)
    package = "http://schemas.openxmlformats.org/package/2006"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/_rels/workbook.bin.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "xl/workbook.bin": workbook + brt(144) + brt(132),
        "xl/styles.bin": styles + brt(618) + brt(279),
    }
    for i, sheet in enumerate(book.sheets, 1):
        parts[f"xl/worksheets/sheet{i}.bin"] = _xlsb_sheet(book, sheet)
    return pack(path, parts)


def _xlsb_sheet(book: Old, sheet: Sheet) -> bytes:
    height, width = max(len(sheet.rows), 1), max(map(len, sheet.rows), default=1)
    out = brt(129) + brt(148, struct.pack("<IIII", 0, height - 1, 0, max(width - 1, 0))) + brt(145)
    last = -1
    for y, x, value in sheet.cells():
        if y != last:
            flags = 0x10 if y + 1 in sheet.hidden_rows else 0
            out += brt(0, struct.pack("<IIHBBBI", y, 0, 300, 0, flags, 0, 0))
            last = y
        place = struct.pack("<II", x, isinstance(value, date))
        if isinstance(value, Fault):
            out += brt(3, place + bytes([ERRORS[value]]))
        elif isinstance(value, bool):
            out += brt(4, place + bytes([value]))
        elif isinstance(value, date):
            out += brt(5, place + struct.pack("<d", book.serial(value)))
        elif isinstance(value, str):
            out += brt(6, place + wide(value))
        else:
            out += brt(5, place + struct.pack("<d", value))
    out += sheet.more + brt(146)
    if sheet.merges:
        out += brt(177, struct.pack("<I", len(sheet.merges)))
        for top, left, bottom, right in sheet.merges:
            out += brt(176, struct.pack("<IIII", top - 1, bottom - 1, left - 1, right - 1))
        out += brt(178)
    return out + brt(130)


OASIS = "urn:oasis:names:tc:opendocument:xmlns"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def write_ods(path: Path, book: Old, *, before: str = "", prolog: str = "", mimetype: str = MIMETYPE) -> Path:
    return pack(path, ods_parts(book, before=before, prolog=prolog, mimetype=mimetype))


def ods_parts(book: Old, *, before: str = "", prolog: str = "", mimetype: str = MIMETYPE) -> dict:
    styles = "".join(
        f'<style:style style:name="ta{int(state)}" style:family="table"><style:table-properties table:display="{str(not state).lower()}"/></style:style>'
        for state in (False, True)
    )
    day = str(EPOCHS[book.epoch_1904])
    settings = f'<table:calculation-settings><table:null-date table:date-value="{day}"/></table:calculation-settings>'
    tables = "".join(_ods_sheet(sheet) for sheet in book.sheets)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content xmlns:office="{OASIS}:office:1.0" xmlns:table="{OASIS}:table:1.0"'
        f' xmlns:text="{OASIS}:text:1.0" xmlns:style="{OASIS}:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{settings}{before}{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/></manifest:manifest>'
    return {"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest}


def _ods_sheet(sheet: Sheet) -> str:
    covered = {
        (row, column): (row, column) == (top, left)
        for top, left, bottom, right in sheet.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merges}
    rows = ""
    for y, row in enumerate(sheet.rows, 1):
        cells = ""
        for x, value in enumerate(row, 1):
            down, across = spans.get((y, x), (1, 1))
            span = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' * (
                down * across > 1
            )
            name = "covered-table-cell" if covered.get((y, x)) is False else "table-cell"
            cells += f"<table:{name}{span}{_ods_value(value)}</table:{name}>"
        hidden = ' table:visibility="collapse"' if y in sheet.hidden_rows else ""
        rows += f"<table:table-row{hidden}>{cells}</table:table-row>"
    rows += sheet.more.decode()
    return f'<table:table table:name={quoteattr(sheet.name)} table:style-name="ta{int(sheet.hidden)}">{rows}</table:table>'


def _ods_value(value) -> str:
    if value is None:
        return ">"
    if value is Unsaved:
        return ' table:formula="of:=1+1">'
    if isinstance(value, Fault):
        return f' table:formula="of:=x" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>{value}</text:p>'
    if isinstance(value, bool):
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"><text:p>{str(value).upper()}</text:p>'
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value}"><text:p>{value:%d/%m/%Y}</text:p>'
    if isinstance(value, str):
        return f' office:value-type="string"><text:p>{escape(value)}</text:p>'
    return f' office:value-type="float" office:value="{value!r}"><text:p>{value}</text:p>'


WRITERS = {"xls": write_xls, "xlsb": write_xlsb, "ods": write_ods}
__all__ = ["WRITERS", "Fault", "Old", "Sheet", "Unsaved", "column_letters", "plain"]

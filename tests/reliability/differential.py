"""Generated workbooks, read by our reader, openpyxl and calamine: every difference has a reason in a list below."""

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

import openpyxl
import xlsxwriter
from figures import main
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from oracles import Cell, by_calamine, by_openpyxl, differences, ours

from asnkarier.sheets.xlsx.sharedstrings import unescape

WORKBOOKS, QUICK = 500, 60
TEXTS = (
    "NIP", "198501152010011901", "  Ahmad Fauzin  ", "dr. Siti Nurhalizan, Sp.A", "baris satu\nbaris dua", "_x0041_ harfiah",
    "_x000D_", "ÃÉ ß ı 漢字 🙂", "a\u00a0b", "\u200bnol", "'198501152010011901", '<b>&amp;</b> & "q"', "=1+1", "007", "1E5",
    "#N/A", "TRUE", "true", "3,5", "2026-01-31", "x" * 3000, "\ttab", "-", "null", "a\tb", "]]>", "&#10;", "\ufeffbom",
)  # fmt: skip
NUMBERS = (
    0, 1, -1, 3, 2.5, 0.1, 1 / 3, 1e-9, 1e15, 123456789012345, 1.98501152010011e17, 43556, -0.5, 1e300, 5e-324, 59, 60, 61,
    999999999999999, 0.30000000000000004,
)  # fmt: skip
DATE_FORMATS = (
    "dd-mm-yyyy", "dd/mm/yyyy", "d mmmm yyyy", "[$-421]dd mmmm yyyy;@", "yyyy-mm-dd hh:mm", "hh:mm:ss", "[h]:mm", "mm-dd-yy",
    '"TMT" dd-mm-yyyy', "m/d/yy h:mm",
)  # fmt: skip
PLAIN_FORMATS = (
    "General", "0", "0.00", "#,##0", '"Rp" #,##0', "0%", "@", "[Red]0.0", '0 "hari"', "0.00E+00", '_-* #,##0_-;-* #,##0_-;_-* "-"_-',
    "[$Rp-421] #,##0", "# ?/?", '0" d"',
)  # fmt: skip
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")


def _moment(rng: random.Random) -> datetime:
    return datetime(1905, 1, 1) + timedelta(
        days=rng.randrange(60_000), seconds=rng.choice((0, 0, 0, rng.randrange(86_400)))
    )


def with_xlsxwriter(path: Path, rng: random.Random) -> None:
    """Write sheets of random cells: shared or inline strings, both epochs, rich texts, formulas, styled blanks, merges."""
    words = {
        "constant_memory": rng.random() < 0.3,
        "date_1904": rng.random() < 0.2,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(path, words | {"use_zip64": rng.random() < 0.2}) as book:
        bold = book.add_format({"bold": True})
        dates = [book.add_format({"num_format": code}) for code in DATE_FORMATS]
        plain = [book.add_format({"num_format": code, "bold": rng.random() < 0.3}) for code in PLAIN_FORMATS]
        for number in range(rng.randint(1, 3)):
            sheet = book.add_worksheet(
                rng.choice(("Data", "Lembar", "Ñandú & Co", "Sheet", "O'Brien")) + str(number)
            )
            if number and rng.random() < 0.3:
                sheet.hide()
            for y in range(rng.randint(0, 25)):
                if rng.random() < 0.1:
                    continue
                if rng.random() < 0.1:
                    sheet.set_row(y, None, None, {"hidden": True})
                for x in range(rng.randint(1, 12)):
                    _xlsxwriter_cell(
                        sheet, rng, y, x, (bold, dates, plain), constant=words["constant_memory"]
                    )
            if not words["constant_memory"] and rng.random() < 0.3:
                sheet.merge_range(40, 2, 42, 5, rng.choice(TEXTS))


def _xlsxwriter_cell(sheet, rng, y, x, formats, *, constant):
    bold, dates, plain = formats
    what = rng.random()
    if what < 0.35:
        sheet.write_string(y, x, rng.choice(TEXTS), rng.choice((None, bold, *plain)))
    elif what < 0.55:
        sheet.write_number(y, x, rng.choice((*NUMBERS, rng.uniform(-1e6, 1e6))), rng.choice((None, *plain)))
    elif what < 0.68:
        sheet.write_datetime(y, x, _moment(rng), rng.choice(dates))
    elif what < 0.72:
        sheet.write_number(y, x, rng.choice((0, 0.25, 1, 59, 60, 61, 43556, 43556.75)), rng.choice(dates))
    elif what < 0.77:
        sheet.write_boolean(y, x, rng.random() < 0.5)
    elif what < 0.82:
        sheet.write_formula(y, x, "=A1", None, rng.choice((*ERRORS, 5, 2.5, "hasil", True, "")))
    elif what < 0.87:
        sheet.write_blank(y, x, None, rng.choice((bold, *dates)))
    elif what < 0.92 and not constant:
        sheet.write_rich_string(y, x, "depan ", bold, rng.choice(TEXTS[:4]), " belakang")
    elif what < 0.95:
        sheet.write_url(y, x, "https://contoh.invalid/a?b=1&c=2", None, "tautan")


def with_openpyxl(path: Path, rng: random.Random) -> None:
    """Write sheets of random cells as openpyxl does, whole or streamed."""
    streamed = rng.random() < 0.4
    book = openpyxl.Workbook(write_only=streamed)
    if rng.random() < 0.2:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for number in range(rng.randint(1, 3)):
        sheet = book.create_sheet(f"Lembar {number}")
        rows = [[_openpyxl_value(rng) for _ in range(rng.randint(0, 12))] for _ in range(rng.randint(0, 25))]
        for row in rows:
            sheet.append(row)
        if not streamed:
            _restyle(sheet, rng)
    if not streamed and len(book.sheetnames) > 1:
        del book[book.sheetnames[0]]
    book.save(path)


def _openpyxl_value(rng):
    what = rng.random()
    if what < 0.4:
        text = rng.choice(TEXTS)
        return None if text.startswith("=") else text
    if what < 0.6:
        return rng.choice((*NUMBERS, rng.randrange(-(10**6), 10**6)))
    if what < 0.72:
        return _moment(rng).replace(microsecond=0)
    if what < 0.75:
        return rng.choice((time(7, 30), timedelta(hours=30, minutes=15), _moment(rng).date()))
    if what < 0.8:
        return rng.random() < 0.5
    if what < 0.85:
        return rng.choice(("=SUM(A1:A2)", "=1/0", '="a"'))
    if what < 0.88:
        return CellRichText("depan ", TextBlock(InlineFont(b=True), "tebal"), " belakang")
    return None


def _restyle(sheet, rng):
    for row in sheet.iter_rows():
        for cell in row:
            if (
                isinstance(cell.value, (int, float))
                and not isinstance(cell.value, bool)
                and rng.random() < 0.5
            ):
                small = 0 <= cell.value < 100_000
                cell.number_format = rng.choice(
                    DATE_FORMATS if small and rng.random() < 0.3 else PLAIN_FORMATS
                )
            if rng.random() < 0.05:
                sheet.row_dimensions[cell.row].hidden = True
    if rng.random() < 0.3:
        sheet.merge_cells(start_row=60, end_row=62, start_column=2, end_column=4)
        sheet.cell(60, 2, "gabung")


Reason = Callable[[Cell | None, Cell | None], bool]


def _kinds(one: Cell | None, other: Cell | None) -> tuple[str, str]:
    return (one[0] if one else "", other[0] if other else "")


def _leap_day(one: Cell | None, other: Cell | None) -> bool:
    """29 February 1900, which never was, has the serial 60; a Python date cannot hold it."""
    return _kinds(one, other) == ("d", "d") and int(one[1]) == 60 and int(other[1]) == 59


# Reader by reader: why its cell may differ from ours, and how such a difference looks. The raw XML decided each case.
REASONS: dict[str, dict[str, Reason]] = {
    "openpyxl": {
        "serial 60 is 29 February 1900, which openpyxl cannot hold as a date": _leap_day,
        "a formula without a saved result is a cell for us, nothing for openpyxl": lambda one, other: (
            _kinds(one, other) == ("f", "")
        ),
        "_xHHHH_ is the character it stands for (ECMA-376 22.4.2.4); openpyxl leaves it": lambda one, other: (
            _kinds(one, other) == ("t", "t") and one[1] == unescape(other[1])
        ),
    },
    "calamine": {
        "serial 60 is 29 February 1900, which calamine cannot hold as a date": _leap_day,
        "a formula without a saved result is a cell for us, nothing for calamine": lambda one, other: (
            _kinds(one, other) == ("f", "")
        ),
        "calamine's Python door gives an error cell as nothing; we keep it, so that it is told": lambda one, other: (
            _kinds(one, other) == ("e", "")
        ),
    },
}


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    """Compare and count; a difference without a reason is a fault."""
    count = QUICK if quick else WORKBOOKS
    faults: list[str] = []
    used: Counter[str] = Counter()
    cells = 0
    for number in range(count):
        rng = random.Random(20261121 + number)
        path = folder / f"{number}.xlsx"
        (with_xlsxwriter if number % 2 else with_openpyxl)(path, rng)
        mine = ours(path)
        cells += sum(map(len, mine.values()))
        for name, oracle in (("openpyxl", by_openpyxl), ("calamine", by_calamine)):
            for sheet, at, one, other in differences(mine, oracle(path)):
                reason = next((text for text, holds in REASONS[name].items() if holds(one, other)), None)
                used[f"{name}: {reason}"] += 1
                if reason is None:
                    faults.append(f"{number}.xlsx:{sheet}!{at}: ours {one}, {name} {other}")
        path.unlink()
    for reason, times in sorted(used.items()):
        print(f"  {times} × {reason}")
    unexplained = len(faults)
    figure = f"{count} workbooks, {cells} cells, {sum(used.values())} differences of {len(used)} kinds, {unexplained} unexplained"
    return figure, faults


if __name__ == "__main__":
    sys.exit(main(__doc__, run))

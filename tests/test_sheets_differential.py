"""Generated workbooks, read by our reader, by openpyxl and by calamine: the same cells, or a difference named here."""

import random
from datetime import date, datetime, time, timedelta

import numpy as np
import openpyxl
import pytest
import python_calamine
import xlsxwriter

from asnkarier.sheets.grid import BOOL, DATE, ERROR, NUMBER, TEXT, column_letters
from asnkarier.sheets.xlsx.workbook import Workbook

EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!")
TEXTS = (
    "NIP",
    "198501152010011901",
    "  Budi  ",
    "a\nb",
    "é’漢 <&> \"'",
    "=1+1",
    "007",
    "1E5",
    "-",
    "a\u00a0b",
    "",
)
NUMBERS = (0, -1, 2.5, 0.1, 1 / 3, 1e15, 1.98501152010011e17, 43556, 1e300, 123456789012345)


def value(chance):
    kind = chance.randrange(10)
    if kind < 4:
        return chance.choice(TEXTS)
    if kind < 6:
        return chance.choice(NUMBERS)
    if kind == 6:
        return chance.random() < 0.5
    if kind == 7:
        return date(1930, 1, 1) + timedelta(days=chance.randrange(40_000))
    return chance.choice(ERRORS) if kind == 8 else None


def table(chance):
    return [[value(chance) for _ in range(chance.randrange(8))] for _ in range(chance.randrange(1, 15))]


def with_xlsxwriter(path, rows, epoch_1904, chance):
    words = {"date_1904": epoch_1904, "constant_memory": chance.random() < 0.5}
    with xlsxwriter.Workbook(path, words) as book:
        page, dates = book.add_worksheet("Data"), book.add_format({"num_format": "dd mmmm yyyy"})
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                if cell in ERRORS and not isinstance(cell, bool):
                    page.write_formula(y, x, "=NA()", None, cell)
                elif isinstance(cell, str):
                    page.write_string(y, x, cell)
                elif isinstance(cell, bool):
                    page.write_boolean(y, x, cell)
                elif isinstance(cell, date):
                    page.write_datetime(y, x, cell, dates)
                elif cell is not None:
                    page.write_number(y, x, cell)


def with_openpyxl(path, rows, epoch_1904, _):
    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = EPOCHS[True]
    book.active.title = "Data"
    for y, row in enumerate(rows, 1):
        for x, cell in enumerate(row, 1):
            if cell is None:
                continue
            target = book.active.cell(y, x)
            target.value = cell
            if isinstance(cell, str):
                target.data_type = "e" if cell in ERRORS else "s"
    book.save(path)


def days(moment, epoch_1904) -> float:
    """Return what a workbook stores for a date, moment, time of day or duration."""
    if isinstance(moment, timedelta):
        return moment / timedelta(days=1)
    if isinstance(moment, time):
        return days(datetime.combine(date(1, 1, 1), moment) - datetime(1, 1, 1), epoch_1904)
    moment = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    return days(moment - EPOCHS[epoch_1904], epoch_1904)


def plain(cell, epoch_1904):
    """Return an oracle's value as (value, kind)."""
    if isinstance(cell, bool):
        return float(cell), BOOL
    if isinstance(cell, int | float):
        return float(cell), NUMBER
    if isinstance(cell, date | time | timedelta):
        return round(days(cell, epoch_1904), 9), DATE
    return cell, ERROR if cell in ERRORS else TEXT


def ours(path):
    with Workbook(path) as workbook:
        grid = workbook.read(workbook.sheets[0])
    found = {}
    for row, line in grid.rows_at(np.arange(grid.height)).items():
        for column, (text, kind) in line.items():
            value = text if kind in (TEXT, ERROR) else round(float(text), 9) if kind == DATE else float(text)
            found[f"{grid.letters(column)}{grid.row_numbers[row]}"] = (value, kind)
    return found, grid.epoch_1904


def by_openpyxl(path, epoch_1904):
    page = openpyxl.load_workbook(path, data_only=True)["Data"]
    every = (cell for row in page.iter_rows() for cell in row if cell.value is not None)
    return {cell.coordinate: plain(cell.value, epoch_1904) for cell in every}


def by_calamine(path, epoch_1904):
    rows = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return {
        f"{column_letters(x)}{y}": plain(cell, epoch_1904)
        for y, row in enumerate(rows, 1)
        for x, cell in enumerate(row, 1)
        if cell != ""
    }


@pytest.mark.parametrize("writer", [with_xlsxwriter, with_openpyxl], ids=lambda writer: writer.__name__)
@pytest.mark.parametrize("epoch_1904", [False, True], ids=["1900", "1904"])
@pytest.mark.filterwarnings("ignore")
def test_three_readers_see_the_same_cells(tmp_path, writer, epoch_1904):
    chance = random.Random(f"{writer.__name__}{epoch_1904}")
    for number in range(12):
        path = tmp_path / f"{number}.xlsx"
        rows = table(chance)
        writer(path, rows, epoch_1904, chance)
        mine, epoch = ours(path)
        assert epoch is epoch_1904
        # An empty text is a cell for us; the libraries do not tell it from an empty cell.
        mine = {place: cell for place, cell in mine.items() if cell != ("", TEXT)}
        openpyxls = {place: cell for place, cell in by_openpyxl(path, epoch).items() if cell != ("", TEXT)}
        assert mine == openpyxls
        # calamine returns errors as empty texts.
        assert {place: cell for place, cell in mine.items() if cell[1] != ERROR} == by_calamine(path, epoch)
        written = sum(cell is not None and cell != "" for row in rows for cell in row)
        assert len(mine) == written

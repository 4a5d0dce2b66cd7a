"""Cell errors planted one by one: each is found with its code at its file, sheet and cell; clean files give no alarm."""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import xlsxwriter
from figures import look_at, main, make_workspace
from planted_kinds import KINDS, TABLES, Error, Kind

from asnkarier.sheets.grid import column_letters

PLANTED, CLEAN, ROWS = 1000, 100, 30
QUICK_PLANTED, QUICK_CLEAN = 120, 12
PER_FILE = 8


def write_book(path: Path, sheet: str, rows: list[list[object]], rng: random.Random) -> None:
    """Write rows; a value that starts with `=` is a formula whose result is not saved, an `Error` an error cell."""
    if any(isinstance(value, (Error, str)) and str(value).startswith("=") for row in rows for value in row):
        _with_openpyxl(path, sheet, rows)
        return
    with xlsxwriter.Workbook(path, {"constant_memory": rng.random() < 0.3}) as book:
        page = book.add_worksheet(sheet)
        dates = book.add_format({"num_format": "dd-mm-yyyy"})
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if isinstance(value, Error):
                    page.write_formula(y, x, "=NA()", None, str(value))
                elif isinstance(value, bool):
                    page.write_boolean(y, x, value)
                elif isinstance(value, str):
                    page.write_string(y, x, value)
                elif isinstance(value, (int, float)):
                    page.write_number(y, x, value)
                elif value is not None:
                    page.write_datetime(y, x, value, dates)


def _with_openpyxl(path: Path, sheet: str, rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for y, row in enumerate(rows, start=1):
        for x, value in enumerate(row, start=1):
            if value is not None:
                cell = page.cell(y, x, str(value) if isinstance(value, Error) else value)
                if isinstance(value, Error):
                    cell.data_type = "e"
    book.save(path)


def layout(table: str, rng: random.Random) -> tuple[list[str], list[list[object]], int, int]:
    """Return shuffled columns, the rows above the data, and how far right and down the first data row is."""
    columns = list(TABLES[table].columns)
    rng.shuffle(columns)
    left, titles = rng.choice((0, 0, 1, 2)), rng.choice((0, 0, 1, 3))
    above: list[list[object]] = [[None] * left + ["DAFTAR CONTOH"] for _ in range(titles)]
    above.append([None] * left + [TABLES[table].columns[name] for name in columns])
    return columns, above, left, len(above)


def plant(kinds: Sequence[Kind], number: int, folder: Path) -> tuple[Path, list[tuple[str, str, Kind]]]:
    """Write one file with these errors, each in a row of its own; return where each must be found, and as what."""
    rng = random.Random(4_000 + number)
    table = kinds[0].table
    columns, above, left, down = layout(table, rng)
    rows = [TABLES[table].row(n + number * 7) for n in range(ROWS)]
    sheet = rng.choice(("Data", "Lembar 1", "Pegawai 2026", "Ñ & co"))
    path = folder / f"{table}-{number}.xlsx"
    wanted = []
    for kind, place in zip(kinds, rng.sample(range(ROWS), len(kinds)), strict=True):
        kind.spoil(rows[place], rng)
        cell = f"{column_letters(left + columns.index(kind.field) + 1)}{down + place + 1}"
        wanted.append((f"{path.name}:{sheet}!{cell}", kind.code, kind))
    cells = [[None] * left + [row.get(name) for name in columns] for row in rows]
    write_book(path, sheet, above + cells, rng)
    return path, wanted


def _row(place: str) -> str:
    return place.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def chosen_kinds(count: int) -> list[list[Kind]]:
    """Return lists of kinds for one file each, every kind equally often, `count` errors in all."""
    by_table: dict[str, list[Kind]] = {}
    for n in range(count):
        kind = KINDS[n % len(KINDS)]
        by_table.setdefault(kind.table, []).append(kind)
    files = []
    for kinds in by_table.values():
        random.Random(len(kinds)).shuffle(kinds)
        files += [kinds[start : start + PER_FILE] for start in range(0, len(kinds), PER_FILE)]
    return files


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    """Plant, look, compare; then look at clean files."""
    office = make_workspace(folder / "kantor")
    planted, clean = (QUICK_PLANTED, QUICK_CLEAN) if quick else (PLANTED, CLEAN)
    faults: list[str] = []
    found = Counter()
    for number, kinds in enumerate(chosen_kinds(planted)):
        path, wanted = plant(kinds, number, folder)
        told = {
            (str(p.location), p.code)
            for p in look_at(office, path, kind=kinds[0].table).problems
            if p.severity != "note"
        }
        for place, code, kind in wanted:
            if (place, code) in told:
                found[kind.name] += 1
            else:
                near = sorted(code for where, code in told if where == place)
                faults.append(f"{kind.name}: {code} not told at {place}; there: {near}")
        expected = {(place, code) for place, code, _ in wanted}
        in_row = {(_row(place), code) for place, _, kind in wanted for code in kind.also}
        for place, code in sorted(told - expected):
            if all(place != where for where, _, _ in wanted) and (_row(place), code) not in in_row:
                faults.append(f"told but not planted: {code} at {place}")
        path.unlink()
    alarms = 0
    for number in range(clean):
        table = list(TABLES)[number % len(TABLES)]
        rng = random.Random(9_000 + number)
        columns, above, left, _ = layout(table, rng)
        rows = [
            [None] * left + [row.get(name) for name in columns]
            for row in (TABLES[table].row(n + number) for n in range(ROWS))
        ]
        path = folder / f"bersih-{number}.xlsx"
        write_book(path, "Data", above + rows, rng)
        outcome = look_at(office, path)
        wrong = [f"{p.code} at {p.location}" for p in outcome.problems if p.severity != "note"]
        if wrong or outcome.rejected or outcome.rows != ROWS:
            alarms += 1
            faults.append(f"clean {path.name}: {outcome.rows} rows, {outcome.rejected} rejected, {wrong[:3]}")
        path.unlink()
    total = sum(found.values())
    figure = f"{total} of {planted} planted errors of {len(found)} kinds found in place; {alarms} alarms on {clean} clean files"
    return figure, faults


if __name__ == "__main__":
    sys.exit(main(__doc__, run))

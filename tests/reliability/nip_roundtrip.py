"""NIPs from workbooks and CSV into the store, out through every kind of output and in again: no digit changes."""

import csv
import itertools
import json
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from figures import emptied, main, make_workspace, put_in
from xlsxwriter.workbook import Workbook

from in_process import asn
from sheets.workbooks import raw_xlsx, sheet_xml

NIPS, ROUND = 1_000_000, 25_000
QUICK_NIPS, QUICK_ROUND = 1_500, 300
LOSSY = 20_000
HEADER = ("NIP", "NAMA", "JABATAN", "UNIT KERJA")
REST = ("Contoh", "Arsiparis Ahli Muda", "Dinas Contoh")
GAP_SHEET = "JPM per pegawai"


def all_nips() -> Iterator[str]:
    """Yield invented NIPs without end, none twice: PNS and PPPK, sequence numbers from 900 on."""
    first, days = date(1965, 1, 1), 13_000
    rng = random.Random(1)
    for lap in itertools.count():
        for day in rng.sample(range(days), days):
            born = first + timedelta(days=day)
            year = min(born.year + 19 + lap % 16, 2026)
            sex, tail = 1 + (lap + day) % 2, 901 + (lap * 7 + day) % 99
            if (lap + day) % 4 == 0:
                yield f"{born:%Y%m%d}{year}2{lap % 9 + 1}{sex}{tail}"
            else:
                yield f"{born:%Y%m%d}{year}{(lap // 16 + day) % 12 + 1:02d}{sex}{tail}"


def take(nips: Iterator[str], count: int, seen: set[str]) -> list[str]:
    """Return the next NIPs that were not taken before."""
    found: list[str] = []
    for nip in nips:
        if nip not in seen:
            seen.add(nip)
            found.append(nip)
            if len(found) == count:
                break
    return found


def write_in(path: Path, nips: Sequence[str]) -> Path:
    """Write a file of people: a workbook, or a CSV in one of three dialects."""
    rows = ([nip, f"{REST[0]} {n}", *REST[1:]] for n, nip in enumerate(nips))
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path, {"constant_memory": path.stem.endswith("alir")}) as book:
            page = book.add_worksheet("Data")
            for y, row in enumerate([HEADER, *rows]):
                for x, value in enumerate(row):
                    page.write_string(y, x, value)
    else:
        sep, encoding, mark = {
            "koma": (",", "utf-8", ""),
            "siasn": ("|", "utf-8-sig", "'"),
            "titik": (";", "utf-16", ""),
        }[path.stem]
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=sep).writerows([HEADER, *([mark + row[0], *row[1:]] for row in rows)])
    return path


FORMS = ("a.xlsx", "koma.csv", "alir.xlsx", "siasn.csv", "titik.csv")


def one_round(office: Path, form: str, nips: list[str]) -> list[str]:
    """Import, write every output, compare, import each output again; return what went wrong."""
    from asnkarier.agency.workspace import Workspace

    workspace = OFFICE["it"]
    assert isinstance(workspace, Workspace)
    source = write_in(office / form, nips)
    outcome = put_in(workspace, [source]).files[0]
    faults = (
        []
        if (outcome.rows, outcome.accepted) == (len(nips),) * 2
        else [f"{form}: {outcome.accepted} of {outcome.rows} accepted"]
    )
    wanted = sorted(nips)
    for kind in ("csv", "json", "xlsx"):
        out = office / f"keluar.{kind}"
        ran = asn("gap", "--by", "person", "--include-inactive", "--output", out, cwd=office)
        if ran.code:
            faults.append(f"gap --output {out.name}: {ran.code} {ran.err[:200]}")
            continue
        faults += _changed(kind, out, wanted)
        if kind != "json":
            words = {"kind": "employees", "sheet": GAP_SHEET} if kind == "xlsx" else {"kind": "employees"}
            again = put_in(workspace, [out], **words).files[0]
            if (again.rows, again.unchanged) != (len(nips),) * 2:
                faults.append(f"{out.name} in again: {again.unchanged} of {again.rows} unchanged")
        out.unlink()
    source.unlink()
    return faults


OFFICE: dict[str, object] = {}


def _changed(kind: str, out: Path, wanted: list[str]) -> list[str]:
    """Return a fault when the NIPs of an output, read without our reader, are not the wanted ones."""
    if kind == "csv":
        with out.open(encoding="utf-8", newline="") as file:
            found = [row["nip"] for row in csv.DictReader(file)]
    elif kind == "json":
        found = [row["nip"] for row in json.loads(out.read_bytes())["rows"]]
    else:
        found = _by_calamine(out)
    same = sorted(map(str, found)) == wanted and all(isinstance(nip, str) for nip in found)
    return [] if same else [f"{out.name}: {len(set(wanted) - set(map(str, found)))} NIPs changed or lost"]


def _by_calamine(out: Path) -> list[object]:
    import python_calamine

    rows = python_calamine.CalamineWorkbook.from_path(str(out)).get_sheet_by_name(GAP_SHEET).to_python()
    head = next(n for n, row in enumerate(rows) if "NIP" in row)
    column = rows[head].index("NIP")
    return [row[column] for row in rows[head + 1 :] if row[column] != ""]


def lossy_files(folder: Path, nips: list[str]) -> Iterator[tuple[str, Path]]:
    """Yield files in which every NIP has been through a form that loses digits, by the name of the form."""

    def raw(name: str, cells: Iterator[str]) -> Path:
        head = "".join(
            f'<c r="{letter}1" t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip("ABCD", HEADER, strict=True)
        )
        rest = "".join(
            f'<c r="{letter}{{n}}" t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip("BCD", REST, strict=True)
        )
        rows = "".join(
            f'<row r="{n}">{cell}{rest.format(n=n)}</row>' for n, cell in enumerate(cells, start=2)
        )
        return raw_xlsx(folder / f"{name}.xlsx", sheet_xml(f'<row r="1">{head}</row>{rows}'))

    def text(name: str, cells: Iterator[str], sep: str) -> Path:
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=sep).writerows([HEADER, *([cell, *REST] for cell in cells)])
        return path

    yield (
        "number, all digits written",
        raw("a", (f'<c r="A{n}"><v>{nip}</v></c>' for n, nip in enumerate(nips, 2))),
    )
    yield (
        "number of 17 digits",
        raw("b", (f'<c r="A{n}"><v>{float(nip)!r}</v></c>' for n, nip in enumerate(nips, 2))),
    )
    yield (
        "number of 15 digits",
        raw("c", (f'<c r="A{n}"><v>{float(nip):.14E}</v></c>' for n, nip in enumerate(nips, 2))),
    )
    yield (
        "result of a formula",
        raw("d", (f'<c r="A{n}"><f>VALUE(B{n})</f><v>{nip}</v></c>' for n, nip in enumerate(nips, 2))),
    )
    yield "1.98501E+17 in a CSV", text("e", (f"{float(nip):.5E}" for nip in nips), ",")
    yield "1,98501E+17 in a CSV", text("f", (f"{float(nip):.5E}".replace(".", ",") for nip in nips), ";")
    yield "all decimals of a float in a CSV", text("g", (f"{float(nip):.16e}" for nip in nips), ",")
    yield "last three digits zeroed in a CSV", text("h", (f"{nip[:15]}000" for nip in nips), ",")
    yield "ending in .0 in a CSV", text("i", (f"{int(float(nip))}.0" for nip in nips), ",")
    yield (
        "dots between thousands in a CSV",
        text("j", (f"{int(float(nip)):,}".replace(",", ".") for nip in nips), ";"),
    )
    path = folder / "k.xlsx"
    with Workbook(path) as book:
        page = book.add_worksheet()
        style = book.add_format({"num_format": "0"})
        page.write_row(0, 0, HEADER)
        for n, nip in enumerate(nips, start=1):
            page.write_number(n, 0, int(nip), style)
            page.write_row(n, 1, REST)
    yield "number shown in full by its format", path
    path = folder / "l.csv"
    path.write_bytes(
        "\r\n".join([",".join(HEADER), *(f"{nip[:-1]},{','.join(REST)}" for nip in nips)]).encode()
    )
    yield "a digit lost in a CSV", path


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    """Round trips first, lossy forms last."""
    total, size = (QUICK_NIPS, QUICK_ROUND) if quick else (NIPS, ROUND)
    nips, seen = all_nips(), set()
    faults: list[str] = []
    office = make_workspace(folder / "kantor")
    OFFICE["it"] = office
    for number in range(total // size):
        with emptied(office.store_path.parent):
            faults += one_round(office.root, FORMS[number % len(FORMS)], take(nips, size, seen))
    lost = take(nips, 200 if quick else LOSSY, seen)
    let_in = 0
    forms = 0
    for name, path in lossy_files(folder, lost):
        outcome = put_in(office, [path], dry_run=True).files[0]
        forms += 1
        let_in += outcome.accepted
        if outcome.accepted or outcome.rows != len(lost):
            faults.append(f"{name}: {outcome.accepted} of {outcome.rows} rows accepted")
    figure = (
        f"{len(seen) - len(lost):,} NIPs through 5 forms in and 3 forms out and in again, {len(faults)} changed; "
        f"{forms} lossy forms of {len(lost):,} NIPs, {let_in} let in"
    )
    return figure, faults


if __name__ == "__main__":
    sys.exit(main(__doc__, run))

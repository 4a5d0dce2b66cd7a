"""Another shape of the same agency: ten columns, written by openpyxl, levels as decimals with a comma ("2,5").

    python benchmarks/few_columns.py FOLDER

reads `pegawai_siasn.xlsx` and `rekap_asesmen.xlsx` of a folder that `agency.py` wrote, and writes `pegawai_10.xlsx` and
`rekap_10.xlsx` beside them.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

EMPLOYEES = (
    "NIP BARU", "NAMA", "JENIS KELAMIN", "GOL AKHIR NAMA", "TMT GOLONGAN", "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN",
    "UNOR NAMA", "SATUAN KERJA INDUK NAMA",
)  # fmt: skip
_COLUMNS = 10


def write_few_columns(folder: Path) -> tuple[str, str]:
    """Write both files and return their names."""
    heads, *rows = _rows(folder / "pegawai_siasn.xlsx")
    places = [heads.index(name) for name in EMPLOYEES]
    _write(folder / "pegawai_10.xlsx", [EMPLOYEES, *([row[place] for place in places] for row in rows)])
    heads, *rows = _rows(folder / "rekap_asesmen.xlsx")
    nip = heads.index("NIP")
    level = [place for place, cell in enumerate(rows[0]) if isinstance(cell, int | float) and place > nip]
    places = [nip, *level[: _COLUMNS - 1]]
    recap = [[_decimal(row[place], number, place) for place in places] for number, row in enumerate(rows)]
    _write(folder / "rekap_10.xlsx", [[heads[place] for place in places], *recap])
    return "pegawai_10.xlsx", "rekap_10.xlsx"


def _decimal(cell: Any, row: int, column: int) -> Any:
    """Return every second whole level half a level lower, as people type it."""
    if not isinstance(cell, int | float) or (row + column) % 2 or cell < 1:
        return cell
    return f"{cell - 0.5:g}".replace(".", ",")


def _rows(path: Path) -> Iterator[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    return sheet.iter_rows(values_only=True)


def _write(path: Path, rows: list[Any]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    write_few_columns(parser.parse_args().folder)


if __name__ == "__main__":
    main()

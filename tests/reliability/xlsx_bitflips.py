"""Single bits flipped in a workbook: each flip is refused, or every cell still reads the same."""

import io
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
from figures import look_at, main, make_workspace
from oracles import raw_cells
from planted_kinds import TABLES

from asnkarier.sheets.refusal import RefusedError
from sheets.workbooks import write

FLIPS, QUICK = 3000, 90
STRUCTURE = 0.5  # of the flips that hit the bookkeeping of the zip, where no checksum watches


def sample_books(folder: Path) -> list[bytes]:
    """Return the bytes of workbooks by three hands: deflated by two programs, and one whose parts are stored."""
    names = list(TABLES["employees"].columns)
    rows = [[TABLES["employees"].row(n)[name] for name in names] for n in range(20)]
    rows = [
        [
            date(2020, 3, 1) if name == "tmt_golongan" else value
            for name, value in zip(names, row, strict=True)
        ]
        for row in rows
    ]
    header = [TABLES["employees"].columns[name] for name in names]
    first = write(folder / "satu.xlsx", [header, *rows]).read_bytes()
    book = openpyxl.Workbook()
    for row in [header, *rows]:
        book.active.append(row)
    book.save(folder / "dua.xlsx")
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(first)) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
    return [first, (folder / "dua.xlsx").read_bytes(), stored.getvalue()]


def bookkeeping(raw: bytes) -> list[int]:
    """Return the offsets of the bytes of headers, names and the central directory."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
        places = [
            at
            for entry in entries
            for at in range(entry.header_offset, entry.header_offset + 30 + len(entry.filename))
        ]
        return [*places, *range(archive.start_dir, len(raw))]


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    """Flip, read, compare; what is not refused must hold every cell as before, and be taken for the same table."""
    office = make_workspace(folder / "kantor")
    rng = random.Random(20261121)
    flips = QUICK if quick else FLIPS
    ends: Counter[str] = Counter()
    faults = []
    path = folder / "b.xlsx"
    books = sample_books(folder)
    for number, raw in enumerate(books):
        path.write_bytes(raw)
        before, summary = raw_cells(path), look_at(office, path).as_json()
        fragile = bookkeeping(raw)
        for _ in range(flips // len(books)):
            at = rng.choice(fragile) if rng.random() < STRUCTURE else rng.randrange(len(raw))
            bit = rng.randrange(8)
            flipped = bytearray(raw)
            flipped[at] ^= 1 << bit
            path.write_bytes(flipped)
            try:
                same = raw_cells(path) == before
            except RefusedError as refused:
                ends[refused.code] += 1
                continue
            except Exception as error:  # noqa: BLE001 - whatever escapes from the reader is the finding
                faults.append(f"book {number}, byte {at}, bit {bit}: raised {error!r}")
                continue
            if not same:
                faults.append(f"book {number}, byte {at} of {len(raw)}, bit {bit}: silently other cells")
            elif look_at(office, path).as_json() != summary:
                faults.append(f"book {number}, byte {at}, bit {bit}: the same cells, but another table")
            ends["same cells"] += 1
    print("  " + ", ".join(f"{code} {times}" for code, times in ends.most_common()))
    silent = len(faults)
    return (
        f"{flips} flips: {flips - ends['same cells'] - silent} refused, {ends['same cells']} harmless, {silent} silent changes",
        faults,
    )


if __name__ == "__main__":
    sys.exit(main(__doc__, run))

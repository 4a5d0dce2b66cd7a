"""Old formats and web pages: read in a child process with a cap of memory and a time limit, handed over as sheets.

Whatever happens to the child - a crash inside the library, a greedy or endless file - ends in a refusal with a code.
"""

import importlib.util
import json
import signal
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from asnkarier.sheets.grid import (
    BOOL,
    DATE,
    ERROR,
    FORMULA,
    MAX_COLUMN,
    MAX_ROW,
    NUMBER,
    TEXT,
    Cells,
    Grid,
    Merge,
    SheetName,
    build_grid,
)
from asnkarier.sheets.legacy import child
from asnkarier.sheets.legacy.pages import MAGIC
from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.refusal import RefusedError

MEMORY: Final = 1 << 30
SECONDS: Final = 6
MAX_FILE: Final = 512 * 1024**2
_BYTES_PER_SECOND: Final = 1 << 19
_SLACK: Final = 2  # the clock of the wall runs on while others have the processor
_KINDS: Final = {"t": TEXT, "n": NUMBER, "d": DATE, "b": BOOL, "e": ERROR, "f": FORMULA}
_ROOT: Final = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet as the child wrote it."""

    cells: Cells
    texts: list[str]
    merges: tuple[Merge, ...]
    hidden_rows: frozenset[int]


class LegacyBook:
    """The sheets of an old workbook or a web page; RefusedError when it cannot be read."""

    def __init__(self, path: Path, form: str) -> None:
        header, self._data = _run(path, form, _weigh(path, form))
        self.epoch_1904 = bool(header["epoch_1904"])
        self.encoding: str | None = header["encoding"]
        self.sheets = tuple(
            SheetName(sheet["name"], sheet["hidden"], str(place))
            for place, sheet in enumerate(header["sheets"])
        )
        self._found = _unpack(header["sheets"], self._data)

    def read(self, sheet: SheetName, *, most_rows: int | None = None) -> Grid:
        """Return the cells of a sheet; with `most_rows`, those of its first rows with content."""
        found = self._found[int(sheet.part)]
        cells = found.cells if most_rows is None else _head(found.cells, most_rows)
        return build_grid(
            sheet.name,
            found.texts,
            cells,
            merges=found.merges,
            hidden_rows=found.hidden_rows,
            epoch_1904=self.epoch_1904,
        )


def _head(cells: Cells, most_rows: int) -> Cells:
    rows = np.unique(cells.rows)
    kept = cells.rows <= rows[:most_rows][-1] if rows.size else np.zeros(0, dtype=bool)
    return Cells(cells.rows[kept], cells.columns[kept], cells.codes[kept], cells.kinds[kept])


def _weigh(path: Path, form: str) -> int:
    """Return how many bytes the child has to read; a zip is unpacked here first, so that bombs never reach it."""
    size = path.stat().st_size
    if form in ("xlsb", "ods"):
        with Archive(path) as archive:
            size = archive.verify()
    if size > MAX_FILE:
        raise RefusedError("BERKAS-BESAR", limit=MAX_FILE)
    return size


def _run(path: Path, form: str, size: int) -> tuple[dict[str, Any], memoryview]:
    """Run the child and return its header and the bytes behind it."""
    seconds = SECONDS + size // _BYTES_PER_SECOND
    try:
        done = subprocess.run(
            _command(path, form, seconds),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds * _SLACK,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError("BERKAS-WAKTU", seconds=seconds) from error
    except OSError as error:
        raise RefusedError("BERKAS-PEMBACA", reason=error.strerror or "cannot be started") from error
    if done.returncode:
        raise _failure(done.returncode, done.stderr, seconds)
    header, rest = _header(done.stdout)
    if "refused" in header:
        raise RefusedError(
            header["refused"], sheet=header.get("sheet"), cell=header.get("cell"), **header["facts"]
        )
    return header, rest


def _command(path: Path, form: str, seconds: int) -> list[str]:
    # -S: nothing but the standard library and the folders given here; an installed copy would come before this one.
    words = [sys.executable, "-I", "-S", child.__file__, form, str(path.resolve()), str(MEMORY), str(seconds)]
    return [*words, str(_ROOT), *_library_root()]


def _library_root() -> list[str]:
    """Return the folder that calamine is imported from, which an isolated interpreter may not search."""
    found = importlib.util.find_spec("python_calamine")
    return [str(Path(found.origin).parents[1])] if found and found.origin else []


def _failure(code: int, said: bytes, seconds: int) -> RefusedError:
    """Return why the child broke; what it said is searched, never shown, as it may quote the file."""
    if b"memory allocation" in said or b"MemoryError" in said:
        return RefusedError("BERKAS-MEMORI", limit=MEMORY)
    if hasattr(signal, "SIGXCPU") and code in (-signal.SIGXCPU, -signal.SIGKILL):
        return RefusedError("BERKAS-WAKTU", seconds=seconds)
    return RefusedError("BERKAS-PEMBACA", reason=f"exit {code}")


def _header(output: bytes) -> tuple[dict[str, Any], memoryview]:
    start = len(MAGIC) + 4
    if not output.startswith(MAGIC) or len(output) < start:
        raise RefusedError("BERKAS-PEMBACA", reason="no answer")
    (length,) = struct.unpack_from("<I", output, len(MAGIC))
    try:
        return json.loads(output[start : start + length]), memoryview(output)[start + length :]
    except ValueError as error:
        raise RefusedError("BERKAS-PEMBACA", reason="short answer") from error


def _unpack(sheets: list[dict[str, Any]], data: memoryview) -> list[_Sheet]:
    """Return the sheets' arrays; RefusedError when the child's answer is short or speaks of impossible cells."""
    found: list[_Sheet] = []
    at = 0
    for sheet in sheets:
        count, size = sheet["cells"], sheet["texts"]
        end = at + 13 * count
        if end + size > len(data):
            raise RefusedError("BERKAS-PEMBACA", reason="short answer")
        numbers = np.frombuffer(data, "<i4", 3 * count, at).reshape(3, count).astype(np.int32)
        letters = np.frombuffer(data, np.uint8, count, at + 12 * count)
        texts = json.loads(bytes(data[end : end + size]))
        at = end + size
        rows, columns, codes = numbers
        if count and (rows.max() > MAX_ROW or columns.max() > MAX_COLUMN or codes.max() >= len(texts)):
            raise RefusedError("BERKAS-BESAR", sheet=sheet["name"], limit=MAX_ROW)
        kinds = _KIND_OF[letters]
        merges = tuple(Merge(*area) for area in sheet["merges"])
        found.append(
            _Sheet(Cells(rows, columns, codes, kinds), texts, merges, frozenset(sheet["hidden_rows"]))
        )
    return found


def _kind_table() -> np.ndarray[Any, np.dtype[np.uint8]]:
    table = np.zeros(256, dtype=np.uint8)
    for letter, kind in _KINDS.items():
        table[ord(letter)] = kind
    return table


_KIND_OF: Final = _kind_table()

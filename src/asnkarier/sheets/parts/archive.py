"""The zip around a workbook, opened with distrust: few parts, bounded size, plausible ratio, checked CRC."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from asnkarier.sheets.refusal import RefusedError

MAX_PARTS: Final = 10_000
MAX_UNPACKED: Final = 2 * 1024**3
# Sheets pack 8:1 to 40:1 (formatted but empty rows); deflate cannot exceed 1032:1, which only a bomb comes near.
MAX_RATIO: Final = 200
RATIO_FROM: Final = 16 * 1024**2
CHUNK: Final = 1 << 20
_READABLE: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


class Archive:
    """The parts of a zip by name: a backslash counts as `/`, a leading `/` and upper or lower case do not matter (OPC)."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except _FAULTS as error:
            raise RefusedError("BERKAS-RUSAK", reason=str(error)) from error
        self._unpacked: dict[str, int] = {}
        try:
            self._parts = self._index()
        except RefusedError:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._parts

    def _index(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > MAX_PARTS:
            raise RefusedError("ZIP-BAGIAN", parts=len(entries), limit=MAX_PARTS)
        parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            key = part_key(entry.filename)
            if key in parts and not entry.is_dir():
                # Two parts of one name: two programs could read two different workbooks in one file.
                raise RefusedError("BERKAS-RUSAK", reason=f"part occurs twice: {entry.filename}")
            parts[key] = entry
        return parts

    def stream(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part, counted as they unpack; RefusedError when damaged, locked or too large."""
        entry = self._parts.get(part_key(name))
        if entry is None:
            raise RefusedError("BERKAS-RUSAK", reason=f"part is missing: {name}")
        if entry.flag_bits & 1:
            raise RefusedError("BERKAS-TERKUNCI")
        if entry.compress_type not in _READABLE:
            raise RefusedError("BERKAS-RUSAK", reason=f"unknown compression of {name}")
        done = 0
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(CHUNK):
                    done += len(chunk)
                    self._count(done, entry)
                    yield chunk
        except _FAULTS as error:
            raise RefusedError("BERKAS-RUSAK", reason=str(error)) from error
        if done != entry.file_size:
            raise RefusedError("BERKAS-RUSAK", reason=f"part is cut short: {name}")

    def verify(self) -> int:
        """Return how many bytes all parts unpack to; RefusedError as `stream` raises it."""
        for entry in list(self._parts.values()):
            if not entry.is_dir():
                for _ in self.stream(entry.filename):
                    pass
        return sum(self._unpacked.values())

    def _count(self, done: int, entry: zipfile.ZipInfo) -> None:
        """Keep the books of what was unpacked; a part that is read twice counts once."""
        self._unpacked[entry.filename] = max(done, self._unpacked.get(entry.filename, 0))
        if sum(self._unpacked.values()) > MAX_UNPACKED:
            raise RefusedError("BERKAS-BESAR", limit=MAX_UNPACKED)
        if done > RATIO_FROM and done > MAX_RATIO * max(entry.compress_size, 1):
            raise RefusedError("ZIP-BOM", part=entry.filename, ratio=MAX_RATIO)


def part_key(name: str) -> str:
    """Return the form in which part names are compared."""
    return name.replace("\\", "/").lstrip("/").casefold()

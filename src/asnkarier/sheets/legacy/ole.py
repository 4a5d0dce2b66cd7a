"""The container of an old `.xls` (compound file, MS-CFB): the stream that holds the workbook."""

import struct
from typing import Final

from asnkarier.sheets.refusal import RefusedError

_FREE: Final = 0xFFFFFFFA  # this and all above end or interrupt a chain
_ENTRY: Final = 128
_HEADER_FAT: Final = 109
_SMALLEST, _LARGEST = 7, 16
_STREAM, _ROOT = 2, 5


def workbook_stream(raw: bytes) -> bytes:
    """Return the workbook stream; RefusedError when the container is damaged or holds something else."""
    try:
        return _Container(raw).workbook()
    except (struct.error, IndexError) as error:
        raise RefusedError("BERKAS-XLS", reason="damaged container") from error


class _Container:
    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        shift, mini_shift = struct.unpack_from("<HH", raw, 30)
        if not _SMALLEST <= shift <= _LARGEST or not 1 <= mini_shift < shift:
            raise RefusedError("BERKAS-XLS", reason="damaged container")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        _, first_directory, _, self._cutoff, first_mini, _, first_more, _ = struct.unpack_from(
            "<IIIIIIII", raw, 44
        )
        self._fat = self._read_fat(first_more)
        self._directory = self._chain(first_directory)
        self._mini_fat = self._numbers(self._chain(first_mini)) if first_mini < _FREE else ()
        self._mini = b""

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._raw[start : start + self._size]

    def _numbers(self, data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _read_fat(self, first_more: int) -> tuple[int, ...]:
        places = list(struct.unpack_from(f"<{_HEADER_FAT}I", self._raw, 76))
        seen: set[int] = set()
        while first_more < _FREE and first_more not in seen:
            seen.add(first_more)
            more = self._numbers(self._sector(first_more))
            places += more[:-1]
            first_more = more[-1]
        return self._numbers(b"".join(self._sector(place) for place in places if place < _FREE))

    def _chain(self, first: int) -> bytes:
        """Return the sectors of a chain; a ring ends as damaged."""
        pieces: list[bytes] = []
        sectors = len(self._raw) // self._size + 1
        while first < _FREE:
            if len(pieces) > sectors:
                raise RefusedError("BERKAS-XLS", reason="damaged container")
            pieces.append(self._sector(first))
            first = self._fat[first]
        return b"".join(pieces)

    def _mini_chain(self, first: int) -> bytes:
        pieces: list[bytes] = []
        while first < _FREE:
            if len(pieces) > len(self._mini_fat):
                raise RefusedError("BERKAS-XLS", reason="damaged container")
            pieces.append(self._mini[first * self._mini_size : (first + 1) * self._mini_size])
            first = self._mini_fat[first]
        return b"".join(pieces)

    def workbook(self) -> bytes:
        entries = [
            self._directory[at : at + _ENTRY] for at in range(0, len(self._directory) - _ENTRY + 1, _ENTRY)
        ]
        streams: dict[str, tuple[int, int]] = {}
        names: list[str] = []
        for entry in entries:
            (length,) = struct.unpack_from("<H", entry, 64)
            name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", entry, 116)
            if entry[66] == _ROOT:
                self._mini = self._chain(first)
            elif entry[66] == _STREAM:
                streams.setdefault(name.casefold(), (first, size))
                names.append(name)
        if "encryptedpackage" in streams:
            raise RefusedError("BERKAS-TERKUNCI")
        for name in ("workbook", "book"):
            if name in streams:
                first, size = streams[name]
                data = self._mini_chain(first) if size < self._cutoff else self._chain(first)
                return data[:size]
        if not names:
            raise RefusedError("BERKAS-XLS", reason="damaged container")
        raise RefusedError("BERKAS-ASING", format="OLE")

"""Which rows below the header are data, and which are totals, group names, notes and signatures."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from asnkarier.model.terms import normalise
from asnkarier.sheets.cells.text import is_empty
from asnkarier.sheets.grid import NUMBER, TEXT, Grid, Ints, Kinds
from asnkarier.sheets.layout.header import Header, Row, is_counting
from asnkarier.sheets.schema import heading_key

_TOTAL: Final = re.compile(r"^(?:JUMLAH|TOTAL|SUB ?(?:TOTAL|JUMLAH)|GRAND TOTAL|RATA RATA|REKAPITULASI)\b")
_TOTAL_INITIALS: Final = frozenset("JTSGRjtsgr")
_NOTE: Final = re.compile(
    r"^(?:CATATAN|KETERANGAN|KET|SUMBER|NB|DICETAK|TANGGAL CETAK|TANGGAL UNDUH|TGL CETAK|HALAMAN|PAGE)\b"
)
_SIGNATURE: Final = re.compile(
    r"^(?:MENGETAHUI|MENYETUJUI|DIKETAHUI|DISETUJUI|AN |A N |PLT |PLH |PENJABAT |KEPALA |KEPALA\Z|SEKRETARIS|BUPATI|WALI ?KOTA|GUBERNUR"
    r"|PEMBINA|PENATA|PENGATUR|NIP\b|TTD|DITANDATANGANI|[A-Z ]+ \d{1,2} [A-Z]+ (?:19|20)\d\d\Z)"
)
_UNIT_WORDS: Final = re.compile(
    r"\b(?:DINAS|BADAN|KECAMATAN|KELURAHAN|SEKRETARIAT|BAGIAN|BIDANG|SUBBAGIAN|SUB BAGIAN|SEKSI|UPT|UPTD|PUSKESMAS|RSUD|INSPEKTORAT|SATUAN"
    r"|SD|SMP|SMA|TK|SDN|SMPN|KANTOR|RUMAH SAKIT|UNIT)\b"
)
_LIKE_NIP: Final = re.compile(r"\d{5,}")
_FEWEST_DIGITS: Final = 5
_WHOLE_NIP: Final = re.compile(r"\d{18}", re.ASCII)
_SHORT_NUMBER: Final = re.compile(r"\d{1,3}(?:\.0)?")
_MARKS: Final = re.compile(r"[\s.\-'/]")
_HEADER_SHARE: Final = 0.6
_FEW: Final = 2


@dataclass(frozen=True, slots=True)
class RowKinds:
    """Grid positions of the data rows, and the sheet rows that were passed over, each with its reason."""

    data: Ints
    notes: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """The column without which a row names nobody: filled per grid row, and its texts where the key is a NIP."""

    position: int
    filled: npt.NDArray[np.bool_]
    is_nip: bool


def classify_rows(
    grid: Grid, header: Header, key: KeyColumn, mapped: Collection[int], required: Collection[int]
) -> RowKinds:
    """Return the kinds of all rows below the header.

    mapped, required: column positions that are stored, and those of them that a fact needs besides its key. A row
    without a key is a data row (and will be rejected) unless it is clearly something else.
    """
    positions = np.arange(header.first, grid.height)
    labelled = _labelled(grid, key, positions)
    keyed = np.flatnonzero(key.filled)
    last = int(np.setdiff1d(keyed, labelled).max(initial=-1))
    suspicious = np.union1d(np.setdiff1d(positions, keyed), labelled)
    spans = _wide_rows(grid)
    reasons: dict[int, str] = {}
    for position, row in grid.rows_at(suspicious).items():
        cells = {column: cell for column, cell in row.items() if cell[1] != TEXT or not is_empty(cell[0])}
        view = _RowView(cells, key.position, mapped, required, position > last, position in spans)
        reason = view.reason(header) if cells else "kosong"
        if reason:
            reasons[position] = reason
    data = positions[~np.isin(positions, list(reasons))]
    notes = tuple((int(grid.row_numbers[p]), reason) for p, reason in sorted(reasons.items()))
    number_row = ((header.number_row, "nomor_kolom"),) if header.number_row is not None else ()
    return RowKinds(data, number_row + notes)


def _labelled(grid: Grid, key: KeyColumn, positions: Ints) -> Ints:
    """Return the rows whose key cell is words rather than a key, or that are labelled a total before it."""
    found = np.zeros(grid.height, dtype=bool)
    for column in range(key.position + 1):
        codes, kinds = grid.column(column)
        is_key = column == key.position
        texts = np.unique(codes[(kinds == TEXT) & key.filled])
        labels = [code for code in texts.tolist() if _is_label(grid.values[code], is_key and key.is_nip)]
        found |= np.isin(codes, labels) & (kinds == TEXT) & key.filled
        if is_key and key.is_nip:
            # The column numbers under a header that is repeated on every page.
            found |= _holds_short_number(grid, codes, kinds) & key.filled
    # Whoever has a whole NIP is a person, though the cell before it says "Rata-rata".
    if key.is_nip:
        found[found] = ~_whole_nips(grid, key, found)
    return np.intersect1d(np.flatnonzero(found), positions)


def _whole_nips(grid: Grid, key: KeyColumn, rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return for each of these rows whether a whole NIP stands in it."""
    codes, kinds = (column[rows] for column in grid.column(key.position))
    texts = np.unique(codes[kinds == TEXT]).tolist()
    whole = [code for code in texts if _WHOLE_NIP.fullmatch(_MARKS.sub("", grid.values[code]))]
    found: npt.NDArray[np.bool_] = np.isin(codes, whole) & (kinds == TEXT)
    return found


def _holds_short_number(grid: Grid, codes: Ints, kinds: Kinds) -> npt.NDArray[np.bool_]:
    numbers = [
        code
        for code in np.unique(codes[kinds == NUMBER]).tolist()
        if _SHORT_NUMBER.fullmatch(grid.values[code])
    ]
    found: npt.NDArray[np.bool_] = np.isin(codes, numbers) & (kinds == NUMBER)
    return found


def _is_label(text: str, is_nip: bool) -> bool:
    if is_nip:
        if text.isdecimal():
            return len(text) < _FEWEST_DIGITS
        bare = _MARKS.sub("", text)
        return not _LIKE_NIP.search(bare) or bare[:3].upper() == "NIP"
    return text.lstrip()[:1] in _TOTAL_INITIALS and _TOTAL.match(normalise(text)) is not None


def _wide_rows(grid: Grid) -> frozenset[int]:
    """Return the rows with a cell merged over three columns or more, as a group name is."""
    numbers = {
        merge.top for merge in grid.merges if merge.right - merge.left >= _FEW and merge.top == merge.bottom
    }
    return frozenset(p for p, number in enumerate(grid.row_numbers.tolist()) if number in numbers)


@dataclass(frozen=True, slots=True)
class _RowView:
    """One row without a usable key, as a person sees it."""

    cells: Row
    key: int
    mapped: Collection[int]
    required: Collection[int]
    is_after_data: bool
    is_wide: bool

    def reason(self, header: Header) -> str | None:
        """Return why the row is no data, or None when it may be a fact that lacks its key."""
        if is_counting(self.cells):
            return "nomor_kolom"
        if self._repeats(header):
            return "kepala_berulang"
        first = self.cells[min(self.cells)][0]
        label = normalise(
            next((text for _, (text, kind) in sorted(self.cells.items()) if kind == TEXT), first)
        )
        if _TOTAL.match(label) and self._words() == 1:
            return "jumlah"
        if _NOTE.match(label) and len(self.cells) <= _FEW + 1:
            return "catatan"
        if self._is_fact():
            return None
        if self.is_after_data:
            texts = [normalise(text) for text, _ in self.cells.values()]
            return "tanda_tangan" if any(_SIGNATURE.match(text) for text in texts) else "catatan"
        return "kelompok"

    def _repeats(self, header: Header) -> bool:
        known = {heading_key(part) for heading in header.headings for part in heading.parts}
        same = sum(heading_key(text) in known for text, _ in self.cells.values())
        return same >= _FEW and same >= _HEADER_SHARE * len(self.cells)

    def _words(self) -> int:
        return sum(
            kind == TEXT and any(letter.isalpha() for letter in text) for text, kind in self.cells.values()
        )

    def _is_fact(self) -> bool:
        """Return whether the row says something about somebody: two stored fields, or a numbered name."""
        stored = [position for position in self.cells if position in self.mapped and position != self.key]
        words = [normalise(text) for text, _ in self.cells.values()]
        if self.is_after_data and any(_SIGNATURE.match(word) for word in words) and len(self.cells) <= _FEW:
            return False
        if len(stored) >= _FEW:
            return True
        if len(self.cells) > _FEW:
            return not self.is_wide
        if not stored or stored[0] not in self.required or self.is_wide:
            return False
        numbered = any(
            kind == NUMBER or text.strip().rstrip(".").isdecimal() for text, kind in self.cells.values()
        )
        return numbered or not (self.is_after_data or _UNIT_WORDS.search(words[-1]))

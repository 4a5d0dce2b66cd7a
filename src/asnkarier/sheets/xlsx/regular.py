"""A fast reader of regularly written worksheets: the same cells as the careful reader, several times sooner.

Rows are taken in blocks and read with arrays. It gives up (None) at the first byte it does not expect, so the careful
reader decides about everything odd; a test holds both against each other on files of all writers and on damaged ones.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from asnkarier.sheets.grid import BOOL, DATE, ERROR, FORMULA, MONTH, NUMBER, TEXT, Cells, Ints, Kinds, Narrow
from asnkarier.sheets.parts.markup import feed, new_parser
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.xlsx.regular_cells import TYPE_NAMES, CellTags, check_rows, find_cells, find_values
from asnkarier.sheets.xlsx.regular_tags import FORMULA as FORMULA_TAG
from asnkarier.sheets.xlsx.regular_tags import FORMULA_SHUT as FORMULA_SHUT_TAG
from asnkarier.sheets.xlsx.regular_tags import (
    ROW,
    ROW_SHUT,
    IrregularError,
    Mask,
    Places,
    Tags,
    check_order,
    find_tags,
    require,
    tag_shapes,
)
from asnkarier.sheets.xlsx.sharedstrings import unescape
from asnkarier.sheets.xlsx.worksheet import MAX_CELLS, Context, Worksheet, read_worksheet
from asnkarier.sheets.xlsx.xmltext import plain_text

_Number = TypeVar("_Number", np.int32, np.uint8)
BLOCK: Final = 4 * 1024**2
_MOST_HEAD: Final = 1024**2
_LONGEST_ROW: Final = 4 * BLOCK
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_END_ROW: Final = b"</row>"
_NUMBER: Final = re.compile(r"[0-9+\-.eE]+")
_HIDDEN: Final = re.compile(rb' hidden="(?:1|true|on)"')
_LONGEST_NUMBER: Final = 32
_MOST_FORMULAS: Final = 200_000
_WORD: Final = 8
_KIND_OF: Final = {"s": TEXT, "n": NUMBER, "b": BOOL, "e": ERROR, "d": TEXT, "str": TEXT, "inlineStr": TEXT}


@dataclass(slots=True)
class _Scan:
    context: Context
    shared: Ints
    styles: Ints
    rows: list[Narrow] = field(default_factory=list)
    columns: list[Narrow] = field(default_factory=list)
    codes: list[Narrow] = field(default_factory=list)
    kinds: list[Kinds] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    examples: dict[bytes, bytes] = field(default_factory=dict)
    formulas: list[bytes] = field(default_factory=list)
    count: int = 0


def scan_worksheet(chunks: Iterable[bytes], part: str, context: Context) -> Worksheet | None:
    """Return the cells of a worksheet, or None when it is not written in the regular way."""
    scan = _Scan(
        context,
        context.shared.codes_array(),
        np.array(sorted(map(int, context.styles.dates)), dtype=np.int64),
    )
    try:
        around = _scan_blocks(iter(chunks), scan)
        rest = _check_surroundings(around, scan, part)
    except (IrregularError, RefusedError, ValueError):
        return None
    cells = Cells(
        _joined(scan.rows, np.int32),
        _joined(scan.columns, np.int32),
        _joined(scan.codes, np.int32),
        _joined(scan.kinds, np.uint8),
    )
    return Worksheet(cells, rest.merges, frozenset(scan.hidden))


def _joined(parts: list[npt.NDArray[_Number]], kind: type[_Number]) -> npt.NDArray[_Number]:
    """Return the parts as one array, and let go of them."""
    joined = np.concatenate([np.zeros(0, dtype=kind), *parts])
    parts.clear()
    return joined


def _scan_blocks(chunks: Iterator[bytes], scan: _Scan) -> tuple[bytes, bytes]:
    """Scan the rows block by block and return what stands before and after them."""
    held = b""
    while _OPEN not in held:
        require(len(held) < _MOST_HEAD)
        held += _next(chunks)
    head, _, held = held.partition(_OPEN)
    while _CLOSE not in held:
        require(len(held) < _LONGEST_ROW)
        held += b"".join(_up_to(chunks, BLOCK - len(held)))
        cut = held.rfind(_END_ROW) + len(_END_ROW)
        if _CLOSE not in held and cut >= len(_END_ROW):
            _scan_block(held[:cut], scan)
            held = held[cut:]
    body, _, tail = held.partition(_CLOSE)
    if body:
        _scan_block(body, scan)
    tail += b"".join(chunks)
    require(b"sheetData" not in tail)
    return head, tail


def _next(chunks: Iterator[bytes]) -> bytes:
    chunk = next(chunks, None)
    require(chunk is not None)
    return chunk or b""


def _up_to(chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Yield at least one chunk, and more until they hold `size` bytes; irregular when the file ends."""
    chunk = _next(chunks)
    size -= len(chunk)
    yield chunk
    while size > 0 and (more := next(chunks, None)) is not None:
        size -= len(more)
        yield more


def _scan_block(block: bytes, scan: _Scan) -> None:
    """Add the cells of a block of whole rows."""
    tags = find_tags(block)
    cells = find_cells(tags)
    check_order(tags)
    check_rows(tags, cells)
    find_values(tags, cells)
    _keep_free_tags(tags, scan)
    codes, kinds = _read_values(tags, cells, scan)
    kept = kinds > 0
    scan.rows.append(cells.rows[kept].astype(np.int32))
    scan.columns.append(cells.columns[kept].astype(np.int32))
    scan.codes.append(codes[kept].astype(np.int32))
    scan.kinds.append(kinds[kept].astype(np.uint8))
    scan.count += int(kept.sum())
    require(scan.count <= MAX_CELLS)


def _keep_free_tags(tags: Tags, scan: _Scan) -> None:
    """Keep one example of each shape of row and formula tag for the parser, every formula, and the hidden rows."""
    shapes = tag_shapes(tags, (ROW, ROW_SHUT, FORMULA_SHUT_TAG))
    scan.examples |= shapes
    if any(b" hidden=" in shape for shape in shapes):
        for place in tags.of(ROW, ROW_SHUT).tolist():
            tag = tags.raw[tags.starts[place] : tags.ends[place]]
            if _HIDDEN.search(tag):
                scan.hidden.add(int(tag.split(b'"', 2)[1]))
    formulas = tags.of(FORMULA_TAG)
    require(len(scan.formulas) + len(formulas) < _MOST_FORMULAS)
    for start, end in zip(tags.starts[formulas].tolist(), tags.ends[formulas + 1].tolist(), strict=True):
        scan.formulas.append(tags.raw[start:end])


def _read_values(tags: Tags, cells: CellTags, scan: _Scan) -> tuple[Ints, Ints]:
    """Return the code and the kind of every cell (kind 0: nothing in it)."""
    codes = np.zeros(len(cells.tags), dtype=np.int64)
    kinds = np.zeros(len(cells.tags), dtype=np.int64)
    is_filled = cells.ends > cells.begins
    is_inline = cells.types == TYPE_NAMES.index("inlineStr")
    require((cells.is_inline == (is_inline & (cells.begins >= 0)))[cells.begins >= 0].all())
    for number, name in enumerate(TYPE_NAMES):
        some = np.flatnonzero((cells.types == number) & is_filled)
        if not len(some):
            continue
        if name == "s":
            codes[some] = _shared(tags, cells, some, scan)
        elif name == "n":
            codes[some] = _numbers(tags, cells, some, scan)
        else:
            codes[some] = _texts(tags, cells, some, name, scan)
        kinds[some] = _KIND_OF[name]
    is_date = (kinds == NUMBER) & np.isin(cells.styles, scan.styles)
    kinds[is_date] = DATE
    kinds[is_date & np.isin(cells.styles, [int(one) for one in scan.context.styles.months])] = MONTH
    _empty_results(cells, is_filled, codes, kinds, scan)
    return codes, kinds


def _empty_results(cells: CellTags, is_filled: Mask, codes: Ints, kinds: Ints, scan: _Scan) -> None:
    """A formula without a value was never calculated; an empty text is a result of its own."""
    is_text = (cells.types == TYPE_NAMES.index("str")) | cells.is_inline
    empty_text = (cells.begins >= 0) & ~is_filled & is_text
    waiting = cells.has_formula & ~is_filled & ~empty_text
    for which, kind in ((empty_text, TEXT), (waiting, FORMULA)):
        if which.any():
            codes[which], kinds[which] = scan.context.texts[""], kind


def _shared(tags: Tags, cells: CellTags, some: Places, scan: _Scan) -> Ints:
    begins, lengths = cells.begins[some], cells.ends[some] - cells.begins[some]
    require(lengths.max() <= _WORD - 1)
    index = np.zeros(len(some), dtype=np.int64)
    for offset in range(int(lengths.max())):
        inside = offset < lengths
        digit = tags.data[begins + offset].astype(np.int64) - ord("0")
        require((~inside | ((digit >= 0) & (digit <= 9))).all())  # noqa: PLR2004 - digits
        index = np.where(inside, index * 10 + digit, index)
    require(index.max() < len(scan.shared))
    found: Ints = scan.shared[index]
    return found


def _numbers(tags: Tags, cells: CellTags, some: Places, scan: _Scan) -> Ints:
    """Return the codes of number texts; each distinct text is decoded once, found by its bytes as whole words."""
    begins, lengths = cells.begins[some], cells.ends[some] - cells.begins[some]
    longest = int(lengths.max())
    require(longest <= _LONGEST_NUMBER)
    words = np.ndarray(
        len(tags.raw) + 1, dtype="<u8", buffer=tags.data, strides=(1,)
    )  # one word at every byte
    group = np.zeros(len(some), dtype=np.int64)
    for offset in range(0, longest, _WORD):
        bits = np.clip(lengths - offset, 0, _WORD).astype(np.uint64) * np.uint64(8)
        mask = np.where(bits == 64, ~np.uint64(0), (np.uint64(1) << (bits % np.uint64(64))) - np.uint64(1))  # noqa: PLR2004
        word = words[np.minimum(begins + offset, len(tags.raw))] & mask
        found, _ = pd.factorize(word)
        group, _ = pd.factorize(group * (int(found.max()) + 1) + found)
    first = np.zeros(int(group.max()) + 1, dtype=np.int64)
    first[group[::-1]] = np.arange(len(some))[::-1]
    codes = [
        scan.context.texts[_number(tags.raw[begin:end])]
        for begin, end in zip(begins[first].tolist(), cells.ends[some][first].tolist(), strict=True)
    ]
    found_codes: Ints = np.array(codes, dtype=np.int64)[group]
    return found_codes


def _number(raw: bytes) -> str:
    text = raw.decode("ascii")
    require(_NUMBER.fullmatch(text) is not None)
    return text


def _texts(tags: Tags, cells: CellTags, some: Places, name: str, scan: _Scan) -> list[int]:
    """Return the codes of texts that stand in the cells themselves."""
    treat = _TREATMENT.get(name, unescape)
    known: dict[bytes, int] = {}
    codes = []
    for begin, end in zip(cells.begins[some].tolist(), cells.ends[some].tolist(), strict=True):
        raw = tags.raw[begin:end]
        code = known.get(raw)
        if code is None:
            code = known[raw] = scan.context.texts[treat(plain_text(raw.decode("utf-8")))]
        codes.append(code)
    return codes


def _stripped(text: str) -> str:
    require(text.strip() != "")
    return text.strip()


_TREATMENT: Final[dict[str, Callable[[str], str]]] = {"b": _stripped, "e": _stripped, "d": _stripped}


def _check_surroundings(around: tuple[bytes, bytes], scan: _Scan, part: str) -> Worksheet:
    """Let the parser judge what was not read here: all before and after the rows, each shape of tag, each formula."""
    head, tail = around
    formulas = b"".join(b"<c>" + formula + b"</c>" for formula in scan.formulas)
    examples = b"".join(
        example if example.startswith(b"<f") or example.endswith(b"/>") else example + b"</row>"
        for example in scan.examples.values()
    )
    sample = head + _OPEN + examples + b"<row>" + formulas + b"</row>" + _CLOSE + tail
    feed(new_parser(part), (sample,), part)
    require(b"encoding=" not in head.partition(b"?>")[0] or _UTF8.search(head) is not None)
    return read_worksheet((head, _OPEN, _CLOSE, tail), part, scan.context)


_UTF8: Final = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=["']utf-8["']""", re.IGNORECASE)

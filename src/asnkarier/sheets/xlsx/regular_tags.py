"""The tags of a worksheet's rows as arrays: where each stands, what it is, and whether their order is the usual one.

Excel, openpyxl, XlsxWriter and LibreOffice write rows so regularly that they can be read as columns of bytes. Whatever
departs from the grammar below in a single byte raises `IrregularError`, and the careful reader takes over.
"""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

PADDING: Final = b"\0" * 32  # so that looking a few bytes ahead never leaves the array


class IrregularError(Exception):
    """The sheet is not written in the regular way; nothing is wrong with it yet."""


(
    ROW, ROW_SHUT, CELL, CELL_SHUT, VALUE, VALUE_SHUT, FORMULA, FORMULA_SHUT, INLINE, TEXT,
    END_ROW, END_CELL, END_VALUE, END_FORMULA, END_INLINE, END_TEXT,
) = range(1, 17)  # fmt: skip
_BY_NAME: Final = {
    b"ro": ROW, b"c ": CELL, b"v>": VALUE, b"v/": VALUE_SHUT, b"v ": VALUE_SHUT, b"f>": FORMULA, b"f ": FORMULA, b"f/": FORMULA_SHUT,
    b"is": INLINE, b"t>": TEXT, b"t ": TEXT, b"/r": END_ROW, b"/c": END_CELL, b"/v": END_VALUE, b"/f": END_FORMULA, b"/i": END_INLINE,
    b"/t": END_TEXT,
}  # fmt: skip
# The whole tag, for those that are always written in the same way.
_NAMED: Final = 3  # bytes that tell a kind: `<` and two more
_SPELLING: Final = {
    VALUE: b"<v>", INLINE: b"<is>", END_ROW: b"</row>", END_CELL: b"</c>", END_VALUE: b"</v>", END_FORMULA: b"</f>",
    END_INLINE: b"</is>", END_TEXT: b"</t>",
}  # fmt: skip
_PRESERVED: Final = b'<t xml:space="preserve">'
_CELLS_OR_END: Final = (CELL, CELL_SHUT, END_ROW)
_AFTER: Final = {
    ROW: _CELLS_OR_END, ROW_SHUT: (ROW, ROW_SHUT), CELL: (VALUE, VALUE_SHUT, FORMULA, FORMULA_SHUT, INLINE, END_CELL),
    CELL_SHUT: _CELLS_OR_END, VALUE: (END_VALUE,), END_VALUE: (END_CELL,), VALUE_SHUT: (END_CELL,), FORMULA: (END_FORMULA,),
    END_FORMULA: (VALUE, VALUE_SHUT, END_CELL), FORMULA_SHUT: (VALUE, VALUE_SHUT, END_CELL), INLINE: (TEXT,), TEXT: (END_TEXT,),
    END_TEXT: (END_INLINE,), END_INLINE: (END_CELL,), END_CELL: _CELLS_OR_END, END_ROW: (ROW, ROW_SHUT),
}  # fmt: skip
_HOLDS_TEXT: Final = (VALUE, FORMULA, TEXT)
_VALUES: Final = re.compile(rb'"[^"]*"')
_FREE_TAG: Final = re.compile(rb'<(?:row|f)(?: [A-Za-z][\w:.\-]*="[^"<&]*")* ?/?>')


def _kind_table() -> Bytes:
    table = np.zeros(65_536, dtype=np.uint8)
    for name, kind in _BY_NAME.items():
        table[name[0] << 8 | name[1]] = kind
    return table


def _order_table() -> Mask:
    table = np.zeros((17, 17), dtype=bool)
    for kind, followers in _AFTER.items():
        table[kind, list(followers)] = True
    return table


_KINDS: Final = _kind_table()
_ORDER: Final = _order_table()
_MAY_HOLD_TEXT: Final = np.isin(np.arange(len(_ORDER)), _HOLDS_TEXT)


@dataclass(slots=True)
class Tags:
    """The tags of a block of rows: `data` with padding, start, end (behind the `>`) and kind of each tag."""

    raw: bytes
    data: Bytes
    starts: Places
    ends: Places
    kinds: Bytes

    def of(self, *kinds: int) -> Places:
        """Return the tag numbers of some kinds."""
        found = self.kinds == kinds[0]
        for kind in kinds[1:]:
            found |= self.kinds == kind
        return np.flatnonzero(found)


def require(condition: bool | np.bool_) -> None:
    """Give the sheet to the careful reader unless `condition` holds."""
    if not condition:
        raise IrregularError


def find_tags(block: bytes) -> Tags:
    """Return the tags of a block of rows; the ends of cell tags are left to `regular_cells`."""
    data = np.frombuffer(block + PADDING, dtype=np.uint8)
    starts = np.flatnonzero(data == ord("<"))
    require(len(starts) > 0 and starts[0] == 0)
    names = data[starts + 1].astype(np.uint16) << 8 | data[starts + 2]
    tags = Tags(block, data, starts, starts.copy(), _KINDS[names])
    require(tags.kinds.all())
    for kind, spelling in _SPELLING.items():
        places = tags.of(kind)
        require(_spelt(data, starts[places], spelling))
        tags.ends[places] += len(spelling)
    _end_texts(tags)
    _end_free_tags(tags)
    return tags


def _spelt(data: Bytes, starts: Places, spelling: bytes) -> bool:
    """Return whether the tags at these places are spelt so; their first bytes are known from their kind."""
    rest = enumerate(spelling[_NAMED:], start=_NAMED)
    return all(bool((data[starts + offset] == byte).all()) for offset, byte in rest)


def _end_texts(tags: Tags) -> None:
    texts = tags.of(TEXT)
    plain = tags.data[tags.starts[texts] + 2] == ord(">")
    tags.ends[texts[plain]] += len(b"<t>")
    require(_spelt(tags.data, tags.starts[texts[~plain]], _PRESERVED))
    tags.ends[texts[~plain]] += len(_PRESERVED)


def _end_free_tags(tags: Tags) -> None:
    """Find the ends of tags whose attributes vary: rows, formulas, empty values."""
    free = tags.of(ROW, FORMULA, FORMULA_SHUT, VALUE_SHUT)
    # They are few beside the cells, so that each is asked for its end.
    ends = np.array([tags.raw.find(b">", start) for start in tags.starts[free].tolist()], dtype=np.int64)
    require((ends >= 0).all())
    tags.ends[free] = ends + 1
    shut = tags.data[ends - 1] == ord("/")
    kinds = tags.kinds[free]
    require(shut[(kinds == FORMULA_SHUT) | (kinds == VALUE_SHUT)].all())
    kinds[shut & (kinds == ROW)] = ROW_SHUT
    kinds[shut & (kinds == FORMULA)] = FORMULA_SHUT
    tags.kinds[free] = kinds
    for place in tags.of(VALUE_SHUT).tolist():
        require(tags.raw[tags.starts[place] : tags.ends[place]] in (b"<v/>", b"<v />"))


def check_order(tags: Tags) -> None:
    """Require the usual order of tags, and that nothing stands between those that hold no text."""
    kinds = tags.kinds
    require(kinds[0] in (ROW, ROW_SHUT) and kinds[-1] in (END_ROW, ROW_SHUT))
    require(_ORDER.ravel()[kinds[:-1].astype(np.uint16) * len(_ORDER) + kinds[1:]].all())
    next_starts = np.append(tags.starts[1:], len(tags.raw))
    require((next_starts >= tags.ends).all())
    require((_MAY_HOLD_TEXT[kinds] | (next_starts == tags.ends)).all())


def tag_shapes(tags: Tags, kinds: tuple[int, ...]) -> dict[bytes, bytes]:
    """Return the distinct row or formula tags, `shape without values -> one example`; attributes must be plain ASCII."""
    shapes: dict[bytes, bytes] = {}
    places = tags.of(*kinds)
    for start, end in zip(tags.starts[places].tolist(), tags.ends[places].tolist(), strict=True):
        tag = tags.raw[start:end]
        shape = _VALUES.sub(b'""', tag)
        if shape not in shapes or not tag.isascii():
            require(
                _FREE_TAG.fullmatch(tag) is not None and tag.decode("latin-1").isprintable() and tag.isascii()
            )
            shapes[shape] = tag
    return shapes

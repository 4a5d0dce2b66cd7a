"""The head of the office's letters and the places of those who sign, as the page of a PDF shows them."""

from collections.abc import Sequence
from typing import Any, Final

from asnkarier.model.office.signing import Paper, Signatory
from asnkarier.reports.html.plain import plain_text
from asnkarier.reports.shown.numbers import long_day

_DOTS: Final = "……………………"
_MOST_BYTES: Final = 5_000_000  # of a logo
_KINDS: Final = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
# Of the lines of one who signs: role, office, the room to sign, name, rank, NIP.
_ROOM: Final = 2
_LINES: Final = 6


def head(paper: Paper | None) -> list[dict[str, Any]]:
    """Return the lines of the head; of several the last is the address, which is small."""
    lines = paper.lines if paper else ()
    last = len(lines) - 1
    return [{"text": plain_text(one), "address": 0 < place == last} for place, one in enumerate(lines)]


def logo(paper: Paper | None) -> dict[str, Any] | None:
    """Return the picture beside the head as bytes and what kind it is; None where there is none or it is no picture."""
    if paper is None or paper.logo is None:
        return None
    try:
        if paper.logo.stat().st_size > _MOST_BYTES:
            return None
        data = paper.logo.read_bytes()
    except OSError:
        return None
    kind = next((name for mark, name in _KINDS if data.startswith(mark)), None)
    return None if kind is None else {"bytes": list(data), "kind": kind}


def signed(paper: Paper | None) -> list[list[dict[str, Any]]]:
    """Return who signs, two beside each other, the one left over at the right: of each pair its lines as left, right and whether it is the room to sign.

    Place and day stand once, above the right one of the first pair.
    """
    people = list(paper.signatories) if paper else []
    if paper is None or not people:
        return []
    where = f"{paper.place or _DOTS}, {long_day(paper.day) if paper.day else _DOTS}"
    pairs: list[tuple[Signatory | None, Signatory]] = [*zip(people[::2], people[1::2], strict=False)]
    pairs += [(None, people[-1])] if len(people) % 2 else []
    return [_pair(left, right, "" if place else where) for place, (left, right) in enumerate(pairs)]


def _pair(left: Signatory | None, right: Signatory, where: str) -> list[dict[str, Any]]:
    lines = zip([""] * _LINES if left is None else _lines(left), _lines(right), strict=True)
    below = [
        {"left": one, "right": other, "room": place == _ROOM}
        for place, (one, other) in enumerate(lines)
        if one or other or place == _ROOM
    ]
    return [{"left": "", "right": plain_text(where), "room": False}, *below] if where else below


def _lines(one: Signatory) -> Sequence[str]:
    nip = f"NIP {one.nip or _DOTS}" if one.has_nip else ""
    return [plain_text(line) for line in (one.role, one.office, "", one.name or _DOTS, one.rank, nip)]

"""How many columns fit on a line, and how wide each may be."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

# A line may end after a blank and after the signs that join the words of codes and addresses.
_BREAK: Final = re.compile(r"(?<=[\s/_.,;:!-])")


@dataclass(frozen=True, slots=True)
class Demand:
    """What a column needs: the width that shows everything, the least that can be read, and how long it stays."""

    natural: int
    least: int
    importance: int


def choose_columns(demands: Sequence[Demand], width: int, space: int) -> list[int]:
    """Return the indices of the columns that fit into `width` with `space` between them, in their given order.

    The least important column goes first (of two equals the later one); one column always stays.
    """
    staying = sorted(range(len(demands)), key=lambda i: (demands[i].importance, i))
    while len(staying) > 1 and sum(demands[i].least for i in staying) + space * (len(staying) - 1) > width:
        staying.pop()
    return sorted(staying)


def share_width(demands: Sequence[Demand], width: int) -> list[int]:
    """Return a width for each column: its least, and the rest goes to the narrowest that still lacks something."""
    shares = [min(demand.least, demand.natural, width) for demand in demands]
    for _ in range(width - sum(shares)):
        hungry = [i for i, demand in enumerate(demands) if demand.natural > shares[i]]
        if not hungry:
            break
        shares[min(hungry, key=lambda i: (shares[i], i))] += 1
    return shares


def wrap_text(text: str, width: int, lines: int, dots: str, measure: Callable[[str], int]) -> str:
    """Return `text` in at most `lines` lines of `width` cells; what is cut off is shown by `dots`."""
    if measure(text) <= width:
        return text
    wrapped: list[str] = [""]
    for piece in _pieces(text, width, measure):
        if measure((wrapped[-1] + piece).rstrip()) <= width:
            wrapped[-1] += piece
        else:
            wrapped.append(piece)
    wrapped = [line.strip() for line in wrapped if line.strip()]
    if len(wrapped) <= lines:
        return "\n".join(wrapped)
    last = wrapped[lines - 1]
    while last and measure(last.rstrip() + dots) > width:
        last = last[:-1]
    return "\n".join([*wrapped[: lines - 1], last.rstrip() + dots])


def count_lines(text: str, width: float, measure: Callable[[str], float]) -> int:
    """Return how many lines a spreadsheet needs for `text`: it breaks at blanks, and inside a word only where it must."""
    lines, blank = 0, measure(" ")
    for paragraph in text.split("\n"):
        used = math.inf
        for word in paragraph.split(" "):
            size = measure(word)
            if used + blank + size <= width:
                used += blank + size
            else:
                lines += max(1, math.ceil(size / width))
                used = size % width if size > width else size
    return lines


def _pieces(text: str, width: int, measure: Callable[[str], int]) -> Iterator[str]:
    """Yield the pieces between possible line ends, none of them wider than `width`."""
    for piece in _BREAK.split(text):
        rest = piece
        while measure(rest.rstrip()) > width:
            end = len(rest)
            while end > 1 and measure(rest[:end]) > width:
                end -= 1
            yield rest[:end]
            rest = rest[end:]
        yield rest

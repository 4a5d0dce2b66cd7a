"""What a cell parser may answer: a value, nothing, a fault, or a value with something to tell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from asnkarier.model.problem import Severity
from asnkarier.sheets.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read (error), or what to tell about it (warning, note)."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Told:
    """A value that was read, and what to tell about it."""

    value: object
    fault: Fault


# A parser gets the raw text and the cell kind of a cell that is not empty; None means "as good as empty".
Result = object
Parser = Callable[[str, int], Result]


@dataclass(frozen=True, slots=True)
class CellContext:
    """What parsers may know beyond the cell itself. remarks: its column is one of second choice, where other things may stand too."""

    vocabulary: Vocabulary
    as_of: date
    epoch_1904: bool = False
    remarks: bool = False


SHOWN: Final = 60


def fault(code: str, text: str, **facts: object) -> Fault:
    """Return an error that shows the cell's text, shortened."""
    return Fault(code, {"value": shown(text), **facts})


def told(value: object, code: str, text: str, **facts: object) -> Told:
    """Return the value with a warning that shows the cell's text."""
    return Told(value, Fault(code, {"value": shown(text), **facts}, Severity.WARNING))


def shown(text: str) -> str:
    """Return a cell's text fit for a message: printable, one line, not too long."""
    plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(text.split()))
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"

"""What a hostile file is held to: the code with which it is refused, its exact cells, or the exact facts it gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from oracles import raw_cells

from asnkarier.sheets.refusal import RefusedError
from sheets.workbooks import read

Verdict = str | None  # None: as expected
Expectation = Callable[[Path], Verdict]


@dataclass(frozen=True)
class Case:
    """A file that `make` writes into a folder of its own (or finds), and what it is held to."""

    name: str
    make: Callable[[Path], Path]
    expected: Expectation
    slow: bool = False


@dataclass
class Cases:
    """A list of cases that functions add themselves to."""

    found: list[Case] = field(default_factory=list)

    def add(
        self, name: str, expected: Expectation, make: Callable[[Path], Path], *, slow: bool = False
    ) -> None:
        self.found.append(Case(name, make, expected, slow))

    def __call__(self, name: str, expected: Expectation, *, slow: bool = False) -> Callable:
        def keep(make: Callable[[Path], Path]) -> Callable[[Path], Path]:
            self.add(name, expected, make, slow=slow)
            return make

        return keep


def refused(*codes: str) -> Expectation:
    """Nothing is read, and the errors told are exactly one of `codes`."""

    def judge(path: Path) -> Verdict:
        reading = read(path)
        told = {problem.code for problem in reading.problems if problem.severity == "error"}
        if not reading.refused or reading.rows or len(reading.accepted):
            return f"not refused: {reading.rows} rows, told {sorted(told)}"
        return (
            None
            if len(told) == 1 and told <= set(codes)
            else f"told {sorted(told)}, not {' or '.join(codes)}"
        )

    return judge


def exact(cells: Mapping[str, tuple[str, str]], *, sheet: str = "Data") -> Expectation:
    """The sheet holds exactly these cells: address -> (kind, raw text)."""

    def judge(path: Path) -> Verdict:
        try:
            found = raw_cells(path)
        except RefusedError as error:
            return f"refused with {error.code}"
        return None if found.get(sheet) == dict(cells) else f"cells {found.get(sheet)}"

    return judge


def facts(
    *rows: tuple[object, ...],
    fields: str = "nip nama jabatan unit_kerja",
    told: Mapping[str, list[str]] | None = None,
    **options: object,
) -> Expectation:
    """These rows are accepted, in this order and with these values; told: code -> cells of every error and warning."""

    def judge(path: Path) -> Verdict:
        reading = read(path, **options)
        problems: dict[str, list[str]] = {}
        for problem in reading.problems:
            if problem.severity != "note":
                problems.setdefault(problem.code, []).append(problem.location.cell or "")
        if reading.refused:
            return f"refused: {problems}"
        frame = reading.accepted[fields.split()]
        found = [tuple(map(_plain, row)) for row in frame.itertuples(index=False)]
        if found != [tuple(row) for row in rows]:
            return f"rows {found}"
        return None if problems == dict(told or {}) else f"told {problems}"

    return judge


def _plain(value: object) -> object:
    if value is None or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def either(*expectations: Expectation) -> Expectation:
    """One of them holds."""

    def judge(path: Path) -> Verdict:
        verdicts = [expected(path) for expected in expectations]
        return None if None in verdicts else " / ".join(filter(None, verdicts))

    return judge

"""Hostile workbooks and CSV files: each is read exactly as its bytes say, or refused with its code."""

import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

from differential import REASONS
from figures import SHARED, Tally, main
from hostile_cases import Case, Verdict
from hostile_texts import texts
from hostile_workbooks import workbooks
from oracles import by_calamine, by_openpyxl, differences, ours

from asnkarier.sheets.refusal import RefusedError
from sheets.workbooks import read

LIMIT = 10.0  # seconds for one file


def as_oracles_say(path: Path) -> Verdict:
    """Judge a workbook of other hands: our cells are those of openpyxl and calamine, but for the known differences."""
    try:
        mine = ours(path)
    except RefusedError as error:
        return f"refused with {error.code}"
    oracles = (
        {"calamine": by_calamine}
        if path.suffix == ".xls"
        else {"openpyxl": by_openpyxl, "calamine": by_calamine}
    )
    for name, oracle in oracles.items():
        with warnings.catch_warnings(action="ignore"):
            found = differences(mine, oracle(path))
        for sheet, at, one, other in found:
            if not any(holds(one, other) for holds in REASONS[name].values()):
                return f"{sheet}!{at}: ours {one}, {name} {other}"
    reading = read(path)
    return (
        None if reading.refused and reading.problems else "not refused, though it is no table of this house"
    )


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    """Judge every case in a folder of its own."""
    others = sorted((SHARED / "hostile").glob("*.xls*"))
    cases = [
        *workbooks.found,
        *texts.found,
        *(Case(path.name, lambda _, path=path: path, as_oracles_say) for path in others),
    ]
    cases = [case for case in cases if not (quick and case.slow)]
    tally = Tally()
    for number, case in enumerate(cases):
        place = folder / str(number)
        place.mkdir()
        path = case.make(place)
        started = time.monotonic()
        try:
            verdict = case.expected(path)
        except Exception as error:  # noqa: BLE001 - whatever escapes from the reader is the finding
            verdict = f"raised {error!r}"
        seconds = time.monotonic() - started
        if verdict is None and seconds > LIMIT:
            verdict = f"took {seconds:.0f} s"
        tally.expect(verdict is None, f"{case.name}: {(verdict or '')[:300]}")
    return (
        f"{tally.right} of {tally.trials} files as expected, {len(others)} of them by other hands",
        tally.faults,
    )


if __name__ == "__main__":
    sys.exit(main(__doc__, run))

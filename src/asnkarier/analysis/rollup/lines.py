"""The lines of a rollup: what all agencies come to, and what each of them does, without what would tell of few people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from asnkarier.analysis.rollup.hiding import (
    TOGETHER,
    alike,
    coarser,
    few,
    hidden_agencies,
    hidden_parts,
    most_of,
)
from asnkarier.analysis.rollup.parts import (
    ASSESSED,
    BELOW,
    ELSEWHERE,
    GAP,
    HUNDRED,
    IN_HUNDREDTHS,
    LEAVES,
    MEANS,
    NO_STANDARD,
    OF_PEOPLE,
    OPEN,
    SPLITS,
    SUMS,
    UNASSESSED,
    kind_of_golongan,
    open_parts,
    place_of,
)
from asnkarier.analysis.rollup.tallies import Cell, Tally, Total, merged

Line = dict[str, Any]
_ENDS: Final = ("value", "low", "high", "people", "share_low", "share_high", "agencies", "hidden")
LINE_KEYS: Final = ("figure", "of", *_ENDS)
GAP_KEYS: Final = ("kompetensi", *_ENDS)
_KEYS_OF_AGENCY: Final = (
    "below_low",
    "below_high",
    "leaves_low",
    "leaves_high",
    "ip_low",
    "ip_high",
    "need",
    "vacant_low",
    "vacant_high",
)
AGENCY_KEYS: Final = ("agency", "people", *_KEYS_OF_AGENCY, "hidden")  # fmt: skip
_WHO: Final = "people"  # of an agency, whether its number of people is shown


@dataclass(frozen=True)
class Lines:
    """rows: figure by figure; gaps: competency by competency, most people below first; agencies: by their keys. See the `…_KEYS`."""

    rows: list[Line]
    gaps: list[Line]
    agencies: list[Line]


def lines_of(tallies: Mapping[str, Tally]) -> Lines:
    """Return the lines of these agencies, whatever the order in which they were counted. tallies: agency -> what it counts."""
    whole = _with_everybody(merged(tallies.values()))
    hidden = {figure: _hidden(figure, cells) for figure, cells in whole.splits.items()}
    told = [figure for figure in SPLITS if figure in whole.splits]
    rows = [line for figure in told for line in _parts(whole, figure, hidden[figure])]
    sums = [_sum(whole, figure) for figure in SUMS if figure in whole.sums]
    first = _figure("people", "", whole.people, whole.people, whole.people, len(tallies))
    gaps = [_gap(whole, figure, hidden[figure]) for figure in whole.splits if figure.startswith(GAP)]
    gaps.sort(key=lambda one: (-(one["low"] or 0), one["kompetensi"]))
    return Lines([first, *rows, *sums], gaps, _agencies(tallies, hidden))


def _with_everybody(whole: Tally) -> Tally:
    """Return the tally where the people of agencies in which nobody's post asks for a competency count among those of whom it is not asked."""
    splits = dict(whole.splits)
    for figure, cells in whole.splits.items():
        if figure.startswith(GAP):
            asked = sum(cell.certain for part, cell in cells.items() if part != ELSEWHERE)
            splits[figure] = {**cells, ELSEWHERE: Cell(whole.people - asked)}
    return replace(whole, splits=splits)


def _counts(cells: Mapping[str, Cell]) -> dict[str, int]:
    return {part: cell.certain for part, cell in cells.items()}


def _hidden(figure: str, cells: Mapping[str, Cell]) -> frozenset[str]:
    group = kind_of_golongan if figure == "golongan" else alike
    return hidden_parts(_counts(cells), group, largest=figure == "status_asn")


def _figure(figure: str, of: str, low: int, high: int, people: int | None, agencies: int) -> Line:
    """Return a line whose numbers may all be shown, but for those of few people."""
    if people is not None and few(people):
        return _unseen(figure, of, agencies)
    share = {"share_low": 100 * low / people, "share_high": 100 * high / people} if people else {}
    return {
        **dict.fromkeys(LINE_KEYS),
        "figure": figure,
        "of": of,
        "value": low if low == high else None,
        "low": low,
        "high": high,
        "people": people,
        "agencies": agencies,
        "hidden": False,
        **share,
    }


def _unseen(figure: str, of: str, agencies: int) -> Line:
    return {**dict.fromkeys(LINE_KEYS), "figure": figure, "of": of, "agencies": agencies, "hidden": True}


def _parts(whole: Tally, figure: str, hidden: frozenset[str]) -> Iterator[Line]:
    cells, agencies = whole.splits[figure], whole.agencies[figure]
    people = sum(_counts(cells).values())
    if figure == "standard_of_post" and not hidden & {UNASSESSED, NO_STANDARD}:
        known = people - cells[UNASSESSED].certain - cells[NO_STANDARD].certain
        yield _figure(figure, ASSESSED, known, known, people, agencies)
    for part in sorted(cells, key=lambda one: place_of(figure, one)):
        of = f"{figure}_{part}" if figure == "golongan" and part != OPEN else part  # X alone is another word
        if part in hidden:
            yield _unseen(figure, of, agencies)
        elif cells[part].certain or cells[part].possible:
            high = most_of(part, cells, hidden, open_parts(figure))
            yield _figure(figure, of, cells[part].certain, min(high, people), people, agencies)
    if hidden:
        together = sum(cells[part].certain for part in hidden)
        outside = open_parts(figure) - hidden if any(cells[part].possible for part in hidden) else ()
        high = together + sum(cells[part].certain for part in outside if part in cells)
        if not few(together):
            yield _figure(figure, TOGETHER, together, high, people, agencies)


def _sum(whole: Tally, figure: str) -> Line:
    total, agencies = whole.sums[figure], whole.agencies[figure]
    people = total.people if figure in OF_PEOPLE else None
    if people is not None and few(people):
        return _unseen(figure, "", agencies)
    line = _figure(figure, "", total.low, total.high, None, agencies)
    low, high = _ends(figure, total)
    # Nothing bounds what some agencies cannot say the most of.
    known = None if total.open else high
    return line | {"low": low, "high": known, "value": low if low == known else None, "people": people}


def _ends(figure: str, total: Total) -> tuple[float, float]:
    by = (HUNDRED if figure in IN_HUNDREDTHS else 1) * (max(total.people, 1) if figure in MEANS else 1)
    return (total.low, total.high) if by == 1 else (total.low / by, total.high / by)


def _gap(whole: Tally, figure: str, hidden: frozenset[str]) -> Line:
    cells, agencies = whole.splits[figure], whole.agencies[figure]
    name = {"kompetensi": figure.removeprefix(GAP)}
    if BELOW in hidden:
        line = _unseen(figure, "", agencies)
    else:
        asked = None
        if ELSEWHERE not in hidden:
            asked = sum(cell.certain for part, cell in cells.items() if part != ELSEWHERE)
        high = most_of(BELOW, cells, hidden, open_parts(figure))
        high = high if asked is None else min(high, asked)
        line = _figure(figure, "", cells[BELOW].certain, high, asked, agencies)
    return name | {key: line[key] for key in GAP_KEYS if key != "kompetensi"}


def _agencies(tallies: Mapping[str, Tally], hidden: Mapping[str, frozenset[str]]) -> list[Line]:
    nobody = hidden_agencies({name: {_WHO: one.people} for name, one in tallies.items()})
    unseen = {"people": nobody}
    for figure in ("standard_of_post", "end_of_service"):
        rows = {
            name: coarser(_counts(one.splits[figure]), hidden[figure])
            for name, one in tallies.items()
            if figure in one.splits
        }
        unseen[figure] = hidden_agencies(rows, nobody)
    return [_agency(name, tallies[name], unseen, hidden) for name in sorted(tallies)]


def _agency(
    name: str, tally: Tally, unseen: Mapping[str, frozenset[str]], hidden: Mapping[str, frozenset[str]]
) -> Line:
    line: Line = {**dict.fromkeys(AGENCY_KEYS), "agency": name}
    if name in unseen["people"]:
        return line | {"hidden": ["people"]}
    line["people"] = tally.people
    away = []
    for figure, part, key in (("standard_of_post", BELOW, "below"), ("end_of_service", LEAVES, "leaves")):
        cells = tally.splits.get(figure)
        if cells is None:
            continue
        if name in unseen[figure] or hidden[figure] & {part, *open_parts(figure)}:
            away.append(figure)
            continue
        low = cells[part].certain
        line[f"{key}_low"] = low
        line[f"{key}_high"] = low + sum(cells[one].certain for one in open_parts(figure) if one in cells)
    for figure, low_key, high_key in (("ip_asn", "ip_low", "ip_high"), ("need", "need", "need"), ("vacant", "vacant_low", "vacant_high")):  # fmt: skip
        if figure in tally.sums:
            line[low_key], line[high_key] = _ends(figure, tally.sums[figure])
    return line | {"hidden": away}

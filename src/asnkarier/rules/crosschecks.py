"""Looks across rules: what one leans on must exist in another, and no row of a table may be out of everyone's reach."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from asnkarier.errors import RuleNotInForce
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.rules.checks import Checks, NamedCheck
from asnkarier.rules.types import Criterion, Parameter, RuleSet
from asnkarier.rules.vocabulary import nearest

Place = Callable[[Criterion], Location]


def dangling_references(
    parameters: Mapping[str, Parameter], rule_sets: Mapping[str, RuleSet], checks: Checks, place: Place
) -> Iterator[Problem]:
    """Yield a problem for every criterion that leans on a parameter or category that is not there."""
    for rule_set in rule_sets.values():
        for criterion in (*rule_set.syarat, *rule_set.nonaktif):
            for name, known in _missing(criterion, parameters, checks[criterion.uji]):
                facts = {"id": criterion.id, "name": name, "nearest": nearest(name, known)}
                yield Problem("ATR-ACUAN", Severity.ERROR, place(criterion), facts)


def _missing(
    criterion: Criterion, parameters: Mapping[str, Parameter], check: NamedCheck
) -> Iterator[tuple[str, Sequence[str]]]:
    for needed in check.parameters:
        if needed not in parameters:
            yield needed, list(parameters)
    for value in criterion.dated:
        if not value.repealed:
            yield from check.dangling(value.value, parameters)


def unreachable_rows(parameters: Mapping[str, Parameter]) -> Iterator[Problem]:
    """Yield a remark for every row of the performance axis that no predikat reaches, on each date of the two tables."""
    axis, scores = parameters.get("kinerja/ambang_kinerja"), parameters.get("kinerja/nilai_predikat")
    if axis is None or scores is None:
        return
    for day in sorted({value.since for value in (*axis.dated, *scores.dated)}):
        rows, points = _value(axis, day), _value(scores, day)
        if rows is None or points is None or isinstance(rows, Mapping):  # by predikat: each has its row
            continue
        reached = {_row_of(rows, point) for point in points.values()}
        for row in rows:
            if row["kode"] not in reached:
                facts = {"name": row["kode"], "id": axis.id, "other": scores.id, "tanggal": day.isoformat()}
                yield Problem("ATR-TAK-TERCAPAI", Severity.NOTE, Location(axis.origin), facts)


def _value(parameter: Parameter, day: date) -> Any:
    try:
        return parameter.at(day).value
    except RuleNotInForce:
        return None


def _row_of(rows: list[dict[str, Any]], point: float) -> str:
    """Return the code of the first row whose lower limit `point` reaches; the last row has none."""
    return next(str(row["kode"]) for row in rows if row["minimal"] is None or point >= row["minimal"])

"""Looks across rules: what one leans on, what no row of a table may miss, and how the annex numbers the nine boxes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from asnkarier.errors import RuleNotInForce
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.rules.checks import Checks, NamedCheck
from asnkarier.rules.files import RuleFile
from asnkarier.rules.types import Criterion, InForce, Parameter, RuleSet
from asnkarier.rules.vocabulary import nearest
from asnkarier.yamlfile import DataPath

Place = Callable[[Criterion], Location]
_BOXES: Final = "talenta/sembilan_kotak"


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


def repealed_citations(
    parameters: Mapping[str, Parameter], rule_sets: Mapping[str, RuleSet], layers: Sequence[RuleFile]
) -> Iterator[Problem]:
    """Yield a warning for every value in use that holds on a day on which nothing that it cites is in force any more.

    What is switched off, a variant that is not chosen, and policy of the agency are nobody's law.
    """
    used: list[Parameter | Criterion] = [one for one in parameters.values() if one.aktif]
    used += [one for rules in rule_sets.values() for one in rules.syarat]
    for rule in used:
        for value in rule.dated:
            day = value.citation.repealed_on
            if day is None or value.repealed or (value.until is not None and value.until < day):
                continue
            facts = {
                "dasar": value.citation.text,
                "dicabut": day.isoformat(),
                "tanggal": value.since.isoformat(),
            }
            code = "ATR-DICABUT" if value.since < day else "ATR-DASAR-DICABUT"
            yield Problem(code, Severity.WARNING, _written(rule, value, layers), facts)


def _written(
    rule: Parameter | Criterion, value: InForce, layers: Sequence[RuleFile], under: DataPath = ()
) -> Location:
    """Return where a value, or what is `under` it, stands in the file that it came from."""
    document = next(file.document for file in layers if file.document.file == value.origin)
    day = str(value.since)
    path: DataPath = ("nilai", day)
    if isinstance(rule, Criterion):
        items = enumerate(document.data["syarat"])
        path = ("syarat", next(place for place, item in items if item.get("id") == rule.id), "nilai", day)
    elif path not in document.places:
        path = ("varian", rule.chosen or "", "nilai", day)
    return document.location((*path, *under))


def boxes_unlike_annex(parameters: Mapping[str, Parameter], layers: Sequence[RuleFile]) -> Iterator[Problem]:
    """Yield a problem for each of the agency's grids of nine boxes whose numbers stand elsewhere than in the regulation of that day.

    The annex of PermenPANRB 3/2020, replaced by that of 20/2025, numbers them for everybody: an agency chooses where its lines run, never what a box is called.
    """
    boxes = parameters.get(_BOXES)
    shipped = next((file.document for file in layers if file.id == _BOXES and not file.own), None)
    if boxes is None or shipped is None:
        return
    law = {str(day): one["nilai"] for day, one in shipped.data["nilai"].items()}
    for value in boxes.dated:
        if value.repealed or value.origin == shipped.file:
            continue
        days = [day for day in sorted(law) if day <= value.since.isoformat()]
        annex = law[days[-1] if days else min(law)]
        strange = [
            (row, column, box)
            for row, cells in value.value.items()
            for column, box in cells.items()
            if box != annex[row][column]
        ]
        if strange:
            row, column, _ = strange[0]
            place = _written(boxes, value, layers, ("nilai", row, column))
            facts = {"boxes": ", ".join(str(box) for box in sorted(one[-1] for one in strange))}
            yield Problem("ATR-KOTAK-LAMPIRAN", Severity.ERROR, place, facts)


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

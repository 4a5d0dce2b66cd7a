"""Looks across rules: what one leans on must exist in another, and no row of a table may be out of everyone's reach."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from asnkarier.errors import RuleNotInForce
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.rules.types import Criterion, Parameter, RuleSet
from asnkarier.rules.vocabulary import nearest

Place = Callable[[Criterion], Location]
JPM_SETS: Final = "kompetensi/kategori_jpm_"
# What a check reads besides its own value.
_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "belum_bup": ("jabatan/bup",),
    "pendidikan_minimal": ("referensi/pendidikan",),
    "golongan_minimal": ("referensi/golongan",),
    "kinerja_minimal": ("kinerja/urutan_predikat",),
    "jenjang_sebelumnya": ("jabatan/jenjang_berikutnya",),
}


def dangling_references(
    parameters: Mapping[str, Parameter], rule_sets: Mapping[str, RuleSet], place: Place
) -> Iterator[Problem]:
    """Yield a problem for every criterion that leans on a parameter or category that is not there."""
    for rule_set in rule_sets.values():
        for criterion in (*rule_set.syarat, *rule_set.nonaktif):
            for name, known in _missing(criterion, parameters):
                facts = {"id": criterion.id, "name": name, "nearest": nearest(name, known)}
                yield Problem("ATR-ACUAN", Severity.ERROR, place(criterion), facts)


def _missing(criterion: Criterion, parameters: Mapping[str, Parameter]) -> Iterator[tuple[str, list[str]]]:
    for needed in _NEEDS.get(criterion.uji, ()):
        if needed not in parameters:
            yield needed, list(parameters)
    if criterion.uji != "jpm_minimal":
        return
    for value in criterion.dated:
        if value.value is None:
            continue
        parameter = parameters.get(f"{JPM_SETS}{value.value['set']}")
        if parameter is None:
            sets = [name.removeprefix(JPM_SETS) for name in parameters if name.startswith(JPM_SETS)]
            yield value.value["set"], sets
            continue
        codes = [row["kode"] for dated in parameter.dated for row in dated.value or ()]
        if value.value["kategori"] not in codes:
            yield value.value["kategori"], codes


def unreachable_rows(parameters: Mapping[str, Parameter]) -> Iterator[Problem]:
    """Yield a remark for every row of the performance axis that no predikat reaches, on each date of the two tables."""
    axis, scores = parameters.get("kinerja/ambang_kinerja"), parameters.get("kinerja/nilai_predikat")
    if axis is None or scores is None:
        return
    for day in sorted({value.since for value in (*axis.dated, *scores.dated)}):
        rows, points = _value(axis, day), _value(scores, day)
        if rows is None or points is None:
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

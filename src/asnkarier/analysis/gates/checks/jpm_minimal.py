"""The match with the job standard of the post reaches a category."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.check import Check, Dangling
from asnkarier.analysis.gates.remedies import ASSESS, Blocker, Waiting
from asnkarier.analysis.gates.targets import Case, jpm_sums
from asnkarier.analysis.kept import Same
from asnkarier.analysis.outcomes import (
    NOTHING_RECORDED,
    UNKNOWN,
    Outcome,
    Told,
    interval_verdicts,
    outcome,
    told,
)
from asnkarier.model.codes.reasons import NOT_IN_FORCE
from asnkarier.model.level import MICRO
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.rules.vocabulary import Part, Text

if TYPE_CHECKING:
    from asnkarier.rules.types import Parameter

_SETS: Final = "kompetensi/kategori_jpm_"


class JpmMinimal(Part):
    """The lowest acceptable category of the job-person match, in a category set of `kompetensi/kategori_jpm_…`."""

    set: Text
    kategori: Text


def _judge(value: dict[str, Any], case: Case) -> Outcome:
    """The job-person match reaches the category's minimum, with every unassessed competency taken both ways.

    Met when even nothing for them suffices, not met when even full marks for them do not. Compared in whole numbers.
    """
    found = jpm_sums(case.target, case.dossiers)
    rows = case.rulebook.jpm_categories(value["set"], case.dossiers.as_of)
    if not rows:
        reason = np.full(case.count, NOT_IN_FORCE, dtype=object)
        observed = _matches(found.low, found.high, found.total, None)
        return outcome(
            np.full(case.count, UNKNOWN), observed, _required(value["kategori"], None), reason=reason
        )
    minimum = {code: least for code, _, least in rows}[value["kategori"]]
    bar = round((minimum or 0) * MICRO) * found.total
    reached_low, reached_high = (100 * MICRO * part >= bar for part in (found.low, found.high))
    result = interval_verdicts(reached_low, reached_high)
    known = found.total > 0
    result[~known] = UNKNOWN
    reason = np.full(case.count, "", dtype=object)
    reason[known & (result == UNKNOWN)] = "assessment_missing"
    reason[~known] = "standard_missing" if case.target.standard is None else "data_missing"
    observed = _matches(found.low, found.high, found.total, minimum)
    return outcome(result, observed, _required(value["kategori"], minimum), reason=reason)


def _matches(low: Ints, high: Ints, total: Ints, minimum: float | None) -> Told:
    """Return matches as a figure, or as a range where unassessed competencies leave them open.

    Rounded half up as in every report, but never up to a minimum that is not reached: 67.998 is no 68.00.
    """
    unique, code = np.unique(np.stack([low, high, total], axis=1), axis=0, return_inverse=True)
    least = None if minimum is None else round(minimum * MICRO)
    return told([_match(worst, best, whole, least) for worst, best, whole in unique.tolist()], code.ravel())


def _match(low: int, high: int, total: int, least: int | None) -> Said:
    if not total:
        return NOTHING_RECORDED
    worst, best = (_percent(part, total, least) for part in (low, high))
    return said("match", jpm=worst) if low == high else said("match_range", low=worst, high=best)


def _percent(part: int, total: int, least: int | None) -> float:
    """Return 100 · part / total to two decimals; least: the minimum in millionths of a percent."""
    hundredths = (20_000 * part + total) // (2 * total)
    if least is not None and 100 * MICRO * part < least * total and hundredths * MICRO >= 100 * least:
        hundredths = 10_000 * part // total
    return hundredths / 100


def _required(kategori: str, minimum: float | None) -> Said:
    # The categories are known by their letters (MS, MMS, KMS) in every language.
    if minimum is None:
        return said("match_category", kategori=kategori)
    return said("match_category_least", kategori=kategori, least=minimum)


def _dangling(value: dict[str, Any], known: Mapping[str, "Parameter"]) -> Dangling:
    """Yield the category set, or the category, that nobody knows."""
    parameter = known.get(f"{_SETS}{value['set']}")
    if parameter is None:
        yield value["set"], [name.removeprefix(_SETS) for name in known if name.startswith(_SETS)]
        return
    codes = [row["kode"] for dated in parameter.dated for row in dated.value or ()]
    if value["kategori"] not in codes:
        yield value["kategori"], codes


def _blockers(waiting: Waiting) -> Iterable[Blocker]:
    """Return the open matches with the post: assessing opens them where there is a standard to match."""
    people = waiting.people
    reason = waiting.outcome.reason[people]
    mendable = reason == "assessment_missing"
    unit = waiting.case.dossiers.text("unit_kerja")[people]
    yield Blocker(people, reason, np.where(mendable, ASSESS, ""), np.where(mendable, unit, ""))


def _alike(_value: object, case: Case) -> Hashable:
    return Same(case.target.jpm), case.target.standard is None


CHECK = Check(
    "jpm_minimal",
    JpmMinimal,
    N_("matches the job's competencies at least in this category"),
    _judge,
    alike=_alike,
    facts=("level",),
    dangling=_dangling,
    blockers=_blockers,
)

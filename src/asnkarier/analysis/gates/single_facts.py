"""Checks that look at one word about a person: is it in a list, is it high enough in an order."""

import operator
from collections.abc import Callable, Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import NOTHING_RECORDED, UNKNOWN, Outcome, outcome, told, verdicts
from asnkarier.model.said import Said, said


def listed(
    name: str,
    allowed: Sequence[str],
    case: Case,
    read: Callable[[str], str] = str,
    among: Collection[str] | None = None,
) -> Outcome:
    """Return whether the fact `name` is one of `allowed`, both as `read` compares them; a blank is unknown.

    among: every word whose meaning is known, as `read` returns them: another one is unknown (None: there are no others).
    """
    facts = case.dossiers.text(name)
    code, unique = pd.factorize(facts)
    wanted = {read(word) for word in allowed}
    met = np.array([read(fact) in wanted for fact in unique], dtype=bool)[code]
    clear = np.array(
        [among is None or read(fact) in wanted or read(fact) in among for fact in unique], dtype=bool
    )[code]
    return _fact_outcome(
        facts, verdicts(met, clear & (facts != "")), said("one_of", values=tuple(allowed)), case
    )


def ranked(name: str, least: str, case: Case, rank: Callable[[str], int | None]) -> Outcome:
    """Return whether the fact `name` ranks at least as high as `least`; a blank, or a word without rank, is unknown."""
    return _compared(name, rank(least), case, rank, operator.ge, said("at_least", value=least))


def ranked_to(name: str, most: str, case: Case, rank: Callable[[str], int | None]) -> Outcome:
    """Return whether the fact `name` ranks at most as high as `most`; what is unknown is as in `ranked`."""
    return _compared(name, rank(most), case, rank, operator.le, said("at_most", value=most))


def _compared(
    name: str, bar: int | None, case: Case, rank: Callable[[str], int | None],
    holds: Callable[[int, int], bool], required: Said,
) -> Outcome:  # fmt: skip
    facts = case.dossiers.text(name)
    code, unique = pd.factorize(facts)
    ranks = [rank(fact) if fact else None for fact in unique]
    known = np.array([one is not None and bar is not None for one in ranks], dtype=bool)[code]
    met = np.array([one is not None and bar is not None and holds(one, bar) for one in ranks], dtype=bool)[
        code
    ]
    return _fact_outcome(facts, verdicts(met, known), required, case)


def _fact_outcome(
    facts: NDArray[np.object_], result: NDArray[np.int8], required: Said, case: Case
) -> Outcome:
    reason = np.where(result != UNKNOWN, "", np.where(facts == "", "data_missing", "rank_unknown")).astype(
        object
    )
    code, unique = pd.factorize(facts)
    observed = told([said("recorded", value=fact) if fact else NOTHING_RECORDED for fact in unique], code)
    return outcome(result, observed, required, reason=reason, source=case.dossiers.source)

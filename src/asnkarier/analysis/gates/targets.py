"""What people are judged for: a post, its kelompok, its job standard, and everybody's match with that standard."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.dossiers import Dossiers

if TYPE_CHECKING:
    from asnkarier.catalog.types import JobStandard
    from asnkarier.rules.rulebook import RuleBook


@dataclass(frozen=True)
class Target:
    """A post to be filled. standard None: none is known. jpm: as `job_match` returns it, against this standard.

    eselon: of the post, None where it has none or nobody knows it.
    """

    jabatan: str
    kelompok: str
    standard: "JobStandard | None" = None
    jpm: pd.DataFrame | None = None
    eselon: str | None = None


@dataclass(frozen=True)
class JpmSums:
    """Exact sums of the match with the target, in the order of the dossiers; low/total and high/total are the match.

    total 0: nothing is known (no standard, or the person is not in the JPM frame).
    """

    low: Ints
    high: Ints
    total: Ints


@dataclass(frozen=True)
class Case:
    """Everything a check may look at."""

    dossiers: Dossiers
    target: Target
    rulebook: "RuleBook"

    @property
    def count(self) -> int:
        """The number of people."""
        return self.dossiers.count


def jpm_sums(target: Target, dossiers: Dossiers) -> JpmSums:
    """Return the sums of the target's JPM frame, aligned with the dossiers."""
    if target.jpm is None:
        nothing = np.zeros(dossiers.count, dtype=np.int64)
        return JpmSums(nothing, nothing, nothing)
    place = pd.Index(target.jpm["nip"]).get_indexer(dossiers.people)
    sums = (
        np.append(target.jpm[name].to_numpy(dtype=np.int64), 0)[place]
        for name in ("low_num", "high_num", "total")
    )
    return JpmSums(*sums)

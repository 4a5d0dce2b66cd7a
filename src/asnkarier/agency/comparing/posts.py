"""How everybody to whom a post is a promotion stands to it: the match, the score, the place in its list and the standing, and on which cells a change rests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.judging import Judged, bands_of, judge_by_way, rises
from asnkarier.agency.known import LEVELS
from asnkarier.agency.posts import find_post
from asnkarier.agency.provenance import SEVERAL, with_sources
from asnkarier.agency.scores.cells import cells_of_parts
from asnkarier.analysis.gates.ways import told_status
from asnkarier.analysis.scores.bands import POINT, Band, weighted_sums, whole_weights
from asnkarier.analysis.scores.ranking import COMPONENTS, rank_some
from asnkarier.analysis.shortlist.advice import advice_of
from asnkarier.analysis.shortlist.candidates import Candidates, candidates
from asnkarier.analysis.shortlist.unknowns import Office
from asnkarier.errors import RegulationError, UsageError

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

STANDING, JPM, SCORE, RANK = "eligibility", "post_jpm", "post_score", "post_rank"
# The list in which a fact is told that a requirement looks at, and those behind a part of the score; all others are of the register.
LISTS: Final = {
    "level": LEVELS, "predikat": "appraisals", "nama_pelatihan": "trainings", "tmt_jabatan": "positions",
}  # fmt: skip
_LISTS_OF_PARTS: Final = {
    "kompetensi": (LEVELS,), "potensi": (LEVELS,), "kinerja": ("appraisals",), "pengalaman": ("positions",), "pengembangan": ("trainings",),
}  # fmt: skip
_Finding = tuple[str, tuple[str, ...], tuple[str, ...]]
_NOTHING: Final[_Finding] = ("", (), ())
ABOUT_POSTS: Final = (STANDING, JPM, SCORE, RANK)


@dataclass(frozen=True)
class OfPost:
    """A post at one moment. then: the agency on the day that is judged; rising: to whom it is a promotion, aligned with the people of `judged`."""

    now: "Snapshot"
    then: "Snapshot"
    judged: Judged
    rising: NDArray[np.bool_]
    bands: dict[str, Band]

    @property
    def weights(self) -> dict[str, float]:
        """The weights of the parts of the score."""
        return self.then.settings.promotion.weights.model_dump()


def of_post(whole: "Snapshot", now: "Snapshot", name: str) -> OfPost | None:
    """Return how a post judges those who count (`now`); None where it is not known, or no law judges its class, at this moment."""
    try:
        post = find_post(whole, name)
        then = now.ahead(post.tmt)
        judged = judge_by_way(then, post)
    except (RegulationError, UsageError):
        return None
    return OfPost(now, then, judged, rises(then, post), bands_of(then, judged))


def told_of(one: OfPost) -> dict[str, NDArray[np.object_]]:
    """Return for each of `ABOUT_POSTS` what is said of everybody, as texts; nothing of those to whom the post is no promotion.

    Score: in points, two ends where facts are open. Place: that of the list of `promote-shortlist`, of those who are on it.
    """
    eligibility = one.judged.eligibility
    office = Office(one.then.dossiers, eligibility, one.then.rulebook)
    found = candidates(office, one.bands, one.weights, one.rising)
    jpm = one.judged.match.set_index("nip")["jpm"].reindex(eligibility.people)
    told = {
        STANDING: told_status(eligibility).astype(object),
        JPM: np.array([_figure(value) for value in jpm.tolist()], dtype=object),
        SCORE: _scores(one, found),
        RANK: _ranks(one, found),
    }
    return {name: np.where(one.rising, texts, "").astype(object) for name, texts in told.items()}


def _scores(one: OfPost, found: Candidates) -> NDArray[np.object_]:
    names = [name for name in COMPONENTS if one.weights.get(name, 0) > 0]
    whole = whole_weights([one.weights[name] for name in names])
    low, high = (
        side / (sum(whole) * POINT) for side in weighted_sums([one.bands[name] for name in names], whole)
    )
    standing = found.standing
    # Of who is or may be on the list the ends that facts can still tell, as the list has them.
    low[found.places], high[found.places] = standing.points(standing.low), standing.points(standing.high)
    ends = zip(map(_figure, low.tolist()), map(_figure, high.tolist()), strict=True)
    return np.array([a if a == b else f"{a} – {b}" for a, b in ends], dtype=object)


def _ranks(one: OfPost, found: Candidates) -> NDArray[np.object_]:
    top = one.then.settings.promotion.top
    people = one.judged.eligibility.people
    status = one.judged.eligibility.persons["status"].to_numpy(dtype=object)
    listed = np.zeros(len(people), dtype=bool)
    listed[found.places[found.standing.rank_low <= top]] = True
    certain = one.rising & (status == "eligible")
    advice = advice_of(one.judged.eligibility, certain | listed).band
    order = [
        nip
        for keep in (certain & listed, listed & (status == "unknown"))
        if keep.any()
        for nip in rank_some(people, one.bands, one.weights, keep, top, advice)["nip"].tolist()
    ]
    ranks = np.full(len(people), "", dtype=object)
    ranks[people.get_indexer(pd.Index(order))] = [str(place) for place in range(1, len(order) + 1)]
    return ranks


def _figure(value: float | None) -> str:
    return "" if value is None or value != value else f"{float(value):.2f}".rstrip("0").rstrip(".")  # noqa: PLR0124 - not a number


class Behind:
    """The cells of what turned for these people between two moments: of findings, or of parts of the score; asked of all of them at once."""

    def __init__(self, before: OfPost | None, after: OfPost | None, nips: Iterable[str]) -> None:
        self.sides = before, after
        here = [_present(one, nips) for one in self.sides]
        self.findings = [_findings(one, some) for one, some in zip(self.sides, here, strict=True)]
        self.cells = [
            {} if one is None else cells_of_parts(one.then, one.judged, some)
            for one, some in zip(self.sides, here, strict=True)
        ]

    def of(self, what: str, nip: str) -> tuple[list[str], list[str]]:
        """Return the cells behind one change that are new, and the lists in which what changed is told where none of its cells is."""
        if what == STANDING:
            turned = self._turned(nip)
        else:
            parts = ("kompetensi",) if what == JPM else COMPONENTS
            turned = [self._part(part, nip) for part in parts if what == JPM or self._differs(part, nip)]
        cells = [cell for fresh, _ in turned for cell in fresh]
        lists = [one for fresh, names in turned if not fresh for one in names]
        return list(dict.fromkeys(cells)), list(dict.fromkeys(lists))

    def _turned(self, nip: str) -> list[tuple[list[str], tuple[str, ...]]]:
        was, now = (one.get(nip, {}) for one in self.findings)
        found = []
        for rule in dict.fromkeys([*now, *was]):
            (result, cells, facts), (then, before, asked) = now.get(rule, _NOTHING), was.get(rule, _NOTHING)
            if result != then:
                lists = tuple(LISTS[one] for one in facts or asked if one in LISTS)
                fresh = [cell for cell in cells if cell not in before]
                found.append((fresh if fresh or lists else list(cells or before), lists))
        return found

    def _part(self, part: str, nip: str) -> tuple[list[str], tuple[str, ...]]:
        was, now = (one.get((nip, part), ()) for one in self.cells)
        return [cell for cell in now if cell not in was], tuple(_LISTS_OF_PARTS.get(part, ()))

    def _differs(self, part: str, nip: str) -> bool:
        was, now = (_part(one, part, nip) for one in self.sides)
        return was != now


def _present(one: OfPost | None, nips: Iterable[str]) -> list[str]:
    return [] if one is None else [nip for nip in nips if nip in one.judged.eligibility.people]


def _findings(one: OfPost | None, nips: Sequence[str]) -> dict[str, dict[str, _Finding]]:
    """Return for each person the result of each criterion that may exclude them, with its cells and the facts that it looks at."""
    if one is None or not nips:
        return {}
    facts = {gate.criterion.id: gate.check.facts for gate in one.judged.eligibility.gates}
    rows = with_sources(one.judged.eligibility.findings_of(nips), one.now)
    rows = rows[rows["decides"]]
    found: dict[str, dict[str, _Finding]] = {}
    for nip, rule, result, told in zip(*(rows[name].tolist() for name in ("nip", "rule_id", "result", "source")), strict=True):  # fmt: skip
        cells = tuple(told.split(SEVERAL)) if isinstance(told, str) else ()
        found.setdefault(nip, {})[rule] = result, cells, facts[rule]
    return found


def _part(one: OfPost | None, part: str, nip: str) -> tuple[int, int] | None:
    if one is None or nip not in one.judged.eligibility.people or not one.weights.get(part):
        return None
    place = one.judged.eligibility.people.get_loc(nip)
    return int(one.bands[part].low[place]), int(one.bands[part].high[place])

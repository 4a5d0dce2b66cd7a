"""How a post judges everybody: the match with its standard, its gates, and what it can choose from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.groups import deciding_standard, policy_citations
from asnkarier.agency.cover import citation_line, cite_parameters
from asnkarier.agency.match import persons_of
from asnkarier.agency.posts import Post, choices_that_tell, post_kelompok
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.eligibility import STATUS, Eligibility, evaluate
from asnkarier.analysis.gates.ladder import heights, may_rise
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.gates.ways import ROUTES, Way, by_way, ways_into
from asnkarier.analysis.outcomes import NOT_ASKED
from asnkarier.analysis.placement.routes import MOVING, PROMOTION, ROTATION, may_rotate
from asnkarier.analysis.scores.bands import Band
from asnkarier.analysis.scores.components import field_matches, score_bands, weighted_score
from asnkarier.errors import RegulationError
from asnkarier.model.book import CitationLine
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, Said, said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.catalog.types import JobStandard
    from asnkarier.rules.types import RuleSet


@dataclass(frozen=True)
class Judged:
    """What a post says about everybody: the match with its standard, the gates, and the rule set they come from.

    deciding: the post's standard with the competencies that decide now; `match` is the one with it. ways: into a functional post,
    where people are judged by them. moving: what is asked of who holds the post already and rotates to it, where that is not `eligibility`.
    """

    post: Post
    target: Target
    match: pd.DataFrame
    eligibility: Eligibility
    rule_set: "RuleSet"
    deciding: "JobStandard | None"
    ways: tuple[Way, ...] = ()
    moving: Eligibility | None = None

    @property
    def day(self) -> date:
        """The day on which everybody is judged."""
        return self.eligibility.case.dossiers.as_of


def judge(snapshot: "Snapshot", post: Post) -> Judged:
    """Return how `post` judges everybody for a promotion; RegulationError when the law that was loaded knows no gates for its class."""
    rule_set = snapshot.rulebook.gates_for(post.kelompok, snapshot.as_of)
    if rule_set is None:
        raise _no_criteria(post)
    target, match, deciding = _target(snapshot, post)
    gates = evaluate(rule_set, snapshot.rulebook, snapshot.dossiers, target, snapshot.as_of, snapshot.kept)
    return Judged(post, target, match, gates, rule_set, deciding)


def judge_by_way(snapshot: "Snapshot", post: Post) -> Judged:
    """Return how `post` judges everybody, for a functional one each by the way into it that is open to them (see `gates.ways`).

    RegulationError: the law that was loaded knows neither gates for its class nor a way into it.
    """
    if not _has_ways(snapshot, post.kelompok):
        return judge(snapshot, post)
    target, match, deciding = _target(snapshot, post)
    ways = ways_into(snapshot.dossiers, target, snapshot.rulebook, snapshot.kept)
    return Judged(post, target, match, by_way(ways), ways[0].rule_set, deciding, ways)


def rule_sets_of(snapshot: "Snapshot", post: Post) -> "tuple[RuleSet, ...]":
    """Return every rule set by which `judge_by_way` may judge somebody for the post; none where the law that was loaded knows none."""
    rulebook, as_of = snapshot.rulebook, snapshot.as_of
    routes = ROUTES if _has_ways(snapshot, post.kelompok) else ()
    found = (
        rulebook.gates_for(post.kelompok, as_of),
        *(rulebook.gates_on(route, as_of, post.kelompok) for route in routes),
    )
    return tuple(one for one in found if one is not None)


def _has_ways(snapshot: "Snapshot", kelompok: str) -> bool:
    """Whether people come to a class by several ways; not where the agency has criteria of its own for the lowest jenjang, which say it all."""
    rulebook, as_of = snapshot.rulebook, snapshot.as_of
    if kelompok not in FUNCTIONAL_CLASSES or all(
        rulebook.gates_on(route, as_of, kelompok) is None for route in ROUTES
    ):
        return False
    lowest = all(rulebook.next_kelompok(one, as_of) != kelompok for one in FUNCTIONAL_CLASSES)
    return not lowest or rulebook.gates_for(kelompok, as_of) is None


def _target(snapshot: "Snapshot", post: Post) -> tuple[Target, pd.DataFrame, "JobStandard | None"]:
    """Return what people are judged for, everybody's match with it, and the standard with the competencies that decide."""
    deciding = deciding_standard(snapshot, post.standard)
    standards = () if deciding is None else (deciding,)
    place = np.full(len(snapshot.employees), 0 if standards else -1)
    match = snapshot.kept.of(
        ("match", deciding), lambda: persons_of(snapshot, snapshot.people.judged_by(standards, place))
    )
    return Target(post.jabatan, post.kelompok, post.standard, match, post.eselon), match, deciding


def _no_criteria(post: Post) -> RegulationError:
    return RegulationError(
        N_("no criteria are known for appointment to class {kelompok}"),
        N_("add a rule set for it to your regulations folder, see `asn rules list`"),
        facts={"kelompok": post.kelompok},
    )


def unjudged(snapshot: "Snapshot", jabatan: str) -> tuple[str, Said] | None:
    """Return why `judge_by_way` can judge nobody for a position, as a code and with what is missing; None when it can."""
    kelompok = post_kelompok(snapshot, jabatan)
    if kelompok is None:
        wanted = "class_or_choice_wanted" if choices_that_tell(snapshot, jabatan) else "class_wanted"
        return "class_unknown", said(wanted, jabatan=jabatan)
    known = snapshot.rulebook.gates_for(kelompok, snapshot.as_of) is not None
    if not known and not _has_ways(snapshot, kelompok):
        return "class_without_rules", said("rules_wanted", kelompok=Code(kelompok))
    return None


def rises(snapshot: "Snapshot", post: Post) -> NDArray[np.bool_]:
    """Return for whom `post` would be a promotion; see `may_rise`."""
    return snapshot.kept.of(
        ("rises", post.kelompok, post.kelas),
        lambda: may_rise(snapshot.employees, snapshot.rulebook, post.kelompok, post.kelas, snapshot.as_of),
    )


def heights_told(snapshot: "Snapshot", post: Post, nips: Sequence[str]) -> list[Said | None]:
    """Return for each of these people the warning that `post` is lower than the functional post held, or as high; None: nothing says so."""
    stands = snapshot.kept.of(
        ("heights", post.kelompok, post.kelas),
        lambda: heights(snapshot.employees, snapshot.rulebook, post.kelompok, post.kelas, snapshot.as_of),
    )
    if stands is None:
        return [None] * len(nips)
    places = snapshot.dossiers.people.get_indexer(pd.Index(nips)).tolist()
    held = snapshot.employees["kelompok"]
    told: list[Said | None] = []
    for place in places:
        code = "stands_lower" if stands.lower[place] else "stands_equal" if stands.equal[place] else ""
        mine = str(held.iloc[place])
        facts = {"held": Code(mine), "equal": Code(stands.equals.get(mine, "")), "citation": stands.citation}
        told.append(said(code, **facts) if code else None)
    return told


def bands_of(snapshot: "Snapshot", judged: Judged) -> dict[str, Band]:
    """Return the components of everybody's score for the post; see `score_bands`."""
    gates = judged.eligibility.gates
    return score_bands(
        snapshot.dossiers, snapshot.levels, judged.target, gates, snapshot.rulebook, snapshot.kept
    )


def in_turn(posts: Sequence[Post]) -> list[int]:
    """Return the places of posts in the order in which to judge them: those that share the most follow each other."""

    def shared(place: int) -> tuple[date, str, str, str]:
        one = posts[place]
        return one.tmt or date.min, one.kelompok, one.standard.id if one.standard else "", one.jabatan

    return sorted(range(len(posts)), key=shared)


@dataclass(frozen=True)
class Offer:
    """A post with everybody's standing: `rises` and `rotates` say who may come, `score` is in millionths of a point."""

    post: Post
    judged: Judged
    rises: NDArray[np.bool_]
    rotates: NDArray[np.bool_]
    score: Ints
    bands: dict[str, Band]
    field: NDArray[np.int8]

    @property
    def may_come(self) -> NDArray[np.bool_]:
        """Who may come by either route."""
        return self.rises | self.rotates

    def route(self, person: int) -> str:
        """Return the route by which a person comes."""
        return PROMOTION if self.rises[person] else ROTATION


def offer(snapshot: "Snapshot", post: Post) -> Offer:
    """Return what `post` can choose from: a promotion needs every gate of the way by which the person is judged, a rotation see `may_rotate`.

    RegulationError: see `judge_by_way`.
    """
    judged = _with_moving(snapshot, judge_by_way(snapshot, post))
    dossiers, eligibility = snapshot.dossiers, judged.eligibility
    rising = (eligibility.status == STATUS.index("eligible")) & rises(snapshot, post)
    held = snapshot.employees["kelompok"]
    rotating = may_rotate(
        dossiers,
        held,
        judged.target,
        post.unit_kerja,
        judged.moving or eligibility,
        snapshot.rulebook,
        snapshot.kept,
    )
    bands = bands_of(snapshot, judged)
    score = weighted_score(bands, snapshot.settings.placement.weights.model_dump())
    return Offer(
        post,
        judged,
        rising,
        rotating & ~rising,
        score,
        bands,
        field_matches(dossiers, judged.target, snapshot.kept),
    )


def _with_moving(snapshot: "Snapshot", judged: Judged) -> Judged:
    """Return it with what is asked of a rotation, where people come by several ways: none of them is the way of who is there already."""
    rule_set = snapshot.rulebook.gates_on(MOVING, snapshot.as_of, judged.post.kelompok)
    if rule_set is None or not judged.ways:
        return judged
    moving = evaluate(
        rule_set, snapshot.rulebook, snapshot.dossiers, judged.target, snapshot.as_of, snapshot.kept
    )
    return replace(judged, moving=moving)


def gate_citations(
    snapshot: "Snapshot", judged: Judged, place: int | None = None
) -> tuple[CitationLine, ...]:
    """Return the citations of the gates, of the tables that they ask, and of the tables behind the score.

    place: only of the gates that are asked of the person there.
    """
    moving = () if judged.moving is None or place is not None else judged.moving.gates
    mine = [
        gate
        for gate in (*judged.eligibility.gates, *moving)
        if place is None or gate.outcome.result[place] != NOT_ASKED
    ]
    gates = tuple(citation_line(gate.criterion, gate.in_force, judged.day) for gate in mine)
    asked = (name for gate in mine for name in gate.check.parameters)
    tables = (
        *(name for name in asked if name in snapshot.rulebook.parameters),
        f"kompetensi/kategori_jpm_{snapshot.settings.jpm.category_set}",
        "kinerja/matriks_predikat",
        "kinerja/nilai_predikat",
        "kinerja/tahun_dinilai",
        "kinerja/ambang_kinerja",
        "talenta/sembilan_kotak",
        "talenta/ambang_potensial",
        "talenta/bobot_potensial",
        *(
            one
            for one in ("talenta/bobot_kinerja", "talenta/bobot_pengalaman")
            if one in snapshot.rulebook.parameters
        ),
    )
    return gates + policy_citations(snapshot.settings) + cite_parameters(snapshot, tables)

"""How a post judges everybody: the match with its standard, its gates, and who it would raise."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.citations import cite_parameters, shown
from asnkarier.model.book import CitationLine

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.rules.types import RuleSet


from asnkarier.agency.match import persons_of
from asnkarier.agency.posts import Post
from asnkarier.analysis.gates.eligibility import Eligibility, evaluate
from asnkarier.analysis.gates.targets import Target
from asnkarier.errors import RegulationError
from asnkarier.model.messages import N_


@dataclass(frozen=True)
class Judged:
    """What a post says about everybody: the match with its standard, the gates, and the rule set they come from."""

    post: Post
    target: Target
    match: pd.DataFrame
    eligibility: Eligibility
    rule_set: "RuleSet"


def judge(snapshot: "Snapshot", post: Post) -> Judged:
    """Return how `post` judges everybody; RegulationError when the law that was loaded knows no gates for its class."""
    rule_set = snapshot.rulebook.gates_for(post.kelompok, snapshot.as_of)
    if rule_set is None:
        raise RegulationError(
            N_("no criteria are known for appointment to class {kelompok}"),
            N_("add a rule set for it to your regulations folder, see `asn rules list`"),
            facts={"kelompok": post.kelompok},
        )
    standards = () if post.standard is None else (post.standard,)
    place = np.full(len(snapshot.people.employees), 0 if standards else -1)
    match = persons_of(snapshot, snapshot.people.judged_by(standards, place))
    target = Target(post.jabatan, post.kelompok, post.standard, match)
    gates = evaluate(rule_set, snapshot.rulebook, snapshot.dossiers, target, snapshot.as_of)
    return Judged(post, target, match, gates, rule_set)


def classes_from(snapshot: "Snapshot", kelompok: str) -> frozenset[str]:
    """Return `kelompok` and every class above it on its own ladder."""
    found = [kelompok]
    while (
        following := snapshot.rulebook.next_kelompok(found[-1], snapshot.as_of)
    ) and following not in found:
        found.append(following)
    return frozenset(found)


def may_rise(snapshot: "Snapshot", post: Post) -> NDArray[np.bool_]:
    """Return for whom `post` would be a promotion: everybody who does not already hold its class or one above it.

    A post of equal class is a rotation and one of lower class a demotion (PP 11/2017 Pasal 189 ayat (3): vertical and
    diagonal moves lead upwards). Somebody whose class is not known stays among the candidates; the gates decide.
    """
    held = snapshot.people.employees["kelompok"]
    return ~held.isin(classes_from(snapshot, post.kelompok)).to_numpy(dtype=bool)


def gate_citations(snapshot: "Snapshot", judged: Judged) -> tuple[CitationLine, ...]:
    """Return the citations of the gates and of the tables behind the score."""
    gates = tuple(
        CitationLine(
            gate.criterion.id,
            gate.criterion.judul,
            shown(gate.in_force.value),
            gate.in_force.citation.text,
            gate.in_force.citation.status_sumber,
            gate.in_force.since.isoformat(),
        )
        for gate in judged.eligibility.gates
    )
    tables = (
        f"kompetensi/kategori_jpm_{snapshot.settings.jpm.category_set}",
        "kinerja/matriks_predikat",
        "kinerja/nilai_predikat",
        "kinerja/ambang_kinerja",
        "talenta/sembilan_kotak",
        "talenta/ambang_potensial",
        "talenta/bobot_potensial",
    )
    return gates + cite_parameters(snapshot, tables)

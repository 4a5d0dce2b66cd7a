"""Everything that a post is filled from: the people, their dossiers, the vacancies; and how a post judges them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.dossiers import Dossiers, build_dossiers
from asnkarier.analysis.eligibility import Eligibility, evaluate
from asnkarier.analysis.targets import Target
from asnkarier.errors import RegulationError, UsageError
from asnkarier.model.jabatan import normalise_jabatan, split_jenjang
from asnkarier.model.messages import N_
from asnkarier.workflows.lookups import find_jabatan
from asnkarier.workflows.measure_gaps import persons_of
from asnkarier.workflows.people import People, load_somebody, match_standards, with_kelompok

if TYPE_CHECKING:
    from asnkarier.catalog.types import JobStandard
    from asnkarier.rules.types import RuleSet
    from asnkarier.store.store import Store
    from asnkarier.workflows.workspace import Workspace


@dataclass(frozen=True)
class Pool:
    """The people with their dossiers on one day, and the vacancies.

    classes: normalised position -> kelompok, as its holders now or in the past had it.
    """

    people: People
    dossiers: Dossiers
    vacancies: pd.DataFrame
    classes: dict[str, str]


@dataclass(frozen=True)
class Post:
    """A post to be filled: its vacancy code (None: a position by name), class, unit and standard."""

    code: str | None
    jabatan: str
    unit_kerja: str | None
    kelompok: str
    standard: "JobStandard | None"
    seats: int = 1


@dataclass(frozen=True)
class Judged:
    """What a post says about everybody: the match with its standard, the gates, and the rule set they come from."""

    post: Post
    target: Target
    match: pd.DataFrame
    eligibility: Eligibility
    rule_set: "RuleSet"


def load_pool(workspace: "Workspace", store: "Store") -> Pool:
    """Return the pool; UsageError when nobody has been imported yet."""
    people = load_somebody(workspace, store)
    day = workspace.as_of
    positions = with_kelompok(store.load("positions", day), workspace)
    dossiers = build_dossiers(
        people.employees,
        positions,
        store.load("appraisals", day),
        store.load("trainings", day),
        rulebook=workspace.rulebook,
        as_of=day,
        complete_registers=workspace.settings.complete_registers,
    )
    vacancies = store.load("vacancies", day).sort_values("kode", ignore_index=True)
    return Pool(people, dossiers, vacancies, _classes(positions, people.employees))


def _classes(*frames: pd.DataFrame) -> dict[str, str]:
    found: dict[str, str] = {}
    for frame in frames:
        known = frame[["jabatan", "kelompok"]].dropna().drop_duplicates()
        found |= {normalise_jabatan(name): kelompok for name, kelompok in known.itertuples(index=False)}
    return found


def find_post(workspace: "Workspace", pool: Pool, text: str) -> Post:
    """Return the post that `text` names: a vacancy code, or the name of a position (UsageError when unknown)."""
    codes = pool.vacancies["kode"].astype("str").str.upper()
    hit = pool.vacancies[(codes == text.strip().upper()).to_numpy(dtype=bool)]
    if len(hit):
        return vacancy_post(workspace, pool, hit.iloc[0])
    known = [*workspace.catalog.names, *pool.people.employees["jabatan"].dropna(), *pool.vacancies["jabatan"]]
    names = {normalise_jabatan(name): str(name) for name in reversed(known)}
    return _post(workspace, pool, None, names[find_jabatan(names.values(), text)], None, 1)


def vacancy_post(workspace: "Workspace", pool: Pool, vacancy: pd.Series) -> Post:
    """Return the post of one row of the vacancies."""
    seats = 1 if pd.isna(vacancy["jumlah"]) else int(vacancy["jumlah"])
    unit = vacancy["unit_kerja"] if isinstance(vacancy["unit_kerja"], str) else None
    return _post(workspace, pool, str(vacancy["kode"]), str(vacancy["jabatan"]), unit, seats)


def _post(
    workspace: "Workspace", pool: Pool, code: str | None, jabatan: str, unit: str | None, seats: int
) -> Post:
    kelompok = post_kelompok(workspace, pool, jabatan)
    if kelompok is None:
        raise UsageError(
            N_("nothing says which class {jabatan} belongs to"),
            N_("write a standard for it in standards/ with its `kelompok`"),
            facts={"jabatan": jabatan},
        )
    standards, place = match_standards(workspace, [(jabatan, kelompok)])
    return Post(code, jabatan, unit, kelompok, standards[0] if place[0] >= 0 else None, seats)


def post_kelompok(workspace: "Workspace", pool: Pool, jabatan: str) -> str | None:
    """Return the class of a position: as its standard states, as its holders have it, or as its jenjang says."""
    standard = workspace.catalog.for_jabatan(jabatan)
    if standard is not None and standard.kelompok is not None:
        return standard.kelompok
    known = pool.classes.get(normalise_jabatan(jabatan))
    if known is not None:
        return known
    jenjang = split_jenjang(jabatan)[1]
    return f"jf_{jenjang}" if jenjang else None


def judge(workspace: "Workspace", pool: Pool, post: Post) -> Judged:
    """Return how `post` judges everybody; RegulationError when the law that was loaded knows no gates for its class."""
    rule_set = workspace.rulebook.gates_for(post.kelompok, workspace.as_of)
    if rule_set is None:
        raise RegulationError(
            N_("no criteria are known for appointment to class {kelompok}"),
            N_("add a rule set for it to your regulations folder, see `asn rules list`"),
            facts={"kelompok": post.kelompok},
        )
    standards = () if post.standard is None else (post.standard,)
    place = np.full(len(pool.people.employees), 0 if standards else -1)
    match = persons_of(workspace, pool.people.judged_by(standards, place))
    target = Target(post.jabatan, post.kelompok, post.standard, match)
    gates = evaluate(rule_set, workspace.rulebook, pool.dossiers, target, workspace.as_of)
    return Judged(post, target, match, gates, rule_set)


def classes_from(workspace: "Workspace", kelompok: str) -> frozenset[str]:
    """Return `kelompok` and every class above it on its own ladder."""
    found = [kelompok]
    while (
        following := workspace.rulebook.next_kelompok(found[-1], workspace.as_of)
    ) and following not in found:
        found.append(following)
    return frozenset(found)


def may_rise(workspace: "Workspace", pool: Pool, post: Post) -> NDArray[np.bool_]:
    """Return for whom `post` would be a promotion: everybody who does not already hold its class or one above it.

    A post of equal class is a rotation and one of lower class a demotion (PP 11/2017 Pasal 189 ayat (3): vertical and
    diagonal moves lead upwards). Somebody whose class is not known stays among the candidates; the gates decide.
    """
    held = pool.people.employees["kelompok"]
    return ~held.isin(classes_from(workspace, post.kelompok)).to_numpy(dtype=bool)

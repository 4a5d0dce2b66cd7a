"""Everything that a post is filled from: the people, their dossiers, the vacancies; and how a post judges them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.people import People, load_somebody, with_kelompok
from asnkarier.analysis.careers.dossiers import Dossiers, build_dossiers
from asnkarier.model.jabatan import normalise_jabatan

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store


@dataclass(frozen=True)
class Pool:
    """The people with their dossiers on one day, and the vacancies.

    classes: normalised position -> kelompok, as its holders now or in the past had it.
    """

    people: People
    dossiers: Dossiers
    vacancies: pd.DataFrame
    classes: dict[str, str]


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

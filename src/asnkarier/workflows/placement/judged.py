"""The judge of placements is shown every proposal before anybody sees it, with what the lists and config.yaml say."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from asnkarier.agency.posts import seats_of
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.placement.cascade.judge import Office, require_lawful
from asnkarier.analysis.placement.cascade.problem import Limits
from asnkarier.analysis.placement.routes import ROTATION, rule_of_rotation
from asnkarier.model.said import MONTHS_PER_YEAR
from asnkarier.model.terms import normalise
from asnkarier.workflows.placement.staffing import pairs_apart, units_of_people


def require_judged(
    now: Snapshot,
    rows: Sequence[dict[str, Any]],
    found: Sequence[pd.DataFrame],
    vacancies: Sequence[pd.Series],
    limits: Limits,
    *,
    gains: bool,
) -> None:
    """Let the judge look at the rows of chains and the findings of each; see `cascade.judge`, whose error is raised.

    gains: whether the rows count what each move gains.
    """
    employees, units = now.employees, units_of_people(now)
    least = now.settings.placement.least_in_unit
    refused = {
        (row["nip"], row["vacancy"])
        for row, one in zip(rows, found, strict=True)
        if (one["decides"].astype("bool") & one["result"].isin(("not_met", "unknown"))).any()
    }
    cascade = now.settings.placement.cascade
    office = Office(
        seats={str(one["kode"]): seats_of(one) for one in vacancies},
        posts=dict(zip(employees["nip"], employees["jabatan"], strict=True)),
        units=dict(zip(units.index.astype("str"), units, strict=True)),
        least=dict.fromkeys(set(units) - {""}, least) if least is not None else {},
        apart=pairs_apart(now),
        refused=refused | moved_early(now, rows),
        moves=limits.moves,
        depth=limits.depth,
        exchanges=limits.exchanges,
        worth=(cascade.filled_post, cascade.cost_of_move) if gains else None,
    )
    named = [row | {"unit_kerja": normalise(row["unit_kerja"] or "") or row["vacancy"]} for row in rows]
    require_lawful(named, office)


def moved_early(now: Snapshot, rows: Sequence[dict[str, Any]]) -> set[tuple[str, str]]:
    """Return the moves within a class before the years in the post that the law asks for, counted again from the day in the list."""
    people = now.employees.set_index("nip")
    found = set()
    for row in rows:
        if row["route"] != ROTATION:
            continue
        who, on = people.loc[row["nip"]], row["judged_on"]
        rule, since = now.rulebook.in_force(rule_of_rotation(str(who["kelompok"])), on), who["tmt_jabatan"]
        if (
            rule is None
            or pd.isna(since)
            or _months(since, on) < rule.value["minimal_tahun"] * MONTHS_PER_YEAR
        ):
            found.add((row["nip"], row["vacancy"]))
    return found


def _months(since: date, on: date) -> int:
    return (on.year - since.year) * MONTHS_PER_YEAR + on.month - since.month - (on.day < since.day)


def as_chains(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return moves that are no chains as chains of one step, as the judge reads them."""
    alone = {"step": 1, "depends_on": None, "post_opened": None, "gain": 0.0, "cumulative_gain": 0.0}
    return [row | alone | {"chain_id": str(number)} for number, row in enumerate(rows)]

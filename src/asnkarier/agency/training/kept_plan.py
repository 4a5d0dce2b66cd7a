"""Plans of training that were kept: a plan is recorded under a name before anything is compared with it (decision 0028)."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.answers.conditions import keep_conditions
from asnkarier.agency.training.catalogue import cell_of_course
from asnkarier.errors import NothingKnown, UsageError
from asnkarier.model.frames import TRAINING_PLAN
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.store.records import ImportBatch, SourceSheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Source

_NAMES: Final = {"level_from": "level_awal", "level_to": "level_akhir"}
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was done, and by whom; the moment comes from above, where there is a clock."""

    now: datetime
    user: str


def plan_lines(
    name: str, chosen: pd.DataFrame, classes: pd.DataFrame, courses: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """Return a plan as lines of the table `training_plan`, by nip, kode and kompetensi.

    chosen, classes: of a `TrainingPlan`, of which `tahun`, `periode` and `dana` may be missing; classes of several periods of a year are
    numbered through. The days are those of the catalogue, where it says them; what a class costs stands on each of its lines.
    """
    days = courses[["kode", "tanggal_mulai", "tanggal_selesai"]]
    cost = classes[[*_of_class(classes), "biaya_kelas"]]
    lines = chosen.rename(columns=_NAMES).merge(days, on="kode", how="left", validate="many_to_one")
    lines = lines.merge(cost, on=_of_class(classes), how="left", validate="many_to_one")
    if "periode" in lines:
        of_year = ["kode", *(one for one in ("tahun",) if one in lines)]
        numbered = (
            lines[[*of_year, "periode", "kelas"]]
            .drop_duplicates()
            .sort_values([*of_year, "periode", "kelas"])
        )
        numbered["number"] = (numbered.groupby(of_year).cumcount() + 1).astype("Int64")
        keys = [*of_year, "periode", "kelas"]
        lines = lines.merge(numbered, on=keys, how="left", validate="many_to_one")
        lines = lines.assign(kelas=lines["number"])
    lines = lines.assign(rencana=name, tanggal=pd.Timestamp(as_of).as_unit("s"))
    lines = lines.reindex(columns=[*TRAINING_PLAN.columns])
    return lines.sort_values([*TRAINING_PLAN.key], kind="stable", ignore_index=True)


def _of_class(classes: pd.DataFrame) -> list[str]:
    return [one for one in ("kode", "kelas", "tahun", "periode") if one in classes]


def keep_plan(workspace: "Workspace", name: str, lines: pd.DataFrame, stamp: Stamp) -> int:
    """Record a plan under `name` and return its batch; the very same plan again changes nothing.

    UsageError: it has no line, it is asked as of a past import, or another plan bears that name.
    """
    if workspace.known_at is not None:
        raise UsageError(
            N_("a plan is kept as it is made today, not as it would have been made at --known-at"),
            N_("leave --known-at out"),
        )
    if lines.empty:
        raise UsageError(N_("the plan has no line; nothing is kept"), N_("give it a budget, or courses"))
    digest = hashlib.sha256(lines.to_csv(index=False).encode()).hexdigest()
    with workspace.open_store("w", doing="asn recommend-training --keep") as store:
        there = [one for one in store.batches() if one.table == TRAINING_PLAN.name and one.status == "active"]
        kept = store.load(TRAINING_PLAN.name, date.max)
        same = next((one for one in there if (one.file, one.sha256) == (name, digest)), None)
        if same is not None:
            return same.batch_id
        if (kept["rencana"] == name).any():
            before = next((one.batch_id for one in there if one.file == name), there[-1].batch_id)
            raise UsageError(
                N_("a plan called {name} is kept already (import {batch}), and this one differs from it"),
                N_("choose another name; a plan is never overwritten"),
                facts={"name": name, "batch": before},
                commands=("asn history", f"asn undo {before}"),
            )
        at = stamp.now.isoformat(timespec="seconds")
        keep_conditions(workspace, store, at, stamp.user)
        batch = ImportBatch(
            table=TRAINING_PLAN.name,
            file=name,
            sha256=digest,
            options_digest="keep",
            imported_at=at,
            imported_by=stamp.user,
            as_of=workspace.as_of,
            counts={"rows": len(lines), "rejected": 0},
        )
        numbered = lines.assign(source_id=0, row=range(1, len(lines) + 1))
        found = store.add(batch, numbered, {0: SourceSheet(name, None, (), {})})
        if found.batch_id is None:
            raise AssertionError
        return found.batch_id


def keep_commands(as_of: date) -> tuple[str, ...]:
    """Return what keeps a plan of this year, and of the next one."""
    year = as_of.year
    return (
        f"asn recommend-training --keep rencana-{year}",
        f"asn recommend-training --from-year {year + 1} --keep rencana-{year + 1}",
    )


def kept_plan(now: "Snapshot", name: str | None) -> pd.DataFrame:
    """Return the lines of the plan called `name`, of the newest one without a name; UsageError when there is none.

    The newest is the one of the latest day; of several of that day the one that was kept, or imported, last.
    """
    lines = now.frames[TRAINING_PLAN.name]
    known_plans = plans_in_order(lines, now.sources)
    commands = keep_commands(now.as_of)
    if not known_plans:
        raise NothingKnown(
            N_("no plan of training is kept on {as_of}"),
            N_("keep one first"),
            table=TRAINING_PLAN.name,
            facts={"as_of": now.as_of},
            commands=commands,
        )
    if name is not None and name not in known_plans:
        known = ", ".join(known_plans[-_SHOWN:])
        raise UsageError(
            N_("no plan of training is called {name}"),
            N_("known: {known}"),
            facts={"name": name, "known": known},
        )
    chosen = name or known_plans[-1]
    return lines[lines["rencana"] == chosen].reset_index(drop=True)


def unknown_courses(now: "Snapshot", places: pd.DataFrame) -> list[tuple[str, str, Said]]:
    """Return the courses of these places that the catalogue does not hold, each at its first cell: where, kode, what. Nothing where no catalogue is known."""
    known = now.frames["courses"]["kode"]
    strange = places[~places["kode"].isin(known)] if len(known) else places.iloc[:0]
    return [
        (
            cell_of_course(now, mine.iloc[0].to_dict(), "kode"),
            str(kode),
            said("plan_course", name=str(kode), count=len(mine)),
        )
        for kode, mine in strange.groupby("kode", sort=True)
    ]


def plans_in_order(lines: pd.DataFrame, sources: "Mapping[int, Source]") -> tuple[str, ...]:
    """Return the names of the plans: by day (those that say none first), then by the last import that told a line of them."""
    batch = {one: sources[int(one)].batch_id for one in lines["source_id"].unique()}
    told = lines[["rencana", "tanggal"]].assign(batch=lines["source_id"].map(batch))
    plans = told.groupby("rencana", sort=True).agg(day=("tanggal", "min"), batch=("batch", "max"))
    order = plans.sort_values(["day", "batch"], kind="stable", na_position="first")
    return tuple(str(name) for name in order.index)


def day_of_plan(lines: pd.DataFrame) -> pd.Timestamp:
    """Return the day of the one plan of these lines (NaT: not said)."""
    day: pd.Timestamp = lines["tanggal"].min()
    return day


def imports_of(lines: pd.DataFrame, sources: "Mapping[int, Source]") -> tuple[int, ...]:
    """Return the imports that lines of a plan came in with, the first one first."""
    return tuple(sorted({sources[int(one)].batch_id for one in lines["source_id"].unique()}))

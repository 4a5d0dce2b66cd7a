"""What differs between two moments, each change with its one cause; the causes lead from the first state to the second."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.comparing.moments import ORDER, Way, way_between
from asnkarier.agency.comparing.state import state_of
from asnkarier.agency.comparing.where import where
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.lookups import find_unit
from asnkarier.agency.match import gap_citations
from asnkarier.agency.posts import find_post
from asnkarier.agency.progress import SILENT, Progress
from asnkarier.agency.selection import within_unit
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.workspace import keep_silent
from asnkarier.analysis.comparing.states import changes_by_cause, turned
from asnkarier.errors import NothingKnown, UsageError
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.reports.books.comparing import DiffView, diff_book, read_once, whole_people
from asnkarier.settings import load_settings
from asnkarier.workflows.comparing.named import NO_RUN, Moment, moment, newest_run
from asnkarier.workflows.requests.diff import DiffRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

# More vacancies than these are judged only when they are named: each asks every requirement of everybody, at every step.
_FEW: Final = 5


def compare_days(workspace: "Workspace", request: DiffRequest, *, progress: Progress = SILENT) -> Book:
    """Return the report; UsageError for a moment, post or unit that is not known, or two moments that are one.

    Moments that are not named: the last run that knew less, and now.
    """
    with workspace.open_store() as store:
        first, second = (
            moment(workspace, store, text, as_known=request.as_known)
            for text in (request.first or _last_run(workspace), request.second or workspace.as_of.isoformat())
        )
        first = replace(first, workspace=_then(first.workspace, request))
        _must_differ(first, second, request)
        one = load_somebody(first.workspace, store, asking=["vacancies"])
        other = load_somebody(replace(second.workspace, tell=keep_silent), store, asking=["vacancies"])
        posts, silent = _posts(one, other, request)
        back = other.as_of < one.as_of
        way = way_between(*((other, one) if back else (one, other)))
        states = []
        for place, snapshot in enumerate(way.snapshots):
            progress(N_("states compared"), place, len(way.snapshots))
            states.append(state_of(snapshot, posts))
        rows = changes_by_cause(states, way.causes)
        rows["where"] = where(rows, way)
        rows = _named(_of_unit(turned_with(rows) if back else rows, one, other, request), one, other)
        told = tuple(_told(rows, way, first, second, posts, silent=silent))
        remarks = tuple(dict.fromkeys((*one.remarks, *other.remarks)))
        return stamped(
            diff_book(DiffView(rows, told), other.as_of),
            replace(other, remarks=remarks),
            store,
            citations=(*gap_citations(other), *cite_parameters(other, (name for name, _ in way.rules if name in other.rulebook.parameters))),
            counts={"changes": int(read_once(rows).sum()), "people": rows["nip"].nunique()},
        )  # fmt: skip


def _last_run(workspace: "Workspace") -> str:
    """Return the last run as a moment, for a job that names none; NothingKnown before the second run."""
    found = newest_run(workspace)
    if found is None:
        raise NothingKnown(NO_RUN, table="runs")
    return found


def turned_with(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the changes of the way back, with where each comes from."""
    return turned(rows).assign(where=rows["where"].iloc[::-1].to_numpy())


def _then(workspace: "Workspace", request: DiffRequest) -> "Workspace":
    """Return the first moment's workspace by the standards and the config.yaml that the office kept of it."""
    settings = workspace.settings
    if request.config_then is not None:
        if not request.config_then.is_file():
            raise UsageError(
                N_("--config-then {file}: there is no such file"),
                N_("name the config.yaml that was kept"),
                facts={"file": request.config_then},
            )
        settings = load_settings(request.config_then).model_copy(update={"paths": settings.paths})
    if request.standards_then is not None:
        if not request.standards_then.is_dir():
            raise UsageError(
                N_("--standards-then {folder}: there is no such folder"),
                N_("name the folder of standards that was kept"),
                facts={"folder": request.standards_then},
            )
        paths = settings.paths.model_copy(update={"standards": str(request.standards_then.absolute())})
        settings = settings.model_copy(update={"paths": paths})
    return workspace if settings is workspace.settings else replace(workspace, settings=settings)


def _must_differ(first: Moment, second: Moment, request: DiffRequest) -> None:
    same = (first.workspace.as_of, first.workspace.known_at) == (
        second.workspace.as_of,
        second.workspace.known_at,
    )
    if same and request.standards_then is None and request.config_then is None:
        raise UsageError(
            N_("{first} and {second} are one moment"),
            N_("name two, or what else the first was judged by: --standards-then, --config-then"),
            facts={"first": first.said, "second": second.said},
        )


def _posts(one: Snapshot, other: Snapshot, request: DiffRequest) -> tuple[tuple[str, ...], bool]:
    """Return the posts to which everybody is judged, and whether vacancies were left out for being many."""
    if request.posts is not None:
        for name in request.posts:
            try:
                find_post(other, name)
            except UsageError:
                find_post(one, name)
        return request.posts, False
    codes = list(
        dict.fromkeys([*one.vacancies["kode"].astype("str"), *other.vacancies["kode"].astype("str")])
    )
    return (tuple(codes), False) if len(codes) <= _FEW else ((), True)


def _of_unit(rows: pd.DataFrame, one: Snapshot, other: Snapshot, request: DiffRequest) -> pd.DataFrame:
    """Return the changes of people who are in the unit at one of the moments."""
    if request.unit is None:
        return rows
    inside: set[str] = set()
    for snapshot in (one, other):
        who, units = snapshot.employees, snapshot.frames["units"]
        keep = within_unit(who, units, find_unit(who, units, request.unit)).people
        inside |= set(who["nip"][keep].astype("str"))
    return rows[rows["nip"].isin(list(inside))].reset_index(drop=True)


def _named(rows: pd.DataFrame, one: Snapshot, other: Snapshot) -> pd.DataFrame:
    names: dict[str, str] = {}
    for snapshot in (one, other):
        listed = snapshot.listed[["nip", "nama"]].dropna()
        names |= dict(zip(listed["nip"].astype("str"), listed["nama"].astype("str"), strict=True))
    return rows.assign(nama=rows["nip"].map(names))


def _told(
    rows: pd.DataFrame, way: Way, first: Moment, second: Moment, posts: tuple[str, ...], *, silent: bool
) -> Iterator[Said]:
    whole = rows[whole_people(rows)]
    yield said(
        "diff_told",
        first=_day_or_name(first),
        second=_day_or_name(second),
        count=int(read_once(rows).sum()),
        people=int(rows["nip"].nunique()),
        came=int((whole["was"].eq("") & whole["now"].ne("")).sum()),
        gone=int((whole["now"].eq("") & whole["was"].ne("")).sum()),
    )
    if way.rules:
        named = tuple(dict.fromkeys(name for name, _ in way.rules))
        yield said("diff_rules", count=len(named), rules=named[:10])
    absent = [cause for cause in ORDER if cause not in way.causes]
    if "standard" in absent or "config" in absent:
        yield said("diff_alike")
    if silent:
        yield said("diff_posts")
    if posts:
        yield said("diff_judged", names=posts)


def _day_or_name(one: Moment) -> date | str:
    """Return the day that a moment is, so that it is written as days are; else what it was called."""
    return one.workspace.as_of if one.said == one.workspace.as_of.isoformat() else one.said

"""The talent map: the box of everybody who counts, what would decide the open ones, who has moved, and the succession pools."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.critical_posts import critical_posts
from asnkarier.agency.answers.leaning import leanings
from asnkarier.agency.answers.next_steps import steps_for, unread
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.match import gap_citations
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.talent.held import BOX_RULES, held_grid, held_of, talent_citations
from asnkarier.agency.talent.pools import LEAST, Pools, pools_of
from asnkarier.agency.workspace import keep_silent
from asnkarier.analysis.spans import add_months, day
from asnkarier.analysis.talent.counting import box_counts, group_counts
from asnkarier.analysis.talent.deciding import deciding_facts
from asnkarier.analysis.talent.moving import moved_from
from asnkarier.analysis.talent.settling import settling_facts
from asnkarier.errors import UsageError
from asnkarier.model.book import Book, CitationLine, NextStep
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES, JPT_CLASSES, KELOMPOK
from asnkarier.model.messages import N_
from asnkarier.model.said import LawText, Said, said
from asnkarier.reports.books.talent import TalentView, talent_book
from asnkarier.workflows.requests.talent_map import TalentRequest
from asnkarier.workflows.talent.told import attention_first, lacks_among, map_rows, settling_rows

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

_ASKED: Final = ("hukuman_disiplin", "positions", "trainings")
_TOGETHER: Final = {"jpt": JPT_CLASSES, "jf": FUNCTIONAL_CLASSES}
_NEAR: Final = LawText("Jarak dari batas yang disebut dekat", "Distance from a line that counts as near")
_NOBODY: Final = N_("nobody who counts holds a post of this class")


def map_talent(workspace: "Workspace", request: TalentRequest) -> Book:
    """Return the report; UsageError for a unit that is not known, a class that nobody holds, or a day to compare with that is not earlier."""
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store))
        since = _since(now, request)
        held = held_of(now)
        grid = held_grid(now, held)
        then, silent = _then(workspace, store, since)
        facts = deciding_facts(held, grid, now.rulebook)
        settling = settling_facts(held, grid, facts, now.rulebook)
        rows = map_rows(now, grid, moved_from(grid.rows, then), facts, settling)
        asked = _asked(now, request)
        shown = attention_first(rows[asked].reset_index(drop=True))
        mine, settling = (one[asked[one["person"].to_numpy(dtype=np.int64)]] for one in (facts, settling))
        pools = pools_of(now, grid)
        pools = replace(pools, members=pools.members[pools.members["nip"].isin(shown["nip"])])
        view = _view(now, shown, pools, _said_of(shown, since, silent))
        view = replace(view, settling=settling_rows(now, settling))
        critical = critical_posts(now.employees, now.settings)
        cited = (*_citations(now), *critical.citations, *pools.citations)
        return stamped(
            talent_book(view, now.as_of, critical.notes),
            now,
            store,
            citations=cited,
            leans_on=leanings(now.settings, now.rulebook, (*cited, *now.citations), registers=_declared(now)),
            counts={"people": len(shown), "boxed": int(shown["kotak"].notna().sum())},
            next_steps=(
                *unread(workspace, store),
                *steps_for(lacks_among(mine), len(shown)),
                *_compare(now, since, silent),
            ),
        )


def _declared(now: Snapshot) -> list[str]:
    """Return the registers that a box asks and the agency declared complete."""
    return [one for one in _ASKED if one in now.settings.complete_registers]


def _since(now: Snapshot, request: TalentRequest) -> date:
    """Return the earlier day: as asked, else so many months before; UsageError where it is not earlier."""
    if request.since is None:
        before: Any = add_months(np.array([day(now.as_of)]), -now.settings.talent.compared_months)[0].item()
        return date(before.year, before.month, before.day)
    if request.since >= now.as_of:
        raise UsageError(
            N_("--since {since}: not earlier than {as_of}, the day of the map"),
            N_("name an earlier day, or a later one with --as-of"),
            facts={"since": request.since, "as_of": now.as_of},
        )
    return request.since


def _then(workspace: "Workspace", store: "Store", since: date) -> tuple[pd.DataFrame, Said | None]:
    """Return everybody's box on the earlier day by the law and the standards of that day, and why there is none where there cannot be any."""
    nobody = pd.DataFrame({"nip": pd.Series(dtype="str"), "kotak": pd.Series(dtype="Int64")})
    absent = [name for name in BOX_RULES if workspace.rulebook.in_force(name, since) is None]
    if absent:
        title = workspace.rulebook.parameters[absent[-1]].title
        return nobody, said("map_no_law_then", day=since, rule=title)
    earlier = replace(workspace, as_of=since, tell=keep_silent)
    then = counted(load_somebody(earlier, store))
    return held_grid(then, held_of(then)).rows[["nip", "kotak"]], None


def _said_of(rows: pd.DataFrame, since: date, silent: Said | None) -> tuple[Said, ...]:
    """Return what the figures come to: how many boxes are certain, who is near a line, who has moved since the earlier day."""
    sure = int(rows["kotak"].notna().sum())
    near = int(rows["near_line"].ne("").sum())
    told = [said("map_certain", certain=sure, people=len(rows), open=len(rows) - sure, near=near)]
    if silent is not None:
        return (*told, silent)
    both = rows["kotak"].notna() & rows["kotak_then"].notna()
    moved = rows["moved_from"].notna()
    return (*told, said("map_moved", moved=int(moved.sum()), both=int(both.sum()), day=since))


def _asked(now: Snapshot, request: TalentRequest) -> NDArray[np.bool_]:
    """Return whom the request is about; UsageError where nobody is left."""
    employees = now.people.employees
    keep = employees["nip"].isin(selected(now, Who(unit=request.unit)).employees["nip"]).to_numpy(dtype=bool)
    if request.kelompok is None:
        return keep
    classes = _TOGETHER.get(request.kelompok, {request.kelompok})
    keep = keep & employees["kelompok"].isin(list(classes)).to_numpy(dtype=bool)
    if not keep.any():
        raise UsageError(_NOBODY, N_("asn talent-map without --class shows which classes there are"))
    return keep


def _view(now: Snapshot, rows: pd.DataFrame, pools: Pools, told: tuple[Said, ...]) -> TalentView:
    rule = now.rulebook.in_force("talenta/sembilan_kotak", now.as_of)
    table = rule.value if rule else {}
    cells = {box: (row, column) for row, columns in table.items() for column, box in columns.items()}
    boxes = box_counts(rows["kotak"], rows["boxes_possible"])
    boxes["kinerja_label"], boxes["potensi_label"] = (
        pd.array([cells.get(box, (None, None))[side] for box in boxes["kotak"]], dtype="str")
        for side in (0, 1)
    )
    advice = now.rulebook.in_force("talenta/rekomendasi_kotak", now.as_of)
    words = {box: LawText.read(text) for box, text in advice.value.items()} if advice else {}
    boxes["recommendation"] = pd.Series([words.get(box) for box in boxes["kotak"]], dtype=object)
    boxes["citation"] = None if advice is None else advice.citation.text
    levels = now.rulebook.in_force("talenta/tingkat_jabatan", now.as_of)
    rule = now.rulebook.in_force("talenta/bobot_potensial", now.as_of)
    weights = rule.value if rule else {}
    return TalentView(
        rows=rows,
        told=told,
        boxes=boxes,
        weights=pd.DataFrame(list(weights.items()), columns=["part", "weight"]),
        levels=group_counts(rows, "tingkat", list(dict.fromkeys(levels.value.values())) if levels else []),
        classes=group_counts(rows, "kelompok", KELOMPOK),
        posts=pools.posts,
        members=pools.members.reset_index(drop=True),
    )


def _citations(now: Snapshot) -> tuple[CitationLine, ...]:
    near = CitationLine(
        "talent.near", _NEAR, f"{now.settings.talent.near:g}", "config.yaml: talent.near", "kebijakan", ""
    )
    return (*talent_citations(now), *cite_parameters(now, (LEAST,)), *gap_citations(now), near)


def _compare(now: Snapshot, since: date, silent: Said | None) -> Iterator[NextStep]:
    """Yield how to compare with the first day on which boxes could be told, where the earlier day is before it."""
    days = [one.since for name in BOX_RULES if (one := now.rulebook.in_force(name, now.as_of)) is not None]
    first = max(days, default=now.as_of)
    if silent is not None and since < first < now.as_of and len(days) == len(BOX_RULES):
        yield NextStep(said("step_compare_since", day=first), (f"asn talent-map --since {first}",))

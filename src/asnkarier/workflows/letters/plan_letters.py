"""Letters about a kept plan of training: who is sent to which class, and the plan with its cost."""

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.language import message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.reports.shown.numbers import long_day
from asnkarier.workflows.following.training_calendar import training_calendar
from asnkarier.workflows.following.training_status import training_status
from asnkarier.workflows.letters.addressed import as_addressed
from asnkarier.workflows.letters.days import days_of
from asnkarier.workflows.letters.known import known, of_row
from asnkarier.workflows.letters.registered import Draft, registered
from asnkarier.workflows.requests.letters import AssignmentRequest, PlanNoteRequest
from asnkarier.workflows.requests.plan_work import CalendarRequest, StatusRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_NO_DAYS: Final = N_(
    "Classes without days, to which nobody is sent yet: {count}; asn training-calendar says why."
)
_NONE: Final = N_(
    "No class of the plan has days yet (classes: {count}), so nobody is sent; asn training-calendar says of each why and what to do."
)
_MAY_LEAVE: Final = N_(
    "Of those who are sent {count} may have left by then; asn training-calendar names the fact that is missing."
)


def assignments(workspace: "Workspace", request: AssignmentRequest) -> Book:
    """Return the letters that send people to the classes of `asn training-calendar` that have days; UsageError as there."""
    asked = CalendarRequest(plan=request.plan, unit=request.unit, year=request.year)
    source = training_calendar(workspace, asked)
    rows, roster = source.lines("rows"), source.lines("roster")
    plan = _plan(workspace, request.plan)
    sent = roster[roster["mulai"].notna()]
    keys = ["kode", "kelas"] if request.by is None else ["unit_kerja"]
    sent = as_addressed(workspace, sent)
    drafts = [_assignment(request, plan, group) for _, group in sent.groupby(keys, sort=False, dropna=False)]
    unplaced, doubtful = int(rows["mulai"].isna().sum()), int(sent["may_leave"].notna().sum())
    undated = _NO_DAYS if drafts else _NONE
    remarks = [message(undated, count=unplaced)] if unplaced or not drafts else []
    remarks += [message(_MAY_LEAVE, count=doubtful)] if doubtful else []
    return registered(workspace, "surat-tugas", request, source, drafts, source.notes, remarks)


def _assignment(request: AssignmentRequest, plan: str | None, group: pd.DataFrame) -> Draft:
    first = group.iloc[0]
    people = [
        {"no": place, **of_row(one, "nama", "nip", "pangkat", "jabatan", "unit_kerja", "kode", "kelas"), "pelatihan": known(one["nama_pelatihan"]), "waktu": days_of(known(one["mulai"]), known(one["selesai"]))}
        for place, one in enumerate(group.to_dict("records"), start=1)
    ]  # fmt: skip
    about = (
        f"{first['kode']} {first['kelas']}" if request.by is None else str(known(first["unit_kerja"]) or "")
    )
    count = int(group["nip"].nunique())
    facts = {"rencana": plan, "tempat_acara": request.place, "jumlah": count, "peserta": people}
    return Draft(about, count, facts)


def _plan(workspace: "Workspace", name: str | None) -> str | None:
    """Return what the plan is called; without a name the newest one."""
    if name is not None:
        return name
    found = training_status(workspace, StatusRequest()).lines("totals")["plan"].iloc[0]
    return None if known(found) is None else str(found)


def plan_note(workspace: "Workspace", request: PlanNoteRequest) -> Book:
    """Return the note about a kept plan as `asn training-status` knows it; UsageError as there."""
    source = training_status(workspace, StatusRequest(plan=request.plan))
    total = source.lines("totals").iloc[0]
    courses: list[dict[str, Any]] = [
        {"no": place, "pelatihan": known(one["nama_pelatihan"]), "kode": known(one["kode"]), "peserta": known(one["people"]), "biaya": known(one["planned_cost"])}
        for place, one in enumerate(source.lines("rows").to_dict("records"), start=1)
    ]  # fmt: skip
    day = known(total["plan_day"])
    facts = {
        "kepada": workspace.settings.letters.to,
        "rencana": known(total["plan"]),
        "hari_rencana": day,
        "tempat_pelatihan": known(total["planned"]),
        "orang": known(total["people"]),
        "biaya": known(total["planned_cost"]),
        "pelatihan": courses,
    }
    about = f"{facts['rencana']} ({long_day(day)})" if day else str(facts["rencana"])
    return registered(workspace, "nota-dinas", request, source, [Draft(about, int(total["people"]), facts)])

"""Letters about people: whom to assess, who stands on a shortlist, whom to reward, whom to guide."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import load_somebody
from asnkarier.analysis.succession.expiring import ASSESSMENT
from asnkarier.language import message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.model.office.letters import Kind
from asnkarier.model.said import Code, Competency, Said, said
from asnkarier.workflows.letters.addressed import as_addressed
from asnkarier.workflows.letters.days import with_long_days
from asnkarier.workflows.letters.known import known, of_row
from asnkarier.workflows.letters.registered import Draft, registered
from asnkarier.workflows.measure_gaps import measure_gaps
from asnkarier.workflows.requests.gap import GapRequest
from asnkarier.workflows.requests.letters import InvitationRequest, MinutesRequest, ReviewedRequest
from asnkarier.workflows.requests.promote_shortlist import ShortlistRequest
from asnkarier.workflows.requests.review import ReviewRequest
from asnkarier.workflows.requests.succession import ExpiringRequest
from asnkarier.workflows.review.weigh_people import weigh_people
from asnkarier.workflows.shortlisting.shortlist_candidates import shortlist_candidates
from asnkarier.workflows.succession.list_expiring import list_expiring

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_NOBODY_DUE: Final = N_(
    "Nobody's assessment runs out within {months} months, and nobody is without one; --months looks further ahead."
)
_NOBODY_LISTED: Final = N_(
    "Nobody is on the list of asn review by a rule that says so; asn review shows who is on it and why."
)
_OPEN: Final = "unknown"
_WHO: Final = ("nama", "nip", "jabatan", "unit_kerja")
_RANKED: Final = (*_WHO, "pangkat")


def invitations(workspace: "Workspace", request: InvitationRequest) -> Book:
    """Return a letter for each unit with those whose assessment runs out (`asn expiring`) and those of whom nothing is assessed (`asn gap`)."""
    source = list_expiring(workspace, ExpiringRequest(months=request.months, unit=request.unit))
    rows = source.lines("rows")
    ending = rows.loc[rows["what"].eq(ASSESSMENT), [*_WHO, "until"]]
    never = measure_gaps(workspace, GapRequest(unit=request.unit)).lines("rows")
    never = never.loc[never["coverage"].eq(0) & ~never["nip"].isin(ending["nip"]), ["nip"]]
    never = _with_units(workspace, request.unit, never)
    ending = ending.drop_duplicates("nip")
    invited = pd.concat([ending, never], ignore_index=True) if len(ending) else never.assign(until=None)
    invited = as_addressed(workspace, invited)
    invited = invited.sort_values(["unit_kerja", "nip"], kind="stable", ignore_index=True)
    drafts = [
        _invitation(request, group) for _, group in invited.groupby("unit_kerja", sort=False, dropna=False)
    ]
    remarks = [] if drafts else [message(_NOBODY_DUE, months=request.months)]
    return registered(workspace, "undangan-asesmen", request, source, drafts, source.notes, remarks)


def _with_units(workspace: "Workspace", unit: str | None, people: pd.DataFrame) -> pd.DataFrame:
    with workspace.open_store() as store:
        employees = selected(counted(load_somebody(workspace, store)), Who(unit=unit)).employees
    return employees.loc[employees["nip"].isin(people["nip"]), list(_WHO)]


def _invitation(request: InvitationRequest, group: pd.DataFrame) -> Draft:
    people = [
        {"no": place, **of_row(one, *_RANKED), "sampai": known(one["until"]) or ""}
        for place, one in enumerate(group.to_dict("records"), start=1)
    ]
    unit = known(group["unit_kerja"].iloc[0])
    facts = {
        "unit_kerja": unit,
        "waktu": request.when,
        "tempat_acara": request.place,
        "jumlah": len(people),
        "peserta": people,
    }
    return Draft(str(unit or ""), len(people), facts)


def minutes(workspace: "Workspace", request: MinutesRequest) -> Book:
    """Return the minutes about the shortlist of a post as `asn promote-shortlist` makes it; UsageError as there."""
    source = shortlist_candidates(workspace, ShortlistRequest(target=request.target, top=request.top))
    rows = source.lines("rows")
    rows = as_addressed(workspace, rows)
    counts = source.lines("status_counts").iloc[0]
    top = request.top or workspace.settings.promotion.top
    people = [
        {"peringkat": known(one["rank"]), **of_row(one, *_RANKED), "nilai": _points(one["score"]), "keadaan": None if one["status"] == _OPEN else Code(str(one["status"]))}
        for one in rows.head(top).to_dict("records")
    ]  # fmt: skip
    facts = {
        "jabatan_lowong": with_long_days(source.subject or request.target or ""),
        "memenuhi": known(counts["eligible"]),
        "belum_pasti": known(counts["unknown"]),
        "calon": people,
        "hasil": None,
    }
    draft = Draft(str(facts["jabatan_lowong"]), len(people), facts)
    return registered(workspace, "berita-acara", request, source, [draft], source.notes)


def _points(score: Any) -> float | None:
    """Return a score as a figure with decimals, whole or not."""
    return None if pd.isna(score) else float(score)


def certificates(workspace: "Workspace", request: ReviewedRequest) -> Book:
    """Return a certificate for each person on the list of `asn review` of whom to reward, with the rule that says so."""
    return _reviewed(workspace, request, "reward", "piagam")


def guidance(workspace: "Workspace", request: ReviewedRequest) -> Book:
    """Return a letter to each person on the list of `asn review` of whom to guide, with the rule that says so."""
    return _reviewed(workspace, request, "guide", "surat-pembinaan")


def _reviewed(
    workspace: "Workspace", request: ReviewedRequest, chosen: Literal["reward", "guide"], kind: Kind
) -> Book:
    source = weigh_people(
        workspace, ReviewRequest.model_validate({"nip": request.nip, "unit": request.unit, "list": chosen})
    )
    rows = source.lines("rows")
    # A list without a rule that says so gives nobody a letter.
    listed = rows[rows["list"].eq(chosen) & rows["citation"].notna()]
    drafts = [
        Draft(str(name or one["nip"]), 1, _of_person(one, kind, source.as_of))
        for name, one in zip(listed["nama"], as_addressed(workspace, listed).to_dict("records"), strict=True)
    ]
    remarks = [] if drafts else [message(_NOBODY_LISTED)]
    return registered(workspace, kind, request, source, drafts, source.notes, remarks)


def _of_person(row: Any, kind: Kind, as_of: date) -> dict[str, Any]:
    facts = {
        **of_row(row, *_RANKED),
        "penilaian": [{"tahun": year, "predikat": one} for year, one in (row["years"] or {}).items()],
        "dasar": row["citation"],
    }
    if kind == "surat-pembinaan":
        facts |= {
            "bahasan": row["agenda"] or None,
            "kekurangan": [Competency(one) for one in row["weaknesses"] or ()],
            "tindak_lanjut": _until(known(row["follow_up_on"]), as_of),
            "kesepakatan": None,
        }
    return facts


def _until(day: date | None, as_of: date) -> date | Said | None:
    """Return the end of a time to improve; nobody is asked to do something by a day that is past."""
    return said("day_past", on=day) if day is not None and day < as_of else day

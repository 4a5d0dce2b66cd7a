"""What may be asked of the letters of an office."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, AtLeastOne, Command, Request, Word, Year
from asnkarier.workflows.requests.plan_work import PLAN

_PLACE = Word(N_("where it takes place; without it left to be written by hand"), N_("TEXT"))


class LettersRequest(Request):
    """The number of the first letter, and another template than the office's."""

    number: Annotated[
        AtLeastOne | None,
        Word(N_("the number of the first letter; without it left to be written by hand"), N_("NUMBER")),
    ] = None
    template: Annotated[
        Path | None, Word(N_("a template (.docx) other than the office's own"), N_("FILE"))
    ] = None


class AssignmentRequest(LettersRequest):
    """Who is sent to classes of a kept plan: a letter for each class, or for each unit."""

    by: Annotated[Literal["unit"] | None, Word(N_("a letter for each unit instead of each class"))] = None
    plan: Annotated[str | None, PLAN] = None
    unit: Annotated[str | None, UNIT] = None
    year: Annotated[
        Year | None, Word(N_("the year in which the classes are held"), N_("YEAR"), filters=True)
    ] = None
    place: Annotated[str | None, _PLACE] = None


class PlanNoteRequest(LettersRequest):
    """Which kept plan."""

    plan: Annotated[str | None, PLAN] = None


class InvitationRequest(LettersRequest):
    """Whom to invite: of which unit, whose assessment runs out in so many months."""

    unit: Annotated[str | None, UNIT] = None
    months: Annotated[
        int, Field(strict=True, ge=1, le=120), Word(N_("so many months ahead"), N_("NUMBER"))
    ] = 6
    when: Annotated[
        str | None, Word(N_("day and hour; without it left to be written by hand"), N_("TEXT"))
    ] = None
    place: Annotated[str | None, _PLACE] = None


class MinutesRequest(LettersRequest):
    """The post, and how many names."""

    target: Annotated[
        str | None,
        Word(N_("a position or a vacancy code"), N_("JABATAN_OR_VACANCY"), argument=True, filters=True),
    ] = None
    top: Annotated[AtLeastOne | None, Word(N_("how many names"), N_("NUMBER"), filters=True)] = None


class ReviewedRequest(LettersRequest):
    """One person, a unit, or everybody on the list."""

    nip: Annotated[str | None, Word(N_("only this person"), N_("NIP"), filters=True)] = None
    unit: Annotated[str | None, UNIT] = None


COMMANDS = (
    Command(
        "letters surat-tugas",
        N_("Who is sent to which class of a kept plan, a letter for each class or unit."),
        AssignmentRequest,
        "letters.plan_letters:assignments",
        ("letters surat-tugas", "letters surat-tugas --by unit --number 120 --output surat-tugas"),
        order=141,
        folder="docx",
    ),
    Command(
        "letters nota-dinas",
        N_("A kept plan of training with its cost, in figures and in words, for whoever decides on it."),
        PlanNoteRequest,
        "letters.plan_letters:plan_note",
        ("letters nota-dinas", "letters nota-dinas --number 7 --output nota-dinas.docx"),
        order=142,
        folder="docx",
    ),
    Command(
        "letters undangan-asesmen",
        N_("Who is to be assessed because an assessment runs out or there is none, a letter for each unit."),
        InvitationRequest,
        "letters.people_letters:invitations",
        ("letters undangan-asesmen", "letters undangan-asesmen --months 12 --output undangan"),
        order=143,
        folder="docx",
    ),
    Command(
        "letters berita-acara",
        N_("The candidates of a shortlist as they are discussed."),
        MinutesRequest,
        "letters.people_letters:minutes",
        ("letters berita-acara LOW-01", "letters berita-acara LOW-01 --top 3 --output berita-acara.docx"),
        order=144,
        folder="docx",
    ),
    Command(
        "letters piagam",
        N_("A certificate for each person whom the review says to reward, with the rule that says so."),
        ReviewedRequest,
        "letters.people_letters:certificates",
        ("letters piagam", "letters piagam --output piagam"),
        order=145,
        folder="docx",
    ),
    Command(
        "letters surat-pembinaan",
        N_("A letter to each person whom the review says to guide, with the rule that says so."),
        ReviewedRequest,
        "letters.people_letters:guidance",
        ("letters surat-pembinaan", "letters surat-pembinaan --unit 'Dinas Pendidikan' --output pembinaan"),
        order=146,
        folder="docx",
    ),
)

"""What may be asked of the commands that follow a kept plan: its status, its calendar, and each person's development plan."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request, Word, Year

PLAN = Word(N_("the kept plan; without it the newest"), N_("NAME"), filters=True)


class StatusRequest(Request):
    """Which kept plan (None: the newest), and the people of which unit."""

    plan: Annotated[str | None, PLAN] = None
    unit: Annotated[str | None, UNIT] = None


class RecordRequest(StatusRequest):
    """Lists of trainings that were followed, held beside the plan."""

    files: Annotated[
        tuple[Path, ...],
        Word(
            N_("lists of trainings, or folders of them"), N_("FILE…"), argument=True, needed=True, only="line"
        ),
    ] = ()


class CalendarRequest(StatusRequest):
    """In which year (None: the plan's), and the classes of which unit's people."""

    year: Annotated[
        Year | None, Word(N_("the year in which the classes are held"), N_("YEAR"), filters=True)
    ] = None


class IdpRequest(StatusRequest):
    """Whose plan: of one person, of a unit, of everybody; and towards which post beside the one held."""

    nip: Annotated[
        str | None, Word(N_("the person: NIP, or name"), N_("NIP_OR_NAME"), argument=True, filters=True)
    ] = None
    everybody: Annotated[bool, Field(alias="all"), Word(N_("everybody who counts"))] = False
    target: Annotated[
        str | None,
        Word(
            N_("beside the post held: the next one (next), or a position by its name"),
            N_("next|JABATAN"),
            filters=True,
        ),
    ] = None


COMMANDS = (
    Command(
        "training-status",
        N_("What became of the kept training plan: places, money, hours, levels closed since."),
        StatusRequest,
        "following.training_status",
        ("training-status", "training-status --output realisasi.xlsx"),
        order=71,
    ),
    Command(
        "training-calendar",
        N_("When the classes of a kept training plan are held, and who is in them."),
        CalendarRequest,
        "following.training_calendar",
        (
            "training-calendar --year 2027 --output kalender.xlsx",
            "training-calendar --year 2027 --output kalender.ics",
        ),
        order=73,
    ),
    Command(
        "idp",
        N_("Development plan of a person: gaps, what closes them and when, hours of this year."),
        IdpRequest,
        "following.develop_people",
        ("idp 198210012014111964 --target next", "idp --unit 'Dinas Pendidikan' --output idp.xlsx"),
        order=74,
    ),
)

"""What may be asked of `asn diff`: which two moments, and the posts to which people are judged."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Names, Request, Word

MOMENT = N_("DAY|BATCH|DAY@BATCH|run:NUMBER")


class DiffRequest(Request):
    """Two moments, each a day, a batch (on the day of the workspace), a day as it was known at a batch, or a recorded run.

    first, second: in a job, where they are not named, the last run that knew less, and now. as_known: a day alone means that day by what had been imported until its end. standards_then, config_then: what the first moment is judged by,
    where the office kept copies. posts: to which everybody is judged; None: the vacancies, where they are few.
    """

    first: Annotated[str | None, Word(N_("the first moment"), MOMENT, argument=True, needed=True)] = None
    second: Annotated[str | None, Word(N_("the second moment"), MOMENT, argument=True, needed=True)] = None
    as_known: Annotated[bool, Word(N_("each day by what had been imported until its end"))] = False
    posts: Annotated[
        Names | None,
        Field(alias="for"),
        Word(
            N_("posts to which everybody is judged: vacancy codes or positions"), N_("POST,…"), filters=True
        ),
    ] = None
    unit: Annotated[str | None, UNIT] = None
    standards_then: Annotated[
        Path | None,
        Word(N_("the folder of the standards of the first moment, where it was kept"), N_("FOLDER")),
    ] = None
    config_then: Annotated[
        Path | None, Word(N_("the config.yaml of the first moment, where it was kept"), N_("FILE"))
    ] = None


COMMANDS = (
    Command(
        "diff",
        N_("What differs between two moments, each change with its one cause: data, rule, time, standard, config."),
        DiffRequest,
        "comparing.compare_days",
        ("diff 2026-06-30 2026-11-01 --for LOW-01", "diff 2026-06-30 2026-11-01 --output perubahan.xlsx"),
        order=101,
        slow=True,
    ),
)  # fmt: skip

"""What may be asked of `asn match-mentors`."""

from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, AtLeastOne, Command, Request, Word


class MentorsRequest(Request):
    """Mentees of which unit, and how many mentees a mentor takes (None: config's)."""

    unit: Annotated[str | None, UNIT] = None
    per_mentor: Annotated[AtLeastOne | None, Word(N_("so many mentees for one mentor"), N_("NUMBER"))] = None


COMMANDS = (
    Command(
        "match-mentors",
        N_("Who may be whose mentor, for the gaps that a colleague can close."),
        MentorsRequest,
        "mentoring.match_mentors",
        ("match-mentors --unit 'Dinas Pendidikan'", "match-mentors --per-mentor 3 --output mentor.xlsx"),
        order=75,
    ),
)

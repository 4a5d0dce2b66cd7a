"""What may be asked about the page of one person."""

from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Command, Request, Word
from asnkarier.workflows.requests.explain import ForPost, Person


class ProfileRequest(Request):
    """About whom, for which post readiness is told (None: the next jenjang of the post held), and who reads it."""

    nip: Person
    target: ForPost = None
    for_person: Annotated[
        bool, Word(N_("for the person to read: nobody else is named, and it says how to object"))
    ] = False


COMMANDS = (
    Command(
        "profile",
        N_(
            "One page about one person: post, standard, gaps, appraisals, box, trainings, ready for what, and what would change it."
        ),
        ProfileRequest,
        "profile.describe_person",
        ("profile 198210012014111964", "profile 198210012014111964 --for-person --output profil.xlsx"),
        order=101,
    ),
)

"""What may be asked of `asn recommend-placement`."""

from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import AtLeastOne, Command, Count, Names, Request, Word


class PlacementRequest(Request):
    """Which vacancies (None: all), how many people may move (None: config's limit), and whether to follow the chain.

    depth: steps of a chain at most, exchanges: whether people may change places (None: config's); both only with the cascade.
    """

    vacancies: Annotated[Names | None, Word(N_("only these vacancies"), N_("CODE,…"), filters=True)] = None
    moves: Annotated[Count | None, Word(N_("at most this many people move"), N_("NUMBER"), filters=True)] = (
        None
    )
    cascade: Annotated[bool, Word(N_("also fill the posts that the moves open"))] = False
    depth: Annotated[
        AtLeastOne | None,
        Word(N_("with --cascade: chains of at most this many steps"), N_("NUMBER"), filters=True),
    ] = None
    exchanges: Annotated[
        bool, Word(N_("with --cascade: people may also change places where nothing is vacant"), filters=True)
    ] = False


COMMANDS = (
    Command(
        "recommend-placement",
        N_("Who should fill which vacancy; nobody twice, best total."),
        PlacementRequest,
        "propose_placement",
        ("recommend-placement", "recommend-placement --cascade --moves 8 --depth 2 --output placement.xlsx"),
        order=90,
        slow=True,
    ),
)

"""What may be asked about the index of professionalism."""

from typing import Annotated

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request, Word


class IpAsnRequest(Request):
    """Whose index, and the mean that it is to be raised to."""

    nip: Annotated[str | None, Word(N_("only this person"), N_("NIP"), filters=True)] = None
    unit: Annotated[str | None, UNIT] = None
    target: Annotated[
        float | None,
        Field(alias="raise", ge=0, le=100),
        Word(N_("the cheapest courses that raise the mean of these people to so many points"), N_("TARGET")),
    ] = None


COMMANDS = (
    Command(
        "ip-asn",
        N_(
            "The Indeks Profesionalitas ASN of each person, unit and the agency, with both ends where data are missing, and the cheapest ways to raise it."
        ),
        IpAsnRequest,
        "ip_asn.index_professionalism",
        ("ip-asn", "ip-asn --unit 'Dinas Pendidikan' --raise 60 --output ip-asn.xlsx"),
        order=88,
    ),
)

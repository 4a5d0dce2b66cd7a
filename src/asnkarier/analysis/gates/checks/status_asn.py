"""Status ASN: the kinds of civil servant that may be appointed."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, RootModel

from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.single_facts import listed
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import Outcome
from asnkarier.model.messages import N_


class StatusAsn(RootModel[Annotated[list[Literal["PNS", "CPNS", "PPPK"]], Field(min_length=1)]]):
    """The kinds of civil servant that may be appointed."""


def _judge(value: Sequence[str], case: Case) -> Outcome:
    """Status ASN is one of those named (UU 20/2023: only PNS are appointed to managerial posts)."""
    return listed("status_asn", value, case)


CHECK = Check(
    "status_asn",
    StatusAsn,
    N_("is a civil servant of one of these kinds"),
    _judge,
    alike=of_nobody,
    facts=("status_asn",),
    accepted=lambda value: value,
)

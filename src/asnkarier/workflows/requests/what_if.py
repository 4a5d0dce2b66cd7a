"""What may be asked of `asn what-if`: the file of scenarios."""

from pathlib import Path
from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Command, Request, Word


class WhatIfRequest(Request):
    """The YAML file that says what would be otherwise."""

    file: Annotated[
        Path | None,
        Word(N_("the YAML file of scenarios"), N_("FILE"), argument=True, needed=True, only="line"),
    ] = None


COMMANDS = (
    Command(
        "what-if",
        N_("What the reports would say with other weights, money, standards, people or vacancies; nothing is stored."),
        WhatIfRequest,
        "imagining.try_what_if",
        ("what-if andai.yaml", "what-if andai.yaml --output andai.xlsx"),
        order=102,
        slow=True,
    ),
)  # fmt: skip

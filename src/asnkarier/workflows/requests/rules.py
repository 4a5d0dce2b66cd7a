"""What may be asked of `asn rules list` and `asn rules show`."""

from typing import Annotated

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Command, Request, Word


class RulesRequest(Request):
    """Every rule."""


class RuleRequest(Request):
    """One rule by its id."""

    rule_id: Annotated[
        str, Field(alias="id"), Word(N_("a parameter, criterion or rule set"), N_("ID"), argument=True)
    ]


COMMANDS = (
    Command(
        "rules list",
        N_("Every parameter and criterion with its citation."),
        RulesRequest,
        "show_rules:list_rules",
        ("rules list",),
        order=150,
    ),
    Command(
        "rules show",
        N_("One rule: every dated value, its source and the file that won."),
        RuleRequest,
        "show_rules:show_rule",
        ("rules show pengembangan/jam_pelajaran",),
        order=151,
    ),
)

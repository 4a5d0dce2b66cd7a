"""Wrong words on the command line, told in the language of the office: typer itself knows English only."""

import re
from collections.abc import Mapping
from typing import Final

from typer.exceptions import TyperException

from asnkarier.cli.screen.narration import say
from asnkarier.language import _
from asnkarier.model.messages import N_

# What typer says, and how we say it; `near` is what may be meant. A sentence that is not here is shown as it is.
_SENTENCES: Final = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"Missing (?:argument|option) '(?P<what>.+)'\.", N_("{what} is missing")),
        (r"No such option: (?P<what>\S+)(?: \(Possible options: (?P<near>.+)\))?", N_("there is no option {what}")),
        (r"No such command '(?P<what>.+?)'\.(?: Did you mean (?P<near>.+)\?)?", N_("there is no command {what}")),
        (r"Option '(?P<what>.+)' requires .+\.", N_("{what} wants a value after it")),
        (r"Got unexpected extra argument\(?s?\)? \((?P<what>.+)\)", N_("one word too many: {what}")),
        (r"Invalid value for '(?P<what>.+?)': (?:Value error, )?'(?P<value>.*)' is not one of (?P<choices>.+)\.",
         N_("{what}: {value} is not one of {choices}")),
        (r"Invalid value for '(?P<what>.+?)': Input should be a valid integer.*", N_("{what} wants a whole number")),
        (r"Invalid value for '(?P<what>.+?)': Input should be a valid number.*", N_("{what} wants a number")),
        (r"Invalid value for '(?P<what>.+?)': Input should be greater than or equal to (?P<least>\S+)",
         N_("{what} must be {least} or more")),
        (r"Invalid value for '.+?': \w+ '(?P<what>.+)' is not readable\.", N_("{what} may not be read by you")),
        (r"Invalid value(?: for '(?P<what>.+?)')?: (?P<detail>.+)", "{detail}"),
    )
)  # fmt: skip


def say_wrong_words(error: TyperException) -> None:
    """Say in one line what is wrong, and on the next where help is; a command that only lacks a word shows its help."""
    told = error.format_message()
    if "\n" in told:
        for line in told.splitlines():
            say(line)
        return
    reason, near = in_our_words(told)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "asn"
    say(f"{command}: {reason}")
    if near:
        say("  → " + _("did you mean {near}?").format(near=near))
    say(f"  → {command} --help")


def _nearest(facts: Mapping[str, str]) -> str:
    """Return the choice that may be meant, where there are choices."""
    if "choices" not in facts:
        return ""
    from asnkarier.model.terms import nearest

    return nearest(facts["value"], re.findall("'([^']+)'", facts["choices"])) or ""


def in_our_words(told: str) -> tuple[str, str]:
    """Return a sentence of typer's in the active language, and what may be meant (empty: nothing is near)."""
    for pattern, sentence in _SENTENCES:
        match = pattern.fullmatch(told)
        if match is not None:
            facts = {name: value or "" for name, value in match.groupdict().items()}
            near = facts.get("near", "").replace("'", "")
            return _(sentence).format(**facts), near or _nearest(facts)
    return told, ""

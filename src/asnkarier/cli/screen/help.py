"""The pages of help, all words in the language of the office: typer itself writes English headings."""

import re
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup

from asnkarier.language import _, message
from asnkarier.model.messages import N_

# typer's own words in brackets behind the help of an option.
_DEFAULT: Final = re.compile(r"(?<=\[)default: |(?<=; )default: ")
_REQUIRED: Final = re.compile(r"(?<=\[)required(?=\])|(?<=; )required(?=\])")
_LEAST: Final = re.compile(r"(?<=\[)x>=([\d.]+)(?=[;\]])|(?<=; )x>=([\d.]+)(?=[;\]])")
_TYPE: Final = re.compile(r" <[^ ]*>\Z")
_BRACES: Final = str.maketrans("", "", "{}")
_PIECES: Final = {"[OPTIONS]": N_("[OPTIONS]"), "COMMAND [ARGS]...": N_("COMMAND …")}


class _Words:
    """What commands and groups share: headings, the usage line and the examples, translated."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = [_usage(piece) for piece in self.collect_usage_pieces(ctx)]  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage:") + " ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            record = parameter.get_help_record(ctx)
            if record is not None:
                names, told = record
                if parameter.param_type_name == "argument":
                    names = _TYPE.sub("", names)
                sections.setdefault(parameter.param_type_name, []).append((names, _translated(names, told)))
        for kind, heading in (("argument", _("Arguments")), ("option", _("Options"))):
            if kind in sections:
                with formatter.section(heading):
                    formatter.write_dl(sections[kind])
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """A single command has none below it."""

    def format_epilog(self, _ctx: Any, formatter: Any) -> None:
        if self.epilog:  # type: ignore[attr-defined]
            with formatter.section(_("Examples")):
                for line in self.epilog.splitlines():  # type: ignore[attr-defined]
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def _usage(piece: str) -> str:
    """Return a part of the usage line: braces tell nobody anything, and one ellipsis is enough."""
    if piece in _PIECES:
        return _(_PIECES[piece])
    return piece.translate(_BRACES).replace("…...", "…")


def _translated(names: str, told: str) -> str:
    if "--help" in names:
        return _("show this help")
    if "--install-completion" in names:
        return _("let the shell complete commands and options from now on")
    if "--show-completion" in names:
        return _("show what would be installed for that")
    told = _LEAST.sub(lambda match: message(N_("at least {number}"), number=match[1] or match[2]), told)
    return _REQUIRED.sub(_("required"), _DEFAULT.sub(_("default:") + " ", told))


class HelpCommand(_Words, TyperCommand):
    """One command."""


class HelpGroup(_Words, TyperGroup):
    """A group of commands, `asn` itself among them."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands, each with its whole sentence."""
        rows = [
            (name, command.get_short_help_str(10_000))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None and not command.hidden
        ]
        if rows:
            with formatter.section(_("Commands")):
                formatter.write_dl(rows)

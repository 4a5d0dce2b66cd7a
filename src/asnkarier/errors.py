"""Reasons to stop. Wrong data is a value (`Problem`); these are raised only when nothing sensible can follow."""

from collections.abc import Mapping, Sequence

from asnkarier.model.problem import Problem


class AsnkarierError(Exception):
    """The job cannot go on: `reason` says why in one sentence, `hint` what to do.

    Both are untranslated English sentences with `{blanks}` that `facts` fill; `cli` translates and prints them.
    """

    def __init__(
        self,
        reason: str,
        hint: str = "",
        *,
        facts: Mapping[str, object] | None = None,
        problems: Sequence[Problem] = (),
        choices: Sequence[str] = (),
        commands: Sequence[str] = (),
    ) -> None:
        """Keep the sentence, its facts, any problems that led to the stop, what may be meant, and what to type next, a line each."""
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.facts = dict(facts or {})
        self.problems = tuple(problems)
        self.choices = tuple(choices)
        self.commands = tuple(commands)

    def __str__(self) -> str:
        return self.reason.format(**self.facts) if self.facts else self.reason


class UsageError(AsnkarierError):
    """A word of the command is wrong: an unknown NIP, position or option value. Exit 2."""


class NothingKnown(UsageError):  # noqa: N818 - the name says what happened
    """No row of a table is known on the day. Exit 2; a job leaves the step out where no list of that table was ever imported."""

    def __init__(
        self,
        reason: str,
        hint: str = "",
        *,
        table: str = "",
        facts: Mapping[str, object] | None = None,
        commands: Sequence[str] = (),
    ) -> None:
        """Keep the name of the table beside the rest."""
        super().__init__(reason, hint, facts=facts, commands=commands)
        self.table = table


class DataRejected(AsnkarierError):  # noqa: N818 - the name says what happened
    """A whole file was refused. Exit 1."""


class SettingsError(AsnkarierError):
    """config.yaml is missing or wrong. Exit 3."""


class RegulationError(AsnkarierError):
    """A regulation file is wrong or incomplete. Exit 3."""


class RuleNotInForce(RegulationError):  # noqa: N818 - the name says what happened
    """A rule was asked for a day before its first date. Exit 3."""


class CatalogError(AsnkarierError):
    """A job standard is wrong or missing. Exit 3."""


class StoreError(AsnkarierError):
    """The store cannot be read or written. Exit 4."""


class StoreLocked(StoreError):  # noqa: N818 - the name says what happened
    """Another process holds the store or the job lock. Exit 75."""


class OutputError(AsnkarierError):
    """An output file cannot be written. Exit 5."""

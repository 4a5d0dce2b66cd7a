"""What `asn` says on stderr: progress, problems and the one clear line of a failure."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asnkarier.errors import AsnkarierError
from asnkarier.language import _, filled, message
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem, Severity

if TYPE_CHECKING:
    from asnkarier.agency.progress import Progress

SHOWN_PER_CODE = 20
_SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}


def say(text: str) -> None:
    """Write one line of narration to stderr; a closed or full one is nobody's problem."""
    try:
        from asnkarier.reports.shown.safe_text import visible

        sys.stderr.write(visible(text) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # closed, full, or never there
        return


def problem_line(problem: Problem) -> str:
    """Return `place: what [CODE] - remedy`, in the active language."""
    from asnkarier.model.codes.catalogue import CATALOGUE

    text = CATALOGUE[problem.code]
    facts = {**problem.facts, "reason": _(str(problem.facts.get("reason", "")))}
    sentence = filled(text.sentence, facts)
    remedy = filled(text.remedy, facts)
    tail = f" — {remedy}" if remedy else ""
    return f"{problem.location}: {sentence} [{problem.code}]{tail}"


def say_problems(problems: Sequence[Problem], limit: int = SHOWN_PER_CODE) -> None:
    """Write the problems grouped by code: the first `limit` of each, then how many more there are.

    Notes that say the same of many rows are one line with the first place and their number.
    """
    for code, every in _by_code(problems):
        group = _alike(every)
        for problem, count in group[:limit]:
            more = "" if count == 1 else " " + message(N_("({count} rows say so)"), count=count)
            say(f"  {_(_SEVERITIES[problem.severity])}: {problem_line(problem)}{more}")
        if len(group) > limit:
            say("  " + _("… and {count} more [{code}]").format(count=len(group) - limit, code=code))


def _alike(problems: Sequence[Problem]) -> list[tuple[Problem, int]]:
    """Return the problems of one code with how many say the same; only notes about the values of two lists are put together."""
    found: dict[object, tuple[Problem, int]] = {}
    for place, problem in enumerate(problems):
        same = tuple(problem.facts.get(name) for name in ("value", "other_value"))
        key = same if problem.severity == Severity.NOTE and all(same) else place
        first, count = found.get(key, (problem, 0))
        found[key] = (first, count + 1)
    return list(found.values())


def _by_code(problems: Sequence[Problem]) -> Iterable[tuple[str, list[Problem]]]:
    counts = Counter(problem.code for problem in problems)
    for code in counts:
        yield code, [problem for problem in problems if problem.code == code]


def say_error(error: AsnkarierError) -> None:
    """Write the reason, the places and the remedy of a stop."""
    say("asn: " + filled(error.reason, error.facts))
    say_problems(error.problems)
    for choice in error.choices:
        say(f"    {choice}")
    if error.hint:
        say("  → " + filled(error.hint, error.facts))
    for command in error.commands:
        say(f"    {command}")


@contextmanager
def progress_bar(*, quiet: bool) -> "Iterator[Progress]":
    """Give a progress reporter: bars on a terminal, silence in a pipe or with `-q`."""
    from asnkarier.agency.progress import SILENT

    if quiet or not sys.stderr.isatty():
        yield SILENT
        return
    from rich.console import Console
    from rich.progress import BarColumn, ProgressColumn, Task, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    from asnkarier.reports.shown.numbers import notation

    written = notation()

    class Done(ProgressColumn):
        """How many units are done; of how many, or how many a second where the end is not known."""

        def render(self, task: Task) -> Text:
            done = written.show(int(task.completed), "money")
            if task.total is not None:
                return Text(f"{done}/{written.show(int(task.total), 'money')}")
            if not task.completed or not task.elapsed:
                return Text(done if task.completed else "")
            return Text(f"{done}  {written.show(round(task.completed / task.elapsed), 'money')}/s")

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), Done(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def report(label: str, done: int, total: int | None) -> None:
            if label not in tasks:
                tasks[label] = bars.add_task(_(label), total=total)
            bars.update(tasks[label], completed=done, total=total)

        yield report

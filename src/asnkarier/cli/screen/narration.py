"""What `asn` says on stderr: progress, problems and the one clear line of a failure."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from asnkarier.errors import AsnkarierError
from asnkarier.language import _, filled, message
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem, Severity

if TYPE_CHECKING:
    from asnkarier.agency.progress import Progress

SHOWN_PER_CODE = 20
# From so many cells of one column on they are one line, with the first of them.
_SUMMED_FROM: Final = 4
_FIRST_CELLS: Final = 5
_CELL: Final = re.compile(r"([A-Z]+)\d+")
_SET_ASIDE: Final = {
    Severity.ERROR: N_("these rows are set aside"),
    Severity.WARNING: N_("no row is set aside for it"),
}
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
    return f"{problem.location}: {_what(problem)}"


def _what(problem: Problem, lead: str = "{sentence}") -> str:
    from asnkarier.model.codes.catalogue import CATALOGUE

    text = CATALOGUE[problem.code]
    facts = {**problem.facts, "reason": _(str(problem.facts.get("reason", "")))}
    sentence = filled(text.sentence, facts)
    remedy = filled(text.remedy, facts)
    tail = f" — {remedy}" if remedy else ""
    return f"{message(lead, sentence=sentence)} [{problem.code}]{tail}"


def say_problems(
    problems: Sequence[Problem],
    limit: int = SHOWN_PER_CODE,
    *,
    headings: Mapping[str, str] = MappingProxyType({}),
    stored: bool = False,
) -> None:
    """Write the problems grouped by code: the first `limit` lines of each, then how many more problems there are.

    What one code tells of many cells of a column is one line with the column, how many rows, the first cells and, where rows were `stored`, whether
    they are among them; notes that say the same of many rows are one with the first place and their number. headings: by column letters.
    """
    for code, every in _by_code(problems):
        lines = [_line(group, headings, stored=stored) for group in _by_column(_alike(every))]
        for line, _count in lines[:limit]:
            say(f"  {line}")
        left = sum(count for _, count in lines[limit:])
        if left:
            say("  " + _("… and {count} more [{code}]").format(count=left, code=code))


def _by_column(found: Sequence[tuple[Problem, int]]) -> list[list[tuple[Problem, int]]]:
    """Return the problems of one code, those of many cells of one column together where the first of them stands."""
    groups: dict[object, list[tuple[Problem, int]]] = {}
    for place, (problem, count) in enumerate(found):
        column = _column(problem)
        where = replace(problem.location, cell=column)
        groups.setdefault((where, problem.severity) if column else place, []).append((problem, count))
    several = [
        [group] if len(group) >= _SUMMED_FROM else [[one] for one in group] for group in groups.values()
    ]
    return [group for part in several for group in part]


def _column(problem: Problem) -> str | None:
    cell = _CELL.fullmatch(problem.location.cell or "")
    return cell[1] if cell and problem.location.line is None else None


def _line(group: list[tuple[Problem, int]], headings: Mapping[str, str], *, stored: bool) -> tuple[str, int]:
    """Return what is said of a group, and of how many problems."""
    problem, count = group[0]
    head = _(_SEVERITIES[problem.severity])
    if len(group) == 1:
        more = "" if count == 1 else " " + message(N_("({count} rows say so)"), count=count)
        return f"{head}: {problem_line(problem)}{more}", count
    total, column = sum(count for _, count in group), _column(problem) or ""
    cells = ", ".join(str(one.location.cell) for one, _ in group[:_FIRST_CELLS])
    where = message(
        N_("{file}, column {column}, {count} rows ({cells})"),
        file=str(replace(problem.location, cell=None)),
        column=f"{column} “{headings[column]}”" if headings.get(column) else column,
        count=total,
        cells=cells + (", …" if len(group) > _FIRST_CELLS else ""),
    )
    same = all(one.facts == problem.facts for one, _ in group)
    what = _what(problem) if same else _what(problem, N_("the first: {sentence}"))
    done = f"; {_(_SET_ASIDE[problem.severity])}" if stored and problem.severity in _SET_ASIDE else ""
    return f"{head}: {where}: {what}{done}", total


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

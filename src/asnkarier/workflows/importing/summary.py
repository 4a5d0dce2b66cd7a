"""What became of every file and row of an import."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from asnkarier.language import filled, message
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.frames import EMPLOYEES
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem, Severity
from asnkarier.reports.shown.labels import label_of
from asnkarier.workflows.importing.told import emptied_lines, turnover_lines
from asnkarier.workflows.importing.turnover import Turnover
from asnkarier.workflows.importing.valid_day import ValidDay

if TYPE_CHECKING:
    from asnkarier.sheets.reading import SheetReading
    from asnkarier.store.records import Batch
    from asnkarier.workflows.importing.earlier import Earlier


@dataclass(frozen=True)
class FileOutcome:
    """One file, or one table of a file with several: rows = accepted + unchanged + rejected, always. headings: by letters of the column."""

    file: str
    kind: str | None = None
    sheet: str | None = None
    header_rows: tuple[int, ...] = ()
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped_notes: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    batch: int | None = None
    rejects_file: str | None = None
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    strict: bool = False
    seen: bool = False
    several: bool = False
    certainty: float | None = None
    remembered: str | None = None
    complete: bool = False
    turnover: Turnover | None = None
    emptied: Mapping[str, int] = field(default_factory=dict)
    adds_to: int | None = None
    valid_day: ValidDay | None = None

    @classmethod
    def refused(cls, file: str, problems: Sequence[Problem]) -> "FileOutcome":
        """Return the outcome of a file that was not read at all."""
        return cls(file, problems=tuple(problems), failed=True)

    @classmethod
    def already_imported(cls, file: str, batch: "Batch") -> "FileOutcome":
        """Return the outcome of bytes that an earlier batch holds: nothing changes."""
        rows, rejected = batch.counts.get("rows", 0), batch.counts.get("rejected", 0)
        return cls(
            file,
            batch.table,
            rows=rows,
            unchanged=rows - rejected,
            rejected=rejected,
            batch=batch.batch_id,
            seen=True,
            complete=batch.complete,
        )

    def once_more(self, earlier: "Earlier | None") -> "FileOutcome":
        """Return the outcome of bytes that are read once more; rows that were set aside then are no news now."""
        if earlier is None:
            return self
        told = self.rejected <= earlier.batch.counts.get("rejected", 0)
        batch = earlier.batch
        return replace(self, adds_to=batch.batch_id, failed=self.failed and not told, complete=batch.complete)

    def turned_away(self) -> "FileOutcome":
        """Return the outcome with every row set aside, as --strict wants it when any row of the file is wrong."""
        return replace(
            self, failed=True, strict=True, accepted=0, unchanged=0, rejected=self.rows, turnover=None
        )

    @classmethod
    def read(cls, reading: "SheetReading", found: Sequence[Problem]) -> "FileOutcome":
        """Return the outcome of a file that was read and not yet stored."""
        rejected = len(reading.rejected_rows)
        return cls(
            reading.file,
            reading.kind,
            reading.sheet,
            tuple(reading.header_rows),
            rows=reading.rows,
            accepted=reading.rows - rejected,
            rejected=rejected,
            skipped_notes=len(reading.skipped_notes),
            columns=dict(reading.columns),
            headings={letters: reading.headings.get(name, "") for name, letters in reading.columns.items()},
            unmapped=tuple(heading for _letter, heading in reading.unmapped),
            problems=(*reading.problems, *found),
            failed=bool(rejected),
            certainty=reading.certainty,
        )

    @property
    def names_employees(self) -> bool:
        """Whether it is a list of employees; one of punishments, whose names are context, says nothing of who is employed."""
        return self.kind == EMPLOYEES.name and "nama" in self.columns

    def sentence(self) -> str:
        """Return what happened to this file in one line."""
        if self.seen:
            return message(N_("{file}: already imported (batch {batch}); nothing changed"), **self._facts())
        if self.kind is None:
            return message(N_("{file}: refused; nothing of it was stored"), **self._facts())
        if self.strict:
            return message(
                N_("{file} ({kind}): {rejected} of {rows} rows are wrong; with --strict nothing was stored"),
                **self._facts(),
            )
        if self.adds_to is not None:
            return message(
                N_(
                    "{file} ({kind}): read again, as standards, names of competencies or mappings have changed since batch {adds_to};"
                    " {accepted} of {rows} rows say something new"
                ),
                **self._facts(),
            )
        return message(
            N_(
                "{file} ({kind}): {rows} rows read = {accepted} accepted + {unchanged} unchanged + {rejected} rejected"
            ),
            **self._facts(),
        )

    def news(self) -> list[str]:
        """Return the lines that must not drown among the problems: who left and who is back, which cells were emptied."""
        if self.kind is None:
            return []
        if self.adds_to is not None:
            stays = N_(
                "batch {adds_to} stays a complete list: who had left has left; an empty cell read only now takes nothing away"
            )
            return [message(stays, **self._facts())] if self.complete else []
        return [*turnover_lines(self.turnover), *emptied_lines(self.emptied, taken=self.complete)]

    def notes(self) -> list[str]:
        """Return further lines: where the rejected rows are, which headings were not used."""
        lines = [*turnover_lines(self.turnover, stopped=True)] if self.kind is None else []
        if self.header_rows and not self.seen:
            where = N_("sheet {sheet}, headings in row {header}, certainty {percent} %")
            alone = N_("headings in row {header}, certainty {percent} %")
            lines.append(message(where if self.sheet else alone, **self._facts()))
        if self.valid_day is not None and not self.seen and self.adds_to is None:
            lines += self.valid_day.lines()
        if self.remembered:
            lines.append(message(N_("the columns are remembered in {remembered}"), **self._facts()))
        if self.rejects_file:
            lines.append(
                message(
                    N_("rejected rows: {rejects_file} — mend them there and import that file"),
                    **self._facts(),
                )
            )
        if self.unmapped:
            shown = ", ".join(self.unmapped[:8]) + (" …" if len(self.unmapped) > 8 else "")  # noqa: PLR2004
            lines.append(message(N_("columns not used: {shown}"), shown=shown))
        return lines

    def _facts(self) -> dict[str, object]:
        facts = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return facts | {
            "kind": label_of(self.kind) if self.kind else "",
            "file": f"{self.file}:{self.sheet}" if self.several and self.sheet else self.file,
            "sheet": self.sheet or "-",
            "header": "–".join(
                str(row) for row in dict.fromkeys(self.header_rows[:1] + self.header_rows[-1:])
            ),
            "percent": round(100 * (self.certainty or 0)),
        }

    def as_json(self) -> dict[str, Any]:
        """Return the outcome under the keys that scripts rely on."""
        keys = (
            "file", "kind", "sheet", "header_rows", "rows", "accepted", "unchanged", "rejected", "skipped_notes",
            "columns", "unmapped", "batch", "rejects_file", "certainty", "remembered", "adds_to",
        )  # fmt: skip
        return {
            **{key: getattr(self, key) for key in keys},
            "complete": self.complete,
            "turnover": None if self.turnover is None else self.turnover.as_json(),
            "kept": {} if self.complete else dict(self.emptied),
            "taken_away": dict(self.emptied) if self.complete else {},
            "valid_day": self.valid_day.as_json() if self.valid_day else None,
            "problems": [problem_json(p) for p in self.problems],
        }


def with_turnover(
    outcomes: Sequence[FileOutcome], found: Turnover | None, doubts: Sequence[Problem]
) -> list[FileOutcome]:
    """Return the outcomes of the tables of a file, each list of employees complete or not; the last one tells who left."""
    lists = [place for place, one in enumerate(outcomes) if one.names_employees]
    told = list(outcomes)
    for place in lists:
        told[place] = replace(told[place], complete=found is not None and found.complete)
    last = lists[-1] if lists else len(told) - 1
    problems = (*told[last].problems, *doubts)
    told[last] = replace(told[last], turnover=found if lists else None, problems=problems)
    return told


@dataclass(frozen=True)
class ImportSummary:
    """All files of one import."""

    files: tuple[FileOutcome, ...]
    dry_run: bool = False

    @property
    def failed(self) -> bool:
        """Whether any row was rejected or any file refused."""
        return any(outcome.failed for outcome in self.files)

    def as_json(self) -> dict[str, Any]:
        """Return `asn.import/1`."""
        return {
            "schema": "asn.import/1",
            "dry_run": self.dry_run,
            "files": [outcome.as_json() for outcome in self.files],
        }

    def counts(self) -> dict[str, int]:
        """Return the rows of all files added up, and how many people left and are back by complete lists that went in."""
        rows = ("rows", "accepted", "unchanged", "rejected")
        total: Counter[str] = Counter(dict.fromkeys((*rows, "left", "back"), 0))
        for outcome in self.files:
            total.update({name: getattr(outcome, name) for name in rows})
            if outcome.turnover is not None and outcome.kind is not None:
                total["left"] += len(outcome.turnover.missing) if outcome.complete else 0
                total["back"] += len(outcome.turnover.back)
        return dict(total)


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem under the keys that scripts rely on."""
    text = CATALOGUE[problem.code]
    location = problem.location
    return {
        "code": problem.code,
        "severity": Severity(problem.severity).value,
        "sheet": location.sheet,
        "cell": location.cell,
        "message": filled(text.sentence, problem.facts),
        "hint": filled(text.remedy, problem.facts),
    }

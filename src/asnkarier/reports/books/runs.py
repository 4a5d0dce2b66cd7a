"""The reports of `asn runs` and `asn status`: which jobs ran, what came of their steps, and whether their files are still as they were written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from asnkarier.model.book import Book, Column, PlainRows, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.said import Said

RUN_COLUMNS: Final = (
    Column("run", N_("Run"), "integer", importance=0),
    Column("job", N_("Job"), importance=1),
    Column("started", N_("Started"), width=26, importance=2),
    Column("seconds", N_("Seconds"), "integer", importance=6),
    Column("outcome", N_("Outcome"), "status", importance=0),
    Column("exit_code", N_("Exit code"), "integer", importance=5),
    Column("steps", N_("Steps"), "integer", importance=8),
    Column("failed", N_("Steps that failed"), "list", width=32, importance=3),
    Column("left_out", N_("Steps left out"), "list", width=32, importance=7),
    Column("files", N_("Files written"), "integer", importance=9),
    Column("as_of", N_("As of"), "date", importance=4),
    Column("known_at", N_("Known until batch"), "integer", terminal=False, behind=True),
    Column("by", N_("Who"), terminal=False, behind=True),
    Column("asn", N_("Version"), terminal=False, behind=True),
    Column("rules_fingerprint", N_("Digest of the rules"), width=66, terminal=False, behind=True),
    Column("digest", N_("Digest of the chain"), width=66, terminal=False, behind=True),
)
STEP_COLUMNS: Final = (
    Column("step", N_("Step"), "integer"),
    Column("command", N_("Command")),
    Column("outcome", N_("Outcome"), "status"),
    Column("exit_code", N_("Exit code"), "integer"),
    Column("files", N_("Files written"), "integer"),
    Column("inputs", N_("Files read"), "integer"),
)
FILE_COLUMNS: Final = (
    Column("step", N_("Step"), "integer", importance=3),
    Column("file", N_("File"), importance=0, width=40),
    Column("use", N_("Use"), "status", importance=2),
    Column("refused", N_("Refused for"), importance=2),
    Column("now", N_("Today"), "status", importance=1),
    Column("sha256", N_("SHA-256"), width=66, terminal=False, behind=True),
)
JOB_COLUMNS: Final = (
    Column("job", N_("Job"), importance=0),
    Column("outcome", N_("Outcome"), "status", importance=1),
    Column("run", N_("Run"), "integer", importance=5),
    Column("ended", N_("Last ended"), width=26, importance=2),
    Column("hours_since", N_("Hours since"), "number", importance=3),
    Column("exit_code", N_("Exit code"), "integer", importance=6),
    Column("failed", N_("Steps that failed"), "list", width=32, importance=4),
)
STORE_COLUMNS: Final = (
    Column("running", N_("At work now")),
    Column("newest_batch", N_("Newest batch"), "integer"),
    Column("imported_at", N_("Imported"), width=26),
    Column("waiting", N_("Files waiting in the inbox"), "integer"),
)
_NOTE: Final = N_("One run in full: asn runs NUMBER")
_REFUSED: Final = N_("What a code means and what to do: asn explain CODE")


def runs_book(lines: Sequence[Mapping[str, Any]], told: Sequence[Said], as_of: date) -> Book:
    """Return `asn.runs/1`: a line per recorded run (`RUN_COLUMNS`), the newest first."""
    title = N_("Runs")
    table = Table("rows", title, RUN_COLUMNS, _rows(lines, RUN_COLUMNS), note=_NOTE if lines else "")
    return Book("asn.runs/1", title, as_of, "", (Text(tuple(told)), table))


def run_book(
    run: Mapping[str, Any],
    steps: Sequence[Mapping[str, Any]],
    files: Sequence[Mapping[str, Any]],
    as_of: date,
) -> Book:
    """Return `asn.run-shown/1`: one run, its steps (`STEP_COLUMNS`) and the files they read and wrote (`FILE_COLUMNS`)."""
    note = _REFUSED if any(one["refused"] for one in files) else ""
    blocks = (
        Record("run", N_("Run"), RUN_COLUMNS, _rows([run], RUN_COLUMNS)),
        Table("rows", N_("Steps"), STEP_COLUMNS, _rows(steps, STEP_COLUMNS), terminal_limit=None),
        Table("files", N_("Files"), FILE_COLUMNS, _rows(files, FILE_COLUMNS), note=note, terminal_limit=None),
    )
    return Book("asn.run-shown/1", N_("Run"), as_of, "", blocks)


def status_book(
    jobs: Sequence[Mapping[str, Any]], store: Mapping[str, Any], told: Sequence[Said], as_of: date
) -> Book:
    """Return `asn.status/1`: how the last run of every job ended (`JOB_COLUMNS`), and the store (`STORE_COLUMNS`)."""
    title = N_("Jobs")
    blocks = (
        Text(tuple(told)),
        Table("rows", title, JOB_COLUMNS, _rows(jobs, JOB_COLUMNS), terminal_limit=None),
        Record("store", N_("Store"), STORE_COLUMNS, _rows([store], STORE_COLUMNS)),
    )
    return Book("asn.status/1", title, as_of, "", blocks)


def _rows(lines: Sequence[Mapping[str, Any]], columns: tuple[Column, ...]) -> PlainRows:
    return PlainRows.of(lines, [column.key for column in columns])

"""The report of `asn audit`: who did what to which data, and whether what was recorded is still what was written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from asnkarier.model.book import Book, Column, PlainRows, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.said import Said

LINES: Final = (
    Column("at", N_("When"), width=26, importance=0),
    Column("by", N_("Who"), importance=1),
    Column("action", N_("Action"), "status", importance=2),
    Column("command", N_("Command"), importance=3),
    Column("people", N_("People"), "integer", importance=5),
    Column("rows", N_("Rows"), "integer", importance=7),
    Column("files_read", N_("Files read"), "list", width=40, importance=4),
    Column("files_written", N_("Files written"), "list", width=40, importance=6),
    Column("narrowed_by", N_("Narrowed by"), "list", terminal=False, behind=True),
    Column("pseudonyms", N_("By pseudonyms"), "flag", importance=8),
    Column("batch", N_("Batch"), "integer", importance=9),
    Column("event", N_("Event"), "integer", importance=10),
)
FILES: Final = (
    Column("at", N_("When"), width=26),
    Column("command", N_("Command")),
    Column("use", N_("Use"), "status"),
    Column("file", N_("File"), width=40),
    Column("sha256", N_("SHA-256"), width=66),
)
CHAIN: Final = (
    Column("store", N_("The store is as it was written"), "flag"),
    Column("trail", N_("The lines of reports are as they were written"), "flag"),
    Column("batches", N_("Batches"), "integer"),
    Column("events", N_("Events"), "integer"),
    Column("lines", N_("Reports that told of people"), "integer"),
    Column("digest", N_("Digest of the chain")),
)


def audit_book(
    lines: Sequence[Mapping[str, Any]], chain: Mapping[str, Any], told: Sequence[Said], as_of: date
) -> Book:
    """Return `asn.audit/1`: a line per deed, the newest first; `files` holds each file with its sha256."""
    rows = [
        {**one, "files_read": _names(one["inputs"]), "files_written": _names(one["outputs"])} for one in lines
    ]
    files = [
        {"at": one["at"], "command": one["command"], "use": use, **file}
        for one in lines
        for use, name in (("run_read", "inputs"), ("run_wrote", "outputs"))
        for file in one[name]
    ]
    blocks = (
        Text(tuple(told)),
        Record("chain", N_("What was recorded"), CHAIN, _rows([chain], CHAIN)),
        Table("rows", N_("Deeds"), LINES, _rows(rows, LINES)),
        Table("files", N_("Files"), FILES, _rows(files, FILES), terminal=False),
    )
    return Book("asn.audit/1", N_("Who did what"), as_of, "", blocks)


def _names(files: Sequence[Mapping[str, str]]) -> list[str]:
    return [one["file"] for one in files]


def _rows(lines: Sequence[Mapping[str, Any]], columns: tuple[Column, ...]) -> PlainRows:
    return PlainRows.of(lines, [column.key for column in columns])

"""The reports of `asn rules` and `asn standards`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from asnkarier.model.book import Book, Column, PlainRows, Table
from asnkarier.model.messages import N_
from asnkarier.model.said import LawText

_RULE_COLUMNS: Final = (
    Column("id", N_("Rule"), width=34, importance=0),
    Column("title", N_("Title"), width=44, importance=4),
    Column("value_text", N_("Value"), "law", width=50, importance=1),
    Column("citation", N_("Legal basis"), width=44, importance=2),
    Column("status_sumber", N_("Source"), "status", importance=3),
    Column("state", N_("State"), "status", importance=5),
    Column("since", N_("Since"), "date", importance=6),
    Column("until", N_("Until"), "date", terminal=False),
    Column("since_exact", N_("Exact day"), "flag", terminal=False),
    Column("mark", N_("Certainty"), "status", terminal=False),
    Column("amended_unread", N_("Amended by, not read"), terminal=False),
    Column("kind", N_("Kind"), "status", terminal=False),
    Column("rule_set", N_("Rule set"), terminal=False),
    Column("check", N_("Check"), "status", terminal=False),
    Column("unit", N_("Unit of measure"), terminal=False),
    Column("variant", N_("Variant"), importance=7),
    Column("variants", N_("Variants"), "list", terminal=False),
    Column("file", N_("File"), width=40, terminal=False),
    Column("note", N_("Note"), "law", width=60, terminal=False),
)
_TESTED: Final = Column("tested", N_("What is tested"), width=44)
_SHOWN_ONE: Final = frozenset({"file", "until", "mark", "amended_unread", "note"})
_STANDARD_COLUMNS: Final = (
    Column("id", N_("Standard"), width=34),
    Column("jabatan", N_("Position"), width=50),
    Column("kelompok", N_("Class of post"), "status"),
    Column("people", N_("People"), "integer"),
    Column("kompetensi", N_("Competencies"), "integer"),
    Column("teknis", N_("Technical"), "integer", terminal=False),
    Column("kritis", N_("Critical"), "integer", terminal=False),
    Column("level_total", N_("Sum of levels"), "level", terminal=False),
    Column("urusan", N_("Affairs"), terminal=False),
    Column("kode", N_("Code"), terminal=False),
    Column("file", N_("File"), width=40, terminal=False),
)
_DEMAND_COLUMNS: Final = (
    Column("part", N_("Part")),
    Column("name", N_("Demand"), "law", width=50),
    Column("level", N_("Level"), "level"),
    Column("kritis", N_("Critical"), "flag"),
    Column("bobot", N_("Weight"), "number", terminal=False),
    Column("jenis", N_("Kind"), terminal=False),
    Column("tahun", N_("Years"), "number"),
    Column("tingkat", N_("Importance")),
)


def rules_book(
    rows: Sequence[Any], as_of: date, texts: Sequence[str | LawText], tested: Sequence[str] | None = None
) -> Book:
    """Return the report of rule rows (`rules.describe.RuleRow`); texts: their values as one line each.

    tested: for a single rule, what its check tests, in the language of the reader; None for the list of all.
    """
    more = {"value_text": texts} | ({} if tested is None else {"tested": tested})
    shown = _plain(rows, _RULE_COLUMNS, more)
    columns: tuple[Column, ...] = _RULE_COLUMNS
    if tested is not None:
        columns = tuple(
            Column(
                c.key,
                c.label,
                c.kind,
                c.width,
                terminal=c.terminal or c.key in _SHOWN_ONE,
                importance=c.importance,
            )
            for c in (*columns, _TESTED)
        )
    title = N_("The law as it is loaded")
    return Book("asn.rules/1", title, as_of, "", (Table("rows", title, columns, shown, terminal_limit=None),))


def standards_book(rows: Sequence[Any], as_of: date, people: Sequence[int | None]) -> Book:
    """Return the list of standards (`catalog.describe.StandardRow`); people: how many each one judges."""
    shown = _plain(rows, _STANDARD_COLUMNS, {"people": people})
    title = N_("Job standards")
    return Book(
        "asn.standards/1",
        title,
        as_of,
        "",
        (Table("rows", title, _STANDARD_COLUMNS, shown, terminal_limit=None),),
    )


def standard_book(name: str, rows: Sequence[Any], as_of: date) -> Book:
    """Return everything that one standard asks for (`catalog.describe.DemandRow`)."""
    shown = _plain(rows, _DEMAND_COLUMNS, {})
    sheet = Table("rows", N_("What the standard asks for"), _DEMAND_COLUMNS, shown, terminal_limit=None)
    return Book("asn.standard/1", N_("Job standard"), as_of, "", (sheet,), subject=name)


def _plain(rows: Sequence[Any], columns: Sequence[Column], more: Mapping[str, Sequence[Any]]) -> PlainRows:
    """Return the fields of the rows as they are: words of the law stay in both their languages. more: further columns."""
    keys = [one.key for one in columns if one.key not in more]
    own = {key: [getattr(row, key) for row in rows] for key in keys}
    return PlainRows(own | {key: list(values) for key, values in more.items()})

"""The door in: one file becomes one typed frame, with every row accepted, rejected or passed over for a stated reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from asnkarier.errors import UsageError
from asnkarier.model.frames import EMPLOYEES, TABLES
from asnkarier.model.messages import N_
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.sheets.cells.title_day import stated_day
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.layout.context import CONTEXT
from asnkarier.sheets.layout.detection import Detected, ReadOptions
from asnkarier.sheets.layout.locate import Found, find_tables
from asnkarier.sheets.layout.proposals import propose
from asnkarier.sheets.layout.wide.totals import with_totals
from asnkarier.sheets.names import name_of
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.rows.acting import set_aside_acting
from asnkarier.sheets.rows.context import context_of, is_of_punishments, without_context
from asnkarier.sheets.rows.duplicates import Facts, Settled, settle_duplicates
from asnkarier.sheets.rows.facts import empty_frame
from asnkarier.sheets.rows.one_day import day_of_all, held_together
from asnkarier.sheets.rows.people import refuse_lost_digits_of_all
from asnkarier.sheets.rows.reading import SheetReading
from asnkarier.sheets.rows.table import TableRead, read_rows, same_cells
from asnkarier.sheets.rows.totals import settle_totals
from asnkarier.sheets.source import open_source
from asnkarier.sheets.vocabulary import Vocabulary
from asnkarier.sheets.xlsx.workbook import Listener

__all__ = ["ReadOptions", "SheetReading", "Vocabulary", "read_table", "read_tables"]


def read_table(
    path: Path, *, vocabulary: Vocabulary, options: ReadOptions, shown_as: str | None = None
) -> SheetReading:
    """Read the first table of a file; others are told. See `read_tables`."""
    first, *others = read_tables(path, vocabulary=vocabulary, options=options, shown_as=shown_as)
    names = ", ".join(
        dict.fromkeys(other.sheet for other in others if other.sheet and other.sheet != first.sheet)
    )
    if not names:
        return first
    facts = {"sheet": first.sheet, "others": names}
    told = Problem("LEMBAR-LAIN", Severity.WARNING, Location(first.file, first.sheet), facts)
    return replace(first, problems=(told, *first.problems))


def read_tables(
    path: Path,
    *,
    vocabulary: Vocabulary,
    options: ReadOptions,
    shown_as: str | None = None,
    listener: Listener | None = None,
) -> tuple[SheetReading, ...]:
    """Read every table of a known kind in a spreadsheet or CSV file, at least one reading.

    Nothing about the data is raised: a file that cannot be read comes back refused, with its problem. UsageError: the
    options name an unknown kind. shown_as: the file's name in messages and provenance (default: its name). listener:
    hears how many rows of the sheet at hand have been read.
    """
    if options.kind is not None and options.kind not in TABLES:
        raise UsageError(
            N_("unknown kind of table: {kind}"),
            N_("use one of: {kinds}"),
            facts={"kind": options.kind, "kinds": ", ".join(TABLES)},
        )
    file = shown_as or name_of(path)
    try:
        found = _find(path, options, vocabulary, file, listener)
    except RefusedError as refused:
        problems = (refused.problem(file),)
        return (SheetReading(file, kind=options.kind, sheet=refused.sheet, refused=True, problems=problems),)
    return settle_totals(_settled([_read(one, options, vocabulary) for one in with_totals(found, options)]))


def _find(
    path: Path, options: ReadOptions, vocabulary: Vocabulary, file: str, listener: Listener | None
) -> list[Found]:
    """Return the tables of a file; what the file needed to be read (its texts twice over) is let go with it."""
    with open_source(path, listener) as source:
        found = find_tables(source, options, vocabulary, file)
        if source.encoding in ("cp1252", "latin-1"):
            found[0].findings.note("CSV-CP1252", encoding=source.encoding)
        for cell in source.stray:
            found[0].findings.warn("CSV-KUTIP-LEPAS", cell)
    return found


@dataclass(frozen=True, slots=True)
class _Half:
    """A table whose rows are read and not yet held against those of the file's other tables of its kind."""

    reading: SheetReading
    table: TableRead | None
    findings: Findings
    left_out: tuple[int, ...] = ()


def _read(found: Found, options: ReadOptions, vocabulary: Vocabulary) -> _Half:
    findings, detected = found.findings, found.detected
    if detected is None:
        reading = SheetReading(findings.file, kind=options.kind, sheet=findings.sheet, refused=True)
        return _Half(reading, None, findings)
    findings.problems.extend(detected.findings.problems)
    if detected.remembered is not None:
        findings.note("PETA-INGAT", mapping=detected.remembered.file)
    _check_twins(detected, findings)
    reading = replace(_described(detected, findings), left=found.left, beside=found.beside)
    if findings.refused:
        return _Half(replace(reading, refused=True), None, findings)
    table = read_rows(detected, options, vocabulary, findings)
    if reading.kind == EMPLOYEES.name and is_of_punishments(detected, table.facts):
        beside = context_of(table.facts, detected)
        table = replace(table, facts=without_context(table.facts), context=beside)
        kept = {name: column for name, column in reading.columns.items() if name not in CONTEXT - {"nip"}}
        reading = replace(reading, columns=kept, of_punishments=True)
    return _Half(reading, table, findings, found.left_out)


def _settled(halves: Sequence[_Half]) -> tuple[SheetReading, ...]:
    """Return the readings; the same fact on two sheets is what it would be on one."""
    halves = _without_lost_digits(halves)
    done = {place: half.reading for place, half in enumerate(halves) if half.table is None}
    by_kind: dict[str, list[int]] = {}
    for place, half in enumerate(halves):
        if half.table is not None and half.reading.kind is not None:
            by_kind.setdefault(half.reading.kind, []).append(place)
    for kind, places in _of_one_day(halves, by_kind):
        tables = [(halves[place], table) for place in places if (table := halves[place].table) is not None]
        parts = [Facts(table.facts, table.key_letters, half.findings) for half, table in tables]
        acting: list[tuple[int, ...]] = [() for _ in parts]
        if kind == EMPLOYEES.name:
            parts, acting = set_aside_acting(parts)
        settled = settle_duplicates(parts, TABLES[kind])
        for place, (half, table), own, aside in zip(places, tables, settled, acting, strict=True):
            repeated = tuple(sorted((*own.repeated, *aside)))
            done[place] = _finished(half, table, replace(own, repeated=repeated))
    return tuple(replace(done[place], problems=half.findings.in_order()) for place, half in enumerate(halves))


def _of_one_day(
    halves: Sequence[_Half], by_kind: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, list[int]]]:
    """Yield the sheets whose facts are held against each other: those of one kind that count from one day."""
    for kind, places in by_kind.items():
        read = [halves[place].reading for place in places]
        days = [day_of_all(kind, reading.columns, reading.stated_day) for reading in read]
        for alike in held_together(days):
            yield kind, [places[number] for number in alike]


def _without_lost_digits(halves: Sequence[_Half]) -> list[_Half]:
    """Return the tables without the people whose NIP has lost its last digits, as several over all sheets show."""
    read = [half for half in halves if half.table is not None]
    if len(read) < 2:  # noqa: PLR2004 - one sheet has been seen whole already
        return list(halves)
    refused = refuse_lost_digits_of_all(
        [(table.facts, half.findings) for half in read if (table := half.table)]
    )
    rows_of = {id(half): rows for half, rows in zip(read, refused, strict=True)}
    return [_rejecting(half, rows_of.get(id(half), set())) for half in halves]


def _rejecting(half: _Half, rows: set[int]) -> _Half:
    if half.table is None or not rows:
        return half
    facts = half.table.facts
    sound = facts[~facts["row"].isin(rows)].reset_index(drop=True)
    rejected = tuple(sorted({*half.table.rejected, *rows}))
    return replace(half, table=replace(half.table, facts=sound, rejected=rejected))


def _finished(half: _Half, table: TableRead, settled: Settled) -> SheetReading:
    rejected = tuple(sorted({*table.rejected, *settled.contradicting}))
    named = _named(table, settled.contradicting)
    return replace(
        half.reading,
        rows=len(table.numbers),
        accepted_rows=len(table.numbers) - len(rejected),
        accepted=settled.frame,
        data_rows=table.numbers,
        rejected_rows=rejected,
        rejected_nips=tuple(named.get(row) for row in rejected),
        duplicate_rows=settled.repeated,
        duplicate_nips=tuple(nip for _row, nip in _nips_of(table, settled.repeated)),
        context=table.context,
        skipped_notes=(*table.notes, *((row, "tabel_lain") for row in half.left_out)),
    )


def _named(table: TableRead, contradicting: Sequence[int]) -> dict[int, str]:
    """Return the NIPs of rejected rows: of those that were refused alone, and of those that contradict each other."""
    return {**table.set_aside, **dict(_nips_of(table, contradicting))}


def _nips_of(table: TableRead, rows: Sequence[int]) -> list[tuple[int, str]]:
    """Return the sheet row and the NIP of those of the rows that are about people, each person once per row."""
    if not rows or "nip" not in table.facts:
        return []
    found = table.facts.loc[table.facts["row"].isin(rows), ["row", "nip"]].drop_duplicates()
    return [(int(row), nip) for row, nip in found.itertuples(index=False)]


def _check_twins(detected: Detected, findings: Findings) -> None:
    """Two columns of one meaning: harmless when they hold the same, otherwise nobody can tell which one counts."""
    for name, chosen, other in detected.columns.twins:
        same = same_cells(detected.grid, chosen, other, detected.header.first)
        tell = findings.note if same else findings.error
        code = "KOLOM-KEMBAR" if same else "KOLOM-GANDA"
        tell(code, other.cell, field=name, heading=other.text, first=chosen.letters, second=other.letters)


def _described(detected: Detected, findings: Findings) -> SheetReading:
    columns = detected.columns
    fields = {name: columns.fields[name] for name in columns.schema.fields if name in columns.fields}
    named = fields | {competency: heading for heading, competency in columns.levels}
    return SheetReading(
        findings.file,
        kind=columns.schema.kind,
        sheet=detected.grid.sheet,
        header_rows=detected.header.rows,
        title_rows=tuple(int(row) for row in detected.grid.row_numbers if row < min(detected.header.rows))
        if detected.header.titles
        else (),
        columns={name: heading.letters for name, heading in named.items()},
        headings={name: heading.text for name, heading in named.items()},
        unmapped=tuple((heading.letters, heading.text) for heading in columns.unmapped),
        ignored=tuple((heading.letters, heading.text) for heading in columns.ignored),
        accepted=empty_frame(columns.schema.table),
        certainty=detected.certainty,
        all_headings=detected.header.texts,
        named=dict(columns.named),
        folded=detected.grid.folded,
        stated_day=stated_day(detected.header.titles, detected.grid.sheet),
        doubts=dict(columns.doubts),
        proposals=propose(columns),
    )

"""Which sheet, which header, which kind: decided by the headings, with a margin, or left to the person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from rapidfuzz import fuzz, process

from asnkarier.model.problem import Severity
from asnkarier.sheets.cells.title_day import year_of_titles
from asnkarier.sheets.delimited.decoding import DELIMITERS
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import Grid
from asnkarier.sheets.layout.assignment import assign_columns
from asnkarier.sheets.layout.columns import Columns
from asnkarier.sheets.layout.context import (
    GIVES_WAY,
    RESULTS,
    is_list_of_results,
    is_of_punishments_alone,
    is_of_staff,
    is_only_context,
    lists_beside,
    tell_totals,
)
from asnkarier.sheets.layout.folded import unfold
from asnkarier.sheets.layout.header import SEARCHED_ROWS, Header, find_header, is_header_like
from asnkarier.sheets.layout.proposals import near_headings, propose
from asnkarier.sheets.layout.remembered import Remembered, find_remembered
from asnkarier.sheets.layout.statistics import counting_headings
from asnkarier.sheets.layout.wide.named import year_keys
from asnkarier.sheets.layout.wide.technical import take_technical
from asnkarier.sheets.results import shown
from asnkarier.sheets.schema import Schema, heading_key, schemas
from asnkarier.sheets.vocabulary import Vocabulary

_FIELD_WEIGHT: Final = 1.0
_KNOWN_WEIGHT: Final = 0.4
_MARGIN: Final = 0.5
_NEAR_WEIGHT: Final = 0.1
_SEVERAL: Final = 3
_FEWEST_NEAR: Final = 2
_MOST_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person decides about a file; None: found out from it.

    kind: the table. header_row: the sheet row where the header starts. mapping: heading or column letters -> field.
    as_of: the day of the import. period: year of appraisals without a year. assessed_on: day of assessments without one.
    remembered: how headings were read before; what is decided here overrules it.
    """

    as_of: date
    kind: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    period: int | None = None
    assessed_on: date | None = None
    remembered: tuple[Remembered, ...] = ()


@dataclass(frozen=True, slots=True)
class Detected:
    """A sheet understood: its grid, header, the columns of its kind; `findings` are what that raised."""

    grid: Grid
    header: Header
    columns: Columns
    certainty: float
    missing: tuple[str, ...]
    findings: Findings
    remembered: Remembered | None = None

    @property
    def is_complete(self) -> bool:
        """Whether every column that the kind needs is there, and any row below them."""
        return not self.missing and self.grid.height > self.header.first


def understand(
    grid: Grid, options: ReadOptions, vocabulary: Vocabulary, findings: Findings
) -> Detected | None:
    """Return header, kind and columns of a grid, or None with the reason in `findings`."""
    known = find_remembered(grid, options.remembered, options.kind, options.header_row)
    if known is not None:
        header, remembered = known
        mapping = remembered.overruled_by(options.mapping)
        options = replace(options, kind=remembered.kind, mapping=mapping, remembered=())
        found = _understand(grid, options, vocabulary, findings, header)
        return None if found is None else replace(found, remembered=remembered)
    return _understand(grid, options, vocabulary, findings, None)


def _understand(
    grid: Grid, options: ReadOptions, vocabulary: Vocabulary, findings: Findings, header: Header | None
) -> Detected | None:
    kinds = [schemas()[options.kind]] if options.kind else list(schemas().values())
    known = known_headings(kinds, vocabulary, options.mapping)
    header = header or _found_header(grid, known, kinds, options)
    if header is None:
        _tell_no_header(grid, known, kinds, options.header_row, findings)
        return None
    unfolded = unfold(grid, header, findings)
    if unfolded is not None:
        grid, header = unfolded
        if grid.folded:
            findings.note("DUK-DIBACA", f"A{header.rows[0]}")
    elif findings.refused:
        return None
    trials = [_try_kind(schema, grid, header, options, vocabulary, findings) for schema in kinds]
    trials = _without_results(trials)
    if is_only_context({columns.schema.kind: columns for columns, missing, _ in trials if not missing}):
        trials = [trial for trial in trials if trial[0].schema.kind != "employees"]
    order = sorted(
        range(len(trials)), key=lambda place: (bool(trials[place][1]), -trials[place][0].score, place)
    )
    trials, order = _only_staff(trials, order)
    columns, missing, found_on_way = trials[order[0]]
    certainty = 1.0
    if len(trials) > 1 and not missing:
        rival = next((trials[place] for place in order[1:] if not trials[place][1]), None)
        certainty = _certainty(columns, rival[0] if rival else None)
        if rival and columns.score - rival[0].score < _MARGIN:
            names = f"{columns.schema.kind}, {rival[0].schema.kind}"
            findings.error("KEPALA-JENIS-RAGU", kinds=names)
    if missing and len(trials) > 1:
        columns, missing, found_on_way = _pick_nearest_kind(trials)
    _tell_missing(columns, missing, header, findings)
    if options.kind is None:
        tell_totals(columns, found_on_way)
    return Detected(grid, header, columns, certainty, tuple(missing), found_on_way)


def _found_header(
    grid: Grid, known: Mapping[str, float], kinds: Sequence[Schema], options: ReadOptions
) -> Header | None:
    """Return the header; a row that a person named must hold a heading that is known or near to one, or be mapped."""
    header = find_header(grid, known, header_row=options.header_row)
    if header is None or header.score > 0 or options.mapping:
        return header
    return header if near_headings((heading.text for heading in header.headings), kinds) else None


Trial = tuple[Columns, list[str], Findings]


def _try_kind(
    schema: Schema,
    grid: Grid,
    header: Header,
    options: ReadOptions,
    vocabulary: Vocabulary,
    findings: Findings,
) -> Trial:
    own = Findings(findings.file, findings.sheet)
    columns = assign_columns(schema, header.headings, vocabulary, options.mapping, own)
    if schema.kind == "assessments":
        take_technical(columns, grid, header, vocabulary, own, asked=options.kind is not None)
    given = schema.kind == "appraisals" and appraisal_year(options, header) is not None
    alone = is_of_punishments_alone(columns)
    missing = [] if alone else columns.missing(frozenset(("tahun",) if given else ()))
    if not missing and options.kind is None and counting_headings(columns):
        missing = ["id_atasan"]
    return columns, missing, own


def _only_staff(trials: list[Trial], order: list[int]) -> tuple[list[Trial], list[int]]:
    """Return the trial as a list of employees alone where a heading of one was renamed, so that the lack is told."""
    columns, missing, _ = trials[order[0]]
    staff = [trial for trial in trials if trial[0].schema.kind == "employees" and trial[1]]
    if missing or not staff or not is_of_staff(staff[0][0], columns):
        return trials, order
    return staff, [0]


def _without_results(trials: list[Trial]) -> list[Trial]:
    """Return the trials without those of kinds that give way to others, where they are not whole or the table is another one."""
    complete = {columns.schema.kind: columns for columns, missing, _ in trials if not missing}
    if len(trials) == 1:
        return trials
    beside = lists_beside(complete)
    if beside:
        return [trial for trial in trials if trial[0].schema.kind in beside]
    gone = GIVES_WAY - ({RESULTS} if is_list_of_results(complete) else set())
    return [trial for trial in trials if trial[0].schema.kind not in gone]


def _pick_nearest_kind(trials: Sequence[Trial]) -> Trial:
    """Return the incomplete kind that the headings speak for most, misspelt ones too, so that its missing columns can be named."""

    def speaks(trial: Trial) -> float:
        columns, missing, _ = trial
        near = {proposal.field for proposal in propose(columns)}
        return columns.score - len(set(missing) - near) + _NEAR_WEIGHT * len(near)

    return max(trials, key=speaks)


def _certainty(columns: Columns, rival: Columns | None) -> float:
    if rival is None:
        return 1.0
    return round(columns.score / max(columns.score + max(rival.score, 0.0), 1e-9), 3)


def appraisal_year(options: ReadOptions, header: Header) -> int | None:
    """Return the year of all appraisals of the sheet: the person's word, else the title above the header."""
    return year_of_titles(header.titles) if options.period is None else options.period


def known_headings(
    kinds: Sequence[Schema], vocabulary: Vocabulary, mapping: Mapping[str, str]
) -> dict[str, float]:
    """Return every heading key that may stand in a header of these kinds, with its weight."""
    known: dict[str, float] = {"TMT": _KNOWN_WEIGHT}
    for schema in kinds:
        words = {*schema.ignored, *schema.combined, *schema.marks, *year_keys(schema)}
        known |= dict.fromkeys(words, _KNOWN_WEIGHT)
    for schema in kinds:
        known |= dict.fromkeys((*schema.by_alias, *schema.phases), _FIELD_WEIGHT)
    if any(schema.kind == "assessments" for schema in kinds):
        known |= dict.fromkeys(vocabulary.initials, _KNOWN_WEIGHT) | dict.fromkeys(
            vocabulary.keys, _FIELD_WEIGHT
        )
    return known | dict.fromkeys(map(heading_key, mapping), _FIELD_WEIGHT)


def _tell_no_header(
    grid: Grid, known: Mapping[str, float], kinds: Sequence[Schema], row: int | None, findings: Findings
) -> None:
    delimiter = _delimiter_in_cells(grid, known)
    nearest, headings = _nearest_row(grid, kinds)
    if row is not None:
        findings.error("KEPALA-BARIS", row=row)
    elif delimiter is not None:
        findings.error("KEPALA-SATU-SEL", delimiter=delimiter)
    elif nearest is not None:
        findings.error("KEPALA-MIRIP", row=nearest, headings=headings)
    else:
        findings.error("KEPALA-TIADA", found=_first_texts(grid))


def _nearest_row(grid: Grid, kinds: Sequence[Schema]) -> tuple[int | None, str]:
    """Return the sheet row with the most headings that are near to known ones, two at least, and what they may be."""
    best: tuple[int | None, str] = (None, "")
    most = _FEWEST_NEAR - 1
    for position, row in enumerate(grid.head(SEARCHED_ROWS)):
        near = near_headings((text for text, _ in row.values()), kinds) if is_header_like(row) else ()
        if len(near) > most:
            most = len(near)
            listed = (
                f"{shown(text)} ≈ {name} ({100 * share:.0f} %)" for text, name, share in near[:_MOST_LISTED]
            )
            best = int(grid.row_numbers[position]), ", ".join(listed)
    return best


def _delimiter_in_cells(grid: Grid, known: Mapping[str, float]) -> str | None:
    """Return the delimiter of headings that stand together in one cell: a CSV that was opened and never split."""
    for row in grid.head(SEARCHED_ROWS):
        for text, _ in row.values() if len(row) == 1 else ():
            for delimiter in DELIMITERS:
                if sum(heading_key(part) in known for part in text.split(delimiter)) >= _SEVERAL:
                    return delimiter
    return None


def _first_texts(grid: Grid) -> str:
    """Return the headings among the first texts; any other text may be a person's, and messages reach logs."""
    known = {key for schema in schemas().values() for key in (*schema.by_alias, *schema.ignored)}
    texts = [text for row in grid.head(3) for text, _ in row.values() if heading_key(text) in known]
    return ", ".join(texts[:_MOST_LISTED]) or "-"


def _tell_missing(columns: Columns, missing: Sequence[str], header: Header, findings: Findings) -> None:
    headings = [heading.text for heading in header.headings]
    for name in missing:
        if name == "tahun":
            findings.error("TAHUN-TIADA", headings=", ".join(headings[:_MOST_LISTED]))
            continue
        counting = counting_headings(columns)
        if counting:
            findings.error("UNIT-REKAP", headings=", ".join(counting[:_MOST_LISTED]))
            continue
        labels = [columns.schema.fields[part].heading for part in name.split("/")]
        free = [heading.text for heading in columns.unmapped]
        near = process.extractOne(labels[0], free, scorer=fuzz.WRatio) if free else None
        findings.add(
            "KOLOM-WAJIB",
            Severity.ERROR,
            None,
            field=name,
            kind=columns.schema.kind,
            heading=" / ".join(labels),
            headings=", ".join(headings[:_MOST_LISTED]),
            nearest=near[0] if near else "-",
        )

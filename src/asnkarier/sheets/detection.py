"""Which sheet, which header, which kind: decided by the headings, with a margin, or left to the person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rapidfuzz import fuzz, process

from asnkarier.model.problem import Severity
from asnkarier.sheets.columns import Columns, assign_columns
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import Grid
from asnkarier.sheets.header import SEARCHED_ROWS, TALLEST, Header, find_header
from asnkarier.sheets.schema import Schema, heading_key, schemas
from asnkarier.sheets.source import Source
from asnkarier.sheets.vocabulary import Vocabulary
from asnkarier.sheets.xlsx import SheetName

_FIELD_WEIGHT: Final = 1.0
_KNOWN_WEIGHT: Final = 0.4
_MARGIN: Final = 0.5
_YEAR_IN_TITLE: Final = re.compile(r"\bTAHUN\b\D{0,20}((?:19|20)\d{2})\b", re.IGNORECASE)
_MOST_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person decides about a file; None: found out from it.

    kind: the table. header_row: the sheet row where the header starts. mapping: heading or column letters -> field.
    as_of: the day of the import. period: year of appraisals without a year. assessed_on: day of assessments without one.
    """

    as_of: date
    kind: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    period: int | None = None
    assessed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Detected:
    """A sheet understood: its grid, header, the columns of its kind; `findings` are what that raised."""

    grid: Grid
    header: Header
    columns: Columns
    certainty: float
    missing: tuple[str, ...]
    findings: Findings


def detect(
    source: Source, options: ReadOptions, vocabulary: Vocabulary, findings: Findings
) -> Detected | None:
    """Return the best sheet of the file with its header and kind, or None with the reason in `findings`."""
    sheet = _choose_sheet(source, options, vocabulary, findings)
    if findings.refused:
        return None
    grid = source.read(sheet)
    findings.sheet = grid.sheet
    if not grid.height:
        findings.error("LEMBAR-KOSONG", sheet=grid.sheet or "-")
        return None
    return understand(grid, options, vocabulary, findings)


def _choose_sheet(
    source: Source, options: ReadOptions, vocabulary: Vocabulary, findings: Findings
) -> SheetName | None:
    if source.is_csv:
        return None
    if options.sheet is not None:
        found = source.find(options.sheet)
        if found is None:
            findings.error("LEMBAR-TIADA", sheet=options.sheet, sheets=", ".join(source.names) or "-")
        return found
    sheets = source.visible()
    if not sheets:
        findings.error("LEMBAR-TIADA", sheet="-", sheets=", ".join(source.names) or "-")
        return None
    if len(sheets) == 1:
        return sheets[0]
    return _best_sheet(source, sheets, options, vocabulary, findings)


def _best_sheet(
    source: Source,
    sheets: Sequence[SheetName],
    options: ReadOptions,
    vocabulary: Vocabulary,
    findings: Findings,
) -> SheetName:
    """Return the sheet whose head looks most like a whole table; others that do too are named in a warning."""
    scores: list[tuple[bool, float]] = []
    for sheet in sheets:
        head = source.read(sheet, most_rows=SEARCHED_ROWS + TALLEST)
        trial = Findings("")
        seen = understand(head, options, vocabulary, trial) if head.height else None
        has_data = seen is not None and head.height > seen.header.first
        scores.append(
            (seen is not None and not seen.missing and has_data, seen.header.score if seen else 0.0)
        )
    best = max(range(len(sheets)), key=lambda place: (scores[place], -place))
    others = [
        sheet.name
        for sheet, score in zip(sheets, scores, strict=True)
        if score[0] and sheet is not sheets[best]
    ]
    if others:
        findings.warn("LEMBAR-LAIN", sheet=sheets[best].name, others=", ".join(others))
    return sheets[best]


def understand(
    grid: Grid, options: ReadOptions, vocabulary: Vocabulary, findings: Findings
) -> Detected | None:
    """Return header, kind and columns of a grid, or None with the reason in `findings`."""
    kinds = [schemas()[options.kind]] if options.kind else list(schemas().values())
    header = find_header(grid, _known(kinds, vocabulary, options.mapping), header_row=options.header_row)
    if header is None:
        row = options.header_row
        found = _first_texts(grid)
        findings.error("KEPALA-BARIS", row=row) if row else findings.error("KEPALA-TIADA", found=found)
        return None
    trials = [_try_kind(schema, header, options, vocabulary, findings) for schema in kinds]
    order = sorted(
        range(len(trials)), key=lambda place: (bool(trials[place][1]), -trials[place][0].score, place)
    )
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
    if missing:
        _tell_missing(columns, missing, header, findings)
    return Detected(grid, header, columns, certainty, tuple(missing), found_on_way)


Trial = tuple[Columns, list[str], Findings]


def _try_kind(
    schema: Schema, header: Header, options: ReadOptions, vocabulary: Vocabulary, findings: Findings
) -> Trial:
    own = Findings(findings.file, findings.sheet)
    columns = assign_columns(schema, header.headings, vocabulary, options.mapping, own)
    given = schema.kind == "appraisals" and appraisal_year(options, header) is not None
    return columns, columns.missing(frozenset(("tahun",) if given else ())), own


def _pick_nearest_kind(trials: Sequence[Trial]) -> Trial:
    """Return the incomplete kind that the headings speak for most, so that its missing columns can be named."""
    return max(trials, key=lambda trial: trial[0].score - len(trial[1]))


def _certainty(columns: Columns, rival: Columns | None) -> float:
    if rival is None:
        return 1.0
    return round(columns.score / max(columns.score + max(rival.score, 0.0), 1e-9), 3)


def appraisal_year(options: ReadOptions, header: Header) -> int | None:
    """Return the year of all appraisals of the sheet: the person's word, else the title above the header."""
    if options.period is not None:
        return options.period
    years = {int(match[1]) for title in header.titles if (match := _YEAR_IN_TITLE.search(title))}
    return years.pop() if len(years) == 1 else None


def _known(kinds: Sequence[Schema], vocabulary: Vocabulary, mapping: Mapping[str, str]) -> dict[str, float]:
    known: dict[str, float] = {"TMT": _KNOWN_WEIGHT}
    for schema in kinds:
        known |= dict.fromkeys(schema.ignored | set(schema.combined) | schema.marks, _KNOWN_WEIGHT)
    for schema in kinds:
        known |= dict.fromkeys(schema.by_alias, _FIELD_WEIGHT)
    if any(schema.kind == "assessments" for schema in kinds):
        known |= dict.fromkeys(vocabulary.keys, _FIELD_WEIGHT)
    return known | dict.fromkeys(map(heading_key, mapping), _FIELD_WEIGHT)


def _first_texts(grid: Grid) -> str:
    texts = [text for row in grid.head(3) for text, _ in row.values()]
    return ", ".join(texts[:_MOST_LISTED]) or "-"


def _tell_missing(columns: Columns, missing: Sequence[str], header: Header, findings: Findings) -> None:
    headings = [heading.text for heading in header.headings]
    for name in missing:
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

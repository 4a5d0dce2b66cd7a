"""Rows become drafts: one per row of a wide table, one per position of a long one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from asnkarier.model.draft import LISTS, TEXTS, Draft
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.problem import Location
from asnkarier.model.terms import normalise
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import TEXT
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.results import Parser
from asnkarier.sheets.standards.headings import POSITION, Columns
from asnkarier.sheets.standards.naming import NEW_COMPETENCY, Naming, Unnamed, group_of
from asnkarier.sheets.standards.rows import Row, read_rows

_WEIGHTS: Final = ("bobot", "kritis")


@dataclass(slots=True)
class _Position:
    """What the rows of one position say together."""

    place: Location
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Location] = field(default_factory=dict)
    levels: dict[str, float | None] = field(default_factory=dict)
    bobot: dict[str, float] = field(default_factory=dict)
    kritis: set[str] = field(default_factory=set)


def wide_drafts(columns: Columns, parsers: Mapping[str, Parser], findings: Findings) -> list[Draft]:
    """Return a draft per row of a table with a column per competency."""
    wanted: dict[str, tuple[Heading, Parser]] = {
        name: (columns.fields[name], parsers[name]) for name in POSITION if name in columns.fields
    }
    level = parsers["level"]
    wanted |= {competency: (heading, level) for competency, heading in columns.levels.items()}
    rows = read_rows(columns, wanted, columns.levels, level, findings)
    return [
        _draft(
            _Position(
                row.place, dict(row.values), dict(row.cells), {c: row.values.get(c) for c in columns.levels}
            ),
            frozenset(wanted),
            parsers["bidang"],
        )
        for row in rows
        if _key(row)
    ]


def long_drafts(
    columns: Columns, naming: Naming, parsers: Mapping[str, Parser], findings: Findings
) -> list[Draft]:
    """Return a draft per position of a table with a row per competency.

    Every competency that any row names is spoken of, as a column of a wide table would be: where a position has no row for
    it, it is not required.
    """
    names = (*POSITION, "kompetensi", "kelompok_kompetensi", *_WEIGHTS)
    wanted = {name: (columns.fields[name], parsers[name]) for name in names if name in columns.fields}
    wanted["level"] = (columns.fields["level"], parsers["level"])
    rows = read_rows(columns, wanted, ("kompetensi", "level"), parsers["level"], findings)
    positions: dict[str, _Position] = {}
    met: dict[str, str | None] = {}
    for row in rows:
        key = _key(row)
        if not key:
            continue
        position = positions.setdefault(key, _Position(row.place))
        _gather(position, row, findings)
        competency = _competency(row, naming, met, findings)
        if competency is None:
            continue
        if competency in position.levels:
            other = str(position.cells[competency])
            _error(
                findings,
                "SKJ-KOMPETENSI-GANDA",
                row.at("kompetensi"),
                name=row.values["kompetensi"],
                other=other,
            )
            continue
        position.cells[competency] = row.at("level")
        position.levels[competency] = row.values.get("level")
        if "bobot" in row.values:
            position.bobot[competency] = row.values["bobot"]
        if row.values.get("kritis"):
            position.kritis.add(competency)
    asked = dict.fromkeys(name for name in met.values() if name)
    for position in positions.values():
        position.levels = {name: position.levels.get(name) for name in asked}
    return [_draft(position, frozenset(wanted), parsers["bidang"]) for position in positions.values()]


def _key(row: Row) -> str:
    """Return what tells one position from another: its names, else its file; empty where neither can be read."""
    names = row.values.get("jabatan", ())
    return "; ".join(map(normalise_jabatan, names)) or normalise(row.values.get("standar", ""))


def _gather(position: _Position, row: Row, findings: Findings) -> None:
    """Keep what a row says of its position; rows that contradict each other are told."""
    for name in POSITION:
        value = row.values.get(name)
        if value is None:
            continue
        known = position.values.setdefault(name, value)
        position.cells.setdefault(name, row.at(name))
        if known != value and name != "jabatan":
            facts = {"name": name, "value": _shown(value), "other_value": _shown(known)}
            _error(findings, "SKJ-BARIS-BEDA", row.at(name), other=str(position.cells[name]), **facts)


def _shown(value: Any) -> str:
    return ", ".join(filter(None, value)) if isinstance(value, tuple) else str(value)


def _competency(row: Row, naming: Naming, met: dict[str, str | None], findings: Findings) -> str | None:
    text = row.values.get("kompetensi")
    if text is None:
        if "level" in row.values:
            _error(findings, "SKJ-NILAI-TIADA", row.place, heading="Kompetensi")
        return None
    group = group_of(row.values.get("kelompok_kompetensi", ""))
    key = f"{group}|{text}"
    if key not in met:
        found = naming.named(text, group)
        if isinstance(found, Unnamed):
            code = "SKJ-KOLOM-MIRIP" if found.nearest else "SKJ-KOLOM-ASING"
            _error(findings, code, row.at("kompetensi"), name=text, nearest=found.nearest or "-")
        elif naming.known(text, group) is None:
            findings.note(NEW_COMPETENCY, row.at("kompetensi").cell, name=text, kompetensi=found)
        met[key] = None if isinstance(found, Unnamed) else found
    return met[key]


def _error(findings: Findings, code: str, place: Location, **facts: object) -> None:
    findings.error(code, place.cell, **facts)


def _draft(position: _Position, wanted: frozenset[str], studies: Parser) -> Draft:
    values, lists = dict(position.values), {}
    jenjang, study = values.pop("jenjang", (None, ""))
    texts = {name: str(values[name]) for name in TEXTS if values.get(name) is not None}
    said = set(wanted & {*TEXTS, *LISTS, *_WEIGHTS})
    if jenjang:
        texts["jenjang"] = jenjang
    for name in LISTS:
        if values.get(name):
            lists[name] = values[name]
    if study and "bidang" not in wanted:
        fields = studies(study, TEXT)
        lists["bidang"] = fields if isinstance(fields, tuple) else ()
        said.add("bidang")
    return Draft(
        place=position.place,
        jabatan=values.get("jabatan", ()),
        levels=position.levels,
        standar=values.get("standar"),
        eselon=values.get("eselon"),
        said=frozenset(said),
        texts=texts,
        lists=lists,
        bobot=position.bobot,
        kritis=frozenset(position.kritis),
        cells=position.cells,
    )


def by_name(drafts: Iterable[Draft]) -> Mapping[str, Draft]:
    """Return the drafts by every name that a row of another sheet may call them: their positions and files."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        for name in draft.jabatan:
            found.setdefault(normalise_jabatan(name), draft)
        if draft.standar:
            found.setdefault(f"/{draft.standar}", draft)
    return found

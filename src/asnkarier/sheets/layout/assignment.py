"""Which column is which field, for one kind of table; exact matches are applied, near ones only told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from asnkarier.sheets.findings import Findings
from asnkarier.sheets.layout.bare_tmt import is_bare, name_bare_tmt
from asnkarier.sheets.layout.columns import BESIDE, Columns
from asnkarier.sheets.layout.context import GIVES_WAY, REMARKS
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.layout.others import is_of_another
from asnkarier.sheets.layout.wide.named import take_below_competencies, take_competencies, take_years
from asnkarier.sheets.layout.wide.phases import take_phases
from asnkarier.sheets.layout.wide.technical import take_below_names
from asnkarier.sheets.schema import Schema, heading_key, schemas
from asnkarier.sheets.vocabulary import TECHNICAL, Vocabulary

_DIGITS: Final = "0123456789"
_UNMAPPED_COST: Final = 0.05
IGNORE: Final = "-"
_SECOND_CHOICE: Final = 0.7
_NEXT_TO: Final = 2
_NAME: Final = "NAMA"


def assign_columns(
    schema: Schema,
    headings: Sequence[Heading],
    vocabulary: Vocabulary,
    mapping: Mapping[str, str],
    findings: Findings,
) -> Columns:
    """Return the field of each column. mapping: heading or column letters -> field (`-`: leave the column out)."""
    columns = Columns(schema)
    free = {heading.position: heading for heading in headings}
    _apply_mapping(columns, free, vocabulary, mapping, findings)
    if schema.kind == "assessments":
        take_below_competencies(columns, free, vocabulary)
        take_below_names(columns, free, vocabulary)
    if schema.kind == "appraisals":
        take_years(columns, free)
    if schema.phases:
        take_phases(columns, free)
    for heading in [heading for heading in free.values() if is_of_another(heading, schema)]:
        columns.ignored.append(free.pop(heading.position))
    _apply_aliases(columns, free, findings)
    _apply_second(columns, free)
    _apply_combined(columns, free, findings)
    _apply_fallbacks(columns, free, [one for one in headings if not is_bare(one)], findings)
    named = name_bare_tmt(schema, columns.fields, headings, free, findings)
    columns.doubts.update(dict.fromkeys(named, BESIDE))
    _apply_fallbacks(columns, free, [one for one in headings if is_bare(one)], findings)
    if schema.kind == "assessments" and not {"kompetensi", "level"} <= set(columns.fields):
        take_competencies(columns, free, vocabulary, findings)
    for heading in free.values():
        _set_aside(columns, heading, findings)
    columns.ignored.sort(key=lambda heading: heading.position)
    columns.levels.sort(key=lambda level: level[0].position)
    columns.score = _score(columns, headings)
    return columns


def _apply_mapping(
    columns: Columns,
    free: dict[int, Heading],
    vocabulary: Vocabulary,
    mapping: Mapping[str, str],
    findings: Findings,
) -> None:
    texts = Counter(heading.text for heading in free.values())
    for name, target in mapping.items():
        key = heading_key(name)
        found = [heading for heading in free.values() if key in (heading_key(heading.text), *heading.keys)]
        found = found or [heading for heading in free.values() if heading.letters == name.strip().upper()]
        competency = vocabulary.find(target) or (
            vocabulary.technical(target) if target.startswith(TECHNICAL) else None
        )
        if len(found) != 1:
            findings.error("PETA-KOLOM", column=name, count=len(found), headings=_listed(free.values()))
            continue
        heading = free.pop(found[0].position)
        columns.named[heading.text if texts[heading.text] == 1 else heading.letters] = target
        if target == IGNORE:
            columns.ignored.append(heading)
        elif target in columns.schema.fields:
            columns.fields[target] = heading
        elif columns.schema.kind == "assessments" and competency is not None:
            columns.levels.append((heading, competency))
        elif target in columns.schema.phases.values():
            columns.levels.append((heading, target))
        else:
            findings.error("PETA-FIELD", field=target, fields=", ".join(columns.schema.fields))


def _apply_aliases(columns: Columns, free: dict[int, Heading], findings: Findings) -> None:
    offers = []
    for heading in free.values():
        key = _first_known(columns.schema, heading)
        for name, rank in columns.schema.by_alias.get(key, ()):
            offers.append((rank, heading.position, name, heading))
    taken: dict[str, int] = {}
    for rank, position, name, heading in sorted(offers, key=lambda offer: offer[:2]):
        if position not in free:
            continue
        if name not in columns.fields:
            columns.fields[name] = free.pop(position)
            taken[name] = rank
        elif taken.get(name) == rank:
            columns.twins.append((name, columns.fields[name], free.pop(position)))
        elif len(columns.schema.by_alias[_first_known(columns.schema, heading)]) == 1:
            columns.ignored.append(free.pop(position))
            if name != columns.schema.row_key:
                # "NIP" beside "NIP Baru" is the old number, and needs no word; other choices are told.
                chosen = columns.fields[name]
                findings.note(
                    "KOLOM-LEBIH",
                    heading.cell,
                    heading=heading.text,
                    field=name,
                    chosen=chosen.text,
                    column=chosen.letters,
                )


def _first_known(schema: Schema, heading: Heading) -> str:
    """Return the fullest key of the heading that the schema knows at all; an ignored phrase hides its last word.

    "Name" below the name of another fact is that fact's: `UNIT KERJA > NAMA` is the unit.
    """
    for key in heading.keys:
        parent = heading_key(heading.parts[-2]) if key == _NAME and len(heading.parts) > 1 else ""
        if parent in schema.by_alias or parent in schema.ignored:
            return parent if parent in schema.by_alias else ""
        if key in schema.by_alias:
            return key
        if key in schema.ignored or key in schema.combined:
            return ""
    return ""


def _apply_second(columns: Columns, free: dict[int, Heading]) -> None:
    """Take the second half of a fact, as ruang beside golongan, from the column next to the first half."""
    for name, schema_field in columns.schema.fields.items():
        first = columns.fields.get(name)
        if first is None or not schema_field.second:
            continue
        for heading in list(free.values()):
            if (
                set(heading.keys) & set(schema_field.second)
                and abs(heading.position - first.position) <= _NEXT_TO
            ):
                columns.second[name] = free.pop(heading.position)
                break


def _apply_combined(columns: Columns, free: dict[int, Heading], findings: Findings) -> None:
    """Take two fields from one column where both are still without one and can be told apart, or one that must be there."""
    for heading in list(free.values()):
        pair = columns.schema.combined.get(heading.keys[0], {}) if len(heading.parts) == 1 else {}
        taken = set(pair) & set(columns.fields)
        pair = {name: cell for name, cell in pair.items() if name not in taken}
        if pair and (not taken or set(pair) & set(columns.schema.required)):
            del free[heading.position]
            columns.fields.update(dict.fromkeys(pair, heading))
            columns.cells.update(pair)
            columns.doubts.update(dict.fromkeys(pair, BESIDE))
            findings.note("KOLOM-DIBAGI", heading.cell, heading=heading.text, fields=", ".join(pair))


def _apply_fallbacks(
    columns: Columns, free: dict[int, Heading], headings: Sequence[Heading], findings: Findings
) -> None:
    """Fill fields without a column from headings of second choice; a required field may take an optional one's."""
    for name, schema_field in columns.schema.fields.items():
        if name in columns.fields or not schema_field.fallback:
            continue
        for heading in headings:
            owner = next((other for other, taken in columns.fields.items() if taken is heading), None)
            is_free = heading.position in free
            may_take = (
                schema_field.required and owner is not None and not columns.schema.fields[owner].required
            )
            if set(heading.keys) & set(schema_field.fallback) and (is_free or may_take):
                free.pop(heading.position, None)
                if owner is not None:
                    del columns.fields[owner]
                columns.fields[name] = heading
                columns.doubts[name] = _SECOND_CHOICE
                findings.note("KOLOM-CADANGAN", heading.cell, heading=heading.text, field=name)
                break


def _set_aside(columns: Columns, heading: Heading, findings: Findings) -> None:
    schema = columns.schema
    keys = set(heading.keys) | {key.rstrip(_DIGITS) for key in heading.keys}
    if keys & set(schema.combined) or _is_stacked(schema, heading):
        findings.warn("KOLOM-GABUNGAN", heading.cell, heading=heading.text)
        columns.unmapped.append(heading)
    elif keys & (schema.ignored | schema.marks):
        columns.ignored.append(heading)
    else:
        columns.unmapped.append(heading)


def _is_stacked(schema: Schema, heading: Heading) -> bool:
    """Return whether two fields stand above each other in one column (a DUK prints a person on two rows)."""
    fields = {schema.by_alias.get(heading_key(part), ((None, 0),))[0][0] for part in heading.parts}
    return heading.stacked and len(fields - {None}) > 1


def _score(columns: Columns, headings: Sequence[Heading]) -> float:
    """Return how much the headings speak for this kind: a heading that few kinds know counts more."""
    keys = {key for heading in headings for key in heading.keys}
    score = len(keys & columns.schema.marks) + len(columns.levels) - _UNMAPPED_COST * len(columns.unmapped)
    # A kind that gives way to any other weakens none by what it knows.
    rivals = [one for one in schemas().values() if one.kind not in GIVES_WAY or one is columns.schema]
    silent = REMARKS | {columns.schema.row_key}
    for name, heading in columns.fields.items():
        known = [kind for kind in rivals if any(key in kind.by_alias for key in heading.keys)]
        score += 1.0 / max(len(known), 1) if name not in silent else 0.0
    return score


def _listed(headings: Iterable[Heading]) -> str:
    return ", ".join(heading.text for heading in headings)

"""Which column is which field, for one kind of table; exact matches are applied, near ones only told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from asnkarier.sheets.findings import Findings
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.schema import Schema, heading_key, schemas
from asnkarier.sheets.vocabulary import Vocabulary

_BARE_TMT: Final = "TMT"
_DIGITS: Final = "0123456789"
_UNMAPPED_COST: Final = 0.05
_MOST_STEPS_LEFT: Final = 3
IGNORE: Final = "-"
_BESIDE: Final = 0.9  # a bare TMT, named by the column to its left; two facts in one cell
_SEVERAL: Final = 3
_SECOND_CHOICE: Final = 0.7


@dataclass(slots=True)
class Columns:
    """The columns of a sheet seen as one kind.

    cells: how a field is read where its column holds another one too. levels: wide assessments, heading -> competency.
    named: what a person said of a column (heading or letters -> field). doubts: field or competency -> certainty below 1.
    """

    schema: Schema
    fields: dict[str, Heading] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    levels: list[tuple[Heading, str]] = field(default_factory=list)
    ignored: list[Heading] = field(default_factory=list)
    unmapped: list[Heading] = field(default_factory=list)
    twins: list[tuple[str, Heading, Heading]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, float] = field(default_factory=dict)
    score: float = 0.0

    def cell(self, name: str) -> str:
        """Return how the cells of a field are read."""
        return self.cells.get(name, self.schema.fields[name].cell)

    def missing(self, supplied: frozenset[str]) -> list[str]:
        """Return the required fields that neither a column nor the caller (`supplied`) gives."""
        given = set(self.fields) | supplied
        if self.levels:
            given |= {"kompetensi", "level"}
        absent = [name for name in self.schema.required if name not in given]
        if self.schema.any_of and not given & set(self.schema.any_of):
            absent.append("/".join(self.schema.any_of))
        return absent


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
        _apply_competency_parents(columns, free, vocabulary)
    for heading in [heading for heading in free.values() if heading.is_of_another]:
        columns.ignored.append(free.pop(heading.position))
    _apply_aliases(columns, free, findings)
    _apply_left(columns, headings, free)
    _apply_combined(columns, free, findings)
    _apply_fallbacks(columns, free, headings, findings)
    if schema.kind == "assessments" and not {"kompetensi", "level"} <= set(columns.fields):
        _apply_competencies(columns, free, vocabulary, findings)
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
        competency = vocabulary.find(target)
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
    """Return the fullest key of the heading that the schema knows at all; an ignored phrase hides its last word."""
    for key in heading.keys:
        if key in schema.by_alias:
            return key
        if key in schema.ignored or key in schema.combined:
            return ""
    return ""


def _apply_left(columns: Columns, headings: Sequence[Heading], free: dict[int, Heading]) -> None:
    """Give each bare "TMT" the meaning of the column to its left; columns that are not stored are stepped over."""
    by_position = {heading.position: name for name, heading in columns.fields.items()}
    order = [heading.position for heading in headings]
    for place, heading in enumerate(headings):
        if heading.position not in free or _BARE_TMT not in heading.keys:
            continue
        left = [
            by_position.get(position)
            for position in reversed(order[max(place - _MOST_STEPS_LEFT, 0) : place])
        ]
        neighbour = next((name for name in left if name), None)
        for name, schema_field in columns.schema.fields.items():
            if neighbour and schema_field.left == neighbour and name not in columns.fields:
                columns.fields[name] = free.pop(heading.position)
                columns.doubts[name] = _BESIDE
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
            columns.doubts.update(dict.fromkeys(pair, _BESIDE))
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


def _apply_competency_parents(columns: Columns, free: dict[int, Heading], vocabulary: Vocabulary) -> None:
    """Where a competency covers several columns, take the one with the level; the standard and the gap are not kept."""
    for heading in list(free.values()):
        competency = vocabulary.find(heading.parts[-2]) if len(heading.parts) > 1 else None
        if competency is None:
            continue
        del free[heading.position]
        if heading_key(heading.parts[-1]) not in columns.schema.level_words:
            columns.ignored.append(heading)
        else:
            _add_level(columns, heading, competency)


def _add_level(columns: Columns, heading: Heading, competency: str) -> None:
    met = next((other for other, known in columns.levels if known == competency), None)
    if met is None:
        columns.levels.append((heading, competency))
    else:
        columns.twins.append((competency, met, heading))


def _apply_competencies(
    columns: Columns, free: dict[int, Heading], vocabulary: Vocabulary, findings: Findings
) -> None:
    schema = columns.schema
    initials = [heading for heading in free.values() if heading_key(heading.parts[-1]) in vocabulary.initials]
    for heading in initials if len(initials) >= _SEVERAL else ():
        named = vocabulary.initials[heading_key(heading.parts[-1])]
        _add_level(columns, free.pop(heading.position), named)
        columns.doubts[named] = _BESIDE
    for heading in list(free.values()):
        last = heading_key(heading.parts[-1])
        if last in schema.ignored or last.rstrip(_DIGITS) in schema.ignored:
            continue
        phrases = (heading.parts[-1], heading.text)
        competency = next((found for phrase in phrases if (found := vocabulary.find(phrase))), None)
        competency = competency or _near_competency(columns, vocabulary, heading, findings)
        if competency is not None:
            del free[heading.position]
            _add_level(columns, heading, competency)


def _near_competency(
    columns: Columns, vocabulary: Vocabulary, heading: Heading, findings: Findings
) -> str | None:
    """Return the competency of a misspelt heading when there is hardly a doubt; tell it either way."""
    if set(heading.keys) & (columns.schema.ignored | set(columns.schema.combined)):
        return None
    near = vocabulary.nearest(heading.parts[-1])
    if near is None:
        return None
    cell_facts = {"heading": heading.text, "name": near.name, "certainty": round(near.certainty)}
    if near.is_certain:
        findings.warn("KOLOM-MIRIP", heading.cell, **cell_facts)
        columns.doubts[near.competency] = round(near.certainty / 100, 3)
        return near.competency
    findings.note("KOLOM-USUL", heading.cell, **cell_facts)
    return None


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
    for name, heading in columns.fields.items():
        known = [kind for kind in schemas().values() if any(key in kind.by_alias for key in heading.keys)]
        score += 1.0 / max(len(known), 1) if name != columns.schema.row_key else 0.0
    return score


def _listed(headings: Iterable[Heading]) -> str:
    return ", ".join(heading.text for heading in headings)

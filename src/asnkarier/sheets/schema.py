"""What each kind of table looks like in real files: fields, cell kinds, headings; read from `schemas/*.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from asnkarier.language import _
from asnkarier.model.frames import TABLES, Table
from asnkarier.model.problem import Problem
from asnkarier.model.terms import normalise
from asnkarier.sheets.guidance import GUIDANCE, TITLES
from asnkarier.sheets.hints import without_hints
from asnkarier.yamlfile import parse_document

_SCHEMAS: Final = Path(__file__).parent / "schemas"
_UNIT: Final = re.compile(r"[(\[]\s*(?:%|rp\.?|idr|\d+\s*%)\s*[)\]]|\b\d+\s*%", re.IGNORECASE)
_NIP: Final = "nip"
_INITIALS: Final = frozenset(("nip", "jpm", "jp", "id", "tmt", "asn", "plt", "cpns"))
_NUMBERING: Final = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|[a-zA-Z]\s*[.)]\s)\s*(?=\S)")


@lru_cache(maxsize=16_384)
def heading_key(text: str) -> str:
    """Return a heading for comparison: no case, blanks, punctuation, leading number, unit or hint in brackets.

    `"1. INTEGRITAS"`, `"N I P"`, `"JPM (%)"` and `"NIP (Wajib)"` become `INTEGRITAS`, `NIP`, `JPM` and `NIP`.
    """
    return heading_words(text).replace(" ", "")


def heading_words(text: str) -> str:
    """Return the same with blanks between the words: `"1. Kerja Sama (Level 0-5)"` becomes `KERJA SAMA`."""
    bare = _UNIT.sub(" ", without_hints(text))
    return normalise(_NUMBERING.sub("", bare)) or normalise(bare) or normalise(text)


@dataclass(frozen=True, slots=True)
class FieldSchema:
    """One field: how its cells are read, and under which headings it is met (keys, the strongest first).

    left: the fields that give a bare "TMT" beside them this meaning. second: headings of a column with its second half.
    written: the heading on blank forms, where it is not made from the name.
    """

    name: str
    cell: str
    required: bool
    aliases: tuple[str, ...]
    fallback: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    written: str = ""

    @property
    def heading(self) -> str:
        """The heading that this program writes for the field: `tmt_jabatan` -> `TMT Jabatan`."""
        if self.written:
            return self.written
        words = self.name.split("_")
        return " ".join(word.upper() if word in _INITIALS else word.capitalize() for word in words)


@dataclass(frozen=True, slots=True)
class Schema:
    """One kind of table. Headings are `heading_key`s; combined: headings of two facts -> field -> how it is read; phases: heading -> phase.

    answer: the field without which a row of a form says nothing and is passed over, empty for lists.
    """

    kind: str
    table: Table
    row_key: str
    fields: Mapping[str, FieldSchema]
    ignored: frozenset[str]
    combined: Mapping[str, Mapping[str, str]]
    marks: frozenset[str]
    any_of: tuple[str, ...] = ()
    answer: str = ""
    level_words: frozenset[str] = frozenset()
    phases: Mapping[str, str] = field(default_factory=dict)
    by_alias: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[str]:
        """Every heading that may stand in such a table, a bare "TMT" among them."""
        return frozenset((*self.by_alias, *self.ignored, *self.combined, *self.marks, *self.phases, "TMT"))

    @property
    def required(self) -> tuple[str, ...]:
        """The fields without which a row is no fact."""
        return tuple(name for name, column in self.fields.items() if column.required)


@dataclass(frozen=True, slots=True)
class FormField:
    """One column of a blank form, in the active language."""

    name: str
    heading: str
    kind: str
    required: bool
    choices: tuple[str, ...]
    example: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Form:
    """A blank form of one kind."""

    kind: str
    title: str
    fields: tuple[FormField, ...]


def load_schema(kind: str) -> Form:
    """Return what a blank form of `kind` shows: headings that the reader knows, choices and examples that it reads."""
    fields = []
    for column in schemas()[kind].fields.values():
        guidance = GUIDANCE[column.cell]
        words = (guidance.choices, guidance.example, _(guidance.explanation))
        fields.append(FormField(column.name, column.heading, column.cell, column.required, *words))
    return Form(kind, _(TITLES[kind]), tuple(fields))


@cache
def schemas() -> Mapping[str, Schema]:
    """Return every kind's schema by its name."""
    raw = {kind: _load(kind) for kind in TABLES}
    built = {kind: _build(kind, data, {}) for kind, data in raw.items() if "also_ignored" not in data}
    for kind, data in raw.items():
        if "also_ignored" in data:
            built[kind] = _build(kind, data, built)
    return {kind: built[kind] for kind in TABLES}


def _load(kind: str) -> Mapping[str, Any]:
    document = parse_document((_SCHEMAS / f"{kind}.yaml").read_bytes(), f"{kind}.yaml")
    if isinstance(document, Problem):
        raise TypeError(f"{document.location}: {document.code}")
    data: Mapping[str, Any] = document.data
    return data


def _keys(words: list[str]) -> tuple[str, ...]:
    if not all(isinstance(word, str) for word in words):
        raise TypeError(f"a heading that YAML reads as no text wants quotes: {words}")
    return tuple(dict.fromkeys(heading_key(word) for word in words))


def _build(kind: str, data: Mapping[str, Any], known: Mapping[str, Schema]) -> Schema:
    fields = {name: _field(name, parts) for name, parts in data["fields"].items()}
    ignored = set(_keys([word for group in data["ignored"] for word in group]))
    combined: dict[str, Mapping[str, str]] = {}
    if "also_ignored" in data:
        other = known[data["also_ignored"]]
        ignored |= other.ignored | set(other.by_alias)
        # A name beside the NIP is met in every list about people.
        combined = {key: {_NIP: pair[_NIP]} for key, pair in other.combined.items() if _NIP in pair}
    by_alias: dict[str, tuple[tuple[str, int], ...]] = {}
    for column in fields.values():
        for rank, key in enumerate(column.aliases):
            by_alias[key] = (*by_alias.get(key, ()), (column.name, rank))
    return Schema(
        kind=kind,
        table=TABLES[kind],
        row_key=data["row_key"],
        fields=fields,
        ignored=frozenset(ignored),
        combined=combined | {heading_key(word): fields for word, fields in data["combined"].items()},
        marks=frozenset(_keys(data["marks"])),
        any_of=tuple(data.get("any_of", ())),
        answer=data.get("answer", ""),
        level_words=frozenset(_keys(data.get("level_words", []))),
        phases={key: name for name, words in data.get("phases", {}).items() for key in _keys(words)},
        by_alias=by_alias,
    )


def _field(name: str, parts: Mapping[str, Any]) -> FieldSchema:
    # The field's own name is always a heading: it is what templates and other exports of this program write.
    own = heading_key(parts.get("heading", name))
    aliases = tuple(dict.fromkeys((*_keys(parts["aliases"]), own)))
    return FieldSchema(
        name=name,
        cell=parts["cell"],
        required=bool(parts.get("required", False)),
        aliases=aliases,
        fallback=_keys(parts.get("fallback", [])),
        left=tuple(parts.get("left", ())),
        second=_keys(parts.get("second", [])),
        written=parts.get("heading", ""),
    )

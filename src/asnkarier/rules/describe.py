"""The law as plain rows, for listing and for showing one rule with its whole history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from asnkarier.model.said import LawText
from asnkarier.rules.rulebook import RuleBook
from asnkarier.rules.types import Criterion, InForce, Parameter, RuleSet, Tanda

Kind = Literal["parameter", "criterion"]
State = Literal["in_force", "past", "future", "repealed", "off"]
# Of the value of a rule that is a table, as people read it.
_LONGEST: Final = 300
_NAMES: Final = ("nama", "label", "kode", "id")  # what a line of a table is called, the first that it has
_UNREAD: Final = frozenset({*_NAMES, "alias", "kelompok_kompetensi"})
_APART: Final = "; "


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One dated value of a rule.

    kind: `parameter`, or `criterion` of the rule set `rule_set`. state: on the day that was asked about; `off` is
    switched off. since_exact False: on `since` the rule certainly held, its exact first day was not established.
    amended_unread: what changed the cited article by that day and was not read, by name; empty: nothing.
    tested: what the check tests (English msgid). chosen: the variant that counts; variants: all there are. file: where this value came from.
    """

    id: str
    kind: Kind
    rule_set: str
    title: LawText
    check: str
    tested: str
    value: Any
    unit: str
    citation: str
    status_sumber: str
    mark: Tanda | None
    amended_unread: str
    since: date
    until: date | None
    since_exact: bool
    state: State
    variant: str
    variants: tuple[str, ...]
    file: str
    note: str


def rules_rows(rulebook: RuleBook, as_of: date) -> tuple[RuleRow, ...]:
    """Return one row per parameter and criterion, as on `as_of`: the value in force, else the first that will be.

    Parameters by id, then the criteria of each rule set in their order, those that are switched off last.
    """
    rows = [_row_on(as_of, tuple(_parameter_rows(one, as_of))) for one in rulebook.parameters.values()]
    for rule_set in rulebook.rule_sets.values():
        rows += [_row_on(as_of, tuple(_criterion_rows(rule_set, one, as_of))) for one in _criteria(rule_set)]
    return tuple(rows)


def rule_rows(rulebook: RuleBook, rule_id: str, as_of: date) -> tuple[RuleRow, ...]:
    """Return every dated value of a parameter (each variant), a criterion, or a whole rule set; empty: no such rule."""
    parameter = rulebook.parameters.get(rule_id)
    if parameter is not None:
        return (*_parameter_rows(parameter, as_of), *_other_variants(parameter, as_of))
    for rule_set in rulebook.rule_sets.values():
        rows = [
            row
            for criterion in _criteria(rule_set)
            if rule_id in (rule_set.id, criterion.id)
            for row in _criterion_rows(rule_set, criterion, as_of)
        ]
        if rows:
            return tuple(rows)
    return ()


def rule_ids(rulebook: RuleBook) -> tuple[str, ...]:
    """Return every id that `rule_rows` knows, sorted; for "did you mean …?"."""
    criteria = [one.id for rule_set in rulebook.rule_sets.values() for one in _criteria(rule_set)]
    return tuple(sorted([*rulebook.parameters, *rulebook.rule_sets, *criteria]))


def value_words(value: Any) -> str | LawText:
    """Return a value as one line, see `value_text`; a statement of the law stays in both its languages."""
    words = LawText.read(value)
    return words if words is not None and words.en else value_text(value)


def value_text(value: Any) -> str:
    """Return a value as one line: `jpt_pratama: 60; administrator: 58`, rows of a table joined by ` | `."""
    words = LawText.read(value)
    if words is not None:
        return words.id
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_inner(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        rows = any(isinstance(one, Mapping) for one in value)
        return (" | " if rows else ", ").join(value_text(one) for one in value)
    if value is None:
        return "–"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _inner(value: Any) -> str:
    """Return a value inside another; one that has parts of its own stands in brackets."""
    text = value_text(value)
    return f"({text})" if isinstance(value, Mapping | list) and LawText.read(value) is None else text


def _criteria(rule_set: RuleSet) -> tuple[Criterion, ...]:
    return (*rule_set.syarat, *rule_set.nonaktif)


def _row_on(as_of: date, rows: tuple[RuleRow, ...]) -> RuleRow:
    """Return the row that counts on a day; before the first date the first one, so that nothing is left out."""
    return next((row for row in reversed(rows) if row.since <= as_of), rows[0])


def _parameter_rows(parameter: Parameter, as_of: date) -> Iterator[RuleRow]:
    yield from _rows(parameter, parameter.dated, as_of, parameter.chosen or "")


def _other_variants(parameter: Parameter, as_of: date) -> Iterator[RuleRow]:
    for name, variant in parameter.varian.items():
        if name != parameter.chosen:
            yield from _rows(parameter, variant.dated, as_of, name)


def _rows(parameter: Parameter, dated: Iterable[InForce], as_of: date, variant: str) -> Iterator[RuleRow]:
    chosen = variant == (parameter.chosen or "")
    title = parameter.varian[variant].judul if variant else ""
    for value in dated:
        yield RuleRow(
            id=parameter.id,
            kind="parameter",
            rule_set="",
            title=parameter.title,
            check="",
            tested="",
            unit=parameter.satuan,
            mark=parameter.tanda,
            state=_state(value, as_of, on=parameter.aktif and chosen),
            variant=variant,
            variants=tuple(parameter.varian),
            note=_note(parameter, title, value.catatan, parameter.catatan),
            **_dated(value, as_of),
        )


def _criterion_rows(rule_set: RuleSet, criterion: Criterion, as_of: date) -> Iterator[RuleRow]:
    for value in criterion.dated:
        yield RuleRow(
            id=criterion.id,
            kind="criterion",
            rule_set=rule_set.id,
            title=criterion.title,
            check=criterion.uji,
            tested=criterion.tested,
            unit="",
            mark=criterion.tanda,
            state=_state(value, as_of, on=criterion.aktif),
            variant="",
            variants=(),
            note=_note(criterion, value.catatan, criterion.catatan),
            **_dated(value, as_of),
        )


def _note(rule: Parameter | Criterion, *notes: str) -> str:
    """Return the remarks of a rule in the words of its files, and by what an agency switched it."""
    switched = ""
    if rule.switched_by:
        switched = f"{'Dinyalakan' if rule.aktif else 'Dimatikan'}: {rule.switched_by}."
    return " ".join(note for note in (*notes, switched) if note)


def _dated(value: InForce, as_of: date) -> dict[str, Any]:
    day = max(value.since, min(as_of, value.until or as_of))
    return {
        "amended_unread": ", ".join(value.citation.amended_unread(day)),
        "value": value.value,
        "citation": value.citation.text,
        "status_sumber": value.citation.status_sumber,
        "since": value.since,
        "until": value.until,
        "since_exact": value.tanggal_pasti,
        "file": value.origin,
    }


def _state(value: InForce, as_of: date, *, on: bool) -> State:
    if not on:
        return "off"
    if as_of < value.since:
        return "future"
    if value.until is not None and as_of > value.until:
        return "past"
    return "repealed" if value.repealed else "in_force"


def table_words(value: Any) -> str:
    """Return the lines of a table as one text that is cut between two of them; empty where `value` is no table.

    `di_atas: {rendah: 4, tinggi: 9}` -> `di_atas (rendah: 4, tinggi: 9)`; lines that have a name -> `Memenuhi Syarat (minimal: 80)`.
    """
    if LawText.read(value) is not None:
        return ""
    if isinstance(value, Mapping):
        parts = [_pair(key, one) for key, one in value.items()]
    elif isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        parts = [_line(one) for one in value]
    else:
        return ""
    return _cut([one for one in parts if one])


def _cut(parts: list[str]) -> str:
    """Return as many parts as there is room for, one at least."""
    text = parts[0] if parts else ""
    for number, part in enumerate(parts[1:], 1):
        if len(text) + len(_APART) + len(part) > _LONGEST:
            return f"{text}{_APART}… (+{len(parts) - number})"
        text += _APART + part
    return text if len(text) <= 2 * _LONGEST else text[: _LONGEST - 1] + "…"


def _pair(key: object, value: Any) -> str:
    """Return a named part of a table; empty where it says nothing."""
    if LawText.read(value) is None and isinstance(value, Mapping):
        return _named(str(key), [_pair(name, one) for name, one in value.items()]) if value else ""
    if isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        return _named(str(key), [_line(one) for one in value])
    text = _plain(value)
    return f"{key}: {text}" if text else ""


def _line(value: Any) -> str:
    """Return a line of a table: its name, and its figures in brackets."""
    if not isinstance(value, Mapping):
        return _plain(value)
    name = next((_plain(value[key]) for key in _NAMES if value.get(key)), "")
    rest = [_pair(key, one) for key, one in value.items() if not (name and key in _UNREAD)]
    return _named(name, rest) if name else ", ".join(one for one in rest if one)


def _named(name: str, parts: list[str]) -> str:
    inner = ", ".join(one for one in parts if one)
    return f"{name} ({inner})" if inner else name


def _plain(value: Any) -> str:
    """Return a value that has no parts of its own; nothing for one that is not stated."""
    words = LawText.read(value)
    if words is not None:
        return words.id
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_plain(one) for one in value)
    return str(value)

"""Dated values: from the `nilai:` of a file to values in force, each with its citation, each fault at its place."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from asnkarier.model.problem import Problem, Severity
from asnkarier.rules.files import KNOWN_KEYS, CriterionPart, ParameterPart, RuleFile, ValuePart
from asnkarier.rules.lint import Fault
from asnkarier.rules.register import parse_citation
from asnkarier.rules.types import Citation, InForce, Regulation, day_before
from asnkarier.rules.vocabulary import nearest
from asnkarier.yamlfile import DataPath, validation_problems

Dated = tuple[InForce, ...]


@dataclass(slots=True)
class Reading:
    """What a load has found so far: the register, the faults, and the remarks that stop nobody."""

    register: dict[str, Regulation]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ValueRule:
    """How one value is read: `plain` validates and completes it, `lint` looks at it as a whole."""

    plain: Callable[[Any], Any]
    lint: Callable[[Any], Iterable[Fault]]
    known: frozenset[str] = KNOWN_KEYS


def read_dated(
    reading: Reading, file: RuleFile, path: DataPath, dated: Mapping[date, ValuePart], rule: ValueRule
) -> Dated:
    """Return the values of one `nilai:` at `path`, oldest first; every fault goes to `reading`."""
    days = list(dated)
    reading.problems += [
        file.document.problem("ATR-TANGGAL-URUT", (*path, str(after)), tanggal=after, sebelum=before)
        for before, after in pairwise(days)
        if after < before
    ]
    found = [_read_value(reading, file, (*path, str(day)), day, dated[day], rule) for day in sorted(days)]
    return tuple(value for value in found if value is not None)


def _read_value(
    reading: Reading, file: RuleFile, path: DataPath, since: date, part: ValuePart, rule: ValueRule
) -> InForce | None:
    citation = parse_citation(part.dasar, reading.register)
    if citation is None:
        key = part.dasar.split()[0]
        facts = {"id": key, "nearest": nearest(key, list(reading.register))}
        reading.problems.append(file.document.problem("ATR-DASAR-ASING", (*path, "dasar"), **facts))
    elif since < citation.regulation.berlaku:
        facts = {"tanggal": str(since), "dasar": citation.text, "berlaku": str(citation.regulation.berlaku)}
        reading.problems.append(file.document.problem("ATR-DASAR-TANGGAL", path, **facts))
    value = None
    place = (*path, "nilai")
    if part.nilai is not None:
        try:
            value = rule.plain(part.nilai)
        except ValidationError as error:
            reading.problems += validation_problems(
                file.document, error, "YAML-BENTUK", under=place, known=rule.known
            )
            return None
        for fault in rule.lint(value):
            reading.problems.append(file.document.problem(fault.code, (*place, *fault.path), **fault.facts))
    if citation is None:
        return None
    return InForce(value, citation, since, origin=file.document.file, catatan=part.catatan)


def take_over(reading: Reading, file: RuleFile, packaged: Dated, own: Dated) -> Dated:
    """Return the packaged values until the agency's first date, and only the agency's from then on.

    A packaged value that is newer than the agency's first has no effect any more: a remark says so.
    """
    first = own[0].since
    reading.notes += [
        Problem(
            "ATR-DITIMPA",
            Severity.NOTE,
            file.document.location(("nilai",)),
            {"tanggal": str(value.since), "dasar": value.citation.text, "sejak": str(first)},
        )
        for value in packaged
        if value.since > own[-1].since
    ]
    return (*(value for value in packaged if value.since < first), *own)


def switch_citation(
    reading: Reading, file: RuleFile, path: DataPath, part: ParameterPart | CriterionPart
) -> Citation | None:
    """Return by what an agency switches a rule on or off; a switch that cites nothing, or nothing known, is a fault.

    What the agency gives beside it (`nilai`) brings its own citation.
    """
    if part.aktif is None or not file.own:
        return None
    if part.dasar is None:
        if part.nilai:
            return None
        reading.problems.append(file.document.problem("ATR-SAKELAR", (*path, "aktif")))
        return None
    citation = parse_citation(part.dasar, reading.register)
    if citation is None:
        key = part.dasar.split()[0]
        facts = {"id": key, "nearest": nearest(key, list(reading.register))}
        reading.problems.append(file.document.problem("ATR-DASAR-ASING", (*path, "dasar"), **facts))
    return citation


def switched_on(dated: Dated, citation: Citation, origin: str) -> Dated:
    """Return values of a rule as an agency switches it on: from the first day of its decree, resting on it."""
    since = citation.regulation.berlaku
    return tuple(
        replace(value, citation=citation, since=max(value.since, since), origin=origin)
        for value in dated
        if value.until is None or value.until >= since
    )


def close(dated: Dated) -> Dated:
    """Return the values with their last days filled in."""
    ends = [*(day_before(value.since) for value in dated[1:]), None]
    return tuple(replace(value, until=end) for value, end in zip(dated, ends, strict=True))

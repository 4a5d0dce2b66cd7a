"""Loads the law: the packaged files, then the agency's own, into one rule book, or every fault at once."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from asnkarier.errors import RegulationError
from asnkarier.model.messages import N_
from asnkarier.rules.checks import Checks
from asnkarier.rules.crosschecks import (
    boxes_unlike_annex,
    dangling_references,
    repealed_citations,
    unreachable_rows,
)
from asnkarier.rules.files import REGISTER, RuleFile, read_layers
from asnkarier.rules.parameters import read_parameters
from asnkarier.rules.register import read_register
from asnkarier.rules.rulebook import RuleBook
from asnkarier.rules.rulesets import criterion_places, is_rule_set, read_rule_sets
from asnkarier.rules.values import Reading


def load_rulebook(
    overlay: Path | None = None, choices: Mapping[str, str] | None = None, *, checks: Checks
) -> RuleBook:
    """Return the law in the package, overlaid by the agency's folder `overlay` and its choices between variants.

    overlay: a folder like the packaged `regulations/`; a missing one is the same as none. choices: parameter id ->
    name of a variant. checks: the named checks that a criterion may use. Raises `RegulationError` with every problem found, each at its file, line and column.
    """
    choices = dict(choices or {})
    layers, unreadable = read_layers(overlay)
    register, faults = read_register(layers)
    reading = Reading(register, [*unreadable, *faults])
    rules = [file for file in layers if file.id != REGISTER]
    with_criteria = {file.id for file in rules if is_rule_set(file)}
    plain = [file for file in rules if file.id not in with_criteria]
    parameters = read_parameters(reading, plain, choices, with_criteria)
    rule_sets = read_rule_sets(reading, [file for file in rules if file.id in with_criteria], checks)
    if not reading.problems:
        reading.problems += dangling_references(parameters, rule_sets, checks, criterion_places(layers))
        reading.problems += boxes_unlike_annex(parameters, layers)
        reading.notes += repealed_citations(parameters, rule_sets, layers)
        reading.notes += unreachable_rows(parameters)
    if reading.problems:
        count = len(reading.problems)
        raise RegulationError(
            N_("The regulation files hold {count} faults."),
            N_("Each fault names its file, line and column; mend them and try again."),
            facts={"count": count},
            problems=reading.problems,
        )
    return RuleBook(
        parameters, rule_sets, register, _fingerprint(layers, choices), choices, tuple(reading.notes)
    )


def _fingerprint(layers: Sequence[RuleFile], choices: Mapping[str, str]) -> str:
    """Return the sha256 of what the files say, whatever their comments, line ends and place on the disk."""
    content = [[file.own, file.id, _plain(file.document.data)] for file in layers]
    text = json.dumps([content, _plain(choices)], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)

"""The law as it stood on a day, asked on a later one: what tells the change of a rule from the passing of time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from asnkarier.rules.rulebook import RuleBook
from asnkarier.rules.types import Criterion, InForce, Parameter, RuleSet

# Tables of words that are asked without a day.
_UNDATED: Final = frozenset({"referensi/pendidikan", "referensi/golongan"})


def frozen_on(rulebook: RuleBook, day: date) -> RuleBook:
    """Return the law without what began after `day`; what had not begun yet by then is in force on no day."""
    parameters = {
        name: one if name in _UNDATED else replace(one, dated=_until(one.dated, day))
        for name, one in rulebook.parameters.items()
    }
    rule_sets = {name: _of_day(one, day) for name, one in rulebook.rule_sets.items()}
    return replace(rulebook, parameters=parameters, rule_sets=rule_sets)


def _until(dated: tuple[InForce, ...], day: date) -> tuple[InForce, ...]:
    begun = tuple(one for one in dated if one.since <= day)
    return begun or tuple(replace(one, since=date.max) for one in dated[:1])


def _of_day(rule_set: RuleSet, day: date) -> RuleSet:
    whole = tuple(replace(one, dated=_until(one.dated, day)) for one in rule_set.syarat)
    if day < rule_set.berlaku:  # comes whole, and nobody can be said to meet it
        return replace(rule_set, berlaku=date.max, syarat=whole)
    return replace(rule_set, syarat=tuple(one for one in whole if one.since <= day))


def begun_between(rulebook: RuleBook, after: date, until: date) -> list[tuple[str, InForce]]:
    """Return every value of the law that began after one day and by a later one, with the id of its rule."""
    return [
        (one.id, value)
        for one in _rules(rulebook)
        for value in one.dated
        if after < value.since <= until and one.aktif and one.id not in _UNDATED
    ]


def _rules(rulebook: RuleBook) -> Iterator[Parameter | Criterion]:
    yield from rulebook.parameters.values()
    sets: Iterable[RuleSet] = rulebook.rule_sets.values()
    for rule_set in sets:
        yield from rule_set.syarat

"""Rule set files: both layers joined, criterion by criterion."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from asnkarier.model.problem import Location, Problem
from asnkarier.rules.checks import Checks, plain_value
from asnkarier.rules.files import CriterionPart, RuleFile, RuleSetPart, UntukPart
from asnkarier.rules.parameters import part_problems
from asnkarier.rules.types import Criterion, RuleSet
from asnkarier.rules.values import (
    Reading,
    ValueRule,
    close,
    read_dated,
    switch_citation,
    switched_on,
    take_over,
)
from asnkarier.rules.vocabulary import nearest


def is_rule_set(file: RuleFile) -> bool:
    """Whether a file holds criteria."""
    return isinstance(file.document.data, dict) and "syarat" in file.document.data


def criterion_places(layers: Sequence[RuleFile]) -> Callable[[Criterion], Location]:
    """Return a function that tells where the newest file that speaks of a criterion does so."""
    places = {
        item.get("id"): file.document.location(("syarat", place, "nilai"))
        for file in layers
        if is_rule_set(file)
        for place, item in enumerate(file.document.data["syarat"])
    }
    return lambda criterion: places.get(criterion.id, Location(criterion.origin))


def read_rule_sets(reading: Reading, layers: Sequence[RuleFile], checks: Checks) -> dict[str, RuleSet]:
    """Return every rule set that the files define, by id; faults go to `reading`."""
    found: dict[str, RuleSet] = {}
    owners: dict[str, str] = {}
    for file in layers:
        try:
            part = RuleSetPart.model_validate(file.document.data)
        except ValidationError as error:
            reading.problems += part_problems(file, error)
            continue
        joined = _joined(reading, file, part, found.get(file.id), owners, checks)
        if joined is not None:
            found[file.id] = joined
    reading.problems += _claimed_twice(found, layers)
    return {rule_id: found[rule_id] for rule_id in sorted(found)}


def _joined(
    reading: Reading,
    file: RuleFile,
    part: RuleSetPart,
    below: RuleSet | None,
    owners: dict[str, str],
    checks: Checks,
) -> RuleSet | None:
    criteria = {one.id: one for one in (*below.syarat, *below.nonaktif)} if below else {}
    seen: set[str] = set()
    for place, item in enumerate(part.syarat):
        if item.id in seen or owners.setdefault(item.id, file.id) != file.id:
            reading.problems.append(file.document.problem("ATR-GANDA", ("syarat", place, "id"), name=item.id))
            continue
        seen.add(item.id)
        criterion = _criterion(reading, file, place, item, criteria, checks)
        if criterion is not None:
            criteria[item.id] = criterion
    if below is None:
        needed = {"judul": part.judul, "untuk": part.untuk, "berlaku": part.berlaku}
        missing = [key for key, value in needed.items() if value is None]
        if part.judul is None or part.untuk is None or part.berlaku is None:
            reading.problems += [file.document.problem("YAML-KURANG", key=key, name=key) for key in missing]
            return None
        below = RuleSet(file.id, part.judul, _for_whom(part.untuk), part.berlaku, ())
    return replace(
        below,
        judul=part.judul or below.judul,
        untuk=_for_whom(part.untuk) if part.untuk else below.untuk,
        berlaku=part.berlaku or below.berlaku,
        catatan=below.catatan if part.catatan is None else part.catatan,
        syarat=tuple(one for one in criteria.values() if one.aktif),
        nonaktif=tuple(one for one in criteria.values() if not one.aktif),
        origin=file.document.file,
    )


def _for_whom(part: UntukPart) -> dict[str, tuple[str, ...]]:
    names = (part.kelompok,) if isinstance(part.kelompok, str) else tuple(part.kelompok)
    more = {"jalur": (part.jalur,) if part.jalur else (), "pelatihan": tuple(part.pelatihan)}
    return {"kelompok": names} | {name: value for name, value in more.items() if value}


def _criterion(
    reading: Reading,
    file: RuleFile,
    place: int,
    item: CriterionPart,
    others: dict[str, Criterion],
    checks: Checks,
) -> Criterion | None:
    """others: the criteria so far, by id; that of the same id is the one below."""
    path, below = ("syarat", place), others.get(item.id)
    uji = item.uji or (below.uji if below else None)
    if uji is None or uji not in checks:
        if uji is None:
            facts = {"name": item.id, "nearest": nearest(item.id, list(others))}
            reading.problems.append(file.document.problem("ATR-SYARAT", (*path, "id"), **facts))
        else:
            facts = {"name": uji, "nearest": nearest(uji, list(checks))}
            reading.problems.append(file.document.problem("ATR-UJI", (*path, "uji"), **facts, key="uji"))
        return None
    model = checks[uji].value
    rule = ValueRule(lambda value: plain_value(model, value), lambda _: (), frozenset(model.model_fields))
    own = read_dated(reading, file, (*path, "nilai"), item.nilai, rule) if item.nilai else ()
    if below is None:
        needed = {"judul": item.judul, "nilai": item.nilai, "tanda": item.tanda or (file.own or None)}
        missing = [key for key, value in needed.items() if value is None]
        reading.problems += [
            file.document.problem("YAML-KURANG", path, key=f"syarat.{place}.{key}", name=key)
            for key in missing
        ]
        if missing or not own:
            return None
        below = Criterion(item.id, item.judul or "", uji, ())
    by = switch_citation(reading, file, path, item)
    packaged = below.dated
    if item.aktif and not below.aktif:  # nothing of it held before the agency's own first day
        packaged = switched_on(packaged, by, file.document.file) if by else () if own else packaged
    dated = take_over(reading, file, packaged, own) if own and packaged else (own or packaged)
    return replace(
        below,
        judul=item.judul or below.judul,
        judul_en=item.judul_en or ("" if item.judul else below.judul_en),
        uji=uji,
        tested=checks[uji].sentence,
        facts=checks[uji].facts,
        tanda=item.tanda or below.tanda,
        aktif=below.aktif if item.aktif is None else item.aktif,
        catatan=below.catatan if item.catatan is None else item.catatan,
        switched_by=by.text if by else below.switched_by,
        origin=file.document.file,
        dated=close(dated),
    )


def _claimed_twice(found: dict[str, RuleSet], layers: Sequence[RuleFile]) -> list[Problem]:
    """Return a problem for every kelompok that two rule sets of one jalur are for."""
    documents = {file.id: file.document for file in layers}
    owner: dict[tuple[str, tuple[str, ...]], str] = {}
    problems = []
    for rule_set in found.values():
        for kelompok in rule_set.untuk["kelompok"]:
            other = owner.setdefault((kelompok, rule_set.untuk.get("jalur", ())), rule_set.id)
            if other != rule_set.id:
                facts: dict[str, Any] = {"kelompok": kelompok, "other": other}
                problems.append(documents[rule_set.id].problem("ATR-KELOMPOK", ("untuk",), **facts))
    return problems

"""Parameter files: both layers and the agency's choice of variant, joined into one typed parameter each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from pydantic import ValidationError

from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.rules.files import KNOWN_KEYS, ParameterPart, RuleFile
from asnkarier.rules.lint import LINTS
from asnkarier.rules.shapes import SHAPES, plain_parameter
from asnkarier.rules.types import Parameter, Variant
from asnkarier.rules.values import Dated, Reading, ValueRule, close, read_dated, switch_citation, take_over
from asnkarier.rules.vocabulary import nearest
from asnkarier.yamlfile import DataPath, validation_problems

CONFIG: Final = "config.yaml"


def read_parameters(
    reading: Reading, layers: Sequence[RuleFile], choices: Mapping[str, str], others: Collection[str] = ()
) -> dict[str, Parameter]:
    """Return every parameter that the files define, by id; faults go to `reading`. others: what files may be called besides, for who misspelt it."""
    found: dict[str, Parameter] = {}
    for rule_id in sorted({file.id for file in layers}):
        shape = SHAPES.get(rule_id)
        files = [file for file in layers if file.id == rule_id]
        if shape is None:
            known = sorted({*SHAPES, *others})
            reading.problems += [
                file.document.problem("ATR-BERKAS", id=rule_id, nearest=nearest(rule_id, known))
                for file in files
            ]
            continue
        rule = ValueRule(partial(plain_parameter, shape), LINTS[shape.lint])
        parameter: Parameter | None = None
        for file in files:
            part = _part(reading, file)
            if part is not None:
                parameter = _joined(reading, file, part, parameter, rule, choices.get(rule_id))
        if parameter is not None:
            found[rule_id] = replace(parameter, dated=close(parameter.dated))
    reading.problems += _idle_choices(found, choices)
    return found


def _part(reading: Reading, file: RuleFile) -> ParameterPart | None:
    try:
        return ParameterPart.model_validate(file.document.data)
    except ValidationError as error:
        reading.problems += part_problems(file, error)
        return None


def part_problems(file: RuleFile, error: ValidationError, under: DataPath = ()) -> list[Problem]:
    """Return the faults of a rule file's form; a missing citation has a code of its own."""
    problems = validation_problems(file.document, error, "YAML-BENTUK", under=under, known=KNOWN_KEYS)
    return [
        replace(one, code="ATR-DASAR") if one.code == "YAML-KURANG" and one.facts["name"] == "dasar" else one
        for one in problems
    ]


def _joined(
    reading: Reading,
    file: RuleFile,
    part: ParameterPart,
    below: Parameter | None,
    rule: ValueRule,
    choice: str | None,
) -> Parameter | None:
    """Return the parameter that a file makes of the layer below it (None: the file stands alone)."""
    variants = dict(below.varian) if below else {}
    for name, variant in (part.varian or {}).items():
        dated = read_dated(reading, file, ("varian", name, "nilai"), variant.nilai, rule)
        variants[name] = Variant(name, variant.judul, dated)
    chosen = _chosen(reading, file, part, below, variants, choice)
    base = variants[chosen].dated if chosen else (below.dated if below else ())
    dated = _series(reading, file, part, base, rule)
    if below is None:
        needed = {"judul": part.judul, "tanda": part.tanda, "nilai": part.nilai or part.varian}
        missing = [key for key, value in needed.items() if value is None]
        reading.problems += [file.document.problem("YAML-KURANG", key=key, name=key) for key in missing]
    if not dated:
        return below
    head = below or Parameter(file.id, "", ())
    by = switch_citation(reading, file, (), part)
    return replace(
        head,
        judul=part.judul or head.judul,
        judul_en=part.judul_en or ("" if part.judul else head.judul_en),
        satuan=head.satuan if part.satuan is None else part.satuan,
        tanda=part.tanda or head.tanda,
        aktif=head.aktif if part.aktif is None else part.aktif,
        catatan=head.catatan if part.catatan is None else part.catatan,
        switched_by=by.text if by else head.switched_by,
        origin=file.document.file,
        varian=variants,
        chosen=chosen,
        dated=dated,
    )


def _series(reading: Reading, file: RuleFile, part: ParameterPart, base: Dated, rule: ValueRule) -> Dated:
    own = read_dated(reading, file, ("nilai",), part.nilai, rule) if part.nilai else ()
    if not own:
        return base
    return take_over(reading, file, base, own) if base else own


def _chosen(
    reading: Reading,
    file: RuleFile,
    part: ParameterPart,
    below: Parameter | None,
    variants: Mapping[str, Variant],
    choice: str | None,
) -> str | None:
    """Return the name of the variant that counts: the agency's choice, else the default of the newest file."""
    default = part.baku or (below.chosen if below else None)
    if part.baku is not None and part.baku not in variants:
        facts = {"name": part.baku, "known": ", ".join(variants)}
        reading.problems.append(file.document.problem("ATR-VARIAN", ("baku",), **facts))
        return next(iter(variants), None)
    if variants and default is None:
        reading.problems.append(file.document.problem("YAML-KURANG", key="baku", name="baku"))
        return next(iter(variants))
    return choice if choice in variants else default


def _idle_choices(found: Mapping[str, Parameter], choices: Mapping[str, str]) -> list[Problem]:
    """Return a problem for every choice that names no parameter with variants, or no variant of it."""
    problems = []
    free = [rule_id for rule_id, parameter in found.items() if parameter.varian]
    for rule_id, name in choices.items():
        parameter = found.get(rule_id)
        if parameter is None and rule_id in SHAPES:
            continue  # its file is wrong, which is told already
        where = Location(CONFIG)
        if parameter is None or not parameter.varian:
            facts: dict[str, object] = {"id": rule_id, "known": ", ".join(free)}
            problems.append(Problem("ATR-PILIHAN", Severity.ERROR, where, facts))
        elif name not in parameter.varian:
            facts = {"name": name, "known": ", ".join(parameter.varian)}
            problems.append(Problem("ATR-VARIAN", Severity.ERROR, where, facts))
    return problems

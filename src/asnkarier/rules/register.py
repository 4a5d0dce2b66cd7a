"""The register of regulations, and citations resolved in it."""

import re
from collections.abc import Iterable

from pydantic import ValidationError

from asnkarier.model.problem import Problem
from asnkarier.rules.files import KNOWN_KEYS, REGISTER, RegulationPart, RuleFile
from asnkarier.rules.types import Citation, Regulation
from asnkarier.rules.vocabulary import nearest
from asnkarier.yamlfile import Document, validation_problems


def read_register(layers: Iterable[RuleFile]) -> tuple[dict[str, Regulation], list[Problem]]:
    """Return every regulation of both layers by id (an agency's entry replaces the packaged one), and the faults."""
    register: dict[str, Regulation] = {}
    problems: list[Problem] = []
    documents = [file.document for file in layers if file.id == REGISTER]
    for document in documents:
        entries = document.data if isinstance(document.data, dict) else {}
        if not entries:
            problems.append(document.problem("YAML-PETA", key=REGISTER))
        for key, entry in entries.items():
            try:
                part = RegulationPart.model_validate(entry)
            except ValidationError as error:
                problems += validation_problems(
                    document, error, "YAML-BENTUK", under=(str(key),), known=KNOWN_KEYS
                )
                continue
            register[str(key)] = _regulation(str(key), part, document.file)
    for document in documents:
        problems += _dangling(document, register)
    return register, problems


def _regulation(key: str, part: RegulationPart, file: str) -> Regulation:
    facts = part.model_dump()
    facts["nomor"] = None if part.nomor is None else str(part.nomor)
    facts["diubah_oleh"] = tuple(part.diubah_oleh)
    return Regulation(id=key, file=file, **facts)


def _dangling(document: Document, register: dict[str, Regulation]) -> list[Problem]:
    """Return a problem for every `diubah_oleh` and `dicabut_oleh` that names no entry."""
    problems = []
    for key in document.data if isinstance(document.data, dict) else ():
        regulation = register.get(str(key))
        if regulation is None:
            continue
        named = [("diubah_oleh", one) for one in regulation.diubah_oleh]
        named += [("dicabut_oleh", regulation.dicabut_oleh)] if regulation.dicabut_oleh else []
        problems += [
            document.problem(
                "ATR-DASAR-ASING", (str(key), place), id=one, nearest=nearest(one, list(register))
            )
            for place, one in named
            if one not in register
        ]
    return problems


def parse_citation(text: str, register: dict[str, Regulation]) -> Citation | None:
    """Return the citation that `"pp-11-2017 Pasal 54 ayat (1)"` means, or None when its regulation is not registered."""
    key, _, pasal = text.strip().partition(" ")
    regulation = register.get(key)
    if regulation is None:
        return None
    also = tuple(one for one in register.values() if one.id != key and _named(one, pasal))
    return Citation(regulation, pasal.strip(), also)


def _named(regulation: Regulation, text: str) -> bool:
    """Whether a text names a regulation as people do: `PP 11/2017`, and not inside `PermenPP 11/20170`."""
    if regulation.name not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(regulation.name)}(?!\w)", text) is not None

"""The register of regulations, and citations resolved in it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pydantic import ValidationError

from asnkarier.model.problem import Problem
from asnkarier.rules.files import KNOWN_KEYS, REGISTER, RegulationPart, RuleFile
from asnkarier.rules.types import Citation, Regulation, UnreadAmendment
from asnkarier.rules.vocabulary import nearest
from asnkarier.yamlfile import Document, validation_problems


def read_register(layers: Iterable[RuleFile]) -> tuple[dict[str, Regulation], list[Problem]]:
    """Return every regulation of both layers by id (an agency's entry replaces the packaged one), and the faults."""
    register: dict[str, Regulation] = {}
    problems: list[Problem] = []
    changes: dict[str, dict[str, list[str]]] = {}
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
            changes[str(key)] = part.perubahan_belum_dibaca
    for document in documents:
        problems += _dangling(document, register)
    for key, unread in changes.items():
        found = tuple(_amendment(register[one], pasal) for one, pasal in unread.items() if one in register)
        register[key] = replace(register[key], belum_dibaca=found)
    return register, problems


def _regulation(key: str, part: RegulationPart, file: str) -> Regulation:
    facts = part.model_dump(exclude={"perubahan_belum_dibaca"})
    facts["nomor"] = None if part.nomor is None else str(part.nomor)
    facts["diubah_oleh"] = tuple(part.diubah_oleh)
    return Regulation(id=key, file=file, **facts)


def _amendment(regulation: Regulation, pasal: list[str]) -> UnreadAmendment:
    bounds = (one.split("-") for one in pasal)
    return UnreadAmendment(
        regulation.name,
        regulation.berlaku,
        tuple((int(first), int(last) if last else None) for first, last in bounds),
    )


def _dangling(document: Document, register: dict[str, Regulation]) -> list[Problem]:
    """Return a problem for every amendment and repeal that names no entry."""
    problems = []
    for key in document.data if isinstance(document.data, dict) else ():
        regulation = register.get(str(key))
        if regulation is None:
            continue
        named = [("diubah_oleh", one) for one in regulation.diubah_oleh]
        entry = document.data[key]
        named += [("perubahan_belum_dibaca", str(one)) for one in entry.get("perubahan_belum_dibaca", ())]
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
    return Citation(
        regulation, pasal.strip(), _named(pasal, [one for one in register.values() if one.id != key])
    )


def _named(text: str, known: list[Regulation]) -> tuple[Citation, ...]:
    """Return the places in the regulations that a text names as people do: `PP 11/2017`, and not inside `PermenPP 11/20170`."""
    named = [one for one in known if one.name in text]
    found = {
        m.start(): one for one in named if (m := re.search(rf"(?<!\w){re.escape(one.name)}(?!\w)", text))
    }
    starts = sorted(found)
    return tuple(
        Citation(found[start], text[start:end].removeprefix(found[start].name).strip())
        for start, end in zip(starts, [*starts[1:], len(text)], strict=False)
    )

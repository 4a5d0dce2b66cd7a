"""The agency's own dictionary of technical competencies: `kompetensi.yaml`, each with the other names that it goes by."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from asnkarier.errors import CatalogError
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem
from asnkarier.model.terms import normalise
from asnkarier.yamlfile import Document, read_document, validation_problems

FILE: Final = "kompetensi.yaml"
_ID: Final = re.compile(r"teknis/[a-z0-9]+(?:_[a-z0-9]+)*")


class _Entry(BaseModel):
    """What the file may say of one competency; urusan and judul are kept for readers."""

    model_config = ConfigDict(extra="forbid", strict=True)

    nama: str | None = None
    alias: list[str] = []
    urusan: str | list[str] | None = None
    judul: str | None = None


def load_dictionary(path: Path) -> Mapping[str, str]:
    """Return every name of the agency's competencies, normalised -> id; empty where there is no such file.

    The file holds `teknis/some_name: {nama: …, alias: [ … ]}`. Raises CatalogError with the place of every fault, also
    where two competencies claim one name.
    """
    if not path.is_file():
        return {}
    document = read_document(path, shown_as=path.name)
    if isinstance(document, Problem):
        raise _wrong([document])
    if not isinstance(document.data, dict):
        raise _wrong([document.problem("YAML-PETA", key=path.name)])
    names: dict[str, str] = {}
    problems: list[Problem] = []
    for competency, said in document.data.items():
        problems += _read(document, str(competency), said, names)
    if problems:
        raise _wrong(problems)
    return names


def _read(document: Document, competency: str, said: Any, names: dict[str, str]) -> list[Problem]:
    if not _ID.fullmatch(competency):
        return [document.problem("KAMUS-NAMA", (competency,), name=competency)]
    try:
        entry = _Entry.model_validate(said or {})
    except ValidationError as error:
        known = tuple(_Entry.model_fields)
        return validation_problems(document, error, "YAML-BENTUK", under=(competency,), known=known)
    problems = []
    for name in (competency.removeprefix("teknis/"), entry.nama, *entry.alias):
        taken = names.setdefault(normalise(name), competency) if name else competency
        if taken != competency:
            problems.append(document.problem("KAMUS-GANDA", (competency,), name=name, other=taken))
    return problems


def _wrong(problems: list[Problem]) -> CatalogError:
    return CatalogError(
        N_("the agency's dictionary of competencies holds {count} faults"),
        N_("each fault names its line and column; mend them and try again"),
        facts={"count": len(problems)},
        problems=problems,
    )

"""Loads the agency's job standards, one YAML file per position or family, or names every fault at once."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

from asnkarier.catalog.reader import Terms, read_standard
from asnkarier.catalog.types import Catalog, JobStandard
from asnkarier.errors import CatalogError
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.level import HIGHEST_LEVEL, LOWEST_LEVEL
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem
from asnkarier.model.terms import normalise
from asnkarier.yamlfile import DataPath, Document, read_document

_SUFFIXES = (".yaml", ".yml")
_HINT = N_("Run `asn init` for a workspace with an example, or correct paths.standards in config.yaml.")


def load_catalog(
    folder: Path,
    *,
    scale: tuple[float, float] = (LOWEST_LEVEL, HIGHEST_LEVEL),
    known_kompetensi: Collection[str] | None = None,
) -> Catalog:
    """Return the standards in `folder` and its subfolders; their ids are their file names without suffix.

    scale: lowest and highest level that a standard may ask for. known_kompetensi: the ids of the managerial and
    socio-cultural competencies (None: any name is accepted); `teknis/…` names are always free. Raises `CatalogError`
    with every problem, each at its file, line and column, and when the folder is missing or holds no standard.
    """
    if not folder.is_dir():
        raise CatalogError(
            N_("There is no folder {folder} with job standards."), _HINT, facts={"folder": str(folder)}
        )
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    if not paths:
        raise CatalogError(
            N_("The folder {folder} holds no job standards."), _HINT, facts={"folder": str(folder)}
        )
    terms = Terms(scale, known_kompetensi)
    found: list[tuple[JobStandard, Document]] = []
    problems: list[Problem] = []
    for path in paths:
        document = read_document(path)
        if isinstance(document, Problem):
            problems.append(document)
            continue
        standard, faults = read_standard(document, path.relative_to(folder).with_suffix("").as_posix(), terms)
        problems += faults
        if standard is not None:
            found.append((standard, document))
    problems += _claimed_twice(found)
    if problems:
        raise CatalogError(
            N_("The job standards hold {count} faults."),
            N_("Each fault names its file, line and column; mend them and try again."),
            facts={"count": len(problems)},
            problems=problems,
        )
    standards = {standard.id: standard for standard, _ in found}
    return Catalog(standards, _fingerprint(standards.values()))


def _claimed_twice(found: list[tuple[JobStandard, Document]]) -> list[Problem]:
    """Return a problem for every position and code that two standards claim, or one claims twice."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    ids: dict[str, str] = {}
    problems = []
    for standard, document in found:
        claims: list[tuple[dict[str, str], str, str, str, DataPath]] = [
            (names, normalise_jabatan(name), name, "SKJ-GANDA", ("jabatan", place))
            for place, name in enumerate(standard.jabatan)
        ]
        if standard.kode:
            claims.append((codes, normalise(standard.kode), standard.kode, "SKJ-KODE", ("kode",)))
        claims.append((ids, standard.id, standard.id, "SKJ-BERKAS", ()))
        for taken, key, name, code, path in claims:
            if key in taken:
                problems.append(document.problem(code, path, name=name, other=taken[key]))
            taken.setdefault(key, standard.file)
    return problems


def _fingerprint(standards: Collection[JobStandard]) -> str:
    """Return the sha256 of what the standards say, wherever their files stand."""
    content = [asdict(standard) | {"file": ""} for standard in sorted(standards, key=lambda one: one.id)]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

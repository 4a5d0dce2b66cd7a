"""Reads one job standard file: its form, then its words."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from asnkarier.catalog.files import KNOWN_KEYS, StandardPart
from asnkarier.catalog.types import ExperienceRequirement, JobStandard, Requirement, TrainingRequirement
from asnkarier.model.golongan import parse_golongan
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN, parse_tingkat_pendidikan
from asnkarier.model.problem import Problem
from asnkarier.model.terms import nearest
from asnkarier.yamlfile import DataPath, Document, validation_problems

_TEKNIS: Final = re.compile(r"teknis/[a-z0-9]+(_[a-z0-9]+)*")
_SLUG: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_NOTHING: Final = "-"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the law allows a standard to say: the scale of levels and the known competencies (None: any)."""

    scale: tuple[float, float]
    known: Collection[str] | None


def read_standard(
    document: Document, standard_id: str, terms: Terms
) -> tuple[JobStandard | None, list[Problem]]:
    """Return the standard in a document and its problems; None when its form is too wrong to read."""
    if not isinstance(document.data, dict):
        return None, [
            document.problem("SKJ-KOSONG" if document.data is None else "YAML-PETA", key=standard_id)
        ]
    try:
        part = StandardPart.model_validate(_in_full(document.data))
    except ValidationError as error:
        problems = validation_problems(document, error, "YAML-BENTUK", known=KNOWN_KEYS)
        return None, [*problems, *_words(document, terms)]
    return _standard(document, standard_id, part), _words(document, terms)


def _in_full(data: dict[Any, Any]) -> dict[Any, Any]:
    """Return the data with its short forms written out: one position or urusan as a list, a bare level as a table."""
    full = dict(data)
    for key in ("jabatan", "urusan"):
        if isinstance(full.get(key), str):
            full[key] = [full[key]]
    if isinstance(full.get("kompetensi"), dict):
        full["kompetensi"] = {
            name: wanted if isinstance(wanted, dict) else {"level": wanted}
            for name, wanted in full["kompetensi"].items()
        }
    if full.get("persyaratan", ...) is None:
        del full["persyaratan"]
    wanted = full.get("persyaratan")
    if (
        isinstance(wanted, dict)
        and wanted.get("pangkat") is not None
        and not isinstance(wanted["pangkat"], dict)
    ):
        full["persyaratan"] = {**wanted, "pangkat": {"golongan": wanted["pangkat"]}}
    return full


def _words(document: Document, terms: Terms) -> list[Problem]:
    """Return the problems of the words and levels, even in a file whose form is wrong elsewhere."""
    data = _in_full(document.data)
    problems = _level_problems(document, data, terms)
    kelompok = data.get("kelompok")
    if isinstance(kelompok, str) and kelompok not in KELOMPOK:
        facts = {"name": kelompok, "nearest": _nearest(kelompok, KELOMPOK), "known": ", ".join(KELOMPOK)}
        problems.append(document.problem("SKJ-KELOMPOK", ("kelompok",), **facts))
    jabatan = data.get("jabatan")
    for place, name in enumerate(jabatan if isinstance(jabatan, list) else ()):
        if isinstance(name, str) and name.strip() and not normalise_jabatan(name):
            problems.append(document.problem("SKJ-NAMA", ("jabatan", place), name=name))
    wanted = data.get("persyaratan")
    if isinstance(wanted, dict):
        problems += _persyaratan_problems(document, wanted)
    return problems


def _persyaratan_problems(document: Document, wanted: dict[Any, Any]) -> list[Problem]:
    problems = []
    pangkat, pendidikan = wanted.get("pangkat"), wanted.get("pendidikan")
    pangkat = pangkat.get("golongan") if isinstance(pangkat, dict) else pangkat
    if isinstance(pangkat, str) and parse_golongan(pangkat) is None:
        problems.append(document.problem("SKJ-PANGKAT", ("persyaratan", "pangkat"), name=pangkat))
    jenjang = pendidikan.get("jenjang") if isinstance(pendidikan, dict) else None
    if isinstance(jenjang, str) and parse_tingkat_pendidikan(jenjang) is None:
        path = ("persyaratan", "pendidikan", "jenjang")
        known = ", ".join(TINGKAT_PENDIDIKAN)
        problems.append(document.problem("SKJ-PENDIDIKAN", path, name=jenjang, known=known))
    return problems


def _level_problems(document: Document, data: dict[Any, Any], terms: Terms) -> list[Problem]:
    wanted = data.get("kompetensi")
    problems = []
    low, high = terms.scale
    for name, requirement in wanted.items() if isinstance(wanted, dict) else ():
        path: DataPath = ("kompetensi", str(name))
        if not _is_known(str(name), terms.known):
            near = _nearest(str(name), terms.known or ())
            problems.append(document.problem("SKJ-KOMPETENSI", path, name=str(name), nearest=near))
        level = requirement.get("level")
        if isinstance(level, int | float) and not isinstance(level, bool) and not low <= level <= high:
            place = (*path, "level")
            problems.append(
                document.problem("SKJ-LEVEL", place, key=str(name), value=level, low=low, high=high)
            )
    return problems


def _is_known(name: str, known: Collection[str] | None) -> bool:
    if name.startswith("teknis/"):
        return _TEKNIS.fullmatch(name) is not None
    return name in known if known is not None else _SLUG.fullmatch(name) is not None


def _nearest(word: str, known: Collection[str]) -> str:
    slugged = word.lower().replace(" ", "_").replace("-", "_")
    return nearest(slugged, sorted(known)) or _NOTHING


def _standard(document: Document, standard_id: str, part: StandardPart) -> JobStandard:
    wanted = part.persyaratan
    pendidikan = wanted.pendidikan
    jenjang = parse_tingkat_pendidikan(pendidikan.jenjang) if pendidikan and pendidikan.jenjang else None
    return JobStandard(
        id=standard_id,
        jabatan=tuple(part.jabatan),
        kelompok=part.kelompok,
        kompetensi=tuple(
            Requirement(name, one.level, one.bobot, one.kritis) for name, one in part.kompetensi.items()
        ),
        kode=part.kode,
        urusan=tuple(part.urusan),
        pendidikan_jenjang=jenjang[0] if jenjang else None,
        pendidikan_bidang=tuple(pendidikan.bidang) if pendidikan else (),
        pendidikan_tingkat=pendidikan.tingkat if pendidikan else "penting",
        pangkat=parse_golongan(wanted.pangkat.golongan) if wanted.pangkat else None,
        pangkat_tingkat=wanted.pangkat.tingkat if wanted.pangkat else "penting",
        pelatihan=tuple(TrainingRequirement(one.nama, one.jenis, one.tingkat) for one in wanted.pelatihan),
        pengalaman=tuple(
            ExperienceRequirement(one.uraian, one.tahun, one.tingkat) for one in wanted.pengalaman
        ),
        file=document.file,
    )

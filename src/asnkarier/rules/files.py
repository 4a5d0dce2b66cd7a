"""The files of the law: where they are, and what each may contain. Two layers: the package, then the agency's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.rules.types import PACKAGED
from asnkarier.rules.vocabulary import Kelompok, Part, Text
from asnkarier.yamlfile import Document, parse_document, read_document

REGISTER: Final = "peraturan"
_SUFFIXES: Final = (".yaml", ".yml")
StrictDate = Annotated[date, Field(strict=True)]


# Articles from-to, the last one open: `1-177`, `255-`.
Articles = Annotated[str, Field(pattern=r"^[1-9][0-9]*-([1-9][0-9]*)?$")]


class RegulationPart(Part):
    """One entry of peraturan.yaml."""

    jenis: Text
    nomor: int | Text | None = None
    tahun: Annotated[int, Field(ge=1945, le=2200, strict=True)] | None = None
    sebutan: Text | None = None
    tentang: Text
    status_sumber: Literal["primer", "sekunder", "kebijakan"]
    berlaku: StrictDate
    tanggal_pasti: bool = True
    diubah_oleh: list[Text] = Field(default_factory=list)
    perubahan_belum_dibaca: dict[Text, Annotated[list[Articles], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    dicabut_oleh: Text | None = None
    dicabut: StrictDate | None = None
    catatan: str = ""


class ValuePart(Part):
    """A value from a date on: `{nilai, dasar}`; `nilai: null` repeals."""

    nilai: Any
    dasar: Text
    catatan: str = ""


Dated = Annotated[dict[StrictDate, ValuePart], Field(min_length=1)]


class VariantPart(Part):
    """One of several competing versions of a value."""

    judul: Text
    nilai: Dated


class _Head(Part):
    """What every rule may say of itself. dasar: by what an agency switches it on or off (`aktif`)."""

    judul: Text | None = None
    judul_en: Text | None = None
    tanda: Literal["C2", "C1", "X", "M"] | None = None
    aktif: bool | None = None
    dasar: Text | None = None
    catatan: str | None = None


class ParameterPart(_Head):
    """A parameter file. An agency's file may give only what differs."""

    satuan: str | None = None
    nilai: Dated | None = None
    varian: dict[Text, VariantPart] | None = None
    baku: Text | None = None


class CriterionPart(_Head):
    """One item of `syarat`."""

    id: Annotated[str, Field(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)+$")]
    uji: Text | None = None
    nilai: Dated | None = None


class UntukPart(Part):
    """Whom a rule set is for; jalur: what they come to otherwise than by appointment or promotion: a course, a study, another line.

    pelatihan: names of courses that it is about, each known by its words.
    """

    kelompok: Kelompok | Annotated[list[Kelompok], Field(min_length=1)]
    jalur: Text | None = None
    pelatihan: list[Text] = Field(default_factory=list)


class RuleSetPart(Part):
    """A rule set file. An agency's file may give only what differs."""

    judul: Text | None = None
    untuk: UntukPart | None = None
    berlaku: StrictDate | None = None
    catatan: str | None = None
    syarat: Annotated[list[CriterionPart], Field(min_length=1)]


KNOWN_KEYS: Final = frozenset(
    key
    for part in (RegulationPart, ValuePart, VariantPart, ParameterPart, CriterionPart, UntukPart, RuleSetPart)
    for key in part.model_fields
)


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A readable file: its id (path without suffix, `kinerja/nilai_predikat`) and whether it is the agency's own."""

    id: str
    document: Document
    own: bool


def read_layers(overlay: Path | None) -> tuple[list[RuleFile], list[Problem]]:
    """Return the packaged files, then the agency's, each layer in order of id, and the problems of the unreadable."""
    found: list[RuleFile] = []
    problems: list[Problem] = []
    for name, entry in _walk(files("asnkarier") / "regulations", ""):
        document = parse_document(entry.read_bytes(), f"{PACKAGED}/{name}")
        if isinstance(document, Problem):
            problems.append(document)
        else:
            found.append(RuleFile(_id(name), document, own=False))
    if overlay is None or not overlay.exists():
        return found, problems
    if not overlay.is_dir():
        return found, [*problems, Problem("ATR-FOLDER", Severity.ERROR, Location(str(overlay)))]
    own: dict[str, str] = {}
    for path in sorted(overlay.rglob("*")):
        if path.suffix not in _SUFFIXES or path.name.startswith(".") or not path.is_file():
            continue
        rule_id = _id(path.relative_to(overlay).as_posix())
        other = own.setdefault(rule_id, str(path))
        if other != str(path):
            problems.append(
                Problem("ATR-BERKAS-GANDA", Severity.ERROR, Location(str(path)), {"other": other})
            )
            continue
        document = read_document(path)
        if isinstance(document, Problem):
            problems.append(document)
        elif document.data is not None:  # a file of comments only changes nothing
            found.append(RuleFile(rule_id, document, own=True))
    return found, problems


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_SUFFIXES):
            yield f"{prefix}{entry.name}", entry


def _id(name: str) -> str:
    return name.rsplit(".", 1)[0]

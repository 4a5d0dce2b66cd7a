"""`asn standards export` and `asn template standards`: the workbook that `asn standards import` reads back without a change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from asnkarier.catalog.types import Catalog, JobStandard
from asnkarier.language import _, message
from asnkarier.model.draft import plain
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.messages import N_
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN
from asnkarier.reports.shown.labels import competency_words
from asnkarier.reports.standards_workbook import (
    Field,
    LevelGroup,
    PlainSheet,
    StandardsSheets,
    standards_workbook,
)
from asnkarier.sheets.standards.cells import JENIS, TINGKAT, join_list
from asnkarier.sheets.standards.naming import Group, Naming
from asnkarier.sheets.standards.studies import join_studies
from asnkarier.workflows.standards.naming import naming_of

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.rules.rulebook import RuleBook

Cell = str | float | None
# The headings that the reader knows; nouns of the law, the same in every language.
_FIELDS: Final = (
    Field("Standar", 24), Field("Jabatan", 48), Field("Kode", 10), Field("Kelompok", 16, KELOMPOK), Field("Urusan", 20),
    Field("Jenjang Pendidikan", 12, TINGKAT_PENDIDIKAN), Field("Bidang Pendidikan", 32), Field("Pangkat", 10),
)  # fmt: skip
_WHOSE: Final = (Field("Standar", 24), Field("Jabatan", 48))
_WEIGHT_FIELDS: Final = (
    *_WHOSE,
    Field("Kompetensi", 36),
    Field("Bobot", 8),
    Field("Kritis", 8, ("ya", "tidak")),
)
_TRAINING_FIELDS: Final = (
    *_WHOSE,
    Field("Pelatihan", 44),
    Field("Jenis", 12, JENIS),
    Field("Tingkat", 10, TINGKAT),
)
_EXPERIENCE_FIELDS: Final = (
    *_WHOSE,
    Field("Pengalaman", 44),
    Field("Tahun", 8),
    Field("Tingkat", 10, TINGKAT),
)
_GROUPS: Final = {"manajerial": "Manajerial", "sosial_kultural": "Sosial Kultural", "teknis": "Teknis"}
_GUIDE: Final = (
    ("Standar", N_("the name of the standard's file; leave it empty for a new position")),
    ("Jabatan", N_("as in the list of employees; several positions that share a standard with ; between them")),
    ("Kelompok", N_("the class of post: administrator, pengawas, jf_ahli_muda …")),
    ("Manajerial, Sosial Kultural, Teknis", N_("the level that the post asks for, {low} to {high}; 0, - or nothing: not required. A new column below Teknis is a new technical competency")),
    ("Bidang Pendidikan", N_("several fields of study with ; between them")),
    ("Bobot", N_("weights other than 1, and critical competencies (ya); without a row the weight is 1")),
    ("Pelatihan, Pengalaman", N_("one row per training or experience; Tingkat: mutlak, penting or perlu")),
    ("asn standards import FILE.xlsx --dry-run", N_("shows what would change; without --dry-run it is written")),
)  # fmt: skip


def export_standards(workspace: "Workspace") -> tuple[bytes, int]:
    """Return every standard as one workbook (.xlsx), and how many there are; CatalogError when one is wrong or there is none."""
    catalog = workspace.catalog
    # Headings are read alike where the standards are there and where none is yet.
    namings = (naming_of(workspace, catalog), naming_of(workspace, Catalog({})))
    law = _Law(workspace.rulebook, workspace.as_of, namings)
    return standards_workbook(_content(law, catalog)), len(catalog.standards)


def blank_standards(rulebook: "RuleBook", as_of: date) -> bytes:
    """Return the same workbook without a row, with the competencies that the law names on a day."""
    return standards_workbook(_content(_Law(rulebook, as_of, ()), Catalog({})))


class _Law:
    """The competencies of the law, and the headings under which a workbook names any competency."""

    def __init__(self, rulebook: "RuleBook", as_of: date, namings: Sequence[Naming]) -> None:
        self._entries = {entry["id"]: entry for entry in rulebook.dictionary(as_of)}
        self._namings = namings
        self.scale = rulebook.level_scale(as_of)

    def groups(self, catalog: Catalog) -> list[tuple[str, list[str]]]:
        """Return the competencies under the title of their group: those of the law in its order, technical ones by their names."""
        asked = {one.kompetensi for standard in catalog.standards.values() for one in standard.kompetensi}
        members: dict[str, list[str]] = {name: [] for name in _GROUPS}
        for name, entry in self._entries.items():
            members[entry["kelompok"]].append(name)
        members["teknis"] = sorted(asked - self._entries.keys())
        return [(_GROUPS[name], found) for name, found in members.items() if found]

    def heading(self, competency: str) -> str:
        """Return the words for a competency where they are read back as it, else its id."""
        entry = self._entries.get(competency)
        words = entry["nama"] if entry else competency_words(competency)
        group: Group = "umum" if entry else "teknis"
        sure = all(naming.named(words, group) == competency for naming in self._namings)
        return words if sure else competency


def _content(law: _Law, catalog: Catalog) -> StandardsSheets:
    groups = law.groups(catalog)
    standards = [catalog.standards[name] for name in sorted(catalog.standards)]
    headings = {competency: law.heading(competency) for _title, members in groups for competency in members}
    low, high = law.scale
    return StandardsSheets(
        name="Standar",
        fields=_FIELDS,
        groups=tuple(LevelGroup(title, tuple(headings[one] for one in members)) for title, members in groups),
        rows=[[*_position(standard), *_levels(standard, headings)] for standard in standards],
        scale=law.scale,
        beside=(
            PlainSheet("Bobot", _WEIGHT_FIELDS, list(_weights(standards, headings))),
            PlainSheet("Pelatihan", _TRAINING_FIELDS, list(_trainings(standards))),
            PlainSheet("Pengalaman", _EXPERIENCE_FIELDS, list(_experience(standards))),
        ),
        guide_name=_(N_("Guide")),
        guide=[(name, message(text, low=f"{low:g}", high=f"{high:g}")) for name, text in _GUIDE],
    )


def _whose(standard: JobStandard) -> list[Cell]:
    return [standard.id, join_list(standard.jabatan)]


def _position(standard: JobStandard) -> list[Cell]:
    return [
        *_whose(standard),
        plain(standard.kode or ""),
        standard.kelompok,
        join_list(standard.urusan),
        standard.pendidikan_jenjang,
        join_studies(standard.pendidikan_bidang),
        standard.pangkat,
    ]


def _levels(standard: JobStandard, asked: Iterable[str]) -> list[Cell]:
    levels = {one.kompetensi: one.level for one in standard.kompetensi}
    return [levels.get(competency) for competency in asked]


def _weights(standards: Iterable[JobStandard], headings: Mapping[str, str]) -> Iterator[list[Cell]]:
    for standard in standards:
        asked = {one.kompetensi: one for one in standard.kompetensi}
        for one in (asked[competency] for competency in headings if competency in asked):
            if one.bobot != 1 or one.kritis:
                weight = None if one.bobot == 1 else one.bobot
                yield [*_whose(standard), headings[one.kompetensi], weight, "ya" if one.kritis else None]


def _trainings(standards: Iterable[JobStandard]) -> Iterator[list[Cell]]:
    for standard in standards:
        for one in standard.pelatihan:
            yield [*_whose(standard), plain(one.nama), one.jenis, one.tingkat]


def _experience(standards: Iterable[JobStandard]) -> Iterator[list[Cell]]:
    for standard in standards:
        for one in standard.pengalaman:
            yield [*_whose(standard), plain(one.uraian), one.tahun, one.tingkat]

"""What the columns of a sheet of job standards mean: facts of the position, competencies, or nothing that is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import EMPTY, NUMBER, Grid
from asnkarier.sheets.layout.header import Header, Heading, find_header
from asnkarier.sheets.schema import heading_key
from asnkarier.sheets.standards.naming import NEW_COMPETENCY, Group, Naming, Unnamed, group_of

# Field -> the headings under which it is met; the first is the one that this program writes.
ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "standar": ("Standar", "Berkas", "Nama Berkas", "ID Standar"),
    "jabatan": ("Jabatan", "Nama Jabatan", "Posisi", "Nama Posisi", "Nomenklatur Jabatan", "Uraian Jabatan"),
    "kode": ("Kode", "Kode Jabatan", "ID Jabatan"),
    "kelompok": ("Kelompok", "Kelompok Jabatan", "Jenis Jabatan", "Jenjang Jabatan"),
    "eselon": ("Eselon", "Eselonering", "Esl"),
    "urusan": ("Urusan", "Urusan Pemerintahan", "Urusan Pemerintah", "Bidang Urusan"),
    "jenjang": ("Jenjang", "Jenjang Pendidikan", "Pendidikan", "Tingkat Pendidikan", "Pendidikan Minimal", "Kualifikasi Pendidikan"),
    "bidang": ("Bidang", "Bidang Pendidikan", "Bidang Ilmu", "Jurusan", "Program Studi", "Bidang Studi"),
    "pangkat": ("Pangkat", "Golongan", "Gol", "Golongan Ruang", "Pangkat Golongan", "Pangkat Gol", "Pangkat Gol Ruang", "Pangkat Golongan Ruang", "Pangkat Minimal"),
    "kompetensi": ("Kompetensi", "Nama Kompetensi", "Unit Kompetensi"),
    "kelompok_kompetensi": ("Jenis Kompetensi", "Kelompok Kompetensi"),
    "level": ("Level", "Level Kompetensi", "Standar Level", "Level Standar", "Level Minimal", "Level Jabatan"),
    "bobot": ("Bobot", "Bobot Kompetensi"),
    "kritis": ("Kritis", "Kompetensi Kritis"),
    "pelatihan": ("Pelatihan", "Nama Pelatihan", "Diklat", "Nama Diklat"),
    "jenis": ("Jenis", "Jenis Pelatihan", "Jenis Diklat"),
    "tingkat": ("Tingkat", "Tingkat Kepentingan", "Tingkat Pentingnya"),
    "pengalaman": ("Pengalaman", "Pengalaman Kerja", "Uraian Pengalaman", "Uraian"),
    "tahun": ("Tahun", "Lama Tahun", "Jumlah Tahun", "Lama"),
}  # fmt: skip
_IGNORED: Final = frozenset(
    heading_key(word)
    for word in (
        "No", "Nomor", "No Urut", "Nomor Urut", "Keterangan", "Ket", "Catatan", "Unit Kerja", "Unit Organisasi", "Perangkat Daerah", "OPD", "SKPD",
        "Kelas", "Kelas Jabatan", "Jumlah", "Total", "Rata-rata", "Ikhtisar Jabatan", "Jumlah Level", "Total Level", "Nilai Jabatan",
    )
)  # fmt: skip
_FIELDS: Final = {heading_key(word): name for name, words in ALIASES.items() for word in words}
_TITLE: Final = 0.4
_MOST_LEVEL: Final = 10
POSITION: Final = (
    "standar",
    "jabatan",
    "kode",
    "kelompok",
    "eselon",
    "urusan",
    "jenjang",
    "bidang",
    "pangkat",
)


@dataclass(slots=True)
class Columns:
    """The columns of one table: field -> heading, competency -> heading. unnamed: those that name none, and what may be meant."""

    grid: Grid
    header: Header
    fields: dict[str, Heading] = field(default_factory=dict)
    levels: dict[str, Heading] = field(default_factory=dict)
    unused: list[Heading] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        """Whether each row asks for one competency."""
        return {"kompetensi", "level"} <= set(self.fields)

    @property
    def is_beside(self) -> bool:
        """Whether each row adds a weight, a training or experience to a position that another sheet holds."""
        fields = set(self.fields)
        weighs = "kompetensi" in fields and bool({"bobot", "kritis"} & fields) and not self.is_long
        return weighs or ("tingkat" in fields and bool({"pelatihan", "pengalaman"} & fields))


def find_columns(grid: Grid, naming: Naming, findings: Findings) -> Columns | None:
    """Return the columns of the table on a sheet; None when it has no header that speaks of standards.

    What a heading leaves in doubt is told at its cell.
    """
    known = dict.fromkeys(_IGNORED, _TITLE) | dict.fromkeys((*_FIELDS, *naming.keys), 1.0)
    header = find_header(grid, known) if grid.height else None
    if header is None:
        return None
    columns = Columns(grid, header)
    for heading in header.headings:
        group = next((found for part in heading.parts[:-1] if (found := group_of(part))), None)
        name = None if group else _field(heading)
        if name is not None and name not in columns.fields:
            columns.fields[name] = heading
        elif name is None:
            columns.unused.append(heading)
    if not columns.is_long and not columns.is_beside:
        _take_competencies(columns, naming, findings)
    return columns


def _field(heading: Heading) -> str | None:
    return next((_FIELDS[key] for key in heading.keys if key in _FIELDS), None)


def _take_competencies(columns: Columns, naming: Naming, findings: Findings) -> None:
    """Take every column that is left and names a competency as its levels."""
    for heading in list(columns.unused):
        group = next((found for part in heading.parts[:-1] if (found := group_of(part))), None)
        if group is None and (heading_key(heading.parts[-1]) in _IGNORED or group_of(heading.parts[-1])):
            columns.unused.remove(heading)
            continue
        competency = _competency(columns, heading, group, naming, findings)
        if competency is None:
            continue
        columns.unused.remove(heading)
        met = columns.levels.setdefault(competency, heading)
        if met is not heading:
            findings.error("SKJ-KOMPETENSI-GANDA", heading.cell, name=heading.parts[-1], other=met.cell)


def _competency(
    columns: Columns, heading: Heading, group: Group | None, naming: Naming, findings: Findings
) -> str | None:
    """Return the competency of a column; None when it is none, which is told where it looks like one."""
    text = heading.parts[-1]
    known = naming.known(text, group)
    if known:
        return known
    if not group and not _looks_like_levels(columns, heading):
        return None
    found = naming.named(text, group)
    if isinstance(found, Unnamed):
        code = "SKJ-KOLOM-MIRIP" if found.nearest else "SKJ-KOLOM-ASING"
        findings.error(code, heading.cell, name=" ".join(text.split()), nearest=found.nearest or "-")
        return None
    findings.note(NEW_COMPETENCY, heading.cell, name=" ".join(text.split()), kompetensi=found)
    return found


def _looks_like_levels(columns: Columns, heading: Heading) -> bool:
    """Return whether most of what stands below a heading are small numbers."""
    grid = columns.grid
    codes, kinds = grid.column(heading.position)
    below = np.flatnonzero(kinds[columns.header.first :] != EMPTY) + columns.header.first
    numbers = sum(_is_small(grid.values[codes[row]], int(kinds[row])) for row in below.tolist())
    return numbers > 0 and 2 * numbers >= len(below)


def _is_small(text: str, kind: int) -> bool:
    plain = text.strip().replace(",", ".")
    if kind != NUMBER and not plain.replace(".", "", 1).isdecimal():
        return False
    try:
        return 0 <= float(plain) <= _MOST_LEVEL
    except ValueError:
        return False

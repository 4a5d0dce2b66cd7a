"""Headings that speak of somebody or something else than the person of the row: the assessor, a child, a course."""

import re
from typing import Final

from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.schema import Schema, heading_key

_PERSON: Final = re.compile(r"(?:PEJABAT|PEGAWAI)?(?:YANG)?(?:PENILAI(?!AN)|MENILAI|ATASAN)")
_FAMILY: Final = re.compile(
    r"(?:DATA|RIWAYAT|IDENTITAS)?(?:KELUARGA|SUAMI|ISTERI|ISTRI|SUAMIISTE?RI|ISTE?RISUAMI|PASANGAN|ANAK\d?|ORANGTUA|AYAH|IBU|IBUKANDUNG|AHLIWARIS)"
)
_TRAINING: Final = re.compile(
    r"(?:DATA|RIWAYAT)?(?:LATIHAN|DIKLAT|PELATIHAN|KURSUS|BIMTEK|SEMINAR|PENGHARGAAN|TANDAJASA|ORGANISASI)"
)
_KINDS_OF_TRAINING: Final = frozenset(("trainings", "courses"))


def is_of_another(heading: Heading, schema: Schema) -> bool:
    """Return whether it stands under a heading such as "Pejabat Penilai" or "Latihan Jabatan": its name is not the person's.

    A heading that the schema knows with what stands above it is meant; a list of trainings speaks of trainings.
    """
    above = [heading_key(part) for part in heading.parts[:-1]]
    if any(_PERSON.match(key) for key in above):
        return True
    if any(key in schema.by_alias for key in heading.keys[:-1]):
        return False
    if any(_FAMILY.fullmatch(key) for key in above):
        return True
    return schema.kind not in _KINDS_OF_TRAINING and any(_TRAINING.match(key) for key in above)

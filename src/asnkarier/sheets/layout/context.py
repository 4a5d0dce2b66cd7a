"""Columns that stand in every list about people (name, post, unit, class): in a list of something else they are no facts."""

from collections.abc import Mapping
from typing import Final

from asnkarier.sheets.layout.columns import Columns

# What recaps of assessments, appraisals and trainings print beside the NIP.
CONTEXT: Final = frozenset(
    (
        "nip", "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "status_asn", "golongan", "jenis_jabatan", "jabatan", "jenjang",
        "eselon", "unit_kerja", "unit_induk", "kelas_jabatan",
    )
)  # fmt: skip
# What a list of punishments says beside it.
PUNISHMENT: Final = frozenset(("hukuman_disiplin", "hukuman_selesai"))
_PEOPLE: Final = "employees"
# How many fields speak for a list of this kind beside its key; one alone may stand in a list of employees too.
_FEWEST_FIELDS: Final = {"assessments": 2, "appraisals": 1, "trainings": 2}


def is_only_context(complete: Mapping[str, Columns]) -> bool:
    """Return whether what makes a list of employees is only beside the facts of another kind.

    complete: the kinds whose every needed column is there. Competencies are in no list of employees; appraisals and
    trainings may be, where more than name, post and unit speaks of the person.
    """
    if _PEOPLE not in complete:
        return False
    assessments = complete.get("assessments")
    if assessments is not None and assessments.levels:
        return True
    mine = set(complete[_PEOPLE].fields) <= CONTEXT
    return mine and any(
        _spoken(columns) >= _FEWEST_FIELDS[kind]
        for kind, columns in complete.items()
        if kind in _FEWEST_FIELDS
    )


def _spoken(columns: Columns) -> int:
    return len(set(columns.fields) - CONTEXT) + len(columns.levels)

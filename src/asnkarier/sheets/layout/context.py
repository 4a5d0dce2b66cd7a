"""Columns that stand in every list about people (name, post, unit, class): in a list of something else they are no facts."""

from collections.abc import Mapping
from typing import Final

from asnkarier.sheets.findings import Findings
from asnkarier.sheets.layout.columns import Columns
from asnkarier.sheets.schema import heading_key, schemas

# What recaps of assessments, appraisals and trainings print beside the NIP.
CONTEXT: Final = frozenset(
    (
        "nip", "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "status_asn", "golongan", "jenis_jabatan", "jabatan", "jenjang",
        "eselon", "unit_kerja", "unit_induk", "kelas_jabatan",
    )
)  # fmt: skip
# Read from columns of remarks, which stand in lists of every kind: they speak for none.
REMARKS: Final = frozenset(("status",))
# What a list of punishments says beside it.
PUNISHMENT: Final = frozenset(("hukuman_disiplin", "hukuman_selesai"))
_PEOPLE: Final = "employees"
# How many fields speak for a list of this kind beside its key; one alone may stand in a list of employees too.
_FEWEST_FIELDS: Final = {"assessments": 2, "assessment_results": 2, "appraisals": 1, "trainings": 2}
_SEVERAL: Final = 3
# Totals of an assessment stand beside facts of every other kind: a table is a list of them only when it is nothing else.
RESULTS: Final = "assessment_results"
# Lists of functional posts: a table is one of them only when it is whole and nothing else beside what names people.
JENJANG_LISTS: Final = frozenset(("credit_points", "competency_tests"))
# A plan is one only where it is whole, its name among its columns: else it looks like a list of trainings that were followed.
PLAN: Final = "training_plan"
# Nothing else names a plan, a phase of an evaluation, a mentor, or who asks for a training: a table that is whole as one of them is one.
UNMISTAKABLE: Final = frozenset((PLAN, "training_surveys", "mentoring_pairs", "training_requests"))
# They weaken no other kind by what they know.
GIVES_WAY: Final = frozenset((RESULTS, *JENJANG_LISTS, *UNMISTAKABLE))
_TOTALS: Final = ("kategori", "potensi", "kotak")


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


def is_of_staff(staff: Columns, other: Columns) -> bool:
    """Return whether a table that lacks a column of a list of employees is one all the same.

    staff: the columns as a list of employees. other: as the whole kind that they would make: all of it a list of employees
    says too, and this one says more of its people than lists of other kinds print beside theirs.
    """
    more = set(staff.fields) - set(other.fields) - CONTEXT
    return not other.levels and set(other.fields) <= set(staff.fields) and len(more) >= _SEVERAL


def is_of_punishments_alone(columns: Columns) -> bool:
    """Return whether a list names people and their punishments and nothing that makes it a list of employees.

    Such a list needs no post and no unit; what it says of them is no fact anyway.
    """
    fields = set(columns.fields)
    mine = columns.schema.kind == _PEOPLE and "jabatan" not in fields
    return mine and {"nip", "hukuman_disiplin"} <= fields <= CONTEXT | PUNISHMENT


def _spoken(columns: Columns) -> int:
    return len(set(columns.fields) - CONTEXT - REMARKS) + len(columns.levels)


def is_list_of_results(complete: Mapping[str, Columns]) -> bool:
    """Return whether a table is a list of totals of assessments: whole, meant, and nothing else beside what names people."""
    others = complete.keys() - GIVES_WAY
    if RESULTS not in complete or others - {_PEOPLE} or (others and not is_only_context(complete)):
        return False
    return speaks_of_results(complete[RESULTS])


def lists_beside(complete: Mapping[str, Columns]) -> frozenset[str]:
    """Return which of these kinds a table may be: whole, and unmistakable or no other kind beside what names people."""
    if UNMISTAKABLE & complete.keys():
        return UNMISTAKABLE & complete.keys()
    found = JENJANG_LISTS & complete.keys()
    others = complete.keys() - GIVES_WAY
    if others - {_PEOPLE} or (others and not set(complete[_PEOPLE].fields) <= CONTEXT):
        return frozenset()
    return found


def speaks_of_results(columns: Columns) -> bool:
    """Return whether totals are meant: "Kategori" or "Potensi" alone may be anything's."""
    if "jpm" in columns.fields:
        return True
    totals = sum(name in columns.fields for name in _TOTALS)
    dated = "tanggal" in columns.fields and "tanggal" not in columns.doubts
    return totals > 1 or (totals == 1 and dated)


def tell_totals(columns: Columns, findings: Findings) -> None:
    """Say which columns of a recap of levels hold totals, a list of their own; a column that a person left out needs no word."""
    if columns.schema.kind != "assessments" or not columns.levels:
        return
    totals = schemas()[RESULTS]
    known = {key for key, names in totals.by_alias.items() if names[0][0] in totals.any_of}
    free = [one for one in columns.ignored if columns.named.keys().isdisjoint((one.text, one.letters))]
    found = [heading for heading in free if heading_key(heading.parts[-1]) in known]
    if found:
        findings.note("KOLOM-HASIL", found[0].cell, headings=", ".join(heading.text for heading in found))

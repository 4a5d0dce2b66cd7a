"""References between rules: a criterion may only lean on parameters and categories that exist."""

from collections.abc import Iterator, Mapping

from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.rules.types import Criterion, Parameter, RuleSet
from asnkarier.rules.vocabulary import nearest

JPM_SETS = "kompetensi/kategori_jpm_"
# What a check reads besides its own value.
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "belum_bup": ("jabatan/bup",),
    "pendidikan_minimal": ("referensi/pendidikan",),
    "golongan_minimal": ("referensi/golongan",),
    "kinerja_minimal": ("kinerja/urutan_predikat",),
    "jenjang_sebelumnya": ("jabatan/jenjang_berikutnya",),
}


def dangling_references(
    parameters: Mapping[str, Parameter], rule_sets: Mapping[str, RuleSet]
) -> Iterator[Problem]:
    """Yield a problem for every criterion that leans on a parameter or category that is not there."""
    for rule_set in rule_sets.values():
        for criterion in (*rule_set.syarat, *rule_set.nonaktif):
            for needed in _NEEDS.get(criterion.uji, ()):
                if needed not in parameters:
                    yield _missing(criterion, needed, parameters)
            if criterion.uji == "jpm_minimal":
                yield from _unknown_categories(criterion, parameters)


def _unknown_categories(criterion: Criterion, parameters: Mapping[str, Parameter]) -> Iterator[Problem]:
    for value in criterion.dated:
        if value.value is None:
            continue
        parameter = parameters.get(f"{JPM_SETS}{value.value['set']}")
        if parameter is None:
            yield _missing(criterion, f"{JPM_SETS}{value.value['set']}", parameters)
            continue
        codes = [row["kode"] for dated in parameter.dated for row in dated.value or ()]
        if value.value["kategori"] not in codes:
            yield _missing(criterion, value.value["kategori"], codes)


def _missing(criterion: Criterion, needed: str, known: Mapping[str, Parameter] | list[str]) -> Problem:
    facts = {"id": criterion.id, "name": needed, "nearest": nearest(needed, list(known))}
    return Problem("ATR-ACUAN", Severity.ERROR, Location(criterion.origin), facts)

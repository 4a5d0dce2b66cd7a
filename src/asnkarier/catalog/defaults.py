"""The standard of a post that has none of its own: the default levels of its class, as the regulations give them."""

from datetime import date
from typing import Protocol

from asnkarier.catalog.types import Catalog, JobStandard, Requirement


class ClassLevels(Protocol):
    """The part of the rule book that knows default levels."""

    def class_levels(self, kelompok: str, as_of: date) -> dict[str, float] | None:
        """Return the default level of each competency for a kelompok, or None."""


def default_standard(rulebook: ClassLevels, kelompok: str, as_of: date) -> JobStandard | None:
    """Return the default standard of a class (id `default:administrator`), or None when the law gives none."""
    levels = rulebook.class_levels(kelompok, as_of)
    if not levels:
        return None
    return JobStandard(
        id=f"default:{kelompok}",
        jabatan=(),
        kelompok=kelompok,
        kompetensi=tuple(Requirement(kompetensi, level) for kompetensi, level in levels.items()),
    )


def standard_for(
    catalog: Catalog, rulebook: ClassLevels, jabatan: str | None, kelompok: str | None, as_of: date
) -> JobStandard | None:
    """Return the agency's standard of a position, else the default of its class, else None."""
    own = catalog.for_jabatan(jabatan) if jabatan else None
    if own is not None or kelompok is None:
        return own
    return default_standard(rulebook, kelompok, as_of)

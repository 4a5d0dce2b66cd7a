"""Which standard a draft is about: one that is there, found by its file or its positions, or a new one with a file name of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from asnkarier.catalog.types import Catalog, JobStandard
from asnkarier.model.draft import Draft
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.problem import Problem, Severity
from asnkarier.model.terms import normalise, slug

_LONGEST: Final = 200  # bytes; names of files end at 255


@dataclass(frozen=True, slots=True)
class Matched:
    """A draft and the standard that it is about; None: a new one, to be called `id`."""

    draft: Draft
    id: str
    standard: JobStandard | None


def match_drafts(drafts: Sequence[Draft], catalog: Catalog) -> tuple[list[Matched], list[Problem]]:
    """Return the standard of each draft, and the problem of each that has none for certain."""
    problems: list[Problem] = []
    matched: list[Matched] = []
    names = {normalise_jabatan(name): one for one in catalog.standards.values() for name in one.jabatan}
    for draft in drafts:
        own = catalog.standards.get(draft.standar) if draft.standar else None
        owners = {names[key].id: names[key] for key in map(normalise_jabatan, draft.jabatan) if key in names}
        found = own or (next(iter(owners.values())) if owners and draft.standar is None else None)
        for other in owners.values():
            if found is None or other.id != found.id:
                name = next(one for one in draft.jabatan if names.get(normalise_jabatan(one)) is other)
                problems.append(_problem("SKJ-MILIK-LAIN", draft, name=name, other=other.file))
        if not draft.jabatan and found is None:
            problems.append(_problem("SKJ-NILAI-TIADA", draft, heading="Jabatan"))
            continue
        matched.append(Matched(draft, found.id if found else _new_id(draft), found))
    return matched, [*problems, *_sharing(matched, catalog)]


def _new_id(draft: Draft) -> str:
    return draft.standar or file_name(draft.jabatan[0])


def file_name(jabatan: str) -> str:
    """Return the name of the file of a position's standard, without its suffix; empty where it has no Latin letter or digit."""
    return slug(normalise(jabatan))[:_LONGEST]


def _sharing(matched: Sequence[Matched], catalog: Catalog) -> list[Problem]:
    """Return a problem for each draft whose new file another standard has."""
    files = {name.casefold(): (name, standard.file) for name, standard in catalog.standards.items()}
    met: dict[str, Matched] = {}
    problems = []
    for one in matched:
        key, name = one.id.casefold(), "; ".join(one.draft.jabatan) or one.id
        if not key:
            problems.append(_problem("SKJ-NAMA", one.draft, name=name))
            continue
        other = met.setdefault(key, one)
        if other is not one and (one.standard is None or one.draft.standar):
            facts = {"file": f"{one.id}.yaml", "other": other.draft.place.cell or "-"}
            problems.append(_problem("SKJ-SATU-BERKAS", one.draft, name=name, **facts))
        elif one.standard is None and key in files:
            facts = {"file": files[key][1], "other": "; ".join(catalog.standards[files[key][0]].jabatan)}
            problems.append(_problem("SKJ-SATU-BERKAS", one.draft, name=name, **facts))
    return problems


def _problem(code: str, draft: Draft, **facts: object) -> Problem:
    return Problem(code, Severity.ERROR, draft.at("standar" if draft.standar else "jabatan"), facts)

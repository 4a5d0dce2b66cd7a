"""The names that the reading room needs but may not look up itself: competencies, levels, kedudukan hukum, punishments."""

from typing import TYPE_CHECKING

from asnkarier.analysis.contradictions.standing import active_names
from asnkarier.catalog.dictionary import FILE, load_dictionary
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.terms import normalise
from asnkarier.sheets.vocabulary import Vocabulary

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.agency.workspace import Workspace
    from asnkarier.catalog.types import Catalog
    from asnkarier.rules.rulebook import RuleBook
    from asnkarier.store.store import Store


def reading_vocabulary(workspace: "Workspace") -> Vocabulary:
    """Return every spelling of a competency or aspect of potential, and the lowest and highest level, every known kedudukan hukum and kind of punishment.

    The names come from the law's dictionary, its aspects of potential, the technical competencies that the agency's
    standards ask for, and its own dictionary. A workspace without standards yet can still import.
    """
    rulebook, day = workspace.rulebook, workspace.as_of
    names = dict(load_dictionary(workspace.root / FILE))
    if workspace.has_standards:
        for standard in workspace.catalog.standards.values():
            for requirement in standard.kompetensi:
                names.setdefault(
                    normalise(requirement.kompetensi.removeprefix("teknis/")), requirement.kompetensi
                )
    # 0 is a finding too: assessed, and below the lowest level that a standard may ask for.
    return Vocabulary(
        kompetensi=names | rulebook.competency_spellings(day),
        level_range=(0, rulebook.level_scale(day)[1]),
        standings=tuple(dict.fromkeys((*rulebook.standings(day), *active_names(rulebook, day)))),
        punishments=rulebook.punishments(day),
        standard_levels=rulebook.level_scale(day),
        posts=lambda: known_posts(workspace, None),
    )


def known_posts(workspace: "Workspace", store: "Store | None") -> dict[str, str]:
    """Return every position that a standard names or somebody holds, as `normalise_jabatan` has it -> its name; that of the standard first.

    store None: that of the workspace is opened, if there is one yet.
    """
    own = workspace.catalog.names if workspace.has_standards else ()
    if store is not None:
        held = _held(store, workspace)
    elif workspace.store_path.is_file():
        with workspace.open_store() as opened:
            held = _held(opened, workspace)
    else:
        held = []
    return {normalise_jabatan(name): name for name in (*held, *own)}


def _held(store: "Store", workspace: "Workspace") -> list[str]:
    names = store.load("employees", workspace.as_of, fields=("nip", "jabatan"))["jabatan"].dropna()
    return sorted(names.unique(), reverse=True)


def asked_competencies(catalog: "Catalog", rulebook: "RuleBook", day: "date") -> frozenset[str] | None:
    """Return every competency that a standard of the agency or the default of a class asks for; None without standards."""
    if not catalog.standards:
        return None
    own = {one.kompetensi for standard in catalog.standards.values() for one in standard.kompetensi}
    defaults = [rulebook.class_levels(one, day) or {} for one in KELOMPOK]
    return frozenset(own.union(*defaults))

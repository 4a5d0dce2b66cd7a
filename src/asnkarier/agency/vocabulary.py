"""The names that the reading room needs but may not look up itself: competencies, levels, kedudukan hukum, punishments."""

from typing import TYPE_CHECKING

from asnkarier.analysis.contradictions.standing import active_names
from asnkarier.catalog.dictionary import FILE, load_dictionary
from asnkarier.model.terms import normalise
from asnkarier.sheets.vocabulary import Vocabulary

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace


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
    )

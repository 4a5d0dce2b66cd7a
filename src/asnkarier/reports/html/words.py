"""The words of the page itself, beside those of the reports that it shows."""

from typing import Final

from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.reports.excel.around.cover import STATEMENT
from asnkarier.reports.shown.beside import LEANS_ON, NEXT_STEPS

TITLE: Final = N_("The agency in one report")
_WORDS: Final = {
    "title": TITLE,
    "statement": STATEMENT,
    "leans": LEANS_ON,
    "steps": NEXT_STEPS,
    "skip": N_("Skip to the report"),
    "parts": N_("Parts of this report"),
    "search": N_("Search in all tables"),
    "filter": N_("Rows that contain"),
    "choose": N_("Only"),
    "all": N_("all"),
    "shown": N_("{count} of {all} rows shown"),
    "nothing": N_("no rows"),
    "look": N_("Light or dark"),
    "print": N_("Print"),
    "public": N_("For the public: without names and NIP, without lines about single people, and without groups of fewer than five people."),
    "internal": N_("With names: for those in charge only."),
    "notes": N_("Please note"),
    "figures": N_("The figures of this picture"),
    "figure": N_("Figure"),
    "law": N_("Law used"),
    "files": N_("Files read"),
    "file": N_("File"),
    "kind": N_("Kind"),
    "rows": N_("Rows"),
    "rule": N_("Title"),
    "value": N_("Value"),
    "stands": N_("Stands in"),
    "source": N_("Source"),
    "since": N_("In force since"),
    "certainty": N_("Certainty"),
    "amended": N_("Amended by, not read"),
    "whole": N_("With every row:"),
    "made": N_("Made with"),
    "rules": N_("Rules"),
    "paper": N_("On paper the first 20 rows shown, in the order and by the search of the page."),
    "top": N_("Back to the top"),
}  # fmt: skip


def words() -> dict[str, str]:
    """Return the words of the page in the active language, by the name under which the templates know them."""
    return {name: _(text) for name, text in _WORDS.items()}

"""What had to be decided about the place of a unit below others: code -> sentence with `{blanks}` for the facts."""

from typing import Final

from asnkarier.model.messages import N_

UNIT_SENTENCES: Final[dict[str, str]] = {
    "unit_parent_unknown": N_("the unit above it, {parent}, is in no list; it stands at the top"),
    "unit_circle": N_("the units above it lead back to it ({units:; }); the circle is cut here"),
    "unit_ambiguous": N_(
        "{count} units of the list bear this name, and what stands above its people does not tell which; it stands at the top"
    ),
    "unit_unlisted": N_("in no list of units; it stands below the unit that its people name above it"),
}

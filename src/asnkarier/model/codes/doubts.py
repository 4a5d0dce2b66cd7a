"""Problem codes of cells, columns and rows that may mean two things, or only part of one: code -> (sentence, remedy)."""

from typing import Final

from asnkarier.model.messages import N_

DOUBT_CODES: Final[dict[str, tuple[str, str]]] = {
    "PENDIDIKAN-DUA": (
        N_("{value} names several levels of education: {alternatives}"),
        N_("leave the last one in the cell, the others belong into the history of education"),
    ),
}

"""What the codes of formation, the index of professionalism, reviews and profiles are called: code -> (English msgid, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone

PEOPLE_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    # kinds of input files
    "formation": (N_("people that posts need"), "plain"),
}

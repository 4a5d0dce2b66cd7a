"""What the counts on a cover are called: code -> (English msgid, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone

COVER_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    "findings": (N_("findings"), "plain"),
    "places": (N_("places in courses"), "plain"),
    "postponed": (N_("postponed"), "plain"),
    "posts": (N_("posts to fill"), "plain"),
    "moves": (N_("moves"), "plain"),
    "unjudged": (N_("vacancies that cannot be judged"), "plain"),
    "people": (N_("people"), "plain"),
    "rows": (N_("lines"), "plain"),
    "people_without_standard": (N_("people without a standard"), "plain"),
    "people_not_assessed": (N_("people not assessed"), "plain"),
    "items": (N_("lines, one per person and competency"), "plain"),
    "assessed": (N_("assessed"), "plain"),
    "accepted": (N_("rows accepted"), "plain"),
    "unchanged": (N_("rows unchanged"), "plain"),
    "rejected": (N_("rows rejected"), "plain"),
}

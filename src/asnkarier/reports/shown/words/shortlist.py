"""What the codes of shortlists are called: why somebody is not considered for a post: code -> (words, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone

SHORTLIST_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    "aside_at_class": (N_("already in a post of this class or above"), "muted"),
    "aside_fails": (N_("fails several requirements, or one while others are open"), "bad"),
    "aside_standing": (N_("not in active service"), "muted"),
    "aside_retired": (N_("past the retirement"), "muted"),
    "aside_contract": (N_("the contract has ended"), "muted"),
    "post_held_then": (N_("still held on that day"), "fair"),
    "post_vacant_then": (N_("vacant by then"), "good"),
    "post_held_open": (N_("not known whether still held"), "fair"),
    "aside_gone": (N_("no longer listed"), "muted"),
}

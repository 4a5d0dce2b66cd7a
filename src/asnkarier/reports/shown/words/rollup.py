"""What the figures of many agencies, and the parts of people in them, are called: code -> (English msgid, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone

ROLLUP_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    "agencies": (N_("agencies"), "plain"),
    "left_out": (N_("agencies not counted"), "plain"),
    # figures
    "standard_of_post": (N_("standard of the post"), "plain"),
    "jpm_category": (N_("JPM category"), "plain"),
    "talent_box": (N_("talent box"), "plain"),
    "training_hours": (N_("hours of training (JP) of the year"), "plain"),
    "end_of_service": (N_("end of service within five years"), "plain"),
    "ip_asn": (N_("mean of the index of professionalism"), "plain"),
    "jp_this_year": (N_("hours of training (JP) recorded this year"), "plain"),
    "need": (N_("people that posts need"), "plain"),
    "vacant": (N_("people that posts lack"), "plain"),
    "vacant_5y": (N_("people that posts lack in five years"), "plain"),
    "training_budget": (N_("money for training"), "plain"),
    # parts
    "below_standard": (N_("below standard"), "bad"),
    "no_gap_found": (N_("fully assessed, no gap"), "good"),
    "partly_assessed": (N_("partly assessed, no gap yet"), "muted"),
    "no_standard": (N_("no standard for the post"), "muted"),
    "not_known": (N_("not known"), "muted"),
    "leaves_5y": (N_("leave for certain"), "plain"),
    "may_leave_5y": (N_("may leave"), "muted"),
    "stays_5y": (N_("stay for certain"), "plain"),
    "hidden_together": (N_("the hidden ones together"), "muted"),
    **{f"box_{box}": (text, "plain") for box, text in enumerate(
        (N_("box 1"), N_("box 2"), N_("box 3"), N_("box 4"), N_("box 5"), N_("box 6"), N_("box 7"), N_("box 8"), N_("box 9")), 1
    )},
}  # fmt: skip

"""What the codes of answers about posts, of what other standards would change, and of formal study are called: code -> (words, tone)."""

from typing import Final, Literal

from asnkarier.model.messages import N_

Toned = tuple[str, Literal["plain", "good", "fair", "bad", "extra", "muted"]]
STANDARD_LABELS: Final[dict[str, Toned]] = {
    "standard_inputs": (N_("answers about levels"), "plain"),
    "atasan": (N_("superior"), "plain"),
    "pemangku": (N_("holder"), "plain"),
    "pengguna": (N_("user"), "plain"),
    "change": (N_("another level"), "fair"),
    "new_competency": (N_("new competency"), "fair"),
    "same": (N_("confirmed"), "good"),
    "discuss": (N_("to be talked over"), "bad"),
    "few_answers": (N_("too few answers"), "muted"),
    "no_answer": (N_("no answer"), "muted"),
    "to_gap": (N_("from met to gap"), "bad"),
    "to_met": (N_("from gap to met"), "good"),
    "deeper": (N_("the gap grows"), "bad"),
    "shallower": (N_("the gap shrinks"), "good"),
    "turn_unknown": (N_("not assessed"), "muted"),
    "still_met": (N_("met all the same"), "plain"),
    "not_required": (N_("not required"), "muted"),
    "people_changed": (N_("people of whom something else is asked"), "plain"),
    "study_below": (N_("level of education below"), "bad"),
    "study_other_field": (N_("another field of study"), "fair"),
    "study_unknown": (N_("education not known"), "muted"),
    "answers": (N_("answers"), "plain"),
    "respondents": (N_("respondents"), "plain"),
    "standards": (N_("standards"), "plain"),
}

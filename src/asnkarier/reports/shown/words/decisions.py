"""What the codes of decisions, of comparisons of two days and of what-if are called: code -> (English msgid, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone

DECISION_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    "decisions": (N_("decisions that stand"), "plain"),
    "decision_stands": (N_("stands"), "good"),
    "decision_superseded": (N_("superseded"), "muted"),
    "all_classes": (N_("all classes"), "plain"),
    "not_counted": (N_("is not counted"), "muted"),
    "promote-shortlist": (N_("shortlist for a promotion"), "plain"),
    "recommend-placement": (N_("proposed placement"), "plain"),
}

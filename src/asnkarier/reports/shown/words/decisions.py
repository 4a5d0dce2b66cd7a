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
    # what differs between two moments, and why
    "diff_person": (N_("person"), "plain"),
    "diff_match": (N_("job-person match"), "plain"),
    "diff_box": (N_("talent box"), "plain"),
    "diff_eligibility": (N_("requirements of a post"), "plain"),
    "counted": (N_("counts in totals"), "plain"),
    "diff_data": (N_("data"), "plain"),
    "diff_rule": (N_("the law"), "plain"),
    "diff_time": (N_("time"), "plain"),
    "diff_standard": (N_("job standard"), "plain"),
    "diff_config": (N_("config.yaml"), "plain"),
    "changes": (N_("changes found"), "plain"),
    "boxes_possible": (N_("boxes possible"), "plain"),
    "critical_gaps": (N_("critical gaps"), "plain"),
    "gap_count": (N_("gaps"), "plain"),
    "kotak": (N_("box"), "plain"),
    "promote-shortlist": (N_("shortlist for a promotion"), "plain"),
    "recommend-placement": (N_("proposed placement"), "plain"),
}

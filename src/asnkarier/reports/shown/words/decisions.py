"""What the codes of decisions, of comparisons of two days and of what-if are called: code -> (English msgid, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone

DECISION_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    "decisions": (N_("decisions that stand"), "plain"),
    "decision_stands": (N_("stands"), "good"),
    "decision_superseded": (N_("superseded"), "muted"),
    "decision_altered": (N_("altered: not what was recorded"), "bad"),
    "all_classes": (N_("all classes"), "plain"),
    "not_counted": (N_("is not counted"), "muted"),
    # what differs between two moments, and why
    "diff_person": (N_("person"), "plain"),
    "diff_match": (N_("job-person match"), "plain"),
    "diff_box": (N_("talent box"), "plain"),
    "diff_post_jpm": (N_("JPM for a post"), "plain"),
    "diff_post_score": (N_("score for a post"), "plain"),
    "diff_post_rank": (N_("place in a list"), "plain"),
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
    "coverage": (N_("assessed share"), "plain"),
    "kotak": (N_("box"), "plain"),
    # figures of what-if
    "scenarios": (N_("scenarios"), "plain"),
    "people_counted": (N_("people who count"), "plain"),
    "people_with_gap": (N_("people with a gap"), "plain"),
    "levels_short": (N_("levels short"), "plain"),
    "people_boxed": (N_("people whose box is certain"), "plain"),
    "names_certain": (N_("certain names on the lists"), "plain"),
    "vacancies_with_names": (N_("vacancies with certain names"), "plain"),
    "plan_budget": (N_("budget of the training plan"), "plain"),
    "plan_spent": (N_("money planned"), "plain"),
    "plan_people": (N_("people in the training plan"), "plain"),
    "plan_jp": (N_("JP planned"), "plain"),
    "plan_levels_closed": (N_("levels that the plan closes"), "plain"),
    "plan_worth": (N_("worth of the training plan"), "plain"),
    "posts_open": (N_("places to fill"), "plain"),
    "posts_filled": (N_("places filled"), "plain"),
    "placement_worth": (N_("worth of the placement"), "plain"),
    "placed_there": (N_("moves there"), "plain"),
    "recommend-training": (N_("training plan"), "plain"),
    "talent-map": (N_("talent map"), "plain"),
    "promote-shortlist": (N_("shortlist for a promotion"), "plain"),
    "recommend-placement": (N_("proposed placement"), "plain"),
}

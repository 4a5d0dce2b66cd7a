"""What the codes of the examination of fairness are called: code -> (English msgid, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone

FAIRNESS_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    # the reports that are examined
    "fair_shortlist": (N_("promotion shortlist"), "plain"),
    "fair_training": (N_("training plan"), "plain"),
    "fair_talent": (N_("succession pools of the talent map"), "plain"),
    "fair_boxes": (N_("boxes of the talent map that lead into a succession pool"), "plain"),
    "fair_reward": (N_("people to be rewarded for their performance"), "plain"),
    "fair_ratings": (N_("ratings of the appraisals"), "plain"),
    # raters: who they are, and who is in no row
    "rater": (N_("rater"), "plain"),
    "rater_named": (N_("named by the appraisal"), "plain"),
    "rater_by_unit": (N_("by units and eselon"), "muted"),
    "rater_mixed": (N_("named by some appraisals, else by units and eselon"), "muted"),
    "rating_none": (N_("no predikat of that year, or none that is clear"), "muted"),
    "rating_no_class": (N_("the class of the post is not known"), "muted"),
    "rater_unknown": (N_("nothing says who rated them"), "muted"),
    "rater_few": (N_("the rater rated fewer people than are shown"), "muted"),
    "rating_alone": (N_("nobody else rated people of this class"), "muted"),
    "rated": (N_("people rated"), "plain"),
    # whom a table is about
    "fair_all": (N_("everybody who counts"), "plain"),
    "fair_among": (N_("those of whom it was a question"), "plain"),
    # characteristics and their groups
    "kelompok_umur": (N_("age group"), "plain"),
    "L": (N_("men"), "plain"),
    "P": (N_("women"), "plain"),
    # verdicts
    "difference": (N_("difference"), "bad"),
    "no_difference_shown": (N_("no sign"), "plain"),
    "too_few_people": (N_("too few people"), "muted"),
    "selected": (N_("people selected"), "plain"),
    "above": (N_("above the others"), "plain"),
    "below": (N_("below the others"), "plain"),
    "equal": (N_("like the others"), "plain"),
    # why a group is not shown or not compared
    "group_few": (N_("fewer people than are shown"), "muted"),
    "group_beside": (N_("fewer people than are shown, and another group that would give them away"), "muted"),
    "group_alone": (N_("only one group is known"), "muted"),
    "group_none_selected": (N_("nobody of a known group that is shown was selected"), "muted"),
}

"""What the codes of placements are called: by which route somebody comes, why a post stays empty, plans beside each other: code -> (words, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone

PLACEMENT_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    # by which route somebody comes to a post
    "promosi": (N_("promotion"), "good"),
    "rotasi": (N_("rotation"), "plain"),
    # what kind of move it is by the career pattern, and the groups of posts there
    "vertical": (N_("vertical"), "good"),
    "horizontal": (N_("horizontal"), "plain"),
    "diagonal": (N_("diagonal"), "good"),
    "ja": (N_("JA"), "plain"),
    # why a post stays empty
    "no_candidate": (N_("nobody is eligible"), "bad"),
    "too_few": (N_("fewer are eligible than there are places"), "bad"),
    "moves_limit": (N_("limit of moves reached"), "fair"),
    "depth_limit": (N_("the chain may not be longer"), "fair"),
    "staffing_policy": (N_("a unit would be emptied, or people who must not would serve together"), "fair"),
    "not_worth_it": (N_("to fill it costs more than it brings"), "fair"),
    "candidates_taken": (N_("the candidates serve better elsewhere"), "fair"),
    "class_unknown": (N_("nothing says its class"), "bad"),
    "class_without_rules": (N_("no criteria are known for its class"), "bad"),
    # plans beside each other
    "as_is": (N_("nobody moves"), "muted"),
    "vacancies_only": (N_("vacancies only, no chains"), "plain"),
    "one_after_another": (N_("post after post, each its best free candidate"), "plain"),
    "this_plan": (N_("this plan"), "good"),
}

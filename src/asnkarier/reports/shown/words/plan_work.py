"""What the codes of a kept plan and its work are called: code -> (English msgid, tone)."""

from typing import Final, Literal

from asnkarier.model.messages import N_

Tone = Literal["plain", "good", "fair", "bad", "extra", "muted"]
PLAN_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    # what became of a place of the plan
    "attended": (N_("attended"), "good"),
    "dropped": (N_("dropped out"), "bad"),
    "running": (N_("going on"), "plain"),
    "open": (N_("open"), "plain"),
    "overdue": (N_("overdue"), "fair"),
    "unclear": (N_("result unknown"), "fair"),
    "awaited": (N_("planned, not held yet"), "plain"),
    "gone": (N_("no longer in service"), "muted"),
    "unplanned": (N_("not in the plan"), "fair"),
    "before_plan": (N_("before the plan"), "muted"),
    # how a training ended
    "selesai": (N_("finished"), "good"),
    "mengundurkan_diri": (N_("withdrew"), "bad"),
    "tidak_hadir": (N_("stayed away"), "bad"),
    "berlangsung": (N_("going on"), "plain"),
    "belum_diikuti": (N_("not held yet"), "plain"),
    "hasil_tidak_jelas": (N_("result unknown"), "fair"),
    # whether a target can be met
    "impossible": (N_("proven impossible"), "bad"),
    "not_found": (N_("not found, not proven impossible"), "fair"),
    # hours of the year
    "reached": (N_("reached"), "good"),
    "to_go": (N_("hours to go"), "fair"),
    "hours_open": (N_("not enough recorded"), "muted"),
    "within_ceiling": (N_("within the ceiling"), "plain"),
    "within_ceiling_open": (N_("within the ceiling as far as recorded"), "muted"),
    "over_ceiling": (N_("above the ceiling"), "bad"),
    "no_rule": (N_("no rule"), "muted"),
    # the calendar
    "fixed_by_catalogue": (N_("days of the catalogue"), "plain"),
    "within_window": (N_("months of the catalogue"), "good"),
    "first_fit": (N_("first free days"), "good"),
    "first_fit_not_words": (N_("first free days, not its schedule in words"), "fair"),
    "refused_by_policy": (N_("days of the catalogue refused by the policy"), "bad"),
    "unplaced": (N_("no days"), "bad"),
    "libur_nasional": (N_("national holiday"), "plain"),
    "same_date": (N_("on this date in the known lists"), "muted"),
    "cuti_bersama": (N_("joint leave"), "plain"),
    # what a person is to do, and on what it rests
    "assess_first": (N_("assess first"), "muted"),
    "course": (N_("course"), "plain"),
    "mentor": (N_("mentor"), "plain"),
    "coaching": (N_("practice at work"), "plain"),
    "kept_plan": (N_("kept plan"), "good"),
    "taken_since": (N_("taken, not assessed since"), "fair"),
    "mentoring_pair": (N_("mentor and mentee"), "good"),
    "in_catalogue": (N_("proposal from the catalogue"), "plain"),
    "no_course_for_it": (N_("no course teaches it"), "fair"),
    "no_course_in_time": (N_("courses are over, or end after the last day of service"), "fair"),
    "never_assessed": (N_("not assessed"), "muted"),
    "held_post": (N_("post held"), "plain"),
    "target_post": (N_("target post"), "plain"),
    # what the cover counts
    "actions": (N_("things to do"), "plain"),
    "classes": (N_("classes"), "plain"),
    "planned": (N_("places planned"), "plain"),
    "people_short": (N_("people with a gap"), "plain"),
    "people_unassessed": (N_("people not assessed in everything"), "plain"),
    "gaps": (N_("gaps"), "plain"),
    "uncovered": (N_("gaps that no course closes"), "plain"),
    "compared": (N_("participations compared"), "plain"),
    "pairs": (N_("pairs of mentor and mentee"), "plain"),
    "last_pairs": (N_("pairs of last time"), "plain"),
    # what is shared
    "agency_budget": (N_("budget of the agency"), "plain"),
    "fund": (N_("fund of the catalogue"), "plain"),
    "other_funds": (N_("for courses of no fund with an amount"), "plain"),
    "unit_budget": (N_("budget of the unit"), "plain"),
    "away": (N_("places of a unit in one period"), "plain"),
    "least_participants": (N_("least participants of a class"), "plain"),
    "person": (N_("hours or courses of a person in a year"), "plain"),
    # why somebody waits
    "fund_spent": (N_("the fund is spent"), "fair"),
    "unit_spent": (N_("the unit's budget is spent"), "fair"),
    "unit_away": (N_("too many of the unit would be away"), "fair"),
    "own_limit": (N_("own hours or courses are used up"), "fair"),
    "no_period": (N_("leaves before it is over, or has too few hours left"), "fair"),
    # lines and methods
    "prerequisite": (N_("presupposed by a later course"), "plain"),
    "unit": (N_("the unit"), "plain"),
    "pribadi": (N_("the person"), "plain"),
    "unit + pribadi": (N_("unit and person"), "plain"),
    "tidak_jelas": (N_("not said by whom"), "muted"),
    # what contradicts itself in plans, catalogues and pairs
    "KELAS-BEDA-HARI": (N_("two days for one class"), "bad"),
    "TAHUN-HARI-BEDA": (N_("the year is not that of the day"), "bad"),
    "KURSUS-TANPA-TEMPAT": (N_("a course without a class or seat"), "bad"),
    # kinds of input files
    "training_requests": (N_("requests for training"), "plain"),
    # what runs out
    "assessment_runs_out": (N_("assessment"), "fair"),
    "test_runs_out": (N_("competency test"), "fair"),
    "contract_runs_out": (N_("contract"), "bad"),
    # how somebody stands on the bench of a post
    "ready_now": (N_("ready now by the data"), "good"),
    "ready_24m": (N_("ready within 24 months"), "good"),
    "ready_later": (N_("ready after 24 months"), "fair"),
    "candidates": (N_("candidates"), "plain"),
}

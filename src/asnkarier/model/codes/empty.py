"""Why a field of a report is empty, on what the figures of a course rest, and what had to be decided about a unit or a need: code -> sentence with `{blanks}` for the facts."""

from typing import Final

from asnkarier.model.messages import N_

EMPTY_SENTENCES: Final[dict[str, str]] = {
    "nothing_assessed": N_("none of the competencies that the post asks for is assessed"),
    "category_open": N_("the competencies that are not assessed could change the category"),
    "categories_not_in_force": N_("no categories of the match were in force on that day"),
    "highest_category": N_("the match is in the highest category already"),
    # About the day on which somebody will be eligible, and why there is none: the codes of `gates.waiting.WHEN`, and that of `gates.about_day`.
    "eligible_now": N_("every requirement that the data decide is met today already"),
    "eligible_now_as_far_as_data": N_("what the data decide is met today; people judge the rest: {rules}"),
    # Of those who meet everything on the day of a vacancy that is still to come.
    "eligible_from": N_(
        "every requirement that the data decide is met from {day} on, if nothing else changes"
    ),
    "eligible_from_at_latest": N_(
        "every requirement that the data decide is met on {day} at the latest, if nothing else changes"
    ),
    "eligible_from_as_far_as_data": N_(
        "what the data decide is met on {day} at the latest; people judge the rest: {rules}"
    ),
    "eligible_by_vacancy": N_(
        "every requirement that the data decide is met on {day}, when the post falls vacant"
    ),
    "eligible_then": N_("from that day on, if nothing else changes"),
    "eligible_at_latest": N_("on that day at the latest"),
    "eligible_at_latest_if_met": N_("on that day at the latest, if the requirements that are open are met"),
    "eligible_open": N_("not known yet: {rules}"),
    "eligible_never_by_time": N_("time alone does not bring it: {rules}"),
    "eligible_lapses_first": N_("something that is met today ends before the rest is met"),
    # The talent map.
    "map_certain": N_(
        "The box of {certain} of {people} people is certain, that of {open} is open; {near} stand near a line."
    ),
    "map_moved": N_(
        "{moved} of the {both} whose box is certain on both days stand in another one than on {day}."
    ),
    "map_no_law_then": N_(
        "Who has moved cannot be told: on {day} there are no boxes, because a rule was not yet in force ({rule})."
    ),
    "find_standard_held": N_("job standard of the post held"),
    "find_nowhere": N_("{part}: no list tells it"),
    "target_unknown": N_("nobody holds {jabatan}, and no standard names it"),
    "box_open": N_("what is not known decides the box: {parts}"),
}
# On what the figures of a course rest, and who says nothing of it.
EVALUATION_SENTENCES: Final[dict[str, str]] = {
    "course_compared": N_(
        "{n} of {took_part} participations compared with {colleagues} colleagues; assessed before from {before_from} to {before_to}, "
        "after from {after_from} to {after_to}"
    ),
    "course_few": N_("{n} compared are fewer than {least}, so nothing is said of it"),
    "course_rose_before": N_(
        "the participants rose {placebo} level beyond their colleagues before the course already, which may go on without it"
    ),
    "course_left_out": N_("left out: {parts}"),
    "left_no_colleague": N_("{count} with fewer than {least} comparable colleagues"),
    "left_other_course": N_("{count} who took another course for the competency between the two assessments"),
    "left_no_after": N_("{count} not assessed after the course"),
    "left_no_before": N_("{count} not assessed before the course"),
    "left_not_over": N_("{count} whose course was not over"),
    "left_undated": N_("{count} whose course has no usable dates"),
    "survey_few": N_("{n} are fewer than {least}, so no figure is given"),
    "survey_unrecorded": N_(
        "no training of this name, provider and year is recorded, so nobody knows how many took part"
    ),
    "survey_more_answers": N_(
        "{n} answers for {took_part} recorded participants: how many answered cannot be said"
    ),
    "survey_one_test": N_("{apart} took only one of the two tests"),
    "survey_scales": N_(
        "the answers were given on several scales ({scales}); each is put on 0 to 100 before the mean is taken"
    ),
    "survey_out_of_time": N_(
        "{apart} answers of superiors are not counted: earlier than {first} or later than {last} months after the training, or of no known day"
    ),
    "praised_no_sign": N_(
        "participants praise it, yet beside colleagues there is no sign that it raises a level ({net}): praise is no effect"
    ),
    "praised_harms": N_(
        "participants praise it, yet beside colleagues they fall behind ({net}): praise is no effect"
    ),
    "left_not_in_catalogue": N_(
        "{count}, as no course of the catalogue bears the name: which competency it serves is not known"
    ),
}
# The place of a unit below others.
UNIT_SENTENCES: Final[dict[str, str]] = {
    "unit_parent_unknown": N_("the unit above it, {parent}, is in no list; it stands at the top"),
    "unit_circle": N_("the units above it lead back to it ({units:; }); the circle is cut here"),
    "unit_ambiguous": N_(
        "{count} units of the list bear this name, and what stands above its people does not tell which; it stands at the top"
    ),
    "unit_unlisted": N_("in no list of units; it stands below the unit that its people name above it"),
}
# What the needs of training, and the form of their plan, say beside their figures.
NEEDS_SENTENCES: Final[dict[str, str]] = {
    "needs_nothing_short": N_("nothing is known to be short"),
    "needs_nobody_assessed": N_(
        "nobody is assessed in anything that a standard asks for, so what is short and what it would cost are not known"
    ),
    "needs_no_course": N_("no course of the catalogue closes any of the {count} gaps"),
    "needs_uncovered": N_(
        "of {people} of {of} people no course of the catalogue closes the gap; the cost is without them"
    ),
    "priority_urgent": N_(
        "{urgent} people in critical posts lack a competency that their standard calls critical; {levels} weighted levels short"
    ),
    "priority_important": N_(
        "{kritis} people lack it as a competency that their standard calls critical, {posts} in critical posts; {levels} weighted levels short"
    ),
    "priority_ordinary": N_("{levels} weighted levels short"),
    "priority_assess": N_("nobody is known to be short; {unassessed} people are not assessed"),
    "plan_target": N_("{people} people: {posts:; }"),
    "plan_target_more": N_("{people} people: {posts:; }; other posts ({others})"),
    "curriculum_covers": N_("levels {first} to {last}; needed are {low} to {high}"),
    "curriculum_part": N_("levels {first} to {last}, a part of what is needed, {low} to {high}"),
    "curriculum_open": N_(
        "up to level {last}, from which one the catalogue does not say; needed are {low} to {high}"
    ),
    "catalogue_silent": N_("the catalogue does not say: {fields}"),
    "course_hole": N_("no course of the catalogue closes it: {why}"),
    "hours_kept_whatever": N_("hours that are left whatever the trainings of unknown result were"),
    "hours_rest_on_most": N_(
        "the better end: trainings without JP count as none, and may have used up what is left"
    ),
    "no_catalogue": N_("no catalogue of courses is known"),
}
# Why a class of a kept plan has no days.
CALENDAR_SENTENCES: Final[dict[str, str]] = {
    "class_unknown_course": N_("the catalogue holds no course {kode}, which the plan names ({where}): correct the code, or add the course"),
    "class_jp_unknown": N_("the catalogue does not say its hours (JP), so its length is not known"),
    "class_outside_year": N_("the days of the catalogue do not lie between tomorrow and the end of {year}"),
    "class_clash": N_("somebody in it is in another class on the days of the catalogue"),
    "class_unit_away": N_("more than {at_most} of {size} people of {unit} would be away on one day: divide the class, or raise the share (config.yaml: calendar.most_away)"),
    "class_unit_refuses": N_("the catalogue has it from {first} to {last}, when more than {at_most} of {size} people of {unit} would be away on one day: divide the class, or raise the share (config.yaml: calendar.most_away)"),
    "class_after_unplaced": N_("somebody in it needs a course before it that has no days"),
    "class_too_late": N_("on the days of the catalogue it ends after a class has begun that needs it"),
    "class_window_over": N_("the catalogue has it from {first} to {last} ({where}), of which no day lies between tomorrow and the end of {year}"),
    "class_window_full": N_("from {first} to {last}, as the catalogue has it ({where}), there are no {days} workdays in a row on which all its people are free, no unit lacks too many, and the order of courses is kept"),
    "class_all_left": N_("everybody in it is out of service by the days that it could have"),
    "class_too_few": N_("{left} are out of service by then and {remain} remain in it; the catalogue asks for at least {least}"),
    "class_may_leave": N_("may have left by the last day of the class: {why}"),
    "class_may_leave_from": N_("may have left by the last day of the class, from {first} on: {why}"),
    "class_no_room": N_("until the end of {year} there are no {days} workdays in a row on which all its people are free and no unit lacks too many"),
}  # fmt: skip
# When somebody leaves the service, and what says so.
LEAVING_SENTENCES: Final[dict[str, str]] = {
    "leaves_as_stated": N_("TMT pensiun as the list of employees states it"),
    "leaves_after_contract": N_("the contract ends on the day before"),
    "leaves_at_age": N_("reaches {age}, the retirement age of the post held"),
    "leaves_month_after": N_(
        "out of service on the first day of the month after, by the policy on the day of retirement"
    ),
    "leaves_that_day": N_("out of service on that very day, by the policy on the day of retirement"),
    "leaves_day_open": N_("no policy says whether on that day or on the first day of the month after"),
    "leaves_age_extendable": N_(
        "the retirement age of {least} may be extended to {most}: nothing says whether it is"
    ),
    "leaves_age_kept": N_(
        "the retirement age is {least}, but a former one of {most} may have been kept: the TMT pensiun would say so"
    ),
    "leaves_two_births": N_(
        "the birth date of the list and that of the NIP differ, so the day lies between the two"
    ),
    "leaves_contract_open": N_("the end of the contract is not known"),
    "leaves_birth_unknown": N_("the birth date is not known"),
    "leaves_class_unknown": N_("nothing says which class the post held belongs to"),
    "leaves_age_unknown": N_("the law names no retirement age for the class of the post held"),
    "holds_post": N_("{name} holds this post, and until when is not known: {why}"),
    "holds_post_until": N_("{name} holds this post and leaves the service on {on}: {why}"),
    "holds_post_at_most": N_("{name} holds this post and leaves the service on {on} at the latest: {why}"),
    "expires_contract": N_("out of service: counted in no plan, shortlist or figure any more"),
    "expires_test": N_("locked out of the rise to {jenjang} until the test is passed again"),
    "expires_levels": N_(
        "{count} levels count no more: the match with any post that asks for them is open until a new assessment"
    ),
    "expires_levels_next": N_(
        "{count} levels count no more: the match is open until a new assessment, which may lock out of posts of class {kelompok}"
    ),
    "ready_refuted": N_("not ready on {on}: {rules:; }"),
    "ready_sooner": N_("ready before {on} already"),
    "remedy_time": N_("met by time on {on}"),
    "remedy_course": N_("the course {name}"),
    "remedy_no_course": N_("no course of the catalogue bears the name"),
    "remedy_courses": N_("the courses {names:; }"),
    "remedy_courses_and_assess": N_(
        "the courses {names:; }, if what is not assessed turns out to be met: assess it first"
    ),
    "remedy_no_courses": N_("the courses of the catalogue do not suffice"),
    "remedy_study": N_("a study that leads to the level asked for"),
    "remedy_appraisal": N_("the appraisal of {tahun}, if it is as good as asked"),
    "remedy_appraisals": N_("the appraisals of {first} to {last}, if each is as good as asked"),
    "remedy_none": N_("neither time nor a course of the catalogue closes it"),
    "blind_hidden": N_("not shown in a blind list"),
    "renew_config": "config.yaml: {key}",
    "renew_catalogue": N_("the catalogue: {names:; }"),
    "cost_unknown": N_("the cost is not known"),
    "cost_class_alone": N_("of it {amount:money} for a class opened for one participant: {names:; }"),
    "cost_class_planned": N_("one more place in a class of the plan {plan}: {names:; }"),
    "day_refuted": N_("judged again for {on}, not everything is met: {rules:; }"),
    # What puts one candidate before the next, and what would swap them.
    "before_by_status": N_("is eligible for certain, the next only may be"),
    "before_by_score": N_("the score is higher by {points} points"),
    "before_by_advice": N_("equal scores; lacks less of what the standard calls penting or perlu"),
    "before_by_known": N_("equal scores; nothing of the score is open"),
    "before_by_best_case": N_("equal scores; could still reach more"),
    "before_by_part": N_("equal scores; better in {part}"),
    "before_by_nip": N_("equal in everything; the NIP decides, as an order only"),
    "swap_steps": N_("weight {steps:; }"),
    "swap_step": N_("{part} from {weight} to {to}"),
    "swap_never": N_("no weights do; the next leads in no part"),
}

# What is said of decisions.
DECISION_SENTENCES: Final[dict[str, str]] = {
    "decision_recorded": N_("Recorded as decision {number} on {vacancy}."),
    "decision_agrees": N_("It is what was recommended."),
    "decision_differs": N_("It differs from what was recommended; the reason stands beside it."),
    "decided_not_met": N_("To be looked at: {name} ({nip}) does not meet {rules}."),
    "decided_open": N_("To be looked at: whether {name} ({nip}) meets {rules} is not known."),
    "decided_elsewhere": N_("To be looked at: {name} ({nip}) was decided on for {vacancy} too, by decision {number} of {on}, which stands."),
    "decided_kedudukan_hukum": N_("To be looked at: {name} ({nip}) counts in no list, because the status {standing} is not active service."),
    "decided_pensiun": N_("To be looked at: {name} ({nip}) counts in no list, because the retirement has come."),
    "decided_akhir_kontrak": N_("To be looked at: {name} ({nip}) counts in no list, because the contract has ended."),
    "decided_gone": N_("To be looked at: {name} ({nip}) counts in no list, because the newest complete list does not name them any more."),
    "decisions_told": N_("{count} decisions stand, {superseded} were superseded. Of {compared} with a recommendation {agreed} agree with it."),
    "decisions_altered": N_("{count} decisions are no longer what was recorded, by their digest: {numbers}. What stands in their rows proves nothing and is not counted; `asn doctor` says more."),
    "decisions_none": N_("No decision has been recorded."),
    "step_decisions": N_("all decisions, and how often they agree with what was recommended"),
    "diff_told": N_("From {first} to {second}: {count} changes of {people} people; {came} came, {gone} left."),
    "diff_rules": N_("Values of {count} rules began in between: {rules}."),
    "diff_alike": N_("Standards and config.yaml are taken to be alike at both moments where no copy of the first is named."),
    "diff_posts": N_("There are many vacancies; name those to judge people to: --for CODE,…"),
    "diff_judged": N_("Judged to: {names}."),
    "what_if_told": N_("{count} scenarios; something else would be said of {people} people."),
    "step_record_decision": N_("the list that a decision is about; once decided: asn record-decision"),
}  # fmt: skip
# What is said of people and posts in the reports on formation, the index of professionalism, reviews and one person.
PEOPLE_SENTENCES: Final[dict[str, str]] = {
    "formation_unit_near": N_(
        "no list names this unit, so it is not known who is there; is {near} meant? Then write the unit so"
    ),
    "formation_unit_unknown": N_(
        "no list names this unit, so it is not known who is there: write the unit as the list of employees does"
    ),
    "agenda_guide": N_(
        "the appraisal is below what is expected: agree on what improves by {on}, a competency test follows"
    ),
    "agenda_guide_over": N_(
        "the appraisal is below what is expected, and the time to improve ended on {on}: see whether it has improved; if not, a competency test follows"
    ),
    "day_past": N_("{on} (past)"),
    "agenda_watch": N_("the appraisal fell since the year before: ask why"),
    "agenda_no_appraisal": N_("the last year has no appraisal that counts: find it"),
    "agenda_not_worked": N_("the level has not risen since the last action: choose another one"),
    "agenda_develop": N_("develop: {competencies}"),
    "objection_cell": N_(
        "If a fact here is wrong, say which one, with the cell that stands beside it: that is where the office read it."
    ),
    "objection_office": N_("Turn to: {office}"),
    "objection_no_office": N_("The agency has not said yet whom to turn to: ask the office of personnel."),
    "objection_nature": N_(
        "This page recommends and decides nothing; people decide, and what is not known counts against nobody."
    ),
    "settles_from": N_("at least {points} points of its part"),
    "entry_none": N_("no price: no plan one exchange away would take this place in"),
    "explained_lines": N_("{report}: {count} lines are about this person."),
    "explained_no_line": N_(
        "{report}: no line is about this person. Why somebody meets the requirements of a post or not: asn explain with --for and the post."
    ),
    "box_open_for": N_("the box is open because of: {parts}"),
    "raise_course": N_("{name}: {people} people"),
    "raise_already": N_("the mean is there for certain already; nothing has to be spent"),
    "raise_enough": N_("these courses are the cheapest that reach the target for certain"),
    "raise_short": N_(
        "the courses of the catalogue do not reach the target; these gain the most, at the least cost"
    ),
    "unpriced_no_course": N_("no course of the catalogue gives it"),
    "unpriced_degree": N_("a higher degree: what it costs stands in no list"),
    "unpriced_performance": N_("a better predikat cannot be bought"),
    "formation_again": N_("an earlier line is about the same post of the same unit; take one of them away"),
}

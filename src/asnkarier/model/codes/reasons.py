"""Why a finding is what it is, where its figures alone do not say it; why a participation tells nothing of a course, and a gap waits or stays open."""

from typing import Final

from asnkarier.model.messages import N_

NOT_IN_FORCE: Final = "rule_not_in_force"
# The codes are stable; reports print the sentences.
REASONS: Final[dict[str, str]] = {
    "": "",
    "data_missing": N_("the data are missing"),
    "field_unlisted": N_(
        "the table of fields of study does not say whether this is one of them; people judge, or the agency adds it to the table (referensi/rumpun_ilmu)"
    ),
    "declared_complete": N_("the register is declared complete, so a blank means none"),
    "derived_from_nip": N_("the birth date is read from the NIP, because the column is empty"),
    "age_extendable": N_("the retirement age of this post may be extended by decision"),
    "age_kept": N_(
        "holders of functional posts may have kept a former retirement age, which is not recorded"
    ),
    "birth_date_contradiction": N_("the birth date and the NIP disagree, and the disagreement matters"),
    "appraisal_missing": N_("no appraisal is recorded for one of the years"),
    "appraisal_incomplete": N_("an appraisal lacks the element that decides"),
    "appraisal_contradiction": N_("the predikat contradicts its own elements; correct the appraisal"),
    "hukuman_end_missing": N_("a hukuman disiplin is recorded without the day it ends"),
    "hukuman_cleared": N_("a complete list no longer tells the hukuman disiplin; an empty cell ends none"),
    "hukuman_contradiction": N_("never punished, yet an end date is recorded; correct the data"),
    "history_missing": N_("the posts held before the first one recorded are not known"),
    "history_contradiction": N_("the current post and the history of posts disagree; correct the data"),
    "dates_contradict": N_(
        "a post begins before the TMT CPNS or the appointment in the NIP: the dates contradict each other; correct the wrong one"
    ),
    "tmt_missing": N_("the day on which the current post began is not recorded"),
    "sampai_wrong": N_("a post is recorded as ending before it began; correct the data"),
    "class_missing": N_("the kelas jabatan of a functional post is missing"),
    "comparison_class_missing": N_(
        "the kelas jabatan of the posts that a functional post is compared with is missing"
    ),
    "kelompok_unclear": N_(
        "the kelompok of a post cannot be told from its jenis jabatan, eselon and jenjang"
    ),
    "eselon_unknown": N_("the eselon of the post is not known, and it decides"),
    "standard_missing": N_("the post has no job standard"),
    "assessment_missing": N_("competencies that are not yet assessed decide the outcome"),
    "training_missing": N_("no training at all is recorded for this person"),
    "credit_points_missing": N_("no credit points are recorded for this person"),
    "credit_points_open": N_(
        "what is recorded of the credit points, or which figure the functional post asks, leaves it open"
    ),
    "test_missing": N_("no competency test for this jenjang is recorded for this person"),
    "test_lapsed": N_("the pass is no longer valid on that day"),
    "rows_set_aside": N_(
        "rows or words of lists that an import could not read may say something else; mend them and import them"
    ),
    "training_unsure": N_(
        "the register of trainings is not declared complete, so that there was none is not known"
    ),
    "rank_unknown": N_("the value is not in the reference list"),
    "rule_not_in_force": N_("a rule that decides was not in force on that day"),
    "human_judgement": N_("a person must judge this"),
}
# Why somebody who took a course tells nothing of it.
COURSE_USES: Final[dict[str, str]] = {
    "no_colleague": N_("no comparable colleagues"),
    "other_course": N_("another course in between"),
    "no_after": N_("not assessed after it"),
    "no_before": N_("not assessed before it"),
    "not_over": N_("not over yet"),
    "undated": N_("no usable dates"),
    "not_in_catalogue": N_("not in the catalogue"),
}
# Why a gap waits in the training plan, or no course closes it.
GAP_REASONS: Final[dict[str, str]] = {
    # why a gap waits in the training plan
    "batch": N_("too few people for a class"),
    "hours": N_("hours used up"),
    "max_courses": N_("enough courses for one person"),
    "seats": N_("no seats left"),
    "budget": N_("budget too small"),
    "better_elsewhere": N_("the money closes more elsewhere"),
    # why no course closes a gap
    "no_course": N_("no course in the catalogue"),
    "level_akhir": N_("no course leads above the level held"),
    "level_awal": N_("every course starts above the level held"),
    "no_effect": N_("after what courses did so far it raises no level"),
    "no_class": N_("the course has no class or no seat"),
    "course_over": N_("the course is over"),
    "outside_plan": N_("the day of the course lies outside the plan"),
    "not_repeated": N_("the course was taken lately"),
    "prasyarat": N_("a prerequisite was not taken"),
    "jp_unknown": N_("the hours of the course are not known"),
    "not_admitted": N_("the person does not meet the conditions of the course"),
    "jp_limit": N_("the course has more hours than the year leaves to the person"),
    "jp_open": N_("the year leaves enough hours only if a training of unknown result was not followed"),
    "below_required": N_("no course leads to the required level"),
    "out_of_reach": N_("the courses start above the levels that can be reached"),
}
# What is asked about a training, and when.
PHASES: Final[dict[str, str]] = {
    "reaksi": N_("what participants thought (level 1)"),
    "ujian_awal": N_("test before (level 2)"),
    "ujian_akhir": N_("test after (level 2)"),
    "perilaku": N_("what the superior saw (level 3)"),
    "reported": N_("reported"),
    "training_surveys": N_("answers about trainings"),
    "mentoring_pairs": N_("pairs of mentor and mentee"),
}
# What became of a pair of mentor and mentee, and what the cover counts of pairs.
PAIR_OUTCOMES: Final[dict[str, str]] = {
    "level_rose": N_("level rose"),
    "level_same": N_("level as before"),
    "level_fell": N_("level fell"),
    "follow_up_due": N_("follow-up due"),
    "pair_running": N_("pair still runs"),
    "no_competency": N_("no competency stated"),
    "pairs": N_("pairs of mentor and mentee"),
    "last_pairs": N_("pairs of last time"),
}

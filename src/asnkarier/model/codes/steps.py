"""What is to be done next about what a report leaves open or empty: code -> sentence with `{blanks}` for the facts."""

from typing import Final

from asnkarier.model.messages import N_

STEP_SENTENCES: Final[dict[str, str]] = {
    "step_inbox": N_("{count} files in {folder} have not been imported yet"),
    "step_appraisal": N_(
        "{people} of {of} people have no appraisal of {year}: bring the e-Kinerja recap of that year"
    ),
    "step_assess": N_(
        "{people} of {of} people are not assessed in everything that decides: bring the recap of the assessment centre"
    ),
    "step_field": N_("of {people} of {of} people {field} is not known: fill in that column"),
    "step_hukuman": N_(
        "of {people} of {of} people nothing says whether they were punished: fill in the column hukuman disiplin; once the "
        "list of punishments is known to be complete, write complete_registers: [hukuman_disiplin] into config.yaml"
    ),
    "step_correct": N_(
        "of {people} of {of} people {field} cannot be used as it is: this list names the cells to correct"
    ),
    "step_register": N_("of {people} of {of} people the register {register} lacks what decides: bring it"),
    "step_standard": N_("{people} of {of} people hold a post without a job standard: write those standards"),
    "step_default_standard": N_(
        "{people} of {of} people are judged by the default of their class: write the standards of their posts"
    ),
    "step_compare_since": N_(
        "the earlier day lies before the rules of the boxes: compare with {day}, their first day"
    ),
    "step_courses": N_("{count} competencies have gaps that no course of the catalogue closes: add courses"),
    "step_course_days": N_(
        "{count} competencies are taught only on days outside the plan: correct the days, or plan the year in which they lie (--from-year)"
    ),
    "step_courses_over": N_(
        "{count} competencies have gaps that only courses that are over would close: correct their days in the catalogue, or add courses to come"
    ),
    "step_course_classes": N_(
        "{count} competencies are taught only by courses without a class or seat: correct the numbers in the catalogue"
    ),
    "step_surveys": N_(
        "No answers about trainings are known, so nothing is said of levels 1 to 3: bring them"
    ),
    "step_assess_twice": N_(
        "{count} of {of} participations lack an assessment before or after the course: bring earlier and later recaps of the "
        "assessment centre, each with the day of the assessment"
    ),
    "step_course_names": N_(
        "{count} trainings bear a name that no course of the catalogue bears: add them with the competency that they serve"
    ),
    "step_course_plan": N_(
        "of {count} courses of the plan the catalogue does not say who gives them, when, or by which jalur: fill that in"
    ),
    "step_survey": N_("nobody has said yet which levels posts need: have the form filled in, and import it"),
    "step_more_answers": N_("{count} competencies have too few answers: ask more people who know the posts"),
    "step_talk_over": N_(
        "{count} competencies are to be talked over: the list with medians of each role and remarks"
    ),
    "step_propose": N_(
        "{count} levels would change: the proposed standards, and who turns from met to gap and back"
    ),
    "step_more_uncovered": N_("{count} more gaps would be closed by no course of the catalogue: add courses"),
    "step_adopt": N_("to adopt them, put the files into the folder of the standards"),
    "step_needs_budget": N_("what a year's budget closes of it"),
    "step_budget": N_("with money for everything that is postponed the plan would be"),
    "step_prerequisites": N_(
        "{count} people lack what {number} courses presuppose, which the catalogue teaches too: it can come first in a plan of two years, or of "
        "several periods a year (training.plan.periods in config.yaml)"
    ),
    "step_keep_plan": N_("no plan is kept yet to compare with: keep one"),
    "step_holidays": N_(
        "no list of holidays is known of {year}: write the decision of it into regulations/referensi/hari_libur.yaml of the workspace; the shipped list shows how"
    ),
    "step_year": N_("classes that find no days this year, in the next one: {count}"),
    "step_plan_year": N_("places of the plan that wait for {year}: {count}"),
    "step_window": N_(
        "classes that find no days in the months of the catalogue: {count}; name more months there, or divide the classes"
    ),
    "step_mentors": N_("colleagues who could be mentors for these gaps"),
    "step_record": N_(
        "places of the plan that are overdue: {count}; bring the list of trainings that were held since"
    ),
    "step_unclear": N_(
        "trainings of which no list says how they ended: {count}; have the word corrected and bring the list again"
    ),
    "step_assess_since": N_(
        "lines of the plan that were attended and not assessed since: {count}; bring the recap of the assessment centre"
    ),
    "step_vacancies": N_("no vacancy is known yet: bring the list of posts to fill"),
    "step_formation": N_(
        "how many people posts need is not known yet: bring the peta jabatan or the result of the ABK"
    ),
    "step_vacancy_class": N_(
        "{count} vacancies cannot be judged, as nothing says which class they belong to"
    ),
    "step_everybody": N_("nobody meets every requirement for {jabatan}: how far everybody is from it"),
    "step_shortlist": N_("who may be promoted to {jabatan}"),
    "step_import": N_("nothing has been imported yet"),
    "fact_appraisal": N_("appraisals of {year}"),
    "fact_assess": N_("assessments"),
    "fact_standard": N_("job standards"),
    "fact_register": N_("register: {register}"),
    "fact_field": "{field}",
    "fact_correct": N_("{field} corrected"),
}

# What is wrong with a line of the catalogue, a request or a wish when a plan is made, with the place beside it.
PLANNING_SENTENCES: Final[dict[str, str]] = {
    "course_presupposed": N_("a later course of the plan presupposes it"),
    "course_competency": N_(
        "{name} is no competency that is known here: that part of the cell is left out; correct the name"
    ),
    "course_seats": N_(
        "a class has {seats} seats and needs {least} participants: no class can run; correct one of the two"
    ),
    "course_levels": N_(
        "the course starts at level {low} and ends at {high}: it raises nobody; correct one of the two"
    ),
    "course_outside": N_(
        "the course is held on {day}, outside the plan ({start} to {end}): it is left out; give it a day within, or none"
    ),
    "course_window_outside": N_(
        "the course is held from {first} to {last}, outside the plan ({start} to {end}): it is left out; give it days within, or none"
    ),
    "plan_must_window": N_(
        "{name} has to run, but is held from {first} to {last}, outside the plan ({start} to {end}): the wish is left out; give it days within, or none"
    ),
    "course_fund": N_(
        "the fund {fund} has no amount in training.plan.funds: the course is paid by the budget alone; add the fund"
    ),
    "course_fund_unpaid": N_(
        "the fund {fund} has no amount in training.plan.funds and there is no budget: nobody pays the course, nobody is sent; add the fund, or a budget"
    ),
    "course_unpaid": N_(
        "the course names no fund and there is no budget: nobody pays it, nobody is sent; name its fund in the catalogue, or give a budget"
    ),
    "plan_unit": N_("nobody works in the unit {name}: its budget changes nothing; correct the name"),
    "dating_hours": N_("write the hours (JP) of the course in the catalogue"),
    "dating_days": N_("give the course other days in the catalogue, or plan the year in which they lie"),
    "dating_before": N_("make days for the course that comes before it"),
    "dating_people": N_("send people who are still in service by then"),
    "dating_share": N_(
        "more classes of fewer people of one unit, another year, or a larger share away (config.yaml: calendar.most_away)"
    ),
    "plan_course": N_(
        "{count} places of the plan that are still to be taken are of the course {name}, which the catalogue does not hold: they get no days; correct the code, or add the course"
    ),
    "plan_must_run": N_(
        "the catalogue has no course {name}, which is to run: the wish is left out; correct the code"
    ),
    "plan_fund": N_(
        "no course names the fund {name}: its amount changes nothing; correct the name, or name the fund in the catalogue"
    ),
    "plan_must_idle": N_(
        "nobody gains from {name}: it narrows no gap of anybody who may attend it in these years; the wish is left out; correct the code or take it away"
    ),
    "plan_must_outside": N_(
        "{name} has to run, but is held on {day}, outside the plan ({start} to {end}): the wish is left out; give it a day within, or none"
    ),
    "plan_nothing_yields": N_(
        "no limit was found that would have to give way: look at the days, admission and prerequisites of the courses"
    ),
    "plan_too_large_to_say": N_(
        "the plan is too large to search for the limits that would have to give way: ask for fewer courses that have to run, or raise the budget"
    ),
    "plan_must_not_found": N_(
        "no plan was found in which every course runs that has to, but it is not proven that there is none: the plan is made without these courses; ask for fewer, or raise the budget"
    ),
    "plan_must_not": N_(
        "not everything that is asked can be had together: the plan is made without the courses that have to run"
    ),
    "plan_impossible_most": N_(
        "no plan can reach the target ({share} %), which is proven: the most that can be closed is {most} %, and this plan closes it"
    ),
    "plan_impossible": N_(
        "no plan can reach the target ({share} %), which is proven: none closes more than {most} %; this plan closes {closed} %"
    ),
    "plan_not_found": N_(
        "no plan was found that reaches the target ({share} %), but it is not proven that there is none: none closes more than {most} %; this plan closes {closed} %"
    ),
    "course_reversed": N_(
        "the course ends on {end}, before it begins on {start}: neither day is known, and nobody is planned for it; correct them"
    ),
    "request_course": N_(
        "the catalogue has no course {name}: the request is not compared; correct its name or code"
    ),
    "request_disagrees": N_(
        "{count} requests say the code {kode} and the name {name}, which are of two courses: which is meant is not known, and they are not compared; correct one of the two"
    ),
    "request_several": N_(
        "{count} requests name {name}, and the catalogue has several courses of that name ({kodes}): which is meant is not known, and they are not compared; say its code"
    ),
    "request_left": N_(
        "{count} requests are of people who left (no longer listed, retired, contract over or not in active service), and are not compared"
    ),
    "request_unlisted": N_(
        "{count} requests are of a NIP that no list of employees holds, and are not compared: correct the NIP, or import the list"
    ),
    "request_after": N_(
        "{count} requests are for {year}, a year after this plan, and are not compared: --years plans further ahead, --from-year plans that year"
    ),
    "request_not_held": N_(
        "{count} requests are for {year}, in which the catalogue does not hold this course, and are not compared: ask for a year in which it is held"
    ),
    "request_seats": N_(
        "{count} places are asked for and all classes together have {seats}: from this request on there is no seat"
    ),
}
# Until when somebody proposed could serve in the post.
SERVICE_SENTENCES: Final[dict[str, str]] = {
    "service_short": N_(
        "out of service in this post on {on}: less than {least}, the time that the agency's policy asks for"
    ),
    "service_may_be_short": N_(
        "may be out of service in this post on {on}, less than {least}: facts allow several days"
    ),
    "service_unknown": N_("it is not known how long the service in this post could last"),
    "stands_lower": N_(
        "a step down: {held} is equal to {equal}, which stands above this post ({citation}); no kelas jabatan says otherwise"
    ),
    "stands_equal": N_(
        "no rise: {held} is equal to {equal}, the class of this post ({citation}); no kelas jabatan says otherwise"
    ),
}
# What is said of jobs that ran.
RUN_SENTENCES: Final[dict[str, str]] = {
    "runs_told": N_("{count} runs were recorded."),
    "audit_sound": N_(
        "Every import, event and report that was recorded is as it was written and follows the one before it."
    ),
    "runs_none": N_("No run has been recorded: a job runs with asn run, or by a timer (asn schedule)."),
    "status_good": N_("The last run of every job went well."),
    "status_bad": N_("To be looked at: {names}"),
    "status_broken": N_(
        "The last run began and did not come to its end: {names}. It was stopped, or could not write its files; `asn run` does what is left, and `asn.log` tells how far it came."
    ),
    "status_never": N_("Never run: {names}"),
    "status_no_jobs": N_("config.yaml has no jobs."),
}

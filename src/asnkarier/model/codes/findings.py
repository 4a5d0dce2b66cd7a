"""What findings, verdicts and plans say: code -> sentence with `{blanks}` for the facts.

A blank without a sign shows its fact by its kind: a day, a span, a figure, the label of a code. After a colon:
`percent` two decimals, `money` whole rupiah; a joint (`/` or `; `) for a list. A sentence of signs and the law's nouns only has no mark: it is
the same in every language.
"""

from typing import Final

from asnkarier.model.messages import N_

# What was found.
OBSERVED: Final[dict[str, str]] = {
    "nothing_recorded": "—",
    "recorded": "{value}",
    "together": "{parts}",
    "age": "{age}",
    "service": "{service}",
    "appraisal": "{tahun}: {predikat}",
    "appraisal_elements": "{tahun}: {predikat} (hasil kerja {hasil_kerja}; perilaku kerja {perilaku_kerja})",
    "hukuman_until": N_("{tingkat}, until {selesai}"),
    "hukuman_was": N_("empty in a complete list, before: {tingkat}"),
    "hukuman_declared": N_("blank; the register is declared complete, so never"),
    "match": "{jpm:percent}",
    "match_range": "{low:percent}–{high:percent}",
    "from_to": "{low}–{high}",
    "rupiah": "{amount:money}",
    "credit_points": N_("{points} credit points"),
    "credit_points_least": N_("at least {least} credit points"),
    "credit_points_range": N_("{low} to {high} credit points"),
    "test_was": "{hasil}, {tanggal}",
    "move_one_class": N_("one of the two posts is {kelompok}; the class of the other one is not known"),
    "move_of_class": "{below} → {above}",
    "move_of_kelas": "{below}, kelas jabatan {low} → {above}, kelas jabatan {high}",
    "trainings_held": N_("{held} of {wanted} trainings"),
    "trainings_held_whole": N_(
        "{held} of {wanted} trainings; rows of this person in the list: {rows}, taken to be all"
    ),
    "trainings_not_among": N_("not recorded; rows of this person in the list: {rows}, taken to be all"),
}
# What was asked for.
REQUIRED: Final[dict[str, str]] = {
    "nothing_required": "—",
    "rule_unknown": N_("not known for that day"),
    "one_of": "{values}",
    "at_least": N_("at least {value}"),
    "at_most": N_("at most {value}"),
    "at_least_by_eselon": N_("at least {low} or {high}, by the eselon of the post"),
    "age_at_most": "≤ {most}",
    "age_below": "< {limit}",
    "age_below_extendable": N_("< {limit}, or < {latest} where it is extended"),
    "service_at_least": N_("≥ {least} as {kelompok:/}"),
    "service_or_equal_class": N_("≥ {least} as {kelompok:/} or in a JF of the same kelas jabatan"),
    "years_in_post": N_("{least} to {most} in the post"),
    "years_in_post_extendable": N_(
        "{least} to {most} in the post; at most {longest}, unless extended on performance, competency and need"
    ),
    "career_horizontal": N_("horizontal: an equal post"),
    "career_vertical": N_("vertical: a higher post of the same group (JA, JF, JPT)"),
    "career_diagonal": N_("diagonal: a higher post of another group (JA, JF, JPT)"),
    "career_pattern": N_(
        "horizontal: an equal post; vertical: a higher one of the same group (JA, JF, JPT); diagonal: a higher one of another group"
    ),
    "jenjang_below": "{jabatan}: {kelompok:/}",
    "kinerja_at_least": N_("at least {predikat}, each element at least {unsur}, {first}–{last}"),
    "predikat_at_least": N_("predikat at least {predikat}, {first}–{last}"),
    "hukuman_none_served": N_("no hukuman disiplin being served"),
    "hukuman_none_since": N_("no hukuman disiplin {tingkat:/} in the last {years}"),
    "match_category": "{kategori}",
    "match_category_least": "{kategori} (≥ {least})",
    "credit_wanted": N_("at least {least} credit points"),
    "credit_wanted_range": N_(
        "at least {least} credit points, {other} where the functional post begins at a higher golongan"
    ),
    "test_wanted": N_("a valid pass for {jenjang}"),
    "trainings_unwanted": N_("none of: {names:; }"),
    "trainings_wanted": "{names:; }",
    "statement": "{text}",
}
# Why a verdict, a plan or a figure is as it is.
EXPLAINED: Final[dict[str, str]] = {
    "match_sum": "100 × {counted} / {required} = {jpm:percent}",
    "level_change": "+{levels}: {steps}",
    "level_step": "{kompetensi} {level} → {to}",
    "gate_change": "{rule}: {observed} → {required}",
    "placed_people_decide": N_(
        "{route}; rank {rank} of {candidates} who meet what the data decide; people judge the rest: {rules}; field of study: {field}"
    ),
    "placed_among": N_(
        "{route}; rank {rank} of {candidates} who meet what the data decide; field of study: {field}"
    ),
    "placed": N_("{route}; rank {rank} of {candidates} eligible by the data; field of study: {field}"),
    "standing": N_("eligible {eligible}; one requirement short {short}; open for lack of data {open}"),
    "class_or_choice_wanted": N_(
        "say in config.yaml what kind of regional government this is, or write a standard for {jabatan} in standards/ with its `kelompok`"
    ),
    "class_wanted": N_("write a standard for {jabatan} in standards/ with its `kelompok`"),
    "rules_wanted": N_(
        "add a rule set for class {kelompok} to your regulations folder, see `asn rules list`"
    ),
    "mentors_best": N_(
        "A mentor stands at least {lead} levels above what the mentee's post asks for, is not the direct superior as far as appraisals, units and eselon tell, and is in service until {follow_up}. No other pairs are worth more together."
    ),
    "mentors_nearly": N_(
        "A mentor stands at least {lead} levels above what the mentee's post asks for, is not the direct superior as far as appraisals, units and eselon tell, and is in service until {follow_up}. Pairs were matched some after the others; no pairs can exceed the bound."
    ),
    "mentor_of_level": N_("stands at least {lead} levels above what the post asks for"),
    "mentor_of_unit": N_("stands at least {lead} levels above what the post asks for; same unit"),
    "mentor_of_field": N_("stands at least {lead} levels above what the post asks for; same position"),
    "mentor_of_unit_and_field": N_(
        "stands at least {lead} levels above what the post asks for; same unit and position"
    ),
    "course_effect": N_("{effect}: {level_from} → {level_to} (standard {required}); weight {weight}"),
}
# With how many credit points somebody comes into a functional post.
STARTING: Final[dict[str, str]] = {
    "credit_start": N_(
        "{points} credit points by the table for {golongan}, outside the range of the jenjang"
    ),
    "credit_start_either": N_(
        "{points} credit points by the table for {golongan}, above the range of the jenjang; {other} where the post begins at a higher golongan"
    ),
    "credit_start_basic": N_(
        "{points} basic credit points for {golongan}, and the conversion of the predikat in that golongan, which is not computed"
    ),
    "credit_start_basic_unread": N_(
        "not known: the basic credit points for {golongan} were not read; the conversion of the predikat in that golongan comes to them"
    ),
    "credit_start_outside_unread": N_(
        "not known: {golongan} is outside the range of {kelompok}, and no row of the table that was read fits"
    ),
    "credit_start_first_unread": N_(
        "not known: for a first appointment with {golongan} no figure was read; the table is for a rank above the range"
    ),
    "credit_start_no_golongan": N_("not known: no golongan ruang of PNS is recorded"),
    "credit_start_unruled": N_("not known for that day"),
    "credit_start_anew": N_("counted anew; what is left over is not carried on"),
}
# By which way into a functional post somebody is judged, and why by that one.
BY_WAY: Final[dict[str, str]] = {
    "way_rise": N_("{way}: holds this functional post one jenjang below"),
    "way_across": N_("{way}: holds a functional post of skill"),
    "way_transfer": N_("{way}: holds another post"),
    "way_transfer_or_first": N_(
        "{way}: holds another post; a first appointment only where people find that this person was taken into service for this post"
    ),
    "way_first": N_("{way}: the status does not allow a transfer, and the post of pelaksana is still held"),
    "way_unclear": N_("{way}: the class of the post held is not known; what is not known of it stays open"),
    "way_none": N_("no way that the loaded law knows leads here from the post held"),
}
# Where somebody stands among equal scores by what the standard asks for without excluding anybody.
ADVISED: Final[dict[str, str]] = {
    "advised_short": N_("{rules:; } not met: behind equal scores that meet it"),
    "advised_open": N_("{rules:; } not known: behind equal scores that meet it, until it is found out"),
    "advised_short_and_open": N_(
        "{rules:; } not met and {others:; } not known: behind equal scores that meet them"
    ),
}
# What to find out first, and how.
TO_FIND_OUT: Final[dict[str, str]] = {
    "find_assess": N_("competency assessment"),
    "how_assess": N_("assess, then import the recap"),
    "find_appraisal": N_("appraisal of {tahun}"),
    "how_appraisal": N_("import the e-Kinerja recap of {tahun}"),
    "find_register": N_("register: {register}"),
    "how_register": N_("import it, then say in config.yaml that it is complete"),
    "find_standard": N_("job standard of {jabatan}"),
    "how_standard": N_("write a standard for {jabatan} in standards/"),
    "find_field": N_("{field}, not filled in"),
    "how_field": N_("fill in {field} and import the list again"),
    "find_correct": N_("{field}, wrong or in contradiction"),
    "how_correct": N_("correct {field} and import the list again"),
    "find_study": N_("field of study, in no table of fields"),
    "how_study": N_(
        "write the programme as the diploma does, or add it to the table of fields (referensi/rumpun_ilmu)"
    ),
}
FINDING_SENTENCES: Final = OBSERVED | REQUIRED | EXPLAINED | STARTING | BY_WAY | ADVISED | TO_FIND_OUT
# What an examination of fairness found.
FAIRNESS_SENTENCES: Final[dict[str, str]] = {
    "fair_of_training": N_(
        "Selected is who has a course in the plan: {count} of {people} people who count; {of} of them have a gap."
    ),
    "fair_of_shortlist": N_(
        "Selected is who stands among the first names of a list, though some facts may still be open: {count} of {people} people who count; for {of} of them a post would be a promotion."
    ),
    "fair_of_talent": N_(
        "Selected is who is, or may be, in a succession pool: {count} of {people} people who count; {of} of them have a certain talent box."
    ),
    "fair_of_boxes": N_(
        "Selected is whose certain talent box leads into a succession pool, as needs.critical in config.yaml names no post with a pool of its own: {count} of {people} people who count; {of} of them have a certain talent box."
    ),
    "fair_of_reward": N_(
        "Selected is who is to be rewarded by the appraisals: {count} of {people} people who count; of {of} of them the predikat of every year that the rule looks at is known."
    ),
    "fair_found": N_(
        "Groups, {part}: {count} with a difference, {open} without a sign of one, {short} with too few people to tell."
    ),
    "fair_raters": N_(
        "Appraisals of {year}: {count} raters differ from others of comparable people, {open} show no sign of it, {short} rated too few people to tell."
    ),
    "fair_raters_none": N_("No rater can be compared: see who is left out, and why."),
    "fair_nothing": N_("Groups, {part}: nothing can be compared."),
}

"""What the codes of machine output are called when people read them, and the tone in which they are shown."""

from dataclasses import dataclass
from typing import Final

from asnkarier.language import _
from asnkarier.model.codes.reasons import COURSE_USES, GAP_REASONS, PAIR_OUTCOMES, PHASES, REASONS
from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.cover import COVER_WORDS
from asnkarier.reports.shown.words.decisions import DECISION_WORDS
from asnkarier.reports.shown.words.fairness import FAIRNESS_WORDS
from asnkarier.reports.shown.words.people import PEOPLE_WORDS
from asnkarier.reports.shown.words.placement import PLACEMENT_WORDS
from asnkarier.reports.shown.words.plan_work import PLAN_WORDS
from asnkarier.reports.shown.words.plan_work import Tone as Tone  # noqa: PLC0414 - the tones of every label
from asnkarier.reports.shown.words.runs import RUN_WORDS
from asnkarier.reports.shown.words.shortlist import SHORTLIST_WORDS
from asnkarier.reports.shown.words.standards import STANDARD_LABELS
from asnkarier.reports.shown.words.talent import TALENT_WORDS


@dataclass(frozen=True, slots=True)
class Label:
    """The words for a code (an English msgid) and its tone; colour never carries a meaning that the words lack."""

    text: str
    tone: Tone = "plain"


# Official names of the law stay as they are; both catalogues may still say them in another way.
LABELS: Final[dict[str, Label]] = {
    # gap items
    "met": Label(N_("met"), "good"),
    "gap": Label(N_("below standard"), "bad"),
    "surplus": Label(N_("above standard"), "extra"),
    "unassessed": Label(N_("not assessed"), "muted"),
    # candidates
    "eligible": Label(N_("eligible by the data"), "good"),
    "one_gate_short": Label(N_("one requirement short"), "fair"),
    "ineligible": Label(N_("not eligible"), "bad"),
    # findings
    "not_met": Label(N_("not met"), "bad"),
    "unknown": Label(N_("no data"), "muted"),
    "not_shown": Label(N_("not shown"), "muted"),
    "repealed": Label(N_("repealed"), "muted"),
    "manual": Label(N_("for people to assess"), "fair"),
    # categories of job-person match
    "MS": Label(N_("Memenuhi Syarat"), "good"),
    "MMS": Label(N_("Masih Memenuhi Syarat"), "fair"),
    "KMS": Label(N_("Kurang Memenuhi Syarat"), "bad"),
    "O": Label(N_("Optimal"), "good"),
    "CO": Label(N_("Cukup Optimal"), "fair"),
    "KO": Label(N_("Kurang Optimal"), "bad"),
    "belum_dapat_dinilai": Label(N_("cannot be judged yet"), "muted"),
    # performance and potential
    "di_atas": Label(N_("above expectation"), "good"),
    "sesuai": Label(N_("as expected"), "plain"),
    "di_bawah": Label(N_("below expectation"), "bad"),
    "tinggi": Label(N_("high"), "good"),
    "menengah": Label(N_("medium"), "plain"),
    "rendah": Label(N_("low"), "bad"),
    "sangat_baik": Label(N_("Sangat Baik"), "good"),
    "baik": Label(N_("Baik"), "good"),
    "butuh_perbaikan": Label(N_("Butuh Perbaikan"), "fair"),
    "kurang": Label(N_("Kurang"), "bad"),
    "sangat_kurang": Label(N_("Sangat Kurang"), "bad"),
    # what is to be filled in and is no field of the person
    "kelas_pembanding": Label(N_("kelas jabatan of the posts compared with")),
    # why a gap has no mentor
    "no_level_high_enough": Label(N_("nobody stands high enough"), "bad"),
    "only_the_superior": Label(N_("only the direct superior"), "fair"),
    "mentors_are_full": Label(N_("every mentor is full"), "fair"),
    "mentor_for_another_gap": Label(N_("has a mentor for another gap"), "muted"),
    # switches of config.yaml
    "jpm.category_set": Label(N_("set of JPM categories")),
    "assessment.valid_years": Label(N_("years that an assessment counts")),
    # groups of competencies
    "manajerial": Label(N_("managerial")),
    "sosial_kultural": Label(N_("socio-cultural")),
    "teknis": Label(N_("technical")),
    "potensi": Label(N_("potential")),
    # parts of a score
    "kompetensi": Label(N_("competency")),
    "kinerja": Label(N_("performance")),
    "kualifikasi": Label(N_("qualification")),
    "pengalaman": Label(N_("experience")),
    "pengembangan": Label(N_("development")),
    "integritas": Label(N_("integrity")),
    "krs": Label(N_("place in the succession pool")),
    # groups of positions
    "jpt_utama": Label(N_("JPT Utama")),
    "jpt_madya": Label(N_("JPT Madya")),
    "jpt_pratama": Label(N_("JPT Pratama")),
    "administrator": Label(N_("Administrator")),
    "pengawas": Label(N_("Pengawas")),
    "pelaksana": Label(N_("Pelaksana")),
    "jf_ahli_utama": Label(N_("JF Ahli Utama")),
    "jf_ahli_madya": Label(N_("JF Ahli Madya")),
    "jf_ahli_muda": Label(N_("JF Ahli Muda")),
    "jf_ahli_pertama": Label(N_("JF Ahli Pertama")),
    "jf_penyelia": Label(N_("JF Penyelia")),
    "jf_mahir": Label(N_("JF Mahir")),
    "jf_terampil": Label(N_("JF Terampil")),
    "jf_pemula": Label(N_("JF Pemula")),
    "struktural": Label(N_("structural")),
    "fungsional": Label(N_("functional")),
    # discipline
    "tidak_pernah": Label(N_("never"), "good"),
    "ringan": Label(N_("light"), "fair"),
    "sedang": Label(N_("moderate"), "bad"),
    "berat": Label(N_("severe"), "bad"),
    # sources of the law
    "primer": Label(N_("primary source")),
    "sekunder": Label(N_("secondary source"), "fair"),
    "kebijakan": Label(N_("policy, not law"), "fair"),
    # on the way to the next jenjang
    "siap": Label(N_("ready"), "good"),
    "perlu_ujikom": Label(N_("needs the competency test"), "bad"),
    "ak_kurang": Label(N_("too few credit points"), "bad"),
    "formasi_penuh": Label(N_("no place in the formation"), "bad"),
    "predikat_belum": Label(N_("appraisals not reached"), "bad"),
    "syarat_lain": Label(N_("another requirement not met"), "bad"),
    "belum_pasti": Label(N_("open for lack of data"), "muted"),
    # by which route somebody comes into a functional post
    "kenaikan_jenjang": Label(N_("rise in jenjang")),
    "keterampilan_ke_keahlian": Label(N_("from skill to expertise")),
    "mutasi": Label(N_("move to the same post elsewhere")),
    "perpindahan": Label(N_("transfer from another post")),
    "pengangkatan_pertama": Label(N_("first appointment")),
    "people_decide": Label(N_("data met, people judge the rest"), "fair"),
    # how well a value of the law is supported
    "C2": Label(N_("read in the original, or two sources agree"), "good"),
    "C1": Label(N_("one source")),
    "X": Label(N_("sources differ"), "fair"),
    "M": Label(N_("not certain"), "fair"),
    # rules on the day that is asked about
    "parameter": Label(N_("parameter")),
    "criterion": Label(N_("criterion")),
    "in_force": Label(N_("in force"), "good"),
    "past": Label(N_("no longer in force"), "muted"),
    "future": Label(N_("not yet in force"), "muted"),
    "off": Label(N_("not used"), "muted"),
    # how a plan was found
    "exact": Label(N_("exact, proven best")),
    "exact_limited": Label(N_("exact search, stopped at its limit; the bound holds")),
    "sought": Label(N_("looked for at this budget")),
    "filled_in": Label(N_("made from the plans of the budgets beside it")),
    "lagrangian": Label(N_("Lagrangian relaxation; the bound holds")),
    # what a course does for somebody
    "closes_gap": Label(N_("closes the gap"), "good"),
    "narrows_gap": Label(N_("narrows the gap"), "fair"),
    "closes_critical_gap": Label(N_("closes a critical gap"), "good"),
    "narrows_critical_gap": Label(N_("narrows a critical gap"), "fair"),
    # kinds of input files
    "employees": Label(N_("employees")),
    "units": Label(N_("units")),
    "positions": Label(N_("position history")),
    "appraisals": Label(N_("appraisals")),
    "assessments": Label(N_("assessments")),
    "assessment_results": Label(N_("results of assessments")),
    "trainings": Label(N_("training history")),
    "training_plan": Label(N_("kept training plan")),
    "courses": Label(N_("course catalogue")),
    "credit_points": Label(N_("credit points")),
    "competency_tests": Label(N_("competency tests")),
    "lulus": Label(N_("passed"), "good"),
    "tidak_lulus": Label(N_("not passed"), "bad"),
    "vacancies": Label(N_("vacancies")),
    # weight of a finding about the data
    "error": Label(N_("error"), "bad"),
    "warning": Label(N_("warning"), "fair"),
    "note": Label(N_("note"), "muted"),
    # what a check-up found, and what a batch did
    "ok": Label(N_("in order"), "good"),
    "fault": Label(N_("fault"), "bad"),
    "import": Label(N_("import")),
    "undo": Label(N_("taking back")),
    # what an import does to standards
    "new": Label(N_("new"), "good"),
    "changed": Label(N_("changed"), "fair"),
    # facts that contradict each other
    "NAMA-BEDA": Label(N_("two names under one NIP"), "bad"),
    "TMT-SEBELUM-LAHIR": Label(N_("a TMT before the birth"), "bad"),
    "TMT-SEBELUM-CPNS": Label(N_("a TMT before the TMT CPNS"), "bad"),
    "TMT-SETELAH-SAMPAI": Label(N_("a post that ends before it begins"), "bad"),
    "JABATAN-RIWAYAT-BEDA": Label(N_("post held and history disagree"), "bad"),
    "JABATAN-SELESAI": Label(N_("post held has ended in the history"), "bad"),
    "GOLONGAN-STATUS": Label(N_("golongan does not fit the status"), "bad"),
    "ESELON-NAMA": Label(N_("eselon is not the name's"), "bad"),
    "JENIS-NAMA": Label(N_("jenis jabatan is not the name's"), "bad"),
    "ESELON-JENIS": Label(N_("eselon does not fit the jenis jabatan"), "bad"),
    "PENSIUN-AKTIF": Label(N_("active after the TMT pensiun"), "bad"),
    "KINERJA-PREDIKAT-BEDA": Label(N_("predikat does not fit its elements"), "bad"),
    "ASESMEN-TANPA-TANGGAL": Label(N_("undated level beside a dated one"), "fair"),
    "ASESMEN-JPM-BEDA": Label(N_("match reported differs"), "fair"),
    "UNIT-TIADA": Label(N_("unit is in no list"), "fair"),
    "KOMPETENSI-TANPA-STANDAR": Label(N_("no standard asks for the competency"), "fair"),
    "TANGGAL-TERBALIK": Label(N_("an end before the beginning"), "bad"),
    "PRASYARAT-TIADA": Label(N_("prerequisite is no course"), "fair"),
    "PRASYARAT-MELINGKAR": Label(N_("prerequisites in a circle"), "bad"),
    # figures of readiness
    "with_standard": Label(N_("people with a standard")),
    "default_standard": Label(N_("people with the default of their class")),
    "without_standard": Label(N_("people without a standard")),
    "without_class": Label(N_("people without a class")),
    "fully_assessed": Label(N_("people assessed in everything")),
    "not_assessed": Label(N_("people not assessed")),
    "stale": Label(N_("people assessed too long ago")),
    "open_held": Label(N_("matches with the post held that are open")),
    "open_next": Label(N_("gates of the next post that are open")),
    "open_people": Label(N_("people whose verdict is open")),
    "assessed_share": Label(N_("share of people assessed")),
    "completeness": Label(N_("share of facts recorded")),
    "contradictions": Label(N_("contradictions")),
    "orphans": Label(N_("people in no list of employees")),
    # what would open a verdict
    "assess": Label(N_("assess the people of")),
    "standard": Label(N_("write the standard of")),
    "field": Label(N_("fill in")),
    "correct": Label(N_("correct")),
    "appraisal": Label(N_("bring the appraisals of")),
    "register": Label(N_("bring the register")),
    "held": Label(N_("match with the post held")),
    "next": Label(N_("gates of the next post")),
    "assessment_none": Label(N_("not assessed"), "muted"),
    "assessment_stale": Label(N_("the assessment is too old"), "muted"),
    # why a gap waits or stays open
    **{code: Label(text) for code, text in (GAP_REASONS | PHASES | PAIR_OUTCOMES).items()},
    # needs and their form
    "mendesak": Label(N_("urgent"), "bad"),
    "penting": Label(N_("important"), "fair"),
    "biasa": Label(N_("ordinary")),
    "asesmen": Label(N_("assess first"), "muted"),
    "catalogue": Label(N_("the catalogue")),
    "law": Label(N_("the rule"), "muted"),
    "jenis": Label(N_("form of training")),
    "penyelenggara": Label(N_("organiser")),
    "jadwal": Label(N_("schedule")),
    # whether a course worked
    "works": Label(N_("works"), "good"),
    "own_effect": Label(N_("its own effect")),
    "mean_of_kind": Label(N_("the mean of its kind")),
    "mean_of_all": Label(N_("the mean of all courses")),
    "not_measured": Label(N_("not measured; the catalogue counts")),
    "no_sign": Label(N_("no sign of an effect"), "fair"),
    "harms": Label(N_("levels fell"), "bad"),
    "not_enough_data": Label(N_("not enough data"), "muted"),
    "used": Label(N_("compared"), "good"),
    "courses_taken": Label(N_("participations in trainings")),
    "courses_judged": Label(N_("courses judged")),
    **{
        code: Label(*words)
        for code, words in (
            COVER_WORDS
            | PLAN_WORDS
            | PLACEMENT_WORDS
            | SHORTLIST_WORDS
            | TALENT_WORDS
            | FAIRNESS_WORDS
            | DECISION_WORDS
            | RUN_WORDS
            | PEOPLE_WORDS
        ).items()
    },
    **{code: Label(*toned) for code, toned in STANDARD_LABELS.items()},
    # why a finding is what it is
    **{code: Label(text, "muted") for code, text in (REASONS | COURSE_USES).items() if code},
}
_ACRONYMS: Final = frozenset({"asn", "jf", "opd", "pns", "pppk", "sdm", "skp", "spbe", "tik"})
_SMALL: Final = frozenset({"atau", "dan", "di", "ke", "oleh", "pada", "untuk", "yang"})
_INITIALS: Final = frozenset({"asn", "bup", "cpns", "id", "jf", "jp", "jpm", "jpt", "nip", "tmt"})
UNCERTAIN: Final = frozenset({"X", "M"})
AMENDED: Final = N_("amended by {names}, not read")
YES: Final = N_("yes")
NO: Final = N_("no")


def label_of(code: str) -> str:
    """Return the words for `code` in the active language; a code without words is shown with blanks for `_`."""
    label = LABELS.get(code)
    if label:
        return _(label.text)
    head, _mark, year = code.rpartition("_")
    if head in LABELS and year.isdecimal():  # appraisals_2025
        return f"{_(LABELS[head].text)} {year}"
    return " ".join(word.upper() if word in _INITIALS else word for word in code.split("_"))


def tone_of(code: str) -> Tone:
    """Return the tone of `code`; plain when the code has no words."""
    label = LABELS.get(code)
    return label.tone if label else "plain"


def competency_words(name: str | None) -> str:
    """Return the id of a competency as words: `teknis/manajemen_sdm_aparatur` -> `Manajemen SDM Aparatur`."""
    words = (name or "").rpartition("/")[2].split("_")
    return " ".join(
        word.upper() if word in _ACRONYMS else word if word in _SMALL else word.capitalize() for word in words
    )

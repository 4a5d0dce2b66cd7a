"""The report of `asn recommend-training`."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Chart, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front

SCHEMA: Final = "asn.recommend-training/1"
NO_BUDGET: Final = N_(
    "No budget is set, so only courses that cost nothing are planned; give one: asn recommend-training --budget RUPIAH"
)
FREE_ONLY: Final = N_("The best of the plans that cost nothing; what money would add stands below.")
AFTER_EFFECTS: Final = N_(
    "Benefit counts what courses were found to do (asn evaluate-training), not only what the catalogue says: a course that too few were "
    "compared of counts as the mean of its kind. Policy of the agency: training.use_effects in config.yaml."
)
CURVE: Final = N_("Each line is a plan of its own; the last budget is enough for everything worth its place.")
CURVE_TWICE: Final = N_(
    "Each line is a plan of its own; of a plan this large budgets are looked at up to twice its own."
)
NEXT_IN_LINE: Final = N_(
    "Next in line: who waits for the same course and gains most from it. Would come in at: the price of that one place at which a plan "
    "one exchange away closes more, or as much for less; empty where no single exchange would do."
)
# On 80 columns: who, which course by its title, from which level to which, and what it costs; code and competency with more room.
NIP: Final = Column("nip", N_("NIP"), "nip", importance=1)
LINE: Final = (
    Column("nama", N_("Name"), width=28, importance=0, whole=True, least=11),
    Column("kode", N_("Course"), importance=5),
    Column("nama_pelatihan", N_("Training"), width=40, importance=0, whole=True, least=12),
    Column("kompetensi", N_("Competency"), "kompetensi", width=28, importance=6),
    Column("level_from", N_("From level"), "level", importance=1),
    Column("level_to", N_("To level"), "level", importance=1),
)
# Of who waits, what it costs and why say more than the number.
WAITING: Final = (
    Column("loss", N_("Loss"), "number", importance=2),
    Column("why", N_("Why"), "status", importance=1, whole=True, least=11),
)
COST: Final = Column("biaya", N_("Cost (Rp)"), "money", importance=1, summed=True)
_EXPECTED: Final = Column("expected_gain", N_("Expected gain"), "gap", importance=4)
# What places and seats are worth stands beside every plan, whatever years it spans.
NEXT_COLUMNS: Final = (
    Column("next_nip", N_("Next in line (NIP)"), "nip", terminal=False, behind=True),
    Column("next_nama", N_("Name of the next"), width=28, terminal=False, behind=True),
    Column("next_benefit", N_("Benefit of the next"), "number", terminal=False, behind=True),
    Column("next_enters_at", N_("The next would come in at (Rp)"), "money", terminal=False, behind=True),
)
ENTERING_COLUMNS: Final = (
    Column("enters_at", N_("Would come in at (Rp)"), "money", importance=7),
    Column("instead_nip", N_("Instead of (NIP)"), "nip", terminal=False, behind=True),
    Column("instead_nama", N_("Instead of (name)"), width=28, terminal=False, behind=True),
    Column("instead_kode", N_("Instead of (course)"), terminal=False, behind=True),
)
SEAT_COLUMNS: Final = (
    Column("seat_worth", N_("One more seat: at least"), "number"),
    Column("seat_nip", N_("Who would take it (NIP)"), "nip", terminal=False, behind=True),
    Column("seat_nama", N_("Name"), width=28, terminal=False, behind=True),
)
PLAN_COLUMNS: Final = (
    NIP,
    *LINE,
    _EXPECTED,
    Column("kelas", N_("Class"), "integer", importance=9),
    Column("jp", N_("JP"), "level", importance=8),
    COST,
    Column("benefit", N_("Benefit"), "number", importance=7),
    Column("tahun", N_("Year"), "integer", terminal=False),
    Column("dana", N_("Fund"), terminal=False),
    Column("carried_from", N_("Carried over from"), "integer", terminal=False),
    Column("usulan", N_("Asked for by"), "status", terminal=False),
    Column("jabatan", N_("Position"), width=32, terminal=False, behind=True),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("jenis", N_("Kind"), terminal=False, behind=True),
    Column("effect", N_("Effect"), "status", terminal=False, behind=True),
    Column("reason", N_("Reason"), "said", width=44, terminal=False, behind=True),
    *NEXT_COLUMNS,
)
EQUAL: Final = Column("equal", N_("Gain as much there and come first"), "integer", terminal=False)
IN_ORDER: Final = N_(
    "Nothing tells apart people who gain the same from a course at the same cost: whoever lacks more weighted levels in all comes first, "
    "then who has been longest without training, then a draw fixed by NIP, course and year; never name, age or row."
)
POSTPONED_COLUMNS: Final = (
    replace(NIP, importance=4),
    *LINE,
    _EXPECTED,
    *WAITING,
    Column("kelas", N_("Class"), "integer", terminal=False),
    Column("jp", N_("JP"), "level", terminal=False),
    COST,
    *ENTERING_COLUMNS,
    EQUAL,
    Column("benefit", N_("Benefit"), "number", terminal=False),
    Column("jabatan", N_("Position"), width=32, terminal=False, behind=True),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("effect", N_("Effect"), "status", terminal=False, behind=True),
    Column("reason", N_("Reason"), "said", width=44, terminal=False, behind=True),
)
COMPARISON_COLUMNS: Final = (
    Column("years", N_("Years compared")),
    Column("requests", N_("Asked for by units"), "integer"),
    Column("useful", N_("Of them narrow a gap"), "integer"),
    Column("people", N_("People"), "integer"),
    Column("cost", N_("All of it costs (Rp)"), "money"),
    Column("objective", N_("Weighted levels closed"), "level"),
    Column("plan_objective", N_("A plan closes with the same money"), "level"),
    Column("plan_people", N_("People of that plan"), "integer"),
    Column("plan_spent", N_("That plan costs (Rp)"), "money"),
    Column("both", N_("Asked for and in the plan"), "integer"),
    Column("own", N_("Asked for by people themselves"), "integer"),
    Column("unclear", N_("Not said whether by the unit or the person"), "integer"),
    Column("left", N_("Asked for, of people who left"), "integer"),
    Column("unlisted", N_("Asked for, of a NIP that no list of employees holds"), "integer"),
    Column("own_in_plan", N_("Lines of the plan that people asked for themselves"), "integer"),
)
PROBLEM_COLUMNS: Final = (
    Column("where", N_("Where"), width=40),
    Column("kode", N_("Course"), importance=2),
    Column("problem", N_("What"), "said", width=60, importance=1, whole=True),
)
TOTAL_COLUMNS: Final = (
    Column("years", N_("Years of the plan")),
    Column("budget", N_("Budget (Rp)"), "money"),
    Column("spent", N_("Spent (Rp)"), "money"),
    Column("people", N_("People"), "integer"),
    Column("places", N_("Places"), "integer"),
    Column("jp", N_("JP"), "level"),
    Column("gap_levels_closed", N_("Gap levels closed"), "level"),
    Column("expected_levels", N_("Of them expected after past courses"), "level"),
    Column("objective", N_("Weighted levels closed"), "level"),
    Column("bound", N_("No plan can exceed"), "level"),
    Column("optimality_gap", N_("Gap to that bound (%)"), "percent"),
    Column("greedy_objective", N_("Taking the best ratio first"), "level"),
    Column("method", N_("Method"), "status"),
)
CLASS_COLUMNS: Final = (
    Column("kode", N_("Course")),
    Column("nama_pelatihan", N_("Training"), width=40),
    Column("kelas", N_("Class"), "integer"),
    Column("peserta", N_("Participants"), "integer", summed=True),
    Column("biaya_kelas", N_("Cost of the class (Rp)"), "money", summed=True),
    Column("biaya_peserta", N_("Cost of participants (Rp)"), "money", summed=True),
    *SEAT_COLUMNS,
)
MARGINAL_COLUMNS: Final = (
    Column("extra_budget", N_("Extra budget (Rp)"), "money"),
    Column("extra_objective", N_("Weighted levels more"), "level"),
    Column("at_most", N_("No plan can add more than"), "level"),
)
_BUDGET: Final = Column("budget", N_("Budget (Rp)"), "money")
CURVE_COLUMNS: Final = (
    _BUDGET,
    Column("objective", N_("Weighted levels closed"), "level"),
    Column("bound", N_("No plan can exceed"), "level"),
    Column("made", N_("How found"), "status"),
)
UNCOVERED_COLUMNS: Final = (
    Column("kompetensi", N_("Competency"), "kompetensi", width=36),
    Column("people", N_("People"), "integer"),
    Column("gap_levels", N_("Gap levels"), "gap"),
    Column("reason", N_("Reason"), "status"),
)
ASSESS_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("jabatan", N_("Position"), width=34),
    Column("unit_kerja", N_("Unit"), width=30),
)
BLOCKED_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("kode", N_("Course")),
    Column("nama_pelatihan", N_("Training"), width=40),
    Column("kompetensi", N_("Competency"), "kompetensi", width=28),
    Column("reason", N_("Reason"), "status"),
    Column("prasyarat", N_("Prerequisite")),
)
EFFECT_COLUMNS: Final = (
    Column("kode", N_("Course")),
    Column("nama_pelatihan", N_("Training"), width=40),
    Column("kompetensi", N_("Competency"), "kompetensi", width=28),
    Column("level_awal", N_("From level"), "level"),
    Column("level_akhir", N_("To level"), "level"),
    Column("n", N_("Compared"), "integer"),
    Column("effect", N_("Net effect"), "gap"),
    Column("expected", N_("Expected gain"), "gap"),
    Column("basis", N_("Rests on"), "status"),
)
TAKEN_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("kode", N_("Course")),
    Column("nama_pelatihan", N_("Training"), width=40),
    Column("tanggal", N_("Taken on"), "date"),
)
# What a reader must see first.
_FRONT: Final = Front(
    "classes", ("nama_pelatihan", "kode", "peserta", "biaya_kelas", "biaya_peserta"), by=("peserta",)
)


@dataclass(frozen=True)
class TrainingView:
    """The frames of the report; see the columns above."""

    chosen: pd.DataFrame
    totals: pd.DataFrame
    classes: pd.DataFrame
    postponed: pd.DataFrame
    marginal: pd.DataFrame
    curve: pd.DataFrame
    uncovered: pd.DataFrame
    assess_first: pd.DataFrame
    not_repeated: pd.DataFrame
    blocked: pd.DataFrame
    effects: pd.DataFrame
    comparison: pd.DataFrame | None = None
    problems: pd.DataFrame | None = None


def budget_curve(curve: pd.DataFrame, note: str = CURVE) -> tuple[Chart | Table, ...]:
    """Return the chart of what each budget reaches, and its table; nothing where no money is needed."""
    if curve.empty:
        return ()
    title = N_("What each budget reaches")
    series = CURVE_COLUMNS[1:3]
    return (
        Chart("line", title, _BUDGET, series, curve, axis=N_("Weighted levels")),
        Table("curve", title, CURVE_COLUMNS, curve, note=note, terminal=False),
    )


def _shown(columns: tuple[Column, ...], view: TrainingView) -> tuple[Column, ...]:
    """Return the columns of a line; on a terminal without the expected gain where no course is known to have done anything."""
    known = len(view.effects) > 0
    return tuple(one if known or one is not _EXPECTED else replace(one, terminal=False) for one in columns)


def training_book(view: TrainingView, as_of: date) -> Book:
    """Return the report: the plan, its totals, its classes, what is postponed and what more money would buy."""
    title = N_("Training plan")
    unset = bool((view.totals["budget"] == 0).any())
    blocks = (
        Table("rows", title, _shown(PLAN_COLUMNS, view), view.chosen, terminal_limit=20),
        Record("totals", N_("Totals"), TOTAL_COLUMNS, view.totals, note=FREE_ONLY if unset else ""),
        Table("marginal", N_("What more budget would buy"), MARGINAL_COLUMNS, view.marginal),
        *budget_curve(view.curve),
        Table("classes", N_("Classes to open"), CLASS_COLUMNS, view.classes, terminal_limit=15),
        Table(
            "postponed",
            N_("Postponed, and what that costs"),
            _shown(POSTPONED_COLUMNS, view),
            view.postponed,
            terminal_limit=10,
        ),
        Table(
            "uncovered",
            N_("Gaps that no course closes"),
            UNCOVERED_COLUMNS,
            view.uncovered,
            terminal_limit=10,
        ),
        Table("assess_first", N_("Assess first"), ASSESS_COLUMNS, view.assess_first, terminal=False),
        Table(
            "blocked",
            N_("Kept out by prerequisite or hours"),
            BLOCKED_COLUMNS,
            view.blocked,
            terminal_limit=0,
        ),
        Table(
            "not_repeated", N_("Taken lately, not repeated"), TAKEN_COLUMNS, view.not_repeated, terminal=False
        ),
        Table("effects", N_("What courses are expected to do"), EFFECT_COLUMNS, view.effects, terminal=False),
    )
    notes = (
        *((NO_BUDGET,) if unset else ()),
        *((AFTER_EFFECTS,) if len(view.effects) else ()),
        N_(
            "The plan closes the most weighted gap levels within budget, seats, least participants and hours."
        ),
        N_("Nobody is proposed for a competency that was never assessed: assess first."),
        *((NEXT_IN_LINE, IN_ORDER) if len(view.postponed) else ()),
    )
    more: list[Table | Record] = []
    if view.comparison is not None:
        comparison = N_("As requested, and with the same money")
        more.append(Record("requests", comparison, COMPARISON_COLUMNS, view.comparison))
    if view.problems is not None and len(view.problems):
        more.append(Table("problems", N_("To correct"), PROBLEM_COLUMNS, view.problems))
    return Book(SCHEMA, title, as_of, "", (*blocks, *more), notes=notes, front=_FRONT)

"""The columns of the report of `asn promote-shortlist`."""

from typing import Final

from asnkarier.model.book import Column
from asnkarier.model.messages import N_

# By which way into a functional post a person is judged; empty for other posts, and where none is open.
WAY: Final = Column("route", N_("Way"), "status", width=28, importance=3, terminal=False)
# Told on a terminal where it is true of somebody.
IF_KEPT: Final = Column("if_kept", N_("If nothing changes"), "flag", terminal=False, importance=7)
# Told on a terminal where somebody is warned of.
SERVICE: Final = Column(
    "service_warning", N_("End of service"), "said", width=36, terminal=False, importance=3, whole=True
)
SERVICE_COLUMNS: Final = (
    Column("serves_until", N_("Could serve in the post until"), "date", terminal=False, behind=True),
    SERVICE,
    Column("service_source", N_("Cell of the end of service"), width=36, terminal=False, behind=True),
)
HEIGHT: Final = Column(
    "height_warning", N_("Height of the post"), "said", width=36, terminal=False, importance=4, whole=True
)
PEOPLE_COLUMNS: Final = (
    Column("rank", N_("Rank"), "integer", importance=0),
    Column("nip", N_("NIP"), "nip", importance=6),
    Column("nama", N_("Name"), width=28, importance=1),
    Column("leans_on", N_("Ref."), "list", importance=4),
    Column("jabatan", N_("Position"), width=34, importance=7),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    # A width lets the words wrap: those of `people_decide` on one line would push the score out of eighty columns.
    Column("status", N_("Status"), "status", width=30, importance=2, whole=True),
    WAY,
    Column("route_reason", N_("Why this way"), "said", width=50, terminal=False, behind=True),
    Column("asked_of_people", N_("For people to judge"), "list", width=40, terminal=False, behind=True),
    Column("score", N_("Score"), "number", importance=3),
    Column("score_low", N_("Score at least"), "number", terminal=False, behind=True),
    Column("score_high", N_("Score at most"), "number", importance=4),
    Column("rank_low", N_("Best rank"), "integer", importance=5),
    Column("rank_high", N_("Worst rank"), "integer", importance=5),
    Column("components", N_("Components"), "list", width=60, terminal=False, behind=True),
    Column("kotak", N_("Talent box"), "integer", importance=9),
    Column("kotak_reason", N_("Why no box"), "said", width=40, terminal=False, behind=True),
    Column("jpm", N_("JPM %"), "percent", importance=8),
    Column("jpm_manajerial", N_("JPM %, managerial"), "percent", terminal=False, behind=True),
    Column("jpm_sosial_kultural", N_("JPM %, socio-cultural"), "percent", terminal=False, behind=True),
    Column("jpm_teknis", N_("JPM %, technical"), "percent", terminal=False, behind=True),
    Column(
        "to_be_tested",
        N_("To be tested at the uji kompetensi"),
        "list",
        width=50,
        terminal=False,
        behind=True,
    ),
    Column("coverage", N_("Assessed share"), "number", importance=10, behind=True),
    Column("eligible_on", N_("Eligible on"), "date", importance=12),
    Column(
        "eligible_on_reason",
        N_("About the day of eligibility"),
        "said",
        width=40,
        terminal=False,
        behind=True,
    ),
    Column("eligible_on_checked", N_("Day judged again"), "flag", terminal=False, behind=True),
    IF_KEPT,
    Column("rank_stability", N_("Rank stability"), "number", importance=11, behind=True),
    Column(
        "top_stability", N_("Share of draws in which among the first"), "number", terminal=False, behind=True
    ),
    Column("before_next", N_("Why before the next"), "said", width=40, terminal=False, behind=True),
    Column(
        "swap",
        N_("Smallest change of weights that swaps with the next"),
        "said",
        width=40,
        terminal=False,
        behind=True,
    ),
    Column("gates_failed", N_("Requirements not met"), "list", width=30, terminal=False, behind=True),
    Column("gates_unknown", N_("Requirements without data"), "list", width=44, terminal=False),
    Column("wanting", N_("Not met, but excluding nobody"), "list", width=30, terminal=False, behind=True),
    Column("wanting_reason", N_("Among equal scores"), "said", width=50, terminal=False, behind=True),
    *SERVICE_COLUMNS,
    HEIGHT,
)
SHORT_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("leans_on", N_("Ref."), "list", importance=3),
    Column("jabatan", N_("Position"), width=34, importance=5),
    WAY,
    Column("gates", N_("Requirement"), "list", width=30, importance=2),
    Column("observed", N_("Found"), "said", width=40, importance=3),
    Column("required", N_("Required"), "said", width=30, importance=4),
    Column("eligible_on", N_("Eligible on"), "date", importance=6),
    Column("eligible_on_reason", N_("About the day of eligibility"), "said", width=40, importance=8),
    Column("jpm", N_("JPM %"), "percent", importance=7),
    Column("eligible_on_checked", N_("Day judged again"), "flag", terminal=False),
    IF_KEPT,
)
REMEDY_COLUMNS: Final = (
    Column("remedy", N_("What closes it"), "said", width=40, importance=4),
    Column("remedy_months", N_("Months"), "list", importance=9),
    Column("remedy_cost", N_("Cost for one (Rp), with a class that no plan opens"), "money", importance=8),
    Column("remedy_class_cost", N_("Of it for the class (Rp)"), "money", importance=9),
    Column("remedy_cost_reason", N_("About the cost"), "said", width=30, importance=10),
)
PART_COLUMNS: Final = (
    Column("rank", N_("Rank"), "integer"),
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("component", N_("Part of the score"), "status"),
    Column("low", N_("Value at least"), "number"),
    Column("high", N_("Value at most"), "number"),
    Column("weight", N_("Weight"), "number"),
    Column("points", N_("Points of the score"), "number"),
    Column("points_high", N_("Points of the score at most"), "number"),
    Column("source", N_("Source cells"), "list", width=60),
)
SWAP_COLUMNS: Final = (
    Column("rank", N_("Rank"), "integer"),
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("next_nip", N_("NIP of the next"), "nip"),
    Column("next_nama", N_("Name of the next"), width=28),
    Column("points", N_("Points ahead"), "number"),
    Column("component", N_("Part of the score"), "status"),
    Column("weight", N_("Weight now"), "number"),
    Column("weight_then", N_("Weight that swaps them"), "number"),
    Column("change", N_("Change of the weight"), "number"),
)
FIRST_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=3),
    Column("nama", N_("Name"), width=28, importance=2),
    Column("fact", N_("To be found out"), "said", width=40, importance=0),
    Column("how", N_("How"), "said", width=60, importance=1, whole=True),
    Column("kind", N_("Kind of fact"), "status", terminal=False),
    Column("target", N_("Of what"), "status", terminal=False),
    Column("kompetensi", N_("Competencies not assessed"), "list", width=60, terminal=False),
    Column("decides", N_("Decides"), "list", width=30, importance=5),
    Column("people", N_("People"), "integer", importance=4),
)
CERTAINTY_COLUMNS: Final = (
    Column("top", N_("Names on the list"), "integer"),
    Column("settled", N_("The list is certain"), "flag"),
    Column("surely_in", N_("On it for certain"), "integer"),
    Column("may_be_in", N_("May still be on it"), "integer"),
    Column("out", N_("Can no longer be on it"), "integer"),
    Column("undecidable", N_("No data will decide"), "integer"),
    Column("first_step", N_("Facts to find out first"), "integer"),
    Column("at_most", N_("Facts that settle the list at most"), "integer"),
    Column("everybody", N_("Facts that assessing everybody would take"), "integer"),
    Column("everybody_people", N_("People whom that would concern"), "integer"),
)
OUT_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("jabatan", N_("Position"), width=34),
    Column("unit_kerja", N_("Unit"), width=30),
    Column("score_high", N_("Score at most"), "number"),
    Column("rank_low", N_("Best rank"), "integer"),
)
TIE_COLUMNS: Final = (
    Column("rank_from", N_("From rank"), "integer"),
    Column("rank_to", N_("To rank"), "integer"),
    Column("score", N_("Score"), "number"),
    Column("people", N_("People"), "integer"),
    Column("cut", N_("The list ends among them"), "flag"),
)
COUNT_COLUMNS: Final = (
    Column("eligible", N_("Eligible by the data"), "integer"),
    Column("people_decide", N_("Met by the data, people judge the rest"), "integer"),
    Column("one_gate_short", N_("One requirement short"), "integer"),
    Column("unknown", N_("Open for lack of data"), "integer"),
    Column("ineligible", N_("Not eligible"), "integer"),
    Column("already_at_class", N_("Already in this class or above"), "integer"),
)
GATE_COLUMNS: Final = (
    Column("rule_id", N_("Rule"), on_paper=False),
    Column("title", N_("Requirement"), width=44),
    Column("met", N_("Met"), "integer"),
    Column("not_met", N_("Not met"), "integer"),
    Column("unknown", N_("Without data"), "integer"),
    Column("manual", N_("For people"), "integer"),
    Column("citation", N_("Legal basis"), width=40),
    Column("mark", N_("Certainty"), "status", terminal=False),
    Column("amended_unread", N_("Amended by, not read"), terminal=False),
    Column("note", N_("Note"), "law", width=60, terminal=False),
)
UNJUDGED_COLUMNS: Final = (
    Column("vacancy", N_("Vacancy")),
    Column("jabatan", N_("Position"), width=36),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("reason", N_("Reason"), "status"),
    Column("detail", N_("Detail"), "said", width=60),
)
HOLDER_COLUMNS: Final = (
    Column("result", N_("When the post is filled"), "status", importance=0),
    Column("told", N_("Who holds it, and until when"), "said", width=60, importance=1, whole=True),
    Column("nip", N_("NIP"), "nip", importance=3),
    Column("nama", N_("Name"), width=28, terminal=False),
    Column("leaves_on", N_("Out of service from"), "date", terminal=False),
)
ASIDE_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("jabatan", N_("Position"), width=34),
    Column("unit_kerja", N_("Unit"), width=30),
    Column("reason", N_("Reason"), "status"),
    Column("gates_failed", N_("Requirements not met"), "list", width=40),
)
REASON_COLUMNS: Final = (
    # A width lets the words wrap, so that the count stays on a narrow terminal.
    Column("reason", N_("Reason"), "status", width=60, importance=1, whole=True),
    Column("people", N_("People"), "integer", importance=0),
)

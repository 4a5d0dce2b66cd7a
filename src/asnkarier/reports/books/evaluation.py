"""The report of `asn evaluate-training`."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.reports.books.fairness import LEAST_P

SCHEMA: Final = "asn.evaluate-training/1"
_METHOD: Final = N_(
    "Net effect: what participants gained beyond colleagues who took no course for the competency, assessed at about the same time, in the "
    "same class of post, in the same quarter of a level before (fixed bands: 1.75 to below 2.00, 2.00 to below 2.25; 1.9 is not compared with 2.0), in the same unit, office or kind of office where five of them are."
)
_LIMITS: Final = N_(
    "The interval holds the effect in 95 of 100 cases; p is corrected for the number of courses judged (Benjamini-Hochberg). What nobody "
    "recorded, like motivation, no comparison takes out: Before the course shows whether participants rose faster before the course already."
)
_LEVELS: Final = N_(
    "Level 1: what participants thought. Level 2: tests of the same people before and after. Level 3: what superiors saw 3 to 6 months after the training; each mean is on the "
    "scale of its form. None of them is compared with colleagues, so none of them says that a course works."
)
_KODE: Final = Column("kode", N_("Course"), width=14, importance=0)
_TRAINING: Final = Column("nama_pelatihan", N_("Training"), width=40, importance=3)
_KOMPETENSI: Final = Column("kompetensi", N_("Competency"), "kompetensi", width=28, importance=11)
_PROVIDER: Final = Column("penyelenggara", N_("Provider"), width=28, importance=8)
_YEAR: Final = Column("tahun", N_("Year"), "integer", importance=4)
_EFFECT: Final = (
    Column("n", N_("Compared"), "integer", importance=2),
    Column("unmatched", N_("Without colleagues"), "integer", terminal=False, behind=True),
    Column("plain_gain", N_("Gain in all"), "gap", importance=9),
    Column("effect", N_("Net effect"), "gap", importance=1),
    Column("low", N_("Lower end"), "gap", importance=5),
    Column("high", N_("Upper end"), "gap", importance=6),
)
_FIGURES: Final = (
    *_EFFECT,
    Column("p_adj", N_("p"), "level", importance=10),
    Column("verdict", N_("Verdict"), "status", importance=0),
    Column("expected_effect", N_("Expected"), "gap", importance=12),
    Column("cost_per_level", N_("Rp per level"), "money", importance=13),
    Column("placebo", N_("Before the course"), "gap", importance=14),
    Column("placebo_low", N_("Before the course, lower end"), "gap", terminal=False, behind=True),
    Column("placebo_high", N_("Before the course, upper end"), "gap", terminal=False, behind=True),
    Column("took_part", N_("Took part"), "integer", terminal=False, behind=True),
    Column("colleagues", N_("Colleagues"), "integer", terminal=False, behind=True),
    Column("before_from", N_("Assessed before, first"), "date", terminal=False, behind=True),
    Column("before_to", N_("Assessed before, last"), "date", terminal=False, behind=True),
    Column("after_from", N_("Assessed after, first"), "date", terminal=False, behind=True),
    Column("after_to", N_("Assessed after, last"), "date", terminal=False, behind=True),
    Column("reason", N_("Reason"), "said", width=60, terminal=False, behind=True),
)
_JUDGED: Final = (
    *_EFFECT,
    Column("p_adj", N_("p"), "level", importance=10),
    Column("verdict", N_("Verdict"), "status", importance=1),
)
_SURVEYED: Final = (
    Column("level", N_("Level"), "integer", importance=0),
    Column("n", N_("Answered"), "integer", importance=1),
    Column("took_part", N_("Took part"), "integer", importance=6),
    Column("rate", N_("Answered (%)"), "percent", importance=4),
    Column("before", N_("Test before"), "number", importance=9),
    Column("mean", N_("Mean"), "number", importance=1),
    Column("gain", N_("Gain"), "number", importance=2),
    Column("low", N_("Lower end"), "number", importance=7),
    Column("high", N_("Upper end"), "number", importance=8),
    Column("scale_min", N_("Scale from"), "level", importance=10),
    Column("scale_max", N_("Scale to"), "level", importance=5),
    Column("scales", N_("Scales of the answers"), terminal=False, behind=True),
    Column("apart", N_("Not counted"), "integer", terminal=False),
    Column("status", N_("State"), "status", importance=1),
    Column("reason", N_("Reason"), "said", width=60, terminal=False, behind=True),
)
_DELIVERED: Final = (_KODE, _TRAINING, _KOMPETENSI, _PROVIDER, _YEAR)
ROW_COLUMNS: Final = (*_DELIVERED, *_FIGURES)
PERSISTENCE_COLUMNS: Final = (
    *_DELIVERED,
    Column("months", N_("Months later"), "integer", importance=0),
    *_JUDGED,
)
RESULT_COLUMNS: Final = (
    *_DELIVERED,
    Column("element", N_("Rating"), "status", importance=0),
    *_JUDGED,
)
MODEL_COLUMNS: Final = (
    Column("kompetensi", N_("Competency"), "kompetensi", width=28, importance=1),
    Column("nip", N_("NIP"), "nip", importance=0),
    Column("nama", N_("Name"), width=28, importance=2),
    Column("jabatan", N_("Position"), width=32, terminal=False),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("kode", N_("Course"), importance=6),
    Column("nama_pelatihan", N_("Training"), width=40, terminal=False),
    Column("tahun", N_("Year"), "integer", importance=7),
    Column("before_value", N_("Level before"), "level", importance=4),
    Column("after_value", N_("Level after"), "level", importance=4),
    Column("now_value", N_("Level now"), "level", importance=3),
    Column("now_on", N_("Assessed on"), "date", terminal=False),
    Column("gain", N_("Beyond colleagues"), "gap", importance=3),
    Column("hasil_kerja_before", N_("Hasil kerja before"), "status", terminal=False),
    Column("hasil_kerja_after", N_("Hasil kerja after"), "status", terminal=False),
    Column("perilaku_kerja_before", N_("Perilaku kerja before"), "status", terminal=False),
    Column("perilaku_kerja_after", N_("Perilaku kerja after"), "status", terminal=False),
    Column("before_source", N_("Cell of the level before"), terminal=False),
    Column("after_source", N_("Cell of the level after"), terminal=False),
    Column("now_source", N_("Cell of the level now"), terminal=False),
    Column("hasil_kerja_before_source", N_("Cell of hasil kerja before"), terminal=False),
    Column("hasil_kerja_after_source", N_("Cell of hasil kerja after"), terminal=False),
    Column("perilaku_kerja_before_source", N_("Cell of perilaku kerja before"), terminal=False),
    Column("perilaku_kerja_after_source", N_("Cell of perilaku kerja after"), terminal=False),
)
TAKEN_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("jabatan", N_("Position"), width=32),
    Column("unit_kerja", N_("Unit"), width=30),
    Column("kode", N_("Course")),
    Column("nama_pelatihan", N_("Training"), width=40),
    Column("kompetensi", N_("Competency"), "kompetensi", width=28),
    Column("penyelenggara", N_("Provider"), width=28),
    Column("mulai", N_("Began on"), "date"),
    Column("selesai", N_("Ended on"), "date"),
    Column("status", N_("Use"), "status"),
    Column("before_value", N_("Level before"), "level"),
    Column("before_on", N_("Assessed before"), "date"),
    Column("after_value", N_("Level after"), "level"),
    Column("after_on", N_("Assessed after"), "date"),
    Column("change", N_("Gain"), "gap"),
    Column("colleagues", N_("Colleagues"), "integer"),
    Column("matched_on", N_("Alike in"), "status"),
    Column("expected", N_("Gain of colleagues"), "gap"),
    Column("gain", N_("Beyond colleagues"), "gap"),
    Column("source", N_("Cell of the training")),
    Column("before_source", N_("Cell of the level before")),
    Column("after_source", N_("Cell of the level after")),
)


USE_COLUMNS: Final = (
    Column("status", N_("Use"), "status"),
    Column("participations", N_("Participations"), "integer"),
)
# What a reader must see first.
_FRONT: Final = Front(
    "rows",
    ("nama_pelatihan", "kode", "tahun", "verdict", "n", "effect", "cost_per_level"),
    by=("n",),
    but_zero=True,
)


@dataclass(frozen=True)
class EvaluationView:
    """The frames of the report; verdicts: by `rows`, `courses`, `providers`, `years`. See the columns above."""

    verdicts: dict[str, pd.DataFrame]
    persistence: pd.DataFrame
    results: pd.DataFrame
    uses: pd.DataFrame
    taken: pd.DataFrame
    role_models: pd.DataFrame
    surveys: dict[str, pd.DataFrame]


def _never_zero(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with p as it is shown: no difference is certain."""
    named = [name for name in ("p", "p_adj") if name in rows]
    return rows.assign(**{name: rows[name].astype(float).clip(lower=LEAST_P) for name in named})


def evaluation_book(view: EvaluationView, as_of: date) -> Book:
    """Return the report: each delivery of a course, courses, providers and years together, and what they rest on."""
    title = N_("Did the training work")
    verdicts = {key: _never_zero(rows) for key, rows in view.verdicts.items()}

    def pooled(key: str, name: str, *columns: Column) -> Table:
        return Table(key, name, (*columns, *_FIGURES), verdicts[key], terminal=False)

    def surveyed(key: str, name: str, by: str, *columns: Column) -> Table:
        return Table(key, name, (*columns, *_SURVEYED), view.surveys[by], terminal=False)

    blocks = (
        Table("rows", title, ROW_COLUMNS, verdicts["rows"], terminal_limit=30, note=_METHOD),
        Table("uses", N_("What use the participations are"), USE_COLUMNS, view.uses),
        Table(
            "courses",
            N_("All deliveries of a course"),
            (_KODE, _TRAINING, _KOMPETENSI, *_FIGURES),
            verdicts["courses"],
            terminal_limit=15,
        ),
        pooled("providers", N_("Providers"), _PROVIDER),
        pooled("years", N_("Years"), _YEAR),
        Table(
            "persistence",
            N_("Is the gain still there later"),
            PERSISTENCE_COLUMNS,
            _never_zero(view.persistence),
            terminal_limit=10,
        ),
        Table(
            "results",
            N_("Ratings beyond colleagues"),
            RESULT_COLUMNS,
            _never_zero(view.results),
            terminal_limit=10,
        ),
        Table(
            "surveys",
            N_("What participants and superiors say"),
            # A course that no catalogue knows has nothing but its name.
            (replace(_KODE, importance=3), replace(_TRAINING, importance=0), _PROVIDER, _YEAR, *_SURVEYED),
            view.surveys["rows"],
            terminal_limit=12,
            note=_LEVELS,
        ),
        surveyed("survey_courses", N_("What is said of courses"), "courses", _KODE, _TRAINING),
        surveyed("survey_providers", N_("What is said of providers"), "providers", _PROVIDER),
        surveyed("survey_years", N_("What is said by year"), "years", _YEAR),
        Table("role_models", N_("Role models"), MODEL_COLUMNS, view.role_models, terminal_limit=10),
        Table(
            "participations",
            N_("Participants and colleagues"),
            TAKEN_COLUMNS,
            view.taken,
            terminal=False,
        ),
    )
    return Book(SCHEMA, title, as_of, "", blocks, notes=(_LIMITS,), front=_FRONT)

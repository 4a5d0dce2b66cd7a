"""Which figures are explained of reports about moments: what was decided, what differs, what would be otherwise."""

from collections.abc import Mapping
from typing import Any, Final

from asnkarier.agency.provenance import SEVERAL
from asnkarier.rules.rulebook import DEFAULT_LEVELS
from asnkarier.workflows.explaining import findings, mine
from asnkarier.workflows.explaining.cells import Cells, PersonCells
from asnkarier.workflows.explaining.figures import Figure, Report, Section, appraised, assessed

_BY_DATA: Final = "diff_data"


def _new_cells(_cells: PersonCells, row: Mapping[str, Any]) -> Cells:
    """Return the cells that a change comes from, where data changed it."""
    told = row["where"]
    return tuple(told.split(SEVERAL)) if row["cause"] == _BY_DATA and isinstance(told, str) else ()


_DECIDED: Final = Section(
    "rows",
    tuple(
        Figure(name)
        for name in (
            "decision", "event", "on", "status", "recommended_nama", "decided_nama", "decided_rank", "decided_status", "differs", "reason",
            "decided_by", "sk_number", "doubts", "supersedes", "superseded_by", "run_report", "run_as_of", "run_known_at", "run_number", "run",
            "recorded_at", "digest",
        )
    ),
    ("vacancy", "jabatan", "decision"),
    mine=mine.by_decision,
    gates=findings.on_the_day_of_the_list,
)  # fmt: skip
_CHANGED: Final = Section(
    "rows",
    (Figure("was"), Figure("now", (), _new_cells), Figure("cause"), Figure("where")),
    ("what", "field"),
    coded={"what": "diff_", "cause": "diff_"},
)
_BOX: Final = ("talenta/sembilan_kotak",)


def _scenario(report: str, now: Figure, *, gates: bool = False) -> Section:
    """Return the lines of who changes by a scenario in one report, with what it rests on as it is."""
    return Section(
        "changed",
        (Figure("was", now.rules, now.facts), Figure("now", now.rules)),
        ("scenario", "report", "about"),
        mine=mine.by_report(report),
        gates=findings.for_vacancy if gates else None,
    )


MOMENTS: Final[Mapping[str, Report]] = {
    "decisions": Report("decisions", (_DECIDED,), asking=("vacancies",), anybody=True),
    "diff": Report("diff", (_CHANGED,), anybody=True, needs=("from", "to")),
    "what-if": Report(
        "what-if",
        (
            _scenario("gap", Figure("", (DEFAULT_LEVELS, "kompetensi/kategori_jpm_pemetaan"), assessed)),
            _scenario("talent-map", Figure("", _BOX, appraised)),
            _scenario("recommend-training", Figure("", ("pengembangan/jam_pelajaran",), assessed)),
            _scenario("promote-shortlist", Figure(""), gates=True),
            _scenario("recommend-placement", Figure(""), gates=True),
        ),
        asking=("vacancies",),
        needs=("file",),
    ),
}

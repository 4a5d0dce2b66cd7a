"""What the figures of a rollup are called, the parts that they divide people into, and in which order they are shown."""

from collections.abc import Mapping
from typing import Final

from asnkarier.model.golongan import GOLONGAN_PPPK, PANGKAT
from asnkarier.model.kelompok import KELOMPOK

HUNDRED: Final = 100  # points of the index and hours are counted in hundredths
GAP: Final = "gap/"  # before the id of a competency
OPEN: Final = "not_known"
# Of an assessment; of a competency BELOW, REACHED, UNASSESSED, and ELSEWHERE, of whose post it is not asked.
BELOW, REACHED, PARTLY, UNASSESSED, NO_STANDARD, ELSEWHERE = (
    "below_standard", "no_gap_found", "partly_assessed", "unassessed", "no_standard", "not_required",
)  # fmt: skip
LEAVES, MAY_LEAVE, STAYS = "leaves_5y", "may_leave_5y", "stays_5y"
ASSESSED: Final = "assessed"  # BELOW, REACHED and PARTLY together
SPLITS: Final = (
    "status_asn", "kelompok", "golongan", "standard_of_post", "jpm_category", "talent_box", "training_hours", "end_of_service",
)  # fmt: skip
SUMS: Final = ("ip_asn", "jp_this_year", "need", "vacant", "vacant_5y", "vacancies", "training_budget")
MEANS: Final = frozenset({"ip_asn"})
IN_HUNDREDTHS: Final = frozenset({"ip_asn", "jp_this_year"})
# Sums about people: not shown of few. The others are about posts and money, which are public.
OF_PEOPLE: Final = frozenset({"ip_asn", "jp_this_year"})
OPEN_PARTS: Final[Mapping[str, frozenset[str]]] = {
    "standard_of_post": frozenset({PARTLY, UNASSESSED, NO_STANDARD}),
    "end_of_service": frozenset({MAY_LEAVE}),
    "gap": frozenset({UNASSESSED}),
}
_ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "status_asn": ("PNS", "CPNS", "PPPK"),
    "kelompok": KELOMPOK,
    "golongan": (*PANGKAT, *GOLONGAN_PPPK),
    "standard_of_post": (BELOW, REACHED, PARTLY, UNASSESSED, NO_STANDARD),
    "jpm_category": ("MS", "MMS", "KMS", "O", "CO", "KO"),
    "training_hours": ("reached", "to_go", "hours_open", "within_ceiling", "within_ceiling_open", "over_ceiling", "no_rule"),
    "end_of_service": (LEAVES, MAY_LEAVE, STAYS),
}  # fmt: skip


def open_parts(figure: str) -> frozenset[str]:
    """Return the parts of a figure that hold people whose place is open."""
    return OPEN_PARTS.get("gap" if figure.startswith(GAP) else figure, frozenset({OPEN}))


def place_of(figure: str, part: str) -> tuple[int, str]:
    """Return where a part stands among the others; who is in none stands last."""
    order = _ORDERS.get(figure, ())
    if part == OPEN:
        return (len(order) + 1, part)
    return (order.index(part) if part in order else len(order), part)


def kind_of_golongan(part: str) -> str:
    """Return whether a golongan is one of PNS (`III/a`) or of PPPK (`IX`), whose numbers another figure tells."""
    return "pns" if "/" in part else "pppk"

"""What it costs to renew what runs out: as config.yaml says, else between the ends of the catalogue, else not known; never nothing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from asnkarier.agency.gates.open_classes import course_costs
from asnkarier.analysis.succession.expiring import ASSESSMENT, TEST
from asnkarier.model.jabatan import JENJANG
from asnkarier.model.said import Said, said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

# The words that the name of a course of the catalogue then holds, as `normalise` writes them.
_WORDS: Final = {ASSESSMENT: frozenset(("ASESMEN", "KOMPETENSI")), TEST: frozenset(("UJI", "KOMPETENSI"))}
_KEYS: Final = {ASSESSMENT: "assessment.cost", TEST: "assessment.test_cost"}
_LEVELS: Final = frozenset(one.rpartition("_")[2].upper() for one in JENJANG)


@dataclass(frozen=True, slots=True)
class Price:
    """What one renewal costs at least and at most, in rupiah, and what says so; all None where nothing does.

    low: of one more participant; high: with the class, where it is opened for that one.
    """

    low: int | None = None
    high: int | None = None
    basis: Said | None = None


def renewal_price(now: "Snapshot", what: str, jenjang: str) -> Price:
    """Return the price of renewing an assessment, or a test for a jenjang (empty where none is named); a contract has none that anybody says."""
    if what not in _WORDS:
        return Price()
    settings = now.settings.assessment
    own = settings.cost if what == ASSESSMENT else settings.test_cost
    if own is not None:
        return Price(own, own, said("renew_config", key=_KEYS[what]))
    asked = set(jenjang.upper().split("_")) & _LEVELS
    fitting = [
        one
        for words, one in course_costs(now).courses
        if words >= _WORDS[what] and one.cost - one.class_cost > 0 and words & _LEVELS <= asked
    ]
    if not fitting:
        return Price()
    low, high = min(one.cost - one.class_cost for one in fitting), max(one.cost for one in fitting)
    return Price(
        round(low), round(high), said("renew_catalogue", names=tuple(sorted({one.name for one in fitting})))
    )

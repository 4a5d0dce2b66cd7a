"""What would close a gate that somebody does not meet, and what that costs where the catalogue of courses says it."""

import pandas as pd

from asnkarier.analysis.gates.eligibility import Gate
from asnkarier.model.said import Said, said
from asnkarier.model.terms import normalise

_WANTED = "trainings_wanted"


class CourseCosts:
    """The courses of the catalogue by their words, with what a participant costs."""

    def __init__(self, courses: pd.DataFrame) -> None:
        """Read the catalogue."""
        names = courses["nama_pelatihan"].astype(object).tolist()
        costs = pd.to_numeric(courses["biaya"]).tolist()
        self.courses = [
            (set(normalise(str(name)).split()), str(name), cost)
            for name, cost in zip(names, costs, strict=True)
        ]

    def remedy(self, gate: Gate) -> tuple[Said | None, int | None]:
        """Return what closes a gate and its cost in rupiah for one person; None where nothing is known of either.

        A training that the gate asks for is sought in the catalogue, the cheapest course whose name holds all its words; a whole class may cost more.
        """
        required = gate.outcome.required
        names = dict(required.facts).get("names") if required.code == _WANTED else None
        if isinstance(names, tuple):
            found = [self._course(str(name)) for name in names]
            known = sorted(one for one in found if one is not None)
            if not known:
                return said("remedy_no_course"), None
            cost, name = known[0]
            return said("remedy_course", name=name), round(cost)
        return None, None

    def _course(self, wanted: str) -> tuple[float, str] | None:
        words = set(normalise(wanted).split())
        fitting = [(cost, name) for known, name, cost in self.courses if words <= known and not pd.isna(cost)]
        return min(fitting, default=None)

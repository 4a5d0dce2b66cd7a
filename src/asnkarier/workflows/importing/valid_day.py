"""From which day a list counts: the day that it states, else the year that it or the person states, else the day of the import."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.reports.shown.numbers import long_day
from asnkarier.sheets.rows.one_day import OWN_DAY

if TYPE_CHECKING:
    from asnkarier.sheets.reading import SheetReading
    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store
    from asnkarier.workflows.importing.job import Job

# Of lists that are not in `OWN_DAY`, what they state is no day that they count from: a catalogue of next year's courses
# is known today.
_ALWAYS_TOLD: Final = frozenset(("employees", "units"))
_SAID: Final = {
    "title": N_("counts from {day}, as the title above the table says"),
    "sheet": N_("counts from {day}, as the name of the sheet says"),
    "title_year": N_("counts from {day}, the end of the year that the title above the table names"),
    "sheet_year": N_("counts from {day}, the end of the year that the name of the sheet says"),
    "period": N_("counts from {day}, the end of the year of --period"),
    "doubt": N_("counts from {day}, the day of the import: the titles name several days"),
    "import": N_(
        "counts from {day}, the day of the import: the file states none (--as-of DAY import makes it another)"
    ),
}


@dataclass(frozen=True, slots=True)
class ValidDay:
    """The day from which the facts of a table count, and what says so, see `_SAID`; rival: an undated list of that day."""

    day: date
    by: str
    told: bool = False
    rival: str | None = None

    @property
    def is_stated(self) -> bool:
        """Whether the file itself or the person states the day, so that the day of the import does not matter."""
        return self.by not in ("doubt", "import")

    def lines(self) -> list[str]:
        """Return what people are told of it."""
        if not self.told:
            return []
        found = [message(_SAID[self.by], day=long_day(self.day))]
        if self.rival is not None:
            sentence = N_("{file} is of the same day; where they differ, the later import counts")
            found.append(message(sentence, file=self.rival))
        return found

    def as_json(self) -> dict[str, Any]:
        """Return it under the keys of the import's summary."""
        return {"day": self.day.isoformat(), "by": self.by}


def valid_day(job: "Job", reading: "SheetReading") -> ValidDay:
    """Return from which day the facts of a table count that have none of their own."""
    today = job.workspace.as_of
    if reading.kind not in OWN_DAY:
        return ValidDay(today, "import")
    stated = reading.stated_day
    told = reading.kind in _ALWAYS_TOLD or _has_undated(reading)
    if stated.day is not None:
        return ValidDay(stated.day, stated.by, told=True)
    for year, by in ((stated.year, f"{stated.by}_year"), (job.request.period, "period")):
        # Of this year nobody knows a better day than today; a list of next year is one of today about next year.
        if year is not None and year < today.year:
            return ValidDay(date(year, 12, 31), by, told=True)
    return ValidDay(today, "doubt" if stated.doubt else "import", told=told)


def _has_undated(reading: "SheetReading") -> bool:
    name = OWN_DAY[reading.kind or ""]
    return bool(name and len(reading.accepted) and reading.accepted[name].isna().any())


def rival_of(store: "Store | None", reading: "SheetReading", found: ValidDay, sha256: str) -> str | None:
    """Return another list of the same kind that counts from the same day, the newest; None when there is none."""
    if store is None or reading.kind not in _ALWAYS_TOLD:
        return None
    others = [one.file for one in store.batches() if _is_rival(one, reading, found, sha256)]
    return others[-1] if others else None


def _is_rival(batch: "Batch", reading: "SheetReading", found: ValidDay, sha256: str) -> bool:
    same = (batch.kind, batch.status, batch.table) == ("import", "active", reading.kind)
    return same and batch.as_of == found.day and batch.sha256 != sha256

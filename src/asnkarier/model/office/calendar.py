"""Days that a calendar program is given."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something that lasts whole days, as a calendar program shows it. uid: what names it in every later version of the same report.

    first, last: its days, both among them. about: lines of text; nothing that only a few should read.
    """

    uid: str
    title: str
    first: date
    last: date
    about: str = ""

"""A report as an iCalendar file (RFC 5545), which calendar programs read; the same report gives the same bytes."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event

from asnkarier.errors import UsageError
from asnkarier.language import _
from asnkarier.model.book import Book
from asnkarier.model.messages import N_

_PRODID: Final = "-//asnkarier//asnkarier//ID"


def calendar_bytes(book: Book) -> bytes:
    """Return the events of the report; UsageError when it is no calendar.

    Each event is whole days (its end is the day after the last). DTSTAMP is the day of the report at midnight UTC, so that no clock is in the file.
    """
    if book.events is None:
        raise UsageError(
            N_("this report holds no calendar"),
            N_("use .xlsx, .csv or .json; asn training-calendar makes .ics"),
        )
    calendar = Calendar()
    calendar.add("prodid", _PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _(book.title))
    stamp = datetime.combine(book.as_of, time(), UTC)
    for one in book.events:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", one.first)
        event.add("dtend", one.last + timedelta(days=1))
        event.add("summary", one.title)
        if one.about:
            event.add("description", one.about)
        event.add("transp", "OPAQUE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())

"""Stored moments, which are UTC, as the clock on the agency's wall showed them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from asnkarier.reports.shown.numbers import notation


def local_time(stamp: str, timezone: str) -> str:
    """Return an ISO moment in a time zone, to the minute, in the notation of the active language."""
    moment = datetime.fromisoformat(stamp).astimezone(ZoneInfo(timezone))
    return f"{notation().show_day(moment.date())} {moment:%H:%M}"

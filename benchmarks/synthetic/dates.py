"""Calendar arithmetic of the synthetic agency: whole months, first days, Indonesian words."""

from datetime import date, timedelta

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def shift_months(day: date, months: int) -> date:
    """Move by whole months; a day past the end of the month becomes its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def shift_years(day: date, years: int) -> date:
    """Move by whole years."""
    return shift_months(day, 12 * years)


def first_of_month(day: date) -> date:
    """Give the first day of the month of ``day``."""
    return day.replace(day=1)


def whole_months(start: date, end: date) -> int:
    """Count the completed months from ``start`` to ``end``."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if end.day < start.day else months


def dmy(day: date | None) -> str:
    """Write dd-mm-yyyy, or nothing."""
    return "" if day is None else day.strftime("%d-%m-%Y")


def in_words(day: date) -> str:
    """Write 12 Maret 2022."""
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"

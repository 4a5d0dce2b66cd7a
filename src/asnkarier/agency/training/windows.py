"""The months, quarters, semesters and weeks that offices write where a catalogue asks when a course is held: `Okt-Nov 2027`, `TW III`.

A text is read whole or not at all: a word, a number or an order that is not known leaves it words. Nothing is guessed: no misspelt month,
no year of two digits, no months that do not follow each other, no span that ends before it begins.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from asnkarier.analysis.training.calendar.window import ANY_YEAR, Window
from asnkarier.sheets.cells.date_text import MONTHS, plain_dashes

_YEAR_MONTHS: Final = 12
_WEEK: Final = 7
# Parts of a year, with how many there are.
_PARTS: Final = {
    **dict.fromkeys(("triwulan", "triw", "trw", "tw", "kuartal", "kwartal", "quarter", "q"), 4),
    **dict.fromkeys(("semester", "smt", "sem"), 2),
    **dict.fromkeys(("caturwulan", "cawu"), 3),
}
_NUMBERS: Final = {
    **{name: at for at, name in enumerate(("i", "ii", "iii", "iv", "v"), 1)},
    **{name: at for at, name in enumerate(("satu", "dua", "tiga", "empat", "lima"), 1)},
    **{str(at): at for at in range(1, 6)},
    "pertama": 1,
}


def _one_of(words: "Sequence[str]") -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_KE: Final = r"(?:ke[ -]*)?"
_NUMBER: Final = rf"(?:{_one_of([*_NUMBERS])})(?![a-z0-9])"
_WEEK_NUMBER: Final = rf"(?:{_one_of([one for one in _NUMBERS if not one.isdigit()])})(?![a-z0-9])"
_PART: Final = rf"(?:{_one_of([*_PARTS])})[ .-]*{_KE}"
_MONTH: Final = rf"(?P<name>{_one_of([*MONTHS])})(?![a-z])"
_TOKEN: Final = re.compile(
    rf"""(?P<year>(?:(?:tahun(?:\ anggaran)?|thn|th|t\.?\ ?a)(?![a-z])[ .]*)?(?:19|20)\d\d(?!\d))
    |(?P<always>sepanjang\ tahun(?!\ *anggaran))
    |(?P<part>{_PART}(?P<nth>{_NUMBER}))
    |(?P<week>(?:minggu|mgg|pekan)[ .-]*(?:ke[ -]*(?P<of_ke>{_NUMBER})|(?P<of_word>{_WEEK_NUMBER})))
    |(?P<month>(?:(?:bulan|bln)(?![a-z])[ .]*)?{_MONTH}\.?)
    |(?P<until>(?:s\ ?[./]?\ ?d\.?|sampai(?:\ dengan)?|hingga)(?![a-z]))
    |(?P<also>(?:dan|atau)(?![a-z])|[,&/+])
    |(?P<dash>-)
    |(?P<bare>{_KE}(?P<number>{_NUMBER}))""",
    re.VERBOSE | re.ASCII,
)
_NUMERIC: Final = re.compile(
    r"(0?[1-9]|1[0-2])[-/.]((?:19|20)\d\d)|((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])", re.ASCII
)
_ALSO: Final = "also"
_DASH: Final = "dash"
_UNTIL: Final = "until"
_JOINS: Final = (_ALSO, _DASH, _UNTIL)
_LONGEST: Final = 40  # characters before brackets and in them


@dataclass(frozen=True, slots=True)
class _End:
    """One stretch of a text: a part of a year (parts, number), a week of a month, a month, or a year alone; number: also one that stands bare."""

    year: int | None = None
    month: int | None = None
    parts: int | None = None
    week: bool = False
    number: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether more is said than a year, and nothing of it is missing."""
        if not self.number:
            return self.month is not None
        return self.month is not None if self.week else self.parts is not None and self.month is None


def window_of(text: str) -> Window | None:
    """Return the window that a tidied text names; None: not all of it is understood, or it names none that exists.

    What stands in brackets behind it adds to it or says the same: `TW III (2027)`, `TW III (Juli-September 2027)`.
    """
    plain = plain_dashes(text).casefold().strip(" .;")
    twice = _in_brackets(plain)
    if twice is None:
        return _read(plain)
    together = _read(" ".join(twice))
    one, other = _read(twice[0].strip()), _read(twice[1].strip())
    if together is not None or one is None or other is None:
        return together
    loose, dated = sorted((one, other), key=lambda each: not each.every_year)
    same = loose == dated or (
        loose.every_year and loose.within(dated.first.year) == (dated.first, dated.last)
    )
    return dated if same else None


def _in_brackets(plain: str) -> tuple[str, str] | None:
    """Return what stands before the one pair of brackets at the end of a text, and what in it; None where there is none, or nothing, or too much."""
    if (plain.count("("), plain.count(")")) != (1, 1) or not plain.endswith(")"):
        return None
    before, _, inside = plain[:-1].partition("(")
    return (before, inside) if 0 < len(before) <= _LONGEST and 0 < len(inside) <= _LONGEST else None


def _read(plain: str) -> Window | None:
    numeric = _NUMERIC.fullmatch(plain)
    if numeric:
        ends, joins = [_End(int(numeric[2] or numeric[3]), int(numeric[1] or numeric[4]))], list[str]()
    else:
        tokens = _tokens(plain)
        ends, joins = _ends(tokens) if tokens else ([], [])
    spans = _spans(_shared(ends)) if ends else None
    if spans is None or (len(spans) > 1 and not _follow(spans, joins)):
        return None
    first, last = spans[0][0], spans[-1][1]
    return Window(first, last, every_year=ends[-1].year is None and ends[0].year is None)


def _tokens(text: str) -> list[tuple[str, _End]]:
    """Return the words of a text by kind, each with what it says; empty where one is not known."""
    found: list[tuple[str, _End]] = []
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            return []
        found.append(_token(match))
        at = match.end()
    return found


def _token(match: "re.Match[str]") -> tuple[str, _End]:
    if match["year"]:
        return "year", _End(year=int(match["year"][-4:]))
    if match["always"]:
        return "part", _End(parts=1, number=1)
    if match["part"]:
        parts = next(count for name, count in _PARTS.items() if match["part"].startswith(name))
        return "part", _End(parts=parts, number=_NUMBERS[match["nth"]])
    if match["week"]:
        return "week", _End(week=True, number=_NUMBERS[match["of_ke"] or match["of_word"]])
    if match["month"]:
        return "month", _End(month=MONTHS[match["name"]])
    if match["bare"]:
        return "bare", _End(number=_NUMBERS[match["number"]])
    return next(name for name in _JOINS if match[name]), _End()


def _ends(tokens: list[tuple[str, _End]]) -> tuple[list[_End], list[str]]:
    """Return the stretches between words that join two of them, and those words; nothing where one says a thing twice."""
    ends, joins = [_End()], list[str]()
    for place, (kind, one) in enumerate(tokens):
        if kind in _JOINS:
            if kind == _UNTIL or _parts_two(ends[-1], tokens[place + 1 :]):
                ends.append(_End())
                joins.append(kind)
            continue
        grown = _with(ends[-1], one)
        if grown is None:
            return [], []
        ends[-1] = grown
    return ([], []) if _End() in ends else (ends, joins)


def _parts_two(before: _End, after: list[tuple[str, _End]]) -> bool:
    """Return whether a dash or comma stands between two stretches, not within one as in `Oktober-2027` and `Minggu II, Maret`."""
    if not after or before == _End():
        return True
    kind, _ = after[0]
    if kind == "year":
        return before.year is not None
    only_year = before == _End(year=before.year)
    week_alone = before.week and before.month is None and kind == "month"
    month_alone = before == _End(month=before.month) and kind == "week"
    return not (only_year or week_alone or month_alone)


def _with(end: _End, one: _End) -> _End | None:
    """Return a stretch with one thing more; None where it says that already, or the two are of different kinds."""
    told = {name: getattr(one, name) for name in ("year", "month", "parts", "week", "number")}
    more = {name: value for name, value in told.items() if value}
    if any(getattr(end, name) for name in more):
        return None
    grown = replace(end, **more)
    return None if grown.parts and (grown.month or grown.week) else grown


def _shared(ends: list[_End]) -> list[_End]:
    """Return the stretches with what only one of them says: the year; the kind of a bare number; the month of a week."""
    found = list(ends)
    years = {one.year for one in ends} - {None}
    if len(years) == 1:
        found = [replace(one, year=next(iter(years))) for one in found]
    for at, one in enumerate(found[1:], 1):
        if one.number and not one.parts and not one.week:
            found[at] = replace(one, parts=found[at - 1].parts, week=found[at - 1].week)
    months = {one.month for one in found} - {None}
    if all(one.week for one in found) and len(months) == 1:
        found = [replace(one, month=next(iter(months))) for one in found]
    return found


def _spans(ends: list[_End]) -> list[tuple[date, date]] | None:
    """Return the first and last day of each stretch; None where one names none, or only some name a year."""
    if len({one.year is None for one in ends}) > 1:
        return None
    found = [_span(one) for one in ends]
    return None if None in found else [one for one in found if one is not None]


def _span(end: _End) -> tuple[date, date] | None:
    year = ANY_YEAR if end.year is None else end.year
    if end == _End(year=end.year):
        return (date(year, 1, 1), date(year, 12, 31)) if end.year else None
    if not end.is_whole:
        return None
    if end.parts and end.number:
        months = _YEAR_MONTHS // end.parts
        return (
            _months(year, (end.number - 1) * months + 1, end.number * months)
            if end.number <= end.parts
            else None
        )
    if end.month is None:
        return None
    return (
        _week(year, end.month, end.number) if end.week and end.number else _months(year, end.month, end.month)
    )


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _week(year: int, month: int, number: int) -> tuple[date, date] | None:
    """Return the days of a week counted from the first of the month; the fifth has what is left, in February of a leap year nothing certain."""
    first, last = (number - 1) * _WEEK + 1, number * _WEEK
    days = monthrange(year, month)[1]
    if first > days or (year == ANY_YEAR and month == 2 and first > 28):  # noqa: PLR2004 - February of every year
        return None
    return date(year, month, first), date(year, month, min(last, days))


def _follow(spans: list[tuple[date, date]], joins: list[str]) -> bool:
    """Return whether the stretches make one: two with a word for `until` in order, several without a gap."""
    if len(spans) == 2 and joins[0] != _ALSO:  # noqa: PLR2004 - from one to the other
        return spans[0][0] <= spans[1][0] and spans[0][1] <= spans[1][1]
    one_day = timedelta(days=1)
    return all(one == _ALSO for one in joins) and all(
        late[0] - early[1] == one_day for early, late in pairwise(spans)
    )

"""One date in a text, day first always, in the spellings of Indonesian offices; a two-digit year is never guessed."""

import re
from datetime import date
from typing import Final

from asnkarier.sheets.results import Result, fault, told

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari pebruari febr pebr feb peb february", "maret mar mrt march", "april apr", "mei may", "juni jun june",
            "juli jul july", "agustus agust agus agu ags agt agst aug august", "september sep sept", "oktober okt october oct",
            "november nopember nov nop", "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_TIME: Final = (
    r"(?:(?:[ T]+|, *)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?(?:WIB|WITA|WIT|[AP]\.?M\b\.?))?)?"
)
# A moment in another zone may be another day here: only midnight UTC written as such is taken as the day it names.
_MIDNIGHT: Final = r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)"
_ISO: Final = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?:{_MIDNIGHT}|{_TIME})", re.IGNORECASE)
NUMERIC: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}}) ?([-/. ]) ?(\d{{1,2}}) ?[-/. ] ?(\d{{1,4}}){_TIME}(?!\d)", re.IGNORECASE
)
_USUAL: Final = re.compile(r"(\d{2})[-/.](\d{2})[-/.](\d{4})", re.ASCII)
_WORDED: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})[- ./]*([A-Za-z]+)[- ./,']*(\d{{1,4}}){_TIME}(?!\d)", re.IGNORECASE
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_COMPACT_DAY_FIRST: Final = re.compile(r"(\d{2})(\d{2})(\d{4})")
_DIGIT: Final = re.compile(r"\d")
# A year alone, or with its month: `2015`, `Tahun 2015`, `Maret 2020`, `03/2020`, `2020-03`.
_YEAR_ONLY: Final = re.compile(r"(?:TAHUN|THN|TH)?[ .]*((?:19|20)\d{2})", re.IGNORECASE | re.ASCII)
_MONTH_YEAR: Final = re.compile(r"([A-Za-z]{3,9})\.?[- /,']{0,2}((?:19|20)\d{2})", re.ASCII)
_MONTH_NUMBER: Final = re.compile(r"(\d{1,2})[-/.]((?:19|20)\d{2})|((?:19|20)\d{2})[-/.](\d{1,2})", re.ASCII)
_YEARS: Final = range(1900, 2101)
# 1 March 1900 to 31 December 2199: before it the epoch of 1900 has no true days.
STYLED_SERIALS: Final = range(61, 109_575)
HALF_KNOWN_YEARS: Final = range(1940, 2101)
YEAR_DIGITS: Final = 4
_DASHES: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)  # of word processors
_TWELVE: Final = 12


def plain_dashes(text: str) -> str:
    """Return the text with every dash as `-`."""
    return text.translate(_DASHES)


def parse_date_text(text: str) -> Result:
    """Return the one date in a tidied text, or the fault; words around it that hold no digits are passed over.

    Of a date that names only its year, or month and year, nothing is made: it is told, and counts as unknown.
    """
    usual = _USUAL.fullmatch(text)
    if usual:  # almost every cell, and nothing else can be read in it
        return _date(text, usual[1], usual[2], usual[3])
    text = plain_dashes(text)
    iso = _ISO.fullmatch(text)
    if iso:
        return _date(text, iso[3], iso[2], iso[1])
    compact = compact_date(text)
    if compact:
        return compact
    year = _half_known(text)
    if year:
        return half_known(text, year)
    found = _search(text)
    if found is None:
        return fault("TANGGAL-BENTUK", text)
    start, end, day, month, year = found
    before, after = text[:start], text[end:]
    if _DIGIT.search(before) or _DIGIT.search(after):
        return fault("TANGGAL-DUA", text)
    result = _date(text, day, month, year)
    if isinstance(result, date) and after.strip(" .,;)'"):
        return told(result, "TANGGAL-TAMBAHAN", text)
    return result


def half_known(text: str, year: str) -> Result:
    """Return that no more than a year is known: the date is unknown, and it is told."""
    return told(None, "TANGGAL-SEBAGIAN", text, year=year)


def _half_known(text: str) -> str | None:
    """Return the year of a text that names a year alone, or with its month; None of any other."""
    alone, worded, numbered = (
        _YEAR_ONLY.fullmatch(text),
        _MONTH_YEAR.fullmatch(text),
        _MONTH_NUMBER.fullmatch(text),
    )
    if alone:
        return alone[1]
    if worded:
        return worded[2] if worded[1].casefold() in MONTHS else None
    if numbered:
        return (numbered[2] or numbered[3]) if int(numbered[1] or numbered[4]) <= _TWELVE else None
    return None


def _search(text: str) -> tuple[int, int, str, str, str] | None:
    match = NUMERIC.search(text)
    if match:
        return match.start(), match.end(), match[1], match[3], match[4]
    for match in _WORDED.finditer(text):
        month = MONTHS.get(match[2].casefold())
        if month:
            return match.start(), match.end(), match[1], str(month), match[3]
    return None


def _date(text: str, day: str, month: str, year: str) -> Result:
    if len(year) != YEAR_DIGITS:
        return fault("TANGGAL-TAHUN-PENDEK", text)
    if 0 in (int(day), int(month)) and int(month) <= _TWELVE:
        if int(year) in _YEARS:
            return half_known(text, year)
        if int(day) == int(month) == int(year) == 0:
            return None
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return fault("TANGGAL-MUSTAHIL", text)
    return found if found.year in _YEARS else fault("TANGGAL-MUSTAHIL", text)


def compact_date(text: str) -> date | None:
    """Return the date of eight digits, year first or day first; a plausible year makes the two exclude each other."""
    first, last = _COMPACT.fullmatch(text), _COMPACT_DAY_FIRST.fullmatch(text)
    parts = ((first[1], first[2], first[3]) if first else None, (last[3], last[2], last[1]) if last else None)
    for year, month, day in filter(None, parts):
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if found.year in _YEARS:
            return found
    return None

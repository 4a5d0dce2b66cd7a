"""The day that a sheet says it is of, in the titles above its header or in its name: `Keadaan per 31 Desember 2025`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from asnkarier.sheets.cells.date_text import parse_date_text, plain_dashes

_LEAD: Final = (
    r"\b(?:(?:keadaan|kondisi|posisi|status)(?: data)?(?: (?:per|pada|sampai dengan|s\.?d\.?))?|per|pertanggal|as of)[ :]{1,3}"
    r"(?:(?:tanggal|tgl\.?|pada|hari ini)[ :]{1,3})?"
)
_DAY: Final = re.compile(
    _LEAD
    + r"(\d{1,2}[- ./]{1,3}[a-z]{3,9}[- ./,]{1,3}\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{1,2}-\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(
    r"\b(?:tahun|thn\.?|ta\.?|t\.a\.?)[ :]{0,3}((?:19|20)\d{2})(?![\d/])", re.IGNORECASE
)
_YEAR_IN_TITLE: Final = re.compile(r"\bTAHUN\b\D{0,20}((?:19|20)\d{2})\b", re.IGNORECASE)
# A title that names the first and the last day of one year.
_WHOLE_YEAR: Final = re.compile(r"\b0?1 JAN\w*\b.{1,30}\b31 DES\w*\b", re.IGNORECASE)
_ANY_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class StatedDay:
    """What a sheet says of its day: the day, or only the year; `by` is `title` or `sheet`. doubt: it says several days."""

    day: date | None = None
    year: int | None = None
    by: str = ""
    doubt: bool = False


def stated_day(titles: Iterable[str], sheet: str | None) -> StatedDay:
    """Return the one day, else the one year, that the titles state; where they state none, the name of the sheet."""
    for by, texts in (("title", tuple(titles)), ("sheet", (sheet,) if sheet else ())):
        words = [_BLANKS.sub(" ", plain_dashes(text)) for text in texts]
        days = {found for text in words for match in _DAY.findall(text) if (found := _day(match)) is not None}
        if days:
            alone = len(days) == 1
            return StatedDay(days.pop() if alone else None, by=by, doubt=not alone)
        years = {int(year) for text in words for year in _YEAR.findall(text)}
        if len(years) == 1:
            return StatedDay(year=years.pop(), by=by)
    return StatedDay()


def year_of_titles(titles: Iterable[str]) -> int | None:
    """Return the one year that titles give to all rows below, as `Tahun 2025` or from its first day to its last."""
    titles = tuple(titles)
    years = {int(match[1]) for title in titles if (match := _YEAR_IN_TITLE.search(title))}
    years |= {int(year) for title in titles if _WHOLE_YEAR.search(title) for year in _ANY_YEAR.findall(title)}
    return years.pop() if len(years) == 1 else None


def _day(text: str) -> date | None:
    found = parse_date_text(text.strip())
    return found if isinstance(found, date) else None

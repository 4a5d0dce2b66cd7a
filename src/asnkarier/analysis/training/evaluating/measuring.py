"""The changes that tell of a course: levels before and after it, levels later on, levels before it was taken, and ratings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.appraisals import ELEMENTS, Appraisals
from asnkarier.analysis.training.evaluating.comparing import Comparison
from asnkarier.analysis.training.evaluating.matching import Matched
from asnkarier.analysis.training.evaluating.posts_then import PostsThen
from asnkarier.analysis.training.evaluating.series import Series, series_of

# After how many months it is asked whether the gain is still there, and the days that they are.
LATER: Final = {6: 183, 12: 365}
RATINGS: Final = ("hasil_kerja", "perilaku_kerja")
_RATING: Final = {word: float(len(ELEMENTS) - place) for place, word in enumerate(ELEMENTS)}
Found = tuple[pd.DataFrame, Matched]


@dataclass(frozen=True)
class Evidence:
    """What is known of people and courses.

    people: the NIPs that places speak of; assessments: nip, kompetensi, level, tanggal_asesmen, every dated one of them;
    trainings, courses: as in model.frames; appraisals: one per person and year; unsure: places of those whose register of trainings is not known.
    """

    people: pd.Index
    posts: PostsThen
    assessments: pd.DataFrame
    trainings: pd.DataFrame
    courses: pd.DataFrame
    appraisals: Appraisals
    unsure: Ints


def level_series(evidence: Evidence, as_of: date) -> dict[str, Series]:
    """Return the levels of each competency up to the day; without a date a level is of no known time and left out."""
    frame = evidence.assessments
    person = evidence.people.get_indexer(pd.Index(frame["nip"])).astype(np.int64)
    day = frame["tanggal_asesmen"].to_numpy(dtype="datetime64[D]")
    level = frame["level"].to_numpy(dtype=np.float64, na_value=np.nan)
    kept = (person >= 0) & ~np.isnat(day) & (day <= np.datetime64(as_of, "D")) & ~np.isnan(level)
    place = np.flatnonzero(kept)
    names, code = np.unique(
        frame["kompetensi"].to_numpy(dtype=object)[place].astype(str), return_inverse=True
    )
    days = day.astype(np.int64)
    found = {}
    for number, name in enumerate(names.tolist()):
        mine = place[code == number]
        found[name] = series_of(person[mine], days[mine], level[mine], mine)
    return found


def rating_series(appraisals: Appraisals, element: str) -> Series:
    """Return a rating (3 above expectation, 2 as expected, 1 below) as of the end of its year."""
    words = getattr(appraisals, element)
    rating = np.array([_RATING.get(word, np.nan) for word in words], dtype=np.float64)
    place = np.flatnonzero(~np.isnan(rating))
    years = appraisals.tahun[place]
    return series_of(appraisals.person[place], _year_ends(years), rating[place], place, years)


def gained(evidence: Evidence, taken: pd.DataFrame, levels: dict[str, Series], later: int = 0) -> Found:
    """Return each participation with the last level before it and the first one more than `later` days after it, compared."""
    comparison = _comparison(evidence, taken)
    for kompetensi, series, rows in _by_competency(taken, levels):
        person, start, end = (taken[name].to_numpy()[rows] for name in ("person", "start", "end"))
        before = series.last_before(person, start)
        comparison.add(kompetensi, series, rows, before, series.first_from(person, end + max(later, 1)))
    return comparison.compared()


def gained_before(evidence: Evidence, taken: pd.DataFrame, levels: dict[str, Series]) -> Found:
    """Return the same for the time before the course, when it cannot have had an effect: from one assessment to the last before it."""
    comparison = _comparison(evidence, taken, ever=True)
    for kompetensi, series, rows in _by_competency(taken, levels):
        person, start = (taken[name].to_numpy()[rows] for name in ("person", "start"))
        last = series.last_before(person, start)
        earlier = series.last_before(person, np.where(last >= 0, series.days(last), start))
        comparison.add(kompetensi, series, rows, np.where(last >= 0, earlier, -1), last)
    return comparison.compared()


def rated(evidence: Evidence, taken: pd.DataFrame, element: str) -> Found:
    """Return each participation with the rating of the year before it and of the year after it, compared."""
    series = rating_series(evidence.appraisals, element)
    comparison = _comparison(evidence, taken)
    for kompetensi, _, rows in _by_competency(taken, {}):
        person, start, end = (taken[name].to_numpy()[rows] for name in ("person", "start", "end"))
        before = _of_year(series, person, _years(start) - 1)
        comparison.add(kompetensi, series, rows, before, _of_year(series, person, _years(end) + 1))
    return comparison.compared()


def _comparison(evidence: Evidence, taken: pd.DataFrame, *, ever: bool = False) -> Comparison:
    return Comparison(taken, evidence.posts, len(evidence.people), evidence.unsure, ever)


def _by_competency(taken: pd.DataFrame, levels: dict[str, Series]) -> Iterator[tuple[str, Series, Ints]]:
    """Yield each competency with its levels and the places of the participations that may tell something of it."""
    none = series_of(*(np.empty(0, np.int64),) * 2, np.empty(0), np.empty(0, np.int64))
    asked = np.flatnonzero(taken["status"].eq("").to_numpy())
    names, code = np.unique(
        taken["kompetensi"].to_numpy(dtype=object)[asked].astype(str), return_inverse=True
    )
    for number, name in enumerate(names.tolist()):
        yield name, levels.get(name, none), asked[code == number].astype(np.int64)


def _of_year(series: Series, person: Ints, year: Ints) -> Ints:
    """Return the entry of each person's rating of the year, -1 for none."""
    at = series.first_from(person, _year_ends(year))
    right = np.append(series.round, -1)[at] == year
    return np.where(right, at, -1).astype(np.int64)


def _years(day: NDArray[np.int64]) -> Ints:
    years: Ints = day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def _year_ends(year: Ints) -> Ints:
    ends: Ints = (year - 1970 + 1).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) - 1
    return ends

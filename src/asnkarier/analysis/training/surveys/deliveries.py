"""To which delivery of a course (name, provider, year) an answer about it belongs, and when its training ended."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints, texts
from asnkarier.analysis.training.evaluating.series import NO_DAY
from asnkarier.model.terms import meant_title, normalise

# A test before the course is taken within so many days before it.
_AHEAD: Final = 31
_BEFORE: Final = "ujian_awal"
_NO_YEAR: Final = -1


class _Session(NamedTuple):
    provider: str
    tahun: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sessions:
    """Who followed which delivery: one row per person and training; person, name, provider, tahun (-1), start, end (NO_DAY)."""

    frame: pd.DataFrame

    @classmethod
    def of(cls, taken: pd.DataFrame) -> "Sessions":
        """Return the sessions of the participations (see `participations`), of which a course for two competencies has two."""
        names = [
            "person",
            "training",
            "name",
            "provider",
            "tahun",
            "start",
            "end",
            "nama_pelatihan",
            "penyelenggara",
            "kode",
        ]
        once = taken[names].drop_duplicates(["person", "training"])
        return cls(once.sort_values(["name", "start", "person"], kind="stable", ignore_index=True))


def answers_of(
    surveys: pd.DataFrame, courses: pd.DataFrame, sessions: Sessions, people: pd.Index
) -> pd.DataFrame:
    """Return one row per answer: who, fase, value, low, high (the scale), day, and its delivery.

    surveys: as in `model.frames`. who: the respondent, a NIP where there is one. name, provider (normalised), tahun (-1: not known): the
    delivery; end: when its training was over, NO_DAY where not known; place: the row of `surveys`. A code of the catalogue names its course. The
    delivery is that of the person's own training where one is recorded (of the year that is stated, else the last one begun by the day of the
    answer); else the year stated, else that of the last delivery begun by then, else that of the answer.
    """
    by_kode = {
        normalise(kode): name
        for kode, name in zip(texts(courses, "kode"), texts(courses, "nama_pelatihan"), strict=True)
    }
    nip = texts(surveys, "nip")
    found = pd.DataFrame(
        {
            "who": [one or two for one, two in zip(nip, texts(surveys, "responden"), strict=True)],
            "person": people.get_indexer(pd.Index(nip)).astype(np.int64),
            "fase": texts(surveys, "fase"),
            "value": surveys["nilai"].to_numpy(dtype=np.float64),
            "low": surveys["skala_min"].to_numpy(dtype=np.float64),
            "high": surveys["skala_maks"].to_numpy(dtype=np.float64),
            "day": _days(surveys["tanggal"]),
            "stated": surveys["tahun"].fillna(_NO_YEAR).to_numpy(dtype=np.int64),
            "nama_pelatihan": [
                by_kode.get(normalise(kode), name) if kode else name
                for kode, name in zip(texts(surveys, "kode"), texts(surveys, "nama_pelatihan"), strict=True)
            ],
            "penyelenggara": texts(surveys, "penyelenggara"),
            "place": np.arange(len(surveys)),
        }
    )
    titles = meant_title({normalise(one) for one in texts(courses, "nama_pelatihan")})
    for key, shown, said in (("name", "nama_pelatihan", titles), ("asked", "penyelenggara", normalise)):
        words = {one: said(one) for one in found[shown].unique()}
        found[key] = found[shown].map(words).astype(object)
    return _with_delivery(found, sessions.frame)


def _with_delivery(answers: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    held = _Held(sessions)
    names = ("name", "asked", "stated", "person", "fase", "day")
    asked = zip(*(answers[name].tolist() for name in names), strict=True)
    told = [held.delivery(*one) for one in asked]
    return answers.join(pd.DataFrame(told, columns=["provider", "tahun", "end"], index=answers.index))


class _Held:
    """The deliveries of each course, by their first day."""

    def __init__(self, sessions: pd.DataFrame) -> None:
        names = ("name", "person", "provider", "tahun", "start", "end")
        self._all: dict[str, list[_Session]] = {}
        self._own: dict[tuple[str, int], list[_Session]] = {}
        for name, person, *session in zip(*(sessions[one].tolist() for one in names), strict=True):
            one = _Session(*session)
            self._all.setdefault(name, []).append(one)
            self._own.setdefault((name, person), []).append(one)
        self._some: dict[tuple[str, str, int], list[_Session]] = {}

    def delivery(
        self, name: str, asked: str, stated: int, person: int, fase: str, day: int
    ) -> tuple[str, int, int]:
        """Return provider, year and end of the delivery that an answer is about."""
        key = (name, asked, stated)
        if key not in self._some:
            self._some[key] = _fitting(self._all.get(name, []), asked, stated)
        held, own = self._some[key], _fitting(self._own.get((name, person), []), asked, stated)
        by = day if day == NO_DAY else day + (_AHEAD if fase == _BEFORE else 0)
        found = _begun_by(own, by) or _begun_by(held, by)
        if found is not None:
            return found.provider, found.tahun, found.end
        providers = {one.provider for one in held}
        provider = asked or (providers.pop() if len(providers) == 1 else "")
        return provider, _year(day) if stated == _NO_YEAR else stated, NO_DAY


def _fitting(held: "list[_Session]", asked: str, stated: int) -> "list[_Session]":
    return [one for one in held if asked in ("", one.provider) and stated in (_NO_YEAR, one.tahun)]


def _begun_by(held: "list[_Session]", by: int) -> "_Session | None":
    """Return the last one begun by the day; without a day the only delivery that there is."""
    if by == NO_DAY:
        return held[-1] if len({(one.provider, one.tahun) for one in held}) == 1 else None
    at = bisect_right(held, by, key=lambda one: one.start)
    return held[at - 1] if at else None


def _days(series: pd.Series) -> Ints:
    days: Ints = series.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return days


def _year(day: int) -> int:
    return (
        _NO_YEAR
        if day == NO_DAY
        else int(np.datetime64(day, "D").astype("datetime64[Y]").astype(np.int64)) + 1970
    )

"""Requests for training beside the plan: which courses they mean, who asked, and where they ask for more than there is."""

from dataclasses import dataclass
from datetime import date
from numbers import Integral
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.provenance import cell_of
from asnkarier.agency.selection import Who, selected
from asnkarier.analysis.training.pairs import outside_year
from asnkarier.model.said import Said, said
from asnkarier.model.terms import meant_title, normalise, origin_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from asnkarier.agency.snapshot import Snapshot

UNIT, PERSON = "unit", "pribadi"
# The words of the request name neither; it is nobody's, and counts among those of neither.
UNCLEAR: Final = "tidak_jelas"


@dataclass(frozen=True)
class Left:
    """Requests of people who do not count: of such who left (no longer listed, or out of service), and of NIPs that no list of employees holds; problems: where, kode, what."""

    left: int = 0
    unlisted: int = 0
    problems: tuple[tuple[str, str, Said], ...] = ()


@dataclass(frozen=True)
class _Named:
    """How the catalogue names its courses, normalised: kodes by name and by kode."""

    by_kode: "Mapping[str, str]"
    by_name: "Mapping[str, tuple[str, ...]]"
    title: "Callable[[str], str]"

    @classmethod
    def of(cls, courses: pd.DataFrame) -> "_Named":
        by_name: dict[str, tuple[str, ...]] = {}
        for name, kode in zip(courses["nama_pelatihan"], courses["kode"], strict=True):
            known = by_name.get(normalise(name), ())
            by_name[normalise(name)] = known if kode in known else (*known, kode)
        return cls({normalise(kode): kode for kode in courses["kode"]}, by_name, meant_title(by_name))

    def by_code(self, row: "Mapping[Any, Any]") -> str | None:
        """Return the course whose code a request says; None where it says none that is known."""
        text = row["kode"]
        return self.by_kode.get(normalise(text)) if isinstance(text, str) else None

    def by_words(self, row: "Mapping[Any, Any]") -> tuple[str, ...]:
        """Return the courses that the name of a request may mean; it may be a code."""
        text = row["nama_pelatihan"]
        own = self.by_kode.get(normalise(text))
        return self.by_name.get(self.title(text)) or (() if own is None else (own,))

    def disagrees(self, row: "Mapping[Any, Any]") -> bool:
        """Return whether the code is of one course and the name of another."""
        code, words = self.by_code(row), self.by_words(row)
        return code is not None and bool(words) and code not in words

    def meant(self, row: "Mapping[Any, Any]") -> str | None:
        """Return the course that a request means; None where nobody knows."""
        words = self.by_words(row)
        return None if self.disagrees(row) else self.by_code(row) or (words[0] if len(words) == 1 else None)


@dataclass(frozen=True)
class Requested:
    """rows: nip, kode (empty where the catalogue has no such course), asal (unit | pribadi | tidak_jelas), tahun, one per request; problems: where, kode, what."""

    rows: pd.DataFrame
    problems: list[tuple[str, str, Said]]


def read_requests(
    now: "Snapshot", nips: pd.Series, courses: pd.DataFrame, years: "Collection[int]"
) -> Requested:
    """Return the requests of these people for the years of the plan. A request names a course by kode or by name.

    A request without a year is one for the first of them. Those for years after the plan, and for a year in which the catalogue does not hold the course,
    are told as problems and are not among the rows.
    """
    asked = now.frames["training_requests"]
    asked = asked[asked["nip"].isin(nips)]
    later = asked[asked["tahun"].notna() & (asked["tahun"] > max(years))]
    asked = asked[asked["tahun"].isna() | asked["tahun"].isin(years)]
    named = _Named.of(courses)
    kodes = [named.meant(row) for row in asked.to_dict("records")]
    problems = [*_not_known(now, asked, kodes, named)]
    rows = pd.DataFrame(
        {
            "nip": asked["nip"].to_numpy(),
            "kode": pd.Series(kodes, dtype="str"),
            "asal": pd.Series([origin_of(text) or UNCLEAR for text in asked["asal"]], dtype="str"),
            "tahun": asked["tahun"].fillna(min(years)).to_numpy(),
        }
    )
    placed = rows.assign(where=[_place(now, row) for row in asked.to_dict("records")])
    held = _held(now, placed, courses)
    problems += [
        *_not_held(placed[~held]),
        *_over_seats(placed[held], courses),
        *_after(now, later),
    ]
    return Requested(rows[held].drop_duplicates(), problems)


def left_out(whole: "Snapshot", now: "Snapshot", unit: str | None, years: "Collection[int]") -> Left:
    """Return the requests for these years of people who do not count. whole: everybody; now: who counts; unit: only of people of this unit (None: of all)."""
    asked = whole.frames["training_requests"]
    asked = asked[asked["tahun"].isna() | asked["tahun"].isin(years)]
    asked = asked[~asked["nip"].isin(now.employees["nip"])]
    listed = asked["nip"].isin(selected(whole, Who(unit=unit)).employees["nip"])
    gone = asked[listed]
    other = asked[~asked["nip"].isin(whole.employees["nip"])] if unit is None else asked.iloc[:0]
    groups = (("request_left", gone), ("request_unlisted", other))
    problems = tuple(
        (_place(whole, mine.iloc[0].to_dict(), "nip"), "", said(code, count=len(mine)))
        for code, mine in groups
        if len(mine)
    )
    return Left(len(gone), len(other), problems)


def _not_known(
    now: "Snapshot", asked: pd.DataFrame, kodes: "Sequence[str | None]", named: _Named
) -> "Iterator[tuple[str, str, Said]]":
    """Yield one problem per name that the catalogue does not have, or has several times, and per code and name that are of two courses, at its first request."""
    apart: dict[tuple[str, str], list[str]] = {}
    several: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    told = set()
    for row, kode in zip(asked.to_dict("records"), kodes, strict=True):
        name = row["nama_pelatihan"]
        if named.disagrees(row):
            apart.setdefault((row["kode"], name), []).append(_place(now, row, "kode"))
        elif kode is None and len(words := named.by_words(row)) > 1:
            several.setdefault(words, []).append((_place(now, row), name))
        elif kode is None and normalise(name) not in told:
            told.add(normalise(name))
            yield _place(now, row), "", said("request_course", name=name)
    for (code, name), places in apart.items():
        yield places[0], "", said("request_disagrees", count=len(places), kode=code, name=name)
    for words, found in several.items():
        where, name = found[0]
        kodes = ", ".join(words)
        yield where, "", said("request_several", count=len(found), name=name, kodes=kodes)


def _held(now: "Snapshot", rows: pd.DataFrame, courses: pd.DataFrame) -> "pd.Series[bool]":
    """Return of which requests the course is held in their year, as far as the catalogue says a day or a part of the year."""
    outside: set[tuple[str, int]] = set()
    for year in {int(one) for one in rows["tahun"]}:
        begin = max(now.as_of, date(year, 1, 1))
        outside |= {(kode, year) for kode in courses["kode"][outside_year(courses, begin)]}
    pairs = zip(rows["kode"], rows["tahun"], strict=True)
    return pd.Series([(kode, int(year)) not in outside for kode, year in pairs], index=rows.index, dtype=bool)


def _not_held(rows: pd.DataFrame) -> "Iterator[tuple[str, str, Said]]":
    """Yield one problem per course and year in which it is asked for and not held, at its first request."""
    for (kode, year), mine in rows.groupby(["kode", "tahun"], sort=True):
        told = said("request_not_held", count=len(mine), year=int(str(year)))
        yield str(mine["where"].iloc[0]), str(kode), told


def _place(now: "Snapshot", row: "Mapping[Any, Any]", field: str = "nama_pelatihan") -> str:
    source, line = row.get("source_id"), row.get("row")
    if not isinstance(source, Integral) or not isinstance(line, Integral) or int(source) not in now.sources:
        return ""
    return cell_of(now.sources[int(source)], field, int(line))


def _after(now: "Snapshot", later: pd.DataFrame) -> "Iterator[tuple[str, str, Said]]":
    """Yield one problem per year after the plan for which people are asked for, at its first request."""
    for year, mine in later.groupby("tahun", sort=True):
        first = _place(now, mine.iloc[0].to_dict())
        yield first, "", said("request_after", count=len(mine), year=int(str(year)))


def _over_seats(rows: pd.DataFrame, courses: pd.DataFrame) -> list[tuple[str, str, Said]]:
    """Return one problem per course and year in which units ask for more places than all its classes have, at the first request beyond."""
    out = []
    seats = (courses["kuota"] * courses["kelas"].fillna(1)).set_axis(courses["kode"])
    by_unit = rows[rows["asal"].eq(UNIT) & rows["kode"].notna()]
    by_unit = by_unit.drop_duplicates(["nip", "kode", "tahun"])
    for (kode, _), mine in by_unit.groupby(["kode", "tahun"], sort=True):
        most = seats.get(kode)
        if pd.notna(most) and len(mine) > most:
            first = str(mine["where"].iloc[int(most)])
            out.append((first, str(kode), said("request_seats", count=len(mine), seats=int(most))))
    return out


def marked(chosen: pd.DataFrame, requested: Requested) -> pd.Series:
    """Return for every line who asked for it: unit, pribadi, both joined, tidak_jelas where no request says it, or nothing. It is shown, never scored."""
    known = requested.rows[requested.rows["kode"].notna()].sort_values(["nip", "kode", "asal"], kind="stable")
    texts = known.groupby(["nip", "kode"])["asal"].agg(
        lambda each: " + ".join(sorted({*each} - {UNCLEAR}, reverse=True)) or UNCLEAR
    )
    found = texts.to_dict()
    return pd.Series(
        [found.get(pair) for pair in zip(chosen["nip"], chosen["kode"], strict=True)],
        index=chosen.index,
        dtype="str",
    )

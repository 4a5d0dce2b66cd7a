"""The people of the agency on one day: who they are, in which class of post, and which standard judges them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.known import EMPLOYEE_WORDS, LISTED, kept_of
from asnkarier.analysis.careers.listed_before import listed_before
from asnkarier.analysis.careers.spell_rows import class_law
from asnkarier.analysis.kept import Kept, Same
from asnkarier.catalog.defaults import standard_for
from asnkarier.model.jabatan import normalise_jabatan, own_post, split_jenjang

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.analysis.match.matrices import Assessed, CompetencyMatrices
    from asnkarier.catalog.types import JobStandard

_LEVELS: Final = "levels"


@dataclass(frozen=True)
class People:
    """Employees sorted by nip, with `kelompok` (class of post) and `standar` (id of the standard) added.

    standard_of: for each person the place of the standard in `standards`, -1 when there is none.
    levels: the latest level of each person and competency that counts, see `Snapshot.levels`. kept: what is worked out of these people and
    levels once, whatever standards judge them.
    """

    employees: pd.DataFrame
    standards: tuple["JobStandard", ...]
    standard_of: NDArray[np.int64]
    levels: pd.DataFrame
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)

    @classmethod
    def judged(
        cls,
        employees: pd.DataFrame,
        levels: pd.DataFrame,
        standards: Sequence["JobStandard"],
        standard_of: NDArray[np.int64],
    ) -> "People":
        """Return these employees with `standar`; the other arguments as above."""
        ids = np.array([standard.id for standard in standards] + [None], dtype=object)
        named = employees.assign(standar=pd.Series(ids[standard_of], dtype="str"))
        return cls(named, tuple(standards), standard_of, levels)

    @cached_property
    def matrices(self) -> "CompetencyMatrices":
        """The competency matrices of these people and standards."""
        from asnkarier.analysis.match.matrices import assessed_levels, build_matrices

        nips = self.employees["nip"]
        known = self.kept.of(_LEVELS, lambda: assessed_levels(self.levels, nips.tolist()))
        return build_matrices(self.levels, known.people, self.standards, known)

    def among(self, keep: NDArray[np.bool_]) -> "People":
        """Return only the people where `keep` is true; their levels, where those of everybody are laid out already, are not looked for again."""
        employees = self.employees[keep].reset_index(drop=True)
        some = People(employees, self.standards, self.standard_of[keep], self.levels)
        laid_out: Assessed | None = self.kept.found(_LEVELS)
        if laid_out is not None:
            some.kept.of(_LEVELS, lambda: laid_out.among(keep))
        return some

    def judged_by(self, standards: Sequence["JobStandard"], standard_of: NDArray[np.int64]) -> "People":
        """Return the same people judged by other standards."""
        return replace(People.judged(self.employees, self.levels, standards, standard_of), kept=self.kept)


def valid_levels(levels: pd.DataFrame, snapshot: "Snapshot") -> pd.DataFrame:
    """Leave out the levels that are older than the agency's limit; without a limit all count."""
    years = snapshot.settings.assessment.valid_years
    if years is None:
        return levels
    limit = pd.Timestamp(snapshot.as_of) - pd.DateOffset(years=years)
    return levels[~(levels["tanggal_asesmen"] < limit)].reset_index(drop=True)


def judged_people(snapshot: "Snapshot") -> People:
    """Return everybody, each against the standard of the post held. Where no level runs out, the levels are laid out once for all days."""
    standards, standard_of = match_standards(snapshot, pairs_of(snapshot.employees))
    found = People.judged(snapshot.employees, snapshot.levels, standards, standard_of)
    lasting = snapshot.settings.assessment.valid_years is None
    return replace(found, kept=kept_of(snapshot.frames)) if lasting else found


def listed_earlier(snapshot: "Snapshot") -> pd.DataFrame | None:
    """Return the posts that earlier lists of employees tell; None where there is one list only."""
    words = snapshot.frames[EMPLOYEE_WORDS] if snapshot.several_lists else None
    if words is None or "vouched_as_of" not in words:  # invented people have no earlier lists
        return None
    people, recorded = snapshot.people.employees, snapshot.frames["positions"]["nip"]
    return kept_of(snapshot.frames).of(  # the day of the question has no part in it
        "listed before", lambda: listed_before(words, people, frozenset(recorded))
    )


def classed(snapshot: "Snapshot", name: str, sort: str = "") -> pd.DataFrame:
    """Return a table with what `with_kelompok` adds, sorted by a field where one is named; made once for all days of one law of classes."""
    frame = snapshot.frames[name]
    law = class_law(snapshot.rulebook, snapshot.as_of)
    return kept_of(snapshot.frames).of(
        (name, Same(snapshot.rulebook), Same(snapshot.catalog), law),
        lambda: with_kelompok(
            frame.sort_values(sort, kind="stable", ignore_index=True) if sort else frame, snapshot
        ),
    )


def no_longer_counted(snapshot: "Snapshot") -> pd.DataFrame:
    """Return who is listed but left out of the other tables (retired, away, left), with `kelompok`: what they are told to be tells of the post that they had."""
    listed = snapshot.frames[LISTED]
    out = listed[~listed["nip"].isin(snapshot.frames["employees"]["nip"])]
    return with_kelompok(out.reset_index(drop=True), snapshot)


def told_of_posts(frame: pd.DataFrame, name: str) -> Iterator[tuple[str, Any]]:
    """Yield each normalised position with each value that its holders have of a field, in the order of the frame."""
    known = frame[["jabatan", name]].dropna().drop_duplicates()
    yield from ((normalise_jabatan(post), value) for post, value in known.itertuples(index=False))


def with_kelompok(frame: pd.DataFrame, snapshot: "Snapshot") -> pd.DataFrame:
    """Add `kelompok` and fill `jenjang` from the position's own name; both stay missing when nothing says them.

    The class comes from jenis_jabatan, eselon and jenjang; a post whose data do not say it takes the class that its
    own standard states, else the one that the law gives its name (`jabatan/eselon_jabatan`). A post in which the holder
    only acts for a time says nothing of it.
    """
    keys = list(
        zip(
            _texts(frame["jenis_jabatan"]),
            _texts(frame["eselon"]),
            _texts(frame["jenjang"]),
            _texts(frame["jabatan"]),
            strict=True,
        )
    )
    found = {key: _kelompok_and_jenjang(snapshot, *key) for key in dict.fromkeys(keys)}
    return frame.assign(
        jenjang=pd.Series([found[key][1] for key in keys], index=frame.index, dtype="str"),
        kelompok=pd.Series([found[key][0] for key in keys], index=frame.index, dtype="str"),
    )


def _kelompok_and_jenjang(
    snapshot: "Snapshot", jenis: str | None, eselon: str | None, jenjang: str | None, jabatan: str | None
) -> tuple[str | None, str | None]:
    if jabatan is not None and eselon is not None:
        eselon = snapshot.rulebook.own_eselon(jabatan, eselon, snapshot.as_of)
    jabatan = None if jabatan is None else own_post(jabatan)
    if jenjang is None and jabatan is not None and jenis in {None, "fungsional"}:
        jenjang = split_jenjang(jabatan)[1]
    kelompok = snapshot.rulebook.kelompok_of(jenis, eselon, jenjang, snapshot.as_of)
    if kelompok is None and jabatan is not None:
        standard = snapshot.catalog.for_jabatan(jabatan)
        kelompok = standard.kelompok if standard else None
        if kelompok is None and jenjang is None and jenis in {None, "struktural"} and eselon is None:
            kelompok = snapshot.rulebook.kelompok_by_name(jabatan, snapshot.as_of)
    return kelompok, jenjang


def pairs_of(employees: pd.DataFrame) -> list[tuple[str | None, str | None]]:
    """Return the (jabatan, kelompok) of everybody, None where one is missing."""
    return list(zip(_texts(employees["jabatan"]), _texts(employees["kelompok"]), strict=True))


def match_standards(
    snapshot: "Snapshot", pairs: Sequence[tuple[str | None, str | None]]
) -> tuple[tuple["JobStandard", ...], NDArray[np.int64]]:
    """Return the standards that (jabatan, kelompok) pairs need, and the place of each pair's standard (-1: none).

    The agency's own standard for the position wins; else the default of the class; else none.
    """
    places: dict[str, int] = {}
    standards: list[JobStandard] = []
    of_pair: dict[tuple[str | None, str | None], int] = {}
    for jabatan, kelompok in dict.fromkeys(pairs):
        standard = standard_for(snapshot.catalog, snapshot.rulebook, jabatan, kelompok, snapshot.as_of)
        if standard is None:
            of_pair[jabatan, kelompok] = -1
            continue
        if standard.id not in places:
            places[standard.id] = len(standards)
            standards.append(standard)
        of_pair[jabatan, kelompok] = places[standard.id]
    return tuple(standards), np.array([of_pair[pair] for pair in pairs], dtype=np.int64)


def _texts(series: pd.Series) -> list[str | None]:
    return [value if isinstance(value, str) else None for value in series.tolist()]

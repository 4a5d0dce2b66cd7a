"""Where a change comes from: the cell, the rule, the standard, the day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.comparing.moments import CONFIG, DATA, RULE, STANDARD, Way
from asnkarier.agency.comparing.posts import ABOUT_POSTS, JPM, Behind, of_post
from asnkarier.agency.comparing.state import BOX, MATCH, PERSON, RETIREMENT
from asnkarier.agency.known import EMPLOYEE_CELLS, LEVELS
from asnkarier.agency.posts import find_post
from asnkarier.agency.provenance import cell_of, cell_texts
from asnkarier.agency.selection import counted
from asnkarier.errors import UsageError

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.rules.types import InForce

_MOST: Final = 3
_ASIDE: Final = ["source_id", "row", "col"]
# The lists whose facts a match, a box or a standing rests on.
_RESTS_ON: Final = {
    MATCH: (LEVELS,),
    BOX: (LEVELS, "appraisals", "trainings", "positions"),
}
# The field of each list whose cell stands for a row of it.
_SHOWN: Final = {
    LEVELS: "level",
    "appraisals": "predikat",
    "trainings": "nama_pelatihan",
    "positions": "jabatan",
}
# What the register says of a match or a box; what is no field of it stands on those from which it is worked out.
_CLASS: Final = ("jenis_jabatan", "eselon", "jenjang")
_REGISTER: Final = (
    "jabatan",
    *_CLASS,
    "kelas_jabatan",
    "tingkat_pendidikan",
    "pendidikan",
    "hukuman_disiplin",
    "hukuman_selesai",
)
_ENDS_SERVICE: Final = ("tmt_pensiun", "akhir_kontrak", "tanggal_lahir", "jabatan", *_CLASS)
_DERIVED: Final = {"kelompok": (*_CLASS, "jabatan"), "counted": ("nip",)}
_RULES: Final = {
    PERSON: ("jabatan/", "referensi/"),
    MATCH: ("kompetensi/", "jabatan/"),
    JPM: ("kompetensi/", "jabatan/"),
    BOX: ("talenta/", "kinerja/", "kompetensi/", "pengembangan/"),
}


def where(rows: pd.DataFrame, way: Way) -> list[str]:
    """Return for each change where it comes from, as text; nothing where no single place says it."""
    first, last = way.snapshots[0], way.snapshots[-1]
    told = rows.loc[rows["cause"].eq(DATA)]
    cells = _Cells(first, last, set(told["nip"])) if len(told) else None
    law = {what: _named(_about(what, way.rules)) for what in rows["what"].unique()}
    day = last.as_of.isoformat()
    standards, targets = _standards(last), _Targets(last)
    behind = _ByPost(way, told, cells)
    found = []
    for what, nip, field, cause in zip(*(rows[name].tolist() for name in ("what", "nip", "field", "cause")), strict=True):  # fmt: skip
        if cause == DATA and cells is not None:
            found.append(behind.of(what, nip, field) if what in ABOUT_POSTS else cells.of(what, nip, field))
        elif cause == RULE:
            found.append(law[what])
        elif cause == STANDARD:
            found.append(targets.of(field) if what in ABOUT_POSTS else standards.get(nip, ""))
        else:
            found.append(last.settings.document.file if cause == CONFIG else day)
    return found


def _about(what: str, rules: "Iterable[tuple[str, InForce]]") -> "Iterator[tuple[str, InForce]]":
    every = list(rules)
    some = [one for one in every if one[0].startswith(_RULES.get(what, ("",)))]
    yield from some or every


def _named(rules: "Iterable[tuple[str, InForce]]") -> str:
    return _some([f"{name} ({value.citation.text})" for name, value in rules])


def _standards(last: "Snapshot") -> Mapping[str, str]:
    people = last.people
    files = [one.file or one.id for one in people.standards]
    nips = people.employees["nip"].astype("str")
    return {
        nip: files[place] for nip, place in zip(nips, people.standard_of.tolist(), strict=True) if place >= 0
    }


class _Cells:
    """The cells of the facts that are new or other at the last moment, by person."""

    def __init__(self, first: "Snapshot", last: "Snapshot", nips: set[str]) -> None:
        self.last = last
        self.now, self.then = (_register(one, nips) for one in (last, first))
        self.fresh = {
            name: _fresh(first.frames[name], last.frames[name], last, nips, shown)
            for name, shown in _SHOWN.items()
        }
        self.lists = {name: _new_lists(first.frames[name], last.frames[name], last) for name in _SHOWN}

    def of(self, what: str, nip: str, field: str) -> str:
        """Return the cells behind a change that is not about a post."""
        if what == PERSON:
            return self._changed(nip, _DERIVED.get(field, (field,)))
        if what == RETIREMENT:
            return self._changed(nip, _ENDS_SERVICE)
        return self.of_lists(nip, _RESTS_ON[what]) or self._changed(nip, _REGISTER)

    def of_lists(self, nip: str, names: Iterable[str]) -> str:
        """Return the rows of these lists that are new of a person."""
        return _some([cell for name in names for cell in self.fresh[name].get(nip, ())])

    def without_rows(self, names: Iterable[str]) -> str:
        """Return the new lists of these kinds, which say something of everybody by having no row of theirs."""
        return _some([file for name in names for file in self.lists[name]])

    def _changed(self, nip: str, fields: Sequence[str]) -> str:
        """Return the cell of the first of these fields that another one said before; else of the first that has a cell."""
        cells = [(field, self._place(self.now, nip, field)) for field in fields]
        known = [(field, place) for field, place in cells if place is not None]
        new = [one for one in known if one[1] != self._place(self.then, nip, one[0])]
        if not known:
            return "" if fields == ("nip",) else self._changed(nip, ("nip",))
        field, (source, row) = (new or known)[0]
        return cell_of(self.last.sources[source], field, row)

    def _place(self, cells: Mapping[str, Mapping[str, int]], nip: str, field: str) -> tuple[int, int] | None:
        source, row = (cells.get(f"{field}.{part}", {}).get(nip) for part in ("source_id", "row"))
        if source is None or row is None or pd.isna(source) or int(source) not in self.last.sources:
            return None
        return int(source), int(row)


def _register(one: "Snapshot", nips: set[str]) -> dict[str, dict[str, int]]:
    """Return where each field of the register of these people stands: `FIELD.source_id` and `FIELD.row`, by NIP."""
    cells = one.frames[EMPLOYEE_CELLS]
    mine = cells[cells["nip"].isin(nips)]
    mine = mine.set_index(mine["nip"].astype("str"))
    return {
        name: dict(zip(mine.index, mine[name].tolist(), strict=True)) for name in mine.columns if "." in name
    }


def _new_lists(before: pd.DataFrame, after: pd.DataFrame, last: "Snapshot") -> list[str]:
    old = set(before["source_id"].dropna().tolist())
    new = [one for one in dict.fromkeys(after["source_id"].dropna().tolist()) if one not in old]
    return list(dict.fromkeys(last.sources[int(one)].file for one in new if int(one) in last.sources))


class _ByPost:
    """The cells behind what data changed of people's standing to posts; each post is judged again once, before and after."""

    def __init__(self, way: Way, told: pd.DataFrame, cells: _Cells | None) -> None:
        self.behind: dict[str, Behind] = {}
        self.cells = cells
        if DATA in way.causes:
            place = way.causes.index(DATA)
            about = told[told["what"].isin(ABOUT_POSTS)]
            for post, nips in about.groupby("field", sort=False)["nip"]:
                sides = [of_post(one, counted(one), str(post)) for one in way.snapshots[place : place + 2]]
                self.behind[str(post)] = Behind(sides[0], sides[1], nips.unique().tolist())

    def of(self, what: str, nip: str, post: str) -> str:
        """Return the new cells behind a change; where none is, the new rows of the lists that tell it, else the new lists themselves."""
        found, lists = self.behind[post].of(what, nip)
        if found or not lists or self.cells is None:
            return _some(found)
        return self.cells.of_lists(nip, lists) or self.cells.without_rows(lists)


class _Targets:
    """The standards by which posts judge people."""

    def __init__(self, last: "Snapshot") -> None:
        self.last = last

    def of(self, post: str) -> str:
        try:
            standard = find_post(self.last, post).standard
        except UsageError:  # it is not known at the last moment any more
            return ""
        return "" if standard is None else standard.file or standard.id


def _some(texts: Sequence[str]) -> str:
    return "; ".join(texts[:_MOST]) + (" …" if len(texts) > _MOST else "")


def _fresh(
    before: pd.DataFrame, after: pd.DataFrame, last: "Snapshot", nips: set[str], shown: str
) -> dict[str, list[str]]:
    if before is after or after.empty:
        return {}
    old, new = (one[one["nip"].isin(nips)] for one in (before, after))
    keys = [name for name in new.columns if name not in _ASIDE and name in old.columns]
    known = set(map(tuple, old[keys].astype("str").to_numpy().tolist()))
    keep = [tuple(one) not in known for one in new[keys].astype("str").to_numpy().tolist()]
    fresh = new[keep]
    columns = {number: one.columns.get(shown) or "" for number, one in last.sources.items()}
    column = fresh["source_id"].map(columns)
    fresh = fresh.assign(col=fresh["col"].fillna(column) if "col" in fresh else column)
    texts = cell_texts(fresh, last.sources)
    found: dict[str, list[str]] = {}
    for nip, text in zip(fresh["nip"].astype("str"), texts.tolist(), strict=True):
        if isinstance(text, str):
            found.setdefault(nip, []).append(text)
    return found

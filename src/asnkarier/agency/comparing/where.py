"""Where a change comes from: the cell, the rule, the standard, the day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.comparing.moments import CONFIG, DATA, RULE, STANDARD, Way
from asnkarier.agency.comparing.posts import ABOUT_POSTS, JPM, Behind, of_post
from asnkarier.agency.comparing.state import BOX, MATCH, PERSON
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
    behind = _ByPost(way, told)
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
        cells = last.frames[EMPLOYEE_CELLS]
        cells = cells[cells["nip"].isin(nips)]
        self.cells = cells.set_index(cells["nip"].astype("str"))
        self.columns = {name: self.cells[name].to_dict() for name in self.cells.columns if "." in name}
        self.fresh: dict[str, dict[str, list[str]]] = {}
        for name in _RESTS_ON[BOX]:
            self.fresh[name] = _fresh(first.frames[name], last.frames[name], last, nips)

    def of(self, what: str, nip: str, field: str) -> str:
        if what == PERSON:
            return self._field(nip, field)
        found: Sequence[str] = [cell for name in _RESTS_ON[what] for cell in self.fresh[name].get(nip, ())]
        if not found:
            return self._field(nip, "jabatan")
        return _some(found)

    def _field(self, nip: str, field: str) -> str:
        name = field if f"{field}.source_id" in self.columns else "nip"
        source, row = (self.columns.get(f"{name}.{part}", {}).get(nip) for part in ("source_id", "row"))
        if source is None or row is None or pd.isna(source) or int(source) not in self.last.sources:
            return ""
        return cell_of(self.last.sources[int(source)], name, int(row))


class _ByPost:
    """The cells behind what data changed of people's standing to posts; each post is judged again once, before and after."""

    def __init__(self, way: Way, told: pd.DataFrame) -> None:
        self.behind: dict[str, Behind] = {}
        if DATA in way.causes:
            place = way.causes.index(DATA)
            about = told[told["what"].isin(ABOUT_POSTS)]
            for post, nips in about.groupby("field", sort=False)["nip"]:
                sides = [of_post(one, counted(one), str(post)) for one in way.snapshots[place : place + 2]]
                self.behind[str(post)] = Behind(sides[0], sides[1], nips.unique().tolist())

    def of(self, what: str, nip: str, post: str) -> str:
        return _some(list(dict.fromkeys(filter(None, self.behind[post].of(what, nip)))))


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
    before: pd.DataFrame, after: pd.DataFrame, last: "Snapshot", nips: set[str]
) -> dict[str, list[str]]:
    if before is after or after.empty:
        return {}
    old, new = (one[one["nip"].isin(nips)] for one in (before, after))
    keys = [name for name in new.columns if name not in _ASIDE and name in old.columns]
    known = set(map(tuple, old[keys].astype("str").to_numpy().tolist()))
    keep = [tuple(one) not in known for one in new[keys].astype("str").to_numpy().tolist()]
    fresh = new[keep]
    if "col" not in fresh:
        fresh = fresh.assign(col=None)
    texts = cell_texts(fresh, last.sources)
    found: dict[str, list[str]] = {}
    for nip, text in zip(fresh["nip"].astype("str"), texts.tolist(), strict=True):
        if isinstance(text, str):
            found.setdefault(nip, []).append(text)
    return found

"""Who still holds a post that is to be filled, and until when by what is known."""

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.succession.service import leaving_of
from asnkarier.analysis.spans import day
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import STRUCTURAL_CLASSES
from asnkarier.model.said import Said, said
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.agency.posts import Post
    from asnkarier.agency.snapshot import Snapshot

HELD, VACANT, OPEN = "post_held_then", "post_vacant_then", "post_held_open"
COLUMNS: Final = ("nip", "nama", "result", "leaves_on", "told")


def holders_of(now: "Snapshot", post: "Post") -> pd.DataFrame:
    """Return who holds a structural post on the day: nip, nama, result, leaves_on (NaT: no one day is known), told.

    result: whether the post is still held on the day on which it is filled (`post.tmt`, else today): by what is known of the retirement and the contract. Of a functional post many hold the same, and of a
    name without a unit that several hold nobody says which is meant: both have no row.
    """
    people = now.employees.reset_index(drop=True)
    places = _places(now, people, post)
    leaving = leaving_of(now)
    filled = day(post.tmt or now.as_of)
    earliest, latest = leaving.earliest[places], leaving.latest[places]
    result = np.select([latest <= filled, earliest > filled], [VACANT, HELD], OPEN)
    told = [
        _told(str(name), first, last, why)
        for name, first, last, why in zip(
            people["nama"].iloc[places], earliest, latest, leaving.basis[places], strict=True
        )
    ]
    return pd.DataFrame(
        {
            "nip": people["nip"].iloc[places].to_numpy(),
            "nama": people["nama"].iloc[places].to_numpy(),
            "result": pd.Series(result, dtype="str"),
            "leaves_on": leaving.day[places].astype("datetime64[s]"),
            "told": pd.Series(told, dtype=object),
        },
        columns=list(COLUMNS),
    )


def _places(now: "Snapshot", people: pd.DataFrame, post: "Post") -> NDArray[np.intp]:
    """Return the places of who holds the post."""
    by_name = now.kept.of("held posts", lambda: _by_name(people))
    unit = None if post.unit_kerja is None else normalise(post.unit_kerja)
    found = [
        place
        for place, here in by_name.get(normalise_jabatan(post.jabatan), ())
        if unit is None or here == unit
    ]
    if post.kelompok not in STRUCTURAL_CLASSES or (unit is None and len(found) > 1):
        found = []
    return np.array(found, dtype=np.intp)


def _by_name(people: pd.DataFrame) -> dict[str, list[tuple[int, str]]]:
    """Return by the name of the post held the places of its holders, each with the unit."""
    found: dict[str, list[tuple[int, str]]] = {}
    named = zip(people["jabatan"].fillna(""), people["unit_kerja"].fillna(""), strict=True)
    for place, (jabatan, unit) in enumerate(named):
        found.setdefault(normalise_jabatan(jabatan), []).append((place, normalise(unit)))
    return found


def _told(name: str, first: np.datetime64, last: np.datetime64, why: Said) -> Said:
    if np.isnat(last):
        return said("holds_post", name=name, why=why)
    if first == last:
        return said("holds_post_until", name=name, on=last.item(), why=why)
    return said("holds_post_at_most", name=name, on=last.item(), why=why)

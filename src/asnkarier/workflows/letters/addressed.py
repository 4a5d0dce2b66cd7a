"""Names with titles, pangkat and golongan of those whom a letter names, as letters write them."""

from typing import TYPE_CHECKING, Final

from asnkarier.agency.snapshot import load_somebody
from asnkarier.late import np
from asnkarier.model.golongan import PANGKAT
from asnkarier.workflows.letters.known import known

if TYPE_CHECKING:
    import pandas as pd

    from asnkarier.agency.workspace import Workspace

_FACTS: Final = ("gelar_depan", "gelar_belakang", "golongan")


def as_addressed(workspace: "Workspace", people: "pd.DataFrame") -> "pd.DataFrame":
    """Return the rows with `nama` in full, titles and all, and `pangkat`: `Penata (III/c)`, of a PPPK `golongan IX`; missing where no list says it."""
    with workspace.open_store() as store:
        employees = load_somebody(workspace, store).employees
    facts = employees.set_index("nip").reindex(columns=list(_FACTS))
    before, behind, golongan = ([known(facts[name].get(nip)) for nip in people["nip"]] for name in _FACTS)
    names = [
        full_name(*(None if one is None else str(one) for one in parts))
        for parts in zip(map(known, people["nama"]), before, behind, strict=True)
    ]
    ranks = [rank_words(one) for one in golongan]
    return people.assign(nama=np.array(names, dtype=object), pangkat=np.array(ranks, dtype=object))


def full_name(name: str | None, before: str | None, behind: str | None) -> str | None:
    """Return a name with its titles, once each: `Hj. Siti Nur'aini, S.Kep., Ns.`; a title without letters is none."""
    if name is None:
        return None
    first, last = _title(before), _title(behind)
    if first and not _squeezed(name).startswith(_squeezed(first)):
        name = f"{first} {name}"
    if last and not _squeezed(name).endswith(_squeezed(last)):
        name = f"{name.rstrip(' ,')}, {last}"
    return name


def _title(text: str | None) -> str:
    shown = (text or "").strip(" ,;")
    return shown if any(map(str.isalpha, shown)) else ""


def _squeezed(text: str) -> str:
    """Return the letters of a text alone, to compare titles that are dotted and spaced in many ways."""
    return "".join(filter(str.isalnum, text)).casefold()


def rank_words(golongan: str | None) -> str | None:
    """Return a golongan with the name of its pangkat: `III/c` -> `Penata (III/c)`, `IX` -> `golongan IX`."""
    if golongan is None:
        return None
    return f"{PANGKAT[golongan][1]} ({golongan})" if golongan in PANGKAT else f"golongan {golongan}"

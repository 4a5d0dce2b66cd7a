"""Pangkat and golongan of those whom a letter names, as letters write them."""

from typing import TYPE_CHECKING

from asnkarier.agency.snapshot import load_somebody
from asnkarier.model.golongan import PANGKAT
from asnkarier.workflows.letters.known import known

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace


def ranks_of(workspace: "Workspace") -> dict[str, str | None]:
    """Return by NIP `Penata (III/c)`, of a PPPK `golongan IX`; None where no list says it."""
    with workspace.open_store() as store:
        employees = load_somebody(workspace, store).employees
    found = employees.get("golongan")
    if found is None:
        return {}
    return {str(nip): rank_words(known(one)) for nip, one in zip(employees["nip"], found, strict=True)}


def rank_words(golongan: str | None) -> str | None:
    """Return a golongan with the name of its pangkat: `III/c` -> `Penata (III/c)`, `IX` -> `golongan IX`."""
    if golongan is None:
        return None
    return f"{PANGKAT[golongan][1]} ({golongan})" if golongan in PANGKAT else f"golongan {golongan}"

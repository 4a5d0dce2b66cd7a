"""Which posts the agency calls critical: a policy of its own, `needs.critical` in config.yaml; neither law nor standards name any."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.language import message
from asnkarier.model.book import CitationLine
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.messages import N_
from asnkarier.model.said import LawText

if TYPE_CHECKING:
    from asnkarier.settings import Settings

POLICY: Final = "needs.critical"
_TITLE: Final = LawText("Jabatan kritis", "Critical posts")
_NONE: Final = N_(
    "No post is called critical ({policy} in config.yaml is empty), so no need is more urgent for its post; critical are only competencies that a standard marks so."
)
_NOBODY: Final = N_("Nobody counted here holds {names}, which {policy} in config.yaml calls critical.")


@dataclass(frozen=True)
class CriticalPosts:
    """held: by nip, whether the post held is critical; named: whether the agency names any; notes and citations of that choice."""

    held: pd.Series
    named: bool
    notes: tuple[str, ...]
    citations: tuple[CitationLine, ...]


def critical_posts(employees: pd.DataFrame, settings: "Settings") -> CriticalPosts:
    """Return who holds a critical post: one named by its name, or of a class (`kelompok`) that is named."""
    names = settings.needs.critical
    held = np.zeros(len(employees), dtype=np.bool_)
    idle = []
    for name in names:
        mine = _holders(employees, name)
        held |= mine
        if not mine.any():
            idle.append(name)
    notes = () if names else (message(_NONE, policy=POLICY),)
    if idle:
        notes = (message(_NOBODY, policy=POLICY, names="; ".join(idle)),)
    line = CitationLine(POLICY, _TITLE, ", ".join(names), f"config.yaml: {POLICY}", "kebijakan", "")
    return CriticalPosts(
        pd.Series(held, index=employees["nip"].to_numpy(), dtype=bool),
        bool(names),
        notes,
        (line,) if names else (),
    )


def _holders(employees: pd.DataFrame, name: str) -> NDArray[np.bool_]:
    if name in KELOMPOK:
        return employees["kelompok"].eq(name).fillna(False).to_numpy(dtype=np.bool_)
    wanted = normalise_jabatan(name)
    return (employees["jabatan"].fillna("").map(normalise_jabatan) == wanted).to_numpy(dtype=np.bool_)

"""Whose paper a report is printed on, and who signs it: what config.yaml says of both."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

PaperSize = Literal["A4", "F4"]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs. role: in which part ("Mengetahui"), empty: the report itself; office: the jabatan; rank: pangkat and golongan.

    nip: empty of an elected official, who has none, and where nobody is named, to be written by hand.
    """

    office: str
    name: str
    nip: str
    rank: str = ""
    role: str = ""

    @property
    def has_nip(self) -> bool:
        """Return whether a NIP stands below the name: everybody's but of somebody named without one."""
        return bool(self.nip) or not self.name


@dataclass(frozen=True, slots=True)
class Paper:
    """lines: the head of the letter, the last of them the address; logo: a picture beside it. signatories: in the order in which they stand, the last at the right.

    place, day: where and when it is signed; what is not known is left to be written by hand. size: of the sheets. rows: of a list are printed, the
    others only where somebody takes the print area away (None: all). appendix: what says more of the lists (details, findings, a page for each
    of many people) is printed too.
    """

    lines: tuple[str, ...] = ()
    logo: Path | None = None
    place: str = ""
    day: date | None = None
    signatories: tuple[Signatory, ...] = ()
    size: PaperSize = "A4"
    rows: int | None = 200
    appendix: bool = False

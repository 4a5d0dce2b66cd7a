"""The part of config.yaml about the paper of the office: the head of its letters, and who signs."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from asnkarier.settings_kinds import Nip
from asnkarier.settings_parts.part import Part

Line = Annotated[str, Field(min_length=1, max_length=120)]


class Letterhead(Part):
    """The head of a letter: lines as they stand on it, the first ones large, the last the address; logo: a PNG or JPEG, relative to the folder of config.yaml."""

    lines: Annotated[tuple[Line, ...], Field(max_length=6)] = ()
    logo: Annotated[str, Field(pattern=r"(?i)^.{1,200}\.(png|jpe?g)$")] | None = None


class Printing(Part):
    """What is printed of a workbook: the size of the sheets (F4 is Folio, 8.5 by 13 inches), and how many rows of a long list (null: all), and whether the appendix too: details, findings, a page for each of many people."""

    paper: Literal["A4", "F4"] = "A4"
    rows: Annotated[int, Field(strict=True, ge=1, le=1_000_000)] | None = 200
    appendix: bool = False


class Signer(Part):
    """Somebody who signs: the office held (jabatan), the name with titles, the NIP, pangkat and golongan, and in which role ("Mengetahui").

    An elected official (bupati, wali kota) has no NIP.
    """

    office: Line
    name: Line
    nip: Nip | None = None
    rank: Annotated[str, Field(max_length=120)] = ""
    role: Annotated[str, Field(max_length=120)] = ""


class Signatures(Part):
    """Who signs the workbooks, the last at the right; place and date as they are printed, else left to be written by hand."""

    place: Annotated[str, Field(max_length=80)] = ""
    date: dt.date | None = None
    people: Annotated[tuple[Signer, ...], Field(max_length=6)] = ()

    def named(self, text: str) -> Signer | None:
        """Return the one whose name or office is `text`, whatever the case; None: nobody's is."""
        asked = _plain(text)
        return next((one for one in self.people if asked in (_plain(one.name), _plain(one.office))), None)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()

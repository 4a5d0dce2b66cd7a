"""The NIP: 18 digits that name one civil servant, always text.

PNS: birth `YYYYMMDD` + TMT CPNS `YYYYMM` + sex `1|2` + sequence `NNN`.
PPPK: birth `YYYYMMDD` + year of appointment `YYYY` + `2` + contract number `1-9` + sex `1|2` + sequence `NNN`.
There is no check digit; the structure is all that can be verified.
"""

import re
from datetime import date
from typing import Final, Literal, NamedTuple

LENGTH: Final = 18
BIRTH_DIGITS: Final = 8  # YYYYMMDD, the first of them
APPOINTMENT: Final = slice(8, 14)  # YYYYMM of a PNS; the year, 2 and the contract of a PPPK
PPPK_MARK: Final = re.compile(r"(?P<year>\d{4})2[1-9]", re.ASCII)
SEX_DIGITS: Final = {"1": "L", "2": "P"}


class Nip(NamedTuple):
    """The facts that the digits of a well-formed NIP state about its holder."""

    text: str
    status: Literal["PNS", "PPPK"]
    tanggal_lahir: date
    tahun_tmt: int
    bulan_tmt: int | None
    jenis_kelamin: Literal["L", "P"]
    urut: int


def parse_nip(text: str) -> Nip | str:
    """Return the parts of the NIP, or the code of the first structural fault.

    `text` must already be free of blanks and marks. Faults: `NIP-BENTUK` (not 18 ASCII digits), `NIP-LAMA` (9 digits,
    the numbering before 2008), `NIP-NIK` (16 digits, a citizen number), `NIP-TANGGAL` (no such birth date),
    `NIP-TMT` (month of appointment neither 01-12 nor the PPPK mark), `NIP-KELAMIN` (sex digit neither 1 nor 2).
    """
    if not (text.isascii() and text.isdigit()):
        return "NIP-BENTUK"
    if len(text) != LENGTH:
        return {9: "NIP-LAMA", 16: "NIP-NIK"}.get(len(text), "NIP-BENTUK")
    try:
        birth = date.fromisoformat(text[:BIRTH_DIGITS])
    except ValueError:
        return "NIP-TANGGAL"
    is_pppk = PPPK_MARK.fullmatch(text[APPOINTMENT]) is not None
    if not is_pppk and not 1 <= int(text[12:14]) <= 12:  # noqa: PLR2004 - months
        return "NIP-TMT"
    sex = SEX_DIGITS.get(text[14])
    if sex is None:
        return "NIP-KELAMIN"
    return Nip(
        text=text,
        status="PPPK" if is_pppk else "PNS",
        tanggal_lahir=birth,
        tahun_tmt=int(text[8:12]),
        bulan_tmt=None if is_pppk else int(text[12:14]),
        jenis_kelamin="L" if sex == "L" else "P",
        urut=int(text[15:]),
    )

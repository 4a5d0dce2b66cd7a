"""Cells in which offices put two facts, as in "Nama / NIP": each fact is taken out only where it cannot be mistaken."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from asnkarier.model.jabatan import parse_eselon
from asnkarier.model.nip import Nip
from asnkarier.model.pendidikan import levels_named, parse_tingkat_pendidikan
from asnkarier.sheets.cells.date import date_parser
from asnkarier.sheets.cells.date_text import MONTHS
from asnkarier.sheets.cells.nip import nip_parser
from asnkarier.sheets.cells.text import parse_name, tidy
from asnkarier.sheets.cells.words import parse_golongan_cell
from asnkarier.sheets.grid import DATE, NUMBER, TEXT
from asnkarier.sheets.results import CellContext, Fault, Result, fault

_NIP: Final = re.compile(r"(?<!\d)(?:\d[ .\-]?){17}\d(?!\d)")
_OLD_NIP: Final = re.compile(
    r"\(?(?:\bNIP(?: LAMA)?\b[ .:]{0,3})?(?<![\d.\-])\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d.\-]|[ ]\d)\)?",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"\bNIP(?:PPPK)?\b[ .:]*$|^[ .:]*\bNIP(?:PPPK)?\b[ .:]*", re.IGNORECASE)
_EDGES: Final = " /,;|:-"
_BEFORE: Final = f"{_EDGES}(+&\r\n"
_YEAR: Final = re.compile(r"\d{4}")
# A date at the end of a cell, with what may lead to it; a year of two digits is found too, to be refused.
_DATE_AT_END: Final = re.compile(
    r"(?:(?:TMT|T\.M\.T\.?|SEJAK)[\s.:]{0,3})?"
    r"(?<![\d/.-])(\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}"
    rf"|\d{{1,2}}[- ](?:{'|'.join(MONTHS)})\.?[- ]?(?:\d{{4}}|'?\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}) ?\)? ?\Z",
    re.IGNORECASE,
)
_DIKLAT: Final = re.compile(
    r"\b(?:DIKLAT\w*|PIM|PKA|PKP|PKN|ADUM|SPAMA|SPAMEN|SEPADA|SEPALA|LATSAR|PRAJABATAN|LEMHANNAS|BIMTEK|PELATIHAN|KURSUS)\b.*\Z",
    re.IGNORECASE | re.DOTALL,
)
_PARTS: Final = re.compile(r"[\r\n;/]+")
_BETWEEN: Final = re.compile(r"[\r\n]+|/|(?<=\s)(?:[-\u2013|]|pada)(?=\s)", re.IGNORECASE)
_UNIT: Final = re.compile(
    r"^(?:DINAS|BADAN|KECAMATAN|KELURAHAN|SEKRETARIAT|BAGIAN|INSPEKTORAT|SATUAN|SATPOL|PUSKESMAS|RSUD|RUMAH SAKIT|UPTD?|KANTOR|BALAI"
    r"|SDN?|SMPN?|SMAN?|SMKN?|TKN?|PEMERINTAH|PEMKAB|PEMKOT|PEMPROV|BKPSDM|BKD|BKN|BPKAD|BPBD|BAPPEDA\w*|BAPENDA)\b",
    re.IGNORECASE,
)
_ESELON_CUT: Final = re.compile(r"[\r\n/(,;]|(?<=\s)(?=ES)", re.IGNORECASE)
_MOST_CUTS: Final = 3
_ACRONYM: Final = re.compile(r"[A-Z]{3,10}")


def nip_of_pair(as_of: date, known: dict[str, Nip]) -> Callable[[str, int], Result]:
    """Return the parser of the one NIP in a cell that holds a name too."""
    parse_alone = nip_parser(as_of, known)

    def parse(text: str, kind: int) -> Result:
        found = _NIP.findall(tidy(text)) if kind == TEXT else []
        if kind == TEXT and len(found) != 1:
            return fault("NIP-BENTUK", text)
        return parse_alone(found[0] if found else text, kind)

    return parse


def parse_name_of_pair(text: str, kind: int) -> Result:
    """Return the name in a cell that holds a NIP too, and perhaps the old one of 9 digits; None when nothing else is left."""
    if kind in (NUMBER, DATE):
        return None  # the NIP parser tells that the cell is a number
    parts = (_LABEL.sub("", part).strip(_EDGES) for part in _NIP.split(_OLD_NIP.sub(" ", tidy(text))))
    name = " ".join(filter(None, parts))
    return parse_name(name, kind) if name else None


def date_of_pair(context: CellContext) -> Callable[[str, int], Result]:
    """Return the parser of the date in a cell that holds another fact too; None when the cell shows no date.

    What stands before a date at the end may hold figures ("Kelas 2"), but not another year.
    """
    parse_alone = date_parser(context)

    def parse(text: str, kind: int) -> Result:
        if kind != TEXT:
            return parse_alone(text, kind)
        at_end = _DATE_AT_END.search(tidy(text))
        if at_end and not _YEAR.search(tidy(text)[: at_end.start()]):
            return parse_alone(at_end[1], kind)
        return parse_alone(text, kind) if _YEAR.search(text) else None

    return parse


def parse_golongan_before_date(text: str, kind: int) -> Result:
    """Return the golongan in a cell that ends in its TMT; None when it holds only the date."""
    before = _DATE_AT_END.sub("", tidy(text)).rstrip(_BEFORE).strip(_EDGES) if kind == TEXT else text
    return parse_golongan_cell(before, kind) if before else None


def parse_jabatan_before_date(text: str, kind: int) -> Result:
    """Return the position in a cell that ends in its TMT."""
    if kind in (NUMBER, DATE):
        return fault("SEL-GABUNGAN", text, alternatives="-")
    return _DATE_AT_END.sub("", tidy(text)).rstrip(_BEFORE).strip(_EDGES) or None


def parse_jabatan_before_eselon(text: str, kind: int) -> Result:
    """Return the position in a cell that may end in its eselon, on a line of its own, behind a `/` or in brackets."""
    if kind in (NUMBER, DATE):
        return fault("SEL-GABUNGAN", text, alternatives="-")
    return tidy(_before_eselon(text)[0]).strip(_EDGES) or None


def parse_eselon_of_pair(text: str, kind: int) -> Result:
    """Return the eselon at the end of a cell that holds a position; None when the cell names none."""
    return _before_eselon(text)[1] if kind == TEXT else None


def _before_eselon(text: str) -> tuple[str, str | None]:
    whole = text.strip()
    for cut in sorted((match.start() for match in _ESELON_CUT.finditer(whole)), reverse=True)[:_MOST_CUTS]:
        tail = whole[cut:].strip(f"{_BEFORE})")
        eselon = parse_eselon(tail)
        if eselon:
            return whole[:cut].rstrip(_BEFORE), eselon
    return whole, None


def parse_jabatan_of_pair(text: str, kind: int) -> Result:
    """Return the position in a cell that holds its unit too."""
    pair = _jabatan_and_unit(text, kind)
    return pair if isinstance(pair, Fault) else pair[0]


def parse_unit_of_pair(text: str, kind: int) -> Result:
    """Return the unit in a cell that holds a position too."""
    pair = _jabatan_and_unit(text, kind)
    return pair if isinstance(pair, Fault) else pair[1]


def _jabatan_and_unit(text: str, kind: int) -> tuple[str, str] | Fault:
    """Return position and unit where exactly one cut puts a unit behind a position; else the cuts that are possible."""
    whole = text.strip()
    cuts = []
    for match in _BETWEEN.finditer(whole) if kind == TEXT else ():
        left, right = tidy(whole[: match.start()]).strip(_EDGES), tidy(whole[match.end() :]).strip(_EDGES)
        if left and right:
            cuts.append((left, right))
    certain = [(left, right) for left, right in cuts if _is_unit(right, left) and not _UNIT.match(left)]
    if len(certain) == 1:
        return certain[0]
    alternatives = "; ".join(f"{left} | {right}" for left, right in certain or cuts) or "-"
    return fault("SEL-GABUNGAN", text, alternatives=alternatives)


def _is_unit(text: str, before: str) -> bool:
    return bool(_UNIT.match(text)) or (bool(_ACRONYM.fullmatch(text)) and not before.isupper())


def parse_tingkat_of_pair(text: str, kind: int) -> Result:
    """Return the level of education in a cell that may hold the last training too; None when it holds only a training."""
    found = _levels(text, kind)
    if isinstance(found, Fault):
        return found
    return found[0] if found else None


def parse_bidang_of_pair(text: str, kind: int) -> Result:
    """Return the field of study that follows the level of education in such a cell."""
    found = _levels(text, kind)
    return None if isinstance(found, Fault) or not found else found[1]


def _levels(text: str, kind: int) -> tuple[str, str | None] | Fault | None:
    if kind != TEXT:
        return fault("PENDIDIKAN-ASING", text)
    before = _DIKLAT.sub("", text).rstrip(_BEFORE)
    parts = [tidy(part) for part in _PARTS.split(before) if tidy(part)]
    found = [level for part in parts if (level := parse_tingkat_pendidikan(part))]
    if not parts:
        return None
    levels = dict.fromkeys(
        [*(level for level, _ in found), *(level for part in parts for level in levels_named(part))]
    )
    if len(levels) > 1:
        return fault("SEL-GABUNGAN", text, alternatives="; ".join(levels))
    if not found:
        return fault("PENDIDIKAN-ASING", text)
    rests = [rest for _, rest in found if rest]
    return found[0][0], rests[0] if len(rests) == 1 else None

"""Cells of a sheet of job standards, each parsed to what a standard may say."""

import csv
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from asnkarier.model.golongan import parse_golongan
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN, parse_tingkat_pendidikan
from asnkarier.model.terms import INVISIBLE, nearest, normalise
from asnkarier.sheets.cells.number import number_parser, parse_yes_no
from asnkarier.sheets.cells.text import parse_text, tidy
from asnkarier.sheets.cells.words import parse_eselon_cell
from asnkarier.sheets.grid import BOOL, NUMBER
from asnkarier.sheets.results import Parser, Result, fault
from asnkarier.sheets.standards.studies import study_parser

MOST_WEIGHT: Final = 1000
MOST_YEARS: Final = 60
TINGKAT: Final = ("mutlak", "penting", "perlu")
JENIS: Final = ("manajerial", "teknis", "fungsional")
_YES: Final = frozenset(("TRUE", "V", "X", "✓", "✔", "√"))
_LEAD: Final = re.compile(r"^(?:KELOMPOK )?(?:JABATAN )?(?:FUNGSIONAL |JF )?(?=\S)")
_JPT: Final = re.compile(r"^(?:JPT|JABATAN PIMPINAN TINGGI|PIMPINAN TINGGI) (UTAMA|MADYA|PRATAMA)\Z")
_NO_FILE: Final = re.compile(r'[\\:*?"<>|\x00-\x1f]')


def level_parser(lowest: float, highest: float) -> Parser:
    """Return the parser of a level that a post asks for; 0 is "not required", as an empty cell is."""
    number = number_parser("LEVEL-BENTUK", thousands=False)

    def parse(text: str, kind: int) -> Result:
        found = number(text, kind)
        if isinstance(found, float) and found == 0:
            return None
        if isinstance(found, float) and not lowest <= found <= highest:
            return fault("LEVEL-RENTANG", text, lowest=f"{lowest:g}", highest=f"{highest:g}")
        return found

    return parse


def parse_jabatan(text: str, kind: int) -> Result:
    """Return the positions that a cell names: one, or several with `;` between them."""
    names = split_list(text)
    if kind == NUMBER or not names or not all(_is_name(name) for name in names):
        return fault("SKJ-NAMA", text, name=tidy(text))
    return names


def _is_name(name: str) -> bool:
    return bool(normalise_jabatan(name)) and any(map(str.isalpha, name))


def parse_list(text: str, kind: int) -> Result:
    """Return the parts of a cell between `;`."""
    found = parse_text(text, kind)
    return split_list(found) if isinstance(found, str) else found


def split_list(text: str) -> tuple[str, ...]:
    """Return the texts between `;`; one that holds a `;` itself stands in double quotes."""
    parts = next(csv.reader([tidy(text)], delimiter=";", skipinitialspace=True), [])
    return tuple(dict.fromkeys(tidied for part in parts if (tidied := tidy(part))))


def join_list(parts: tuple[str, ...]) -> str:
    """Return the cell that `split_list` reads as these parts."""
    tidied = dict.fromkeys(tidy(part) for part in parts)
    return "; ".join(
        '"' + part.replace('"', '""') + '"' if ";" in part or part.startswith('"') else part
        for part in tidied
        if part
    )


def parse_kelompok(text: str, _kind: int) -> Result:
    """Return the class of posts that a cell names: `jf_ahli_muda`, `Ahli Muda`, `Jabatan Pimpinan Tinggi Pratama`."""
    words = normalise(text)
    high = _JPT.match(words)
    bare = f"JPT {high[1]}" if high else _LEAD.sub("", words)
    name = bare.lower().replace(" ", "_")
    for candidate in (words.lower().replace(" ", "_"), name, f"jf_{name}"):
        if candidate in KELOMPOK:
            return candidate
    known = ", ".join(KELOMPOK)
    return fault("SKJ-KELOMPOK", text, name=tidy(text), nearest=nearest(name, KELOMPOK) or "-", known=known)


def parse_jenjang(text: str, _kind: int) -> Result:
    """Return `(level of education, fields of study as they are written)`; these are empty where the cell names none."""
    words = tidy(text).split()
    found = parse_tingkat_pendidikan(text)
    if found is None:
        return fault("SKJ-PENDIDIKAN", text, name=tidy(text), known=", ".join(TINGKAT_PENDIDIKAN))
    for count in range(len(words), 0, -1):
        if parse_tingkat_pendidikan(" ".join(words[:count])) == (found[0], ""):
            rest = INVISIBLE.sub("", text).split(maxsplit=count)[count:]
            return found[0], "".join(rest).strip(" -/,()\n")
    return found


def parse_pangkat(text: str, _kind: int) -> Result:
    """Return the golongan that a cell names."""
    return parse_golongan(text) or fault("SKJ-PANGKAT", text, name=tidy(text))


def parse_weight(text: str, kind: int) -> Result:
    """Return a weight: a number above 0."""
    found = number_parser("ANGKA-BENTUK", thousands=False)(text, kind)
    if isinstance(found, float) and not 0 < found <= MOST_WEIGHT:
        return fault("SKJ-BOBOT", text, most=MOST_WEIGHT)
    return found


def parse_years(text: str, kind: int) -> Result:
    """Return a number of years."""
    found = number_parser("ANGKA-BENTUK", thousands=False)(text, kind)
    return (
        fault("SKJ-TAHUN", text, most=MOST_YEARS)
        if isinstance(found, float) and found > MOST_YEARS
        else found
    )


def parse_critical(text: str, kind: int) -> Result:
    """Return whether a cell says yes; a tick is one."""
    if tidy(text).upper() in _YES:
        return True
    if kind == BOOL:
        return tidy(text) == "1"
    found = parse_yes_no(text, kind)
    return bool(found) if isinstance(found, int) else found


def choice_parser(code: str, words: tuple[str, ...]) -> Parser:
    """Return the parser of one of a few words."""

    def parse(text: str, _kind: int) -> Result:
        word = tidy(text).casefold()
        return word if word in words else fault(code, text)

    return parse


def parse_file(text: str, _kind: int) -> Result:
    """Return the name of a standard's file, without its suffix."""
    name = tidy(text)
    name = name.rpartition(".")[0] if name.lower().endswith((".yaml", ".yml")) else name
    parts = name.split("/")
    sound = not _NO_FILE.search(name) and all(part[:1] not in (".", "") for part in parts)
    return name if sound else fault("SKJ-NAMA-BERKAS", text, name=name)


_PARSERS: Final[dict[str, Callable[[str, int], Result]]] = {
    "standar": parse_file,
    "jabatan": parse_jabatan,
    "kode": parse_text,
    "kelompok": parse_kelompok,
    "eselon": parse_eselon_cell,
    "urusan": parse_list,
    "jenjang": parse_jenjang,
    "pangkat": parse_pangkat,
    "kompetensi": parse_text,
    "kelompok_kompetensi": parse_text,
    "bobot": parse_weight,
    "kritis": parse_critical,
    "pelatihan": parse_text,
    "jenis": choice_parser("SKJ-JENIS", JENIS),
    "tingkat": choice_parser("SKJ-TINGKAT", TINGKAT),
    "pengalaman": parse_text,
    "tahun": parse_years,
}


def cell_parsers(scale: tuple[float, float], whole: AbstractSet[str]) -> Mapping[str, Parser]:
    """Return the parser of every column. scale: the lowest and highest level; whole: the fields of study that stay in one piece."""
    return {**_PARSERS, "level": level_parser(*scale), "bidang": study_parser(whole)}

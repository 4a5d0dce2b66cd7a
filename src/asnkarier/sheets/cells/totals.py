"""Results of assessments, tests and trainings: the job-person match in percent, its category in the words of the law, passed or not."""

from collections.abc import Sequence
from typing import Final

from asnkarier.model.problem import Severity
from asnkarier.model.terms import normalise, origin_of
from asnkarier.sheets.cells.number import number_parser, read_number
from asnkarier.sheets.cells.text import parse_text, tidy
from asnkarier.sheets.grid import DATE, NUMBER, TEXT
from asnkarier.sheets.results import Fault, Parser, Result, Told, fault, shown, told

_MOST: Final = 200.0  # what exceeds the standard on every competency twice over is no match of anybody
_FRACTION: Final = _MOST / 100
_NAMES: Final = {
    "MS": "Memenuhi Syarat", "MMS": "Masih Memenuhi Syarat", "KMS": "Kurang Memenuhi Syarat",
    "O": "Optimal", "CO": "Cukup Optimal", "KO": "Kurang Optimal",
}  # fmt: skip
_WORDS: Final = {name.upper(): code for code, name in _NAMES.items()} | {code: code for code in _NAMES}

_PASSED: Final = {
    "LULUS": "lulus", "L": "lulus", "KOMPETEN": "lulus", "MEMENUHI SYARAT": "lulus", "MS": "lulus",
    "TIDAK LULUS": "tidak_lulus", "TL": "tidak_lulus", "BELUM LULUS": "tidak_lulus", "BELUM KOMPETEN": "tidak_lulus",
    "TIDAK KOMPETEN": "tidak_lulus", "TIDAK MEMENUHI SYARAT": "tidak_lulus", "TMS": "tidak_lulus",
}  # fmt: skip

# How a training ended for one participant, by how the words begin: lists give reasons and grades after them.
_ENDED: Final = {
    "tidak_lulus": ("TIDAK LULUS", "TL", "BELUM LULUS", "TIDAK KOMPETEN", "BELUM KOMPETEN", "TIDAK MEMENUHI SYARAT", "TMS"),
    "mengundurkan_diri": ("MENGUNDURKAN DIRI", "MENGUNDURKAN", "UNDUR DIRI", "MUNDUR", "GUGUR", "DROP OUT", "DROPOUT", "DIGUGURKAN", "BERHENTI",
                          "TIDAK SELESAI", "TIDAK MENYELESAIKAN", "DIKEMBALIKAN", "DIPULANGKAN"),
    "tidak_hadir": ("TIDAK HADIR", "TIDAK MENGIKUTI", "TIDAK IKUT", "TIDAK JADI", "BATAL", "DIBATALKAN"),
    "berlangsung": ("SEDANG MENGIKUTI", "SEDANG BERLANGSUNG", "BERLANGSUNG", "SEDANG BERJALAN", "BERJALAN"),
    "selesai": ("LULUS", "SELESAI", "TELAH SELESAI", "TELAH MENGIKUTI", "SUDAH MENGIKUTI", "MENGIKUTI", "HADIR", "KOMPETEN", "MEMENUHI SYARAT", "MS"),
}  # fmt: skip
_BEGINNINGS: Final = tuple((word, code) for code, words in _ENDED.items() for word in words)
_PHASES: Final = {
    "reaksi": ("REAKSI", "REACTION", "KEPUASAN", "LEVEL 1", "1", "KUESIONER EVALUASI", "EVALUASI PENYELENGGARAAN", "SURVEI KEPUASAN"),
    "ujian_awal": ("UJIAN AWAL", "PRE TEST", "PRETEST", "TES AWAL"),
    "ujian_akhir": ("UJIAN AKHIR", "POST TEST", "POSTTEST", "TES AKHIR"),
    "perilaku": ("PERILAKU", "BEHAVIOUR", "LEVEL 3", "3", "EVALUASI ATASAN", "PENILAIAN ATASAN", "PASCAPELATIHAN", "PASCA PELATIHAN"),
}  # fmt: skip
_PHASE_OF: Final = {word: phase for phase, words in _PHASES.items() for word in words}

_number = number_parser("JPM-BENTUK", thousands=False)


def percent_parser(texts: Sequence[str], kinds: Sequence[int]) -> Parser:
    """Return the parser of a column of percentages: `93,5`, `93.50%`, `93.5 %`.

    A workbook holds a cell that shows 93% as 0.93. Where every number of the column is such a fraction they are read as
    percent, and told; one among percentages is in doubt, and refused.
    """
    numbers = [
        found
        for text, kind in zip(texts, kinds, strict=True)
        if kind in (NUMBER, TEXT) and isinstance(found := _plain(text, kind), float)
    ]
    fractions = bool(numbers) and max(numbers) <= _FRACTION

    def parse(text: str, kind: int) -> Result:
        found = _plain(text, kind)
        if not isinstance(found, float):
            return found
        signed = kind == TEXT and tidy(text).endswith("%")
        if not signed and 0 < found <= _FRACTION:
            return _of_fraction(found, text) if fractions else fault("JPM-PECAHAN", text)
        return found if found <= _MOST else fault("JPM-RENTANG", text, highest=f"{_MOST:g}")

    return parse


def _plain(text: str, kind: int) -> Result:
    """Return the number that a cell shows, its percent sign left out, or the fault."""
    if kind != TEXT:
        return _number(text, kind)
    plain = tidy(text).removesuffix("%").replace(" ", "")
    return read_number(plain, text, "JPM-BENTUK", thousands=False)


def _of_fraction(number: float, text: str) -> Told:
    percent = round(100 * number, 9)
    facts = {"value": shown(text), "percent": f"{percent:g}"}
    return Told(percent, Fault("JPM-DARI-PECAHAN", facts, Severity.NOTE))


def parse_category(text: str, kind: int) -> Result:
    """Return the code of the category: MS, MMS, KMS (filling posts), O, CO, KO (mapping); any other word is a fault."""
    found = None if kind == DATE else _WORDS.get(normalise(tidy(text)))
    return found or fault("KATEGORI-ASING", text, options=", ".join(_NAMES.values()))


def parse_passed(text: str, kind: int) -> Result:
    """Return `lulus` or `tidak_lulus`; any other word is a fault."""
    found = None if kind == DATE else _PASSED.get(normalise(tidy(text)))
    return found or fault("LULUS-ASING", text, options="Lulus, Tidak Lulus")


def parse_ended(text: str, kind: int) -> Result:
    """Return how a training ended for a participant; a cell that does not begin with a word for it says nothing of it."""
    words = "" if kind == DATE else f"{normalise(tidy(text))} "
    return next((code for beginning, code in _BEGINNINGS if words.startswith(f"{beginning} ")), None)


def parse_phase(text: str, kind: int) -> Result:
    """Return `reaksi`, `ujian_awal`, `ujian_akhir` or `perilaku`; any other word is a fault."""
    word = normalise(tidy(text).replace("_", " "))
    found = None if kind == DATE else _PHASE_OF.get(word)
    return found or fault("FASE-ASING", text, options="Reaksi, Ujian Awal, Ujian Akhir, Perilaku")


def parse_origin(text: str, kind: int) -> Result:
    """Return the words that say who asks for a training; words that name neither unit nor person are kept, and told."""
    found = parse_text(text, kind)
    if not isinstance(found, str) or origin_of(found) is not None:
        return found
    return told(found, "ASAL-ASING", text, options="Unit, Pribadi")

"""Results of assessments, tests and trainings: the job-person match in percent, its category in the words of the law, passed or not."""

import re
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
    "tidak_lulus": ("TIDAK LULUS", "TL", "BELUM LULUS", "TIDAK KOMPETEN", "BELUM KOMPETEN", "TIDAK MEMENUHI SYARAT", "TIDAK MEMENUHI", "TMS", "GAGAL"),
    "mengundurkan_diri": ("MENGUNDURKAN DIRI", "MENGUNDURKAN", "UNDUR DIRI", "MUNDUR", "GUGUR", "DROP OUT", "DROPOUT", "DIGUGURKAN", "BERHENTI",
                          "TIDAK SELESAI", "TIDAK TUNTAS", "TIDAK MENYELESAIKAN", "DIKEMBALIKAN", "DIPULANGKAN"),
    "tidak_hadir": ("TIDAK HADIR", "TIDAK MENGIKUTI", "TIDAK IKUT", "TIDAK JADI", "BATAL", "DIBATALKAN",
                    "GAGAL BERANGKAT", "GAGAL HADIR", "GAGAL IKUT", "GAGAL MENGIKUTI"),
    "berlangsung": ("SEDANG MENGIKUTI", "SEDANG DIIKUTI", "SEDANG BERLANGSUNG", "BERLANGSUNG", "SEDANG BERJALAN", "BERJALAN", "MASIH MENGIKUTI",
                    "MASIH BERLANGSUNG", "MASIH BERJALAN", "BELUM SELESAI", "BELUM TUNTAS", "BELUM BERAKHIR"),
    "belum_diikuti": ("BELUM MENGIKUTI", "BELUM IKUT", "BELUM DIIKUTI", "BELUM DILAKSANAKAN", "BELUM TERLAKSANA", "BELUM MULAI", "BELUM DIMULAI",
                      "BELUM BERANGKAT", "DITUNDA", "TERTUNDA", "DIUNDUR", "DIJADWALKAN", "TERJADWAL", "AKAN MENGIKUTI", "DIRENCANAKAN"),
    "selesai": ("LULUS", "SELESAI", "TELAH SELESAI", "SUDAH SELESAI", "TUNTAS", "TAMAT", "KOMPETEN", "MEMENUHI SYARAT", "MEMENUHI", "MS", "TERLAKSANA",
                "SERTIFIKAT", "BERSERTIFIKAT", "SANGAT MEMUASKAN", "MEMUASKAN", "CUKUP MEMUASKAN", "DENGAN PUJIAN", "SANGAT BAIK", "AMAT BAIK", "BAIK",
                "TELAH MENGIKUTI", "SUDAH MENGIKUTI", "MENGIKUTI", "TELAH IKUT", "SUDAH IKUT", "IKUT", "HADIR"),
}  # fmt: skip
_BEGINNINGS: Final = tuple(
    sorted(((word, code) for code, words in _ENDED.items() for word in words), key=lambda one: -len(one[0]))
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Being there says nothing of the whole training unless no other words follow than these.
_THERE: Final = ("HADIR", "IKUT", "MENGIKUTI")
_WHOLE: Final = _set(
    "PENUH LENGKAP SEMUA SELURUH SELURUHNYA SESI HARI KEGIATAN PELATIHAN DIKLAT BIMTEK ACARA SERTA SECARA DENGAN BAIK DAN LULUS SELESAI SAMPAI 100 "
    "DARING LURING ONLINE OFFLINE"
)
# Words after the first ones that take back what those say, or leave it open.
_PARTLY: Final = _set(
    "SEBAGIAN SEPARUH SETENGAH SEMENTARA REMEDIAL REMIDI REMIDIAL PERBAIKAN MENGULANG ULANG SUSULAN ATAU TAHAP MODUL"
)
_NOT_YET_DONE: Final = _PARTLY | _set(
    "BERSYARAT SYARAT BELUM TIDAK BUKAN TANPA HANYA KECUALI MENUNGGU DITUNDA TERTUNDA BATAL DIBATALKAN GUGUR GAGAL JIKA APABILA BILA SETELAH "
    "MUNGKIN CALON SELEKSI ADMINISTRASI SAKIT IZIN IJIN"
)
_NOT_LOST: Final = _PARTLY | _set(
    "LULUS TETAPI TAPI NAMUN KEMUDIAN LALU AKHIRNYA DITUNDA DIUNDUR DIJADWALKAN"
)
# Whoever stayed away on one day, or from a test, was there otherwise; what moves to another week is not left.
_NOT_AWAY: Final = _set("HARI SESI KALI JAM MENIT MATERI KE JADWAL UJIAN TES EVALUASI PEMBUKAAN PENUTUPAN")
_AWAY: Final = frozenset(("TIDAK HADIR", "TIDAK MENGIKUTI", "TIDAK IKUT", "TIDAK SELESAI", "MUNDUR"))
_UNDONE: Final = frozenset(("BATAL", "TIDAK JADI"))
_LEFT: Final = frozenset(("MUNDUR", "MENGUNDURKAN", "DIBATALKAN"))
# A remark that holds one of these speaks of how the training ended; other remarks do not.
_OF_THE_END: Final = _set(
    "LULUS HADIR SELESAI IKUT MENGIKUTI SAKIT IZIN IJIN ALPA ABSEN REMEDIAL REMIDI REMIDIAL MENGULANG DITUNDA TERTUNDA BATAL DIBATALKAN GAGAL "
    "MUNDUR GUGUR KOMPETEN SEBAGIAN"
)
_SHARE: Final = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?) ?(?:%|PERSEN)")
_WORD: Final = re.compile(r"[^\W_]+")
_SHORT: Final = {"TDK": "TIDAK", "BLM": "BELUM", "SDH": "SUDAH", "SDG": "SEDANG"}
_END_WORDS: Final = "Lulus, Tidak Lulus, Mengundurkan Diri, Tidak Hadir, Sedang Mengikuti, Belum Mengikuti"
UNCLEAR_END: Final = "hasil_tidak_jelas"
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


def ended_parser(*, remarks: bool) -> Parser:
    """Return the parser of how a training ended for a participant; words that do not say it are kept as `hasil_tidak_jelas`, and told.

    remarks: the column holds remarks of any kind: one with no word of how trainings end says nothing.
    """

    def parse(text: str, kind: int) -> Result:
        words = (
            ()
            if kind == DATE
            else tuple(_SHORT.get(one, one) for one in _WORD.findall(normalise(tidy(text))))
        )
        found = _ended(words, text)
        if found is not None or (remarks and not _OF_THE_END.intersection(words)):
            return found
        return told(UNCLEAR_END, "HASIL-PELATIHAN-ASING", text, options=_END_WORDS)

    return parse


def _ended(words: tuple[str, ...], text: str) -> str | None:
    """Return how a training ended, None where the words do not say it for certain."""
    if words == ("L",):
        return "selesai"
    line = " ".join(words)
    for beginning, code in _BEGINNINGS:
        if f"{line} ".startswith(f"{beginning} "):
            rest = words[beginning.count(" ") + 1 :]
            return None if _doubtful(beginning, code, rest, text) else code
    return None


def _doubtful(beginning: str, code: str, rest: tuple[str, ...], text: str) -> bool:
    """Return whether the words after the first ones leave open what those say."""
    after = frozenset(rest)
    if code == "selesai":
        if beginning.endswith(_THERE):
            return not after <= _WHOLE
        return bool(after & _NOT_YET_DONE) or any(one != "100" for one in _SHARE.findall(text.upper()))
    if code in {"berlangsung", "belum_diikuti"}:
        return "ATAU" in after
    away = beginning in _AWAY and (bool(after & _NOT_AWAY) or any(one.isdecimal() for one in rest))
    return away or bool(after & _NOT_LOST) or (beginning in _UNDONE and bool(after & _LEFT))


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

"""One way to compare the names that people type (headings, positions, competencies, units), and what they may have meant."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from typing import Final, Literal

_SEPARATORS = re.compile(r"[\s_./\\\-–—,;:()\[\]'\"*&]+")
# Marks that nobody sees: of width zero, of writing direction (chat programs and web pages put them around numbers), of variants.
INVISIBLE: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
ALIKE: Final = 0.6
_REST_ALIKE: Final = 0.5
_WORD_ALIKE: Final = 0.8


def normalise(text: str) -> str:
    """Return `text` for comparison: NFKC, upper case, separators as one blank, invisible characters gone."""
    clean = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("&", " DAN ")
    return _SEPARATORS.sub(" ", clean).strip().upper()


# What names an edition of a course at the end of its name, normalised: ANGKATAN III, GELOMBANG KE 2, BATCH 4, TAHUN ANGGARAN 2026, MARET 2026.
_EDITION: Final = re.compile(
    r" (?:(?:ANGKATAN|ANGK|GELOMBANG|GEL|BATCH|PERIODE|EDISI)(?: KE)? ?(?:\d{1,3}|[IVXL]{1,7})"
    r"|(?:(?:TAHUN|THN)(?: ANGGARAN)? |TA |T A )?(?:PERIODE |BULAN )?"
    r"(?:(?:JANUARI|FEBRUARI|MARET|APRIL|MEI|JUNI|JULI|AGUSTUS|SEPTEMBER|OKTOBER|NOVEMBER|DESEMBER) )?(?:19|20)\d\d)\Z"
)


def without_edition(title: str) -> str:
    """Return a normalised name of a course without what names one of its editions: number, batch or year at its end."""
    found = _EDITION.search(title)
    while found:
        title = title[: found.start()]
        found = _EDITION.search(title)
    return title


def course_title(name: str) -> str:
    """Return the name of a course or training for comparison: editions of one course have the same. Used wherever trainings meet courses."""
    return without_edition(normalise(name))


def meant_title(known: Collection[str]) -> Callable[[str], str]:
    """Return what a name means among the normalised names `known`.

    Itself where it is one of them; else the only one that differs by its edition alone; else its own `course_title`.
    """
    editions: dict[str, set[str]] = {}
    for title in known:
        editions.setdefault(without_edition(title), set()).add(title)
    exact = frozenset(known)

    def meant(name: str) -> str:
        title = normalise(name)
        if title in exact:
            return title
        bare = without_edition(title)
        one = editions.get(bare, set())
        return next(iter(one)) if len(one) == 1 else bare

    return meant


_NO_PREREQUISITE: Final = frozenset(
    normalise(words)
    for words in (
        "", "0", "-", "tidak", "tidak ada", "tidak ada prasyarat", "tidak ada syarat", "tidak dipersyaratkan", "tidak perlu",
        "tanpa", "tanpa prasyarat", "tanpa syarat", "belum ada", "nihil", "kosong", "none", "no", "nil", "n/a", "na", "null",
    )
)  # fmt: skip


def needed_training(text: object) -> str:
    """Return the normalised name or kode of the training that a cell asks for; "" when it asks for none."""
    needed = normalise(text) if isinstance(text, str) else ""
    return "" if needed in _NO_PREREQUISITE else needed


def slug(text: str) -> str:
    """Return `text` as a machine name: lower case ASCII letters and digits joined by `_`."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_SLUG.sub("_", ascii_text.lower()).strip("_")


def nearest(word: str, known: Iterable[str], alike: float = ALIKE) -> str | None:
    """Return the one of `known` most like `word`, of equal ones the first; None when none is alike enough.

    alike: from 0 to 1, the letters of both that stand in the other in the same order, over all their letters.
    """
    # Imported when something is wrong only; of 200,000 names it finds the nearest in a few hundredths of a second.
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    found = process.extractOne(word, list(known), scorer=Indel.normalized_similarity, score_cutoff=alike)
    return None if found is None else found[0]


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `name` is a slip of, None when they only share words that stand in many names.

    Both are normalised names of several words. "KEPALA SUBBAGIAN DATA" is as alike to "KEPALA UPT ANTAH" as letters go, so the words that
    only one of the two has must be alike too, unless one name only leaves words out. A name that has every word of `name`, misspelt or not, comes before all others.
    """
    names = list(known)
    mine = name.split()
    slips = [one for one in names if all(nearest(word, one.split(), _WORD_ALIKE) for word in mine)]
    whole = nearest(name, slips)
    found = whole or nearest(name, names)
    if whole or found is None:
        return whole
    its = found.split()
    left = " ".join(word for word in mine if word not in its)
    right = " ".join(word for word in its if word not in mine)
    return found if not (left and right) or nearest(left, (right,), _REST_ALIKE) else None


# Who asks for a training, in the words of a list of requests: what may stand before them, then those of a person, and those a unit's name begins with.
_BEFORE: Final = frozenset(("USULAN", "USUL", "DIUSULKAN", "PERMINTAAN", "DARI", "OLEH", "ATAS", "KEBUTUHAN"))
_PERSON: Final = frozenset(("PRIBADI", "SENDIRI", "MINAT", "INDIVIDU", "PERORANGAN", "PERSONAL", "YBS"))
_WHOLE: Final = frozenset(
    ("PEGAWAI", "PEGAWAI YANG BERSANGKUTAN", "YANG BERSANGKUTAN", "PESERTA", "ASN", "PEGAWAI ASN")
)
# What the name of a unit, or of who speaks for it, begins with.
_UNIT: Final = frozenset(
    (
        "UNIT", "OPD", "SKPD", "PERANGKAT", "DINAS", "BADAN", "SEKRETARIAT", "SEKRETARIS", "SETDA", "SETWAN", "INSPEKTORAT", "INSPEKTUR", "BAGIAN",
        "BIDANG", "SUB", "SUBBAG", "SUBBAGIAN", "SUBBIDANG", "SEKSI", "KECAMATAN", "CAMAT", "KELURAHAN", "LURAH", "KANTOR", "SATUAN", "SATPOL",
        "UPT", "UPTD", "PUSKESMAS", "RSUD", "RUMAH", "SEKOLAH", "SD", "SDN", "SMP", "SMPN", "SMA", "SMAN", "SMK", "SMKN", "TK", "ATASAN", "PIMPINAN", "KEPALA",
        "KABID", "KABAG", "KADIS", "KASI", "KASUBBAG", "INSTANSI", "LEMBAGA", "ORGANISASI", "BIRO", "DIREKTORAT", "DEPUTI", "PUSAT", "BALAI",
        "BKD", "BKPP", "BKPSDM", "BKPSDMD", "BPSDM",
    )
)  # fmt: skip


def origin_of(text: str) -> Literal["unit", "pribadi"] | None:
    """Return who asks, None where the words do not say it, or say both: "Minat sendiri", "Usulan Bidang Mutasi", "Dinas Pendidikan"."""
    words = normalise(text).split()
    while words and words[0] in _BEFORE:
        words = words[1:]
    person = not _PERSON.isdisjoint(words) or " ".join(words) in _WHOLE
    unit = bool(words) and words[0] in _UNIT
    if person == unit:
        return None
    return "unit" if unit else "pribadi"

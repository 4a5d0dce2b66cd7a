"""The appointment gates in plain Python: an independent witness, not the tool's own rules."""

from collections.abc import Callable
from datetime import date

from synthetic.dates import shift_months, shift_years
from synthetic.person import Held, Person
from synthetic.population import retirement
from synthetic.ratings import BAWAH, predikat
from synthetic.standards import Need

Verdict = bool | None
_RANK = {"15": 0, "30": 1, "35": 2, "40": 2, "45": 3, "50": 4}
_SUPERVISOR_CLASSES = (8, 9)
_PASS = 68


def jpm_bounds(levels: dict[str, int], needs: Need) -> tuple[int, int, int]:
    """Give (lowest, highest, whole) sums in hundredths of a level, capped at the standard."""
    whole = 100 * sum(needs.values())
    low = sum(min(levels[slug], 100 * level) for slug, level in needs.items() if slug in levels)
    unknown = 100 * sum(level for slug, level in needs.items() if slug not in levels)
    return low, low + unknown, whole


def verdicts(person: Person, kelompok: str, needs: Need, as_of: date) -> dict[str, Verdict]:
    """Judge every gate for an appointment to a structural class; None is unknown."""
    low, high, whole = jpm_bounds(person.levels, needs)
    least = 1 if kelompok == "pengawas" else 2
    return {
        "status_asn": person.status == "PNS",
        "pendidikan": _RANK[person.pendidikan] >= least,
        "pengalaman": experienced(person.history, kelompok, as_of),
        "kinerja": performs(person, as_of),
        "hukuman_disiplin": clean(person, as_of),
        "kedudukan_hukum": person.kedudukan in ("Aktif", "PPPK Aktif"),
        "usia": _young_enough(person, kelompok, as_of),
        "jpm": _reached(low, high, whole),
    }


def promotion_verdicts(person: Person, previous: str, as_of: date) -> dict[str, Verdict]:
    """Judge the gates of a functional promotion: the jenjang below, and two good years."""
    return {
        "jenjang_sebelumnya": person.post.jabatan == previous,
        "kinerja": performs(person, as_of),
    }


def experienced(history: list[Held], kelompok: str, as_of: date) -> bool:
    """Add up the months in posts that count for the class."""
    counts, months = _EXPERIENCE[kelompok]
    return shift_months(as_of, -months) >= _earliest_equivalent(history, counts, as_of)


def _earliest_equivalent(history: list[Held], counts: Callable[[Held], bool], as_of: date) -> date:
    """Give the day on which the counted periods, pushed together, would have begun."""
    days = sum(((held.sampai or as_of) - held.tmt).days for held in history if counts(held))
    return date.fromordinal(as_of.toordinal() - days)


def _supervised(held: Held) -> bool:
    post = held.post
    return post.kelompok == "pengawas" or (post.jenis == 2 and post.kelas in _SUPERVISOR_CLASSES)


def _did_staff_work(held: Held) -> bool:
    return held.post.kelompok == "pelaksana" or (held.post.jenis == 2 and held.post.kelas in (5, 6, 7))


def _administered(held: Held) -> bool:
    return held.post.kelompok in ("administrator", "jf_ahli_madya")


_EXPERIENCE: dict[str, tuple[Callable[[Held], bool], int]] = {
    "administrator": (_supervised, 36),
    "pengawas": (_did_staff_work, 48),
    "jpt_pratama": (_administered, 24),
}


def performs(person: Person, as_of: date) -> Verdict:
    """Ask for Baik and no element below expectation in the last two calendar years."""
    years = (as_of.year - 2, as_of.year - 1)
    if any(
        BAWAH in pair or predikat(*pair) not in ("Baik", "Sangat Baik")
        for year, pair in person.appraisals.items()
        if year in years
    ):
        return False
    return True if all(year in person.appraisals for year in years) else None


def clean(person: Person, as_of: date) -> Verdict:
    """Ask for no punishment now, and no sedang or berat that ended in the last two years."""
    if person.hukuman == "":
        return None
    if person.hukuman == "Tidak pernah":
        return True
    if person.hukuman_selesai is None:
        return None
    if person.hukuman_selesai > as_of:
        return False
    return person.hukuman == "Ringan" or person.hukuman_selesai <= shift_years(as_of, -2)


def _young_enough(person: Person, kelompok: str, as_of: date) -> bool:
    if kelompok == "jpt_pratama":
        return shift_years(person.lahir, 57) > as_of
    return retirement(person) > as_of and shift_years(person.lahir, 58) > as_of


def _reached(low: int, high: int, whole: int) -> Verdict:
    if 100 * low >= _PASS * whole:
        return True
    return None if 100 * high >= _PASS * whole else False

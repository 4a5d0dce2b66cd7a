"""Golongan of the people: where they start, how far they get."""

from datetime import date

from synthetic.dates import shift_years, whole_months

PNS_LADDER = (
    "II/a",
    "II/b",
    "II/c",
    "II/d",
    "III/a",
    "III/b",
    "III/c",
    "III/d",
    "IV/a",
    "IV/b",
    "IV/c",
    "IV/d",
)
_START = {"15": "II/a", "30": "II/c", "35": "III/a", "40": "III/a", "45": "III/b", "50": "III/c"}
_PPPK = {"15": "V", "30": "VII", "35": "IX", "40": "IX", "45": "X", "50": "XI"}
# lowest and highest rank usual in the class
_RANGE = {
    "jpt_pratama": ("IV/b", "IV/c"),
    "administrator": ("III/d", "IV/b"),
    "pengawas": ("III/c", "III/d"),
    "pelaksana": ("II/a", "III/d"),
    "jf_terampil": ("II/c", "II/d"),
    "jf_mahir": ("III/a", "III/b"),
    "jf_penyelia": ("III/c", "III/d"),
    "jf_ahli_pertama": ("III/a", "III/b"),
    "jf_ahli_muda": ("III/c", "III/d"),
    "jf_ahli_madya": ("IV/a", "IV/c"),
}
_BKN_CODE = {
    name: str(10 * (1 + index // 4) + 1 + index % 4)
    for index, name in enumerate(("I/a", "I/b", "I/c", "I/d", *PNS_LADDER))
}
_BKN_CODE["IV/e"] = "45"
_ROMAN = {"V": "5", "VII": "7", "IX": "9", "X": "10", "XI": "11"}


def entry_rank(degree: str) -> str:
    """Give the first golongan of a PNS with this degree."""
    return _START[degree]


def pppk_rank(degree: str) -> str:
    """Give the golongan of a PPPK with this degree."""
    return _PPPK[degree]


def bkn_code(golongan: str) -> str:
    """Give the BKN code of a golongan, PNS or PPPK."""
    return _BKN_CODE.get(golongan) or _ROMAN[golongan]


def rank_of(kelompok: str, degree: str, tmt: date, as_of: date, draw: float) -> tuple[str, date]:
    """Promote every four years inside the range of the class; give the rank and its date."""
    steps = whole_months(tmt, as_of) // 48
    low, high = (PNS_LADDER.index(name) for name in _RANGE[kelompok])
    index = min(max(PNS_LADDER.index(_START[degree]) + steps, low), high)
    since = date(as_of.year - int(draw * 4), 4 if draw < 0.5 else 10, 1)
    if since > as_of:
        since = shift_years(since, -1)
    return PNS_LADDER[index], max(since, tmt)

"""With how many credit points somebody comes into a functional post, by each way."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from asnkarier.analysis.gates.ways import ACROSS, FIRST, RISE, TRANSFER, Way
from asnkarier.model.kelompok import Kelompok
from asnkarier.model.said import Code, Said, said

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.rules.rulebook import RuleBook

NEXT_POINTS: Final = "jabatan/angka_kredit_jenjang"
FIRST_POINTS: Final = "jabatan/angka_kredit_pertama"
TRANSFER_POINTS: Final = "jabatan/angka_kredit_perpindahan"
BASIC_POINTS: Final = "jabatan/angka_kredit_dasar"
RANGES: Final = "jabatan/rentang_golongan_jenjang"


def start_of(way: Way, place: int) -> tuple[Said, tuple[str, ...]]:
    """Return the credit points that the person in this place would start with by a way, as `start_points` does."""
    case = way.eligibility.case
    held = Kelompok.read(case.dossiers.kelompok[place])
    golongan = str(case.dossiers.text("golongan")[place])
    known = golongan if case.rulebook.golongan_rank(golongan) is not None else None
    return start_points(way.route, held, known, case.target.kelompok, case.rulebook, case.dossiers.as_of)


def start_points(
    route: str,
    held: Kelompok | None,
    golongan: str | None,
    kelompok: str,
    rulebook: "RuleBook",
    as_of: "date",
) -> tuple[Said, tuple[str, ...]]:
    """Return the credit points that somebody starts with by the tables that were read, and those tables; unknown parts are named.

    Above the range of the jenjang a first appointment starts with the figure of SE BKN 9/2024 Tabel 1; outside it a transfer starts with that
    of Tabel 2 or Peraturan BKN 3/2023 Lampiran I; within it with the basic credit points and the conversion of the predikat in
    the last rank, which is not computed. A rise begins anew: what is left over is not carried on (Pasal 19 ayat (5)).
    """
    wanted = {
        RISE: (NEXT_POINTS,),
        FIRST: (RANGES, FIRST_POINTS),
        TRANSFER: (RANGES, BASIC_POINTS),
        ACROSS: (RANGES, BASIC_POINTS),
    }[route]
    values = {name: rulebook.in_force(name, as_of) for name in (*wanted, TRANSFER_POINTS)}
    if any(values[name] is None for name in wanted):
        return said("credit_start_unruled"), ()
    if route == RISE:
        return said("credit_start_anew"), wanted
    if golongan is None:
        return said("credit_start_no_golongan"), ()
    tables = {name: one.value for name, one in values.items() if one is not None}
    within = tables[RANGES].get(kelompok, ())
    if route == FIRST:
        above = bool(within) and all(_above(golongan, one, rulebook) for one in within)
        return _first(golongan, tables[FIRST_POINTS].get(kelompok) if above else None), wanted
    if golongan in within:
        points = tables[BASIC_POINTS].get(golongan)
        if points is None:
            return said("credit_start_basic_unread", golongan=golongan), wanted
        return said("credit_start_basic", points=points, golongan=golongan), wanted
    for row in tables.get(TRANSFER_POINTS, ()):
        if row["ke"] == kelompok and held in row["dari"] and golongan in row["golongan"]:
            return said("credit_start", points=row["angka_kredit"], golongan=golongan), (
                RANGES,
                TRANSFER_POINTS,
            )
    return said("credit_start_outside_unread", golongan=golongan, kelompok=Code(kelompok)), (RANGES,)


def _above(golongan: str, other: str, rulebook: "RuleBook") -> bool:
    one, two = rulebook.golongan_rank(golongan), rulebook.golongan_rank(other)
    return one is not None and two is not None and one > two


def _first(golongan: str, figures: "Mapping[str, Any] | None") -> Said:
    """Return what a first appointment above the range starts with; None: not above it, or the table has no row."""
    if figures is None:
        return said("credit_start_first_unread", golongan=golongan)
    usual, others = figures["biasa"], figures["mulai_golongan"]
    if not others:
        return said("credit_start", points=usual, golongan=golongan)
    return said("credit_start_either", points=usual, other=min(others.values()), golongan=golongan)

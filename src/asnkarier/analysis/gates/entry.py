"""By which routes somebody may come into a functional post, on which conditions, and with how many credit points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.gates.eligibility import Eligibility, evaluate
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.outcomes import NOT_MET
from asnkarier.model.jabatan import split_jenjang
from asnkarier.model.kelompok import Kelompok
from asnkarier.model.said import Code, Said, said

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.rules.rulebook import RuleBook
    from asnkarier.rules.types import RuleSet

RISE, ACROSS, TRANSFER, FIRST = (
    "kenaikan_jenjang", "keterampilan_ke_keahlian", "perpindahan", "pengangkatan_pertama",
)  # fmt: skip
ROUTES: Final = (RISE, ACROSS, TRANSFER, FIRST)
# Says by its failure that somebody comes by another route.
_WAY_IN: Final = "way_in"
NEXT_POINTS: Final = "jabatan/angka_kredit_jenjang"
FIRST_POINTS: Final = "jabatan/angka_kredit_pertama"
TRANSFER_POINTS: Final = "jabatan/angka_kredit_perpindahan"
BASIC_POINTS: Final = "jabatan/angka_kredit_dasar"
RANGES: Final = "jabatan/rentang_golongan_jenjang"


@dataclass(frozen=True)
class Entry:
    """One route of one person: its rule set, how everybody stands to it, and what the person would start with.

    tables: the parameters that the credit points rest on.
    """

    route: str
    rule_set: "RuleSet"
    eligibility: Eligibility
    credit: Said
    tables: tuple[str, ...]


def entries(dossiers: Dossiers, target: Target, rulebook: "RuleBook", place: int) -> tuple[Entry, ...]:
    """Return the routes that are open to the person in this place, or may be while the class of the post held is not known.

    None where the target is no functional post, and for who holds the same functional post at the same jenjang, a higher one, or
    several below: no route that the law loaded knows leads there. Who holds the same functional post rises, or crosses from skill to
    expertise (Peraturan BKN 3/2023 Pasal 20 ayat (4) to (7)); everybody else is transferred, or appointed for the first time.
    """
    found = []
    for route in _possible(dossiers, target, rulebook, place):
        rule_set = _rules(route, target, rulebook, dossiers)
        if rule_set is None:
            continue
        judged = evaluate(rule_set, rulebook, dossiers, target, dossiers.as_of)
        ways_in = [gate for gate in judged.gates if gate.check.rise == _WAY_IN]
        if all(gate.outcome.result[place] != NOT_MET for gate in ways_in):
            credit, tables = start_points(
                route,
                _held(dossiers, place),
                _golongan(dossiers, rulebook, place),
                target.kelompok,
                rulebook,
                dossiers.as_of,
            )
            found.append(Entry(route, rule_set, judged, credit, tables))
    return tuple(found)


def _possible(dossiers: Dossiers, target: Target, rulebook: "RuleBook", place: int) -> Iterator[str]:
    """Yield the routes by the name and class of the post held, before any condition is looked at."""
    post, held = Kelompok.read(target.kelompok), _held(dossiers, place)
    if post is None or not post.is_functional:
        return
    names = [split_jenjang(str(one))[0] for one in (dossiers.jabatan[place], target.jabatan)]
    if names[0] == names[1] and (held is None or held.is_functional):
        if held is None or rulebook.next_kelompok(held, dossiers.as_of) == post:
            yield RISE
        yield ACROSS
        return
    yield from (ACROSS, TRANSFER, FIRST)


def _rules(route: str, target: Target, rulebook: "RuleBook", dossiers: Dossiers) -> "RuleSet | None":
    if route == RISE:
        return rulebook.gates_for(target.kelompok, dossiers.as_of)
    return rulebook.gates_on(route, dossiers.as_of, target.kelompok)


def _held(dossiers: Dossiers, place: int) -> Kelompok | None:
    return Kelompok.read(dossiers.kelompok[place])


def _golongan(dossiers: Dossiers, rulebook: "RuleBook", place: int) -> str | None:
    """Return the golongan ruang of a PNS, None where none is recorded or it is one of PPPK."""
    golongan = str(dossiers.text("golongan")[place])
    return golongan if rulebook.golongan_rank(golongan) is not None else None


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

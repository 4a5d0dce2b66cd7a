"""Whom a post would raise: the classes of posts that stand above each other, and the kelas jabatan of two posts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import integers
from asnkarier.analysis.gates.registry import known_checks
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.rules.rulebook import RuleBook

EQUALS: Final = "jabatan/kesetaraan_jenjang"
# Two sources decide, one warns; what is unverified, or of which sources differ, says nothing.
_DECIDES, _WARNS = "C2", "C1"


@dataclass(frozen=True)
class Heights:
    """Of everybody whose functional post the law calls equal to an administrative one: whether the post looked at is lower than that, or as high.

    decides: the law is certain enough to leave out whom the post would lower. equals: class held -> class that it is equal to.
    """

    lower: NDArray[np.bool_]
    equal: NDArray[np.bool_]
    decides: bool
    citation: str
    equals: dict[str, str]


def heights(
    employees: pd.DataFrame, rulebook: "RuleBook", kelompok: str, kelas: int | None, as_of: "date"
) -> Heights | None:
    """Return how a post that is no functional one stands to the functional posts held (PermenPANRB 17/2021); None where no certain rule says it.

    Not of those whose kelas jabatan is known together with that of the post: it says which is higher (explanation of PP 11/2017 Pasal 54).
    """
    rule = rulebook.in_force(EQUALS, as_of) if EQUALS in rulebook.parameters else None
    mark = rulebook.parameters[EQUALS].tanda if rule is not None else None
    if rule is None or mark not in (_DECIDES, _WARNS) or kelompok in FUNCTIONAL_CLASSES:
        return None
    as_high = employees["kelompok"].map(rule.value)
    above = classes_from(rulebook, kelompok, as_of) - {kelompok}
    told = (
        np.ones(len(employees), dtype=bool) if kelas is None else employees["kelas_jabatan"].isna().to_numpy()
    )
    return Heights(
        as_high.isin(above).to_numpy(dtype=bool) & told,
        (as_high == kelompok).to_numpy(dtype=bool) & told,
        mark == _DECIDES,
        rule.citation.text,
        dict(rule.value),
    )


def classes_from(rulebook: "RuleBook", kelompok: str, as_of: "date") -> frozenset[str]:
    """Return `kelompok` and every class above it.

    A class stands above another one where the ladder of their line says so (`jabatan/jenjang_berikutnya`), or where its
    gates take people from it: JPT pratama above JF ahli madya (PP 11/2017 Pasal 107), and all that stands above either.
    """
    above: dict[str, set[str]] = {}
    for target, source in _recruitments(rulebook, as_of):
        above.setdefault(source, set()).add(target)
    found, waiting = {kelompok}, [kelompok]
    while waiting:
        one = waiting.pop()
        following = rulebook.next_kelompok(one, as_of)
        reached = above.get(one, set()) | ({following} if following else set())
        waiting += sorted(reached - found)
        found |= reached
    return frozenset(found)


def _recruitments(rulebook: "RuleBook", as_of: "date") -> Iterator[tuple[str, str]]:
    """Yield each class of posts and a class from which its gates in force take people."""
    for rules in rulebook.rule_sets.values():
        for criterion in rules.syarat:
            if criterion.since > as_of or (value := criterion.at(as_of)).repealed:
                continue
            recruits = known_checks()[criterion.uji].recruits(value.value)
            if recruits is not None:
                yield from ((to, one) for to in rules.untuk["kelompok"] for one in recruits.kelompok)


def may_rise(
    employees: pd.DataFrame, rulebook: "RuleBook", kelompok: str, kelas: int | None, as_of: "date"
) -> NDArray[np.bool_]:
    """Return for whom a post of `kelompok` and kelas jabatan `kelas` (None: not known) would be a promotion.

    Not for those who already hold a post of its class or of one above it, nor of a higher kelas jabatan: a post of equal
    class is a rotation and one of lower class a demotion (PP 11/2017 Pasal 189 ayat (3): vertical and diagonal moves lead
    upwards), nor those for whom it is lower by `heights` where that decides. Somebody whose class or kelas is not known stays among the candidates; the gates decide. employees: with the
    `kelompok` of everybody's post.
    """
    below = ~employees["kelompok"].isin(classes_from(rulebook, kelompok, as_of)).to_numpy(dtype=bool)
    stands = heights(employees, rulebook, kelompok, kelas, as_of)
    if stands is not None and stands.decides:
        below &= ~stands.lower
    if kelas is None:
        return below
    lower: NDArray[np.bool_] = integers(employees, "kelas_jabatan") > kelas
    return below & ~lower

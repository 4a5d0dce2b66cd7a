"""What kind of move somebody makes by the career pattern of the law: vertical, horizontal or diagonal (PP 11/2017 Pasal 189 ayat (3))."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd

from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.gates.ladder import classes_from
from asnkarier.analysis.outcomes import MANUAL, MET, NOTHING_RECORDED, UNKNOWN
from asnkarier.analysis.placement.law_rows import law_row, with_rows
from asnkarier.model.codes.reasons import NOT_IN_FORCE
from asnkarier.model.said import Code, Said, said

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.rules.rulebook import RuleBook

Kind = Literal["vertical", "horizontal", "diagonal"]
PATTERN: Final = "jabatan/pola_karier"


@dataclass(frozen=True, slots=True)
class Height:
    """How high a post stands: its class and its kelas jabatan, None where they are not known."""

    kelompok: str | None
    kelas: int | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """kind: None where the law or the facts do not say it, or the move leads lower; seen: what it rests on; reason: a code of `REASONS`."""

    kind: Kind | None
    seen: Said
    reason: str = ""


def pattern_of(held: Height, to: Height, rulebook: "RuleBook", as_of: "date") -> Pattern:
    """Return the kind of a move from one post to another.

    Equal is a post of the same class; higher or lower is what the ladder of classes says (`jabatan/jenjang_berikutnya`, and whom the gates of a
    class take); between lines that no ladder joins the kelas jabatan of both posts says it, as the law compares functional posts with others
    (explanation of Pasal 54). A higher post of the same group (JA, JF, JPT) is vertical, of another group diagonal.
    """
    rule = rulebook.in_force(PATTERN, as_of)
    if rule is None:
        return Pattern(None, NOTHING_RECORDED, NOT_IN_FORCE)
    if held.kelompok is None or to.kelompok is None:
        known = to.kelompok or held.kelompok
        seen = NOTHING_RECORDED if known is None else said("move_one_class", kelompok=Code(known))
        return Pattern(None, seen, "kelompok_unclear")
    rise, seen = _rise(held, to, rulebook, as_of)
    if rise is None:
        return Pattern(None, seen, "class_missing")
    if rise < 0:
        return Pattern(None, seen, "human_judgement")
    if rise == 0:
        return Pattern("horizontal", seen)
    group = rule.value
    return Pattern("vertical" if group[held.kelompok] == group[to.kelompok] else "diagonal", seen)


def _rise(held: Height, to: Height, rulebook: "RuleBook", as_of: "date") -> tuple[int | None, Said]:
    """Return whether the move leads up (1), to an equal post (0) or down (-1), None where nothing says it, and what says it."""
    below, above = str(held.kelompok), str(to.kelompok)
    classes = said("move_of_class", below=Code(below), above=Code(above))
    if below == above:
        return 0, classes
    if above in classes_from(rulebook, below, as_of):
        return 1, classes
    if below in classes_from(rulebook, above, as_of):
        return -1, classes
    if held.kelas is None or to.kelas is None:
        return None, classes
    seen = said("move_of_kelas", below=Code(below), low=held.kelas, above=Code(above), high=to.kelas)
    return (to.kelas > held.kelas) - (to.kelas < held.kelas), seen


def with_pattern(
    findings: pd.DataFrame, dossiers: Dossiers, place: int, pattern: Pattern, rulebook: "RuleBook"
) -> pd.DataFrame:
    """Return the findings of one person with the line of the career pattern; as they are where the rule is not in force.

    findings: columns as `Eligibility.findings_of`. place: of the person in the dossiers.
    """
    rule = rulebook.in_force(PATTERN, dossiers.as_of)
    if rule is None:
        return findings
    required = said(f"career_{pattern.kind or 'pattern'}")
    result = MET if pattern.kind else MANUAL if pattern.reason == "human_judgement" else UNKNOWN
    source = tuple(int(one[place]) for one in dossiers.source)
    row = law_row(
        str(dossiers.people[place]),
        PATTERN,
        rulebook,
        rule,
        pattern.seen,
        required,
        result,
        source,
        "jabatan,kelas_jabatan",
        pattern.reason,
    )
    return with_rows(findings, [row])

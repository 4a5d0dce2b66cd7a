"""The report of `asn recommend-training` where the plan spans years, funds, units or wishes."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from asnkarier.model.book import Block, Book, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.model.said import Code, Said, said
from asnkarier.reports.books.training import (
    ASSESS_COLUMNS,
    COMPARISON_COLUMNS,
    COST,
    CURVE,
    CURVE_TWICE,
    ENTERING_COLUMNS,
    EQUAL,
    FREE_ONLY,
    IN_ORDER,
    LINE,
    MARGINAL_COLUMNS,
    NEXT_COLUMNS,
    NIP,
    NO_BUDGET,
    PROBLEM_COLUMNS,
    SCHEMA,
    SEAT_COLUMNS,
    TOTAL_COLUMNS,
    UNCOVERED_COLUMNS,
    WAITING,
    budget_curve,
)
from asnkarier.reports.books.training_shared import capacity_block, goal_block
from asnkarier.reports.books.training_target import UNBOUND, next_note, target_blocks

_WHOLE: Final = 100
_LINE: Final = (
    LINE[0],
    Column("tahun", N_("Year"), "integer", importance=1),
    *LINE[1:],
)
PLAN_COLUMNS: Final = (
    NIP,
    *_LINE,
    Column("expected_gain", N_("Expected gain"), "level", importance=9),
    Column("periode", N_("Period"), "integer", importance=9),
    Column("kelas", N_("Class"), "integer", importance=9),
    Column("jp", N_("JP"), "level", importance=8),
    COST,
    Column("dana", N_("Fund"), importance=9),
    Column("benefit", N_("Benefit"), "number", importance=7),
    Column("usulan", N_("Asked for by"), "status", importance=9),
    Column("carried_from", N_("Carried over from"), "integer", importance=9),
    Column("jabatan", N_("Position"), width=32, terminal=False, behind=True),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("jenis", N_("Kind"), terminal=False, behind=True),
    Column("effect", N_("Effect"), "status", terminal=False, behind=True),
    Column("reason", N_("Reason"), "said", width=44, terminal=False, behind=True),
    *NEXT_COLUMNS,
)
POSTPONED_COLUMNS: Final = (
    replace(NIP, importance=4),
    *_LINE,
    *WAITING,
    Column("jp", N_("JP"), "level", terminal=False),
    COST,
    *ENTERING_COLUMNS,
    EQUAL,
    Column("benefit", N_("Benefit"), "number", terminal=False),
    Column("jabatan", N_("Position"), width=32, terminal=False, behind=True),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
)
CLASS_COLUMNS: Final = (
    Column("kode", N_("Course")),
    Column("nama_pelatihan", N_("Training"), width=40, importance=3),
    Column("tahun", N_("Year"), "integer", importance=1),
    Column("periode", N_("Period"), "integer", importance=2),
    Column("kelas", N_("Class"), "integer", importance=2),
    Column("peserta", N_("Participants"), "integer", importance=2, summed=True),
    Column("biaya_kelas", N_("Cost of the class (Rp)"), "money", importance=4, summed=True),
    Column("biaya_peserta", N_("Cost of participants (Rp)"), "money", importance=4, summed=True),
    Column("dana", N_("Fund"), importance=5),
    *SEAT_COLUMNS,
)
UNCLOSABLE_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("kompetensi", N_("Competency"), "kompetensi", width=36),
    Column("gap", N_("Gap"), "gap"),
    Column("weight", N_("Weighted levels"), "number"),
    Column("reason", N_("Reason"), "status"),
)
YEARS_TOTALS: Final = (
    *TOTAL_COLUMNS[:2],
    Column("funds", N_("Funds (Rp)"), "money"),
    *TOTAL_COLUMNS[2:],
    Column("closable", N_("Courses could close"), "level"),
    Column("closed_share", N_("Closed of that (%)"), "percent"),
    Column("target", N_("Target (%)"), "percent"),
    Column("target_answer", N_("Whether the target is met"), "status"),
    Column("most_share", N_("No plan can close more of that (%)"), "percent"),
    Column("cost_bound", N_("No such plan can cost less (Rp)"), "money"),
)
NEXT_IN_YEARS: Final = N_(
    "Next in line: who waits for the same course in the same year and period and gains most from it. Would come in at: the price of that one place at which a "
    "plan one exchange away closes more, or as much for less; one place at most leaves for it, with all that rests on it. Empty where no such exchange would do."
)
MORE_IN_YEARS: Final = N_(
    "Extra budget is for all years together, shared out over them as their budgets are; funds, budgets of units and all else stay."
)
# What a reader must see first.
_FRONT: Final = Front(
    "classes", ("nama_pelatihan", "kode", "tahun", "peserta", "biaya_kelas", "biaya_peserta"), by=("peserta",)
)


@dataclass(frozen=True)
class YearsView:
    """The frames of a plan with who and what they name; comparison: what requests would close, or None; wishes: what could not be had; twice: the curve ends at twice the plan's budget; to_target: the plan is the cheapest that reaches a target, or closes most of it; answer: of the target; unbound: config.yaml has money that does not limit it; held_back: what keeps gaps open where it is not met; free: no money was given."""

    chosen: pd.DataFrame
    classes: pd.DataFrame
    postponed: pd.DataFrame
    marginal: pd.DataFrame
    uncovered: pd.DataFrame
    unclosable: pd.DataFrame
    assess_first: pd.DataFrame
    capacity: pd.DataFrame
    curve: pd.DataFrame
    twice: bool
    to_target: bool
    answer: str | None
    unbound: bool
    held_back: pd.DataFrame | None
    people: pd.DataFrame
    courses: pd.DataFrame
    goal: pd.DataFrame
    wishes: tuple[Said, ...]
    conflicts: pd.DataFrame
    totals: dict[str, Any]
    mark: pd.Series
    comparison: pd.DataFrame | None
    problems: pd.DataFrame
    free: bool


def years_text(years: tuple[int, ...]) -> str:
    """Return the calendar years of a plan as one text: 2027, or 2027-2029."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def years_book(view: YearsView, as_of: date) -> Book:
    """Return the report."""
    title = N_("Training plan")
    totals = pd.DataFrame([_percentages(view.totals)])
    blocks: list[Block] = [
        Table("rows", title, PLAN_COLUMNS, _rows(view), terminal_limit=20),
        Record(
            "totals", N_("Totals"), _known(YEARS_TOTALS, totals), totals, note=FREE_ONLY if view.free else ""
        ),
    ]
    blocks += target_blocks(view.wishes, view.conflicts, view.held_back)
    if view.comparison is not None:
        blocks.append(
            Record(
                "requests", N_("As requested, and with the same money"), COMPARISON_COLUMNS, view.comparison
            )
        )
    blocks += [
        capacity_block(view.capacity),
        Table("marginal", N_("What more budget would buy"), MARGINAL_COLUMNS, view.marginal, note=MORE_IN_YEARS),
        *budget_curve(view.curve, CURVE_TWICE if view.twice else CURVE),
        goal_block(view.goal),
        Table("classes", N_("Classes to open"), CLASS_COLUMNS, _classes(view), terminal_limit=15),
        Table("postponed", N_("Postponed, and what that costs"), POSTPONED_COLUMNS, _postponed(view), terminal_limit=10),
        Table("uncovered", N_("Gaps that no course closes"), UNCOVERED_COLUMNS, view.uncovered, terminal_limit=10),
        Table("unclosable", N_("Gaps that no course closes, one by one"), UNCLOSABLE_COLUMNS, view.unclosable, terminal=False),
        Table(
            "assess_first", N_("Assess first"), ASSESS_COLUMNS,
            view.assess_first.merge(view.people, on="nip", how="left", validate="one_to_one"), terminal=False,
        ),
    ]  # fmt: skip
    if len(view.problems):
        blocks.append(Table("problems", N_("To correct"), PROBLEM_COLUMNS, view.problems))
    notes = (
        *((NO_BUDGET,) if view.free else ()),
        N_(
            "The plan closes the most weighted gap levels within what is shared; among equal plans the cheapest, then the one of fewest classes."
        ),
        N_("Nobody is proposed for a competency that was never assessed: assess first."),
        *((UNBOUND,) if view.unbound else ()),
        *(
            (next_note(reached=view.held_back is None) if view.to_target else NEXT_IN_YEARS,)
            if len(view.postponed)
            else ()
        ),
        *((IN_ORDER,) if len(view.postponed) else ()),
    )
    return Book(SCHEMA, title, as_of, "", tuple(blocks), notes=notes, front=_FRONT)


def _known(columns: tuple[Column, ...], totals: pd.DataFrame) -> tuple[Column, ...]:
    return tuple(column for column in columns if column.key in totals)


def _percentages(totals: dict[str, Any]) -> dict[str, Any]:
    shares = {name: _WHOLE * totals[name] for name in ("optimality_gap", "closed_share")}
    return {**totals, **shares}


def _rows(view: YearsView) -> pd.DataFrame:
    chosen = view.chosen.assign(usulan=view.mark, next_nama=_names(view, view.chosen["next_nip"]))
    chosen["effect"] = pd.Series([reason["code"] for reason in chosen["reason"]], dtype="str")
    facts = zip(chosen["level_from"], chosen["level_to"], chosen["reason"], strict=True)
    chosen["reason"] = pd.Series([_reason(*fact) for fact in facts], dtype=object)
    named = chosen.merge(view.people, on="nip", how="left", validate="many_to_one")
    return named.merge(view.courses[["kode", "jenis"]], on="kode", how="left", validate="many_to_one")


def _reason(start: float, end: float, why: dict[str, Any]) -> Said:
    if why["code"] == "prerequisite":
        return said("course_presupposed")
    return said(
        "course_effect",
        effect=Code(why["code"]),
        level_from=start,
        level_to=end,
        required=why["required"],
        weight=why["weight"],
    )


def _classes(view: YearsView) -> pd.DataFrame:
    keys = ["kode", "tahun", "kelas"]
    costs = view.chosen.groupby(keys)["biaya"].sum().rename("biaya_peserta").reset_index()
    classes = view.classes.assign(seat_nama=_names(view, view.classes["seat_nip"]))
    return classes.merge(costs, on=keys, how="left", validate="one_to_one")


def _postponed(view: YearsView) -> pd.DataFrame:
    postponed = view.postponed.assign(instead_nama=_names(view, view.postponed["instead_nip"]))
    named = postponed.merge(view.people, on="nip", how="left", validate="many_to_one")
    return named.sort_values(["loss", "nip", "kode"], ascending=[False, True, True], kind="stable")


def _names(view: YearsView, nips: pd.Series) -> pd.Series:
    return nips.map(view.people.set_index("nip")["nama"])

"""The catalogue of courses as a plan reads it: what else a course teaches, which fund pays it, and what is wrong with a line."""

import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.provenance import cell_of
from asnkarier.agency.training.schedule import scheduled_days
from asnkarier.model.said import Said, said
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.analysis.training.years.terms import YearsTerms
    from asnkarier.yamlfile import Document

_LEVELS: Final = re.compile(
    r"(?<![\d.,])(?:(?P<low>\d(?:[.,]\d{1,3})?)\s{0,3}[-–>]\s{0,3})?(?P<high>\d(?:[.,]\d{1,3})?)\s{0,3}\)?\Z"
)
PROBLEMS: Final = ("where", "kode", "problem")
WISHED_OUTSIDE: Final = "plan_must_outside"
WISHED_WINDOW_OUTSIDE: Final = "plan_must_window"


def read_catalogue(
    now: "Snapshot", courses: pd.DataFrame
) -> tuple[pd.DataFrame, list[tuple[str, str, Said]]]:
    """Return the courses with `juga` (see `taught`) and `sumber_dana` as it is compared, and what of it cannot be read.

    kompetensi_lain: competencies separated by `;`, each with its own levels (`Kerja Sama 1-3`) or those of the course.
    """
    names = _names(now)
    problems: list[tuple[str, str, Said]] = []
    also: list[list[tuple[str, float | None, float]] | None] = []
    for row in courses.to_dict("records"):
        mine: list[tuple[str, float | None, float]] = []
        text = row.get("kompetensi_lain")
        for part in text.split(";") if isinstance(text, str) else ():
            name, found = _competency(part.strip(), names)
            if name is None:
                problems.append(
                    _problem(now, row, "kompetensi_lain", said("course_competency", name=part.strip()))
                )
                continue
            if found is None:
                low, high = None if pd.isna(row["level_awal"]) else row["level_awal"], row["level_akhir"]
            else:
                low, high = _number(found["low"]) if found["low"] else None, _number(found["high"])
            if name != row["kompetensi"]:
                mine.append((name, low, high))
        also.append(mine or None)
    funds = courses["sumber_dana"].map(lambda text: normalise(text) if isinstance(text, str) else None)
    read = courses.assign(juga=pd.Series(also, index=courses.index, dtype=object), sumber_dana=funds)
    return read, problems


def _competency(part: str, names: "Mapping[str, str]") -> tuple[str | None, "re.Match[str] | None"]:
    """Return the competency that a part names (None: none that is known) and its own levels, where it says any."""
    whole = names.get(normalise(part))
    found = _LEVELS.search(part) if whole is None else None
    return (names.get(normalise(part[: found.start()].rstrip(" ("))) if found else whole), found


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _names(now: "Snapshot") -> "Mapping[str, str]":
    names = dict(now.rulebook.competency_spellings(now.as_of))
    for standard in now.catalog.standards.values():
        for requirement in standard.kompetensi:
            names.setdefault(
                normalise(requirement.kompetensi.removeprefix("teknis/")), requirement.kompetensi
            )
            names.setdefault(normalise(requirement.kompetensi), requirement.kompetensi)
    return names


def cell_of_course(now: "Snapshot", row: "Mapping[Any, Any]", field: str) -> str:
    """Return `file:sheet!cell` of a field of a course; "" where its line came from no sheet."""
    source_id, line = row.get("source_id"), row.get("row")
    if pd.notna(source_id) and pd.notna(line) and int(source_id) in now.sources:
        return cell_of(now.sources[int(source_id)], field, int(line))
    return ""


def _problem(now: "Snapshot", row: "Mapping[Any, Any]", field: str, what: Said) -> tuple[str, str, Said]:
    return cell_of_course(now, row, field), str(row.get("kode") or ""), what


def faults_of(
    now: "Snapshot",
    courses: pd.DataFrame,
    terms: "YearsTerms | None",
    span: "tuple[date, date] | None" = None,
) -> "Iterator[tuple[str, str, Said]]":
    """Yield what keeps a course from running, or says too little of it: where, kode, what. span: first and last day of a plan without terms."""
    if terms is not None:
        span = terms.periods[0].start, terms.periods[-1].end
    by_words = {*scheduled_days(now.frames["courses"])}
    for row in courses.to_dict("records"):
        kuota, least = row["kuota"], row["minimal_peserta"]
        if pd.notna(kuota) and pd.notna(least) and kuota < least:
            yield _problem(now, row, "kuota", said("course_seats", seats=int(kuota), least=int(least)))
        if pd.notna(row["level_awal"]) and row["level_awal"] >= row["level_akhir"]:
            yield _problem(
                now, row, "level_akhir", said("course_levels", low=row["level_awal"], high=row["level_akhir"])
            )
        first, last = row["tanggal_mulai"], row["tanggal_selesai"]
        if pd.notna(first) and pd.notna(last) and last < first:
            told = said("course_reversed", start=first.date(), end=last.date())
            yield _problem(now, row, "tanggal_selesai", told)
        outside = None if span is None else _outside(row, span, () if terms is None else terms.must_run)
        if outside is not None:
            yield _problem(now, row, "jadwal" if row["kode"] in by_words else "tanggal_mulai", outside)
        if terms is None:
            continue
        fund = row["sumber_dana"]
        if terms.funds and fund not in terms.funds:
            unpaid = _not_of_a_fund(row, fund if isinstance(fund, str) else None, terms)
            if unpaid is not None:
                yield _problem(now, row, "sumber_dana", unpaid)


def _not_of_a_fund(row: "Mapping[Any, Any]", fund: str | None, terms: "YearsTerms") -> Said | None:
    """Return that no amount of config.yaml pays a course; None where it names no fund and a budget pays it, or it costs nothing."""
    if terms.other_funds is None:
        return None if fund is None else said("course_fund", fund=fund)
    if not row["biaya"] and (pd.isna(row["biaya_kelas"]) or not row["biaya_kelas"]):
        return None
    return said("course_unpaid") if fund is None else said("course_fund_unpaid", fund=fund)


def _outside(row: "Mapping[Any, Any]", span: "tuple[date, date]", must_run: "Collection[str]") -> Said | None:
    """Return that a course is held outside the plan, on its day or in its whole window (see `dated`); None where it is not."""
    wished, ends = row["kode"] in must_run, {"start": span[0], "end": span[1]}
    name = {"name": row["kode"]} if wished else {}
    day, window = row["tanggal_mulai"], row.get("jendela")
    if pd.notna(day):
        inside = span[0] <= day.date() <= span[1]
        return (
            None
            if inside
            else said(WISHED_OUTSIDE if wished else "course_outside", **name, day=day.date(), **ends)
        )
    if window is None or window.meets(*span):
        return None
    first, last = window.within(span[0].year) or (window.first, window.last)
    code = WISHED_WINDOW_OUTSIDE if wished else "course_window_outside"
    return said(code, **name, first=first, last=last, **ends)


def unknown_policies(
    config: "Document", courses: pd.DataFrame, terms: "YearsTerms", idle: "Collection[str]" = ()
) -> "Iterator[tuple[str, str, Said]]":
    """Yield what config.yaml names and nothing bears: units without people, funds without courses, courses that must run and cannot.

    idle: the kodes of those from which nobody gains. Each is where, kode, what.
    """
    named = set(courses["sumber_dana"].dropna())
    for name in terms.funds:
        if name not in named:
            yield _of_config(config, "funds", _key(config, "funds", name)), "", said("plan_fund", name=name)
    for name, people in terms.members.items():
        if not people:
            yield _of_config(config, "units", name), "", said("plan_unit", name=name)
    kodes = set(courses["kode"])
    span = terms.periods[0].start, terms.periods[-1].end
    outside = {row["kode"] for row in courses.to_dict("records") if _outside(row, span, ()) is not None}
    for at, kode in enumerate(terms.must_run):
        where = _of_config(config, "must_run", at)
        if kode not in kodes:
            yield where, kode, said("plan_must_run", name=kode)
        elif kode in idle and kode not in outside:  # the day of those is told with the catalogue
            yield where, kode, said("plan_must_idle", name=kode)


def _of_config(config: "Document", key: str, item: object) -> str:
    """Return `FILE:LINE: training.plan.KEY` of one of the names that stand there."""
    place = config.location(("training", "plan", key, item))  # type: ignore[arg-type]
    return f"{place.file}:{place.line}: training.plan.{key}"


def _key(config: "Document", key: str, name: str) -> str:
    """Return how the file spells a name that is compared in lower case."""
    data: Any = config.data
    for part in ("training", "plan", key):
        data = data.get(part) if isinstance(data, dict) else None
    return next((one for one in data or () if normalise(str(one)) == name), name)


def problems_table(rows: list[tuple[str, str, Said]]) -> pd.DataFrame:
    """Return problems as a table: where, kode, problem."""
    return pd.DataFrame(rows, columns=list(PROBLEMS)).astype(
        {"where": "str", "kode": "str", "problem": object}
    )

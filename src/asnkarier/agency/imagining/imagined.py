"""The agency as a scenario would have it: other people, posts and standards, nothing of it stored."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.imagining.scenario import OtherStandard, Scenarios
from asnkarier.agency.lookups import find_kompetensi, find_name, find_person
from asnkarier.agency.posts import position_named
from asnkarier.errors import UsageError
from asnkarier.language import message
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.messages import N_
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.catalog.types import Catalog, JobStandard

# What a list says of a post beside its name: of the new post it is known only where somebody holds that.
_OF_POST: Final = ("jenis_jabatan", "jenjang", "eselon", "kelas_jabatan")


def imagined(scenarios: Scenarios, number: int) -> "Callable[[Snapshot], Snapshot]":
    """Return what makes a snapshot one of the scenario; it raises UsageError, with the line, for a person, post or unit that is not known."""

    def imagine(whole: "Snapshot") -> "Snapshot":
        scenario = scenarios.found[number]
        _config_units(whole, scenarios, number)
        frames: dict[str, pd.DataFrame] = {}
        if scenario.people:
            frames["employees"] = _people(whole, scenarios, number)
        if scenario.vacancies:
            frames["vacancies"] = _vacancies(whole, scenarios, number)
        changed = whole.with_(frames=frames) if frames else whole
        return replace(changed, catalog=_catalog(whole, scenarios, number)) if scenario.standards else changed

    return imagine


def _at(place: str, find: Callable[[], str]) -> str:
    """Return what is found; a refusal is told with the line that asked."""
    try:
        return find()
    except UsageError as error:
        raise UsageError(
            N_("{place}: {reason}"),
            error.hint,
            facts={**error.facts, "place": place, "reason": message(error.reason, **error.facts)},
            choices=error.choices,
        ) from error


def _people(whole: "Snapshot", scenarios: Scenarios, number: int) -> pd.DataFrame:
    employees = whole.frames["employees"].copy()
    for at, one in enumerate(scenarios.found[number].people):
        place = scenarios.place(number, "people", at, "nip")
        nip = _at(place, lambda said=one.nip: find_person(whole, said))  # type: ignore[misc]
        mine = employees["nip"] == nip
        if one.leaves:
            employees = employees[~mine]
            continue
        if one.unit_kerja is not None:
            place = scenarios.place(number, "people", at, "unit_kerja")
            _in_unit(employees, mine, _unit(whole, one.unit_kerja, place))
        if one.jabatan is not None:
            where = scenarios.place(number, "people", at, "jabatan")
            post = _at(where, lambda said=one.jabatan: position_named(whole, said))  # type: ignore[misc]
            _moved(employees, mine, post, whole.as_of)
    return employees.reset_index(drop=True)


def _unit(whole: "Snapshot", text: str, place: str) -> str:
    """Return the unit as a list writes it: of the units, of people, or of a vacancy; a unit that nobody knows is refused with the line."""
    told = (
        whole.frames["units"]["nama_unor"],
        whole.frames["employees"]["unit_induk"],
        whole.frames["employees"]["unit_kerja"],
        whole.frames["vacancies"]["unit_kerja"],
    )
    names = pd.concat(told).dropna().astype("str").unique().tolist()
    return _at(place, lambda: find_name(names, text, N_("unit {text} is not known")))


def _config_units(whole: "Snapshot", scenarios: Scenarios, number: int) -> None:
    """Refuse a unit of a plan of training (config: training.plan.units) that nobody knows."""
    where = ("config", "training", "plan", "units")
    found: Any = scenarios.found[number].config
    for key in where[1:]:
        found = found.get(key) if isinstance(found, dict) else None
    for name in found if isinstance(found, dict) else ():
        _unit(whole, str(name), scenarios.place(number, *where, name))


def _in_unit(employees: pd.DataFrame, mine: "pd.Series[bool]", unit: str) -> None:
    """Let a person be in a unit; the unit above it is that of the others there, where they agree."""
    others = employees[employees["unit_kerja"].fillna("").map(normalise).eq(normalise(unit)) & ~mine]
    above = others["unit_induk"].dropna().unique()
    employees.loc[mine, "unit_kerja"] = unit
    employees.loc[mine, "unit_induk"] = above[0] if len(above) == 1 else pd.NA


def _moved(employees: pd.DataFrame, mine: "pd.Series[bool]", post: str, day: Any) -> None:
    """Let a person hold a post from the day on; what only its holders say of a post is theirs."""
    names = employees["jabatan"].fillna("").map(normalise_jabatan)
    holders = employees[names.eq(normalise_jabatan(post)) & ~mine]
    employees.loc[mine, "jabatan"] = post
    employees.loc[mine, "tmt_jabatan"] = pd.Timestamp(day).as_unit("s")
    for name in _OF_POST:
        told = holders[name].dropna().unique()
        employees.loc[mine, name] = told[0] if len(told) == 1 else pd.NA


def _vacancies(whole: "Snapshot", scenarios: Scenarios, number: int) -> pd.DataFrame:
    vacancies = whole.frames["vacancies"].copy()
    for at, one in enumerate(scenarios.found[number].vacancies):
        mine = vacancies["kode"].astype("str").str.upper() == one.kode.strip().upper()
        if mine.any():
            vacancies.loc[mine, "jumlah"] = one.jumlah
        elif one.jabatan is None or one.unit_kerja is None:
            known = ", ".join(vacancies["kode"].astype("str")) or "—"
            raise UsageError(
                N_("{place}: vacancy {text} is not known"),
                N_("known: {known}; a new one needs its jabatan and unit_kerja"),
                facts={
                    "place": scenarios.place(number, "vacancies", at, "kode"),
                    "text": one.kode,
                    "known": known,
                },
            )
        else:
            where = scenarios.place(number, "vacancies", at, "jabatan")
            post = _at(where, lambda said=one.jabatan: position_named(whole, said))  # type: ignore[misc]
            row = {
                "kode": one.kode.strip(),
                "jabatan": post,
                "unit_kerja": _unit(
                    whole, one.unit_kerja, scenarios.place(number, "vacancies", at, "unit_kerja")
                ),
                "jumlah": one.jumlah,
            }
            fresh = pd.DataFrame([row]).reindex(columns=vacancies.columns).astype(vacancies.dtypes.to_dict())
            vacancies = pd.concat([vacancies, fresh], ignore_index=True)
    # A vacancy without a place is none.
    return vacancies[vacancies["jumlah"].ne(0).fillna(True)].reset_index(drop=True)


def _catalog(whole: "Snapshot", scenarios: Scenarios, number: int) -> "Catalog":
    standards = dict(whole.catalog.standards)
    for at, one in enumerate(scenarios.found[number].standards):
        place = scenarios.place(number, "standards", at, "jabatan")
        post = _at(place, lambda said=one.jabatan: position_named(whole, said))  # type: ignore[misc]
        found = whole.catalog.for_jabatan(post)
        if found is None:
            raise UsageError(
                N_("{place}: {jabatan} has no standard of its own"),
                N_("write one first: `asn standards new`"),
                facts={"place": place, "jabatan": post},
            )
        where = scenarios.place(number, "standards", at, "kompetensi")
        standards[found.id] = _levels(whole, standards[found.id], one, where)
    return replace(whole.catalog, standards=standards)


def _levels(whole: "Snapshot", standard: "JobStandard", other: OtherStandard, place: str) -> "JobStandard":
    asked = [one.kompetensi for one in standard.kompetensi]
    levels = {
        _at(place, lambda said=name: find_kompetensi(asked, said, whole)): level  # type: ignore[misc]
        for name, level in other.kompetensi.items()
    }
    strange = sorted(set(levels) - set(asked))
    if strange:
        raise UsageError(
            N_("{place}: the standard of {jabatan} does not ask for {name}"),
            N_("name a competency that it asks for: `asn standards show`"),
            facts={"place": place, "jabatan": other.jabatan, "name": strange[0]},
        )
    kept = tuple(replace(one, level=levels.get(one.kompetensi, one.level)) for one in standard.kompetensi)
    return replace(standard, kompetensi=kept)

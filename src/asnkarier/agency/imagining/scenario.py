"""A file of scenarios: what would be otherwise. Every fault is told with its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, ValidationError, model_validator

from asnkarier.errors import SettingsError
from asnkarier.model.messages import N_
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.settings import Settings, settings_problems
from asnkarier.settings_kinds import Rupiah
from asnkarier.settings_parts.part import Part
from asnkarier.yamlfile import DataPath, Document, read_document, validation_problems

ReportName = Literal["gap", "recommend-training", "promote-shortlist", "recommend-placement", "talent-map"]
Text = Annotated[str, Field(min_length=1)]
Level = Annotated[float, Field(ge=0, le=5)]
_SAYS_NOTHING: Final = N_("the scenario changes nothing; name config, budget, standards, people or vacancies")
_NO_CHANGE: Final = N_("say what becomes of the person: `leaves: true`, or another jabatan or unit_kerja")


class OtherStandard(Part):
    """Other levels that a position asks for; the competencies that are not named stay."""

    jabatan: Text
    kompetensi: Annotated[dict[str, Level], Field(min_length=1)]


class OtherPerson(Part):
    """A person who leaves, or holds another post or is in another unit."""

    nip: Text
    leaves: bool = False
    jabatan: Text | None = None
    unit_kerja: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.leaves and self.jabatan is None and self.unit_kerja is None:
            raise ValueError(_NO_CHANGE)
        return self


class OtherVacancy(Part):
    """A vacancy with another number of places, or a new one, which needs its position and unit."""

    kode: Text
    jumlah: Annotated[int, Field(strict=True, ge=0, le=100_000)]
    jabatan: Text | None = None
    unit_kerja: Text | None = None


class Scenario(Part):
    """What would be otherwise, and which reports are asked (None: those that it can touch)."""

    name: Text
    reports: Annotated[tuple[ReportName, ...], Field(min_length=1)] | None = None
    config: dict[str, Any] = Field(default_factory=dict)
    budget: Rupiah | None = None
    standards: tuple[OtherStandard, ...] = ()
    people: tuple[OtherPerson, ...] = ()
    vacancies: tuple[OtherVacancy, ...] = ()

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not (self.config or self.budget is not None or self.standards or self.people or self.vacancies):
            raise ValueError(_SAYS_NOTHING)
        return self


class _File(Part):
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True)
class Scenarios:
    """The scenarios of a file, and the file for whoever tells a line of it."""

    document: Document
    found: tuple[Scenario, ...]

    def place(self, *path: str | int) -> str:
        """Return `file:line` of a part of the file."""
        at = self.document.location(("scenarios", *path))
        return f"{at.file}:{at.line}"


def read_scenarios(path: Path) -> Scenarios:
    """Return the scenarios of a YAML file; SettingsError carries one problem per fault, also two of one name."""
    document = read_document(path, shown_as=path.name)
    if isinstance(document, Problem):
        raise _wrong(path.name, document)
    if not isinstance(document.data, dict) or not document.data:
        raise _wrong(path.name, Problem("YAML-BENTUK", Severity.ERROR, Location(path.name, line=1, column=1), {"key": "scenarios", "reason": N_("it names no scenario; begin with `scenarios:`")}))  # fmt: skip
    try:
        found = _File.model_validate(document.data).scenarios
    except ValidationError as error:
        known = {name for model in (_File, Scenario, OtherStandard, OtherPerson, OtherVacancy) for name in model.model_fields}  # fmt: skip
        problems = [
            _readable(one) for one in validation_problems(document, error, "YAML-BENTUK", known=sorted(known))
        ]
        raise _wrong(path.name, *problems) from error
    if not found:
        raise _wrong(path.name, document.problem("YAML-KOSONG", ("scenarios",), key="scenarios"))
    names = [one.name for one in found]
    for number, name in enumerate(names):
        if name in names[:number]:
            at: DataPath = ("scenarios", number, "name")
            raise _wrong(
                path.name,
                document.problem("YAML-BENTUK", at, key=name, reason=N_("two scenarios have this name")),
            )
    return Scenarios(document, found)


def _readable(problem: Problem) -> Problem:
    """Return the problem without the words that pydantic puts before a reason of ours."""
    reason = str(problem.facts.get("reason", "")).removeprefix("Value error, ")
    return Problem(problem.code, problem.severity, problem.location, {**problem.facts, "reason": reason})


def _wrong(name: str, *problems: Problem) -> SettingsError:
    return SettingsError(N_("{file} is not valid"), facts={"file": name}, problems=list(problems))


def settings_with(settings: Settings, scenarios: Scenarios, number: int) -> Settings:
    """Return config.yaml as the scenario would have it; SettingsError where it says a key or a value that config.yaml refuses."""
    wanted = scenarios.found[number].config
    if not wanted:
        return settings
    plain = settings.model_dump(by_alias=True, exclude_unset=True)
    try:
        found = Settings.model_validate(_merged(plain, wanted))
    except ValidationError as error:
        under = ("scenarios", number, "config")
        raise _wrong(
            scenarios.document.file, *settings_problems(scenarios.document, error, under=under)
        ) from error
    fixed = {name for name in ("paths", "jobs", "as_of", "timezone", "agency") if name in wanted}
    if fixed:
        problem = scenarios.document.problem(
            "YAML-BENTUK", ("scenarios", number, "config", min(fixed)), key=min(fixed), reason=N_("no report would say otherwise; leave it out")
        )  # fmt: skip
        raise _wrong(scenarios.document.file, problem)
    return found


def _merged(plain: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(plain)
    for key, value in wanted.items():
        before = found.get(key)
        both = isinstance(value, Mapping) and isinstance(before, Mapping)
        found[key] = _merged(before, value) if both else value  # type: ignore[arg-type]
    return found

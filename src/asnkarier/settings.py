"""config.yaml as typed, frozen settings; every fault is told with file, line and column."""

import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from asnkarier.errors import SettingsError
from asnkarier.model.frames import CompleteRegister
from asnkarier.model.messages import N_
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.model.rupiah import MOST_RUPIAH, NotRupiahError, rupiah_of
from asnkarier.model.terms import nearest
from asnkarier.yamlfile import Document, read_document

CONFIG_NAME = "config.yaml"
# YAML tells numbers from yes and no; `budget: yes` is no amount.
NonNegativeInt = Annotated[int, Field(strict=True, ge=0, le=MOST_RUPIAH)]
PositiveInt = Annotated[int, Field(strict=True, ge=1, le=MOST_RUPIAH)]
Group = Literal["manajerial", "sosial_kultural", "teknis"]
Weight = Annotated[int, Field(strict=True, ge=0, le=100)]


def _rupiah(value: Any) -> Any:
    try:
        return rupiah_of(value)
    except NotRupiahError as error:
        raise PydanticCustomError("rupiah", "not an amount of rupiah") from error


# As people write it; requests have the same kind, without loading the settings.
Rupiah = Annotated[int, BeforeValidator(_rupiah)]
_NO_WEIGHT: Final = "no_weight"
_PERCENT: Final = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*%\s*", re.ASCII)
_WHOLE: Final = 100


def _percent(value: Any) -> Any:
    # A bare 5 may be people, and 0.05 a share.
    found = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    number = Decimal(found[1].replace(",", ".")) if found else None
    if number is None or number > _WHOLE:
        raise PydanticCustomError("percent", "not a percentage")
    return number


# A share written with its sign, in hundredths.
Percent = Annotated[Decimal, BeforeValidator(_percent)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Paths(_Part):
    """Where things lie, relative to the folder of config.yaml."""

    store: str = ".asn/asnkarier.db"
    standards: str = "standards"
    regulations: str = "regulations"
    inbox: str = "inbox"
    output: str = "out"

    @field_validator("output")
    @classmethod
    def _apart(cls, output: str, others: ValidationInfo) -> str:
        """Keep reports out of the folders whose files are read: the next run would take them for input."""
        mine = Path(os.path.normpath(output))
        for name in ("standards", "regulations", "inbox"):
            read = Path(os.path.normpath(others.data.get(name, name)))
            if mine == read or read in mine.parents:
                raise PydanticCustomError("among_inputs", "reports would lie among the files that asn reads")
        return output


class Jpm(_Part):
    """How the job-person match is judged: the category set, a regulation chosen by its name."""

    category_set: Literal["pengisian", "pemetaan"] = "pengisian"


class Assessment(_Part):
    """How long an assessment counts, in years; empty means that it counts until a newer one."""

    valid_years: PositiveInt | None = None


class Training(_Part):
    """Limits of a training plan. Budget in rupiah; JP and courses per person and plan year."""

    budget: Rupiah = 0
    max_jp_per_person: PositiveInt | None = None
    max_courses_per_person: PositiveInt | None = None
    not_repeated_years: NonNegativeInt = 3
    critical_weight: PositiveInt = 2


class ScoreWeights(_Part):
    """Weights of the parts of a score; only their proportions matter."""

    kompetensi: Weight = 40
    kinerja: Weight = 30
    kualifikasi: Weight = 10
    pengalaman: Weight = 10
    pengembangan: Weight = 5
    potensi: Weight = 0
    integritas: Weight = 5

    @model_validator(mode="after")
    def _something_weighs(self) -> Self:
        if not any(self.model_dump().values()):
            raise PydanticCustomError(_NO_WEIGHT, "every weight is 0")
        return self


class Promotion(_Part):
    """How many names a shortlist shows, what its score weighs, and which groups of competencies decide the match now."""

    top: PositiveInt = 10
    weights: ScoreWeights = ScoreWeights()
    competency_groups: Annotated[tuple[Group, ...], Field(min_length=1)] = get_args(Group)


class Placement(_Part):
    """How posts are filled: the score's weights and the largest number of moves (empty: no limit)."""

    max_moves: PositiveInt | None = None
    weights: ScoreWeights = ScoreWeights(
        kompetensi=60, kinerja=15, kualifikasi=25, pengalaman=0, pengembangan=0, potensi=0, integritas=0
    )


class Importing(_Part):
    """Which lists are everybody whenever they are imported, and which share of the people one of them may leave out."""

    complete: tuple[Literal["employees"], ...] = ()
    most_leavers: Percent = Decimal(5)


class Csv(_Part):
    """For whom CSV files are written: for programs (comma, decimal point), or as Excel opens them right."""

    reader: Annotated[Literal["programs", "excel"], Field(alias="for")] = "programs"


class Rules(_Part):
    """Choices where the sources of a rule conflict: parameter id -> name of the variant."""

    choices: dict[str, str] = {}


class Step(_Part):
    """One step of a batch job as it is written; which commands and options there are is known upstairs, in `workflows`.

    `needs`: steps that must have succeeded in the same run. name: of its files, when the command tells no two steps apart.
    """

    run: str
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$")] | None = None
    formats: tuple[Literal["xlsx", "csv", "json"], ...] = ("xlsx",)
    options: dict[str, Any] = {}
    needs: tuple[str, ...] = ()


class Settings(_Part):
    """Everything that config.yaml may say."""

    agency: str = "Pemerintah Kota Contoh"
    language: Literal["id", "en"] = "id"
    timezone: str = "Asia/Jakarta"
    as_of: date | None = None
    paths: Paths = Paths()
    jpm: Jpm = Jpm()
    assessment: Assessment = Assessment()
    training: Training = Training()
    promotion: Promotion = Promotion()
    placement: Placement = Placement()
    complete_registers: tuple[CompleteRegister, ...] = ()
    importing: Annotated[Importing, Field(alias="import")] = Importing()
    csv: Csv = Csv()
    rules: Rules = Rules()
    jobs: dict[str, tuple[Step, ...]] = {}
    _document: Document = PrivateAttr(default=Document(CONFIG_NAME, {}))

    @property
    def document(self) -> Document:
        """The file that said all this, so that what is wrong upstairs can be told with its line."""
        return self._document

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # `Asia` is a folder
            raise ValueError(N_("there is no such time zone")) from error
        return value


def find_config(start: Path) -> Path | None:
    """Return the nearest config.yaml in `start` or a folder above it, or None."""
    for folder in (start, *start.parents):
        candidate = folder / CONFIG_NAME
        if candidate.is_file():
            return candidate
    return None


def load_settings(path: Path) -> Settings:
    """Return the settings in the file at `path`; SettingsError carries one problem per fault."""
    document = read_document(path, shown_as=path.name)
    if isinstance(document, Problem):
        raise SettingsError(N_("{file} cannot be read"), facts={"file": path.name}, problems=[document])
    if document.data is None:
        return Settings()
    if not isinstance(document.data, dict):
        raise SettingsError(
            N_("{file} must hold `key: value` lines"),
            facts={"file": path.name},
            problems=[Problem("CONFIG-BENTUK", Severity.ERROR, Location(path.name, line=1, column=1))],
        )
    try:
        settings = Settings.model_validate(document.data)
    except ValidationError as error:
        problems = [_problem(document, fault) for fault in error.errors(include_url=False)]
        raise SettingsError(
            N_("{file} is not valid"), facts={"file": path.name}, problems=problems
        ) from error
    settings._document = document  # noqa: SLF001 - the loader gives the frozen settings their source
    return settings


# What pydantic calls a fault, as a sentence that the catalogues know; `narration` says it in the active language.
_REASONS: Final = {
    "int_type": N_("a whole number belongs here"),
    "int_from_float": N_("a whole number belongs here"),
    "less_than_equal": N_("this is too much"),
    "greater_than_equal": N_("this is too little"),
    "rupiah": N_("not an amount of rupiah; write it like 250000000"),
    "percent": N_("not a percentage up to 100; write it with its sign, like 5%"),
    "string_type": N_("a text belongs here"),
    "bool_type": N_("true or false belongs here"),
    "bool_parsing": N_("true or false belongs here"),
    "date_type": N_("a date belongs here, written YYYY-MM-DD"),
    "date_from_datetime_parsing": N_("a date belongs here, written YYYY-MM-DD"),
    "tuple_type": N_("a list belongs here"),
    "too_short": N_("an empty list chooses nothing; name something or leave the key out"),
    "dict_type": N_("`key: value` lines belong here"),
    "model_type": N_("`key: value` lines belong here"),
    "missing": N_("something is missing here"),
    "among_inputs": N_("reports would lie among the files that asn reads"),
    "string_pattern_mismatch": N_("only letters, digits, - and _ belong here"),
}


def _problem(document: Document, fault: Any) -> Problem:
    path = tuple(part for part in fault["loc"] if isinstance(part, str | int))
    key = ".".join(str(part) for part in path)
    if fault["type"] == "extra_forbidden":
        meant = nearest(str(path[-1]), _keys_at(path[:-1]))
        code = "CONFIG-KUNCI-MIRIP" if meant else "CONFIG-KUNCI"
        return document.problem(code, path, key=key, nearest=meant or "")
    if fault["type"] == _NO_WEIGHT:
        return document.problem("CONFIG-BOBOT-NOL", path, key=key)
    value = document.as_written(path, fault["input"])[:60]
    if fault["type"] == "literal_error":
        words = str(fault["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
        return document.problem("YAML-PILIHAN", path, key=key, value=value, expected=words)
    reason = _REASONS.get(fault["type"], str(fault["msg"]).removeprefix("Value error, "))
    return document.problem("CONFIG-NILAI", path, key=key, value=value, reason=reason)


def _keys_at(path: tuple[str | int, ...]) -> list[str]:
    """Return the keys that config.yaml knows at `path`, for "did you mean"."""
    model: Any = Settings
    for part in path:
        known = {one.alias or name: one for name, one in model.model_fields.items()}
        field = known.get(part) if isinstance(part, str) else None
        if field is None:
            return list(Step.model_fields) if path and path[0] == "jobs" else []
        model = field.annotation
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            return list(Step.model_fields) if path[0] == "jobs" else []
    return [field.alias or name for name, field in model.model_fields.items()]

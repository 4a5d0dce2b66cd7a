"""config.yaml as typed, frozen settings; every fault is told with file, line and column."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Field, PrivateAttr, ValidationError, field_validator

from asnkarier.errors import SettingsError
from asnkarier.model.frames import CompleteRegister
from asnkarier.model.messages import N_
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.model.terms import nearest
from asnkarier.settings_kinds import NO_WEIGHT
from asnkarier.settings_parts.development import Calendar, Mentoring, Needs, Training
from asnkarier.settings_parts.letters import LetterSettings
from asnkarier.settings_parts.levels import Assessment, Jpm, Standards
from asnkarier.settings_parts.part import Part
from asnkarier.settings_parts.posts import Placement, Succession
from asnkarier.settings_parts.review import Review
from asnkarier.settings_parts.selection import Fairness, Promotion, Talent
from asnkarier.settings_parts.signing import Letterhead, Printing, Signatures
from asnkarier.settings_parts.workspace import Csv, Importing, Log, Output, Paths, Rules, Step
from asnkarier.yamlfile import Document, read_document

CONFIG_NAME = "config.yaml"
_MOST_OF_A_VALUE: Final = 60


class Settings(Part):
    """Everything that config.yaml may say."""

    agency: str = "Pemerintah Kota Contoh"
    letterhead: Letterhead = Letterhead()
    signatures: Signatures = Signatures()
    printing: Annotated[Printing, Field(alias="print")] = Printing()
    letters: LetterSettings = LetterSettings()
    language: Literal["id", "en"] = "id"
    timezone: str = "Asia/Jakarta"
    as_of: date | None = None
    paths: Paths = Paths()
    jpm: Jpm = Jpm()
    assessment: Assessment = Assessment()
    training: Training = Training()
    calendar: Calendar = Calendar()
    needs: Needs = Needs()
    mentoring: Mentoring = Mentoring()
    succession: Succession = Succession()
    standards: Standards = Standards()
    promotion: Promotion = Promotion()
    talent: Talent = Talent()
    fairness: Fairness = Fairness()
    review: Review = Review()
    placement: Placement = Placement()
    complete_registers: tuple[CompleteRegister, ...] = ()
    importing: Annotated[Importing, Field(alias="import")] = Importing()
    csv: Csv = Csv()
    output: Output = Output()
    log: Log = Log()
    rules: Rules = Rules()
    jobs: dict[str, tuple[Step, ...]] = Field(default_factory=dict)
    _document: Document = PrivateAttr(default=Document(CONFIG_NAME, {}))
    _folder: Path = PrivateAttr(default=Path())

    @property
    def document(self) -> Document:
        """The file that said all this, so that what is wrong upstairs can be told with its line."""
        return self._document

    @property
    def folder(self) -> Path:
        """The folder of the file, to which what it names is relative."""
        return self._folder

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
        raise SettingsError(
            N_("{file} is not valid"), facts={"file": path.name}, problems=settings_problems(document, error)
        ) from error
    strangers = _strange_signers(document, settings)
    if strangers:
        raise SettingsError(N_("{file} is not valid"), facts={"file": path.name}, problems=strangers)
    settings._document = document  # noqa: SLF001 - the loader gives the frozen settings their source
    settings._folder = path.parent  # noqa: SLF001 - as above
    return settings


def _strange_signers(document: Document, settings: Settings) -> list[Problem]:
    """Return one problem per name under `letters.signed_by` that nobody of `signatures` has."""
    known = ", ".join(one.name for one in settings.signatures.people) or "–"
    return [
        document.problem(
            "CONFIG-PENANDATANGAN", ("letters", "signed_by", kind), kind=kind, value=name, known=known
        )
        for kind, names in settings.letters.signed_by.items()
        for name in names
        if settings.signatures.named(name) is None
    ]


# What pydantic calls a fault, as a sentence that the catalogues know; `narration` says it in the active language.
_REASONS: Final = {
    "int_type": N_("a whole number belongs here"),
    "int_from_float": N_("a whole number belongs here"),
    "float_type": N_("a number belongs here"),
    "less_than_equal": N_("this is too much"),
    "greater_than_equal": N_("this is too little"),
    "rupiah": N_("not an amount of rupiah; write it like 250000000"),
    "percent": N_("not a percentage up to 100; write it with its sign, like 5%"),
    "letter_number": N_("an unknown part stands between the braces of the number of a letter"),
    "nip": N_("a NIP of 18 digits belongs here"),
    "pair": N_("two different NIPs belong here"),
    "string_type": N_("a text belongs here"),
    "bool_type": N_("true or false belongs here"),
    "bool_parsing": N_("true or false belongs here"),
    "date_type": N_("a date belongs here, written YYYY-MM-DD"),
    "date_from_datetime_parsing": N_("a date belongs here, written YYYY-MM-DD"),
    "tuple_type": N_("a list belongs here"),
    "too_short": N_("an empty list chooses nothing; name something or leave the key out"),
    "dict_type": N_("`key: value` lines belong here"),
    "model_type": N_("`key: value` lines belong here"),
    "among_inputs": N_("reports would lie among the files that asn reads"),
    "string_pattern_mismatch": N_("only letters, digits, - and _ belong here"),
}


def settings_problems(
    document: Document, error: ValidationError, *, under: tuple[str | int, ...] = ()
) -> list[Problem]:
    """Return one problem per fault of settings that stand in the document, `under` a path of it."""
    return [_problem(document, fault, under) for fault in error.errors(include_url=False)]


def _problem(document: Document, fault: Any, under: tuple[str | int, ...]) -> Problem:
    within = tuple(part for part in fault["loc"] if isinstance(part, str | int))
    key, path = ".".join(str(part) for part in within), (*under, *within)
    if fault["type"] == "extra_forbidden":
        meant = nearest(str(within[-1]), _keys_at(within[:-1]))
        code = "CONFIG-KUNCI-MIRIP" if meant else "CONFIG-KUNCI"
        return document.problem(code, path, key=key, nearest=meant or "")
    if fault["type"] == NO_WEIGHT:
        return document.problem("CONFIG-BOBOT-NOL", path, key=key)
    if fault["type"] == "missing":  # its line says in which entry of a list
        name = ".".join(part for part in within if isinstance(part, str))
        return document.problem("YAML-KURANG", path, key=name, name=name)
    value = _brief(document, path, fault["input"])
    if fault["type"] == "literal_error":
        words = str(fault["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
        return document.problem("YAML-PILIHAN", path, key=key, value=value, expected=words)
    reason = _REASONS.get(fault["type"], str(fault["msg"]).removeprefix("Value error, "))
    return document.problem("CONFIG-NILAI", path, key=key, value=value, reason=reason)


def _brief(document: Document, path: tuple[str | int, ...], value: Any) -> str:
    """Return a value as the file writes it; of a list or of `key: value` lines only that it is one."""
    if isinstance(value, dict | list | tuple):
        return "{…}" if isinstance(value, dict) else "[…]"
    return document.as_written(path, value)[:_MOST_OF_A_VALUE]


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

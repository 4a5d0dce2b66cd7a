"""What may be asked of a command: its words, typed once for the command line and for the jobs of config.yaml."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from asnkarier.model.messages import N_
from asnkarier.model.rupiah import NotRupiahError, rupiah_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from asnkarier.model.book import Book


@dataclass(frozen=True, slots=True)
class Word:
    """How a field of a request is said. help: an English msgid; metavar: what stands for the value, an English msgid.

    argument: the value stands alone, without a `--name`. filters: it narrows down whom the report is about, and the
    report says so. needed: the command line must say it, though a job need not. only: where it can be said at all.
    """

    help: str
    metavar: str = ""
    argument: bool = False
    filters: bool = False
    needed: bool = False
    only: str = "line, job"


class Request(BaseModel):
    """What is asked of one command: frozen, and no word that it does not know.

    The name of a field, or its alias, is its key in `jobs:`; on the command line `_` becomes `-`. reads_any_file: of a folder that it names
    every file is read, so that no report is written beside them.
    """

    reads_any_file: ClassVar[bool] = True

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, validate_by_name=True, validate_by_alias=True
    )

    @classmethod
    def words(cls) -> "dict[str, tuple[Word, FieldInfo]]":
        """Return every field that somebody can say, with how it is said, in order."""
        return {
            name: (word, field)
            for name, field in cls.model_fields.items()
            for word in field.metadata
            if isinstance(word, Word)
        }

    def filter(self) -> dict[str, str]:
        """Return what narrows the report down: key -> value as it was said."""
        return {
            field.alias or name: _said(value)
            for name, (word, field) in self.words().items()
            if word.filters and (value := getattr(self, name)) not in (None, field.default)
        }


@dataclass(frozen=True, slots=True)
class Command:
    """A command that makes a report, for the command line and for jobs alike.

    name: as typed; `rules list` stands in a group. help: an English msgid, one sentence. deed: the module of `workflows`
    whose function of the same name (or `module:function`) takes the workspace and the request and returns the Book;
    slow: it takes `progress` too; stamped: on the command line `now` and `user` too, for it may record something. examples: what follows `asn`, each tried on the sample agency by a test.
    order: its place in the list of commands.
    each: the function of the same module that gives a job several reports (what each is about -> Book) and their counts;
    each_stem: how the names of their files begin.
    reports: False for a command that makes no Book: it changes the store, or (form) makes one file itself; its words are shared all the same.
    form: the ending of that file.
    folder: the form of several files, which an output without a suffix is then a folder of; empty: there are no several.
    """

    name: str
    help: str
    request: type[Request]
    deed: str
    examples: tuple[str, ...]
    order: int
    slow: bool = False
    stamped: bool = False
    each: str = ""
    each_stem: str = ""
    reports: bool = True
    form: str = ""
    folder: Literal["docx", "csv", ""] = ""

    def make(self) -> "Callable[..., Book]":
        """Return the function that makes the report; only now its libraries are loaded."""
        found: Callable[..., Book] = _function(self.deed)
        return found

    def make_each(self) -> "Callable[..., tuple[Mapping[str, Book], Mapping[str, int]]]":
        """Return the function that makes all reports of a job's step, with their counts."""
        found: Callable[..., tuple[Mapping[str, Book], Mapping[str, int]]] = _function(self.deed, self.each)
        return found


def _function(deed: str, name: str = "") -> Any:
    """Return what `module` or `module:function` names; the function is called as its module unless it is named."""
    module, _, function = deed.partition(":")
    found = importlib.import_module(f"asnkarier.workflows.{module}")
    return getattr(found, name or function or module.rpartition(".")[2])


def commands() -> dict[str, Command]:
    """Return the one list of commands that make reports: whatever the folder `requests` holds, in order."""
    from asnkarier.workflows import requests

    found = [
        command
        for part in pkgutil.iter_modules(requests.__path__, requests.__name__ + ".")
        for command in getattr(importlib.import_module(part.name), "COMMANDS", ())
    ]
    return {command.name: command for command in sorted(found, key=lambda one: (one.order, one.name))}


def command_alone(name: str) -> Command | None:
    """Return the command of this name without loading the words of all others; None: its module is not called like it, or there is none."""
    from asnkarier.workflows import requests

    called = name.replace("-", "_")
    if called not in (part.name for part in pkgutil.iter_modules(requests.__path__)):
        return None
    module = importlib.import_module(f"{requests.__name__}.{called}")
    return next((one for one in getattr(module, "COMMANDS", ()) if one.name == name), None)


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _rupiah(value: Any) -> Any:
    try:
        return rupiah_of(value)
    except NotRupiahError as error:
        raise PydanticCustomError("rupiah", "not an amount of rupiah") from error


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise PydanticCustomError("day", "not a date") from error


def _listed(value: Any) -> Any:
    """Return the parts of `a,b`; a list stays one."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


# Kinds of values that several requests share. A number is never a yes or no.
Rupiah = Annotated[int, BeforeValidator(_rupiah)]
_MOST: Final = (
    1_000_000_000  # more of anything than any agency has, and far from where whole numbers of a machine end
)
Count = Annotated[int, Field(strict=True, ge=0, le=_MOST)]
AtLeastOne = Annotated[int, Field(strict=True, ge=1, le=_MOST)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2099)]  # the years that a cell may hold
Day = Annotated[date, BeforeValidator(_day)]
Names = Annotated[tuple[Annotated[str, Field(coerce_numbers_to_str=True)], ...], BeforeValidator(_listed)]
UNIT: Final = Word(N_("only this unit, and the units below it"), N_("UNIT"), filters=True)

"""From a typed request to the options of a command, and back: what a person may say is declared once, in `workflows`."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin

import typer
from pydantic import BeforeValidator, ValidationError

from asnkarier.cli.screen.help import HelpCommand, HelpGroup
from asnkarier.language import _, message
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request, Word

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

Act = Callable[..., None]


def parameter(name: str, kind: Any, info: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    """Return a parameter as typer reads it: `info` is a `typer.Option` or `typer.Argument`."""
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, info]
    )


def add(
    app: typer.Typer,
    name: str,
    help_: str,
    act: Act,
    *,
    request: type[Request] = Request,
    extra: Iterable[inspect.Parameter] = (),
    examples: Sequence[str] = (),
) -> None:
    """Add the command `name` to `app`, with an option or argument for every word of `request` and those in `extra`.

    act: takes the global options (`Words`), the request, and the values of `extra` by name. examples: what follows
    `asn`, shown at the end of the help.
    """
    own = [_parameter(field, *pair) for field, pair in request.words().items() if "line" in pair[0].only]
    others = list(extra)

    def command(**said: Any) -> None:
        context: typer.Context = said.pop("context")
        rest = {one.name: said.pop(one.name) for one in others}
        act(context.obj, _request(context, request, said), **rest)

    first = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    parameters = [first, *own, *others]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    epilog = "\n".join(f"asn {example}" for example in examples)
    app.command(name, cls=HelpCommand, help=_(help_), short_help=_(help_), epilog=epilog)(command)


_MISFIT: Final = N_("{option} {value}: does not fit")
# What does not fit a word, by pydantic's name of the fault; `option`, `value` and what pydantic adds fill the blanks.
_FAULTS: Final = {
    "share": N_("{option} {value}: not a share; write it like 90%, or all"),
    "rupiah": N_("{option} {value}: not an amount of rupiah; write it like 250000000"),
    "day": N_("{option} {value}: not a date; write it like 2025-12-31"),
    "pair": N_("--map wants COLUMN=field, not {text}"),
    "less_than_equal": N_("{option} {value}: at most {le}"),
    "greater_than_equal": N_("{option} {value}: at least {ge}"),
}


def group(app: typer.Typer, name: str, help_: str) -> typer.Typer:
    """Add a group of commands to `app` and return it."""
    found = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(found, name=name, cls=HelpGroup, help=_(help_), short_help=_(help_))
    return found


def _request(context: typer.Context, request: type[Request], said: dict[str, Any]) -> Request:
    """Return what was said as a request; a wrong value is told as typer tells its own."""
    try:
        return request.model_validate({name: value for name, value in said.items() if value is not None})
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        name = str(fault["loc"][0]) if fault["loc"] else ""
        known = request.model_fields.get(name)
        option = _option((known.alias if known else None) or name)
        facts = {**fault.get("ctx", {}), "option": option, "value": fault["input"]}
        facts = {key: _plain(value) for key, value in facts.items()}
        if (
            fault["type"] == "literal_error"
        ):  # of a list, whose words typer takes as they come; told as it tells its own
            choices = ", ".join(re.findall(r"'[^']*'", fault["ctx"]["expected"]))
            text = f"'{fault['input']}' is not one of {choices}."
            raise typer.BadParameter(text, ctx=context, param_hint=f"'{_named(request, name)}'") from error
        text = message(_FAULTS.get(fault["type"], _MISFIT), **facts)
        raise typer.BadParameter(text, ctx=context) from error


def _named(request: type[Request], name: str) -> str:
    """Return how the command line calls a word: its metavar where it stands alone."""
    word, field = request.words()[name]
    return _(word.metavar).rstrip("…") if word.argument else _option(field.alias or name)


def _plain(value: Any) -> Any:
    """Return a number as people write it: 101, not 101.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _parameter(name: str, word: Word, field: "FieldInfo") -> inspect.Parameter:
    kind, least = _kind(field)
    bare = field.default if field.default not in (None, (), {}) else None
    more: dict[str, Any] = {"help": _(word.help), "show_default": bool(bare)}
    if word.metavar:
        more["metavar"] = _(word.metavar)
    if least is not None:
        more["min"] = least
    if word.argument:
        needed = word.needed or field.is_required()
        return parameter(name, kind, typer.Argument(**more), inspect.Parameter.empty if needed else bare)
    if kind is bool:
        return parameter(name, bool, typer.Option(_option(field.alias or name), **more), bare or False)
    return parameter(name, kind | None, typer.Option(_option(field.alias or name), **more), bare)


def _kind(field: "FieldInfo") -> tuple[Any, int | None]:
    """Return the type that typer reads, and the least number; what a validator of ours reads comes as text."""
    kind, marks = field.annotation, list(field.metadata)
    if get_origin(kind) in (Union, UnionType):
        kind = next(part for part in get_args(kind) if part is not NoneType)
    if get_origin(kind) is Annotated:
        kind, *inner = get_args(kind)
        marks += [mark for one in inner for mark in getattr(one, "metadata", (one,))]
    if any(isinstance(mark, BeforeValidator) for mark in marks):
        return (list[str] if get_origin(kind) is Mapping else str), None
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return list[str if get_origin(inner) is Literal else inner], None  # type: ignore[misc]
    least = next((mark.ge for mark in marks if getattr(mark, "ge", None) is not None), None)
    return kind, least if kind is int else None


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")

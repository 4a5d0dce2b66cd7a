"""What the law's files must know of the named checks: a criterion picks one by name and gives it a value.

The checks themselves, one file each, are in `analysis.gates.checks`; whoever loads the law brings them along.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from pydantic import BaseModel

from asnkarier.rules.types import Parameter


class NamedCheck(Protocol):
    """A check as the loader sees it.

    value: the model of the criterion's value. sentence: what is tested (English msgid). facts: the canonical fields looked at. parameters: what it reads of the rule book besides. dangling: names in
    a value that lead nowhere, each with the names that are known.
    """

    @property
    def value(self) -> type[BaseModel]: ...  # noqa: D102 - see the class

    @property
    def sentence(self) -> str: ...  # noqa: D102

    @property
    def facts(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def parameters(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def dangling(self) -> "Dangling": ...  # noqa: D102


Dangling = Callable[[Any, Mapping[str, Parameter]], Iterator[tuple[str, Sequence[str]]]]
Checks = Mapping[str, NamedCheck]


def plain_value(model: type[BaseModel], value: Any) -> Any:
    """Return a criterion's value as plain data with all defaults filled; pydantic's ValidationError when it is wrong."""
    return model.model_validate(value).model_dump()

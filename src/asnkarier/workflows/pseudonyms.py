"""Who is meant by a pseudonym in a request: it is asked like a NIP, by whoever has the key."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from asnkarier.errors import UsageError
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.workflows.asking import Request

    R = TypeVar("R", bound=Request)

_PSEUDONYM: Final = re.compile(r"(?<![\w-])ASN-[A-Z2-7]{12}(?![\w-])", re.IGNORECASE)


def refuse_letters(wanted: bool) -> None:
    """UsageError: letters are wanted, and pseudonyms."""
    if wanted:
        raise UsageError(N_("a letter to a pseudonym reaches nobody"), N_("leave out --pseudonymize"))


def names_pseudonyms(request: "Request") -> bool:
    """Return whether somebody is asked for by a pseudonym."""
    return any(True for _ in _said(dict(request)))


def meant(workspace: "Workspace", request: "R") -> "R":
    """Return the request with NIPs in the place of pseudonyms; one that is nobody's stays as it is. UsageError: there is no key."""
    said = dict(request)
    asked = set(_said(said))
    if not asked:
        return request
    from asnkarier.agency.privacy.disguise import who_is_called

    nips = who_is_called(workspace, asked)
    changed = {name: _with_nips(one, nips) for name, one in said.items()}
    return request.model_copy(update={name: one for name, one in changed.items() if one != said[name]})


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (one.upper() for one in _PSEUDONYM.findall(value))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _said(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _said(one)


def _with_nips(value: Any, nips: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _PSEUDONYM.sub(lambda one: nips.get(one[0].upper(), one[0]), value)
    if isinstance(value, Mapping):
        return {name: _with_nips(one, nips) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(_with_nips(one, nips) for one in value)
    return value

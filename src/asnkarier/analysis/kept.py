"""What was worked out once for one agency on one day and may be asked for again, by all that it depends on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar, cast

Found = TypeVar("Found")
# About half a megabyte each for 20,000 people.
_MOST: Final = 96


class Same:
    """One object as part of a key: equal to nothing but itself, and alive as long as the key."""

    __slots__ = ("_one",)

    def __init__(self, one: object) -> None:
        self._one = one

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self._one is other._one

    def __hash__(self) -> int:
        return id(self._one)


class Kept:
    """Answers by their keys, at most so many; what was not asked for longest goes first.

    Facts, law and day are the same for all that one of these holds: a key names only what else an answer depends on. Whoever
    asks never changes what is answered.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, object] = OrderedDict()

    def of(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """Return the answer to `key`; `make` makes it where it is not kept (what it raises is raised again each time)."""
        if key in self._found:
            self._found.move_to_end(key)
        else:
            self._found[key] = make()
            if len(self._found) > self._most:
                self._found.popitem(last=False)
        return cast("Found", self._found[key])

    def found(self, key: Hashable) -> Any:
        """Return the answer to `key` if it is kept, None if not."""
        return self._found.get(key)

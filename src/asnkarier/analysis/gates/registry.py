"""All checks that exist: one for each module of `checks/`, which nobody lists a second time."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from asnkarier.analysis.gates import checks
from asnkarier.analysis.gates.check import Check


@cache
def known_checks() -> Mapping[str, Check]:
    """Return every check by its name, in the order of the alphabet; ValueError when a name is not that of its module."""
    names = sorted(module.name for module in iter_modules(checks.__path__))
    found = {name: known_check(name) for name in names}
    astray = [name for name, check in found.items() if check.name != name]
    if astray:
        raise ValueError(f"a check is called otherwise than its module: {', '.join(astray)}")
    return MappingProxyType(found)


def known_check(name: str) -> Check:
    """Return one check without loading the others; ImportError when there is none of that name."""
    found: Check = import_module(f"{checks.__name__}.{name}").CHECK
    return found

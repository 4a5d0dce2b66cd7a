"""Which agencies the words of a rollup name: folders with a config.yaml, or folders of such folders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem
from asnkarier.settings import CONFIG_NAME

_NOT_THERE: Final = N_("{path}: there is no such folder")
_CHECK_NAME: Final = N_("check its name")
_NO_AGENCY: Final = N_("{path}: there is no config.yaml in it, nor in any folder directly below")
_NAME_ANOTHER: Final = N_("name the folder of an agency, or a folder of such folders")
CANNOT_READ: Final = N_("{path} cannot be read: {detail}")
CHECK_OWNER: Final = N_("check who may read it")


@dataclass(frozen=True)
class LeftOut:
    """Something that is not counted: where, why, and what to do; `reason` and `hint` are msgids that `facts` fill.

    kind: the name of the error that the same is where only this agency is asked; empty: it counts already, which is no error.
    """

    folder: str
    reason: str
    hint: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Found:
    """The config.yaml of each agency with the folder as it is named; what cannot be found; folders passed over; folders named twice."""

    agencies: dict[Path, str]
    left_out: tuple[LeftOut, ...]
    passed_over: tuple[str, ...]
    twice: tuple[str, ...]


def find_agencies(named: Sequence[Path]) -> Found:
    """Return what the paths name, each agency once however it is spelt or linked."""
    agencies: dict[Path, str] = {}
    wrong: list[LeftOut] = []
    passed: list[str] = []
    twice: list[str] = []
    for path in named:
        try:
            for config in _configs(path, passed):
                real = config.resolve()
                if real in agencies:
                    twice.append(str(config.parent))
                else:
                    agencies[real] = str(config.parent)
        except _WrongPathError as error:
            wrong.append(LeftOut(str(path), error.reason, error.hint, {"path": str(path)}, kind="UsageError"))
        except OSError as error:
            facts = {"path": str(path), "detail": error.strerror or type(error).__name__}
            wrong.append(LeftOut(str(path), CANNOT_READ, CHECK_OWNER, facts, kind="UsageError"))
    return Found(agencies, tuple(wrong), tuple(passed), tuple(twice))


class _WrongPathError(Exception):
    """A path that names no agency."""

    def __init__(self, reason: str, hint: str) -> None:
        """Keep both; they are msgids."""
        super().__init__(reason)
        self.reason, self.hint = reason, hint


def _configs(path: Path, passed: list[str]) -> Iterator[Path]:
    """Yield the config.yaml of every agency that a path names; folders without one are noted in `passed`."""
    if path.is_file():
        if path.suffix.lower() not in (".yaml", ".yml"):
            raise _WrongPathError(_NO_AGENCY, _NAME_ANOTHER)
        yield path
        return
    if not path.is_dir():
        raise _WrongPathError(_NOT_THERE, _CHECK_NAME)
    if (path / CONFIG_NAME).is_file():
        yield path / CONFIG_NAME
        return
    below = sorted(one for one in path.iterdir() if one.is_dir() and not one.name.startswith("."))
    found = [one for one in below if (one / CONFIG_NAME).is_file()]
    if not found:
        raise _WrongPathError(_NO_AGENCY, _NAME_ANOTHER)
    passed.extend(str(one) for one in below if one not in found)
    yield from (one / CONFIG_NAME for one in found)

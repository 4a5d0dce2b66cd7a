"""Names of files in the trail: whoever calls a file after somebody writes a name there that nobody asked to be kept."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asnkarier.agency.privacy.spoken import plain, words_of
from asnkarier.errors import AsnkarierError

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.workflows.auditing.trail import Written

HIDDEN: Final = "…"
_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 3  # letters; shorter words of a name are initials and titles


def without_names(workspace: "Workspace", written: "Sequence[Written]") -> "list[Written]":
    """Return the files with "…" for each word of their names that is a word of the name of anybody whom the store ever knew.

    Where the names cannot be asked for, nothing but the ending is left. The sum tells the file all the same.
    """
    names = _words_of_names(workspace) if written else None
    return [(_hidden(workspace.root, path, names), digest) for path, digest in written]


def _words_of_names(workspace: "Workspace") -> frozenset[str] | None:
    try:
        with workspace.open_store() as store:
            said = store.ever_said("employees").values("nama")
    except AsnkarierError:
        return None
    return frozenset(word for name in said if name for word in words_of(name) if len(word) >= _SHORTEST)


def _hidden(root: Path, path: Path, names: frozenset[str] | None) -> Path:
    full = path.absolute()
    if names is None:
        return full.parent / f"{HIDDEN}{full.suffix}"
    inside = full.is_relative_to(root)
    text = full.relative_to(root).as_posix() if inside else str(full)
    stem = text.removesuffix(full.suffix)
    shown = _WORD.sub(lambda one: HIDDEN if plain(one[0]) in names else one[0], stem) + full.suffix
    return root / shown if inside else Path(shown)

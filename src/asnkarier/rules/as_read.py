"""The value of a rule that is a table, as people read it: its lines by their names, without what only programs need."""

from collections.abc import Mapping
from typing import Any, Final

from asnkarier.model.said import LawText

_LONGEST: Final = 300
_NAMES: Final = ("nama", "label", "kode", "id")  # what a line of a table is called, the first that it has
_UNREAD: Final = frozenset({*_NAMES, "alias", "kelompok_kompetensi"})
_APART: Final = "; "


def table_words(value: Any) -> str:
    """Return the lines of a table as one text that is cut between two of them; empty where `value` is no table.

    `di_atas: {rendah: 4, tinggi: 9}` -> `di_atas (rendah: 4, tinggi: 9)`; lines that have a name -> `Memenuhi Syarat (minimal: 80)`.
    """
    if LawText.read(value) is not None:
        return ""
    if isinstance(value, Mapping):
        parts = [_pair(key, one) for key, one in value.items()]
    elif isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        parts = [_line(one) for one in value]
    else:
        return ""
    return _cut([one for one in parts if one])


def _cut(parts: list[str]) -> str:
    """Return as many parts as there is room for, one at least."""
    text = parts[0] if parts else ""
    for number, part in enumerate(parts[1:], 1):
        if len(text) + len(_APART) + len(part) > _LONGEST:
            return f"{text}{_APART}… (+{len(parts) - number})"
        text += _APART + part
    return text if len(text) <= 2 * _LONGEST else text[: _LONGEST - 1] + "…"


def _pair(key: object, value: Any) -> str:
    """Return a named part of a table; empty where it says nothing."""
    if LawText.read(value) is None and isinstance(value, Mapping):
        return _named(str(key), [_pair(name, one) for name, one in value.items()]) if value else ""
    if isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        return _named(str(key), [_line(one) for one in value])
    text = _plain(value)
    return f"{key}: {text}" if text else ""


def _line(value: Any) -> str:
    """Return a line of a table: its name, and its figures in brackets."""
    if not isinstance(value, Mapping):
        return _plain(value)
    name = next((_plain(value[key]) for key in _NAMES if value.get(key)), "")
    rest = [_pair(key, one) for key, one in value.items() if not (name and key in _UNREAD)]
    return _named(name, rest) if name else ", ".join(one for one in rest if one)


def _named(name: str, parts: list[str]) -> str:
    inner = ", ".join(one for one in parts if one)
    return f"{name} ({inner})" if inner else name


def _plain(value: Any) -> str:
    """Return a value that has no parts of its own; nothing for one that is not stated."""
    words = LawText.read(value)
    if words is not None:
        return words.id
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_plain(one) for one in value)
    return str(value)

"""Changes a YAML file as a person would: only what says something else, every comment and every other line as it was.

The text is never written anew from its data: scalars are replaced where they stand, lines are added and taken out, and the
result is read again before anybody gets it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final

import yaml

from asnkarier.model.problem import Problem
from asnkarier.yamlfile import parse_document

_BREAK: Final = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_WIDE: Final = 1_000_000
_STEP: Final = "  "
_BOM: Final = "\ufeff"
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnusualFormError(ValueError):
    """The file says the same in a form that cannot be changed line by line."""


def rewritten(raw: bytes, data: Mapping[str, Any]) -> bytes:
    """Return the file `raw` saying `data`, as near to itself as it can be; `raw` itself where it says that already.

    Both hold a mapping. Keys that `data` leaves out are taken out with their values; the comments beside them stay. UnusualFormError:
    the file cannot be read, or changing it line by line would say something else.
    """
    text = raw.decode("utf-8-sig", "replace")
    old = _data(raw)
    if old == data:
        return raw
    root: Any = yaml.compose(text, Loader=_Loader)
    sheet = _Sheet(text)
    _Editor(sheet).change(root, old, dict(data))
    changed = sheet.changed()
    new = (_BOM + changed if raw.startswith(_BOM.encode()) else changed).encode()
    if _data(new) != data:
        raise UnusualFormError
    return new


def fresh(data: Mapping[str, Any]) -> str:
    """Return a new file that says `data`: one line per key, mappings below the first level one line per key too."""
    return "".join(_entry(key, value, "", "\n") for key, value in data.items())


def _data(raw: bytes) -> dict[str, Any]:
    document = parse_document(raw, "")
    if isinstance(document, Problem) or not isinstance(document.data, dict):
        raise UnusualFormError
    return document.data


def inline(value: Any) -> str:
    """Return a value on one line, fit to stand inside brackets too; whole numbers without a decimal point."""
    dumped = yaml.safe_dump(
        [_whole(value)], default_flow_style=True, allow_unicode=True, sort_keys=False, width=_WIDE
    )
    return dumped.strip()[1:-1]


def _whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole(part) for key, part in value.items()}
    return [_whole(part) for part in value] if isinstance(value, list) else value


def _entry(key: str, value: Any, indent: str, newline: str) -> str:
    """Return the lines of one key: a mapping on the first level, and a list of several mappings, line by line."""
    head = f"{indent}{inline(key)}:"
    if isinstance(value, dict) and not indent:
        return head + newline + "".join(_entry(name, part, _STEP, newline) for name, part in value.items())
    if isinstance(value, list) and len(value) > 1 and all(isinstance(part, dict) for part in value):
        return head + newline + "".join(f"{indent}{_STEP}- {inline(part)}{newline}" for part in value)
    return f"{head} {inline(value)}{newline}"


@dataclass(slots=True)
class _Sheet:
    """The text, and what is to be replaced in it: (start, end, new text), never overlapping."""

    text: str
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    starts: list[int] = field(init=False)
    newline: str = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [0, *(match.end() for match in _BREAK.finditer(self.text))]
        self.newline = "\r\n" if "\r\n" in self.text else "\n"

    def at(self, mark: yaml.Mark) -> int:
        """Return where a mark stands in the text."""
        return self.starts[mark.line] + mark.column

    def end_of(self, node: yaml.Node) -> int:
        """Return where a node really ends: a block goes no further than its last value."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end_of(last[1] if isinstance(last, tuple) else last)
        start, end = self.at(node.start_mark), self.at(node.end_mark)
        return start + len(self.text[start:end].rstrip())

    def line_start(self, place: int) -> int:
        """Return the first place of the line."""
        return max(start for start in self.starts if start <= place)

    def line_end(self, place: int) -> int:
        """Return the place behind the line and its break."""
        return next((start for start in self.starts if start > place), len(self.text))

    def replace(self, start: int, end: int, new: str) -> None:
        """Keep one change."""
        self.edits.append((start, end, new))

    def take_lines(self, start: int, end: int) -> None:
        """Take out the lines from the one of `start` to the one of `end`; a comment behind the last one stays."""
        first, last = self.line_start(start), self.line_end(end)
        lead = self.text[first:start]
        if lead.strip(" -"):
            raise UnusualFormError  # something else stands before it on its line
        kept = self.text[end:last].strip()
        indent = lead[: len(lead) - len(lead.lstrip())]
        comment = f"{indent}{kept}{self.newline}" if kept.startswith("#") else ""
        if kept and not comment:
            raise UnusualFormError
        self.replace(first, last, comment)

    def add_lines(self, place: int, lines: Iterable[str]) -> None:
        """Add lines below the line of `place`."""
        below = self.line_end(place)
        new = "".join(lines)
        open_end = below == len(self.text) and not _BREAK.search(self.text[-1:] or "\n")
        self.replace(below, below, self.newline + new if open_end and new else new)

    def changed(self) -> str:
        """Return the text with every change made."""
        parts, done = [], 0
        for start, end, new in sorted(self.edits, key=lambda edit: (edit[0], edit[1])):
            if start < done:
                raise UnusualFormError
            parts += [self.text[done:start], new]
            done = end
        return "".join([*parts, self.text[done:]])


class _Editor:
    """Goes through nodes, old and new data side by side, and notes what differs."""

    def __init__(self, sheet: _Sheet) -> None:
        self._sheet = sheet

    def change(self, node: Any, old: Any, new: Any) -> None:
        """Note what makes `node`, which says `old`, say `new`."""
        if _same(old, new):
            return
        if isinstance(node, yaml.MappingNode) and isinstance(new, dict):
            self._mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and isinstance(new, list):
            self._sequence(node, old, new)
        elif isinstance(node, yaml.ScalarNode) or node.flow_style:
            self._scalar(node, new)
        else:
            raise UnusualFormError

    def _scalar(self, node: yaml.Node, new: Any) -> None:
        start, end = self._sheet.at(node.start_mark), self._sheet.end_of(node)
        glued = self._sheet.text[start - 1 : start] in (":", "-")  # nothing stood here
        self._sheet.replace(start, end, (" " if glued else "") + inline(new))

    def _mapping(self, node: yaml.MappingNode, old: dict[Any, Any], new: dict[Any, Any]) -> None:
        if node.flow_style and set(old) != set(new):
            self._whole_flow(node, self._flow_entries(node, old, new), "{}")
            return
        pairs = list(zip(node.value, old.items(), strict=True))
        for (key_node, value_node), (key, value) in pairs:
            if key in new:
                self.change(value_node, value, new[key])
            else:
                end = max(self._sheet.end_of(value_node), self._sheet.end_of(key_node))
                self._sheet.take_lines(self._sheet.at(key_node.start_mark), end)
        added = {key: value for key, value in new.items() if key not in old}
        if added:
            first, (last_key, last_value) = node.value[0][0], node.value[-1]
            indent = " " * first.start_mark.column
            lines = [_entry(key, value, indent, self._sheet.newline) for key, value in added.items()]
            place = max(self._sheet.end_of(last_value), self._sheet.end_of(last_key))
            self._sheet.add_lines(place, lines)

    def _sequence(self, node: yaml.SequenceNode, old: list[Any], new: list[Any]) -> None:
        if node.flow_style and len(old) != len(new):
            self._whole_flow(node, self._flow_items(node, old, new), "[]")
            return
        dash = " " * node.start_mark.column
        for first, last, start, end in _steps(old, new):
            both = min(last - first, end - start)
            for place in range(both):
                self.change(node.value[first + place], old[first + place], new[start + place])
            for item in node.value[first + both : last]:
                self._sheet.take_lines(self._sheet.at(item.start_mark), self._sheet.end_of(item))
            lines = [f"{dash}- {inline(item)}{self._sheet.newline}" for item in new[start + both : end]]
            if lines and first + both == 0:
                raise UnusualFormError  # before the first item: nothing above it says where
            if lines:
                self._sheet.add_lines(self._sheet.end_of(node.value[first + both - 1]), lines)

    def _whole_flow(self, node: yaml.CollectionNode, parts: Sequence[str], brackets: str) -> None:
        start, end = self._sheet.at(node.start_mark), self._sheet.at(node.end_mark)
        if any(_holds_comment(gap) for gap in self._gaps(node)):
            raise UnusualFormError
        self._sheet.replace(start, end, brackets[0] + ", ".join(parts) + brackets[1])

    def _gaps(self, node: yaml.CollectionNode) -> Iterable[str]:
        place = self._sheet.at(node.start_mark)
        for part in node.value:
            first, last = part if isinstance(part, tuple) else (part, part)
            yield self._sheet.text[place : self._sheet.at(first.start_mark)]
            place = self._sheet.end_of(last)
        yield self._sheet.text[place : self._sheet.at(node.end_mark)]

    def _flow_entries(self, node: yaml.MappingNode, old: dict[Any, Any], new: dict[Any, Any]) -> list[str]:
        kept = [
            self._sheet.text[self._sheet.at(key_node.start_mark) : self._sheet.at(value_node.start_mark)]
            + self._flow_text(value_node, value, new[key])
            for (key_node, value_node), (key, value) in zip(node.value, old.items(), strict=True)
            if key in new
        ]
        return [*kept, *(inline({key: value})[1:-1] for key, value in new.items() if key not in old)]

    def _flow_items(self, node: yaml.SequenceNode, old: list[Any], new: list[Any]) -> list[str]:
        parts: list[str] = []
        done = 0
        for first, last, start, end in [*_steps(old, new), (len(old), len(old), len(new), len(new))]:
            parts += [self._flow_text(node.value[at], old[at], old[at]) for at in range(done, first)]
            parts += [inline(item) for item in new[start:end]]
            done = last
        return parts

    def _flow_text(self, node: yaml.Node, old: Any, new: Any) -> str:
        if _same(old, new):
            return self._sheet.text[self._sheet.at(node.start_mark) : self._sheet.end_of(node)]
        return inline(new)


def _steps(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[int, int, int, int]]:
    """Return where two lists differ: (first, last) of the old one, (start, end) of the new one."""
    before, after = ([repr(_whole(item)) for item in part] for part in (old, new))
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(a, b, c, d) for tag, a, b, c, d in found if tag != "equal"]


def _same(old: Any, new: Any) -> bool:
    return type(_whole(old)) is type(_whole(new)) and old == new


def _holds_comment(gap: str) -> bool:
    return "#" in gap

"""The only module that knows YAML: plain data, and the line and column of every key and value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from asnkarier.model.problem import Location, Problem, Severity

if TYPE_CHECKING:
    from pydantic import ValidationError

DataPath = tuple[str | int, ...]
MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as data (`dict`, `list`, `str`, `int`, `float`, `bool`, `date`, None) with the place of each part."""

    file: str
    data: Any
    places: Mapping[DataPath, tuple[int, int]] = field(default_factory=dict)

    def location(self, path: DataPath = ()) -> Location:
        """Return the place of the key or item at `path`, or of its nearest known parent."""
        for length in range(len(path), -1, -1):
            place = self.places.get(tuple(path[:length]))
            if place is not None:
                return Location(self.file, line=place[0], column=place[1])
        return Location(self.file, line=1, column=1)

    def problem(self, code: str, path: DataPath = (), **facts: object) -> Problem:
        """Return an error at `path`."""
        return Problem(code, Severity.ERROR, self.location(path), facts)


class _Loader(yaml.SafeLoader):
    """SafeLoader; subclassed so that no constructor registered elsewhere can reach these files."""


class _RefusedError(Exception):
    def __init__(self, code: str, mark: yaml.Mark | None, **facts: object) -> None:
        super().__init__(code)
        self.code, self.mark, self.facts = code, mark, facts


def read_document(path: Path, *, shown_as: str | None = None) -> Document | Problem:
    """Return the document of a YAML file, or the problem that makes it unreadable.

    Duplicate keys, aliases, tags, several documents and files over 4 MiB are refused: a reader of the file must see
    every value where it applies.
    """
    name = shown_as or str(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        return Problem("YAML-BACA", Severity.ERROR, Location(name), {"reason": error.strerror or str(error)})
    if len(raw) > MAX_BYTES:
        return Problem("YAML-BESAR", Severity.ERROR, Location(name), {"limit": MAX_BYTES})
    return parse_document(raw, name)


def parse_document(raw: bytes, name: str) -> Document | Problem:
    """Return the document in `raw` (UTF-8), or the problem that makes it unreadable; see `read_document`."""
    try:
        text = raw.decode("utf-8-sig")
        loader = _Loader(text)
        node = loader.get_single_node()
    except UnicodeDecodeError as error:
        return Problem("YAML-UTF8", Severity.ERROR, Location(name), {"offset": error.start})
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Problem(
            "YAML-SINTAKS", Severity.ERROR, _at(name, mark), {"reason": error.problem or error.context}
        )
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Problem("YAML-SINTAKS", Severity.ERROR, Location(name), {"reason": str(error).splitlines()[0]})
    places: dict[DataPath, tuple[int, int]] = {}
    if node is None:
        return Document(name, None, {(): (1, 1)})
    try:
        data = _build(loader, node, (), places, set())
    except _RefusedError as refused:
        return Problem(refused.code, Severity.ERROR, _at(name, refused.mark), refused.facts)
    except RecursionError:
        return Problem("YAML-SINTAKS", Severity.ERROR, Location(name), {"reason": "nested too deeply"})
    return Document(name, data, places)


def _at(name: str, mark: yaml.Mark | None) -> Location:
    return Location(name, line=mark.line + 1, column=mark.column + 1) if mark else Location(name)


def _build(
    loader: _Loader, node: yaml.Node, path: DataPath, places: dict[DataPath, tuple[int, int]], seen: set[int]
) -> Any:
    if id(node) in seen:
        raise _RefusedError("YAML-ALIAS", node.start_mark)
    seen.add(id(node))
    places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(loader, node, path, places, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_build(loader, child, (*path, i), places, seen) for i, child in enumerate(node.value)]
    if not node.tag.startswith("tag:yaml.org,2002:"):
        raise _RefusedError("YAML-TAG", node.start_mark, tag=node.tag)
    return _scalar(loader, node)


def _build_mapping(
    loader: _Loader,
    node: yaml.MappingNode,
    path: DataPath,
    places: dict[DataPath, tuple[int, int]],
    seen: set[int],
) -> dict[Any, Any]:
    result: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode) or key_node.tag == "tag:yaml.org,2002:merge":
            raise _RefusedError("YAML-KUNCI", key_node.start_mark)
        key = _scalar(loader, key_node)
        if key in result:
            raise _RefusedError("YAML-GANDA", key_node.start_mark, key=key)
        part = (*path, key if isinstance(key, int) and not isinstance(key, bool) else str(key))
        places[part] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        result[key] = _build(loader, value_node, part, places, seen)
    return result


def _scalar(loader: _Loader, node: yaml.Node) -> Any:
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as error:
        raise _RefusedError("YAML-NILAI", node.start_mark, reason=str(error).splitlines()[0]) from error


def validation_problems(document: Document, error: "ValidationError", code: str) -> list[Problem]:
    """Return one problem per fault that a pydantic model found in the document, each at its line and column.

    Unknown keys get the nearest known one in `facts["nearest"]` when the caller's model names it in the context.
    """
    problems = []
    for fault in error.errors(include_url=False):
        path = tuple(part for part in fault["loc"] if isinstance(part, str | int))
        key = str(path[-1]) if path else ""
        kind = "YAML-KUNCI-ASING" if fault["type"] == "extra_forbidden" else code
        facts = {"key": ".".join(str(part) for part in path), "name": key, "reason": fault["msg"]}
        problems.append(Problem(kind, Severity.ERROR, document.location(path), facts))
    return problems


def dump_plain(data: Any) -> str:
    """Return plain data as YAML text, keys in the given order."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)

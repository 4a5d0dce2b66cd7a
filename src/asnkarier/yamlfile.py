"""The only module that knows YAML: plain data, and the line and column of every key and value."""

import errno
import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from asnkarier.model.messages import N_
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.model.terms import nearest

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

DataPath = tuple[str | int, ...]
MAX_BYTES = 4 * 1024 * 1024
# The recursive composers of PyYAML and libyaml run out of stack long after any real file ends.
MAX_DEPTH = 100
_KINDS_OF_NODE: Final = ("null", "bool", "int", "float", "timestamp", "str", "seq", "map")
_WHOLE_NUMBER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9_]*)")
_OTHER_NUMBER: Final = N_("a number of this form means another one to YAML")
_TAGS: Final = frozenset(f"tag:yaml.org,2002:{kind}" for kind in _KINDS_OF_NODE)


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as data (`dict`, `list`, `str`, `int`, `float`, `bool`, `date`, None) with the place of each part.

    spelt: what the file writes where YAML makes something else of it: `yes` for True.
    """

    file: str
    data: Any
    places: Mapping[DataPath, tuple[int, int]] = field(default_factory=dict)
    spelt: Mapping[DataPath, str] = field(default_factory=dict)

    def location(self, path: DataPath = ()) -> Location:
        """Return the place of the key or item at `path`, or of its nearest known parent."""
        line, column = self.places.get(self._known(path), (1, 1))
        return Location(self.file, line=line, column=column)

    def as_written(self, path: DataPath, value: object) -> str:
        """Return the value at `path` as the file writes it; `null` where it writes nothing."""
        return self.spelt.get(self._known(path), str(value)) or "null"

    def _known(self, path: DataPath) -> DataPath:
        parts = (tuple(path[:length]) for length in range(len(path), 0, -1))
        return next((part for part in parts if part in self.places), ())

    def problem(self, code: str, path: DataPath = (), **facts: object) -> Problem:
        """Return an error at `path`."""
        return Problem(code, Severity.ERROR, self.location(path), facts)


if TYPE_CHECKING:
    _FastLoader = yaml.SafeLoader
else:
    # The C parser reads ten times faster and gives the same marks; without libyaml the Python one serves.
    _FastLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_FastLoader):
    """The safe loader; subclassed so that no constructor registered elsewhere can reach these files."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.spelt: dict[DataPath, str] = {}


class _RefusedError(Exception):
    def __init__(self, code: str, mark: Any, **facts: object) -> None:
        super().__init__(code)
        self.code, self.mark, self.facts = code, mark, facts


def read_document(path: Path, *, shown_as: str | None = None) -> Document | Problem:
    """Return the document of a YAML file, or the problem that makes it unreadable.

    Duplicate keys, aliases, tags, several documents and files over 4 MiB are refused: a reader of the file must see
    every value where it applies.
    """
    name = shown_as or str(path)
    try:
        raw = _bytes(path)
    except OSError as error:
        return Problem("YAML-BACA", Severity.ERROR, Location(name), {"reason": error.strerror or str(error)})
    return parse_document(raw, name)


def _bytes(path: Path) -> bytes:
    if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would be waited for without end
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return path.read_bytes()


def parse_document(raw: bytes, name: str) -> Document | Problem:
    """Return the document in `raw` (UTF-8), or the problem that makes it unreadable; see `read_document`."""
    if len(raw) > MAX_BYTES:
        return Problem("YAML-BESAR", Severity.ERROR, Location(name), {"limit": MAX_BYTES})
    places: dict[DataPath, tuple[int, int]] = {}
    try:
        text = raw.decode("utf-8-sig")
        _refuse_depth(text)
        loader = _Loader(text)
        node = loader.get_single_node()
        data = None if node is None else _build(loader, node, (), places, set())
    except UnicodeDecodeError as error:
        return Problem("YAML-UTF8", Severity.ERROR, Location(name), {"offset": error.start})
    except _RefusedError as refused:
        return Problem(refused.code, Severity.ERROR, _at(name, refused.mark), refused.facts)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or ""
        return Problem("YAML-SINTAKS", Severity.ERROR, _at(name, mark), {"reason": reason})
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Problem("YAML-SINTAKS", Severity.ERROR, Location(name), {"reason": str(error).splitlines()[0]})
    return Document(name, data, places or {(): (1, 1)}, loader.spelt)


def _refuse_depth(text: str) -> None:
    """Refuse text nested beyond any real file before the recursive composer meets it."""
    # A level of nesting costs a bracket, or a column of the blanks and marks that begin a line.
    indent = max((len(line) - len(line.lstrip(" -?:\t")) for line in text.splitlines()), default=0)
    if text.count("[") + text.count("{") + indent <= MAX_DEPTH:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _RefusedError("YAML-DALAM", event.start_mark, limit=MAX_DEPTH)


def _at(name: str, mark: yaml.Mark | None) -> Location:
    return Location(name, line=mark.line + 1, column=mark.column + 1) if mark else Location(name)


def _build(
    loader: _Loader, node: yaml.Node, path: DataPath, places: dict[DataPath, tuple[int, int]], seen: set[int]
) -> Any:
    if id(node) in seen:
        raise _RefusedError("YAML-ALIAS", node.start_mark)
    seen.add(id(node))
    if path not in places:
        places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if node.tag not in _TAGS:
        raise _RefusedError("YAML-TAG", node.start_mark, tag=node.tag)
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(loader, node, path, places, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_build(loader, child, (*path, i), places, seen) for i, child in enumerate(node.value)]
    value = _scalar(loader, node)
    if str(value) != node.value:
        loader.spelt[path] = node.value
    return value


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


def _as_people_read_it(node: yaml.Node) -> bool:
    """Return False for a number that YAML reads in another way than people do: 010 is 8 to it, and 1:30 is 90."""
    if node.tag == "tag:yaml.org,2002:int":
        return _WHOLE_NUMBER.fullmatch(node.value) is not None
    return node.tag != "tag:yaml.org,2002:float" or ":" not in node.value


def _scalar(loader: _Loader, node: yaml.Node) -> Any:
    if node.tag == "tag:yaml.org,2002:str":
        return node.value
    if not _as_people_read_it(node):
        raise _RefusedError("YAML-NILAI", node.start_mark, reason=_OTHER_NUMBER)
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as error:
        raise _RefusedError("YAML-NILAI", node.start_mark, reason=str(error).splitlines()[0]) from error


# What pydantic calls a fault, and the code whose sentence says the same to a person.
_KINDS: Final = {
    "missing": "YAML-KURANG",
    "string_type": "YAML-TEKS",
    "string_too_short": "YAML-TEKS",
    "bool_type": "YAML-LOGIS",
    "bool_parsing": "YAML-LOGIS",
    "int_type": "YAML-BULAT",
    "int_parsing": "YAML-BULAT",
    "int_from_float": "YAML-BULAT",
    "float_type": "YAML-ANGKA",
    "float_parsing": "YAML-ANGKA",
    "finite_number": "YAML-ANGKA",
    "date_type": "YAML-TANGGAL",
    "list_type": "YAML-DAFTAR",
    "tuple_type": "YAML-DAFTAR",
    "too_short": "YAML-KOSONG",
    "dict_type": "YAML-PETA",
    "model_type": "YAML-PETA",
    "literal_error": "YAML-PILIHAN",
    "greater_than": "YAML-BATAS",
    "greater_than_equal": "YAML-BATAS",
    "less_than": "YAML-BATAS",
    "less_than_equal": "YAML-BATAS",
    "rupiah": "YAML-RUPIAH",
    "pair": "YAML-PETA",
}
_DATE_KEY: Final = re.compile(r"datetime\.date\((\d+), (\d+), (\d+)\)\Z")
_SIGNS: Final = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}


def validation_problems(
    document: Document,
    error: "ValidationError",
    code: str,
    *,
    under: DataPath = (),
    known: Collection[str] = (),
) -> list[Problem]:
    """Return one problem per fault that a pydantic model found in the part of the document `under` a path.

    Each stands at its line and column. The usual faults have codes of their own (`YAML-…`), anything else gets `code`.
    known: all keys that the model knows, to propose the nearest one for an unknown key.
    """
    problems, told = [], set()
    for fault in error.errors(include_url=False):
        path = (*under, *(_key(part) for part in fault["loc"]))
        kind, facts = _told(fault, code, path or (document.file,), known)
        if facts["value"]:
            facts["value"] = document.as_written(path, facts["value"])
        # A union reports the same fault once per member, under a path that ends in the member's name.
        place = document.location(path)
        if (kind, place, facts["value"]) not in told:
            told.add((kind, place, facts["value"]))
            problems.append(Problem(kind, Severity.ERROR, place, facts))
    return problems


def _key(part: str | int) -> str | int:
    """Return a part of pydantic's path as it stands in `Document.places`; it writes a date key as Python would."""
    day = _DATE_KEY.match(part) if isinstance(part, str) else None
    return date(*(int(number) for number in day.groups())).isoformat() if day else part


def _told(
    fault: "ErrorDetails", code: str, path: DataPath, known: Collection[str]
) -> tuple[str, dict[str, object]]:
    """Return the code of a fault and the facts that its sentence needs."""
    name = str(path[-1]) if path else ""
    context = fault.get("ctx", {})
    facts: dict[str, object] = {
        "key": ".".join(str(part) for part in path),
        "name": name,
        "value": "" if isinstance(fault["input"], dict | list) else str(fault["input"]),
        "reason": str(context.get("error", fault["msg"])),
    }
    if fault["type"] == "extra_forbidden":
        facts["nearest"] = nearest(name, sorted(known)) or ""
        return ("YAML-KUNCI-MIRIP" if facts["nearest"] else "YAML-KUNCI-ASING"), facts
    if fault["type"] == "literal_error":
        facts["expected"] = context.get("expected", "").replace(" or ", ", ").replace("'", "")
    limit = next((key for key in _SIGNS if key in context), None)
    if limit:
        facts["limit"] = f"{_SIGNS[limit]} {context[limit]}"
    return _KINDS.get(fault["type"], code), facts


def dump_plain(data: Any) -> str:
    """Return plain data as YAML text, keys in the given order."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)

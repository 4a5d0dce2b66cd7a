"""How headings were read before, one editable YAML file per header in the workspace's folder `mappings`."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from asnkarier.errors import OutputError, SettingsError
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem
from asnkarier.reports.files import write_file
from asnkarier.sheets.layout.remembered import Remembered
from asnkarier.sheets.schema import heading_key, schemas
from asnkarier.workflows.requests.import_files import Kind
from asnkarier.yamlfile import Document, dump_plain, read_document, validation_problems

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.sheets.reading import Vocabulary

FOLDER: Final = "mappings"
_IGNORE: Final = "-"
_SHORT: Final = 8


class _Words(BaseModel):
    """What a mapping file may say."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Kind
    headings: dict[str, str] = Field(min_length=1)
    mapping: dict[str, str] = {}
    sheet: str | None = None


def load_mappings(workspace: "Workspace", vocabulary: "Vocabulary") -> tuple[Remembered, ...]:
    """Return every remembered header, by file name; SettingsError with line and column when a file is wrong."""
    folder = workspace.root / FOLDER
    if not folder.is_dir():
        return ()
    problems: list[Problem] = []
    found: dict[object, Remembered] = {}
    for path in sorted(folder.glob("*.y*ml")):
        one = _load(path, vocabulary, problems)
        if one is None:
            continue
        twin = found.setdefault(one.signature, one)
        if twin is not one:
            document = read_document(path, shown_as=one.file)
            if isinstance(document, Document):
                problems.append(document.problem("PETA-GANDA", ("headings",), other=twin.file))
    if problems:
        raise SettingsError(
            N_("a remembered mapping of columns is wrong"),
            N_("mend the file, or delete it and import with --map once more"),
            problems=problems,
        )
    return tuple(found.values())


def _load(path: Path, vocabulary: "Vocabulary", problems: list[Problem]) -> Remembered | None:
    name = f"{FOLDER}/{path.name}"
    document = read_document(path, shown_as=name)
    if isinstance(document, Problem):
        problems.append(document)
        return None
    try:
        words = _Words.model_validate(document.data)
    except ValidationError as error:
        known = tuple(_Words.model_fields)
        problems.extend(validation_problems(document, error, "PETA-BERKAS", known=known))
        return None
    before = len(problems)
    problems.extend(_wrong_words(document, words, vocabulary))
    if len(problems) > before:
        return None
    return Remembered(name, words.kind, words.headings, words.mapping, words.sheet)


def _wrong_words(document: Document, words: _Words, vocabulary: "Vocabulary") -> list[Problem]:
    fields = schemas()[words.kind].fields
    keys = {heading_key(text) for text in words.headings.values()}
    wrong = []
    for name, target in words.mapping.items():
        is_level = words.kind == "assessments" and vocabulary.find(target) is not None
        if target != _IGNORE and target not in fields and not is_level:
            listed = ", ".join(fields)
            wrong.append(document.problem("PETA-FIELD", ("mapping", name), field=target, fields=listed))
        if heading_key(name) not in keys and name.strip().upper() not in words.headings:
            listed = ", ".join(words.headings.values())
            wrong.append(
                document.problem("PETA-KOLOM", ("mapping", name), column=name, count=0, headings=listed)
            )
    return wrong


def remember(workspace: "Workspace", fresh: Remembered, known: Sequence[Remembered]) -> str | None:
    """Keep how headings were read; return the file that says so, None when it said so already.

    OutputError: the file cannot be written.
    """
    old = next((one for one in known if one.signature == fresh.signature), None)
    name = old.file if old is not None else f"{FOLDER}/{fresh.kind}-{_mark(fresh)}.yaml"
    text = _("# How `asn import` reads a sheet with these headings. Edit it, or delete it to be asked again.")
    data = {"kind": fresh.kind, "sheet": fresh.sheet, "headings": fresh.headings, "mapping": fresh.mapping}
    whole = f"{text}\n{dump_plain({key: value for key, value in data.items() if value is not None})}"
    path = workspace.root / name
    if old is not None and (old.kind, old.mapping, old.sheet) == (fresh.kind, fresh.mapping, fresh.sheet):
        return None
    _make_folder(path.parent)
    write_file(path, whole.encode())
    return name


def _mark(one: Remembered) -> str:
    return hashlib.sha256(json.dumps(one.signature).encode()).hexdigest()[:_SHORT]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise OutputError(
            N_("{file} cannot be made: {reason}"),
            N_("check your rights on the workspace"),
            facts={"file": folder, "reason": error.strerror},
        ) from error

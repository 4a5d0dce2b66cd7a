"""What `--output` never replaces: the store, the configuration, the standards, the spreadsheets that were imported, and what the same command line names."""

import hashlib
import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asnkarier.errors import OutputError, UsageError
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.cli.context import Words
    from asnkarier.model.book import Book
    from asnkarier.workflows.asking import Request

_HINT = N_("choose another file, for example in the folder `out`")
_FOLDERS = ("standards", "regulations", "inbox")
# Words that may name a file without being one: a run is named by its number or by what it wrote.
_MAYBE_FILES: Final = ("run",)


def refuse_to_overwrite(output: Path, words: "Words", *, but_for: Collection[str] = ()) -> None:
    """Raise OutputError when `output` is a part of the workspace that no report may replace; links are followed.

    but_for: folders of the workspace (as config.yaml calls them) that may be written into after all.
    """
    if words.config_file is None:
        return
    target, root, paths = output.resolve(), words.config_file.parent, words.settings.paths
    store = (root / paths.store).resolve()
    mine = {words.config_file.resolve(), store.with_name("run.lock"), store.with_name("run.holder")}
    mine |= {store.with_name(name) for name in ("audit.log", "audit.end", "pseudonym.key")}
    if target in mine or (target.parent == store.parent and target.name.startswith(store.name)):
        raise OutputError(
            N_("{file} belongs to the workspace and is not replaced by a report"),
            _HINT,
            facts={"file": output},
        )
    kept = [(root / getattr(paths, name)).resolve() for name in _FOLDERS if name not in but_for]
    for folder in (*kept, (root / "mappings").resolve()):
        if folder in (target, *target.parents):
            raise OutputError(
                N_("{file}: no report is written into the folder {folder}, whose files asn reads"),
                _HINT,
                facts={"file": output, "folder": folder.name},
            )


def refuse_named(output: Path, asked: "Request") -> None:
    """Raise UsageError when `output` is a file that the request names too, by whatever spelling or link, or lies in a folder that it names."""
    for word, file in _files(asked):
        beside = asked.reads_any_file and file.is_dir() and file.resolve() == output.resolve().parent
        if _same(output, file) or beside:
            raise UsageError(
                N_("--output {file}: {word} names the same file, which the report would replace"),
                _HINT,
                facts={"file": output, "word": word},
            )


def _files(asked: "Request") -> Iterator[tuple[str, Path]]:
    """Yield the word and each file that it names."""
    for name, (word, field) in type(asked).words().items():
        said = getattr(asked, name)
        for one in said if isinstance(said, tuple) else (said,):
            if isinstance(one, Path) or (name in _MAYBE_FILES and isinstance(one, str)):
                option = "--" + (field.alias or name).replace("_", "-")
                yield ((word.metavar or option) if word.argument else option), Path(one)


def _same(one: Path, other: Path) -> bool:
    if os.path.normcase(one.resolve()) == os.path.normcase(other.resolve()):
        return True
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet
        return False


def refuse_inputs(output: Path, book: "Book") -> None:
    """Raise OutputError when the file at `output` is one of those that the report rests on, wherever it lies."""
    try:
        if not output.is_file():
            return
        with output.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # what cannot be read is told by whoever writes it
        return
    if any(found == one.sha256 for one in book.inputs):
        raise OutputError(
            N_("{file} is a spreadsheet that was imported and is not replaced by a report"),
            _HINT,
            facts={"file": output},
        )

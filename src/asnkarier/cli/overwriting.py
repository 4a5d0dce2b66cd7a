"""What `--output` never replaces: the store, the configuration, the standards, and the spreadsheets that were imported."""

import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from asnkarier.errors import OutputError
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.cli.context import Words
    from asnkarier.model.book import Book

_HINT = N_("choose another file, for example in the folder `out`")
_FOLDERS = ("standards", "regulations", "inbox")


def refuse_to_overwrite(output: Path, words: "Words", *, but_for: Collection[str] = ()) -> None:
    """Raise OutputError when `output` is a part of the workspace that no report may replace; links are followed.

    but_for: folders of the workspace (as config.yaml calls them) that may be written into after all.
    """
    if words.config_file is None:
        return
    target, root, paths = output.resolve(), words.config_file.parent, words.settings.paths
    store = (root / paths.store).resolve()
    mine = {words.config_file.resolve(), store.with_name("run.lock"), store.with_name("run.holder")}
    if target in mine or (target.parent == store.parent and target.name.startswith(store.name)):
        raise OutputError(
            N_("{file} belongs to the workspace and is not replaced by a report"),
            _HINT,
            facts={"file": output},
        )
    kept = [(root / getattr(paths, name)).resolve() for name in _FOLDERS if name not in but_for]
    for folder in (*kept, (root / "mappings").resolve()):
        if folder in target.parents:
            raise OutputError(
                N_("{file}: no report is written into the folder {folder}, whose files asn reads"),
                _HINT,
                facts={"file": output, "folder": folder.name},
            )


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

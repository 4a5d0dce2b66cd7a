"""What commands in one process know of an agency that nobody has changed since: read once, as the reports of `asn report` share one reading."""

import os
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from asnkarier.agency import snapshot
from asnkarier.agency.known import Known
from asnkarier.agency.snapshot import Snapshot
from asnkarier.agency.workspace import Workspace
from asnkarier.language import active_language
from asnkarier.model.book import Book
from asnkarier.store.store import Store
from asnkarier.workflows import asking

_MOST = 8
# The tables of an agency in one state on one day, and the agency by what was asked of them.
_READ: OrderedDict[object, tuple[Known, dict[tuple[str, ...], Snapshot]]] = OrderedDict()
# A test that changes the code while it runs must feel its change (conftest), and so must tests/mutants.
shared = "MUTANT_UNDER_TEST" not in os.environ


@contextmanager
def known_once() -> Iterator[None]:
    """Let commands that only read share what they read, and what follows from it, while every file of the workspace stays as it is.

    Each still opens the store, makes its own report and prints it. A process that ends after its command shares nothing, and those
    tests are there too.
    """
    if not shared:
        yield
        return
    read, see = snapshot.known_facts, snapshot._of
    snapshot.known_facts, snapshot._of = _read_once(read), _seen_once(see)
    try:
        yield
    finally:
        snapshot.known_facts, snapshot._of = read, see


def _read_once(read: Callable[[Workspace, Store], Known]) -> Callable[[Workspace, Store], Known]:
    def known(workspace: Workspace, store: Store) -> Known:
        if store._mode != "r":
            return read(workspace, store)
        key = _state(workspace)
        if key not in _READ:
            _READ[key] = read(workspace, store), {}
            if len(_READ) > _MOST:
                _READ.popitem(last=False)
        _READ.move_to_end(key)
        tables = _READ[key][0]
        # The store of the command before is closed; what was not asked for yet is read from the one that is open.
        tables.store = store
        for half_read in ("_employees", "_assessments"):
            tables.__dict__.pop(half_read, None)
        return tables

    return known


def _seen_once(see: Callable[..., Snapshot]) -> Callable[..., Snapshot]:
    def seen(workspace: Workspace, store: Store, frames: Known, asking: Sequence[str] = ()) -> Snapshot:
        kept = next((agencies for tables, agencies in _READ.values() if tables is frames), None)
        if kept is None:
            return see(workspace, store, frames, asking)
        asked = tuple(asking)
        if asked in kept:
            for remark in kept[asked].remarks:
                workspace.tell(remark)
        else:
            kept[asked] = see(replace(workspace, imagine=None), store, frames, asking)
        return kept[asked] if workspace.imagine is None else workspace.imagine(kept[asked])

    return seen


def _state(workspace: Workspace) -> object:
    """Return all that decides what is read: the files of the office and the store, the day, the settings, the language of remarks."""
    root, store = workspace.root.resolve(), workspace.store_path
    folders = (workspace.standards_folder, root / workspace.settings.paths.regulations)
    own = [*root.glob("*.y*ml"), *(file for folder in folders for file in folder.rglob("*"))]
    files = sorted({*own, store})
    day = (workspace.as_of, workspace.known_at)
    # Who only reads touches an empty log and its index too: only what was written into the log counts.
    log = store.with_name(f"{store.name}-wal")
    written = (log.stat().st_size, log.stat().st_mtime_ns) if log.exists() and log.stat().st_size else None
    return (str(root), *map(_stamp, files), written, *day, repr(workspace.settings), active_language())


def _stamp(file: Path) -> tuple[object, ...]:
    """Return what changes with every write, whatever time a test gives the file."""
    found = file.stat()
    return str(file), found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@contextmanager
def books_made_once(books: dict[object, tuple[Book, list[str]]] | None = None) -> Iterator[None]:
    """Let the same question to an agency as it was make its book once, which every form then prints.

    For tests of what is printed; not where a test is about asking twice. What is told while the book is made is told again; its
    progress is not. `books` are those that tests before have made.
    """
    if not shared:
        yield
        return
    make = asking.Command.make
    books = {} if books is None else books

    def made(command: asking.Command) -> Callable[..., Book]:
        deed = make(command)

        def once(workspace: Workspace, request: asking.Request, **more: object) -> Book:
            key = command.name, repr(request), _state(workspace)
            if key not in books:
                told: list[str] = []
                books[key] = deed(replace(workspace, tell=told.append), request, **more), told
            book, told = books[key]
            for remark in told:
                workspace.tell(remark)
            return book

        return deed if command.stamped else once

    asking.Command.make = made
    try:
        yield
    finally:
        asking.Command.make = make

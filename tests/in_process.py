"""Run `asn` inside this process, as its entry point would."""

import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import typer.main

from asnkarier.catalog import loader as catalog
from asnkarier.cli import app
from asnkarier.cli.commands import run_job
from asnkarier.cli.entry import globals_first, peek_language
from asnkarier.language import activate, active_language
from asnkarier.rules import loader as rules
from asnkarier.workflows import asking
from known_once import known_once

run_job.pause = lambda _seconds: (
    None
)  # files that were written just now are no longer written to: nobody waits


@dataclass
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    def json(self):
        assert self.out, f"exit code {self.code} and no answer: {self.err}"
        return json.loads(self.out)


def asn(*words: object, cwd: Path) -> Ran:
    """Run the command in this process, as the entry point would, in folder `cwd`."""
    before, spoken = Path.cwd(), active_language()
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    os.chdir(cwd)
    try:
        texts = globals_first([str(word) for word in words])
        language = peek_language(texts)
        activate(language)
        with read_once(language), known_once(), redirect_stdout(out), redirect_stderr(err):
            code = app.run(texts)
    finally:
        activate(spoken)
        os.chdir(before)
    out.flush()
    return Ran(int(code), out.buffer.getvalue().decode(), err.getvalue())


_READ: dict[object, object] = {}


@contextmanager
def read_once(language: str) -> Iterator[None]:
    """Let commands share the list of commands in that language, one reading of the packaged law, and of standards whose files are as they were.

    They take longer than most answers about a small agency; a process that ends after its command shares nothing, and
    those tests are there too.
    """
    law, standards, build = rules.load_rulebook, catalog.load_catalog, app.build

    def law_once(own: Path | None, choices: Mapping[str, str], *, checks: Mapping[str, object]) -> object:
        if own is not None:
            return law(own, choices, checks=checks)
        return _kept(("law", *sorted(choices.items()), *checks), lambda: law(own, choices, checks=checks))

    def standards_once(folder: Path, **words: object) -> object:
        files = sorted((str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in folder.rglob("*"))
        key = (str(folder.resolve()), *files, repr(sorted(words.items(), key=str)))
        return _kept(key, lambda: standards(folder, **words))

    def build_once(_word: str = "") -> object:
        # A test may add a command of its own.
        return _kept(
            ("commands", language, *asking.commands().items()), lambda: typer.main.get_command(build())
        )

    rules.load_rulebook, catalog.load_catalog, app.build = law_once, standards_once, build_once
    try:
        yield
    finally:
        rules.load_rulebook, catalog.load_catalog, app.build = law, standards, build


def _kept(key: object, read: Callable[[], object]) -> object:
    if key not in _READ:
        _READ[key] = read()
    return _READ[key]

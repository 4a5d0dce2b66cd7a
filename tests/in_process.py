"""Run `asn` inside this process, as its entry point would."""

import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    def json(self):
        return json.loads(self.out)


def asn(*words: object, cwd: Path) -> Ran:
    """Run the command in this process, as the entry point would, in folder `cwd`."""
    from asnkarier.cli.app import run
    from asnkarier.cli.entry import globals_first, peek_language
    from asnkarier.language import activate

    before = Path.cwd()
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    os.chdir(cwd)
    try:
        texts = globals_first([str(word) for word in words])
        activate(peek_language(texts))
        with redirect_stdout(out), redirect_stderr(err):
            code = run(texts)
    finally:
        os.chdir(before)
    out.flush()
    return Ran(int(code), out.buffer.getvalue().decode(), err.getvalue())

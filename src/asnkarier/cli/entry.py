"""The first lines that run: `--version` before anything heavy, the language of the help, and the last net."""

import gc
import os
import re
import sys
from contextlib import suppress
from pathlib import Path

_GLOBAL_WITH_VALUE = ("--config", "--as-of", "--known-at", "--language", "--wait")
_GLOBAL_FLAGS = ("--verbose", "--quiet", "--no-pager", "--version")
_OBJECTS = 100_000
_SHORT_FLAGS = re.compile("-[vqV]+")
_PEEK = re.compile(r"^language:\s*[\"']?(id|en)\b", re.MULTILINE)


def main() -> None:
    """Run `asn` and leave with its exit code."""
    words = sys.argv[1:]
    if words in (["--version"], ["-V"]):
        from asnkarier import __version__

        # A full or closed stream is told by the command itself.
        with suppress(OSError, AttributeError):
            sys.stdout.write(f"asn {__version__}\n")
            sys.stdout.flush()
            return
    # Cycles are rare here, and a command soon ends: looking for them every 700 objects takes a twentieth of its time.
    gc.set_threshold(_OBJECTS, 50, 100)
    # Products here are small: threads for them are started at every import of numpy and never used.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Nobody else's code has a say in how settings and the law are read; to look for some takes its time too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    front, rest = globals_apart(words)
    words = front + rest
    from asnkarier.language import activate

    activate(peek_language(words))
    from asnkarier.cli.app import run

    code = run(words, rest[0] if rest else "")
    # What is left is for the system to take back: walking all of it once more takes as long as the import of typer.
    gc.freeze()
    sys.exit(code)


def globals_first(words: list[str]) -> list[str]:
    """Return the words with global options moved before the command, so that they may stand anywhere."""
    front, rest = globals_apart(words)
    return front + rest


def globals_apart(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the global options with their values, and the other words, the command first."""
    front: list[str] = []
    rest: list[str] = []
    pending = iter(words)
    for word in pending:
        if word == "--":
            rest += [word, *pending]
        elif word in _GLOBAL_WITH_VALUE:
            front += [word, *([value] if (value := next(pending, None)) is not None else [])]
        elif (
            word.split("=", 1)[0] in _GLOBAL_WITH_VALUE
            or word in _GLOBAL_FLAGS
            or _SHORT_FLAGS.fullmatch(word)
        ):
            front.append(word)
        else:
            rest.append(word)
    return front, _written_out(rest)


def _written_out(words: list[str]) -> list[str]:
    """Return the words with `--json` and `runs show N`, as other tools have them, in the words of this one."""
    if words[:2] == ["runs", "show"]:
        words = [words[0], *words[2:]]
    last = words.index("--") if "--" in words else len(words)
    if "--json" not in words[:last]:
        return words
    at = words.index("--json")
    return [*words[:at], "--format", "json", *words[at + 1 :]]


def peek_language(words: list[str]) -> str:
    """Return the language for help and early errors: `--language`, `$ASN_LANGUAGE`, config.yaml, else Indonesian."""
    for i, word in enumerate(words):
        if word == "--language" and i + 1 < len(words):
            return words[i + 1]
        if word.startswith("--language="):
            return word.partition("=")[2]
    if os.environ.get("ASN_LANGUAGE"):
        return os.environ["ASN_LANGUAGE"]
    for folder in (Path.cwd(), *Path.cwd().parents):
        file = folder / "config.yaml"
        try:
            if not file.is_file():  # a pipe would be waited for without end
                continue
            match = _PEEK.search(file.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
        return match[1] if match else "id"
    return "id"

"""Write the reference pages from the code: problem codes and commands. `make reference` runs it."""

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from asnkarier.cli.app import run
from asnkarier.cli.listed import build
from asnkarier.language import activate
from asnkarier.model.codes.catalogue import CATALOGUE

HERE = Path(__file__).parent


def problem_codes() -> str:
    """Return the page of problem codes."""
    rows = [f"| `{code}` | {text.sentence} | {text.remedy} |" for code, text in sorted(CATALOGUE.items())]
    head = [
        "# Problem codes",
        "",
        "Codes are stable; sentences may improve.",
        "",
        "| code | what | remedy |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def command_names() -> list[str]:
    """Return every command as it is typed, `asn` itself first."""
    app = build()
    names = ["", *(str(command.name) for command in app.registered_commands)]
    for group in app.registered_groups:
        inside = group.typer_instance.registered_commands if group.typer_instance else []
        names += [str(group.name), *(f"{group.name} {command.name}" for command in inside)]
    return names


def commands() -> str:
    """Return the page of commands: the help of each, in English."""
    parts = ["# Commands", ""]
    for command in command_names():
        text = io.StringIO()
        with redirect_stdout(text), redirect_stderr(io.StringIO()):
            code = run([*command.split(), "--help"])
        if code == 0:
            title = f"asn {command}".strip()
            lines = [line.rstrip() for line in text.getvalue().strip().splitlines()]
            parts += [f"## `{title}`", "", "```text", *lines, "```", ""]
    return "\n".join(parts)


def main() -> None:
    """Write both pages."""
    os.environ["COLUMNS"] = "100"  # the pages do not depend on the terminal
    activate("en")
    for name, page in (("problem-codes.md", problem_codes()), ("commands.md", commands())):
        (HERE / name).write_text(page, encoding="utf-8")
        sys.stderr.write(f"{name}\n")


if __name__ == "__main__":
    main()

"""Write the reference pages from the code: problem codes, commands and the law. `make reference` runs it."""

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path

from asnkarier.analysis.gates.registry import known_checks
from asnkarier.cli.app import run
from asnkarier.cli.listed import build
from asnkarier.language import activate
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.said import LawText
from asnkarier.reports.shown.labels import label_of
from asnkarier.rules.describe import RuleRow, rule_ids, rule_rows, value_words
from asnkarier.rules.loader import load_rulebook

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


def law() -> str:
    """Return the page of the law that ships: each rule with each dated value, as it is known at the end of all dates."""
    book = load_rulebook(checks=known_checks())
    amended = {one.name for one in book.register.values() if one.diubah_oleh}
    ids = [one for one in rule_ids(book) if one not in book.rule_sets]
    rows = [_law_row(row, amended) for one in ids for row in rule_rows(book, one, date.max)]
    head = [
        "# The law that ships",
        "",
        "Every parameter and criterion with each dated value. `until` is open where no later value is known. What is *off* is not used",
        "unless an agency switches it on, or chooses that variant. Source: whether the text of the regulation itself",
        "was read. Certainty: how well the value is supported. Amendment read: whether the words of the amendments that may have",
        "changed the cited article were read; – where nothing amends it.",
        "",
        "| rule | what | value | since | until | legal basis | source | certainty | amendment read |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _law_row(row: RuleRow, amended: set[str]) -> str:
    words = value_words(row.value)
    unread = f"no: {row.amended_unread}" if row.amended_unread else ""
    touched = any(name in row.citation for name in amended)
    cells = (
        f"`{row.id}`"
        + (f" ({row.variant})" if row.variant else "")
        + (" *off*" if row.state == "off" else ""),
        row.title.en or row.title.id,
        words.en if isinstance(words, LawText) else words,
        f"{row.since}" if row.since_exact else f"{row.since} at the latest",
        f"{row.until}" if row.until else "",
        row.citation,
        label_of(row.status_sumber),
        label_of(row.mark) if row.mark else "",
        unread or ("yes" if touched else "–"),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    """Write the pages."""
    os.environ["COLUMNS"] = "100"  # the pages do not depend on the terminal
    activate("en")
    for name, page in {"problem-codes.md": problem_codes, "commands.md": commands, "law.md": law}.items():
        (HERE / name).write_text(page(), encoding="utf-8")
        sys.stderr.write(f"{name}\n")


if __name__ == "__main__":
    main()

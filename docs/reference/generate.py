"""Write the reference pages and the man page from the code, in English and Indonesian. `make reference` runs it; an argument names another folder."""

import io
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Final

from inputs import config, files
from manual import manual

from asnkarier.analysis.gates.registry import known_checks
from asnkarier.cli.app import run
from asnkarier.cli.listed import build
from asnkarier.language import _, activate
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.said import LawText
from asnkarier.reports.shown.labels import label_of
from asnkarier.rules.describe import RuleRow, rule_ids, rule_rows, value_words
from asnkarier.rules.loader import load_rulebook

HERE = Path(__file__).parent
WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "codes": "# Problem codes\n\nCodes are stable; sentences may improve. `asn explain CODE` says the same on the screen.\n\n| code | what | remedy |\n|---|---|---|",
        "commands": "# Commands",
        "law": (
            "# The law that ships\n\nEvery parameter and criterion with each dated value. `until` is open where no later value is known. What is *off* is not used\n"
            "unless an agency switches it on, or chooses that variant. Source: whether the text of the regulation itself\n"
            "was read. Certainty: how well the value is supported. Amendment read: whether the words of the amendments that may have\n"
            "changed the cited article were read; – where nothing amends it.\n\n"
            "| rule | what | value | since | until | legal basis | source | certainty | amendment read |\n|---|---|---|---|---|---|---|---|---|"
        ),
        "off": "off",
        "unread": "no: {names}",
        "yes": "yes",
        "latest": "{day} at the latest",
    },
    "id": {
        "codes": "# Kode masalah\n\nKode tidak berubah; kalimatnya dapat diperbaiki. `asn explain KODE` menyampaikan hal yang sama di layar.\n\n| kode | apa | yang perlu dilakukan |\n|---|---|---|",
        "commands": "# Perintah",
        "law": (
            "# Hukum bawaan\n\nSetiap parameter dan kriteria beserta nilainya menurut tanggal. Kolom *sampai* kosong bila tidak diketahui nilai yang lebih baru.\n"
            "Yang *tidak dipakai* baru berlaku bila instansi menyalakannya atau memilih variannya. Sumber: apakah naskah peraturannya sendiri dibaca.\n"
            "Kepastian: seberapa kuat nilai itu didukung. Perubahan dibaca: apakah naskah perubahan pasal itu dibaca; – bila tidak ada perubahan.\n\n"
            "| aturan | apa | nilai | sejak | sampai | dasar hukum | sumber | kepastian | perubahan dibaca |\n|---|---|---|---|---|---|---|---|---|"
        ),
        "off": "tidak dipakai",
        "unread": "tidak: {names}",
        "yes": "ya",
        "latest": "paling lambat {day}",
    },
}


def problem_codes(words: dict[str, str]) -> str:
    """Return the page of problem codes."""
    rows = [
        f"| `{code}` | {_(text.sentence)} | {_(text.remedy) if text.remedy else ''} |"
        for code, text in sorted(CATALOGUE.items())
    ]
    return "\n".join([words["codes"], *rows]) + "\n"


def command_names() -> list[str]:
    """Return every command as it is typed, `asn` itself first."""
    app = build()
    names = ["", *(str(command.name) for command in app.registered_commands)]
    for group in app.registered_groups:
        inside = group.typer_instance.registered_commands if group.typer_instance else []
        names += [str(group.name), *(f"{group.name} {command.name}" for command in inside)]
    return names


def helps(language: str) -> dict[str, list[str]]:
    """Return the lines of each command's help, by the command as it is typed."""
    found = {}
    for command in command_names():
        text = io.StringIO()
        with redirect_stdout(text), redirect_stderr(io.StringIO()):
            code = run(["--language", language, *command.split(), "--help"])
        if code == 0:
            found[f"asn {command}".strip()] = [line.rstrip() for line in text.getvalue().strip().splitlines()]
    return found


def commands(words: dict[str, str], helped: dict[str, list[str]]) -> str:
    """Return the page of commands: the help of each."""
    parts = [words["commands"], ""]
    for title, lines in helped.items():
        parts += [f"## `{title}`", "", "```text", *lines, "```", ""]
    return "\n".join(parts)


def law(words: dict[str, str]) -> str:
    """Return the page of the law that ships: each rule with each dated value, as it is known at the end of all dates."""
    book = load_rulebook(checks=known_checks())
    amended = {one.name for one in book.register.values() if one.diubah_oleh}
    ids = [one for one in rule_ids(book) if one not in book.rule_sets]
    rows = [_law_row(row, amended, words) for one in ids for row in rule_rows(book, one, date.max)]
    return "\n".join([words["law"], *rows]) + "\n"


def _law_row(row: RuleRow, amended: set[str], words: dict[str, str]) -> str:
    value = value_words(row.value)
    unread = words["unread"].format(names=row.amended_unread) if row.amended_unread else ""
    touched = any(name in row.citation for name in amended)
    cells = (
        f"`{row.id}`"
        + (f" ({row.variant})" if row.variant else "")
        + (f" *{words['off']}*" if row.state == "off" else ""),
        _spoken(row.title, words),
        _spoken(value, words),
        f"{row.since}" if row.since_exact else words["latest"].format(day=row.since),
        f"{row.until}" if row.until else "",
        row.citation,
        label_of(row.status_sumber),
        label_of(row.mark) if row.mark else "",
        unread or (words["yes"] if touched else "–"),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _spoken(text: LawText | str, words: dict[str, str]) -> str:
    if not isinstance(text, LawText):
        return text
    return (text.en or text.id) if words is WORDS["en"] else text.id


def pages() -> dict[str, str]:
    """Return every generated page by its path below the folder of the reference."""
    found: dict[str, str] = {}
    folders = {"en": "", "id": "id/"}
    for language, folder in folders.items():
        activate(language)
        words, helped = WORDS[language], helps(language)
        activate(language)
        made: dict[str, Callable[[], str]] = {
            "problem-codes.md": lambda: problem_codes(words),  # noqa: B023 - called in the same turn
            "commands.md": lambda: commands(words, helped),  # noqa: B023 - as above
            "law.md": lambda: law(words),  # noqa: B023 - as above
            "files.md": lambda: files(language),  # noqa: B023 - as above
            "config.md": lambda: config(language),  # noqa: B023 - as above
        }
        found |= {folder + name: make() for name, make in made.items()}
        found[folder + "asn.1"] = manual(language, helped)
    return found


def main(folder: Path) -> None:
    """Write the pages below `folder`."""
    os.environ["COLUMNS"] = "100"  # the pages do not depend on the terminal
    for name, text in pages().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        sys.stderr.write(f"{name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)

"""The man page `asn(1)`, from the helps of all commands."""

from typing import Final

from asnkarier import __version__

_WORDS: Final = {
    "en": ("NAME", "careers of civil servants by competency", "SYNOPSIS", "COMMANDS", "FILES", "SEE ALSO",
           "the settings of an office; asn looks in this folder and those above it", "the facts that were imported"),
    "id": ("NAMA", "karier ASN menurut kompetensi", "RINGKASAN", "PERINTAH", "BERKAS", "LIHAT JUGA",
           "pengaturan kantor; asn mencarinya di folder ini dan folder di atasnya", "fakta yang telah diimpor"),
}  # fmt: skip


def manual(language: str, helped: dict[str, list[str]]) -> str:
    """Return the page as troff. helped: the lines of each help by the command as it is typed, in the language of the page."""
    name, what, synopsis, commands, files, also, config, store = _WORDS[language]
    parts = [
        f'.TH ASN 1 "" "asnkarier {__version__}"',
        f".SH {name}",
        f"asn \\- {what}",
        f".SH {synopsis}",
        ".nf",
        *map(_line, helped["asn"]),
        ".fi",
        f".SH {commands}",
    ]
    for title, lines in helped.items():
        if title != "asn":
            parts += [f".SS {_line(title)}", ".nf", *map(_line, lines), ".fi"]
    parts += [f".SH {files}", ".TP", "config.yaml", config, ".TP", ".asn/asnkarier.db", store]
    return "\n".join([*parts, f".SH {also}", "asn --help, asn rules list, asn explain"]) + "\n"


def _line(text: str) -> str:
    """Return a line that troff prints as it stands: no escape, no request."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + safe if safe[:1] in {".", "'"} else safe

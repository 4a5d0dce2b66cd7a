"""The reference pages of what an office writes itself: the lists that are read, and config.yaml."""

import inspect
from importlib.resources import files as packaged
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from asnkarier.model.frames import TABLES
from asnkarier.settings import Settings
from asnkarier.settings_parts.part import Part
from asnkarier.sheets.schema import load_schema, schemas

_FILES: Final = {
    "en": (
        (
            "# Lists that are read\n\n`asn import` recognises which list a sheet is by its headings; case, blanks, marks and a leading number do not matter. "
            "`asn template KIND -o FILE.xlsx` writes a blank form. A field that is needed is one without which a row is no fact.\n"
        ),
        "| heading | field | needed | what | example | other headings |\n|---|---|---|---|---|---|",
        "yes",
    ),
    "id": (
        (
            "# Daftar yang dibaca\n\n`asn import` mengenali jenis daftar dari judul kolomnya; huruf besar, spasi, tanda baca, dan nomor di depan tidak berpengaruh. "
            "`asn template JENIS -o BERKAS.xlsx` menulis formulir kosong. Kolom yang diperlukan adalah kolom yang tanpanya sebuah baris bukan fakta.\n"
        ),
        "| judul kolom | nama | diperlukan | apa | contoh | judul lain |\n|---|---|---|---|---|---|",
        "ya",
    ),
}
_CONFIG: Final = {
    "en": (
        "# config.yaml\n\nEvery key may be left out; the value shown counts then. A key that is not known is refused with its line.\n",
        "| key | value | when left out |\n|---|---|---|",
        "## The file that `asn init` writes\n",
    ),
    "id": (
        "# config.yaml\n\nSetiap kunci boleh dihapus; nilai yang tertulis di sini lalu berlaku. Kunci yang tidak dikenal ditolak beserta barisnya.\n",
        "| kunci | isi | bila dihapus |\n|---|---|---|",
        "## Berkas yang ditulis `asn init`\n",
    ),
}
_MOST_HEADINGS: Final = 6


def files(language: str) -> str:
    """Return the page of the kinds of lists with their fields, in the active language; `language` is the same."""
    intro, head, yes = _FILES[language]
    parts = [intro]
    for kind in TABLES:
        form, schema = load_schema(kind), schemas()[kind]
        parts += [f"## {form.title} (`{kind}`)\n", head]
        for column in form.fields:
            others = ", ".join(schema.fields[column.name].aliases[1 : _MOST_HEADINGS + 1])
            cells = (
                column.heading, f"`{column.name}`", yes if column.required else "", column.explanation, column.example, others,
            )  # fmt: skip
            parts.append(
                "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
            )
        parts.append("")
    return "\n".join(parts)


def config(language: str) -> str:
    """Return the page of config.yaml: every key with what fits it and its default, then the file as it is shipped."""
    intro, head, shipped = _CONFIG[language]
    rows = [f"| `{key}` | {kind} | {default} |" for key, kind, default in _keys(Settings, "")]
    text = (packaged("asnkarier.workflows.blanks") / "config.yaml").read_text(encoding="utf-8")
    return "\n".join([intro, head, *rows, "", shipped, "```yaml", text.rstrip(), "```", ""])


def _keys(part: type[Part], before: str) -> list[tuple[str, str, str]]:
    """Return key, what fits it, and its default, for every key of a part and the parts inside it."""
    rows = []
    for name, field in part.model_fields.items():
        key, kind = before + (field.alias or name), field.annotation
        if inspect.isclass(kind) and issubclass(kind, Part):
            rows += _keys(kind, f"{key}.")
        else:
            rows.append((key, _kind(kind), _default(field)))
    return rows


def _default(field: Any) -> str:
    value = field.get_default(call_default_factory=True)
    if value in (None, (), {}, ""):
        return "–"
    if isinstance(value, bool):
        return str(value).lower()
    return f"`{', '.join(map(str, value)) if isinstance(value, tuple) else value}`".replace("|", "\\|")


def _kind(kind: Any) -> str:
    """Return a type in the words of YAML: text, number, a choice of words, a list or a map of these."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " \\| ".join(f"`{one}`" for one in inner)
    if origin in (Union, UnionType):
        return " \\| ".join(dict.fromkeys(_kind(one) for one in inner if one is not NoneType))
    if origin is tuple:
        return f"[{_kind(inner[0])}, …]"
    if origin is dict:
        return f"{{{_kind(inner[0])}: {_kind(inner[1])}}}"
    if origin is not None and inner:
        return _kind(inner[0])
    if inspect.isclass(kind) and issubclass(kind, Part):
        return "{" + ", ".join(field.alias or name for name, field in kind.model_fields.items()) + "}"
    return {
        "str": "text",
        "bool": "true, false",
        "int": "0, 1, 2 …",
        "date": "YYYY-MM-DD",
        "Path": "path",
    }.get(getattr(kind, "__name__", ""), "0, 0.5 …")

"""The whole report as one page that opens from the disk: no network, no second file, and every text of data escaped."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from asnkarier.language import _, active_language, message
from asnkarier.model.book import Book, Chart, CitationLine, Table
from asnkarier.model.messages import N_
from asnkarier.reports.html.plain import plain_text
from asnkarier.reports.html.section import Section
from asnkarier.reports.html.views import BlockView, block_view
from asnkarier.reports.html.words import words
from asnkarier.reports.on_paper import on_paper
from asnkarier.reports.shown.beside import cited_words, leaning_lines, step_lines
from asnkarier.reports.shown.filters import filter_text
from asnkarier.reports.shown.labels import label_of
from asnkarier.reports.shown.numbers import long_day, notation
from asnkarier.reports.shown.sentences import rules_by_name

_TEMPLATES: Final = Path(__file__).with_name("templates")
MOST_BYTES: Final = 1_500_000
# Cells of one table at most; the page is made anew with fewer as long as it is too large to be sent by mail.
_CELLS: Final = (1200, 600, 300, 150, 60)


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands above the parts. public: names and small groups were left out before."""

    agency: str
    as_of: date
    version: str
    public: bool = False


def page_bytes(cover: Cover, sections: Sequence[Section]) -> bytes:
    """Return the page (UTF-8). The same parts give the same bytes; at most `MOST_BYTES` unless the texts alone are longer."""
    page = b""
    cited = [line for one in sections if one.book is not None for line in one.book.citations]
    with rules_by_name(cited):
        for most in _CELLS:
            page = _page(cover, sections, most)
            if len(page) <= MOST_BYTES:
                break
    return page


def _page(cover: Cover, sections: Sequence[Section], most_cells: int) -> bytes:
    style, script = (_own(name) for name in ("style.css", "script.js"))
    books = [one.book for one in sections if one.book is not None]
    written = notation()
    text = _environment().get_template("report.html.j2").render(
        w=words(),
        language=active_language() or "en",
        decimal=written.decimal,
        agency=plain_text(cover.agency),
        day=message(N_("as of {day}"), day=long_day(cover.as_of)),
        version=cover.version,
        public=cover.public,
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'",
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        sections=[_section(one, most_cells) for one in sections],
        laws=_laws(books),
        inputs=[] if cover.public else _inputs(books),
        rules=next((one.rules_fingerprint for one in books if one.rules_fingerprint), ""),
    )  # fmt: skip
    return str(text).encode("utf-8", errors="replace")


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _own(name: str) -> str:
    """Return a file of ours as it will stand in the page, whatever line ends it was unpacked with."""
    return (_TEMPLATES / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _section(section: Section, most_cells: int) -> dict[str, Any]:
    book = section.book
    if book is None:
        return {
            "key": section.key,
            "title": plain_text(_(section.title)),
            "missing": plain_text(section.missing),
        }
    return {
        "key": section.key,
        "title": plain_text(_(section.title)),
        "missing": "",
        "subject": plain_text(_(book.subject)),
        "doubt": plain_text(book.doubt),
        "only": plain_text(filter_text(book)),
        "blocks": _blocks(book, most_cells),
        "elsewhere": _elsewhere(book),
        "command": section.command,
        "notes": [plain_text(_(note)) for note in book.notes],
        "leanings": [(plain_text(mark), plain_text(told)) for mark, told in leaning_lines(book)],
        "steps": [(plain_text(told), [plain_text(one) for one in commands]) for told, commands in step_lines(book)],
    }  # fmt: skip


def _blocks(book: Book, most_cells: int) -> list[BlockView]:
    """Return what is shown: what a terminal shows too, and every picture."""
    shown = (
        block_view(one, most_cells)
        for one in on_paper(book).shown()
        if one.terminal or isinstance(one, Chart)
    )
    return [one for one in shown if one is not None]


def _elsewhere(book: Book) -> str:
    """Name the tables that only files hold, with their rows."""
    names = [
        f"{plain_text(_(one.title))} ({len(one.rows)})"
        for one in book.shown()
        if isinstance(one, Table) and not one.terminal and one.audience != "people" and len(one.rows)
    ]
    return message(N_("Also in the workbook and JSON: {names}"), names="; ".join(names)) if names else ""


def _laws(books: Sequence[Book]) -> list[list[str]]:
    """Return the rules that any part rests on, each once: title, value, citation, source, since when, certainty."""
    lines: dict[CitationLine, None] = dict.fromkeys(line for book in books for line in book.citations)
    return [
        [plain_text(one) for one in cited_words(line)]
        for line in sorted(lines, key=lambda one: (one.rule_id, str(one.value)))
    ]


def _inputs(books: Sequence[Book]) -> list[list[str]]:
    files = dict.fromkeys(one for book in books for one in book.inputs)
    return [[plain_text(one.file), label_of(one.kind), str(one.rows), one.sha256] for one in files]

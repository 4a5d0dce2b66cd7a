"""A report as a printed page (PDF), set by typst without an office program, a font of the machine, or a network."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from asnkarier.language import _, active_language, message
from asnkarier.model.book import Block, Book, Chart, Page, for_people
from asnkarier.model.messages import N_
from asnkarier.model.office.signing import Paper
from asnkarier.reports.extras import need_for
from asnkarier.reports.html.plain import plain_text
from asnkarier.reports.pdf.blocks import shown_block
from asnkarier.reports.pdf.paper import head, logo, signed
from asnkarier.reports.shown.beside import articles_of
from asnkarier.reports.shown.filters import filter_text
from asnkarier.reports.shown.numbers import long_day

_PAGE: Final = Path(__file__).with_name("page.typ")
_WIDE: Final = 8  # columns of the widest table from which on the paper lies
_EPOCH: Final = 0  # a file that says when it was made is another one each time
_LAWS: Final = N_("Legal basis")
_NO_LOGO: Final = N_("The logo {file} is not there or is no picture: the head stands without it.")


def pdf_bytes(book: Book) -> bytes:
    """Return the report as PDF; the same report gives the same bytes. OutputError: typst is not installed."""
    need_for("pdf")
    import typst

    picture = logo(book.paper)
    try:
        return _made(book, picture)
    except typst.TypstError:
        if picture is None:
            raise
        return _made(book, None)  # a picture by its beginning alone


def _made(book: Book, picture: dict[str, Any] | None) -> bytes:
    import typst

    data = json.dumps(_whole(book, picture), ensure_ascii=False)
    made = typst.compile(
        _PAGE.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"book": data.encode("utf-8", errors="replace").decode()},
        timestamp=_EPOCH,
    )
    return bytes(made)


def _whole(book: Book, picture: dict[str, Any] | None) -> dict[str, Any]:
    """Return all that the page shows, as texts and numbers; picture: the logo."""
    sections = list(_sections(book))
    tables = [one for section in sections for one in section["blocks"] if one["kind"] == "table"]
    return {
        "language": active_language(),
        "title": plain_text(_(book.title)),
        "subject": plain_text(_(book.subject)),
        "about": plain_text(" · ".join(filter(None, (book.agency, message(N_("as of {day}"), day=long_day(book.as_of)), filter_text(book))))),
        "doubt": plain_text(book.doubt),
        "wide": any(len(one["heads"]) >= _WIDE for one in tables),
        "lines": head(book.paper),
        "logo": picture,
        "sections": sections,
        "law_title": _(_LAWS),
        "laws": [{"article": plain_text(one), "rules": plain_text("; ".join(rules))} for one, rules in articles_of(book.citations)],
        "notes": [plain_text(_(one)) for one in (*book.notes, *_left_out(book), *_without_logo(book, picture))],
        "signed": signed(book.paper),
        "foot": plain_text(f"{book.agency} · {long_day(book.as_of)} · asn {book.version} · {book.rules_fingerprint[:16]}"),
    }  # fmt: skip


def _sections(book: Book) -> Iterator[dict[str, Any]]:
    """Yield the blocks that stand together: those outside pages, and each page on a new sheet."""
    loose: list[dict[str, Any]] = []
    for one in book.blocks:
        if isinstance(one, Page):
            if not _is_printed(book, one):
                continue
            if loose:
                yield {"title": "", "fresh": False, "blocks": loose}
                loose = []
            yield {"title": plain_text(_(one.title)), "fresh": True, "blocks": _blocks(one.blocks)}
        elif one.terminal or isinstance(one, Chart):  # what only files hold is read in files
            loose += _blocks((one,))
    if loose:
        yield {"title": "", "fresh": False, "blocks": loose}


def _is_printed(book: Book, page: Page) -> bool:
    return not page.appendix or (book.paper or Paper()).appendix


def _left_out(book: Book) -> list[str]:
    """Say how many pages of an appendix are left out."""
    count = sum(isinstance(one, Page) and not _is_printed(book, one) for one in book.blocks)
    told = N_(
        "Left out: {count} pages of the appendix; they are in the workbook of the command, and here where config.yaml asks for them (print, appendix)."
    )
    return [message(told, count=count)] if count else []


def _without_logo(book: Book, picture: dict[str, Any] | None) -> list[str]:
    """Say that the picture which config.yaml names is not on the page."""
    named = None if book.paper is None else book.paper.logo
    return [] if named is None or picture else [message(_NO_LOGO, file=named.name)]


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [made for one in blocks if for_people(one) and (made := shown_block(one)) is not None]

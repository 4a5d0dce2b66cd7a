"""The templates that come with asn: short, plain letters on the office's paper, made anew each time so that no binary file needs to be trusted."""

import io
from typing import TYPE_CHECKING, Any, Final

from asnkarier.reports.letters.wording import LETTERS, Lines

if TYPE_CHECKING:
    from docx.document import Document

    from asnkarier.model.office.letters import Kind, Size
    from asnkarier.model.office.signing import Paper

_MILLIMETRES: Final = {"A4": (210, 297), "F4": (215, 330)}
_FONT: Final = "Arial"
_LARGE, _NORMAL, _SMALL, _TINY = 14, 11, 9, 7
_HEAD: Final = (24, 136)  # millimetres: the logo, the lines of the head
_FOOT: Final = "{{ instansi }} · per {{ per_tanggal }} · asn {{ versi }} · jejak {{ jejak }}"


def example(kind: "Kind", size: "Size" = "A4", paper: "Paper | None" = None) -> bytes:
    """Return the template of a kind of letter as .docx; the same in, the same bytes out.

    paper: whose logo stands in the head; the lines of the head are placeholders. OutputError: docxtpl is not installed.
    """
    from asnkarier.reports.extras import need_for

    need_for("docx")
    import docx

    from asnkarier.reports.letters.template import settled

    document = docx.Document()
    _page(document, size)
    _head(document, paper)
    for one in LETTERS[kind]:
        _line(document, one)
    _signed(document, everybody=kind == "berita-acara")
    foot = document.sections[0].footer.paragraphs[0]
    _text(foot, _FOOT, _TINY)
    made = io.BytesIO()
    document.save(made)
    return settled(made.getvalue())


def _page(document: "Document", size: "Size") -> None:
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(one) for one in _MILLIMETRES[size])
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(30), Mm(20), Mm(15), Mm(20),
    )  # fmt: skip
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_NORMAL)
    normal.paragraph_format.space_after = Pt(4)


def _head(document: "Document", paper: "Paper | None") -> None:
    """Put the head of the letter into a table: the logo at the left where there is one, the lines, a rule below.

    The paragraph after it parts it from a table that follows: two tables in a row are one, with the rule below both.
    """
    from docx.shared import Mm

    logo = _logo(paper)
    table = document.add_table(rows=1, cols=2 if logo else 1)
    table.autofit = False
    cell = table.rows[0].cells[-1]
    if logo is not None:
        left = table.rows[0].cells[0]
        _widths(table, _HEAD)
        left.paragraphs[0].add_run().add_picture(io.BytesIO(logo), height=Mm(20))
    first = cell.paragraphs[0]
    _text(first, "{%p for baris in kop %}", _NORMAL, centred=True)
    _text(cell.add_paragraph(), "{%p if loop.last and not loop.first %}", _NORMAL)
    _text(cell.add_paragraph(), "{{ baris }}", _SMALL, centred=True)
    _text(cell.add_paragraph(), "{%p else %}", _NORMAL)
    _text(cell.add_paragraph(), "{{ baris }}", _LARGE, centred=True, bold=True)
    _text(cell.add_paragraph(), "{%p endif %}", _NORMAL)
    _text(cell.add_paragraph(), "{%p endfor %}", _NORMAL)
    _rule_below(table)
    _text(document.add_paragraph(), "", _TINY)


def _logo(paper: "Paper | None") -> bytes | None:
    """Return the picture of the head; None where there is none or it is no picture."""
    from docx.image.exceptions import (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )
    from docx.image.image import Image

    if paper is None or paper.logo is None or not paper.logo.is_file():
        return None
    data = paper.logo.read_bytes()
    try:
        Image.from_blob(data)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError):
        return None
    return data


def _rule_below(table: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, bottom = OxmlElement("w:tblBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "double"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no borders
    after = {qn(f"w:{name}") for name in ("shd", "tblLayout", "tblCellMar", "tblLook")}
    place = next((at for at, one in enumerate(properties) if one.tag in after), len(properties))
    properties.insert(place, borders)  # Word reads these in their order only


def _line(document: "Document", line: "str | Lines") -> None:
    if isinstance(line, str):
        mark, text = (line[0], line[1:]) if line[:1] in "#=" else ("", line)
        size = _LARGE if mark == "#" else _NORMAL
        _text(document.add_paragraph(), text, size, centred=bool(mark), bold=mark == "#")
    elif line.heads:
        _table(document, line)
    else:
        _pairs(document, line)


def _table(document: "Document", line: "Lines") -> None:
    """Add a table with a row for each entry of a list."""
    table = document.add_table(rows=4, cols=len(line.heads))
    table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, line.heads, strict=True):
        _text(cell.paragraphs[0], head, _SMALL, bold=True, centred=True)
    _text(table.rows[1].cells[0].paragraphs[0], f"{{%tr for {line.one} in {line.each} %}}", _SMALL)
    for cell, text in zip(table.rows[2].cells, line.cells, strict=True):
        _text(cell.paragraphs[0], text, _SMALL)
    _text(table.rows[3].cells[0].paragraphs[0], "{%tr endfor %}", _SMALL)
    _widths(table, line.widths)
    _repeated(table.rows[0])


def _pairs(document: "Document", line: "Lines") -> None:
    """Add label beside value, without lines."""
    table = document.add_table(rows=len(line.cells) // 2, cols=3)
    for row, place in zip(table.rows, range(0, len(line.cells), 2), strict=True):
        for cell, text in zip(row.cells, (line.cells[place], ":", line.cells[place + 1]), strict=True):
            _text(cell.paragraphs[0], text, _NORMAL)
    _widths(table, line.widths)


def _widths(table: Any, widths: tuple[int, ...]) -> None:
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _repeated(row: Any) -> None:
    """Let the heading stand on every page of the table."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no name for it


def _signed(document: "Document", *, everybody: bool) -> None:
    """Add where, when and by whom the letter is signed, at the right."""
    from docx.shared import Mm

    who = "satu" if everybody else "penandatangan"
    lines = ["{%p for satu in para_penandatangan %}"] if everybody else ["{{ tempat }}, {{ tanggal }}"]
    lines += [f"{{%p if {who}.peran %}}", f"{{{{ {who}.peran }}}}", "{%p endif %}"]
    lines += [
        f"{{{{ {who}.jabatan }}}}",
        "",
        "",
        "",
        f"{{{{ {who}.nama }}}}",
        f"{{%p if {who}.pangkat %}}",
        f"{{{{ {who}.pangkat }}}}",
        "{%p endif %}",
        f"{{%p if {who}.nip %}}",
        f"NIP {{{{ {who}.nip }}}}",
        "{%p endif %}",
    ]
    last = len(lines) - 2
    lines += ["", "{%p endfor %}"] if everybody else []
    document.add_paragraph()
    for place, text in enumerate(lines):
        paragraph = document.add_paragraph()
        _text(paragraph, text, _NORMAL)
        paragraph.paragraph_format.left_indent = Mm(85)
        paragraph.paragraph_format.keep_with_next = place < last  # each who signs on one page


def _text(paragraph: Any, text: str, size: int, *, bold: bool = False, centred: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.paragraph_format.space_after = Pt(2)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

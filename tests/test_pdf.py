"""Printed pages: data are data, the same bytes whatever the machine says, and no font of it."""

import json
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import typst

from asnkarier.model.book import Book, Chart, Column, Page, Record, Table, Text
from asnkarier.model.office.signing import Paper, Signatory
from asnkarier.reports import extras
from asnkarier.reports.pdf.page import pdf_bytes
from in_process import asn
from machines import told_by_machines
from test_html_page import PAYLOADS, WORD

ROOT = Path(__file__).parents[1]
MORE = ('#read("/etc/passwd")', "#panic()", "$ x $", "*x*", "_x_", "@x", "= x", "#sys.inputs", "\\u{41}", "`x`", '#import "@preview/x:1.0.0"', "]#panic()[", '"', "\\", "//", "/*", '#image("x")', "https://contoh.id")  # fmt: skip


def book_of(*texts):
    """A book with each of `texts` in a paragraph, a row, a heading, a bar, and the first wherever else data can come in."""
    first = texts[0]
    columns = (
        Column("a", first),
        Column("b", "People", "integer"),
        *(Column(f"c{place}", one) for place, one in enumerate(texts[:6])),
    )
    rows = pd.DataFrame({"a": texts, "b": range(len(texts)), **{f"c{place}": texts for place in range(6)}})
    blocks = (Text(texts, first), Record("r", first, columns, rows.head(1), note=first), Table("rows", first, columns, rows, note=first),
              Page(first, tuple(Chart(kind, first, columns[0], columns[1:2], rows.head(9), note=first) for kind in ("bar", "line", "matrix"))))  # fmt: skip
    paper = Paper((first,), None, first, None, (Signatory(first, first, first, first, first),))
    return Book(
        "s",
        first,
        date(2026, 11, 1),
        first,
        blocks,
        subject=first,
        doubt=first,
        notes=(first,),
        filter={"unit": first},
        paper=paper,
        version=first,
    )


@pytest.mark.parametrize("first", ["#panic()", '"]; panic()', '#read("/etc/passwd")', "https://contoh.id"])
def test_no_text_of_data_is_code(first):
    """Were it code, the page could not be set: most of it is an error there; no link and no file comes of any."""
    made = pdf_bytes(book_of(first, *MORE, *PAYLOADS))
    assert made.startswith(b"%PDF")
    assert b"/URI" not in made
    assert b"/JavaScript" not in made


SCRIPT = """
import hashlib, sys
from datetime import date
import pandas as pd
from asnkarier.model.book import Book, Chart, Column, Page, Table, Text
from asnkarier.reports.pdf.page import pdf_bytes
columns = (Column("a", "Name"), Column("b", "People", "integer"))
rows = pd.DataFrame({"a": ["x", "y"], "b": [1, 2]})
book = Book("s", "t", date(2026, 11, 1), "Kantor", (Text(("x",)), Page("p", (Table("rows", "t", columns, rows), Chart("bar", "c", columns[0], columns[1:], rows)))))
made = pdf_bytes(book)
print(hashlib.sha256(made).hexdigest(), made.count(b"/FontFile"))
"""


def test_the_same_bytes_whatever_the_machine_says():
    told = told_by_machines(SCRIPT)
    assert told[0] == told[1]
    assert re.fullmatch(r"[0-9a-f]{64} [1-9]\d*\n", told[0])


def test_the_same_report_gives_the_same_page_and_another_gives_another():
    assert pdf_bytes(book_of(WORD)) == pdf_bytes(book_of(WORD)) != pdf_bytes(book_of("Lain"))


@pytest.mark.parametrize("words", ["idp 198210012014111964", "profile 198210012014111964"])
def test_a_command_writes_its_page_for_its_owner_only(small_agency, tmp_path, words):
    target = tmp_path / "x.pdf"
    done = asn(*words.split(), "--output", target, cwd=small_agency)
    assert done.code == 0, done.err
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_mode & 0o777 == 0o600


def test_without_the_extra_one_line_says_what_installs_it(small_agency, monkeypatch, tmp_path):
    monkeypatch.setattr(extras, "find_spec", lambda _name: None)
    done = asn("gap", "--output", tmp_path / "x.pdf", cwd=small_agency)
    assert done.code == 5
    assert len(done.err.splitlines()) == 1
    assert "pip install 'asnkarier[pdf]'" in done.err


def page_of(book, monkeypatch):
    """Set `book` and return the page with what it was given, so that it can be asked for what it worked out."""
    given = {}
    real = typst.compile
    monkeypatch.setattr(
        typst, "compile", lambda page, **more: given.update(more, page=page) or real(page, **more)
    )
    pdf_bytes(book)
    return given


def asked(given, selector):
    told = typst.query(
        given["page"], selector, field="value", ignore_system_fonts=True, sys_inputs=given["sys_inputs"]
    )
    return json.loads(told)


@pytest.mark.parametrize("columns", [2, 5, 9, 12])
@pytest.mark.parametrize(
    "word",
    [
        "ASN-WM5A4A5I4VTW",
        "Pertanggungjawaban",
        "rekap_asesmen_kompetensi_2025.xlsx:Lembar1!AB123",
        "198001012005011901",
    ],
)
def test_no_word_of_a_table_runs_into_the_next_column(monkeypatch, columns, word):
    """Pseudonyms in capitals were wider than what columns as wide as their number of letters gave them."""
    some = (Column("a", word), *(Column(f"c{place}", "Keterangan") for place in range(columns - 1)))
    text = "kalimat yang panjang " * 6
    rows = pd.DataFrame({"a": [word, "x"]} | {f"c{place}": [word, text] for place in range(columns - 1)})
    book = Book("s", "t", date(2026, 11, 1), "Kantor", (Table("rows", "t", some, rows),))
    given = page_of(book, monkeypatch)
    (widths,), (words,) = asked(given, "<widths>"), asked(given, "<words>")
    assert len(widths) == columns
    assert all(least <= width + 0.01 for least, width in zip(words, widths, strict=True))
    assert sum(widths) <= (265 if columns >= 8 else 178) * 72 / 25.4 + 0.01

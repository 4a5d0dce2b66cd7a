"""Tables of web pages, named .xls or not: spans, nested tables, odd markup, charsets, limits."""

import signal
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.sheets.grid import ERROR, TEXT
from asnkarier.sheets.legacy import reader as legacy
from asnkarier.sheets.legacy.html_tables import decode_html, read_html
from asnkarier.sheets.legacy.pages import Page
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.source import open_source
from sheets.workbooks import codes, nip, places, read

BASE = ("NIP", "NAMA", "JABATAN", "UNIT KERJA")


def row(*texts, tag="td"):
    return "<tr>" + "".join(f"<{tag}>{text}</{tag}>" for text in texts) + "</tr>"


def page(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "a.xls"
    path.write_bytes(text.encode(encoding))
    return path


def shown(found: Page) -> dict[tuple[int, int], str]:
    texts = list(found.texts)
    return {(r, c): texts[code] for r, c, code in zip(found.rows, found.columns, found.codes, strict=True)}


def tables(tmp_path, text) -> list[Page]:
    return list(read_html(page(tmp_path, text)).pages)


def test_an_export_of_a_web_application_is_imported(tmp_path):
    head = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style>td{mso-number-format:"\\@"}</style><title>NIP</title>'
    rows = row(*BASE, tag="th") + row(nip(1), "Budi&nbsp;Santoso", "Guru &amp; Wali", "SD<br>1")
    rows += row("1,98501E+17", "Ani", "Guru", "SD") + row(nip(3), "Eko", "#N/A", "SD")
    reading = read(
        page(tmp_path, f"<html><head>{head}</head><body><h1>DAFTAR</h1><table>{rows}</table></body></html>")
    )
    assert (reading.kind, reading.sheet, reading.rows) == ("employees", "Tabel 1", 3)
    person = reading.accepted.iloc[0]
    assert [person["nip"], person["nama"], person["jabatan"]] == [nip(1), "Budi Santoso", "Guru & Wali"]
    assert (places(reading, "SEL-NIP-ILMIAH"), places(reading, "SEL-GALAT")) == (["A3"], ["C4"])


def test_spans_are_merged_ranges_and_keep_the_columns(tmp_path):
    (found,) = tables(
        tmp_path,
        "<table><tr><th rowspan=2>NIP<th rowspan='2'>NAMA<th colspan=2>NILAI<tr><th>A<th>B"
        "<tr><td>1<td>2<td>3<td>4<tr><td rowspan=0>5<td colspan=x>6</table>",
    )
    assert shown(found) == {
        (1, 1): "NIP", (1, 2): "NAMA", (1, 3): "NILAI", (2, 3): "A", (2, 4): "B",
        (3, 1): "1", (3, 2): "2", (3, 3): "3", (3, 4): "4", (4, 1): "5", (4, 2): "6",
    }  # fmt: skip
    assert found.merges == [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)]


def test_a_person_over_several_rows(tmp_path):
    rows = "<tr><th>NIP<th>NAMA DIKLAT<th>JP"
    rows += f"<tr><td rowspan=2>{nip(1)}<td>PKA<td>900<tr><td>PKP<td>800"
    reading = read(page(tmp_path, f"<table>{rows}</table>"), kind="trainings")
    assert reading.accepted[["nip", "nama_pelatihan", "jp"]].to_numpy().tolist() == [
        [nip(1), "PKA", 900],
        [nip(1), "PKP", 800],
    ]


def test_nested_tables_are_tables_of_their_own_and_the_largest_comes_first(tmp_path):
    inner = "<table>" + row("a", "b") + row("c", "d") + "</table>"
    found = tables(
        tmp_path, f"<table><tr><td>kop {inner} surat</td><td>logo</td></tr></table><table><tr><td> </table>"
    )
    assert [table.name for table in found] == ["Tabel 2", "Tabel 1"]
    assert shown(found[0]) == {(1, 1): "a", (1, 2): "b", (2, 1): "c", (2, 2): "d"}
    assert shown(found[1]) == {(1, 1): "kop surat", (1, 2): "logo"}


def test_a_second_whole_table_is_named(tmp_path):
    first = "<table>" + row(*BASE) + row(nip(1), "Budi", "Guru", "SD") + "</table>"
    second = (
        "<table>"
        + row(*BASE)
        + row(nip(2), "Ani", "Guru", "SD")
        + row(nip(3), "Eko", "Guru", "SD")
        + "</table>"
    )
    path = page(tmp_path, first + second)
    reading = read(path)
    assert (reading.sheet, reading.rows) == ("Tabel 2", 2)
    assert "LEMBAR-LAIN" in codes(reading)
    assert read(path, sheet="Tabel 1").rows == 1


def test_blanks_breaks_and_unseen_text(tmp_path):
    (found,) = tables(
        tmp_path,
        "<table><tr><td>  a \n\t b<br/>c<p>d</p></td><td><script>x</script><style>y</style><!-- z --><b>e</b>f</td>"
        "<td><select><option>g</td><td>h</td><td>&lt;i&gt; &#39; &eacute;</td></tr></table>",
    )
    assert shown(found) == {(1, 1): "a b\nc\nd", (1, 2): "ef", (1, 4): "h", (1, 5): "<i> ' é"}


def test_rows_that_are_not_displayed_are_hidden_rows(tmp_path):
    (found,) = tables(tmp_path, "<table><tr><td>a<tr style='DISPLAY : none'><td>b<tr hidden><td>c</table>")
    assert found.hidden_rows == [2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "<table><td>a<td>b",
        "<TABLE BORDER=1><TBODY><TR><TD>a</TD><TD>b</TD></TR></TBODY></TABLE>",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><table><tr><td>a</td><td>b</td></tr></table></html>",
        "<!DOCTYPE html>\n<html><![if !x]><table><tr><td>a</td></tr></thead><td>b</td></table>",
        "\n<!-- x --><table><tr><td>a</th><th>b</td></table></table></div>",
    ],
)
def test_careless_markup(tmp_path, text):
    with open_source(page(tmp_path, text)) as source:
        grid = source.read(source.visible()[0])
    assert {cell for line in grid.head(9) for cell in line.values()} == {("a", TEXT), ("b", TEXT)}


@pytest.mark.parametrize(
    "encoding, meta, told",
    [
        ("utf-8", "", None), ("utf-8-sig", "<meta charset=cp1252>", None), ("utf-16", "", None), ("utf-16-le", "", None),
        ("utf-16-be", "<meta charset=utf-16>", None), ("cp1252", "<meta charset=iso-8859-1>", None), ("cp1252", "", "cp1252"),
        ("cp1252", "<meta charset=utf-8>", "cp1252"), ("utf-8", "<meta charset='unknown-x'>", None), ("utf-8", "<meta charset=utf-16>", None),
    ],
)  # fmt: skip
def test_charsets(tmp_path, encoding, meta, told):
    raw = f"<html>{meta}<table><tr><td>é ’–</td></tr></table>".encode(encoding)
    text, guessed = decode_html(raw)
    assert "é ’–" in text
    assert guessed == told
    path = tmp_path / "a.htm"
    path.write_bytes(raw)
    with open_source(path) as source:
        assert [line[0][0] for line in source.read(source.visible()[0]).head(1)] == ["é ’–"]
        assert source.encoding == told


def test_a_guessed_charset_is_told(tmp_path):
    rows = row(*BASE) + row(nip(1), "Café", "Guru", "SD")
    assert codes(read(page(tmp_path, f"<table>{rows}</table>", "cp1252"))) == {"CSV-CP1252": 1}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("<html><p>Sesi habis</p></html>", "BERKAS-HTML"),
        ("<html><table><tr><td>&nbsp;</table>", "KEPALA-TIADA"),
        ("<table><tr><td>" * 40 + "x", "KEPALA-TIADA"),
        ("<table><tr><td>" * 41 + "x", "BERKAS-HTML-DALAM"),
        ("<table><tr><td colspan=16385>x", "KEPALA-TIADA"),
        ("<table><tr>" + "<td colspan=9999>x" * 3, "BERKAS-BESAR"),
    ],
)
def test_limits_and_empty_pages(tmp_path, text, expected):
    assert set(codes(read(page(tmp_path, text)))) == {expected}


@pytest.mark.parametrize(
    "text", ["<!--", "<![CDATA[", "<a b='", "<?", "</", "&#", "<td rowspan=65534 colspan=16000>x<tr>"]
)
def test_pages_made_to_be_slow_end_in_time(tmp_path, monkeypatch, text):
    monkeypatch.setattr(legacy, "SECONDS", 1)
    started = time.monotonic()
    reading = read(page(tmp_path, "<table><tr><td>x" + text * 40_000))
    assert reading.refused
    assert time.monotonic() - started < 6


texts = st.text(
    st.characters(codec="utf-8", exclude_characters="<>&\0", exclude_categories=("Cs", "Cc", "Z")), min_size=1
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(texts, min_size=1, max_size=5), min_size=1, max_size=5))
def test_every_text_comes_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("html") / "a.htm"
    path.write_text("<table>" + "".join(row(*cells) for cells in rows) + "</table>", encoding="utf-8-sig")
    (found,) = read_html(path).pages
    assert shown(found) == {(y, x): text for y, line in enumerate(rows, 1) for x, text in enumerate(line, 1)}


def test_error_values_are_errors(tmp_path):
    with open_source(page(tmp_path, "<table><td>#REF!<td>#x")) as source:
        grid = source.read(source.visible()[0])
    assert np.array_equal(grid.kinds, [ERROR, TEXT])


@pytest.mark.parametrize(
    ("raw", "text", "guessed"),
    [
        (b"<p>\x81\xe9", "<p>\x81é", "latin-1"),
        (b"<p>\x80\xe9", "<p>€é", "cp1252"),
        ('<meta charset="utf-16">é'.encode(), '<meta charset="utf-16">é', None),
        (b'<meta charset="latin1">\x80', '<meta charset="latin1">€', None),
        (b'<meta charset="no-such">\xe9', '<meta charset="no-such">é', "cp1252"),
    ],
)
def test_pages_are_decoded_as_browsers_do(raw, text, guessed):
    assert decode_html(raw) == (text, guessed)


@pytest.mark.parametrize(
    ("markup", "cells"),
    [
        ("<tr><td rowspan=2>A<td>B<tr><td>C", {(1, 1): "A", (1, 2): "B", (2, 2): "C"}),
        ("<tr><td>A<td rowspan=2>B<tr><td>C<td>D", {(1, 1): "A", (1, 2): "B", (2, 1): "C", (2, 3): "D"}),
        ("<tr><td rowspan=2>A<tr><td>B<tr><td>C", {(1, 1): "A", (2, 2): "B", (3, 1): "C"}),
        ("<tr><td/>A<td>B", {(1, 2): "B"}),
        ("<tr><td>a<p>b</p>c", {(1, 1): "a\nb\nc"}),
        ("<tr><td>a<br>b<br/>c</br>d", {(1, 1): "a\nb\ncd"}),
    ],
)
def test_spans_and_closed_tags_as_browsers_show_them(tmp_path, markup, cells):
    (found,) = tables(tmp_path, f"<table>{markup}</table>")
    assert shown(found) == cells


@pytest.mark.parametrize(("columns", "fits"), [(16_384, True), (16_385, False)])
def test_a_page_has_no_more_columns_than_a_sheet(tmp_path, columns, fits):
    wide = f"<table><tr><td colspan={columns - 1}>A<td>B</table>"
    if fits:
        assert shown(tables(tmp_path, wide)[0]) == {(1, 1): "A", (1, columns): "B"}
        return
    with pytest.raises(RefusedError) as refused:
        tables(tmp_path, wide)
    assert (refused.value.code, dict(refused.value.facts)) == ("BERKAS-BESAR", {"limit": 16_384})


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="no limit of processor time here")
@pytest.mark.parametrize(
    ("code", "said", "told"),
    [(-signal.SIGXCPU, b"", "BERKAS-WAKTU"), (-signal.SIGKILL, b"", "BERKAS-WAKTU"), (1, b"MemoryError", "BERKAS-MEMORI"),
     (1, b"memory allocation failed", "BERKAS-MEMORI"), (1, b"", "BERKAS-PEMBACA"), (-signal.SIGSEGV, b"", "BERKAS-PEMBACA")],
)  # fmt: skip
def test_how_the_child_broke_is_told(code, said, told):
    assert legacy._failure(code, said, 9).code == told

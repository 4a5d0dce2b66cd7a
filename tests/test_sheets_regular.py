"""The fast reader and the careful one: the same cells, or the fast one steps back; on good files and on damaged ones."""

from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from asnkarier.sheets.grid import Codes
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.xlsx.numberformats import DateStyles
from asnkarier.sheets.xlsx.regular import scan_worksheet
from asnkarier.sheets.xlsx.sharedstrings import SharedStrings, _scan_plain
from asnkarier.sheets.xlsx.workbook import Workbook
from asnkarier.sheets.xlsx.worksheet import Context, Worksheet, read_worksheet
from asnkarier.sheets.xlsx.xmltext import plain_text
from sheets.workbooks import MAIN, SHARED, nip, pack, raw_parts, write

SHARED_TEXTS = ["NIP", "Orang <1>", ""]


def context() -> Context:
    texts = Codes()
    return Context(
        texts,
        SharedStrings([texts[text] for text in SHARED_TEXTS]),
        DateStyles(frozenset(("1", "12")), frozenset(("12",))),
    )


def seen(sheet: Worksheet, where: Context) -> tuple[object, ...]:
    texts = list(where.texts)
    arrays = (sheet.cells.rows, sheet.cells.columns, sheet.cells.codes, sheet.cells.kinds)
    cells = sorted(
        (r, c, texts[code], k) for r, c, code, k in zip(*(array.tolist() for array in arrays), strict=True)
    )
    return cells, sheet.merges, sheet.hidden_rows


def both(xml: bytes, size: int = 1 << 20) -> tuple[object, object]:
    """Return what the fast reader saw (None: it stepped back) and what the careful one saw (its code: refused)."""
    chunks = [xml[place : place + size] for place in range(0, len(xml), size)]
    ours = context()
    found = scan_worksheet(chunks, "sheet", ours)
    fast = None if found is None else seen(found, ours)
    ours = context()
    try:
        return fast, seen(read_worksheet(chunks, "sheet", ours), ours)
    except RefusedError as refused:
        return fast, refused.code


ROWS = (
    '<row r="1" spans="1:5"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    '<row r="3" hidden="1" ht="15.75"><c r="A3" t="inlineStr"><is><t>198502022010012901</t></is></c><c r="B3" s="1"><v>43556</v></c>'
    '<c r="C3" s="12"><v>43556.5</v></c><c r="D3"><v>2.3199999999999998</v></c><c r="E3" t="n"><v>1.98502022010013E+17</v></c></row>'
    '<row r="4"><c r="A4" t="str"><f>"x"&amp;A1</f><v>a &amp; b_x000D_</v></c><c r="B4"><f>SUM(D3:E3)</f></c><c r="C4"><f>1+1</f><v/></c>'
    '<c r="D4"><f t="shared" si="0"/><v>-2</v></c><c r="E4" t="b"><v>1</v></c><c r="F4" t="e"><v>#N/A</v></c><c r="XFD4" s="3"/></row><row r="6"/>'
    '<row r="7"><c r="A7" t="inlineStr"><is><t xml:space="preserve"> Café \U0001f600 </t></is></c><c r="B7" t="str"><f>""</f><v></v></c>'
    '<c r="C7" t="b"><f>A1</f><v></v></c><c r="D7" s="1"/><c r="E7"><v>123456789012345678901234</v></c><c r="F7" t="d"><v>2019-04-01</v></c></row>'
)
SHEET = (
    f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}" xmlns:x="urn:x"><dimension ref="A1"/><cols><col min="1" max="2" hidden="1"/></cols>'
    f'<sheetData>{ROWS}</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
).encode()


@pytest.mark.parametrize("size", [1 << 20, 97, 7])
def test_a_regular_sheet_is_read_fast_and_alike(size):
    fast, careful = both(SHEET, size)
    assert fast is not None
    assert fast == careful
    assert len(fast[0]) == 19


@pytest.mark.parametrize(
    "old, new",
    [
        ('<row r="1"', '<row r="2"'), ('r="B1"', 'r="A1"'), ('r="B1"', 'r="B2"'), ('r="B1"', 'r="b1"'), ('r="B1"', 'r="B01"'), ('s="12"', 's="012"'),
        ("<v>0</v>", "<v> 0 </v>"), ("<v>0</v>", "<v>9</v>"), ("<v>0</v>", "<v>-1</v>"), ("<v>0</v>", "<v><!--x-->0</v>"), ("<v>0</v>", "<v><![CDATA[0]]></v>"),
        ("<v>43556</v>", "<v>43,556</v>"), ("<v>43556</v>", "<v>\n43556</v>"), ("<v>43556</v>", "<v>43556</v><v>1</v>"), ("<v>43556</v>", "<v>&#52;3556</v>"),
        ('</c><c r="B3"', '</c>\n<c r="B3"'), (' s="1" t="s"', ' t="s" s="1"'), ('t="n"', 't="z"'), ('encoding="UTF-8"', 'encoding="ISO-8859-1"'), ('encoding="UTF-8"', 'encoding="UTF8"'),
        ("<t>198", "<t>&undefined;198"), ("<t>198", "<t>]]>198"), ("<t>198", "<t>\x01198"), ("<t>198", "<t>\r198"), ("<t>198", "<t>&#13;198"), ("<t>198", "<t>&#xD800;198"),
        ("<f>1+1</f>", "<f>1<1</f>"), ("<f>1+1</f>", "<f>&x;</f>"), (' ht="15.75"', ' ht="15.75" ht="1"'), (' ht="15.75"', ' y:ht="1"'), (' ht="15.75"', ' x:ht="1"'),
        (' ht="15.75"', ' ht="&x;"'), ('si="0"/>', 'si="0">1</f>'), ('<row r="6"/>', '<row r="6"></row>'), ('<row r="6"/>', "<row/>"), ('<row r="6"/>', '<row r="0"/>'),
        ("</sheetData>", "</sheetData><sheetData/>"), ("</sheetData>", ""), ("<sheetData>", '<sheetData x="1">'), ("</worksheet>", ""), ("<cols>", "<!DOCTYPE x>"),
        ('<mergeCell ref="A1:B1"/>', '<mergeCell ref="A1:B"/>'), ('xmlns="', 'xmlns="urn:'), ("XFD4", "XFE4"), ("<is><t>", "<is><r><t>"), ("<v>a ", "<v>_xD83D__xDE00_"),
        ('r="E3" t="n"', 't="n"'), ('<row r="3"', '<row r="1048577"'), ('<v>1</v></c><c r="F4"', '<v> </v></c><c r="F4"'), ("#N/A", "#N/A "),
        ('t="inlineStr"><is><t>198502022010012901</t></is>', 't="inlineStr"><v>x</v>'), ('r="B3" s="1"><v>43556</v>', 'r="B3" s="1"><is><t>x</t></is>'),
    ],
)  # fmt: skip
def test_every_departure_is_read_alike_or_left_to_the_careful_reader(old, new):
    assert old in SHEET.decode()
    fast, careful = both(SHEET.decode().replace(old, new, 1).encode())
    assert fast is None or fast == careful


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_damaged_bytes_are_read_alike_or_left_to_the_careful_reader(data):
    raw = bytearray(SHEET)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(raw) - 1))
        pieces = st.one_of(
            st.binary(max_size=2),
            st.sampled_from(
                [
                    b"<",
                    b">",
                    b'"',
                    b"/",
                    b"&",
                    b" ",
                    b"0",
                    b"9",
                    b"A",
                    b"<v>",
                    b"</c>",
                    b'<c r="B3">',
                    b"</row>",
                ]
            ),
        )
        raw[place : place + data.draw(st.integers(0, 3))] = data.draw(pieces)
    fast, careful = both(bytes(raw))
    assert fast is None or fast == careful


ITEMS = '<si><t>Orang &amp; _x000D_</t></si><si><t xml:space="preserve"> Café </t></si><si><t></t></si><si><t>x</t></si>'
STRINGS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{MAIN}" count="4" uniqueCount="4">{ITEMS}</sst>'


def strings(path, text: bytes, monkeypatch) -> tuple[object, object]:
    """Return the shared strings of a workbook as read without and with a parser; the code where it is refused."""
    pack(path, {**raw_parts(SHEET.decode()), "xl/sharedStrings.xml": text})
    found: list[object] = []
    for way in (None, lambda *_: None):
        with monkeypatch.context() as patch:
            if way:
                patch.setattr("asnkarier.sheets.xlsx.sharedstrings._scan_plain", way)
            try:
                with Workbook(path) as workbook:
                    texts = list(workbook._texts)
                    found.append([texts[code] for code in workbook._context.shared.codes_array()])
            except RefusedError as refused:
                found.append(refused.code)
    return found[0], found[1]


@pytest.mark.parametrize(
    "old, new",
    [
        ("", ""), ("<si><t>x</t></si>", "<si><r><t>x</t></r><r><t>y</t></r></si>"), ("<si><t>x</t></si>", "<si><t>x</t><phoneticPr fontId='1'/></si>"),
        ("<si><t>x</t></si>", "<si/>"), ("<si><t>x</t></si>", "<!--x-->"), ("<t>x", "<t>&x;"), ("<t>x", "<t>\x01"), ("<t>x", "<t>a\rb"), ("<t>x", "<t>]]>"),
        ("</sst>", "</sst><x/>"), ("</sst>", ""), ("<sst", "<!DOCTYPE x><sst"), ('count="4"', 'count="4" count="4"'), ("UTF-8", "ISO-8859-1"), (MAIN, "urn:x"), ("schemas.open", "schemas!open"), ("formats.org", "formats!org"), ("formats.org", "formats.ORG"), ("1.0", "1!0"), ("<?xml", "<?XML"), (f' xmlns="{MAIN}"', ""),
        ("<t>x", "<t>&#x41;"), ("<si><t>x</t></si>", "<x:si xmlns:x='urn:x'><x:t>x</x:t></x:si>"), ("</t></si></sst>", "</t></si> \n</sst> \n"),
    ],
)  # fmt: skip
def test_shared_strings_are_read_alike_without_a_parser(tmp_path, monkeypatch, old, new):
    assert old in STRINGS
    fast, careful = strings(tmp_path / "a.xlsx", STRINGS.replace(old, new, 1).encode(), monkeypatch)
    assert fast == careful


def test_plain_shared_strings_need_no_parser(tmp_path):
    with Workbook(
        pack(tmp_path / "a.xlsx", {**raw_parts(SHEET.decode()), "xl/sharedStrings.xml": STRINGS})
    ) as workbook:
        found = _scan_plain(workbook._archive, "xl/sharedStrings.xml")
    assert found == ["Orang & \r", " Café ", "", "x"]


@pytest.mark.parametrize("size", [100, 200, 260, 10_000])
@pytest.mark.parametrize("ends", ["</sst>", "<si><r><t>lagi</t></r></si></sst>", "<si><t>rusak</sst>"])
def test_a_head_holds_the_first_strings_and_reads_on_for_any_other(tmp_path, monkeypatch, size, ends):
    monkeypatch.setattr("asnkarier.sheets.xlsx.sharedstrings._HEAD_BYTES", size)
    text = STRINGS.replace("</sst>", ends)
    path = pack(tmp_path / "a.xlsx", {**raw_parts(SHEET.decode()), "xl/sharedStrings.xml": text})

    def read(*, head):
        with Workbook(path, head=head) as workbook:
            shared, first = workbook._context.shared, len(workbook._texts)
            codes = [shared[str(index)] for index in range(4)]
            found = [list(workbook._texts)[code] for code in codes]
            assert shared.codes_array()[:4].tolist() == codes
            return first, found

    if "rusak" in ends:
        for head in (False, True):
            with pytest.raises(RefusedError):
                read(head=head)
        return
    (every, wanted), (first, found) = read(head=False), read(head=True)
    assert found == wanted
    assert (first < every) is (size in (200, 260))  # where only some of them fit


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.integers(0, len(STRINGS) - 1),
    size=st.integers(0, 4),
    piece=st.one_of(st.binary(max_size=2), st.sampled_from([b"<", b"</t>", b"<si>", b"&"])),
)
def test_damaged_shared_strings_are_read_alike(tmp_path, monkeypatch, place, size, piece):
    raw = bytearray(STRINGS.encode())
    raw[place : place + size] = piece
    fast, careful = strings(tmp_path / "a.xlsx", bytes(raw), monkeypatch)
    assert fast == careful


values = st.one_of(
    st.none(), st.integers(-(10**6), 10**15), st.floats(-1e9, 1e9), st.booleans(), st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=8), st.just("=SUM(A1:A2)"), st.just("a\nb & <c>"),
)  # fmt: skip


def tables(path) -> list[tuple[object, object]]:
    """Return what both readers see of every sheet of a workbook."""
    found = []
    with Workbook(path) as workbook:
        where = workbook._context
        for sheet in workbook.sheets:
            fast = scan_worksheet(workbook._archive.stream(sheet.part), sheet.part, where)
            careful = read_worksheet(workbook._archive.stream(sheet.part), sheet.part, where)
            found.append((fast and seen(fast, where), seen(careful, where)))
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(values, max_size=6), max_size=8))
@example([["=1+1", "x", None, 3.5]])
def test_what_the_common_writers_write_is_read_fast(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("books")
    write(folder / "a.xlsx", rows)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("H1:I3")
    book.active.row_dimensions[2].hidden = True
    book.save(folder / "b.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        for fast, careful in tables(folder / name):
            assert careful[0] == [] or fast is not None
            assert fast is None or fast == careful


def test_blocks_of_rows_join_without_a_seam(tmp_path, monkeypatch):
    monkeypatch.setattr("asnkarier.sheets.xlsx.regular.BLOCK", 4096)
    rows = [
        ["NIP", "NAMA"],
        *([nip(i), f"Orang {i}", i, i / 7, date(2020, 1, 1 + i % 28)] for i in range(2000)),
    ]
    for fast, careful in tables(write(tmp_path / "a.xlsx", rows)):
        assert fast is not None
        assert fast == careful


FILES = sorted(SHARED.glob("*/*.xlsx")) if SHARED.is_dir() else []


@pytest.mark.skipif(not FILES, reason="no example workbooks beside this checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_of_many_programs_are_read_alike(path):
    for fast, careful in tables(path):
        assert fast is None or fast == careful


@pytest.mark.parametrize(
    "text, plain",
    [
        ("a &amp; b", "a & b"),
        ("&lt;&gt;&quot;&apos;", "<>\"'"),
        ("&#65;&#x42;", "AB"),
        ("x", "x"),
        ("\n\t", "\n\t"),
    ],
)
def test_entities(text, plain):
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    "text", ["&x;", "&", "&amp", "a\rb", "\x00", "]]>", "&#0;", "&#xD800;", "&#1114112;", "\ufffe"]
)
def test_what_only_a_parser_may_judge(text):
    with pytest.raises(ValueError):
        plain_text(text)

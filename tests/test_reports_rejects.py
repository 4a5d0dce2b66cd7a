"""The rejects workbook: same headings, texts as they were, red cells with reasons, ready to be imported again."""

import io

import openpyxl
import pytest

from asnkarier import language
from asnkarier.reports.rejects import guide as rejects_guide
from asnkarier.reports.rejects.workbook import (
    MOST_COMMENTS,
    RejectRow,
    RejectSheet,
    rejects_workbook,
)

HEADER = [["NIP", "Nama", "Level", ""], ["", "", "Integritas", "Kerja Sama"]]
ROWS = [
    RejectRow(7, ["1.98507152010011E+17", "Siti Rahayu", "3"], {0: ["NIP is a number — format the column as Text"]}),
    RejectRow(9, ["198501152010011901", "=1+1", "tiga", None], {2: ["not a level — write 0 to 5", "second"], 4: ["missing"]}),
    RejectRow(12, [None, "<r><t>x</t></r>", " 2 ", "http://x"], {0: ["NIP is missing"]}),
]  # fmt: skip
SHEET = RejectSheet("pegawai.xlsx", "Pegawai", HEADER, ROWS)


@pytest.fixture(autouse=True)
def _english():
    token = language._active.set(None)
    yield
    language._active.reset(token)


def opened(sheet=SHEET, **options):
    return openpyxl.load_workbook(io.BytesIO(rejects_workbook(sheet, **options)))


def test_headings_and_texts_are_the_users_own():
    result = opened()
    assert result.sheetnames == ["Pegawai", "Guide"]
    data = result["Pegawai"]
    assert [[cell.value for cell in row] for row in data.iter_rows()] == [
        ["NIP", "Nama", "Level", None, None],
        [None, None, "Integritas", "Kerja Sama", None],
        ["1.98507152010011E+17", "Siti Rahayu", "3", None, None],
        ["198501152010011901", "=1+1", "tiga", None, None],
        [None, "<r><t>x</t></r>", " 2 ", "http://x", None],
    ]
    assert {cell.data_type for row in data.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert data.freeze_panes == "A3"


def test_every_column_is_text_also_below_the_rows():
    data = opened()["Pegawai"]
    assert {cell.number_format for row in data.iter_rows() for cell in row} == {"@"}
    assert data.column_dimensions["A"].width > 18


def test_a_title_does_not_widen_its_column():
    """It may run over the columns beside it; the numbers below it need few characters."""
    header = [["DAFTAR NOMINATIF PEGAWAI NEGERI SIPIL"], ["No", "Nama"]]
    book = opened(RejectSheet("p.xls", "Pegawai", header, [RejectRow(3, ["1", "Siti Aminah Rahmawati"])]))
    widths = book.worksheets[0].column_dimensions
    assert widths["A"].width < 12
    assert widths["B"].width > 20


def test_bad_cells_are_red_and_say_why():
    data = opened()["Pegawai"]
    comments = {
        cell.coordinate: cell.comment.text for row in data.iter_rows() for cell in row if cell.comment
    }
    assert comments == {
        "A3": "NIP is a number — format the column as Text",
        "C4": "not a level — write 0 to 5\n\nsecond",
        "E4": "missing",
        "A5": "NIP is missing",
    }
    red = {
        cell.coordinate for row in data.iter_rows() for cell in row if cell.fill.start_color.rgb == "FFFDE7E7"
    }
    assert red == set(comments)


def test_guide_tells_how_to_go_on_and_lists_every_fault():
    guide = opened()["Guide"]
    rows = [[cell.value for cell in row] for row in guide.iter_rows()]
    texts = [value for row in rows for value in row if isinstance(value, str)]
    assert "Rows of pegawai.xlsx that could not be imported" in texts
    assert any(text.startswith("3. Save this workbook and import it.") for text in texts)
    assert ["A3", 7, "NIP", "1.98507152010011E+17", "NIP is a number — format the column as Text"] in rows
    assert ["C4", 9, "Integritas", "tiga", "not a level — write 0 to 5\nsecond"] in rows
    assert {cell.hyperlink.location for cell in guide["A"] if cell.hyperlink} == {
        f"'Pegawai'!{cell}" for cell in ("A3", "C4", "E4", "A5")
    }


def test_frequent_reasons_come_first():
    rows = [RejectRow(i, ["x"], {0: ["rare" if i == 5 else "often"]}) for i in range(2, 8)]
    guide = opened(RejectSheet("a.csv", "", [["NIP"]], rows))["Guide"]
    counted = [(row[0].value, row[1].value) for row in guide.iter_rows() if row[1].value in ("rare", "often")]
    assert counted[:2] == [(5, "often"), (1, "rare")]


def test_same_rows_same_bytes():
    assert rejects_workbook(SHEET) == rejects_workbook(SHEET)


def test_without_heading_sheet_name_or_rows():
    assert opened(RejectSheet("a.csv", "", [], []))["Data"].max_row == 1
    data = opened(RejectSheet("a.csv", "Guide", [["NIP"]], ROWS[:1]))
    assert data.sheetnames == ["Guide (2)", "Guide"]


def test_more_rows_than_a_sheet_holds():
    rows = [RejectRow(i, [str(i), "x"], {0: ["wrong"]}) for i in range(5)]
    result = opened(RejectSheet("a.csv", "Data", [["A", "B"], ["a", "b"]], rows), most_rows=4)
    assert result.sheetnames == ["Data", "Data (2)", "Data (3)", "Guide"]
    assert [cell.value for cell in result["Data (2)"]["A"]] == ["A", "a", "2", "3"]
    assert result["Data (3)"]["A3"].comment.text == "wrong"


def test_a_whole_column_of_wrong_nips_is_listed_in_part():
    rows = [RejectRow(i, [f"1.98E+17 {i}", *["Dinas"] * 19], {0: ["NIP is a number"]}) for i in range(20_000)]
    result = openpyxl.load_workbook(
        io.BytesIO(rejects_workbook(RejectSheet("a.xlsx", "Data", [["NIP"] * 20], rows))), read_only=True
    )
    guide = [row for row in result["Guide"].iter_rows(values_only=True) if row[0]]
    assert guide[-1][0] == f"… and {20_000 - rejects_guide.MOST_LINES} more; they are red on their sheets."
    assert MOST_COMMENTS >= 20_000  # every row of a large list may say why


def test_every_bad_cell_of_a_large_list_says_why():
    count = 6_000
    rows = [RejectRow(i, [f"1.98E+17 {i}", "Dinas"], {0: ["NIP is a number"]}) for i in range(count)]
    sheet = openpyxl.load_workbook(
        io.BytesIO(rejects_workbook(RejectSheet("a.xlsx", "Data", [["NIP", "Unit"]], rows)))
    )["Data"]
    assert sum(row[0].comment is not None for row in sheet.iter_rows(min_row=2)) == count

"""The head of the office's letters and the places of those who sign, as config.yaml says them."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from asnkarier import language
from asnkarier.model.office.signing import Paper, Signatory
from asnkarier.reports.produce import produce
from in_process import asn
from pdf_told import told_to_page
from reports_example import book

HEAD = ("PEMERINTAH KOTA CONTOH", "BADAN KEPEGAWAIAN", "Jalan Contoh Nomor 1")
PEOPLE = [
    Signatory(f"Jabatan {number}", f"Nama {number}, S.H.", f"19700101199503290{number}", f"Pangkat {number}", "Mengetahui" * (number == 1))
    for number in (1, 2, 3)
]  # fmt: skip


@pytest.fixture(autouse=True)
def _english():
    token = language._active.set(None)
    yield
    language._active.reset(token)


def cover_of(paper):
    package = produce(replace(book(), paper=paper), "xlsx")
    return openpyxl.load_workbook(io.BytesIO(package))["Cover"], zipfile.ZipFile(io.BytesIO(package))


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def picture(path):
    """Write the smallest PNG that is a picture."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 2, 4, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0\0\0\0\0\0" * 4)), (b"IEND", b""))  # fmt: skip
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    return path


def test_the_head_stands_above_the_title_and_takes_the_place_of_the_agency():
    sheet, _ = cover_of(Paper(lines=HEAD))
    assert texts(sheet)[:4] == [*HEAD, "Competency gaps"]
    assert "BKPSDM Kota Contoh & Sekitarnya" not in texts(sheet)
    assert sheet.cell(1, 1).alignment.horizontal == "center"
    assert [bool(sheet.cell(row, 1).border.bottom.style) for row in (1, 2, 3)] == [False, False, True]
    sizes = [sheet.cell(row, 1).font.size for row in (1, 2, 3)]
    assert sizes[0] == sizes[1] > sizes[2]


def test_a_logo_is_in_the_workbook_and_the_same_report_gives_the_same_bytes(tmp_path):
    paper = Paper(HEAD, picture(tmp_path / "logo.png"))
    _, package = cover_of(paper)
    assert [name for name in package.namelist() if name.startswith("xl/media/")] == ["xl/media/image1.png"]
    first, again = (produce(replace(book(), paper=paper), "xlsx") for _ in range(2))
    assert first == again


@pytest.mark.parametrize("made", [None, b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_a_logo_that_is_not_there_or_no_picture_is_told_and_the_head_stands(tmp_path, made):
    path = tmp_path / "logo.png"
    if made is not None:
        path.write_bytes(made)
    sheet, package = cover_of(Paper(HEAD, path))
    assert "•  The logo logo.png is not there or is no picture: the head stands without it." in texts(sheet)
    assert texts(sheet)[0] == HEAD[0]
    assert not [name for name in package.namelist() if name.startswith("xl/media/")]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_everybody_who_signs_has_a_place_and_place_and_day_stand_once_above_the_first_pair(count):
    sheet, _ = cover_of(Paper(HEAD, None, "Kota Contoh", date(2025, 8, 18), tuple(PEOPLE[:count])))
    told = texts(sheet)
    where = told.index("Kota Contoh, 18 August 2025")
    assert told.count("Kota Contoh, 18 August 2025") == 1
    below = told[where + 1 :]
    for one in PEOPLE[:count]:
        assert (
            below.index(one.office)
            < below.index(one.name)
            < below.index(one.rank)
            < below.index(f"NIP. {one.nip}")
        )
    assert ("Mengetahui" in below) == bool(count)
    dotted = [text for text in below if "…" in text]
    assert len(dotted) == (0 if count else 3)
    columns = [
        cell.column for row in sheet.iter_rows() for cell in row if cell.value in {one.name for one in PEOPLE}
    ]
    assert columns == {0: [], 1: [4], 2: [1, 4], 3: [1, 4, 4]}[count]


def test_without_any_of_it_the_places_are_left_to_be_filled_by_hand():
    dotted = [text for text in texts(cover_of(None)[0]) if "…" in str(text)]
    assert len(dotted) == 4
    assert texts(cover_of(None)[0])[0] == "BKPSDM Kota Contoh & Sekitarnya"


CONFIG = """agency: Pemerintah Kota Contoh
language: en
letterhead:
  lines: [PEMERINTAH KOTA CONTOH, Jalan Contoh Nomor 1]
signatures:
  place: Kota Contoh
  people:
    - {office: Kepala BKPSDM, name: "Nama Satu, S.H.", nip: "197001011995032901"}
"""


def test_what_config_says_stands_in_every_workbook(workspace):
    (workspace / "config.yaml").write_text(CONFIG, encoding="utf-8")
    assert asn("rules", "list", "--output", "aturan.xlsx", cwd=workspace).code == 0
    told = texts(openpyxl.load_workbook(workspace / "aturan.xlsx")["Cover"])
    assert told[:2] == ["PEMERINTAH KOTA CONTOH", "Jalan Contoh Nomor 1"]
    assert told[-3:] == ["Kepala BKPSDM", "Nama Satu, S.H.", "NIP. 197001011995032901"]


ELECTED = Signatory("Bupati Contoh", "Nama Bupati", "")


def test_an_elected_official_signs_without_a_nip(monkeypatch):
    paper = Paper(HEAD, None, "Contoh", date(2025, 8, 18), (PEOPLE[1], ELECTED))
    below = texts(cover_of(paper)[0])
    assert ELECTED.name in below
    assert [text for text in below if str(text).startswith("NIP")] == [f"NIP. {PEOPLE[1].nip}"]
    signed = told_to_page(replace(book(), paper=paper), monkeypatch)["signed"]
    assert [pair[-1] for pair in signed] == [{"left": f"NIP {PEOPLE[1].nip}", "right": "", "room": False}]
    assert any(line["right"] == ELECTED.name for line in signed[0])


def test_a_page_has_the_logo_and_a_small_address_and_says_where_the_logo_is_none(tmp_path, monkeypatch):
    good, bad = picture(tmp_path / "logo.png"), tmp_path / "rusak.png"
    bad.write_bytes(good.read_bytes()[:30])
    with_logo, without, broken = (
        produce(replace(book(), paper=Paper(HEAD, one)), "pdf") for one in (good, None, bad)
    )
    assert b"/Subtype /Image" in with_logo or b"/Subtype/Image" in with_logo
    assert b"/Subtype /Image" not in without + broken
    told = told_to_page(replace(book(), paper=Paper(HEAD, tmp_path / "tiada.png")), monkeypatch)
    assert [one["address"] for one in told["lines"]] == [False, False, True]
    assert told["logo"] is None
    assert "The logo tiada.png is not there or is no picture: the head stands without it." in told["notes"]


def test_a_page_has_those_who_sign_two_beside_each_other_and_place_and_day_once(monkeypatch):
    paper = Paper(HEAD, None, "Contoh", date(2025, 8, 18), tuple(PEOPLE))
    first, second = told_to_page(replace(book(), paper=paper), monkeypatch)["signed"]
    assert first[0] == {"left": "", "right": "Contoh, 18 August 2025", "room": False}
    assert [(one["left"], one["right"]) for one in first].count((PEOPLE[0].name, PEOPLE[1].name)) == 1
    assert {one["left"] for one in second} == {""}
    assert sum(one["room"] for one in second) == 1


def test_config_says_who_signs_without_a_nip(workspace):
    text = CONFIG.replace(', nip: "197001011995032901"', "")
    (workspace / "config.yaml").write_text(text, encoding="utf-8")
    assert asn("rules", "list", "--output", "aturan.xlsx", cwd=workspace).code == 0
    told = texts(openpyxl.load_workbook(workspace / "aturan.xlsx")["Cover"])
    assert told[-2:] == ["Kepala BKPSDM", "Nama Satu, S.H."]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- {role: Mengetahui, office: Bupati}", "signatures.people.name"),
        ("- {role: Mengetahui, office: {a: 1}, name: X}", "{…}"),
    ],
)
def test_a_key_that_is_missing_is_named_and_no_value_is_shown_as_python_writes_it(workspace, line, told):
    text = CONFIG.replace(CONFIG.splitlines()[-1].strip(), line)
    (workspace / "config.yaml").write_text(text, encoding="utf-8")
    answer = asn("rules", "list", cwd=workspace)
    assert answer.code == 3
    assert "config.yaml:8" in answer.err
    assert told in answer.err
    assert "{'" not in answer.err


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('- {office: Kepala, name: Nama, nip: "19700101199503290"}', "config.yaml:8"),
        ("- {office: Kepala, nip: 197001011995032901}", "config.yaml:8"),
        ('- {office: Kepala, name: Nama, nip: "197001011995032901", jabatan: X}', "config.yaml:8"),
    ],
)
def test_a_signatory_who_cannot_be_one_is_told_with_the_line(workspace, line, place):
    text = CONFIG.replace(CONFIG.splitlines()[-1].strip(), line)
    (workspace / "config.yaml").write_text(text, encoding="utf-8")
    answer = asn("rules", "list", cwd=workspace)
    assert answer.code == 3
    assert place in answer.err

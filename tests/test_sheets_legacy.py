"""Old workbooks, read in a process of their own: exact cells, or a refusal with its code; never an end of ours."""

import random
import struct
import subprocess
import sys
import zipfile
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from asnkarier.sheets.grid import BOOL, DATE, ERROR, FORMULA, NUMBER, TEXT, column_letters
from asnkarier.sheets.legacy import biff as legacy_biff
from asnkarier.sheets.legacy import reader as legacy
from asnkarier.sheets.legacy.marks import address
from asnkarier.sheets.rows.raw import raw_rows
from asnkarier.sheets.source import open_source
from asnkarier.workflows.importing.import_files import expand
from sheets.old_files import (
    MIMETYPE,
    OASIS,
    WRITERS,
    Fault,
    Old,
    Sheet,
    Unsaved,
    biff,
    brt,
    ods_parts,
    ole,
    plain,
    record,
    wide,
    write_ods,
    write_xls,
    write_xlsb,
)
from sheets.workbooks import codes, nip, pack, places, read

BASE = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]
FORMS = pytest.mark.parametrize("form", WRITERS)


def grids(path):
    with open_source(path) as source:
        return source.workbook.sheets, [source.read(sheet) for sheet in source.workbook.sheets]


def cells(grid):
    return {
        f"{grid.letters(column)}{grid.row_numbers[row]}": cell
        for row, line in grid.rows_at(np.arange(grid.height)).items()
        for column, cell in line.items()
    }


def refusal(path) -> str:
    reading = read(path)
    assert reading.refused
    assert reading.rows == 0
    return reading.problems[-1].code


@FORMS
@pytest.mark.parametrize("epoch_1904", [False, True])
def test_cells_kinds_merges_hidden_rows_and_sheets(tmp_path, form, epoch_1904):
    rows = [
        [None, "NIP", "TGL", "X"],
        [None, "198501152010011901", date(2019, 4, 1), Fault("#N/A")],
        [None, 198501152010011901, True, 87.5, 3],
        [None, "Budi’é & <b>", None, Fault("#DIV/0!")],
    ]
    book = Old(
        [
            Sheet("Data", rows, hidden_rows=(3,), merges=((4, 2, 4, 3),)),
            Sheet("Tutup", [[], [None, None, "x"]], hidden=True),
            Sheet("Kosong", []),
        ],
        epoch_1904=epoch_1904,
    )
    sheets, found = grids(WRITERS[form](tmp_path / "a.bin", book))
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("Data", False),
        ("Tutup", True),
        ("Kosong", False),
    ]
    assert cells(found[0]) == {
        "B1": ("NIP", TEXT), "C1": ("TGL", TEXT), "D1": ("X", TEXT),
        "B2": ("198501152010011901", TEXT), "C2": ("42094" if epoch_1904 else "43556", DATE), "D2": ("#N/A", ERROR),
        "B3": ("1.985011520100119E+17", NUMBER), "C3": ("1", BOOL), "D3": ("87.5", NUMBER), "E3": ("3", NUMBER),
        "B4": ("Budi’é & <b>", TEXT), "D4": ("#DIV/0!", ERROR),
    }  # fmt: skip
    assert found[0].epoch_1904 is epoch_1904
    assert found[0].hidden_rows == {3}
    assert [(m.top, m.left, m.bottom, m.right) for m in found[0].merges] == [(4, 2, 4, 3)]
    assert cells(found[1]) == {"C2": ("x", TEXT)}
    assert found[2].height == 0


@FORMS
def test_a_table_is_imported_and_what_is_wrong_is_set_aside(tmp_path, form):
    rows = [
        [*BASE, "TMT JABATAN"],
        [nip(1), "Budi", "Guru", "SD", date(2019, 4, 1)],
        [198501152010011901, "Ani", "Guru", "SD", date(2019, 4, 1)],
        [nip(3), "Eko", Fault("#N/A"), "SD", None],
    ]
    reading = read(WRITERS[form](tmp_path / "a.xlsx", plain(rows, epoch_1904=True)), kind="employees")
    assert reading.accepted[["nip", "nama", "row"]].to_numpy().tolist() == [[nip(1), "Budi", 2]]
    assert str(reading.accepted["tmt_jabatan"].iloc[0])[:10] == "2019-04-01"
    assert (places(reading, "SEL-NIP-ANGKA"), places(reading, "SEL-GALAT")) == (["A3"], ["C4"])
    assert reading.rejected_rows == (3, 4)


@FORMS
def test_rejected_rows_can_be_taken_from_the_file(tmp_path, form):
    path = WRITERS[form](tmp_path / "a.bin", plain([["x"], ["y", 1, date(2019, 4, 1)]]))
    assert 2 in raw_rows(path, "Data", [2]).rows


@FORMS
def test_the_head_alone_can_be_read(tmp_path, form):
    path = WRITERS[form](tmp_path / "a.bin", plain([[str(number)] for number in range(50)]))
    with open_source(path) as source:
        sheet = source.workbook.sheets[0]
        assert (source.read(sheet, most_rows=5).height, source.read(sheet).height) == (5, 50)
        assert source.find("DATA") == sheet
        assert source.visible() == (sheet,)


@FORMS
def test_generated_tables_come_back(tmp_path, form):
    chance = random.Random(20261121)
    letters = "aZ é’中\u00a0_<&\"'0-=#"

    def value():
        kind = chance.randrange(7)
        if kind == 0:
            return None
        if kind == 1:
            return chance.choice((True, False))
        if kind == 2:
            return date(1960, 1, 1).replace(year=chance.randrange(1950, 2050), day=chance.randrange(1, 29))
        if kind == 3:
            return chance.choice((chance.randrange(-(10**9), 10**17), round(chance.uniform(-1e6, 1e6), 3)))
        return "x" + "".join(chance.choices(letters, k=chance.randrange(12))) + "x"

    book = Old(
        [
            Sheet(
                f"S{n}", [[value() for _ in range(chance.randrange(9))] for _ in range(chance.randrange(25))]
            )
            for n in range(12)
        ]
    )
    _, found = grids(WRITERS[form](tmp_path / "a.bin", book))
    for sheet, grid in zip(book.sheets, found, strict=True):
        seen = cells(grid)
        for y, x, value in sheet.cells():
            text, kind = seen.pop(f"{column_letters(x + 1)}{y + 1}")
            if isinstance(value, str):
                expected = (
                    " ".join(value.split(" ")) if form != "ods" else " ".join(filter(None, value.split(" ")))
                )
                assert (text if form != "ods" else " ".join(filter(None, text.split(" "))), kind) == (
                    expected,
                    TEXT,
                )
            elif isinstance(value, bool):
                assert (text, kind) == (str(int(value)), BOOL)
            elif isinstance(value, date):
                assert (text, kind) == (str(book.serial(value)), DATE)
            else:
                assert (float(text), kind) == (float(value), NUMBER)
        assert not seen


def test_a_formula_without_a_result_is_told_apart_from_an_empty_result(tmp_path):
    more = b'<table:table-row><table:table-cell table:formula="of:=x"><text:p/></table:table-cell></table:table-row>'
    book = Old([Sheet("Data", [["a", Unsaved]], more=more)])
    assert cells(grids(write_ods(tmp_path / "a.ods", book))[1][0]) == {"A1": ("a", TEXT), "B1": ("", FORMULA)}


def test_open_document_repeats_and_hidden_stretches(tmp_path):
    more = (
        b'<table:table-row table:number-rows-repeated="3" table:visibility="filter"><table:table-cell/><table:table-cell table:number-columns-repeated="2"'
        b' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
        b'<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    grid = grids(write_ods(tmp_path / "a.ods", Old([Sheet("Data", [["a"]], more=more)])))[1][0]
    assert set(cells(grid)) == {"A1", *(f"{letter}{row}" for letter in "BC" for row in (2, 3, 4))}
    assert grid.hidden_rows == {2, 3, 4}


def test_durations_and_times_of_day_are_parts_of_days(tmp_path):
    cell = '<table:table-cell office:value-type="time" office:time-value="{}"><text:p>x</text:p></table:table-cell>'
    more = f"<table:table-row>{cell.format('PT30H00M00S')}{cell.format('PT06H00M00S')}</table:table-row>"
    grid = grids(write_ods(tmp_path / "a.ods", Old([Sheet("Data", [], more=more.encode())])))[1][0]
    assert cells(grid) == {"A1": ("1.25", DATE), "B1": ("0.25", DATE)}


def formula(row, column, result):
    return record(6, struct.pack("<HHH", row, column, 0) + result + b"\0" * 8)


def test_saved_results_of_formulas_in_xls(tmp_path):
    special = [bytes((kind, 0, value, 0, 0, 0, 0xFF, 0xFF)) for kind, value in ((1, 1), (2, 0x2A), (3, 0))]
    more = formula(0, 0, struct.pack("<d", 2.5))
    more += b"".join(formula(0, place, result) for place, result in enumerate(special, 1))
    more += formula(1, 0, bytes((0, 0, 0, 0, 0, 0, 0xFF, 0xFF)))
    more += record(0x207, struct.pack("<HB", 3, 1) + "abc".encode("utf-16-le"))
    grid = grids(write_xls(tmp_path / "a.xls", Old([Sheet("Data", [], more=more)])))[1][0]
    assert cells(grid) == {
        "A1": ("2.5", NUMBER),
        "B1": ("1", BOOL),
        "C1": ("#N/A", ERROR),
        "A2": ("abc", TEXT),
    }


def test_a_record_that_the_library_passes_over_refuses_the_file(tmp_path):
    # A text with runs of its own formats (BrtCellRString).
    lost = brt(62, struct.pack("<II", 1, 0) + b"\0" + wide("Budi") + struct.pack("<I", 0))
    reading = read(write_xlsb(tmp_path / "a.xlsb", Old([Sheet("Data", [["x"]], more=lost)])))
    assert codes(reading) == {"BERKAS-SELISIH": 1}
    assert str(reading.problems[0].location) == "a.xlsb:Data!B1"


LOCKED = record(0x2F, struct.pack("<HHH", 1, 1, 1) + b"\0" * 48)
ONE = plain([["x"]])


@pytest.mark.parametrize(
    "content, expected",
    [
        (ole(biff(ONE, extra=LOCKED)), "BERKAS-TERKUNCI"),
        (ole(b"\0" * 5000, "EncryptedPackage"), "BERKAS-TERKUNCI"),
        (ole(b"\0" * 5000, "WordDocument"), "BERKAS-ASING"),
        (ole(b"\0" * 5000), "BERKAS-XLS"),
        (ole(biff(ONE, version=0x400)), "BERKAS-XLS"),
        (ole(biff(ONE)[:60]), "BERKAS-XLS"),
        (ole(biff(ONE))[:700], "BERKAS-XLS"),
        (ole(biff(ONE))[:512], "BERKAS-XLS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, "BERKAS-XLS"),
        (b"\x09\x04\x06\x00" + b"\0" * 50, "BERKAS-XLS"),
    ],
)
def test_old_workbooks_that_cannot_be_read_say_why(tmp_path, content, expected):
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    assert refusal(path) == expected


@pytest.mark.parametrize(
    "parts, expected",
    [
        ({"xl/workbook.bin": b"x"}, "BERKAS-XLSB"),
        ({"mimetype": MIMETYPE, "content.xml": "<x/>"}, "BERKAS-ODS"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "BERKAS-ASING"),
        (ods_parts(ONE, prolog='<!DOCTYPE x [<!ENTITY a "b">]>'), "XLSX-DOCTYPE"),
        (ods_parts(ONE, before="<a>" * 250 + "</a>" * 250), "BERKAS-ODS"),
        ({**ods_parts(ONE), "content.xml": str(ods_parts(ONE)["content.xml"])[:-40]}, "XLSX-XML"),
    ],
)
def test_zipped_workbooks_that_cannot_be_read_say_why(tmp_path, parts, expected):
    assert refusal(pack(tmp_path / "a.ods", parts)) == expected


def test_an_encrypted_open_document_is_locked(tmp_path):
    parts = ods_parts(ONE)
    locked = f'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data xmlns:manifest="{OASIS}:manifest:1.0"/></manifest:file-entry></manifest:manifest>'
    parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace("</manifest:manifest>", locked)
    assert refusal(pack(tmp_path / "a.ods", parts)) == "BERKAS-TERKUNCI"


@pytest.mark.parametrize("form", ["xlsb", "ods"])
def test_the_zip_is_checked_before_the_library_sees_it(tmp_path, form):
    path = WRITERS[form](tmp_path / "a.bin", plain([["x" * 50]]))
    stored = tmp_path / "b.bin"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    raw = bytearray(stored.read_bytes())
    raw[raw.find(b"x\0x\0x\0" if form == "xlsb" else b"xxx")] ^= 1
    stored.write_bytes(raw)
    assert refusal(stored) == "BERKAS-RUSAK"


def test_one_stray_cell_far_out_is_read_or_refused_for_its_memory(tmp_path):
    far = brt(0, struct.pack("<IIHBBBI", 1_048_575, 0, 300, 0, 0, 0, 0)) + brt(
        6, struct.pack("<II", 16_383, 0) + wide("y")
    )
    assert refusal(write_xlsb(tmp_path / "a.xlsb", Old([Sheet("Data", [["x"]], more=far)]))) in (
        "BERKAS-MEMORI",
        "BERKAS-BESAR",
    )


@pytest.mark.parametrize(
    "name, value, expected",
    [
        ("SECONDS", 0, "BERKAS-WAKTU"),
        ("MAGIC", b"another", "BERKAS-PEMBACA"),
        ("MAX_FILE", 10, "BERKAS-BESAR"),
    ],
)
def test_whatever_befalls_the_child_is_a_refusal(tmp_path, monkeypatch, name, value, expected):
    monkeypatch.setattr(legacy, name, value)
    assert refusal(write_xls(tmp_path / "a.xls", ONE)) == expected


@pytest.mark.parametrize(
    "script, expected",
    [
        ("import os; os.abort()", "BERKAS-PEMBACA"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "BERKAS-PEMBACA"),
        (
            "import os, sys; sys.stderr.write('memory allocation of 9 bytes failed'); sys.stderr.flush(); os.abort()",
            "BERKAS-MEMORI",
        ),
        ("raise MemoryError", "BERKAS-MEMORI"),
        ("import time; time.sleep(60)", "BERKAS-WAKTU"),
        ("print('x' * 100)", "BERKAS-PEMBACA"),
        ("import sys; sys.stdout.write('ASNPAGE1\\x05\\0\\0\\0ab')", "BERKAS-PEMBACA"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_child_that_dies_is_a_refusal(tmp_path, monkeypatch, script, expected):
    false_child = tmp_path / "child.py"
    false_child.write_text(script, encoding="utf-8")
    monkeypatch.setattr(legacy.child, "__file__", str(false_child))
    monkeypatch.setattr(legacy, "SECONDS", 1)
    assert refusal(write_xls(tmp_path / "a.xls", ONE)) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="no cap of memory there")
def test_the_child_lives_under_a_cap_of_memory(tmp_path):
    code = (
        "import sys, resource; sys.path.insert(0, sys.argv[1]); from asnkarier.sheets.legacy.child import _limit;"
        "_limit(300 << 20, 5); print([resource.getrlimit(n)[0] for n in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(legacy._ROOT)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str([300 << 20, 5, 0])


def test_damaged_old_workbooks_never_end_the_program(tmp_path):
    chance = random.Random(7)
    whole = ole(biff(plain([BASE, [nip(1), "Budi", "Guru", "SD"]])))
    path = tmp_path / "a.xls"
    for _ in range(25):
        broken = bytearray(whole)
        for _ in range(3):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path.write_bytes(broken)
        reading = read(path)
        assert reading.refused or reading.rows in (0, 1)


def test_addresses():
    assert [address(0, 0), address(9, 25), address(1_048_575, 16_383)] == ["A1", "Z10", "XFD1048576"]


def test_a_folder_gives_all_kinds_of_spreadsheets(tmp_path):
    names = ["a.xls", "b.XLSB", "c.ods", "d.html", "e.htm", "f.csv", "g.xlsx"]
    for name in [*names, "h.pdf", "~$a.xls"]:
        (tmp_path / name).touch()
    assert [path.name for path in expand([tmp_path])] == names


def short(kind, value):
    """A cell without a column of its own: one right of the last."""
    return brt(kind, struct.pack("<I", 0) + value)


def short_row(y, *cells):
    return brt(0, struct.pack("<IIHBBBI", y, 0, 300, 0, 0, 0, 0)) + b"".join(cells)


def whole(column, text):
    return brt(6, struct.pack("<II", column, 0) + wide(text))


def test_short_cells_of_an_xlsb_are_read_where_they_stand(tmp_path):
    head = short_row(
        0,
        whole(0, "NIP"),
        whole(2, "NAMA"),
        *(short(17, wide(text)) for text in ("JABATAN", "UNIT KERJA", "GOLONGAN", "KELAS JABATAN")),
    )
    person = short_row(
        1,
        short(17, wide(nip(1))),
        short(12, b""),
        *(short(17, wide(text)) for text in ("Budi", "Guru", "SD", "III/c")),
        short(16, struct.pack("<d", 9.0)),
    )
    errors = short_row(
        2,
        short(17, wide(nip(2))),
        whole(2, "Siti"),
        short(17, wide("Guru")),
        short(17, wide("SD")),
        short(14, b"\x2a"),
        short(13, struct.pack("<I", 9 << 2 | 2)),
    )
    found = read(write_xlsb(tmp_path / "a.xlsb", Old([Sheet("Data", [], more=head + person + errors)])))
    assert found.columns == {
        "nip": "A",
        "nama": "C",
        "golongan": "F",
        "jabatan": "D",
        "kelas_jabatan": "G",
        "unit_kerja": "E",
    }
    assert found.accepted[["nip", "nama", "golongan", "kelas_jabatan"]].to_numpy().tolist() == [
        [nip(1), "Budi", "III/c", 9]
    ]
    assert places(found, "SEL-GALAT") == ["F3"]


def test_the_reading_process_knows_no_other_copy_of_the_program(tmp_path):
    assert "-S" in legacy._command(
        tmp_path / "a", "xls", 1
    )  # or an installed copy would come before the one at work


@pytest.mark.parametrize(
    ("result", "mark", "place"),
    [
        (b"\x00\x00\x00\x00\x00\x00\xff\xff", None, (2, 4)),
        (b"\x01\x00\x01\x00\x00\x00\xff\xff", legacy_biff.BOOL, None),
        (b"\x02\x00\x07\x00\x00\x00\xff\xff", legacy_biff.error_mark(7), None),
        (b"\x03\x00\x00\x00\x00\x00\xff\xff", None, None),
        (b"\x00\x00\x00\x00\x00\x00\xf0\x3f", legacy_biff.NUMBER, None),
    ],
)
def test_a_formula_is_marked_by_the_kind_of_its_saved_result(result, mark, place):
    """The four kinds of MS-XLS 2.5.133, and a number; the empty text has no record of its own behind it."""
    marked = []
    marks = SimpleNamespace(put=lambda *one: marked.append(one))
    assert legacy_biff._formula(struct.pack("<HHH", 2, 4, 0) + result, marks) == place
    assert marked == ([] if mark is None else [(2, 4, mark)])

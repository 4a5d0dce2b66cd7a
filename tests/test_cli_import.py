"""`asn import` from end to end: rows given back in the user's own sheet, previews, remembered mappings, several tables."""

import errno
import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill

from asnkarier.agency.workspace import Workspace
from asnkarier.errors import OutputError
from asnkarier.settings import Settings
from asnkarier.sheets.layout.kinds import kinds_of
from asnkarier.sheets.reading import ReadOptions, Vocabulary, read_tables
from asnkarier.store import store
from asnkarier.workflows.importing import import_files as workflow
from asnkarier.workflows.importing import rejected_rows
from asnkarier.workflows.importing.import_files import import_files
from asnkarier.workflows.importing.job import ImportRequest
from asnkarier.workflows.importing.order import KIND_TIERS, import_order
from examples import few
from sheets.rows import HEADER, person
from sheets.workbooks import nip


def outcome(done):
    (file,) = done.json()["files"]
    return file


def imported(run_asn, cwd, *words):
    done = run_asn("import", *words, "--format", "json", cwd=cwd)
    assert "Traceback" not in done.err
    return done


def save(path: Path, rows, *, merges=(), sheet="Pegawai") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    for area in merges:
        page.merge_cells(area)
    book.save(path)
    return path


# ── rows given back ──────────────────────────────────────────────────────────────────────────────────────────────


def office_sheet(path: Path) -> Path:
    """A sheet as an office keeps it: titles, two merged heading rows, colours, widths, dates, a formula."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Data PNS"
    page["A1"] = "DAFTAR NOMINATIF PEGAWAI"
    page["A1"].font = Font(name="Arial", size=16, bold=True)
    page.merge_cells("A1:F1")
    for place, text in {
        "A3": "NO",
        "B3": "NIP",
        "C3": "NAMA",
        "D3": "JABATAN",
        "F3": "UNIT KERJA",
        "D4": "NAMA",
        "E4": "TMT",
    }.items():
        page[place] = text
        page[place].fill = PatternFill("solid", fgColor="FF00B050")
    for area in ("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4"):
        page.merge_cells(area)
    page.column_dimensions["C"].width = 33
    for number in range(1, 6):
        row = 4 + number
        page.cell(row, 1, number)
        page.cell(row, 2, nip(number)).number_format = "@"
        page.cell(row, 3, f"Orang {number}").font = Font(name="Courier New", italic=True)
        page.cell(row, 4, "Guru")
        page.cell(row, 5, date(2020, 2, number)).number_format = "dd/mm/yyyy"
        page.cell(row, 6, "SD Negeri 1")
    page["B6"] = "19850115201001190"
    page["E8"] = "31-02-2020"
    page["E8"].number_format = "dd/mm/yyyy"
    page.row_dimensions[6].height = 44
    book.create_sheet("Rahasia")["A1"] = "jangan ikut"
    book.save(path)
    return path


def test_rejected_rows_come_back_in_the_users_own_sheet_and_go_in_once_mended(workspace, run_asn):
    path = office_sheet(workspace / "pns.xlsx")
    first = outcome(imported(run_asn, workspace, path.name))
    assert (first["rows"], first["accepted"], first["rejected"]) == (5, 3, 2)
    assert first["rejects_file"] == "pns.ditolak.xlsx"
    back = workspace / first["rejects_file"]
    assert back.stat().st_mode & 0o777 == 0o600
    book = openpyxl.load_workbook(back)
    assert book.sheetnames == ["Data PNS", "Panduan"]
    page = book["Data PNS"]
    assert [page["A1"].value, page["D3"].value, page["D4"].value] == [
        "DAFTAR NOMINATIF PEGAWAI",
        "JABATAN",
        "NAMA",
    ]
    assert {str(area) for area in page.merged_cells.ranges} == {
        "A1:F1",
        "A3:A4",
        "B3:B4",
        "C3:C4",
        "D3:E3",
        "F3:F4",
    }
    assert (page["A1"].font.name, page["A1"].font.size, page["B3"].fill.fgColor.rgb) == (
        "Arial",
        16,
        "FF00B050",
    )
    assert (page.column_dimensions["C"].width, page.row_dimensions[5].height) == (33, 44)
    assert [page.cell(row, 3).value for row in range(5, page.max_row + 1)] == ["Orang 2", "Orang 4"]
    assert (page["C5"].font.name, page["C5"].font.italic) == ("Courier New", True)
    assert (page["E5"].value.date(), page["E5"].number_format) == (date(2020, 2, 2), "dd/mm/yyyy")
    red = {
        cell.coordinate
        for row in page.iter_rows(min_row=5)
        for cell in row
        if cell.fill.fgColor.rgb == "FFFDE7E7"
    }
    commented = {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment}
    assert red == commented == {"B5", "E6"}
    assert "[NIP-BENTUK]" in page["B5"].comment.text
    assert {page["B5"].number_format, page["B6"].number_format, page["E6"].number_format} == {"@"}
    assert page.column_dimensions["B"].number_format == "@"
    assert "jangan ikut" not in str(list(book["Panduan"].values))

    page["B5"].value = nip(2)
    page["E6"].value = "28-02-2020"
    book.save(back)
    again = outcome(imported(run_asn, workspace, back.name))
    assert (again["rows"], again["accepted"], again["header_rows"]) == (2, 2, [3, 4])
    whole = office_sheet(workspace / "lagi.xlsx")
    book = openpyxl.load_workbook(whole)
    book.active["B6"], book.active["E8"] = nip(2), date(2020, 2, 28)
    book.save(whole)
    assert outcome(imported(run_asn, workspace, whole.name))["unchanged"] == 5


def test_rows_that_were_not_mended_are_refused_again(workspace, run_asn):
    rows = [["NIP", "NAMA", "JABATAN", "UNIT KERJA", "KELAS JABATAN", "TMT JABATAN"]]
    rows += [
        [198501152010011901, "A", "Guru", "SD", 7, "x"],
        [nip(2), date(2020, 1, 2), "Guru", "SD", 7, None],
    ]
    rows += [
        [nip(3), True, "Guru", "SD", 7, None],
        [nip(4), "#REF!", "Guru", "SD", 7, None],
        [nip(5), "=A1&X9", "Guru", "SD", 7, None],
    ]
    save(workspace / "a.xlsx", rows)
    first = outcome(imported(run_asn, workspace, "a.xlsx"))
    assert (first["rows"], first["rejected"]) == (5, 5)
    second = outcome(imported(run_asn, workspace, "a.ditolak.xlsx"))
    assert (second["rows"], second["rejected"]) == (5, 5)
    assert second["rejects_file"] == "a.ditolak.2.xlsx"


@pytest.mark.parametrize("most", [0, 60_000])
def test_every_kind_of_bad_cell_is_refused_again_by_either_writer(workspace, run_asn, monkeypatch, most):
    monkeypatch.setattr(rejected_rows, "_MOST_COPIED", most)
    test_rows_that_were_not_mended_are_refused_again(workspace, run_asn)


def test_a_number_of_eighteen_digits_never_becomes_a_nip_in_the_rejects(
    tmp_path, workspace, run_asn, monkeypatch
):
    # Some programs write such a number with all its digits.
    from sheets.workbooks import inline, raw_xlsx, sheet_xml

    head = "".join(inline(f"{letter}1", word) for letter, word in zip("ABCD", HEADER, strict=False))
    row = f'<c r="A2"><v>198501152010011901</v></c>{inline("B2", "A")}{inline("C2", "Guru")}{inline("D2", "SD")}'
    path = raw_xlsx(workspace / "a.xlsx", sheet_xml(f'<row r="1">{head}</row><row r="2">{row}</row>'))
    for most in (60_000, 0):
        monkeypatch.setattr(rejected_rows, "_MOST_COPIED", most)
        assert outcome(imported(run_asn, workspace, path.name, "--strict"))["rejected"] == 1
        again = outcome(imported(run_asn, workspace, "a.ditolak.xlsx", "--dry-run"))
        assert (again["rejected"], again["problems"][-1]["code"]) == (1, "SEL-NIP-ILMIAH")


def test_csv_rows_come_back_as_a_workbook(workspace, run_asn):
    text = (
        "REKAP PEGAWAI;;;;\n"
        + ";".join(HEADER)
        + "\n"
        + ";".join(person(1, nip="123"))
        + "\n"
        + ";".join(person(2))
        + "\n"
    )
    (workspace / "a.csv").write_text(text, encoding="cp1252")
    assert outcome(imported(run_asn, workspace, "a.csv"))["rejected"] == 1
    book = openpyxl.load_workbook(workspace / "a.ditolak.xlsx")
    page = book.worksheets[0]
    assert [cell.value for cell in page["A"]] == ["REKAP PEGAWAI", "NIP", "123"]
    page["A3"].value = nip(1)
    book.save(workspace / "a.ditolak.xlsx")
    assert outcome(imported(run_asn, workspace, "a.ditolak.xlsx"))["accepted"] == 1


def test_a_merged_person_comes_back_with_every_row(workspace, run_asn):
    rows = [
        ["NO", "NIP", "NAMA", "NAMA PELATIHAN", "JP"],
        [1, nip(1), "A", "PKP", 900],
        [None, None, None, "Bimtek", "banyak"],
    ]
    rows += [[2, "salah", "B", "PKP", 3], [None, None, None, "Webinar", 2]]
    save(workspace / "d.xlsx", rows, merges=["B2:B3", "C2:C3", "B4:B5", "C4:C5"])
    assert outcome(imported(run_asn, workspace, "d.xlsx"))["rejected"] == 3
    book = openpyxl.load_workbook(workspace / "d.ditolak.xlsx")
    page = book.worksheets[0]
    assert [cell.value for cell in page["B"]] == ["NIP", nip(1), "salah", "salah"]
    assert [cell.coordinate for cell in page["B"] if cell.comment] == ["B3", "B4"]
    page["E2"].value, page["B3"].value, page["B4"].value = "20", nip(2), nip(2)
    book.save(workspace / "d.ditolak.xlsx")
    assert outcome(imported(run_asn, workspace, "d.ditolak.xlsx"))["accepted"] == 3


def test_titles_that_say_the_year_go_with_the_rejected_rows(workspace, run_asn):
    rows = [
        ["REKAP SKP TAHUN 2024"],
        [],
        ["nip", "hasil_kerja", "perilaku_kerja"],
        [nip(1), "Sesuai", "Hebat"],
        [nip(2), "Sesuai", "Di Atas"],
    ]
    save(workspace / "s.xlsx", rows)
    assert outcome(imported(run_asn, workspace, "s.xlsx"))["rejected"] == 1
    book = openpyxl.load_workbook(workspace / "s.ditolak.xlsx")
    book.worksheets[0]["C4"].value = "Di Atas Ekspektasi"
    book.save(workspace / "s.ditolak.xlsx")
    assert outcome(imported(run_asn, workspace, "s.ditolak.xlsx"))["accepted"] == 1


def test_the_same_rows_give_the_same_bytes(workspace, run_asn):
    path = office_sheet(workspace / "pns.xlsx")
    found = []
    for name in ("satu.xlsx", "dua.xlsx"):
        imported(run_asn, workspace, path.name, "--strict", "--rejects", name)
        found.append((workspace / name).read_bytes())
    assert found[0] == found[1]


def test_strict_gives_the_whole_file_back(workspace, run_asn):
    path = office_sheet(workspace / "pns.xlsx")
    assert outcome(imported(run_asn, workspace, path.name, "--strict"))["rejected"] == 5
    page = openpyxl.load_workbook(workspace / "pns.ditolak.xlsx").worksheets[0]
    assert [page.cell(row, 3).value for row in range(5, 10)] == [f"Orang {number}" for number in range(1, 6)]


def test_rows_that_somebody_is_mending_are_never_overwritten(workspace, run_asn):
    office_sheet(workspace / "pns.xlsx")
    imported(run_asn, workspace, "pns.xlsx")
    book = openpyxl.load_workbook(workspace / "pns.ditolak.xlsx")
    book.worksheets[0]["B5"].value = nip(2)
    book.save(workspace / "pns.ditolak.xlsx")
    mended = (workspace / "pns.ditolak.xlsx").read_bytes()
    save(workspace / "pns.xlsx", [HEADER, person(7, nip="1"), person(8)])
    assert outcome(imported(run_asn, workspace, "pns.xlsx"))["rejects_file"] == "pns.ditolak.2.xlsx"
    save(workspace / "pns.xlsx", [HEADER, person(7, nip="12"), person(8)])
    assert outcome(imported(run_asn, workspace, "pns.xlsx"))["rejects_file"] == "pns.ditolak.2.xlsx"
    assert (workspace / "pns.ditolak.xlsx").read_bytes() == mended


def test_a_folder_that_may_not_be_written_gives_the_rows_in_the_output_folder(
    workspace, run_asn, tmp_path, monkeypatch
):
    shared = tmp_path / "bersama"
    shared.mkdir()
    save(shared / "p.xlsx", [HEADER, person(1, nip="1"), person(2)])
    real = rejected_rows.write_file

    def refuse(path, data):
        if path.parent == shared:
            raise OutputError("{file}: no", facts={"file": path})
        real(path, data)

    monkeypatch.setattr(rejected_rows, "write_file", refuse)
    found = outcome(imported(run_asn, workspace, str(shared / "p.xlsx")))
    assert Path(found["rejects_file"]) == workspace / "out" / "p.ditolak.xlsx"
    assert (workspace / "out" / "p.ditolak.xlsx").is_file()
    done = run_asn(
        "import", shared / "p.xlsx", "--rejects", shared / "x.xlsx", "--period", "2020", cwd=workspace
    )
    assert done.code == 5


def test_json_is_json(workspace, run_asn):
    office_sheet(workspace / "pns.xlsx")
    assert json.loads(imported(run_asn, workspace, "pns.xlsx").out)["schema"] == "asn.import/1"


# ── a look before ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_preview_shows_everything_and_stores_nothing(workspace, run_asn):
    rows = [["DAFTAR"], ["NO", "NIP", "NAMA", "JABATAN", "TMT", "UNIT KRJA", "OPD", "WARNA"]]
    rows += [[i, nip(i), f"Orang {i}", "Guru", "01-02-2020", "SD", "Dinas", "x"] for i in range(1, 8)]
    save(workspace / "a.xlsx", rows)
    done = imported(run_asn, workspace, "a.xlsx", "--preview")
    data = done.json()
    assert (done.code, data["schema"], data["as_of"]) == (0, "asn.import-preview/1", "2026-11-01")
    (table,) = data["tables"]
    assert (table["sheet"], table["header_rows"], table["kind"], table["read"], table["sound"]) == (
        "Pegawai",
        [2],
        "employees",
        7,
        7,
    )
    columns = {
        column["field"]: (column["column"], column["heading"], column["certainty"])
        for column in table["columns"]
    }
    assert columns == {
        "nip": ("B", "NIP", 1.0), "nama": ("C", "NAMA", 1.0), "jabatan": ("D", "JABATAN", 1.0),
        "tmt_jabatan": ("E", "TMT", 0.9), "unit_kerja": ("G", "OPD", 0.7),
    }  # fmt: skip
    assert [one["heading"] for one in table["ignored"]] == ["NO"]
    assert [(one["heading"], one["proposal"]) for one in table["unmapped"]] == [
        ("UNIT KRJA", None),
        ("WARNA", None),
    ]
    assert len(table["rows"]) == 5
    assert {key: table["rows"][0][key] for key in ("row", "nip", "tmt_jabatan", "eselon")} == {
        "row": 3, "nip": nip(1), "tmt_jabatan": "2020-02-01", "eselon": None,
    }  # fmt: skip
    shown = run_asn("import", "a.xlsx", "--preview", cwd=workspace)
    assert all(word in shown.out for word in ("Pegawai", "→ tmt_jabatan", "90 %", "WARNA", nip(5)))
    assert nip(6) not in shown.out
    assert not (workspace / ".asn").exists()
    assert sorted(path.suffix for path in workspace.iterdir() if path.is_file()) == [".xlsx", ".yaml"]


def test_a_preview_proposes_what_is_missing(workspace, run_asn):
    save(workspace / "a.xlsx", [["NIP", "NAMA", "JABATAN", "UNIT KRJA"], person(1)[:4]])
    done = imported(run_asn, workspace, "a.xlsx", "--preview")
    (table,) = done.json()["tables"]
    assert (done.code, table["refused"]) == (1, True)
    proposal = table["unmapped"][0]
    assert proposal["proposal"] == "unit_kerja"
    assert 0.75 <= proposal["certainty"] < 1
    shown = run_asn("import", "a.xlsx", "--preview", cwd=workspace)
    assert '--map "UNIT KRJA=unit_kerja"' in shown.out


# ── several tables in one file ───────────────────────────────────────────────────────────────────────────────────


def several(path: Path, tmt="01-02-2020") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Guru"
    for row in (HEADER, person(1), person(2, tmt=tmt)):
        page.append(row)
    other = book.create_sheet("Camat")
    for row in (HEADER, person(3), person(4, nip="salah")):
        other.append(row)
    trainings = book.create_sheet("Diklat")
    for row in (["NIP", "NAMA PELATIHAN", "JP"], [nip(1), "PKP", 900]):
        trainings.append(row)
    book.save(path)
    return path


def test_every_sheet_is_an_outcome_and_a_batch_of_its_own(workspace, run_asn):
    several(workspace / "a.xlsx", tmt="31-02-2020")
    done = imported(run_asn, workspace, "a.xlsx")
    found = [
        (one["kind"], one["sheet"], one["rows"], one["accepted"], one["rejected"], one["batch"])
        for one in done.json()["files"]
    ]
    assert found == [
        ("employees", "Guru", 2, 1, 1, 1),
        ("employees", "Camat", 2, 1, 1, 2),
        ("trainings", "Diklat", 1, 1, 0, 3),
    ]
    assert "a.xlsx:Camat" in done.err
    again = imported(run_asn, workspace, "a.xlsx")
    assert (again.code, [one["batch"] for one in again.json()["files"]]) == (0, [1, 2, 3])
    back = openpyxl.load_workbook(workspace / "a.ditolak.xlsx")
    assert back.sheetnames == ["Guru", "Camat", "Panduan"]
    back["Guru"]["E2"].value, back["Camat"]["A2"].value = "28-02-2020", nip(4)
    back.save(workspace / "a.ditolak.xlsx")
    mended = imported(run_asn, workspace, "a.ditolak.xlsx").json()["files"]
    assert [(one["sheet"], one["accepted"], one["rejected"]) for one in mended] == [
        ("Guru", 1, 0),
        ("Camat", 1, 0),
    ]


def test_an_import_stopped_at_its_second_sheet_leaves_nothing_of_the_first(workspace, run_asn, monkeypatch):
    several(workspace / "a.xlsx")
    real, calls = store.append_facts, []

    def dies(*words):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*words)

    with monkeypatch.context() as patch:
        patch.setattr(store, "append_facts", dies)
        stopped = run_asn("import", "a.xlsx", cwd=workspace)
        assert (stopped.code, stopped.err.count("\n"), stopped.err.strip()[:4]) == (130, 1, "asn:")
    assert run_asn("history", "--format", "json", cwd=workspace).json()["rows"] == []
    found = imported(run_asn, workspace, "a.xlsx").json()["files"]
    assert [(one["accepted"], one["unchanged"], one["rejected"]) for one in found] == [
        (2, 0, 0),
        (1, 0, 1),
        (1, 0, 0),
    ]


def test_what_stops_the_second_file_does_not_hide_that_the_first_is_stored(workspace, run_asn, monkeypatch):
    listed(workspace / "a.xlsx", 1)
    listed(workspace / "b.xlsx", 2)
    real, calls = store.append_facts, []

    def full(*words):
        calls.append(1)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*words)

    with monkeypatch.context() as patch:
        patch.setattr(store, "append_facts", full)
        done = run_asn("import", "a.xlsx", "b.xlsx", cwd=workspace)
    assert done.code == 4
    assert done.err.startswith("a.xlsx (pegawai): 1 ")
    assert "b.xlsx" not in done.err
    assert [row["file"] for row in run_asn("history", "--format", "json", cwd=workspace).json()["rows"]] == [
        "a.xlsx"
    ]


def test_a_sheet_taken_back_comes_again_alone(workspace, run_asn):
    several(workspace / "a.xlsx")
    assert imported(run_asn, workspace, "a.xlsx").code == 1
    assert run_asn("undo", 2, cwd=workspace).code == 0
    found = imported(run_asn, workspace, "a.xlsx").json()["files"]
    assert [(one["accepted"], one["unchanged"], one["rejected"], one["batch"]) for one in found] == [
        (0, 2, 0, 1),
        (1, 0, 1, 5),
        (0, 1, 0, 3),
    ]


def test_the_history_accounts_for_every_row_too(workspace, run_asn):
    rows = [HEADER, person(1), person(1), person(2), person(3, nip="salah")]
    save(workspace / "a.xlsx", rows)
    (one,) = imported(run_asn, workspace, "a.xlsx").json()["files"]
    (line,) = run_asn("history", "--format", "json", cwd=workspace).json()["rows"]
    for counts in (one, line):
        names = ("rows", "accepted", "unchanged", "rejected")
        assert [counts[name] for name in names] == [4, 2, 1, 1]


def test_strict_turns_the_whole_workbook_away(workspace, run_asn):
    several(workspace / "a.xlsx")
    done = imported(run_asn, workspace, "a.xlsx", "--strict")
    assert [(one["accepted"], one["rejected"]) for one in done.json()["files"]] == [(0, 2), (0, 2), (0, 1)]
    assert openpyxl.load_workbook(workspace / "a.ditolak.xlsx").sheetnames == [
        "Guru",
        "Camat",
        "Diklat",
        "Panduan",
    ]
    assert run_asn("history", "--format", "json", cwd=workspace).json()["rows"] == []


def test_tables_beside_each_other_are_stored_each_and_known_again(workspace, run_asn):
    rows = [[*HEADER, None, *HEADER], [*person(1), None, *person(2)], [*person(3), None, *person(4, nip="x")]]
    save(workspace / "a.xlsx", rows)
    left, right = imported(run_asn, workspace, "a.xlsx").json()["files"]
    assert (left["accepted"], right["accepted"], right["rejected"]) == (2, 1, 1)
    again = imported(run_asn, workspace, "a.xlsx").json()["files"]
    assert [one["unchanged"] for one in again] == [2, 1]


def test_every_row_is_accepted_unchanged_or_rejected(workspace, run_asn, tmp_path):
    bad = st.sampled_from([None, "x", "31-02-2020", "Jumlah", "NIP", 7])
    cell = st.one_of(bad, bad, st.just("SD"))
    good = st.builds(person, st.integers(1, 6))
    spoilt = st.builds(
        lambda number, place, value: [*person(number)[:place], value, *person(number)[place + 1 :]],
        st.integers(1, 6),
        st.integers(0, 4),
        cell,
    )
    sheets = st.lists(
        st.lists(st.one_of(good, spoilt, st.lists(cell, max_size=5)), max_size=6), min_size=1, max_size=3
    )

    @settings(
        max_examples=few(6, whole=30),
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(sheets)
    def check(bodies):
        path = workspace / "acak.xlsx"
        book = openpyxl.Workbook()
        book.remove(book.active)
        for number, body in enumerate(bodies):
            page = book.create_sheet(f"L{number}")
            for row in ([*HEADER], *body):
                page.append(row)
        book.save(path)
        for words in (["--dry-run"], []):
            for one in imported(run_asn, workspace, path.name, *words).json()["files"]:
                assert one["rows"] == one["accepted"] + one["unchanged"] + one["rejected"]
                assert min(one["accepted"], one["unchanged"], one["rejected"]) >= 0

    check()


# ── several files ────────────────────────────────────────────────────────────────────────────────────────────────


def appraised(path: Path, *numbers: int) -> Path:
    rows = [f"{nip(number)};2025;Sesuai Ekspektasi;Sesuai Ekspektasi" for number in numbers]
    path.write_text("\n".join(["NIP;TAHUN;HASIL KERJA;PERILAKU KERJA", *rows, ""]), encoding="utf-8")
    return path


def listed(path: Path, *numbers: int, unit: str = "SD") -> Path:
    return save(path, [HEADER, *(person(number, unit=unit) for number in numbers)])


def told(done) -> list[tuple[str, int, list[str]]]:
    """The files in the order of the summary, their batch, and whom or what their warnings name."""
    return [
        (one["file"], one["batch"], [problem["code"] for problem in one["problems"]])
        for one in done.json()["files"]
    ]


def test_a_folder_knows_its_people_before_it_judges_what_is_said_about_them(workspace, run_asn):
    folder = workspace / "kiriman"
    folder.mkdir()
    appraised(folder / "a-kinerja.csv", 1, 2, 7)
    listed(folder / "b-pegawai.xlsx", 1, 2)
    (folder / "c-unor.csv").write_text("ID;NAMA UNOR;ID ATASAN\n1;SMP;\n", encoding="utf-8")
    done = imported(run_asn, workspace, folder)
    assert told(done) == [
        ("a-kinerja.csv", 3, ["ORANG-TIADA"]),
        ("b-pegawai.xlsx", 2, ["UNIT-TIADA"]),
        ("c-unor.csv", 1, []),
    ]
    assert nip(7) in done.json()["files"][0]["problems"][0]["message"]


def test_a_file_that_is_saved_while_it_is_read_is_refused_and_read_the_next_time(
    workspace, run_asn, monkeypatch
):
    path = listed(workspace / "a.xlsx", 1)
    real = workflow.read_tables

    def saved_meanwhile(*words, **more):
        found = real(*words, **more)
        listed(path, 1, 2)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(workflow, "read_tables", saved_meanwhile)
        done = imported(run_asn, workspace, "a.xlsx")
        assert (done.code, outcome(done)["batch"]) == (1, None)
        assert [problem["code"] for problem in outcome(done)["problems"]] == ["BERKAS-BACA"]
    assert outcome(imported(run_asn, workspace, "a.xlsx"))["accepted"] == 2


def test_a_rehearsal_knows_the_people_of_the_files_before(workspace, run_asn):
    assert imported(run_asn, workspace, listed(workspace / "lama.xlsx", 9)).code == 0
    folder = workspace / "kiriman"
    folder.mkdir()
    appraised(folder / "a-kinerja.csv", 1, 9, 7)
    listed(folder / "b-pegawai.xlsx", 1)
    rehearsed = imported(run_asn, workspace, folder, "--dry-run").json()["files"]
    done = imported(run_asn, workspace, folder).json()["files"]
    assert [one["problems"] for one in rehearsed] == [one["problems"] for one in done]
    assert [problem["code"] for problem in done[0]["problems"]] == ["ORANG-TIADA"]


def test_a_folder_without_spreadsheets_is_said_to_be_one(workspace, run_asn):
    (workspace / "kosong").mkdir()
    (workspace / "kosong" / "~$kunci.xlsx").write_text("x")
    done = run_asn("import", "kosong", cwd=workspace)
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert "kosong" in done.err
    assert run_asn("-q", "import", "kosong", cwd=workspace).err == ""


def test_files_of_one_kind_count_in_the_order_of_their_names_or_as_they_were_named(workspace, run_asn):
    first, second = listed(workspace / "z.xlsx", 1, unit="SMA"), listed(workspace / "a.xlsx", 1, unit="SMP")
    last = appraised(workspace / "k.csv", 1)
    done = imported(run_asn, workspace, last, first, second)
    assert [(file, batch) for file, batch, _ in told(done)] == [("k.csv", 3), ("z.xlsx", 1), ("a.xlsx", 2)]


def test_a_look_at_the_head_finds_the_kinds_that_reading_finds(tmp_path):
    options, vocabulary = ReadOptions(as_of=date(2026, 11, 1)), Vocabulary()
    rows = [";".join(person(7)) for _ in range(3_000)]  # more than the head that is looked at
    (tmp_path / "besar.csv").write_text("\n".join([";".join(HEADER), *rows, ""]), encoding="utf-16")
    several(tmp_path / "a.xlsx")
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "kosong.csv").write_bytes(b"")
    for name in ("besar.csv", "a.xlsx", "rusak.xlsx", "kosong.csv"):
        found = read_tables(tmp_path / name, vocabulary=vocabulary, options=options)
        seen = kinds_of(tmp_path / name, vocabulary=vocabulary, options=options)
        assert seen == {one.kind for one in found if not one.refused}, name
    assert kinds_of(tmp_path / "a.xlsx", vocabulary=vocabulary, options=replace(options, sheet="Diklat")) == {
        "trainings"
    }
    assert (
        kinds_of(tmp_path / "a.xlsx", vocabulary=vocabulary, options=replace(options, sheet="Lain")) == set()
    )


@given(st.lists(st.frozensets(st.sampled_from([*KIND_TIERS, "trainings"]), max_size=3), max_size=7))
def test_the_order_of_import(kinds):
    order = import_order(kinds)
    assert sorted(order) == list(range(len(kinds)))
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            # Who counts last of two lists of one kind is the word of the person.
            assert not (kinds[one] & kinds[other] and one > other)
    single = [one for one in order if len(kinds[one]) == 1]
    if all(len(one) <= 1 for one in kinds):
        tiers = [KIND_TIERS.get(min(kinds[one]), 9) for one in single]
        assert tiers == sorted(tiers)


# ── progress ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_rows_are_told_while_a_large_sheet_is_read_and_again_when_checked_and_stored(tmp_path):
    heard: list[tuple[str, int, int | None]] = []
    workspace = Workspace(tmp_path, Settings(), date(2026, 11, 1))
    with xlsxwriter.Workbook(tmp_path / "besar.xlsx") as book:
        page = book.add_worksheet("Pegawai")
        for row, cells in enumerate([HEADER, *(person(7) for _ in range(30_000))]):
            page.write_row(row, 0, cells)
    listed(tmp_path / "kecil.xlsx", 1, 2)
    request = ImportRequest(now=datetime(2026, 11, 1, tzinfo=UTC))
    import_files(
        workspace,
        [tmp_path / "besar.xlsx", tmp_path / "kecil.xlsx"],
        request,
        progress=lambda *one: heard.append(one),
    )
    read = [done for label, done, _ in heard if label == "rows read"]
    assert sum(0 < done < 30_000 for done in read) > 2
    assert read[:5] == sorted(read[:5])
    assert {label: done for label, done, _ in heard} == {
        "rows read": 30_002,
        "rows checked": 30_002,
        "rows stored": 30_002,
        "reading files": 2,
    }

"""Rejected rows on their way back: names that never hide other rows, and words of the first import that go along."""

from pathlib import Path

import openpyxl
import pytest

from asnkarier.errors import OutputError
from asnkarier.workflows.importing import rejected_rows
from sheets.rows import HEADER, person
from sheets.workbooks import nip


def save(path: Path, rows) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def change(path: Path, cell: str, value: str) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0][cell].value = value
    book.save(path)


def names_in(path: Path) -> list[str]:
    return [
        row[1] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)
    ]


@pytest.fixture
def told(workspace, run_asn):
    """Import words and return what became of each file."""

    def bring(*words):
        done = run_asn("import", *words, "--format", "json", cwd=workspace)
        assert done.code in (0, 1), done.err
        return done.json()["files"]

    return bring


def test_rows_that_fail_again_are_numbered_and_never_take_the_place_of_their_file(workspace, told):
    save(workspace / "p.xlsx", [HEADER, person(1, nip="1"), person(2, nip="2"), person(3)])
    (first,) = told("p.xlsx")
    assert first["rejects_file"] == "p.ditolak.xlsx"
    change(workspace / "p.ditolak.xlsx", "A2", nip(1))
    (second,) = told("p.ditolak.xlsx")
    assert (second["accepted"], second["rejected"]) == (1, 1)
    assert second["rejects_file"] == "p.ditolak.2.xlsx"
    (third,) = told("p.ditolak.2.xlsx")  # nobody has mended anything
    assert third["rejects_file"] == "p.ditolak.3.xlsx"
    assert names_in(workspace / "p.ditolak.2.xlsx") == ["Orang 2"]
    change(workspace / "p.ditolak.3.xlsx", "A2", nip(2))
    (fourth,) = told("p.ditolak.3.xlsx")
    assert (fourth["accepted"], fourth["rejects_file"]) == (1, None)
    assert sorted(one.name for one in workspace.glob("*ditolak*")) == [
        "p.ditolak.2.xlsx",
        "p.ditolak.3.xlsx",
        "p.ditolak.xlsx",
    ]


def test_two_files_of_one_stem_both_give_their_rows_back(workspace, told):
    save(workspace / "p.xlsx", [HEADER, person(1, nip="1"), person(2)])
    lines = [HEADER, person(3, nip="3"), person(4)]
    (workspace / "p.csv").write_text("\n".join(";".join(line) for line in lines) + "\n", encoding="utf-8")
    found = told("p.csv", "p.xlsx")
    assert [one["rejects_file"] for one in found] == ["p.ditolak.xlsx", "p.ditolak.2.xlsx"]
    assert names_in(workspace / "p.ditolak.xlsx") == ["Orang 3"]
    assert names_in(workspace / "p.ditolak.2.xlsx") == ["Orang 1"]


def test_files_of_one_name_in_two_folders_both_give_their_rows_back(workspace, told, tmp_path, monkeypatch):
    """Neither folder can be written: the rows of both are in the output folder, also when a new version comes."""
    real = rejected_rows.write_file
    for place in "ab":
        (tmp_path / place).mkdir()

    def refuse(path, data):
        if path.parent.parent == tmp_path and path.parent.name in "ab":
            raise OutputError("{file}: no", facts={"file": path})
        real(path, data)

    monkeypatch.setattr(rejected_rows, "write_file", refuse)
    for number, place in enumerate("aba", 1):
        save(tmp_path / place / "p.xlsx", [HEADER, person(number, nip=str(number)), person(9)])
        told(tmp_path / place / "p.xlsx")
    assert names_in(workspace / "out" / "p.ditolak.xlsx") == ["Orang 3"]
    assert names_in(workspace / "out" / "p.ditolak.2.xlsx") == ["Orang 2"]
    assert len(list((workspace / "out").glob("*.ditolak*"))) == 2


def test_the_imported_file_is_never_replaced_by_its_rejected_rows(workspace, run_asn):
    path = save(workspace / "p.xlsx", [HEADER, person(1, nip="1"), person(2)])
    before = path.read_bytes()
    done = run_asn("import", "p.xlsx", "--rejects", "./p.xlsx", cwd=workspace)
    assert done.code == 2, done.err
    assert path.read_bytes() == before
    assert (
        not (workspace / ".asn").exists()
        or run_asn("history", "--format", "json", cwd=workspace).json()["rows"] == []
    )


@pytest.mark.parametrize("most", [60_000, 0])
def test_the_year_that_was_said_goes_with_the_rows(workspace, told, monkeypatch, most):
    """Without a year in the sheet, --period gives it; the rows that come back know it themselves, in either writer."""
    monkeypatch.setattr(rejected_rows, "_MOST_COPIED", most)
    rows = [
        ["NIP", "HASIL KERJA", "PERILAKU KERJA"],
        [nip(1), "Sesuai", "Hebat"],
        [nip(2), "Sesuai", "Di Atas"],
    ]
    save(workspace / "s.xlsx", rows)
    (first,) = told("s.xlsx", "--as", "appraisals", "--period", "2024")
    assert (first["accepted"], first["rejected"]) == (1, 1)
    page = openpyxl.load_workbook(workspace / "s.ditolak.xlsx").worksheets[0]
    assert page["A1"].value == "Tahun 2024"
    change(workspace / "s.ditolak.xlsx", "C3", "Di Atas Ekspektasi")
    (second,) = told("s.ditolak.xlsx")
    assert (second["kind"], second["accepted"], second["rejected"]) == ("appraisals", 1, 0)


@pytest.mark.parametrize("letter", ["p", "é"])
def test_a_file_with_the_longest_name_gives_its_rows_back(workspace, told, letter):
    count = 250 // len(letter.encode())
    names = [letter * count + ".xlsx", letter * (count - 1) + ".xlsx"]
    for number, name in enumerate(names, 1):
        save(workspace / name, [HEADER, person(number, nip="1"), person(9)])
    found = [told(name)[0]["rejects_file"] for name in names]
    assert len(set(found)) == 2
    assert [names_in(workspace / name) for name in found] == [["Orang 1"], ["Orang 2"]]


def test_rejected_rows_are_a_workbook_whatever_the_place_is_called(workspace, run_asn):
    save(workspace / "p.xlsx", [HEADER, person(1, nip="1"), person(2)])
    done = run_asn("import", "p.xlsx", "--rejects", "tolak.csv", cwd=workspace)
    assert done.code == 2, done.err
    assert not (workspace / "tolak.csv").exists()


def test_a_row_whose_cells_have_shifted_does_not_go_in_unmended(workspace, run_asn, told):
    lines = [";".join(HEADER[:4]), ";".join(person(1)[:4]), f"{nip(2)};Orang; S.Pd;Guru;SD"]
    (workspace / "p.csv").write_text("\n".join(lines), encoding="utf-8")
    (first,) = told("p.csv")
    assert (first["accepted"], first["rejected"], first["problems"][0]["code"]) == (1, 1, "BARIS-LEBAR")
    (again,) = told("p.ditolak.xlsx")
    assert (again["accepted"], again["rejected"]) == (0, 1)
    sheet = openpyxl.load_workbook(workspace / "p.ditolak.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]][1:5] == ["Orang", " S.Pd", "Guru", "SD"]
    assert nip(2) in sheet["A2"].comment.text
    for cell, value in zip(
        ("A2", "B2", "C2", "D2", "E2"), (*person(2, nama="Orang, S.Pd")[:4], None), strict=True
    ):
        change(workspace / "p.ditolak.xlsx", cell, value)
    (mended,) = told("p.ditolak.xlsx")
    assert (mended["accepted"], mended["rejected"]) == (1, 0)
    rows = run_asn("gap", "--format", "json", cwd=workspace).json()["rows"]
    assert {(row["nip"], row["nama"], row["jabatan"]) for row in rows} >= {(nip(2), "Orang, S.Pd", "Guru")}


def test_no_temporary_file_holds_rejected_people(workspace, told, monkeypatch):
    """A kill would leave it behind, and a full disk for temporary files is no reason to lose the rows."""
    import tempfile

    def refuse(*_args, **_words):
        raise OSError(28, "No space left on device")

    save(workspace / "p.xlsx", [HEADER, person(1, nip="1"), person(2)])
    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "_mkstemp_inner"):
        monkeypatch.setattr(tempfile, name, refuse)
    (first,) = told("p.xlsx")
    assert (first["rejected"], first["rejects_file"]) == (1, "p.ditolak.xlsx")
    assert openpyxl.load_workbook(workspace / "p.ditolak.xlsx").worksheets[0]["A2"].comment is not None

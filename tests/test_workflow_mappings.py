"""What a person says of a header is remembered: the next file with it needs no question, and the file can be edited."""

import pytest
import yaml

from asnkarier.sheets.layout.remembered import Remembered, signature
from sheets.workbooks import nip, write

HEADER = ["NIP", "NAMA", "JABATAN", "KTR"]


def person(number, **changes):
    return list(
        ({"nip": nip(number), "nama": f"Orang {number}", "jabatan": "Guru", "unit": "SD"} | changes).values()
    )


def imported(run_asn, workspace, name, *words):
    done = run_asn("import", name, *words, "--format", "json", cwd=workspace)
    assert "Traceback" not in done.err
    return done


def files(workspace):
    folder = workspace / "mappings"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def taught(run_asn, workspace):
    """A workspace that has been told once that KTR is the unit."""
    write(workspace / "januari.xlsx", [["JANUARI"], HEADER, person(1)], sheet="Data")
    done = imported(run_asn, workspace, "januari.xlsx", "--map", "KTR=unit_kerja", "--as", "employees")
    assert done.code == 0, done.err
    (name,) = files(workspace)
    return workspace / "mappings" / name


def test_the_next_file_with_these_headings_needs_no_question(workspace, run_asn):
    write(workspace / "asing.xlsx", [HEADER, person(9)])
    assert imported(run_asn, workspace, "asing.xlsx").code == 1
    path = taught(run_asn, workspace)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert yaml.safe_load(path.read_text()) == {
        "kind": "employees", "headings": dict(zip("ABCD", HEADER, strict=True)), "mapping": {"KTR": "unit_kerja"},
    }  # fmt: skip
    assert path.read_text().startswith("# ")
    write(workspace / "februari.xlsx", [["FEBRUARI"], ["KEADAAN AKHIR BULAN"], HEADER, person(1), person(2)])
    done = imported(run_asn, workspace, "februari.xlsx")
    (file,) = done.json()["files"]
    assert (done.code, file["accepted"], file["unchanged"], file["header_rows"]) == (0, 1, 1, [3])
    assert f"mappings/{path.name}" in done.err
    assert "PETA-INGAT" in done.err


def test_other_headings_are_another_question(workspace, run_asn):
    taught(run_asn, workspace)
    write(workspace / "lain.xlsx", [[None, *HEADER], [None, *person(1)]])
    assert imported(run_asn, workspace, "lain.xlsx").code == 1


def test_explicit_words_overrule_and_are_remembered_instead(workspace, run_asn):
    path = taught(run_asn, workspace)
    write(workspace / "b.xlsx", [HEADER, person(3, unit="198501152010011999")])
    done = imported(run_asn, workspace, "b.xlsx", "--map", "JABATAN=unit_kerja", "--map", "KTR=jabatan")
    assert done.code == 0, done.err
    assert done.json()["files"][0]["columns"] == {"nip": "A", "nama": "B", "jabatan": "D", "unit_kerja": "C"}
    assert files(workspace) == [path.name]
    assert yaml.safe_load(path.read_text())["mapping"] == {"JABATAN": "unit_kerja", "KTR": "jabatan"}


def test_another_kind_overrules_the_remembered_one(workspace, run_asn):
    write(
        workspace / "a.xlsx",
        [["NIP", "NAMA", "JABATAN", "UNIT KERJA", "TMT JABATAN", "NO SK"], [*person(1), "01-04-2019", "1"]],
    )
    assert imported(run_asn, workspace, "a.xlsx").code == 1
    assert imported(run_asn, workspace, "a.xlsx", "--as", "positions").code == 0
    assert imported(run_asn, workspace, "a.xlsx").json()["files"][0]["kind"] == "positions"
    done = imported(run_asn, workspace, "a.xlsx", "--as", "employees")
    assert done.json()["files"][0]["kind"] == "employees"
    assert len(files(workspace)) == 1


def test_a_named_sheet_is_remembered_with_its_headings(workspace, run_asn):
    import xlsxwriter

    for name, number in (("a.xlsx", 1), ("b.xlsx", 2)):
        with xlsxwriter.Workbook(workspace / name) as book:
            for sheet, header in (
                ("Pegawai", ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]),
                ("Baru", ["NIP", "NAMA", "JABATAN", "OPD"]),
            ):
                page = book.add_worksheet(sheet)
                page.write_row(0, 0, header)
                page.write_row(1, 0, person(number))
    assert imported(run_asn, workspace, "a.xlsx", "--sheet", "Baru").code == 0
    assert [file["sheet"] for file in imported(run_asn, workspace, "b.xlsx").json()["files"]] == ["Baru"]


def test_a_header_that_nobody_would_know_is_found_again(workspace, run_asn):
    rows = [["JUDUL"], ["N1", "N2", "N3", "N4"], person(1)]
    said = ["--header-row", "2", "--as", "employees"]
    for column, field in zip("ABCD", ("nip", "nama", "jabatan", "unit_kerja"), strict=True):
        said += ["--map", f"{column}={field}"]
    write(workspace / "a.xlsx", rows)
    assert imported(run_asn, workspace, "a.xlsx", *said).code == 0
    write(workspace / "b.xlsx", [["JUDUL"], ["LAGI"], *rows[1:], person(2)])
    assert imported(run_asn, workspace, "b.xlsx").json()["files"][0]["accepted"] == 1


def test_rejected_rows_need_no_question_either(workspace, run_asn):
    taught(run_asn, workspace)
    write(workspace / "maret.xlsx", [HEADER, person(4, nip="1")])
    assert imported(run_asn, workspace, "maret.xlsx").json()["files"][0]["rejected"] == 1
    assert imported(run_asn, workspace, "maret.ditolak.xlsx").json()["files"][0]["rejected"] == 1


@pytest.mark.parametrize("words", [["--dry-run"], ["--preview"]])
def test_looking_remembers_nothing(workspace, run_asn, words):
    write(workspace / "a.xlsx", [HEADER, person(1)])
    assert (
        imported(run_asn, workspace, "a.xlsx", "--map", "KTR=unit_kerja", "--as", "employees", *words).code
        == 0
    )
    assert files(workspace) == []


def test_a_refused_file_is_not_remembered(workspace, run_asn):
    write(workspace / "a.xlsx", [HEADER, person(1)])
    assert imported(run_asn, workspace, "a.xlsx", "--map", "KTR=golongan", "--as", "employees").code == 1
    assert files(workspace) == []


@pytest.mark.parametrize(
    "change, place, word",
    [
        (lambda text: text.replace("unit_kerja", "unit_krja"), ":9:3", "unit_krja"),
        (lambda text: text.replace("KTR: unit", "KTX: unit"), ":9:3", "KTX"),
        (lambda text: text.replace("kind: employees", "kind: pegawai"), ":2:1", "employees"),
        (lambda text: text.replace("kind:", "knid:"), ":2:1", "kind"),
        (lambda text: text + "  : :\n- x", ":10:", ""),
        (lambda text: text.replace("  A: NIP", "  A: 7"), ":4:3", ""),
    ],
)
def test_a_broken_file_stops_with_its_place(workspace, run_asn, change, place, word):
    path = taught(run_asn, workspace)
    path.write_text(change(path.read_text()))
    write(workspace / "b.xlsx", [HEADER, person(2)])
    done = run_asn("import", "b.xlsx", cwd=workspace)
    assert done.code == 3, done.err
    assert f"mappings/{path.name}{place}" in done.err
    assert word in done.err


def test_two_files_for_one_header_stop_the_import(workspace, run_asn):
    path = taught(run_asn, workspace)
    path.with_name("lagi.yaml").write_text(path.read_text())
    done = run_asn("import", "januari.xlsx", cwd=workspace)
    assert (done.code, "PETA-GANDA" in done.err) == (3, True)


def test_a_renamed_and_edited_file_still_serves(workspace, run_asn):
    path = taught(run_asn, workspace)
    path.rename(path.with_name("rekap bulanan.yaml"))
    write(workspace / "b.xlsx", [HEADER, person(2)])
    done = imported(run_asn, workspace, "b.xlsx", "--map", "KTR=unit_kerja")
    assert (done.code, files(workspace)) == (0, ["rekap bulanan.yaml"])


def test_what_is_said_now_counts_for_its_column_and_its_field():
    known = Remembered("", "employees", {"A": "NIP", "D": "KTR"}, {"KTR": "unit_kerja", "NIP": "nip"})
    assert known.overruled_by({}) == {"KTR": "unit_kerja", "NIP": "nip"}
    assert known.overruled_by({"ktr": "-"}) == {"NIP": "nip", "ktr": "-"}
    assert known.overruled_by({"D": "-"}) == {"NIP": "nip", "D": "-"}
    assert known.overruled_by({"X": "unit_kerja"}) == {"NIP": "nip", "X": "unit_kerja"}


def test_signatures_do_not_mind_case_and_blanks_but_order():
    assert signature({"A": "Unit  Kerja", "B": "nip"}) == signature({"A": "UNIT KERJA", "B": "N I P"})
    assert signature({"A": "NIP", "B": "NAMA"}) != signature({"B": "NIP", "A": "NAMA"})

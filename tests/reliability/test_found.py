"""Inputs that failed once; each is kept here so that it fails no more."""

from sheets.workbooks import codes, inline, pack, raw_parts, read, sheet_xml, write, write_csv

STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="1"><xf numFmtId="14"/>'
    "</cellXfs></styleSheet>"
)
ONE = ["198501152010011901", "Contoh Satu", "Arsiparis Terampil", "Dinas Contoh"]
HEADER = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]


def test_declared_styles_that_are_missing_are_damage(tmp_path):
    """A flipped bit in the name of the styles part made every date cell a plain number, silently."""
    sheet = sheet_xml(f'<row r="1">{inline("A1", "NIP")}<c r="B1" s="0"><v>43556</v></c></row>')
    parts = raw_parts(sheet, styles=STYLES)
    assert codes(read(pack(tmp_path / "a.xlsx", parts))) == {"KEPALA-TIADA": 1}
    del parts["xl/styles.xml"]
    assert codes(read(pack(tmp_path / "a.xlsx", parts))) == {"BERKAS-RUSAK": 1}


def test_a_csv_cell_of_two_million_characters_is_read_or_refused(tmp_path):
    text = f"NIP,NAMA,JABATAN,UNIT KERJA\n{ONE[0]},{'x' * 2_000_000},{ONE[2]},{ONE[3]}\n"
    reading = read(write_csv(tmp_path / "a.csv", text))
    assert reading.refused or reading.accepted_rows == 1


def test_sub_jumlah_under_other_columns_is_a_total(tmp_path):
    rows = [["UNIT KERJA", "JABATAN", "NAMA", "NIP"], ONE[::-1], ["Sub Jumlah", "1", None, None]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.accepted_rows, reading.rejected_rows) == (1, ())


def test_a_header_that_is_not_found_shows_no_person(tmp_path):
    reading = read(write(tmp_path / "a.xlsx", [HEADER, ONE]), kind="courses")
    (problem,) = reading.problems
    assert problem.code == "KEPALA-TIADA"
    assert "NAMA" in str(problem.facts)
    assert ONE[0] not in str(problem.facts)
    assert ONE[1] not in str(problem.facts)


def test_a_byte_order_mark_before_bytes_of_no_encoding(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfNIP,NAMA,JABATAN,UNIT KERJA\n" + b"\x81,x,y,z\n")
    assert codes(read(tmp_path / "a.csv"))["NIP-BENTUK"] == 1


def test_a_list_of_rank_without_people_above_another_table(tmp_path):
    """The headings were folded and the cells were not, so a column was looked for where none is (IndexError)."""
    rows = [HEADER, ["31-02-2020", "NIP", None, "x"], [None, "SD", "Jumlah", "NIP"], ONE]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert reading.rows == reading.accepted_rows + len(reading.rejected_rows)

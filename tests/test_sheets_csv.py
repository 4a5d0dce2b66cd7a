"""CSV as it is met: four delimiters, four encodings, quotes, ragged rows, odd bytes."""

import csv
import io
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.sheets.delimited.decoding import decode, find_delimiter
from asnkarier.sheets.delimited.rows import read_csv_grid
from asnkarier.sheets.grid import ERROR, Grid, column_letters
from sheets.workbooks import codes, nip, places, read, write, write_csv

HEADER = ("NIP", "NAMA", "JABATAN", "UNIT KERJA")
PERSON = (nip(1), "Dr. Budi, S.Pd., M.Si.", "Guru Ahli Muda", "SD Negeri 1")


def cells(grid: Grid) -> dict[str, str]:
    rows = grid.rows_at(np.arange(grid.height))
    return {
        f"{grid.letters(c)}{grid.row_numbers[r]}": text
        for r, row in rows.items()
        for c, (text, _) in row.items()
    }


def table(delimiter: str, *rows) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", "|;,\t")
def test_delimiters_are_found(tmp_path, delimiter):
    reading = read(write_csv(tmp_path / "a.csv", table(delimiter, HEADER, PERSON)))
    assert reading.accepted["nama"].tolist() == [PERSON[1]]


def test_unquoted_pipes_with_commas_in_names(tmp_path):
    reading = read(write_csv(tmp_path / "a.csv", "|".join(HEADER) + "\n" + "|".join(PERSON) + "\n"))
    assert reading.accepted["nama"].tolist() == [PERSON[1]]


def test_semicolons_win_over_decimal_commas(tmp_path):
    text = "NIP;Integritas;Komunikasi;Kerjasama\n" + "".join(
        f"{nip(i)};3,2;1,95;{i % 4},5\n" for i in range(1, 9)
    )
    assert find_delimiter(text) == ";"
    reading = read(write_csv(tmp_path / "a.csv", text))
    assert reading.accepted["level"].tolist()[:3] == [3.2, 1.95, 1.5]


def test_the_heading_tells_the_delimiter_from_commas_before_degrees():
    people = "".join(f"{nip(i)};Orang {i}, S.H., M.Si\n" for i in range(1, 11))
    assert find_delimiter(f"NIP;Nama\n{people}{nip(11)};Orang 11;, S.H., M.Si\n") == ";"


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"'])
def test_sep_line_is_obeyed_and_not_counted(tmp_path, line):
    reading = read(write_csv(tmp_path / "a.csv", f"{line}\r\n" + table(";", HEADER, PERSON)))
    assert (reading.header_rows, reading.rows) == ((1,), 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(tmp_path, encoding):
    person = (nip(1), "Budi Café ’64", "Guru", "SD “Harapan”")
    reading = read(write_csv(tmp_path / "a.csv", table(";", HEADER, person), encoding))
    assert reading.accepted[["nama", "unit_kerja"]].iloc[0].tolist() == [person[1], person[3]]
    assert "CSV-CP1252" not in codes(reading)


def test_windows_1252_is_read_and_told(tmp_path):
    reading = read(
        write_csv(tmp_path / "a.csv", table(",", HEADER, (nip(1), "Café", "Guru", "SD")), "cp1252")
    )
    assert reading.accepted["nama"].tolist() == ["Café"]
    assert codes(reading) == {"CSV-CP1252": 1}


def test_quoted_newlines_and_blank_lines_keep_row_numbers(tmp_path):
    text = table(",", HEADER, (), (nip(1), "Budi\nSantoso", "Guru", "SD"), (nip(2), "Ani", "", "SD"))
    reading = read(write_csv(tmp_path / "a.csv", text))
    assert reading.accepted[["nama", "row"]].to_numpy().tolist() == [["Budi Santoso", 3]]
    assert places(reading, "KOSONG-WAJIB") == ["C4"]


def test_ragged_rows(tmp_path):
    # A cell right of the last heading may be the end of a row whose name holds the delimiter: never taken as it stands.
    text = f"Daftar Pegawai\n\nNIP,NAMA,JABATAN,UNIT KERJA\n{nip(1)},Budi,Guru,SD,,,\n{nip(2)},Ani\n{nip(3)},Eko,Guru,SD,lebih,,\n"
    reading = read(write_csv(tmp_path / "a.csv", text))
    assert (reading.accepted_rows, reading.rejected_rows) == (1, (5, 6))
    assert places(reading, "KOSONG-WAJIB") == ["C5", "D5"]
    assert places(reading, "BARIS-LEBAR") == ["E6"]


@pytest.mark.parametrize("delimiter", "|;,\t")
def test_a_row_that_a_delimiter_in_a_name_has_shifted_is_rejected(tmp_path, delimiter):
    rows = [
        HEADER,
        *((nip(n), "Ani", "Guru", "SD") for n in range(2, 6)),
        (nip(1), "Budi", " S.Pd", "Guru", "SD"),
    ]
    reading = read(write_csv(tmp_path / "a.csv", "\n".join(delimiter.join(row) for row in rows)))
    assert (reading.rows, reading.accepted_rows, reading.rejected_rows) == (5, 4, (6,))
    (problem,) = reading.problems
    assert (problem.code, problem.location.cell) == ("BARIS-LEBAR", "E6")
    assert (problem.facts["cells"], problem.facts["headings"]) == (5, 4)


def test_a_row_with_more_fields_than_the_others_is_told_though_its_last_ones_are_empty(tmp_path):
    """`Budi, S.Pd` unquoted, and a last column that is empty: every cell fits under a heading, each one too far right."""
    sound = [f"{nip(n)},Ani,Guru,SD," for n in range(2, 6)]
    lines = ["NIP,NAMA,JABATAN,UNIT KERJA,GELAR BELAKANG", *sound, f"{nip(1)},Budi, S.Pd,Guru,SD,"]
    reading = read(write_csv(tmp_path / "a.csv", "\n".join(lines)))
    assert reading.accepted_rows == 5
    (problem,) = reading.problems
    assert (problem.code, problem.location.cell, problem.facts["cells"]) == ("BARIS-PANJANG", "E6", 6)


@pytest.mark.parametrize("tail", [",", ",,,"])
def test_a_delimiter_at_the_end_of_every_line_or_of_the_first_ones_is_nothing(tmp_path, tail):
    lines = [",".join(HEADER), *(f"{nip(n)},Ani,Guru,SD" for n in range(1, 40))]
    for ended in (len(lines), 16):
        text = "\n".join(line + tail if place < ended else line for place, line in enumerate(lines))
        reading = read(write_csv(tmp_path / "a.csv", text))
        assert (reading.accepted_rows, reading.problems) == (39, ())


@pytest.mark.parametrize("extra", ["-", "null", "SD,,", "SD,Kota,x"])
def test_any_word_right_of_the_last_heading_makes_a_row_too_wide(tmp_path, extra):
    reading = read(
        write_csv(tmp_path / "a.csv", f"NIP,NAMA,JABATAN,UNIT KERJA\n{nip(1)},Budi, S.Pd,Guru,{extra}\n")
    )
    assert (codes(reading), reading.rejected_rows) == ({"BARIS-LEBAR": 1}, (2,))


@pytest.mark.parametrize("tail", [",", ",,,", ", ,", ",\u00a0", ",,jauh"])
def test_blank_cells_right_of_the_last_heading_are_nothing(tmp_path, tail):
    reading = read(
        write_csv(tmp_path / "a.csv", f"NIP,NAMA,JABATAN,UNIT KERJA\n{nip(1)},Budi,Guru,SD{tail}\n")
    )
    assert (codes(reading), reading.accepted_rows) == ({}, 1)


def test_only_what_a_shifted_row_is_stands_in_its_place_not_what_its_cells_are(tmp_path):
    text = f"NAMA,NIP,JABATAN,UNIT KERJA,TMT JABATAN\nBudi, S.Pd,{nip(1)},Guru,SD,01-02-2020\nJUMLAH,,,,1,2\n"
    reading = read(write_csv(tmp_path / "a.csv", text))
    assert (codes(reading), reading.rejected_rows) == ({"BARIS-LEBAR": 1}, (2,))


def test_rows_of_a_workbook_may_have_words_beside_the_table(tmp_path):
    reading = read(write(tmp_path / "a.xlsx", [HEADER, (*PERSON, "lihat SK")]))
    assert (codes(reading), reading.accepted_rows) == ({}, 1)


def test_nul_and_control_characters_stay_data(tmp_path):
    text = table(",", HEADER, (nip(1), "Bu\x00di\x1c", "Guru", "SD"), (f"{nip(2)}\x00", "Ani", "Guru", "SD"))
    reading = read(write_csv(tmp_path / "a.csv", text))
    assert reading.accepted["nama"].tolist() == ["Bu\x00di\x1c"]
    assert codes(reading) == {"NIP-BENTUK": 1}


def test_stray_quotation_marks_in_unquoted_files_are_text(tmp_path):
    rows = [HEADER, (nip(1), 'Budi "Bung" Santoso', '"Guru" Muda', "SD"), (nip(2), "Ani", "Guru", "SD")]
    reading = read(write_csv(tmp_path / "a.csv", "\n".join("|".join(row) for row in rows)))
    assert reading.accepted["jabatan"].tolist() == ['"Guru" Muda', "Guru"]


def test_an_unclosed_quotation_mark_never_swallows_people(tmp_path):
    rows = [
        ",".join(HEADER),
        f'{nip(1)},"Budi,Guru,SD',
        f"{nip(2)},Ani,Guru",
        f'{nip(3)},"Eko, S.Pd",Guru,SD,x',
    ]
    reading = read(write_csv(tmp_path / "a.csv", "\n".join(rows)))
    assert reading.refused
    assert codes(reading) == {"CSV-KUTIP": 1}


def test_error_values_saved_as_text_are_errors(tmp_path):
    grid, _ = read_csv_grid(write_csv(tmp_path / "a.csv", "NIP,NAMA\n#N/A,x\n"))
    assert ERROR in grid.kinds
    reading = read(write_csv(tmp_path / "b.csv", table(",", HEADER, ("#N/A", "Budi", "Guru", "SD"))))
    assert places(reading, "SEL-GALAT") == ["A2"]


def test_blanks_before_quoted_fields_do_not_split_names(tmp_path):
    text = f'NIP, NAMA, JABATAN, UNIT KERJA\n{nip(1)}, "Budi, S.Pd.", Guru, SD\n'
    reading = read(write_csv(tmp_path / "a.csv", text))
    assert reading.accepted[["nama", "jabatan"]].iloc[0].tolist() == ["Budi, S.Pd.", "Guru"]


@pytest.mark.parametrize("wrapped", ['="{}"', '"=""{}"""'])
def test_texts_wrapped_against_spreadsheet_programs_are_texts(tmp_path, wrapped):
    reading = read(
        write_csv(tmp_path / "a.csv", f"NIP,NAMA,JABATAN,UNIT KERJA\n{wrapped.format(nip(1))},Budi,Guru,SD\n")
    )
    assert reading.accepted["nip"].tolist() == [nip(1)]
    formula = read(
        write_csv(tmp_path / "b.csv", table(",", HEADER, (f'="{nip(1)}"&""', "Budi", "Guru", "SD")))
    )
    assert codes(formula) == {"NIP-BENTUK": 1}


def test_very_long_fields_are_read_or_refused(tmp_path, monkeypatch):
    text = table(",", HEADER, (nip(1), "x" * 200_000, "Guru", "SD"))
    path = write_csv(tmp_path / "a.csv", text)
    assert read(path).accepted["nama"].str.len().tolist() == [200_000]
    monkeypatch.setattr("asnkarier.sheets.delimited.rows._LONGEST_FIELD", 100_000)
    assert codes(read(path)) == {"CSV-KUTIP": 1}


@pytest.mark.parametrize(
    "raw",
    [
        "{}".format, lambda text: b"\xef\xbb\xbf" + text.encode("cp1252"), lambda text: text.encode("utf-32"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"), lambda text: text.encode("utf-16") + b"x",
        lambda text: text.encode() + b"\0" * 40, lambda text: text.replace("\n", "\r").encode(),
        lambda text: ("\ufeff" + text).encode("utf-8-sig"), lambda text: (text + "\x1a").encode(),
    ],
)  # fmt: skip
def test_marks_tails_and_line_ends(tmp_path, raw):
    path = tmp_path / "a.csv"
    text = raw(f"NIP;NAMA;JABATAN;UNIT KERJA\n{nip(1)};Café;Guru;SD\n")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    reading = read(path)
    assert reading.accepted[["nip", "nama"]].to_numpy().tolist() == [[nip(1), "Café"]]
    assert reading.rejected_rows == ()


values = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n", exclude_categories=("Cs",)), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(values, min_size=2, max_size=5), min_size=1, max_size=5), st.sampled_from("|;,\t"))
def test_every_text_comes_back(tmp_path_factory, rows, delimiter):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    head = [f"H{i}" for i in range(5)]
    write_csv(path, f"sep={delimiter}\n" + table(delimiter, head, *rows), "utf-8-sig")
    if b"\x00" in path.read_bytes():
        return  # long runs of NUL make it a binary file, which another test covers
    found = cells(read_csv_grid(path)[0])
    expected = {
        f"{column_letters(x + 1)}{y + 2}": text
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
        if text
    }
    assert {place: text for place, text in found.items() if place[1:] != "1"} == expected


@pytest.mark.parametrize("delimiter", ",;")
def test_lines_that_were_quoted_whole_are_read_as_they_were(tmp_path, delimiter):
    lines = table(delimiter, HEADER, PERSON, (nip(2), f"Ani{delimiter} S.Pd", "Guru", "SD")).splitlines()
    escaped = [line.replace('"', '""') for line in ("DAFTAR", "", *lines)]
    text = "\r\n".join(f'"{line}"' if line else "" for line in escaped)
    reading = read(write_csv(tmp_path / "a.csv", text))
    assert reading.accepted["nama"].tolist() == [PERSON[1], f"Ani{delimiter} S.Pd"]
    assert (reading.header_rows, codes(reading)) == ((3,), {})


def test_a_column_of_quoted_names_is_no_csv_in_a_csv(tmp_path):
    grid, _ = read_csv_grid(write_csv(tmp_path / "a.csv", 'NAMA\n"Budi, S.Pd"\n"Ani, M.Si"\n'))
    assert cells(grid) == {"A1": "NAMA", "A2": "Budi, S.Pd", "A3": "Ani, M.Si"}


def test_the_delimiter_of_one_column_is_a_comma():
    assert decode(b"NIP\n1\n2\n").delimiter == ","


def person_rows(found):
    return found.accepted[["nama", "jabatan", "unit_kerja"]].to_numpy().tolist()


@pytest.mark.parametrize(
    "line, row, told",
    [
        (f'"{nip(1)}";"Budi";"Pengelola 19" Rack";"Dinas A"', ["Budi", 'Pengelola 19" Rack', "Dinas A"], ["C2"]),
        (f'"{nip(1)}";"Budi";"Rack 19"";"Dinas A"', ["Budi", 'Rack 19"', "Dinas A"], ["C2"]),
        (f'{nip(1)};"Budi "Bud" Santosa";Guru;"SD "Harapan", Medan"', ['Budi "Bud" Santosa', "Guru", 'SD "Harapan", Medan'], ["B2", "D2"]),
        (f'"{nip(1)}";"Budi; S.Pd";"Pengelola 19" Rack" ;"Dinas A"', ["Budi; S.Pd", 'Pengelola 19" Rack', "Dinas A"], ["C2"]),
        (rf'{nip(1)};"Budi \"Bud\" Santosa";"Guru";"SD"', ['Budi "Bud" Santosa', "Guru", "SD"], []),
        (rf'{nip(1)};"Budi\\";"Guru \"A\"";"SD; \"B\""', ["Budi\\", 'Guru "A"', 'SD; "B"'], []),
    ],
)  # fmt: skip
def test_a_stray_quotation_mark_is_text_and_the_others_are_none(tmp_path, line, row, told):
    text = "\n".join(
        [
            ";".join(HEADER),
            line,
            f'"{nip(2)}";"Siti ""Ti""";"Analis";"Dinas"',
            f'{nip(3)};"Ani\nDewi";"Guru";"SD"',
            "",
        ]
    )
    found = read(write_csv(tmp_path / "a.csv", text))
    if "\\" in line:  # a text of two lines stays in doubt where a backslash escapes
        found = read(
            write_csv(tmp_path / "a.csv", text.replace("Ani\nDewi", "Ani Dewi").replace('""Ti""', "Ti"))
        )
    assert person_rows(found)[0] == row
    assert person_rows(found)[1:] == [
        ['Siti "Ti"' if "\\" not in line else "Siti Ti", "Analis", "Dinas"],
        ["Ani Dewi", "Guru", "SD"],
    ]
    assert places(found, "CSV-KUTIP-LEPAS") == told


@pytest.mark.parametrize(
    "line",
    [f'"{nip(1)}","Budi","Guru","SD', f'"{nip(1)}","Budi, "Guru","SD"', f'"{nip(1)}","Budi","Guru" x,"SD"'],
)
def test_quotation_marks_in_doubt_refuse_the_file_and_are_never_kept_around_texts(tmp_path, line):
    text = "\n".join(
        [",".join(HEADER), line, f'"{nip(2)}","Siti","Analis","Dinas"', f'"{nip(3)}","Ani","Guru","SD"']
    )
    found = read(write_csv(tmp_path / "a.csv", text))
    assert found.refused
    assert codes(found) == {"CSV-KUTIP": 1}


@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
def test_a_dump_of_a_database_escapes_with_a_backslash(tmp_path, delimiter):
    rows = [
        ("nip", "nama_pegawai", "jabatan", "unit_kerja", "golongan"),
        (nip(1), f"Budi\\{delimiter} S.H.", "Guru", "SD", r"\N"),
        (nip(2), r"C:\\x", "Guru", "SD", "III/c"),
    ]
    found = read(write_csv(tmp_path / "a.txt", "\n".join(delimiter.join(row) for row in rows)))
    name = "Budi S.H." if delimiter == "\t" else f"Budi{delimiter} S.H."
    assert found.accepted["nama"].tolist() == [name, r"C:\x"]
    assert found.accepted["golongan"].fillna("-").tolist() == ["-", "III/c"]


def test_one_stray_mark_in_a_long_file_costs_no_more_than_reading_it(tmp_path):
    rows = [f'"{nip(number)}";"Orang";"Guru";"SD"' for number in range(20_000)]
    rows[19_000] = f'"{nip(19_000)}";"Orang";"Rack 19" Guru";"SD"'
    start = time.process_time()
    grid, source = read_csv_grid(write_csv(tmp_path / "a.csv", "\n".join([";".join(HEADER), *rows])))
    assert (grid.height, source.stray) == (20_001, ("C19002",))
    assert time.process_time() - start < 3


def test_a_mark_of_text_before_every_value_goes_from_every_column(tmp_path):
    rows = [[f"'{one}" for one in (nip(n), f"Orang {n}", "Guru", "SD Satu")] for n in (1, 2, 3)]
    found = read(write_csv(tmp_path / "a.csv", table(",", HEADER, *rows))).accepted
    assert found[["nama", "jabatan", "unit_kerja"]].iloc[0].tolist() == ["Orang 1", "Guru", "SD Satu"]
    rows[1][1] = "Orang 2"
    kept = read(write_csv(tmp_path / "b.csv", table(",", HEADER, *rows))).accepted["nama"].tolist()
    assert kept == ["'Orang 1", "Orang 2", "'Orang 3"], "a name may begin with the mark"

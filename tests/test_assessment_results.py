"""Totals as the assessment centre reports them: read in many layouts, the latest by its date counts, shown as reported only."""

from datetime import date

import openpyxl
import pytest

from asnkarier.sheets.reading import read_tables
from asnkarier.store.opening.migrations import packaged_migrations
from asnkarier.store.store import Store
from in_process import asn
from sheets.workbooks import SHARED, VOCABULARY, options

A, B, C = (f"19850101201001190{n}" for n in range(3))
PEOPLE = "NIP,NAMA,STATUS ASN,KEDUDUKAN HUKUM,JABATAN,UNIT KERJA\n" + "".join(
    f"{nip},{name},PNS,Aktif,Analis SDM,Bidang Mutasi\n"
    for nip, name in ((A, "Ani"), (B, "Budi"), (C, "Cici"))
)
PLAIN = "NIP,JPM,Kategori,Potensi,Kotak,Tanggal Asesmen,Lembaga Penilai"


def read(folder, text, name="hasil.csv", **more):
    (folder / name).write_text(text, encoding="utf-8")
    return read_tables(folder / name, vocabulary=VOCABULARY, options=options(**more))


def rows(reading, *names):
    part = reading.accepted[list(names)].astype(object)
    return [tuple(part.where(part.notna(), None).iloc[place]) for place in range(len(part))]


def codes(reading):
    return [(one.code, one.location.cell) for one in reading.problems]


@pytest.mark.parametrize(
    ("text", "jpm", "kategori"),
    [
        (f'{PLAIN}\n{A},"88,07",Optimal,Tinggi,9,05-03-2026,BKN\n', 88.07, "O"),
        (f"NIP,Nama,Jabatan,Unit Kerja,JPM (%),Kategori\n{A},Ani,Analis,Bidang,93.00%,Masih Memenuhi Syarat\n", 93.0, "MMS"),
        (f"No;NIP;Nama;Job Person Match;Rekomendasi\n1;{A};Ani;69,75 %;KURANG OPTIMAL\n", 69.75, "KO"),
        (f"NIP|Kategori|Tgl Asesmen|Penyelenggara\n{A}|KMS|5 Maret 2026|BKD\n", None, "KMS"),
        (f"NIP,Potensi,Kuadran\n{A},Sedang,5\n", None, None),
    ],
)  # fmt: skip
def test_layouts_of_a_list_of_totals(tmp_path, text, jpm, kategori):
    (found,) = read(tmp_path, text)
    assert found.kind == "assessment_results"
    assert rows(found, "nip", "jpm", "kategori") == [(A, jpm, kategori)]
    assert found.refused is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"NIP,Nama Pelatihan,Penyelenggara,Tanggal,Kategori\n{A},Diklat,LAN,01-02-2025,Teknis\n", "trainings"),
        (f"NIP,Kompetensi,Level,Tanggal Asesmen,JPM,Kategori\n{A},Integritas,3,01-02-2025,80,MS\n", "assessments"),
        (f"NIP,Tahun,Predikat Kinerja,Potensi,Kuadran\n{A},2025,Baik,Tinggi,9\n", "appraisals"),
        (f"NIP,Nama,Jabatan,Unit Kerja,Golongan,Tanggal Lahir,TMT Pensiun,JPM,Kategori\n{A},Ani,Analis,Bidang,III/a,01-01-1985,01-02-2043,80,MS\n",
         "employees"),
    ],
)  # fmt: skip
def test_what_is_another_list_stays_one(tmp_path, text, kind):
    assert [one.kind for one in read(tmp_path, text)] == [kind]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Istimewa", "KATEGORI-ASING"), ("Memenuhi Syarat", None), ("CO", None), ("cukup  optimal", None)],
)
def test_a_word_of_neither_set_is_a_fault_with_its_place(tmp_path, cell, code):
    (found,) = read(tmp_path, f"NIP,JPM,Kategori\n{A},80,{cell}\n{B},90,MS\n")
    assert codes(found) == ([(code, "C2")] if code else [])


@pytest.mark.parametrize(
    ("cells", "read_as", "code"),
    [
        (("80", "200"), [80.0, 200.0], None),
        (("80", "200.5"), [80.0], "JPM-RENTANG"),
        (("80", "0.93"), [80.0], "JPM-PECAHAN"),
        (("80", "tinggi"), [80.0], "JPM-BENTUK"),
        (("80", "0"), [80.0, 0.0], None),
        (("0.88", "1.05"), [88.0, 105.0], "JPM-DARI-PECAHAN"),
    ],
)
def test_percentages(tmp_path, cells, read_as, code):
    text = "NIP,JPM\n" + "".join(f"{nip},{cell}\n" for nip, cell in zip((A, B), cells, strict=True))
    (found,) = read(tmp_path, text)
    assert found.accepted["jpm"].tolist() == read_as
    assert {one for one, _ in codes(found)} == ({code} if code else set())


def test_a_cell_that_shows_percent_in_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["NIP", "JPM", "Kategori"])
    book.active.append([A, 0.8807, "Optimal"])
    book.active["B2"].number_format = "0.00%"
    book.save(tmp_path / "hasil.xlsx")
    (found,) = read_tables(tmp_path / "hasil.xlsx", vocabulary=VOCABULARY, options=options())
    assert rows(found, "jpm") == [(88.07,)]


def test_totals_beside_levels_are_a_second_table():
    path = SHARED / "layouts" / "gap_asesmen_wide_headers.xlsx"
    if not path.is_file():
        pytest.skip("the folder ../shared is not beside the project")
    levels, totals = read_tables(path, vocabulary=VOCABULARY, options=options())
    assert (levels.kind, totals.kind) == ("assessments", "assessment_results")
    assert rows(totals, "jpm", "kategori")[:2] == [(93.0, "MS"), (88.07, "MS")]
    assert "KOLOM-HASIL" not in {one for one, _ in codes(levels)}
    (alone,) = read_tables(path, vocabulary=VOCABULARY, options=options(kind="assessment_results"))
    assert rows(alone, "jpm", "kategori") == rows(totals, "jpm", "kategori")
    (alone,) = read_tables(path, vocabulary=VOCABULARY, options=options(kind="assessments"))
    assert alone.kind == "assessments"


RECAP_HEAD = "NIP,Integritas,Kerja Sama,JPM,Tanggal Asesmen"


@pytest.mark.parametrize(
    ("cells", "words", "read_as", "rejected"),
    [
        (("3,80", "2,90"), {}, [80.0, 90.0], ()),
        (("3,80", "2,x"), {}, [80.0], (3,)),  # set aside as a total; its levels go in
        (("3,80", "9,x"), {}, [80.0], ()),  # set aside as levels already, and not twice
        (("3,x", "2,x"), {}, None, ()),
        (("3,", "2,"), {}, None, ()),
        (("3,80", "2,"), {}, [80.0], ()),  # without a total, which needs no word
        (("3,80", "2,90"), {"mapping": {"JPM": "-"}}, None, ()),
        (("3,80", "2,90"), {"kind": "assessments"}, None, ()),
    ],
)
def test_which_totals_beside_levels_are_read(tmp_path, cells, words, read_as, rejected):
    text = "".join(f"{nip},3,{cell},05-03-2026\n" for nip, cell in zip((A, B), cells, strict=True))
    levels, *more = read(tmp_path, f"{RECAP_HEAD}\n{text}", **words)
    assert levels.kind == "assessments"
    assert [one.accepted["jpm"].tolist() for one in more] == ([] if read_as is None else [read_as])
    told = {one for one, _ in codes(levels)}
    assert ("KOLOM-HASIL" in told) == (read_as is None and not words)
    for one in more:
        assert (one.beside, one.rejected_rows, one.rows) == (True, rejected, 2 - len(levels.rejected_rows))
        assert one.rows == one.accepted_rows + len(one.rejected_rows)
        assert not set(codes(one)) & set(codes(levels))
        assert "HASIL-KOSONG" not in {code for code, _ in codes(one)}


def test_a_list_of_totals_on_another_sheet_is_the_one_that_counts(tmp_path):
    book = openpyxl.Workbook()
    for cells in (["NIP", "Integritas", "Kerja Sama", "JPM"], [A, 3, 2, 80]):
        book.active.append(cells)
    other = book.create_sheet("Hasil")
    for cells in (["NIP", "JPM", "Kategori"], [A, 88.07, "MS"]):
        other.append(cells)
    book.save(tmp_path / "hasil.xlsx")
    found = read_tables(tmp_path / "hasil.xlsx", vocabulary=VOCABULARY, options=options())
    assert [(one.kind, one.sheet, one.rejected_rows) for one in found] == [
        ("assessments", "Sheet", ()),
        ("assessment_results", "Hasil", ()),
    ]


def test_one_import_of_a_recap_stores_levels_and_totals_each_with_its_cell(tmp_path):
    folder = office(tmp_path)
    (folder / "recap.csv").write_text(f"{RECAP_HEAD}\n{A},3,2,80,05-03-2026\n", "utf-8")
    levels, totals = asn("import", "recap.csv", "--format", "json", cwd=folder).json()["files"]
    assert [(one["kind"], one["accepted"], one["batch"]) for one in (levels, totals)] == [
        ("assessments", 1, 2),
        ("assessment_results", 1, 3),
    ]
    with stored(folder) as store:
        day = date(2026, 11, 1)
        assert len(store.load_latest_levels(day)) == 2
        (total,) = store.load_latest_results(day).to_dict("records")
        source = store.sources()[total["source_id"]]
        assert (total["jpm"], source.file, source.columns["jpm"], total["row"]) == (80.0, "recap.csv", "D", 2)
    again = asn("import", "recap.csv", "--format", "json", cwd=folder).json()["files"]
    assert [(one["batch"], one["accepted"]) for one in again] == [(2, 0), (3, 0)]
    (folder / "standards" / "staf.yaml").write_text(
        "jabatan: Staf\nkelompok: pelaksana\nkompetensi:\n  teknis/arsip_digital: 2\n", encoding="utf-8"
    )
    once_more = asn("import", "recap.csv", "--format", "json", cwd=folder).json()["files"]
    assert [(one["adds_to"], one["accepted"]) for one in once_more] == [(2, 0), (None, 0)]
    assert asn("undo", "3", cwd=folder).code == 0
    back = asn("import", "recap.csv", "--format", "json", cwd=folder).json()["files"]
    assert [(one["kind"], one["accepted"]) for one in back] == [("assessments", 0), ("assessment_results", 1)]


def test_a_total_set_aside_comes_back_mended_from_the_rejected_rows(tmp_path):
    folder = office(tmp_path)
    (folder / "recap.csv").write_text(
        f"{RECAP_HEAD}\n{A},3,2,80,05-03-2026\n{B},3,2,tinggi,05-03-2026\n{C},3,9,tinggi,05-03-2026\n",
        "utf-8",
    )
    done = asn("import", "recap.csv", "--format", "json", cwd=folder)
    assert done.code == 1
    assert [(one["accepted"], one["rejected"]) for one in done.json()["files"]] == [(2, 1), (1, 1)]
    book = openpyxl.load_workbook(folder / "recap.ditolak.xlsx")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in ("tinggi", "9"):
                    cell.value = "70" if cell.value == "tinggi" else "2"
    book.save(folder / "recap.ditolak.xlsx")
    done = asn("import", "recap.ditolak.xlsx", cwd=folder)
    assert done.code == 0, done.err
    with stored(folder) as store:
        day = date(2026, 11, 1)
        assert store.load_latest_results(day)["jpm"].tolist() == [80.0, 70.0, 70.0]
        assert len(store.load_latest_levels(day)) == 6


def test_a_row_without_any_result_is_told(tmp_path):
    (found,) = read(tmp_path, f"{PLAIN}\n{A},,,,,05-03-2026,BKN\n{B},80,,,,05-03-2026,BKN\n")
    assert [one for one, _ in codes(found)] == ["HASIL-KOSONG"]
    assert found.accepted["nip"].tolist() == [B]


def office(folder, *files):
    (folder / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (folder / "standards").mkdir(exist_ok=True)
    (folder / "standards" / "analis.yaml").write_text(
        "jabatan: Analis SDM\nkelompok: pelaksana\nkompetensi:\n  integritas: {level: 3}\n  kerja_sama: {level: 3}\n",
        encoding="utf-8",
    )
    (folder / "standards" / "kepala.yaml").write_text(
        "jabatan: Kepala Subbagian Umum\nkelompok: pengawas\nkompetensi:\n  integritas: {level: 3}\n",
        encoding="utf-8",
    )
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    for number, text in enumerate(files):
        (folder / f"f{number}.csv").write_text(text, encoding="utf-8")
    for name in ("people", *(f"f{number}" for number in range(len(files)))):
        done = asn("import", f"{name}.csv", cwd=folder)
        assert done.code == 0, done.err
    return folder


def stored(folder):
    return Store.open(folder / ".asn" / "asnkarier.db", mode="r")


OLD = f'{PLAIN}\n{A},"70,5",Kurang Optimal,Rendah,3,05-03-2024,BKD\n'
NEW = f'{PLAIN}\n{A},"88,07",Cukup Optimal,Tinggi,8,05-03-2026,BKN\n'


@pytest.mark.parametrize("files", [(OLD, NEW), (NEW, OLD)], ids=["old first", "new first"])
def test_the_latest_by_its_date_counts_whatever_the_order(tmp_path, files):
    folder = office(tmp_path, *files)
    with stored(folder) as store:
        for day, jpm in (
            (date(2026, 11, 1), [88.07]),
            (date(2026, 3, 5), [88.07]),
            (date(2026, 3, 4), [70.5]),
        ):
            assert store.load_latest_results(day)["jpm"].tolist() == jpm, day
        assert store.load_latest_results(date(2026, 11, 1))["kategori"].tolist() == ["CO"]


def test_an_undated_total_counts_from_the_day_of_its_list(tmp_path):
    undated = f"Keadaan per 31 Desember 2025\nNIP,JPM,Kategori\n{A},75,MMS\n"
    with stored(office(tmp_path, undated, OLD)) as store:
        assert store.load_latest_results(date(2026, 11, 1))["jpm"].tolist() == [75.0]


def test_a_blank_form_is_read_back(tmp_path):
    done = asn("template", "assessment_results", "--output", "hasil.xlsx", cwd=tmp_path)
    assert done.code == 0, done.err
    book = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    sheet = book.worksheets[0]
    heads = [cell.value for row in sheet.iter_rows(max_row=5) for cell in row if cell.value]
    assert "JPM" in heads
    assert "Kategori" in heads


def test_a_recap_read_for_its_totals_alone_is_a_recap_of_both_the_next_time(tmp_path):
    folder = office(tmp_path, f"NIP,Integritas,Kerja Sama,JPM,Tanggal Asesmen\n{A},3,2,80,05-03-2026\n")
    done = asn("import", "f0.csv", "--as", "assessment_results", cwd=folder)
    assert done.code == 0, done.err
    (folder / "next.csv").write_text(
        f"NIP,Integritas,Kerja Sama,JPM,Tanggal Asesmen\n{B},3,2,80,05-03-2026\n", "utf-8"
    )
    assert asn("import", "next.csv", cwd=folder).code == 0
    with stored(folder) as store:
        day = date(2026, 11, 1)
        assert store.load_latest_results(day)["nip"].tolist() == [A, B]
        assert store.load_latest_levels(day)["nip"].nunique() == 2


def test_the_table_came_with_its_own_step():
    assert any("CREATE TABLE assessment_results" in step.sql for step in packaged_migrations()[6:])


def reported(folder, *words):
    done = asn(*words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


def test_who_has_no_level_is_shown_as_reported_and_the_computed_figures_stay_empty(tmp_path):
    levels = f"NIP,Integritas,Kerja Sama,Tanggal Asesmen\n{B},3,2,05-03-2026\n"
    folder = office(tmp_path, NEW, levels, f"{PLAIN}\n{B},50,KMS,,,05-03-2025,BKN\n")
    book = reported(folder, "gap", "--by", "person")
    (one,) = book["as_reported"]
    assert (one["nip"], one["jpm"], one["kategori"], one["tanggal"]) == (A, 88.07, "CO", "2026-03-05")
    assert one["source"] == "f0.csv:B2"
    assert {row["nip"]: row["jpm"] for row in book["rows"]}[A] is None
    assert "as_reported" not in reported(folder, "gap", "--by", "unit")
    assert "As reported" in asn("gap", "--by", "person", cwd=folder).out


def test_the_shortlist_shows_it_beside_the_verdict_and_no_gate_counts_it(tmp_path):
    folder = office(tmp_path)
    before = reported(folder, "promote-shortlist", "Kepala Subbagian Umum", "--all")
    assert "as_reported" not in before
    (folder / "hasil.csv").write_text(NEW, encoding="utf-8")
    assert asn("import", "hasil.csv", cwd=folder).code == 0
    after = reported(folder, "promote-shortlist", "Kepala Subbagian Umum", "--all")
    assert [(one["nip"], one["jpm"], one["source"]) for one in after["as_reported"]] == [
        (A, 88.07, "hasil.csv:B2")
    ]
    assert after["rows"] == before["rows"]
    assert after["findings"] == before["findings"]
    blind = reported(folder, "promote-shortlist", "Kepala Subbagian Umum", "--all", "--blind")
    (one,) = blind["as_reported"]
    assert A not in str(one)
    assert "Ani" not in str(one)


def test_explain_shows_every_report_with_its_cell(tmp_path):
    folder = office(tmp_path, OLD, NEW)
    book = reported(folder, "explain", A)
    assert [(one["jpm"], one["source"]) for one in book["as_reported"]] == [
        (88.07, "f1.csv:B2"),
        (70.5, "f0.csv:B2"),
    ]
    assert "88.07" in asn("explain", A, cwd=folder).out
    assert "as_reported" not in reported(folder, "explain", C)


@pytest.mark.parametrize(
    ("jpm", "day", "found"),
    [
        ("83,33", "05-03-2026", []),
        ("83,83", "05-03-2026", []),
        ("83,84", "05-03-2026", ["83.84"]),
        ("80", "05-03-2026", ["80"]),
        ("80", "06-03-2026", []),
    ],
)
def test_check_tells_a_total_that_the_levels_of_its_day_contradict(tmp_path, jpm, day, found):
    levels = f"NIP,Integritas,Kerja Sama,Tanggal Asesmen\n{A},3,2,05-03-2026\n"
    folder = office(tmp_path, levels, f'NIP,JPM,Tanggal Asesmen\n{A},"{jpm}",{day}\n')
    told = [one for one in reported(folder, "check")["contradictions"] if one["code"] == "ASESMEN-JPM-BEDA"]
    assert [one["value"] for one in told] == found
    assert all((one["source"], one["other_value"]) == ("f1.csv:B2", "83.33") for one in told)


@pytest.mark.parametrize("levels", ["", f"{A},3,\n", f"{B},3,2\n"])
def test_check_answers_where_a_total_stands_beside_levels_that_are_not_all_there(tmp_path, levels):
    recap = f"NIP,Integritas,Kerja Sama\n{levels}" if levels else ""
    folder = office(tmp_path, *filter(None, [recap, f"NIP,JPM,Tanggal Asesmen\n{A},80,05-03-2026\n"]))
    told = [one for one in reported(folder, "check")["contradictions"] if one["code"] == "ASESMEN-JPM-BEDA"]
    assert told == []

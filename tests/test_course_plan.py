"""What a catalogue says of a course for the plan of PP 11/2017 Pasal 207: who gives it, by which jalur, when."""

from datetime import date

import openpyxl
import pytest

from asnkarier.agency.workspace import Workspace
from asnkarier.settings import load_settings
from in_process import asn

HEAD = "Kode,Nama Pelatihan,Kompetensi,Level Akhir,Biaya"


def courses_of(folder):
    workspace = Workspace(folder, load_settings(folder / "config.yaml"), date(2026, 11, 1))
    with workspace.open_store() as store:
        frame = store.load("courses", workspace.as_of)
    return frame.set_index("kode")


@pytest.mark.parametrize(
    ("headings", "cells", "kept"),
    [
        (
            "Lembaga Penyelenggara,Metode Pelatihan,Jadwal Pelaksanaan",
            "BPSDM Provinsi,Klasikal,3-7 Maret 2027",
            {"penyelenggara": "BPSDM Provinsi", "jalur": "Klasikal", "jadwal": "3-7 Maret 2027"},
        ),
        (
            "PENYELENGGARA,JALUR,BULAN",
            "Puslatbang LAN,Non Klasikal,Triwulan II",
            {"penyelenggara": "Puslatbang LAN", "jalur": "Non Klasikal", "jadwal": "Triwulan II"},
        ),
        (
            "Tgl Mulai,Tgl Selesai",
            "03-03-2027,07-03-2027",
            {"tanggal_mulai": date(2027, 3, 3), "tanggal_selesai": date(2027, 3, 7)},
        ),
    ],
)
def test_what_catalogues_write_is_kept(workspace, headings, cells, kept):
    (workspace / "katalog.csv").write_text(
        f"{HEAD},{headings}\nK1,Bimtek,Integritas,2,1000,{cells}\n", encoding="utf-8"
    )
    done = asn("import", "katalog.csv", "--format", "json", cwd=workspace)
    assert done.code == 0, done.err
    (file,) = done.json()["files"]
    assert file["kind"] == "courses"
    assert not file["unmapped"]
    row = courses_of(workspace).loc["K1"]
    found = {name: row[name].date() if "tanggal" in name else row[name] for name in kept}
    assert found == kept


def test_a_schedule_may_be_a_date_of_a_spreadsheet_or_words(workspace):
    book = openpyxl.Workbook()
    book.active.append([*HEAD.split(","), "Jadwal"])
    book.active.append(["K1", "Bimtek", "Integritas", 2, 1000, date(2027, 3, 3)])
    book.active.append(["K2", "Kursus", "Integritas", 3, 2000, "menunggu LAN"])
    book.active.append(["K3", "Kursus", "Integritas", 3, 2000, 2027])
    book.active.append(["K4", "Kursus", "Integritas", 3, 2000, None])
    book.save(workspace / "katalog.xlsx")
    assert asn("import", "katalog.xlsx", cwd=workspace).code == 0
    found = courses_of(workspace)["jadwal"]
    assert found.fillna("").tolist() == ["03-03-2027", "menunggu LAN", "2027", ""]


def test_a_course_without_cost_level_or_competency_is_set_aside_and_the_rest_goes_on(workspace):
    (workspace / "katalog.csv").write_text(
        f"{HEAD}\nK1,Bimtek,Integritas,2,\nK2,Bimtek,Integritas,,1000\nK3,Bimtek,,2,1000\nK4,Bimtek,Integritas,2,murah\n"
        "K5,Bimtek,Integritas,2,0\n",
        encoding="utf-8",
    )
    done = asn("import", "katalog.csv", "--format", "json", cwd=workspace)
    assert done.code == 1
    (file,) = done.json()["files"]
    assert (file["accepted"], file["rejected"]) == (1, 4)
    where = {one["cell"] for one in file["problems"] if one["severity"] == "error"}
    assert {"E2", "D3", "C4", "E5"} <= where
    assert courses_of(workspace).index.tolist() == ["K5"]

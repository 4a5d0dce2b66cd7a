"""The usual office: a SIASN export, one assessment recap, two e-Kinerja recaps; from an empty folder to a shortlist.

Every command after the first is read off the screen; only the workbooks in between are filled in by hand.
"""

import csv
import shlex
import shutil
from datetime import date

import openpyxl
import pytest

from in_process import asn

TITLE = "KEPALA BIDANG MUTASI"
HEAD = ("NIP BARU", "NAMA", "TANGGAL LAHIR", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "TMT CPNS", "GOL AKHIR NAMA", "TMT GOLONGAN",
        "JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN NAMA", "UNOR NAMA", "ESELON NAMA")  # fmt: skip
MANAGERIAL = ("Integritas", "Kerja Sama", "Komunikasi", "Orientasi pada Hasil", "Pelayanan Publik", "Pengembangan Diri dan Orang Lain",
              "Mengelola Perubahan", "Pengambilan Keputusan", "Perekat Bangsa")  # fmt: skip
PEOPLE = [(f"19800317200501{1900 + number}", f"CONTOH {chr(64 + number)}") for number in range(1, 10)]


def sheet(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def bring_lists(inbox):
    with (inbox / "siasn.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="|")
        writer.writerow(HEAD)
        for number, (nip, name) in enumerate(PEOPLE):
            writer.writerow(
                ("'" + nip, name, "17-03-1980", "Aktif", "P", "01-01-2005", "III/d", "01-04-2019", "JABATAN STRUKTURAL",
                 f"KEPALA SUBBIDANG {number}", "01-02-2018", "S-1/Sarjana", "S-1 MANAJEMEN", f"SUBBIDANG {number}", "IV.a")
            )  # fmt: skip
    levels = [[nip, name, *([3 if number < 5 else 4] * 9)] for number, (nip, name) in enumerate(PEOPLE)]
    sheet(inbox / "asesmen.xlsx", [["NIP", "Nama", *MANAGERIAL], *levels])
    for year in (2024, 2025):
        rows = [[nip, name, year, "Sesuai Ekspektasi", "Sesuai Ekspektasi", "Baik"] for nip, name in PEOPLE]
        sheet(
            inbox / f"ekinerja_{year}.xlsx",
            [["NIP", "Nama", "Tahun", "Hasil Kerja", "Perilaku Kerja", "Predikat"], *rows],
        )


def fill(path, rows, first):
    book = openpyxl.load_workbook(path)
    for at, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            book.worksheets[0].cell(at, column, value)
    book.save(path)


def printed(text):
    return [line.strip() for line in text.splitlines() if line.startswith("    asn ")]


@pytest.fixture(scope="module")
def journey(tmp_path_factory):
    """Return every command that was typed with what it answered, and the folder of the office."""
    start = tmp_path_factory.mktemp("baru")
    typed = [("asn init kantor", asn("init", "kantor", cwd=start))]
    office = start / "kantor"
    assert (office / "out").is_dir()
    bring_lists(office / "inbox")
    config = office / "config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("as_of:    ", "as_of: 2026-11-01 #"), encoding="utf-8")

    def follow(command):
        assert command in [step for _line, done in typed for step in printed(done.out + done.err)]
        done = asn(*shlex.split(command)[1:], cwd=office)
        assert done.code == 0, (command, done.err)
        typed.append((command, done))

    for command in ("asn import inbox", "asn check", "asn template standards --output skj.xlsx"):
        follow(command)
    fill(office / "skj.xlsx", [(None, TITLE, None, "administrator", *[None] * 4, *[3] * 9)], first=3)
    follow("asn standards import skj.xlsx")
    follow("asn template vacancies --output lowongan.xlsx")
    fill(office / "lowongan.xlsx", [("LOW-01", TITLE, "BIDANG MUTASI", 1, date(2026, 12, 1))], first=2)
    follow("asn import lowongan.xlsx --as vacancies")
    follow("asn check")
    follow("asn promote-shortlist LOW-01 --output daftar_pendek.xlsx")
    return typed, office


def test_an_empty_folder_becomes_a_shortlist_in_twelve_commands(journey):
    typed, office = journey
    assert len(typed) <= 12
    remarks = openpyxl.load_workbook(office / "daftar_pendek.xlsx")["Keterangan"]
    cells = [str(cell.value) for row in remarks.iter_rows() for cell in row if cell.value is not None]
    assert "Langkah berikutnya" in cells
    assert any(text.startswith("asn import pegawai.xlsx") for text in cells)  # nobody's punishments are known


def test_every_other_step_on_the_way_runs_as_printed(journey):
    typed, office = journey
    known = [line for line, _done in typed]
    steps = dict.fromkeys(step for _line, done in typed for step in printed(done.out + done.err))
    others = [step for step in steps if step not in known]
    assert others
    for step in others:
        done = asn(*shlex.split(step)[1:], cwd=office)
        assert done.code == 0, (step, done.err)


def test_the_sets_keep_their_promise(journey, tmp_path):
    """What is said to open once the punishments are known opens once they are, and no other."""
    _typed, office = journey
    copy = tmp_path / "kantor"
    shutil.copytree(office, copy)
    before = asn("check", "--format", "json", cwd=copy).json()
    alone = [one for one in before["fix_sets"] if one["facts_code"] == "fact_field"]
    assert [one["facts_facts"] for one in alone] == [{"field": "hukuman_disiplin"}]
    lines = (copy / "inbox" / "siasn.csv").read_text(encoding="utf-8").splitlines()
    text = "\n".join([f"{lines[0]}|HUKUMAN DISIPLIN", *(f"{line}|Tidak Pernah" for line in lines[1:])])
    (copy / "hukuman.csv").write_text(text, encoding="utf-8")
    done = asn("import", "hukuman.csv", "--as", "employees", cwd=copy)
    assert done.code == 0, done.err
    after = asn("check", "--format", "json", cwd=copy).json()
    opened = [
        before["overall"][name] - after["overall"][name] for name in ("open_held", "open_next", "open_people")
    ]
    assert [alone[0]["held"], alone[0]["next"]] == opened[:2]
    assert alone[0]["verdicts"] == sum(opened[:2]) > 0

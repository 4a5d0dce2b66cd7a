"""The remaining workbooks: training history, units, catalogue, vacancies."""

from datetime import date
from pathlib import Path

from synthetic.build import Agency
from synthetic.competencies import HEADINGS
from synthetic.dates import dmy, in_words
from synthetic.person import Training
from synthetic.siasn import unit_id
from synthetic.workbook import Cell, Sheet


def write_trainings(path: Path, agency: Agency) -> None:
    """Write the training history; the person's cells are merged over the lines."""
    sheet = Sheet(path)
    sheet.header(
        "No|NIP|Nama|Nama Pelatihan|Jenis Pelatihan|Lembaga Penyelenggara|Tanggal Mulai|"
        "Tanggal Selesai|JP|No. Sertifikat|Biaya (Rp)",
        (5, 21, 34, 48, 16, 26, 18, 22, 9, 14, 20),
    )
    number = 0
    for person in agency.people:
        if not person.trainings:
            continue
        number += 1
        first = sheet.row
        for index, line in enumerate(person.trainings):
            who: list[Cell] = [number, person.nip, person.full_name] if index == 0 else [None] * 3
            sheet.add(who + _training(line, (number + index) % 3))
        cells: list[Cell] = [number, person.nip, person.full_name]
        for column, value in enumerate(cells):
            sheet.merge_down(first, column, value)
    sheet.close()


def _training(line: Training, spelling: int) -> list[Cell]:
    """Write dates, hours and money the way three different clerks would."""
    start: Cell = line.mulai
    end: Cell = line.selesai
    if spelling == 0:
        start, end = in_words(line.mulai), f"s.d. {in_words(line.selesai)}"
    elif spelling == 1:
        start, end = line.mulai.strftime("%d/%m/%Y"), line.selesai.strftime("%d/%m/%Y")
    hours: Cell = (f"{line.jp} JP", str(line.jp), line.jp)[spelling]
    dotted = f"{line.biaya:,}".replace(",", ".")
    money: Cell = (f"Rp {dotted},00", dotted, line.biaya)[spelling] if line.biaya else "-"
    return [line.nama, line.jenis, line.penyelenggara, start, end, hours, None, money]


def write_units(path: Path, agency: Agency) -> None:
    """Write the unit tree."""
    sheet = Sheet(path, "Unor")
    sheet.header(("ID", "NAMA_UNOR", "ID_ATASAN"), (36, 60, 36))
    for unit, parent in agency.city.unit_tree():
        sheet.add([unit_id(unit), unit, unit_id(parent) if parent else ""])
    sheet.close()


def write_catalogue(path: Path, agency: Agency) -> None:
    """Write the training catalogue."""
    sheet = Sheet(path, "Katalog")
    sheet.header(
        "Kode|Nama Pelatihan|Jenis|Kompetensi|Level Awal|Level Akhir|JP|Biaya (Rp)|"
        "Biaya Kelas (Rp)|Kuota|Minimal Peserta|Kelas|Prasyarat|Penyelenggara|Jalur|Jadwal",
        (10, 60, 16, 40, 8, 8, 6, 14, 16, 8, 10, 8, 12, 34, 14, 22),
    )
    for course in agency.catalogue:
        sheet.add(
            [
                course.kode,
                course.nama,
                course.jenis,
                HEADINGS[course.slug],
                course.awal,
                course.akhir,
                course.jp,
                course.biaya,
                course.biaya_kelas,
                course.kuota,
                course.minimal,
                course.kelas,
                course.prasyarat,
                course.penyelenggara,
                course.jalur,
                course.jadwal,
            ]
        )
    sheet.close()


def write_vacancies(path: Path, agency: Agency) -> None:
    """Write the vacancies, all open from the first day of the next year."""
    sheet = Sheet(path, "Lowongan")
    sheet.header(("Kode", "Jabatan", "Unit Kerja", "Jumlah", "TMT"), (10, 62, 62, 8, 12))
    opens = dmy(date(agency.as_of.year + 1, 1, 1))
    for vacancy in agency.vacancies:
        sheet.add([vacancy.kode, vacancy.jabatan, vacancy.unit, vacancy.jumlah, opens])
    sheet.close()

"""The workbooks of the agency, each in a layout that offices really use."""

from datetime import date
from pathlib import Path

from synthetic.build import Agency
from synthetic.competencies import HEADINGS, MANSOSKUL, POTENSI, TEKNIS
from synthetic.dates import dmy, in_words
from synthetic.gates import jpm_bounds
from synthetic.organisation import KOTA
from synthetic.person import COMMA_STYLE, Person
from synthetic.population import retirement
from synthetic.ratings import needs_of, predikat
from synthetic.siasn import COLUMNS, person_id, siasn_rows, unit_id, written_post
from synthetic.standards import Standard, by_post
from synthetic.workbook import Cell, Sheet

JENIS = {1: "Struktural", 2: "Fungsional", 4: "Pelaksana"}
_EKINERJA = (
    "jenis id nip nama periode_awal_skp periode_akhir_skp skp_unor_id skp_unor skp_unor_induk "
    "skp_jabatan skp_jenis_jabatan is_skp_plt_plh_pjb hasil_kerja perilaku_kerja hasil_akhir "
    "pegawai_atasan_id pegawai_atasan_nip pegawai_atasan_nama pegawai_atasan_unor_id "
    "pegawai_atasan_unor pegawai_atasan_jabatan pegawai_atasan_golru waktu_dinilai "
    "pegawai_penilai_id tahun_skp skp_id periode_id skp_penilaian_id golru jenis_pegawai"
)
EKINERJA = tuple(_EKINERJA.split())


def write_employees_xlsx(path: Path, agency: Agency) -> None:
    """Write the SIASN columns as a workbook, NIP as plain text."""
    sheet = Sheet(path, "Pegawai")
    sheet.header(COLUMNS)
    for row in siasn_rows(agency.people, agency.as_of):
        sheet.add(row)
    sheet.close()


def write_nominatif(path: Path, agency: Agency) -> None:
    """Write the personnel office's own list: discipline and retirement, header on row 4."""
    sheet = Sheet(path, "Nominatif")
    sheet.titles([f"DAFTAR NOMINATIF PEGAWAI {KOTA.upper()}", f"Keadaan {in_words(agency.as_of)}", ""])
    sheet.header(
        [
            "No",
            "NIP",
            "Nama",
            "Jabatan",
            "Unit Kerja",
            "Kelas Jabatan",
            "Hukuman Disiplin",
            "Hukuman Selesai",
            "TMT Pensiun",
        ],
        (5, 21, 34, 40, 40, 8, 14, 14, 14),
    )
    for number, person in enumerate(agency.people, start=1):
        post = person.post
        sheet.add(
            [
                number,
                person.nip,
                person.full_name,
                post.jabatan,
                post.unit,
                post.kelas,
                person.hukuman,
                dmy(person.hukuman_selesai),
                dmy(retirement(person)),
            ]
        )
    sheet.close()


def write_appraisals(path: Path, agency: Agency, year: int) -> None:
    """Write an e-Kinerja recap of one year, header on row 8."""
    sheet = Sheet(path)
    sheet.titles(
        [
            "REKAP PENILAIAN SKP",
            KOTA.upper(),
            f"Tahun : {year}",
            "Periode : Tahunan",
            "Unit Organisasi : Semua",
            f"Tanggal Unduh : 15 Januari {year + 1} 10:11",
            "",
        ]
    )
    sheet.header(EKINERJA)
    position = {name: index for index, name in enumerate(EKINERJA)}
    for person in agency.people:
        if year in person.appraisals:
            row: list[Cell] = [None] * len(EKINERJA)
            for name, value in _appraisal(person, year).items():
                row[position[name]] = value
            sheet.add(row)
    sheet.close()


def _appraisal(person: Person, year: int) -> dict[str, Cell]:
    hasil, perilaku = person.appraisals[year]
    later = year % 2 == 1  # two spellings of the same rating are met in recaps
    blank = int(person.nip[6:8]) == 29 and hasil == perilaku
    return {
        "jenis": 2,
        "id": person_id(person.nip),
        "nip": person.nip,
        "nama": person.nama.upper(),
        "periode_awal_skp": f"{year}-01-01",
        "periode_akhir_skp": f"{year}-12-31",
        "skp_unor_id": unit_id(person.post.unit),
        "skp_unor": person.post.unit.upper(),
        "skp_unor_induk": person.post.opd.upper(),
        "skp_jabatan": written_post(person),
        "skp_jenis_jabatan": person.post.jenis,
        "is_skp_plt_plh_pjb": 0,
        "hasil_kerja": hasil.replace("Diatas", "Di Atas") if later else hasil,
        "perilaku_kerja": perilaku.replace("Diatas", "Di Atas") if later else perilaku,
        "hasil_akhir": "" if blank else predikat(hasil, perilaku),
        "waktu_dinilai": f"{year + 1}-01-10 08:00:00",
        "tahun_skp": year,
        "golru": person.golongan,
        "jenis_pegawai": "PPPK" if person.status == "PPPK" else "PNS",
    }


def write_assessments(path: Path, agency: Agency) -> None:
    """Write the wide assessment recap: levels, potential and the centre's own JPM."""
    standards = by_post(agency.standards)
    used = {slug for person in agency.people for slug in person.levels}
    slugs = [*MANSOSKUL, *sorted(used & set(TEKNIS))]
    sheet = Sheet(path, "Rekap Asesmen")
    sheet.header(
        [
            "No",
            "NIP",
            "Nama",
            "Jabatan",
            "Perangkat Daerah",
            "Tanggal Asesmen",
            *(HEADINGS[slug] for slug in slugs),
            *POTENSI,
            "JPM (%)",
        ],
        (5, 21, 34, 40, 36, 16),
    )
    number = 0
    for person in agency.people:
        if person.assessed_on is not None and person.levels:
            number += 1
            sheet.add(_assessment(number, person, person.assessed_on, slugs, standards))
    sheet.close()


def _assessment(
    number: int, person: Person, day: date, slugs: list[str], standards: dict[str, Standard]
) -> list[Cell]:
    levels = [_level(person.levels.get(slug), person.style) for slug in slugs]
    aspects: list[Cell] = [None] * len(POTENSI)
    aspects[: len(person.potensi)] = person.potensi
    return [
        number,
        person.nip,
        person.full_name,
        person.post.jabatan,
        person.post.opd,
        dmy(day),
        *levels,
        *aspects,
        _centre_jpm(person, standards),
    ]


def _level(level: int | None, style: int) -> Cell:
    if level is None:
        return None
    if style == COMMA_STYLE:
        return f"{level / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return level // 100 if level % 100 == 0 else level / 100


def _centre_jpm(person: Person, standards: dict[str, Standard]) -> str:
    needs = needs_of(person, standards)
    if needs is None or not set(needs) <= set(person.levels):
        return ""
    low, _, whole = jpm_bounds(person.levels, needs)
    text = f"{100 * low / whole:.2f}%"
    return text.replace(".", ",") if person.style == COMMA_STYLE else text


def write_positions(path: Path, agency: Agency) -> None:
    """Write the position history, oldest post first; the current post has no end."""
    sheet = Sheet(path, "Riwayat Jabatan")
    sheet.header(
        "NIP|Nama|Jabatan|Jenis Jabatan|Eselon|Kelas Jabatan|Unit Kerja|TMT Jabatan|Sampai",
        (21, 34, 40, 14, 8, 8, 40, 12, 12),
    )
    for person in agency.people:
        for held in person.history:
            post = held.post
            sheet.add(
                [
                    person.nip,
                    person.full_name,
                    post.jabatan,
                    JENIS[post.jenis],
                    post.eselon,
                    post.kelas,
                    post.unit,
                    held.tmt.isoformat(),
                    held.sampai.isoformat() if held.sampai else "",
                ]
            )
    sheet.close()

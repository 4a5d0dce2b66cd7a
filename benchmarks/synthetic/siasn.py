"""The SIASN export: 69 columns between pipes, codes beside names, null for empty."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from synthetic.dates import dmy, shift_years, whole_months
from synthetic.jobs import JENJANG, written_for_pppk
from synthetic.names import PENDIDIKAN
from synthetic.organisation import KOTA
from synthetic.person import Person
from synthetic.ranks import bkn_code

_HEADER = (
    "PNS ID|NIP BARU|NIP LAMA|NAMA|GELAR DEPAN|GELAR BELAKANG|TEMPAT LAHIR ID|TEMPAT LAHIR NAMA|"
    "TANGGAL LAHIR|JENIS KELAMIN|AGAMA ID|AGAMA NAMA|JENIS KAWIN ID|JENIS KAWIN NAMA|NIK|NOMOR HP|"
    "EMAIL|EMAIL GOV|ALAMAT|NPWP NOMOR|BPJS|JENIS PEGAWAI ID|JENIS PEGAWAI NAMA|KEDUDUKAN HUKUM ID|"
    "KEDUDUKAN HUKUM NAMA|STATUS CPNS PNS|KARTU ASN VIRTUAL|NOMOR SK CPNS|TANGGAL SK CPNS|TMT CPNS|"
    "NOMOR SK PNS|TANGGAL SK PNS|TMT PNS|GOL AWAL ID|GOL AWAL NAMA|GOL AKHIR ID|GOL AKHIR NAMA|"
    "TMT GOLONGAN|MK TAHUN|MK BULAN|JENIS JABATAN ID|JENIS JABATAN NAMA|JABATAN ID|JABATAN NAMA|"
    "TMT JABATAN|TINGKAT PENDIDIKAN ID|TINGKAT PENDIDIKAN NAMA|PENDIDIKAN ID|PENDIDIKAN NAMA|"
    "TAHUN LULUS|KPKN ID|KPKN NAMA|LOKASI KERJA ID|LOKASI KERJA NAMA|UNOR ID|UNOR NAMA|"
    "INSTANSI INDUK ID|INSTANSI INDUK NAMA|INSTANSI KERJA ID|INSTANSI KERJA NAMA|"
    "SATUAN KERJA INDUK ID|SATUAN KERJA INDUK NAMA|SATUAN KERJA KERJA ID|SATUAN KERJA KERJA NAMA|"
    "IS VALID NIK|NAMA SEKOLAH|FLAG IKD|ESELON ID|ESELON NAMA"
)
COLUMNS = tuple(_HEADER.split("|"))
_STATUS = {"PNS": "P", "CPNS": "C", "PPPK": "PPPK"}
_KEDUDUKAN = {"Aktif": "01", "CLTN": "02", "Tugas Belajar": "03"}
_JENIS = {1: "JABATAN STRUKTURAL", 2: "JABATAN FUNGSIONAL", 4: "JABATAN PELAKSANA"}
_ESELON = {"II.b": "22", "III.a": "31", "III.b": "32", "IV.a": "41", "IV.b": "42"}
_GRADUATION_AGE = {"15": 18, "30": 21, "35": 22, "40": 23, "45": 29, "50": 35}
_QUOTED = ("NIP BARU", "NIK")
_NULLED = ("NIP LAMA", "GELAR DEPAN", "GELAR BELAKANG", "TMT PNS", "ESELON NAMA")


def unit_id(name: str) -> str:
    """Give a unit its identifier, the same in every file."""
    return hashlib.sha256(name.encode()).hexdigest()[:32].upper()


def person_id(nip: str) -> str:
    """Give a person the identifier that SIASN and e-Kinerja share."""
    return f"A8ACA7{hashlib.sha256(nip.encode()).hexdigest()[:26].upper()}"


def written_post(person: Person) -> str:
    """Write the post in capitals; every third PPPK has the form TERAMPIL - PERAWAT."""
    post = person.post
    if person.status == "PPPK" and post.kelompok in JENJANG and int(person.nip[-2:]) % 3 == 0:
        family = post.jabatan.removesuffix(f" {JENJANG[post.kelompok][0]}")
        return written_for_pppk(family, post.kelompok)
    return post.jabatan.upper()


def siasn_rows(people: list[Person], as_of: date) -> Iterator[list[str]]:
    """Give the plain values of every row, without quotes and nulls."""
    ids: dict[str, str] = {}
    for number, person in enumerate(people):
        for unit in (person.post.unit, person.post.opd):
            if unit not in ids:
                ids[unit] = unit_id(unit)
        values = _values(person, number, as_of, ids)
        yield [values.get(column, "") for column in COLUMNS]


def write_siasn(path: Path, people: list[Person], as_of: date) -> None:
    """Write the export; the first line holds the column names."""
    quoted = [COLUMNS.index(name) for name in _QUOTED]
    nulled = [COLUMNS.index(name) for name in _NULLED]
    lines = ["|".join(COLUMNS)]
    for row in siasn_rows(people, as_of):
        for index in quoted:
            row[index] = f"'{row[index]}"
        for index in nulled:
            row[index] = row[index] or "null"
        lines.append("|".join(row))
    path.write_bytes(("\n".join(lines) + "\n").encode())


def _values(person: Person, number: int, as_of: date, ids: dict[str, str]) -> dict[str, str]:
    post = person.post
    pppk = person.status == "PPPK"
    months = whole_months(person.tmt_cpns, as_of)
    return {
        "PNS ID": person_id(person.nip),
        "NIP BARU": person.nip,
        "NAMA": person.nama.upper(),
        "GELAR DEPAN": person.gelar_depan,
        "GELAR BELAKANG": person.gelar_belakang,
        "TEMPAT LAHIR NAMA": person.tempat,
        "TANGGAL LAHIR": dmy(person.lahir),
        "JENIS KELAMIN": person.sex,
        "NIK": f"1271000000{number:06d}",
        "JENIS PEGAWAI ID": "" if pppk else "15",
        "JENIS PEGAWAI NAMA": "" if pppk else "PNS Daerah Kab./Kota yang bekerja pada Kab./Kota",
        "KEDUDUKAN HUKUM ID": _KEDUDUKAN.get(person.kedudukan, ""),
        "KEDUDUKAN HUKUM NAMA": person.kedudukan,
        "STATUS CPNS PNS": _STATUS[person.status],
        "TMT CPNS": dmy(person.tmt_cpns),
        "TMT PNS": dmy(shift_years(person.tmt_cpns, 1)) if person.status == "PNS" else "",
        "GOL AWAL ID": bkn_code(person.gol_awal),
        "GOL AWAL NAMA": person.gol_awal,
        "GOL AKHIR ID": bkn_code(person.golongan),
        "GOL AKHIR NAMA": person.golongan,
        "TMT GOLONGAN": dmy(person.tmt_golongan),
        "MK TAHUN": str(months // 12),
        "MK BULAN": str(months % 12),
        "JENIS JABATAN ID": str(post.jenis),
        "JENIS JABATAN NAMA": _JENIS[post.jenis],
        "JABATAN NAMA": written_post(person),
        "TMT JABATAN": dmy(person.tmt_jabatan),
        "TINGKAT PENDIDIKAN ID": person.pendidikan,
        "TINGKAT PENDIDIKAN NAMA": PENDIDIKAN[person.pendidikan],
        "PENDIDIKAN NAMA": person.jurusan,
        "TAHUN LULUS": str(person.lahir.year + _GRADUATION_AGE[person.pendidikan]),
        "LOKASI KERJA NAMA": "Kota Contoh",
        "UNOR ID": ids[post.unit],
        "UNOR NAMA": post.unit,
        "INSTANSI INDUK NAMA": KOTA,
        "INSTANSI KERJA NAMA": KOTA,
        "SATUAN KERJA INDUK ID": ids[post.opd],
        "SATUAN KERJA INDUK NAMA": post.opd,
        "SATUAN KERJA KERJA NAMA": KOTA,
        "IS VALID NIK": "0",
        "ESELON ID": _ESELON.get(post.eselon, ""),
        "ESELON NAMA": post.eselon,
    }

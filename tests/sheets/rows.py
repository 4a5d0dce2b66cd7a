"""Rows that tests of several rooms write: a small list of employees, and the months by name."""

from sheets.workbooks import nip

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
HEADER = ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "TMT JABATAN"]


def person(number, **changes):
    row = {
        "nip": nip(number),
        "nama": f"Orang {number}",
        "jabatan": "Guru",
        "unit": "SD",
        "tmt": "01-02-2020",
    }
    return list((row | changes).values())

"""The sample agency read from its written files, with nothing but plain Python."""

import csv
import json
import re
from collections import defaultdict
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import openpyxl
import yaml

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


@cache
def rows_of(name, header_row=1):
    rows = list(openpyxl.load_workbook(SAMPLES / name).active.iter_rows(values_only=True))
    header = rows[header_row - 1]
    return [dict(zip(header, row, strict=True)) for row in rows[header_row:]]


def day(text):
    if not text or text == "null":
        return None
    return datetime.strptime(text, "%d-%m-%Y").date() if text[2] == "-" else date.fromisoformat(text)


def months_before(as_of, months):
    year, month = divmod(as_of.year * 12 + as_of.month - 1 - months, 12)
    return date(year, month + 1, as_of.day)


def rating(text):
    """Give atas, sesuai or bawah; recaps write Di Atas and Diatas."""
    return text.lower().removeprefix("di").split()[0]


@cache
def read_truth():
    return json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))


@cache
def read_employees():
    with (SAMPLES / "pegawai_siasn.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    return {row["NIP BARU"].removeprefix("'"): row for row in rows}


@cache
def read_nominatif():
    return {row["NIP"]: row for row in rows_of("nominatif_bkpsdm.xlsx", 4)}


@cache
def read_appraisals():
    found = {}
    for year in (2024, 2025):
        for row in rows_of(f"rekap_ekinerja_{year}.xlsx", 8):
            pair = (rating(row["hasil_kerja"]), rating(row["perilaku_kerja"]))
            found[row["nip"], row["tahun_skp"]] = (pair, row["hasil_akhir"])
    return found


@cache
def read_history():
    posts = defaultdict(list)
    for row in rows_of("riwayat_jabatan.xlsx"):
        posts[row["NIP"]].append(row)
    return posts


@cache
def read_levels():
    """Give the assessed levels as exact fractions under lower-case headings."""
    found = {}
    for row in rows_of("rekap_asesmen.xlsx"):
        parsed = {}
        for name, value in row.items():
            if re.fullmatch(r"\d+([.,]\d+)?", str(value)) and name not in ("No", "NIP"):
                parsed[name.lower()] = Fraction(str(value).replace(",", "."))
        found[row["NIP"]] = parsed
    return found


@cache
def read_standards():
    """Give required levels per post; technical names become their headings."""
    needs = {}
    for path in sorted((SAMPLES / "standards").glob("*.yaml")):
        standard = yaml.safe_load(path.read_text(encoding="utf-8"))
        posts = standard["jabatan"]
        wanted = {
            slug.removeprefix("teknis/").replace("_", " "): need["level"] if isinstance(need, dict) else need
            for slug, need in standard["kompetensi"].items()
        }
        for post in [posts] if isinstance(posts, str) else posts:
            assert post not in needs, f"{post} has two standards"
            needs[post] = (standard["kelompok"], wanted)
    return needs


def match(levels, wanted):
    """Give the job-person match as (lowest, highest) exact percentages."""
    whole = sum(wanted.values())
    low = sum(min(levels[name], level) for name, level in wanted.items() if name in levels)
    unknown = sum(level for name, level in wanted.items() if name not in levels)
    return Fraction(100 * low, whole), Fraction(100 * (low + unknown), whole)

"""An independent witness: the gaps and matches of the whole sample agency, recomputed in plain Python.

Nothing here imports the project: the files are read with csv, openpyxl and PyYAML, the arithmetic is done with
fractions, and the class levels are written down again from the table of the standard.
"""

import csv
import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
import yaml

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
NINE = (
    "Integritas", "Kerja Sama", "Komunikasi", "Orientasi pada Hasil", "Pelayanan Publik",
    "Pengembangan Diri dan Orang Lain", "Mengelola Perubahan", "Pengambilan Keputusan", "Perekat Bangsa",
)  # fmt: skip
CLASS_LEVEL = {"pelaksana": 1, "pengawas": 2, "administrator": 3, "jpt_pratama": 4, "jpt_madya": 5}
JF_LEVEL = {"PEMULA": 1, "AHLI PERTAMA": 2, "AHLI MUDA": 3, "AHLI MADYA": 4, "AHLI UTAMA": 5}
ESELON = {"I": "jpt_madya", "II": "jpt_pratama", "III": "administrator", "IV": "pengawas", "V": "pelaksana"}


def key(text: str) -> str:
    return re.sub(r"[\s_./\-]+", " ", text).strip().upper()


def position(text: str) -> str:
    """Write `TERAMPIL - PERAWAT` as `PERAWAT TERAMPIL`, as the export of PPPK does not."""
    words = key(text)
    for jenjang in (*JF_LEVEL, "TERAMPIL", "MAHIR", "PENYELIA"):
        if words.startswith(jenjang + " "):
            return f"{words[len(jenjang) + 1 :]} {jenjang}"
    return words


def identity(name: str) -> str:
    known = {key(nine): key(nine).lower().replace(" ", "_") for nine in NINE}
    return known.get(key(name), "teknis/" + key(name).lower().replace(" ", "_"))


def standards() -> dict:
    found = {}
    for path in sorted((SAMPLES / "standards").glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        names = data["jabatan"] if isinstance(data["jabatan"], list) else [data["jabatan"]]
        lines = {
            name: Fraction(str(value["level"] if isinstance(value, dict) else value))
            for name, value in data["kompetensi"].items()
        }
        for name in names:
            found[position(name)] = (path.stem, lines)
    return found


def class_of(row: dict) -> str | None:
    kind = row["JENIS JABATAN ID"]
    if kind == "4":
        return "pelaksana"
    if kind == "1":
        return ESELON.get(row["ESELON NAMA"].split(".")[0])
    for words in (*JF_LEVEL, "TERAMPIL", "MAHIR", "PENYELIA"):
        if position(row["JABATAN NAMA"]).endswith(" " + words):
            return "jf_" + words.lower().replace(" ", "_")
    return None


def default(kelompok: str | None) -> tuple | None:
    if kelompok is None:
        return None
    level = CLASS_LEVEL.get(kelompok) or JF_LEVEL.get(kelompok.removeprefix("jf_").replace("_", " ").upper())
    return (
        None if level is None else (f"default:{kelompok}", {identity(nine): Fraction(level) for nine in NINE})
    )


def people() -> list:
    own = standards()
    with (SAMPLES / "pegawai_siasn.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    result = []
    for row in rows:
        standard = own.get(position(row["JABATAN NAMA"])) or default(class_of(row))
        result.append((row["NIP BARU"].strip("'"), standard))
    return result


def assessed() -> dict:
    sheet = openpyxl.load_workbook(SAMPLES / "rekap_asesmen.xlsx").active
    rows = [row for row in sheet.iter_rows(values_only=True) if any(value is not None for value in row)]
    start = next(i for i, row in enumerate(rows) if "NIP" in row)
    names = rows[start]
    known = {line for _stem, lines in standards().values() for line in lines} | {identity(n) for n in NINE}
    levels = {}
    for row in rows[start + 1 :]:
        nip = row[names.index("NIP")]
        for name, value in zip(names, row, strict=True):
            if name is None or value is None or identity(name) not in known:
                continue
            levels[nip, identity(name)] = Fraction(str(value).replace(",", "."))
    return levels


def expected_persons() -> dict:
    levels = assessed()
    result = {}
    for nip, standard in people():
        if standard is None:
            result[nip] = None
            continue
        lines = standard[1]
        got = {name: levels[nip, name] for name in lines if (nip, name) in levels}
        need = sum(lines.values())
        capped = sum((min(level, lines[name]) for name, level in got.items()), Fraction(0))
        of = sum((lines[name] for name in got), Fraction(0))
        low, high = 100 * capped / need, 100 * (capped + need - of) / need
        result[nip] = {
            "standar": standard[0],
            "jpm": None if not of else 100 * capped / of,
            "jpm_low": low,
            "jpm_high": high,
            "jpm_uncapped": None if not of else 100 * sum(got.values(), Fraction(0)) / of,
            "kategori": category(low) if category(low) == category(high) else "belum_dapat_dinilai",
            "coverage": Fraction(len(got), len(lines)),
            "gap_count": None if not of else sum(level < lines[name] for name, level in got.items()),
            "gap_levels": None if not of else capped - of,
        }
    return result


def category(percent: Fraction) -> str:
    return "MS" if percent >= 80 else "MMS" if percent >= 68 else "KMS"


@pytest.fixture(scope="module")
def answers(agency, run_asn):
    by_item = run_asn("gap", "--by", "item", "--include-inactive", "--format", "json", cwd=agency).json()
    by_person = run_asn("gap", "--by", "person", "--include-inactive", "--format", "json", cwd=agency).json()
    return by_item, by_person


def test_every_person_is_listed_once(answers):
    nips = [row["nip"] for row in answers[1]["rows"]]
    assert sorted(nips) == sorted(nip for nip, _ in people())
    assert len(set(nips)) == len(nips) == 400


def test_every_item_agrees_to_the_last_digit(answers):
    levels = assessed()
    wanted = {
        (nip, name): (standard[0], required, levels.get((nip, name)))
        for nip, standard in people()
        if standard
        for name, required in standard[1].items()
    }
    rows = {(row["nip"], row["kompetensi"]): row for row in answers[0]["rows"]}
    assert rows.keys() == wanted.keys()
    for place, (standard, required, level) in wanted.items():
        row = rows[place]
        assert row["standar"] == standard, place
        assert Fraction(str(row["required"])) == required, place
        if level is None:
            assert (row["level"], row["gap"], row["status"]) == (None, None, "unassessed"), place
            continue
        gap = level - required
        assert Fraction(str(row["level"])) == level, place
        assert Fraction(str(row["gap"])) == gap, place
        assert row["status"] == ("gap" if gap < 0 else "met" if gap == 0 else "surplus"), place
        assert row["source"].startswith("rekap_asesmen.xlsx:"), place


def test_every_match_agrees_to_the_last_digit(answers):
    wanted = expected_persons()
    for row in answers[1]["rows"]:
        person = wanted[row["nip"]]
        if person is None:
            assert (row["standar"], row["jpm"], row["kategori"]) == (None, None, None)
            continue
        for name in ("standar", "kategori", "gap_count"):
            assert row[name] == person[name], (row["nip"], name)
        for name in ("jpm", "jpm_low", "jpm_high", "jpm_uncapped", "coverage", "gap_levels"):
            exact = person[name]
            if exact is None:
                assert row[name] is None, (row["nip"], name)
            elif name == "gap_levels":
                assert Fraction(str(row[name])) == exact, row["nip"]
            else:
                assert abs(Fraction(str(row[name])) - exact) <= Fraction(1, 200), (row["nip"], name)


def test_source_cells_hold_the_level(answers):
    sheet = openpyxl.load_workbook(SAMPLES / "rekap_asesmen.xlsx").active
    checked = 0
    for row in answers[0]["rows"][::7]:
        if row["level"] is None:
            continue
        cell = sheet[row["source"].rsplit("!", 1)[1]].value
        assert Fraction(str(cell).replace(",", ".")) == Fraction(str(row["level"]))
        checked += 1
    assert checked > 300

"""Every cited cell is opened in its file and holds the value that it is cited for.

The files are read here by openpyxl and the csv module, never by asn. A citation of a whole row must be a row of that person.
"""

import csv
import datetime as dt
import json
import random
import re
import sys
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.utils import column_index_from_string

sys.path.insert(0, str(Path(__file__).parent.parent))
from figures import AS_OF, SAMPLES, Tally, main

from asnkarier.model.frames import TABLES
from in_process import asn

SEED = 20261101
PLACE = re.compile(r"(?P<file>[^:]+):(?:(?P<sheet>[^!]*)!)?(?P<column>[A-Z]{0,3})(?P<row>\d+)")
DATES = (
    r"(?P<d>\d{1,2})[-/](?P<m>\d{1,2})[-/](?P<y>\d{4})",
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
    r"(?P<d>\d{1,2}) (?P<word>[A-Za-z]+) (?P<y>\d{4})",
)
MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
# What a code of an export stands for, by our own reading of the formats.
CODES = {
    "status_asn": {"P": "PNS", "C": "CPNS"},
    "jenis_kelamin": {"M": "L", "F": "P", "LAKI LAKI": "L", "PEREMPUAN": "P"},
    "hukuman_disiplin": {"TIDAK PERNAH": "tidak_pernah", "-": "tidak_pernah", "TIDAK ADA": "tidak_pernah"},
}


@cache
def sheet(file: str, name: str | None) -> list[list[object]]:
    path = SAMPLES / file
    if path.suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        delimiter = max(",;|\t", key=text.splitlines()[0].count)
        return [list(row) for row in csv.reader(text.splitlines(), delimiter=delimiter)]
    book = openpyxl.load_workbook(path, data_only=True)
    found = book[name] if name else book.worksheets[0]
    rows = [list(row) for row in found.iter_rows(values_only=True)]
    for merged in found.merged_cells.ranges:  # a merged cell speaks for all that it covers
        for row in range(merged.min_row, merged.max_row + 1):
            for column in range(merged.min_col, merged.max_col + 1):
                rows[row - 1][column - 1] = rows[merged.min_row - 1][merged.min_col - 1]
    return rows


def words(value: object) -> str:
    return re.sub(r"[^A-Z0-9]+", " ", str(value).upper()).strip()


def as_date(value: object) -> str | None:
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%Y-%m-%d}"
    for pattern in DATES:
        found = re.fullmatch(pattern, str(value).strip().lstrip("'"))
        if found:
            parts = found.groupdict()
            month = parts.get("m") or 1 + MONTHS.index(parts["word"][:3].lower())
            return f"{int(parts['y']):04}-{int(month):02}-{int(parts['d']):02}"
    return None


def holds(field: str, raw: object, value: object) -> bool:
    """Return whether the raw cell can be read as `value` of `field`, by a reading of our own."""
    if field == "nip":
        return re.sub(r"\D", "", str(raw)) == value
    if field.startswith(("tanggal", "tmt", "hukuman_selesai")):
        return as_date(raw) == value
    if isinstance(value, int | float):
        found = re.search(r"\d+(?:[.,]\d+)?", str(raw))
        return found is not None and float(found[0].replace(",", ".")) == value
    if field == "tingkat_pendidikan":
        raw = str(raw).replace("Diploma ", "D-")
    known = CODES.get(field, {})
    if words(raw) in known or str(raw).strip() in known:
        return words(known.get(words(raw), known.get(str(raw).strip()))) == words(value)
    own, meant = words(raw).replace(" ", ""), words(value).replace(" ", "")
    return bool(meant) and meant in own


def judge(
    tally: Tally, nip: str, source: str, field: str, value: object, told: str, *, cell_known: bool = True
) -> None:
    place = PLACE.fullmatch(source)
    if not tally.expect(place is not None, f"{told}: {source} is no place"):
        return
    row = sheet(place["file"], place["sheet"])[int(place["row"]) - 1]
    own = any(re.sub(r"\D", "", str(cell)) == nip for cell in row)
    tally.expect(own, f"{told}: {source} is a row of somebody else")
    if cell_known:
        tally.expect(bool(place["column"]), f"{told}: {source} names a row only, its file has no such column")
    if place["column"]:
        raw = row[column_index_from_string(place["column"]) - 1]
        blank = raw is None or not str(raw).strip()
        tally.expect(
            not blank and holds(field, raw, value), f"{told}: {source} holds {raw!r}, cited for {value!r}"
        )


FIELDS = frozenset(TABLES["employees"].columns)
FIELD_OF = {
    "STATUS": "status_asn",
    "PENDIDIKAN": "tingkat_pendidikan",
    "KEDUDUKAN": "kedudukan_hukum",
    "DISIPLIN": "hukuman_disiplin",
}


def of_levels(tally: Tally, agency: Path) -> None:
    for row in json.loads(asn("gap", "--by", "item", "--format", "json", cwd=agency).out)["rows"]:
        if row["source"]:
            judge(tally, row["nip"], row["source"], "level", row["level"], f"gap {row['kompetensi']}")


def of_findings(tally: Tally, agency: Path, posts: list[str]) -> None:
    for post in posts:
        told = json.loads(asn("promote-shortlist", post, "--all", "--format", "json", cwd=agency).out)
        for row in told["findings"]:
            gate = row["rule_id"].rsplit("-", 1)[-1]
            if row["source"] and row["result"] in {"met", "not_met"} and gate in FIELD_OF:
                level = str(row["observed"]).split(",")[0]
                judge(tally, row["nip"], row["source"], FIELD_OF[gate], level, f"{post} {row['rule_id']}")


def of_facts(tally: Tally, agency: Path, nips: list[str]) -> None:
    for nip in nips:
        for row in json.loads(asn("explain", nip, "--format", "json", cwd=agency).out)["facts"]:
            one_cell = row["field"] in FIELDS
            judge(
                tally,
                nip,
                row["source"],
                row["field"],
                row["value"],
                f"explain {row['field']}",
                cell_known=one_cell,
            )


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    (folder / "config.yaml").write_text(f"as_of: {AS_OF}\npaths: {{standards: {SAMPLES / 'standards'}}}\n")
    asn("import", SAMPLES, cwd=folder)
    tally, dice = Tally(), random.Random(SEED)
    gaps = json.loads(asn("gap", "--format", "json", cwd=folder).out)["rows"]
    nips = sorted(row["nip"] for row in gaps)
    of_levels(tally, folder)
    of_findings(tally, folder, ["LOW-01"] if quick else [f"LOW-{number:02}" for number in range(1, 13)])
    of_facts(tally, folder, dice.sample(nips, 5 if quick else 100))
    figure = f"{tally.trials:,} readings of cited cells and rows over gap, promote-shortlist and explain, {len(tally.faults)} wrong"
    return figure, tally.faults


if __name__ == "__main__":
    sys.exit(main("Every cited cell is opened in its file and holds the value that it is cited for", trial))

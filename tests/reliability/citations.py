"""Every cited cell is opened in its file and holds the value that it is cited for; so do cited files, and cited law its place.

The files are read here by openpyxl and the csv module, the law by PyYAML, never by asn. A citation of a whole row must be a row
of that person. The commands that cite are gap, promote-shortlist, explain, recommend-training, recommend-placement, check and history.
"""

import csv
import datetime as dt
import hashlib
import random
import re
import sys
from functools import cache
from pathlib import Path

import openpyxl
import yaml
from openpyxl.utils import column_index_from_string

sys.path.insert(0, str(Path(__file__).parent.parent))
from figures import AS_OF, ROOT, SAMPLES, Tally, main, read_once

from asnkarier.model.frames import TABLES
from in_process import asn

SEED = 20261101
LAW = ROOT / "src" / "asnkarier" / "regulations"
OTHER = "daftar_lain.csv"
UNIT = "Dinas Kesehatan"
PLAIN = {"GOLONGAN-STATUS", "ESELON-JENIS", "PENSIUN-AKTIF", "NAMA-LAIN", "JABATAN-LAIN", "UNIT-LAIN"}
# Where the files are that were imported: the samples, and what a trial wrote itself.
ROOTS = [SAMPLES]
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
def path_of(file: str) -> Path:
    return next(root / file for root in ROOTS if (root / file).is_file())


@cache
def sheet(file: str, name: str | None) -> list[list[object]]:
    path = path_of(file)
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


def law() -> dict[str, set[tuple[str, str]]]:
    """Return for each rule the (first day, citation) that its file states; names are those of the register."""
    register = yaml.safe_load((LAW / "peraturan.yaml").read_text(encoding="utf-8"))
    found: dict[str, set[tuple[str, str]]] = {}
    for path in LAW.rglob("*.yaml"):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.name == "peraturan.yaml":
            continue
        own = path.relative_to(LAW).with_suffix("").as_posix()
        parts = [(own, document), *((own, one) for one in document.get("varian", {}).values())]
        parts += [(one["id"], one) for one in document.get("syarat", [])]
        for rule_id, part in parts:
            for since, value in part.get("nilai", {}).items():
                found.setdefault(rule_id, set()).add((str(since), basis_of(value["dasar"], register)))
    return found


def basis_of(basis: str, register: dict[str, dict[str, object]]) -> str:
    name, _, place = basis.partition(" ")
    one = register[name]
    number = "/".join(str(one[key]) for key in ("nomor", "tahun") if one.get(key) is not None)
    called = one.get("sebutan") or f"{one['jenis']} {number}".strip()
    return f"{called} {place}".strip()


def answer(tally: Tally, agency: Path, *words: object) -> dict[str, list[dict[str, object]]]:
    """Return a report, whose files and law are looked up at once."""
    told = asn(*words, "--format", "json", cwd=agency)
    assert told.code == 0, (words, told.err)
    report, known = told.json(), law_once()
    for one in report["inputs"]:
        same = hashlib.sha256(path_of(str(one["file"])).read_bytes()).hexdigest() == one["sha256"]
        tally.expect(same, f"{words}: {one['file']} is another file")
    for one in report.get("citations", ()):
        place = str(one["in_force_since"]), str(one["citation"])
        tally.expect(
            place in known.get(str(one["rule_id"]), ()), f"{words}: {one['rule_id']} {place} is nowhere"
        )
    for one in report.get("findings", ()):
        texts = {text for _, text in known.get(str(one["rule_id"]), ())}
        tally.expect(one["citation"] in texts, f"{words}: {one['rule_id']} does not cite {one['citation']}")
    return report


law_once = cache(law)


def of_levels(tally: Tally, agency: Path) -> None:
    for row in answer(tally, agency, "gap", "--by", "item")["rows"]:
        if row["source"]:
            judge(tally, row["nip"], row["source"], "level", row["level"], f"gap {row['kompetensi']}")


def of_findings(tally: Tally, agency: Path, posts: list[str]) -> None:
    for post in posts:
        judge_findings(tally, answer(tally, agency, "promote-shortlist", post, "--all"), post)
    judge_findings(tally, answer(tally, agency, "recommend-placement"), "recommend-placement")


def judge_findings(tally: Tally, told: dict[str, list[dict[str, object]]], what: str) -> None:
    for row in told["findings"]:
        gate = str(row["rule_id"]).rsplit("-", 1)[-1]
        if row["source"] and row["result"] in {"met", "not_met"} and gate in FIELD_OF:
            level = str(row["observed"]).split(",")[0]
            judge(tally, row["nip"], row["source"], FIELD_OF[gate], level, f"{what} {row['rule_id']}")


def of_history(tally: Tally, agency: Path) -> None:
    """The log names each file by its digest, the sheet that was read, and rows that add up."""
    for row in answer(tally, agency, "history")["rows"]:
        file = path_of(str(row["file"]))
        tally.expect(hashlib.sha256(file.read_bytes()).hexdigest() == row["sha256"], f"history: {file.name}")
        parts = (row["accepted"], row["unchanged"], row["rejected"])
        tally.expect(row["rows"] == sum(map(int, parts)), f"history: the rows of {file.name} do not add up")
        if file.suffix == ".xlsx" and row["sheet"]:
            names = openpyxl.load_workbook(file, read_only=True).sheetnames
            tally.expect(row["sheet"] in names, f"history: {file.name} has no sheet {row['sheet']}")


def of_contradictions(tally: Tally, agency: Path, people: int) -> None:
    """A list with contradictions planted in many rows: `check` cites both sides of each."""
    rows = answer(tally, agency, "gap", "--include-inactive")["rows"][:people]
    head = (
        "nip,nama,status_asn,golongan,jenis_jabatan,eselon,jabatan,unit_kerja,kedudukan_hukum,tmt_pensiun\n"
    )
    lines = [
        f"{row['nip']},Orang Lain {n},PNS,IX,fungsional,III.b,Arsiparis Terampil,Dinas Lain,Aktif,2020-01-05\n"
        for n, row in enumerate(rows)
    ]
    (agency / OTHER).write_text(head + "".join(lines), encoding="utf-8")
    ROOTS.append(agency)
    done = asn("import", OTHER, "--as", "employees", cwd=agency)
    assert done.code == 0, done.err
    found = [row for row in answer(tally, agency, "check")["contradictions"] if row["nip"]]
    tally.expect(len(found) > people, f"check: only {len(found)} contradictions of {people} people")
    for row in found:
        for side in ("", "other_"):
            source, field, value = (row[f"{side}{name}"] for name in ("source", "field", "value"))
            if source and row["code"] in PLAIN:
                judge(tally, row["nip"], source, field, value, f"check {row['code']}")


def of_facts(tally: Tally, agency: Path, nips: list[str]) -> None:
    for nip in nips:
        for row in answer(tally, agency, "explain", nip)["facts"]:
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
    read_once()
    tally, dice = Tally(), random.Random(SEED)
    nips = sorted(str(row["nip"]) for row in answer(tally, folder, "gap")["rows"])
    of_levels(tally, folder)
    of_findings(tally, folder, ["LOW-01"] if quick else [f"LOW-{number:02}" for number in range(1, 13)])
    of_facts(tally, folder, dice.sample(nips, 5 if quick else 100))
    answer(tally, folder, "recommend-training", "--unit", UNIT, "--budget", "20000000")
    of_history(tally, folder)
    of_contradictions(tally, folder, 20 if quick else 200)
    commands = "gap, promote-shortlist, explain, recommend-training, recommend-placement, check and history"
    figure = f"{tally.trials:,} readings of citations (cells, rows, files, law) over {commands}, {len(tally.faults)} wrong"
    return figure, tally.faults


if __name__ == "__main__":
    sys.exit(main("Every cited cell is opened in its file and holds the value that it is cited for", trial))

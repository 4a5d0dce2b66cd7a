"""The sample agency's own lists with few of its people: what a command does where the number of people is not the matter.

All units, courses and standards stay, and three vacancies. So do the people whom examples and the planted facts name, among them
the candidates of these vacancies, so that a shortlist, a placement and a plan of training have something to say.
"""

import json
import shutil
from pathlib import Path

import openpyxl

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
FIRST = 60
VACANCIES = {"LOW-01", "LOW-05", "LOW-06"}
NAMED = {"198010082014122919", "198210012014111964"}
KEYS = ("nip", "kode")
WHOLE = {"unor", "katalog_diklat"}


def chosen() -> set[str]:
    """Return the NIPs that stay."""
    lines = (SAMPLES / "pegawai_siasn.csv").read_text(encoding="utf-8").splitlines()[1 : FIRST + 1]
    truth = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    only = [one for post in truth["only_eligible"] for one in (post, *post["near_misses"])]
    trap = [nip for nips in truth["placement_trap"][0]["eligible"].values() for nip in nips]
    return (
        {_nip(line) for line in lines}
        | {one["nip"] for one in (*only, *truth["talent_corner"])}
        | {*trap}
        | NAMED
    )


def write_few(folder: Path) -> Path:
    """Write every list of the sample agency into `folder`, with the rows of the chosen people and vacancies only, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    stay = chosen()
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix == ".csv":
            head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            few = "".join([head, *(line for line in lines if _nip(line) in stay)])
            (folder / path.name).write_text(few, encoding="utf-8")
        elif path.stem in WHOLE:
            shutil.copyfile(path, folder / path.name)
        elif path.suffix == ".xlsx":
            _few_rows(path, folder / path.name, stay | VACANCIES)
    return folder


def _nip(line: str) -> str:
    return line.split("|")[1].lstrip("'")


def _few_rows(path: Path, target: Path, stay: set[str]) -> None:
    """Copy a workbook without the rows of others; where cells are merged, each row gets the person above it."""
    sheet = openpyxl.load_workbook(path).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    heads = [[str(cell).lower() for cell in row] for row in rows]
    head, column = next(
        (number, names.index(key)) for number, names in enumerate(heads) for key in KEYS if key in names
    )
    book = openpyxl.Workbook()
    book.active.title = sheet.title
    for number, row in enumerate(rows):
        if number > head and row[column] is None:
            row[: column + 2] = rows[number - 1][: column + 2]
        if number <= head or str(row[column]) in stay:
            book.active.append(row)
    book.save(target)

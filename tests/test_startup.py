"""Which command loads what: the libraries that take longest to load, for every command there is.

One process loads the list of commands and divides itself for each of them, so that every command meets a Python in which
only that list is loaded; the law was read before, the chain examined and people counted, as in every run but the first after a
change.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from asnkarier.cli.listed import build

NUMBERS = frozenset({"numpy", "pandas"})
STORE = frozenset({"sqlite3"})
SPARSE = frozenset({"scipy", "scipy.sparse"})
SOLVERS = SPARSE | {"scipy.optimize"}
WATCHED = sorted(SOLVERS | NUMBERS | STORE | {"openpyxl", "xlsxwriter", "pydantic"})
# name -> what is typed after it, and what it loads beside pydantic, which types what may be said.
RUN = {
    "rules list": ("", frozenset()),
    "rules show": (" jabatan/bup", frozenset()),
    "rules check": ("", frozenset()),
    "standards show": (" camat", frozenset()),
    "standards check": ("", frozenset()),
    "letters template": (" piagam --output TMP/piagam.docx", frozenset()),
    "history": ("", STORE),
    "audit": ("", STORE),
    "doctor": ("", STORE),
    "runs": ("", STORE),
    "status": ("", STORE),
    "schedule": (" malam --cron", frozenset()),
    "standards list": ("", STORE),
    "gap": ("", NUMBERS | STORE),
    "rollup": (" . --jobs 1", NUMBERS | STORE),
    "explain": (" 197610012004111946", NUMBERS | STORE),
    "template": (" employees --output TMP/blank.xlsx", NUMBERS | {"xlsxwriter"}),
}
# What a report's own module loads; it is not run here, for it takes its time.
LOADED = {
    "check": NUMBERS,
    "evaluate-training": NUMBERS,
    "needs": NUMBERS,
    "standards inputs": NUMBERS,
    "standards impact": NUMBERS,
    "recommend-training": NUMBERS | SOLVERS,
    "plan-training": NUMBERS | SOLVERS,
    "idp": NUMBERS,
    "training-calendar": NUMBERS,
    "training-status": NUMBERS,
    "letters surat-tugas": NUMBERS,
    "letters nota-dinas": NUMBERS,
    "letters undangan-asesmen": NUMBERS,
    "letters berita-acara": NUMBERS,
    "letters piagam": NUMBERS,
    "letters surat-pembinaan": NUMBERS,
    "match-mentors": NUMBERS | SOLVERS,
    "review": NUMBERS,
    "profile": NUMBERS,
    "formation": NUMBERS,
    "ip-asn": NUMBERS,
    "retirements": NUMBERS,
    "succession": NUMBERS,
    "expiring": NUMBERS,
    "promote-shortlist": NUMBERS,
    "recommend-placement": NUMBERS | SPARSE,
    "talent-map": NUMBERS,
    "fairness": NUMBERS | {"scipy"},
    "export": NUMBERS,
    "decisions": NUMBERS,
    "diff": NUMBERS,
    "what-if": NUMBERS,
}
# These change things, and load what the files, the lists and the steps in them need; `report` loads what all its parts do.
CHANGE = {
    "report",
    "demo",
    "init",
    "import",
    "run",
    "undo",
    "purge",
    "standards import",
    "standards export",
    "standards new",
    "standards survey",
    "standards propose",
    "record-training",
    "record-decision",
}


def names(group: object, before: str = "") -> set[str]:
    found: set[str] = set()
    for name, command in group.commands.items():
        inside = hasattr(command, "commands")
        found |= names(command, f"{before}{name} ") if inside else {f"{before}{name}"}
    return found


DRIVER = """
import json, os, sys
from pathlib import Path
from types import SimpleNamespace
from asnkarier import read_before
from asnkarier.cli import app, entry
from asnkarier.cli.listed import build

folder, watched, runs, deeds = Path(sys.argv[1]), *map(json.loads, sys.argv[2:5])
read_before._place = lambda name: folder / name
read_before.sys = SimpleNamespace(dont_write_bytecode=False, version=sys.version)
build()

def of_child(act):
    heard, told = os.pipe()
    if os.fork():
        os.close(told)
        with open(heard) as answer:
            found = answer.read()
        os.wait()
        return json.loads(found)
    os.close(heard)
    code = 0
    try:
        act()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    os.write(told, json.dumps([code, [one for one in watched if one in sys.modules]]).encode())
    os._exit(0)

def command(words):
    def act():
        sys.argv = ["asn", *words.split()]
        entry.main()
    return act

def deed(name):
    from asnkarier.workflows.asking import commands
    return commands()[name].make

own = json.loads(sys.argv[5])
os.dup2(2, 9)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
answer = {"before": [0, [one for one in watched if one in sys.modules]]}
of_child(command("rules check"))
for name in ("doctor", "standards list"):
    answer[name + ", first"] = of_child(command(name))
answer |= {words: of_child(command(words)) for words in runs}
answer |= {name: of_child(deed(name)) for name in deeds}
answer["own, read"] = of_child(command(own))
answer["own, read before"] = of_child(command(own))
os.write(9, ("\\n" + json.dumps(answer)).encode())
"""


@pytest.fixture(scope="module")
def loaded(agency, tmp_path_factory):
    """Return what the commands loaded, by their words, each with its exit code."""
    folder = tmp_path_factory.mktemp("law")
    office = folder / "office"
    (office / "regulations" / "pengembangan").mkdir(parents=True)
    (office / "config.yaml").write_text("as_of: 2026-11-01\n")
    (office / "regulations" / "peraturan.yaml").write_text(
        "sk:\n  jenis: SK\n  nomor: 1\n  tahun: 2026\n  tentang: jam\n  status_sumber: kebijakan\n  berlaku: 2026-01-01\n"
    )
    (office / "regulations" / "pengembangan" / "jam_pelajaran.yaml").write_text(
        "nilai:\n  2026-02-01: {nilai: 24, dasar: sk}\n"
    )
    runs = [f"{name}{words}".replace("TMP", str(folder)) for name, (words, _) in RUN.items()]
    own = f"rules list --config {office / 'config.yaml'}"
    given = [str(folder), *map(json.dumps, (WATCHED, runs, sorted(LOADED), own))]
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, *given],
        cwd=agency,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "src")},
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stderr.splitlines()[-1])
    return {words.replace(str(folder), "TMP"): tuple(one) for words, one in found.items()}


def test_every_command_has_its_line():
    lines = [*RUN, *LOADED, *CHANGE]
    assert sorted(lines) == sorted(names(typer.main.get_command(build())))


def test_the_list_of_commands_alone_is_light(loaded):
    assert loaded["before"] == (0, ["pydantic"])


def test_a_new_store_is_examined_and_counted_once_with_numbers(loaded):
    assert loaded["doctor, first"] == (0, sorted({"pydantic", "numpy", *STORE}))
    assert loaded["standards list, first"] == (0, sorted({"pydantic", *NUMBERS, *STORE}))


@pytest.mark.parametrize("name", RUN)
def test_a_command_loads_its_own(loaded, name):
    words, own = RUN[name]
    assert loaded[name + words] == (0, sorted({"pydantic", *own}))


@pytest.mark.parametrize("name", LOADED)
def test_a_report_loads_its_own(loaded, name):
    assert loaded[name] == (0, sorted({"pydantic", *LOADED[name]}))


def test_a_decree_of_the_agency_is_read_once_too(loaded):
    assert loaded["own, read"][0] == 0
    assert loaded["own, read before"] == (0, ["pydantic"])

"""A NIP and a name that nobody may read: runs that fail in many ways, and what they leave is searched for them."""

import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from figures import ROOT, SAMPLES, main

from sheets.workbooks import write

# A sound row, which no message about other rows or files has a reason to name.
NIP, NAME, JABATAN = "198703142011011977", "Kenarian Rahasiawan", "Arsiparis Terampil"
SECRETS = (NIP, NIP[:8] + " " + NIP[8:14], "Kenarian", "Rahasiawan", "KENARIAN")
HEADER = ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "TMT JABATAN", "NIK", "ALAMAT"]
GOOD = [NIP, NAME, JABATAN, "Dinas Contoh", "01-02-2020", "3201011403870001", "Jl. Kenarian 7"]
BAD = ["19850115201001190", "Contoh Satu", JABATAN, "Dinas Contoh", "31-02-2020", "", ""]
# Starts the command with a fault of its own planted inside, holding the row that it was at work on.
BUG = """
import sys
sys.argv[0] = "asn"
import asnkarier.workflows.importing.import_files as door
def broken(*args, **words):
    secret = {secret!r}
    raise RuntimeError(f"row of {{secret}} cannot be read: {{args}}")
{plant}
from asnkarier.cli.entry import main
main()
"""
PLANTS = {
    "reading": "door.read_table = broken",
    "storing": "from asnkarier.store.store import Store; Store.add = broken",
    "rejects": "import asnkarier.workflows.importing.rejected_rows as back; back.write_rejected_rows = broken",
    "summary": "from asnkarier.workflows.importing.summary import FileOutcome; FileOutcome.sentence = broken",
}


class Office:
    """A workspace that holds the canary, and the traces that runs in it leave."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tmp = folder.with_name(folder.name + "-tmp")
        folder.mkdir()
        self.tmp.mkdir()
        shutil.copytree(SAMPLES / "standards", folder / "standards")
        (folder / "config.yaml").write_text(
            "agency: Pemerintah Kota Contoh\nas_of: 2026-11-01\n"
            "jobs:\n  malam:\n    - {run: import}\n    - {run: gap, formats: [csv]}\n",
            encoding="utf-8",
        )
        (folder / "inbox").mkdir()
        self.sound = write(folder / "baik.xlsx", [HEADER, GOOD])
        self.mixed = write(folder / "campur.xlsx", [HEADER, GOOD, BAD])

    def run(self, *words: object, code: str | None = None) -> subprocess.CompletedProcess[bytes]:
        start = ["-c", code] if code else ["-c", "from asnkarier.cli.entry import main; main()"]
        known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return subprocess.run(
            [sys.executable, *start, *map(str, words)], cwd=self.folder, capture_output=True, check=False, timeout=120,
            env={**known, "TMPDIR": str(self.tmp), "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip


def bug(where: str) -> str:
    return BUG.format(secret=f"{NIP} {NAME}", plant=PLANTS[where])


Run = Callable[[Office], subprocess.CompletedProcess[bytes]]


def _store(office: Office) -> Path:
    office.run("import", office.sound)
    return office.folder / ".asn" / "asnkarier.db"


def _damaged_store(office: Office) -> subprocess.CompletedProcess[bytes]:
    store = _store(office)
    raw = bytearray(store.read_bytes())
    raw[100 : 100 + len(raw) // 2] = os.urandom(0) + b"\x5a" * (len(raw) // 2)
    store.write_bytes(raw)
    return office.run("-v", "gap")


def _locked_store(office: Office) -> subprocess.CompletedProcess[bytes]:
    holder = sqlite3.connect(_store(office), isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        return office.run("-v", "--wait", "0.2", "import", office.mixed)
    finally:
        holder.close()


def _broken_book(office: Office) -> subprocess.CompletedProcess[bytes]:
    raw = office.sound.read_bytes()
    (office.folder / "rusak.xlsx").write_bytes(raw[: len(raw) * 2 // 3])
    return office.run("-v", "import", "rusak.xlsx")


def _broken_xml(office: Office) -> subprocess.CompletedProcess[bytes]:
    path = office.folder / "xml.xlsx"
    with zipfile.ZipFile(office.sound) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(
                entry.filename, content[: content.rfind(b"</")] if "shared" in entry.filename else content
            )
    return office.run("-v", "import", path)


def _csv(text: str, encoding: str = "utf-8") -> Run:
    def run(office: Office) -> subprocess.CompletedProcess[bytes]:
        (office.folder / "data.csv").write_bytes(text.encode(encoding))
        return office.run("-v", "import", "data.csv")

    return run


def _nightly(office: Office) -> subprocess.CompletedProcess[bytes]:
    shutil.copy(office.mixed, office.folder / "inbox")
    return office.run("-v", "run", "malam")


def _unwritable(office: Office) -> subprocess.CompletedProcess[bytes]:
    _store(office)
    return office.run("-v", "gap", "--output", "tiada/ada/gap.xlsx")


LINE = ";".join(GOOD)
HEAD = ";".join(HEADER)
RUNS: dict[str, Run] = {
    "a bad row beside it": lambda office: office.run("-v", "import", office.mixed),
    "a bad row beside it, strict": lambda office: office.run("-v", "import", "--strict", office.mixed),
    "a bad row beside it, as JSON": lambda office: office.run("import", "--format", "json", office.mixed),
    "a bad row beside it, dry": lambda office: office.run("-v", "import", "--dry-run", office.mixed),
    "another kind of table": lambda office: office.run("-v", "import", "--as", "courses", office.sound),
    "a sheet that is not there": lambda office: office.run("-v", "import", "--sheet", "Tiada", office.sound),
    "a header row that is none": lambda office: office.run("-v", "import", "--header-row", "9", office.sound),
    "a column that is not there": lambda office: office.run(
        "-v", "import", "--map", "TIADA=nip", office.sound
    ),
    "a field that is not there": lambda office: office.run(
        "-v", "import", "--map", "NAMA=tiada", office.sound
    ),
    "a file cut short": _broken_book,
    "XML cut short": _broken_xml,
    "a quote never closed": _csv(f'{HEAD}\n{LINE}\n"x;{LINE}\na;b\nc\n'),
    "a column missing": _csv("NIP;NAMA;JABATAN\n" + ";".join(GOOD[:3]) + "\n"),
    "two NIP columns that differ": _csv(f"{HEAD};NIP\n{LINE};{BAD[0]}1\n"),
    "a NIP of another row as a number": _csv(f"{HEAD}\n{LINE}\n1,98501E+17;{';'.join(BAD[1:])}\n"),
    "no UTF-8": _csv(f"{HEAD}\n{LINE}\n{';'.join(BAD[:2])}é;x;y;;;\n", "cp1252"),
    "a store that is damaged": _damaged_store,
    "a store that is busy": _locked_store,
    "an output that cannot be written": _unwritable,
    "the nightly job": _nightly,
    "somebody unknown": lambda office: (_store(office), office.run("-v", "explain", "199912312020121999"))[1],
    "a batch unknown": lambda office: (_store(office), office.run("-v", "undo", "99"))[1],
    **{
        f"a bug while {where}{loud and ', loud'}": lambda office, where=where, loud=loud: office.run(
            *([loud] if loud else []), "import", office.mixed, code=bug(where)
        )
        for where in PLANTS
        for loud in ("-v", "")
    },
}
# What is meant to hold people: the inputs, the store, and the results that were asked for.
_MEANT = (".db", ".db-wal", ".db-shm")


def traces(
    office: Office, ran: subprocess.CompletedProcess[bytes], given: set[Path]
) -> list[tuple[str, bytes]]:
    """Return what a run left for others to read: its error output, and every file that is neither input nor store."""
    found = [("stderr", ran.stderr), ("stdout", ran.stdout)]
    for path in sorted([*office.folder.rglob("*"), *office.tmp.rglob("*")]):
        if path.is_file() and path not in given and not path.name.endswith(_MEANT):
            content = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    content = b"\n".join(archive.read(entry) for entry in archive.infolist())
            if path.parent.name != "out" or path.suffix not in (".csv", ".xlsx"):
                found.append((path.name, content))
    return found


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    """Let every run fail in an office of its own and search its traces."""
    chosen = list(RUNS.items())[:: 10 if quick else 1]
    faults = []
    searched = sizes = failed = 0
    for number, (name, fail) in enumerate(chosen):
        office = Office(folder / f"kantor{number}")
        given = {path for path in office.folder.rglob("*") if path.is_file()}
        ran = fail(office)
        given |= {office.folder / name for name in ("rusak.xlsx", "xml.xlsx", "data.csv")} | set(
            (office.folder / "inbox").iterdir()
        )
        failed += ran.returncode != 0
        if ran.returncode == 0:
            faults.append(f"{name}: did not fail")
        if ran.returncode == 70 and "bug" not in name:
            faults.append(f"{name}: a bug, {ran.stderr.decode()[:200]}")
        if "strict" in name:  # gives the whole file back, as all of it was refused
            given |= set(office.folder.glob("*.ditolak.xlsx"))
        for place, content in traces(office, ran, given):
            searched += 1
            sizes += len(content)
            faults += [
                f"{name}: {secret!r} in {place}"
                for secret in SECRETS
                if any(secret.encode(encoding) in content for encoding in ("utf-8", "utf-16-le"))
            ]
            if b"Traceback" in content:
                faults.append(f"{name}: a traceback in {place}")
    hits = sum(" in " in fault for fault in faults)
    return (
        f"{failed} failing runs, {searched} outputs and files ({sizes:,} bytes) searched, {hits} hits",
        faults,
    )


if __name__ == "__main__":
    sys.exit(main(__doc__, run))

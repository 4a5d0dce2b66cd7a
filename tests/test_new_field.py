"""How a field is added: a line in model/frames, its headings in the sheet's schema, one migration. Nothing else is touched."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from asnkarier.store.opening.migrations import packaged_migrations
from in_process import asn
from store_samples import A

PACKAGE = Path(__file__).parents[1] / "src" / "asnkarier"
HEADINGS = "NIP,NAMA,JABATAN,UNIT KERJA"
ROW = f"{A},Sari,Analis,Bidang Mutasi"


@pytest.fixture
def house(tmp_path):
    """A copy of the program with one more field of employees: three files."""
    package = tmp_path / "src" / "asnkarier"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    put_before(package / "model" / "frames.py", 'Field("jenis_jabatan"),', 'Field("asal_daerah"),')
    headings = "asal_daerah: {cell: teks, aliases: [ASAL DAERAH]}\n  "
    put_before(package / "sheets" / "schemas" / "employees.yaml", "hukuman_disiplin:", headings)
    number = packaged_migrations()[-1].version + 1
    migration = package / "store" / "schema" / f"{number:04d}_asal_daerah.sql"
    migration.write_text("ALTER TABLE employees ADD COLUMN asal_daerah TEXT;\n", encoding="utf-8")
    return package.parent


def put_before(file, place, line):
    text = file.read_text(encoding="utf-8")
    assert place in text
    file.write_text(text.replace(place, line + place, 1), encoding="utf-8")


def run(house, folder, *words):
    done = subprocess.run(
        [sys.executable, "-m", "asnkarier", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def test_a_new_field_of_employees_touches_three_files(workspace, house):
    file = workspace / "pegawai.csv"
    file.write_text(f"{HEADINGS}\n{ROW}\n", encoding="utf-8")
    assert asn("import", "pegawai.csv", cwd=workspace).code == 0
    file.write_text(f"{HEADINGS},ASAL DAERAH\n{ROW},Kupang\n", encoding="utf-8")
    told = run(house, workspace, "import", "pegawai.csv").stderr
    assert len(list((workspace / ".asn").glob("*.bak"))) == 1, told
    facts = json.loads(run(house, workspace, "explain", A, "--format", "json").stdout)["facts"]
    assert [
        (one["value"], one["source"].rsplit(":", 1)[1]) for one in facts if one["field"] == "asal_daerah"
    ] == [("Kupang", "E2")]
    assert "Kupang" not in run(house, workspace, "doctor", "--format", "csv").stdout

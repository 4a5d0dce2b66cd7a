"""The reference pages say what the code says, and every code of the workspace has an input that triggers it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.codes.data import DATA_CODES

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "reference"


def test_pages_are_fresh(tmp_path):
    environment = {**os.environ, "COLUMNS": "40", "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(
        [sys.executable, str(PAGES / "generate.py"), str(tmp_path)],
        check=True, capture_output=True, env=environment, cwd=tmp_path,
    )  # fmt: skip
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) == 12
    for name in made:
        assert (tmp_path / name).read_text() == (PAGES / name).read_text(), f"run `make reference`: {name}"


def test_every_key_of_config_is_on_the_page():
    from asnkarier.settings import Settings

    page = (PAGES / "config.md").read_text()
    keys = [field.alias or name for name, field in Settings.model_fields.items()]
    assert [key for key in keys if f"| `{key}" not in page] == []


def test_every_field_of_every_list_is_on_the_page():
    from asnkarier.sheets.schema import schemas

    page = (PAGES / "files.md").read_text()
    for kind, schema in schemas().items():
        part = page[page.index(f"(`{kind}`)") :].split("\n## ")[0]
        assert [name for name in schema.fields if f"| `{name}` |" not in part] == [], kind


def test_every_command_is_on_the_page():
    from asnkarier.cli.app import build

    page = (PAGES / "commands.md").read_text()
    app = build()
    names = [command.name for command in app.registered_commands] + [
        group.name for group in app.registered_groups
    ]
    assert [name for name in names if f"## `asn {name}`" not in page] == []


def test_every_sentence_can_be_filled():
    for code, text in CATALOGUE.items():
        assert text.sentence, code
        assert code == code.upper()


CONFIGS = {
    "CONFIG-BOBOT-NOL": "promotion: {weights: {kompetensi: 0, kinerja: 0, kualifikasi: 0, pengalaman: 0, pengembangan: 0, "
    "potensi: 0, integritas: 0}}\n",
    "CONFIG-BENTUK": "- satu\n- dua\n",
    "CONFIG-KUNCI": "zzzzzzzz: 1\n",
    "CONFIG-KUNCI-MIRIP": "agncy: X\n",
    "CONFIG-NILAI": "training: {budget: banyak}\n",
    "CONFIG-PENANDATANGAN": "letters: {signed_by: {piagam: Bupati}}\n",
    "CONFIG-LANGKAH": "jobs: {malam: [{run: zzzz}]}\n",
    "CONFIG-LANGKAH-MIRIP": "jobs: {malam: [{run: gapp}]}\n",
    "CONFIG-GANDA": "jobs: {malam: [{run: gap}, {run: gap, options: {by: unit}}]}\n",
    "CONFIG-PERLU": "jobs: {malam: [{run: gap, needs: [import]}]}\n",
}


@pytest.mark.parametrize("code", sorted(CONFIGS))
def test_codes_of_the_config_are_triggered(code, tmp_path, run_asn):
    (tmp_path / "config.yaml").write_text(CONFIGS[code], encoding="utf-8")
    done = run_asn("gap", cwd=tmp_path)
    assert done.code == 3
    assert f"[{code}]" in done.err


def test_no_code_of_the_config_lacks_an_input():
    assert {code for code in DATA_CODES if code.startswith("CONFIG-")} == set(CONFIGS)


def test_code_of_a_file_that_vanishes(workspace, run_asn, monkeypatch):
    path = workspace / "p.csv"
    path.write_text("NIP;Nama\n", encoding="utf-8")

    read = Path.open

    def gone(self, *words, **more):
        if self.name == "p.csv":
            raise PermissionError(13, "Permission denied")
        return read(self, *words, **more)

    monkeypatch.setattr(Path, "open", gone)
    assert "[BERKAS-BACA]" in run_asn("import", "p.csv", cwd=workspace).err


def test_code_of_a_predikat_that_contradicts_the_matrix(workspace, run_asn):
    path = workspace / "skp.csv"
    path.write_text(
        "NIP;TAHUN;HASIL KERJA;PERILAKU KERJA;PREDIKAT\n"
        "198501152010011901;2025;Sesuai Ekspektasi;Sesuai Ekspektasi;Sangat Baik\n",
        encoding="utf-8",
    )
    done = run_asn("import", "skp.csv", cwd=workspace)
    assert done.code == 0, done.err
    assert "skp.csv:E2" in done.err
    assert "[KINERJA-PREDIKAT-BEDA]" in done.err

"""One file holds everything known of a check: a new gate is its module and its line of YAML."""

import ast
import sys
from datetime import date
from pathlib import Path

import pytest

from asnkarier.analysis.gates import checks
from asnkarier.analysis.gates.eligibility import evaluate
from asnkarier.analysis.gates.registry import known_checks
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.readiness.gates import next_blockers
from asnkarier.errors import RegulationError
from asnkarier.model.frames import TABLES
from asnkarier.model.said import said
from law import read_rulebook as load_rulebook
from people_frames import NIP, dossiers

SOURCE = Path(__file__).parents[1] / "src" / "asnkarier"
AS_OF = date(2026, 11, 21)
TOY = '''
"""A class of kelas jabatan at least so high."""

from typing import Annotated

import numpy as np
from pydantic import Field, RootModel

from asnkarier.analysis.arrays import integers
from asnkarier.analysis.gates.check import Check
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import Outcome, outcome, told, verdicts
from asnkarier.model.said import said


class Kelas(RootModel[Annotated[int, Field(ge=1, le=17)]]):
    """The lowest kelas jabatan."""


def _judge(value: int, case: Case) -> Outcome:
    kelas = integers(case.dossiers.employees, "kelas_jabatan")
    known = kelas >= 0
    unique, code = np.unique(kelas, return_inverse=True)
    seen = told([said("recorded", value=one if one >= 0 else None) for one in unique.tolist()], code)
    reason = np.where(known, "", "data_missing").astype(object)
    result = verdicts(kelas >= value, known)
    return outcome(result, seen, said("at_least", value=value), reason=reason, source=case.dossiers.source)


CHECK = Check("kelas_minimal", Kelas, "has a kelas jabatan at least so high", _judge, facts=("kelas_jabatan",), way_up=True)
'''
LINE = """
syarat:
  - id: ADM-KELAS
    judul: Kelas jabatan paling rendah
    uji: kelas_minimal
    nilai:
      2020-01-01: {nilai: 9, dasar: "kebijakan-bawaan (uji)"}
"""


@pytest.fixture
def toy(tmp_path, monkeypatch):
    """A check of an agency's own: one module and one criterion in its overlay, nothing else."""
    rooms, overlay = tmp_path / "checks", tmp_path / "regulations"
    (overlay / "jabatan").mkdir(parents=True)
    rooms.mkdir()
    (rooms / "kelas_minimal.py").write_text(TOY, encoding="utf-8")
    (overlay / "jabatan" / "administrator.yaml").write_text(LINE, encoding="utf-8")
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(rooms)])
    known_checks.cache_clear()
    yield overlay
    known_checks.cache_clear()
    for name in ("kelas_minimal", "lain"):
        sys.modules.pop(f"{checks.__name__}.{name}", None)


def test_a_toy_check_works_from_one_module_and_one_line_of_yaml(toy):
    book = load_rulebook(toy)
    rules = book.gates_for("administrator", AS_OF)
    people = [{"nip": f"{NIP[:-1]}{n}", "kelas_jabatan": kelas} for n, kelas in enumerate((9, 8, None), 1)]
    known = dossiers(AS_OF, people, rulebook=book)
    found = evaluate(rules, book, known, Target("Kepala Bidang Uji", "administrator"), AS_OF)
    findings = found.findings
    own = findings[findings["rule_id"] == "ADM-KELAS"]
    assert own["result"].tolist() == ["met", "not_met", "unknown"]
    assert own["reason"].tolist() == ["", "", "data_missing"]
    assert own["observed"].tolist() == [said("recorded", value=kelas) for kelas in (9, 8, None)]
    assert set(own["required"]) == {said("at_least", value=9)}
    assert (own["field"].iloc[0], own["row"].tolist()) == ("kelas_jabatan", [2, 3, 4])
    gate = next(gate for gate in found.gates if gate.criterion.id == "ADM-KELAS")
    assert gate.check.way_up


def test_readiness_says_what_would_close_the_toy(toy):
    book = load_rulebook(toy)
    rules = book.gates_for("administrator", AS_OF)
    known = dossiers(AS_OF, [{"nip": NIP}], rulebook=book)
    found = evaluate(rules, book, known, Target("Kepala Bidang Uji", "administrator"), AS_OF)
    rows = next_blockers(found, found.persons["status"].eq("unknown").to_numpy())
    assert ("field", "kelas_jabatan") in set(zip(rows["kind"], rows["target"], strict=True))


def test_the_value_of_the_toy_is_validated_with_its_place(toy):
    path = toy / "jabatan" / "administrator.yaml"
    path.write_text(LINE.replace("nilai: 9", "nilai: 99"), encoding="utf-8")
    with pytest.raises(RegulationError) as refused:
        load_rulebook(toy)
    assert [(one.code, one.location.line) for one in refused.value.problems] == [("YAML-BATAS", 7)]


def test_without_its_module_the_line_is_refused_with_the_nearest_name(tmp_path):
    (tmp_path / "jabatan").mkdir()
    (tmp_path / "jabatan" / "administrator.yaml").write_text(LINE.replace("kelas_minimal", "jpm_minimall"))
    with pytest.raises(RegulationError) as refused:
        load_rulebook(tmp_path)
    assert [(one.code, one.facts["nearest"]) for one in refused.value.problems] == [
        ("ATR-UJI", "jpm_minimal")
    ]


def test_a_check_is_called_as_its_module(toy, tmp_path):
    (tmp_path / "checks" / "kelas_minimal.py").rename(tmp_path / "checks" / "lain.py")
    known_checks.cache_clear()
    with pytest.raises(ValueError, match="lain"):
        known_checks()


def test_checks_look_at_facts_and_parameters_that_exist():
    fields = {name for table in TABLES.values() for name in table.columns}
    book = load_rulebook()
    for check in known_checks().values():
        assert set(check.facts) <= fields | {"level"}, check.name
        assert set(check.parameters) <= set(book.parameters), check.name
        assert check.sentence


def test_every_check_is_self_contained():
    """No module but its own names a check, and no check leans on another."""
    names = set(known_checks())
    strangers = []
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        constants = {
            node.value
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        own = {path.stem} if path.parent.name == "checks" else set()
        # These words are also names of facts, or of a part of the talent score.
        also_words = (
            {"status_asn", "kedudukan_hukum", "pengalaman_jabatan"} if path.parent.name != "checks" else set()
        )
        if (constants & names) - own - also_words:
            strangers.append(path.name)
        if path.parent.name == "checks" and "gates.checks" in text:
            strangers.append(path.name)
    assert strangers == []

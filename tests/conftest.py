"""The sample agency, imported once per test process into a workspace of its own."""

import copy
import gc
import hashlib
import json
import os
import pickle
import shutil
import sys
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import HealthCheck, settings

import known_once
from asnkarier.analysis.training.worth import curve as training_curve
from asnkarier.errors import AsnkarierError
from asnkarier.language import activate, active_language
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.problem import Problem
from asnkarier.workflows.planning import plan_training
from few_people import write_few
from in_process import asn
from solved_once import solve_once

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"
# A busy machine is no fault of the code: time decides no test.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


# A process of tests keeps all modules and every collected test alive: looking through them for what is no longer used takes a third of the time.
gc.set_threshold(100_000, 20, 100)


def pytest_collection_finish() -> None:
    """Whatever is there before the first test stays until the last; nobody need look through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _every_test_leaves_the_language_as_it_was():
    """Another test of the same process may ask for what stands in the code."""
    spoken = active_language()
    yield
    activate(spoken)


@pytest.fixture(autouse=True)
def _who_changes_the_code_reads_anew(request):
    """What another test read was read by the code as it is."""
    shared = known_once.shared
    known_once.shared = shared and "monkeypatch" not in request.fixturenames
    yield
    known_once.shared = shared


@pytest.fixture(scope="module")
def books_of_module():
    """The books that tests of one file have made (books_once)."""
    return {}


@pytest.fixture
def books_once(books_of_module, _who_changes_the_code_reads_anew):
    """For tests of what is printed: a book that a test of the same file has made is not made again for the next."""
    with known_once.books_made_once(books_of_module):
        yield


@pytest.fixture
def columns():
    """Make the terminal so many columns wide; unlike `monkeypatch`, it changes nothing that is read or counted."""
    with pytest.MonkeyPatch.context() as patch:
        yield lambda width: patch.setenv("COLUMNS", str(width))


@pytest.fixture(scope="session", autouse=True)
def _same_problem_is_solved_once(tmp_path_factory):
    """Both processes of `make test` plan the training of the sample agency."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "solved"
    folder.mkdir(exist_ok=True)
    solve_once(folder)


def make_workspace(folder: Path, extra: str = "") -> Path:
    """Write a workspace on a copy of the sample standards into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SAMPLES / "standards", folder / "standards")
    (folder / "config.yaml").write_text(
        "agency: Pemerintah Kota Contoh\nas_of: 2026-11-01\n"
        "training: {budget: 250000000, max_courses_per_person: 2}\n"
        "jobs:\n  malam:\n    - {run: import}\n    - {run: gap, formats: [xlsx, csv]}\n    - {run: recommend-training}\n"
        "    - {run: promote-shortlist}\n    - {run: recommend-placement}\n" + extra,
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def agency(tmp_path_factory) -> Path:
    """A workspace into which the whole sample agency has been imported; do not change it."""
    folder = make_workspace(tmp_path_factory.mktemp("agency"))
    done = asn("import", SAMPLES, cwd=folder)
    assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="session")
def few_lists(tmp_path_factory) -> Path:
    """The lists of the sample agency with few of its people (see few_people); do not change them."""
    return write_few(tmp_path_factory.mktemp("few") / "daftar")


@pytest.fixture(scope="session")
def small_agency(tmp_path_factory, few_lists) -> Path:
    """A workspace into which few people of the sample agency have been imported; do not change it."""
    folder = make_workspace(tmp_path_factory.mktemp("small"))
    done = asn("import", few_lists, cwd=folder)
    assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="session")
def truth() -> dict:
    """The facts that the generator planted in the sample agency."""
    return json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture
def workspace(tmp_path) -> Path:
    """An empty workspace of its own, with the sample standards."""
    return make_workspace(tmp_path / "kantor")


@pytest.fixture(scope="session")
def run_asn():
    """Run `asn` in this process."""
    return asn


def _facts_fill_their_sentence() -> None:
    """Let all that the program has to tell, in any test, hold each fact that its sentence and its remedy name."""
    blanks = {code: _blanks(text.sentence, text.remedy) for code, text in CATALOGUE.items()}
    make, stop = Problem.__init__, AsnkarierError.__init__

    def checked(self, *places, **words):
        make(self, *places, **words)
        if sys._getframe(1).f_globals.get("__name__", "").startswith("asnkarier."):
            told = {name for name, fact in self.facts.items() if fact is not None} | {"reason"}
            assert blanks[self.code] <= told, (self.code, blanks[self.code] - told)

    def checked_stop(self, *places, **words):
        stop(self, *places, **words)
        if sys._getframe(1).f_globals.get("__name__", "").startswith("asnkarier."):
            told = {name for name, fact in self.facts.items() if fact is not None}
            assert _blanks(self.reason, self.hint) <= told, (self.reason, self.hint)

    Problem.__init__, AsnkarierError.__init__ = checked, checked_stop


def _blanks(*sentences: str) -> set[str]:
    return {name for part in sentences for _, name, _, _ in Formatter().parse(part) if name}


_facts_fill_their_sentence()


def _same_plan_is_made_once() -> None:
    """Let the reports of all tests that plan on the very same facts share one plan, which takes seconds.

    Not where the code is changed on purpose: there each change must be felt (tests/mutants).
    """
    make, made = plan_training.best_plan, {}

    def remembering(*facts):
        if "MUTANT_UNDER_TEST" in os.environ:
            return make(*facts)
        asked = hashlib.sha256(pickle.dumps((facts, training_curve.POINTS))).digest()
        if asked not in made:
            made[asked] = make(*facts)
        return copy.deepcopy(made[asked])  # a plan of its own for each, whatever they do with it

    plan_training.best_plan = remembering


_same_plan_is_made_once()

if sys.platform == "win32":
    os.environ.setdefault("PYTHONUTF8", "1")


@pytest.fixture(scope="module")
def few_budgets():
    """For tests that ask for plans of training and not what other budgets would do: three of those instead of twenty."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training_curve, "POINTS", 3)
        yield


def with_config(agency, folder, text):
    """Copy an agency into `folder` with more lines at the end of its config.yaml, and return it."""
    office = folder / "kantor"
    shutil.copytree(agency, office)
    config = office / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + text, encoding="utf-8")
    return office

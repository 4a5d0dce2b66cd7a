"""Change the code on purpose, one small thing at a time, and see whether a test notices.

    python tests/mutants/run.py [--analysis N --sheets N --rules N] [--seed S] [--files N] [--whole] [--least PERCENT]

mutmut makes the mutants, learns which test calls which function and runs only those, fastest first, in a forked process
with a limit of processor time. What is ours is the sample and the account: a survivor that `survivors.yaml` declares
equivalent, with its reason, does not count. With --files, the sample comes from that many files, and only the test files
that name their modules are asked: minutes instead of hours. With --whole, what they let live is asked of whole commands.
"""

import argparse
import difflib
import functools
import gc
import hashlib
import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import mutmut.__main__ as mutmut
import yaml
from mutmut.configuration import config
from mutmut.mutation.diff_apply import read_functions_from_index
from mutmut.runners.harness import PytestRunner
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name
from whole_commands import noticed

ROOT = Path(__file__).parents[2]
SURVIVORS = Path(__file__).parent / "survivors.yaml"
PACKAGE = Path("src/asnkarier")
WORK = ROOT / "mutants"
ROOMS = ("analysis", "sheets", "rules")
# The tests of these rooms; what runs whole commands asks about the same lines, at a hundred times the price.
TESTS = (
    "analysis", "assessment_results", "catalog", "cited_cells", "competency_groups", "eselon_by_name", "gates", "jenjang",
    "kept_ages", "law", "listed_before", "model", "participants", "readiness", "regulation", "rules", "sheets", "shortlist",
    "standards", "unit_tree", "unknown_parts",
)  # fmt: skip
WIDE = {
    "rules": ("rules_",),
    "sheets": ("sheets_header", "sheets_rows", "sheets_table"),
    "sheets/legacy": ("sheets_legacy",),
    "sheets/standards": ("standards_import", "standards_roundtrip"),
}
# Where mutmut's wrapper is imported without its package: the reading child process knows the standard library alone.
WRAPPER = '''"""Stands in for mutmut in a process that cannot see it."""

import os
from functools import wraps

MutantDict = dict


def wrap_in_trampoline(mutants, is_classmethod=False):
    def mutated(function):
        module, _, name = os.environ.get("MUTANT_UNDER_TEST", "").rpartition(".")

        @wraps(function)
        def call(*words, **more):
            key = name if module == function.__module__ and name in mutants else "_mutmut_orig"
            target = mutants[key]
            if is_classmethod:
                return getattr(words[0], target.__name__)(*words[1:], **more)
            return target(*words, **more)

        return call

    return mutated
'''
# The child process is not seen by the map of tests: whoever starts it tests what runs in it.
IN_CHILD = "asnkarier.sheets.legacy."
STARTS_CHILD = "asnkarier.sheets.legacy.reader.x__run"


def main() -> int:
    """Run the sample, write `mutants/account.json` and print the account; 1 when the score is below --least."""
    words = argparse.ArgumentParser(description=__doc__)
    for room, number in zip(ROOMS, (130, 130, 60), strict=True):
        words.add_argument(f"--{room}", type=int, default=number)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--files", type=int, default=0)
    words.add_argument(
        "--seconds", type=float, default=0.0, help="of tests for one mutant, the fastest first"
    )
    words.add_argument(
        "--again", action="store_true", help="try only those of the sample that are not killed yet"
    )
    words.add_argument(
        "--whole", action="store_true", help="ask whole commands about what the tests of the rooms let live"
    )
    words.add_argument("--least", type=float, default=0.0)
    chosen = words.parse_args()
    found = {str(test) for room in TESTS for test in Path("tests").glob(f"test_{room}*.py")}
    config().pytest_add_cli_args_test_selection = sorted(found)
    wanted = {room: getattr(chosen, room) for room in ROOMS}
    if chosen.files:
        only(pick_files(chosen.files, chosen.seed))
    if not chosen.again:
        shutil.rmtree(WORK, ignore_errors=True)  # what another sample left there would pass for mutated
    prepare()
    names = sample(wanted, chosen.seed)
    tried = [name for name, fate, _ in outcomes(names) if fate != "killed"] if chosen.again else names
    mutmut.tests_for_mutant_names = lambda _names: {
        "tests/test_model_names.py"
    }  # the map was made of passing tests
    PytestRunner.run_stats = tolerant(PytestRunner.run_stats)
    PytestRunner.run_tests = forgetful(PytestRunner.run_tests)
    collect = mutmut.collect_or_load_stats

    def collect_and_lend(*places: object, **more: object) -> None:
        collect(*places, **more)
        lend_tests(names)
        if chosen.seconds:
            quickest(names, chosen.seconds)

    mutmut.collect_or_load_stats = collect_and_lend
    if tried:
        mutmut._run(tried, 1)
    return account(names, chosen.least, whole=chosen.whole)


def tolerant(run_stats: Callable[..., int]) -> Callable[..., int]:
    """Let the map be made to the end: a test that fails on wrapped functions is left out of it, not the end of it."""

    def run(self: PytestRunner, *, tests: Iterable[str]) -> int:
        failed: set[str] = set()

        class Watch:
            def pytest_runtest_logreport(self, report: Any) -> None:
                if report.failed:
                    failed.add(report.nodeid)

        execute = self.execute_pytest
        self.execute_pytest = lambda words, plugins=(): execute(  # type: ignore[method-assign]
            [word for word in words if word != "-x"], plugins=[*plugins, Watch()]
        )
        code = run_stats(self, tests=tests)
        self.execute_pytest = execute  # type: ignore[method-assign]
        for found in state().tests_by_mangled_function_name.values():
            found.difference_update(failed)
        sys.__stderr__.writelines(f"left out: {test}\n" for test in sorted(failed))
        return 0 if code in {0, 1} else code

    return run


def forgetful(run_tests: Callable[..., int]) -> Callable[..., int]:
    """Let a mutant's process forget what functions remembered while the map was made: the mutant would not be asked."""

    def run(self: PytestRunner, **words: Any) -> int:
        for one in gc.get_objects():
            if isinstance(one, functools._lru_cache_wrapper) and str(one.__module__).startswith("asnkarier"):
                one.cache_clear()
        return run_tests(self, **words)

    return run


def only(files: list[Path]) -> None:
    """Mutate `files` alone, and ask only the tests that name their modules."""
    config().only_mutate = [str(file) for file in files]
    config().pytest_add_cli_args_test_selection = sorted({test for file in files for test in near(file)})


def pick_files(count: int, seed: int) -> list[Path]:
    """Return `count` files, as many of each room, drawn by lot among those that tests name; the same while they exist."""
    found: list[Path] = []
    for at, room in enumerate(ROOMS):
        there = [file for file in (PACKAGE / room).rglob("*.py") if near(file)]
        share = (count + len(ROOMS) - 1 - at) // len(ROOMS)
        found += sorted(there, key=lambda file: lot(seed, file))[:share]
    return found


def lot(seed: int, name: object) -> bytes:
    """Return the lot of a name: the order of lots is the same everywhere, whatever else is drawn from."""
    return hashlib.sha256(f"{seed} {name}".encode()).digest()


def near(file: Path) -> list[str]:
    """Return the test files that name the module, and those that go through its whole room quickly."""
    module = ".".join(file.with_suffix("").parts[1:])
    package, _, name = module.rpartition(".")
    names = re.compile(rf"{re.escape(module)}\b|from {re.escape(package)} import [^\n]*\b{name}\b")
    tests = config().pytest_add_cli_args_test_selection
    rooms = [room.as_posix() for room in file.relative_to(PACKAGE).parents]
    wide = tuple(f"tests/test_{start}" for room in rooms for start in WIDE.get(room, ()))
    return [test for test in tests if test.startswith(wide) or names.search(Path(test).read_text("utf-8"))]


def prepare() -> None:
    """Make the mutants, so that there is something to sample from."""
    WORK.mkdir(exist_ok=True)
    mutmut.set_mutant_under_test("mutant_generation")
    with mutmut.CatchOutput(spinner_title="Generating mutants"):
        mutmut.copy_src_dir()
        mutmut.copy_also_copy_files()
        mutmut.create_mutants(1)
    stand_in = WORK / "src" / "mutmut" / "mutation"
    stand_in.mkdir(parents=True, exist_ok=True)
    for file, text in (("../__init__.py", ""), ("__init__.py", ""), ("trampoline.py", WRAPPER)):
        (stand_in / file).write_text(text, encoding="utf-8")


def sample(wanted: dict[str, int], seed: int) -> list[str]:
    """Return the names of as many mutants of each room as are wanted; most stay the same while the code grows."""

    names: list[str] = []
    for room, count in wanted.items():
        there = [
            name
            for file in mutmut.walk_mutatable_files()
            if Path(file).is_relative_to(PACKAGE / room)
            for name in json.loads((WORK / f"{file}.meta").read_text("utf-8"))["exit_code_by_key"]
        ]
        names += sorted(there, key=lambda name: lot(seed, name))[:count]
    return names


def lend_tests(names: Iterable[str]) -> None:
    """Give what runs in the child process the tests of what starts it."""
    tests = state().tests_by_mangled_function_name
    for name in names:
        function = mangled_name_from_mutant_name(name)
        if name.startswith(IN_CHILD):
            tests[function] = tests.get(function, set()) | tests.get(STARTS_CHILD, set())


def quickest(names: Iterable[str], seconds: float) -> None:
    """Ask only as many tests about each mutant as run in `seconds`, the fastest first."""
    tests, takes = state().tests_by_mangled_function_name, state().duration_by_test
    for function in {mangled_name_from_mutant_name(name) for name in names}:
        left, kept = seconds, set()
        for test in sorted(tests.get(function, ()), key=lambda one: takes[one]):
            left -= takes[test]
            if left < 0 and kept:
                break
            kept.add(test)
        tests[function] = kept


def change(name: str, file: Path) -> str:
    """Return what a mutant changes: `function: old → new`, the same wherever the function stands."""
    functions = read_functions_from_index(name, file)
    if functions is None:
        return name
    before, after = ("".join(mutmut.cst.Module([part]).code).splitlines() for part in functions)
    lines = [line for line in difflib.ndiff(before, after) if line[:2] in {"- ", "+ "}]
    old = " ".join(line[2:].strip() for line in lines if line[0] == "-")
    new = " ".join(line[2:].strip() for line in lines if line[0] == "+")
    return f"{functions[0].name.value}: {old} → {new}"


def outcomes(names: Iterable[str]) -> Iterator[tuple[str, str, Path]]:
    """Yield each mutant of the sample with its fate and its file."""
    wanted = set(names)
    for file in sorted(mutmut.walk_mutatable_files()):
        if not (WORK / f"{file}.meta").exists():
            continue
        data = mutmut.SourceFileMutationData(path=file)
        data.load()
        for name, code in data.exit_code_by_key.items():
            if name in wanted:
                yield name, mutmut.status_by_exit_code[code], file


def account(names: list[str], least: float, *, whole: bool) -> int:
    """Print killed / (sampled - equivalent) and every survivor that nobody has explained; of both kinds of tests if `whole`."""
    known = yaml.safe_load(SURVIVORS.read_text("utf-8")) or {} if SURVIVORS.exists() else {}
    fates: Counter[str] = Counter()
    open_ones = []
    for name, fate, file in outcomes(names):
        told = change(name, file)
        module = str(file.relative_to(PACKAGE))
        if fate in {"killed", "timeout", "segfault"}:
            fates["killed"] += 1
        elif told in known.get(module, {}):
            fates["equivalent"] += 1
        else:
            open_ones.append({"file": module, "change": told, "fate": fate, "name": name})
    print(f"{len(names)} mutants, {fates['equivalent']} equivalent")
    counted = fates["killed"] + len(open_ones)
    score = told_score("by the tests of the rooms", fates["killed"], counted)
    if whole:
        found = noticed(WORK, [one["name"] for one in open_ones])
        open_ones = [one for one in open_ones if one["name"] not in found]
        fates["by_whole_commands"] = len(found)
        score = told_score("with whole commands", counted - len(open_ones), counted)
    for one in open_ones:
        print(f"{one['fate']}: {one['file']}: {one['change']}")
    fates["survived"] = len(open_ones)
    (WORK / "account.json").write_text(
        json.dumps({"score": score, **fates, "survivors": open_ones}, indent=1), "utf-8"
    )
    return int(score < least)


def told_score(by: str, killed: int, counted: int) -> float:
    """Print and return how many of a hundred mutants were killed."""
    score = 100 * killed / counted if counted else 100.0
    print(f"killed {by}: {killed} of {counted}, {score:.1f} %", flush=True)
    return score


if __name__ == "__main__":
    sys.exit(main())

"""Ask whole commands about what the tests of the rooms let live: an output shows what no unit test names.

Each mutant is tried in a process of its own, as these tests import a whole agency first; the stand-in of mutmut's wrapper
that `run.py` wrote into the copy of the source is told by the environment which mutant it is.
"""

import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterable, Sequence
from math import ceil
from pathlib import Path

# Every command on the sample agency and small offices, the quick ones first.
TESTS = (
    "tests/test_truth.py",
    "tests/test_trials_decisions.py",
    "tests/test_golden_outputs.py",
)
# Of processor time, in times of what the tests take unchanged; who takes longer was noticed.
PATIENCE = 3.0
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)
# How pytest ends when tests failed, or when the changed code could not even be imported.
NOTICED = {1, 2}


def noticed(work: Path, names: Sequence[str]) -> set[str]:
    """Return those of the mutants in the folder `work` that whole commands notice; says how each ended."""
    if not names:
        return set()
    before = _processor_time()
    clean = _asked(work, "", ["-rfE"])
    if clean.returncode not in {0, 1}:
        raise SystemExit(f"the tests of whole commands do not run:\n{clean.stdout}")
    limit = ceil(PATIENCE * (_processor_time() - before))
    # What fails unchanged tells nothing of a change.
    left_out = FAILED.findall(clean.stdout)
    for test in left_out:
        print(f"left out: {test}")
    words = ["-x", *(word for test in left_out for word in ("--deselect", test))]
    found = set()
    for name in names:
        code = _asked(work, name, words, limit).returncode
        if code in NOTICED or code < 0:
            found.add(name)
        elif code:
            raise SystemExit(f"pytest ended with {code} about {name}")
        print(f"whole commands {'noticed' if name in found else 'let live'} {name}", flush=True)
    return found


def _asked(
    work: Path, name: str, words: Iterable[str], limit: int | None = None
) -> subprocess.CompletedProcess[str]:
    own = ["--no-cov", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *own, *words, *TESTS],
        cwd=work,
        env=os.environ | {"PYTHONPATH": str(work / "src"), "MUTANT_UNDER_TEST": name},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=None if limit is None else lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)),
    )


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

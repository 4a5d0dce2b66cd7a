"""Properties of the stores, plans and rules with all of their random cases; `make test` tries a part of them each time.

python tests/reliability/properties.py [--quick]
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

from examples import WHOLE  # noqa: E402 - the folder of tests is no package

_CASES = re.compile(r"few\(\d+, whole=(\d+)\)")
_PASSED = re.compile(r"(\d+) passed")


def main() -> int:
    """Run the files that try few cases in `make test`; the short form only the smallest of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    cases = {
        path: _CASES.findall(path.read_text(encoding="utf-8")) for path in sorted(TESTS.glob("test_*.py"))
    }
    files = [path for path, found in cases.items() if found]
    if quick:
        files = [path for path in files if path.stem == "test_training_expected"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-m", "hypothesis", "-p", "no:cacheprovider", *files],
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {WHOLE: "1"},
    )
    passed = _PASSED.search(done.stdout)
    if done.returncode or passed is None:
        print(done.stdout[-3000:], done.stderr[-1000:], "FAILED: a property does not hold", sep="\n")
        return 1
    most = sum(int(one) for path in files for one in cases[path])
    print(
        f"ok: {passed[1]} properties in {len(files)} files hold; up to {most:,} random cases where `make test` tries a part"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

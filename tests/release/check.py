"""Is what we would hand out installable? Wheel and sdist are built, installed from the lock into clean environments, and used.

`make release-check`. Every Python from 3.11 to 3.14 that this machine offers is tried, the sdist on the first; which ones
were not there is said. Exit 1 when any of it fails.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
# What a newcomer does first, in an empty folder, by the installed command: nothing of the checkout is in sight.
STEPS = (
    ("--version",),
    ("init", "kantor"),
    ("demo", "contoh"),
    ("--config", "contoh/config.yaml", "gap", "--format", "json", "--output", "gap.json"),
    ("--config", "contoh/config.yaml", "doctor"),
)


def interpreters() -> dict[str, str]:
    """Return the interpreters that run here, by version. A shim that stands for a version that is not installed does not count."""
    found = {}
    for version in VERSIONS:
        path = shutil.which(f"python{version}")
        places = [path] if path else []
        places += [
            str(one) for one in sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}"))
        ]
        for place in places:
            told = subprocess.run(
                [place, "-c", "import sys, ssl, sqlite3, venv; print(sys.version_info[:2])"],
                capture_output=True,
                text=True,
                check=False,
            )
            if told.returncode == 0 and told.stdout.strip() == str(tuple(map(int, version.split(".")))):
                found[version] = place
                break
    return found


def build(folder: Path) -> dict[str, Path]:
    """Build both into `folder`; return them by their kind."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return {"wheel": next(folder.glob("*.whl")), "sdist": next(folder.glob("*.tar.gz"))}


def try_one(python: str, made: Path, folder: Path) -> str:
    """Install `made` with the locked libraries into an environment of its own and use it; return what failed, empty when nothing did."""
    environment = {
        name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}
    }
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    subprocess.run([python, "-m", "venv", str(folder / "env")], check=True, env=environment)
    inside = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = [str(inside / "python"), "-m", "pip", "install", "--quiet"]
    lock = [*install, "--require-hashes", "--no-deps", "-r", str(ROOT / "requirements.lock")]
    own = [*install, "--no-deps", "--no-build-isolation", str(made)]
    commands = [
        lock,
        own,
        [str(inside / "python"), "-m", "pip", "check"],
        *([str(inside / "asn"), *step] for step in STEPS),
    ]
    for command in commands:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            return f"{' '.join(command[1:])}: exit {done.returncode}\n{done.stderr[-2000:]}"
    return ""


def main() -> int:
    """Print a line for each Python; return how many failed, 1 at most."""
    here, failed = interpreters(), 0
    with tempfile.TemporaryDirectory() as place:
        made = build(Path(place))
        for number, (version, python) in enumerate(here.items()):
            for kind in ("wheel", "sdist") if number == 0 else ("wheel",):
                folder, begun = Path(place) / f"{kind}-{version}", time.monotonic()
                folder.mkdir()
                fault = try_one(python, made[kind], folder)
                failed |= bool(fault)
                print(
                    f"Python {version}, {kind}: {fault or 'in order'} ({time.monotonic() - begun:.0f} s)",
                    flush=True,
                )
    missing = [version for version in VERSIONS if version not in here]
    print(f"not on this machine: {', '.join(missing) or 'none'}")
    return int(failed or not here)


if __name__ == "__main__":
    sys.exit(main())

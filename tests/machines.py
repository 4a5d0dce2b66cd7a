"""What a script prints on two machines that differ in hash seed, time zone and locale."""

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
MACHINES = (("0", "UTC", "C"), ("4711", "Asia/Jayapura", "id_ID.UTF-8"))


def told_by_machines(script: str) -> list[str]:
    """Run `script` once for each machine, side by side, and return what each printed."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": tongue, "PYTHONPATH": str(SOURCE)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, zone, tongue in MACHINES
    ]
    return [one.communicate()[0] for one in running]

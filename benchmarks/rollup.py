"""`asn rollup` over hundreds of agencies: how long, how much memory, and the same lines one after the other, in processes and on Dask.

The agencies are few stores counted many times, each under a folder of its own: what one task costs does not depend on whose people they are.
Copies of one store count once in the command; here the tasks are given to the same code below that check.
"""

import argparse
import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

from asnkarier.analysis.rollup.lines import Lines, lines_of
from asnkarier.workflows.rollup.one_agency import Asked, Counted, count_agency
from asnkarier.workflows.rollup.running import answers

AS_OF = date(2026, 11, 1)


def tasks(folders: list[Path], agencies: int, people: int, sizes: list[int]) -> list[Asked]:
    """Return so many tasks over the stores (largest last), mixed so that all of them together have about so many people."""
    small, large = sizes[0], sizes[-1]
    many = min(agencies, max(0, round((people - agencies * small) / max(1, large - small))))
    chosen = [folders[-1]] * many + [folders[0]] * (agencies - many)
    return [Asked(str(one / "config.yaml"), f"{place:04d}", AS_OF, 10.0) for place, one in enumerate(chosen)]


def counted(asked: list[Asked], jobs: int | None, scheduler: str | None) -> tuple[Lines, int]:
    """Return the lines of all agencies, and how many people they have."""
    found = list(answers(count_agency, asked, jobs=jobs, scheduler=scheduler))
    wrong = [one for one in found if not isinstance(one, Counted)]
    if wrong:
        raise SystemExit(f"not counted: {wrong[0]}")
    tallies = {one.folder: one.tally for one in sorted(found, key=lambda one: one.folder)}
    return lines_of(tallies), sum(one.people for one in tallies.values())


def measured(name: str, asked: list[Asked], jobs: int | None = None, scheduler: str | None = None) -> str:
    """Count, print what it took, and return the lines as JSON."""
    begun, before = time.perf_counter(), _cpu()
    lines, people = counted(asked, jobs, scheduler)
    wall, cpu = time.perf_counter() - begun, _cpu() - before
    peak = (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        // 1024
    )
    print(
        f"{name}: {len(asked)} agencies, {people:,} people: {wall:.1f} s, {cpu:.1f} CPU s, largest process {peak} MB",
        flush=True,
    )
    return json.dumps([lines.rows, lines.gaps, lines.agencies], default=str, sort_keys=True)


def _cpu() -> float:
    return sum(
        one.ru_utime + one.ru_stime
        for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="agencies, the smallest first")
    parser.add_argument("--agencies", type=int, default=600)
    parser.add_argument("--people", type=int, default=5_500_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--share",
        type=float,
        default=0.1,
        help="of the tasks that are also counted one after the other and on Dask",
    )
    asked = parser.parse_args()
    folders = [one.resolve() for one in asked.folders]
    sizes = []
    for one in folders:
        found = count_agency(Asked(str(one / "config.yaml"), "x", AS_OF, 10.0))
        if not isinstance(found, Counted):
            raise SystemExit(f"{one}: {found}")
        sizes.append(found.tally.people)
    every = tasks(folders, asked.agencies, asked.people, sizes)
    part = every[:: max(1, round(1 / asked.share))]
    alone = measured("one after the other", part, jobs=1)
    pool = measured(f"{asked.jobs} processes", part, jobs=asked.jobs)
    from distributed import LocalCluster

    with LocalCluster(n_workers=asked.jobs, threads_per_worker=1, dashboard_address=None) as cluster:
        dask = measured(
            f"Dask, {asked.jobs} workers (their CPU is not in the figure)",
            part,
            scheduler=cluster.scheduler_address,
        )
    same = alone == pool == dask
    print(f"the same lines in all three: {same}", flush=True)
    measured(f"{asked.jobs} processes", every, jobs=asked.jobs)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())

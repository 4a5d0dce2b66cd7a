"""What shortlists, placement, succession and the talent map leave open, against random completions of what is not known in invented agencies."""

import sys
from collections.abc import Sequence
from pathlib import Path

from figures import main

import test_shortlist_completions as told


def run(quick: bool, _folder: Path) -> tuple[str, Sequence[str]]:
    seeds = range(100, 101 if quick else 130)
    faults = []
    for seed in seeds:
        for one in (told.check_ends, told.check_verdicts, told.check_placement, told.check_succession):
            for post in range(len(told.TARGETS)):
                faults += _fault(one, seed, post)
        faults += _fault(told.check_boxes, seed)
        told.forget()
    worlds = len(seeds) * told.WORLDS
    return (
        f"{worlds} completions of {len(seeds)} agencies for {len(told.TARGETS)} posts and the map, {len(faults)} outside what was told",
        faults,
    )


def _fault(check, *place: int) -> list[str]:
    try:
        check(*place)
    except AssertionError as wrong:
        return [f"{check.__name__} {place}: {str(wrong)[:200]}"]
    return []


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", run))

"""Posts that a placement fills or leaves empty: what would open the empty ones, and what the others lean on."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.answers.leaning import leaning_marks
from asnkarier.agency.answers.next_steps import bring, everybody_for, steps_for
from asnkarier.agency.gates.obstacles import Obstacles, obstacles_of
from asnkarier.agency.judging import judge_by_way
from asnkarier.agency.posts import Post
from asnkarier.agency.succession.service import service_in
from asnkarier.analysis.placement.routes import ROTATION
from asnkarier.model.book import Leaning, NextStep
from asnkarier.model.said import said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

# How the codes of posts begin that a plan itself opens.
OPENED: Final = "BUKA-"
_NOT_JUDGED: Final = frozenset({"class_unknown", "class_without_rules"})
# More facts or other people fill these; what limits of moves or policies leave empty they do not.
_TOO_FEW: Final = frozenset({"no_candidate", "too_few"})


def mark_placed(
    now: "Snapshot", posts: Sequence[Post], rows: Sequence[dict[str, Any]], found: Sequence[Leaning]
) -> None:
    """Put `leans_on` into each row of a placement; somebody who rotates is not judged by the gates and leans on nothing."""
    by_code = {one.code: one for one in posts}
    raised: dict[date | None, list[str]] = {}
    for row in rows:
        row["leans_on"] = ()
        if row["route"] != ROTATION:
            raised.setdefault(by_code[row["vacancy"]].tmt, []).append(row["nip"])
    # Judged again among those alone whom the plan raises on that day.
    among = {day: now.ahead(day).among(nips) for day, nips in raised.items()}
    for row in rows:
        if row["route"] != ROTATION:
            post, nip = by_code[row["vacancy"]], row["nip"]
            some = among[post.tmt]
            row["leans_on"] = leaning_marks(some, judge_by_way(some, post), found, [nip])[0][nip]


def mark_service(now: "Snapshot", posts: Sequence[Post], rows: Sequence[dict[str, Any]]) -> None:
    """Put into each row of a placement until when the person could serve in the post, see `service_in`."""
    by_code = {one.code: one for one in posts}
    of_post: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        of_post.setdefault(row["vacancy"], []).append(row)
    for code, mine in of_post.items():
        told = service_in(now, by_code[code], [row["nip"] for row in mine]).to_dict("records")
        for row, one in zip(mine, told, strict=True):
            row |= {str(key): None if value is pd.NaT else value for key, value in one.items()}


def before_empty(
    now: "Snapshot", posts: Sequence[Post], unfilled: Sequence[dict[str, Any]]
) -> tuple[Obstacles, tuple[NextStep, ...]]:
    """Return what stands before the posts for which there are too few candidates, and what would open them: the facts waited for, and the class of a vacancy.

    The requirement that most people do not meet is put into the line of each (`obstacle`, `obstacle_title`, `obstacle_people`, `obstacle_citation`).
    """
    # A vacancy of many places may have two lines: places for which nobody is left, and places of people who serve better elsewhere.
    lines = {line["vacancy"]: line for line in unfilled if line["reason"] in _TOO_FEW}
    found = obstacles_of(now, [one for one in posts if one.code in lines])
    for row in found.gates.drop_duplicates("vacancy").to_dict("records"):
        # Where everybody's facts are only missing, no requirement is known to stop anybody.
        if row["not_met"]:
            lines[row["vacancy"]] |= {
                "obstacle": row["rule_id"],
                "obstacle_title": row["title"],
                "obstacle_people": row["not_met"],
                "obstacle_citation": row["citation"],
            }
    steps = list(steps_for(found.lacks, now.dossiers.count))
    if classless := sum(line["reason"] == "class_unknown" for line in unfilled):
        steps.append(NextStep(said("step_vacancy_class", count=classless), bring("vacancies")))
    named = (
        line
        for line in unfilled
        if line["reason"] not in _NOT_JUDGED and not line["vacancy"].startswith(OPENED)
    )
    steps += [everybody_for(line["vacancy"], line["jabatan"]) for line in islice(named, 1)]
    return found, tuple(steps)

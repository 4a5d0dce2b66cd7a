"""Posts that a placement fills or leaves empty: what would open the empty ones, and what the others lean on."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from asnkarier.agency.answers.leaning import leaning_marks
from asnkarier.agency.answers.next_steps import bring, everybody_for, lacks_of_many, steps_for
from asnkarier.agency.judging import in_turn, judge, judge_by_way, rises
from asnkarier.agency.posts import Post
from asnkarier.analysis.gates.remedies import Blocker
from asnkarier.analysis.placement.routes import PROMOTION
from asnkarier.analysis.readiness.gates import waited_for
from asnkarier.model.book import Leaning, NextStep
from asnkarier.model.said import said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

# How the codes of posts begin that a plan itself opens.
OPENED: Final = "BUKA-"
_NOT_JUDGED: Final = frozenset({"class_unknown", "class_without_rules"})


def mark_placed(
    now: "Snapshot", posts: Sequence[Post], rows: Sequence[dict[str, Any]], found: Sequence[Leaning]
) -> None:
    """Put `leans_on` into each row of a placement; somebody who rotates is not judged by the gates and leans on nothing."""
    by_code = {one.code: one for one in posts}
    raised: dict[date | None, list[str]] = {}
    for row in rows:
        row["leans_on"] = ()
        if row["route"] == PROMOTION:
            raised.setdefault(by_code[row["vacancy"]].tmt, []).append(row["nip"])
    # Judged again among those alone whom the plan raises on that day.
    among = {day: now.ahead(day).among(nips) for day, nips in raised.items()}
    for row in rows:
        if row["route"] == PROMOTION:
            post, nip = by_code[row["vacancy"]], row["nip"]
            some = among[post.tmt]
            row["leans_on"] = leaning_marks(some, judge_by_way(some, post), found, [nip])[0][nip]


def steps_for_empty(
    now: "Snapshot", posts: Sequence[Post], unfilled: Sequence[dict[str, Any]]
) -> Iterator[NextStep]:
    """Yield what would open the posts that stay empty: the facts that candidates wait for, and the class of a vacancy."""
    empty = {line["vacancy"]: line for line in unfilled if line["reason"] not in _NOT_JUDGED}
    yield from steps_for(
        lacks_of_many(_waited_for(now, posts, empty), now.dossiers.count), now.dossiers.count
    )
    if classless := sum(line["reason"] == "class_unknown" for line in unfilled):
        yield NextStep(said("step_vacancy_class", count=classless), bring("vacancies"))
    named = (line for code, line in empty.items() if not code.startswith(OPENED))
    yield from (everybody_for(line["vacancy"], line["jabatan"]) for line in islice(named, 1))


def _waited_for(now: "Snapshot", posts: Sequence[Post], empty: Collection[str | None]) -> Iterator[Blocker]:
    left = [one for one in posts if one.code in empty]
    for place in in_turn(left):
        then = now.ahead(left[place].tmt)
        yield from waited_for(judge(then, left[place]).eligibility, rises(then, left[place]))

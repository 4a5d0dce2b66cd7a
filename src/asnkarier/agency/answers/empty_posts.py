"""Posts that a placement fills or leaves empty: what would open the empty ones, and what the others lean on."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from asnkarier.agency.answers.leaning import leaning_marks
from asnkarier.agency.answers.next_steps import bring, everybody_for, lacks_of, steps_for
from asnkarier.agency.judging import Offer, rises
from asnkarier.analysis.placement.routes import PROMOTION
from asnkarier.analysis.readiness.blockers import all_blocked
from asnkarier.analysis.readiness.gates import next_blockers
from asnkarier.model.book import Leaning, NextStep
from asnkarier.model.said import said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

# How the codes of posts begin that a plan itself opens.
OPENED: Final = "BUKA-"
_NOT_JUDGED: Final = frozenset({"class_unknown", "class_without_rules"})


def mark_placed(
    now: "Snapshot", offers: Sequence[Offer], rows: Sequence[dict[str, Any]], found: Sequence[Leaning]
) -> None:
    """Put `leans_on` into each row of a placement; somebody who rotates is not judged by the gates and leans on nothing."""
    posts = {one.post.code: one.post for one in offers}
    for row in rows:
        row["leans_on"] = ()
        if row["route"] == PROMOTION:
            post, nip = posts[row["vacancy"]], row["nip"]
            row["leans_on"] = leaning_marks(now.ahead(post.tmt), post, found, [nip])[0][nip]


def steps_for_empty(
    now: "Snapshot", offers: Sequence[Offer], unfilled: Sequence[dict[str, Any]]
) -> Iterator[NextStep]:
    """Yield what would open the posts that stay empty: the facts that candidates wait for, and the class of a vacancy."""
    empty = {line["vacancy"]: line for line in unfilled if line["reason"] not in _NOT_JUDGED}
    waiting = [
        next_blockers(one.judged.eligibility, rises(now.ahead(one.post.tmt), one.post))
        for one in offers
        if one.post.code in empty
    ]
    yield from steps_for(lacks_of(all_blocked(waiting)), now.dossiers.count)
    if classless := sum(line["reason"] == "class_unknown" for line in unfilled):
        yield NextStep(said("step_vacancy_class", count=classless), bring("vacancies"))
    named = (line for code, line in empty.items() if not code.startswith(OPENED))
    yield from (everybody_for(line["vacancy"], line["jabatan"]) for line in islice(named, 1))

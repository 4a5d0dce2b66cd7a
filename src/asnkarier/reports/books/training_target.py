"""What the report of a plan of years says of wishes that cannot be had, and of a target that is not met."""

from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Column, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.said import Said

CONFLICT_COLUMNS: Final = (
    Column("resource", N_("What stands against it"), "status"),
    Column("name", N_("Of which")),
    Column("tahun", N_("Year"), "integer"),
    Column("periode", N_("Period"), "integer", importance=5),
    Column("limit", N_("There is"), "money"),
    Column("needed", N_("Has to be"), "money"),
)
HELD_BACK_COLUMNS: Final = (
    Column("why", N_("Why"), "status"),
    Column("gaps", N_("Gaps"), "integer"),
    Column("levels", N_("Levels"), "level"),
)
NEXT_AT_TARGET: Final = N_(
    "Next in line: who waits for the same course in the same year and period and closes most by it. Would come in at: the price of that one place at which a "
    "plan one exchange away costs less and still reaches the target. What more money or one more seat would close is not asked: this plan closes what it has to."
)
NEXT_BELOW_TARGET: Final = N_(
    "Next in line: who waits for the same course in the same year and period and closes most by it. Would come in at: the price of that one place at which a "
    "plan one exchange away costs less and still closes as much as this one."
)
UNBOUND: Final = N_(
    "A target asks what it costs: the budget, the funds and the budgets of units in config.yaml are no limit of it, --budget is. What the plan takes of each fund and unit stands "
    "among what is shared, beside what there is."
)


def target_blocks(
    wishes: tuple[Said, ...], conflicts: pd.DataFrame, held_back: pd.DataFrame | None
) -> list[Block]:
    """Return what cannot be had, what would have to give way, and what keeps gaps open where a target is not met (None: it is met, or none is asked)."""
    blocks: list[Block] = []
    if wishes:
        title = N_("What would have to give way, the least of all")
        blocks += [
            Text(wishes, N_("What cannot be had")),
            Table("conflicts", title, CONFLICT_COLUMNS, conflicts, terminal_limit=15),
        ]
    if held_back is not None:
        blocks.append(Table("held_back", N_("What keeps the other gaps open"), HELD_BACK_COLUMNS, held_back))
    return blocks


def next_note(*, reached: bool) -> str:
    """Return how to read who is next in line in a plan of a target."""
    return NEXT_AT_TARGET if reached else NEXT_BELOW_TARGET

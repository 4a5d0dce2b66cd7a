"""What a plan of training shares and uses up, and the hours of a year that it leaves people short of."""

from typing import Final

import pandas as pd

from asnkarier.model.book import Column, Table
from asnkarier.model.messages import N_

CAPACITY_COLUMNS: Final = (
    Column("resource", N_("What is shared"), "status"),
    Column("name", N_("Of which"), importance=1),
    Column("tahun", N_("Year"), "integer", importance=1),
    Column("periode", N_("Period"), "integer", importance=4),
    Column("limit", N_("There is"), "money", importance=2),
    Column("used", N_("Used"), "money", importance=2),
    Column("price", N_("Worth of more"), "number", importance=2),
)
GOAL_COLUMNS: Final = (
    Column("tahun", N_("Year"), "integer"),
    Column("pns", N_("PNS"), "integer"),
    Column("below", N_("Below the least hours"), "integer"),
    Column("jp_short", N_("JP lacking"), "level"),
)
PRICES: Final = N_(
    "Worth of more: weighted levels for another million rupiah, another place, or another class, at the margin and where fractions are allowed."
)
GOAL: Final = N_(
    "Hours of the plan, in the year that runs with those recorded. Below the law is told; nobody is sent for that alone."
)


def capacity_block(capacity: pd.DataFrame) -> Table:
    """Return what people share and what the plan uses up of it. capacity: see `years.tables.CAPACITY`."""
    title = N_("What is shared and used up")
    return Table("capacity", title, CAPACITY_COLUMNS, capacity, terminal_limit=15, note=PRICES)


def goal_block(goal: pd.DataFrame) -> Table:
    """Return how many stay below the hours of training that the law asks of a year. goal: see `goal_of`."""
    return Table("goal", N_("Hours of training a year"), GOAL_COLUMNS, goal, note=GOAL)

"""The columns in which every report gives its findings: which requirement, what was found, and by which article."""

from typing import Final

from asnkarier.model.book import Column
from asnkarier.model.messages import N_

FINDING_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=0),
    Column("rule_id", N_("Rule"), importance=0, on_paper=False),
    Column("title", N_("Requirement"), width=44, importance=4),
    Column("result", N_("Result"), "status", importance=1),
    Column("decides", N_("May exclude"), "flag", terminal=False),
    Column("observed", N_("Found"), "said", width=40, importance=2),
    Column("required", N_("Required"), "said", width=34, importance=3),
    Column("reason", N_("Because"), "said", width=40, importance=7),
    Column("citation", N_("Legal basis"), width=40, importance=5),
    Column("status_sumber", N_("Source"), "status", importance=8),
    Column("mark", N_("Certainty"), "status", importance=9),
    Column("amended_unread", N_("Amended by, not read"), importance=10),
    Column("source", N_("Source cell"), width=36, importance=6),
)

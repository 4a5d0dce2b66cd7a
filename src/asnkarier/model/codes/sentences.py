"""Every code that something said may have, with its English sentence (msgid); codes are stable for ever."""

from typing import Final

from asnkarier.model.codes.empty import (
    CALENDAR_SENTENCES,
    DECISION_SENTENCES,
    EMPTY_SENTENCES,
    EVALUATION_SENTENCES,
    LEAVING_SENTENCES,
    NEEDS_SENTENCES,
    PEOPLE_SENTENCES,
    UNIT_SENTENCES,
)
from asnkarier.model.codes.findings import FAIRNESS_SENTENCES, FINDING_SENTENCES
from asnkarier.model.codes.reasons import REASONS
from asnkarier.model.codes.standards import OPINION_SENTENCES
from asnkarier.model.codes.steps import PLANNING_SENTENCES, RUN_SENTENCES, SERVICE_SENTENCES, STEP_SENTENCES

SENTENCES: Final[dict[str, str]] = {
    **FINDING_SENTENCES,
    **REASONS,
    **STEP_SENTENCES,
    **PLANNING_SENTENCES,
    **SERVICE_SENTENCES,
    **UNIT_SENTENCES,
    **EMPTY_SENTENCES,
    **EVALUATION_SENTENCES,
    **NEEDS_SENTENCES,
    **CALENDAR_SENTENCES,
    **OPINION_SENTENCES,
    **LEAVING_SENTENCES,
    **FAIRNESS_SENTENCES,
    **DECISION_SENTENCES,
    **PEOPLE_SENTENCES,
    **RUN_SENTENCES,
}

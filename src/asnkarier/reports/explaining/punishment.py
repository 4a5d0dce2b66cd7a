"""What the register says of punishments, in a sentence; silence is not a clean record."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from asnkarier.language import _, message
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import label_of
from asnkarier.reports.shown.numbers import long_day


def punishment_sentence(person: Mapping[str, Any], *, declared: bool = False) -> str:
    """Return the sentence of a row of employees (`hukuman_disiplin`, `hukuman_selesai`) and what was `cleared`.

    declared: the agency says that the register is complete, so a blank means never, as the gates and the points read it.
    """
    level, end = person["hukuman_disiplin"], person["hukuman_selesai"]
    if pd.isna(level) and person.get("cleared"):
        told = N_(
            "A complete list no longer says {level}: its cell is empty. That ends no punishment; it is unknown."
        )
        return message(told, level=label_of(str(person["cleared"])))
    if pd.isna(level) and declared:
        return _(N_("No list says anything about punishments; the register is declared complete, so never."))
    if pd.isna(level):
        return _(N_("No list says anything about punishments; that is unknown, not a clean record."))
    if pd.isna(end):
        return message(N_("According to the register: {level}."), level=label_of(str(level)))
    return message(
        N_("According to the register: {level}, until {day}."), level=label_of(str(level)), day=long_day(pd.Timestamp(end).date())
    )  # fmt: skip

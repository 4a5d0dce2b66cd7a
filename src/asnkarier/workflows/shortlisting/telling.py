"""What in the records of the agency tells one person alone: a post, a unit, a course, a day that nobody else has."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from asnkarier.model.said import Said, said
from asnkarier.model.terms import normalise

_RECORDS: Final = ("employees", "positions", "trainings", "appraisals", "credit_points", "competency_tests")
_TOGETHER: Final = "together"


@dataclass(frozen=True)
class Telling:
    """words (normalised) and days that stand in the records of one person only."""

    words: frozenset[str]
    days: frozenset[date]

    @classmethod
    def of(cls, frames: Mapping[str, pd.DataFrame]) -> "Telling":
        """Return what the lists of people and their histories tell of one person alone."""
        words, days = [], []
        for name in _RECORDS:
            frame = frames[name]
            for column in frame.columns.drop("nip"):
                if pd.api.types.is_datetime64_any_dtype(frame[column]):
                    days.append(frame[["nip", column]].dropna().set_axis(["nip", "value"], axis=1))
                elif not pd.api.types.is_numeric_dtype(frame[column]):
                    told = frame[["nip", column]].dropna().drop_duplicates()
                    words.append(told.set_axis(["nip", "value"], axis=1))
        texts = pd.concat(words, ignore_index=True)
        said_once = {one: normalise(str(one)) for one in texts["value"].unique()}
        texts["value"] = texts["value"].map(said_once)
        alone = _alone(pd.concat(days, ignore_index=True))
        return cls(frozenset(_alone(texts)) - {""}, frozenset(one.date() for one in alone))

    def tells(self, value: Any) -> bool:
        """Return whether a value, or anything inside it, stands in the records of one person only."""
        if isinstance(value, Said):
            return any(self.tells(fact) for _, fact in value.facts)
        if isinstance(value, (tuple, list)):
            return any(self.tells(one) for one in value)
        if isinstance(value, date):
            return date(value.year, value.month, value.day) in self.days
        return isinstance(value, str) and normalise(value) in self.words

    def hidden(self, value: Any) -> Any:
        """Return what may be said of a value where nobody is to be known by it."""
        if isinstance(value, Said) and value.code == _TOGETHER:
            parts = dict(value.facts)["parts"]
            return replace(value, facts=(("parts", tuple(self.hidden(one) for one in parts)),))  # type: ignore[union-attr]
        if isinstance(value, Said):
            return said("blind_hidden") if self.tells(value) else value
        return value


def _alone(told: pd.DataFrame) -> list[Any]:
    """Return the values that one person only has."""
    counts = told.drop_duplicates().groupby("value")["nip"].size()
    return counts.index[counts == 1].tolist()

"""How somebody's match with a standard comes about, in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from asnkarier.language import _, message
from asnkarier.model.messages import N_
from asnkarier.model.said import Said
from asnkarier.reports.shown.display import standard_words
from asnkarier.reports.shown.labels import competency_words, label_of
from asnkarier.reports.shown.numbers import notation
from asnkarier.reports.shown.sentences import sentence

Step = tuple[str, float | None, float]


def match_sentences(match: Mapping[str, Any], items: pd.DataFrame, steps: Sequence[Step]) -> Iterator[str]:
    """Yield what the figures of `match` say.

    match: the row of the report (`sum_counted`, `sum_required`, `jpm`, `jpm_low`, `jpm_high`, `jpm_uncapped`, `kategori`,
    `next_kategori`, `standar`). items: the competencies of the standard. steps: the smallest change, as (competency, level
    now or None, level then).
    """
    if pd.isna(match["standar"]):
        yield _(N_("No standard says what this post asks for, so there is nothing to compare."))
        return
    assessed = int(items["level"].notna().sum())
    yield message(
        N_("Measured against the standard {standard}; {assessed} of its {all} competencies are assessed."),
        standard=standard_words(match["standar"]), assessed=assessed, all=len(items),
    )  # fmt: skip
    if assessed:
        yield _arithmetic(match)
    yield from _span(match)
    yield _category(match)
    if steps:
        yield message(
            N_("The smallest change that leads to {category}: {steps}."),
            category=label_of(match["next_kategori"]), steps="; ".join(map(_step, steps)),
        )  # fmt: skip
    else:
        text = N_("No change leads to a higher category: {reason}.")
        yield message(text, reason=sentence(match["smallest_change_reason"]))


def _category(match: Mapping[str, Any]) -> str:
    reason = match["kategori_reason"]
    if not isinstance(reason, Said):
        return message(N_("Category: {category}."), category=label_of(match["kategori"]))
    category = label_of(match["kategori"]) if pd.notna(match["kategori"]) else label_of("unknown")
    text = N_("Category: {category} — {reason}.")
    return message(text, category=category, reason=sentence(reason))


def _arithmetic(match: Mapping[str, Any]) -> str:
    written = notation()
    text = message(
        N_(
            "Of the {required} levels that the assessed competencies ask for, {counted} are reached, each competency counted "
            "at most up to its standard: {counted} ÷ {required} × 100 makes a match of {jpm} percent."
        ),
        required=written.show(match["sum_required"], "level"),
        counted=written.show(match["sum_counted"], "level"),
        jpm=written.show(match["jpm"], "percent"),
    )
    if match["jpm_uncapped"] > match["jpm"]:
        more = message(
            N_(
                "Counted without that limit it would be {uncapped} percent; a surplus does not pay for a gap."
            ),
            uncapped=written.show(match["jpm_uncapped"], "percent"),
        )
        return f"{text} {more}"
    return text


def _span(match: Mapping[str, Any]) -> Iterator[str]:
    if match["jpm_low"] < match["jpm_high"]:
        written = notation()
        yield message(
            N_("What is not assessed yet can put the match anywhere between {low} and {high} percent."),
            low=written.show(match["jpm_low"], "percent"), high=written.show(match["jpm_high"], "percent"),
        )  # fmt: skip


def _step(step: Step) -> str:
    name, now, then = step
    written = notation()
    if now is None:
        sentence = N_("{competency} from not assessed to {then}")
        return message(sentence, competency=competency_words(name), then=written.show(then, "level"))
    return message(
        N_("{competency} from {now} to {then}"),
        competency=competency_words(name), now=written.show(now, "level"), then=written.show(then, "level"),
    )  # fmt: skip

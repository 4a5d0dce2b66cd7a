"""What the gates of a post say of somebody, in sentences: the verdict first, then what stands in the way."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import label_of
from asnkarier.reports.shown.numbers import long_day, notation
from asnkarier.reports.shown.sentences import law_text, rules_called, sentence

_VERDICTS: Final = {
    "eligible": N_("{name} meets every requirement for {post} that the data decide."),
    "one_gate_short": N_("{name} is one requirement short of {post}."),
    "ineligible": N_("{name} is not eligible for {post}."),
    "people_decide": N_("{name} meets all that data decide for {post}; people judge the rest."),
    "unknown": N_("Whether {name} is eligible for {post} cannot be said yet: data are missing."),
}
_DAYS: Final = {
    "eligible_then": N_("Eligible on {day} if nothing else changes."),
    "eligible_at_latest": N_("Eligible on {day} at the latest."),
    "eligible_at_latest_if_met": N_(
        "Eligible on {day} at the latest, if the requirements that are open turn out to be met."
    ),
    "eligible_from": N_(
        "Every requirement that the data decide is met from {day} on, if nothing else changes."
    ),
    "eligible_from_at_latest": N_(
        "Every requirement that the data decide is met on {day} at the latest, if nothing else changes."
    ),
    "eligible_from_as_far_as_data": N_(
        "What the data decide is met on {day} at the latest; people judge the rest."
    ),
    "eligible_by_vacancy": N_(
        "Every requirement that the data decide is met on {day}, when the post falls vacant."
    ),
}
_OPEN: Final = {
    "not_met": N_("Not met: {title}. Found: {observed}; required: {required}."),
    "unknown": N_("Cannot be said: {title}. Found: {observed}; required: {required}."),
}


def verdict_sentences(name: str, verdict: Mapping[str, Any], findings: pd.DataFrame) -> Iterator[str]:
    """Yield the verdict for the post, the day it is judged on, each requirement that is not met or open, the day, the score and the talent box."""
    yield message(_VERDICTS[verdict["status"]], name=name, post=verdict["jabatan"])
    if verdict["route_reason"] is not None:  # a functional post
        yield message(N_("Judged by this way: {reason}."), reason=sentence(verdict["route_reason"]))
    if pd.notna(verdict["judged_on"]):
        yield message(N_("Judged on {day}."), day=long_day(pd.Timestamp(verdict["judged_on"]).date()))
    for result, telling in _OPEN.items():
        for line in findings[findings["result"] == result].to_dict("records"):
            yield message(
                telling, title=law_text(line["title"]),
                observed=sentence(line["observed"]), required=sentence(line["required"]),
            )  # fmt: skip
            if result == "unknown" and line["reason"] not in ("", "data_missing"):
                yield message(N_("Why: {reason}."), reason=label_of(line["reason"]))
    if pd.notna(verdict["eligible_on"]):
        day = pd.Timestamp(verdict["eligible_on"]).date()
        telling = _DAYS[verdict["eligible_on_reason"].code]
        yield message(telling, day=long_day(day))
    elif verdict["status"] not in ("eligible", "people_decide"):
        told = N_("No day can be named on which time alone makes {name} eligible: {reason}.")
        called = dict(zip(findings["rule_id"], map(law_text, findings["title"]), strict=True))
        with rules_called(called):
            reason = sentence(verdict["eligible_on_reason"])
        yield message(told, name=name, reason=reason)
    by_hand = findings.loc[findings["result"] == "manual", "title"]
    if len(by_hand):
        yield message(
            N_("Left for people to assess: {titles}."), titles="; ".join(map(law_text, by_hand.tolist()))
        )
    if verdict["leans_on"]:
        told = N_("The verdict leans on {marks}, said at the end of this report.")
        yield message(told, marks=", ".join(verdict["leans_on"]))
    yield _score(verdict)
    yield _box(verdict)


def _score(verdict: Mapping[str, Any]) -> str:
    written = notation()
    low, high = (written.show(verdict[key], "number") for key in ("score", "score_high"))
    if low == high:
        return message(N_("Score: {low} of 100."), low=low)
    return message(
        N_("Score: {low} of 100, and {high} if all that is unknown were at its best."), low=low, high=high
    )


def _box(verdict: Mapping[str, Any]) -> str:
    axes = {key: _axis(verdict[f"{key}_label"]) for key in ("kinerja", "potensial")}
    if pd.isna(verdict["kotak"]):
        told = N_("No talent box yet: performance {kinerja}, potential {potensial}; {reason}.")
        return message(told, **axes, reason=sentence(verdict["kotak_reason"]))
    text = message(
        N_("Talent box {box}: performance {kinerja}, potential {potensial}."),
        box=int(verdict["kotak"]),
        **axes,
    )
    advice = verdict["rekomendasi"]
    return f"{text} {law_text(advice)}" if advice else text


def _axis(code: Any) -> str:
    return label_of(str(code) if pd.notna(code) and code else "unknown")


def weighted_parts(parts: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of a score (`component`, `weight`) with `part`: their name and weight in words."""
    sentence = N_("{part} (weight {weight})")
    names = [
        message(sentence, part=label_of(name), weight=weight)
        for name, weight in zip(parts["component"], parts["weight"], strict=True)
    ]
    return parts.assign(part=names)

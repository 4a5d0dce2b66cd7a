"""How far a shortlist is certain, in sentences, and what to find out first so that it is."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.reports.shown.numbers import notation

if TYPE_CHECKING:
    import pandas as pd


def certainty_sentences(certainty: "pd.DataFrame", ties: "pd.DataFrame", listed: int) -> Iterator[str]:
    """Yield who is on the list for certain, who may be, what would settle it, and ties at its end."""
    if certainty.empty:
        return
    facts: Mapping[str, Any] = {str(key): value for key, value in certainty.iloc[0].items()}
    yield from _who(facts, listed)
    if facts["undecidable"]:
        yield message(
            N_(
                "{undecidable} people have an open requirement that no data of the office will decide; they are not ranked, their requirements say why."
            ),
            **facts,
        )
    for tie in ties[ties["cut"].astype(bool)].to_dict("records") if len(ties) else ():
        yield message(
            N_(
                "The list of {top} ends in a tie: ranks {rank_from} to {rank_to} have the same score, {score}; the parts of the score, then the NIP, order them. Say so, or choose another --top."
            ),
            top=facts["top"],
            score=notation().show(tie["score"], "number"),
            **{key: tie[key] for key in ("rank_from", "rank_to")},
        )


def _who(facts: Mapping[str, Any], listed: int) -> Iterator[str]:
    if facts["settled"]:
        if not listed and facts["undecidable"]:
            yield message(N_("Of those whose requirements data can decide, nobody meets them or still may."))
        elif not listed:
            yield message(N_("Nobody meets the requirements, and nobody can any more whatever is found out."))
        elif facts["surely_in"] < facts["top"]:
            yield message(
                N_("It is certain who is on the list: {surely_in}, fewer than the {top} asked for."), **facts
            )
        else:
            yield message(N_("It is certain who the first {top} are."), **facts)
        return
    yield message(
        N_(
            "Of the first {top}, {surely_in} are certain; {may_be_in} people may still be among them, {out} can no longer be whatever is found out."
        ),
        **facts,
    )


def asked_sentence(certainty: "pd.DataFrame") -> str:
    """Return how many facts are asked now, how many settle the list at most, and what assessing everybody would take."""
    facts = {str(key): value for key, value in certainty.iloc[0].items()}
    if facts["first_step"] < facts["at_most"]:
        return message(
            N_(
                "First step: {first_step} facts; ask again afterwards. At most {at_most} facts settle who the first {top} are, whatever they turn out to be; assessing everybody would take {everybody} facts about {everybody_people} people."
            ),
            **facts,
        )
    return message(
        N_(
            "{at_most} facts settle who the first {top} are, whatever they turn out to be; assessing everybody would take {everybody} facts about {everybody_people} people."
        ),
        **facts,
    )

"""Until when people could serve in a post that is to be filled, and a warning where that is soon; it changes no score and no verdict."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.agency.provenance import FROM_NIP, with_sources
from asnkarier.analysis.careers.leaving import AGE, NOTHING, Leaving, missing_field, until_in, when_leaving
from asnkarier.analysis.spans import add_months, as_days, day
from asnkarier.errors import RuleNotInForce
from asnkarier.model.said import Said, Span, said

if TYPE_CHECKING:
    from asnkarier.agency.posts import Post
    from asnkarier.agency.snapshot import Snapshot

COLUMNS: Final = ("serves_until", "service_warning", "service_source")


def leaving_of(now: "Snapshot") -> Leaving:
    """Return when everybody leaves as known on the day of the snapshot; worked out once for it."""
    return now.kept.of("leaving", lambda: when_leaving(now.employees, now.rulebook, now.as_of))


def service_in(now: "Snapshot", post: "Post", nips: Sequence[str]) -> pd.DataFrame:
    """Return for each of these people serves_until, service_warning (`Said`) and service_source (the cell), in their order.

    The day is the first out of service in `post`, by its own retirement age, a stated TMT pensiun or the end of a contract; missing where
    two days are possible or none is known. Somebody is warned of who would serve less than `succession.least_months` of config.yaml
    from the day on which the post is judged; where the day is not certain or not known the sentence says so.
    """
    then = now.ahead(post.tmt)
    leaving = leaving_of(then)
    places = then.dossiers.people.get_indexer(pd.Index(nips))
    months = now.settings.succession.least_months
    until = until_in(leaving, then.rulebook, post.jabatan, post.kelompok, then.as_of)[places]
    fact, basis = leaving.fact[places], leaving.basis[places]
    one_day = (leaving.earliest == leaving.latest)[places] & ((fact != AGE) | _one_age(then, post))
    soon = until < add_months(np.array([day(then.as_of)]), months)[0]
    told = [
        _told(first, months, certain=bool(certain), soon=bool(near))
        for first, certain, near in zip(until, one_day, soon, strict=True)
    ]
    fields = [
        missing_field(why) if what == NOTHING else str(what) for what, why in zip(fact, basis, strict=True)
    ]
    rows = then.employees.iloc[places][["nip", "source_id", "row", AGE]].reset_index(drop=True)
    no_birth = np.isnat(as_days(rows[AGE])) & np.array([one == AGE for one in fields], dtype=bool)
    cells = with_sources(rows.assign(field=fields, reason=np.where(no_birth, FROM_NIP, "")), now)["source"]
    warned = pd.Series([one is not None for one in told], dtype=bool)
    return pd.DataFrame(
        {
            "serves_until": np.where(one_day, until, np.datetime64("NaT")).astype("datetime64[s]"),
            "service_warning": pd.Series(told, dtype=object),
            "service_source": cells.where(warned).astype(object),
        },
        columns=list(COLUMNS),
    )


def _one_age(then: "Snapshot", post: "Post") -> bool:
    """Whether one retirement age holds for the post: it may not be extended."""
    try:
        ages = then.rulebook.retirement_ages(post.jabatan, post.kelompok, then.as_of)
    except RuleNotInForce:
        return False
    return ages is not None and ages[0] == ages[1]


def _told(first: np.datetime64, months: int, *, certain: bool, soon: bool) -> Said | None:
    if np.isnat(first):
        return said("service_unknown")
    if not soon:
        return None
    return said(
        "service_short" if certain else "service_may_be_short", on=first.item(), least=Span(months, 0)
    )

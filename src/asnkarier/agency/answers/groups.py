"""Which groups of competencies decide the match with a post now, and what is to be tested later.

Assessment centres measure the managerial and socio-cultural competencies (PerBKN 26/2019); technical ones are tested at
the uji kompetensi. Which groups decide until then is a policy of the agency: `promotion.competency_groups` in config.yaml.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.match import persons_of
from asnkarier.analysis.match.gaps import competency_gaps
from asnkarier.language import _, message
from asnkarier.model.book import CitationLine
from asnkarier.model.messages import N_
from asnkarier.model.said import LawText

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from asnkarier.agency.people import People
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.catalog.types import JobStandard
    from asnkarier.settings import Settings

POLICY: Final = "promotion.competency_groups"
GROUPS: Final = {
    "manajerial": N_("managerial"),
    "sosial_kultural": N_("socio-cultural"),
    "teknis": N_("technical"),
}
_TITLE: Final = LawText(
    "Kelompok kompetensi yang menentukan syarat dan skor saat ini",
    "Groups of competencies that decide the requirement and the score now",
)
_NOTE: Final = N_(
    "Policy of the agency ({policy} in config.yaml): the competencies {deciding} alone decide the match, its requirement and its score now; those {later} are to be tested at the uji kompetensi."
)

_IDLE: Final = N_(
    "The standard of {jabatan} asks for no competency that is {deciding}, so that nobody's match with it can be told: change {policy} in config.yaml, or the standard."
)
_WHOLE: Final = 100
_WHERE: Final = ("promotion", "weights")
_WEIGHTS: Final = N_(
    "{place}: the weights of the score (promotion.weights) add up to {total}, not 100. Make them 100; until then only their proportions count, and a part that is not named keeps its usual weight."
)


def deciding_groups(settings: "Settings") -> tuple[str, ...]:
    """Return the groups that decide now, in the order of `GROUPS`."""
    return tuple(name for name in GROUPS if name in settings.promotion.competency_groups)


def later_groups(settings: "Settings") -> tuple[str, ...]:
    """Return the groups that are tested later; none where all decide."""
    return tuple(name for name in GROUPS if name not in settings.promotion.competency_groups)


def deciding_standard(snapshot: "Snapshot", standard: "JobStandard | None") -> "JobStandard | None":
    """Return the standard with the competencies that decide now; a competency of no known group always does."""
    later = later_groups(snapshot.settings)
    return standard if standard is None or not later else _without(snapshot, standard, later)


def _without(snapshot: "Snapshot", standard: "JobStandard", groups: "Collection[str]") -> "JobStandard":
    kept = (
        one
        for one in standard.kompetensi
        if snapshot.rulebook.competency_group(one.kompetensi, snapshot.as_of) not in groups
    )
    return replace(standard, kompetensi=tuple(kept))


def match_by_group(
    snapshot: "Snapshot", standard: "JobStandard | None", nips: "Collection[str]"
) -> pd.DataFrame:
    """Return the match of these people within each group of the standard's competencies: nip and `jpm_GROUP` in percent.

    Missing where nothing of the group is assessed, or required.
    """
    people = _some(snapshot, nips)
    found = pd.DataFrame({"nip": people.employees["nip"].reset_index(drop=True)})
    for group in GROUPS:
        part = None if standard is None else _without(snapshot, standard, set(GROUPS) - {group})
        standards, place = ((), -1) if part is None else ((part,), 0)
        judged = people.judged_by(standards, np.full(len(found), place))
        found[f"jpm_{group}"] = persons_of(snapshot, judged)["jpm"].to_numpy(dtype=float)
    return found


def _some(snapshot: "Snapshot", nips: "Collection[str]") -> "People":
    return snapshot.people.among(snapshot.employees["nip"].isin(list(nips)).to_numpy(dtype=bool))


def to_be_tested(snapshot: "Snapshot", standard: "JobStandard | None", nips: "Collection[str]") -> pd.Series:
    """Return by nip the competencies of the later groups that the post asks for and in which nobody has assessed the person."""
    later = later_groups(snapshot.settings)
    nothing: dict[str, list[str]] = {nip: [] for nip in nips}
    if standard is None or not later:
        return pd.Series(nothing, dtype=object)
    asked = _without(snapshot, standard, set(GROUPS) - set(later))
    for nip, name in unassessed(snapshot, asked, nips):
        nothing[nip].append(name)
    return pd.Series(nothing, dtype=object)


def unassessed(
    snapshot: "Snapshot", standard: "JobStandard", nips: "Collection[str]"
) -> "list[tuple[str, str]]":
    """Return (nip, kompetensi) of what the standard asks for and nobody has assessed, in the order of the standard."""
    people = _some(snapshot, nips)
    people = people.judged_by((standard,), np.zeros(len(people.employees), dtype=np.int64))
    items: Any = competency_gaps(people.matrices, people.standard_of)
    open_ones = items[items["status"].eq("unassessed")]
    return list(zip(open_ones["nip"].astype(str), open_ones["kompetensi"].astype(str), strict=True))


def policy_notes(
    settings: "Settings", judged: "Iterable[tuple[JobStandard | None, JobStandard | None]]" = ()
) -> tuple[str, ...]:
    """Return what every page that leans on the choice of groups or on the weights of the score says; nothing where all decide and the weights are of 100.

    judged: the standard of each post with the competencies of it that decide, see `deciding_standard`; one of which none does is named.
    """
    later, weighed = later_groups(settings), _weights_note(settings)
    if not later:
        return weighed
    words = {"deciding": deciding_groups(settings), "later": later}
    said = {key: ", ".join(_(GROUPS[name]) for name in names) for key, names in words.items()}
    nothing = dict.fromkeys(
        whole.jabatan[0]
        for whole, deciding in judged
        if whole is not None and deciding is not None and whole.kompetensi and not deciding.kompetensi
    )
    idle = (message(_IDLE, policy=POLICY, jabatan=one, deciding=said["deciding"]) for one in nothing)
    return (message(_NOTE, policy=POLICY, **said), *idle, *weighed)


def _weights_note(settings: "Settings") -> tuple[str, ...]:
    """Return what is said of weights that are not of 100, as where only some of them were changed."""
    total = sum(settings.promotion.weights.model_dump().values())
    if total == _WHOLE:
        return ()
    place = settings.document.location(_WHERE)
    return (message(_WEIGHTS, place=replace(place, file=Path(place.file).name), total=total),)


def policy_citations(settings: "Settings") -> tuple[CitationLine, ...]:
    """Return the citation of the choice of groups as what it is, a policy of the agency; nothing where all decide."""
    if not later_groups(settings):
        return ()
    value = ", ".join(deciding_groups(settings))
    return (CitationLine(POLICY, _TITLE, value, f"config.yaml: {POLICY}", "kebijakan", ""),)

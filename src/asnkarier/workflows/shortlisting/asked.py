"""What to find out first, as a list to hand out: whom it concerns, which fact, how it is found out, what it decides."""

from typing import Any, Final

import pandas as pd

from asnkarier.agency.answers.groups import unassessed
from asnkarier.agency.judging import Judged
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.gates.remedies import APPRAISAL, ASSESS, CORRECT, REGISTER, STANDARD
from asnkarier.analysis.scores.facts import STUDY
from asnkarier.analysis.shortlist.candidates import Candidates, FindFirst
from asnkarier.model.said import Code, Competency, Said, said

FIRST_KEYS: Final = ("nip", "nama", "fact", "how", "kind", "target", "kompetensi", "decides", "people")


def first_rows(now: Snapshot, judged: Judged, first: FindFirst) -> pd.DataFrame:
    """Return one row per fact to be found out, in the order in which to ask."""
    names = now.employees.set_index("nip")["nama"]
    lacking = _lacking(now, judged, first.rows.loc[first.rows["kind"].eq(ASSESS), "nip"].tolist())
    rows = [_row(one, judged, names, lacking) for one in first.rows.to_dict("records")]
    return pd.DataFrame(rows, columns=list(FIRST_KEYS))


def _lacking(now: Snapshot, judged: Judged, nips: list[str]) -> dict[str, list[Competency]]:
    """Return by nip the competencies that decide now and are not assessed."""
    found: dict[str, list[Competency]] = {}
    if judged.deciding is not None and nips:
        for nip, name in unassessed(now, judged.deciding, nips):
            found.setdefault(nip, []).append(Competency(name))
    return found


def _row(
    one: dict[Any, Any], judged: Judged, names: "pd.Series[str]", lacking: dict[str, list[Competency]]
) -> dict[str, Any]:
    kind, nip = one["kind"], one["nip"]
    target = judged.post.jabatan if kind == STANDARD else one["target"]
    fact, how = _said(kind, target)
    return {
        "nip": nip or None,
        "nama": names.get(nip) if nip else None,
        "fact": fact,
        "how": how,
        "kind": kind,
        "target": target,
        "kompetensi": lacking.get(nip, []) if kind == ASSESS else [],
        "decides": list(one["decides"]),
        "people": one["people"],
    }


def asked_for(first: pd.DataFrame, jabatan: str) -> pd.DataFrame:
    """Return the facts for another post that judges everybody alike: its own standard is the one to write."""
    mine = first["kind"].eq(STANDARD)
    if not mine.any():
        return first
    fact, how = _said(STANDARD, jabatan)
    told = {"target": jabatan, "fact": fact, "how": how}
    words = {
        name: [one if own else old for own, old in zip(mine, first[name], strict=True)]
        for name, one in told.items()
    }
    return first.assign(
        **{name: pd.Series(some, index=first.index, dtype=object) for name, some in words.items()}
    )


def _said(kind: str, target: str) -> tuple[Said, Said]:
    """Return what is to be found out, and how."""
    if kind == ASSESS:
        return said("find_assess"), said("how_assess")
    if kind == APPRAISAL:
        return said("find_appraisal", tahun=int(target)), said("how_appraisal", tahun=int(target))
    if kind == REGISTER:
        return said("find_register", register=Code(target)), said("how_register", name=target)
    if kind == STANDARD:
        return said("find_standard", jabatan=target), said("how_standard", jabatan=target)
    if kind == CORRECT and target == STUDY:
        return said("find_study"), said("how_study")
    if kind == CORRECT:
        return said("find_correct", field=Code(target)), said("how_correct", field=Code(target))
    return said("find_field", field=Code(target)), said("how_field", field=Code(target))


def certainty_row(found: Candidates, first: FindFirst, top: int) -> pd.DataFrame:
    """Return one row: how far it is certain who is among the first `top`, and how much would settle it."""
    standing = found.standing
    surely = standing.certain & (standing.rank_high <= top)
    out = standing.rank_low > top
    return pd.DataFrame(
        [
            {
                "top": top,
                "settled": first.settled,
                "surely_in": int(surely.sum()),
                "may_be_in": int((~surely & ~out).sum()),
                "out": int(out.sum()),
                "undecidable": len(found.undecidable),
                "first_step": len(first.rows),
                "at_most": first.at_most,
                "everybody": first.everybody,
                "everybody_people": first.everybody_people,
            }
        ]
    )

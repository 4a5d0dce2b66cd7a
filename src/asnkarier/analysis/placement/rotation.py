"""What is found of somebody who moves within their class: the gates that ask it, and the time in the post."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from asnkarier.analysis.gates.eligibility import Eligibility
from asnkarier.analysis.outcomes import MANUAL, MET
from asnkarier.analysis.placement.law_rows import law_row, with_rows
from asnkarier.analysis.placement.routes import rule_of_rotation
from asnkarier.analysis.spans import day, months_and_days
from asnkarier.model.said import MONTHS_PER_YEAR, LawText, Said, Span, said, span_of_years

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook


def rotation_findings(eligibility: Eligibility, nip: str, rulebook: "RuleBook") -> pd.DataFrame:
    """Return the findings of one person who rotates to the target; columns: see `Eligibility.findings_of`.

    Gates about the way up are not asked. The time in the present post is said against the years of the law: longer than
    they name decides nothing by itself (PP 11/2017 Pasal 133: a JPT may be extended), so it is for people to judge.
    """
    kept = [gate.criterion.id for gate in eligibility.gates if not gate.check.way_up]
    found = eligibility.findings_of([nip])
    found = found[found["rule_id"].isin(kept)]
    dossiers, target = eligibility.case.dossiers, eligibility.case.target
    name = rule_of_rotation(target.kelompok)
    rule = rulebook.in_force(name, dossiers.as_of)
    if rule is None:
        return found
    place = int(dossiers.people.get_indexer(pd.Index([nip]))[0])
    since = dossiers.days("tmt_jabatan")[place : place + 1]
    months, days = (int(one[0]) for one in months_and_days(since, np.array([day(dossiers.as_of)])))
    rows = [_time_in_post(rule.value, Span(months, days))]
    rows += [
        (said("nothing_recorded"), said("statement", text=LawText.read(one)), MANUAL)
        for one in rule.value.get("dinilai", ())
    ]
    source = tuple(int(one[place]) for one in dossiers.source)
    more = [
        law_row(nip, name, rulebook, rule, *row, source if not at else (-1, -1))
        for at, row in enumerate(rows)
    ]
    return with_rows(found, more)


def _time_in_post(value: dict[str, Any], held: Span) -> tuple[Said, Said, int]:
    least, most = (span_of_years(value[name]) for name in ("minimal_tahun", "maksimal_tahun"))
    longest = value.get("paling_lama_tahun")
    asked = said("years_in_post", least=least, most=most)
    if longest is not None:
        asked = said("years_in_post_extendable", least=least, most=most, longest=span_of_years(longest))
    limit = round(
        (value["maksimal_tahun"] if longest is None else min(longest, value["maksimal_tahun"]))
        * MONTHS_PER_YEAR
    )
    over = (held.months, held.days) > (limit, 0)
    return said("service", service=held), asked, MANUAL if over else MET

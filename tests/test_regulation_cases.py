"""Every criterion of every shipped rule set, judged on invented people on both sides of each of its dates.

A criterion, or a date of one, without its cases fails here: whoever changes a number of the law adds the cases with it.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.gates.eligibility import evaluate
from asnkarier.analysis.gates.targets import Target
from asnkarier.catalog.types import JobStandard, TrainingRequirement
from asnkarier.model.level import MICRO
from asnkarier.rules.types import Criterion, RuleSet
from asnkarier.yamlfile import Document, read_document
from law import load_rulebook
from people_frames import NIP, dossiers

FOLDER = Path(__file__).parent / "regulations"
KEYS = {
    "as_of", "expect", "person", "positions", "appraisals", "trainings", "others", "jpm", "mutlak", "skj", "complete",
    "target", "eligible_on", "credit_points", "competency_tests",
}  # fmt: skip
BOOK = load_rulebook()
SETS = {criterion.id: one for one in BOOK.rule_sets.values() for criterion in (*one.syarat, *one.nonaktif)}
CRITERIA = {
    criterion.id: criterion for one in BOOK.rule_sets.values() for criterion in (*one.syarat, *one.nonaktif)
}
DAY = timedelta(days=1)
KNOWN: dict[int, Dossiers] = {}


def _read() -> dict[str, list | dict]:
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        document = read_document(path)
        assert isinstance(document, Document), document
        doubled = set(found) & set(document.data)
        assert not doubled, doubled
        found |= document.data
    return found


WRITTEN = _read()


def cases_of(rule_id: str) -> list[dict]:
    """The cases of a criterion: its own, or those of the criterion that it says it equals."""
    written = WRITTEN.get(rule_id, [])
    return cases_of(written["same_as"]) if isinstance(written, dict) else written


def judged(criterion: Criterion, rules: RuleSet, case: dict):
    """The finding of one criterion for the person of a case; None when it is not in force."""
    known = known_of(case)
    nip = known.people[0]
    rules = replace(rules, syarat=(criterion,))
    found = evaluate(rules, BOOK, known, target_of(rules, case, nip), case["as_of"])
    return None if found.not_in_force else found.findings_of([nip]).iloc[0]


def known_of(case: dict) -> Dossiers:
    """The dossiers of a case, built once: the person first, then those who only lend the agency their posts."""
    if id(case) not in KNOWN:
        person = {"nip": NIP, **case.get("person", {})}
        if "tanggal_lahir" in person and "nip" not in case["person"]:
            person["nip"] = f"{person['tanggal_lahir']:%Y%m%d}201503{1}901"
        others = [
            {"nip": f"19850101201001190{place}", **one} for place, one in enumerate(case.get("others", []))
        ]
        registers = {
            name: [{"nip": person["nip"], **row} for row in case.get(name, [])]
            for name in ("positions", "appraisals", "trainings", "credit_points", "competency_tests")
        }
        KNOWN[id(case)] = dossiers(
            case["as_of"], [person, *others], rulebook=BOOK, complete=case.get("complete", ()), **registers
        )
    return KNOWN[id(case)]


def target_of(rules: RuleSet, case: dict, nip: str) -> Target:
    """The post of a case; `mutlak` or `skj` gives it a standard of its own, `jpm` the person's match in percent."""
    wanted = case.get("target", {"jabatan": "Jabatan Uji", "kelompok": rules.untuk["kelompok"][0]})
    standard = None
    if "skj" in case:
        asked = dict(case["skj"])
        asked["pelatihan"] = tuple(
            TrainingRequirement(name, None, tingkat) for name, tingkat in asked.get("pelatihan", {}).items()
        )
        asked["pendidikan_bidang"] = tuple(asked.get("pendidikan_bidang", ()))
        standard = JobStandard("uji", (wanted["jabatan"],), wanted["kelompok"], (), **asked)
    elif "mutlak" in case:
        trainings = tuple(TrainingRequirement(name, "manajerial", "mutlak") for name in case["mutlak"])
        standard = JobStandard("uji", (wanted["jabatan"],), wanted["kelompok"], (), pelatihan=trainings)
    match = None
    if "jpm" in case:
        low, high = (round(case["jpm"][end] * MICRO) for end in ("low", "high"))
        match = pd.DataFrame({"nip": [nip], "low_num": [low], "high_num": [high], "total": [100 * MICRO]})
    return Target(wanted["jabatan"], wanted["kelompok"], standard, match, wanted.get("eselon"))


ALL = [
    pytest.param(rule_id, case, id=f"{rule_id}-{place}-{case['as_of']}-{case['expect']}")
    for rule_id in WRITTEN
    for place, case in enumerate(cases_of(rule_id), 1)
]


@pytest.mark.parametrize(("rule_id", "case"), ALL)
def test_case(rule_id, case):
    assert set(case) <= KEYS
    found = judged(CRITERIA[rule_id], SETS[rule_id], case)
    assert (found["result"] if found is not None else "not_in_force") == case["expect"]
    if "eligible_on" in case:
        assert found["eligible_on"].date() == case["eligible_on"]


def test_every_criterion_has_cases_and_every_case_a_criterion():
    assert set(WRITTEN) == set(CRITERIA)


@pytest.mark.parametrize("rule_id", CRITERIA)
def test_cases_stand_on_both_sides_of_every_date(rule_id):
    criterion, cases = CRITERIA[rule_id], cases_of(rule_id)
    days = {case["as_of"] for case in cases}
    starts = [value.since for value in criterion.dated]
    for value, since, until in zip(criterion.dated, starts, [*starts[1:], date.max], strict=True):
        assert {since - DAY, since} <= days, f"{rule_id}: no case on {since - DAY} and {since}"
        results = {case["expect"] for case in cases if since <= case["as_of"] < until}
        if value.repealed:
            wanted = {"repealed"}
        else:
            wanted = {"manual"} if criterion.uji == "pernyataan" else {"met", "not_met"}
        assert wanted <= results, f"{rule_id} from {since}: no case that is {wanted - results}"
    assert {case["expect"] for case in cases if case["as_of"] < starts[0]} == {"not_in_force"}
    if criterion.uji != "pernyataan":
        assert "unknown" in {case["expect"] for case in cases}, f"{rule_id}: no case without the data"


@pytest.mark.parametrize("rule_id", [name for name, written in WRITTEN.items() if isinstance(written, dict)])
def test_shared_cases_are_of_an_equal_criterion(rule_id):
    assert list(WRITTEN[rule_id]) == ["same_as"]
    one, other = CRITERIA[rule_id], CRITERIA[WRITTEN[rule_id]["same_as"]]
    assert (one.uji, [value.since for value in one.dated]) == (
        other.uji,
        [value.since for value in other.dated],
    )
    if one.uji != "pernyataan":
        assert [value.value for value in one.dated] == [value.value for value in other.dated]


def _nearby(criterion: Criterion) -> list:
    """Values that differ from the criterion's last one by a single step: a year, a level, a word of a list."""
    value = criterion.dated[-1].value
    if criterion.uji == "pendidikan_minimal":
        ranks = BOOK.parameters["referensi/pendidikan"].dated[-1].value
        return [level for level in ranks if ranks[level] != ranks[value]]
    if criterion.uji == "jpm_minimal":
        return [{**value, "kategori": kategori} for kategori in ("MS", "KMS")]
    if isinstance(value, dict):
        return [{**value, name: near} for name, part in value.items() for near in _near(part)]
    return [] if value is True or isinstance(value, str) else _near(value)


def _near(part) -> list:
    if isinstance(part, bool):
        return [not part]
    if isinstance(part, int):
        return [one for one in (part - 1, part + 1) if one]  # no check asks for none of something
    if isinstance(part, list):
        return [[one for one in part if one != gone] for gone in part]
    return {"sesuai": ["di_atas", "di_bawah"], "baik": ["sangat_baik"]}.get(part, [])


NUMBERED = [
    rule_id
    for rule_id, written in WRITTEN.items()
    if isinstance(written, list) and _nearby(CRITERIA[rule_id])
]


@pytest.mark.parametrize("rule_id", NUMBERED)
def test_the_cases_notice_every_single_step(rule_id):
    criterion, rules = CRITERIA[rule_id], SETS[rule_id]
    cases = [case for case in cases_of(rule_id) if case["as_of"] >= criterion.since]
    for value in _nearby(criterion):
        changed = replace(criterion, dated=tuple(replace(one, value=value) for one in criterion.dated))
        noticed = (judged(changed, rules, case)["result"] != case["expect"] for case in cases)
        assert any(noticed), f"{rule_id}: no case tells {criterion.dated[-1].value} from {value}"

"""What is known beforehand about the synthetic agency, written to truth.json."""

from datetime import date
from typing import Any

from synthetic.competencies import CLASS_LEVEL
from synthetic.courses import Course
from synthetic.gates import Verdict, jpm_bounds, promotion_verdicts, verdicts
from synthetic.person import Person
from synthetic.planted import Planted
from synthetic.ratings import needs_of
from synthetic.siasn import written_post
from synthetic.standards import Need, Standard
from synthetic.vacancies import JF, Vacancy

_JPM_SHOWN = 60
Standards = dict[str, Standard]


def build_truth(
    people: list[Person],
    planted: Planted,
    standards: Standards,
    vacancies: list[Vacancy],
    catalogue: list[Course],
    as_of: date,
    seed: int,
) -> dict[str, Any]:
    """Collect all facts; raises ValueError when a planted fact does not hold."""
    check_only_eligible(people, planted, standards, as_of)
    check_trap(people, planted, standards, vacancies, as_of)
    claims = dict(planted.claims)
    by_nip = {person.nip: person for person in planted.people}
    shown = [by_nip[nip] for nip in claims.pop("gap_people")]
    return {
        "as_of": as_of.isoformat(),
        "seed": seed,
        "people": len(people),
        "gaps": [gap for person in shown for gap in _gaps(person, standards)],
        "jpm": _match(people, planted, standards),
        "unassessed": [person.nip for person in people if not person.levels],
        "no_standard": [p.nip for p in people if needs_of(p, standards) is None],
        "default_standard": [
            {"nip": p.nip, "standar": f"default:{p.post.kelompok}"}
            for p in people
            if p.post.jabatan not in standards and p.post.kelompok in CLASS_LEVEL
        ],
        "pppk_name_form": [
            {"nip": p.nip, "written": written_post(p), "means": p.post.jabatan}
            for p in people
            if written_post(p) != p.post.jabatan.upper()
        ],
        "uncovered_competency": _uncovered(people, standards, catalogue),
        **claims,
    }


def _gaps(person: Person, standards: Standards) -> list[dict[str, Any]]:
    standard = standards[person.post.jabatan]
    return [
        {
            "nip": person.nip,
            "standar_jabatan": person.post.jabatan,
            "kompetensi": slug,
            "required": level,
            "level": person.levels[slug] / 100,
            "gap": (person.levels[slug] - 100 * level) / 100,
        }
        for slug, level in standard.levels.items()
        if person.levels[slug] < 100 * level
    ]


def _uncovered(people: list[Person], standards: Standards, catalogue: list[Course]) -> list[str]:
    """List the competencies in which somebody falls short of the own post and no course exists."""
    covered = {course.slug for course in catalogue}
    short = {
        slug
        for person in people
        for slug, level in (needs_of(person, standards) or {}).items()
        if slug not in covered and person.levels.get(slug, 100 * level) < 100 * level
    }
    return sorted(short)


def _match(people: list[Person], planted: Planted, standards: Standards) -> list[dict[str, Any]]:
    """Give exact sums for the planted people and, evenly spread, for others fully assessed."""
    rows = []
    step = max(1, len(people) // _JPM_SHOWN)
    made = {person.nip for person in planted.people}
    for index, person in enumerate(people):
        needs = needs_of(person, standards)
        if needs is None or not set(needs) <= set(person.levels):
            continue
        if person.nip in made or index % step == 0:
            rows.append(_match_row(person, needs, standards))
    return rows


def _match_row(person: Person, needs: Need, standards: Standards) -> dict[str, Any]:
    low, _, whole = jpm_bounds(person.levels, needs)
    known = person.post.jabatan in standards
    return {
        "nip": person.nip,
        "standar_jabatan": person.post.jabatan if known else f"default:{person.post.kelompok}",
        "num": 10 * low,
        "den": 10 * whole,
        "num_uncapped": 10 * sum(person.levels[slug] for slug in needs),
    }


def check_only_eligible(people: list[Person], planted: Planted, standards: Standards, as_of: date) -> None:
    """Judge everyone for every planted vacancy; raises ValueError when the truth is not true."""
    for fact in planted.claims["only_eligible"]:
        results = {person.nip: _judge(person, fact, standards, as_of) for person in people}
        eligible = [nip for nip, gates in results.items() if all(gates.values())]
        if eligible != [fact["nip"]]:
            msg = f"{fact['vacancy']}: eligible are {eligible}, planted is {fact['nip']}"
            raise ValueError(msg)
        for near in fact["near_misses"]:
            failed = {gate: value for gate, value in results[near["nip"]].items() if not value}
            expected = {near["gate"]: None if near["result"] == "unknown" else False}
            if failed != expected:
                msg = f"{fact['vacancy']}: {near['nip']} fails {failed}, planted is {expected}"
                raise ValueError(msg)


def check_trap(
    people: list[Person], planted: Planted, standards: Standards, vacancies: list[Vacancy], as_of: date
) -> None:
    """Judge everyone for the two posts of the placement trap; raises ValueError when others fit."""
    posts = {vacancy.kode: vacancy.jabatan for vacancy in vacancies}
    for kode, nips in planted.claims["placement_trap"][0]["eligible"].items():
        fact = {"vacancy": kode, "jabatan": posts[kode]}
        fit = [p.nip for p in people if all(_judge(p, fact, standards, as_of).values())]
        if sorted(fit) != sorted(nips):
            msg = f"{kode}: eligible are {fit}, planted are {nips}"
            raise ValueError(msg)


def _judge(person: Person, fact: dict[str, Any], standards: Standards, as_of: date) -> dict[str, Verdict]:
    if fact["vacancy"] == JF:
        return promotion_verdicts(person, "Analis SDM Aparatur Ahli Pertama", as_of)
    standard = standards[fact["jabatan"]]
    return verdicts(person, standard.kelompok, standard.levels, as_of)

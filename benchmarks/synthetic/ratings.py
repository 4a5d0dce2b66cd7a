"""Appraisals of two years, competency levels and potential of the people."""

from datetime import date, timedelta

from synthetic.competencies import CLASS_LEVEL, MANSOSKUL, POTENSI
from synthetic.dice import Dice
from synthetic.organisation import City
from synthetic.person import COMMA_STYLE, DECIMAL_STYLE, INT_STYLE, Person
from synthetic.standards import Need, Standard, nine

BAWAH, SESUAI, ATAS = "Dibawah Ekspektasi", "Sesuai Ekspektasi", "Diatas Ekspektasi"
_PAIRS = (
    (ATAS, ATAS),
    (SESUAI, SESUAI),
    (SESUAI, ATAS),
    (ATAS, SESUAI),
    (BAWAH, SESUAI),
    (BAWAH, ATAS),
    (SESUAI, BAWAH),
    (ATAS, BAWAH),
    (BAWAH, BAWAH),
)
_PAIR_SHARES = (0.12, 0.6, 0.12, 0.12, 0.02, 0.01, 0.005, 0.002, 0.003)
_MISSING_YEAR = 0.04
_NOT_ASSESSED, _PARTLY = 0.15, 0.12
_TALENTED = 0.07


def predikat(hasil: str, perilaku: str) -> str:
    """Read the rating off the three by three matrix of PermenPANRB 6/2022."""
    if perilaku == BAWAH:
        return "Sangat Kurang" if hasil == BAWAH else "Kurang"
    if hasil == BAWAH:
        return "Butuh Perbaikan"
    return "Sangat Baik" if hasil == perilaku == ATAS else "Baik"


def add_appraisals(people: list[Person], years: tuple[int, int], dice: Dice) -> None:
    """Rate everyone in both years, apart from those who were not there or are missing."""
    for year in years:
        missing = dice.uniform(len(people)).tolist()
        pairs = dice.pick(len(people), _PAIR_SHARES).tolist()
        for person, gone, pair in zip(people, missing, pairs, strict=True):
            if gone >= _MISSING_YEAR and person.tmt_cpns.year <= year:
                person.appraisals[year] = _PAIRS[pair]


def needs_of(person: Person, standards: dict[str, Standard]) -> Need | None:
    """Give the levels the person's post asks for: standard, class default, or nothing."""
    standard = standards.get(person.post.jabatan)
    if standard is not None:
        return standard.levels
    level = CLASS_LEVEL.get(person.post.kelompok)
    return None if level is None else nine(level)


def add_assessments(
    people: list[Person], city: City, standards: dict[str, Standard], dice: Dice, as_of: date
) -> None:
    """Assess most people in their own competencies and those of their agency."""
    skills = {opd.name: tuple(f"teknis/{slug}" for slug in opd.teknis) for opd in city.opd}
    skills |= dict.fromkeys(
        city.kecamatan, ("teknis/penyelenggaraan_pemerintahan_kecamatan", "teknis/tata_naskah_dinas")
    )
    size = len(people)
    seen, partly, kind = (dice.uniform(size).tolist() for _ in range(3))
    talent, age, aspects = (dice.uniform(size).tolist() for _ in range(3))
    ability = dice.bell(size).tolist()
    width = max(len(MANSOSKUL) + 8, 16)
    noise = dice.bell(size * width).reshape(size, width).tolist()
    for index, person in enumerate(people):
        if seen[index] < _NOT_ASSESSED:
            continue
        talented = talent[index] < _TALENTED
        base = 1.2 if talented else (0.86 if person.post.jenis == 1 else 0.81)
        factor = base + 0.07 * ability[index]
        person.style = _style(kind[index])
        person.assessed_on = _assessment_day(age[index], as_of)
        needs = _assessed_needs(person, standards, skills)
        person.levels = _levels(needs, factor, noise[index], person.style)
        if partly[index] < _PARTLY:
            _forget(person.levels, partly[index] / _PARTLY)
        if aspects[index] < 0.6:
            person.potensi = _aspects(factor, noise[index])


def _assessed_needs(
    person: Person, standards: dict[str, Standard], skills: dict[str, tuple[str, ...]]
) -> Need:
    needs = dict(needs_of(person, standards) or nine(2))
    office = person.post.jenis != 2 or person.post.opd not in ("Dinas Pendidikan", "Dinas Kesehatan")
    if office:
        level = CLASS_LEVEL.get(person.post.kelompok, 2)
        for slug in skills[person.post.opd]:
            needs.setdefault(slug, level)
    return needs


def _levels(needs: Need, factor: float, noise: list[float], style: int) -> dict[str, int]:
    levels = {}
    for (slug, required), bump in zip(needs.items(), noise, strict=False):
        exact = required * factor + 0.27 * bump
        if style == INT_STYLE:
            levels[slug] = 100 * min(max(int(exact + 0.5), 1), 5)
        else:
            levels[slug] = min(max(int(exact * 100 + 0.5), 50), 500)
    return levels


def _style(draw: float) -> int:
    if draw < 0.72:
        return INT_STYLE
    return DECIMAL_STYLE if draw < 0.92 else COMMA_STYLE


def _assessment_day(draw: float, as_of: date) -> date:
    """Most assessments are younger than three years; one in twelve is stale."""
    days = 60 + int(draw * 1100) if draw < 0.92 else 1_130 + int((draw - 0.92) * 4_000)
    return as_of - timedelta(days=days)


def _forget(levels: dict[str, int], draw: float) -> None:
    slugs = list(levels)
    for step in range(1 + int(draw * 3)):
        levels.pop(slugs[(int(draw * 97) + 3 * step) % len(slugs)], None)


def _aspects(factor: float, noise: list[float]) -> tuple[int, ...]:
    base = 3.4 * factor
    return tuple(min(max(round(base + 0.7 * noise[-1 - n]), 0), 5) for n in range(len(POTENSI)))

"""The whole synthetic agency: people, units, standards, courses, vacancies, truth."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from synthetic.careers import add_histories
from synthetic.courses import Course, build_catalogue
from synthetic.dice import Dice
from synthetic.nip import NipRegister
from synthetic.organisation import City
from synthetic.person import Person
from synthetic.planted import Maker, Planted
from synthetic.planted_candidates import plant_candidates
from synthetic.planted_extremes import plant_extremes
from synthetic.planted_profiles import ProfilePlanter, plant_profiles
from synthetic.population import draw_people
from synthetic.ratings import add_appraisals, add_assessments
from synthetic.slots import bulk_slots, city_for
from synthetic.standards import Standard, by_post
from synthetic.standards_jf import all_standards
from synthetic.trainings import add_trainings
from synthetic.truth import build_truth
from synthetic.vacancies import Vacancy, all_vacancies

SMALLEST = 250


@dataclass(frozen=True, slots=True)
class Agency:
    """Everything that is written to files."""

    as_of: date
    city: City
    people: list[Person]
    standards: list[Standard]
    catalogue: list[Course]
    vacancies: list[Vacancy]
    truth: dict[str, Any]


def build_agency(people: int, seed: int, as_of: date, *, courses: int | None = None) -> Agency:
    """Invent an agency; the same arguments give the same agency. courses: how many the catalogue holds (None: one per step).

    Raises ValueError for fewer people than the planted facts and the organisation need.
    """
    if people < SMALLEST:
        msg = f"at least {SMALLEST} people are needed"
        raise ValueError(msg)
    city = city_for(people)
    standards = all_standards(city.kecamatan)
    posts = by_post(standards)
    catalogue = build_catalogue(people, courses)
    vacancies = all_vacancies(city)
    register = NipRegister()
    planted = Planted()
    maker = Maker(register, as_of)
    plant_candidates(planted, maker, city, posts)
    plant_extremes(planted, maker, posts, catalogue)
    plant_profiles(ProfilePlanter(planted, maker, city, posts), catalogue)
    taken = {vacancy.jabatan for vacancy in vacancies}
    taken |= {person.post.jabatan for person in planted.people if person.post.jenis == 1}
    slots = bulk_slots(city, people - len(planted.people), taken, people, Dice(seed, "slots"))
    bulk = draw_people(slots, register, Dice(seed, "people"), as_of)
    add_histories(bulk, city, Dice(seed, "careers"), as_of)
    add_appraisals(bulk, (as_of.year - 2, as_of.year - 1), Dice(seed, "appraisals"))
    add_assessments(bulk, city, posts, Dice(seed, "assessments"), as_of)
    add_trainings(bulk, catalogue, Dice(seed, "trainings"), as_of)
    everyone = _in_order(planted.people + bulk, city)
    truth = build_truth(everyone, planted, posts, vacancies, catalogue, as_of, seed)
    return Agency(as_of, city, everyone, standards, catalogue, vacancies, truth)


def _in_order(people: list[Person], city: City) -> list[Person]:
    """Sort by unit as on the chart, then by rank of the post, then NIP."""
    order = {unit: index for index, (unit, _) in enumerate(city.unit_tree())}
    return sorted(people, key=lambda person: (order[person.post.unit], -person.post.kelas, person.nip))

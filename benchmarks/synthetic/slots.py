"""How many people of which kind, and the post of each."""

from dataclasses import dataclass

from synthetic.dice import Dice, by_share
from synthetic.jobs import GURU, JENJANG, KESEHATAN, PELAKSANA, TEKNIS_JF, Family, jf_title
from synthetic.organisation import City, build_city
from synthetic.person import Post

_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Slot:
    """A post to be filled, and the field its holder studied."""

    post: Post
    study: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How many people of each kind an agency of a given size has."""

    structural: int
    pelaksana: int
    guru: int
    kesehatan: int
    teknis: int


def shape_of(people: int) -> Shape:
    """Give the Kab. Bandung shares (2026) for large agencies, a richer mix for small ones."""
    structural = max(round(0.046 * people), 60)
    pelaksana = max(round(0.108 * people), round(min(0.3 * people, 120 + 0.05 * (people - 400))))
    rest = people - structural - pelaksana
    small = max(0.0, 1 - people / (10 * _SAMPLE))
    teknis = round(rest * (0.057 + 0.17 * small))
    kesehatan = round(rest * (0.175 + 0.1 * small))
    return Shape(structural, pelaksana, rest - teknis - kesehatan, kesehatan, teknis)


def city_for(people: int) -> City:
    """Build the city that an agency of this size needs."""
    shape = shape_of(people)
    return build_city(shape.structural, shape.guru, shape.kesehatan)


def bulk_slots(city: City, people: int, taken: set[str], total: int, dice: Dice) -> list[Slot]:
    """List ``people`` slots: free structural posts first, then the other kinds by share.

    ``taken`` are structural posts that are vacant or already held; ``total`` is the size
    of the whole agency, which decides the shares.
    """
    shape = shape_of(total)
    free = [Slot(post, "umum") for post in city.posts if post.jabatan not in taken]
    slots = free[:people]
    left = people - len(slots)
    parts = [shape.pelaksana, shape.guru, shape.kesehatan, shape.teknis]
    counts = [left * part // sum(parts) for part in parts]
    counts[1] += left - sum(counts)
    slots += _pelaksana(city, counts[0], dice)
    for count, families in zip(counts[1:], (GURU, KESEHATAN, TEKNIS_JF), strict=True):
        slots += _functional(city, count, families, dice)
    return slots


def _pelaksana(city: City, count: int, dice: Dice) -> list[Slot]:
    units = [(post.unit, post.opd) for post in city.posts if post.kelompok == "pengawas"]
    units += [(post.unit, post.opd) for post in city.posts if post.eselon == "III.b"]
    names = list(PELAKSANA)
    jobs = dice.pick(count, [PELAKSANA[name][1] for name in names])
    places = dice.integers(count, 0, len(units) - 1)
    slots = []
    for job, place in zip(jobs.tolist(), places.tolist(), strict=True):
        unit, opd = units[place]
        name = names[job]
        slots.append(Slot(Post(name, "pelaksana", 4, "", PELAKSANA[name][0], unit, opd), "umum"))
    return slots


def _functional(city: City, count: int, families: tuple[Family, ...], dice: Dice) -> list[Slot]:
    chosen = dice.pick(count, [family.weight for family in families]).tolist()
    draws = dice.uniform(count).tolist()
    places = dice.uniform(count).tolist()
    cache: dict[tuple[str, str, str], Slot] = {}
    slots = []
    for index, draw, place in zip(chosen, draws, places, strict=True):
        family = families[index]
        kelompok = _jenjang(family, draw)
        unit, opd = _place(city, family, place)
        key = (family.name, kelompok, unit)
        if key not in cache:
            cache[key] = Slot(jf_post(family.name, kelompok, unit, opd), family.study)
        slots.append(cache[key])
    return slots


def jf_post(family: str, kelompok: str, unit: str, opd: str) -> Post:
    """Make a functional post."""
    return Post(jf_title(family, kelompok), kelompok, 2, "", JENJANG[kelompok][1], unit, opd)


def _jenjang(family: Family, draw: float) -> str:
    return by_share(dict(family.jenjang), draw)


def _place(city: City, family: Family, draw: float) -> tuple[str, str]:
    if family.place == "school":
        return city.schools[int(draw * len(city.schools))], "Dinas Pendidikan"
    if family.place == "clinic":
        return city.clinics[int(draw * len(city.clinics))], "Dinas Kesehatan"
    return family.place, family.place

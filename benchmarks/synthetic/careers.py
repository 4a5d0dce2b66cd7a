"""Position histories that end in the current post."""

from collections import defaultdict
from datetime import date

from synthetic.dates import first_of_month, shift_months, whole_months
from synthetic.dice import Dice
from synthetic.jobs import LADDERS, PELAKSANA
from synthetic.organisation import City
from synthetic.person import Held, Person, Post
from synthetic.slots import jf_post

# where in the service (0 to 1) each rung after the first begins: earliest, latest
_CUTS = {
    "pelaksana": ((0.2, 0.9),),
    "pengawas": ((0.45, 0.7), (0.75, 0.95)),
    "administrator": ((0.3, 0.45), (0.6, 0.8), (0.85, 0.97)),
    "jpt_pratama": ((0.25, 0.35), (0.5, 0.6), (0.8, 0.95)),
}
_RUNGS = {
    "pelaksana": ("pelaksana", "pelaksana"),
    "pengawas": ("pelaksana", "pengawas", "pengawas"),
    "administrator": ("pelaksana", "pengawas", "administrator", "administrator"),
    "jpt_pratama": ("pelaksana", "pengawas", "administrator", "jpt_pratama"),
}


def chain(rungs: list[tuple[Post, date]]) -> list[Held]:
    """Join (post, start) pairs: each post ends the day the next one starts."""
    ends: list[date | None] = [start for _, start in rungs[1:]]
    ends.append(None)
    return [Held(post, start, end) for (post, start), end in zip(rungs, ends, strict=True)]


def add_histories(people: list[Person], city: City, dice: Dice, as_of: date) -> None:
    """Give everyone a history from the first day of service."""
    former = _former_posts(city)
    draws = [dice.uniform(len(people)).tolist() for _ in range(7)]
    for person, row in zip(people, zip(*draws, strict=True), strict=True):
        person.history = _history(person, former, list(row), as_of)


def _former_posts(city: City) -> dict[tuple[str, str], list[Post]]:
    posts: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in city.posts:
        posts[post.kelompok, post.opd].append(post)
        posts[post.kelompok, ""].append(post)
        if post.kelompok == "pengawas":
            job = ("Pengadministrasi Perkantoran", "Penelaah Teknis Kebijakan")[post.kelas % 2]
            clerk = Post(job, "pelaksana", 4, "", PELAKSANA[job][0], post.unit, post.opd)
            posts["pelaksana", post.opd].append(clerk)
            posts["pelaksana", ""].append(clerk)
    return posts


def _history(
    person: Person, former: dict[tuple[str, str], list[Post]], u: list[float], as_of: date
) -> list[Held]:
    start = person.tmt_cpns
    if person.status != "PNS" or whole_months(start, as_of) < 24:
        return chain([(person.post, start)])
    if person.post.jenis == 2:
        return _functional_history(person, u, as_of)
    kelompok = person.post.kelompok
    earlier = [
        _pick(former, rung, person.post.opd, draw)
        for rung, draw in zip(_RUNGS[kelompok][:-1], u, strict=False)
    ]
    cuts = [low + draw * (high - low) for (low, high), draw in zip(_CUTS[kelompok], u[4:], strict=False)]
    return chain(_dated([*earlier, person.post], cuts, start, as_of))


def _functional_history(person: Person, u: list[float], as_of: date) -> list[Held]:
    kelompok = person.post.kelompok
    ladder = next(steps for steps in LADDERS if kelompok in steps)
    rungs = ladder[: ladder.index(kelompok) + 1]
    family = person.post.jabatan
    for word in ("Ahli Pertama", "Ahli Muda", "Ahli Madya", "Terampil", "Mahir", "Penyelia"):
        family = family.removesuffix(f" {word}")
    posts = [jf_post(family, rung, person.post.unit, person.post.opd) for rung in rungs[:-1]]
    cuts = [(step + 0.6 * draw + 0.2) / len(rungs) for step, draw in enumerate(u[: len(posts)], 1)]
    cuts = [min(cut, 0.95) for cut in cuts]
    return chain(_dated([*posts, person.post], cuts, person.tmt_cpns, as_of))


def _pick(former: dict[tuple[str, str], list[Post]], kelompok: str, opd: str, draw: float) -> Post:
    own = former.get((kelompok, opd), [])
    options = own if own and draw < 0.7 else former[kelompok, ""]
    return options[int(draw * 9973) % len(options)]


def _dated(posts: list[Post], cuts: list[float], start: date, as_of: date) -> list[tuple[Post, date]]:
    months = whole_months(start, as_of)
    starts = [start]
    for cut in cuts[: len(posts) - 1]:
        moved = shift_months(first_of_month(start), max(1, int(months * cut)))
        starts.append(max(moved, shift_months(first_of_month(starts[-1]), 1)))
    return list(zip(posts, starts, strict=True))

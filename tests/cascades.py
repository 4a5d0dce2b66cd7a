"""Small cascades for tests: drawn at random, solved by trying everything, and judged by code that shares nothing with the solvers."""

from itertools import product
from typing import Any

import numpy as np

from asnkarier.analysis.placement.cascade.problem import Limits, Problem, Staffing, stated


def drawn(seed: int, *, people: int = 5, posts: int = 4, largest: int = 9) -> dict[str, Any]:
    """Return a small office as plain tables: posts (seats, holder), people (loss, unit), moves (worth)."""
    dice = np.random.default_rng(seed)
    names = [f"1990{place:014d}" for place in range(int(dice.integers(2, people + 1)))]
    holders = list(dice.permutation(names))
    found: dict[str, Any] = {"posts": {}, "people": {}, "moves": {}, "apart": [], "least": {}}
    for place in range(int(dice.integers(1, posts + 1))):
        held = place > 0 and dice.random() < 0.65 and holders
        found["posts"][f"P{place}"] = {
            "seats": 0 if held else int(dice.integers(1, 3)),
            "holder": str(holders.pop()) if held else None,
            "unit": f"U{dice.integers(0, 3)}",
        }
    own = {post["holder"]: code for code, post in found["posts"].items()}
    for nip in names:
        unit = found["posts"][own[nip]]["unit"] if nip in own else f"U{dice.integers(0, 3)}"
        found["people"][nip] = {"loss": int(dice.integers(0, largest)) if nip in own else 0, "unit": unit}
        for code in found["posts"]:
            if own.get(nip) != code and dice.random() < 0.7:
                found["moves"][nip, code] = int(dice.integers(-2, largest + 3))
    return found


def policies(office: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return the office with least numbers of people in units and pairs who must not serve together."""
    dice = np.random.default_rng(seed)
    names = list(office["people"])
    least = {f"U{unit}": int(dice.integers(0, 3)) for unit in range(3) if dice.random() < 0.7}
    apart = [tuple(map(str, dice.choice(names, 2, replace=False)))] if len(names) > 1 else []
    return office | {"least": least, "apart": apart}


def problem_of(office: dict[str, Any], order: np.random.Generator | None = None) -> Problem:
    """Return the problem of an office; its tables in another order when one is given."""

    def mixed(items: Any) -> list[Any]:
        items = list(items)
        return items if order is None else [items[at] for at in order.permutation(len(items))]

    codes, nips = mixed(office["posts"]), mixed(office["people"])
    found = stated(
        codes,
        [office["posts"][code]["seats"] for code in codes],
        [office["posts"][code]["holder"] for code in codes],
        nips,
        [office["people"][nip]["loss"] for nip in nips],
        mixed((nip, code, worth) for (nip, code), worth in office["moves"].items()),
    )
    if not office["least"] and not office["apart"]:
        return found
    units = sorted({one["unit"] for table in ("posts", "people") for one in office[table].values()})
    here = np.array([units.index(office["people"][nip]["unit"]) for nip in found.nips])
    spare = np.full(len(units), -1)
    for unit, least in office["least"].items():
        if unit in units:
            spare[units.index(unit)] = max(0, int((here == units.index(unit)).sum()) - least)
    there = np.array([units.index(office["posts"][code]["unit"]) for code in found.codes], dtype=np.int64)
    pairs = tuple((found.nips.index(a), found.nips.index(b)) for a, b in office["apart"])
    return Problem(
        found.codes, found.nips, found.seats, found.holder, found.person, found.post, found.worth, found.loss,
        Staffing(here, there, spare, pairs),
    )  # fmt: skip


def wrong_with(office: dict[str, Any], plan: dict[str, str], limits: Limits) -> list[str]:
    """Return what is wrong with a plan (nip -> code of the post), from the tables alone."""
    posts, people = office["posts"], office["people"]
    found = [
        f"{nip} may not go to {code}" for nip, code in plan.items() if (nip, code) not in office["moves"]
    ]
    for code, post in posts.items():
        free = post["seats"] + (post["holder"] in plan)
        if sum(to == code for to in plan.values()) > free:
            found.append(f"{code} holds more than it has places")
    if limits.moves is not None and len(plan) > limits.moves:
        found.append("more moves than allowed")
    for nip in plan:
        length, now, seen = 0, nip, []
        while now is not None and now not in seen:
            seen.append(now)
            now = posts[plan[now]]["holder"] if now in plan else None
            length += 1
        if now is None:  # the way up ends at a vacancy
            if limits.depth is not None and length > limits.depth:
                found.append("a chain is too long")
        elif not limits.exchanges:
            found.append("an exchange")
        elif limits.depth is not None and len(seen) > min(3, limits.depth):
            found.append("an exchange is too large")
    unit = {nip: posts[plan[nip]]["unit"] if nip in plan else one["unit"] for nip, one in people.items()}
    for name, least in office["least"].items():
        before = sum(one["unit"] == name for one in people.values())
        if sum(one == name for one in unit.values()) < min(before, least):
            found.append(f"{name} is emptied")
    found += [
        f"{a} and {b} come together"
        for a, b in office["apart"]
        if unit[a] == unit[b] and (a in plan or b in plan)
    ]
    return found


def worth_of(office: dict[str, Any], plan: dict[str, str]) -> int:
    return sum(office["moves"][nip, code] - office["people"][nip]["loss"] for nip, code in plan.items())


def best_by_trying(office: dict[str, Any], limits: Limits) -> int:
    """Return the largest gain of all plans."""
    choices = [
        [None, *(code for code in office["posts"] if (nip, code) in office["moves"])]
        for nip in office["people"]
    ]
    best = 0
    for ends in product(*choices):
        plan = {nip: to for nip, to in zip(office["people"], ends, strict=True) if to is not None}
        if worth_of(office, plan) > best and not wrong_with(office, plan, limits):
            best = worth_of(office, plan)
    return best


def plan_of(problem: Problem, to: Any) -> dict[str, str]:
    """Return a plan as nip -> code."""
    return {problem.nips[person]: problem.codes[to[person]] for person in np.flatnonzero(to >= 0)}

"""Plans of several periods by trying everything: written from the words of the limits, sharing nothing with the solvers."""

from collections import Counter
from fractions import Fraction
from itertools import chain, combinations, product


def teaches(course):
    out = {course["kompetensi"]: (course["level_awal"], course["level_akhir"])}
    for name, low, high in course["juga"] or ():
        out.setdefault(name, (low, high))
    return out


class Office:
    """people: nip -> {kompetensi: (level, required, weight)}; courses: dicts; the rest as in YearsTerms, in plain words.

    prices: what single places (nip, kode, period) cost instead; extra_seats: (kode, period) with one seat more.
    """

    def __init__(self, people, courses, periods, limits):
        self.people, self.courses, self.periods, self.limits = (
            people,
            {one["kode"]: one for one in courses},
            periods,
            limits,
        )
        self.prices, self.extra_seats = {}, set()

    def cost(self, nip, kode, at):
        return self.prices.get((nip, kode, at), self.courses[kode]["biaya"])

    def hours(self, nip, year):
        """Return the hours that one person may be given in one year: their own ceiling of that year, or the agency's."""
        return self.limits.get("hours", {}).get(nip, {}).get(year, self.limits.get("jp"))

    def factor(self, nip, kompetensi):
        """Return how many times a gap counts: what the standard marks kritis, what comes first, who holds a critical post."""
        out = self.limits.get("urgent", {}).get(nip, 1)
        if (nip, kompetensi) in self.limits.get("critical", ()):
            out *= self.limits.get("critical_weight", 1) * (1000 if self.limits.get("first") else 1)
        return out

    def may(self, nip, kode, at):
        jp = self.hours(nip, self.periods[at][0])
        if jp is not None and self.courses[kode]["jp"] > jp:
            return False
        if nip in self.limits.get("closed", {}).get(kode, ()):
            return False
        # Taken in the middle of a year, a course is free again in the fourth calendar year after it.
        recent = self.limits.get("recent", {}).get(nip, {}).get(kode)
        if recent is not None and self.periods[at][0] < recent + 4:
            return False
        day = self.courses[kode].get("period")
        return (day is None or day == at) and self.limits.get("leaves", {}).get(nip, 99) > at

    def ways(self, nip, kompetensi):
        """Yield ((kode, period), …), benefit of every line of courses for one gap."""
        level, required, weight = self.people[nip][kompetensi]
        yield (), Fraction(0)
        teaching = [kode for kode, course in self.courses.items() if kompetensi in teaches(course)]
        spots = [
            (kode, at) for kode in teaching for at in range(len(self.periods)) if self.may(nip, kode, at)
        ]
        for length in (1, 2, 3):
            for line in combinations(sorted(spots, key=lambda spot: spot[1]), length):
                if len({at for _, at in line}) < length or len({kode for kode, _ in line}) < length:
                    continue
                now, benefit, good = level, Fraction(0), True
                for place, (kode, at) in enumerate(line):
                    low, high = teaches(self.courses[kode])[kompetensi]
                    if place:
                        good &= (
                            len(teaches(self.courses[kode])) == 1 and low is not None and level < low <= now
                        )
                    elif len(teaches(self.courses[kode])) > 1:
                        good &= all(
                            one is None or (name in self.people[nip] and self.people[nip][name][0] >= one)
                            for name, (one, _) in teaches(self.courses[kode]).items()
                        )
                    else:
                        good &= low is None or low <= level
                    gain = min(high, required) - min(now, required)
                    good &= high > now and gain > 0
                    worth = 1 - self.limits.get("later", Fraction(0)) * (
                        self.periods[at][0] - self.periods[0][0]
                    )
                    counted = min(Fraction(gain), self.limits.get("expected", {}).get(kode, Fraction(gain)))
                    benefit += weight * self.factor(nip, kompetensi) * counted * worth
                    now = high
                    if not good:
                        break
                if good:
                    yield line, benefit

    def choices(self, nip):
        """Yield (places, benefit) of everything that one person could do in the plan."""
        best = {}
        spots = [
            (kode, at) for kode in self.courses for at in range(len(self.periods)) if self.may(nip, kode, at)
        ]
        for lines in product(*(list(self.ways(nip, name)) for name in self.people[nip])):
            places = frozenset(chain.from_iterable(line for line, _ in lines))
            benefit = sum((gain for _, gain in lines), Fraction(0))
            for extra in chain.from_iterable(combinations(set(spots) - places, size) for size in (0, 1, 2)):
                whole = places | frozenset(extra)
                if self.person_may(nip, whole, extra) and best.get(whole, -1) < benefit:
                    best[whole] = benefit
        return list(best.items())

    def person_may(self, nip, places, extra):
        when = dict(places)
        if len(when) < len(places):
            return False
        for kode, at in places:
            needed = self.courses[kode]["prasyarat"]
            if (
                needed
                and needed not in self.limits.get("taken", {}).get(nip, ())
                and needed not in self.limits.get("recent", {}).get(nip, ())
                and when.get(needed, 99) >= at
            ):
                return False
        for kode, at in extra:
            if not any(self.courses[other]["prasyarat"] == kode and at < then for other, then in places):
                return False
            for name, (low, _) in teaches(self.courses[kode]).items():
                if low is not None and (name not in self.people[nip] or self.people[nip][name][0] < low):
                    return False
            # What is only presupposed must be lacking to somebody who takes what presupposes it.
            if kode in self.limits.get("taken", {}).get(nip, ()) or kode in self.limits.get("recent", {}).get(
                nip, ()
            ):
                return False
        for year in {one for one, _ in self.periods}:
            mine = [kode for kode, at in places if self.periods[at][0] == year]
            if self.limits.get("courses") is not None and len(mine) > self.limits["courses"]:
                return False
            jp = self.hours(nip, year)
            if jp is not None and sum(self.courses[kode]["jp"] for kode in mine) > jp:
                return False
        return True

    def fits(self, plan):
        """Return the cost of a plan {nip: places}, None when a shared limit is broken; the least number of classes runs."""
        seats = Counter((kode, at) for places in plan.values() for kode, at in places)
        classes, spent, funds, units = Counter(), Counter(), Counter(), Counter()
        for (kode, at), people in seats.items():
            course = self.courses[kode]
            extra = (
                (kode, at) in self.extra_seats and course["kuota"] is not None and people > course["kuota"]
            )
            number = 1 if course["kuota"] is None else -(-(people - extra) // course["kuota"])
            if people < number * (course["minimal_peserta"] or 1):
                return None
            classes[kode, self.periods[at][0]] += number
            year = self.periods[at][0]
            cost = sum(self.cost(nip, kode, at) for nip, places in plan.items() if (kode, at) in places)
            cost += number * (course["biaya_kelas"] or 0)
            spent[year] += cost
            named = course["sumber_dana"] in self.limits.get("funds", {})
            funds[course["sumber_dana"] if named else "others", year] += cost
        for nip, places in plan.items():
            for kode, at in places:
                units[self.limits.get("unit", {}).get(nip), self.periods[at][0]] += self.cost(nip, kode, at)
        most = {kode: 1 if one["kelas"] is None else one["kelas"] for kode, one in self.courses.items()}
        if any(number > most[kode] for (kode, _), number in classes.items()):
            return None
        for year, money in spent.items():
            budget = self.limits.get("budgets", {}).get(year, self.limits.get("budget"))
            if budget is not None and money > budget:
                return None
        for used, limits in (
            (funds, self.limits.get("funds", {}) | self.limits.get("others", {})),
            (units, self.limits.get("units", {})),
        ):
            if any(name in limits and money > limits[name] for (name, _), money in used.items()):
                return None
        if self.limits.get("away") is not None:
            count = Counter(
                (self.limits["unit"][nip], at) for nip, places in plan.items() for _, at in places
            )
            if any(number > self.limits["away"][unit] for (unit, _), number in count.items()):
                return None
        run = {kode for kode, _ in seats}
        if any(kode not in run for kode in self.limits.get("must_run", ())):
            return None
        return sum(spent.values())

    def plans(self):
        """Yield benefit, cost and places (nip, kode, period) of every plan that keeps all limits."""
        nips = list(self.people)
        for picks in product(*(self.choices(nip) for nip in nips)):
            cost = self.fits(dict(zip(nips, (places for places, _ in picks), strict=True)))
            if cost is not None:
                places = {
                    (nip, *place)
                    for nip, (of_person, _) in zip(nips, picks, strict=True)
                    for place in of_person
                }
                yield sum((gain for _, gain in picks), Fraction(0)), cost, places

    def best(self, least=None):
        """Return (benefit, cost) of the best plan, or (cost) of the cheapest with at least the benefit `least`; None for none. `fewest` then holds the fewest classes of such a plan."""
        found = None
        for benefit, cost, places in self.plans():
            if least is not None and benefit < least:
                continue
            key = (*((-cost,) if least is not None else (benefit, -cost)), -self.classes(places))
            if found is None or key > found:
                found = key
        self.fewest = None if found is None else -found[-1]
        return None if found is None else found[:-1]

    def classes(self, places):
        """Return the fewest classes that hold these places (nip, kode, period)."""
        seats = Counter((kode, at) for _, kode, at in places)
        return sum(
            1 if self.courses[kode]["kuota"] is None else -(-people // self.courses[kode]["kuota"])
            for (kode, _), people in seats.items()
        )

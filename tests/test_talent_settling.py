"""A single fact said to decide an open box does, whatever it turns out to be; one not said to leaves several boxes for some value.

Brute force: the fact is supplied with each of its values, nothing else, and the box is worked out again.
"""

from datetime import date, timedelta
from random import Random

import pytest

from asnkarier.agency.talent.held import held_grid, held_of
from asnkarier.analysis.talent.deciding import deciding_facts
from asnkarier.analysis.talent.settling import settling_facts
from unfinished_agency import (  # fmt: skip
    AS_OF,
    ASPECTS,
    BOOK,
    COURSE,
    MANAGERIAL,
    TRIPLES,
    _agrees,
    agency,
    nip_of,
    snapshot,
)

SEEDS = range(16)
LEVELS = BOOK.value("referensi/pendidikan", AS_OF)
PUNISHED = {"masih": AS_OF + timedelta(days=90), "baru": AS_OF - timedelta(days=30), "lama": date(1999, 1, 1)}


def with_facts(person, **facts):
    return person | {"facts": person["facts"] | facts}


def variants(person, kind, target):
    """The person with the fact supplied, by what it is called where it has names; None where this test knows no values."""
    dice = Random(7)
    if kind == "appraisal":
        year = int(target)
        whole = [one for one in TRIPLES if _agrees(person["appraisals"].get(year), one)]
        return [(one[2], person | {"appraisals": person["appraisals"] | {year: one}}) for one in whole]
    if target == "tingkat_pendidikan":
        return [(one, with_facts(person, tingkat_pendidikan=one)) for one in LEVELS]
    if target == "pendidikan":
        fits = {"bidang_sesuai": "Hukum", "bidang_tidak_sesuai": "Akuntansi"}
        return [(name, with_facts(person, pendidikan=one)) for name, one in fits.items()]
    if target == "hukuman_selesai":
        named = {"masih": "sedang_menjalani", "baru": "hukuman_lewat", "lama": "hukuman_tidak_dihitung"}
        return [(named[name], with_facts(person, hukuman_selesai=end)) for name, end in PUNISHED.items()]
    if target == "hukuman_disiplin":
        never = [("tidak_pernah", with_facts(person, hukuman_disiplin="tidak_pernah", hukuman_selesai=None))]
        return never + [
            (name if when == "baru" else "sedang_menjalani", with_facts(person, hukuman_disiplin=name, hukuman_selesai=PUNISHED[when]))
            for name in ("ringan", "sedang", "berat") for when in ("masih", "baru")
        ]  # fmt: skip
    if kind == "assess":
        return [("", assessed(person, dice, way)) for way in ("worst", "best", *[""] * 20)]
    if target == "trainings":
        courses = [
            [],
            *(
                [{"nama_pelatihan": COURSE, "jp": jp, "tanggal_selesai": date(2025, 5, 5)}]
                for jp in range(1, 22)
            ),
        ]
        return [("", person | {"trainings": one}) for one in courses]  # fmt: skip
    if target == "jp":
        days = (date(2024, 5, 5), date(2025, 5, 5))
        return [
            ("", person | {"trainings": hours(person, jp, day)})
            for jp in (0.5, *range(1, 22, 2))
            for day in days
        ]
    return None


def assessed(person, dice, way):
    fixed = {"worst": 0, "best": 5}.get(way)
    levels = {
        name: (fixed if fixed is not None else dice.choice((0, 1, 1.5, 2, 2.5, 3, 4, 5)))
        if level is None
        else level
        for name, level in person["levels"].items()
    }
    return person | {"levels": levels}  # fmt: skip


def hours(person, jp, day):
    return [{**one, "jp": one["jp"] or jp, "tanggal_selesai": one["tanggal_selesai"] or day} for one in person["trainings"]]  # fmt: skip


def settled(now):
    held = held_of(now)
    grid = held_grid(now, held)
    facts = deciding_facts(held, grid, now.rulebook)
    return grid.rows, facts, settling_facts(held, grid, facts, now.rulebook)


def boxes_of(people, registers):
    rows = held_grid(now := snapshot(people, registers), held_of(now)).rows
    return dict(zip(rows["nip"], rows["boxes_possible"], strict=True))


@pytest.fixture(scope="module")
def tried():
    """Each open person and fact: kind, target, what was told (value -> box, alone), and the boxes left by value."""
    people = {nip_of(one): one for seed in SEEDS for one in agency(seed)}  # nobody's box looks at others
    rows, facts, told = settled(snapshot([*people.items()]))
    groups, asked = {}, []
    by_person = facts.drop_duplicates(["person", "kind", "target"]).groupby("person")
    for place, own in by_person:
        person = people[rows["nip"].iloc[place]]
        world = 0
        for kind, target in zip(own["kind"], own["target"], strict=True):
            some = variants(person, kind, target)
            if not kind or some is None:
                continue
            registers, names = ((target,) if kind == "register" else ()), []
            for value, one in some:
                world += 1
                names.append((value, nip_of(one, world)))
                groups.setdefault(registers, []).append((nip_of(one, world), one))
            assert world < 100
            mine = told[told["person"].eq(place) & told["kind"].eq(kind) & told["target"].eq(target)]
            asked.append((kind, target, mine, registers, names))
    boxes = {registers: boxes_of(some, registers) for registers, some in groups.items()}
    return [
        (kind, target, mine, [(value, boxes[registers][nip]) for value, nip in names])
        for kind, target, mine, registers, names in asked
    ]


def test_much_is_tried(tried):
    alone = {(kind, target) for kind, target, mine, _ in tried if len(mine) and mine["alone"].all()}
    some = {(kind, target) for kind, target, mine, _ in tried if len(mine) and not mine["alone"].any()}
    assert len(tried) > 100
    assert {kind for kind, _ in alone} >= {"appraisal", "assess", "register"}
    assert ("field", "pendidikan") in alone | some
    assert ("field", "tingkat_pendidikan") in some  # a level without points in the law leaves it open


def test_a_fact_that_decides_alone_leaves_one_box_whatever_it_is(tried):
    for kind, target, mine, left in tried:
        if len(mine) and mine["alone"].all():
            told = set(mine["box"])
            assert all(len(boxes) == 1 and boxes[0] in told for _, boxes in left), (kind, target, left, mine)


def test_a_fact_that_is_not_said_to_leaves_several_for_some_value(tried):
    for kind, target, mine, left in tried:
        if not (len(mine) and mine["alone"].all()):
            assert any(len(boxes) > 1 for _, boxes in left), (kind, target, left, mine)


def test_the_values_that_decide_are_those_told(tried):
    """Of facts whose values have names: each told one leaves the box told, and no other leaves a single one."""
    seen = 0
    for kind, target, mine, left in tried:
        if not left[0][0]:
            continue
        told = dict(zip(mine["value"], mine["box"], strict=True))
        for value, boxes in left:
            seen += value in told
            assert (boxes == (told[value],)) if value in told else len(boxes) > 1, (kind, target, value, boxes, told)  # fmt: skip
    assert seen > 50


def test_points_from_which_a_box_holds():
    """Hours of training as the one thing open: below the points told another box, from them on the box told."""
    person = next(one for seed in SEEDS for one in agency(seed) if one["facts"]["jabatan"] == "Kepala Subbagian Uji" and one["facts"]["pendidikan"] == "Hukum")  # fmt: skip
    facts = {"status_asn": "PNS", "tingkat_pendidikan": "S-1", "hukuman_disiplin": "tidak_pernah", "hukuman_selesai": None, "eselon": "IV.a", "tmt_jabatan": date(2020, 1, 2)}  # fmt: skip
    offices = {}
    for place, (level, aspect) in enumerate((level, aspect) for level in (1, 1.5, 2, 2.5, 3) for aspect in (1, 2, 3)):  # fmt: skip
        one = with_facts(person, **facts) | {
            "born": date(1970, 1, 1 + place),
            "levels": dict.fromkeys(MANAGERIAL, level) | dict.fromkeys(ASPECTS, aspect),
            "appraisals": {2024: ("sesuai", "sesuai", "baik"), 2025: ("sesuai", "sesuai", "baik")},
            "trainings": None,
            "positions": [],
        }
        offices[nip_of(one)] = one
    rows, _facts, told = settled(snapshot([*offices.items()]))
    trained = [
        (nip_of(one, jp), one | {"trainings": [{"nama_pelatihan": COURSE, "jp": jp, "tanggal_selesai": date(2025, 5, 5)}]})
        for one in offices.values() for jp in range(21)
    ]  # fmt: skip
    boxes, checked = boxes_of(trained, ("trainings",)), 0
    for place, nip in enumerate(rows["nip"]):
        mine = told[told["person"].eq(place) & told["target"].eq("trainings")]
        mine = mine.assign(points=mine["value"].astype(float)).sort_values("points")
        if len(mine) == 2:
            checked += 1
            for jp in range(21):
                expected = mine["box"].iloc[int(100 * jp / 20 >= mine["points"].iloc[1])]
                assert boxes[nip_of(offices[nip], jp)] == (expected,), (jp, mine)
    assert checked

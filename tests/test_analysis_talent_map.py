"""The talent map's calculation: what may still be true holds whatever turns out, and nothing but the facts moves anybody."""

import random
from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.careers.experience import measure_experience, measure_in_present_class
from asnkarier.analysis.gates.targets import JpmSums
from asnkarier.analysis.scores.bands import POINT, Band, near_a_cut
from asnkarier.analysis.talent.counting import box_counts, group_counts
from asnkarier.analysis.talent.deciding import CHEAPEST_FIRST, NOTHING, deciding_facts
from asnkarier.analysis.talent.for_held import Held, grid_for_held
from asnkarier.analysis.talent.grid import PARTS, talent_grid
from asnkarier.analysis.talent.moving import moved_from
from asnkarier.analysis.talent.order import Members, places_of
from asnkarier.catalog.types import JobStandard
from law import load_rulebook
from people_frames import dossiers, frame

AS_OF = date(2026, 11, 21)
LAW = load_rulebook()
FULL = 10**6
ASPECTS = [one["id"] for one in LAW.value("kompetensi/aspek_potensi", AS_OF)["aspek"]]
PREDIKAT = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
POSTS = (("Kepala Bidang Uji", "III.a"), ("Kepala Subbidang Uji", "IV.a"))
OWN = JobStandard("uji", ("x",), "pengawas", (), pendidikan_bidang=("Hukum",))


def nip_of(number):
    return f"19{70 + number % 25}0101199{number % 7}03{1 + number % 2}{number:03}"


def truth_of(chance, number):
    """Return everything that is true of an invented person."""
    jabatan, eselon = chance.choice(POSTS)
    return {
        "nip": nip_of(number),
        "jabatan": jabatan,
        "jenis_jabatan": "struktural",
        "eselon": eselon,
        "tmt_jabatan": f"{chance.randint(2012, 2025)}-0{chance.randint(1, 9)}-01",
        "tingkat": chance.choice(("SLTA", "D-III", "S-1", "S-2", "S-3")),
        "pendidikan": chance.choice(("Hukum", "Akuntansi")),
        "hukuman": chance.choice(("tidak_pernah", "tidak_pernah", "ringan", "sedang", "berat")),
        "selesai": f"{chance.randint(2019, 2027)}-01-01",
        "predikat": [chance.choice(PREDIKAT[:3]), chance.choice(PREDIKAT)],
        "jp": chance.choice((0, 4, 8, 12, 20, 30)),
        "levels": [chance.randint(1, 5) for _ in ASPECTS],
        "required": 27 * FULL,
        "reached": chance.randint(0, 27) * FULL,
    }


def known_of(chance, truth, share):
    """Return what lists tell of the truth: each fact is missing with the chance 1 - share."""

    def told():
        return chance.random() < share

    assessed = truth["reached"] if told() else chance.randint(0, truth["reached"] // FULL) * FULL
    return {
        **truth,
        "tingkat": truth["tingkat"] if told() else None,
        "pendidikan": truth["pendidikan"] if told() else None,
        "hukuman": truth["hukuman"] if told() else None,
        "predikat": [one if told() else None for one in truth["predikat"]],
        "jp": truth["jp"] if told() else None,
        "levels": [one if told() else None for one in truth["levels"]],
        "low": assessed,
        "high": truth["reached"] if assessed == truth["reached"] else 27 * FULL,
    }


def held_by(people, *, judged=True, complete=()):
    employees = [
        {
            "nip": one["nip"],
            "status_asn": "PNS",
            "jabatan": one["jabatan"],
            "jenis_jabatan": one["jenis_jabatan"],
            "eselon": one["eselon"],
            "tmt_jabatan": one["tmt_jabatan"],
            "tingkat_pendidikan": one["tingkat"],
            "pendidikan": one["pendidikan"],
            "hukuman_disiplin": one["hukuman"],
            "hukuman_selesai": one["selesai"] if one["hukuman"] not in (None, "tidak_pernah") else None,
            **{name: one[name] for name in ("nama", "jenis_kelamin", "tanggal_lahir") if name in one},
        }
        for one in people
    ]
    appraisals = [
        {"nip": one["nip"], "tahun": 2025 - back, "predikat": predikat}
        for one in people
        for back, predikat in enumerate(one["predikat"])
        if predikat is not None
    ]
    trainings = [
        {"nip": one["nip"], "nama_pelatihan": "Bimtek", "jp": one["jp"], "tanggal_selesai": "2025-06-01"}
        for one in people
        if one["jp"] is not None
    ]
    levels = [
        {"nip": one["nip"], "kompetensi": aspect, "level": level}
        for one in people
        for aspect, level in zip(ASPECTS, one["levels"], strict=True)
        if level is not None
    ]
    facts = dossiers(
        AS_OF, employees, appraisals=appraisals, trainings=trainings, rulebook=LAW, complete=complete
    )
    count = len(people)
    sums = JpmSums(
        np.array([one.get("low", one["reached"]) for one in people], dtype=np.int64),
        np.array([one.get("high", one["reached"]) for one in people], dtype=np.int64),
        np.array([one["required"] if judged else 0 for one in people], dtype=np.int64),
    )
    where = np.zeros(count, dtype=np.int64) if judged else np.full(count, -1)
    return Held(facts, (OWN,), where, sums, frame("assessments", levels))


def mapped(people, **options):
    return grid_for_held(held_by(people, **options), LAW, 2.0)


@pytest.mark.parametrize(("seed", "share"), [(1, 0.9), (2, 0.7), (3, 0.5), (4, 0.95)])
def test_whatever_the_missing_facts_turn_out_to_be_lies_in_the_interval_and_among_the_boxes(seed, share):
    chance = random.Random(seed)
    truths = [truth_of(chance, number) for number in range(300)]
    told = mapped([known_of(chance, one, share) for one in truths]).rows
    whole = mapped(truths)
    true = whole.rows
    for axis in ("kinerja", "potensial"):
        assert (told[f"{axis}_low"] <= true[f"{axis}_low"]).all()
        assert (true[f"{axis}_high"] <= told[f"{axis}_high"]).all()
    open_ones = told["kotak"].isna()
    assert 0 < open_ones.sum() < 300
    assert (told["kotak"][~open_ones] == true["kotak"][~open_ones]).all()
    for possible, low, high in zip(
        told["boxes_possible"], true["boxes_possible"], true["kotak"], strict=True
    ):
        assert set(low) <= set(possible)
        assert pd.isna(high) or high in possible


def by_hand(one):
    """Return the box and the value of potential of somebody of whom everything is known, told again from the tables of the law."""
    weights = LAW.value("talenta/bobot_potensial", AS_OF)
    education = LAW.value("talenta/nilai_pendidikan", AS_OF)[one["tingkat"]]
    served = AS_OF.year - int(one["tmt_jabatan"][:4]) - (AS_OF.isoformat()[4:] < one["tmt_jabatan"][4:])
    service = next(
        row["nilai"]
        for row in LAW.value("talenta/nilai_lama_jabatan", AS_OF)
        if served >= row["minimal_tahun"]
    )
    fits = LAW.value("talenta/nilai_kesesuaian_bidang", AS_OF)
    marks = LAW.value("talenta/nilai_disiplin", AS_OF)
    end = date.fromisoformat(one["selesai"])
    if one["hukuman"] == "tidak_pernah" or end.replace(year=end.year + 5) <= AS_OF:
        discipline = marks["tidak_pernah"]
    else:
        discipline = marks["sedang_menjalani" if end >= AS_OF else one["hukuman"]]
    most = LAW.value("kompetensi/aspek_potensi", AS_OF)["skala_maksimum"] * len(ASPECTS)
    duty = LAW.value("pengembangan/jam_pelajaran", AS_OF)
    parts = {
        "penilaian_kompetensi": 100 * one["reached"] / one["required"],
        "pengembangan_kompetensi": min(100, 100 * one["jp"] / duty),
        "pengalaman_jabatan": service,
        "potensi": 100 * sum(one["levels"]) / most,
        "pendidikan": education,
        "kesesuaian_bidang": fits["sesuai" if one["pendidikan"] == "Hukum" else "tidak_sesuai"],
        "integritas": discipline,
    }
    value = sum(weights[name] * parts[name] for name in PARTS) / 100
    column = "tinggi" if value >= 80 else "menengah" if value >= 60 else "rendah"
    row = {"sangat_baik": 2, "baik": 1}.get(one["predikat"][0], 0)
    grid = {"rendah": (1, 2, 4), "menengah": (3, 5, 7), "tinggi": (6, 8, 9)}
    return grid[column][row], value


def test_the_box_is_the_one_that_the_tables_of_the_law_give_by_hand():
    chance = random.Random(7)
    truths = [truth_of(chance, number) for number in range(300)]
    for one in truths[::3]:  # many in the middle and above
        one["levels"], one["reached"] = [5] * len(ASPECTS), one["required"]
    rows = mapped(truths, complete=("positions",)).rows
    expected = [by_hand(one) for one in truths]
    assert rows["kotak"].tolist() == [box for box, _ in expected]
    assert rows["potensial_low"].tolist() == pytest.approx([value for _, value in expected], abs=1e-6)
    assert {box for box, _ in expected} >= {1, 2, 3, 4, 5, 7, 8}


def test_sex_age_name_and_the_order_of_rows_move_nobody():
    chance = random.Random(11)
    people = [known_of(chance, truth_of(chance, number), 0.8) for number in range(60)]
    plain = mapped(people).rows.set_index("nip")
    others = [
        {
            **one,
            "nama": f"LAIN {number}",
            "jenis_kelamin": "P" if number % 2 else "L",
            "tanggal_lahir": "1975-05-05",
        }
        for number, one in enumerate(people)
    ]
    chance.shuffle(others)
    again = mapped(others).rows.set_index("nip").loc[plain.index]
    pd.testing.assert_frame_equal(again, plain)


def one_person(**changed):
    return {**truth_of(random.Random(3), 1), "predikat": ["baik", "baik"], **changed}


def test_no_appraisal_is_no_medium_value():
    found = mapped([one_person(predikat=[None, None])]).rows.iloc[0]
    assert (found["kinerja_low"], found["kinerja_high"]) == (20, 100)
    assert (found["kinerja_label"], pd.isna(found["kotak"])) == ("", True)
    assert len(found["boxes_possible"]) == 3


def test_an_unknown_education_is_not_worth_more_than_a_known_one():
    least, unknown, most = (
        mapped([one_person(tingkat=tingkat)]).rows.iloc[0] for tingkat in ("SLTA", None, "S-3")
    )
    assert unknown["potensial_low"] < least["potensial_low"] < most["potensial_high"]
    assert unknown["potensial_high"] >= most["potensial_high"]
    assert "pendidikan" in unknown["unknown_parts"]


def test_whose_post_no_standard_judges_has_no_match_and_no_field():
    grid = mapped([one_person()], judged=False)
    for part in ("penilaian_kompetensi",):
        assert (grid.parts[part].low[0], grid.parts[part].high[0]) == (0, 100 * POINT)
    assert grid.parts["kesesuaian_bidang"].low[0] < grid.parts["kesesuaian_bidang"].high[0]
    facts = deciding_facts(held_by([one_person()], judged=False), grid, LAW)
    assert set(facts["kind"]) == {"standard"}


@pytest.mark.parametrize("cuts", ["kepka_411", "siladen"])
def test_every_pair_of_scores_falls_into_exactly_one_box(cuts):
    book = load_rulebook(choices={"kinerja/ambang_kinerja": cuts, "talenta/ambang_potensial": cuts})
    points = np.arange(0, 100.25, 0.25)
    pairs = np.array(list(product(points, [0, 59.75, 60, 67.75, 68, 76.75, 77, 78, 79.75, 80, 90, 100])))
    pairs = np.vstack([pairs, pairs[:, ::-1]])
    kinerja, potensial = (Band(side, side) for side in np.rint(pairs.T * POINT).astype(np.int64))
    facts = dossiers(AS_OF, [{"nip": f"{number:018}"} for number in range(len(pairs))], rulebook=book)
    rows = talent_grid(facts, kinerja, dict.fromkeys(PARTS, potensial), book, 2.0)
    assert rows["kotak"].notna().all()
    assert [(box,) for box in rows["kotak"]] == rows["boxes_possible"].tolist()
    assert set(rows["kotak"]) == set(range(1, 10))
    if cuts == "kepka_411":  # the pair that falls through the cut-offs of a peer
        place = np.flatnonzero((pairs == (78, 90)).all(axis=1))[0]
        assert rows["kotak"].iloc[place] == 8


def test_the_boxes_are_numbered_as_the_annex_numbers_them():
    grid = LAW.value("talenta/sembilan_kotak", AS_OF)
    assert (grid["di_atas"]["menengah"], grid["sesuai"]["tinggi"]) == (7, 8)


CUTS = [("tinggi", 80), ("menengah", 60), ("rendah", None)]


@pytest.mark.parametrize(
    ("low", "high", "near"),
    [(78, 78, True), (77.99, 77.99, False), (82, 82, True), (82.01, 82.01, False), (79, 81.5, True), (79, 82.5, False), (61, 79, False)],
)  # fmt: skip
def test_near_a_line_is_who_stands_there_whatever_the_unknown_turns_out_to_be(low, high, near):
    ends = (np.array([round(one * POINT)], dtype=np.int64) for one in (low, high))
    assert near_a_cut(Band(*ends), CUTS, 2)[0] == near


def boxes_of(values):
    return pd.DataFrame(
        {"nip": [str(number) for number in range(len(values))], "kotak": pd.array(values, dtype="Int64")}
    )


def test_only_who_has_a_certain_box_on_both_days_has_moved():
    now = boxes_of([5, 5, 7, None, 8, 9])
    then = boxes_of([5, 7, 5, 5, None])
    found = moved_from(now, then.iloc[::-1])
    assert found["moved_from"].tolist() == [pd.NA, 7, 5, pd.NA, pd.NA, pd.NA]
    assert found["kotak_then"].tolist() == [5, 7, 5, 5, pd.NA, pd.NA]


def at(points):
    """Return the grid of somebody with predikat baik whose potential is worth so many points."""
    facts = held_by([one_person()]).dossiers
    value = np.array([round(points * POINT)], dtype=np.int64)
    known = Band(value, value)
    return talent_grid(facts, known, dict.fromkeys(PARTS, known), LAW, 2.0)


@pytest.mark.parametrize(
    ("then", "now", "moved"),
    [(79.99, 80, 5), (80, 79.99, 8), (60, 79.99, pd.NA), (59.99, 60, 2), (60, 59.99, 5), (80, 100, pd.NA)],
)
def test_a_line_is_crossed_in_either_direction_and_belongs_above(then, now, moved):
    found = moved_from(at(now), at(then))["moved_from"].iloc[0]
    assert found is moved or found == moved


bounds = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted)
members = st.lists(
    st.tuples(st.sampled_from([(7, 7), (8, 8), (9, 9), (7, 9), (8, 9)]), bounds, st.booleans()),
    min_size=1,
    max_size=5,
)


@settings(max_examples=150, deadline=None)
@given(members)
def test_places_are_those_of_every_way_in_which_the_unknown_may_turn_out(found):
    sure = [certain and box[0] == box[1] for box, _, certain in found]
    told = Members(
        np.array([box[0] for box, _, _ in found]),
        np.array([box[1] for box, _, _ in found]),
        Band(*(np.array([score[side] for _, score, _ in found], dtype=np.int64) for side in (0, 1))),
        np.array(sure),
    )
    places = places_of(told, np.arange(len(found)))
    ends = [[(box[0], score[0]), (box[1], score[1])] for box, score, _ in found]
    best = [len(found)] * len(found)
    worst = [1] * len(found)
    for keys in product(*ends):  # the extremes are among the ends
        for here in product(*([True] if one else [True, False] for one in sure)):
            for number, key in enumerate(keys):
                if here[number]:
                    place = 1 + sum(other > key for at, other in enumerate(keys) if here[at])
                    best[number], worst[number] = min(best[number], place), max(worst[number], place)
    assert places.best.tolist() == best
    assert places.worst.tolist() == worst
    known = [ends[number][0] for number in range(len(found)) if sure[number]]
    for number in range(len(found)):
        if sure[number]:
            assert places.place[number] == 1 + sum(other > ends[number][0] for other in known)
            assert places.tied[number] == (known.count(ends[number][0]) > 1)
    assert sorted(places.order.tolist()) == list(range(len(found)))
    assert [sure[one] for one in places.order] == sorted(sure, reverse=True)


def test_service_in_the_class_held_is_what_each_class_by_itself_tells():
    chance = random.Random(5)
    people, positions = [], []
    for number in range(80):
        jenis, eselon, jenjang = chance.choice(
            [("struktural", "III.a", None), ("struktural", "IV.a", None), ("fungsional", None, "ahli_muda"), (None, None, None)]
        )  # fmt: skip
        people.append({"nip": nip_of(number), "jenis_jabatan": jenis, "eselon": eselon, "jenjang": jenjang, "tmt_jabatan": f"{chance.randint(2015, 2025)}-03-01"})  # fmt: skip
        for _ in range(chance.randint(0, 3)):
            kind = chance.choice([("struktural", "III.a", None), ("struktural", "IV.a", None), ("fungsional", None, "ahli_muda"), ("struktural", None, None), (None, None, None)])  # fmt: skip
            positions.append({"nip": nip_of(number), "jabatan": "Uji", "jenis_jabatan": kind[0], "eselon": kind[1], "jenjang": kind[2], "tmt_jabatan": f"{chance.randint(2005, 2014)}-07-01"})  # fmt: skip
    facts = dossiers(AS_OF, people, positions=positions, rulebook=LAW)
    found = measure_in_present_class(facts.spells, facts.kelompok)
    classes = {one for one in facts.kelompok if one is not None}
    assert len(classes) == 3
    for kelompok in classes:
        alone = measure_experience(facts.spells, facts.count, [kelompok], None)
        mine = facts.kelompok == kelompok
        for part in ("proven", "possible"):
            for figure in ("months", "days"):
                got, wanted = (getattr(getattr(one, part), figure)[mine] for one in (found, alone))
                assert got.tolist() == wanted.tolist()
        assert found.doubt[mine].tolist() == alone.doubt[mine].tolist()
    unknown = np.array([one is None for one in facts.kelompok])
    assert unknown.any()
    assert (found.proven.months[unknown] == 0).all()


def test_what_would_decide_a_box_is_all_that_is_open_on_the_open_axis_and_the_cheapest_first():
    chance = random.Random(13)
    people = [known_of(chance, truth_of(chance, number), 0.6) for number in range(200)]
    held = held_by(people)
    grid = grid_for_held(held, LAW, 2.0)
    facts = deciding_facts(held, grid, LAW)
    assert set(grid.rows.index[grid.rows["kotak"].isna()]) == set(facts["person"])
    cost = {kind: place for place, kind in enumerate((*CHEAPEST_FIRST, NOTHING))}
    for person, mine in facts.groupby("person"):
        assert mine["kind"].map(cost).is_monotonic_increasing
        row = grid.rows.iloc[person]
        lacking = {part for part in PARTS if grid.parts[part].low[person] != grid.parts[part].high[person]}
        expected = (lacking if row["potensial_label"] == "" else set()) | (
            {"kinerja"} if row["kinerja_label"] == "" else set()
        )
        assert set(mine["part"]) == expected
    assert {"assess", "appraisal", "field", "register"} <= set(facts["kind"])


def test_counts_tell_the_certain_from_those_who_may_be_there():
    rows = pd.DataFrame(
        {
            "kotak": pd.array([9, None, None, 5], dtype="Int64"),
            "boxes_possible": [(9,), (7, 9), (7, 9), (5,)],
            "near_line": ["", "potensial", "", ""],
            "moved_from": pd.array([8, None, None, None], dtype="Int64"),
            "tingkat": ["jf", "jpt", None, "jf"],
        }
    )
    found = box_counts(rows["kotak"], rows["boxes_possible"]).set_index("kotak")
    assert (found["certain"][9], found["possible"][9], found["possible"][7], found["certain"][7]) == (
        1,
        2,
        2,
        0,
    )
    levels = group_counts(rows, "tingkat", ["jpt", "jf"])
    assert levels["tingkat"].tolist()[:2] == ["jpt", "jf"]
    assert levels["people"].tolist() == [1, 2, 1]
    assert levels[["certain", "open", "near_line", "moved", "box_9"]].to_numpy().tolist() == [
        [0, 1, 1, 0, 0],
        [2, 0, 0, 1, 1],
        [0, 1, 0, 0, 0],
    ]

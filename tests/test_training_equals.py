"""Who gets a place of people who gain the same at the same cost: a stated order, counted again here, that changes nothing else of the plan."""

from datetime import date
from hashlib import sha256

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training import plan as training_plan
from asnkarier.analysis.training.equals.order import order_of
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.plan import plan_training
from asnkarier.analysis.training.years import plan as training_years_plan
from asnkarier.analysis.training.years.plan import plan_years
from asnkarier.analysis.training.years.terms import YearsTerms, periods_of
from in_process import asn
from planned_office import CONFIG, LISTS, A, B, C, D, E, F, import_all, write_office
from test_training_years import frames, offices, terms_of

AS_OF = date(2026, 3, 1)
NIPS = tuple(f"19{80 + number}01012005011900" for number in range(6))
QUICK = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def drawn(nip, kode, year=2026):
    """The draw in plain integers."""

    def half(word):
        return int.from_bytes(sha256(f"{year} {word}".encode()).digest()[:8])

    whole = 2**64 - 1
    out = (half(nip) + half(kode)) & whole
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        out = ((out ^ (out >> shift)) * factor) & whole
    return out ^ (out >> 31)


def alike(needs, taken, hours=None):
    """An office whose people lack one level of `a` each, and more of `b`, which nobody teaches; taken: nip -> last day of a training."""
    gaps = [
        {"nip": nip, "kompetensi": name, "required": level + lack, "level": level, "gap": -lack, "weight": 1.0, "critical": False, "status": "gap"}
        for nip, lack_of_b in needs.items()
        for name, level, lack in (("a", 1.0, 1.0), ("b", 1.0, float(lack_of_b)))
        if lack
    ]  # fmt: skip
    course = {
        "kode": "K1", "nama_pelatihan": "Pelatihan A", "kompetensi": "a", "level_awal": 1.0, "level_akhir": 2.0, "jp": 10.0, "biaya": 5.0,
        "biaya_kelas": 0.0, "kuota": 1, "minimal_peserta": 1, "kelas": 2, "prasyarat": None, "sumber_dana": None, "juga": None,
    }  # fmt: skip
    courses = pd.DataFrame([course]).astype({"kuota": "Int64", "minimal_peserta": "Int64", "kelas": "Int64"})
    rows = [{"nip": nip, "nama_pelatihan": "Lain", "tanggal_mulai": day, "tanggal_selesai": day} for nip, day in taken.items()]  # fmt: skip
    trainings = pd.DataFrame(rows, columns=["nip", "nama_pelatihan", "tanggal_mulai", "tanggal_selesai"])
    for name in ("tanggal_mulai", "tanggal_selesai"):
        trainings[name] = pd.to_datetime(trainings[name]).astype("datetime64[s]")
    return pd.DataFrame(gaps), courses, trainings, hours or {}


def in_one_year(office):
    gaps, courses, trainings, hours = office
    return plan_training(gaps, courses, trainings, TrainingLimits(budget=1000, max_jp_of=hours), AS_OF)


def in_years(office):
    gaps, courses, trainings, hours = office
    terms = YearsTerms(
        TrainingLimits(),
        periods_of(AS_OF, 2, 1),
        budget=1000,
        first_jp=hours,
        yearly_jp=dict.fromkeys(NIPS, 0.0),
    )
    return plan_years(gaps, courses, trainings, terms)


PLANS = pytest.mark.parametrize("plan", [in_one_year, in_years])


@PLANS
@QUICK
@given(
    needs=st.dictionaries(st.sampled_from(NIPS), st.integers(0, 2), min_size=1),
    taken=st.dictionaries(st.sampled_from(NIPS), st.sampled_from(["2019-05-01", "2024-05-01", "2027-01-01"])),
    full=st.sets(st.sampled_from(NIPS)),
)
def test_the_first_of_those_alike_have_the_places(plan, needs, taken, full):
    """The larger need, then the longest without training, then the draw; who has no hours left is not among them."""
    known = {nip: day for nip, day in taken.items() if day < "2026-03-01"}
    able = [nip for nip in needs if nip not in full]
    first = sorted(able, key=lambda nip: (-needs[nip], known.get(nip, ""), drawn(nip, "K1")))[:2]
    found = plan(alike(needs, taken, dict.fromkeys(full, 9.0)))
    assert sorted(found.chosen["nip"]) == sorted(first)


@PLANS
def test_neither_age_nor_the_order_of_rows_tells(plan):
    gaps, *rest = alike(dict.fromkeys(NIPS, 0), {})
    chosen = set(plan((gaps, *rest)).chosen["nip"])
    assert chosen == set(sorted(NIPS, key=lambda nip: drawn(nip, "K1"))[:2]) != set(NIPS[:2])
    assert set(plan((gaps.iloc[::-1], *rest)).chosen["nip"]) == chosen


def test_each_year_and_each_course_has_its_own_draw():
    nips = pd.Index([f"{number:018d}" for number in range(400)], dtype="str")
    nobody = alike({}, {})[2]
    need = pd.Series(0, index=nips)
    people = np.arange(400)

    def first(year, kode):
        return set(
            order_of(nips, ["K1", "K2"], need, nobody, AS_OF, year)
            .ranks(people, np.full(400, kode))
            .argsort()[:200]
            .tolist()
        )

    for other in (first(2027, 0), first(2026, 1)):
        assert (
            70 <= len(first(2026, 0) & other) <= 130
        )  # half of the half by chance; four deviations about 100 are 20


@QUICK
@given(offices())
def test_nothing_else_of_a_plan_changes(office):
    tables, terms = frames(office), terms_of(office)
    one_year = [tables[0], tables[1].drop(columns=["juga", "tanggal_mulai"]), tables[2]]
    limits = TrainingLimits(budget=9, max_courses_per_person=office.limits.get("courses"))
    after = plan_years(*tables, terms), plan_training(*one_year, limits, AS_OF)
    with pytest.MonkeyPatch.context() as patched:
        for module in (training_years_plan, training_plan):
            patched.setattr(module, "in_order", lambda _, chosen, __: chosen)
        before = plan_years(*tables, terms), plan_training(*one_year, limits, AS_OF)
    for old, new in zip(before, after, strict=True):
        assert {**old.totals, "people": 0} == {**new.totals, "people": 0}
        pd.testing.assert_frame_equal(
            old.classes.drop(columns=["seat_nip"], errors="ignore"),
            new.classes.drop(columns=["seat_nip"], errors="ignore"),
        )


@pytest.mark.parametrize("words", [(), ("--years", "2")])
def test_the_report_states_the_order_and_who_waits_for_it_alone(tmp_path, words):
    everybody = (A, B, C, D, E, F)
    levels = [LISTS["asesmen"][0], *(f"{nip},Integritas,1,2025-12-01" for nip in everybody)]
    katalog = [LISTS["katalog"][0], "K1,Bimtek Integritas,Integritas,1,2,10,1000000,,2,1"]
    config = CONFIG + "training: {budget: 90 juta, not_repeated_years: 3}\n"
    folder = write_office(tmp_path / "kantor", {**LISTS, "asesmen": levels, "katalog": katalog}, config)
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    done = asn("recommend-training", *words, "--format", "json", cwd=folder)
    found = done.json()
    first = sorted(everybody, key=lambda nip: drawn(nip, "K1"))
    assert [row["nip"] for row in found["rows"] if row["tahun"] == 2026] == sorted(first[:2])
    waiting = {row["nip"]: row["equal"] for row in found["postponed"]}
    assert waiting == dict.fromkeys(first[4 if words else 2 :], 2)
    rows = [row for row in found["rows"] if row["tahun"] == 2026]
    assert {row["next_nip"] for row in rows} == {first[4 if words else 2]}
    assert {row["instead_nip"] for row in found["postponed"]} <= (
        {first[1], first[3]} if words else {first[1]}
    )
    shown = " ".join(asn("recommend-training", *words, cwd=folder).out.split())
    assert "then a draw fixed by NIP, course and year" in shown

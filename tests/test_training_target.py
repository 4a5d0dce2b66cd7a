"""`recommend-training --target`: met, proven impossible or not found, and the money of config.yaml, which is no limit of it."""

from itertools import product

import pytest

from in_process import asn
from planned_office import CONFIG, LISTS, A, D, E, F, import_all, write_office

HEAD = f"{LISTS['katalog'][0]},Minimal Peserta,Sumber Dana"
# Four people lack one level of integritas. K1 is cheap and paid by DAK, K3 dear and paid by nobody in particular; each class holds two.
COURSES = {
    "K1": {"seat": 1_000_000, "fixed": 2_000_000, "seats": 2, "classes": 1, "fund": "DAK"},
    "K3": {"seat": 1_500_000, "fixed": 4_000_000, "seats": 2, "classes": 2, "fund": "APBD"},
    "K4": {"seat": 2_600_000, "fixed": 0, "seats": 9, "classes": 1, "fund": "DAK"},
}


def office(folder, courses=COURSES, plan="{}", people=(A, D, E, F)):
    katalog = [HEAD] + [
        f"{kode},Pelatihan {kode},Integritas,1,2,24,{one['seat']},{one['fixed']},{one['seats']},{one['classes']},{one.get('least', '')},{one['fund']}"
        for kode, one in courses.items()
    ]
    asesmen = [LISTS["asesmen"][0], *(f"{nip},Integritas,1,2026-06-01" for nip in people)]
    write_office(
        folder, {**LISTS, "katalog": katalog, "asesmen": asesmen}, CONFIG + f"training: {{plan: {plan}}}\n"
    )
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    return folder


def target(folder, *words):
    done = asn("recommend-training", "--target", *words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


def cheapest(courses, people, least):
    """Return the least that it costs to send so many of these people to a course, by trying everything."""
    costs = []
    for taken in product([None, *courses], repeat=people):
        cost = 0
        for kode, one in courses.items():
            there = taken.count(kode)
            classes = -(-there // one["seats"])
            if classes > one["classes"] or (there and there < one.get("least", 1) * classes):
                break
            cost += there * one["seat"] + classes * one["fixed"]
        else:
            costs += [cost] if people - taken.count(None) >= least else []
    return min(costs)


@pytest.mark.parametrize(
    "plan", ["{}", "{funds: {DAK: 1, APBD: 5}}", "{funds: {DAK: 1}, units: {Dinas Tiga: 2}}"]
)
@pytest.mark.parametrize(("share", "people"), [("50%", 2), ("75%", 3), ("all", 4)])
def test_no_money_of_the_configuration_makes_the_cheapest_plan_dearer(tmp_path, plan, share, people):
    folder = office(tmp_path / "k", plan=plan)
    found = target(folder, share)
    totals = found["totals"]
    assert (totals["target_answer"], totals["spent"]) == ("met", cheapest(COURSES, 4, people))
    assert totals["cost_bound"] == totals["spent"]
    taken = {(one["resource"], one["name"]): (one["limit"], one["used"], one["price"]) for one in found["capacity"] if one["resource"] != "classes"}  # fmt: skip
    dak = sum(row["biaya"] for row in found["rows"] if row["dana"] == "DAK")
    dak += sum(row["biaya_kelas"] for row in found["classes"] if row["dana"] == "DAK")
    assert taken.get(("fund", "DAK")) == (None if plan == "{}" else (1, dak, None))
    assert (("unit_budget", "Dinas Tiga") in taken) == ("units" in plan)
    if share == "all":
        shown = asn("recommend-training", "--target", share, cwd=folder).out
        assert ("no limit of it" in " ".join(shown.split())) == (plan != "{}")


def test_a_target_that_seats_keep_out_of_reach_is_proven_impossible(tmp_path):
    few = {"K1": COURSES["K1"] | {"least": 2}, "K3": COURSES["K3"] | {"seats": 1, "classes": 1}}
    folder = office(tmp_path / "k", few)
    found = target(folder, "all")
    totals = found["totals"]
    assert (totals["target_answer"], totals["most_share"], totals["closed_share"]) == ("impossible", 75, 75)
    assert totals["spent"] == cheapest(few, 4, 3)
    assert totals["cost_bound"] is None
    assert [(one["why"], one["gaps"], one["levels"]) for one in found["held_back"]] == [("seats", 1, 1.0)]
    assert [one["resource"] for one in found["conflicts"]] == ["classes"]
    for language, words in (
        ("en", "which is proven: the most that can be closed is 75 %"),
        ("id", "dan itu terbukti: paling banyak 75 %"),
    ):
        shown = asn("--language", language, "recommend-training", "--target", "all", cwd=folder)
        assert shown.code == 0
        assert words in " ".join(shown.out.split())


def test_sentence_and_totals_round_a_share_alike(tmp_path):
    # Of three gaps two can be closed: 66.666…, of which the sentence says no more than is proven.
    folder = office(tmp_path / "n", {"K1": COURSES["K1"]}, people=(A, D, E))
    totals = target(folder, "all")["totals"]
    assert (totals["closed_share"], totals["most_share"]) == (66.66, 66.67)
    shown = " ".join(asn("recommend-training", "--target", "all", cwd=folder).out.split())
    assert "66.66" in shown
    assert "66.67" in shown


def test_a_budget_that_is_asked_for_limits_a_target(tmp_path):
    found = target(office(tmp_path / "k"), "all", "--budget", "4000000")
    assert found["totals"]["target_answer"] == "impossible"
    assert found["totals"]["closed_share"] == found["totals"]["most_share"] == 50
    # K1 is full, and for the others there is no money.
    assert [(one["why"], one["gaps"]) for one in found["held_back"]] == [("budget", 2), ("seats", 2)]
    assert ("agency_budget", 4_000_000) in {(one["resource"], one["limit"]) for one in found["conflicts"]}


def test_a_course_that_cannot_run_beside_the_target_is_told_apart(tmp_path):
    short = {"K1": COURSES["K1"], "K4": COURSES["K4"] | {"least": 5}}
    found = target(office(tmp_path / "k", short, "{must_run: [K4]}"), "50%")
    assert found["totals"]["target_answer"] == "met"
    assert found["totals"]["spent"] == cheapest({"K1": short["K1"]}, 4, 2)
    assert [one["resource"] for one in found["conflicts"]] == ["least_participants"]


def test_what_is_not_proven_is_not_called_impossible(tmp_path, monkeypatch):
    from asnkarier.analysis.training.years import target as target_of_years
    from asnkarier.analysis.training.years.solving.solver import solve

    monkeypatch.setattr(target_of_years, "cheapest", lambda *_, **__: (None, 0, False))

    def unproven(programme, **more):
        found = solve(programme, **more)
        return type(found)(found.chosen[:2], 4_000_000, *(getattr(found, one) for one in ("method", "row_prices", "class_prices", "greedy")))  # fmt: skip

    monkeypatch.setattr(target_of_years, "solve", unproven)
    folder = office(tmp_path / "k")
    found = target(folder, "all")
    totals = found["totals"]
    assert (totals["target_answer"], totals["closed_share"], totals["most_share"]) == ("not_found", 50, 100)
    shown = " ".join(asn("recommend-training", "--target", "all", cwd=folder).out.split())
    assert "not proven that there is none: none closes more than 100 %; this plan closes 50 %" in shown

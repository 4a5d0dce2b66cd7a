"""What config.yaml asks of a plan of years and nothing bears is told, with its place and what to do."""

import pytest

from in_process import asn
from planned_office import CONFIG, LISTS, A, B, import_all, write_office

ASSESSED = [
    "NIP,Kompetensi,Level,Tanggal Asesmen",
    f"{A},Integritas,1,2025-12-01",
    f"{A},Kerja Sama,3,2025-12-01",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = write_office(tmp_path_factory.mktemp("wishes"), {**LISTS, "asesmen": ASSESSED})
    import_all(made, asn, "pegawai", "katalog", "asesmen")
    return made


def planned(folder, wishes):
    (folder / "config.yaml").write_text(f"{CONFIG}training:\n  plan: {{{wishes}}}\n", encoding="utf-8")
    done = asn("recommend-training", "--budget", "9000000", "--years", "2", "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json(), done.err


@pytest.mark.parametrize(
    ("wish", "key", "words"),
    [
        ("must_run: [XX-9]", "must_run", "the catalogue has no course XX-9"),
        ("units: {Dinas Antah: 5 juta}", "units", "nobody works in the unit Dinas Antah"),
        ("funds: {APBN: 5 juta}", "funds", "no course names the fund APBN"),
        ("must_run: [K2]", "must_run", "nobody gains from K2"),
    ],
)
def test_a_wish_that_nothing_bears_is_told_with_its_place(folder, wish, key, words):
    told, err = planned(folder, wish)
    (problem,) = told["problems"]
    line = (folder / "config.yaml").read_text(encoding="utf-8").splitlines().index(f"  plan: {{{wish}}}") + 1
    assert problem["where"] == f"config.yaml:{line}: training.plan.{key}"
    assert problem["problem"].startswith(words)
    assert f"config.yaml:{line}: training.plan.{key}: {words}" in err
    assert "conflicts" not in told


def test_a_course_that_must_run_on_a_day_outside_the_plan_is_told_once_with_the_day(tmp_path):
    head, *lines = LISTS["katalog"]
    days = {"K1": "2031-03-01", "K2": ""}
    katalog = [f"{head},Tanggal Mulai", *(f"{line},{days[line[:2]]}" for line in lines)]
    made = write_office(tmp_path, {**LISTS, "asesmen": ASSESSED, "katalog": katalog})
    import_all(made, asn, "pegawai", "katalog", "asesmen")
    told, err = planned(made, "must_run: [K1]")
    (problem,) = told["problems"]
    assert problem["kode"] == "K1"
    assert problem["problem"].startswith("K1 has to run, but is held on")
    assert "2031" in problem["problem"]
    assert "nobody gains" not in err
    assert err.count("K1 has to run") == 1
    # Without the wish the catalogue tells of the day.
    (problem,) = planned(made, "must_run: []")[0]["problems"]
    assert problem["problem"].startswith("the course is held on")


def test_a_course_that_nobody_needs_takes_no_other_wish_with_it(folder):
    told, _ = planned(folder, "must_run: [K2, K1]")
    assert [row["kode"] for row in told["problems"]] == ["K2"]
    assert {row["kode"] for row in told["rows"]} == {"K1"}


def test_nothing_is_told_of_wishes_that_are_met(folder):
    told, err = planned(folder, "must_run: [K1], units: {Dinas Satu: 9 juta}")
    assert "problems" not in told
    assert "config.yaml" not in err


def test_a_fund_that_pays_no_course_lifts_no_budget(folder):
    (folder / "config.yaml").write_text(
        f"{CONFIG}training:\n  budget: 0\n  plan:\n    funds: {{APBN: 30 juta}}\n", encoding="utf-8"
    )
    done = asn("recommend-training", "--years", "2", "--format", "json", cwd=folder)
    told = done.json()
    assert (told["totals"]["spent"], told["rows"]) == (0, [])
    assert told["totals"]["funds"] == 60_000_000
    said = {row["kode"] or row["where"]: row["problem"] for row in told["problems"]}
    assert said["K1"].startswith("the course names no fund and there is no budget")
    assert any("training.plan.funds" in where for where in said if where)
    assert ": training.plan.funds: no course names the fund APBN".lower() in done.err.lower()
    # A budget pays what no fund pays.
    paid = asn("recommend-training", "--budget", "9000000", "--format", "json", cwd=folder).json()
    assert [row["kode"] for row in paid["rows"]] == ["K1"]


def test_where_funds_pay_and_no_budget_is_set_only_the_funds_are_a_limit(tmp_path):
    head, *lines = LISTS["katalog"]
    fund = {"K1": "APBD", "K2": "DAK"}
    katalog = [f"{head},Sumber Dana", *(f"{line},{fund[line[:2]]}" for line in lines)]
    folder = write_office(
        tmp_path, {**LISTS, "asesmen": [*ASSESSED, f"{B},Kerja Sama,2,2025-12-01"], "katalog": katalog}
    )
    import_all(folder, asn, "pegawai", "katalog", "asesmen")
    (folder / "config.yaml").write_text(
        f"{CONFIG}training:\n  plan: {{funds: {{APBD: 9 juta}}}}\n", encoding="utf-8"
    )
    told = asn("recommend-training", "--format", "json", cwd=folder).json()
    assert (told["totals"]["budget"], told["totals"]["funds"]) == (None, 9_000_000)
    assert [row["kode"] for row in told["rows"]] == ["K1"]
    assert {(row["kode"], row["why"]) for row in told["postponed"]} == {("K2", "budget")}
    (problem,) = told["problems"]
    assert problem["problem"].startswith(
        "the fund DAK has no amount in training.plan.funds and there is no budget"
    )
    # A budget that is named is a limit all the same.
    told = asn("recommend-training", "--budget", "0", "--format", "json", cwd=folder).json()
    assert (told["totals"]["budget"], told["rows"]) == (0, [])
    # What no fund pays, it pays.
    told = asn("recommend-training", "--budget", "4000000", "--format", "json", cwd=folder).json()
    assert [row["kode"] for row in told["rows"]] == ["K1", "K2"]

"""`asn fairness` on the sample agency: whom the report selects, counted again from that report and the list of employees."""

import shutil
from collections import Counter

import pytest
from scipy import stats

from conftest import SAMPLES, make_workspace

BUDGET = ("--budget", "150000000")


@pytest.fixture(scope="module")
def answer(agency, run_asn, few_budgets):
    return run_asn("fairness", "--of", "training", *BUDGET, "--format", "json", cwd=agency).json()


@pytest.fixture(scope="module")
def plan(agency, run_asn, few_budgets):
    return run_asn("recommend-training", *BUDGET, "--format", "json", cwd=agency).json()


def lines(answer, key, group_by):
    return {one["group"]: one for one in answer[key] if one["group_by"] == group_by}


def test_everybody_is_counted_once_and_the_selected_are_those_of_the_plan(answer, plan):
    chosen = {row["nip"] for row in plan["rows"]}
    for by in ("jenis_kelamin", "kelompok_umur", "unit_induk", "status_asn"):
        found = lines(answer, "rows", by).values()
        hidden = sum(
            row["people"]
            for row in answer["left_out"]
            if row["group_by"] == by and row["among"] == "fair_all"
        )
        assert sum(one["n"] for one in found) + hidden == answer["totals"]["n"]
        if not hidden:
            assert sum(one["selected"] for one in found) == len(chosen)
    assert answer["totals"]["selected"] == len(chosen)


def test_those_in_need_are_who_has_a_gap(answer, agency, run_asn):
    items = run_asn("gap", "--by", "item", "--format", "json", cwd=agency).json()["rows"]
    short = {one["nip"] for one in items if one["status"] == "gap" and one["weight"] > 0}
    assert answer["totals"]["among_n"] == len(short)
    sizes = Counter(one["group_by"] for one in answer["among"])
    assert sizes["jenis_kelamin"] == 2
    assert sum(one["n"] for one in lines(answer, "among", "jenis_kelamin").values()) == len(short)


def test_every_figure_of_a_group_is_that_of_scipy(answer):
    units = lines(answer, "rows", "unit_induk")
    n, chosen = (sum(one[key] for one in units.values()) for key in ("n", "selected"))
    best = max(units.values(), key=lambda one: (one["rate"], one["n"]))
    for one in units.values():
        rest = chosen - one["selected"], n - one["n"]
        p = stats.fisher_exact(
            [[one["selected"], one["n"] - one["selected"]], [rest[0], rest[1] - rest[0]]]
        ).pvalue
        assert one["p"] == pytest.approx(p, abs=1e-6)
        assert one["rate"] == pytest.approx(100 * one["selected"] / one["n"], abs=0.005)
        if one is not best:
            risk = stats.contingency.relative_risk(one["selected"], one["n"], best["selected"], best["n"])
            ends = risk.confidence_interval(0.95)
            told = [one[key] for key in ("ratio", "low", "high")]
            assert told == pytest.approx([risk.relative_risk, ends.low, ends.high], abs=0.006)


def test_every_line_has_every_figure(answer):
    assert answer["rows"]
    for row in answer["rows"] + answer["among"]:
        assert None not in row.values()
        assert row["n"] >= 5
        assert row["p"] <= row["p_adj"] <= 1
        assert 0 < row["detectable"] <= 100
        assert row["verdict"] in ("difference", "no_difference_shown", "too_few_people")


def test_the_first_names_of_a_shortlist_are_selected_and_a_rise_makes_it_a_question(agency, run_asn):
    found = run_asn(
        "fairness", "LOW-01", "--of", "shortlist", "--top", "5", "--format", "json", cwd=agency
    ).json()
    listed = run_asn("promote-shortlist", "LOW-01", "--top", "5", "--format", "json", cwd=agency).json()
    assert found["totals"]["selected"] == sum(
        row["rank"] is not None and row["rank"] <= 5 for row in listed["rows"]
    )
    assert found["totals"]["among_n"] < found["totals"]["n"]


def test_without_a_critical_post_the_boxes_that_lead_into_a_pool_are_examined_and_that_is_said(
    agency, run_asn
):
    found = run_asn("fairness", "--of", "talent", "--format", "json", cwd=agency).json()
    rows = run_asn("talent-map", "--format", "json", cwd=agency).json()["rows"]
    leading = {row["nip"] for row in rows if row["kotak"] is not None and row["krs"]}
    assert leading
    assert found["totals"]["of"] == "fair_boxes"
    assert found["totals"]["selected"] == len(leading)
    assert "needs.critical" in run_asn("fairness", "--of", "talent", cwd=agency).out


def test_without_a_certain_box_nobody_is_selected_and_that_is_said(workspace, run_asn):
    """Nobody's box is certain without assessments."""
    run_asn("import", SAMPLES / "pegawai_siasn.csv", cwd=workspace)
    found = run_asn("fairness", "--of", "talent", "--format", "json", cwd=workspace).json()
    assert found["totals"]["selected"] == 0
    assert found["rows"] == []
    assert "group_none_selected" in {row["why"] for row in found["left_out"]}


def test_succession_pools_are_examined(workspace, run_asn):
    config = workspace / "config.yaml"
    config.write_text(config.read_text() + "needs: {critical: [administrator]}\n")
    run_asn("import", SAMPLES, cwd=workspace)
    found = run_asn("fairness", "--of", "talent", "--format", "json", cwd=workspace).json()
    map_ = run_asn("talent-map", "--format", "json", cwd=workspace).json()
    pooled = {row["nip"] for row in map_["krs_members"] if row["membership"] in ("in_pool", "may_be_in_pool")}
    assert pooled
    assert (found["totals"]["selected"], found["totals"]["n"]) == (len(pooled), len(map_["rows"]))


def test_the_reward_list_is_examined_and_who_was_appraised_in_both_years_is_in_question(agency, run_asn):
    found = run_asn("fairness", "--of", "reward", "--format", "json", cwd=agency).json()
    review = run_asn("review", "--format", "json", cwd=agency).json()["rows"]
    rewarded = [row for row in review if row["list"] == "reward"]
    appraised = [row for row in review if {"2024", "2025"} <= set(row["years"])]
    assert rewarded
    assert len(rewarded) < len(appraised) < len(review)
    totals = found["totals"]
    assert (totals["n"], totals["selected"]) == (len(review), len(rewarded))
    assert (totals["among_n"], totals["among_selected"]) == (len(appraised), len(rewarded))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--of", "reward", "--top", "3"), "--top"),
        (("--of", "ratings", "--budget", "1 juta"), "--budget"),
        (("--of", "talent", "--budget", "5"), "--budget"),
        (("LOW-01", "--of", "training"), "LOW-01"),
        (("--of", "shortlist"), ""),
        (("--of", "shortlist", "LOW-99"), "LOW-99"),
        (("--of", "luck"), "luck"),
        ((), "--of"),
    ],
)
def test_what_cannot_be_examined_is_refused_in_one_line(agency, run_asn, words, told):
    done = run_asn("fairness", *words, cwd=agency)
    assert done.code == 2
    assert told in done.err
    assert done.out == ""


def test_the_age_groups_are_policy(tmp_path, run_asn):
    folder = make_workspace(tmp_path / "usia", "fairness: {ages: [40], least: 30}\n")
    run_asn("import", SAMPLES, cwd=folder)
    found = run_asn("fairness", "--of", "training", *BUDGET, "--format", "json", cwd=folder).json()
    assert set(lines(found, "rows", "kelompok_umur")) == {"0-39", "40+"}
    assert all(row["n"] >= 30 for row in found["rows"])
    config = folder / "config.yaml"
    config.write_text(config.read_text().replace("[40]", "[40, 31]"))
    assert run_asn("fairness", "--of", "training", cwd=folder).code == 3


def test_who_has_no_entry_is_a_group_of_its_own_whatever_the_nip_says(tmp_path, run_asn):
    folder, files = make_workspace(tmp_path / "tanpa"), tmp_path / "files"
    shutil.copytree(SAMPLES, files, ignore=shutil.ignore_patterns("standards"))
    path = files / "pegawai_siasn.csv"
    heading, *people = (line.split("|") for line in path.read_text(encoding="utf-8-sig").splitlines())
    sex = heading.index("JENIS KELAMIN")
    for one in people[:40]:
        one[sex] = ""
    path.write_text("\n".join("|".join(line) for line in [heading, *people]), encoding="utf-8")
    run_asn("import", files, cwd=folder)
    found = run_asn("fairness", "--of", "training", *BUDGET, "--format", "json", cwd=folder).json()
    assert lines(found, "rows", "jenis_kelamin")["unknown"]["n"] >= 30


@pytest.mark.parametrize(("language", "word"), [("id", "perempuan"), ("en", "women")])
def test_both_languages_fit_eighty_columns(agency, run_asn, language, word, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    done = run_asn("--language", language, "fairness", "--of", "training", *BUDGET, cwd=agency)
    assert done.code == 0
    assert word in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.fixture(scope="module")
def ratings(agency, run_asn):
    return run_asn("fairness", "--of", "ratings", "--format", "json", cwd=agency).json()


def test_everybody_who_counts_is_rated_by_a_rater_shown_or_told_why_not(ratings):
    totals, left = ratings["totals"], {one["why"]: one["people"] for one in ratings["left_out"]}
    assert totals["rated_by_them"] == sum(one["n"] for one in ratings["rows"])
    shown = totals["rated_by_them"] + sum(
        left.get(why, 0) for why in ("rater_unknown", "rater_few", "rating_alone")
    )
    assert totals["n"] == shown
    assert (
        totals["n"] + left.get("rating_none", 0) + left.get("rating_no_class", 0)
        == ratings["counts"]["people"]
    )
    assert min(one["n"] for one in ratings["rows"]) >= 5


def test_every_rater_has_all_figures_and_the_largest_sign_comes_first(ratings):
    for one in ratings["rows"]:
        assert one["group_by"] == "rater"
        assert len(one["group"]) == 18
        assert one["difference"] == pytest.approx(one["mean"] - one["expected"], abs=0.011)
        assert one["low"] <= one["difference"] <= one["high"]
        assert 0 < one["p"] <= one["p_adj"] <= 1
        assert abs(one["shrunk"]) <= abs(one["difference"]) + 1e-9
        assert one["verdict"] in {"difference", "no_difference_shown", "too_few_people"}
    assert [one["p_adj"] for one in ratings["rows"]] == sorted(one["p_adj"] for one in ratings["rows"])


def test_whom_the_appraisal_names_is_the_rater(agency, run_asn, tmp_path):
    """A planted rater: the recap names one superior of forty people, and all got the lowest predikat."""
    office = tmp_path / "kantor"
    shutil.copytree(agency, office)
    people = run_asn("gap", "--by", "person", "--format", "json", cwd=office).json()["rows"]
    holders = [one["nip"] for one in people if "guru" in one["jabatan"].lower()][:40]
    boss = next(one["nip"] for one in people if one["nip"] not in holders)
    lines = [f"{nip},2025,Sangat Kurang,{boss}" for nip in holders]
    recap = office / "nilai.csv"
    recap.write_text(
        "NIP,Tahun,Predikat Kinerja,NIP Pejabat Penilai\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    done = run_asn(
        "import", "nilai.csv", "--as", "appraisals", "--map", "NIP Pejabat Penilai=atasan_nip", cwd=office
    )
    assert done.code == 0, done.err
    found = run_asn("fairness", "--of", "ratings", "--format", "json", cwd=office).json()
    first = found["rows"][0]
    assert (first["group"], first["verdict"], first["direction"]) == (boss, "difference", "below")
    assert first["basis"] == "rater_named"
    assert first["n"] == len(holders)


def test_the_report_that_is_examined_reads_the_agency_no_second_time(agency, run_asn, monkeypatch):
    from asnkarier.agency import snapshot, workspace

    asked = []
    old = snapshot.known_facts
    monkeypatch.setattr(snapshot, "known_facts", lambda *given: asked.append(given) or old(*given))
    words = ("fairness", "--of", "talent", "--format", "json")
    once = run_asn(*words, cwd=agency)
    assert len(asked) == 1
    monkeypatch.setattr(workspace.Workspace, "seen_again", lambda *_given: None)
    anew = run_asn(*words, cwd=agency)
    assert len(asked) == 3
    assert (once.out, once.err) == (anew.out, anew.err)


@pytest.mark.parametrize("whole", [True, False])
def test_who_is_rewarded_is_whom_the_review_lists(agency, run_asn, whole):
    """The lists are made from appraisals alone here; nobody may stand on them whom the report does not name."""
    every = run_asn("review", "--format", "json", cwd=agency).json()["rows"]
    unit = next(row["unit_kerja"] for row in every if row["list"] == "reward")
    words = () if whole else ("--unit", unit)
    rows = run_asn("review", *words, "--format", "json", cwd=agency).json()["rows"]
    totals = run_asn("fairness", "--of", "reward", *words, "--format", "json", cwd=agency).json()["totals"]
    last = max(int(year) for row in every for year in row["years"])
    two_years = {str(last), str(last - 1)}
    assert totals["n"] == len(rows)
    assert totals["selected"] == sum(row["list"] == "reward" for row in rows) > 0
    assert totals["among_n"] == sum(two_years <= set(row["years"]) for row in rows)

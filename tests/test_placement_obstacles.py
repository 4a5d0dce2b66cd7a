"""What stands before empty posts: counted again from the findings of everybody, one by one."""

import shutil
from collections import Counter, defaultdict
from datetime import date

import pytest

from asnkarier.agency.gates.obstacles import NEAREST, obstacles_of
from asnkarier.agency.judging import judge_by_way, rises
from asnkarier.agency.posts import find_post
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import load_somebody
from asnkarier.agency.workspace import Workspace
from asnkarier.settings import load_settings

CODES = ("LOW-01", "LOW-04", "LOW-11")


@pytest.fixture(scope="module")
def told(agency):
    workspace = Workspace(agency, load_settings(agency / "config.yaml"), date(2026, 11, 1))
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store, asking=["vacancies"]))
        posts = [find_post(now, code) for code in CODES]
        yield now, posts, obstacles_of(now, posts)


def results_of(now, post):
    """nip -> rule -> result of what decides, of those for whom the post is a rise."""
    then = now.ahead(post.tmt)
    judged = judge_by_way(then, post)
    among = set(then.employees["nip"][rises(then, post)])
    found = defaultdict(dict)
    for one in judged.eligibility.findings.to_dict("records"):
        if one["nip"] in among and one["decides"]:
            found[one["nip"]][one["rule_id"]] = one["result"]
    return found


def test_each_requirement_is_counted_as_its_findings_say(told):
    now, posts, obstacles = told
    for post in posts:
        people = results_of(now, post)
        failed, only, unknown = Counter(), Counter(), Counter()
        for results in people.values():
            short = [rule for rule, result in results.items() if result == "not_met"]
            failed.update(short)
            unknown.update(rule for rule, result in results.items() if result == "unknown")
            if len(short) == 1 and "unknown" not in results.values():
                only.update(short)
        rows = obstacles.gates[obstacles.gates["vacancy"] == post.code]
        assert set(rows["rule_id"]) == failed.keys() | unknown.keys()
        for row in rows.to_dict("records"):
            rule = row["rule_id"]
            assert (row["not_met"], row["only"], row["unknown"]) == (failed[rule], only[rule], unknown[rule])
            assert row["of"] == sum(rule in results for results in people.values())
        assert rows["not_met"].is_monotonic_decreasing
    assert obstacles.gates["only"].sum() > 0


def test_the_nearest_lack_least_and_each_lack_has_its_article(told):
    now, posts, obstacles = told
    for post in posts:
        people = results_of(now, post)

        def lacking(nip, people=people):
            results = list(people[nip].values())
            return results.count("not_met"), results.count("unknown")

        ranked = sorted(lacking(nip) for nip in people)
        rows = obstacles.nearest[obstacles.nearest["vacancy"] == post.code]
        shown = rows.groupby("nip", sort=False)["result"].agg(list)
        told_of = [(one.count("not_met"), one.count("unknown")) for one in shown]
        complete = [one for one in ranked[:NEAREST] if one != (0, 0)]  # nothing is said of who lacks nothing
        assert sorted(told_of) == complete
        assert rows["citation"].str.len().gt(0).all()
        stated = rows[rows["result"].eq("not_met")]
        assert stated["source"].notna().all()


def test_before_a_functional_post_each_way_is_counted_among_its_own_people(told):
    """Of each requirement only those are counted whom its way judges; the nearest are told by the way in which they stand best."""
    now, posts, found = told
    post = posts[CODES.index("LOW-04")]
    then = now.ahead(post.tmt)
    persons = judge_by_way(then, post).eligibility.persons.set_index("nip")
    among = persons[rises(then, post)]
    gates = found.gates[found.gates["vacancy"] == post.code]
    assert len(set(gates["way"])) > 1
    for row in gates.to_dict("records"):
        assert row["of"] == int(among["route"].eq(row["way"]).sum()) >= row["not_met"]
    short = among[among["status"] != "eligible"]
    nearest = obstacles_of(now.among(short.groupby("route").head(5).index), [post]).nearest
    assert nearest["way"].nunique() > 1
    for row in nearest.to_dict("records"):
        assert row["way"] == (persons.at[row["nip"], "route"] or None)


def test_the_report_says_it_of_posts_without_candidates_only(agency, run_asn, tmp_path):
    """Two posts of the sample agency have more places than there are people who may come."""
    here = tmp_path / "kantor"
    shutil.copytree(agency, here)
    many = "Kode,Jabatan,Unit Kerja,Jumlah,TMT\nLOW-90,Kepala Dinas,Dinas Kesehatan,90,2026-12-01\nLOW-91,Auditor Ahli Madya,Inspektorat,400,2026-12-01\n"
    (here / "banyak.csv").write_text(many, encoding="utf-8")
    assert run_asn("import", "banyak.csv", cwd=here).code == 0
    asked = ("--vacancies", "LOW-01,LOW-90,LOW-91")
    found = run_asn("recommend-placement", *asked, "--format", "json", cwd=here).json()
    without = {one["vacancy"] for one in found["unfilled"] if one["reason"] in ("no_candidate", "too_few")}
    assert without
    assert {one["vacancy"] for one in found["obstacles"]} == without
    for line in found["unfilled"]:
        rows = [one for one in found["obstacles"] if one["vacancy"] == line["vacancy"]]
        if line["reason"] not in ("no_candidate", "too_few"):
            assert line["obstacle"] is None
            continue
        most = max(rows, key=lambda one: one["not_met"], default=None)
        assert (line["obstacle_people"] or 0) == (most["not_met"] if most else 0)
        if line["obstacle"]:
            assert (line["obstacle"], line["obstacle_citation"]) == (most["rule_id"], most["citation"])

"""A vacancy that is still to come: who meets everything on its day and not today is told from which day on, the same in every report."""

import shutil
from datetime import date, timedelta

import pytest

from in_process import asn

POST = "Kepala Bidang Mutasi dan Promosi"  # as a post: judged on the day that is asked for
TODAY, VACANT = "2026-11-01", "2028-06-01"
LATER = ("eligible_from", "eligible_from_at_latest")


@pytest.fixture(scope="module")
def office(agency, tmp_path_factory):
    folder = shutil.copytree(agency, tmp_path_factory.mktemp("nanti") / "kantor")
    (folder / "nanti.csv").write_text(
        "kode,jabatan,unit_kerja,jumlah,TMT\n"
        f"NANTI-1,Kepala Bidang Mutasi dan Promosi,Bidang Mutasi dan Promosi,1,{VACANT}\n",
        encoding="utf-8",
    )
    assert asn("--as-of", TODAY, "import", "nanti.csv", "--as", "vacancies", cwd=folder).code == 0
    return folder


@pytest.fixture(scope="module")
def rows(office):
    return asn("promote-shortlist", "NANTI-1", "--format", "json", cwd=office).json()["rows"]


def test_only_who_meets_everything_today_is_told_so(office, rows):
    today = asn("promote-shortlist", POST, "--format", "json", cwd=office).json()["rows"]
    ready = {one["nip"] for one in today if one["status"] == "eligible"}
    told = {one["nip"] for one in rows if one["eligible_on_reason_code"] == "eligible_now"}
    later = [one for one in rows if one["eligible_on_reason_code"] in LATER]
    assert {one["eligible_on_reason_code"] for one in later} >= {"eligible_from"}
    assert told <= ready
    assert {one["nip"] for one in rows if one["status"] == "eligible"} == told | {
        one["nip"] for one in later
    } | {one["nip"] for one in rows if one["eligible_on_reason_code"] == "eligible_by_vacancy"}
    for one in later:
        assert TODAY < one["eligible_on"] <= VACANT
        assert one["eligible_on_checked"]


def test_that_day_is_the_first_one_and_explain_and_profile_say_the_same(office, rows):
    one = max(
        (one for one in rows if one["eligible_on_reason_code"] in LATER),
        key=lambda one: one["eligible_on_reason_code"] == "eligible_from",
    )
    nip, day = one["nip"], date.fromisoformat(one["eligible_on"])
    found = {}
    for when in (day - timedelta(1), day):
        words = ("--as-of", when.isoformat(), "explain", nip, "--for", POST, "--format", "json")
        found[when] = asn(*words, cwd=office).json()["verdict"]["status"]
    assert found[day] == "eligible"
    if one["eligible_on_reason_code"] == "eligible_from":
        assert found[day - timedelta(1)] != "eligible"
    told = asn("explain", nip, "--for", "NANTI-1", "--format", "json", cwd=office).json()["verdict"]
    assert (told["eligible_on"], told["eligible_on_reason"]) == (
        one["eligible_on"],
        one["eligible_on_reason"],
    )
    page = asn("profile", nip, "--for", "NANTI-1", "--format", "json", cwd=office)
    assert page.code == 0, page.err
    assert one["eligible_on"] in page.out

"""`asn succession`: key posts, when they empty, and benches that the shortlist of the same day confirms."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.agency.succession.key_posts import KeyPost
from asnkarier.workflows.succession.outlook import Outlook, Terms
from conftest import ROOT, SAMPLES, make_workspace
from in_process import asn

AS_OF = date(2026, 11, 1)
LAW = ROOT / "src" / "asnkarier" / "regulations"
READY = ("ready_now", "ready_24m", "ready_later")


@pytest.fixture(scope="module")
def answer(agency, run_asn):
    return run_asn("succession", "--format", "json", cwd=agency).json()


@pytest.fixture(scope="module")
def own_office(tmp_path_factory, run_asn):
    office = make_workspace(tmp_path_factory.mktemp("kantor") / "kota")
    assert run_asn("import", SAMPLES, cwd=office).code == 0
    return office


def shortlist(agency, jabatan, day="2026-11-01"):
    told = asn("--as-of", day, "promote-shortlist", jabatan, "--all", "--format", "json", cwd=agency)
    assert told.code == 0, told.err
    return {row["nip"]: row["status"] for row in told.json()["rows"]}


def test_every_post_says_when_and_who(answer):
    assert answer["schema"] == "asn.succession/1"
    rows = answer["rows"]
    assert answer["totals"]["posts"] == len(rows) > 50
    assert {row["kelompok"] for row in rows} == {"jpt_pratama", "administrator", "pengawas"}
    soon = [row["vacant_on"] for row in rows if row["vacant_on"] and row["vacant_on"] <= "2031-11-01"]
    assert soon == sorted(soon) == [row["vacant_on"] for row in rows[: len(soon)]]
    far = [(row["ready_then"], row["vacant_on"] or "9999") for row in rows[len(soon) :]]
    assert far == sorted(far), "of the posts that empty later the thinnest bench, then the soonest"
    for row in rows:
        ready = sum(row[name] for name in READY)
        assert row["ready_now"] <= row["ready_then"] <= ready
        assert row["single_point"] == (row["ready_then"] < 2)
        assert row["candidates_short"] == max(0, 3 - ready)
        listed = {name: [one for one in row["candidates"] if one["status"] == name] for name in READY}
        assert all(len(listed[name]) == min(3, row[name]) for name in READY)
        near = [one for one in row["candidates"] if one["status"] == "one_gate_short"]
        assert len(near) <= row["candidates_short"]
        for one in row["candidates"]:
            assert (one["status"] in READY) == (one["ready_on"] is not None)
            assert (one["status"] == "ready_now") == (one["ready_on"] == "2026-11-01")
            assert (one["status"] == "ready_now") == (one["first_gate_missing"] is None)
            assert not (one["if_kept"] and one["ready_on"] < "2027-01-01")
        assert row["holder"] not in {one["nip"] for one in row["candidates"]}


def test_who_is_ready_now_is_who_the_shortlist_of_today_calls_eligible(answer, agency):
    for place in (3, 6, -1):
        row = answer["rows"][place]
        status = shortlist(agency, row["jabatan"])
        eligible = {nip for nip, one in status.items() if one == "eligible"}
        assert {one["nip"] for one in row["candidates"] if one["status"] == "ready_now"} <= eligible
        assert row["ready_now"] <= len(eligible)
        assert row["unknown"] >= sum(one == "unknown" for one in status.values())
        if row["looked_at_on"] == "2026-11-01" and not row["too_late"]:
            assert row["ready_now"] == len(eligible)


def test_who_becomes_ready_this_year_is_eligible_on_that_day_and_not_on_the_day_before(answer, agency):
    later = [
        (row["jabatan"], one["nip"], one["ready_on"])
        for row in answer["rows"]
        for one in row["candidates"]
        if one["ready_on"] and "2026-11-01" < one["ready_on"] <= "2026-12-31"
    ]
    assert later
    for jabatan, nip, day in later[:2]:
        before = (date.fromisoformat(day) - pd.Timedelta(days=1)).isoformat()
        assert shortlist(agency, jabatan, day)[nip] == "eligible"
        assert shortlist(agency, jabatan, before)[nip] != "eligible"


def test_people_on_too_many_benches_and_posts_that_fillings_open(answer):
    for one in answer["too_many_benches"]:
        assert one["benches"] == len(one["posts"]) > 3
        mine = [
            line for line in answer["candidates"] if line["nip"] == one["nip"] and line["status"] in READY
        ]
        assert len(mine) == one["benches"]
    held = {(row["jabatan"], row["unit_kerja"]) for row in answer["rows"]}
    assert answer["opened"]
    assert all((one["jabatan"], one["unit_kerja"]) in held for one in answer["opened"])


def test_assessments_that_run_out_make_nobody_ready(own_office, run_asn, answer):
    config = own_office / "config.yaml"
    before = config.read_text(encoding="utf-8")
    config.write_text(before + "assessment: {valid_years: 3}\n", encoding="utf-8")
    told = run_asn("succession", "--format", "json", cwd=own_office).json()
    config.write_text(before, encoding="utf-8")
    was, now = ({(row["jabatan"], row["unit_kerja"]): row for row in one["rows"]} for one in (answer, told))
    later = [
        (was[post]["ready_24m"] + was[post]["ready_later"], row["ready_24m"] + row["ready_later"])
        for post, row in now.items()
    ]
    assert all(one >= other for one, other in later)
    assert sum(one for one, _ in later) > sum(other for _, other in later)


def test_a_law_that_begins_before_the_day_refutes_it_and_that_is_told(own_office, run_asn, answer):
    rules = own_office / "regulations" / "jabatan"
    rules.mkdir(parents=True)
    asked = '2017-04-07: {nilai: {kelompok: [pengawas], setara_kelas_jabatan: true, tahun: 3}, dasar: "pp-11-2017 Pasal 54 ayat (1)"}'
    text = (LAW / "jabatan" / "administrator.yaml").read_text(encoding="utf-8")
    assert asked in text
    stricter = asked.replace("2017-04-07", "2026-12-01").replace("tahun: 3", "tahun: 30")
    (rules / "administrator.yaml").write_text(
        text.replace(asked, f"{asked}\n      {stricter}"), encoding="utf-8"
    )
    told = run_asn("succession", "--format", "json", cwd=own_office).json()
    (rules / "administrator.yaml").unlink()
    refuted = told["not_confirmed"]
    assert refuted
    assert all("ADM-PENGALAMAN" in one["reason"] for one in refuted)
    administrators = [row for row in told["rows"] if row["kelompok"] == "administrator"]
    assert not any(one["status"] in READY[1:] for row in administrators for one in row["candidates"])
    others = [[row for row in one["rows"] if row["kelompok"] != "administrator"] for one in (told, answer)]
    assert [row["candidates"] for row in others[0]] == [row["candidates"] for row in others[1]]


def test_critical_posts_and_the_policy_of_config(tmp_path, run_asn):
    extra = (
        "needs: {critical: [jpt_pratama]}\nsuccession: {least_ready: 50, candidates: 1, least_months: 0}\n"
    )
    office = make_workspace(tmp_path / "kantor", extra)
    assert run_asn("import", SAMPLES, cwd=office).code == 0
    told = run_asn("succession", "--format", "json", cwd=office).json()
    assert {row["kelompok"] for row in told["rows"]} == {"jpt_pratama"}
    assert all(row["single_point"] for row in told["rows"])
    assert max(len(row["candidates"]) for row in told["rows"]) <= 3
    assert [one["rule_id"] for one in told["citations"] if one["rule_id"] == "succession"] == ["succession"]


def test_a_unit_and_years_narrow_the_report(answer, agency):
    unit = next(row["unit_kerja"] for row in answer["rows"] if row["unit_kerja"])
    told = asn("succession", "--unit", unit, "--years", "1", "--format", "json", cwd=agency).json()
    assert told["rows"]
    assert told["totals"]["until"] == "2027-11-01"
    assert all(row["ready_later"] == 0 for row in told["rows"])
    assert asn("succession", "--unit", "Dinas Tak Ada", cwd=agency).code == 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_eighty_columns_in_both_languages(agency, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = asn("--language", language, "succession", cwd=agency).out
    assert max(map(len, shown.splitlines())) <= 80
    assert "ready_" not in shown


some_day = st.none() | st.dates(date(2026, 6, 1), date(2040, 1, 1))


@settings(max_examples=150, deadline=None)
@given(st.lists(some_day, max_size=3), some_day, st.integers(0, 2000))
def test_a_holder_who_leaves_earlier_never_makes_a_later_vacancy(leaves, listed, sooner):
    def vacant_on(days):
        nips = [str(number) for number in range(len(days))]
        people = pd.DataFrame({"nip": nips, "kelompok": ["administrator"] * len(days)})
        ends = np.array(
            [np.datetime64("NaT") if one is None else np.datetime64(one) for one in days],
            dtype="datetime64[D]",
        )
        office = Outlook(
            SimpleNamespace(as_of=AS_OF, employees=people),
            SimpleNamespace(leaving=SimpleNamespace(earliest=ends, day=ends)),
            Terms(date(2031, 11, 1), None),
        )
        return office._when(KeyPost("Uji", "Dinas", None, tuple(nips), (), listed))

    first = vacant_on(leaves)
    known = [one for one in (*leaves, listed) if one is not None]
    assert first.vacant_on == min(known, default=None)
    assert first.looked_at >= AS_OF
    for place, one in enumerate(leaves):
        if one is not None:
            earlier = [*leaves]
            earlier[place] = one - pd.Timedelta(days=sooner).to_pytimedelta()
            assert vacant_on(earlier).vacant_on <= first.vacant_on

"""A field that is empty says why: a code for programs, a sentence for people, and never one without the other."""

import csv
import io

import numpy as np
import pandas as pd
import pytest

from asnkarier.agency.match import with_reasons
from asnkarier.model.codes.sentences import SENTENCES
from asnkarier.model.said import Said


@pytest.fixture(scope="module")
def people(agency, run_asn):
    return run_asn("gap", "--format", "json", cwd=agency).json()["rows"]


def test_every_empty_match_and_category_of_the_agency_has_its_reason(people, truth):
    for row in people:
        assert (row["jpm"] is None) == (row["jpm_reason_code"] is not None) == (row["jpm_reason"] is not None)
        is_open = row["kategori"] in {None, "belum_dapat_dinilai"}
        assert is_open == (row["kategori_reason_code"] is not None)
        assert row["kategori_reason_code"] in {None, *SENTENCES}
    code = {row["nip"]: row["kategori_reason_code"] for row in people}
    assert {code[nip] for nip in truth["no_standard"]} == {"standard_missing"}
    without = set(truth["no_standard"])
    assert {code[nip] for nip in set(truth["unassessed"]) & set(code) - without} == {"nothing_assessed"}
    assert {code[nip] for nip in truth["undecidable"]} == {"category_open"}


def test_csv_has_the_codes_too(agency, run_asn, people):
    text = run_asn("gap", "--format", "csv", cwd=agency).out
    codes = [row["kategori_reason_code"] or None for row in csv.DictReader(io.StringIO(text))]
    assert codes == [row["kategori_reason_code"] for row in people]


def test_what_is_not_in_force_is_told_from_what_is_not_assessed():
    match = pd.DataFrame(
        {
            "standar": ["a", "a", "a", None, "a"],
            "coverage": [1.0, 0.0, 0.5, np.nan, 0.5],
            "kategori": ["MS", "belum_dapat_dinilai", "belum_dapat_dinilai", None, None],
        }
    )
    told = with_reasons(match)
    codes = [
        [one.code if isinstance(one, Said) else None for one in told[name]]
        for name in ("jpm_reason", "kategori_reason")
    ]
    assert codes[0] == [None, "nothing_assessed", None, "standard_missing", None]
    assert codes[1] == [
        None,
        "nothing_assessed",
        "category_open",
        "standard_missing",
        "categories_not_in_force",
    ]


def test_explain_says_why_there_is_no_box_no_day_and_no_change(agency, run_asn, people):
    """For one person of every status, each field and its reason: exactly one of the two is there."""
    shortlist = run_asn("promote-shortlist", "LOW-01", "--all", "--format", "json", cwd=agency).json()["rows"]
    chosen = {row["status"]: row["nip"] for row in shortlist}
    assert len(chosen) == 4
    without = next(row["nip"] for row in people if row["standar"] is None)
    match = run_asn("explain", without, "--format", "json", cwd=agency).json()["match"]
    names = ("jpm", "kategori", "smallest_change")
    assert [match[f"{name}_reason_code"] for name in names] == ["standard_missing"] * 3
    reasons = set()
    for status, nip in chosen.items():
        told = run_asn("explain", nip, "--for", "LOW-01", "--format", "json", cwd=agency).json()
        verdict, match = told["verdict"], told["match"]
        for part, name in (
            (verdict, "kotak"),
            (verdict, "eligible_on"),
            (match, "smallest_change"),
            (match, "jpm"),
        ):
            if name != "eligible_on":  # a day has something said about it too
                assert (part[name] is None) == (part[f"{name}_reason_code"] is not None), (status, name)
            reasons.add(part[f"{name}_reason_code"])
        failed, unknown = verdict["gates_failed"], verdict["gates_unknown"]
        code, facts = verdict["eligible_on_reason_code"], verdict["eligible_on_reason_facts"]
        if status == "eligible":
            assert code == "eligible_now"
        if code == "eligible_never_by_time":
            assert set(facts["rules"]) <= set(failed)
        if code == "eligible_open":
            assert set(unknown) <= set(facts["rules"]) <= {*unknown, *failed}  # also what time may cure
        row = next(one for one in shortlist if one["nip"] == nip)
        assert row["eligible_on"] == verdict["eligible_on"]
        for name in ("kotak_reason", "eligible_on_reason"):  # one form, and the same in both reports
            for key in (name, f"{name}_code", f"{name}_facts"):
                assert row[key] == verdict[key], (status, key)
        text = " ".join(run_asn("explain", nip, "--for", "LOW-01", cwd=agency).out.split())
        for part, name in ((verdict, "kotak"), (match, "smallest_change")):
            if part[f"{name}_reason"]:
                assert part[f"{name}_reason"] in text
    assert {"eligible_now", "box_open"} <= reasons


MUDA = (
    "Analis SDM Aparatur Ahli Muda"  # a functional post of the samples, of which people must judge the rest
)


def test_who_is_met_by_the_data_alone_is_not_told_that_everything_is(agency, run_asn):
    rows = run_asn("promote-shortlist", MUDA, "--all", "--format", "json", cwd=agency).json()["rows"]
    by_people = [row for row in rows if row["status"] == "people_decide"]
    assert by_people
    for row in rows:
        told = row["eligible_on_reason_code"]
        assert (told == "eligible_now_as_far_as_data") == (row["status"] == "people_decide"), row["status"]
        assert (told == "eligible_now") == (row["status"] == "eligible"), row["status"]
    assert all(row["asked_of_people"] == row["eligible_on_reason_facts"]["rules"] != [] for row in by_people)
    assert {row["route"] for row in by_people} >= {"kenaikan_jenjang", "perpindahan"}
    first = by_people[0]
    verdict = run_asn("explain", first["nip"], "--for", MUDA, "--format", "json", cwd=agency).json()[
        "verdict"
    ]
    for key in ("eligible_on_reason", "eligible_on_reason_code", "eligible_on_reason_facts"):
        assert verdict[key] == first[key]
    assert "JPK-UJI" in verdict["eligible_on_reason"] or "JF-UJI" in verdict["eligible_on_reason"]


@pytest.mark.parametrize(
    ("language", "heads", "told"),
    [
        ("en", {"Rank", "Name", "Status", "Score"}, "data met, people judge the rest"),
        ("id", {"Peringkat", "Nama", "Status", "Skor"}, "data terpenuhi, sisanya dinilai orang"),
    ],
)
@pytest.mark.parametrize("post", ["LOW-01", MUDA])
def test_status_and_score_stand_beside_each_name_on_eighty_columns(
    agency, run_asn, monkeypatch, language, heads, told, post
):
    monkeypatch.setenv("COLUMNS", "80")
    lines = run_asn("--language", language, "promote-shortlist", post, cwd=agency).out.splitlines()
    title = next(place for place, line in enumerate(lines) if line in ("Candidates", "Calon"))
    ruled = next(place for place in range(title, len(lines)) if set(lines[place].strip()) == {"─"})
    assert heads <= set(lines[ruled - 1].split())
    assert max(map(len, lines[title:ruled])) <= 80
    if (
        post == MUDA
    ):  # nothing of the words is cut off: the first person, line by line, in the column of the status
        start = lines[ruled - 1].index("Status")
        end = lines[ruled - 1].index("Way" if language == "en" else "Jalur")
        rows = [line[start:end].strip() for line in lines[ruled + 1 : ruled + 5]]
        assert " ".join(filter(None, rows)).startswith(told)

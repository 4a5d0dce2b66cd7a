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
            assert facts["rules"] == unknown
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

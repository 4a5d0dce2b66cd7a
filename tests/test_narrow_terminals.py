"""Reports on terminals of 80 and 120 columns: what counts stays, and what does not fit is named."""

import re

import pytest

from asnkarier.reports.books import fairness, shortlist_columns


def shown(run_asn, monkeypatch, agency, width, *words):
    monkeypatch.setenv("COLUMNS", str(width))
    answer = run_asn("--language", "en", "--no-pager", *words, cwd=agency)
    assert answer.code == 0, answer.err
    assert max(map(len, answer.out.splitlines())) <= width
    return answer.out


def table(text, title):
    """The headings of a table with their words together, and its columns that are named as not shown."""
    block = re.split(r"\n\n", text.split(f"\n{title}\n", 1)[1])[0]
    head, _, body = block.partition("─")
    hidden = re.search(r"Columns not shown: (.*?)\.\n", body, re.DOTALL)
    return " ".join(head.split()), " ".join(hidden[1].split()) if hidden else ""


def placed(label, head, hidden):
    """Whether a column is shown (its words stand in the headings, wherever the lines break) or named as hidden."""
    return all(word in head for word in label.split()) or label in hidden


@pytest.mark.parametrize(
    ("width", "stay"),
    [
        (80, ("n", "selected", "rate", "verdict")),
        (120, ("n", "selected", "rate", "ratio", "p_adj", "verdict")),
    ],
)
def test_fairness_shows_whom_it_counts_and_names_what_does_not_fit(agency, run_asn, monkeypatch, width, stay):
    text = shown(run_asn, monkeypatch, agency, width, "fairness", "LOW-01", "--of", "shortlist")
    for title in ("Everybody who counts", "Only those of whom it was a question"):
        head, hidden = table(text, title)
        for column in fairness.GROUP_COLUMNS:
            assert placed(column.label, head, hidden), column.key
            if column.key in stay:
                assert column.label not in hidden, column.key


@pytest.mark.parametrize("width", [80, 120])
def test_a_shortlist_counts_who_is_not_considered(agency, run_asn, monkeypatch, width):
    text = shown(run_asn, monkeypatch, agency, width, "promote-shortlist", "LOW-01")
    head, hidden = table(text, "Not considered, by reason")
    assert (head, hidden) == ("Reason People", "")


@pytest.mark.parametrize("width", [80, 120])
def test_the_way_stays_where_people_come_by_several(agency, run_asn, monkeypatch, width):
    text = shown(run_asn, monkeypatch, agency, width, "promote-shortlist", "Auditor Ahli Pertama")
    head, hidden = table(text, "Candidates")
    for column in shortlist_columns.PEOPLE_COLUMNS:
        if column.terminal or column is shortlist_columns.WAY:
            assert placed(column.label, head, hidden), column.key
    assert "Way" in head.split()


def test_a_blind_list_shows_its_codes_and_none_is_the_mark_of_a_policy(agency, run_asn, monkeypatch):
    words = ("promote-shortlist", "LOW-01", "--blind")
    head, _ = table(shown(run_asn, monkeypatch, agency, 80, *words), "Candidates")
    assert "NIP" in head.split()
    assert "Name" not in head.split()
    answer = run_asn(*words, "--format", "json", cwd=agency).json()
    codes = {row["nip"] for key in ("rows", "findings") for row in answer[key]}
    marks = {one["mark"] for one in answer["leans_on"]}
    assert len(marks) > 3
    assert marks.isdisjoint(codes)
    assert {one[0] for one in marks | {"D1", "S1"}}.isdisjoint({one[0] for one in codes})


def test_a_page_for_the_person_names_requirements_in_words(agency, run_asn):
    short = run_asn("promote-shortlist", "LOW-01", "--format", "json", cwd=agency).json()["one_gate_short"][0]
    words = ("--language", "en", "profile", short["nip"], "--for", "LOW-01", "--for-person")
    told = run_asn(*words, cwd=agency).out
    flips = run_asn(*words, "--format", "json", cwd=agency).json()["ready"]["what_flips_it"]
    for text in (told, flips):
        assert not re.search(r"\b[A-Z]{2,5}-[A-Z]{3,}", re.sub(r"LOW-01", "", text))

"""The page about one person: the verdict first, the arithmetic in words, unknown said as unknown, no codes."""

import io
import json
import re
from dataclasses import replace
from datetime import date

import numpy as np
import openpyxl
import pandas as pd
import pytest
from rich.console import Console

from asnkarier import language
from asnkarier.cli.screen.tables import render
from asnkarier.model.book import Page, Text
from asnkarier.model.frames import TABLES
from asnkarier.model.said import Code, said
from asnkarier.reports.books.explain import ExplainView, explain_book
from asnkarier.reports.explaining.match import match_sentences
from asnkarier.reports.explaining.punishment import punishment_sentence
from asnkarier.reports.explaining.verdict import verdict_sentences
from asnkarier.reports.produce import produce

DAY = date(2026, 11, 1)
NIP = "198501152010011901"


@pytest.fixture(autouse=True)
def _english():
    token = language._active.set(None)
    yield
    language._active.reset(token)


def items(*levels):
    frame = pd.DataFrame(
        {"kompetensi": ["integritas", "kerja_sama", "komunikasi"][: len(levels)], "required": 3.0, "level": pd.Series(levels, dtype="float64")}
    )  # fmt: skip
    return frame.assign(
        counted=frame[["required", "level"]].min(axis=1).where(frame["level"].notna()), gap=frame["level"] - 3, critical=False,
        status="met", weight=1.0, source="a_b.xlsx:Data!C7", tanggal_asesmen=pd.Timestamp("2026-04-01"),
    )  # fmt: skip


def match(**changes):
    row = {
        "standar": "kabid_mutasi", "sum_counted": 5.0, "sum_required": 6.0, "sum_all": 9.0, "jpm": 83.33, "jpm_low": 55.56,
        "jpm_high": 88.89, "jpm_uncapped": 83.33, "coverage": 0.67, "kategori": "belum_dapat_dinilai",
        "arithmetic": said("match_sum", counted=5.0, required=6.0, jpm=83.33), "next_kategori": "MS",
        "smallest_change": said("level_change", levels=1.0, steps=()), "smallest_change_reason": None,
        "jpm_reason": None, "kategori_reason": said("category_open"),
    }  # fmt: skip
    return row | changes


def findings(*results):
    return pd.DataFrame(
        {
            "nip": NIP, "rule_id": [f"ADM-{i}" for i in range(len(results))], "title": [f"Requirement {i}" for i in range(len(results))],
            "result": results, "observed": said("hukuman_until", tingkat=None, selesai=date(2025, 11, 1)), "required": said("at_least", value="S-1"), "reason": "", "citation": "PP 11/2017 Pasal 54",
            "status_sumber": "primer", "decides": True, "mark": "C1", "amended_unread": "PP 17/2020",
            "source": "a_b.xlsx:Data!C7",
        }
    )  # fmt: skip


def verdict(**changes):
    row = {
        "jabatan": "Kepala Bidang Mutasi", "judged_on": date(2027, 1, 1), "status": "eligible", "gates_failed": [], "gates_unknown": [], "eligible_on": pd.NaT,
        "score": 84.1, "score_high": 84.1, "kinerja_label": "sesuai", "potensial_label": "", "kotak": pd.NA, "rekomendasi": None,
        "what_flips_it": None, "leans_on": (), "route": None, "route_reason": None, "asked_of_people": (), "eligible_on_reason": said("eligible_then"),
        "kotak_reason": said("box_open", parts=(Code("potensi"),)),
    }  # fmt: skip
    return row | changes


def history(table, **values):
    columns = [*TABLES[table].columns, "source"]
    rows = pd.DataFrame([values] if values else [], columns=columns)
    for field in TABLES[table].fields:
        if field.kind == "date":
            rows[field.name] = pd.to_datetime(rows[field.name])
    return rows


def view(**changes):
    person = history(
        "employees", nip=NIP, nama="SITI RAHAYU", jabatan="Analis", unit_kerja="Bidang A"
    ).assign(kelompok="pelaksana", no_longer_listed_since=pd.NaT)
    facts = pd.DataFrame(
        [("nama", "SITI RAHAYU", "a_b.xlsx:Data!B7"), ("appraisals", "tahun=2025; predikat=baik", "a_b.xlsx:Data!9")],
        columns=["field", "value", "source"],
    )  # fmt: skip
    appraisal = {
        "nip": NIP,
        "tahun": 2025,
        "hasil_kerja": "di_atas",
        "perilaku_kerja": "sesuai",
        "predikat": "baik",
        "plt": 0,
    }
    whole = {
        "name": "SITI RAHAYU", "subject": f"SITI RAHAYU · {NIP}", "person": person, "items": items(3, 2, np.nan),
        "match": pd.DataFrame([match()]), "appraisals": history("appraisals", **appraisal, source="a_b.xlsx:Data!9"),
        "positions": history("positions"), "trainings": history("trainings"), "register": facts.head(1), "facts": facts,
        "steps": (("komunikasi", None, 1.0), ("kerja_sama", 2.0, 2.5)),
    }  # fmt: skip
    return ExplainView(**(whole | changes))


def for_a_post(**changes):
    parts = pd.DataFrame(
        {"component": ["kinerja", "potensi"], "weight": [30, 5], "low": [80.0, 0.0], "high": [80.0, 100.0]}
    )
    return view(verdict=pd.DataFrame([verdict(**changes)]), findings=findings("met", "not_met"), parts=parts)


def on_screen(report, width=100):
    file = io.StringIO()
    render(report, Console(file=file, width=width))
    return file.getvalue()


def test_the_match_is_told_in_words():
    told = list(match_sentences(match(), items(3, 2, np.nan), view().steps))
    assert told == [
        "Measured against the standard Kabid Mutasi; 2 of its 3 competencies are assessed.",
        ("Of the 6 levels that the assessed competencies ask for, 5 are reached, each competency counted at most up to its standard: "
        "5 ÷ 6 × 100 makes a match of 83.33 percent."),
        "What is not assessed yet can put the match anywhere between 55.56 and 88.89 percent.",
        "Category: cannot be judged yet — the competencies that are not assessed could change the category.",
        "The smallest change that leads to Memenuhi Syarat: Komunikasi from not assessed to 1; Kerja Sama from 2 to 2.5.",
    ]  # fmt: skip


def test_a_surplus_is_said_not_to_pay():
    told = " ".join(match_sentences(match(jpm_uncapped=100.0), items(3, 2), ()))
    assert "Counted without that limit it would be 100.00 percent" in told
    assert "limit" not in " ".join(match_sentences(match(), items(3, 2), ()))


def test_nobody_is_measured_against_nothing():
    (told,) = match_sentences(match(standar=None), items(), ())
    assert "nothing to compare" in told


def test_without_any_assessment_there_is_no_arithmetic():
    told = " ".join(match_sentences(match(jpm=np.nan, jpm_low=0.0, jpm_high=100.0), items(np.nan), ()))
    assert "÷" not in told
    assert "between 0.00 and 100.00" in told


@pytest.mark.parametrize(
    ("status", "words"),
    [("eligible", "meets every requirement"), ("one_gate_short", "one requirement short"), ("ineligible", "not eligible"),
     ("unknown", "cannot be said yet")],
)  # fmt: skip
def test_the_verdict_comes_first(status, words):
    first = next(verdict_sentences("SITI RAHAYU", verdict(status=status), findings()))
    assert words in first
    assert "SITI RAHAYU" in first
    assert "Kepala Bidang Mutasi" in first


def test_what_stands_in_the_way_is_named_with_what_was_found():
    told = list(
        verdict_sentences(
            "X", verdict(eligible_on="2027-03-01"), findings("met", "not_met", "unknown", "manual")
        )
    )
    assert "Not met: Requirement 1. Found: —, until 2025-11-01; required: at least S-1." in told
    assert "Cannot be said: Requirement 2. Found: —, until 2025-11-01; required: at least S-1." in told
    assert "Left for people to assess: Requirement 3." in told
    assert "Eligible on 1 March 2027 if nothing else changes." in told
    assert not any("Requirement 0" in sentence for sentence in told)


def test_an_open_requirement_says_why_unless_the_data_are_merely_missing():
    told = list(verdict_sentences("X", verdict(), findings("unknown").assign(reason="dates_contradict")))
    assert any(one.startswith("Why: ") and "contradict" in one for one in told)
    for result, reason in (("unknown", "data_missing"), ("unknown", ""), ("not_met", "tmt_missing")):
        told = verdict_sentences("X", verdict(), findings(result).assign(reason=reason))
        assert not any(one.startswith("Why: ") for one in told)


def test_a_score_that_is_not_certain_is_a_span_and_a_box_needs_both_axes():
    told = list(verdict_sentences("X", verdict(score_high=89.1), findings()))
    assert "Score: 84.10 of 100, and 89.10 if all that is unknown were at its best." in told
    why = "what is not known decides the box: potential"
    assert f"No talent box yet: performance as expected, potential no data; {why}." in told
    boxed = list(
        verdict_sentences(
            "X", verdict(kotak=5, potensial_label="tinggi", rekomendasi="Dikembangkan"), findings()
        )
    )
    assert "Score: 84.10 of 100." in boxed
    assert "Talent box 5: performance as expected, potential high. Dikembangkan" in boxed


def test_silence_about_punishments_is_not_a_clean_record():
    assert "unknown" in punishment_sentence({"hukuman_disiplin": None, "hukuman_selesai": pd.NaT})
    assert punishment_sentence({"hukuman_disiplin": "tidak_pernah", "hukuman_selesai": pd.NaT}).endswith(
        ": never."
    )
    ends = punishment_sentence({"hukuman_disiplin": "sedang", "hukuman_selesai": pd.Timestamp("2025-11-01")})
    assert ends.endswith("moderate, until 1 November 2025.")


def test_the_page_begins_with_the_verdict_and_holds_everything_about_the_person():
    (page, *_) = explain_book(for_a_post(), DAY).blocks
    assert isinstance(page, Page)
    titles = [block.title for block in page.blocks]
    assert titles[0] == "Verdict for the post"
    assert isinstance(page.blocks[0], Text)
    for title in (
        "About the person",
        "Hukuman disiplin",
        "Job-person match",
        "Appraisals by year",
        "Posts held",
        "Trainings and how they ended",
    ):
        assert title in titles
    assert next(block.title for block in explain_book(view(), DAY).blocks[0].blocks) == "About the person"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_people_read_words_and_no_codes(width):
    text = on_screen(explain_book(for_a_post(status="one_gate_short"), DAY), width)
    text = text.replace("a_b.xlsx", "")
    assert not re.search(r"\w_\w|\w=\w|->|→", text)
    assert "above expectation" in " ".join(text.split())


def test_a_history_without_facts_is_unknown_and_still_a_key_for_machines():
    report = explain_book(view(), DAY)
    assert "Nothing about this has been imported" in on_screen(report)
    assert json.loads(produce(report, "json"))["trainings"] == []


def test_machines_read_what_they_read_before_and_more():
    result = json.loads(produce(explain_book(for_a_post(), DAY), "json"))
    assert {"rows", "match", "verdict", "findings", "components", "facts"} <= set(result)
    assert result["match"]["arithmetic"] == "100 × 5 / 6 = 83.33"
    assert [fact["field"] for fact in result["facts"]] == ["nama", "appraisals"]
    assert result["appraisals"][0]["hasil_kerja"] == "di_atas"
    assert result["person"]["nip"] == NIP
    assert "register" not in result
    assert produce(explain_book(for_a_post(), DAY), "csv").startswith(b"rule_id,title,result")


def test_the_workbook_is_one_page_and_the_register():
    report = replace(explain_book(for_a_post(), DAY), agency="Kota")
    result = openpyxl.load_workbook(io.BytesIO(produce(report, "xlsx")))
    assert result.sheetnames == [
        "Cover",
        "Explanation",
        "Facts of the register of employe"[:31],
        "Remarks",
        "Provenance",
    ]
    cells = [
        cell.value for row in result["Explanation"].iter_rows() for cell in row if isinstance(cell.value, str)
    ]
    assert not any(re.search(r"\w=\w", text) for text in cells)
    assert len(result["Explanation"]._charts) == 1

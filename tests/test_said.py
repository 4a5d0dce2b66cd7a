"""Things said: one code, its facts, and a sentence in each language; machine forms that no language changes."""

import json
from datetime import date
from string import Formatter

import pandas as pd
import pytest

from asnkarier import language
from asnkarier.model.book import Column, Table
from asnkarier.model.codes.reasons import REASONS
from asnkarier.model.codes.sentences import SENTENCES
from asnkarier.model.said import Code, Competency, LawText, Said, Span, said, together
from asnkarier.reports.produce import produce
from asnkarier.reports.shown.sentences import fact_words, plain_facts, sentence
from reports_example import book


@pytest.fixture(autouse=True)
def _english():
    token = language._active.set(None)
    yield
    language._active.reset(token)


def in_both(told):
    shown = []
    for code in ("id", "en"):
        language.activate(code)
        shown.append(sentence(told))
    return tuple(shown)


@pytest.mark.parametrize(
    ("fact", "indonesian", "english"),
    [
        (Span(35, 3), "2 tahun 11 bulan 3 hari", "2 years 11 months 3 days"),
        (Span(12, 1), "1 tahun 1 hari", "1 year 1 day"),
        (Span(0), "0 hari", "0 days"),
        (date(2025, 11, 1), "01-11-2025", "2025-11-01"),
        (2.75, "2,75", "2.75"),
        (2.0, "2", "2"),
        (2025, "2025", "2025"),
        (True, "ya", "yes"),
        (None, "—", "—"),
        (Code("di_bawah"), "di bawah ekspektasi", "below expectation"),
        (Competency("teknis/manajemen_sdm"), "Manajemen SDM", "Manajemen SDM"),
        (LawText("Sehat", "Healthy"), "Sehat", "Healthy"),
        (LawText("Sehat"), "Sehat", "Sehat"),
        ("di_bawah", "di_bawah", "di_bawah"),
    ],
)
def test_a_fact_is_shown_by_its_kind(fact, indonesian, english):
    for code, shown in (("id", indonesian), ("en", english)):
        language.activate(code)
        assert fact_words(fact) == shown


def test_a_list_is_joined_as_its_blank_says():
    classes = (Code("pengawas"), Code("jf_ahli_muda"))
    told = said("service_at_least", least=Span(36), kelompok=classes)
    assert in_both(told) == (
        "≥ 3 tahun sebagai Pengawas/JF Ahli Muda",
        "≥ 3 years as Pengawas/JF Ahli Muda",
    )
    assert sentence(said("one_of", values=("PNS", "PPPK"))) == "PNS, PPPK"
    assert sentence(said("trainings_wanted", names=("PKA, angkatan I", "PKP"))) == "PKA, angkatan I; PKP"


def test_things_said_hold_others():
    parts = tuple(said("appraisal", tahun=year, predikat=Code("baik")) for year in (2025, 2024))
    assert sentence(together(parts)) == "2025: Baik; 2024: Baik"
    assert together(parts[:1]) is parts[0]
    assert together(()) is None


def test_half_an_appraisal_says_what_is_missing():
    told = said(
        "appraisal_elements", tahun=2025, predikat=None, hasil_kerja=Code("sesuai"), perilaku_kerja=None
    )
    assert sentence(told) == "2025: — (hasil kerja as expected; perilaku kerja —)"


def test_percentages_keep_two_decimals():
    assert in_both(said("match_range", low=59.52, high=100.0)) == ("59,52–100,00", "59.52–100.00")


def test_a_bare_code_is_said_without_facts():
    assert sentence("data_missing") == REASONS["data_missing"]
    assert sentence(None) == sentence("") == ""


def test_a_code_without_a_sentence_is_refused():
    with pytest.raises(KeyError):
        said("no_such_code")
    with pytest.raises(KeyError):
        sentence(Said("age"))


def test_facts_are_plain_for_programs():
    told = said("together", parts=(said("age", age=Span(35, 3)), said("recorded", value=LawText("a", "b"))))
    assert plain_facts(told) == {
        "parts": [
            {"code": "age", "facts": {"age": "P2Y11M3D"}},
            {"code": "recorded", "facts": {"value": {"id": "a", "en": "b"}}},
        ]
    }
    assert plain_facts(said("hukuman_until", tingkat=Code("berat"), selesai=date(2025, 1, 2))) == {
        "tingkat": "berat",
        "selesai": "2025-01-02",
    }


def told_book():
    age = said("age", age=Span(24))
    rows = pd.DataFrame({"x": pd.Series([age, None, age], dtype=object), "y": ["", "data_missing", ""]})
    columns = (Column("x", "X", "said"), Column("y", "Y", "said"), Column("z", "Z", "integer"))
    return book(blocks=(Table("rows", "T", columns, rows.assign(z=[1, 2, 3])),))


def test_json_carries_sentence_code_and_facts():
    first, second, third = json.loads(produce(told_book(), "json"))["rows"]
    assert first == third | {"z": 1}
    assert list(first) == ["x", "x_code", "x_facts", "y", "y_code", "y_facts", "z"]
    assert (first["x"], first["x_code"], first["x_facts"]) == ("2 years", "age", {"age": "P2Y"})
    assert (first["y"], first["y_code"], first["y_facts"]) == (None, None, None)
    assert (second["x"], second["y_code"], second["y_facts"]) == (None, "data_missing", {})
    language.activate("id")
    again = json.loads(produce(told_book(), "json"))["rows"][0]
    assert again == first | {"x": "2 tahun"}


def test_csv_keeps_its_columns_and_gains_the_codes_behind_them():
    head, first, second, _third = produce(told_book(), "csv").decode().splitlines()
    assert head == "x,y,z,x_code,y_code"
    assert first == "2 years,,1,age,"
    assert second.startswith(",the data are missing,2,,data_missing")


def test_every_blank_has_a_sign_that_is_known():
    known = {"", "percent", "money", "/", "; "}
    signs = {
        form
        for text in SENTENCES.values()
        for _, name, form, _ in Formatter().parse(text)
        if name is not None
    }
    assert signs <= known


def test_spans_are_iso():
    assert [str(Span(*one)) for one in ((0, 0), (35, 3), (12, 0), (0, 5))] == [
        "P0D",
        "P2Y11M3D",
        "P1Y",
        "P5D",
    ]


def test_codes_in_a_list_are_read_as_words_and_other_words_as_they_stand():
    from asnkarier.reports.shown.display import listed_words

    assert listed_words([Code("jf_ahli_utama"), "jf_ahli_utama"]) == "JF Ahli Utama; jf_ahli_utama"

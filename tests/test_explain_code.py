"""`asn explain CODE` says what every problem code means, also before anything was imported."""

import json
from datetime import date

import pytest

from asnkarier.language import activate
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.reports.books.problem_code import problem_code_book
from in_process import asn


@pytest.fixture
def empty(tmp_path):
    (tmp_path / "config.yaml").write_text("agency: Pemerintah Kota Contoh\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_code_has_a_sentence_and_a_remedy_in_words(language):
    activate(language)
    for code in CATALOGUE:
        row = problem_code_book(code, date(2026, 1, 1)).block("code").rows
        assert row["code"] == [code]
        (sentence,), (remedy,) = row["sentence"], row["remedy"]
        assert sentence.strip(), code
        assert remedy.strip() or not CATALOGUE[code].remedy
        assert not {"{", "}"} & set(sentence + remedy), code


def test_a_code_is_told_before_there_is_any_data(empty):
    done = asn("explain", "SEL-NIP-ANGKA", cwd=empty)
    assert done.code == 0, done.err
    assert "SEL-NIP-ANGKA" in done.out
    assert "NIP" in done.out.replace("SEL-NIP-ANGKA", "")


@pytest.mark.parametrize("written", ["sel-nip-angka", "[SEL-NIP-ANGKA]", " SEL-NIP-ANGKA "])
def test_a_code_is_found_as_it_is_printed_and_typed(empty, written):
    done = asn("explain", written, "--format", "json", cwd=empty)
    assert done.code == 0, done.err
    assert json.loads(done.out)["code"]["code"] == "SEL-NIP-ANGKA"


def test_a_mistyped_code_is_asked_about_with_data_and_without(empty, small_agency):
    for folder in (empty, small_agency):
        done = asn("explain", "SEL-NIP-ANGAK", cwd=folder)
        assert done.code == 2
        assert "SEL-NIP-ANGKA?" in done.err
        assert len(done.err.splitlines()) == 2


def test_what_is_no_code_is_a_person(small_agency):
    done = asn("explain", "SEL-NIP-ANGKAS", cwd=small_agency)
    assert done.code == 2
    assert "SEL-NIP-ANGKAS" in done.err

"""The word that a mistyped one is most like."""

import pytest

from asnkarier.model.terms import nearest


@pytest.mark.parametrize(
    "word, known, meant",
    [
        ("bugdet", ["unit", "budget", "max"], "budget"),
        ("kelompk", ["jabatan", "kelompok"], "kelompok"),
        ("Dinas Pendidkan", ["Dinas Kesehatan", "Dinas Pendidikan"], "Dinas Pendidikan"),
        ("xyz", ["jabatan", "kelompok"], None),
        ("apa pun", [], None),
        ("", ["jabatan"], None),
    ],
)
def test_the_nearest_word_or_none(word, known, meant):
    assert nearest(word, known) == meant


def test_of_equals_the_first():
    assert nearest("abcd", ["abce", "abcf"]) == "abce"
    assert nearest("abcd", {"abcf": 1, "abce": 2}) == "abcf"


def test_more_likeness_may_be_asked_for():
    assert nearest("198210012014111965", ["198210012014112964"], 0.85) == "198210012014112964"
    assert nearest("198210012014111965", ["199003052015022901"], 0.85) is None

"""The classes of posts: read from plain words, each on one line at one height."""

import pandas as pd
import pytest

from asnkarier.model.jabatan import JENJANG
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES, KELOMPOK, STRUCTURAL_CLASSES, Kelompok
from law import load_rulebook


def test_every_class_is_functional_structural_or_pelaksana():
    assert FUNCTIONAL_CLASSES | STRUCTURAL_CLASSES | {"pelaksana"} == set(KELOMPOK)
    assert not FUNCTIONAL_CLASSES & STRUCTURAL_CLASSES


@pytest.mark.parametrize(
    "text", [None, pd.NA, float("nan"), "", "JPT_UTAMA", "jf_", "jf_None", "struktural", 3]
)
def test_what_is_no_class_reads_as_none(text):
    assert Kelompok.read(text) is None


def test_a_class_is_its_plain_word_wherever_it_is_compared_or_printed():
    one = Kelompok.read("jf_ahli_muda")
    assert one == "jf_ahli_muda"
    assert f"{one}" == "jf_ahli_muda"
    assert {one: 1}["jf_ahli_muda"] == 1
    assert pd.Series([one, "pengawas"], dtype="str").eq("jf_ahli_muda").tolist() == [True, False]


def test_jenjang_and_functional_class_belong_together():
    assert [Kelompok.of_jenjang(name).jenjang for name in JENJANG] == list(JENJANG)
    assert Kelompok.of_jenjang("kepala") is Kelompok.of_jenjang(None) is None
    assert Kelompok.PENGAWAS.jenjang is None


def test_lines_from_the_foot_up():
    lines = {
        line: sorted((one for one in Kelompok if one.line == line), key=lambda one: one.step)
        for line in ("struktural", "keahlian", "keterampilan")
    }
    assert [one.step for one in lines["struktural"]] == list(range(6))
    assert lines["struktural"][0] == "pelaksana"
    assert lines["struktural"][-1] == "jpt_utama"
    assert lines["keterampilan"] == ["jf_pemula", "jf_terampil", "jf_mahir", "jf_penyelia"]
    assert lines["keahlian"] == ["jf_ahli_pertama", "jf_ahli_muda", "jf_ahli_madya", "jf_ahli_utama"]


def test_the_law_climbs_along_the_lines():
    steps = load_rulebook().parameters["jabatan/jenjang_berikutnya"].dated[-1].value
    for below, above in steps.items():
        if above is not None:
            one, two = Kelompok(below), Kelompok(above)
            assert (one.line, one.step + 1) == (two.line, two.step)

"""Whom and what a mistyped word means; nobody is guessed."""

import pandas as pd
import pytest

from asnkarier.agency.lookups import find_jabatan, find_nip, find_unit, is_name
from asnkarier.errors import UsageError
from asnkarier.model.terms import normalise
from store_samples import nip

NAMES = (
    "Siti Aminah, S.Pd",
    "SITI AMINAH LUBIS",
    "Ma'ruf Amin",
    "Budi & Dewi",
    "José Santoso",
    "Ｄｅｗｉ Lestari",
    None,
)
PEOPLE = pd.DataFrame(
    {
        "nip": pd.array([nip(place) for place in range(len(NAMES))], dtype="str"),
        "nama": pd.array(NAMES, dtype="str"),
        "jabatan": pd.array(["Analis Kepegawaian"] * len(NAMES), dtype="str"),
        "unit_kerja": pd.array(["Bidang Mutasi"] * len(NAMES), dtype="str"),
        "unit_induk": pd.array([None] * len(NAMES), dtype="str"),
    }
)

UNITS = pd.DataFrame({"nama_unor": pd.array(["Badan Kepegawaian", "Bidang Mutasi"], dtype="str")})


@pytest.mark.parametrize(
    "text, place",
    [
        (nip(3), 3),
        (f" {nip(3)[:8]} {nip(3)[8:]}", 3),
        ("siti aminah s pd", 0),
        ("lubis", 1),
        ("MA'RUF", 2),
        ("ma ruf amin", 2),
        ("budi dan dewi", 3),
        ("josé", 4),
        ("dewi lestari", 5),
    ],
)
def test_a_person_is_found_by_nip_or_name(text, place):
    assert find_nip(PEOPLE, text) == nip(place)


def test_the_short_way_finds_whom_comparing_every_name_would():
    plain = [normalise(name or "") for name in NAMES]
    for words in ("SITI", "AMINAH", "DEWI", "DAN", "RUF", "SANTOSO", "S PD"):
        slow = [nip(at) for at, name in enumerate(plain) if set(words.split()) <= set(name.split())]
        if len(slow) == 1:
            assert find_nip(PEOPLE, words) == slow[0]
        else:
            with pytest.raises(UsageError) as raised:
                find_nip(PEOPLE, words)
            assert raised.value.facts["count"] == len(slow)


@pytest.mark.parametrize(
    "find, text, near",
    [
        (find_nip, "Ma'ruf Amni", "Ma'ruf Amin"),
        (lambda people, text: find_unit(people, UNITS, text), "Bidang Mutsai", "Bidang Mutasi"),
        (lambda people, text: find_unit(people, UNITS, text), "Badan Kepegawain", "Badan Kepegawaian"),
        (
            lambda people, text: find_jabatan(people["jabatan"], text),
            "Analis Kepegawain",
            "Analis Kepegawaian",
        ),
    ],
)
def test_what_may_be_meant_is_said(find, text, near):
    with pytest.raises(UsageError) as raised:
        find(PEOPLE, text)
    assert raised.value.facts["near"] == near


def test_a_nip_that_is_nearly_right_is_not_handed_out_whole():
    with pytest.raises(UsageError) as raised:
        find_nip(PEOPLE, nip(2)[:-1] + "9")
    assert nip(2) not in str(raised.value.facts["near"])


def test_several_of_one_name_are_listed_not_guessed():
    with pytest.raises(UsageError) as raised:
        find_nip(PEOPLE, "siti")
    assert raised.value.facts["count"] == 2
    assert [line.split()[0] for line in raised.value.choices] == [nip(1), nip(0)]


def test_nobody_is_like_it():
    with pytest.raises(UsageError) as raised:
        find_nip(PEOPLE, "Qwxzv")
    assert not raised.value.facts["near"]
    assert is_name("x")
    assert not is_name("1985 0101")


def test_a_part_of_a_name_lists_the_names_that_hold_it():
    names = ["Kepala Bidang Mutasi", "Kepala Bidang Aset", "Auditor Ahli Muda"]
    with pytest.raises(UsageError) as told:
        find_jabatan(names, "kepala bidang")
    assert told.value.choices == ("Kepala Bidang Aset", "Kepala Bidang Mutasi")
    assert find_jabatan(names, "kepala bidang aset") == "KEPALA BIDANG ASET"


POSTS = ["Kepala Subbagian Data", "Analis Kepegawaian", "Kepala Bidang SD"]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Kepala UPT Antah", None),
        ("Kepala Bidang Penyuluhan", None),
        ("Kepala Subbagian Dta", "Kepala Subbagian Data"),
        ("Kepala Sub Bagian Data", "Kepala Subbagian Data"),
        ("Analis Kepegawaiian", "Analis Kepegawaian"),
        ("Kepala Bidan Mutasi", "Kepala Bidang Mutasi dan Promosi"),
        ("Kepala Bidang Mutiara", None),
    ],
)
def test_a_post_is_suggested_only_when_the_words_of_its_own_are_alike(text, near):
    with pytest.raises(UsageError) as stop:
        find_jabatan([*POSTS, "Kepala Bidang Mutasi dan Promosi"], text)
    assert stop.value.facts.get("near") == near
    assert near is not None or stop.value.facts["command"] == "asn standards list"

"""What days share of the careers of the same people is what each day would have made for itself."""

from dataclasses import fields, replace
from datetime import date
from itertools import permutations

import numpy as np
import pytest

from asnkarier.analysis.careers.dossiers import build_dossiers
from asnkarier.analysis.kept import Kept
from people_frames import NIP, frame, in_force, small_rulebook

# The class of III.a changes on the second day, a post, a training and an appraisal come before the third.
DAYS = (date(2018, 5, 1), date(2021, 5, 1), date(2025, 5, 1))
OTHER, THIRD = NIP[:-1] + "2", NIP[:-1] + "3"
PERSON = {"nama": "Uji", "unit_kerja": "Uji", "jenis_jabatan": "struktural"}
EMPLOYEES = [
    {"nip": NIP, "jabatan": "Kepala Bidang", "eselon": "III.a", "tmt_jabatan": "2017-03-01"},
    {"nip": OTHER, "jabatan": "Kepala Subbidang", "eselon": "IV.a", "tmt_jabatan": "2023-03-01"},
    {"nip": THIRD, "jabatan": "Kepala Seksi", "eselon": "IV.b"},
]
POSITIONS = [
    {"nip": NIP, "jabatan": "Kepala Seksi", "eselon": "IV.b", "tmt_jabatan": "2012-01-01", "jenis_jabatan": "struktural"},
    {"nip": OTHER, "jabatan": "Kepala Bagian", "eselon": "III.a", "tmt_jabatan": "2019-01-01", "jenis_jabatan": "struktural"},
    {"nip": THIRD, "jabatan": "Kepala Bagian", "eselon": "III.a", "tmt_jabatan": "2015-01-01", "jenis_jabatan": "struktural"},
    {"nip": "199001012008031909", "jabatan": "Orang Lain", "tmt_jabatan": "2015-01-01"},
]  # fmt: skip
TRAININGS = [
    {"nip": NIP, "nama_pelatihan": "Uji", "tanggal_selesai": "2016-02-01"},
    {"nip": OTHER, "nama_pelatihan": "Uji Lain", "tanggal_selesai": "2024-02-01"},
    {"nip": THIRD, "nama_pelatihan": "Tanpa Tanggal"},
]
APPRAISALS = [
    {"nip": NIP, "tahun": 2017, "predikat": "baik"},
    {"nip": NIP, "tahun": 2024, "predikat": "baik"},
]


def changing_law():
    book = small_rulebook()
    classes = book.parameters["jabatan/eselon_kelompok"]
    later = in_force({**classes.dated[0].value, "III.a": "jpt_pratama"}, date(2020, 1, 1))
    named = replace(classes, dated=(*classes.dated, later))
    return replace(book, parameters={**book.parameters, "jabatan/eselon_kelompok": named})


@pytest.mark.parametrize("order", list(permutations(DAYS)))
def test_days_share_only_what_no_day_changes(order):
    tables = [
        frame("employees", [PERSON | one for one in EMPLOYEES]),
        frame("positions", POSITIONS),
        frame("appraisals", APPRAISALS),
        frame("trainings", TRAININGS),
    ]
    kept, book = Kept(), changing_law()
    for day in order:
        mine, alone = (build_dossiers(*tables, rulebook=book, as_of=day, kept=one) for one in (kept, None))
        assert mine.kelompok.tolist() == alone.kelompok.tolist()
        for name in ("spells", "appraisals", "trainings"):
            for field in fields(getattr(alone, name)):
                np.testing.assert_array_equal(
                    *(getattr(getattr(one, name), field.name) for one in (mine, alone)), strict=True
                )


def test_these_days_differ():
    """Else the test above could not fail."""
    told = [
        build_dossiers(
            frame("employees", [PERSON | one for one in EMPLOYEES]),
            frame("positions", POSITIONS),
            frame("appraisals", APPRAISALS),
            frame("trainings", TRAININGS),
            rulebook=changing_law(),
            as_of=day,
        )
        for day in DAYS
    ]
    assert [one.kelompok[0] for one in told] == ["administrator", "jpt_pratama", "jpt_pratama"]
    assert len({len(one.spells.person) for one in told}) > 1
    assert [len(one.trainings.person) for one in told] == [2, 2, 3]
    assert [len(one.appraisals.person) for one in told] == [1, 1, 2]

"""Answers about trainings and pairs of mentors as forms write them: phases, scales, the unnamed, and what is refused."""

import pytest

from asnkarier.model.codes.catalogue import CATALOGUE
from sheets.workbooks import codes, nip, places, read, write

FORM = [
    "NO",
    "NIP",
    "NAMA",
    "NAMA PELATIHAN",
    "PENYELENGGARA",
    "TANGGAL",
    "PRE TEST",
    "POST TEST",
    "KUESIONER EVALUASI",
]


def answers(reading):
    names = ["fase", "nilai", "skala_min", "skala_maks"]
    return [tuple(row) for row in reading.accepted[names].itertuples(index=False)]


def test_a_form_of_one_row_a_person_gives_an_answer_a_cell(tmp_path):
    rows = [FORM, [1, nip(1), "A", "Bimtek", "BPSDM", "05-03-2025", 60, 80.5, "4,5"],
            [2, nip(2), "B", "Bimtek", "BPSDM", "05-03-2025", 55, None, 4]]  # fmt: skip
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.kind, reading.accepted_rows) == ("training_surveys", 2)
    assert answers(reading) == [
        ("ujian_awal", 60, 0, 100), ("ujian_akhir", 80.5, 0, 100), ("reaksi", 4.5, 1, 5), ("ujian_awal", 55, 0, 100), ("reaksi", 4, 1, 5),
    ]  # fmt: skip
    assert reading.accepted["col"].tolist() == ["G", "H", "I", "G", "I"]
    assert reading.accepted["nip"].tolist() == [nip(1)] * 3 + [nip(2)] * 2


def test_a_list_of_one_row_an_answer(tmp_path):
    head = ["Nama Pelatihan", "Tahun", "Tahap", "Nilai", "Skala Min", "Skala Maks", "NIP"]
    rows = [head, ["Bimtek", 2025, "Level 1", 87, 0, 100, None], ["Bimtek", 2025, "Post-Test", 70, None, None, nip(1)],
            ["Bimtek", 2025, "Evaluasi Atasan", 4, 1, 4, nip(1)]]  # fmt: skip
    reading = read(write(tmp_path / "a.xlsx", rows), kind="training_surveys")
    assert answers(reading) == [("reaksi", 87, 0, 100), ("ujian_akhir", 70, 0, 100), ("perilaku", 4, 1, 4)]


def test_a_heading_may_state_the_scale(tmp_path):
    rows = [
        ["Timestamp", "Nama Pelatihan", "Kepuasan (skala 1-10)", "Pre Test [0-20]"],
        ["a", "Bimtek", 9, 11],
    ]
    assert answers(read(write(tmp_path / "a.xlsx", rows))) == [
        ("reaksi", 9, 1, 10),
        ("ujian_awal", 11, 0, 20),
    ]


def test_the_unnamed_stay_apart(tmp_path):
    rows = [["Nama Pelatihan", "Kuesioner Evaluasi"], ["Bimtek", 4], ["Bimtek", 5], ["Bimtek", 4]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (len(reading.accepted), reading.duplicate_rows) == (3, ())
    assert reading.accepted["responden"].tolist() == ["a.xlsx:Sheet1!2", "a.xlsx:Sheet1!3", "a.xlsx:Sheet1!4"]


def test_one_person_with_two_values_contradicts_himself(tmp_path):
    rows = [["Nama Pelatihan", "NIP", "Pre Test"], ["Bimtek", nip(1), 40], ["Bimtek", nip(1), 50]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert codes(reading)["BARIS-BERTENTANGAN"] == 2
    assert reading.accepted.empty


@pytest.mark.parametrize(("head", "row", "code", "cell"), [
    (["NAMA PELATIHAN", "KUESIONER EVALUASI"], ["Bimtek", 87], "NILAI-RENTANG", "B2"),
    (["NAMA PELATIHAN", "KUESIONER EVALUASI"], ["Bimtek", 0], "NILAI-RENTANG", "B2"),
    (["NAMA PELATIHAN", "FASE", "NILAI"], ["Bimtek", "Pre Test", 100.5], "NILAI-RENTANG", "C2"),
    (["NAMA PELATIHAN", "PRE TEST", "SKALA MIN", "SKALA MAKS"], ["Bimtek", 7, 10, 0], "SKALA-TERBALIK", "C2"),
    (["NAMA PELATIHAN", "FASE", "NILAI"], ["Bimtek", "pesta", 4], "FASE-ASING", "B2"),
    (["NAMA PELATIHAN", "PRE TEST"], ["Bimtek", "bagus"], "ANGKA-BENTUK", "B2"),
])  # fmt: skip
def test_what_is_refused_has_a_place_and_a_remedy(tmp_path, head, row, code, cell):
    sound = ["Bimtek", *([4 if "KUESIONER EVALUASI" in head else "Pre Test" if "FASE" in head else 50])]
    sound += [60] if "FASE" in head else []
    reading = read(write(tmp_path / "a.xlsx", [head, row, sound]))
    assert reading.kind == "training_surveys"
    assert places(reading, code) == [cell]
    assert (reading.rejected_rows, len(reading.accepted)) == ((2,), 1)
    (problem,) = [one for one in reading.problems if one.code == code]
    assert "{" not in CATALOGUE[code].sentence.format(**problem.facts)
    assert CATALOGUE[code].remedy.format(**problem.facts)


def test_a_row_without_answer_is_told_and_a_test_without_its_pair_is_kept(tmp_path):
    head = ["NAMA PELATIHAN", "NIP", "PRE TEST", "POST TEST"]
    reading = read(
        write(tmp_path / "a.xlsx", [head, ["Bimtek", nip(1), 60, None], ["Bimtek", nip(2), None, None]])
    )
    assert places(reading, "SURVEI-KOSONG") == ["A3"]
    assert answers(reading) == [("ujian_awal", 60, 0, 100)]


def test_a_history_of_trainings_stays_one(tmp_path):
    rows = [
        ["NIP", "NAMA PELATIHAN", "PENYELENGGARA", "TANGGAL MULAI", "JP", "NILAI"],
        [nip(1), "Bimtek", "BPSDM", "05-03-2025", 20, 88],
    ]
    assert read(write(tmp_path / "a.xlsx", rows)).kind == "trainings"


@pytest.mark.parametrize("head", [
    ["NIP Mentee", "NIP Mentor", "Kompetensi", "Tanggal Mulai", "Tanggal Selesai"],
    ["Mentee (NIP)", "Mentor (NIP)", "Kompetensi", "Mulai", "Tindak lanjut"],
])  # fmt: skip
def test_pairs_of_mentors_are_read(tmp_path, head):
    rows = [head, [nip(1), nip(2), "Integritas", "01-02-2025", "01-05-2025"]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert reading.kind == "mentoring_pairs"
    (row,) = reading.accepted.to_dict("records")
    assert (row["nip"], row["nip_mentor"], row["kompetensi"]) == (nip(1), nip(2), "integritas")
    assert [str(row[name].date()) for name in ("tanggal_mulai", "tanggal_selesai")] == [
        "2025-02-01",
        "2025-05-01",
    ]

"""Plans made by hand, pairs of mentors and catalogues that say what cannot be: told at the import with the place, in both languages."""

import pytest

from in_process import asn
from planned_office import LISTS, PLAN_HEAD, A, B, C, D, F, import_all, plan_line, write_office

STRANGER = "199001012015011999"
PAIRS = "NIP Mentee,NIP Mentor,Kompetensi,Tanggal Mulai,Tanggal Selesai"


@pytest.fixture
def office(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn, "pegawai")
    return folder


def told(folder, kind, lines, *, language="en"):
    (folder / "daftar.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = asn("--language", language, "import", "daftar.csv", "--as", kind, "--format", "json", cwd=folder)
    (file,) = done.json()["files"]
    return [(one["code"], one["severity"], one["cell"]) for one in file["problems"]], file, done


def line(nip, *, kelas=1, year=2026, begin="", end=""):
    text = plan_line(
        "r", nip, "K1", "Bimtek Integritas", "Integritas", 1, 2, kelas=kelas, begin=begin, end=end
    )
    return text.replace(",2026,", f",{year},", 1)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([line(A, begin="2026-03-02"), line(B, begin="2026-03-09")], [("KELAS-BEDA-HARI", "warning", "M3")]),
        ([line(A, begin="2026-03-02"), line(B, begin="2026-03-02"), line(C)], []),
        ([line(A, begin="2026-03-02"), line(B, kelas=2, begin="2026-03-09")], []),
        ([line(A, begin="2026-03-02", end="2026-03-03"), line(B, begin="2026-03-02", end="2026-03-04")], [("KELAS-BEDA-HARI", "warning", "N3")]),
        ([line(A, begin="2026-03-02"), line(B, begin="2026-03-09"), line(C, begin="2026-03-16")], [("KELAS-BEDA-HARI", "warning", "M3"), ("KELAS-BEDA-HARI", "warning", "M4")]),
        ([line(A, year=2026), line(B, year=2027), line(C, year=2027)], [("KELAS-DUA-TAHUN", "note", "L3")]),
        ([line(A, year=2026), line(B, kelas=2, year=2027)], []),
        ([line(A, year=2027, begin="2026-03-02")], [("TAHUN-HARI-BEDA", "warning", "L2")]),
        ([line(A, begin="2026-03-05", end="2026-03-02")], [("TANGGAL-TERBALIK", "warning", "M2")]),
    ],
)  # fmt: skip
def test_a_plan_by_hand(office, lines, expected):
    found, file, done = told(office, "training_plan", [PLAN_HEAD, *lines])
    assert [one for one in found if one[1] != "note" or one[0] == "KELAS-DUA-TAHUN"] == expected
    assert file["accepted"] == len(lines)  # told, and kept
    assert done.code == 0


@pytest.mark.parametrize(
    ("pair", "expected", "kept"),
    [
        (f"{D},{A},Integritas,2026-01-05,2026-04-05", [], True),
        (f"{D},{D},Integritas,2026-01-05,2026-04-05", [("MENTOR-SENDIRI", "error", "B2")], False),
        (f"{D},{STRANGER},Integritas,2026-01-05,2026-04-05", [("ORANG-TIADA", "warning", "B2")], True),
        (f"{STRANGER},{A},Integritas,2026-01-05,2026-04-05", [("ORANG-TIADA", "warning", "A2")], True),
        (f"{D},{A},Integritas,2026-04-05,2026-01-05", [("TANGGAL-TERBALIK", "warning", "D2")], True),
        (f"{D},{A},Integritas,2026-04-05,2026-04-05", [], True),
    ],
)
def test_a_pair_of_mentor_and_mentee(office, pair, expected, kept):
    found, file, done = told(office, "mentoring_pairs", [PAIRS, pair])
    assert [one for one in found if one[1] != "note"] == expected
    assert (file["accepted"], file["rejected"], done.code) == ((1, 0, 0) if kept else (0, 1, 1))


@pytest.mark.parametrize(("seats", "classes", "cells"), [("0", "1", ["I2"]), ("10", "0", ["J2"]), ("1", "", []), ("", "1", [])])  # fmt: skip
def test_a_course_that_can_never_run(office, seats, classes, cells):
    lines = [LISTS["katalog"][0], f"K1,Bimtek Integritas,Integritas,1,2,24,1000000,2000000,{seats},{classes}"]
    found, file, _ = told(office, "courses", lines)
    assert [cell for code, _, cell in found if code == "KURSUS-TANPA-TEMPAT"] == cells
    assert file["accepted"] == 1


@pytest.mark.parametrize(
    ("language", "words"), [("en", "nobody can ever be sent"), ("id", "tidak seorang pun dapat dikirim")]
)
def test_sentences_name_the_column_and_the_check_tells_it_again(office, language, words):
    lines = [LISTS["katalog"][0], "K1,Bimtek Integritas,Integritas,1,2,24,1000000,2000000,10,0"]
    (office / "katalog.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = asn("--language", language, "import", "katalog.csv", "--as", "courses", cwd=office)
    sentence = " ".join(done.err.split())
    assert words in sentence
    assert "Kelas" in sentence
    (office / "rencana.csv").write_text(
        "\n".join([PLAN_HEAD, line(A, begin="2026-03-02"), line(F, begin="2026-03-09")]) + "\n",
        encoding="utf-8",
    )
    assert asn("import", "rencana.csv", "--as", "training_plan", cwd=office).code == 0
    found = asn("check", "--format", "json", cwd=office).json()["contradictions"]
    codes = {one["code"]: (one["key"], one["nip"]) for one in found}
    assert codes["KURSUS-TANPA-TEMPAT"] == ("K1", "")
    assert codes["KELAS-BEDA-HARI"] == ("K1", F)

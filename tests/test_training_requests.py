"""Requests for training of the years of a plan: they are read without a warning, compared, and told when they are for a later year."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from asnkarier.agency.training.requested import read_requests
from asnkarier.analysis.training.calendar.window import Window
from asnkarier.model.terms import origin_of
from in_process import asn
from planned_office import LISTS, A, D, E, F, import_all, write_office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = write_office(tmp_path_factory.mktemp("kantor"))
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    lines = ["NIP,Nama Pelatihan,Asal,Tahun", f"{E},Bimtek Integritas,unit,2027", f"{A},Kursus Kerja Sama,unit,", f"{D},Kursus Kerja Sama,unit,2028"]  # fmt: skip
    (folder / "usulan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def plan(folder, *words):
    done = asn("recommend-training", "--budget", "20 juta", *words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


@pytest.mark.parametrize("kind", ["training_requests", "training_plan"])
def test_a_year_to_come_is_no_doubt_in_what_is_planned(office, kind):
    name = {"training_requests": "usulan.csv", "training_plan": "depan.csv"}[kind]
    lines = [line.replace(",2026,", ",2027,") for line in LISTS["rencana"]]
    (office / "depan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = asn("import", name, "--as", kind, "--dry-run", "--format", "json", cwd=office)
    assert done.code == 0, done.out
    assert "TAHUN-DEPAN" not in done.out


@pytest.mark.parametrize(
    ("words", "asked", "later"), [((), 1, ["2027", "2028"]), (("--years", "2"), 2, ["2028"])]
)
def test_requests_count_for_the_years_of_the_plan(office, words, asked, later):
    assert asn("import", "usulan.csv", "--as", "training_requests", cwd=office).code == 0
    found = plan(office, *words)
    assert found["requests"]["requests"] == asked
    told = " ".join(one["problem"] for one in found["problems"])
    assert [year for year in ("2027", "2028") if f"requests are for {year}" in told] == later


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("unit", "unit"), ("Usulan Unit Kerja", "unit"), ("Dinas Pendidikan", "unit"), ("Bagian Kepegawaian", "unit"), ("atasan langsung", "unit"),
        ("pribadi", "pribadi"), ("Minat Pegawai", "pribadi"), ("usulan sendiri", "pribadi"), ("Pegawai", "pribadi"), ("ybs.", "pribadi"),
        ("Pegawai yang bersangkutan", "pribadi"), ("WA grup", None), ("Budi", None), ("-", None), ("Bidang Umum, minat sendiri", None), ("kepegawaian", None),
    ],
)  # fmt: skip
def test_who_asks_is_said_in_words_of_the_list(text, whose):
    assert origin_of(text) == whose


@pytest.mark.parametrize(("language", "words"), [("en", "as neither's"), ("id", "tidak dihitung sebagai")])
def test_a_request_of_nobody_known_is_told_with_its_place_and_kept_as_nobodys(tmp_path, language, words):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    lines = ["NIP,Nama Pelatihan,Asal", f"{D},Kursus Kerja Sama,unit", f"{E},Bimtek Integritas,WA grup", f"{F},Bimtek Integritas,pribadi"]  # fmt: skip
    (folder / "usulan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = asn("--language", language, "import", "usulan.csv", "--as", "training_requests", cwd=folder)
    assert done.code == 0, done.err
    told = " ".join(done.err.split())
    assert "usulan.csv:C3" in told
    assert words in told
    assert told.count("ASAL-ASING") == 1
    found = plan(folder)
    counts = [found["requests"][one] for one in ("requests", "own", "unclear", "own_in_plan")]
    assert counts == [1, 1, 1, 1]
    marks = {row["nip"]: row["usulan"] for row in found["rows"] if row["kode"] == "K1"}
    assert (marks[E], marks[F]) == ("tidak_jelas", "pribadi")


def test_years_are_compared_with_a_plan_of_the_same_years_and_money(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    # This year K1 for E (1 level), next year K2 for E: from 2 to 3 (1 level, 2 % less a year later). Both are one class.
    lines = ["NIP,Nama Pelatihan,Asal,Tahun", f"{E},Bimtek Integritas,unit,2026", f"{E},Kursus Kerja Sama,unit,2027"]  # fmt: skip
    (folder / "usulan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert asn("import", "usulan.csv", "--as", "training_requests", cwd=folder).code == 0
    found = plan(folder, "--years", "2")["requests"]
    assert (found["years"], found["requests"], found["cost"]) == ("2026-2027", 2, 3_500_000)
    assert found["objective"] == pytest.approx(1.98)
    assert found["plan_objective"] >= found["objective"]
    assert found["plan_spent"] <= found["cost"]
    one = plan(folder)["requests"]
    assert (one["years"], one["requests"], one["cost"], one["objective"]) == ("2026", 1, 3_000_000, 1)
    later = plan(folder, "--from-year", "2027")["requests"]
    assert (later["years"], later["requests"], later["cost"]) == ("2027", 1, 500_000)


def asked_for(folder, *lines):
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    (folder / "usulan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert asn("import", "usulan.csv", "--as", "training_requests", cwd=folder).code == 0
    return folder


def test_more_requests_than_seats_are_told_at_the_first_beyond_them(tmp_path):
    katalog = [LISTS["katalog"][0], "K1,Bimtek Integritas,Integritas,1,2,24,1000000,,1,2"]
    folder = write_office(tmp_path / "kantor", {**LISTS, "katalog": katalog})
    # Two classes of one seat; who is asked for twice, or asks himself, takes no further one.
    head = "NIP,Nama Pelatihan,Asal"
    lines = [f"{nip},Bimtek Integritas,{whose}" for nip, whose in ((D, "unit"), (D, "unit"), (A, "pribadi"), (E, "unit"), (F, "unit"))]  # fmt: skip
    told = plan(asked_for(folder, head, *lines))["problems"]
    (found,) = [one for one in told if one["kode"] == "K1"]
    assert found["where"] == "usulan.csv:B6"
    assert "3" in found["problem"]
    assert "2" in found["problem"]


@pytest.mark.parametrize("years", [(), ("--years", "2")])
@pytest.mark.parametrize(
    ("kode", "name", "known"),
    [
        ("K1", "Kursus Kerja Sama", False),
        ("k2", "BIMTEK  INTEGRITAS", False),
        ("K1", "K2", False),
        ("K1", "Bimtek Integritas", True),
        ("K1", "Bimtek Integritas Angkatan II", True),
        ("K1", "Diklat yang lain", True),  # whose name it is nobody knows: the code counts
        ("X9", "Kursus Kerja Sama", True),
        ("", "Kursus Kerja Sama", True),
    ],
)
def test_a_code_and_a_name_of_two_courses_are_no_course(tmp_path, kode, name, known, years):
    lines = ["NIP,Nama Pelatihan,Kode,Asal", *(f"{nip},{name},{kode},unit" for nip in (D, E))]
    found = plan(asked_for(write_office(tmp_path / "kantor"), *lines), *years)
    told = [one for one in found.get("problems", ()) if one["problem_code"] == "request_disagrees"]
    assert found["requests"]["requests"] == (2 if known else 0)
    assert [one["where"] for one in told] == ([] if known else ["usulan.csv:C2"])
    assert all("2 requests" in one["problem"] and one["kode"] == "" for one in told)


@pytest.mark.parametrize("years", [(), ("--years", "2")])
def test_a_name_that_several_courses_bear_is_none_of_them_until_a_code_says_which(tmp_path, years):
    head, *lines = LISTS["katalog"]
    twin = next(line for line in lines if line.startswith("K1")).replace("K1", "K9", 1)
    office = write_office(tmp_path / "kantor", {**LISTS, "katalog": [head, *lines, twin]})
    asked = [f"{D},Bimtek Integritas,,unit", f"{E},bimtek integritas,,unit", f"{F},Bimtek Integritas,K9,unit"]
    found = plan(asked_for(office, "NIP,Nama Pelatihan,Kode,Asal", *asked), *years)
    (told,) = [one for one in found["problems"] if one["problem_code"] == "request_several"]
    assert (told["where"], told["kode"]) == ("usulan.csv:B2", "")
    assert told["problem"].startswith("2 requests name Bimtek Integritas")
    assert "(K1, K9)" in told["problem"]
    assert found["requests"]["requests"] == 1


def leave(folder, *gone):
    """Bring a complete list of employees that these people are no longer on."""
    staying = [line for line in LISTS["pegawai"] if not any(nip in line for nip in gone)]
    (folder / "baru.csv").write_text("\n".join(staying) + "\n", encoding="utf-8")
    words = ("import", "baru.csv", "--as", "employees", "--complete", "--confirm-leavers")
    assert asn("--as-of", "2026-10-01", *words, cwd=folder).code == 0


@pytest.mark.parametrize("years", [(), ("--years", "2")])
def test_requests_of_people_who_left_are_counted_as_theirs(tmp_path, years):
    stranger = "198001012005011999"
    lines = ["NIP,Nama Pelatihan,Asal,Tahun", f"{E},Bimtek Integritas,unit,", f"{D},Bimtek Integritas,unit,", f"{F},Kursus Kerja Sama,pribadi,2026", f"{D},Kursus Kerja Sama,unit,2029", f"{stranger},Kursus Kerja Sama,unit,"]  # fmt: skip
    folder = asked_for(write_office(tmp_path / "kantor"), *lines)
    before = plan(folder, *years)["requests"]
    assert (before["requests"], before["own"], before["left"], before["unlisted"]) == (2, 1, 0, 1)
    leave(folder, D, F)
    found = plan(folder, *years)
    after = found["requests"]
    assert (after["requests"], after["own"], after["left"], after["unlisted"]) == (1, 0, 2, 1)
    told = {one["problem_code"]: (one["where"], one["problem"]) for one in found["problems"]}
    assert told["request_left"][0] == "usulan.csv:A3"
    assert "2 requests" in told["request_left"][1]
    assert told["request_unlisted"][0] == "usulan.csv:A6"
    unit = plan(folder, "--unit", "Dinas Tiga", *years)["requests"]
    assert (unit["requests"], unit["left"], unit["unlisted"]) == (1, 1, 0)


def test_where_all_who_are_asked_for_left_the_comparison_says_so(tmp_path):
    folder = asked_for(write_office(tmp_path / "kantor"), "NIP,Nama Pelatihan,Asal", f"{D},Bimtek Integritas,unit")  # fmt: skip
    leave(folder, D)
    found = plan(folder)["requests"]
    assert (found["requests"], found["left"], found["cost"]) == (0, 1, 0)


def test_a_request_for_a_year_in_which_the_course_is_not_held_is_told_and_costs_nothing():
    courses = pd.DataFrame(
        {
            "kode": ["A", "B", "C"],
            "nama_pelatihan": ["Satu", "Dua", "Tiga"],
            "kuota": [30, 30, 30],
            "kelas": [1, 1, 1],
            "tanggal_mulai": pd.to_datetime([None, "2028-03-01", None]),
            "jendela": [Window(date(2028, 1, 1), date(2028, 6, 30)), None, None],
        }
    )
    asked = [("1", "A", 2027), ("2", "A", 2027), ("1", "A", 2028), ("1", "B", 2027), ("1", "C", 2027)]
    requests = pd.DataFrame(asked, columns=["nip", "kode", "tahun"]).assign(
        nama_pelatihan="", asal="usulan unit", source_id=1, row=range(2, 7)
    )
    now = SimpleNamespace(as_of=date(2026, 12, 2), frames={"training_requests": requests}, sources={})
    found = read_requests(now, pd.Series(["1", "2"]), courses, (2027, 2028))
    left = list(zip(found.rows["nip"], found.rows["kode"], found.rows["tahun"], strict=True))
    assert left == [("1", "A", 2028), ("1", "C", 2027)]
    told = [(kode, said.code, dict(said.facts)) for _, kode, said in found.problems]
    assert told == [
        ("A", "request_not_held", {"count": 2, "year": 2027}),
        ("B", "request_not_held", {"count": 1, "year": 2027}),
    ]

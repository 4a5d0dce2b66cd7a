"""Credit points and competency tests: read from files, gates of the next jenjang, and how far somebody is on the way."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from asnkarier.analysis.gates.eligibility import evaluate
from asnkarier.analysis.gates.rise import RISE, rise_status
from asnkarier.analysis.gates.targets import Target
from asnkarier.sheets.cells.number import parse_credit
from asnkarier.sheets.grid import TEXT
from asnkarier.store.opening.migrations import packaged_migrations
from asnkarier.store.store import Store
from in_process import asn
from law import load_rulebook
from people_frames import dossiers

A, B, C, D = ("198501152010011901", "198602162011012902", "198703172012012903", "198804182013011904")
DAY = date(2026, 11, 1)
PEOPLE = (
    "NIP,Nama,Status ASN,Kedudukan Hukum,Tanggal Lahir,Jenis Jabatan,Jabatan,Jenjang,TMT Jabatan,Unit Kerja,Hukuman Disiplin\n"
    + "".join(
        f"{nip},{name},PNS,Aktif,15-01-1985,Fungsional,Arsiparis Ahli Muda,Ahli Muda,01-03-2020,Umum,Tidak Pernah\n"
        for nip, name in ((A, "Ani"), (B, "Budi"), (C, "Citra"), (D, "Dewi"))
    )
)
PREDIKAT = "NIP,Tahun SKP,Hasil Kerja,Perilaku Kerja,Predikat\n" + "".join(
    f"{nip},{year},Sesuai Ekspektasi,Sesuai Ekspektasi,Baik\n"
    for nip in (A, B, C, D)
    for year in (2024, 2025)
)
LEVELS = "NIP,Integritas,Tanggal Asesmen\n" + "".join(f"{nip},3,05-03-2026\n" for nip in (A, B, C, D))
POINTS = (
    "No,NIP,Nama,Jenjang PAK,Angka Kredit,Angka Kredit Kumulatif,Tanggal PAK\n"
    f'1,{A},Ani,Ahli Muda,"37,5","200,125",31-01-2026\n'
    f'2,{B},Budi,Ahli Muda,"37,5","199,999",31-01-2026\n'
    f"3,{C},Citra,Ahli Muda,25,210,31-01-2026\n"
)
TESTS = (
    "NIP,Nama,Jenjang Tujuan,Tanggal Ujikom,Hasil Ujikom,Berlaku Sampai,Instansi Pembina\n"
    f"{A},Ani,Ahli Madya,05-03-2026,Lulus,05-03-2028,ANRI\n"
    f"{B},Budi,Ahli Madya,05-03-2026,Kompeten,,ANRI\n"
    f"{C},Citra,Ahli Madya,05-03-2026,Tidak Lulus,,ANRI\n"
)
VACANCY = "Kode,Jabatan,Unit Kerja,Jumlah\nL1,Arsiparis Ahli Madya,Umum,{seats}\n"


def office(folder, *files):
    (folder / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (folder / "standards").mkdir(exist_ok=True)
    (folder / "standards" / "arsiparis.yaml").write_text(
        "jabatan: Arsiparis Ahli Madya\nkelompok: jf_ahli_madya\nkompetensi:\n  integritas: {level: 3}\n",
        "utf-8",
    )
    for number, text in enumerate((PEOPLE, PREDIKAT, LEVELS, *files)):
        (folder / f"f{number}.csv").write_text(text, encoding="utf-8")
        done = asn("import", f"f{number}.csv", cwd=folder)
        assert done.code == 0, done.err
    return folder


def answer(folder, *words):
    done = asn(*words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


def test_both_lists_are_recognised_and_every_cell_is_kept(tmp_path):
    folder = office(tmp_path, POINTS, TESTS)
    with Store.open(folder / ".asn" / "asnkarier.db", mode="r") as store:
        points, tests = store.load("credit_points", DAY), store.load("competency_tests", DAY)
        assert store.load("credit_points", date(2026, 1, 30)).empty
        assert len(store.load("competency_tests", date(2026, 3, 5))) == 3
    assert points[["nip", "jenjang", "angka_kredit", "kumulatif"]].values.tolist() == [
        [A, "ahli_muda", 37.5, 200.125],
        [B, "ahli_muda", 37.5, 199.999],
        [C, "ahli_muda", 25.0, 210.0],
    ]
    assert tests[["nip", "jenjang_tujuan", "hasil", "lembaga"]].values.tolist() == [
        [A, "ahli_madya", "lulus", "ANRI"],
        [B, "ahli_madya", "lulus", "ANRI"],
        [C, "ahli_madya", "tidak_lulus", "ANRI"],
    ]


def test_a_list_of_employees_that_prints_credit_points_stays_one(tmp_path):
    text = PEOPLE.replace("Hukuman Disiplin\n", "Hukuman Disiplin,Angka Kredit,Tanggal PAK\n").replace(
        "Tidak Pernah\n", "Tidak Pernah,100,31-01-2026\n"
    )
    (tmp_path / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text(text, encoding="utf-8")
    assert asn("import", "people.csv", cwd=tmp_path).code == 0
    with Store.open(tmp_path / ".asn" / "asnkarier.db", mode="r") as store:
        assert len(store.load("employees", DAY)) == 4
        assert store.load("credit_points", DAY).empty


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (TESTS.replace("Tidak Lulus", "mungkin"), "LULUS-ASING", "E4"),
        (TESTS.replace(f"{C},Citra,Ahli Madya", f"{C},Citra,Ahli Mana"), "JENJANG-ASING", "C4"),
        (POINTS.replace('"199,999"', "banyak"), "ANGKA-BENTUK", "F3"),
    ],
)
def test_a_bad_row_is_told_with_its_place_and_set_aside(tmp_path, text, code, place):
    folder = office(tmp_path)
    (folder / "bad.csv").write_text(text, encoding="utf-8")
    done = asn("import", "bad.csv", cwd=folder)
    assert done.code == 1
    assert f"bad.csv:{place}" in done.err
    assert f"[{code}]" in done.err


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("112,500", 112.5),
        ("112.500", 112.5),
        ("1.050,000", 1050),
        ("1050", 1050),
        ("37,5", 37.5),
        ("0,125", 0.125),
        ("1.050", None),
    ],
)
def test_credit_points_have_three_decimals_and_doubt_is_a_problem(text, points):
    found = parse_credit(text, TEXT)
    assert found == points or (points is None and found.code == "ANGKA-RANCU")


def test_a_row_without_points_is_told(tmp_path):
    folder = office(tmp_path)
    (folder / "p.csv").write_text(POINTS + f"4,{D},Dewi,Ahli Muda,,,31-01-2026\n", encoding="utf-8")
    done = asn("import", "p.csv", cwd=folder)
    assert "[KREDIT-KOSONG]" in done.err


@pytest.mark.parametrize("kind", ["credit_points", "competency_tests"])
def test_a_blank_form_is_made(tmp_path, kind):
    assert asn("template", kind, "--output", "form.xlsx", cwd=tmp_path).code == 0


def test_the_tables_came_with_their_own_step():
    made = [step.sql for step in packaged_migrations()[7:]]
    assert sum("CREATE TABLE credit_points" in sql for sql in made) == 1


def test_who_is_ready_and_what_the_others_lack(tmp_path):
    folder = office(tmp_path, POINTS, TESTS, VACANCY.format(seats=1))
    told = answer(folder, "promote-shortlist", "L1", "--all")
    assert {one["nip"]: one["rise"] for one in told["jenjang"]} == {
        A: "siap",
        B: "ak_kurang",
        C: "perlu_ujikom",
        D: "belum_pasti",
    }
    assert told["jenjang"][0]["formation"] == 1
    results = {(one["nip"], one["rule_id"]): one for one in told["findings"]}
    assert results[A, "JF-UJI"]["result"] == results[A, "JF-ANGKA-KREDIT"]["result"] == "met"
    assert results[B, "JF-ANGKA-KREDIT"]["result"] == "not_met"
    assert results[B, "JF-ANGKA-KREDIT"]["observed"] == "199.999 credit points"
    assert results[D, "JF-UJI"]["result"] == results[D, "JF-ANGKA-KREDIT"]["result"] == "unknown"
    assert results[A, "JF-ANGKA-KREDIT"]["citation"] == "Peraturan BKN 3/2023 Pasal 21 ayat (2) dan ayat (4)"
    assert "jabatan/angka_kredit_jenjang" in {one["rule_id"] for one in told["citations"]}
    blind = answer(folder, "promote-shortlist", "L1", "--all", "--blind")
    assert A not in str(blind["jenjang"])
    assert "Ani" not in str(blind["jenjang"])
    person = answer(folder, "explain", B, "--for", "L1")
    assert [one["rise"] for one in person["jenjang"]] == ["ak_kurang"]
    assert {"credit_points", "competency_tests"} <= {one["field"] for one in person["facts"]}
    assert "too few credit points" in asn("explain", B, "--for", "L1", cwd=folder).out


@pytest.mark.parametrize(
    ("files", "target", "rise"),
    [
        ((POINTS, TESTS, VACANCY.format(seats=0)), "L1", "formasi_penuh"),
        ((POINTS, TESTS, VACANCY.format(seats=0)), "Arsiparis Ahli Madya", "formasi_penuh"),
        ((POINTS, TESTS), "Arsiparis Ahli Madya", "belum_pasti"),  # no list of vacancies names the post
        ((VACANCY.format(seats=1),), "L1", "belum_pasti"),
    ],
)
def test_the_formation_comes_from_the_vacancies(tmp_path, files, target, rise):
    told = answer(office(tmp_path, *files), "promote-shortlist", target, "--all")
    assert {one["nip"]: one["rise"] for one in told["jenjang"]}[A] == rise


def test_an_office_without_such_lists_is_asked_to_look_and_calls_nobody_eligible(tmp_path):
    told = answer(office(tmp_path), "promote-shortlist", "Arsiparis Ahli Madya", "--all")
    results = {(one["nip"], one["rule_id"]): one["result"] for one in told["findings"]}
    assert results[A, "JF-UJI"] == results[A, "JF-ANGKA-KREDIT"] == "manual"
    assert {one["status"] for one in told["rows"]} == {"people_decide"}
    assert all({"JF-UJI", "JF-ANGKA-KREDIT"} <= set(one["asked_of_people"]) for one in told["rows"])


BOOK = load_rulebook()
RULES = BOOK.gates_for("jf_ahli_madya", DAY)
PERSON = {
    "nip": A, "jabatan": "Arsiparis Ahli Muda", "jenis_jabatan": "fungsional", "jenjang": "ahli_muda", "tmt_jabatan": date(2020, 3, 1),
    "status_asn": "PNS", "kedudukan_hukum": "Aktif", "tanggal_lahir": date(1985, 1, 15), "hukuman_disiplin": "tidak_pernah",
}  # fmt: skip


def standing(person=None, *, points=200, passed="lulus", seats=1, years=(2024, 2025)):
    known = dossiers(
        DAY,
        [PERSON | (person or {})],
        rulebook=BOOK,
        appraisals=[
            {"nip": A, "tahun": year, "hasil_kerja": "sesuai", "perilaku_kerja": "sesuai", "predikat": "baik"}
            for year in years
        ],
        credit_points=[{"nip": A, "tanggal": date(2026, 1, 31), "kumulatif": points}]
        if points is not None
        else [],
        competency_tests=[
            {"nip": A, "jenjang_tujuan": "ahli_madya", "tanggal": date(2026, 1, 31), "hasil": passed}
        ]
        if passed
        else [],
    )
    gates = tuple(one for one in RULES.syarat if one.uji not in ("jpm_minimal", "persyaratan_mutlak"))
    found = evaluate(
        replace(RULES, syarat=gates), BOOK, known, Target("Arsiparis Ahli Madya", "jf_ahli_madya"), DAY
    )
    (code,) = rise_status(found, seats)
    return code


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ({}, "siap"),
        ({"seats": None}, "belum_pasti"),
        ({"seats": 0}, "formasi_penuh"),
        ({"passed": "tidak_lulus", "points": 0, "seats": 0}, "perlu_ujikom"),
        ({"points": 199, "seats": 0}, "ak_kurang"),
        ({"passed": None}, "belum_pasti"),
        ({"points": None}, "belum_pasti"),
        ({"years": (2025,)}, "belum_pasti"),
        ({"person": {"status_asn": "PPPK"}}, "syarat_lain"),
        ({"person": {"jabatan": "Arsiparis Ahli Pertama", "jenjang": "ahli_pertama"}}, ""),
    ],
)
def test_the_first_thing_that_is_not_met_is_named(case, code):
    assert standing(**case) == code
    assert code == "" or code in RISE


def test_ready_is_said_only_where_everything_is_known_to_be_met():
    rng = np.random.default_rng(5)
    for _ in range(60):
        points, seats = int(rng.integers(190, 210)), [None, 0, 1][rng.integers(3)]
        passed = [None, "lulus", "tidak_lulus"][rng.integers(3)]
        ready = standing(points=points, passed=passed, seats=seats) == "siap"
        assert ready == (points >= 200 and passed == "lulus" and seats == 1)

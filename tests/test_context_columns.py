"""Columns of name, post and unit in a list of something else are held against the list of employees and never stored."""

import json
from datetime import date

import pytest

from asnkarier.store.store import Store
from in_process import asn
from store_samples import A, B

DAY = date(2026, 11, 1)
PEOPLE = f"NIP,NAMA,JABATAN,UNIT KERJA,PERANGKAT DAERAH\n{A},Sari Dewi,Kepala Bidang Mutasi,Bidang Mutasi,BKPSDM\n{B},Budi Santoso,Arsiparis,Bidang Arsip,Dinas Arsip\n"
OTHERS = {
    "assessments": (
        "NIP,NAMA,JABATAN,UNIT KERJA,Tanggal Asesmen,Integritas\n"
        f"{A},Sari Dewi,Analis Kepegawaian,Bidang Pengadaan,2023-05-02,3\n{B},Joko Purnomo,Arsiparis,Dinas Arsip,2023-05-02,2\n"
    ),
    "appraisals": (
        "NIP,NAMA,JABATAN,UNIT KERJA,TAHUN,PREDIKAT KINERJA\n"
        f"{A},Sari Dewi,Analis Kepegawaian,Bidang Pengadaan,2023,Baik\n{B},Joko Purnomo,Arsiparis,Dinas Arsip,2023,Baik\n"
    ),
    "trainings": (
        "NIP,NAMA,JABATAN,UNIT KERJA,NAMA DIKLAT,JP\n"
        f"{A},Sari Dewi,Analis Kepegawaian,Bidang Pengadaan,PKP,40\n{B},Joko Purnomo,Arsiparis,Dinas Arsip,PKP,40\n"
    ),
    "employees": (  # a list of punishments: every row holds one
        "NIP,NAMA,JABATAN,UNIT KERJA,HUKUMAN DISIPLIN,AKHIR HUKUMAN\n"
        f"{A},Sari Dewi,Analis Kepegawaian,Bidang Pengadaan,Sedang,2027-01-31\n{B},Joko Purnomo,Arsiparis,Dinas Arsip,Ringan,2023-12-31\n"
    ),
}


@pytest.fixture
def office(tmp_path):
    (tmp_path / "config.yaml").write_text("agency: Kota Contoh\nas_of: 2026-11-01\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def held(office):
    with Store.open(office / ".asn" / "asnkarier.db", mode="r") as store:
        people, cells, _ = store.load_employees(DAY)
        files = {number: source.file for number, source in store.sources().items()}
    people, cells = people.set_index("nip"), cells().set_index("nip")
    cited = {
        name: files.get(cells[f"{name}.source_id"][A])
        for name in ("nama", "jabatan", "unit_kerja", "hukuman_disiplin")
    }
    return people[["nama", "jabatan", "unit_kerja"]].to_numpy().tolist(), cited


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("reverse", [False, True])
def test_post_and_unit_stay_and_what_differs_is_told(office, kind, reverse):
    (office / "other.csv").write_text(OTHERS[kind], encoding="utf-8")
    names = ["people.csv", "other.csv"]
    told = {}
    for name in reversed(names) if reverse else names:
        done = asn("import", name, "--format", "json", cwd=office)
        assert done.code == 0, done.err
        (told[name],) = json.loads(done.out)["files"]
    assert told["other.csv"]["kind"] == kind
    people, cited = held(office)
    assert people == [
        ["Sari Dewi", "Kepala Bidang Mutasi", "Bidang Mutasi"],
        ["Budi Santoso", "Arsiparis", "Bidang Arsip"],
    ]
    assert set(cited.values()) == (
        {"people.csv", "other.csv"} if kind == "employees" else {"people.csv", None}
    )
    assert cited["jabatan"] == cited["unit_kerja"] == cited["nama"] == "people.csv"
    problems = [(one["code"], one["cell"]) for one in told["other.csv"]["problems"]]
    if reverse:
        assert "JABATAN-LAIN" not in dict(problems)  # nobody was listed yet
    else:
        assert problems == [("JABATAN-LAIN", "C2"), ("NAMA-LAIN", "B3"), ("UNIT-LAIN", "D2")]
        assert all(one["hint"] for one in told["other.csv"]["problems"])


def test_who_stands_only_in_a_list_of_punishments_waits(office):
    (office / "other.csv").write_text(OTHERS["employees"].replace(B, "199003032015031903"), encoding="utf-8")
    assert asn("import", "people.csv", cwd=office).code == 0
    done = asn("import", "other.csv", "--format", "json", cwd=office)
    (one,) = json.loads(done.out)["files"]
    assert [p["cell"] for p in one["problems"] if p["code"] == "ORANG-TIADA"] == ["A3"]
    rows = json.loads(asn("gap", "--by", "person", "--format", "json", cwd=office).out)["rows"]
    assert {row["nip"] for row in rows} == {A, B}


@pytest.mark.parametrize("words", [(), ("--complete",)])
def test_a_list_of_punishments_needs_no_post_and_makes_nobody_leave(office, words):
    (office / "hukuman.csv").write_text(
        f"NO,NIP,NAMA,HUKUMAN DISIPLIN,TMT,AKHIR HUKUMAN\n1,{B},Budi Santoso,Sedang,01-02-2025,01-02-2026\n",
        encoding="utf-8",
    )
    assert asn("import", "people.csv", cwd=office).code == 0
    done = asn("import", "hukuman.csv", *words, "--format", "json", cwd=office)
    assert done.code == 0, done.err
    (one,) = json.loads(done.out)["files"]
    assert (one["kind"], one["accepted"]) == ("employees", 1)
    people, _cited = held(office)
    assert people == [
        ["Sari Dewi", "Kepala Bidang Mutasi", "Bidang Mutasi"],
        ["Budi Santoso", "Arsiparis", "Bidang Arsip"],
    ]
    rows = json.loads(asn("gap", "--by", "person", "--format", "json", cwd=office).out)["rows"]
    assert {row["nip"] for row in rows} == {A, B}
    told = json.loads(asn("explain", B, "--format", "json", cwd=office).out)
    assert "sedang" in json.dumps(told)


def test_a_list_of_employees_with_a_column_of_punishments_is_one(office):
    text = (
        PEOPLE.replace("PERANGKAT DAERAH", "HUKUMAN DISIPLIN")
        .replace("BKPSDM", "")
        .replace("Dinas Arsip", "Ringan")
    )
    (office / "people.csv").write_text(text, encoding="utf-8")
    assert asn("import", "people.csv", cwd=office).code == 0
    people, cited = held(office)
    assert people[0] == ["Sari Dewi", "Kepala Bidang Mutasi", "Bidang Mutasi"]
    assert cited["jabatan"] == "people.csv"


@pytest.mark.parametrize("kind", ["trainings", "appraisals"])
def test_a_list_of_employees_with_a_training_or_a_rating_is_one(office, kind):
    more = {
        "trainings": ("DIKLAT STRUKTURAL,TANGGAL LAHIR", "PKP,1980-01-01"),
        "appraisals": ("PREDIKAT 2023,TANGGAL LAHIR", "Baik,1980-01-01"),
    }
    heads, cells = more[kind]
    text = f"NIP,NAMA,JABATAN,UNIT KERJA,{heads}\n{A},Sari Dewi,Kepala Bidang Mutasi,Bidang Mutasi,{cells}\n"
    (office / "people.csv").write_text(text, encoding="utf-8")
    (one,) = json.loads(asn("import", "people.csv", "--format", "json", cwd=office).out)["files"]
    assert one["kind"] == "employees"

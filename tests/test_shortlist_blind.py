"""`asn promote-shortlist --blind`: nothing that one person's records alone hold stands in it; and whether the post is still held."""

import json
import shutil

import openpyxl
import pytest

from in_process import asn
from planned_office import CONFIG, import_all, write_office

PEOPLE = [
    # Four of class pelaksana whom a post of pengawas would promote; every word of K is K's alone.
    ("198001012005011901", "Kartika Wirakusuma", "Penata Kurasi Keris", "Museum Keris", "Sastra Jawa Kuno", "2019-05-07", ""),
    ("198001012005011902", "Budi", "Pengolah Data", "Dinas Satu", "Manajemen", "2019-01-01", ""),
    ("198001012005011903", "Citra", "Pengolah Data", "Dinas Satu", "Manajemen", "2019-01-01", ""),
    ("198001012005011904", "Dedi", "Pengolah Data", "Dinas Satu", "Manajemen", "2019-01-01", ""),
    # Who holds the post: out of service in February 2027.
    ("197002012005011905", "Elok Pemegang", "Kepala Subbagian Umum", "Sekretariat", "Manajemen", "2018-01-01", "2027-02-01"),
]  # fmt: skip
STANDARD = "jabatan: Kepala Subbagian Umum\nkelompok: pengawas\nkompetensi: {integritas: 2}\npersyaratan:\n  pendidikan: {jenjang: S-1, bidang: [Manajemen]}\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    head = "NIP,Nama,Status ASN,Jenis Jabatan,Jabatan,Unit Kerja,Pendidikan,TMT Jabatan,TMT Pensiun,Eselon,Golongan"
    staff = [
        f"{nip},{name},PNS,{'pengawas' if post.startswith('Kepala') else 'pelaksana'},{post},{unit},S-1 {study},{tmt},{until},{'IV.a' if post.startswith('Kepala') else ''},III/c"
        for nip, name, post, unit, study, tmt, until in PEOPLE
    ]
    vacancies = [
        "Kode,Jabatan,Unit Kerja,Jumlah,TMT",
        "V1,Kepala Subbagian Umum,Sekretariat,1,2026-12-01",
        "V2,Kepala Subbagian Umum,Sekretariat,1,2027-03-01",
        "V3,Kepala Subbagian Umum,Dinas Satu,1,",
    ]
    history = ["NIP,Riwayat Jabatan,TMT Jabatan", f"{PEOPLE[0][0]},Juru Pelihara Candi,2011-06-07"]
    courses = ["NIP,Nama Pelatihan,Tanggal Mulai,JP", f"{PEOPLE[0][0]},Diklat Kurasi Keris,2026-02-09,24"]
    lists = {"pegawai": [head, *staff], "lowongan": vacancies, "riwayat": history, "diklat": courses}
    folder = write_office(tmp_path_factory.mktemp("buta") / "kantor", lists, CONFIG)
    (folder / "standards" / "umum.yaml").write_text(STANDARD, encoding="utf-8")
    import_all(folder, asn, "pegawai", "diklat")
    for name, kind in (("lowongan", "vacancies"), ("riwayat", "positions")):
        done = asn("--as-of", "2026-01-05", "import", f"{name}.csv", "--as", kind, cwd=folder)
        assert done.code == 0, done.err
    return folder


WORDS = ("Kartika", "Wirakusuma", "198001012005011901", "Kurasi", "Keris", "Jawa Kuno", "2019-05-07", "07-05-2019", "7 Mei 2019", "Pelihara Candi",
         "2011-06-07", "07-06-2011", "2026-02-09", "Elok", "197002012005011905", "2027-02-01", "01-02-2027")  # fmt: skip


def told(text):
    return [word for word in WORDS if word in text]


@pytest.mark.parametrize("vacancy", ["V1", "V2"])
def test_nothing_that_one_record_alone_holds_stands_in_a_blind_list(office, tmp_path, vacancy):
    seen = asn("promote-shortlist", vacancy, "--all", "--format", "json", cwd=office)
    assert {"Kartika", "Keris"} <= set(told(seen.out)), seen.err  # it can fail
    words = ("promote-shortlist", vacancy, "--all", "--blind")
    blind = asn(*words, "--format", "json", cwd=office)
    assert told(blind.out) == []
    posts = {row["jabatan"] for row in json.loads(blind.out)["rows"]}
    assert posts == {"Pelaksana"}
    assert told(asn("--language", "id", *words, cwd=office).out) == []
    assert told(asn(*words, "--format", "csv", cwd=office).out) == []
    path = tmp_path / "buta.xlsx"
    assert asn(*words, "--output", path, cwd=office).code == 0
    book = openpyxl.load_workbook(path)
    cells = [str(cell.value) for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert told(" ".join([*book.sheetnames, *cells])) == []


@pytest.mark.parametrize(
    ("vacancy", "result"), [("V1", "post_held_then"), ("V2", "post_vacant_then"), ("V3", None)]
)
def test_a_post_that_is_still_held_says_by_whom_and_until_when(office, vacancy, result):
    found = asn("promote-shortlist", vacancy, "--format", "json", cwd=office).json()["holders"]
    assert [(one["nip"], one["result"], one["leaves_on"], one["told_code"]) for one in found] == (
        [(PEOPLE[4][0], result, "2027-02-01", "holds_post_until")] if result else []
    )
    out = " ".join(asn("promote-shortlist", vacancy, cwd=office).out.split())
    assert ("The post is still held" in out) == bool(result)
    blind = asn("promote-shortlist", vacancy, "--blind", "--format", "json", cwd=office).json()["holders"]
    assert [one["result"] for one in blind] == ([result] if result else [])


@pytest.mark.parametrize(
    "spelling", ["kunci.csv", "./kunci.csv", "out/../kunci.csv", "lunak.csv", "keras.csv"]
)
@pytest.mark.parametrize("kept", [False, True])
def test_the_report_never_replaces_the_key(office, tmp_path, spelling, kept):
    folder = shutil.copytree(office, tmp_path / "kantor")
    (folder / "out").mkdir(exist_ok=True)
    key = folder / "kunci.csv"
    if kept or spelling == "keras.csv":
        assert asn("promote-shortlist", "V3", "--blind", "--key", "kunci.csv", cwd=folder).code == 0
    (folder / "lunak.csv").symlink_to("kunci.csv")
    if key.exists():
        (folder / "keras.csv").hardlink_to(key)
    before = key.read_bytes() if key.exists() else None
    done = asn("promote-shortlist", "V3", "--blind", "--key", "kunci.csv", "--output", spelling, cwd=folder)
    assert (done.code, "--key" in done.err) == (2, True), done.err
    assert (key.read_bytes() if key.exists() else None) == before


@pytest.mark.parametrize("key", ["standards/kunci.csv", "inbox/kunci.csv", "lunak.csv"])
def test_the_key_replaces_nothing_of_the_workspace(office, tmp_path, key):
    folder = shutil.copytree(office, tmp_path / "kantor")
    (folder / "inbox").mkdir(exist_ok=True)
    (folder / "lunak.csv").symlink_to("config.yaml")
    before = (folder / "config.yaml").read_bytes()
    done = asn("promote-shortlist", "V3", "--blind", "--key", key, cwd=folder)
    assert done.code == 5, done.err
    assert (folder / "config.yaml").read_bytes() == before
    assert not (folder / "standards" / "kunci.csv").exists()

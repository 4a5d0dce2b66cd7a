"""Who counts: nobody gets a seat, a post or a place in a total who has left the service; what is unknown leaves nobody out."""

import pytest

from in_process import asn

HEAD = "nip,nama,tanggal_lahir,status_asn,kedudukan_hukum,golongan,jenis_jabatan,jabatan,jenjang,eselon,unit_kerja,tmt_pensiun\n"
PEOPLE = (
    ("198501012010011901", "Aktif", "IV.a", "Kepala Seksi A", ""),
    ("198501012010011902", "Meninggal dunia", "IV.a", "Kepala Seksi A", ""),
    ("198501012010011903", "Pensiun", "IV.a", "Kepala Seksi A", ""),
    ("198501012010011904", "CLTN", "IV.a", "Kepala Seksi A", ""),
    ("198501012010011905", "", "IV.a", "Kepala Seksi A", ""),
    ("196001012010011906", "Aktif", "IV.a", "Kepala Seksi A", ""),
    ("198501012010011907", "Aktif", "IV.a", "Kepala Seksi A", "2026-03-01"),
    ("198501012010011910", "Berhenti atas permintaan sendiri", "III.b", "Kepala Bidang B", ""),
    ("196701012010011908", "Aktif", "", "Guru Ahli Muda", ""),
    ("196701012010011909", "Aktif", "", "Analis Kepegawaian Ahli Muda", ""),
)
NONE_AS_OLD = {"courses": "No catalogue of courses", "vacancies": "No list of vacancies"}
COUNT = {"198501012010011901", "198501012010011905", "196701012010011908"}


def line(nip, standing, eselon, jabatan, pension):
    jenis, jenjang = ("struktural", "") if eselon else ("fungsional", "ahli_muda")
    born = f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}"
    return f"{nip},Orang {nip[-3:]},{born},PNS,{standing},III/d,{jenis},{jabatan},{jenjang},{eselon},Dinas A,{pension}\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kantor")
    (folder / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (folder / "employees.csv").write_text(HEAD + "".join(line(*one) for one in PEOPLE), encoding="utf-8")
    levels = "".join(f"{nip},Integritas,1,2025-05-01\n" for nip, *_ in PEOPLE)
    (folder / "assessments.csv").write_text(
        "nip,kompetensi,level,tanggal_asesmen\n" + levels, encoding="utf-8"
    )
    (folder / "courses.csv").write_text(
        "kode,nama_pelatihan,jenis,kompetensi,level_awal,level_akhir,jp,biaya,kuota\n"
        "C1,Kursus Integritas,klasikal,Integritas,,3,20,1000000,9\n",
        encoding="utf-8",
    )
    (folder / "vacancies.csv").write_text(
        "kode,jabatan,unit_kerja,jumlah\nV1,Kepala Bidang B,Dinas A,1\nV2,Jabatan Tanpa Golongan,Dinas A,1\nV3,Kepala Seksi A,Dinas A,1\n",
        encoding="utf-8",
    )
    done = asn("import", "employees.csv", "assessments.csv", "courses.csv", "vacancies.csv", cwd=folder)
    assert done.code == 0, done.err
    return folder


def nips(answer):
    assert answer.code == 0, answer.err
    return {row["nip"] for row in answer.json()["rows"]}


def test_no_seat_goes_to_who_has_left_the_service(office):
    plan = asn("recommend-training", "--budget", "10000000", "--format", "json", cwd=office)
    assert nips(plan) == COUNT


def test_gaps_are_of_those_who_count_and_say_who_was_left_out(office):
    assert nips(asn("gap", "--format", "json", cwd=office)) == COUNT
    table = asn("gap", cwd=office).out
    assert "4 not in active service, 3 past their retirement, 0 no longer listed" in " ".join(table.split())
    assert "not known: 1" in " ".join(table.split())


def test_the_others_are_listed_when_asked_for(office):
    everybody = {nip for nip, *_ in PEOPLE}
    assert nips(asn("gap", "--include-inactive", "--format", "json", cwd=office)) == everybody
    assert nips(asn("gap", "--nip", "198501012010011902", "--format", "json", cwd=office)) == {
        "198501012010011902"
    }


def test_a_post_whose_holder_died_can_still_be_filled_and_not_by_who_has_left(office):
    answer = asn("promote-shortlist", "Kepala Bidang B", "--all", "--format", "json", cwd=office)
    status = {row["nip"]: row["status"] for row in answer.json()["rows"]}
    assert answer.code == 0, answer.err
    assert "196001012010011906" not in status, "retired"
    assert status.get("198501012010011902") != "eligible", "the gate of the kedudukan hukum says why"


@pytest.mark.parametrize(
    "words",
    [("gap",), ("recommend-training", "--budget", "10000000"), ("recommend-placement",)],
    ids=lambda one: one[0],
)
def test_the_law_that_leaves_people_out_is_cited(words, office):
    answer = asn(*words, "--format", "json", cwd=office)
    assert answer.code == 0, answer.err
    cited = {line["rule_id"]: line["citation"] for line in answer.json()["citations"]}
    assert {"jabatan/bup", "jabatan/bup_jabatan_fungsional"} <= set(cited)
    assert [name for name in cited if name.endswith("-KEDUDUKAN")], "one list of words, once"
    assert "jabatan/bup" not in {
        line["rule_id"]
        for line in asn("gap", "--nip", PEOPLE[0][0], "--format", "json", cwd=office).json()["citations"]
    }, "who is named is shown, whoever it is"


def test_what_was_left_out_is_told_in_sentences(office):
    for language, begin in (("id", "Tetap dihitung meskipun"), ("en", "Counted although")):
        assert begin in asn("--language", language, "gap", cwd=office).out


def test_one_vacancy_that_cannot_be_judged_blocks_none_of_the_others(office):
    for code in ("V1", "V3"):
        answer = asn("promote-shortlist", code, "--format", "json", cwd=office)
        assert answer.code == 0, answer.err
    bad = asn("promote-shortlist", "V2", cwd=office)
    assert bad.code == 2
    assert "Jabatan Tanpa Golongan" in bad.err
    assert "standards/" in bad.err
    assert bad.out == ""


@pytest.fixture(scope="module")
def later(office, tmp_path_factory):
    """The same office after a complete list that leaves two people out, one of them the candidate, and a vacancy."""
    import shutil

    folder = tmp_path_factory.mktemp("kemudian") / "kantor"
    shutil.copytree(office, folder)
    kept = [one for one in PEOPLE if one[0] not in GONE]
    (folder / "employees.csv").write_text(HEAD + "".join(line(*one) for one in kept), encoding="utf-8")
    (folder / "vacancies.csv").write_text(
        "kode,jabatan,unit_kerja,jumlah\nV1,Kepala Bidang B,Dinas A,1\n", encoding="utf-8"
    )
    words = ("employees.csv", "vacancies.csv", "--complete", "--confirm-leavers")
    done = asn("--as-of", "2026-12-01", "import", *words, cwd=folder)
    assert done.code == 0, done.err
    return folder


GONE = {"198501012010011901", "198501012010011904"}  # 904 has left by the kedudukan hukum already


@pytest.mark.parametrize(
    "words",
    [
        ("gap", "--by", "person"),
        ("recommend-training", "--budget", "10000000"),
        ("promote-shortlist", "Kepala Bidang B", "--all"),
        ("recommend-placement",),
    ],
    ids=lambda words: words[0],
)
def test_who_is_no_longer_listed_is_in_no_report_and_each_says_how_many(later, words):
    asked = ("--as-of", "2026-12-01", *words)
    answer = asn(*asked, "--format", "json", cwd=later)
    assert answer.code == 0, answer.err
    assert not {row["nip"] for row in answer.json()["rows"]} & GONE
    assert "2 no longer listed" in " ".join(asn(*asked, cwd=later).out.split())
    before = asn("--as-of", "2026-11-01", *words, "--format", "json", cwd=later)
    assert before.code != 0 or words[0] == "recommend-placement" or "198501012010011901" in before.out


def test_the_left_are_listed_when_asked_for(later):
    asked = ("--as-of", "2026-12-01", "gap", "--include-inactive", "--format", "json")
    assert nips(asn(*asked, cwd=later)) == {nip for nip, *_ in PEOPLE}


def test_check_asks_nothing_of_who_does_not_count_and_says_how_many(workspace, run_asn):
    rows = [
        ("199001012015011001", "ANA", "Aktif", "01-01-2020"),
        ("199002022015012002", "BUDI", "Pensiun", "01-01-2020"),
        ("199003032015011003", "CITRA", "Meninggal", "01-01-1980"),  # before the birth that the NIP states
    ]
    lines = [f"{nip};{name};{standing};{since};Analis;BKPSDM" for nip, name, standing, since in rows]
    head = "NIP;NAMA;KEDUDUKAN HUKUM;TMT JABATAN;JABATAN;UNIT KERJA"
    (workspace / "p.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    run_asn("import", "p.csv", cwd=workspace)
    told = run_asn("check", "--format", "json", cwd=workspace).json()
    assert told["counts"]["people"] == 1
    assert "2 tidak berkedudukan hukum aktif" in run_asn("check", cwd=workspace).out
    nips = {one["nip"] for one in told["people"]}
    assert nips <= {"199001012015011001"}
    assert "199003032015011003" in {one["nip"] for one in told["contradictions"]}  # a wrong fact stays told


@pytest.mark.parametrize(
    ("nip", "said"),
    [
        ("198501012010011902", "kedudukan hukum Meninggal dunia is not active service"),
        ("196001012010011906", "past the retirement"),
        ("198501012010011901", None),
    ],
)
def test_explain_says_of_whom_it_counts_in_no_total(office, nip, said):
    told = " ".join(asn("explain", nip, cwd=office).out.split())
    assert ("counted in no total" in told) == (said is not None)
    assert said is None or said in told


def test_a_shortlist_counts_nobody_who_has_left(office):
    told = asn("promote-shortlist", "V1", "--all", "--format", "json", cwd=office).json()
    assert told["counts"]["people"] == len(COUNT)
    assert {row["nip"] for row in told["rows"]} <= COUNT
    table = " ".join(asn("promote-shortlist", "V1", cwd=office).out.split())
    assert "4 not in active service, 3 past their retirement" in table


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("recommend-training", "--budget", "10000000"), "courses"),
        (("recommend-placement",), "vacancies"),
        (("promote-shortlist", "V1"), "vacancies"),
        (("explain", "198501012010011901", "--for", "V1"), "vacancies"),
    ],
)
def test_before_its_first_list_the_first_list_stands_in_and_is_said(office, words, kind):
    answer = asn("--as-of", "2026-05-01", *words, "--format", "json", cwd=office)
    assert answer.code == 0, answer.err
    report = answer.json()
    assert kind in {one["kind"] for one in report["inputs"]}
    told = [line for line in answer.err.splitlines() if "is as old as" in line]
    assert [line.split(" is as")[0] for line in told] == ["No list of employees", NONE_AS_OLD[kind]]
    assert "is as old as" not in asn(*words, "--format", "json", cwd=office).err
    table = " ".join(asn("--as-of", "2026-05-01", *words, cwd=office).out.split())
    assert table.count("is as old as") == len(told), "the report itself says it too"

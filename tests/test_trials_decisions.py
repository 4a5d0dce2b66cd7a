"""Questions about posts and people that were once answered wrongly, each with its right answer.

Where `../shared/trials/decisions` is beside the project, every folder of it is tried. The small offices below hold the same
kinds for vacancies, jenjang, weights and undated levels; the kinds of plans, ties and acting posts stand in the tests of
training, ranking and names.
"""

import json
import shutil

import pytest

from conftest import ROOT
from in_process import asn

TRIALS = ROOT.parent / "shared" / "trials" / "decisions"
FIELDS = (
    "nip", "nama", "tanggal_lahir", "status_asn", "kedudukan_hukum", "golongan", "jenis_jabatan", "jabatan",
    "eselon", "tmt_jabatan", "unit_kerja", "tingkat_pendidikan", "hukuman_disiplin",
    "hukuman_selesai",
)  # fmt: skip
ANI, BUDI = "198501012010011901", "198501012010011902"
HEAD = "jabatan: Kepala Bidang A\nkelompok: administrator\nkompetensi: {integritas: 2}\n"


def person(nip, **facts):
    born = f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}"
    usual = dict(zip(FIELDS, (
        nip, f"Orang {nip[-3:]}", born, "PNS", "Aktif", "III/d", "struktural", "Kepala Seksi A", "IV.a", "2018-01-05",
        "Dinas A", "S-1", "tidak pernah", None,
    ), strict=True))  # fmt: skip
    return usual | facts


def office(folder, *people, vacancies=(), years=(2024, 2025), levels=None, standards=(HEAD,), settings=""):
    """Write and import an office; vacancies: (kode, jabatan, unit_kerja, jumlah, tmt). levels: lines, usual ones if None."""
    (folder / "standards").mkdir(parents=True)
    for number, text in enumerate(standards):
        (folder / "standards" / f"s{number}.yaml").write_text(text, encoding="utf-8")
    (folder / "config.yaml").write_text(
        "as_of: 2026-11-01\nlanguage: en\ncomplete_registers: [trainings, hukuman_disiplin, positions]\n"
        + settings,
        encoding="utf-8",
    )
    good = "di atas ekspektasi,di atas ekspektasi,sangat baik"
    nips = [one["nip"] for one in people]
    lines = [f"{nip},Integritas,2,2025-05-01" for nip in nips] if levels is None else levels
    write(folder, "pegawai", FIELDS, [",".join(one.get(name) or "" for name in FIELDS) for one in people])
    write(folder, "kinerja", ("nip", "tahun", "hasil_kerja", "perilaku_kerja", "predikat"),
          [f"{nip},{year},{good}" for nip in nips for year in years])  # fmt: skip
    write(folder, "asesmen", ("nip", "kompetensi", "level", "tanggal_asesmen"), lines)
    if vacancies:
        write(folder, "lowongan", ("kode", "jabatan", "unit_kerja", "jumlah", "tmt"), vacancies)
    done = asn("import", folder / "in", cwd=folder)
    assert done.code == 0, done.err
    return folder


def write(folder, name, heading, lines):
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / f"{name}.csv").write_text(
        "\n".join([",".join(heading), *lines]) + "\n", encoding="utf-8"
    )


def asked(folder, *words):
    done = asn(*words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return json.loads(done.out)


def filled(found):
    return {row["vacancy"]: row["unit_kerja"] for row in found["rows"]}


def empty(found):
    return {
        row["vacancy"]: row["reason_code"] if "reason_code" in row else row["reason"]
        for row in found["unfilled"]
    }


@pytest.fixture
def trial(tmp_path):
    """Return a folder of the trials, imported into a copy of its own."""

    def imported(name):
        if not TRIALS.is_dir():
            pytest.skip("the folder ../shared/trials is not beside the project")
        folder = tmp_path / name
        shutil.copytree(next(TRIALS.glob(f"{name}-*")), folder)
        done = asn("import", folder / "in", cwd=folder)
        assert done.code == 0, done.err
        return folder

    return imported


@pytest.fixture
def twins(tmp_path):
    seats = ("V1,Kepala Bidang A,Dinas A,1,", "v1,Kepala Bidang A,Dinas B,1,")
    job = "jobs:\n  malam: [{run: promote-shortlist, formats: [json]}]\n"
    return office(tmp_path / "twins", person(ANI), person(BUDI), vacancies=seats, settings=job)


def both_codes_are_told_apart(folder):
    assert filled(asked(folder, "recommend-placement")) == {"V1": "Dinas A", "v1": "Dinas B"}
    assert filled(asked(folder, "recommend-placement", "--vacancies", "V1")) == {"V1": "Dinas A"}
    assert filled(asked(folder, "recommend-placement", "--vacancies", "v1,V1,v1")) == {
        "V1": "Dinas A",
        "v1": "Dinas B",
    }
    for code, unit in (("V1", "Dinas A"), ("v1", "Dinas B")):
        assert f"{unit} · {code}" in asn("promote-shortlist", code, cwd=folder).out


def test_07_codes_that_differ_by_case(trial):
    both_codes_are_told_apart(trial("07"))


def test_codes_that_differ_by_case(twins):
    both_codes_are_told_apart(twins)
    done = asn("run", "malam", cwd=twins)
    assert done.code == 0, done.err
    told = [path.stem for path in (twins / "out").rglob("shortlist-*.json")]
    assert sorted(told) == ["shortlist-v1", "shortlist-v1-2"]


def test_a_code_in_another_case_is_found_unless_it_may_be_two(tmp_path):
    seats = (
        "Ab,Kepala Bidang A,Dinas A,1,",
        "aB,Kepala Bidang A,Dinas B,1,",
        "Lain,Kepala Bidang A,Dinas C,1,",
    )
    folder = office(tmp_path / "kantor", person(ANI), vacancies=seats)
    assert filled(asked(folder, "recommend-placement", "--vacancies", "LAIN")) == {"Lain": "Dinas C"}
    for words in (("recommend-placement", "--vacancies", "AB"), ("promote-shortlist", "AB")):
        done = asn(*words, cwd=folder)
        assert (done.code, "Ab, aB" in done.err) == (2, True)


def test_08_one_bad_vacancy_does_not_block_the_others(trial):
    found = asked(trial("08"), "recommend-placement")
    assert (list(filled(found)), empty(found)) == (["V1"], {"V9": "class_unknown"})


@pytest.fixture
def mixed(tmp_path):
    seats = (
        "V1,Kepala Bidang A,Dinas A,1,",
        "V2,Analis Kebijakan Ahli Pertama,Dinas A,2,",
        "V3,Kepala Galaksi,Dinas A,1,",
    )
    job = "jobs:\n  malam: [{run: promote-shortlist, formats: [json]}, {run: recommend-placement, formats: [json]}]\n"
    return office(tmp_path / "mixed", person(ANI), vacancies=seats, settings=job)


def test_a_post_without_a_class_stays_empty_with_the_reason_and_the_lowest_jenjang_is_judged_by_its_ways(
    mixed,
):
    found = asked(mixed, "recommend-placement")
    assert (list(filled(found)), empty(found)) == (["V1"], {"V2": "too_few", "V3": "class_unknown"})
    assert (found["totals"]["seats"], found["totals"]["filled"]) == (4, 1)
    alone = asked(mixed, "recommend-placement", "--vacancies", "V2,V3")
    assert (list(filled(alone)), set(empty(alone))) == (["V2"], {"V2", "V3"})


def test_a_job_lists_what_cannot_be_judged_beside_the_others(mixed):
    done = asn("run", "malam", cwd=mixed)
    assert done.code == 0, done.err
    told = {path.stem: path.read_text(encoding="utf-8") for path in (mixed / "out").rglob("*.json")}
    # nobody rises to ahli pertama; the list and the placement know the other ways into it
    assert {"shortlist-v1", "shortlist-v2", "shortlist-unjudged", "recommend-placement"} <= set(told)
    lacking = json.loads(told["shortlist-unjudged"])["rows"]
    assert [(row["vacancy"], row["reason"]) for row in lacking] == [("V3", "class_unknown")]


def test_a_vacancy_named_alone_that_cannot_be_judged_is_refused_in_a_job_as_by_hand(mixed):
    steps = (
        "{run: promote-shortlist, options: {vacancies: [V3]}}",
        "{run: promote-shortlist, options: {target: V3}}",
    )
    settings = mixed / "config.yaml"
    whole = settings.read_text(encoding="utf-8")
    for step in steps:
        settings.write_text(whole + f"  satu: [{step}]\n", encoding="utf-8")
        assert asn("run", "satu", cwd=mixed).code == 2
    assert asn("promote-shortlist", "V3", cwd=mixed).code == 2


def jenjang_gate(folder, post):
    found = asked(folder, "promote-shortlist", post, "--all")
    return {row["nip"]: row["result"] for row in found["findings"] if row["rule_id"] == "JF-JENJANG"}


def test_12_a_short_jenjang_is_read(trial):
    assert jenjang_gate(trial("12"), "Auditor Ahli Muda") == {ANI: "met"}


def test_a_jenjang_nobody_can_read_is_no_failure(tmp_path):
    functional = {"jenis_jabatan": "fungsional", "eselon": None, "golongan": "III/b"}
    names = ("Auditor Pertama", "Auditor Lanjutan", "Auditor", "Arsiparis Lanjutan")
    people = [
        person(f"1985010120100119{n:02d}", jabatan=name, **functional) for n, name in enumerate(names, 1)
    ]
    muda = "jabatan: Auditor Ahli Muda\nkelompok: jf_ahli_muda\nkompetensi: {integritas: 2}\n"
    found = jenjang_gate(office(tmp_path / "jf", *people, standards=(muda,)), "Auditor Ahli Muda")
    assert list(found.values()) == ["met", "unknown", "unknown"]  # who holds another post comes by transfer


def test_06_a_vacancy_is_judged_on_the_day_it_falls_vacant(trial):
    found = asked(trial("06"), "recommend-placement")
    assert (found["rows"], empty(found)) == ([], {"V1": "no_candidate"})
    assert found["unfilled"][0]["judged_on"] == "2030-01-01"


LEAVER, NOVICE, PUNISHED = "196901012000011901", "199001012015011902", "198501012010011903"


@pytest.fixture
def ahead(tmp_path):
    """Three people and four posts: free now, from a past day, in half a year, in two and a half years."""
    people = (
        person(LEAVER),
        person(NOVICE, tmt_jabatan="2024-04-01"),
        person(PUNISHED, hukuman_disiplin="ringan", hukuman_selesai="2027-03-31"),
    )
    seats = [f"{code},Kepala Bidang A,Dinas A,1,{tmt}" for code, tmt in
             (("KINI", ""), ("LALU", "2026-01-01"), ("APRIL", "2027-05-01"), ("NANTI", "2029-05-01"))]  # fmt: skip
    return office(tmp_path / "ahead", *people, vacancies=seats)


def results(folder, code, rule):
    found = asked(folder, "promote-shortlist", code, "--all")
    return {row["nip"]: row["result"] for row in found["findings"] if row["rule_id"] == rule}


def test_age_service_and_punishment_are_those_of_the_day(ahead):
    for code in ("KINI", "LALU"):
        assert results(ahead, code, "ADM-BUP") == dict.fromkeys((LEAVER, NOVICE, PUNISHED), "met")
        assert results(ahead, code, "ADM-PENGALAMAN")[NOVICE] == "not_met"
        assert results(ahead, code, "ADM-DISIPLIN")[PUNISHED] == "not_met"
    assert results(ahead, "APRIL", "ADM-BUP") == {LEAVER: "not_met", NOVICE: "met", PUNISHED: "met"}
    assert results(ahead, "APRIL", "ADM-PENGALAMAN")[NOVICE] == "met"
    assert results(ahead, "APRIL", "ADM-DISIPLIN")[PUNISHED] == "met"


def test_appraisals_of_years_to_come_are_not_missing(ahead):
    assert results(ahead, "NANTI", "ADM-KINERJA") == dict.fromkeys((LEAVER, NOVICE, PUNISHED), "met")


def test_the_day_is_said_where_it_is_still_to_come(ahead):
    assert "TMT 2027-05-01" in asn("promote-shortlist", "APRIL", cwd=ahead).out
    assert "TMT" not in asn("promote-shortlist", "LALU", cwd=ahead).out
    found = asked(ahead, "recommend-placement")
    days = {row["vacancy"]: row["judged_on"] for row in (*found["rows"], *found["unfilled"])}
    assert days == {"KINI": "2026-11-01", "LALU": "2026-11-01", "APRIL": "2027-05-01", "NANTI": "2029-05-01"}


def test_a_post_opened_by_a_move_falls_vacant_on_the_day_of_the_move(ahead):
    found = asked(ahead, "recommend-placement", "--vacancies", "APRIL", "--cascade")
    told = {row["vacancy"]: row["judged_on"] for row in (*found["rows"], *found["unfilled"])}
    assert told == {"APRIL": "2027-05-01", "BUKA-01": "2027-05-01"}


def test_explain_judges_on_the_same_day(ahead):
    found = asked(ahead, "explain", LEAVER, "--for", "APRIL")
    assert {row["rule_id"]: row["result"] for row in found["findings"]}["ADM-BUP"] == "not_met"


def undated_is_told(folder):
    found = asked(folder, "check")
    told = [(row["code"], row["nip"]) for row in found["contradictions"]]
    assert told == [("ASESMEN-TANPA-TANGGAL", ANI)]


def test_14_an_undated_level_beside_a_dated_one_is_told(trial):
    undated_is_told(trial("14"))


def test_an_undated_level_is_told_at_import_with_its_place(tmp_path):
    dated, undated = f"{ANI},Integritas,3,2026-10-31", f"{ANI},Integritas,1,"
    folder = office(tmp_path / "kantor", person(ANI), levels=[dated])
    write(folder, "asesmen_lain", ("nip", "kompetensi", "level", "tanggal_asesmen"), [undated])
    done = asn("import", folder / "in" / "asesmen_lain.csv", cwd=folder)
    assert (done.code, "ASESMEN-TANPA-TANGGAL" in done.err, "asesmen_lain.csv:C2" in done.err) == (
        0,
        True,
        True,
    ), done.err
    undated_is_told(folder)


def plan(folder, budget="10000000"):
    found = asked(folder, "recommend-training", "--budget", budget)
    return [(row["nip"][-3:], row["kode"]) for row in found["rows"]], found


@pytest.mark.parametrize("name", ["01", "02"])
def test_01_02_only_who_serves_is_trained(trial, name):
    rows, _ = plan(trial(name))
    assert rows == [("901", "C1")]


@pytest.mark.parametrize(("name", "cost"), [("03", 3_000_000), ("04", 1_800_000)])
def test_03_04_the_cheapest_of_equal_plans_wins(trial, name, cost):
    rows, found = plan(trial(name), "100000000")
    assert (len(rows), found["totals"]["spent"]) == (3, cost)


def test_05_acting_in_a_post_proves_no_years_in_it(trial):
    found = asked(trial("05"), "promote-shortlist", "Kepala Bidang A", "--all")
    gate = [row["result"] for row in found["findings"] if row["rule_id"] == "ADM-PENGALAMAN"]
    assert len(gate) == 6
    assert set(gate) <= {"not_met", "unknown"}


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("09", ["recommend-placement"], "placement.weights"),
        ("10", ["promote-shortlist", "V1"], "promotion.weights"),
    ],
)
def test_09_10_weights_that_weigh_nothing_are_refused(tmp_path, name, words, told):
    if not TRIALS.is_dir():
        pytest.skip("the folder ../shared/trials is not beside the project")
    folder = tmp_path / name
    shutil.copytree(next(TRIALS.glob(f"{name}-*")), folder)
    done = asn(*words, cwd=folder)
    assert (done.code, told in done.err) == (3, True), done.err


def test_11_more_money_than_there_is_is_a_number_too_large_or_no_limit(trial):
    done = asn("recommend-training", "--budget", "99999999999999999999", cwd=trial("11"))
    assert done.code in {0, 2}, done.err


def test_13_on_a_tie_the_known_stand_before_the_unknown(trial):
    found = asked(trial("13"), "promote-shortlist", "Kepala Bidang A")
    assert [row["nama"][0] for row in found["rows"]][:1] == ["A"]


def test_15_no_prerequisite_may_be_said_in_words(trial):
    rows, _ = plan(trial("15"))
    assert len(rows) == 3


@pytest.mark.parametrize("name", ["placement", "promotion"])
def test_weights_that_weigh_nothing_stop_before_anything_is_judged(tmp_path, name):
    parts = ("kompetensi", "kinerja", "kualifikasi", "pengalaman", "pengembangan", "potensi", "integritas")
    (tmp_path / "config.yaml").write_text(
        f"language: en\n{name}:\n  weights: {{{', '.join(f'{part}: 0' for part in parts)}}}\n",
        encoding="utf-8",
    )
    done = asn("recommend-placement", cwd=tmp_path)
    assert (done.code, f"{name}.weights" in done.err) == (3, True), done.err

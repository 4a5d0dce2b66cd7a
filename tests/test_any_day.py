"""Any day since the first rule in force: nothing stops, and what a rule would decide stays unknown without it."""

import shutil

import pytest

from conftest import SAMPLES, make_workspace
from law import load_rulebook

OFF = 'aktif: false\ndasar: "kebijakan-bawaan (uji)"\n'


@pytest.mark.parametrize("day", ["2017-04-07", "2025-06-30"])
def test_an_import_of_an_early_day_reads_names_that_the_law_gave_later(day, workspace, run_asn):
    """Aspects of potential and the dictionary have later first days; a heading is read by them all the same."""
    files = [SAMPLES / "pegawai_siasn.csv", SAMPLES / "rekap_asesmen.xlsx"]
    done = run_asn("--as-of", day, "import", *files, cwd=workspace)
    assert done.code == 0, done.err
    store = run_asn("history", "--format", "json", cwd=workspace).json()
    assert {row["as_of"] for row in store["rows"]} == {day}


def test_a_day_before_the_first_list_is_answered_by_that_list_and_says_so(agency, run_asn):
    answer = run_asn("--as-of", "2026-10-01", "gap", "--format", "json", cwd=agency)
    assert answer.code == 0, answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert "01-11-2026" in answer.err
    report = answer.json()
    today = run_asn("gap", "--format", "json", cwd=agency).json()
    assert {row["nip"] for row in report["rows"]} == {row["nip"] for row in today["rows"]}
    dated = {
        "positions",
        "appraisals",
        "assessments",
        "assessment_results",
        "trainings",
    }  # they hold facts of days before any list
    assert {one["kind"] for one in report["inputs"]} == {"employees", *dated}, "nothing else is that old"
    table = run_asn("--as-of", "2026-10-01", "gap", cwd=agency)
    assert "01-11-2026" in table.out, "the report itself says it too"


UNIT = "Badan Kepegawaian dan Pengembangan SDM"  # the plan of all takes seconds, and rests on the same facts


def test_a_day_with_a_list_of_its_own_needs_no_remark(agency, run_asn):
    assert run_asn("gap", cwd=agency).err == ""


def test_without_any_standard_the_class_decides_and_every_report_says_so(workspace, run_asn, truth):
    shutil.rmtree(workspace / "standards")
    assert run_asn("import", SAMPLES, cwd=workspace).code == 0, "technical names wait for their standards"
    nip = truth["only_eligible"][0]["nip"]
    for words in (
        ["gap"],
        ["check"],
        ["recommend-training", "--unit", UNIT],
        ["promote-shortlist", "LOW-01"],
        ["explain", nip],
    ):
        answer = run_asn("--language", "en", *words, "--format", "json", cwd=workspace)
        assert answer.code in {0, 1}, (words, answer.err)
        assert "no job standards" in answer.err
    rows = run_asn("gap", "--format", "json", cwd=workspace).json()["rows"]
    assert {row["standar"].partition(":")[0] for row in rows if row["standar"]} == {"default"}


@pytest.fixture(scope="module")
def long_known(tmp_path_factory, run_asn):
    """The whole sample agency, imported as if on the first day of the law."""
    folder = make_workspace(tmp_path_factory.mktemp("long") / "kantor")
    assert run_asn("--as-of", "2017-04-07", "import", SAMPLES, cwd=folder).code == 0
    return folder


def commands(nip):
    return (
        ["gap"],
        ["gap", "--by", "unit"],
        ["check"],
        ["recommend-training", "--unit", UNIT],
        ["recommend-placement"],
        ["promote-shortlist", "LOW-01"],
        ["explain", nip, "--for", "LOW-01"],
    )


@pytest.mark.parametrize("day", ["2017-04-07", "2019-06-01", "2025-06-30"])
def test_no_day_stops_a_command(day, long_known, run_asn, truth):
    for words in commands(truth["only_eligible"][0]["nip"]):
        answer = run_asn("--as-of", day, *words, "--format", "json", cwd=long_known)
        assert answer.code in {0, 1}, (words, answer.err)


def test_a_gate_whose_table_is_not_in_force_is_unknown_and_says_so(long_known, run_asn):
    own = long_known / "regulations" / "kompetensi" / "kategori_jpm_pengisian.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(OFF, encoding="utf-8")
    words = ("--language", "en", "promote-shortlist", "LOW-01", "--all", "--format", "json")
    findings = run_asn(*words, cwd=long_known).json()["findings"]
    found = {(one["result"], one["reason"]) for one in findings if one["rule_id"] == "ADM-KOMPETENSI"}
    assert found == {("unknown", "a rule that decides was not in force on that day")}
    rows = run_asn("gap", "--format", "json", cwd=long_known).json()["rows"]
    assert {row["kategori"] for row in rows} == {"belum_dapat_dinilai", None}


POST = "Kepala Bidang Mutasi dan Promosi"


@pytest.fixture
def without(agency, tmp_path):
    """A copy of the sample agency without the rules named."""

    def made(*ids):
        here = shutil.copytree(agency, tmp_path / "tanpa")
        for one in ids:
            own = here / "regulations" / f"{one}.yaml"
            own.parent.mkdir(parents=True, exist_ok=True)
            own.write_text(OFF, encoding="utf-8")
        return here

    return made


NEEDED = {
    "kinerja/urutan_predikat": ("LOW-01", "ADM-KINERJA"),
    "jabatan/jenjang_berikutnya": ("Perencana Ahli Muda", "JF-JENJANG"),
    "jabatan/bup": ("LOW-01", "ADM-BUP"),
    "kompetensi/kategori_jpm_pengisian": ("LOW-01", "ADM-KOMPETENSI"),
}


@pytest.mark.parametrize("parameter", NEEDED)
def test_every_gate_is_unknown_without_the_table_that_it_asks(parameter, without, run_asn):
    post, gate = NEEDED[parameter]
    here = without(parameter)
    answer = run_asn("promote-shortlist", post, "--all", "--format", "json", cwd=here)
    assert answer.code == 0, answer.err
    found = {
        (one["result"], one["reason_code"]) for one in answer.json()["findings"] if one["rule_id"] == gate
    }
    assert found == {("unknown", "rule_not_in_force")}
    assert {row["status"] for row in answer.json()["rows"]} <= {"unknown", "ineligible"}


# Names and scales read files and judge nobody; without them nothing can be read.
READING = {"kompetensi/kamus", "kompetensi/aspek_potensi", "kompetensi/skala"}


def test_without_any_table_of_the_law_no_command_stops(without, run_asn, truth):
    here = without(*sorted(set(load_rulebook().parameters) - READING))
    for words in commands(truth["only_eligible"][0]["nip"]):
        answer = run_asn(*words, "--format", "json", cwd=here)
        assert answer.code in {0, 1}, (words, answer.err)


def test_before_the_first_law_every_gate_is_unknown_and_nobody_is_left_out(long_known, run_asn, truth):
    nip = truth["only_eligible"][0]["nip"]
    early = ("--as-of", "2017-04-06", "--language", "en")
    answer = run_asn(*early, "explain", nip, "--for", POST, "--format", "json", cwd=long_known)
    assert answer.code == 0, answer.err
    findings = answer.json()["findings"]
    assert findings
    assert {(one["result"], one["reason_code"]) for one in findings} == {("unknown", "rule_not_in_force")}
    assert {one["required"] for one in findings} == {"not known for that day"}
    whole = run_asn("gap", "--include-inactive", "--format", "json", cwd=long_known).json()["rows"]
    counted = run_asn(*early, "gap", "--format", "json", cwd=long_known).json()["rows"]
    assert {row["nip"] for row in counted} == {row["nip"] for row in whole}

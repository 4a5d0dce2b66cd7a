"""`asn what-if`: a scenario's figures are those that the report itself gives for it, nothing is stored, and whatever names nothing is told with its line."""

import hashlib
import shutil

import pandas as pd
import pytest

from asnkarier.workflows.imagining.figures import _numbers
from asnkarier.workflows.imagining.try_what_if import _compared
from in_process import asn

pytestmark = pytest.mark.usefixtures("few_budgets")
FIRST = "198010082014122919"


def ask(folder, text, *words):
    (folder / "andai.yaml").write_text(text, encoding="utf-8")
    return asn("what-if", "andai.yaml", *words, "--format", "json", cwd=folder)


def figures(answer, scenario, report):
    return {
        one["figure"]: (one["baseline"], one["value"])
        for one in answer["rows"]
        if (one["scenario"], one["report"]) == (scenario, report)
    }


@pytest.fixture(scope="module")
def office(agency, tmp_path_factory):
    """The sample agency with two vacancies only: each is asked again by every scenario."""
    folder = shutil.copytree(agency, tmp_path_factory.mktemp("andai") / "kantor")
    config = (
        (folder / "config.yaml").read_text(encoding="utf-8").replace("budget: 250000000", "budget: 3000000")
    )
    for line in ("import: {most_leavers: 5%}\n", "calendar: {most_away: 25%}\n"):  # as `asn init` writes them
        assert line.partition(":")[0] + ":" not in config.split("\n")
        config += line
    (folder / "config.yaml").write_text(config, encoding="utf-8")
    batches = asn("history", "--format", "json", cwd=folder).json()["rows"]
    assert (
        asn("undo", next(one["batch"] for one in batches if one["kind"] == "vacancies"), cwd=folder).code == 0
    )
    (folder / "dua.csv").write_text(
        "kode,jabatan,unit_kerja,jumlah\nLOW-01,Kepala Bidang Mutasi dan Promosi,Bidang Mutasi dan Promosi,1\n"
        "LOW-10,Guru Ahli Muda,SMP Negeri 900 Contoh,1\n",
        encoding="utf-8",
    )
    assert asn("--as-of", "2026-11-01", "import", "dua.csv", "--as", "vacancies", cwd=folder).code == 0
    return folder


@pytest.fixture(scope="module")
def answer(office):
    store = office / ".asn" / "asnkarier.db"
    before = hashlib.sha256(store.read_bytes()).hexdigest()
    done = ask(
        office,
        "scenarios:\n"
        "  - {name: bobot, reports: [promote-shortlist], config: {promotion: {weights: {kinerja: 60}}}}\n"
        "  - {name: uang, budget: 5 juta}\n"
        f"  - name: pergi\n    reports: [gap, recommend-placement]\n    people: [{{nip: '{FIRST}', leaves: true}}]\n"
        "    vacancies: [{kode: LOW-10, jumlah: 5}, {kode: BARU, jabatan: Guru Ahli Muda, unit_kerja: SMP Negeri 900 Contoh, jumlah: 2}]\n",
    )
    assert done.code == 0, done.err
    assert hashlib.sha256(store.read_bytes()).hexdigest() == before
    return done.json()


def test_another_budget_gives_the_figures_of_that_plan(answer, office):
    plans = [
        asn("recommend-training", *words, "--format", "json", cwd=office).json()["totals"]
        for words in ((), ("--budget", "5 juta"))
    ]
    found = figures(answer, "uang", "recommend-training")
    for key, name in (("spent", "plan_spent"), ("people", "plan_people"), ("objective", "plan_worth")):
        assert found[name] == pytest.approx(tuple(one[key] for one in plans))


def test_other_weights_give_the_lists_that_config_would_give(answer, office, tmp_path):
    other = shutil.copytree(office, tmp_path / "kantor")
    config = other / "config.yaml"
    config.write_text(
        config.read_text(encoding="utf-8") + "promotion: {weights: {kinerja: 60}}\n", encoding="utf-8"
    )
    lists = []
    for folder in (office, other):
        rows = asn("promote-shortlist", "LOW-01", "--format", "json", cwd=folder).json()["rows"]
        sure = [one for one in rows if one["status"] in ("eligible", "people_decide") and one["rank"] <= 10]
        lists.append({one["nip"]: str(one["rank"]) for one in sure})
    told = {
        one["nip"]: (one["was"], one["now"])
        for one in answer["changed"]
        if one["about"] == "LOW-01" and one["scenario"] == "bobot"
    }
    assert told == {
        nip: (lists[0].get(nip), lists[1].get(nip))
        for nip in lists[0].keys() | lists[1].keys()
        if lists[0].get(nip) != lists[1].get(nip)
    }


def test_who_leaves_counts_no_more_and_places_are_added(answer):
    people = figures(answer, "pergi", "gap")["people_counted"]
    assert people[1] == people[0] - 1
    seats = figures(answer, "pergi", "recommend-placement")["posts_open"]
    assert seats == (2, 1 + 5 + 2)
    gone = [one for one in answer["changed"] if one["nip"] == FIRST and one["report"] == "gap"]
    assert [one["now"] for one in gone] == [None]


def test_every_difference_is_value_less_baseline(answer):
    assert answer["rows"]
    for one in answer["rows"]:
        assert one["difference"] == pytest.approx(one["value"] - one["baseline"], abs=1e-5)


def test_a_figure_that_a_report_does_not_have_is_no_zero():
    totals = pd.DataFrame([{"budget": 5, "spent": None}])
    found = _numbers(totals, {"budget": "plan_budget", "spent": "plan_spent", "jp": "plan_jp"})
    assert found["plan_budget"] == 5.0
    assert all(pd.isna(found[name]) for name in ("plan_spent", "plan_jp"))
    known = _compared("x", "gap", {"plan_spent": found["plan_spent"], "met": 1.0}, {"plan_spent": 5.0})
    assert known[0]["value"] == 5.0
    assert all(pd.isna(known[0][name]) for name in ("baseline", "difference"))
    assert (known[1]["value"], known[1]["difference"]) == (0, -1.0)  # that nobody is of a category is known


def test_another_level_of_a_standard_is_that_of_the_changed_file(agency, tmp_path):
    folder = shutil.copytree(agency, tmp_path / "kantor")
    file = next(
        one for one in sorted((folder / "standards").rglob("*.yaml")) if "integritas: 3" in one.read_text()
    )
    jabatan = next(line for line in file.read_text().splitlines() if line.startswith("jabatan:"))
    name = jabatan.removeprefix("jabatan:").strip().strip("[]").split(",")[0].strip(" '\"")
    told = ask(
        folder,
        f"scenarios:\n  - name: s\n    reports: [gap]\n    standards: [{{jabatan: '{name}', kompetensi: {{integritas: 5}}}}]\n",
    )
    assert told.code == 0, told.err
    file.write_text(file.read_text().replace("integritas: 3", "integritas: 5"), encoding="utf-8")
    rows = asn("gap", "--by", "person", "--format", "json", cwd=folder).json()["rows"]
    found = figures(told.json(), "s", "gap")
    assert found["people_with_gap"][1] == sum(
        one["gap_count"] > 0 for one in rows if one["gap_count"] is not None
    )
    assert found["levels_short"][1] == pytest.approx(-sum(one["gap_levels"] or 0 for one in rows))


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("", 3, "andai.yaml:1"),
        ("scenarios: []\n", 3, "andai.yaml:1"),
        ("scenarios:\n  - name: x\n", 3, "andai.yaml:2"),
        ("scenarios:\n  - name: x\n    bugdet: 5\n", 3, "andai.yaml:3"),
        ("scenarios:\n  - name: x\n    budget: banyak\n", 3, "andai.yaml:3"),
        ("scenarios:\n  - name: x\n    config:\n      promotion: {wieghts: {kinerja: 1}}\n", 3, "andai.yaml:4"),
        ("scenarios:\n  - name: x\n    config:\n      paths: {store: lain.db}\n", 3, "andai.yaml:4"),
        ("scenarios:\n  - {name: x, budget: 1}\n  - {name: x, budget: 2}\n", 3, "andai.yaml:3"),
        ("scenarios:\n  - name: x\n    people:\n      - {nip: ANI HARAHAPANN, leaves: true}\n", 2, "andai.yaml:4"),
        ("scenarios:\n  - name: x\n    people:\n      - {nip: ANI HARAHAPAN}\n", 3, "andai.yaml:4"),
        (f"scenarios:\n  - name: x\n    people:\n      - {{nip: '{FIRST}', jabatan: Kepala Seksi Tiada}}\n", 2, "andai.yaml:4"),
        ("scenarios:\n  - name: x\n    vacancies:\n      - {kode: LOW-99, jumlah: 1}\n", 2, "andai.yaml:4"),
        (f"scenarios:\n  - name: x\n    people:\n      - nip: '{FIRST}'\n        unit_kerja: Dinas Pendidikann\n", 2, "andai.yaml:5"),
        ("scenarios:\n  - name: x\n    vacancies:\n      - kode: B1\n        jumlah: 1\n        jabatan: Kepala Bidang Mutasi dan Promosi\n        unit_kerja: Dinas Tiada\n", 2, "andai.yaml:7"),
        ("scenarios:\n  - name: x\n    config:\n      training: {plan: {units: {Dinas Pendidikann: 5 juta}}}\n", 2, "andai.yaml:4"),
        ("scenarios:\n  - name: x\n    standards:\n      - {jabatan: Kepala Bidang Mutasi dan Promosi, kompetensi: {terbang: 3}}\n", 2, "andai.yaml:4"),
    ],
)  # fmt: skip
def test_what_names_nothing_or_something_unknown_is_told_with_its_line(office, text, code, told):
    done = ask(office, text)
    assert done.code == code, done.err
    assert told in done.err
    assert "→" in done.err or " — " in done.err
    assert done.err.count("andai.yaml:") == 1


def test_a_unit_nearly_spelled_right_is_asked_about_and_one_that_is_there_is_taken(office):
    person = (
        f"scenarios:\n  - name: x\n    reports: [gap]\n    people: [{{nip: '{FIRST}', unit_kerja: UNIT}}]\n"
    )
    done = ask(office, person.replace("UNIT", "Dinas Pendidikann"))
    assert (done.code, "maksudnya Dinas Pendidikan?" in " ".join(done.err.split())) == (2, True)
    assert ask(office, person.replace("UNIT", "dinas  pendidikan")).code == 0


def test_a_file_that_is_not_there_is_told(office):
    done = asn("what-if", "tiada.yaml", cwd=office)
    assert (done.code, "tiada.yaml" in done.err) == (2, True)

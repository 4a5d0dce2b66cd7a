"""`asn explain --of`: what it says of a line is what the report says, by rules that the report cites and cells that hold the facts."""

import csv
import shutil
from contextlib import ExitStack
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import load_somebody
from asnkarier.agency.workspace import Workspace
from asnkarier.model.said import Said
from asnkarier.reports.shown.sentences import sentence
from asnkarier.settings import load_settings
from asnkarier.workflows.asking import commands
from asnkarier.workflows.explaining.lines import lines_of
from asnkarier.workflows.explaining.mine import Asked
from asnkarier.workflows.explaining.sections import REPORTS
from asnkarier.workflows.requests.explain import ExplainRequest
from conftest import SAMPLES
from in_process import asn
from planned_office import CONFIG, LISTS, PEOPLE, F, import_all, write_office

PLANS = ("recommend-training", "fairness-training")
# How reports about moments are asked, and of whom a decision was recorded.
ASKED = {
    "diff": {"first": "2026-06-30", "second": "2026-11-01", "posts": ("LOW-01",)},
    "what-if": {"file": "andai.yaml"},
}
DECIDED = "198210012014111964"
SAMPLED = [name for name in REPORTS if name not in PLANS]


@pytest.fixture(scope="module")
def office(agency, tmp_path_factory):
    """The sample agency with a list of needs, and levels that count for a year."""
    folder = tmp_path_factory.mktemp("office") / "kantor"
    shutil.copytree(agency, folder)
    config = folder / "config.yaml"
    extra = "assessment: {valid_years: 1}\nneeds: {critical: [Inspektur, Sekretaris Daerah]}\n"
    config.write_text(config.read_text(encoding="utf-8") + extra, encoding="utf-8")
    people = asn("gap", "--by", "person", "--format", "json", cwd=folder).json()["rows"]
    posts = sorted({(row["jabatan"], row["unit_kerja"]) for row in people if row["unit_kerja"]})[::2]
    with (folder / "kebutuhan.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Jabatan", "Unit Kerja", "Kebutuhan"])
        writer.writerows([*one, 2] for one in posts)
    done = asn("import", "kebutuhan.csv", "--as", "formation", cwd=folder)
    assert done.code == 0, done.err
    done = asn(
        "record-decision", "LOW-01", "--decided", DECIDED, "--by", "Wali Kota", "--sk", "1", "--on", "2026-11-01", "--reason", "x", cwd=folder,
    )  # fmt: skip
    assert done.code == 0, done.err
    (folder / "andai.yaml").write_text(
        "scenarios:\n  - {name: pergi, reports: [gap], people: [{nip: '198010082014122919', leaves: true}]}\n"
        "  - {name: lebih, reports: [recommend-placement], vacancies: [{kode: LOW-10, jumlah: 5}]}\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """A small office with a catalogue and too little money."""
    lists = LISTS | {
        "asesmen": [LISTS["asesmen"][0], *(f"{nip},Integritas,1,2026-06-01" for nip in PEOPLE)],
        "katalog": [LISTS["katalog"][0], "K1,Bimtek Integritas,Integritas,1,2,24,1000000,,2,1"],
    }
    folder = write_office(tmp_path_factory.mktemp("planned"), lists, CONFIG + "training: {budget: 3000000}\n")
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    return folder


@pytest.fixture(scope="module")
def made(office, planned):
    """Each report with the agency that it is about, made once."""
    kept, stores = {}, ExitStack()

    def one(name):
        if name not in kept:
            report = REPORTS[name]
            folder = planned if name in PLANS else office
            workspace = Workspace(folder, load_settings(folder / "config.yaml"), date(2026, 11, 1))
            command = commands()[report.command]
            words = ASKED.get(name, {})
            if "file" in words:
                words = {"file": folder / words["file"]}
            book = command.make()(workspace, command.request(**report.words, **words))
            store = stores.enter_context(workspace.open_store())
            kept[name] = book, counted(load_somebody(workspace, store, asking=report.asking))
        return kept[name]

    with stores:
        yield one


def shown(value):
    """Return a value of a report as the explanation tells it: None where nothing is told."""
    if isinstance(value, Said):
        return sentence(value)
    if isinstance(value, list | tuple):
        return tuple(value) or None
    if value is None or value == "" or pd.isna(value):
        return None
    return value.date() if isinstance(value, datetime) else value


def agrees(told, columns, row, figure):
    facts = dict(told.facts)
    low = shown(row[figure.key])
    high = shown(row[figure.upto]) if figure.upto else low
    if told.code == "from_to":
        return (facts["low"], facts["high"]) == (pytest.approx(low), pytest.approx(high)) and low != high
    if told.code == figure.absent:
        return low is None
    if columns[figure.key].kind == "said":
        return sentence(told) == low
    if isinstance(row[figure.key], dict):
        return [str(one.facts[0][1]) for one in facts["value"]] == list(row[figure.key])
    value = facts["amount"] if told.code == "rupiah" else facts["value"]
    return low == high and (value == pytest.approx(low) if isinstance(value, float) else value == low)


def named_by(table):
    """Return the column that names people: their own, or that of raters."""
    return next((column.key for column in table.columns if column.kind == "nip"), "nip")


def asked_about(name, now, book):
    """Return some people of whom the report speaks, and one of whom it need not."""
    nips = now.employees["nip"].tolist()
    named = [
        nip
        for section in REPORTS[name].sections
        if (table := book.block(section.block)) is not None and named_by(table) in table.rows
        for nip in table.rows[named_by(table)].dropna().tolist()[:: max(len(table.rows) // 6, 1)]
    ]
    return dict.fromkeys([DECIDED, *named, *nips[:: max(len(nips) // 6, 1)]])


@pytest.mark.parametrize("name", REPORTS)
def test_it_says_what_the_report_says_and_leaves_nothing_out(made, name):
    book, now = made(name)
    lines = 0
    for nip in asked_about(name, now, book):
        asked = Asked(now, nip, book)
        told = lines_of(asked, REPORTS[name]).to_dict("records")
        place = 0
        for section in REPORTS[name].sections:
            table = book.block(section.block)
            if not len(table.rows):
                continue
            columns = {column.key: column for column in table.columns}
            for row in table.rows[section.mine(asked, table.rows)].to_dict("records"):
                lines += 1
                row |= {key: before + row[key] for key, before in section.coded.items()}
                for figure in section.figures:
                    if figure.key not in columns or (shown(row[figure.key]) is None and not figure.absent):
                        continue
                    assert told[place]["figure"] == (figure.called or figure.key)
                    assert agrees(told[place]["value"], columns, row, figure), (
                        figure.key,
                        told[place]["value"],
                    )
                    while place < len(told) and told[place]["figure"] == (figure.called or figure.key):
                        place += 1
                while place < len(told) and told[place]["result"] is not None:
                    place += 1
        assert place == len(told)
    assert (
        lines > (0 if name == "decisions" else 2) or name == "fairness-training"
    )  # of six people no group is shown


@pytest.mark.parametrize("name", REPORTS)
def test_every_column_of_a_line_is_known_to_its_report(made, name):
    book, now = made(name)
    known = set(now.rulebook.parameters) | {"review", "succession", "needs.critical", "assessment", "fairness", "talent.near"}  # fmt: skip
    for section in REPORTS[name].sections:
        keys = {column.key for column in book.block(section.block).columns}
        # A plan of several years has columns that one of one year lacks, and so have days that are known.
        if name not in PLANS and section.block != "unknown":
            assert {figure.key for figure in section.figures} <= keys
        assert {figure.upto for figure in section.figures} - {""} <= keys
        assert {rule for figure in section.figures for rule in figure.rules} <= known
        assert section.named[0] in keys


def test_every_report_that_may_be_named_has_its_sections():
    of = ExplainRequest.model_fields["of"].annotation
    assert set(of.__args__[0].__args__) == set(REPORTS)


def cell_of(cell):
    """Return what stands in a cell of the sample files."""
    file, _, place = cell.rpartition(":")
    if "!" in place:
        sheet, _, address = place.rpartition("!")
        return openpyxl.load_workbook(SAMPLES / file, data_only=True, read_only=True)[sheet][address].value
    letters = place.rstrip("0123456789")
    column = sum((ord(one) - 64) * 26**power for power, one in enumerate(reversed(letters))) - 1
    text = (SAMPLES / file).read_text(encoding="utf-8-sig").splitlines()
    return list(csv.reader(text, delimiter="|" if "|" in text[0] else ","))[
        int(place.removeprefix(letters)) - 1
    ][column]


def test_rules_have_their_article_and_cells_hold_the_facts(agency):
    nip = "197212021996022974"
    done = asn("--language", "en", "explain", nip, "--of", "talent-map", "--format", "json", cwd=agency)
    told = done.json()
    assert told["schema"] == "asn.explain-line/1"
    rows = told["rows"]
    cited = {one["rule_id"]: one["citation"] for one in told["citations"]}
    for row in rows:
        assert (row["rule_id"] is None) == (row["citation"] is None)
        assert row["result"] or row["rule_id"] is None or cited[row["rule_id"]] == row["citation"]
    first = {row["figure"]: row for row in reversed(rows)}
    assert str(cell_of(*first["predikat"]["source"])).lower() == "baik"
    assert cell_of(*first["pendidikan"]["source"])[:2].upper() == "S2".upper() or "S-2" in cell_of(*first["pendidikan"]["source"])  # fmt: skip
    levels = [cell_of(one) for one in first["penilaian_kompetensi"]["source"][:3]]
    assert all(str(one).isdigit() for one in levels)
    assert first["kotak"]["citation"] == "PermenPANRB 20/2025 Lampiran I"


def test_requirements_behind_a_line_are_those_of_the_post(made, office):
    book, now = made("succession")
    ready = next(row for row in book.block("candidates").rows.to_dict("records") if row["status"] == "ready_now")  # fmt: skip
    told = lines_of(Asked(now, ready["nip"], book), REPORTS["succession"])
    post = f"{ready['jabatan']} · {ready['unit_kerja']}"
    gates = told[told["line"].eq(post) & told["result"].notna()].to_dict("records")
    done = asn("explain", ready["nip"], "--for", ready["jabatan"], "--format", "json", cwd=office)
    asked = {one["rule_id"]: one for one in done.json()["findings"]}
    assert {row["rule_id"] for row in gates} == set(asked)
    for row in gates:
        one = asked[row["rule_id"]]
        cells = one["source"].split("; ") if one["source"] else []
        assert (row["result"], row["citation"], row["source"]) == (one["result"], one["citation"], cells)


def test_a_decision_is_explained_by_the_requirements_of_the_day_of_its_list(office):
    rows = asn("explain", DECIDED, "--of", "decisions", "--format", "json", cwd=office).json()["rows"]
    told = {row["figure"]: row["value_facts"] for row in rows if row["value_facts"]}
    (kept,) = asn("decisions", "--format", "json", cwd=office).json()["rows"]
    for name in (
        "decision",
        "event",
        "decided_rank",
        "recommended_nama",
        "run",
        "digest",
        "reason",
        "run_as_of",
    ):
        assert told[name] == {"value": kept[name]}, name
    # A code is said in words.
    (standing,) = [row["value"] for row in rows if row["figure"] == "decided_status"]
    assert not any(code in standing for code in kept["decided_status"])
    asked = asn("explain", DECIDED, "--for", "LOW-01", "--format", "json", cwd=office).json()["findings"]
    gates = {row["rule_id"]: row for row in rows if row["result"]}
    assert set(gates) == {one["rule_id"] for one in asked}
    for one in asked:
        assert gates[one["rule_id"]]["source"] == (one["source"].split("; ") if one["source"] else [])
    assert any(row["source"] for row in gates.values())
    assert asn("explain", "197212021996022974", "--of", "decisions", "--format", "json", cwd=office).json()["rows"] == []  # fmt: skip


def test_every_change_of_a_person_is_there_with_cause_and_cells(made):
    book, now = made("diff")
    changes = book.block("rows").rows
    mine = changes[changes["nip"].eq(DECIDED)].to_dict("records")
    rows = lines_of(Asked(now, DECIDED, book), REPORTS["diff"]).to_dict("records")
    told = [dict(row["value"].facts)["value"] for row in rows if row["figure"] == "cause"]
    assert told == [f"diff_{row['cause']}" for row in mine] != []
    assert [dict(row["value"].facts)["value"] for row in rows if row["figure"] == "where"] == [row["where"] for row in mine if row["where"]]  # fmt: skip


def test_who_changes_by_a_scenario_is_shown_with_the_requirements_of_the_vacancy(made):
    book, now = made("what-if")
    moved = next(row for row in book.block("changed").rows.to_dict("records") if row["report"] == "recommend-placement")  # fmt: skip
    rows = lines_of(Asked(now, moved["nip"], book), REPORTS["what-if"])
    assert {"was", "now"} & set(rows["figure"])
    assert (rows["result"].notna() & rows["source"].astype(bool)).any()


def test_moments_and_scenarios_are_named_as_options(office):
    (office / "satu.yaml").write_text(
        f"scenarios:\n  - {{name: pergi, reports: [gap], people: [{{nip: '{DECIDED}', leaves: true}}]}}\n",
        encoding="utf-8",
    )
    rows = asn("explain", DECIDED, "--of", "what-if", "--file", "satu.yaml", "--format", "json", cwd=office).json()["rows"]  # fmt: skip
    assert [row["figure"] for row in rows if row["rule_id"] is None or row["figure"] == "was"]
    days = ("--from", "2026-10-31", "--to", "2026-11-01")
    rows = asn("explain", DECIDED, "--of", "diff", *days, "--format", "json", cwd=office).json()["rows"]
    assert {row["figure"] for row in rows} == {"was", "now", "cause", "where"}


def test_who_is_next_in_line_is_told_the_price_of_coming_in(planned):
    plan = asn("recommend-training", "--format", "json", cwd=planned).json()
    waits = {row["next_nip"]: row for row in plan["rows"] if row["next_nip"]}
    assert waits
    for nip, row in waits.items():
        told = asn("explain", nip, "--of", "recommend-training", "--format", "json", cwd=planned).json()["rows"]  # fmt: skip
        price = [one for one in told if one["figure"] == "next_enters_at" and one["line"] == row["nama_pelatihan"]]  # fmt: skip
        assert len(price) == 1
        if row["next_enters_at"] is None:
            assert price[0]["value_code"] == "entry_none"
        else:
            assert price[0]["value_facts"] == {"amount": row["next_enters_at"]}


def test_the_budget_is_that_of_the_line(planned):
    rich = asn("explain", F, "--of", "recommend-training", "--budget", "1 miliar", "--format", "json", cwd=planned).json()["rows"]  # fmt: skip
    poor = asn("explain", F, "--of", "recommend-training", "--budget", "0", "--format", "json", cwd=planned).json()["rows"]  # fmt: skip
    assert {row["part"] for row in rich} != {row["part"] for row in poor}


@pytest.mark.parametrize(
    "words",
    [
        ("--of", "talent-map", "--for", "LOW-01"),
        ("--of", "review", "--budget", "1 juta"),
        ("--of", "succession", "--years", "6"),
        ("--of", "gap"),
        ("--of", "diff", "--from", "2026-06-30"),
        ("--of", "what-if"),
        ("--of", "review", "--from", "2026-06-30"),
        ("--from", "2026-06-30"),
    ],
)
def test_an_option_of_another_report_is_refused(agency, words):
    assert asn("explain", "197212021996022974", *words, cwd=agency).code == 2


@pytest.mark.parametrize("words", [("--budget", "1 juta"), ("--years", "2")])
def test_options_of_a_plan_need_a_plan(agency, words):
    assert asn("explain", "197212021996022974", *words, cwd=agency).code == 2


def test_a_report_without_a_line_says_so(agency):
    nip = "199011202014021943"
    done = asn("--language", "en", "explain", nip, "--of", "expiring", cwd=agency)
    assert done.code == 0, done.err
    assert "no line is about this person" in " ".join(done.out.split())


def test_eighty_columns_show_the_cells_of_a_person_on_the_list(agency, monkeypatch):
    """With one line only, its name need not stand in every row; the cells must."""
    monkeypatch.setenv("COLUMNS", "80")
    guided = [
        row["nip"] for row in asn("review", "--format", "json", cwd=agency).json()["rows"] if row["list"]
    ]
    assert guided
    for nip in guided[:2]:
        told = asn("explain", nip, "--of", "review", cwd=agency).out
        rows = asn("explain", nip, "--of", "review", "--format", "json", cwd=agency).json()["rows"]
        first = next(row for row in rows if row["figure"] == "list")
        assert first["source"]
        assert "Sel sumber" in told
        assert first["source"][0].split(":")[0][:12] in told


def test_the_day_of_a_mentor_is_not_cited_as_the_law(agency):
    """Only the end of the time to improve is a day of PP 30/2019."""
    rows = asn("review", "--format", "json", cwd=agency).json()["rows"]
    for row in rows:
        law = row["list"] == "guide" and row["follow_up_on"] == "2026-07-01"
        assert bool(row["follow_up_citation"]) == law
    assert any(row["follow_up_citation"] for row in rows)


def test_who_leaves_long_after_the_list_has_a_day_and_no_remark_is_said_twice(office):
    """Everybody leaves one day; `asn retirements` lists the next five years."""
    leaving = {row["nip"] for row in asn("retirements", "--format", "json", cwd=office).json()["rows"]}
    people = asn("gap", "--by", "person", "--format", "json", cwd=office).json()["rows"]
    late = next(row["nip"] for row in people if row["nip"] not in leaving)
    told = asn("explain", late, "--of", "retirements", "--format", "json", cwd=office).json()
    assert "retires_on" in {row["figure"] for row in told["rows"]}, told["rows"]
    shown = " ".join(asn("--language", "en", "explain", late, "--of", "retirements", cwd=office).out.split())
    assert shown.count("Left out:") == 1, shown

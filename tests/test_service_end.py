"""Who is proposed and leaves soon carries a warning with the day and the cell; it moves nobody and says nothing in a blind list."""

from datetime import date

import numpy as np
import pytest

from asnkarier.agency.known import LISTED as KNOWN_LISTED
from asnkarier.agency.posts import find_post
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import load_snapshot
from asnkarier.agency.succession.service import _told, service_in
from asnkarier.agency.workspace import Workspace
from asnkarier.settings import load_settings
from in_process import asn
from test_trials_decisions import BUDI, asked, office, person

OLD = "196908012010011903"
FIELDS = (
    "serves_until",
    "service_warning",
    "service_warning_code",
    "service_warning_facts",
    "service_source",
)
PLACED, LISTED = ("recommend-placement",), ("promote-shortlist", "V1", "--all")


@pytest.fixture(scope="module")
def offices(tmp_path_factory):
    """By the months asked for, the same two people and posts; one of them reaches the retirement age ten months after the day judged."""

    def made(months):
        seats = ("V1,Kepala Bidang A,Dinas A,2,", "V2,Kepala Seksi A,Dinas A,1,")
        return office(
            tmp_path_factory.mktemp("akhir") / "kantor",
            person(OLD),
            person(BUDI, unit_kerja="Dinas B"),
            vacancies=seats,
            settings=f"succession: {{least_months: {months}}}\n",
        )

    return {months: made(months) for months in (10, 11)}


@pytest.mark.parametrize("words", [PLACED, LISTED], ids=lambda one: one[0])
def test_who_leaves_soon_is_told_from_the_very_day_on_and_nothing_else_changes(offices, words):
    found = {months: asked(folder, *words)["rows"] for months, folder in offices.items()}
    plain = [[{**one, **dict.fromkeys(FIELDS)} for one in found[months]] for months in (10, 11)]
    assert plain[0] == plain[1]
    assert {one["nip"] for one in found[10]} == {OLD, BUDI}
    for one in (*found[10], *found[11]):
        assert one["serves_until"] == ("2027-09-01" if one["nip"] == OLD else "2043-02-01")
    assert [one["service_warning"] for one in found[10]] == [None, None]
    told = {one["nip"]: one for one in found[11]}
    assert [told[BUDI][name] for name in FIELDS[1:]] == [None] * 4
    assert told[OLD]["service_warning_code"] == "service_short"
    assert told[OLD]["service_warning_facts"]["on"] == "2027-09-01"
    assert told[OLD]["service_source"] == "pegawai.csv:C2"
    assert "End of service" in asn(*words, cwd=offices[11]).out
    assert "End of service" not in asn(*words, cwd=offices[10]).out


def test_a_blind_list_says_nothing_of_it(offices):
    for one in asked(offices[11], *LISTED, "--blind")["rows"]:
        assert not any(one[name] for name in ("serves_until", "service_warning", "service_source"))


def test_the_list_of_all_vacancies_names_who_holds_each_post_as_the_list_of_one_does(offices):
    told = asked(offices[10], "promote-shortlist", "--all-vacancies")["holders"]
    assert [(one["vacancy"], one["nip"]) for one in told] == [("V2", OLD)]
    (alone,) = asked(offices[10], "promote-shortlist", "V2")["holders"]
    assert {name: told[0][name] for name in alone} == alone
    blind = asked(offices[10], "promote-shortlist", "--all-vacancies", "--blind")["holders"]
    assert [one["nip"] for one in blind] == [""]


def test_who_would_step_down_is_told_with_the_rule_where_no_kelas_says_otherwise(tmp_path):
    held = {
        "jenis_jabatan": "fungsional",
        "jabatan": "Auditor Ahli Madya",
        "eselon": "",
        "unit_kerja": "Dinas B",
    }
    folder = office(
        tmp_path / "kantor", person(OLD, **held), person(BUDI), vacancies=("V1,Kepala Seksi A,Dinas A,1,",)
    )
    told = {one["nip"]: one for one in asked(folder, *LISTED)["rows"]}
    assert told[OLD]["height_warning_code"] == "stands_lower"
    assert told[OLD]["height_warning_facts"]["citation"].startswith("PermenPANRB 17/2021")
    assert BUDI not in told  # holds a post of this class


def test_what_is_not_known_is_said_and_warned_of_as_no_fact():
    on = np.datetime64("2027-01-01")
    told = [_told(on, 12, certain=sure, soon=soon) for sure in (True, False) for soon in (True, False)]
    assert [one and one.code for one in told] == ["service_short", None, "service_may_be_short", None]
    assert _told(np.datetime64("NaT"), 12, certain=False, soon=False).code == "service_unknown"


@pytest.mark.parametrize(
    ("ends", "until", "warned"), [("2027-09-29", "2027-09-30", True), ("2027-09-30", "2027-10-01", False)]
)
def test_the_end_of_a_contract_is_warned_of_on_one_side_of_the_day_only(tmp_path, ends, until, warned):
    """Eleven months after the day judged is the first of October 2027: the contract's last day is one day before who leaves."""
    folder = office(
        tmp_path / "kantor",
        person(OLD),
        person(BUDI, status_asn="PPPK"),
        vacancies=("V1,Kepala Bidang A,Dinas A,1,",),
        settings="succession: {least_months: 11}\n",
    )
    (folder / "kontrak.csv").write_text(
        f"NIP,Nama,Jabatan,Unit Kerja,Status ASN,Akhir Kontrak\n{BUDI},Orang 902,Kepala Seksi A,Dinas A,PPPK,{ends}\n",
        encoding="utf-8",
    )
    done = asn("import", folder / "kontrak.csv", "--as", "employees", cwd=folder)
    assert done.code == 0, done.err
    workspace = Workspace(folder, load_settings(folder / "config.yaml"), date(2026, 11, 1))
    with workspace.open_store() as store:
        now = load_snapshot(workspace, store)
        told = service_in(now, find_post(now, "V1"), [BUDI]).iloc[0]
    assert str(told["serves_until"])[:10] == until
    assert (told["service_warning"] is not None) is warned
    if warned:
        assert told["service_warning"].code == "service_short"
        assert told["service_source"] == "kontrak.csv:F2"
    else:
        assert not isinstance(told["service_source"], str)


def test_what_a_post_is_stays_known_when_its_last_holder_is_away_and_a_holder_knows_better(tmp_path):
    """The kelas, class and eselon of a post are those of its holders; of one whose only holder does not count any more, what that one had."""
    away = person(OLD, jabatan="Kepala Bidang Lama", kedudukan_hukum="Pensiun", eselon="III.b")
    folder = office(tmp_path / "kantor", away, person(BUDI))
    workspace = Workspace(folder, load_settings(folder / "config.yaml"), date(2026, 11, 1))
    with workspace.open_store() as store:
        lists = load_snapshot(workspace, store)
        listed = lists.employees.assign(
            kelas_jabatan=[11 if nip == OLD else 9 for nip in lists.employees["nip"]]
        )
        now = counted(lists.with_(frames={"employees": listed, KNOWN_LISTED: listed}))
        assert set(now.employees["nip"]) == {BUDI}
        post = "KEPALA BIDANG LAMA"
        assert (now.job_classes[post], now.classes[post], now.eselons[post]) == (11, "administrator", "III.b")
        # Whoever counts in the same post knows better.
        held = now.employees.assign(jabatan="Kepala Bidang Lama", kelas_jabatan=12, eselon="III.a")
        told = now.with_(frames={"employees": held})
        assert (told.job_classes[post], told.eselons[post]) == (12, "III.a")


def test_the_warning_stays_on_a_narrow_terminal(tmp_path, monkeypatch):
    folder = office(
        tmp_path / "kantor",
        person(OLD, nama="Orang Bernama Cukup Panjang"),
        person(BUDI, unit_kerja="Dinas B"),
        vacancies=("V1,Kepala Bidang A,Dinas A,2,",),
        settings="succession: {least_months: 11}\n",
    )
    monkeypatch.setenv("COLUMNS", "80")
    done = asn("--language", "en", *PLACED, cwd=folder)
    assert "End of service" in done.out.split("Columns not shown")[0]
    assert max(map(len, done.out.splitlines())) <= 80


def test_explain_reads_a_register_that_is_declared_complete_as_the_requirements_do(tmp_path):
    folder = office(
        tmp_path / "kantor",
        person(BUDI, hukuman_disiplin=""),
        vacancies=("V1,Kepala Bidang A,Dinas A,1,",),
    )
    told = asn("--language", "en", "explain", BUDI, "--for", "V1", cwd=folder).out
    assert "declared complete, so never" in " ".join(told.split("Hukuman disiplin")[-1].split())
    assert "not a clean record" not in told

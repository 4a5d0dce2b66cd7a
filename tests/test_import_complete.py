"""Complete lists at the import: who left and who is back is said, half an export changes nothing, cells keep or lose their values."""

import json

import pytest

from in_process import asn

HEAD = "NIP,Nama,Jabatan,Unit Kerja,Golongan,Hukuman Disiplin\n"
JAN, FEB, MAR = "2026-01-31", "2026-02-28", "2026-03-31"


def nip(number):
    return f"198501152010011{number:03}"


def line(number, golongan="III/a", hukuman="tidak pernah"):
    return f"{nip(number)},ORANG {number},Arsiparis Terampil,Dinas X,{golongan},{hukuman}\n"


@pytest.fixture
def office(tmp_path):
    (tmp_path / "config.yaml").write_text("language: en\n", encoding="utf-8")
    return tmp_path


def listed(office, numbers, name="pegawai.csv", **more):
    rows = (line(one, **more) for one in numbers)
    (office / name).write_text(HEAD + "".join(rows), encoding="utf-8")
    return name


def imported(office, numbers, day, *words, name="pegawai.csv"):
    return asn("--as-of", day, "import", listed(office, numbers, name), *words, cwd=office)


def counted(office, day, *words):
    rows = asn("--as-of", day, "gap", "--by", "person", *words, "--format", "json", cwd=office).json()["rows"]
    return {int(row["nip"][-3:]) for row in rows}


EVERYBODY = range(901, 951)


def test_who_is_missing_has_left_and_who_reappears_is_back(office):
    assert imported(office, EVERYBODY, JAN).code == 0
    left = imported(office, EVERYBODY[2:], FEB, "--complete")
    assert left.code == 0
    assert "no longer listed since 28 February 2026: 2 of 50 people" in left.err
    assert f"{nip(901)}  ORANG 901" in left.err
    assert counted(office, FEB) == set(EVERYBODY[2:])
    assert counted(office, JAN) == set(EVERYBODY)
    assert counted(office, FEB, "--include-inactive") == set(EVERYBODY)
    back = imported(office, EVERYBODY[1:], MAR, "--complete", "--format", "json").json()["files"][0]
    assert [one["nip"] for one in back["turnover"]["back"]] == [nip(902)]
    assert (back["complete"], back["turnover"]["missing"]) == (True, [])
    assert counted(office, MAR) == set(EVERYBODY[1:])
    assert counted(office, FEB) == set(EVERYBODY[2:])


def test_an_ordinary_list_lets_nobody_leave_and_says_whom_it_does_not_name(office):
    imported(office, EVERYBODY, JAN)
    done = imported(office, EVERYBODY[:25], FEB)
    assert done.code == 0
    assert "25 of the 50 people listed before are not in it; they still count" in done.err
    assert "asn import pegawai.csv --complete" in done.err
    assert counted(office, FEB) == set(EVERYBODY)


@pytest.mark.parametrize(("gone", "code"), [(2, 0), (3, 1)])  # 4 % and 6 % of 50
def test_half_an_export_is_refused_whole(office, gone, code):
    imported(office, EVERYBODY, JAN)
    before = asn("history", "--format", "json", cwd=office).json()["rows"]
    done = imported(office, EVERYBODY[gone:], FEB, "--complete")
    assert done.code == code
    after = asn("history", "--format", "json", cwd=office).json()["rows"]
    assert (after == before) == bool(code)
    assert ("--confirm-leavers" in done.err) == bool(code)
    assert ("no longer listed since" in done.err) != bool(code)
    if code:
        assert "3 of the 50 people listed on 28 February 2026 are not in it; 6 % would leave" in done.err
        confirmed = imported(office, EVERYBODY[gone:], FEB, "--complete", "--confirm-leavers")
        assert confirmed.code == 0
    assert counted(office, FEB) == set(EVERYBODY[gone:])


def test_config_says_what_is_complete_and_how_many_may_leave(office):
    config = office / "config.yaml"
    config.write_text(
        "language: en\nimport: {complete: [employees], most_leavers: '50 %'}\n", encoding="utf-8"
    )
    imported(office, EVERYBODY, JAN)
    assert imported(office, EVERYBODY[25:], FEB).code == 0
    assert counted(office, FEB) == set(EVERYBODY[25:])
    assert imported(office, EVERYBODY[-12:], MAR).code == 1
    assert imported(office, EVERYBODY[-12:], MAR, "--not-complete").code == 0
    assert counted(office, MAR) == set(EVERYBODY[25:])


@pytest.mark.parametrize("word", ["5", "0.05", "-1%", "101%", "yes", "'5% of all'"])
def test_a_share_that_may_mean_two_things_is_refused_with_its_line(office, word):
    (office / "config.yaml").write_text(f"language: en\nimport:\n  most_leavers: {word}\n", encoding="utf-8")
    done = asn("history", cwd=office)
    assert done.code == 3
    assert "config.yaml:3" in done.err
    assert "like 5%" in done.err


def test_a_misspelt_key_of_import_is_told(office):
    (office / "config.yaml").write_text("language: en\nimport: {most_leaver: 5%}\n", encoding="utf-8")
    assert "most_leavers" in asn("history", cwd=office).err


def test_a_list_with_an_unreadable_nip_is_not_complete(office):
    imported(office, EVERYBODY, JAN)
    listed(office, EVERYBODY[2:])
    with (office / "pegawai.csv").open("a", encoding="utf-8") as file:
        file.write("19850115201001190,ORANG 901,Arsiparis Terampil,Dinas X,III/a,\n")
    done = asn("--as-of", FEB, "import", "pegawai.csv", "--complete", cwd=office)
    assert done.code == 1
    assert "the NIP of 1 rows cannot be read" in done.err
    assert "nobody has left" in done.err
    assert "if the list is everybody" not in done.err
    assert counted(office, FEB) == set(EVERYBODY)
    again = asn("--as-of", FEB, "import", "pegawai.csv", "--complete", cwd=office)
    assert "already imported" in again.err


def test_who_stands_on_a_row_set_aside_has_not_left(office):
    imported(office, EVERYBODY, JAN)
    listed(office, EVERYBODY[2:])
    with (office / "pegawai.csv").open("a", encoding="utf-8") as file:
        file.write(line(901, golongan="V/z"))
    strict = asn("--as-of", FEB, "import", "pegawai.csv", "--complete", "--strict", cwd=office)
    assert (strict.code, "no longer listed" in strict.err) == (1, False)
    done = asn("--as-of", FEB, "import", "pegawai.csv", "--complete", cwd=office)
    assert done.code == 1
    assert "no longer listed since 28 February 2026: 1 of 50 people" in done.err
    assert done.err.index("no longer listed") < done.err.index("error: ")
    assert counted(office, FEB) == set(EVERYBODY) - {902}


def test_rows_set_aside_and_mended_are_never_everybody(office):
    (office / "config.yaml").write_text("language: en\nimport: {complete: [employees]}\n", encoding="utf-8")
    imported(office, EVERYBODY, JAN)
    mended = imported(office, [901], FEB, name="pegawai.ditolak.csv")
    assert mended.code == 0
    assert "not in it" not in mended.err
    assert counted(office, FEB) == set(EVERYBODY)


def test_a_late_list_makes_nobody_of_a_later_one_a_leaver(office):
    imported(office, EVERYBODY, JAN)
    imported(office, range(901, 952), MAR, name="maret.csv")
    late = imported(office, EVERYBODY[1:], FEB, "--complete", name="februari.csv")
    assert "no longer listed since 28 February 2026: 1 of 50 people" in late.err
    assert "1 of them are named by a later list and are back from its day" in late.err
    assert counted(office, FEB) == set(EVERYBODY[1:])
    assert counted(office, MAR) == set(range(901, 952))


def test_cleared_cells_are_kept_or_taken_away_and_said(office):
    imported(office, EVERYBODY, JAN)
    listed(office, EVERYBODY, hukuman="", golongan="III/b")
    kept = asn("--as-of", FEB, "import", "pegawai.csv", cwd=office)
    assert "empty now, the value known before is kept: " in kept.err
    assert kept.err.count("50") >= 2
    taken = asn("--as-of", MAR, "import", "pegawai.csv", "--complete", "--format", "json", cwd=office)
    assert taken.json()["files"][0]["taken_away"] == {"hukuman_disiplin": 50}
    assert "empty now in a complete list, so no longer known: " in taken.err


def test_the_same_bytes_once_more_as_everybody_say_more(office):
    imported(office, EVERYBODY, JAN)
    imported(office, EVERYBODY[1:], FEB)
    assert "already imported" in imported(office, EVERYBODY[1:], FEB).err
    done = imported(office, EVERYBODY[1:], FEB, "--complete")
    assert "no longer listed since" in done.err
    assert "already imported" in imported(office, EVERYBODY[1:], FEB, "--complete").err
    assert "already imported" in imported(office, EVERYBODY[1:], FEB).err


def test_an_export_that_went_back_to_older_bytes_is_read_again(office):
    """The same name, the same bytes as two nights ago, written after last night's import: it is tonight's word."""
    imported(office, EVERYBODY, JAN, "--complete")
    imported(office, EVERYBODY[1:], FEB, "--complete")
    back = imported(office, EVERYBODY, MAR, "--complete")
    assert "listed again since 31 March 2026: 1" in back.err
    assert counted(office, MAR) == set(EVERYBODY)
    assert "already imported" in imported(office, EVERYBODY, MAR, "--complete").err
    imported(office, EVERYBODY[1:], MAR, "--complete")
    assert "listed again" in imported(office, EVERYBODY, MAR, "--complete").err  # thrice on one day


def test_a_dry_run_says_who_would_leave_and_stores_nothing(office):
    imported(office, EVERYBODY, JAN)
    dry = imported(office, EVERYBODY[1:], FEB, "--complete", "--dry-run")
    assert "no longer listed since 28 February 2026: 1 of 50" in dry.err
    assert imported(office, EVERYBODY[9:], FEB, "--complete", "--dry-run").code == 1
    assert counted(office, FEB) == set(EVERYBODY)


def test_the_sheets_of_one_file_are_one_list(office):
    import openpyxl

    imported(office, EVERYBODY, JAN)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, numbers in (("PNS", EVERYBODY[1:30]), ("PPPK", EVERYBODY[30:])):
        page = book.create_sheet(name)
        for row in (HEAD, *map(line, numbers)):
            page.append(row.strip().split(","))
    book.save(office / "pegawai.xlsx")
    done = asn("--as-of", FEB, "import", "pegawai.xlsx", "--complete", cwd=office)
    assert done.code == 0, done.err
    assert done.err.count("no longer listed since 28 February 2026: 1 of 50") == 1
    assert counted(office, FEB) == set(EVERYBODY[1:])
    batch = max(row["batch"] for row in asn("history", "--format", "json", cwd=office).json()["rows"])
    asn("undo", batch, cwd=office)
    assert counted(office, FEB) == set(EVERYBODY[1:])


def test_a_later_list_of_punishments_brings_no_leaver_back(office):
    imported(office, EVERYBODY, JAN)
    imported(office, EVERYBODY[2:], FEB, "--complete")
    (office / "hukdis.csv").write_text(
        "NIP,Nama,Jabatan,Unit Kerja,Hukuman Disiplin\n"
        f"{nip(901)},ORANG 901,Arsiparis Terampil,Dinas X,Ringan\n"
        f"{nip(910)},ORANG 910,Arsiparis Terampil,Dinas X,Ringan\n",
        encoding="utf-8",
    )
    for words in ((), ("--complete",)):
        done = asn("--as-of", MAR, "import", "hukdis.csv", *words, "--format", "json", cwd=office)
        assert (done.code, done.json()["files"][0]["complete"]) == (0, False)
        assert counted(office, MAR) == set(EVERYBODY[2:])
    (office / "config.yaml").write_text("language: en\nimport: {complete: [employees]}\n", encoding="utf-8")
    again = imported(office, EVERYBODY[3:], "2026-04-30")
    assert "no longer listed since 30 April 2026: 1 of 48 people" in again.err


def test_only_employees_can_be_everybody(office):
    (office / "unit.csv").write_text("ID UNOR,NAMA UNOR,ID ATASAN\nU1,Dinas X,\n", encoding="utf-8")
    done = asn("import", "unit.csv", "--complete", cwd=office)
    assert (done.code, "only a list of employees can be everybody" in done.err) == (0, True)
    assert asn("import", "unit.csv", "--complete", "--not-complete", cwd=office).code == 2


def test_a_job_honours_config_and_the_brake(office):
    config = "language: en\nimport: {complete: [employees]}\njobs: {malam: [{run: import}, {run: gap, formats: [csv]}]}\n"
    (office / "config.yaml").write_text(config, encoding="utf-8")
    (office / "inbox").mkdir()
    listed(office, EVERYBODY, "inbox/pegawai.csv")
    assert asn("--as-of", JAN, "run", cwd=office).code == 0
    listed(office, EVERYBODY[25:], "inbox/pegawai.csv")
    stopped = asn("--as-of", FEB, "run", cwd=office)
    assert stopped.code == 1
    assert "25 of the 50 people" in stopped.err
    assert "ORANG" not in stopped.err
    record = json.loads((office / "out" / "run.json").read_text(encoding="utf-8"))
    assert [step["exit_code"] for step in record["steps"]] == [1, 0]
    assert counted(office, FEB) == set(EVERYBODY)
    listed(office, EVERYBODY[2:], "inbox/pegawai.csv")
    assert asn("--as-of", MAR, "run", cwd=office).code == 0
    record = json.loads((office / "out" / "run.json").read_text(encoding="utf-8"))
    assert (record["steps"][0]["counts"]["left"], record["steps"][0]["counts"]["back"]) == (2, 0)
    assert counted(office, MAR) == set(EVERYBODY[2:])


# ── afterwards: check, history, explain ──────────────────────────────────────────────────────────────────────────


def test_check_counts_whom_the_newest_list_does_not_name_and_says_what_to_do(office):
    imported(office, EVERYBODY, JAN)
    imported(office, EVERYBODY[:25], FEB)
    imported(office, [901], FEB, name="pegawai.ditolak.csv")  # mended rows belong to the list before them
    found = asn("--as-of", FEB, "check", "--format", "json", cwd=office).json()
    assert (found["overall"]["unnamed"], found["overall"]["left"], found["overall"]["people"]) == (25, 0, 50)
    assert {int(row["nip"][-3:]) for row in found["unnamed"]} == set(EVERYBODY[25:])
    table = " ".join(asn("--as-of", FEB, "check", cwd=office).out.split())
    assert "asn import pegawai.csv --complete" in table
    assert asn("--as-of", JAN, "check", "--format", "json", cwd=office).json()["overall"]["unnamed"] == 0


@pytest.mark.parametrize(
    ("name", "told"), [("inbox/daftar 2.csv", "'inbox/daftar 2.csv'"), ("daftar 2.csv", "'daftar 2.csv'")]
)
def test_check_names_the_list_as_a_command_needs_it(office, name, told):
    (office / "inbox").mkdir(exist_ok=True)
    imported(office, EVERYBODY, JAN)
    imported(office, EVERYBODY[:25], FEB, name=name)
    table = " ".join(asn("--as-of", FEB, "check", cwd=office).out.split())
    assert f"If daftar 2.csv is everybody, they have left: asn import {told} --complete" in table


def test_a_list_of_punishments_is_not_the_newest_list_that_check_holds_people_against(office):
    imported(office, EVERYBODY, JAN)
    (office / "hukdis.csv").write_text(
        f"NIP,Nama,Jabatan,Unit Kerja,Hukuman Disiplin\n{nip(901)},ORANG 901,Arsiparis Terampil,Dinas X,Ringan\n",
        encoding="utf-8",
    )
    assert asn("--as-of", FEB, "import", "hukdis.csv", cwd=office).code == 0
    assert asn("--as-of", FEB, "check", "--format", "json", cwd=office).json()["unnamed"] == []


def test_check_explain_and_history_show_who_left_and_no_total_counts_them(office):
    imported(office, EVERYBODY, JAN)
    imported(office, EVERYBODY[1:], FEB, "--complete")
    found = asn("--as-of", FEB, "check", "--format", "json", cwd=office).json()
    assert (found["overall"]["left"], found["overall"]["unnamed"], found["overall"]["people"]) == (1, 0, 49)
    assert [(row["nip"], row["day"]) for row in found["left"]] == [(nip(901), FEB)]
    assert sum(row["people"] for row in found["rows"]) == 49
    why = asn("--as-of", FEB, "explain", nip(901), cwd=office)
    assert "does not name ORANG 901" in " ".join(why.out.split())
    assert asn("--as-of", JAN, "explain", nip(901), cwd=office).out.count("does not name") == 0
    person = asn("--as-of", FEB, "explain", nip(901), "--format", "json", cwd=office).json()["person"]
    assert person["no_longer_listed_since"] == FEB
    newest, first = asn("history", "--format", "json", cwd=office).json()["rows"]
    assert (newest["complete"], newest["left"], first["complete"], first["left"]) == (True, 1, False, None)
    assert "counts; 1 left" in " ".join(asn("history", cwd=office).out.split())
    table = asn("--as-of", FEB, "gap", cwd=office).out
    assert "1 no longer listed" in " ".join(table.split())


def test_who_is_asked_for_by_name_is_shown_and_said_not_to_count(office):
    imported(office, EVERYBODY, JAN)
    imported(office, EVERYBODY[1:], FEB, "--complete")
    gone = asn("--as-of", FEB, "gap", "--nip", nip(901), cwd=office)
    assert "counted in no total" in " ".join(gone.out.split())
    assert "counted in no total" not in asn("--as-of", FEB, "gap", "--nip", nip(902), cwd=office).out


def test_an_undone_list_says_who_is_listed_again(office):
    imported(office, EVERYBODY, JAN)
    imported(office, EVERYBODY[1:], FEB, "--complete")
    undone = asn("--as-of", FEB, "undo", 2, cwd=office)
    assert "listed again: 1 people" in undone.out + undone.err
    assert counted(office, FEB) == set(EVERYBODY)


def test_sheets_of_two_days_are_two_lists(office):
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, title, numbers in (
        ("Januari", "Keadaan per 31 Januari 2026", EVERYBODY),
        ("Februari", "Keadaan per 28 Februari 2026", EVERYBODY[1:]),
    ):
        page = book.create_sheet(name)
        page.append([title])
        for row in (HEAD, *map(line, numbers)):
            page.append(row.strip().split(","))
    book.save(office / "pegawai.xlsx")
    done = asn("--as-of", MAR, "import", "pegawai.xlsx", "--complete", cwd=office)
    assert done.code == 0, done.err
    assert "no longer listed since 28 February 2026: 1 of 50" in done.err
    assert counted(office, JAN) == set(EVERYBODY)
    assert counted(office, MAR) == set(EVERYBODY[1:])


def test_an_old_list_says_whom_the_next_complete_list_does_not_name(office):
    imported(office, EVERYBODY[:40], FEB, "--complete")
    done = imported(office, EVERYBODY, JAN, "--complete", name="lama.csv")
    assert done.code == 0
    told = "10 people whom only this list names are not in the complete list of 28 February 2026"
    assert told in done.err
    assert counted(office, JAN) == set(EVERYBODY)
    assert counted(office, MAR) == set(EVERYBODY[:40])
    assert (
        "whom only this list names"
        not in imported(office, EVERYBODY[:40], MAR, "--complete", name="baru.csv").err
    )


@pytest.mark.parametrize(
    ("name", "born", "found"),
    [("ORANG 950", "19850115", True), ("ORANG LAIN", "19850115", False), ("ORANG 950", "19860115", False)],
)
def test_who_left_and_who_is_new_with_the_same_name_and_birth_may_be_one_person(office, name, born, found):
    imported(office, EVERYBODY, JAN, "--complete")
    text = (
        HEAD
        + "".join(line(one) for one in EVERYBODY[:-1])
        + line(950).replace(nip(950), f"{born}2010011999").replace("ORANG 950", name)
    )
    (office / "baru.csv").write_text(text, encoding="utf-8")
    done = asn("--as-of", FEB, "import", "baru.csv", "--complete", "--format", "json", cwd=office)
    assert done.code == 0, done.err
    (one,) = json.loads(done.out)["files"]
    pairs = one["turnover"]["renumbered"] if "turnover" in one else None
    assert pairs == ([{"nip": nip(950), "new_nip": f"{born}2010011999"}] if found else [])

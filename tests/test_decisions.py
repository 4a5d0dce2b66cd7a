"""`asn record-decision` and `asn decisions`: frozen by digest, a reason where they differ, nothing overwritten, whatever is wrong told in one line."""

import json
import shutil
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.agency.decisions.recorded import Decision, Run
from asnkarier.analysis.decisions.agreement import ALL, agreement
from in_process import asn

FIRST, SECOND = "198010082014122919", "198210012014111964"  # the shortlist of LOW-01 begins with them
WORDS = ("--by", "Wali Kota", "--sk", "800/12/2026", "--on", "2026-11-01")


@pytest.fixture(scope="module")
def office(small_agency, tmp_path_factory):
    """A workspace of its own whose job makes one shortlist in two forms."""
    folder = tmp_path_factory.mktemp("putusan") / "kantor"
    shutil.copytree(small_agency, folder)
    config = (folder / "config.yaml").read_text(encoding="utf-8")
    job = "jobs:\n  daftar:\n    - {run: promote-shortlist, formats: [json, csv], options: {vacancies: [LOW-01], top: 3}}\n"
    (folder / "config.yaml").write_text(config[: config.index("jobs:")] + job, encoding="utf-8")
    return folder


@pytest.fixture
def fresh(office, tmp_path):
    return shutil.copytree(office, tmp_path / "kantor")


def decide(folder, *words, vacancy="LOW-01", decided=FIRST):
    return asn(
        "record-decision", vacancy, "--decided", decided, *WORDS, *words, "--format", "json", cwd=folder
    )


def rows(folder, *words):
    return asn("decisions", *words, "--format", "json", cwd=folder).json()


@pytest.fixture(scope="module")
def story(office, tmp_path_factory):
    """One post decided on as recommended, then otherwise: every answer by name."""
    folder = shutil.copytree(office, tmp_path_factory.mktemp("kisah") / "kantor")
    told = {"folder": folder, "first": decide(folder)}
    number = told["first"].json()["rows"][0]["decision"]
    told["again"] = decide(folder)
    told["without"] = decide(folder, "--supersedes", str(number), decided=SECOND)
    told["second"] = asn(
        "--language", "en", "record-decision", "LOW-01", "--decided", SECOND, *WORDS, "--supersedes", str(number),
        "--reason", "hasil wawancara", "--format", "json", cwd=folder,
    )  # fmt: skip
    told["twice"] = decide(folder, "--supersedes", str(number), "--reason", "x")
    told["unknown"] = decide(folder, "--supersedes", "99", "--reason", "x")
    return told


def test_what_was_recommended_is_the_first_certain_name_of_the_shortlist(story, small_agency):
    listed = asn("promote-shortlist", "LOW-01", "--format", "json", cwd=small_agency).json()["rows"]
    first = next(one["nip"] for one in listed if one["status"] in ("eligible", "people_decide"))
    (row,) = story["first"].json()["rows"]
    assert row["recommended"] == row["decided"] == [first] == [FIRST]
    assert (row["differs"], row["decided_rank"], row["decided_status"]) == (False, [1], ["eligible"])
    words = [row[key] for key in ("vacancy", "decided_by", "sk_number", "on")]
    assert words == ["LOW-01", "Wali Kota", "800/12/2026", "2026-11-01"]
    assert len(row["run"]) == 64


def test_a_difference_needs_a_reason(story):
    assert story["without"].code == 2
    assert "ANI HARAHAPAN" in story["without"].err
    assert "--reason" in story["without"].err
    (row,) = story["second"].json()["rows"]
    assert (row["differs"], row["reason"], row["decided_rank"]) == (True, "hasil wawancara", [2])


def test_a_run_that_is_named_where_none_is_kept_is_answered_with_how_one_is(fresh):
    done = decide(fresh, "--run", "9")
    assert done.code == 2
    for word in ("asn run", "--run", "config.yaml"):
        assert word in done.err.split("→")[1], done.err
    assert "—" not in done.err


def test_the_same_report_has_the_same_digest_in_every_language(story):
    assert story["first"].json()["rows"][0]["run"] == story["second"].json()["rows"][0]["run"]


def test_a_second_decision_supersedes_the_first_by_name_and_both_stay(story):
    one, other = (story[name].json()["rows"][0]["decision"] for name in ("first", "second"))
    assert story["again"].code == 2
    assert f"--supersedes {one}" in story["again"].err
    assert f"--supersedes {other}" in story["twice"].err
    assert (story["twice"].code, story["unknown"].code) == (2, 2)
    found = rows(story["folder"])
    told = {
        row["decision"]: (row["status"], row["supersedes"], row["superseded_by"]) for row in found["rows"]
    }
    assert told == {one: ("decision_superseded", None, other), other: ("decision_stands", one, None)}
    assert [tuple(line.values()) for line in found["agreement"]] == [("administrator", 1, 1, 0, 0.0)]


@pytest.mark.parametrize(("language", "word"), [("id", "Keputusan"), ("en", "Decisions")])
def test_people_read_it_in_their_language(story, language, word):
    done = asn("--language", language, "decisions", cwd=story["folder"])
    assert done.code == 0
    assert word in done.out
    assert "AHMAD CONTOHWAN" in done.out


def test_nobody_appointed_though_somebody_was_recommended_differs(fresh):
    words = ("record-decision", "LOW-01", "--nobody", *WORDS)
    assert asn(*words, "--reason", "ditunda", cwd=fresh).code == 0
    (row,) = rows(fresh)["rows"]
    assert (row["decided"], row["differs"]) == ([], True)


def test_nothing_recorded_can_be_changed_and_who_goes_around_it_is_told(fresh):
    decide(fresh)
    path = fresh / ".asn" / "asnkarier.db"
    with sqlite3.connect(path) as connection:
        for change in ("DELETE FROM events", "UPDATE events SET body = '{}'"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(change)
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(
            "UPDATE events SET body = replace(body, ?, ?) WHERE kind = 'decision'", (FIRST, SECOND)
        )
    connection.close()
    assert asn("doctor", cwd=fresh).code == 4
    done = asn("--language", "en", "decisions", "--format", "json", cwd=fresh)
    (row,) = done.json()["rows"]
    assert (row["decided"], row["status"]) == ([SECOND], "decision_altered")
    assert done.json()["agreement"] == []
    assert "no longer what was recorded" in asn("--language", "en", "decisions", cwd=fresh).out
    assert done.code == 4


def test_decisions_are_numbered_from_one_whatever_else_is_recorded(story):
    assert [story[name].json()["rows"][0]["decision"] for name in ("first", "second")] == [1, 2]
    events = [story[name].json()["rows"][0]["event"] for name in ("first", "second")]
    assert events[0] < events[1]
    assert events != [1, 2]


def test_a_decision_that_is_superseded_is_seen_to_be_so_in_a_narrow_window(story, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    done = asn("--language", "en", "decisions", cwd=story["folder"])
    assert "superseded" in done.out.split("Agreement")[0].split("Decisions", 1)[1]


def test_the_run_that_was_decided_on_is_found_by_number_and_by_file(fresh):
    assert asn("run", "daftar", cwd=fresh).code == 0
    file = fresh / "out" / "shortlist-low_01.csv"
    by_file = decide(fresh, "--run", str(file))
    assert by_file.code == 0, by_file.err
    row = by_file.json()["rows"][0]
    by_number = decide(fresh, "--run", str(row["run_number"]), "--supersedes", str(row["decision"]))
    assert by_number.code == 0, by_number.err
    stored = {
        one["sha256"]
        for step in json.loads((fresh / "out" / "run.json").read_text(encoding="utf-8"))["steps"]
        for one in step["outputs"]
    }
    assert row["run"] in stored
    assert by_number.json()["rows"][0]["run"] in stored


def test_a_run_that_is_not_the_stored_one_is_refused(fresh):
    assert asn("run", "daftar", cwd=fresh).code == 0
    file = fresh / "out" / "shortlist-low_01.csv"
    file.write_bytes(file.read_bytes().replace(b"ANI", b"ANA"))
    touched = decide(fresh, "--run", str(file))
    assert (touched.code, "shortlist-low_01.csv" in touched.err) == (2, True)
    unknown = decide(fresh, "--run", "77")
    assert (unknown.code, "77" in unknown.err) == (2, True)
    number = unknown.err.split(":")[-1].strip()
    config = fresh / "config.yaml"
    config.write_text(
        config.read_text(encoding="utf-8") + "promotion: {weights: {kinerja: 60}}\n", encoding="utf-8"
    )
    other = decide(fresh, "--run", number)
    assert other.code == 2
    assert "sidik" in other.err or "digest" in other.err
    assert rows(fresh)["rows"] == []


def test_a_placement_is_decided_on_too(fresh):
    moves = asn("recommend-placement", "--format", "json", cwd=fresh).json()["rows"]
    moved = next(one for one in moves if one["vacancy"] == "LOW-05")
    done = decide(fresh, "--of", "placement", vacancy="LOW-05", decided=moved["nip"])
    assert done.code == 0, done.err
    assert done.json()["rows"][0]["differs"] is False


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("record-decision", "LOW-01"), "--decided, --by, --sk, --on"),
        (("record-decision", "LOW-1", "--decided", FIRST, *WORDS), "LOW-01"),
        (("record-decision", "LOW-01", "--decided", "ANI HARAHAPANN", *WORDS), "ANI HARAHAPAN?"),
        (("record-decision", "LOW-01", "--decided", FIRST, "--nobody", *WORDS), "--nobody"),
        (("record-decision", "LOW-01", "--decided", f"{FIRST},{SECOND}", *WORDS), "2"),
        (("record-decision", "LOW-01", "--decided", FIRST, "--moves", "3", *WORDS), "--moves"),
        (("record-decision", "LOW-01", "--decided", FIRST, *WORDS[:-1], "2999-01-01"), "2999"),
        (("record-decision", "LOW-01", "--decided", FIRST, *WORDS[:-1], "2026-10-01"), "--as-of 2026-10-01"),
        (("decisions", "--vacancy", "LOW-01"), "LOW-01"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_nothing_is_recorded(office, words, told):
    done = asn(*words, cwd=office)
    assert done.code == 2
    assert told in done.err
    assert done.err.count("asn: ") == 1
    assert rows(office)["rows"] == []


RUN = Run("promote-shortlist", "2026-11-01", 1, "0" * 64, None, {})
NIPS = st.lists(st.sampled_from("ABCD"), unique=True, max_size=3)


@given(NIPS, NIPS)
def test_a_decision_differs_when_somebody_else_or_nobody_was_decided_on(recommended, decided):
    one = Decision(
        RUN,
        "V",
        "J",
        None,
        "pengawas",
        3,
        tuple(recommended),
        tuple(decided),
        {},
        None,
        "B",
        "1",
        "2026-11-01",
    )
    same = all(nip in recommended for nip in decided) and (bool(decided) or not recommended)
    assert one.differs is not same
    assert one.body()["differs"] is one.differs


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.booleans(), st.booleans()), max_size=30))
def test_agreement_is_counted_again_by_hand(lines):
    found = agreement(*zip(*lines, strict=True)) if lines else agreement([], [], [])
    classes = list(dict.fromkeys(one[0] for one in lines))
    assert found["kelompok"].tolist() == classes + ([ALL] if len(classes) > 1 else [])
    for row in found.to_dict("records"):
        mine = [one for one in lines if row["kelompok"] in (one[0], ALL)]
        compared = [one for one in mine if one[1]]
        agreed = sum(not one[2] for one in compared)
        assert (row["decisions"], row["compared"], row["agreed"]) == (len(mine), len(compared), agreed)
        assert (
            row["rate"] == pytest.approx(100 * agreed / len(compared))
            if compared
            else row["rate"] != row["rate"]
        )


def test_who_is_decided_on_for_two_posts_is_told_in_both_languages_and_in_the_list(fresh):
    assert decide(fresh).code == 0
    words = ("record-decision", "LOW-05", "--decided", FIRST, *WORDS, "--reason", "x")
    done = asn("--language", "en", *words, cwd=fresh)
    assert done.code == 0, done.err
    assert f"({FIRST}) was decided on for LOW-01 too, by decision 1" in " ".join(done.out.split())
    told = {row["vacancy"]: row["doubts_code"] for row in rows(fresh)["rows"]}
    assert told == {"LOW-01": "together", "LOW-05": "together"}
    # Superseded by somebody else it does not stand, and nothing is to be looked at.
    assert decide(fresh, "--supersedes", "1", "--reason", "x", decided=SECOND).code == 0
    assert {row["doubts_code"] for row in rows(fresh)["rows"]} == {None}


def test_who_fails_a_requirement_is_recorded_and_the_requirement_told(fresh):
    """The decision is theirs; what the report would have said of it stands beside it."""
    listed = asn("promote-shortlist", "LOW-01", "--all", "--format", "json", cwd=fresh).json()
    for status, rules in (("one_gate_short", "gates_failed"), ("unknown", "gates_unknown")):
        one = next(row for row in listed["rows"] if row["status"] == status)
        folder = shutil.copytree(fresh, fresh.parent / status)
        (row,) = decide(folder, "--reason", "x", decided=one["nip"]).json()["rows"]
        assert row["decided_status"] == [status]
        assert one[rules]
        assert all(rule in row["doubts"] for rule in one[rules])
    assert decide(fresh).json()["rows"][0]["doubts_code"] is None


def test_a_number_of_another_post_is_told_before_that_it_was_superseded(fresh):
    """The remedy never sends to a decision of a post that nobody asked about."""
    assert decide(fresh).code == 0
    assert decide(fresh, "--supersedes", "1", "--reason", "x", decided=SECOND).code == 0
    done = decide(fresh, "--supersedes", "1", "--reason", "x", vacancy="LOW-05")
    assert (done.code, "LOW-01" in done.err, "--supersedes 2" in done.err) == (2, True, False)


def test_nobody_is_named_twice_for_two_places_of_one_post(fresh):
    done = decide(fresh, decided=f"{FIRST},{FIRST[:8]} {FIRST[8:]}")
    assert (done.code, FIRST in done.err) == (2, True)
    assert rows(fresh)["rows"] == []


def test_who_counts_no_more_is_recorded_with_the_reason_why(fresh):
    (fresh / "pensiun.csv").write_text(
        f"NIP,Nama,Status ASN,Jabatan,Unit Kerja,TMT Pensiun\n{FIRST},ANI HARAHAPAN,PNS,Arsiparis Ahli Muda,Dinas X,2026-05-01\n",
        encoding="utf-8",
    )
    assert asn("--as-of", "2026-11-01", "import", "pensiun.csv", "--as", "employees", cwd=fresh).code == 0
    (row,) = decide(fresh, "--reason", "x").json()["rows"]
    assert (row["decided_status"], row["doubts_code"]) == (["not_counted"], "together")
    assert "pensiun" in row["doubts"]


def test_nobody_needs_no_decree_and_an_unknown_vacancy_is_told_first(fresh):
    bare = ("--by", "Wali Kota", "--on", "2026-11-01")
    done = asn("record-decision", "LOW-99", "--decided", FIRST, *bare, cwd=fresh)
    assert (done.code, "LOW-99" in done.err, "--sk" in done.err) == (2, True, False)
    assert "--sk" in asn("record-decision", "LOW-01", "--decided", FIRST, *bare, cwd=fresh).err
    done = asn("record-decision", "LOW-01", "--nobody", *bare, "--reason", "ditunda", cwd=fresh)
    assert done.code == 0, done.err
    assert rows(fresh)["rows"][0]["sk_number"] is None


def test_without_any_vacancy_the_remedy_is_to_bring_a_list_of_them(workspace):
    people = "NIP,Nama,Jabatan,Unit Kerja\n198501152010011901,A,Arsiparis Terampil,Dinas X\n"
    (workspace / "pegawai.csv").write_text(people, encoding="utf-8")
    assert asn("import", "pegawai.csv", cwd=workspace).code == 0
    words = ("record-decision", "LOW-01", "--nobody", "--reason", "x", "--by", "y", "--of", "placement")
    answer = asn(*words, cwd=workspace)
    assert answer.code == 2
    assert "asn import lowongan.xlsx --as vacancies" in answer.err


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_a_run_made_after_config_changed_since_the_last_import_is_decided_on(fresh, form):
    config = fresh / "config.yaml"
    options = "options: {vacancies: [LOW-01], top: 3}"
    job = f"jobs:\n  daftar:\n    - {{run: promote-shortlist, formats: [{form}], {options}}}\n"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text[: text.index("jobs:")] + job + "promotion: {weights: {kinerja: 31}}\n", encoding="utf-8"
    )
    assert asn("run", "daftar", cwd=fresh).code == 0
    done = decide(fresh, "--run", str(fresh / "out" / f"shortlist-low_01.{form}"), "--reason", "x")
    assert done.code == 0, done.err
    assert "Not as it was" not in done.err  # in one language, and no news here

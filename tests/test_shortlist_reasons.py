"""What stands beside a rank: parts of the score that add up to it, days judged again, remedies, and who is not considered."""

import shutil
from datetime import date, timedelta

import numpy as np
import pytest

from asnkarier.agency.gates.closing import cheapest_enough
from conftest import SAMPLES, make_workspace
from in_process import asn

STATUSES = ("eligible", "people_decide", "one_gate_short", "unknown", "ineligible")


@pytest.fixture(scope="module")
def answer(agency, run_asn):
    return run_asn("promote-shortlist", "LOW-01", "--format", "json", cwd=agency).json()


def test_the_points_of_the_parts_are_the_score_and_each_known_part_names_its_cells(answer):
    rows = {row["nip"]: row for row in answer["rows"]}
    parts = {}
    for one in answer["components"]:
        parts.setdefault(one["nip"], []).append(one)
    assert set(parts) == set(rows)
    for nip, mine in parts.items():
        assert len(mine) == 8
        assert sum(one["points"] for one in mine) == pytest.approx(rows[nip]["score"], abs=0.05)
        assert sum(one["weight"] for one in mine) == 100
        for one in mine:
            assert one["points"] == pytest.approx(one["low"] * one["weight"] / 100, abs=0.01)
            known = rows[nip]["components"][one["component"]]
            assert known == (one["low"] if one["low"] == one["high"] else None)
            if one["low"] > 0:
                assert one["source"], one
    cells = {cell for one in answer["components"] for cell in one["source"]}
    assert all("!" in cell or ".csv:" in cell for cell in cells)


def test_a_field_of_study_in_no_table_leaves_the_score_open_and_is_to_be_found_out(answer, agency, tmp_path):
    folder = shutil.copytree(agency, tmp_path / "kantor")
    one = next(row for row in answer["rows"] if row["components"]["kualifikasi"] == 100)
    line = f"{one['nip']},{one['nama']},{one['jabatan']},{one['unit_kerja']},S-1,ILMU ANTAH BERANTAH"
    head = "NIP,Nama,Jabatan,Unit Kerja,Tingkat Pendidikan,Pendidikan"
    (folder / "satu.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    assert asn("import", "satu.csv", "--as", "employees", cwd=folder).code == 0
    found = asn("promote-shortlist", "LOW-01", "--format", "json", cwd=folder).json()
    row = next(row for row in found["rows"] if row["nip"] == one["nip"])
    mine = [part for part in found["components"] if part["nip"] == one["nip"]]
    assert row["components"]["kualifikasi"] is None
    assert sum(part["points_high"] for part in mine) == pytest.approx(row["score_high"], abs=0.05)
    assert row["score_low"] < one["score"] <= row["score_high"]


def test_each_neighbour_is_told_apart_and_the_change_of_weights_names_them(answer):
    ranked = [row for row in answer["rows"] if row["rank"]]
    assert all(row["before_next"] for row in ranked[:-1])
    assert ranked[-1]["before_next"] is None
    for one in answer["swaps"]:
        first, second = ranked[one["rank"] - 1], ranked[one["rank"]]
        assert (one["nip"], one["next_nip"]) == (first["nip"], second["nip"])
        assert one["change"] == pytest.approx(one["weight_then"] - one["weight"], abs=0.011)
    firm = [row["rank_stability"] for row in ranked if row["status"] == "eligible"]
    assert firm
    assert all(0 <= one <= 1 for one in firm)


def test_a_day_was_judged_again_and_the_shortlists_of_both_days_agree(answer, agency):
    dated = [one for one in answer["one_gate_short"] + answer["open"] if one["eligible_on"]]
    assert dated
    assert all(one["eligible_on_checked"] for one in dated)
    one = next(one for one in dated if one["eligible_on_reason_code"] == "eligible_then")
    day = date.fromisoformat(one["eligible_on"])
    assert one["if_kept"] == (day.year > 2026)
    for when, failed in ((day, []), (day - timedelta(days=1), one["gates"])):
        told = asn("--as-of", when, "promote-shortlist", "LOW-01", "--all", "--format", "json", cwd=agency)
        (row,) = [row for row in told.json()["rows"] if row["nip"] == one["nip"]]
        assert row["gates_failed"] == failed


def test_a_law_that_begins_before_the_day_refutes_it(tmp_path, run_asn, answer):
    office = make_workspace(tmp_path / "kota")
    assert run_asn("import", SAMPLES, cwd=office).code == 0
    (one,) = [one for one in answer["one_gate_short"] if one["eligible_on"]]
    rules = office / "regulations" / "jabatan"
    rules.mkdir(parents=True)
    since = date.fromisoformat(one["eligible_on"]) - timedelta(days=5)
    (rules / "administrator.yaml").write_text(
        "syarat:\n  - id: ADM-BARU\n    judul: Pendidikan\n    uji: pendidikan_minimal\n    nilai:\n"
        f"      {since}: {{nilai: S-3, dasar: 'kebijakan-bawaan (uji)'}}\n",
        encoding="utf-8",
    )
    told = run_asn("promote-shortlist", "LOW-01", "--format", "json", cwd=office).json()
    (again,) = [row for row in told["one_gate_short"] if row["nip"] == one["nip"]]
    assert (again["eligible_on"], again["eligible_on_checked"]) == (None, None)
    assert "ADM-BARU" in again["eligible_on_reason"]


def test_who_is_one_requirement_short_has_a_remedy_with_its_cost_or_why_there_is_none(answer):
    rows = answer["one_gate_short"]
    assert rows
    for one in rows:
        assert one["remedy"], one
        if one["remedy_code"] in ("remedy_study", "remedy_no_course", "remedy_no_courses"):
            assert one["remedy_cost"] is None
            assert one["remedy_cost_reason"]
        if one["remedy_code"] == "remedy_time":
            assert one["eligible_on"] in one["remedy"] or one["eligible_on"]
    (course,) = [one for one in rows if one["gates"] == ["ADM-KOMPETENSI"]]
    assert course["remedy_cost"] > 0


@pytest.mark.parametrize("seed", range(40))
def test_the_cheapest_choice_that_is_enough_is_found(seed):
    dice = np.random.default_rng(seed)
    choices = [(int(dice.integers(1, 6)), float(dice.integers(1, 20)), n) for n in range(dice.integers(1, 8))]
    needed = int(dice.integers(1, 16))
    found = cheapest_enough(choices, needed)
    enough = [
        (sum(choices[n][1] for n in some), some)
        for some in (
            [n for n in range(len(choices)) if mask >> n & 1] for mask in range(1, 2 ** len(choices))
        )
        if sum(choices[n][0] for n in some) >= needed
    ]
    assert (found is None) == (not enough)
    if found is not None:
        assert sum(choices[n][1] for n in found) == min(enough)[0]
        assert sum(choices[n][0] for n in found) >= needed


def test_many_choices_are_still_enough():
    choices = [(1, float(20 - n), n) for n in range(20)]
    assert set(cheapest_enough(choices, 3)) == {19, 18, 17}


def test_everybody_is_somewhere_once_and_who_is_not_considered_has_a_reason(answer, agency):
    counts = answer["status_counts"]
    aside = answer["aside"]
    assert len({one["nip"] for one in aside}) == len(aside)
    assert {one["reason"]: one["people"] for one in answer["aside_counts"]} == {
        reason: sum(one["reason"] == reason for one in aside) for reason in {one["reason"] for one in aside}
    }
    fails = [one for one in aside if one["reason"] == "aside_fails"]
    assert len(fails) == counts["ineligible"]
    assert all(one["gates_failed"] for one in fails)
    assert sum(one["reason"] == "aside_at_class" for one in aside) == counts["already_at_class"]
    listed = {one["nip"] for name in ("rows", "one_gate_short", "open", "out") for one in answer[name]}
    assert not listed & {one["nip"] for one in aside}
    whole = asn("gap", "--by", "person", "--include-inactive", "--format", "json", cwd=agency).json()["rows"]
    assert listed | {one["nip"] for one in aside} == {one["nip"] for one in whole}


def test_a_blind_list_tells_nobody_and_the_key_apart_gives_everybody_back(agency, run_asn, tmp_path):
    key = tmp_path / "kunci.csv"
    words = ("--blind", "--key", key, "--format", "json")
    blind = run_asn("promote-shortlist", "LOW-07", *words, cwd=agency)
    seen = run_asn("promote-shortlist", "LOW-07", "--format", "json", cwd=agency).json()
    told = blind.json()
    assert key.stat().st_mode & 0o777 == 0o600
    back = {
        code: (nip, name)
        for code, nip, name in (line.split(",") for line in key.read_text().splitlines()[1:])
    }
    assert [back[row["nip"]][0] for row in told["rows"]] == [row["nip"] for row in seen["rows"]]
    assert {name for _, name in back.values()} >= {row["nama"] for row in seen["rows"]}
    for name in ("rows", "one_gate_short", "open", "out", "aside", "components", "swaps", "findings"):
        for hidden, row in zip(told[name], seen[name], strict=True):
            assert hidden["nip"] in back
            assert not hidden.get("nama")
            assert not hidden.get("source") or not row["source"]
    for nip, name in back.values():
        assert nip not in blind.out
        assert not name or f'"{name}"' not in blind.out
    ages = [one for one in told["findings"] if one["rule_id"].endswith("-BUP")]
    assert ages
    assert {one["observed_code"] for one in ages} == {"blind_hidden"}
    # The key holds for a later report: the same person has the same code.
    again = run_asn("promote-shortlist", "LOW-01", *words, cwd=agency).json()
    more = {code: nip for code, nip, _ in (line.split(",") for line in key.read_text().splitlines()[1:])}
    assert {code: nip for code, (nip, _) in back.items()}.items() <= more.items()
    assert all(row["nip"] in more for row in again["rows"])


def test_a_key_that_others_read_is_refused_and_so_is_another_file(agency, run_asn, tmp_path):
    key = tmp_path / "kunci.csv"
    key.write_text("kode,nip,nama\n", encoding="utf-8")
    key.chmod(0o644)
    told = run_asn("promote-shortlist", "LOW-07", "--blind", "--key", key, cwd=agency)
    assert (told.code, "chmod 600" in told.err) == (2, True)
    key.chmod(0o600)
    key.write_text("nama;umur\n", encoding="utf-8")
    told = run_asn("promote-shortlist", "LOW-07", "--blind", "--key", key, cwd=agency)
    assert told.code == 2
    assert key.read_text() == "nama;umur\n"
    assert run_asn("promote-shortlist", "LOW-07", "--key", key, cwd=agency).code == 2
    gone = tmp_path / "tidak-ada" / "kunci.csv"
    assert run_asn("promote-shortlist", "LOW-07", "--blind", "--key", gone, cwd=agency).code == 5


def test_every_vacancy_shows_the_first_names_of_the_list_that_one_vacancy_shows_whole(
    agency, run_asn, answer
):
    every = run_asn(
        "promote-shortlist", "--all-vacancies", "--top", "3", "--format", "json", cwd=agency
    ).json()
    alone = run_asn("promote-shortlist", "LOW-01", "--top", "3", "--format", "json", cwd=agency).json()
    keys = (
        "rank",
        "nip",
        "status",
        "score",
        "score_high",
        "rank_low",
        "rank_high",
        "rank_stability",
        "kotak",
    )
    for name, most in (("rows", 3), ("one_gate_short", 3), ("open", 3), ("out", 3)):
        mine = [row for row in every[name] if row["vacancy"] == "LOW-01"]
        assert len(mine) == min(most, len(alone[name]))
        shown = [key for key in keys if key in (alone[name] or [{}])[0]]
        for row, one in zip(mine, alone[name], strict=False):
            assert [row[key] for key in shown] == [one[key] for key in shown]
    named = {
        (row["vacancy"], row["nip"]) for name in ("rows", "one_gate_short", "open") for row in every[name]
    }
    assert {(row["vacancy"], row["nip"]) for row in every["findings"]} == named
    assert {row["for_jabatan"] for row in every["rows"] if row["vacancy"] == "LOW-01"} == {
        "Kepala Bidang Mutasi dan Promosi"
    }


def test_the_appraisals_that_would_remedy_are_those_that_the_gate_looks_at_then(answer, agency, tmp_path):
    short = [one for one in answer["one_gate_short"] if one["remedy_code"] == "remedy_appraisals"]
    one = next(one for one in short if one["remedy_facts"] == {"first": 2026, "last": 2027})
    assert one["gates"] == ["ADM-KINERJA"]
    folder = shutil.copytree(agency, tmp_path / "kantor")
    results = []
    for year in (2026, 2027):
        lines = f"NIP,Tahun,Hasil Kerja,Perilaku Kerja,Predikat\n{one['nip']},{year},Sesuai Ekspektasi,Sesuai Ekspektasi,Baik\n"
        (folder / f"{year}.csv").write_text(lines, encoding="utf-8")
        day = f"{year + 1}-02-01"
        assert asn("--as-of", day, "import", f"{year}.csv", "--as", "appraisals", cwd=folder).code == 0
        found = asn("--as-of", day, "explain", one["nip"], "--for", "LOW-01", "--format", "json", cwd=folder)
        gates = [row["result"] for row in found.json()["findings"] if row["rule_id"] == "ADM-KINERJA"]
        results += gates
    assert results == ["not_met", "met"]


def test_a_post_and_every_vacancy_are_not_asked_for_together(agency):
    done = asn("promote-shortlist", "LOW-01", "--all-vacancies", cwd=agency)
    assert done.code == 2
    assert "--all-vacancies" in done.err

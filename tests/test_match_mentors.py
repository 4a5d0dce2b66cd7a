"""`asn match-mentors` on the sample agency: every line told again from `asn gap --items` and the employees' list."""

import shutil
from collections import Counter, defaultdict

import openpyxl
import pytest

from conftest import SAMPLES, make_workspace

LEAD = 1.0


@pytest.fixture(scope="module")
def answer(agency, run_asn):
    return run_asn("match-mentors", "--format", "json", cwd=agency).json()


@pytest.fixture(scope="module")
def items(agency, run_asn):
    found = run_asn("gap", "--by", "item", "--format", "json", cwd=agency).json()["rows"]
    return {(one["nip"], one["kompetensi"]): one for one in found}


def test_every_line_is_a_gap_that_the_mentor_stands_above(answer, items):
    assert answer["rows"]
    for row in answer["rows"]:
        gap = items[row["mentee"], row["kompetensi"]]
        assert gap["status"] == "gap"
        assert (row["mentee_level"], row["required"]) == (gap["level"], gap["required"])
        assert row["mentor_level"] >= gap["required"] + LEAD
        factor = 2 if gap["critical"] else 1
        assert row["benefit"] == pytest.approx(gap["weight"] * factor * (gap["required"] - gap["level"]))
        assert row["mentee_source"] == gap["source"]
        own = items.get((row["mentor"], row["kompetensi"]))
        if own is not None:  # asked of the mentor too: the same level from the same cell
            assert (own["level"], own["source"]) == (row["mentor_level"], row["mentor_source"])
        assert row["follow_up_on"] == "2027-02-01"


def test_loads_capacities_and_totals_add_up(answer, items):
    mentors_of, mentees_of = defaultdict(set), defaultdict(set)
    for row in answer["rows"]:
        mentors_of[row["mentee"]].add(row["mentor"])
        mentees_of[row["mentor"]].add(row["mentee"])
    assert max(map(len, mentors_of.values())) == 1
    assert all(
        row["load"] == len(mentees_of[row["mentor"]]) <= row["capacity"] == 2 for row in answer["rows"]
    )
    gaps = {key for key, one in items.items() if one["status"] == "gap" and one["weight"] > 0}
    shown = [(row["mentee"], row["kompetensi"]) for row in answer["rows"]]
    left = [(row["nip"], row["kompetensi"]) for row in answer["unmatched"]]
    assert Counter(shown + left) == Counter(gaps)
    totals = answer["totals"]
    assert (totals["gaps"], totals["gaps_matched"]) == (len(gaps), len(shown))
    assert (totals["mentees"], totals["mentors"]) == (len(mentors_of), len(mentees_of))
    assert totals["gap_levels"] == pytest.approx(sum(row["benefit"] for row in answer["rows"]))
    assert totals["gap_levels"] <= totals["objective"] == totals["bound"]


def test_nobody_is_mentored_from_another_unit_induk_or_by_the_head_of_the_own_unit(answer, agency, run_asn):
    asked = run_asn("gap", "--format", "json", cwd=agency).json()["rows"]
    unit = {one["nip"]: one["unit_kerja"] for one in asked}
    for row in answer["rows"]:
        assert unit[row["mentee"]] == row["mentee_unit"]
        same = row["mentor_unit"] == row["mentee_unit"]
        assert (row["reason_code"] in {"mentor_of_unit", "mentor_of_unit_and_field"}) == same
        # The first lines of the posts: a head leads the unit, and mentors nobody who works there.
        heads = ("Kepala Seksi", "Kepala Subbagian", "Kepala Bidang", "Kepala Dinas", "Camat", "Lurah")
        assert not (same and row["mentor_jabatan"].startswith(heads))


def test_the_list_of_units_tells_the_unit_induk_where_the_employees_list_does_not(answer, tmp_path, run_asn):
    office, samples = make_workspace(tmp_path / "kantor"), tmp_path / "berkas"
    shutil.copytree(SAMPLES, samples)
    file = samples / "pegawai_siasn.csv"
    rows = [line.split("|") for line in file.read_text(encoding="utf-8-sig").splitlines()]
    blank = {rows[0].index("SATUAN KERJA INDUK ID"), rows[0].index("SATUAN KERJA INDUK NAMA")}
    told = [rows[0], *(["" if at in blank else cell for at, cell in enumerate(row)] for row in rows[1:])]
    file.write_text("".join("|".join(row) + "\n" for row in told), encoding="utf-8")
    assert run_asn("import", samples, cwd=office).code == 0
    found = run_asn("match-mentors", "--format", "json", cwd=office).json()
    assert any(row["mentor_unit"] != row["mentee_unit"] for row in found["rows"])
    assert (found["rows"], found["totals"]) == (answer["rows"], answer["totals"])


def test_reasons_of_the_gaps_that_are_left_are_true(answer):
    mentored = {row["mentee"] for row in answer["rows"]}
    for row in answer["unmatched"]:
        if row["reason"] == "mentor_for_another_gap":
            assert row["nip"] in mentored
        elif row["reason"] == "mentors_are_full":
            assert row["nip"] not in mentored
    assert {row["reason"] for row in answer["unmatched"]} >= {"no_level_high_enough", "mentors_are_full"}


def test_a_unit_narrows_the_mentees_and_more_places_never_close_less(answer, agency, run_asn):
    unit = answer["rows"][0]["mentee_unit"]
    one = run_asn("match-mentors", "--unit", unit, "--format", "json", cwd=agency).json()
    assert {row["mentee_unit"] for row in one["rows"]} == {unit}
    worth = [
        run_asn("match-mentors", "--per-mentor", str(many), "--format", "json", cwd=agency).json()["totals"]
        for many in (1, 3)
    ]
    assert worth[0]["mentees"] <= answer["totals"]["mentees"] <= worth[1]["mentees"]


def test_policies_of_config_decide_and_are_cited(tmp_path, run_asn):
    extra = "mentoring: {lead: 2, per_mentee: 2, within: agency, months: 6}\n"
    office = make_workspace(tmp_path / "kantor", extra)
    assert run_asn("import", SAMPLES, cwd=office).code == 0
    found = run_asn("match-mentors", "--format", "json", cwd=office).json()
    mentors_of = defaultdict(set)
    for row in found["rows"]:
        mentors_of[row["mentee"]].add(row["mentor"])
        assert row["mentor_level"] >= row["required"] + 2
        assert row["follow_up_on"] == "2027-05-01"
    assert max(map(len, mentors_of.values())) == 2
    cited = [one for one in found["citations"] if one["rule_id"] == "mentoring"]
    assert len(cited) == 1
    assert "mentor berada 2 level atau lebih di atas" in cited[0]["value"]
    assert "seluruh instansi" in cited[0]["value"]
    assert cited[0]["status_sumber"] == "kebijakan"
    assert_the_workbook_comes_back(office, run_asn, found)


def assert_the_workbook_comes_back(office, run_asn, found):
    """The workbook is imported as it is: the same pairs are those of last time, and nothing else of it is a fact."""
    assert found["last_pairs"] == []
    assert run_asn("match-mentors", "--output", "mentor.xlsx", cwd=office).code == 0
    done = run_asn("import", "mentor.xlsx", cwd=office)
    assert done.code == 0, done.err
    assert "asesmen kompetensi" not in done.err
    later = run_asn("match-mentors", "--as-of", "2027-06-01", "--format", "json", cwd=office).json()
    keys = ("mentor", "mentee", "kompetensi", "follow_up_on")
    assert Counter(tuple(row[key] for key in keys) for row in later["last_pairs"]) == Counter(
        tuple(row[key] for key in keys) for row in found["rows"]
    )
    level = {(row["mentee"], row["kompetensi"]): row["mentee_level"] for row in found["rows"]}
    for row in later["last_pairs"]:
        assert (row["started_on"], row["status"]) == ("2026-11-01", "follow_up_due")
        assert row["before_value"] == level[row["mentee"], row["kompetensi"]]
        assert row["source"].startswith("mentor.xlsx:")


@pytest.mark.parametrize(
    ("key", "value"),
    [("lead", "9"), ("lead", "yes"), ("within", "dinas"), ("months", "0"), ("per_mentr", "2")],
)
def test_a_policy_that_cannot_be_is_refused_with_its_line(workspace, run_asn, key, value):
    with (workspace / "config.yaml").open("a", encoding="utf-8") as file:
        file.write(f"mentoring: {{{key}: {value}}}\n")
    done = run_asn("match-mentors", cwd=workspace)
    assert done.code == 3
    assert "config.yaml:" in done.err
    assert key in done.err


def test_an_unknown_unit_is_refused(agency, run_asn):
    assert run_asn("match-mentors", "--unit", "Dinas Antah", cwd=agency).code == 2


def test_the_workbook_holds_the_pairs_and_the_gaps_that_are_left(agency, run_asn, answer, tmp_path):
    file = tmp_path / "mentor.xlsx"
    assert run_asn("match-mentors", "--output", file, cwd=agency).code == 0
    book = openpyxl.load_workbook(file, read_only=True)
    rows = sum(1 for sheet in book.worksheets[1:] for row in sheet.iter_rows(values_only=True) if any(row))
    assert rows >= len(answer["rows"]) + len(answer["unmatched"])
    names = [sheet.title for sheet in book.worksheets]
    behind = names.index("Keterangan")
    assert [name for name in names if " – rinc" in name] == names[behind - 2 : behind]
    assert {"mentor", "pairs"} & {
        str(cell).strip() for row in book.worksheets[0].values for cell in row
    } == set()
    first = next(book.worksheets[1].values)
    assert "Sel level mentor" not in first
    assert {"Mentee (NIP)", "Mentor (NIP)", "Mulai", "Tindak lanjut"} <= set(first)


HEAD, MENTEE, OTHER = "198501152010011901", "198602162011012902", "198703172012012903"


def test_the_superior_whom_the_recap_of_appraisals_names_mentors_nobody_below(tmp_path, run_asn):
    """Without a list of units nothing else tells; a NIP that cannot be read leaves the appraisal as it is."""
    (tmp_path / "standards").mkdir()
    (tmp_path / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "standards" / "analis.yaml").write_text(
        "jabatan: Analis B\nkelompok: pelaksana\nkompetensi: {integritas: 3}\n", encoding="utf-8"
    )
    head = "NIP,Nama,Status ASN,Kedudukan Hukum,Jenis Jabatan,Jabatan,Unit Kerja,Unit Induk\n"
    people = "".join(
        f"{nip},{nama},PNS,Aktif,Pelaksana,Analis B,Bidang A,Dinas\n"
        for nip, nama in ((HEAD, "Ani"), (MENTEE, "Budi"), (OTHER, "Citra"))
    )
    levels = f"NIP,Integritas,Komunikasi,Tanggal Asesmen\n{HEAD},5,2,05-03-2026\n{MENTEE},2,2,05-03-2026\n{OTHER},3,2,05-03-2026\n"
    files = {"pegawai.csv": head + people, "asesmen.csv": levels}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert run_asn("import", name, cwd=tmp_path).code == 0
    found = run_asn("match-mentors", "--format", "json", cwd=tmp_path).json()
    assert [(row["mentee"], row["mentor"]) for row in found["rows"]] == [(MENTEE, HEAD)]
    assert found["totals"]["superior_unknown"] == 1
    recap = tmp_path / "ekinerja.csv"
    recap.write_text(
        f"nip,tahun_skp,hasil_akhir,pegawai_atasan_nip\n{MENTEE},2025,Baik,{HEAD}\n{OTHER},2025,Baik,bukan nip\n",
        "utf-8",
    )
    done = run_asn("import", "ekinerja.csv", cwd=tmp_path)
    assert done.code == 0
    assert "2 rows read = 2 accepted" in done.err
    assert "NIP-LAIN" in done.err
    found = run_asn("match-mentors", "--format", "json", cwd=tmp_path).json()
    assert (found["rows"], found["totals"]["superior_unknown"]) == ([], 0)
    assert [row["reason_code"] if "reason_code" in row else row["reason"] for row in found["unmatched"]] == [
        "only_the_superior"
    ]

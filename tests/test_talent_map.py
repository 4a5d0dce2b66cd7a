"""`asn talent-map` on the sample agency: boxes told again from their parts, movers from two maps, pools by their rule."""

import json
from collections import Counter

import openpyxl
import pytest

from conftest import SAMPLES, make_workspace
from in_process import asn
from planned_office import LISTS, import_all, write_office

CRITICAL = "needs: {critical: [jpt_pratama, Kepala Bidang Mutasi dan Promosi, Camat Antah Berantah]}\n"
PARTS = (
    "penilaian_kompetensi", "pengembangan_kompetensi", "pengalaman_jabatan", "potensi", "pendidikan", "kesesuaian_bidang", "integritas",
)  # fmt: skip
GRID = {
    "rendah": {"di_bawah": 1, "sesuai": 2, "di_atas": 4},
    "menengah": {"di_bawah": 3, "sesuai": 5, "di_atas": 7},
    "tinggi": {"di_bawah": 6, "sesuai": 8, "di_atas": 9},
}
ROW = {"sangat_baik": "di_atas", "baik": "sesuai"}
CONTRACT = (
    "nip", "kelompok", "kinerja_low", "kinerja_high", "potensi_low", "potensi_high", "kotak", "boxes_possible", "near_line", "moved_from",
    "recommendation", "krs",
)  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The sample agency, which calls posts critical."""
    folder = make_workspace(tmp_path_factory.mktemp("kantor") / "asn", CRITICAL)
    assert asn("import", SAMPLES, cwd=folder).code == 0
    return folder


@pytest.fixture(scope="module")
def answer(office):
    return asn("talent-map", "--format", "json", cwd=office).json()


def columns_between(low, high):
    edges = {"rendah": (0, 60), "menengah": (60, 80), "tinggi": (80, 1000)}
    return {name for name, (least, most) in edges.items() if low < most and high >= least}


def test_every_box_is_the_one_that_its_parts_give(answer):
    assert set(CONTRACT) <= set(answer["rows"][0])
    weights = {one["part"]: one["weight"] for one in answer["weights"]}
    certain = 0
    for row in answer["rows"]:
        low, high = (
            sum(weights[part] * row[f"unsur_{part}_{end}"] for part in PARTS) / 100 for end in ("low", "high")
        )
        assert (row["potensi_low"], row["potensi_high"]) == (
            pytest.approx(low, abs=0.02),
            pytest.approx(high, abs=0.02),
        )
        columns = columns_between(row["potensi_low"], row["potensi_high"])
        rows = {ROW.get(row["predikat"], "di_bawah")} if row["predikat"] else set(ROW.values()) | {"di_bawah"}
        boxes = sorted(GRID[column][one] for column in columns for one in rows)
        assert set(row["boxes_possible"]) <= set(boxes)
        if row["predikat"]:
            assert row["boxes_possible"] == boxes
        assert row["kotak"] == (row["boxes_possible"][0] if len(row["boxes_possible"]) == 1 else None)
        assert row["krs"] == {9: "nasional", 8: "instansi", 7: "instansi"}.get(row["kotak"], "")
        assert (row["recommendation"] is None) == (row["kotak"] is None)
        assert (row["find_out"] is None) == (row["kotak"] is not None)
        near = any(max(abs(row[f"potensi_{end}"] - cut) for end in ("low", "high")) <= 2 for cut in (60, 80))
        assert row["near_line"] == ("potensial" if near else "")
        certain += row["kotak"] is not None
    assert 50 < certain < len(answer["rows"]) - 50


@pytest.mark.parametrize(
    ("post", "told", "never"),
    [
        ("administrator,Kepala Bidang Umum", "6 of 6 people hold a post without a job standard", "default of their class"),
        ("pelaksana,Pramu Bakti", "6 of 6 people are judged by the default of their class", "without a job standard"),
    ],
)  # fmt: skip
def test_a_default_of_the_class_is_not_told_as_no_standard(tmp_path, post, told, never):
    people = [line.replace("pelaksana,Pengolah Data", post) for line in LISTS["pegawai"]]
    folder = write_office(tmp_path, {**LISTS, "pegawai": people})
    import_all(folder, asn, "pegawai")
    said = " ".join(asn("talent-map", cwd=folder).out.split())
    assert told in said
    assert never not in said


def test_counts_of_boxes_and_levels_are_those_of_the_rows(answer):
    rows = answer["rows"]
    sure = Counter(row["kotak"] for row in rows)
    maybe = Counter(box for row in rows if row["kotak"] is None for box in row["boxes_possible"])
    for box in answer["boxes"]:
        assert (box["certain"], box["possible"]) == (sure[box["kotak"]], maybe[box["kotak"]])
        assert box["citation"] == "PermenPANRB 20/2025 Lampiran II"
    for key, table in (("tingkat", "levels"), ("kelompok", "classes")):
        people = Counter(row[key] for row in rows)
        assert {one[key]: one["people"] for one in answer[table]} == dict(people)
    assert [one["tingkat"] for one in answer["levels"]] == [
        "jpt",
        "administrator",
        "pengawas",
        "pelaksana",
        "jf",
    ]


def test_who_needs_attention_stands_first(answer):
    group = [
        0 if row["near_line"] else 1 if row["kotak"] is None else 2 if row["moved_from"] else 3
        for row in answer["rows"]
    ]
    assert group == sorted(group)
    facts = [
        len(row["find_out_facts"]["parts"]) if row["find_out_code"] == "together" else 1
        for row, one in zip(answer["rows"], group, strict=True)
        if one == 1
    ]
    assert facts == sorted(facts)


def test_a_class_and_a_unit_narrow_the_rows_and_change_no_box(answer, office):
    boxes = {row["nip"]: row["kotak"] for row in answer["rows"]}
    jpt = asn("talent-map", "--class", "jpt", "--format", "json", cwd=office).json()
    assert {row["kelompok"] for row in jpt["rows"]} == {"jpt_pratama"}
    unit = answer["rows"][0]["unit_kerja"]
    some = asn("talent-map", "--unit", unit, "--format", "json", cwd=office).json()
    assert 0 < len(some["rows"]) < len(boxes)
    for found in (jpt, some):
        assert all(boxes[row["nip"]] == row["kotak"] for row in found["rows"])
        shown = {row["nip"] for row in found["rows"]}
        assert {one["nip"] for one in found["krs_members"]} <= shown
        assert found["krs_posts"] == answer["krs_posts"]


def test_nobody_is_in_a_pool_by_the_box_alone(answer, office):
    rows = {row["nip"]: row for row in answer["rows"]}
    kinds = Counter(one["membership"] for one in answer["krs_members"])
    assert set(kinds) == {"in_pool", "may_be_in_pool", "fails_requirement"}
    for one in answer["krs_members"]:
        assert one["kotak"] == rows[one["nip"]]["kotak"]
        if one["membership"] == "fails_requirement":
            assert one["gates_failed"]
            assert (one["place"], one["place_best"], one["place_worst"]) == (None, None, None)
        elif one["membership"] == "in_pool":
            assert (one["status"], one["gates_failed"], one["kotak"] in {7, 8, 9}) == ("eligible", [], True)
            assert one["place_best"] <= one["place"] <= one["place_worst"]
        else:
            assert one["place"] is None
            assert one["kotak"] is None or one["status"] != "eligible"
    judged = asn("promote-shortlist", "Inspektur", "--all", "--format", "json", cwd=office).json()
    status = {one["nip"]: one["status"] for one in judged["rows"]}
    mine = [one for one in answer["krs_members"] if one["target"] == "Inspektur"]
    assert mine
    assert all(status[one["nip"]] == one["status"] for one in mine)


def test_pools_are_ordered_by_box_then_score_and_counted_against_the_law(answer):
    for post in answer["krs_posts"]:
        mine = [one for one in answer["krs_members"] if one["target"] == post["target"]]
        sure = [one for one in mine if one["membership"] == "in_pool"]
        if post["verdict"] == "pool_unjudged":
            assert (mine, post["reason_code"]) == (
                [],
                post["reason_code"] if str(post["reason_code"]).startswith("class_") else "target_unknown",
            )
            continue
        maybe = sum(one["membership"] == "may_be_in_pool" for one in mine)
        assert (post["certain"], post["possible"], post["least"]) == (len(sure), maybe, 3)
        expected = (
            "enough" if len(sure) >= 3 else "may_be_enough" if len(sure) + maybe >= 3 else "pool_too_few"
        )
        assert post["verdict"] == expected
        keys = [(-one["kotak"], -one["score_low"]) for one in sure]
        assert keys == sorted(keys)
        assert [one["place"] for one in sure] == [1 + sum(other < key for other in keys) for key in keys]
        assert [one["tied"] for one in sure] == [keys.count(key) > 1 for key in keys]
    assert "Camat Antah Berantah" in {
        one["target"] for one in answer["krs_posts"] if one["verdict"] == "pool_unjudged"
    }


@pytest.fixture(scope="module")
def a_year_later(answer, tmp_path_factory):
    """The agency with the appraisals of 2026 too: some better, some worse, some as before, some not appraised."""
    folder = make_workspace(tmp_path_factory.mktemp("kemudian") / "asn")
    book = openpyxl.Workbook()
    book.active.append(["NIP", "Nama", "Tahun", "Predikat Kinerja"])
    words = ("Sangat Baik", "Baik", "Butuh Perbaikan", None)
    for number, row in enumerate(sorted(answer["rows"], key=lambda one: one["nip"])):
        if words[number % 4]:
            book.active.append([row["nip"], row["nama"], 2026, words[number % 4]])
    book.save(folder / "rekap_ekinerja_2026.xlsx")
    assert asn("import", SAMPLES, cwd=folder).code == 0
    done = asn("import", folder / "rekap_ekinerja_2026.xlsx", "--as", "appraisals", cwd=folder)
    assert done.code == 0, done.err
    return folder


def test_who_has_moved_is_who_two_maps_of_the_two_days_tell_apart(a_year_later):
    day, since = "2027-02-01", "2026-11-01"

    def mapped(*words):
        return asn("--as-of", day, *words, "--format", "json", cwd=a_year_later).json()["rows"]

    then = asn("--as-of", since, "talent-map", "--format", "json", cwd=a_year_later).json()["rows"]
    before, now = ({row["nip"]: row["kotak"] for row in rows} for rows in (then, mapped("talent-map")))
    found = mapped("talent-map", "--since", since)
    assert {row["nip"]: row["kotak"] for row in found} == now
    ways = Counter()
    for row in found:
        was = before.get(row["nip"])
        assert row["kotak_then"] == was
        changed = was is not None and row["kotak"] is not None and was != row["kotak"]
        assert row["moved_from"] == (was if changed else None)
        ways[0 if not changed else 1 if row["kotak"] > was else -1] += 1
    assert min(ways[-1], ways[1]) > 0
    told = asn("--language", "en", "--as-of", day, "talent-map", "--since", since, cwd=a_year_later).out
    assert f"{ways[1] + ways[-1]} of the " in " ".join(told.split())


def test_a_day_without_the_rules_of_the_boxes_moves_nobody_and_says_so(answer, office):
    assert all(row["moved_from"] is None for row in answer["rows"])
    done = asn("--language", "en", "talent-map", cwd=office)
    assert "Who has moved cannot be told: on 2025-11-01 there are no boxes" in " ".join(done.out.split())
    assert "asn talent-map --since 2026-01-01" in done.out
    early = asn("--as-of", "2020-03-01", "talent-map", "--format", "json", cwd=office).json()
    assert {row["kotak"] for row in early["rows"]} == {None}
    assert all(row["boxes_possible"] == [] for row in early["rows"])


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--since", "2026-11-01"), 2, "01-11-2026"),
        (("--since", "kemarin"), 2, "kemarin"),
        (("--class", "kepala"), 2, "kepala"),
        (("--class", "jpt_utama"), 2, "--class"),
        (("--unit", "Dinas Antah"), 2, "Dinas Antah"),
    ],
)
def test_what_names_nothing_is_refused_in_a_line(office, words, code, told):
    done = asn("talent-map", *words, cwd=office)
    assert (done.code, done.out) == (code, "")
    assert told in done.err


def test_lines_near_and_the_day_compared_with_are_policies(tmp_path):
    folder = make_workspace(tmp_path / "asn", "talent: {near: 0, compared_months: 6}\n")
    assert asn("import", SAMPLES, cwd=folder).code == 0
    found = asn("talent-map", "--format", "json", cwd=folder).json()
    assert not any(row["near_line"] for row in found["rows"] if row["potensi_low"] not in (60, 80))
    assert any(row["kotak_then"] for row in found["rows"])
    assert "talent.near" in {one["rule_id"] for one in found["citations"]}
    assert (found["krs_posts"], found["krs_members"]) == ([], [])
    assert "needs.critical" in asn("talent-map", cwd=folder).out


@pytest.mark.parametrize("language", ["id", "en"])
def test_text_fits_80_columns_and_shows_the_nine_boxes(office, answer, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    out = asn("--language", language, "talent-map", cwd=office).out
    assert max(map(len, out.splitlines())) <= 80
    for box in answer["boxes"]:
        more = f" (+{box['possible']})" if box["possible"] else ""
        assert f"[{box['kotak']}] {box['certain']}{more}" in out


def test_the_workbook_begins_with_a_page_that_sums_up(office, tmp_path):
    file = tmp_path / "peta.xlsx"
    assert asn("talent-map", "--output", file, cwd=office).code == 0
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[1] == "Ringkasan" or book.sheetnames[0] == "Ringkasan"
    texts = [
        str(cell.value) for row in book["Ringkasan"].iter_rows() for cell in row if cell.value is not None
    ]
    assert any(text.startswith("[9] ") for text in texts)
    csv = asn("talent-map", "--format", "csv", cwd=office).out.splitlines()
    assert csv[0].startswith("nip,nama,jabatan,unit_kerja,kelompok")
    assert len(csv) == len(json.loads(asn("talent-map", "--format", "json", cwd=office).out)["rows"]) + 1

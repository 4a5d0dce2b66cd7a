"""Every report in every format: the same figures, the same bytes, private files, one machine language."""

import csv
import io
import json
import re

import openpyxl
import pytest

REPORTS = {
    "gap": ["gap"],
    "gap-item": ["gap", "--by", "item"],
    "gap-unit": ["gap", "--by", "unit"],
    "gap-kompetensi": ["gap", "--by", "kompetensi"],
    "gap-next": ["gap", "--against", "next"],
    "training": ["recommend-training"],
    "shortlist": ["promote-shortlist", "LOW-01"],
    "placement": ["recommend-placement"],
    "explain": ["explain", "NIP", "--for", "LOW-01"],
    "rules": ["rules", "list"],
    "standards": ["standards", "list"],
    "history": ["history"],
}
SCHEMAS = {
    "gap": "asn.gap/1",
    "training": "asn.recommend-training/1",
    "shortlist": "asn.promote-shortlist/1",
    "placement": "asn.recommend-placement/1",
    "explain": "asn.explain/1",
}
KEYS = {
    "gap-item": "nip nama jabatan unit_kerja standar kompetensi kelompok required level gap weight critical status tanggal_asesmen source",
    "gap": "nip nama jabatan unit_kerja standar jpm jpm_low jpm_high jpm_uncapped kategori coverage gap_count gap_levels critical_gaps",
    "training": "nip kode nama_pelatihan kompetensi level_from level_to kelas jp biaya benefit reason",
    "shortlist": "rank nip nama jabatan unit_kerja status score components kotak jpm coverage eligible_on rank_stability",
    "placement": "vacancy jabatan unit_kerja nip nama from_jabatan jpm score reason step",
}
TOTALS = {
    "training": "budget spent people jp gap_levels_closed expected_levels objective bound optimality_gap greedy_objective",
    "placement": "objective greedy_objective moves",
}


printed = pytest.mark.usefixtures("books_once")


@pytest.fixture(params=sorted(REPORTS))
def report(request, truth):
    nip = truth["only_eligible"][0]["nip"]
    return request.param, [nip if word == "NIP" else word for word in REPORTS[request.param]]


@printed
def test_json_has_the_keys_that_scripts_rely_on(report, small_agency, run_asn):
    name, words = report
    answer = run_asn(*words, "--format", "json", cwd=small_agency)
    assert answer.code == 0, answer.err
    data = answer.json()
    assert data["as_of"] == "2026-11-01"
    assert data["schema"] == SCHEMAS.get(name, data["schema"])
    assert data["rows"]
    for row in data["rows"]:
        assert set(KEYS.get(name, "").split()) <= set(row)
    if name in TOTALS:
        assert set(TOTALS[name].split()) <= set(data["totals"])


@printed
def test_csv_holds_the_same_rows(report, small_agency, run_asn):
    name, words = report
    data = run_asn(*words, "--format", "json", cwd=small_agency).json()
    table = data["findings" if name == "explain" else "rows"]
    rows = list(csv.DictReader(io.StringIO(run_asn(*words, "--format", "csv", cwd=small_agency).out)))
    assert len(rows) == len(table)
    keys = list(table[0])
    codes = [key for key in keys if key.removesuffix("_code") != key and key.removesuffix("_code") in keys]
    facts = [key.replace("_code", "_facts") for key in codes]
    assert list(rows[0]) == [key for key in keys if key not in (*codes, *facts)] + codes
    for row, wanted in zip(rows, table, strict=True):
        for key, value in wanted.items():
            if isinstance(value, str) and value[:1] not in "=+-@":
                assert row[key] == value
            elif isinstance(value, int | float) and not isinstance(value, bool):
                assert float(row[key]) == value


# Words of the law or of a rule of the agency's, in the language where both are written.
WORDS_OF_LAW = {"title", "obstacle_title", "rekomendasi", "value", "value_text"}


def unlike(one, other, place=""):
    """The places where two answers differ, but for sentences with their code beside them and words of the law."""
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        for key in one:
            if f"{key}_code" not in one and key not in WORDS_OF_LAW:
                yield from unlike(one[key], other[key], f"{place}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for first, second in zip(one, other, strict=True):
            yield from unlike(first, second, place)
    elif one != other:
        yield place, one, other


@printed
def test_machine_output_changes_with_the_language_in_its_sentences_only(report, small_agency, run_asn):
    _name, words = report
    for wanted in ("json", "csv"):
        found = [
            run_asn("--language", code, *words, "--format", wanted, cwd=small_agency).out
            for code in ("id", "en")
        ]
        read = json.loads if wanted == "json" else lambda text: list(csv.DictReader(io.StringIO(text)))
        assert list(unlike(*map(read, found))) == []


def test_workbook_is_private_repeatable_and_keeps_nips_as_text(report, small_agency, run_asn, tmp_path):
    _name, words = report
    paths = [tmp_path / f"{i}.xlsx" for i in range(2)]
    for path in paths:
        done = run_asn(*words, "--output", str(path), cwd=small_agency)
        assert done.code == 0, done.err
        assert path.stat().st_mode & 0o777 == 0o600
    assert paths[0].read_bytes() == paths[1].read_bytes()
    book = openpyxl.load_workbook(paths[0])
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    letter, last = cell.column_letter, cell.row - 1
                    assert cell.value == f"=SUBTOTAL(109,{letter}2:{letter}{last})"
                    assert [table.ref.endswith(str(last)) for table in sheet.tables.values()] == [True]
                if isinstance(cell.value, str) and re.fullmatch(r"\d{18}", cell.value):
                    assert cell.number_format == "@"
                assert not (isinstance(cell.value, int) and cell.value > 10**15)


@printed
@pytest.mark.parametrize("width", [80, 120])
def test_tables_fit_the_terminal(report, width, small_agency, run_asn, columns):
    _name, words = report
    columns(width)
    done = run_asn(*words, cwd=small_agency)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines
    assert max(len(line.rstrip()) for line in lines) <= width
    assert "\x1b" not in done.out


@printed
def test_tables_speak_the_chosen_language(small_agency, run_asn):
    indonesian = run_asn("gap", cwd=small_agency).out
    english = run_asn("--language", "en", "gap", cwd=small_agency).out
    assert "Job-person match" in english
    assert "Job-person match" not in indonesian
    assert "Kesenjangan" in indonesian


@printed
def test_the_cover_says_whose_and_the_last_sheet_names_inputs_rules_and_counts(
    small_agency, run_asn, tmp_path
):
    path = tmp_path / "gap.xlsx"
    run_asn("gap", "--output", str(path), cwd=small_agency)
    book = openpyxl.load_workbook(path)
    cover, last = (
        "\n".join(str(cell.value) for row in book.worksheets[at].iter_rows() for cell in row if cell.value)
        for at in (0, -1)
    )
    answer = run_asn("gap", "--format", "json", cwd=small_agency).json()
    assert "Pemerintah Kota Contoh" in cover
    assert answer["rules_fingerprint"] in last
    for file in answer["inputs"]:
        assert file["sha256"] in last
    assert "Dasar Hukum" in book.sheetnames


@printed
def test_output_to_stdout_is_data_only(small_agency, run_asn):
    done = run_asn("gap", "--format", "json", "--output", "-", cwd=small_agency)
    json.loads(done.out)
    assert done.err == ""


@printed
def test_every_figure_of_next_post_names_its_standard(small_agency, run_asn):
    rows = run_asn("gap", "--against", "next", "--format", "json", cwd=small_agency).json()["rows"]
    held = {row["nip"]: row for row in run_asn("gap", "--format", "json", cwd=small_agency).json()["rows"]}
    assert any(row["standar"] == "default:administrator" for row in rows)
    assert all(row["standar"] != held[row["nip"]]["standar"] for row in rows if row["standar"])


@printed
def test_blind_shortlist_names_nobody(agency, run_asn):
    answer = run_asn("promote-shortlist", "LOW-07", "--blind", "--format", "json", cwd=agency)
    seen = run_asn("promote-shortlist", "LOW-07", "--format", "json", cwd=agency).json()
    for row in seen["rows"]:
        assert row["nip"] not in answer.out
        assert row["nama"] not in answer.out
    assert [row["score"] for row in answer.json()["rows"]] == [row["score"] for row in seen["rows"]]


@printed
def test_top_limits_the_list_to_who_may_be_among_them(agency, run_asn):
    found = run_asn("promote-shortlist", "LOW-07", "--top", "3", "--format", "json", cwd=agency).json()
    rows = found["rows"]
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert {row["rank_low"] for row in rows} <= {1, 2, 3}
    assert {row["rank_low"] for row in found["out"]} & {1, 2, 3} == set()
    for status in ("eligible", "unknown"):  # who is eligible for certain stands first
        scores = [row["score"] for row in rows if row["status"] == status]
        assert scores == sorted(scores, reverse=True)


@printed
def test_moves_limit_and_cascade(small_agency, run_asn):
    limited = run_asn("recommend-placement", "--moves", "2", "--format", "json", cwd=small_agency).json()
    assert limited["totals"]["moves"] == len(limited["rows"]) == 2
    chain = run_asn("recommend-placement", "--cascade", "--format", "json", cwd=small_agency).json()
    assert max(row["step"] for row in chain["rows"]) > 1
    nips = [row["nip"] for row in chain["rows"]]
    assert len(set(nips)) == len(nips)


@printed
def test_moves_open_posts_whether_or_not_these_are_filled_too(small_agency, run_asn):
    plain = run_asn("recommend-placement", "--format", "json", cwd=small_agency).json()
    assert plain["totals"]["opened"] > 0
    chain = run_asn("recommend-placement", "--cascade", "--format", "json", cwd=small_agency).json()
    opened = {row["post_opened"] for row in chain["rows"]} - {None}
    told = {
        one["vacancy"] for one in [*chain["rows"], *chain["unfilled"]] if one["vacancy"].startswith("BUKA-")
    }
    assert len(opened) == chain["totals"]["opened"] > 0
    assert told == opened


@printed
def test_eighty_columns_keep_what_tells_people_apart_and_what_decides(agency, small_agency, run_asn):
    def heads(office, *words):
        lines = run_asn("--language", "en", *words, cwd=office).out.splitlines()
        return [" ".join(lines[max(0, at - 2) : at]) for at, line in enumerate(lines) if set(line) == {"─"}]

    plan = heads(small_agency, "recommend-training")
    assert "NIP" in plan[0]
    assert any("Name" in one and "Why" in one and "Loss" in one for one in plan)
    moves, empty = heads(agency, "recommend-placement", "--moves", "10")[:2]
    assert "NIP" in moves
    assert "Reason" in empty
    assert "levels" in heads(agency, "gap", "--by", "person")[0]


@printed
def test_somebody_named_who_does_not_count_is_shown_with_the_reason_and_the_law(small_agency, run_asn):
    def people(*words):
        return {
            row["nip"]
            for row in run_asn("gap", *words, "--by", "person", "--format", "json", cwd=small_agency).json()[
                "rows"
            ]
        }

    def told(nip):
        return " ".join(run_asn("--language", "en", "gap", "--nip", nip, cwd=small_agency).out.split())

    counted = people()
    left_out = sorted(people("--include-inactive") - counted)
    assert left_out
    texts = [told(nip) for nip in left_out[:4]]
    assert all("counted in no total: " in text for text in texts)
    for text in texts:
        if "is not active service" in text:
            assert "(kedudukan hukum)" in text.partition("Legal basis")[2]
    assert "counted in no total" not in told(min(counted))


def test_the_share_of_a_unit_is_called_otherwise_than_that_of_a_person():
    from asnkarier.reports.books.gap import PERSON_COLUMNS, UNIT_COLUMNS

    share = {one.key: one.label for one in UNIT_COLUMNS}["assessed_share"]
    assert share not in {one.label for one in PERSON_COLUMNS}


@printed
def test_a_plan_without_a_budget_says_so_and_how_to_give_one(small_agency, run_asn):
    for budget, said in (("0", True), ("1000000", False)):
        answer = run_asn("recommend-training", "--budget", budget, cwd=small_agency)
        assert ("asn recommend-training --budget RUPIAH" in " ".join(answer.out.split())) == said


@printed
def test_a_competency_that_picks_people_does_not_narrow_their_figures_and_says_so(small_agency, run_asn):
    every = run_asn("--language", "en", "gap", cwd=small_agency).out
    picked = run_asn("--language", "en", "gap", "--kompetensi", "integritas", cwd=small_agency).out
    assert "picks the people" in " ".join(picked.split())
    assert "picks the people" not in " ".join(every.split())


@printed
def test_explain_lays_open_the_arithmetic(small_agency, run_asn, truth):
    planted = truth["jpm"][0]
    answer = run_asn("explain", planted["nip"], "--format", "json", cwd=small_agency).json()
    match = answer["match"]
    assert match["sum_counted"] * 1000 == pytest.approx(planted["num"] * 10 / 10)
    assert all(row["source"] for row in answer["rows"] if row["level"] is not None)
    assert all(fact["source"] for fact in answer["facts"])

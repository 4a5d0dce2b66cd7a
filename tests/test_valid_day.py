"""From which day a list counts: what it states in its titles or sheet name, else --period, else the day of the import."""

import itertools
import json
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.store.store import Store
from in_process import asn
from sheets.workbooks import write
from store_samples import A, B

HEAD = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]


@pytest.fixture
def office(tmp_path):
    return fresh(tmp_path)


def fresh(folder):
    folder.mkdir(exist_ok=True)
    (folder / "config.yaml").write_text("agency: Kota Contoh\nas_of: 2026-11-01\n", encoding="utf-8")
    return folder


def bring(office, *names, words=(), as_of=()):
    done = asn(*as_of, "import", *names, "--format", "json", *words, cwd=office)
    assert done.code == 0, done.err
    return json.loads(done.out)["files"], done.err


def people(office, day):
    with Store.open(office / ".asn" / "asnkarier.db", mode="r") as store:
        frame = store.load("employees", day)
    return frame.set_index("nip")["jabatan"].to_dict()


def roll(office, name, title, jabatan, *, sheet="Sheet1"):
    rows = ([[title]] if title else []) + [HEAD, [A, "Sari", jabatan, "Dinas"]]
    write(office / name, rows, sheet=sheet)


@pytest.mark.parametrize(
    ("title", "sheet", "words", "day", "by"),
    [
        ("Keadaan per 31 Desember 2025", "Sheet1", (), "2025-12-31", "title"),
        (None, "per 30 Juni 2025", (), "2025-06-30", "sheet"),
        ("Nominatif Tahun 2024", "Sheet1", (), "2024-12-31", "title_year"),
        ("Nominatif Tahun 2026", "Sheet1", (), "2026-11-01", "import"),
        (None, "Sheet1", ("--period", "2023"), "2023-12-31", "period"),
        ("per 1 Mei 2025 dan per 1 Juni 2025", "Sheet1", (), "2026-11-01", "doubt"),
        (None, "Sheet1", (), "2026-11-01", "import"),
    ],
)
def test_the_day_that_counts_is_told(office, title, sheet, words, day, by):
    roll(office, "a.xlsx", title, "Analis", sheet=sheet)
    (one,), told = bring(office, "a.xlsx", words=words)
    assert one["valid_day"] == {"day": day, "by": by}
    assert "berlaku sejak" in told
    history = json.loads(asn("history", "--format", "json", cwd=office).out)["rows"]
    assert history[0]["as_of"] == day
    (again,), _ = bring(office, "a.xlsx", words=words)
    assert (again["batch"], again["accepted"]) == (1, 0)


def test_as_of_import_makes_that_the_day(office):
    roll(office, "a.xlsx", None, "Analis")
    (one,), _ = bring(office, "a.xlsx", as_of=("--as-of", "2025-03-01"))
    assert one["valid_day"] == {"day": "2025-03-01", "by": "import"}
    roll(office, "b.xlsx", "Keadaan per 31 Januari 2025", "Kepala")
    (one,), _ = bring(office, "b.xlsx", as_of=("--as-of", "2025-03-01"))
    assert one["valid_day"]["day"] == "2025-01-31"


def test_a_list_of_a_day_to_come_counts_from_then_and_is_imported_once(office):
    roll(office, "a.xlsx", None, "Analis")
    roll(office, "b.xlsx", "Keadaan per 1 Januari 2027", "Kepala")
    bring(office, "a.xlsx", "b.xlsx")
    assert people(office, date(2026, 11, 1)) == {A: "Analis"}
    assert people(office, date(2027, 1, 1)) == {A: "Kepala"}
    (one,), _ = bring(office, "b.xlsx")
    assert one["accepted"] == 0
    assert len(json.loads(asn("history", "--format", "json", cwd=office).out)["rows"]) == 2


def test_of_undated_lists_of_one_day_the_later_import_counts_and_it_is_said(office):
    roll(office, "a.xlsx", None, "Analis")
    roll(office, "b.xlsx", None, "Kepala")
    bring(office, "a.xlsx")
    _, told = bring(office, "b.xlsx")
    assert people(office, date(2026, 11, 1)) == {A: "Kepala"}
    assert "a.xlsx" in told


def test_a_complete_list_speaks_for_the_day_that_it_states(office):
    write(
        office / "a.xlsx",
        [["Keadaan per 31 Januari 2026"], HEAD, [A, "Sari", "x", "y"], [B, "Budi", "x", "y"]],
    )
    write(office / "b.xlsx", [["Keadaan per 28 Februari 2026"], HEAD, [A, "Sari", "x", "y"]])
    bring(office, "a.xlsx", words=("--complete",))
    bring(office, "b.xlsx", words=("--complete", "--confirm-leavers"))
    with Store.open(office / ".asn" / "asnkarier.db", mode="r") as store:
        assert store.leavers(date(2026, 2, 27)).empty
        assert store.leavers(date(2026, 2, 28))["nip"].tolist() == [B]


DAYS = ("31 Januari 2025", "30 Juni 2025", "31 Desember 2025")


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posts=st.lists(st.sampled_from(("Analis", "Kepala")), min_size=3, max_size=3), data=st.data())
def test_the_order_of_files_that_state_their_day_changes_nothing(tmp_path_factory, posts, data):
    orders = list(itertools.permutations(range(3)))
    told = set()
    for order in (orders[0], data.draw(st.sampled_from(orders[1:]))):
        office = fresh(tmp_path_factory.mktemp("office"))
        for place in order:
            roll(office, f"{place}.xlsx", f"Keadaan per {DAYS[place]}", posts[place])
            bring(office, f"{place}.xlsx")
        with Store.open(office / ".asn" / "asnkarier.db", mode="r") as store:
            days = (date(2025, 2, 1), date(2025, 7, 1), date(2026, 1, 1))
            told.add(tuple(store.fingerprint(day) for day in days))
    assert len(told) == 1


def test_levels_without_a_date_are_of_the_day_that_the_title_states(office):
    roll(office, "a.xlsx", None, "Analis")
    write(office / "r.xlsx", [["Hasil asesmen keadaan per 30 Juni 2024"], ["NIP", "Integritas"], [A, 3]])
    bring(office, "a.xlsx", "r.xlsx")
    with Store.open(office / ".asn" / "asnkarier.db", mode="r") as store:
        assert store.load_latest_levels(date(2024, 6, 29)).empty
        assert store.load_latest_levels(date(2024, 6, 30))["level"].tolist() == [3]


def months(path, *sheets):
    """Write a workbook of staff lists, a sheet each: (name, title, [(nip, post), ...])."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, title, listed in sheets:
        page = book.create_sheet(name)
        for row in [
            *([[title]] if title else []),
            HEAD,
            *([nip, "Sari", post, "Dinas"] for nip, post in listed),
        ]:
            page.append(row)
    book.save(path)


def test_a_sheet_a_month_is_no_contradiction(office):
    months(
        office / "bulanan.xlsx",
        ("Oktober", "Keadaan per 31 Oktober 2025", [(A, "Analis"), (B, "Guru")]),
        ("November", "Keadaan per 25 November 2025", [(A, "Arsiparis"), (B, "Guru")]),
    )
    told, _ = bring(office, "bulanan.xlsx")
    assert [(one["sheet"], one["rejected"], one["unchanged"]) for one in told] == [
        ("Oktober", 0, 0),
        ("November", 0, 1),
    ]
    assert people(office, date(2025, 11, 1)) == {A: "Analis", B: "Guru"}
    assert people(office, date(2025, 12, 1)) == {A: "Arsiparis", B: "Guru"}


@pytest.mark.parametrize(
    "titles", [("Keadaan per 31 Oktober 2025",) * 2, (None, None), ("Keadaan per 31 Oktober 2025", None)]
)
def test_sheets_of_one_day_or_of_none_are_held_against_each_other(office, titles):
    months(office / "dua.xlsx", *((f"S{n}", title, [(A, f"Jabatan {n}")]) for n, title in enumerate(titles)))
    done = asn("import", "dua.xlsx", cwd=office)
    assert done.code == 1
    assert done.err.count("BARIS-BERTENTANGAN") == 2


def test_recaps_of_two_years_without_a_column_of_days_stand_beside_each_other(office):
    roll(office, "a.xlsx", "Keadaan per 1 Januari 2023", "Analis")
    bring(office, "a.xlsx")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for year, level in ((2023, 2), (2025, 3)):
        page = book.create_sheet(f"Asesmen Tahun {year}")
        for row in (["NIP", "Integritas", "Kerja Sama"], [A, level, 3]):
            page.append(row)
    book.save(office / "asesmen.xlsx")
    told, _ = bring(office, "asesmen.xlsx")
    assert [one["rejected"] for one in told] == [0, 0]
    with Store.open(office / ".asn" / "asnkarier.db", mode="r") as store:
        for day, level in ((date(2024, 6, 1), 2), (date(2026, 6, 1), 3)):
            levels = store.load("assessments", day).set_index("kompetensi")["level"]
            assert levels["integritas"] == level

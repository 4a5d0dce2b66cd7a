"""What is counted in a unit and everything below it: against adding up by hand, nobody dropped and nobody twice."""

import csv
import io
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import load_somebody
from asnkarier.agency.workspace import Workspace
from asnkarier.analysis.match.unit_tree import NOWHERE, add_up, offices, unit_tree, units_within
from asnkarier.model.terms import normalise
from asnkarier.settings import Settings
from conftest import make_workspace

NAMES = ["Dinas A", "Dinas B", "Bidang", "Seksi 1", "Seksi 2", "Lain"]
IDS = ["u0", "u1", "u2", "u3", "u4"]
LISTED = st.lists(
    st.tuples(
        st.sampled_from(IDS), st.sampled_from(NAMES), st.sampled_from([*IDS, *NAMES, "tidak ada", None])
    ),
    max_size=6,
    unique_by=lambda row: row[0],
)
PEOPLE = st.lists(
    st.tuples(st.sampled_from([*NAMES, "dinas a", None]), st.sampled_from([*NAMES, None])), max_size=14
)


def listed(rows):
    return pd.DataFrame(rows, columns=["id", "nama_unor", "id_atasan"], dtype=object)


def tree_of(rows, people):
    return unit_tree(listed(rows), [kerja for kerja, _ in people], [induk for _, induk in people])


@settings(max_examples=150)
@given(LISTED, PEOPLE)
def test_totals_are_those_of_walking_up_from_every_person(rows, people):
    tree = tree_of(rows, people)
    totals = [0] * len(tree.names)
    for mine in tree.of_person.tolist():
        unit, steps = mine, 0
        while unit != NOWHERE:
            totals[unit] += 1
            unit = tree.above[unit]
            steps += 1
            assert steps <= len(tree.names)  # no circle is left
    own = pd.DataFrame({"n": [int((tree.of_person == unit).sum()) for unit in range(len(tree.names))]})
    assert add_up(tree, own)["n"].tolist() == totals
    tops = [unit for unit, above in enumerate(tree.above) if above == NOWHERE]
    assert sum(totals[unit] for unit in tops) == sum(kerja is not None for kerja, _ in people)
    for (kerja, _induk), unit in zip(people, tree.of_person.tolist(), strict=True):
        assert (unit == NOWHERE) == (kerja is None)
        if kerja is not None:
            assert tree.names[unit].upper() == kerja.upper()


@given(LISTED, PEOPLE, st.randoms())
def test_the_order_of_rows_and_people_changes_no_place(rows, people, random):
    def places(rows, people):
        tree = tree_of(rows, people)
        shown = [(None, ()) if one == NOWHERE else (tree.names[one], tuple(tree.names[a] for a in tree.upwards(one)))
                 for one in tree.of_person.tolist()]  # fmt: skip
        return sorted(zip(map(str, people), map(str, shown), strict=True))

    mixed_rows, mixed_people = list(rows), list(people)
    random.shuffle(mixed_rows)
    random.shuffle(mixed_people)
    assert places(rows, people) == places(mixed_rows, mixed_people)


def told(tree, name):
    (unit,) = [one for one, other in enumerate(tree.names) if other == name]
    above = tree.above[unit]
    note = tree.notes[unit]
    return (None if above == NOWHERE else tree.names[above]), (note.code if note else None)


def test_a_parent_is_an_id_or_a_name_and_what_is_unknown_is_said():
    rows = [
        ("u0", "Dinas A", None),
        ("u1", "Bidang", "u0"),
        ("u2", "Seksi 1", "Bidang"),
        ("u3", "Seksi 2", "x9"),
    ]
    tree = tree_of(rows, [("Seksi 1", None), ("Lain", "Bidang"), ("Balai", "Kota")])
    assert told(tree, "Dinas A") == (None, None)
    assert told(tree, "Bidang") == ("Dinas A", None)
    assert told(tree, "Seksi 1") == ("Bidang", None)
    assert told(tree, "Seksi 2") == (None, "unit_parent_unknown")
    assert told(tree, "Lain") == ("Bidang", "unit_unlisted")
    assert told(tree, "Balai") == ("Kota", "unit_unlisted")


def test_a_circle_is_cut_once_and_said_with_its_units():
    rows = [
        ("u0", "Dinas B", "u1"),
        ("u1", "Dinas A", "u2"),
        ("u2", "Bidang", "u0"),
        ("u3", "Seksi 1", "u0"),
    ]
    tree = tree_of(rows, [("Seksi 1", None)])
    assert told(tree, "Bidang") == (None, "unit_circle")
    assert [told(tree, one) for one in ("Dinas A", "Dinas B", "Seksi 1")] == [
        ("Bidang", None),
        ("Dinas A", None),
        ("Dinas B", None),
    ]
    assert tree_of([("u0", "Dinas A", "u0")], []).notes == [None]  # a list whose top stands above itself


def test_units_of_one_name_are_told_apart_by_what_stands_above():
    rows = [
        ("u0", "Dinas A", None),
        ("u1", "Dinas B", None),
        ("u2", "Bidang", "u0"),
        ("u3", "Bidang", "u1"),
    ]
    tree = tree_of(rows, [("Bidang", "Dinas A"), ("Bidang", "Dinas B"), ("Bidang", "Lain")])
    first, second, third = tree.of_person.tolist()
    assert tree.names[tree.above[first]] == "Dinas A"
    assert tree.names[tree.above[second]] == "Dinas B"
    assert tree.notes[third].code == "unit_ambiguous"
    assert tree.above[third] == NOWHERE


@settings(max_examples=150)
@given(LISTED, PEOPLE, st.sampled_from(NAMES))
def test_a_unit_holds_what_bears_its_name_and_all_below(rows, people, name):
    tree = tree_of(rows, people)
    expected = {unit for unit, other in enumerate(tree.names) if normalise(other) == normalise(name)}
    for _ in tree.names:
        expected |= {unit for unit, above in enumerate(tree.above) if above in expected}
    assert {unit for unit, inside in enumerate(units_within(tree, normalise(name))) if inside} == expected


def test_the_office_of_a_unit_is_what_stands_below_the_only_top_of_the_list():
    rows = [
        ("u0", "Kota", None),
        ("u1", "Dinas A", "u0"),
        ("u2", "Bidang", "u1"),
        ("u3", "Seksi 1", "u2"),
        ("u4", "Seksi 2", "x9"),
        ("u5", "Seksi 3", "u4"),
    ]
    people = [("Lain", None), ("Balai", "Dinas A")]

    def told(rows):
        tree = tree_of(rows, people)
        return {tree.names[unit]: tree.names[office] for unit, office in enumerate(offices(tree))}

    # Seksi 2 stands at the top only because nobody knows its place, and "Lain" because the list lacks it: neither is a top of the list.
    one = {"Kota": "Kota"} | dict.fromkeys(["Dinas A", "Bidang", "Seksi 1", "Balai"], "Dinas A")
    loose = {"Seksi 2": "Seksi 2", "Seksi 3": "Seksi 2", "Lain": "Lain"}
    assert told(rows) == one | loose
    several = dict.fromkeys(["Kota", "Dinas A", "Bidang", "Seksi 1", "Balai"], "Kota") | {
        "Dinas B": "Dinas B"
    }
    assert told([*rows, ("u6", "Dinas B", None)]) == several | loose
    assert told([]) == {"Balai": "Dinas A", "Dinas A": "Dinas A", "Lain": "Lain"}


def test_a_unit_is_asked_for_with_all_that_its_row_counts(agency, run_asn):
    rows = run_asn("gap", "--by", "unit", "--format", "json", cwd=agency).json()["rows"]
    office = Workspace(agency, Settings(), date(2026, 11, 1))
    with office.open_store() as store:
        now = counted(load_somebody(office, store))
        found = {row["unit_kerja"]: len(selected(now, Who(unit=row["unit_kerja"])).employees) for row in rows}
    assert found == {row["unit_kerja"]: row["people_total"] for row in rows}
    assert any(row["people"] == 0 for row in rows)


TOP = "Pemerintah Kota Contoh"


@pytest.mark.parametrize("command", ["gap", "needs", "match-mentors", "check"])
def test_a_top_in_which_nobody_works_is_the_whole_agency(agency, run_asn, command):
    whole = run_asn(command, "--format", "json", cwd=agency).json()
    told = run_asn(command, "--unit", TOP, "--format", "json", cwd=agency).json()
    assert told["rows"] == whole["rows"]
    assert told["rows"]
    near = run_asn(command, "--unit", TOP.replace("Contoh", "Conto"), cwd=agency)
    assert near.code == 2
    assert TOP in near.err


@pytest.fixture(scope="module")
def odd_office(tmp_path_factory, run_asn):
    """Two units of one name, a circle, and a unit of which nobody is part."""
    office = make_workspace(tmp_path_factory.mktemp("aneh") / "kantor")
    head = "NIP;Nama;Golongan;Jabatan;Unit Kerja;Unit Induk\n"
    units = [
        ("Umum", "Dinas Satu"), ("Umum", "Dinas Dua"), ("Umum", ""), ("Bidang Putar", ""), ("Dinas Satu", ""),
        ("Balai Baru", "Dinas Dua"),
    ]  # fmt: skip
    lines = [
        f"19800317200501{number};Orang {chr(65 + number - 1901)};III/d;Arsiparis Terampil;{unit};{induk}\n"
        for number, (unit, induk) in enumerate(units, start=1901)
    ]
    (office / "pegawai.csv").write_text(head + "".join(lines), encoding="utf-8")
    listed = [
        "A1;Dinas Satu;", "A2;Dinas Dua;", "A3;Umum;A1", "A4;Umum;A2", "A5;Bidang Putar;A6", "A6;Dinas Putar;A5",
        "A7;Dinas Kosong;",
    ]  # fmt: skip
    text = "\n".join(["ID Unor;Nama Unor;ID Atasan", *listed, ""])
    (office / "unor.csv").write_text(text, encoding="utf-8")
    (office / "katalog.csv").write_text(
        "Kode;Nama Diklat;Kompetensi;Level Akhir;Biaya\nK1;Diklat Uji;Integritas;3;1000000\n",
        encoding="utf-8",
    )
    assert run_asn("import", "pegawai.csv", cwd=office).code == 0
    assert run_asn("import", "unor.csv", "--as", "units", cwd=office).code == 0
    (office / "diklat.csv").write_text(
        "NIP;Nama;Nama Pelatihan;Tanggal Selesai\n198003172005011901;Orang A;Diklat Uji;04-05-2025\n",
        encoding="utf-8",
    )
    assert run_asn("import", "katalog.csv", "--as", "courses", cwd=office).code == 0
    assert run_asn("import", "diklat.csv", "--as", "trainings", cwd=office).code == 0
    return office


@pytest.mark.parametrize(
    ("unit", "people"),
    [
        ("Umum", "ABC"),
        ("Dinas Satu", "AE"),
        ("Dinas Dua", "BF"),
        ("Dinas Putar", ""),  # the circle is cut above Bidang Putar, so that Dinas Putar stands below it
        ("Bidang Putar", "D"),
        ("Dinas Kosong", ""),
    ],
)
def test_units_of_one_name_circles_and_empty_units_are_asked_for(odd_office, run_asn, unit, people):
    rows = run_asn("gap", "--unit", unit, "--format", "json", cwd=odd_office).json()["rows"]
    assert {row["nama"].removeprefix("Orang ") for row in rows} == set(people)


@pytest.mark.parametrize(
    "command", ["gap", "needs", "recommend-training", "match-mentors", "evaluate-training", "check"]
)
def test_a_unit_without_people_breaks_no_command(odd_office, run_asn, command):
    told = run_asn(command, "--unit", "Dinas Kosong", "--format", "json", cwd=odd_office)
    assert (told.code, told.err) == (0, "")
    assert told.json()["rows"] == []
    assert run_asn(command, "--unit", "Dinas Kosong", cwd=odd_office).code == 0


def test_the_report_counts_own_and_total_against_the_people(agency, run_asn):
    rows = run_asn("gap", "--by", "unit", "--format", "json", cwd=agency).json()["rows"]
    people = run_asn("gap", "--by", "person", "--format", "json", cwd=agency).json()["rows"]
    above = {row["unit_kerja"]: row["unit_atasan"] for row in rows}
    assert len(above) == len(rows)

    def inside(unit, wanted):
        while unit is not None:
            if unit == wanted:
                return True
            unit = above[unit]
        return False

    for row in rows:
        for suffix, mine in (
            ("", [one for one in people if one["unit_kerja"] == row["unit_kerja"]]),
            ("_total", [one for one in people if inside(one["unit_kerja"], row["unit_kerja"])]),
        ):
            judged = [one["jpm"] for one in mine if one["kategori"] in {"MS", "MMS", "KMS"}]
            assessed = [one for one in mine if one["coverage"]]
            short = [one for one in mine if (one["gap_count"] or 0) > 0]
            assert row[f"people{suffix}"] == len(mine)
            assert row[f"judged{suffix}"] == len(judged)
            assert row[f"assessed{suffix}"] == len(assessed)
            assert abs(row[f"gap_levels{suffix}"] - sum(one["gap_levels"] or 0 for one in mine)) < 1e-6
            if judged:
                assert abs(row[f"mean_jpm{suffix}"] - sum(judged) / len(judged)) < 0.011
            if assessed:
                assert abs(row[f"gap_percent{suffix}"] - 100 * len(short) / len(assessed)) < 0.011
            else:
                assert row[f"gap_percent{suffix}"] is None
    assert any(row["people_total"] > row["people"] > 0 for row in rows)
    assert sum(row["people_total"] for row in rows if row["unit_atasan"] is None) == len(people)


def test_circles_and_unknown_parents_are_said_in_the_report(tmp_path, run_asn):
    office = make_workspace(tmp_path / "kantor")
    head = "NIP;Nama;Golongan;Jabatan;Unit Kerja;Unit Induk\n"
    lines = [
        f"19800317200501{number:04d};Orang {chr(65 + number - 901)};III/d;Arsiparis Terampil;{unit};{induk}\n"
        for number, (unit, induk) in enumerate(
            [("Seksi Satu", "Dinas Uji"), ("Bidang Uji", "Dinas Uji"), ("Balai Baru", "Dinas Uji")],
            start=1901,
        )
    ]
    (office / "pegawai.csv").write_text(head + "".join(lines), encoding="utf-8")
    units = "ID Unor;Nama Unor;ID Atasan\nA1;Dinas Uji;A2\nA2;Bidang Uji;A1\nA3;Seksi Satu;Z9\n"
    (office / "unor.csv").write_text(units, encoding="utf-8")
    assert run_asn("import", "pegawai.csv", cwd=office).code == 0
    assert run_asn("import", "unor.csv", "--as", "units", cwd=office).code == 0
    told = run_asn("gap", "--by", "unit", "--format", "json", cwd=office).json()["rows"]
    assert {
        row["unit_kerja"]: (row["unit_atasan"], row["note_code"], row["people_total"]) for row in told
    } == {
        "Bidang Uji": (None, "unit_circle", 2),
        "Dinas Uji": ("Bidang Uji", None, 1),
        "Seksi Satu": (None, "unit_parent_unknown", 1),
        "Balai Baru": ("Dinas Uji", "unit_unlisted", 1),
    }
    text = run_asn("gap", "--by", "unit", "--format", "csv", cwd=office).out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert "unit_circle" in {row["note_code"] for row in rows}

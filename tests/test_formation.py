"""People that posts need: on which line everybody stands, what is lacking now and later, and what nobody can tell."""

import shutil
from datetime import date

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.careers.leaving import when_leaving
from asnkarier.analysis.formation.shortages import shortages
from asnkarier.analysis.formation.standing import NO_LINE, standing_on
from asnkarier.analysis.spans import add_months, day
from asnkarier.model.jabatan import normalise_jabatan
from in_process import asn
from law import load_rulebook
from people_frames import frame

BOOK = load_rulebook()
AS_OF = date(2026, 11, 1)
UNITS = (("1", "Dinas A", None), ("2", "Bidang B", "1"), ("3", "Seksi C", "2"), ("4", "Dinas D", None))


def needs(*lines):
    return frame("formation", [{"jabatan": one[0], "unit_kerja": one[1], "unit_induk": one[2], "kebutuhan": one[3]} for one in lines])  # fmt: skip


def staff(*posts):
    return frame(
        "employees",
        [
            {"nip": f"19900115201001{place:04d}", "nama": "Uji", "jabatan": one[0], "unit_kerja": one[1], "unit_induk": one[2]}
            for place, one in enumerate(posts)
        ],
    )  # fmt: skip


def units(rows=UNITS):
    return frame("units", [{"id": one[0], "nama_unor": one[1], "id_atasan": one[2]} for one in rows])


def lines_of(people, need, tree=UNITS):
    found = standing_on(staff(*people), needs(*need), units(tree))
    return found.line.tolist(), found


def test_everybody_stands_on_the_nearest_line_upwards_and_on_one_only():
    need = [("Pengolah Data", "Dinas A", None, 3), ("Pengolah Data", "Bidang B", None, 1), ("Camat", "Dinas D", None, 1)]  # fmt: skip
    people = [("Pengolah Data", "Seksi C", None), ("PENGOLAH  DATA", "dinas a", None), ("Pengolah Data", "Dinas D", None), ("Arsiparis Mahir", "Dinas A", None)]  # fmt: skip
    assert lines_of(people, need)[0] == [1, 0, NO_LINE, NO_LINE]


def test_spellings_of_functional_posts_are_one_post_and_a_second_line_about_it_is_told():
    line, found = lines_of(
        [("Terampil - Perawat", "Dinas A", None)],
        [("Perawat Terampil", "Dinas A", None, 1), ("TERAMPIL - PERAWAT", "Dinas A", None, 1)],
    )
    assert line == [0]
    assert found.again.tolist() == [False, True]


def test_who_only_acts_fills_no_post_and_who_has_one_of_their_own_fills_that():
    line, found = lines_of(
        [("Plt. Camat", "Dinas D", None), ("Pengolah Data / Plt. Camat", "Dinas D", None)],
        [("Camat", "Dinas D", None, 1), ("Pengolah Data", "Dinas D", None, 1)],
    )
    assert line == [NO_LINE, 1]
    assert found.acting.tolist() == [True, False]


def test_a_unit_that_no_list_names_is_unknown_and_not_empty():
    _, found = lines_of([("Camat", "Dinas D", None)], [("Camat", "Dinas Dee", None, 1), ("Lurah", "Dinas D", None, 1), ("X", "Seksi C", None, 1)])  # fmt: skip
    assert found.known.tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("theirs", "lines", "expected"),
    [
        ("Dinas A", None, 0),  # the list of needs leaves the parent unit out, only one is possible
        (None, "Dinas A", 0),
        ("Dinas A", "Dinas A", 0),
        ("Dinas A", "Dinas D", NO_LINE),
    ],
)
def test_the_parent_unit_tells_units_of_one_name_apart(theirs, lines, expected):
    need = [("Arsiparis Mahir", "Subbagian Umum", lines, 1)]
    assert lines_of([("Arsiparis Mahir", "Subbagian Umum", theirs)], need, ())[0] == [expected]


def test_a_line_that_may_mean_two_units_stands_for_neither():
    people = [
        ("Arsiparis Mahir", "Subbagian Umum", "Dinas A"),
        ("Arsiparis Mahir", "Subbagian Umum", "Dinas D"),
    ]
    line, found = lines_of(people, [("Arsiparis Mahir", "Subbagian Umum", None, 2)], ())
    assert line == [NO_LINE, NO_LINE]
    assert found.known.tolist() == [False]


somebody = st.tuples(
    st.sampled_from(["Pengolah Data", "Camat", "Guru Ahli Muda", "Plt. Camat"]),
    st.sampled_from([one[1] for one in UNITS]),
    st.integers(1966, 1990),
    st.sampled_from(["", "2027-05-01", "?"]),
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(somebody, max_size=14),
    st.dictionaries(
        st.tuples(st.sampled_from(["Pengolah Data", "Camat", "Guru Ahli Muda"]), st.sampled_from([one[1] for one in UNITS])),
        st.integers(0, 4),
        min_size=1,
    ),
)  # fmt: skip
def test_counting_by_hand_gives_the_same_and_what_is_not_known_lies_between(people, wanted):
    rows = [
        {
            "nip": f"{year}0115201001{place:04d}", "nama": "Uji", "jabatan": post, "unit_kerja": unit, "status_asn": "PPPK" if ends == "?" else "PNS",
            "tanggal_lahir": f"{year}-01-15", "tmt_pensiun": ends if ends.startswith("2") else None,
        }
        for place, (post, unit, year, ends) in enumerate(people)
    ]  # fmt: skip
    classes = {"Pengolah Data": "pelaksana", "Camat": "administrator", "Plt. Camat": "", "Guru Ahli Muda": "jf_ahli_muda"}  # fmt: skip
    office = frame("employees", rows).assign(
        kelompok=np.array([classes[one["jabatan"]] for one in rows], dtype=object)
    )
    need = needs(*((*post, None, count) for post, count in wanted.items())).rename(columns={})
    need["unit_kerja"] = [post[1] for post in wanted]
    need["unit_induk"] = None
    need["kebutuhan"] = list(wanted.values())
    leaving = when_leaving(office, BOOK, AS_OF)
    standing = standing_on(office, need, units())
    found = shortages(np.array(list(wanted.values())), standing.line, leaving, AS_OF, 5)
    above = {one[1]: next((up[1] for up in UNITS if up[0] == one[2]), None) for one in UNITS}
    for place, post in enumerate(wanted):
        here = []
        for number, one in enumerate(rows):
            unit = one["unit_kerja"]
            while unit is not None and (normalise_jabatan(one["jabatan"]).title(), unit) not in wanted:
                unit = above[unit]
            if unit == post[1] and one["jabatan"] == post[0]:
                here.append(number)
        for year in range(6):
            when = add_months(np.array([day(AS_OF)]), year * 12)[0]
            surely = [n for n in here if year == 0 or (not np.isnat(leaving.earliest[n]) and leaving.earliest[n] > when)]  # fmt: skip
            maybe = [n for n in here if year == 0 or np.isnat(leaving.latest[n]) or leaving.latest[n] > when]
            assert found.low[place, year] == max(wanted[post] - len(maybe), 0)
            assert found.high[place, year] == max(wanted[post] - len(surely), 0)
        assert found.over[place] == max(len(here) - wanted[post], 0)
    assert (np.diff(found.low, axis=1) >= 0).all()
    assert (np.diff(found.high, axis=1) >= 0).all()


HEAD = "nip,nama,tanggal_lahir,status_asn,kedudukan_hukum,jenis_jabatan,jabatan,jenjang,eselon,unit_kerja,tmt_pensiun,akhir_kontrak\n"
PEOPLE = (
    "197511012000011901,Ani,1975-11-01,PNS,Aktif,pelaksana,Pengolah Data,,,Dinas A,2027-11-01,\n",
    "197511022000011902,Budi,1975-11-02,PNS,Aktif,pelaksana,Pengolah Data,,,Dinas A,2027-11-02,\n",
    "199001152010011904,Dedi,1990-01-15,PNS,Aktif,pelaksana,Pengolah Data,,,Dinas B,,\n",
    "199001152010011905,Emi,1990-01-15,PNS,Aktif,pelaksana,Pengolah Data,,,Dinas B,,\n",
    "199001152021211906,Fitri,1990-01-15,PPPK,PPPK Aktif,fungsional,Guru Ahli Pertama,ahli_pertama,,SD B,,\n",
    "196001152000011907,Gani,1960-01-15,PNS,Pensiun,pelaksana,Pengolah Data,,,Dinas A,,\n",
)
NEED = (
    "NO;NAMA JABATAN;UNIT KERJA;KELAS;B;K;+/-\n"
    "1;Pengolah Data;Dinas A;6;3;3;0\n"
    "2;Pengolah Data;Dinas B;6;2;1;1\n"
    "3;Guru Ahli Pertama;SD B;8;1;1;0\n"
    "4;Arsiparis Mahir;Dinas Zet;7;0;1;-1\n"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formasi")
    (folder / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (folder / "pegawai.csv").write_text(HEAD + "".join(PEOPLE), encoding="utf-8")
    (folder / "peta.csv").write_text(NEED, encoding="utf-8")
    for name in ("pegawai.csv", "peta.csv"):
        done = asn("import", name, cwd=folder)
        assert done.code == 0, done.err
    return folder


def test_the_report_counts_who_is_in_service_and_who_leaves_to_the_day(office):
    told = asn("formation", "--format", "json", cwd=office).json()
    assert told["schema"] == "asn.formation/1"
    rows = {(row["jabatan"], row["unit_kerja"]): row for row in told["rows"]}
    data = rows["Pengolah Data", "Dinas A"]
    # Gani is no longer in service. Ani's first day out is that day of next year, Budi's the day after.
    assert (data["need"], data["held"], data["short_now"]) == (3, 2, 1)
    assert [data[f"short_{year}y"] for year in range(1, 6)] == [2, 3, 3, 3, 3]
    assert data["over_elsewhere"] == 1
    assert data["bezetting"] == 3
    assert data["source"].endswith("F2")
    guru = rows["Guru Ahli Pertama", "SD B"]
    # The end of Fitri's contract is not known: she may be gone in a year, and may be there.
    assert (guru["short_now"], guru["short_1y"], guru["short_1y_low"], guru["short_1y_high"]) == (0, None, 0, 1)  # fmt: skip
    unknown = rows["Arsiparis Mahir", "Dinas Zet"]
    assert (unknown["held"], unknown["short_now"], unknown["short_5y_low"]) == (None, None, None)
    assert unknown["reason_code"] == "formation_unit_unknown"
    assert rows["Pengolah Data", "Dinas B"]["over_now"] == 1
    totals = told["totals"]
    assert (totals["lines"], totals["need"], totals["held"], totals["short_now"], totals["unreadable"]) == (4, 6, 5, 1, 1)  # fmt: skip
    assert "another bezetting" in " ".join(asn("formation", cwd=office).out.split())


def test_units_and_posts_nearly_right_are_suggested_and_what_is_not_counted_is_told(office, tmp_path):
    shutil.copytree(office, tmp_path / "kantor")
    (tmp_path / "kantor" / "peta2.csv").write_text("NAMA JABATAN;UNIT KERJA;KEBUTUHAN\nArsiparis Mahir;Dns. A;2\n", encoding="utf-8")  # fmt: skip
    assert asn("import", "peta2.csv", "--as", "formation", cwd=tmp_path / "kantor").code == 0
    told = asn("formation", "--format", "json", cwd=tmp_path / "kantor").json()
    near = next(row for row in told["rows"] if row["unit_kerja"] == "Dns. A")
    assert near["reason_code"] == "formation_unit_near"
    assert near["reason_facts"]["near"] == "Dinas A"
    assert next(one for one in told["rows"] if one["unit_kerja"] == "Dinas Zet")["reason_code"] == "formation_unit_unknown"  # fmt: skip
    hidden = sum(row["need"] for row in told["rows"] if row["held"] is None)
    text = " ".join(asn("formation", cwd=tmp_path / "kantor").out.split())
    assert f"{hidden} of those needed stand on lines of which it is not known who is there" in text
    assert f"about the other {told['totals']['need'] - hidden}" in text
    assert told["years"][0]["need"] == told["totals"]["need"] - hidden


def test_lacks_of_coming_years_are_numbers_in_the_workbook_the_least_and_the_most_apart(office, tmp_path):
    assert asn("formation", "-o", str(tmp_path / "f.xlsx"), cwd=office).code == 0
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    rows = next(
        rows
        for sheet in book
        for rows in [list(sheet.iter_rows(values_only=True))]
        if any("Lacking in 1 year at most" in row for row in rows)
    )
    head = next(place for place, row in enumerate(rows) if "Lacking in 1 year at most" in row)
    columns = [place for place, label in enumerate(rows[head]) if str(label).startswith("Lacking in")]
    cells = [row[column] for row in rows[head + 1 : head + 4] for column in columns]
    assert cells
    assert all(isinstance(one, int) for one in cells if one is not None)


def test_candidates_are_those_whom_the_shortlist_calls_eligible(agency, tmp_path):
    folder = tmp_path / "kantor"
    shutil.copytree(agency, folder)
    shortlist = asn("promote-shortlist", "Camat Contoh Utara", "--all", "--format", "json", cwd=folder).json()
    unit = "Kecamatan Contoh Utara"
    (folder / "peta.csv").write_text(f"NAMA JABATAN,UNIT KERJA,KEBUTUHAN\nCamat Contoh Utara,{unit},3\n", encoding="utf-8")  # fmt: skip
    assert asn("import", "peta.csv", "--as", "formation", cwd=folder).code == 0
    row = asn("formation", "--format", "json", cwd=folder).json()["rows"][0]
    eligible = [one["nip"] for one in shortlist["rows"] if one["status"] == "eligible"]
    assert row["candidates_inside"] == len(eligible) > 0


@pytest.mark.parametrize("language", ["id", "en"])
def test_eighty_columns_and_an_empty_list_says_how_to_bring_one(office, tmp_path, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = asn("--language", language, "formation", cwd=office).out
    assert max(map(len, shown.splitlines())) <= 80
    (tmp_path / "config.yaml").write_text("as_of: 2026-11-01\n", encoding="utf-8")
    (tmp_path / "pegawai.csv").write_text(HEAD + "".join(PEOPLE), encoding="utf-8")
    assert asn("import", "pegawai.csv", cwd=tmp_path).code == 0
    told = asn("--language", language, "formation", cwd=tmp_path)
    assert told.code == 0
    assert "asn import peta_jabatan.xlsx --as formation" in told.out


def test_a_list_of_vacancies_stays_one_and_a_need_that_is_no_number_is_set_aside_with_its_cell(
    office, tmp_path
):
    (tmp_path / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "lowong.csv").write_text("KODE LOWONGAN;NAMA JABATAN;UNIT KERJA;KEBUTUHAN\nL1;Camat;Kec A;1\n", encoding="utf-8")  # fmt: skip
    (tmp_path / "abk.csv").write_text("NAMA JABATAN;UNIT KERJA;OPD;HASIL ABK\nCamat;Kec A;Setda;1,4\nLurah;Kel B;Setda;2\n", encoding="utf-8")  # fmt: skip
    told = asn("import", "lowong.csv", "--format", "json", cwd=tmp_path).json()
    assert told["files"][0]["kind"] == "vacancies"
    done = asn("import", "abk.csv", "--format", "json", cwd=tmp_path)
    one = done.json()["files"][0]
    assert (done.code, one["kind"], one["accepted"], one["rejected"]) == (1, "formation", 1, 1)
    assert [(p["code"], p["cell"]) for p in one["problems"] if p["severity"] == "error"] == [
        ("ANGKA-BULAT", "D2")
    ]


def test_a_unit_takes_those_below_it_along(office):
    told = asn("formation", "--unit", "Dinas B", "--format", "json", cwd=office).json()
    assert [row["unit_kerja"] for row in told["rows"]] == ["Dinas B"]
    assert told["filter"]["unit"] == "Dinas B"
    assert pd.isna(told["rows"][0]["over_elsewhere"]) or told["rows"][0]["over_elsewhere"] == 0

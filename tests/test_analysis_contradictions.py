"""Every contradiction is found on its side of the boundary, with the cell of both sides, and nothing else is."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.contradictions.find import Facts, active_words, find_contradictions, no_rows
from asnkarier.analysis.contradictions.lists import orphans
from asnkarier.analysis.contradictions.names import bare_name, differ_clearly, name_contradictions
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.contradictions.table import COLUMNS
from asnkarier.model.frames import TABLES
from asnkarier.rules.rulebook import RuleBook
from people_frames import TABLE_VALUES, criterion, frame, in_force, rule_set, small_rulebook

AS_OF = date(2026, 6, 15)
NIP = "198003172005011907"
OTHER = "198504012010012908"
BOOK = RuleBook(
    small_rulebook(
        jabatan__eselon_kelompok=TABLE_VALUES["jabatan/eselon_kelompok"] | {"V.a": "pelaksana"}
    ).parameters,
    {"jabatan/uji": rule_set(criterion("S1", "kedudukan_hukum", ["Aktif", "PPPK Aktif"]))},
    {},
    "uji",
)
SOUND = {
    "nip": NIP,
    "nama": "Sari Utami",
    "tanggal_lahir": "1980-03-17",
    "status_asn": "PNS",
    "kedudukan_hukum": "Aktif",
    "golongan": "III/d",
    "tmt_golongan": "2017-04-01",
    "tmt_cpns": "2005-01-01",
    "jenis_jabatan": "struktural",
    "jabatan": "Kepala Seksi Mutasi",
    "eselon": "IV.a",
    "tmt_jabatan": "2019-02-01",
    "unit_kerja": "Bidang Mutasi",
    "tmt_pensiun": "2038-04-01",
}
POST = {"nip": NIP, "jabatan": "Kepala Seksi Mutasi", "tmt_jabatan": "2019-02-01"}


def found(*people, **tables):
    """Return the contradictions between rows of employees (oldest word first) and of other tables."""
    facts = Facts(
        AS_OF,
        Register(frame("employees", people)) if people else None,
        asked=tables.pop("asked", None),
        **{name: frame(name, rows) for name, rows in tables.items()},
    )
    return find_contradictions(facts, BOOK)


def codes(*people, **tables):
    return found(*people, **tables)["code"].tolist()


def person(**changed):
    return SOUND | changed


def test_sound_facts_contradict_nothing():
    answer = found(
        SOUND,
        positions=[
            POST,
            {"nip": NIP, "jabatan": "Analis", "tmt_jabatan": "2010-01-01", "sampai": "2019-01-31"},
        ],
        appraisals=[
            {
                "nip": NIP,
                "tahun": 2025,
                "hasil_kerja": "sesuai",
                "perilaku_kerja": "sesuai",
                "predikat": "baik",
            }
        ],
        units=[{"id": "1", "nama_unor": "BIDANG MUTASI"}],
        vacancies=[{"kode": "L1", "jabatan": "Kepala Seksi", "unit_kerja": "bidang  mutasi"}],
        courses=[{"kode": "K1", "nama_pelatihan": "Dasar", "kompetensi": "integritas", "prasyarat": None}],
        asked={"integritas"},
    )
    assert len(answer) == 0
    assert list(answer.columns) == list(COLUMNS)


@pytest.mark.parametrize(
    "changed, code",
    [
        ({"tmt_cpns": "1980-03-16"}, "TMT-SEBELUM-LAHIR"),
        ({"tmt_cpns": "1980-03-17"}, None),
        ({"tmt_golongan": "2004-12-31"}, "TMT-SEBELUM-CPNS"),
        ({"tmt_golongan": "2005-01-01"}, None),
        ({"tmt_jabatan": "1970-02-01"}, "TMT-SEBELUM-LAHIR"),
        ({"tmt_jabatan": "1970-02-01", "tanggal_lahir": None}, "TMT-SEBELUM-LAHIR"),
        ({"tmt_jabatan": "2004-12-31", "tmt_cpns": None}, None),
        ({"golongan": "IX"}, "GOLONGAN-STATUS"),
        ({"status_asn": "CPNS", "golongan": "V"}, "GOLONGAN-STATUS"),
        ({"status_asn": "PPPK"}, "GOLONGAN-STATUS"),
        ({"status_asn": "PPPK", "golongan": "IX"}, None),
        ({"status_asn": None, "golongan": "IX"}, None),
        ({"jenis_jabatan": "fungsional"}, "ESELON-JENIS"),
        ({"jenis_jabatan": "pelaksana"}, "ESELON-JENIS"),
        ({"jenis_jabatan": "pelaksana", "eselon": "V.a"}, None),
        ({"jenis_jabatan": "fungsional", "eselon": None}, None),
        ({"jenis_jabatan": None}, None),
        ({"tmt_pensiun": "2026-06-14"}, "PENSIUN-AKTIF"),
        ({"tmt_pensiun": "2026-06-15"}, None),
        ({"tmt_pensiun": "2026-06-14", "kedudukan_hukum": "PPPK  AKTIF"}, "PENSIUN-AKTIF"),
        ({"tmt_pensiun": "2026-06-14", "kedudukan_hukum": "Pensiun"}, None),
        ({"tmt_pensiun": "2026-06-14", "kedudukan_hukum": None}, None),
    ],
)
def test_one_person(changed, code):
    assert codes(person(**changed)) == ([] if code is None else [code])


def test_both_sides_are_told_where_they_stand():
    """The dates come from one list, the legal position from a later one: each side names its own row."""
    first = {**person(tmt_pensiun="2026-06-14"), "kedudukan_hukum": None, "source_id": 7, "row": 12}
    second = {"nip": NIP, "nama": "Sari Utami", "kedudukan_hukum": "Aktif", "source_id": 9, "row": 33}
    row = found(first, second).iloc[0]
    assert (row["field"], row["value"], row["source_id"], row["row"]) == ("tmt_pensiun", "2026-06-14", 7, 12)
    assert (row["other_field"], row["other_value"]) == ("kedudukan_hukum", "Aktif")
    assert (row["other_source_id"], row["other_row"]) == (9, 33)


@pytest.mark.parametrize(
    "one, other",
    [
        ("Ahmad Fauzi", "AHMAD FAUZI, S.Sos"),
        ("Dr. H. Ahmad Fauzi", "Ahmad Fauzi, S.H., M.H."),
        ("Muhammad Ali", "Moh. Ali"),
        ("Muh Ali", "Mochamad Ali"),
        ("M. Ali Akbar", "Mohammad Ali Akbar"),
        ("St. Aminah", "Siti Aminah"),
        ("Siti Aminah", "Sitti Aminah"),
        ("Siti Aminah", "Siti Aminah Lubis"),
        ("Abdul Rahman", "Abdurrahman"),
        ("I Made Suarta", "Made Suarta"),
        ("Ma'ruf Amin", "Maruf Amin"),
        ("Sri Wahyuni", "Sri Wahyuningsih"),
        ("Suharto", "Suharto Wijaya"),
        ("Budi Santoso Wijaya", "Budi Santoso"),
    ],
)
def test_one_name_in_two_spellings(one, other):
    assert not differ_clearly(bare_name(one), bare_name(other))


@pytest.mark.parametrize(
    "one, other",
    [
        ("Ahmad Fauzi", "Budi Santoso"),
        ("Siti Aminah", "Siti Rahma"),
        ("Sari", "Dewi"),
        ("Agus Salim", "Agus Hermawan"),
        ("Muhammad Ali", "Muhammad Yusuf"),
    ],
)
def test_two_names(one, other):
    assert differ_clearly(bare_name(one), bare_name(other))


@settings(max_examples=200, deadline=None)
@given(*2 * [st.text(st.sampled_from("ABDIMNRSU '.,"), max_size=18)])
def test_difference_of_names_does_not_depend_on_the_order(one, other):
    one, other = bare_name(one), bare_name(other)
    assert differ_clearly(one, other) == differ_clearly(other, one)
    assert not differ_clearly(one, one)


def test_two_people_with_one_nip():
    answer = found(person(source_id=1, row=5), person(nama="Dewi Lestari", source_id=2, row=9))
    assert answer["code"].tolist() == ["NAMA-BEDA"]
    row = answer.iloc[0]
    assert (row["value"], row["source_id"], row["row"]) == ("Dewi Lestari", 2, 9)
    assert (row["other_value"], row["other_source_id"], row["other_row"]) == ("Sari Utami", 1, 5)


def test_next_months_list_corrects_the_last_one_of_its_kind():
    versions = frame("employees", [person(), person(nama="Dewi Lestari"), person(nip=OTHER, nama="Rudi")])
    register = Register(versions)
    same_list, other_list = [0, 0, 1], [0, 1, 1]
    assert len(name_contradictions(register, pd.Series(same_list).to_numpy())) == 0
    assert len(name_contradictions(register, pd.Series(other_list).to_numpy())) == 1
    assert len(name_contradictions(register)) == 1


@pytest.mark.parametrize(
    "posts, expected",
    [
        ([POST], []),
        ([{**POST, "jabatan": "KEPALA SEKSI MUTASI PEGAWAI"}], []),
        ([{**POST, "jabatan": "Kepala Seksi Diklat"}], ["JABATAN-RIWAYAT-BEDA"]),
        ([{**POST, "jabatan": "Kepala Seksi Diklat", "tmt_jabatan": "2019-01-31"}], []),
        (
            [POST, {**POST, "jabatan": "Kepala Seksi Diklat", "tmt_jabatan": "2021-01-01"}],
            ["JABATAN-RIWAYAT-BEDA"],
        ),
        ([POST, {**POST, "jabatan": "Plt. Kepala Bidang", "tmt_jabatan": "2021-01-01"}], []),
        ([POST, {**POST, "jabatan": "Kepala Seksi Diklat", "tmt_jabatan": "2026-06-16"}], []),
        (
            [
                POST,
                {
                    **POST,
                    "jabatan": "Kepala Seksi Diklat",
                    "tmt_jabatan": "2021-01-01",
                    "sampai": "2022-01-01",
                },
            ],
            [],
        ),
        ([POST, {**POST, "jabatan": "Kepala Seksi Diklat"}], []),
        ([{**POST, "sampai": "2026-06-14"}], ["JABATAN-SELESAI"]),
        ([{**POST, "sampai": "2026-06-15"}], []),
        ([{**POST, "nip": OTHER, "jabatan": "Camat"}], []),
        ([{**POST, "sampai": "2019-01-31"}], ["JABATAN-SELESAI", "TMT-SETELAH-SAMPAI"]),
        ([{**POST, "tmt_jabatan": "2004-12-31"}], ["TMT-SEBELUM-CPNS"]),
        ([{**POST, "tmt_jabatan": "2004-12-31", "nip": OTHER}], []),
        ([{**POST, "jenis_jabatan": "fungsional", "eselon": "IV.a"}], ["ESELON-JENIS"]),
    ],
)
def test_history_of_posts(posts, expected):
    assert codes(SOUND, positions=posts) == expected


def test_posts_without_any_employee_are_still_held_against_themselves():
    posts = [
        {**POST, "sampai": "2018-01-01"},
        {**POST, "jabatan": "Camat", "jenis_jabatan": "pelaksana", "eselon": "II.b"},
    ]
    assert codes(positions=posts) == ["ESELON-JENIS", "TMT-SETELAH-SAMPAI"]


@pytest.mark.parametrize(
    "hasil, perilaku, predikat, expected",
    [
        ("di_bawah", "sesuai", "baik", "butuh_perbaikan"),
        ("sesuai", "sesuai", "baik", None),
        (None, "sesuai", "sangat_kurang", None),
        ("sesuai", "sesuai", None, None),
    ],
)
def test_predikat(hasil, perilaku, predikat, expected):
    facts = {
        "nip": NIP,
        "tahun": 2025,
        "hasil_kerja": hasil,
        "perilaku_kerja": perilaku,
        "predikat": predikat,
    }
    answer = found(appraisals=[facts])
    assert answer["other_value"].tolist() == ([] if expected is None else [expected])
    assert set(answer["code"]) <= {"KINERJA-PREDIKAT-BEDA"}


def test_units_that_no_list_knows():
    people = [
        person(),
        person(nip=OTHER, unit_kerja="Bidang Mutasii"),
        person(nip=NIP[:-1] + "9", unit_kerja="BIDANG MUTASII"),
    ]
    vacancies = [{"kode": "L1", "jabatan": "Camat", "unit_kerja": "Kecamatan Z"}]
    units = [{"id": "1", "nama_unor": "Bidang Mutasi"}]
    answer = found(*people, vacancies=vacancies, units=units)
    assert answer[["code", "key", "value", "people"]].to_numpy().tolist() == [
        ["UNIT-TIADA", "", answer["value"].iloc[0], 2],
        ["UNIT-TIADA", "L1", "Kecamatan Z", 1],
    ]
    assert codes(*people, vacancies=vacancies) == []


def test_courses():
    course = {"kode": "K1", "nama_pelatihan": "Dasar", "kompetensi": "integritas"}
    courses = [
        course,
        {**course, "kode": "K2", "nama_pelatihan": "Lanjut", "prasyarat": "k1"},
        {**course, "kode": "K3", "nama_pelatihan": "Mahir", "prasyarat": "LANJUT"},
        {**course, "kode": "K4", "prasyarat": "K9"},
        {**course, "kode": "K5", "kompetensi": "teknis/sulap"},
    ]
    answer = found(courses=courses, asked={"integritas"})
    assert answer[["code", "key"]].to_numpy().tolist() == [
        ["KOMPETENSI-TANPA-STANDAR", "K5"],
        ["PRASYARAT-TIADA", "K4"],
    ]
    assert codes(courses=courses) == ["PRASYARAT-TIADA"]


def test_prerequisites_that_are_none_and_those_in_a_circle():
    course = {"nama_pelatihan": "Dasar", "kompetensi": "integritas"}
    none = [
        {**course, "kode": f"N{at}", "prasyarat": text}
        for at, text in enumerate(("Tidak ada", "-", "nihil", ""))
    ]
    assert codes(courses=none) == []
    needs = {"A": "B", "B": "Pelatihan C", "C": "A", "D": "A", "E": "E", "F": "D"}
    courses = [
        {**course, "kode": one, "nama_pelatihan": f"Pelatihan {one}", "prasyarat": need}
        for one, need in needs.items()
    ]
    answer = found(courses=courses)
    assert set(answer["code"]) == {"PRASYARAT-MELINGKAR"}
    assert answer["key"].tolist() == ["A", "B", "C", "E"]


@pytest.mark.parametrize(
    ("begin", "end", "wrong"),
    [
        ("2027-06-10", "2027-06-09", True),
        ("2027-06-10", "2027-06-10", False),
        ("2027-06-10", "2027-06-11", False),
        ("2027-06-10", None, False),
        (None, "2027-06-09", False),
        (None, None, False),
    ],
)
def test_courses_and_trainings_that_end_before_they_begin(begin, end, wrong):
    days = {"tanggal_mulai": begin, "tanggal_selesai": end, "row": 7}
    course = {"kode": "K1", "nama_pelatihan": "Dasar", "kompetensi": "integritas"} | days
    training = {"nip": NIP, "nama_pelatihan": "Diklat Dasar"} | days
    sides = ["table", "field", "value", "row", "other_field", "other_value", "other_row"]
    for rows, nip, key in (
        ({"courses": [course]}, "", "K1"),
        ({"trainings": [training]}, NIP, "Diklat Dasar"),
    ):
        answer = found(**rows)
        dates = [*rows, "tanggal_mulai", begin, 7, "tanggal_selesai", end, 7]
        expected = [["TANGGAL-TERBALIK", nip, key, *dates]] if wrong else []
        assert answer[["code", "nip", "key", *sides]].to_numpy().tolist() == expected


LEVEL = {"nip": NIP, "kompetensi": "integritas", "level": 3.0, "tanggal_asesmen": "2026-05-01", "row": 2}


@pytest.mark.parametrize(
    ("undated", "told"),
    [
        ({"level": 1.0}, [("1", "3")]),
        ({"level": 2.5}, [("2.5", "3")]),
        ({"level": 3.0}, []),
        ({"level": 1.0, "kompetensi": "kerja_sama"}, []),
        ({"level": 1.0, "nip": OTHER}, []),
        ({"level": 1.0, "tanggal_asesmen": "2026-06-01"}, []),
    ],
)
def test_an_undated_level_beside_another_dated_one(undated, told):
    older = LEVEL | {"tanggal_asesmen": "2020-01-01", "level": 1.0, "row": 4}
    rows = [older, LEVEL, LEVEL | {"tanggal_asesmen": None, "row": 3} | undated]
    answer = found(assessments=rows)
    assert list(zip(answer["value"], answer["other_value"], strict=True)) == told
    assert set(answer["code"]) <= {"ASESMEN-TANPA-TANGGAL"}
    assert [*zip(answer["row"], answer["other_row"], strict=True)] == [(3, 2)] * len(told)


def test_orphans_are_counted_person_by_person():
    posts = frame(
        "positions",
        [{**POST, "nip": OTHER, "row": 8}, {**POST, "nip": OTHER, "jabatan": "Camat", "row": 4}, POST],
    )
    answer = orphans({"positions": posts, "appraisals": no_rows("appraisals")}, pd.Index([NIP]))
    assert answer[["table", "nip", "facts", "row"]].to_numpy().tolist() == [["positions", OTHER, 2, 4]]
    assert len(orphans({}, pd.Index([NIP]))) == 0


def test_active_words_are_those_of_the_law_in_force():
    later = rule_set(criterion("S2", "kedudukan_hukum", ["Tugas Belajar"], since=date(2027, 1, 1)))
    book = RuleBook(BOOK.parameters, {**BOOK.rule_sets, "jabatan/lain": later}, {}, "uji")
    assert active_words(book, AS_OF) == {"AKTIF", "PPPK AKTIF"}
    assert "TUGAS BELAJAR" in active_words(book, date(2027, 1, 1))
    assert in_force(1).value == 1


FIELDS = ("nama", "golongan", "jabatan", "unit_kerja")
VERSION = st.fixed_dictionaries(
    {
        "nip": st.sampled_from([NIP, OTHER]),
        **{name: st.none() | st.sampled_from(["a", "b"]) for name in FIELDS},
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(VERSION, min_size=1, max_size=7))
def test_register_holds_the_latest_value_of_every_field_and_its_place(rows):
    register = Register(frame("employees", rows))
    assert register.nips.tolist() == sorted({row["nip"] for row in rows})
    for place, nip in enumerate(register.nips):
        for name in FIELDS:
            told = [(number, row[name]) for number, row in enumerate(rows) if row["nip"] == nip and row[name]]
            where, value = told[-1] if told else (-1, None)
            assert register.place(name)[place] == where
            held = register.frame[name].iloc[place]
            assert (None if pd.isna(held) else held) == value
    assert set(TABLES["employees"].columns) <= set(register.frame.columns)

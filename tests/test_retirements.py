"""Who leaves when: the day by law and contract, both ends where facts allow two, and what that empties."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.careers.leaving import until_in, when_leaving
from asnkarier.analysis.careers.serving import in_service, leaving_days
from in_process import asn
from law import load_rulebook
from people_frames import frame

BOOK = load_rulebook()
BIRTHDAY = load_rulebook(None, {"jabatan/hari_pensiun": "tanggal_lahir"})
AS_OF = date(2026, 11, 1)
ADMINISTRATOR = {"jabatan": "Kepala Bidang Uji", "kelompok": "administrator"}


def people(*rows):
    whole = [
        {"tanggal_lahir": f"{one['nip'][:4]}-{one['nip'][4:6]}-{one['nip'][6:8]}", "status_asn": "PNS", **one}
        for one in rows
    ]
    plain = [{key: value for key, value in one.items() if key != "kelompok"} for one in whole]
    classes = [one.get("kelompok") for one in rows]
    return frame("employees", plain).assign(kelompok=np.array(classes, dtype=object))


def leaving(book=BOOK, **facts):
    found = when_leaving(people({"nip": "197001152000011901", **ADMINISTRATOR, **facts}), book, AS_OF)
    days = [
        None if np.isnat(one[0]) else one[0].item().isoformat()
        for one in (found.earliest, found.latest, found.day)
    ]
    basis = found.basis[0]
    codes = [one.code for one in dict(basis.facts)["parts"]] if basis.code == "together" else [basis.code]
    return (*days, codes)


MONTH = "leaves_month_after"


@pytest.mark.parametrize(
    ("facts", "earliest", "latest", "day", "codes"),
    [
        ({}, "2028-02-01", "2028-02-01", "2028-02-01", ["leaves_at_age", MONTH]),
        ({"jabatan": "Kepala Dinas Uji", "kelompok": "jpt_pratama"}, "2030-02-01", "2030-02-01", "2030-02-01", ["leaves_at_age", MONTH]),
        ({"jabatan": "Guru Ahli Muda", "kelompok": "jf_ahli_muda"}, "2030-02-01", "2030-02-01", "2030-02-01", ["leaves_at_age", MONTH]),
        ({"tmt_pensiun": "2028-03-01"}, "2028-03-01", "2028-03-01", "2028-03-01", ["leaves_as_stated"]),
        ({"tanggal_lahir": "1970-03-20"}, "2028-02-01", "2028-04-01", None, ["leaves_at_age", MONTH, "leaves_two_births"]),
        ({"tanggal_lahir": "1970-01-20"}, "2028-02-01", "2028-02-01", "2028-02-01", ["leaves_at_age", MONTH, "leaves_two_births"]),
        ({"tanggal_lahir": None}, "2028-02-01", "2028-02-01", "2028-02-01", ["leaves_at_age", MONTH]),
        ({"jabatan": "Profesor", "kelompok": "jf_ahli_utama"}, "2035-02-01", "2040-02-01", None, ["leaves_age_extendable", MONTH]),
        ({"status_asn": "PPPK", "akhir_kontrak": "2027-06-30"}, "2027-07-01", "2027-07-01", "2027-07-01", ["leaves_after_contract"]),
        ({"status_asn": "PPPK", "akhir_kontrak": "2028-01-31"}, "2028-02-01", "2028-02-01", "2028-02-01", ["leaves_after_contract"]),
        ({"status_asn": "PPPK", "akhir_kontrak": "2028-02-01"}, "2028-02-01", "2028-02-01", "2028-02-01", ["leaves_at_age", MONTH]),
        ({"status_asn": "PPPK"}, None, "2028-02-01", None, ["leaves_contract_open"]),
        ({"nip": "199913152000011901", "tanggal_lahir": None}, None, None, None, ["leaves_birth_unknown"]),
        ({"kelompok": ""}, None, None, None, ["leaves_class_unknown"]),
    ],
)  # fmt: skip
def test_the_day_and_what_says_it(facts, earliest, latest, day, codes):
    assert leaving(**facts) == (earliest, latest, day, codes)


@pytest.mark.parametrize(
    ("born", "on_birthday", "month_after"),
    [
        ("1970-05-01", "2028-05-01", "2028-06-01"),
        ("1970-05-31", "2028-05-31", "2028-06-01"),
        ("1970-12-31", "2028-12-31", "2029-01-01"),
        ("1970-02-28", "2028-02-28", "2028-03-01"),
        # 2030 has no 29 February: the age is complete on the first of March, which is the month after the month of birth.
        ("1972-02-29", "2030-03-01", "2030-03-01"),
    ],
)
def test_both_readings_of_the_day(born, on_birthday, month_after):
    who = {"nip": f"{born.replace('-', '')}200001{1}901", **ADMINISTRATOR}
    for book, day, code in ((BIRTHDAY, on_birthday, "leaves_that_day"), (BOOK, month_after, MONTH)):
        assert leaving(book, **who) == (day, day, day, ["leaves_at_age", code])
        office = people(who)
        assert leaving_days(office, book, AS_OF)[0].item().isoformat() == day
        first_out = date.fromisoformat(day)
        before, on = (in_service(office, book, (), one).left_out[0] for one in (first_out - timedelta(days=1), first_out))  # fmt: skip
        assert (before, on) == ("", "pensiun")


def test_without_a_policy_both_days_stand(tmp_path):
    (tmp_path / "jabatan").mkdir()
    (tmp_path / "jabatan" / "hari_pensiun.yaml").write_text('aktif: false\ndasar: "kebijakan-bawaan"\n')
    book = load_rulebook(tmp_path)
    assert leaving(book) == ("2028-01-15", "2028-02-01", None, ["leaves_at_age", "leaves_day_open"])


@pytest.mark.parametrize("stated", ["2026-12-01", "2027-06-15", "2029-05-01"])
def test_a_listed_tmt_pensiun_wins_in_every_place(stated):
    """Earlier or later than the age says: in the list, for who counts, for plans and for benches."""
    who = {"nip": "196812152000011901", **ADMINISTRATOR, "tmt_pensiun": stated}
    first_out = date.fromisoformat(stated)
    for book in (BOOK, BIRTHDAY):
        assert leaving(book, **who) == (stated, stated, stated, ["leaves_as_stated"])
        office = people(who)
        assert leaving_days(office, book, AS_OF)[0].item() == first_out
        found = when_leaving(office, book, AS_OF)
        assert until_in(found, book, "Kepala Dinas Uji", "jpt_pratama", AS_OF)[0].item() == first_out
        before, on = (in_service(office, book, (), one).left_out[0] for one in (first_out - timedelta(days=1), first_out))  # fmt: skip
        assert (before, on) == ("", "pensiun")


def test_another_post_takes_nobody_past_the_end_of_a_contract():
    who = {"nip": "197001152021211901", **ADMINISTRATOR, "status_asn": "PPPK", "akhir_kontrak": "2028-12-31"}
    found = when_leaving(people(who), BOOK, AS_OF)
    assert (found.fact[0], found.day[0].item()) == ("tanggal_lahir", date(2028, 2, 1))
    assert until_in(found, BOOK, "Kepala Dinas Uji", "jpt_pratama", AS_OF)[0].item() == date(2029, 1, 1)


def test_a_former_age_that_may_be_kept_is_the_latest_day_only():
    was = date(2018, 1, 1)
    rows = people({"nip": "195904061985031901", "jabatan": "Arsiparis Ahli Muda", "kelompok": "jf_ahli_muda", "tmt_jabatan": "2010-01-01"})  # fmt: skip
    found = when_leaving(rows, BOOK, was)
    assert (found.earliest[0].item(), found.latest[0].item()) == (date(2017, 5, 1), date(2019, 5, 1))
    assert (found.least[0], found.most[0]) == (58, 60)
    assert [one.code for one in dict(found.basis[0].facts)["parts"]] == ["leaves_age_kept", MONTH]


# Whoever is younger comes to the age after the first day of the law.
births = st.dates(date(1962, 1, 1), date(1995, 12, 31))
somebody = st.fixed_dictionaries(
    {
        "nip": births.map(lambda one: f"{one:%Y%m%d}200001190"),
        "tanggal_lahir": st.none() | births.map(str),
        "kelompok": st.sampled_from(["administrator", "jpt_pratama", "jf_ahli_muda", "jf_ahli_utama", ""]),
        "jabatan": st.sampled_from(["Kepala Seksi Uji", "Guru Ahli Muda", "Profesor", "Arsiparis Ahli Muda"]),
        "status_asn": st.sampled_from(["PNS", "PPPK"]),
        "akhir_kontrak": st.none() | st.dates(date(2026, 6, 1), date(2033, 1, 1)).map(str),
        "tmt_pensiun": st.none() | st.dates(date(2026, 6, 1), date(2033, 1, 1)).map(str),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(somebody, min_size=1, max_size=12), st.sampled_from([BOOK, BIRTHDAY]))
def test_nobody_is_out_of_service_before_the_first_day_and_everybody_on_the_last(rows, book):
    numbered = [{**one, "nip": f"{one['nip']}{place % 10}"} for place, one in enumerate(rows)]
    office = people(*numbered)
    found = when_leaving(office, book, AS_OF)
    expected = leaving_days(office, book, AS_OF)
    assert ((found.latest == expected) | np.isnat(found.latest)).all()
    assert not (found.earliest > found.latest).any()
    for place in range(len(office)):
        one = office.iloc[[place]].reset_index(drop=True)
        if not np.isnat(found.latest[place]):
            assert in_service(one, book, (), found.latest[place].item()).left_out[0]
        if not np.isnat(found.earliest[place]):
            assert not in_service(one, book, (), found.earliest[place].item() - timedelta(days=1)).left_out[0]


@settings(max_examples=60, deadline=None)
@given(st.lists(somebody, min_size=1, max_size=12))
def test_the_readings_differ_by_no_more_than_a_month_and_only_where_the_age_says_the_day(rows):
    office = people(*({**one, "nip": f"{one['nip']}{place % 10}"} for place, one in enumerate(rows)))
    birthday, month = (when_leaving(office, book, AS_OF) for book in (BIRTHDAY, BOOK))
    for early, late in ((birthday.earliest, month.earliest), (birthday.latest, month.latest)):
        apart = (late - early)[~np.isnat(late)].astype(int)
        assert ((apart >= 0) & (apart <= 31)).all()
        assert (np.isnat(early) == np.isnat(late)).all()
    stated = (
        ~np.isnat(office["tmt_pensiun"].to_numpy(dtype="datetime64[D]"))
        & (office["status_asn"] == "PNS").to_numpy()
    )
    assert (birthday.latest[stated] == month.latest[stated]).all()


HEAD = "nip,nama,tanggal_lahir,status_asn,kedudukan_hukum,jenis_jabatan,jabatan,jenjang,eselon,unit_kerja,tmt_pensiun,akhir_kontrak\n"
PEOPLE = (
    "197001152000011901,Ani,1970-01-15,PNS,Aktif,struktural,Kepala Bidang A,,III.b,Dinas A,,\n",
    "197001152000011902,Budi,1970-03-20,PNS,Aktif,struktural,Kepala Bidang B,,III.b,Dinas A,,\n",
    "197001152000011903,Citra,1970-01-15,PNS,Aktif,pelaksana,Pengolah Data,,,Dinas A,2027-05-01,\n",
    "199001152010011904,Dedi,1990-01-15,PNS,Aktif,pelaksana,Pengolah Data,,,Dinas A,,\n",
    "199001152021211905,Eka,1990-01-15,PPPK,PPPK Aktif,fungsional,Guru Ahli Pertama,ahli_pertama,,SD B,,2028-12-31\n",
    "199001152021211906,Fitri,1990-01-15,PPPK,PPPK Aktif,fungsional,Guru Ahli Pertama,ahli_pertama,,SD B,,\n",
    "197310152000011907,Gita,1973-10-15,PNS,Aktif,struktural,Kepala Bidang C,,III.b,Dinas A,,\n",
    "197311012000011908,Hadi,1973-11-01,PNS,Aktif,struktural,Kepala Bidang D,,III.b,Dinas A,,\n",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pensiun")
    (folder / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    text = (HEAD + "".join(PEOPLE)).replace("197301152000011907", "197310152000011907")
    (folder / "pegawai.csv").write_text(text, encoding="utf-8")
    done = asn("import", "pegawai.csv", cwd=folder)
    assert done.code == 0, done.err
    return folder


def test_the_report_lists_them_soonest_first_up_to_the_very_day(office):
    told = asn("retirements", "--format", "json", cwd=office).json()
    assert told["schema"] == "asn.retirements/1"
    rows = told["rows"]
    # Out of service on 1 November 2031 is within five years, on 1 December it is not.
    assert [row["nama"] for row in rows] == ["Citra", "Ani", "Budi", "Eka", "Gita"]
    assert [row["retires_on"] for row in rows] == [
        "2027-05-01",
        "2028-02-01",
        None,
        "2029-01-01",
        "2031-11-01",
    ]
    assert (rows[2]["earliest_on"], rows[2]["latest_on"]) == ("2028-02-01", "2028-04-01")
    assert [row["bup"] for row in rows] == [58, 58, 58, None, 58]
    ends = ["listed_pension", "reaches_bup", "reaches_bup", "contract_ends", "reaches_bup"]
    assert [row["ends_by"] for row in rows] == ends
    assert rows[0]["source"].endswith("K4")
    # A contract that ends is no retirement age: no BUP and no law of one stands beside it, but the cell of its last day.
    assert (rows[3]["bup_latest"], rows[3]["citation"], rows[3]["day_citation"]) == (None, None, None)
    assert rows[3]["source"].endswith("L6")
    assert {row["day_citation"] for row in (rows[1], rows[2], rows[4])} == {"Kebijakan bawaan (hari pensiun)"}
    assert {row["day_citation"] for row in (rows[0], rows[3])} == {None}
    assert [one["key"] for one in told["leans_on"]] == ["jabatan/hari_pensiun"]
    assert [row["nama"] for row in told["unknown"]] == ["Fitri"]
    totals = told["totals"]
    assert (totals["people"], totals["people_open"], totals["unknown"]) == (5, 0, 1)
    # Dedi stays in the post of Citra, of Fitri nothing is known.
    assert (totals["posts_emptied"], totals["key_posts_emptied"]) == (3, 3)
    assert sum(one["people"] + one["people_open"] for one in told["by_year"]) == len(rows)
    assert sum(one["people"] + one["people_open"] for one in told["by_unit"]) == len(rows)


def test_critical_posts_of_config_are_the_key_posts(office):
    config = office / "config.yaml"
    before = config.read_text(encoding="utf-8")
    config.write_text(before + "needs: {critical: [Kepala Bidang A, jf_ahli_pertama]}\n", encoding="utf-8")
    told = asn("retirements", "--format", "json", cwd=office).json()
    config.write_text(before, encoding="utf-8")
    assert [row["nama"] for row in told["rows"] if row["key_post"]] == ["Ani", "Eka"]
    assert told["totals"]["key_posts_emptied"] == 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_eighty_columns_in_both_languages(office, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = asn("--language", language, "retirements", cwd=office).out
    assert max(map(len, shown.splitlines())) <= 80
    assert "01-02-2028" in shown or "2028-02-01" in shown
    assert "kontrak berakhir" in shown or "end of contract" in shown
    assert "leaves_" not in shown


def test_a_unit_narrows_the_report_and_nobody_of_it_leaves_in_a_year(office):
    told = asn("retirements", "--unit", "SD B", "--years", "1", "--format", "json", cwd=office).json()
    assert (told["rows"], told["totals"]["counted"], told["totals"]["unknown"]) == ([], 2, 1)
    assert asn("retirements", "--years", "0", cwd=office).code == 2

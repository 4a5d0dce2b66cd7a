"""Development plans: every gap has something to do, what nobody assessed is assessed first, and the hours are those of the year."""

from collections import defaultdict
from datetime import date

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.agency.training.in_time import course_days
from asnkarier.analysis.training.actions import MENTOR, actions, open_courses
from in_process import asn
from people_frames import frame
from planned_office import CONFIG, LISTS, PLAN_HEAD, A, B, C, D, E, F, import_all, plan_line, write_office

DAY = date(2026, 11, 1)


def idp(folder, *words):
    done = asn("idp", *words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = write_office(tmp_path_factory.mktemp("kantor"))
    import_all(folder, asn)
    return folder


def test_the_small_office_by_hand(office):
    found = idp(office, "--all")
    assert found["schema"] == "asn.idp/1"
    told = defaultdict(list)
    for row in found["rows"]:
        told[row["nip"], row["kompetensi"]].append((row["action"], row["basis"], row["what"]))
    # A: integritas 3 of 2; kerja sama 1 of 3, and no course begins at 1 (the place of the plan was attended, assessed since).
    assert (A, "integritas") not in told
    assert told[A, "kerja_sama"] == [("coaching", "no_course_for_it", None)]
    assert told[B, "integritas"] == [("assess_first", "never_assessed", None)]
    assert told[E, "kerja_sama"] == [("course", "kept_plan", "Kursus Kerja Sama")]
    assert told[E, "integritas"] == [("course", "in_catalogue", "Bimtek Integritas")]
    assert told[D, "kerja_sama"] == [("assess_first", "never_assessed", None)]
    people = {one["nip"]: one for one in found["people"]}
    assert (people[A]["gaps"], people[A]["jp_year"], people[A]["target"], people[A]["jp_status"]) == (
        1,
        24,
        20,
        "reached",
    )
    assert (people[E]["planned"], people[E]["jp_planned"], people[E]["to_go"]) == (1, 10, 20)
    assert (people[F]["target"], people[F]["to_go"]) == (24, None)
    assert found["people"][0]["nip"] == E  # who has most gaps stands first


def test_a_course_that_was_attended_is_assessed_before_another_is_proposed(tmp_path):
    lists = LISTS | {"asesmen": [line for line in LISTS["asesmen"] if "2026-06-01" not in line]}
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn)
    rows = {row["kompetensi"]: row for row in idp(folder, A)["rows"]}
    assert (rows["integritas"]["action"], rows["integritas"]["basis"]) == ("assess_first", "taken_since")


def test_one_person_is_one_page_and_several_have_one_each(office, tmp_path):
    alone = idp(office, E)
    assert alone["people"]["nip"] == E  # a record
    assert asn("idp", "--all", "--output", tmp_path / "idp.xlsx", cwd=office).code == 0
    book = openpyxl.load_workbook(tmp_path / "idp.xlsx")
    assert {f"Pegawai {number} {nip[-4:]}" for number, nip in enumerate((A, B, C, D, E, F), 1)} <= set(
        book.sheetnames
    )
    assert [one["nip"] for one in idp(office, "--unit", "Dinas Dua")["people"]] == [C, D]


def test_somebody_must_be_named(office):
    done = asn("idp", cwd=office)
    assert (done.code, "--all" in done.err) == (2, True)


def test_pairs_of_mentor_and_mentee_that_go_on_stand_beside_the_courses(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn)
    (folder / "mentor.csv").write_text(
        "NIP Mentee,NIP Mentor,Kompetensi,Tanggal Mulai,Tanggal Selesai\n"
        f"{E},{A},Integritas,2026-09-01,2026-12-01\n{E},{A},Kerja Sama,2026-01-05,2026-04-05\n",
        encoding="utf-8",
    )
    assert asn("import", "mentor.csv", "--as", "mentoring_pairs", cwd=folder).code == 0
    rows = [
        (row["kompetensi"], row["action"], row["what"], row["mentor"], row["when"])
        for row in idp(folder, E)["rows"]
    ]
    assert ("integritas", "mentor", "Pegawai 1", A, "2026-12-01") in rows
    assert [one[1] for one in rows if one[0] == "kerja_sama"] == ["course"]  # that pair is over
    assert [one[1] for one in rows if one[0] == "integritas"] == ["mentor"]


def test_where_no_pair_is_known_it_says_how_to_find_and_keep_mentors(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn)
    shown = " ".join(asn("idp", D, cwd=folder).out.split())
    assert "No pair of mentor and mentee is known" not in shown  # D lacks nothing that a mentor could teach
    shown = " ".join(asn("idp", E, cwd=folder).out.split())
    assert "No pair of mentor and mentee is known" in shown
    steps = idp(folder, "--unit", "Dinas Tiga")["next_steps"]
    assert "asn match-mentors --unit 'Dinas Tiga' --output mentor.xlsx" in steps
    # The workbook of what is proposed is a list of pairs as it is.
    (folder / "config.yaml").write_text(CONFIG + "mentoring: {within: agency}\n", encoding="utf-8")
    assert asn("match-mentors", "--output", "mentor.xlsx", cwd=folder).code == 0
    assert asn("import", "mentor.xlsx", "--as", "mentoring_pairs", cwd=folder).code == 0
    found = idp(folder, E)
    assert (MENTOR, A) in {(row["action"], row["mentor"]) for row in found["rows"]}
    assert "No pair of mentor" not in asn("idp", E, cwd=folder).out


@pytest.mark.parametrize(
    ("jadwal", "day", "words"),
    [("3-5 Maret 2027", "2027-03-03", None), ("5 April 2027", "2027-04-05", None), ("Triwulan II 2027", None, "Triwulan II 2027"), ("", None, None)],
)  # fmt: skip
def test_the_schedule_of_the_catalogue_says_when_where_the_plan_does_not(tmp_path, jadwal, day, words):
    head, first, second = LISTS["katalog"]
    lists = LISTS | {"katalog": [f"{head},Jadwal", f"{first},{jadwal}", f"{second},7 Mei 2027"]}
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn)
    rows = {row["kompetensi"]: row for row in idp(folder, E)["rows"]}
    assert (rows["integritas"]["when"], rows["integritas"]["jadwal"]) == (day, words)
    assert rows["kerja_sama"]["when"] == "2026-03-30"  # the plan says a day of its own
    found = asn("training-status", "--format", "json", cwd=folder).json()["places"]
    places = {(one["nip"], one["kode"]): one for one in found}
    assert (places[D, "K1"]["tanggal_mulai"], places[D, "K1"]["jadwal"]) == (day, words)
    assert places[D, "K1"]["tanggal_selesai"] == {"3-5 Maret 2027": "2027-03-05"}.get(jadwal)
    assert places[E, "K2"]["tanggal_mulai"] == "2026-03-30"
    assert places[D, "K1"]["status"] == "open"  # a schedule fixes no day of the plan


def test_without_a_plan_courses_are_proposals(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    rows = idp(folder, E)["rows"]
    assert {row["basis"] for row in rows} == {"in_catalogue"}
    told = " ".join(asn("idp", E, cwd=folder).out.split())
    assert "every course here is a proposal from the catalogue" in told


def test_whose_post_no_standard_judges_lacks_nothing_that_is_known(agency, run_asn):
    rows = run_asn("gap", "--format", "json", cwd=agency).json()["rows"]
    without = {row["nip"] for row in rows if row["standar"] is None}
    found = idp(agency, "--all")
    assert without
    told = {one["nip"]: (one["gaps"], one["unassessed"]) for one in found["people"]}
    assert {nip for nip, one in told.items() if one == (None, None)} == without
    assert all(None not in one for nip, one in told.items() if nip not in without)
    assert any("standards" in step for step in found["next_steps"])


@pytest.mark.parametrize("target", ["held", "next"])
def test_the_sample_agency_told_again_from_its_gaps(agency, run_asn, target):
    unit = "Dinas Pendidikan"
    words = ("--unit", unit) if target == "held" else ("--unit", unit, "--target", target)
    found = idp(agency, *words)
    items = run_asn("gap", "--unit", unit, "--by", "item", "--format", "json", cwd=agency).json()["rows"]
    open_ = {
        (row["nip"], row["kompetensi"]): row["status"]
        for row in items
        if row["status"] in ("gap", "unassessed")
    }
    held = [row for row in found["rows"] if row["for_post"] == "held_post"]
    assert {(row["nip"], row["kompetensi"]) for row in held} == set(open_)
    for row in held:
        assert (row["action"] == "assess_first") == (open_[row["nip"], row["kompetensi"]] == "unassessed")
    if target == "next":
        above = run_asn(
            "gap", "--unit", unit, "--by", "item", "--against", "next", "--format", "json", cwd=agency
        ).json()
        wanted = {(row["nip"], row["kompetensi"]): row for row in above["rows"]}
        asked = {(row["nip"], row["kompetensi"]): row["required"] for row in items}
        further = [row for row in found["rows"] if row["for_post"] == "target_post"]
        assert further
        for row in further:
            key = row["nip"], row["kompetensi"]
            assert row["required"] == wanted[key]["required"] > asked.get(key, 0)
            assert wanted[key]["status"] in ("gap", "unassessed")


COURSES = frame(
    "courses",
    [
        {"kode": "K1", "nama_pelatihan": "Satu", "kompetensi": "i", "level_awal": 1.0, "level_akhir": 2.0, "biaya": 5.0},
        {"kode": "K2", "nama_pelatihan": "Dua", "kompetensi": "i", "level_awal": 1.0, "level_akhir": 3.0, "biaya": 9.0},
        {"kode": "K3", "nama_pelatihan": "Tiga", "kompetensi": "i", "level_awal": None, "level_akhir": 3.0, "biaya": 7.0},
    ],
)  # fmt: skip


def item(nip, status, level=1.0, required=3.0, when=date(2026, 1, 5)):
    return {
        "nip": nip, "kompetensi": "i", "required": required, "level": level if status == "gap" else None, "status": status,
        "tanggal_asesmen": pd.Timestamp(when) if status == "gap" else pd.NaT,
    }  # fmt: skip


def lines(*rows):
    told = [
        {"rencana": "r", "nip": nip, "kode": kode, "nama_pelatihan": kode, "kompetensi": "i", "jp": 8.0} for nip, kode, *_ in rows
    ]  # fmt: skip
    return frame("training_plan", told).assign(
        status=pd.Series([one[2] for one in rows], dtype="str"),
        jadwal=pd.Series([None] * len(rows), dtype="str"),
        plan_year=pd.Series([2026] * len(rows), dtype="Int64"),
        ended=pd.Series(
            [pd.Timestamp(one[3]) if len(one) > 3 else pd.NaT for one in rows], dtype="datetime64[s]"
        ),
    )


NO_PAIRS = pd.DataFrame(
    {one: pd.Series(dtype="str") for one in ("nip", "kompetensi", "mentor", "what")}
).assign(until=pd.Series(dtype="datetime64[s]"))


def test_the_farthest_then_the_cheapest_open_course_is_proposed():
    items = pd.DataFrame([item(A, "gap"), item(B, "gap")])
    assert open_courses(items, COURSES, {})["kode"].tolist() == ["K3", "K2", "K1"] * 2
    closed = {"K3": frozenset({A})}
    found = actions(items, lines(), open_courses(items, COURSES, closed), NO_PAIRS, DAY)
    assert found[["nip", "kode"]].values.tolist() == [[A, "K2"], [B, "K3"]]


def test_a_mentor_and_a_place_stand_beside_each_other():
    pairs = pd.DataFrame(
        [{"nip": A, "kompetensi": "i", "mentor": B, "what": "Pegawai 2", "until": pd.Timestamp("2027-01-01")}]
    )
    items = pd.DataFrame([item(A, "gap")])
    found = actions(items, lines((A, "K1", "open")), open_courses(items, COURSES, {}), pairs, DAY)
    assert sorted(found["action"]) == ["course", "mentor"]
    assert set(found["basis"]) == {"kept_plan", "mentoring_pair"}


STATUSES = ("open", "overdue", "running", "attended", "dropped", "gone")


@settings(max_examples=15)
@given(
    st.lists(st.sampled_from(["gap", "unassessed", "met", "surplus"]), min_size=3, max_size=3),
    st.lists(st.tuples(st.sampled_from([A, B, C]), st.sampled_from(["K1", "K2"]), st.sampled_from(STATUSES)), max_size=4,
             unique_by=lambda one: one[:2]),
)  # fmt: skip
def test_every_open_item_has_something_to_do_and_no_other(statuses, places):
    items = pd.DataFrame([item(nip, status) for nip, status in zip((A, B, C), statuses, strict=True)])
    told = lines(*((*one, "2026-03-01") for one in places))
    found = actions(items, told, open_courses(items, COURSES, {}), NO_PAIRS, DAY)
    for nip, status in zip((A, B, C), statuses, strict=True):
        mine = found[found["nip"] == nip]
        if status == "unassessed":
            assert mine["action"].tolist() == ["assess_first"]
        elif status == "gap":
            waiting = sorted(
                kode for who, kode, what in places if who == nip and what in ("open", "overdue", "running")
            )
            assert sorted(mine.loc[mine["basis"] == "kept_plan", "kode"]) == waiting
            assert len(mine) >= 1
            taken = any(who == nip and what == "attended" for who, _, what in places)
            assert (mine["basis"] == "taken_since").any() == taken
            assert (mine["basis"] == "in_catalogue").any() == (not waiting and not taken)
        else:
            assert mine.empty


def timed(tmp_path, days, *, people=None, config=""):
    """An office whose two courses of integritas are held when `days` says, and what is proposed to F (PPPK) and E."""
    head = "Kode,Nama Pelatihan,Kompetensi,Level Awal,Level Akhir,JP,Biaya,Jadwal"
    katalog = [
        head,
        *(f"K{at},Kursus {at},Integritas,1,2,30,{at}00000,{day}" for at, day in enumerate(days, 1)),
    ]
    lists = LISTS | {"katalog": katalog} | (people or {})
    folder = write_office(tmp_path / "kantor", lists)
    if config:
        (folder / "config.yaml").write_text(CONFIG + config, encoding="utf-8")
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    return folder


def proposed(folder, nip):
    (row,) = [one for one in idp(folder, nip)["rows"] if one["kompetensi"] == "integritas"]
    return row["action"], row["basis"], row["kode"], row["held"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("Agustus 2026", "Maret 2027"), ("course", "in_catalogue", "K2", "Maret 2027")),
        (("31 Oktober 2026", "2 November 2026"), ("course", "in_catalogue", "K2", "2026-11-02")),
        (("1 November 2026", "Maret 2027"), ("course", "in_catalogue", "K1", "2026-11-01")),
        (("Agustus", "Maret 2027"), ("course", "in_catalogue", "K1", "Agustus")),  # of any year: it comes again
        (("Agustus-November 2026", "Maret 2027"), ("course", "in_catalogue", "K1", "Agustus-November 2026")),
        (("menyusul", "Maret 2027"), ("course", "in_catalogue", "K1", "menyusul")),
        (("Agustus 2026", "5 Mei 2026"), ("coaching", "no_course_in_time", None, None)),
    ],
)  # fmt: skip
def test_a_course_whose_time_is_over_is_proposed_to_nobody(tmp_path, days, expected):
    assert proposed(timed(tmp_path, days), E) == expected


def test_nobody_is_proposed_a_course_after_the_last_day_of_service(tmp_path):
    head, *rows = LISTS["pegawai"]
    more = {E: "2027-04-01,", F: ",2027-03-31"}
    people = [f"{head},TMT Pensiun,Akhir Kontrak", *(f"{row},{more.get(row[:18], ',')}" for row in rows)]
    folder = timed(tmp_path, ("April 2027", "30 Maret 2027 s.d. 1 April 2027"), people={"pegawai": people})
    late = ("coaching", "no_course_in_time", None, None)
    assert proposed(folder, E) == late
    assert proposed(folder, F) == late
    other = timed(tmp_path / "lain", ("April 2027", "30-31 Maret 2027"), people={"pegawai": people})
    assert proposed(other, E)[2] == proposed(other, F)[2] == "K2"


def test_proposals_beyond_what_a_year_may_hold_are_told(tmp_path):
    folder = timed(tmp_path, ("Maret 2027",))
    (person,) = [one for one in idp(folder, "--all")["people"] if one["nip"] == F]
    assert (person["jp_proposed"], person["target"]) == (30, 24)
    told = " ".join(asn("idp", F, cwd=folder).out.split())
    assert "more JP than the law gives a PPPK in 2027" in told
    told = " ".join(asn("idp", "--all", cwd=folder).out.split())
    assert (
        "Of 1 PPPK the proposals, open places and the hours taken of one year are more JP than the law gives"
        in told
    )
    assert "are more JP than" not in " ".join(asn("idp", E, cwd=folder).out.split())  # a PNS has no ceiling


@pytest.mark.parametrize(
    ("days", "taken", "place", "years"),
    [
        (("Desember 2026", "Maret 2027"), 0, False, None),  # 20 and 20 JP, of two years
        (("Maret 2027", "3-4 Mei 2027"), 0, False, "2027"),
        (("Desember 2026", "Maret 2027"), 10, False, "2026"),
        (("Maret 2027", "4 Mei 2028"), 10, False, None),
        (("menyusul", "Maret"), 0, False, "2026"),  # of any year: they count in this one
        (("Maret 2027", "Mei 2027"), 0, True, None),  # the place is of 2026, the proposal of 2027
        (("Maret 2027", "menyusul"), 0, True, "2026"),
    ],
)
def test_hours_of_a_pppk_are_counted_year_by_year(tmp_path, days, taken, place, years):
    head = "Kode,Nama Pelatihan,Kompetensi,Level Awal,Level Akhir,JP,Biaya,Jadwal"
    katalog = [
        head,
        f"K1,Kursus 1,Integritas,1,2,20,1,{days[0]}",
        f"K2,Kursus 2,Kerja Sama,2,3,20,1,{days[1]}",
    ]
    asesmen = [*LISTS["asesmen"], f"{F},Kerja Sama,2,2025-12-01"]
    diklat = [LISTS["diklat"][0], f"{F},Lain,2026-02-02,2026-02-04,{taken},1,LULUS"]
    rencana = [PLAN_HEAD, plan_line("r", F, "K1", "Kursus 1", "Integritas", 1, 2, jp=20)]
    lists = LISTS | {"katalog": katalog, "asesmen": asesmen, "diklat": diklat, "rencana": rencana}
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn, "pegawai", "asesmen", "katalog", *(["diklat"] if taken else []), *(["rencana"] if place else []))  # fmt: skip
    person = idp(folder, F)["people"]
    assert person["over_years"] == years
    assert ("are more JP than the law gives" in " ".join(asn("idp", F, cwd=folder).out.split())) == (
        years is not None
    )


def test_the_places_of_others_are_not_in_the_plan_of_one_person(tmp_path):
    rencana = [
        PLAN_HEAD,
        *(plan_line("r", one, "K1", "Bimtek Integritas", "Integritas", 1, 2) for one in (A, E, F)),
    ]
    folder = write_office(tmp_path / "kantor", LISTS | {"rencana": rencana})
    import_all(folder, asn, "pegawai", "asesmen", "katalog", "rencana")
    assert idp(folder, E)["people"]["planned"] == 1


@pytest.mark.parametrize(
    ("day", "jp", "leaves", "proposed_then"),
    [
        # 8 JP a day and five days a week: 24 JP from Friday the 12th last until Tuesday the 16th.
        ("12 Maret 2027", 24, "2027-03-16", False),
        ("12 Maret 2027", 24, "2027-03-17", True),
        ("12 Maret 2027", 8, "2027-03-13", True),  # a day, over on the day after
        ("12 Maret 2027", 8, "2027-03-12", False),
        ("12 Maret 2027", "", "2027-03-13", True),  # of unknown length: nothing says that it is late
        ("12 Maret 2027", "", "2027-03-12", False),  # it ends on its first day at the earliest
        ("Maret 2027", 24, "2027-03-03", False),  # begins on the 1st at the earliest, a Monday
        ("Maret 2027", 24, "2027-03-04", True),
    ],
)
def test_a_course_of_which_one_day_is_known_lasts_as_long_as_its_hours(
    tmp_path, day, jp, leaves, proposed_then
):
    head = "Kode,Nama Pelatihan,Kompetensi,Level Awal,Level Akhir,JP,Biaya,Jadwal"
    top, *rows = LISTS["pegawai"]
    people = [f"{top},TMT Pensiun", *(f"{row},{leaves if row[:18] == E else ''}" for row in rows)]
    lists = LISTS | {"katalog": [head, f"K1,Kursus 1,Integritas,1,2,{jp},1,{day}"], "pegawai": people}
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    assert (proposed(folder, E)[2] == "K1") == proposed_then


def test_eighty_columns_and_the_page_of_a_person_say_when(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    folder = timed(tmp_path, ("TW III 2027",))
    for words in ((E,), ("--all",)):
        assert "TW III" in asn("idp", *words, cwd=folder).out
    assert asn("idp", "--all", "--output", tmp_path / "idp.xlsx", cwd=folder).code == 0
    book = openpyxl.load_workbook(tmp_path / "idp.xlsx")
    (page,) = [one for one in book.worksheets if one.title.endswith(E[-4:])]
    assert "TW III 2027" in {cell.value for row in page.iter_rows() for cell in row}


@settings(max_examples=25, deadline=None)
@given(
    st.dates(date(2025, 1, 1), date(2028, 12, 31)),
    st.none() | st.integers(0, 40),
    st.dates(date(2025, 1, 1), date(2028, 12, 31)),
)
def test_the_days_of_a_course_are_those_that_are_left(begins, length, as_of):
    end = None if length is None else pd.Timestamp(begins) + pd.Timedelta(days=length)
    row = {
        "kode": "K1",
        "nama_pelatihan": "Satu",
        "kompetensi": "i",
        "tanggal_mulai": pd.Timestamp(begins),
        "tanggal_selesai": end,
    }
    found = course_days(frame("courses", [row]), as_of).loc["K1"]
    assert found["over"] == (begins < as_of)
    assert pd.isna(found["ends"]) if end is None else found["ends"] == end
    month = {
        "kode": "K1",
        "nama_pelatihan": "Satu",
        "kompetensi": "i",
        "jadwal": f"{begins.month:02d}-{begins.year}",
    }
    found = course_days(frame("courses", [month]), as_of).loc["K1"]
    left = [
        day
        for day in pd.date_range(date(begins.year, begins.month, 1), periods=31)
        if day.month == begins.month and day.date() >= as_of
    ]
    assert found["over"] == (not left)
    assert left == [] or found["begins"] == left[0]


@pytest.mark.parametrize("declared", [False, True])
def test_trainings_that_the_post_requires_absolutely_are_listed_with_course_and_cost(tmp_path, declared):
    config = CONFIG + ("complete_registers: [trainings]\n" if declared else "")
    folder = write_office(tmp_path / "kantor", LISTS, config)
    file = folder / "standards" / "pengolah_data.yaml"
    asked = "\npersyaratan:\n  pelatihan:\n    - {nama: BIMTEK Integritas, tingkat: mutlak}\n    - {nama: Diklat Arsip, tingkat: mutlak}\n    - {nama: Kursus Kerja Sama, tingkat: penting}\n"  # fmt: skip
    file.write_text(file.read_text(encoding="utf-8").rstrip() + asked, encoding="utf-8")
    import_all(folder, asn)
    found = idp(folder, "--all")["required_trainings"]
    told = {(row["nip"], row["pelatihan"]): row for row in found}
    # A followed it; B failed, C left it: neither is known to have any other; of D no list says a thing.
    assert (A, "BIMTEK Integritas") not in told
    assert {pelatihan for _, pelatihan in told} == {"BIMTEK Integritas", "Diklat Arsip"}
    course = told[D, "BIMTEK Integritas"]
    assert (course["kode"], course["biaya"], course["status"]) == (
        "K1",
        1_000_000,
        "not_met" if declared else "unknown",
    )
    arsip = told[A, "Diklat Arsip"]
    assert (arsip["kode"], arsip["biaya"], arsip["status"]) == (None, None, "not_met")
    assert asn("idp", "--all", cwd=folder).out.count("Diklat Arsip") >= 1


def test_no_table_where_no_standard_requires_one(office):
    assert "required_trainings" not in idp(office, "--all")

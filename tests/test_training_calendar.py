"""The calendar of classes: nobody twice on a day, shares away kept, holidays free, catalogue days kept; the .ics says what the rows say."""

import shutil
from datetime import date, timedelta

import numpy as np
import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from asnkarier.agency.training.holidays import holidays
from asnkarier.analysis.training.calendar.checking import CalendarViolation, require_sound, violations
from asnkarier.analysis.training.calendar.placing import (
    AFTER_UNPLACED,
    ALL_LEFT,
    CLASH,
    JP_UNKNOWN,
    NO_ROOM,
    OUTSIDE,
    STAYS,
    TOO_LATE,
    UNIT_AWAY,
    Limits,
    Session,
    Slot,
    most_away,
    place_classes,
)
from asnkarier.analysis.training.calendar.workdays import Workdays, days_needed, other_end
from in_process import asn
from law import load_rulebook
from planned_office import (
    CONFIG,
    KINDS,
    LISTS,
    PLAN_HEAD,
    A,
    B,
    C,
    D,
    E,
    F,
    import_all,
    plan_line,
    write_office,
)

FIRST = date(2026, 3, 2)  # a Monday
CALENDAR = Workdays(
    FIRST, FIRST + timedelta(days=25), 5, frozenset({date(2026, 3, 18), date(2026, 3, 19), date(2026, 3, 20)})
)


def people(*places):
    return np.array(places, dtype=np.int64)


def limits(units, away, leaves=None):
    leaving = None if leaves is None else np.array(leaves, dtype=np.int64)
    return Limits(np.array(units, dtype=np.int64), np.array(away, dtype=np.int64), leaving)


def days_of(slot):
    return [CALENDAR.days[one].item() for one in slot.days]


@st.composite
def cases(draw):
    units = draw(st.lists(st.integers(-1, 2), min_size=3, max_size=7))
    count = draw(st.integers(1, 6))
    sessions = []
    for number in range(count):
        who = draw(st.sets(st.integers(0, len(units) - 1), min_size=1))
        length = draw(st.sampled_from([1, 2, 3, 5, 9, None]))
        begin = draw(st.sampled_from([None, None, None, -2, 0, 3, 12, 24]))
        end = None if begin is None else begin + draw(st.integers(0, 4))
        after = tuple(sorted(draw(st.sets(st.integers(0, number - 1), max_size=1)))) if number else ()
        away = draw(st.sampled_from([True, True, False]))
        sessions.append(Session(people(*sorted(who)), length, begin, end, after, away=away))
    sizes = np.bincount([one for one in units if one >= 0], minlength=3)
    away = most_away(sizes.astype(np.int64), draw(st.sampled_from([0, 2500, 5000, 10_000])))
    day = st.sampled_from([STAYS, STAYS, STAYS, -5, 0, 1, 4, 11, 25])
    leaves = draw(st.none() | st.lists(day, min_size=len(units), max_size=len(units)))
    return sessions, limits(units, away, leaves)


SAME_DAY = (
    [Session(people(0), 1, 0, 0), Session(people(1), 1, 0, 0, after=(0,))],
    limits([0, 1, 0], [1] * 3),
)


@settings(max_examples=150)
@given(cases())
@example(SAME_DAY)
def test_any_calendar_is_sound_and_only_what_has_no_room_is_left(case):
    sessions, bounds = case
    slots = place_classes(sessions, bounds, CALENDAR)
    require_sound(sessions, slots, bounds, CALENDAR)
    assert [(one.days.tolist(), one.reason) for one in place_classes(sessions, bounds, CALENDAR)] == [
        (one.days.tolist(), one.reason) for one in slots
    ]
    # Counted again, by days and sets.
    taken = {}
    for number, (session, slot) in enumerate(zip(sessions, slots, strict=True)):
        for day in days_of(slot):
            if not session.is_fixed:
                assert day.weekday() < 5
                assert day not in CALENDAR.off
            for person in session.people.tolist():
                assert (person in slot.left) == (
                    bounds.leaving(session.people).tolist()[session.people.tolist().index(person)]
                    <= slot.days.max()
                )
                if person in slot.left:
                    continue
                assert taken.setdefault((person, day), number) == number
    for day in {day for _, day in taken}:
        for unit in range(3):
            gone = sum(
                bounds.unit[person] == unit and sessions[number].away
                for (person, other), number in taken.items()
                if other == day
            )
            assert gone <= bounds.away[unit]
    for number, slot in enumerate(slots):
        if slot.reason == NO_ROOM and not any(sessions[one].after for one in range(len(sessions))):
            for start in range(len(CALENDAR.work) - sessions[number].length + 1):
                there = CALENDAR.work[start : start + sessions[number].length]
                whole = sessions[number].people
                moved = Slot(there, left=whole[bounds.leaving(whole) <= there.max()])
                tried = [moved if place == number else one for place, one in enumerate(slots)]
                busy = {
                    (person, day)
                    for other, one in zip(sessions, slots, strict=True)
                    if other.is_fixed and len(one.days)
                    for person in np.setdiff1d(other.people, one.left).tolist()
                    for day in range(other.begin, other.end + 1)
                }
                between = {
                    (person, day)
                    for person in np.setdiff1d(whole, moved.left).tolist()
                    for day in moved.days.tolist()
                }
                assert list(violations(sessions, tried, bounds, CALENDAR)) or busy & between


def test_first_free_days_within_one_week_before_across_a_weekend():
    nobody = limits([-1] * 4, [])
    sessions = [Session(people(0), 3), Session(people(0), 3), Session(people(1), 5), Session(people(2), 8)]
    slots = place_classes(sessions, nobody, CALENDAR)
    assert days_of(slots[0])[0] == FIRST
    assert days_of(slots[1])[0] == FIRST + timedelta(days=7)  # Thursday would cross the weekend
    assert [days_of(slots[3])[0], days_of(slots[3])[-1]] == [FIRST, FIRST + timedelta(days=9)]


def test_a_class_of_one_office_waits_until_enough_are_back():
    bounds = limits([0, 0, 0, 0], most_away(np.array([4]), 5000))
    slots = place_classes(
        [Session(people(0, 1), 2), Session(people(2, 3), 2), Session(people(0, 1, 2), 1)], bounds, CALENDAR
    )
    assert days_of(slots[0])[0] == FIRST
    assert days_of(slots[1])[0] == FIRST + timedelta(days=2)
    assert (slots[2].reason, slots[2].unit) == (UNIT_AWAY, 0)
    assert most_away(np.array([0, 1, 3, 7, 40]), 2500).tolist() == [1, 1, 1, 1, 10]


def test_every_reason_has_its_case():
    nobody = limits([-1, -1], [])
    sessions = [
        Session(people(0), 2, 2, 3),
        Session(people(0), 2, 3, 4),  # on a day of the first
        Session(people(0), 2, -3, -2),  # past
        Session(people(1), None),  # of unknown hours
        Session(people(1), 2, after=(3,)),
        Session(people(1), 30),
        Session(people(1), 2, 21, 22, after=(7,)),
        Session(people(1), 2, 22, 23),  # the catalogue has it after the class that needs it
    ]
    slots = place_classes(sessions, nobody, CALENDAR)
    assert [one.reason for one in slots] == [
        "",
        CLASH,
        OUTSIDE,
        JP_UNKNOWN,
        AFTER_UNPLACED,
        NO_ROOM,
        "",
        TOO_LATE,
    ]


def test_a_course_that_comes_first_ends_before_the_one_that_needs_it():
    nobody = limits([-1, -1], [])
    later, first = place_classes(
        [Session(people(0), 5, after=(1,)), Session(people(0, 1), 2)], nobody, CALENDAR
    )
    assert first.days.max() < later.days.min()
    fixed, before = place_classes(
        [Session(people(0), 2, 7, 8, after=(1,)), Session(people(0), 5)], nobody, CALENDAR
    )
    assert before.days.max() < fixed.days.min()


def test_a_fixed_class_at_a_weekend_keeps_its_days():
    (slot,) = place_classes([Session(people(0), 2, 5, 6)], limits([0], [1]), CALENDAR)
    assert days_of(slot) == [date(2026, 3, 7), date(2026, 3, 8)]


def test_who_leaves_is_in_no_class_of_later_days_and_in_those_before_where_they_can_be():
    stays = limits([-1] * 3, [], [5, STAYS, -3])
    before, window, fixed, nobody, gone = place_classes(
        [
            Session(people(0, 1), 5),
            Session(people(0, 1), 2, earliest=7, latest=11),
            Session(people(0, 2, 1), 2, 14, 15),
            Session(people(0), 1, earliest=5, latest=11),
            Session(people(2), 1),
        ],
        stays,
        CALENDAR,
    )
    assert (before.days.tolist(), before.left.tolist()) == ([0, 1, 2, 3, 4], [])  # until the very last day
    assert (window.days.tolist(), window.left.tolist()) == ([7, 8], [0])
    assert sorted(fixed.left.tolist()) == [0, 2]
    assert (nobody.reason, nobody.left.tolist(), gone.reason) == (ALL_LEFT, [0], ALL_LEFT)
    # The days before are taken: it is held without the one who leaves, as soon as that one has left.
    _, held = place_classes([Session(people(0), 5, 0, 4), Session(people(0, 1), 2)], stays, CALENDAR)
    assert (held.days.tolist(), held.left.tolist()) == ([7, 8], [0])


def test_the_judge_sees_who_has_left_or_was_left_out():
    class_, bounds = [Session(people(0, 1), 1)], limits([-1, -1], [], [3, STAYS])
    for slot, wrong in (
        (Slot(np.array([2])), ""),
        (Slot(np.array([3])), "out of service"),
        (Slot(np.array([3]), left=people(0)), ""),
        (Slot(np.array([2]), left=people(0)), "still serves"),
        (Slot(np.array([3]), left=people(0, 1)), "nobody in it"),
    ):
        found = "; ".join(violations(class_, [slot], bounds, CALENDAR))
        assert wrong in found
        assert bool(found) == bool(wrong)


@pytest.mark.parametrize(
    "slots",
    [
        [Slot(np.array([0, 1])), Slot(np.array([1, 2]))],  # one person twice
        [Slot(np.array([4, 5])), Slot(reason=NO_ROOM)],  # a Saturday
        [Slot(np.array([16, 17])), Slot(reason=NO_ROOM)],  # a holiday
        [Slot(np.array([0, 2])), Slot(reason=NO_ROOM)],  # interrupted
        [Slot(np.array([0])), Slot(reason=NO_ROOM)],  # too short
        [Slot(), Slot(reason=NO_ROOM)],  # neither days nor reason
        [Slot(np.array([24, 26])), Slot(reason=NO_ROOM)],  # outside
    ],
)
def test_the_judge_sees_what_is_planted(slots):
    sessions = [Session(people(0), 2), Session(people(0, 1), 2)]
    with pytest.raises(CalendarViolation):
        require_sound(sessions, slots, limits([0, 0], [2]), CALENDAR)


def test_the_judge_counts_who_is_away_and_what_comes_first():
    sessions = [Session(people(0), 1), Session(people(1), 1, after=(0,))]
    together = [Slot(np.array([0])), Slot(np.array([0]))]
    found = list(violations(sessions, together, limits([0, 0], [1]), CALENDAR))
    assert any("away" in one for one in found)
    assert any("before class 0" in one for one in found)


@pytest.mark.parametrize(
    ("jp", "days"), [(40, 5), (41, 6), (8, 1), (3, 1), (0, None), (None, None), (24.0, 3)]
)
def test_days_follow_from_hours(jp, days):
    assert days_needed(jp, 8) == days


def test_the_lists_of_holidays_are_those_of_the_decisions():
    book = load_rulebook()
    days = {
        one["tanggal"]: one["nama"] for one in book.holidays(2026, date(2026, 11, 1)).value["libur_nasional"]
    }
    assert days[date(2026, 8, 17)].startswith("Proklamasi")
    assert len(days) == 17
    assert [len(book.holidays(year, date(2026, 11, 1)).value["cuti_bersama"]) for year in (2025, 2026)] == [
        10,
        8,
    ]
    assert book.holidays(2026, date(2025, 9, 18)) is None  # decided the day after
    assert book.holidays(2027, date(2026, 11, 1)) is None


def test_without_a_list_the_dates_that_both_known_lists_share_are_free():
    """Counted again from the two lists by sets of words."""
    book, as_of = load_rulebook(), date(2026, 11, 1)
    shared = [
        {f"{one['tanggal']:%m-%d}" for one in book.holidays(year, as_of).value["libur_nasional"]}
        for year in (2025, 2026)
    ]
    found = holidays(book, 2027, as_of)
    assert {f"{one['tanggal']:%m-%d}" for one in found} == shared[0] & shared[1]
    assert {one["tanggal"].year for one in found} == {2027}
    assert holidays(book, 2027, date(2025, 1, 1)) == []  # one list is no pattern


PLAN = [
    PLAN_HEAD,
    *(plan_line("r", one, "K1", "Bimtek Integritas", "Integritas", 1, 2) for one in (A, C)),
    plan_line(
        "r", A, "K2", "Kursus Kerja Sama", "Kerja Sama", 2, 3, jp=10, begin="2026-12-21", end="2026-12-22"
    ),
    plan_line("r", E, "K3", "Kursus Lanjutan", "Integritas", 2, 3, jp="", kelas=2),
    plan_line("r", F, "K1", "Bimtek Integritas", "Integritas", 1, 2, kelas=2),
]
DECREE = "sk-2027: {jenis: SK, nomor: 1, tahun: 2026, tentang: hari libur, status_sumber: kebijakan, berlaku: 2026-10-01}\n"
OWN = (
    "nilai:\n  2026-10-01:\n    dasar: sk-2027\n    nilai:\n      libur_nasional: [{tanggal: 2027-01-01, nama: Tahun Baru}, "
    "{tanggal: 2027-01-05, nama: Hari Jadi}]\n"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = write_office(tmp_path_factory.mktemp("kantor"), LISTS | {"rencana": PLAN}, CONFIG)
    (folder / "regulations" / "referensi").mkdir(parents=True)
    (folder / "regulations" / "peraturan.yaml").write_text(DECREE, encoding="utf-8")
    (folder / "regulations" / "referensi" / "hari_libur.yaml").write_text(OWN, encoding="utf-8")
    import_all(folder, asn, *(name for name in KINDS if name != "diklat"))
    return folder


def calendar(folder, *words):
    done = asn("training-calendar", *words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


def test_the_small_office_by_hand(office):
    found = calendar(office)
    rows = {(row["kode"], row["kelas"]): row for row in found["rows"]}
    first = rows["K1", 1]  # 24 JP: three days, from the day after the report
    assert (first["mulai"], first["selesai"], first["hari"], first["how"]) == (
        "2026-11-02", "2026-11-04", 3, "first_fit",
    )  # fmt: skip
    assert (rows["K2", 1]["mulai"], rows["K2", 1]["how"]) == ("2026-12-21", "fixed_by_catalogue")
    # K3 is in no catalogue: it is told with its cell, and the others go on.
    assert (rows["K3", 2]["mulai"], rows["K3", 2]["reason_code"]) == (None, "class_unknown_course")
    assert "K3, which the plan names (rencana.csv:C5)" in rows["K3", 2]["reason"]
    assert found["totals"]["unplaced"] == 1
    roster = {(one["kode"], one["kelas"], one["nip"]) for one in found["roster"]}
    assert roster == {("K1", 1, A), ("K1", 1, C), ("K2", 1, A), ("K3", 2, E), ("K1", 2, F)}
    assert {one["tanggal"] for one in found["holidays"]} >= {"2026-12-24", "2026-12-25"}


def test_an_agency_adds_the_holidays_of_its_year_and_they_are_free(office):
    found = calendar(office, "--year", "2027", "--as-of", "2027-01-01")  # what 2026 left open is due
    rows = {(row["kode"], row["kelas"]): row for row in found["rows"]}
    assert (
        rows["K1", 1]["mulai"] == "2027-01-06"
    )  # New Year, the weekend, Monday alone, and Tuesday the agency's own
    assert rows["K2", 1]["reason_code"] == "class_outside_year"
    assert "2026" not in {day["tanggal"][:4] for day in found["holidays"]}
    told = asn("training-calendar", "--year", "2028", cwd=office).out
    assert "No list of holidays is known of 2028" in told
    days = calendar(office, "--year", "2028")["holidays"]
    assert [(one["tanggal"], one["jenis"]) for one in days] == [
        (f"2028-{one}", "same_date") for one in ("01-01", "05-01", "06-01", "08-17", "12-25")
    ]
    assert days[0]["nama"] == "Tahun Baru"  # as the newest list calls it


def test_a_unit_narrows_what_is_shown_not_what_is_placed(office):
    whole, mine = calendar(office), calendar(office, "--unit", "Dinas Dua")
    assert [(row["kode"], row["kelas"]) for row in mine["rows"]] == [("K1", 1)]
    assert mine["rows"][0]["mulai"] == whole["rows"][0]["mulai"]
    assert {one["nip"] for one in mine["roster"]} == {C}


def test_the_ics_says_what_the_rows_say_and_is_the_same_twice(office, tmp_path):
    rows = [row for row in calendar(office)["rows"] if row["mulai"]]
    written = []
    for name in ("satu.ics", "dua.ics"):
        assert asn("training-calendar", "--output", tmp_path / name, cwd=office).code == 0
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    events = Calendar.from_ical(written[0]).walk("VEVENT")
    found = {
        (
            str(one["summary"]),
            one["dtstart"].dt.isoformat(),
            (one["dtend"].dt - timedelta(days=1)).isoformat(),
        )
        for one in events
    }
    assert found == {
        (f"{row['nama_pelatihan']} ({row['kode']}/{row['kelas']})", row["mulai"], row["selesai"])
        for row in rows
    }
    assert len({str(one["uid"]) for one in events}) == len(rows)
    assert {one["dtstamp"].dt.date() for one in events} == {date(2026, 11, 1)}
    assert not any(nip.encode() in written[0] for nip in (A, C, F))
    other = Calendar.from_ical(
        asn("--as-of", "2027-01-01", "training-calendar", "--format", "ics", cwd=office).out
    ).walk("VEVENT")
    assert other
    assert {str(one["uid"]) for one in other} <= {str(one["uid"]) for one in events}  # moved, not new
    assert asn("gap", "--format", "ics", cwd=office).code == 2
    # Two offices may name plans and courses alike, in one calendar of the region.
    next_door = tmp_path / "sebelah"
    shutil.copytree(office, next_door)
    config = next_door / "config.yaml"
    config.write_text(
        config.read_text().replace("Pemerintah Kota Contoh", "Pemerintah Kabupaten Contoh"), encoding="utf-8"
    )
    theirs = Calendar.from_ical(asn("training-calendar", "--format", "ics", cwd=next_door).out).walk("VEVENT")
    assert not {str(one["uid"]) for one in theirs} & {str(one["uid"]) for one in events}
    assert len(theirs) == len(rows)


def test_the_workbook_holds_a_roster_to_sign_for_each_class(office, tmp_path):
    assert asn("training-calendar", "--output", tmp_path / "k.xlsx", cwd=office).code == 0
    book = openpyxl.load_workbook(tmp_path / "k.xlsx")
    assert {"K1 1", "K1 2", "K2 1"} <= set(book.sheetnames)
    texts = {str(cell.value) for row in book["K1 1"].iter_rows() for cell in row if cell.value is not None}
    assert {A, C, "Signature"} <= texts
    assert "Lists by unit" in book.sheetnames


def test_answered_places_are_in_no_class(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn)
    found = calendar(folder)
    assert {(one["kode"], one["nip"]) for one in found["roster"]} == {("K1", D), ("K2", E)}
    assert asn("training-calendar", "--year", "2025", cwd=folder).code == 2


def test_without_a_plan_it_says_how_to_keep_one(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn, "pegawai")
    done = asn("training-calendar", cwd=folder)
    assert done.code == 2
    assert "asn recommend-training --from-year 2027 --keep rencana-2027" in done.err


def test_policies_of_config_decide(tmp_path):
    config = f"{CONFIG}calendar: {{jp_per_day: 12, most_away: 100%, days_a_week: 6, within: unit_kerja}}\n"
    folder = write_office(tmp_path / "kantor", LISTS | {"rencana": PLAN}, config)
    import_all(folder, asn, "pegawai", "rencana", "katalog")
    assert calendar(folder)["rows"][0]["hari"] == 2
    assert B  # an invented person who is in no plan


def test_of_a_plan_of_two_years_only_the_places_of_the_year_are_held(tmp_path):
    line = plan_line("r", A, "K1", "Bimtek Integritas", "Integritas", 1, 2)
    other = plan_line("r", C, "K1", "Bimtek Integritas", "Integritas", 1, 2).replace(",2026,", ",2027,")
    folder = write_office(tmp_path / "kantor", LISTS | {"rencana": [PLAN_HEAD, line, other]})
    import_all(folder, asn, "pegawai", "rencana", "katalog")
    for year, nip in (("2026", A), ("2027", C)):
        assert [one["nip"] for one in calendar(folder, "--year", year)["roster"]] == [nip]
        assert (
            "Places of other years of the plan are in no class here: 1"
            in asn("training-calendar", "--year", year, cwd=folder).out
        )
    (folder / "rencana.csv").write_text(f"{PLAN_HEAD}\n{other.replace('r,', 'next,', 1)}\n", encoding="utf-8")
    import_all(folder, asn, "rencana")
    assert calendar(folder, "--plan", "next", "--year", "2026")["roster"] == []  # never before its year
    due = calendar(folder, "--plan", "r", "--year", "2027", "--as-of", "2027-02-01")["roster"]
    assert {one["nip"] for one in due} == {A, C}  # what 2026 left open is due now


@pytest.mark.parametrize(
    ("jadwal", "days"),
    [
        ("8-9 Desember 2026", ("2026-12-08", "2026-12-09")),
        ("30 Nov 2026 s.d. 2 Desember 2026", ("2026-11-30", "2026-12-02")),
        ("8 Desember 2026", ("2026-12-08", "2026-12-10")),  # three days by its 24 JP
        ("3-7 Maret 2025", (None, None)),
        ("Triwulan IV", ("2026-11-02", "2026-11-04")),
        ("sesuai jadwal LAN", ("2026-11-02", "2026-11-04")),
    ],
)
def test_the_exact_schedule_of_the_catalogue_sets_the_days(tmp_path, jadwal, days):
    head, first, *_ = LISTS["katalog"]
    line = plan_line("r", A, "K1", "Bimtek Integritas", "Integritas", 1, 2)
    lists = LISTS | {"rencana": [PLAN_HEAD, line], "katalog": [f"{head},Jadwal", f"{first},{jadwal}"]}
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn, "pegawai", "rencana", "katalog")
    (row,) = calendar(folder)["rows"]
    assert (row["mulai"], row["selesai"]) == days
    assert (row["reason_code"] == "class_outside_year") == (days[0] is None)
    told = asn("training-calendar", cwd=folder).out
    assert ("is in words and sets no day here: K1" in told) == (jadwal == "sesuai jadwal LAN")


@pytest.mark.parametrize(
    ("begin", "end", "jp", "days", "reason"),
    [
        ("2026-11-27", "", 24, ("2026-11-27", "2026-12-01"), None),  # from a Friday over the weekend
        ("2026-11-28", "", 8, ("2026-11-28", "2026-11-28"), None),  # one day, a Saturday
        ("", "2026-12-01", 24, ("2026-11-27", "2026-12-01"), None),
        ("2026-11-27", "", "", (None, None), "class_jp_unknown"),  # not its first day alone
        ("2026-12-30", "", 24, (None, None), "class_outside_year"),  # it ends in another year
    ],
)
def test_one_end_of_a_class_follows_from_the_other_and_the_hours(tmp_path, begin, end, jp, days, reason):
    line = plan_line("r", A, "K1", "Bimtek Integritas", "Integritas", 1, 2, jp=jp, begin=begin, end=end)
    folder = write_office(tmp_path / "kantor", LISTS | {"rencana": [PLAN_HEAD, line]})
    import_all(folder, asn, "pegawai", "rencana", "katalog")
    (row,) = calendar(folder)["rows"]
    assert ((row["mulai"], row["selesai"]), row["reason_code"]) == (days, reason)
    if reason == "class_jp_unknown":
        assert row["earliest"] == begin


@settings(max_examples=80)
@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 12), st.integers(4, 6), st.sets(st.dates(date(2026, 1, 1), date(2028, 3, 1)), max_size=9))  # fmt: skip
def test_the_other_end_of_a_course_is_found_day_by_day(day, length, a_week, off):
    last = other_end(day, length, a_week, lambda year: {one for one in off if one.year == year})
    inside = [day + timedelta(days=one) for one in range(1, (last - day).days + 1)]
    assert 1 + sum(one.weekday() < a_week and one not in off for one in inside) == length
    assert last == day or (last.weekday() < a_week and last not in off)
    first = other_end(last, length, a_week, lambda year: {one for one in off if one.year == year}, step=-1)
    assert first == day or not (day.weekday() < a_week and day not in off)


def leaving_office(folder):
    """K1 in December of at least three: A retires on the 1st of December, C on the third day of the class, F's contract ends the day after it."""
    head, *people = LISTS["pegawai"]
    told = {A: "2026-12-01,", C: "2026-12-03,", F: ",2026-12-04"}
    staff = [f"{head},TMT Pensiun,Akhir Kontrak", *(f"{one},{told.get(one[:18], ',')}" for one in people)]
    head, first, *_ = LISTS["katalog"]
    course = [f"{head},Jadwal,Minimal Peserta", f"{first},Desember 2026,3"]
    lines = [plan_line("r", one, "K1", "Bimtek Integritas", "Integritas", 1, 2) for one in (A, B, C, F)]
    lists = LISTS | {"pegawai": staff, "katalog": course, "rencana": [PLAN_HEAD, *lines]}
    folder = write_office(folder / "kantor", lists)
    import_all(folder, asn, "pegawai", "rencana", "katalog")
    return folder


def test_who_has_left_by_the_days_of_the_class_is_named_and_not_on_its_roster(tmp_path):
    folder = leaving_office(tmp_path)
    found = calendar(folder)
    (row,) = found["rows"]
    assert (row["mulai"], row["selesai"], row["peserta"]) == ("2026-12-01", "2026-12-03", 2)
    assert {one["nip"] for one in found["roster"]} == {B, F}
    assert [(one["nip"], one["leaves_on"], one["mulai"]) for one in found["leavers"]] == [
        (A, "2026-12-01", "2026-12-01"),
        (C, "2026-12-03", "2026-12-01"),
    ]
    assert (row["remark_code"], found["totals"]["leavers"]) == ("class_too_few", 2)
    assert (
        "2 are out of service by then and 2 remain in it; the catalogue asks for at least 3" in row["remark"]
    )
    out = " ".join(asn("training-calendar", cwd=folder).out.split())
    assert "who are on no roster: 2" in out
    assert "at least 3" in out
    assert asn("training-calendar", "--output", tmp_path / "k.xlsx", cwd=folder).code == 0
    page = openpyxl.load_workbook(tmp_path / "k.xlsx")["K1 1"]
    texts = {str(cell.value) for one in page.iter_rows() for cell in one}
    assert {B, F} <= texts
    assert not {A, C} & texts


def test_who_may_have_left_by_the_last_day_stays_and_is_marked_with_the_missing_fact(tmp_path):
    """K1 from the 1st to the 3rd of December: of D two births (out of service on the 1st or in February), of E no class of post, of F no end of the contract."""
    head, *people = LISTS["pegawai"]
    rest = [
        f"{D},Pegawai 4,PNS,pelaksana,Pengolah Data,2019-01-01,Dinas Dua,1968-11-03,",
        f"{E},Pegawai 5,PNS,,Juru Apa Saja,2019-01-01,Dinas Empat,1980-01-01,",
        f"{F},Pegawai 6,PPPK,pelaksana,Pengolah Data,2019-01-01,Dinas Tiga,1980-01-01,",
    ]
    staff = [f"{head},Tanggal Lahir,TMT Pensiun", f"{people[0]},1980-01-01,2026-12-04", *rest]
    top, first, *_ = LISTS["katalog"]
    lines = [plan_line("r", one, "K1", "Bimtek Integritas", "Integritas", 1, 2) for one in (A, D, E, F)]
    lists = LISTS | {"pegawai": staff, "katalog": [f"{top},Jadwal", f"{first},Desember 2026"], "rencana": [PLAN_HEAD, *lines]}  # fmt: skip
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn, "pegawai", "rencana", "katalog")
    found = calendar(folder)
    assert (found["rows"][0]["selesai"], found["rows"][0]["peserta"]) == ("2026-12-03", 4)
    told = {one["nip"]: one["may_leave_code"] for one in found["roster"]}
    assert told == {A: None, D: "class_may_leave_from", E: "class_may_leave", F: "class_may_leave"}
    words = {one["nip"]: one["may_leave"] for one in found["roster"]}
    assert "from 2026-12-01 on" in words[D]
    assert "nothing says which class" in words[E]
    assert "the end of the contract is not known" in words[F]
    assert found["totals"]["may_leave"] == 3
    assert "asn import pegawai.xlsx --as employees" in found["next_steps"]
    out = " ".join(asn("training-calendar", cwd=folder).out.split())
    assert "may have left by the last day of their class, for the day is not known: 3" in out
    assert "the end of the contract is not known" in out
    assert asn("training-calendar", "--output", tmp_path / "k.xlsx", cwd=folder).code == 0
    page = openpyxl.load_workbook(tmp_path / "k.xlsx")["K1 1"]
    assert sum("the end of the contract" in str(cell.value) for one in page.iter_rows() for cell in one) == 1


def test_a_plan_of_one_year_is_held_in_no_other_and_its_own_calendar_is_named(office):
    found = calendar(office, "--plan", "r", "--year", "2031")
    assert (found["rows"], found["roster"], found["totals"]["classes"]) == ([], [], 0)
    assert any("asn training-calendar --plan r --year 2026" in one for one in found["next_steps"])
    out = " ".join(asn("training-calendar", "--year", "2031", cwd=office).out.split())
    assert "The plan is of 2026: no class of it is held in 2031." in out
    assert "The plan is of" not in asn("training-calendar", cwd=office).out


def test_days_of_the_catalogue_that_the_policy_refuses_are_shown_with_the_reason(tmp_path):
    begin, end = "2026-12-14", "2026-12-16"
    lines = [plan_line("r", one, "K1", "Bimtek Integritas", "Integritas", 1, 2, jp=8, begin=begin, end=end) for one in (A, B)]  # fmt: skip
    folder = write_office(tmp_path / "kantor", LISTS | {"rencana": [PLAN_HEAD, *lines]})
    import_all(folder, asn, "pegawai", "rencana", "katalog")
    (row,) = calendar(folder)["rows"]
    assert (row["mulai"], row["earliest"], row["latest"], row["hari"]) == (None, begin, end, 3)
    assert (row["how"], row["reason_code"]) == ("refused_by_policy", "class_unit_refuses")
    assert (
        f"the catalogue has it from {begin} to {end}, when more than 1 of 2 people of Dinas Satu"
        in row["reason"]
    )
    (past,) = calendar(folder, "--as-of", "2027-01-01")["rows"]
    assert (past["reason_code"], past["earliest"], past["hari"]) == ("class_outside_year", begin, None)


WORDS = ["Maret 2027 (tentatif)", "Februari 2027, minggu ke-3", "setelah TW II 2027", "31 Februari 2027", "TW V 2027", "LAN", "LAN 2", "LAN 3", "LAN 4"]  # fmt: skip


def test_every_schedule_in_words_is_listed_and_said_of_its_class(tmp_path):
    head, first, *_ = LISTS["katalog"]
    kodes = [f"K{at}" for at in range(1, len(WORDS) + 1)]
    courses = [f'{first.replace("K1", kode, 1)},"{text}"' for kode, text in zip(kodes, WORDS, strict=True)]
    lines = [plan_line("r", C, kode, "Bimtek Integritas", "Integritas", 1, 2) for kode in kodes]
    lists = LISTS | {"rencana": [PLAN_HEAD, *lines], "katalog": [f"{head},Jadwal", *courses]}
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn, "pegawai", "rencana", "katalog")
    found = calendar(folder)
    assert [(one["kode"], one["jadwal"]) for one in found["words"]] == [*zip(kodes, WORDS, strict=True)]
    assert all(one["nama_pelatihan"] for one in found["words"])
    assert {row["kode"]: row["jadwal"] for row in found["rows"]} == dict(zip(kodes, WORDS, strict=True))
    assert {row["how"] for row in found["rows"]} == {"first_fit_not_words"}
    assert asn("training-calendar", "--output", tmp_path / "k.xlsx", cwd=folder).code == 0
    sheet = openpyxl.load_workbook(tmp_path / "k.xlsx")["Schedules in words"]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {*WORDS, *kodes} <= texts


@pytest.mark.parametrize(
    ("jalur", "jenis", "held"),
    [
        ("E-Learning", "", True),
        ("daring/coaching", "", True),
        ("Nonklasikal", "E-learning", True),
        ("Nonklasikal", "Magang", False),
        ("Nonklasikal", "", False),
        ("Klasikal dan daring", "", False),
        ("Klasikal", "E-learning", False),
        ("", "", False),
    ],
)
def test_nobody_is_away_for_e_learning(tmp_path, jalur, jenis, held):
    lines = [plan_line("r", one, "K1", "Bimtek Integritas", "Integritas", 1, 2, begin="2026-12-14", end="2026-12-15") for one in (A, B)]  # fmt: skip
    head, first, *_ = LISTS["katalog"]
    lists = LISTS | {
        "rencana": [PLAN_HEAD, *lines],
        "katalog": [f"{head},Jalur,Jenis", f"{first},{jalur},{jenis}"],
    }
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn, "pegawai", "rencana", "katalog")
    (row,) = calendar(folder)["rows"]
    assert (row["how"] == "fixed_by_catalogue") == held
    assert (row["reason_code"] == "class_unit_refuses") != held

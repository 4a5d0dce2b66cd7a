"""Months and parts of a year in the column Jadwal: what is read, what stays words, and that no class is held outside its window."""

import re
from calendar import monthrange
from datetime import date, timedelta
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.agency.training.schedule import dated, scheduled_days, scheduled_windows
from asnkarier.agency.training.windows import _in_brackets, window_of
from asnkarier.analysis.training.calendar.checking import any_day, last_day_of, violations
from asnkarier.analysis.training.calendar.placing import (
    AFTER_UNPLACED,
    UNIT_AWAY,
    WINDOW_FULL,
    WINDOW_OVER,
    Limits,
    Session,
    Slot,
    place_classes,
)
from asnkarier.analysis.training.calendar.window import Window, over_by
from asnkarier.analysis.training.calendar.workdays import Workdays
from asnkarier.analysis.training.judge import plan_violations
from asnkarier.analysis.training.pairs import outside_year
from in_process import asn
from planned_office import LISTS, PLAN_HEAD, A, B, C, import_all, plan_line, write_office
from test_analysis_training_check import case

NAMES = (
    "Januari Jan", "Februari Pebruari Feb Peb", "Maret Mar", "April Apr", "Mei", "Juni Jun", "Juli Jul", "Agustus Agt Agu Ags", "September Sept Sep",
    "Oktober Okt", "November Nopember Nov Nop", "Desember Des",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V")
ORDINAL = ("pertama", "kedua", "ketiga", "keempat", "kelima")


def months(first, last, year=2027):
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def read(text):
    found = window_of(text)
    return None if found is None else (found.first, found.last)


@pytest.mark.parametrize(
    ("number", "name"), [(at, one) for at, names in enumerate(NAMES, 1) for one in names.split()]
)
def test_every_name_of_a_month(number, name):
    wanted = months(number, number)
    for text in (
        f"{name} 2027",
        f"{name.upper()} 2027",
        f"{name}. 2027",
        f"Bulan {name} 2027",
        f"{name}-2027",
        f"bln. {name} tahun 2027",
    ):
        assert read(text) == wanted, text
    assert window_of(name).within(2027) == wanted
    assert read(f"{name[:-1]}x 2027") is None


@pytest.mark.parametrize(
    ("word", "count"),
    [("Triwulan", 4), ("TW", 4), ("Kuartal", 4), ("Q", 4), ("Semester", 2), ("Smt", 2), ("Caturwulan", 3)],
)
def test_every_part_of_a_year(word, count):
    size = 12 // count
    for at in range(1, 6):
        wanted = months((at - 1) * size + 1, at * size) if at <= count else None
        for text in (f"{word} {ROMAN[at - 1]} 2027", f"{word} {at} 2027", f"{word}{at} 2027", f"{word}-{ROMAN[at - 1]}/2027", f"{word} ke-{at} TA 2027",
                     f"{word} {ORDINAL[at - 1]} tahun 2027", f"2027 {word} {at}", f"{word}. {ROMAN[at - 1]} (2027)"):  # fmt: skip
            assert read(text) == wanted, text


@given(st.integers(1, 12), st.integers(1, 5), st.sampled_from([None, 2027, 2028]))
def test_every_week_of_a_month(month, number, year):
    days = [day for day in range(1, monthrange(year or 2027, month)[1] + 1) if (day - 1) // 7 + 1 == number]
    said = f" {year}" if year else ""
    for words in (f"minggu {ROMAN[number - 1]} {NAMES[month - 1].split()[0]}", f"Minggu ke-{number}, {NAMES[month - 1].split()[0]}",
                  f"{NAMES[month - 1].split()[0]} pekan {ORDINAL[number - 1]}"):  # fmt: skip
        found = window_of(words + said)
        if not days:
            assert found is None
            continue
        assert found.within(year or 2027) == (
            date(year or 2027, month, days[0]),
            date(year or 2027, month, days[-1]),
        )


@given(
    st.integers(1, 12),
    st.integers(1, 12),
    st.sampled_from(["-", " - ", "–", " s.d. ", " s/d ", " sd ", " sampai dengan ", " hingga "]),
    st.booleans(),
)
def test_a_range_of_months_never_ends_before_it_begins(first, last, until, each):
    one, other = (NAMES[at - 1].split()[-1] for at in (first, last))
    found = read(f"{one}{' 2027' if each else ''}{until}{other} 2027")
    assert found == (months(first, last) if first <= last else None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Okt, Nov dan Des 2027", months(10, 12)),
        ("Maret/April 2027", months(3, 4)),
        ("TW III-IV 2027", months(7, 12)),
        ("Triwulan II s.d. Triwulan III 2027", months(4, 9)),
        ("Triwulan I dan II 2027", months(1, 6)),
        ("TW III (Juli-September 2027)", months(7, 9)),
        ("Tahun Anggaran 2027", months(1, 12)),
        ("Sepanjang tahun 2027", months(1, 12)),
        ("08/2027", months(8, 8)),
        ("2027-08", months(8, 8)),
        ("November 2027 - Januari 2028", (date(2027, 11, 1), date(2028, 1, 31))),
        ("minggu II-III Maret 2027", (date(2027, 3, 8), date(2027, 3, 21))),
        ("minggu IV Maret s.d. minggu I April 2027", (date(2027, 3, 22), date(2027, 4, 7))),
        ("Maret s.d. minggu II April 2027", (date(2027, 3, 1), date(2027, 4, 14))),
    ],
)  # fmt: skip
def test_how_offices_write_it(text, wanted):
    assert read(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Okotber 2027", "Sepetmber 2027", "Trwlan III 2027", "Okt '27", "Okt-27", "Triwulan", "III", "3", "Maret III 2027", "Maret dan Juni 2027",
        "Desember - Januari", "Desember - Januari 2028", "TW V 2027", "Semester III", "minggu V Februari 2027", "awal Maret 2027", "sesuai jadwal LAN",
        "Tahun ajaran 2027/2028", "TW III (Oktober)", "TW III Maret 2027", "12-14 Maret", "12 Maret 2027", "Juli 2027 2028", "Minggu, 7 Maret 2027",
        "menyesuaikan", "Maret - minggu II April 2027", "-", "", "TW III TW IV", "Oktober 1827", "Minggu 2 Maret",
    ],
)  # fmt: skip
def test_what_is_not_understood_whole_stays_words(text):
    assert window_of(text) is None


@given(st.lists(st.sampled_from(["TW", "III", "II", "5", "-", ",", "s.d.", "dan", "Maret", "Okt", "minggu", "ke-2", "2027", "2028", "(", ")", "tahun", "x"]), max_size=7))  # fmt: skip
def test_any_window_is_in_order_and_no_day_is_both(words):
    text = " ".join(words)
    found = window_of(text)
    if found is None:
        return
    assert found.first <= found.last
    assert all(
        found.within(year) is None or found.within(year)[0] <= found.within(year)[1]
        for year in range(2026, 2030)
    )
    assert scheduled_days(catalogue(text)) == {"K": None}


def catalogue(*texts):
    return pd.DataFrame(
        {
            "kode": ["K"] if len(texts) == 1 else [f"K{at}" for at in range(len(texts))],
            "tanggal_mulai": pd.NaT,
            "tanggal_selesai": pd.NaT,
            "jadwal": list(texts),
        }
    ).astype({"tanggal_mulai": "datetime64[s]", "tanggal_selesai": "datetime64[s]"})


def test_a_number_that_counts_weeks_or_classes_is_no_day():
    told = catalogue(
        "Minggu ke-2 Maret 2027",
        "Minggu 2 Maret 2027",
        "Angkatan 2 Maret 2027",
        "Minggu, 7 Maret 2027",
        "Angkatan I: 2 Maret 2027",
    )
    days = scheduled_days(told)
    assert [one and one[0] for one in days.values()] == [None, None, None, date(2027, 3, 7), date(2027, 3, 2)]
    assert scheduled_windows(told) == {"K0": Window(date(2027, 3, 8), date(2027, 3, 14))}
    assert dated(told)["jendela"].tolist()[0] == Window(date(2027, 3, 8), date(2027, 3, 14))


@given(
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    st.integers(0, 500),
    st.integers(0, 700),
    st.integers(0, 400),
    st.booleans(),
)
def test_meeting_is_sharing_a_day(first, length, ahead, span, every):
    window = Window(first, first + timedelta(days=length))
    if every:
        last = min(first + timedelta(days=length), date(first.year, 12, 31))
        window = Window(first.replace(year=2000), last.replace(year=2000), every_year=True)
        if (first.month, first.day) == (2, 29):  # no window begins on it
            return
    start = date(2026, 6, 1) + timedelta(days=ahead)
    end = start + timedelta(days=span)
    assert window.meets(start, end) == any_day(window, start, end)


# The calendar, by brute force: two weeks, with a holiday.
FIRST = date(2026, 3, 2)
CALENDAR = Workdays(FIRST, FIRST + timedelta(days=11), 5, frozenset({date(2026, 3, 4)}))
NOBODY = np.array([], dtype=np.int64)


def who(*places):
    return np.array(places, dtype=np.int64)


@st.composite
def calendars(draw):
    sessions = []
    for number in range(draw(st.integers(1, 4))):
        people = who(*sorted(draw(st.sets(st.integers(0, 2), min_size=1))))
        kind = draw(st.sampled_from(["window", "window", "fixed", "free"]))
        begin = draw(st.integers(-3, 13))
        end = begin + draw(st.integers(0, 9))
        after = tuple(draw(st.sets(st.integers(0, number - 1), max_size=1))) if number else ()
        length = draw(st.integers(1, 4))
        if kind == "fixed":
            sessions.append(Session(people, length, begin, end, after))
        else:
            days = (begin, end) if kind == "window" else (None, None)
            sessions.append(Session(people, length, None, None, after, *days))
    return sessions, Limits(who(0, 0, -1), who(draw(st.integers(1, 2))))


@settings(max_examples=150)
@given(calendars())
def test_a_class_lies_in_its_window_or_says_why_not(case):
    sessions, limits = case
    slots = place_classes(sessions, limits, CALENDAR)
    assert list(violations(sessions, slots, limits, CALENDAR)) == []
    for number, (session, slot) in enumerate(zip(sessions, slots, strict=True)):
        if not session.has_window:
            assert slot.reason not in {WINDOW_FULL, WINDOW_OVER}
            continue
        inside = [day for day in range(12) if session.earliest <= day <= session.latest]
        assert all(day in inside for day in slot.days.tolist())
        assert (slot.reason == WINDOW_OVER) == (not inside)
        if slot.reason == WINDOW_FULL:  # whatever was placed since, no run of days in the window can be added
            work = [day for day in range(12) if (FIRST + timedelta(days=day)).weekday() < 5 and day != 2]
            held = {slots[one].days.tolist()[-1] for one in session.after}
            for start in range(len(work) - session.length + 1):
                days = work[start : start + session.length]
                if set(days) <= set(inside) and all(last < days[0] for last in held):
                    tried = [*slots]
                    tried[number] = Slot(np.array(days))
                    assert list(violations(sessions, tried, limits, CALENDAR)) or _between(
                        sessions, slots, session, days
                    )


def _between(sessions, slots, session, days):
    """Whether somebody is in a class of the catalogue then, on a day between its days of work."""
    return any(
        other.is_fixed
        and len(slot.days)
        and set(other.people.tolist()) & set(session.people.tolist())
        and set(days) & set(range(other.begin, other.end + 1))
        for other, slot in zip(sessions, slots, strict=True)
    )


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 3)), min_size=1, max_size=3))
def test_windows_of_one_person_are_all_kept_where_the_last_day_decides(shapes):
    """Of single days of one person first fit by the end of the window finds a place for all of them whenever there is one."""
    sessions = [Session(who(0), 1, earliest=0, latest=first + more) for first, more in shapes]
    slots = place_classes(sessions, Limits(who(-1), NOBODY), CALENDAR)
    work = CALENDAR.work.tolist()
    possible = any(
        len(set(days)) == len(days)
        and all(day <= one.latest for day, one in zip(days, sessions, strict=True))
        for days in product(work, repeat=len(sessions))
    )
    assert all(not one.reason for one in slots) == possible


def test_exact_days_first_then_windows_then_the_others():
    sessions = [
        Session(who(0), 2),
        Session(who(0), 2, earliest=0, latest=5),
        Session(who(0), 1, 0, 0),
        Session(who(0), 2, earliest=0, latest=1),
        Session(who(0), 1, earliest=20, latest=30),
        Session(who(0, 1), 1, earliest=0, latest=5),
        Session(who(0), 1, after=(3,), earliest=0, latest=9),
    ]
    slots = place_classes(sessions, Limits(who(0, 0), who(1)), CALENDAR)
    assert [one.days.tolist() for one in slots] == [[7, 8], [3, 4], [0], [], [], [], []]
    assert [one.reason for one in slots][3:] == [WINDOW_FULL, WINDOW_OVER, UNIT_AWAY, AFTER_UNPLACED]


def test_what_comes_before_a_class_with_a_window_is_placed_with_those():
    sessions = [Session(who(0), 3), Session(who(0), 2), Session(who(0), 2, after=(1,), earliest=3, latest=8)]
    slots = place_classes(sessions, Limits(who(-1), NOBODY), CALENDAR)
    assert [one.days.tolist() for one in slots] == [[7, 8, 9], [0, 1], [3, 4]]


@pytest.mark.parametrize(
    ("days", "wrong"), [([3, 4], ""), ([1, 3], "before its window"), ([7, 8], "after its window")]
)
def test_the_judge_sees_who_leaves_a_window(days, wrong):
    sessions = [Session(who(0), 2, earliest=3, latest=7)]
    found = list(violations(sessions, [Slot(np.array(days))], Limits(who(-1), NOBODY), CALENDAR))
    assert (not found) if not wrong else wrong in found[0]


def test_the_judge_of_plans_sees_a_window_outside_the_year():
    facts = case()
    for window, wrong in (
        (Window(date(2026, 1, 1), date(2026, 2, 28)), True),
        (Window(date(2026, 1, 1), date(2026, 3, 1)), False),
        (Window(date(2000, 1, 1), date(2000, 2, 29), every_year=True), True),
        (Window(date(2026, 12, 1), date(2027, 1, 31)), False),
        (Window(date(2027, 1, 1), date(2027, 1, 31)), True),
    ):
        facts["courses"] = facts["courses"].assign(jendela=[window, None])
        assert ("of which no day is in the plan" in "; ".join(plan_violations(**facts))) is wrong


# Whole commands.


def office(folder, schedules, *lines):
    """An office whose catalogue has the course K1, K2 … with these words each, and a plan of these lines."""
    head, first, *_ = LISTS["katalog"]
    kodes = [first.replace("K1", f"K{at}", 1) for at, _ in enumerate(schedules, 1)]
    catalogue = [
        f"{head},Jadwal",
        *(f'{one},"{jadwal}"' for one, jadwal in zip(kodes, schedules, strict=True)),
    ]
    folder = write_office(folder / "kantor", LISTS | {"katalog": catalogue, "rencana": [PLAN_HEAD, *lines]})
    import_all(folder, asn, "pegawai", "asesmen", "katalog", *(["rencana"] if lines else []))
    return folder


def line(nip, kode="K1", **more):
    return plan_line("r", nip, kode, "Bimtek Integritas", "Integritas", 1, 2, **more)


def report(folder, *words):
    done = asn(*words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


def test_the_calendar_keeps_the_months_of_the_catalogue(tmp_path):
    held = [
        ("Desember 2026", A, "2026-12-01", "within_window", None),
        ("Triwulan IV", B, "2026-11-02", "within_window", None),
        ("minggu II Desember", A, "2026-12-08", "within_window", None),
        ("25/11/2026", C, "2026-11-25", "fixed_by_catalogue", None),
        ("Desmber 2026", C, "2026-11-02", "first_fit_not_words", None),
        ("Triwulan I 2027", A, None, "unplaced", "class_window_over"),
        ("Triwulan I", A, None, "unplaced", "class_window_over"),
        ("minggu V November 2026", A, None, "unplaced", "class_window_full"),  # a Sunday and a Monday
    ]
    lines = [line(nip, f"K{at}") for at, (_, nip, *_) in enumerate(held, 1)]
    days_of_its_own = line(B, "K9", begin="2026-11-09", end="2026-11-11")
    folder = office(tmp_path, [*(one[0] for one in held), "Desember 2026"], *lines, days_of_its_own)
    rows = {row["kode"]: row for row in report(folder, "training-calendar")["rows"]}
    for at, (jadwal, _, *wanted) in enumerate(held, 1):
        row = rows[f"K{at}"]
        assert [row["mulai"], row["how"], row["reason_code"]] == wanted, jadwal
        if row["reason_code"]:
            assert f"katalog.csv:K{at + 1}" in row["reason"]
    assert "from 2026-11-29 to 2026-11-30" in rows["K8"]["reason"]
    assert (rows["K8"]["earliest"], rows["K8"]["latest"]) == ("2026-11-29", "2026-11-30")
    assert (rows["K9"]["mulai"], rows["K9"]["earliest"]) == ("2026-11-09", None)
    out = asn("training-calendar", cwd=folder).out
    assert re.search(r"is in words and sets no day here: K5\.", out)
    assert "name more months there" in " ".join(out.split())


def test_a_course_of_one_year_is_planned_in_that_year_only(tmp_path):
    folder = office(tmp_path, ["Okt-Nov 2028"])
    words = ("recommend-training", "--budget", "50000000", "--from-year", "2027")
    found = report(folder, *words, "--years", "2")
    assert {row["tahun"] for row in found["rows"]} == {2028}
    found = report(folder, *words)
    assert found["rows"] == []
    (told,) = found["problems"]
    assert told["where"].endswith(":K2")
    assert "from 2028-10-01 to 2028-11-30" in told["problem"]
    assert report(folder, "recommend-training", "--budget", "50000000")["rows"] == []


def test_a_plan_of_this_year_has_no_course_whose_window_is_over():
    told = ["Triwulan IV", "Nov 2026", "Triwulan III", "Oktober 2026", "2027", "sesuai jadwal LAN"]
    found = outside_year(dated(catalogue(*told)), date(2026, 11, 1))
    assert found.tolist() == [False, False, True, True, True, False]


def test_months_without_a_year_are_those_of_any_year_of_the_plan(tmp_path):
    folder = office(tmp_path, ["Triwulan III"])
    config = folder / "config.yaml"
    config.write_text(f"{config.read_text()}training: {{plan: {{periods: 4}}}}\n", encoding="utf-8")
    found = report(folder, "recommend-training", "--budget", "3500000", "--from-year", "2027", "--years", "2")
    assert {row["periode"] for row in found["rows"]} == {3}


def test_a_place_is_overdue_once_its_window_is_over(tmp_path):
    told = {"Maret 2026": 3, "Triwulan I": 3, "Mei 2027": 12, "Okt 2026 - Jan 2027": 12, "kapan saja": 12}
    folder = office(tmp_path, [*told], *(line(B, f"K{at}") for at, _ in enumerate(told, 1)))
    for day, month in (("2026-03-31", 2), ("2026-04-01", 3), ("2026-12-31", 3), ("2027-01-01", 12)):
        places = report(folder, "--as-of", day, "training-status", "--plan", "r")["places"]
        late = {f"K{at}" for at, last in enumerate(told.values(), 1) if last <= month}
        assert {one["kode"] for one in places if one["status"] == "overdue"} == late, day
        assert len(places) == len(told)


@given(
    st.dates(date(2027, 1, 1), date(2027, 12, 31)),
    st.integers(0, 200),
    st.sampled_from(["none", "days", "only_begin", "window", "against_time"]),
    st.integers(0, 3),
)
def test_the_day_by_which_a_course_is_over_is_that_found_day_by_day(first, length, form, quarter):
    last = first + timedelta(days=length)
    days = {"days": (first, last), "only_begin": (first, None), "against_time": (last, first)}.get(
        form, (None, None)
    )
    course = dict(zip(("tanggal_mulai", "tanggal_selesai"), map(pd.Timestamp, days), strict=True))
    course["jendela"] = Window(first, last) if form == "window" else None
    start = date(2027, 1 + 3 * quarter, 1)
    end = (pd.Timestamp(start) + pd.offsets.QuarterEnd()).date()
    over = over_by(course, start, end)
    assert start <= over <= end
    if form != "days" or last >= start:
        assert over == last_day_of(course, start, end)


@given(
    st.text("ab ()2027", max_size=12)
    | st.integers(38, 42).map(lambda n: f"{'a' * n}(b)")
    | st.integers(38, 42).map(lambda n: f"a({'b' * n})")
)
def test_brackets_are_found_as_the_pattern_finds_them(text):
    """The pattern says what is meant; it is not used, for it is slow on a long text without brackets."""
    found = re.fullmatch(r"([^()]{1,40})\(([^()]{1,40})\)", text)
    assert _in_brackets(text) == (found and (found[1], found[2]))

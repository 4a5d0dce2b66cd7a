"""A plan that is kept, and what became of it: statuses, money, hours and levels told again by hand and by a plain count."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.agency.training.kept_plan import plan_lines
from asnkarier.analysis.careers.trainings import completed, followed, taken_part, unclear
from asnkarier.analysis.training.following import followed_plan, levels_since, places
from asnkarier.analysis.training.year_hours import against_rule, hours_of_year
from asnkarier.analysis.training.years.taken import taken_days
from asnkarier.model.terms import course_title
from asnkarier.sheets.cells.totals import ended_parser
from asnkarier.sheets.grid import TEXT
from asnkarier.sheets.results import Told
from in_process import asn
from people_frames import frame
from planned_office import LISTS, PLAN_HEAD, A, B, C, D, E, F, bimtek, import_all, plan_line, write_office

DAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = write_office(tmp_path_factory.mktemp("kantor"))
    import_all(folder, asn)
    return folder


def status(folder, *words):
    done = asn(*words, "training-status", "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


def test_the_small_office_by_hand(office):
    found = status(office)
    assert found["schema"] == "asn.training-status/1"
    rows = {row["kode"]: row for row in found["rows"]}
    counts = ("planned", "attended", "dropped", "open", "overdue", "running", "gone")
    assert [rows["K1"][one] for one in counts] == [4, 1, 2, 1, 0, 0, 0]
    assert [rows["K2"][one] for one in counts] == [2, 1, 0, 1, 1, 0, 0]
    # 4 seats of 1,000,000 and one class of 2,000,000; spent on A and B, of C nothing is said.
    assert (rows["K1"]["planned_cost"], rows["K1"]["spent"], rows["K1"]["spent_unknown"]) == (6e6, 2e6, 1)
    assert (rows["K1"]["jp"], rows["K1"]["levels_closed_since"]) == (24, 1)
    assert (rows["K2"]["planned_cost"], rows["K2"]["spent"], rows["K2"]["jp"]) == (1e6, None, None)
    assert (rows["K2"]["jp_unknown"], rows["K2"]["levels_closed_since"]) == (1, -1)
    totals = found["totals"]
    assert (totals["plan"], totals["plan_day"]) == ("rencana 2026", "2026-01-05")
    assert (totals["planned"], totals["attended"], totals["dropped"], totals["open"]) == (6, 2, 2, 2)
    assert (totals["planned_cost"], totals["spent"], totals["people"]) == (7e6, 2e6, 5)
    places = {(one["nip"], one["kode"]): one for one in found["places"]}
    assert places[A, "K1"]["source"] == "diklat.csv:2"
    assert places[E, "K2"]["status"] == "overdue"  # the course of December was before the plan


def test_hours_of_the_year_are_those_followed_to_the_end(office):
    people = {row["nip"]: row for row in status(office)["people"]}
    assert (people[A]["jp"], people[A]["to_go"], people[A]["jp_status"]) == (24, 0, "reached")
    assert (people[A]["trainings"], people[A]["jp_unknown"]) == (2, 1)
    for nip in (B, C, D):  # not passed, left, never sent: nothing is recorded
        assert (people[nip]["jp"], people[nip]["target"], people[nip]["jp_status"]) == (0, 20, "hours_open")
    assert (people[F]["jp"], people[F]["target"], people[F]["to_go"]) == (24, 24, None)


def test_a_declared_register_makes_hours_to_go_certain(tmp_path):
    config = "as_of: 2026-11-01\nlanguage: en\ncomplete_registers: [trainings]\n"
    folder = write_office(tmp_path / "kantor", config=config)
    import_all(folder, asn)
    people = {row["nip"]: row["jp_status"] for row in status(folder)["people"]}
    assert people[D] == "to_go"
    assert people[F] == "within_ceiling"


def test_the_end_of_the_year_makes_open_places_overdue(office):
    rows = {row["kode"]: row for row in status(office, "--as-of", "2027-01-02")["rows"]}
    assert (rows["K1"]["open"], rows["K1"]["overdue"]) == (1, 1)


def test_what_nobody_planned_is_told_with_what_it_resembles(office):
    found = status(office)["unplanned"]
    assert [(one["nama_pelatihan"], one["resembles"]) for one in found] == [
        ("Bimtek Integritass", "Bimtek Integritas")
    ]


def test_years_sum_what_lists_tell(office):
    years = {row["tahun"]: row for row in status(office)["years"]}
    assert (years[2025]["trainings"], years[2025]["jp"], years[2025]["planned"]) == (1, 10, 0)
    assert (years[2026]["trainings"], years[2026]["dropped"], years[2026]["planned"]) == (3, 2, 6)
    assert (years[2026]["jp"], years[2026]["jp_unknown"], years[2026]["planned_cost"]) == (48, 1, 7e6)


def test_next_months_list_closes_the_loop(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn)
    (folder / "juni.csv").write_text(
        "NIP,Nama Pelatihan,Tanggal Mulai,Tanggal Selesai,JP,Biaya,Status Kelulusan\n"
        f"{D},Bimtek Integritas,2026-06-01,2026-06-03,24,1000000,Lulus\n"
        f"{E},Seminar Lain,2026-06-01,2026-06-01,4,,\n",
        encoding="utf-8",
    )
    done = asn("record-training", "juni.csv", "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    found = done.json()
    assert [(one["nip"], one["for_plan"], one["kode"]) for one in found["recorded"]] == [
        (D, "attended", "K1"),
        (E, "unplanned", None),
    ]
    rows = {row["kode"]: row for row in found["rows"]}
    assert (rows["K1"]["attended"], rows["K1"]["dropped"], rows["K1"]["open"]) == (2, 2, 0)
    again = asn("record-training", "juni.csv", "--format", "json", cwd=folder)
    assert again.code == 0
    assert again.json()["rows"] == found["rows"]


def test_who_left_is_neither_dropped_nor_overdue(tmp_path):
    people = [line + ("," if number else ",Kedudukan Hukum") for number, line in enumerate(LISTS["pegawai"])]
    people = [line + "Pensiun" if line.startswith(D) else line for line in people]
    folder = write_office(tmp_path / "kantor", LISTS | {"pegawai": people})
    import_all(folder, asn)
    rows = {row["kode"]: row for row in status(folder, "--as-of", "2027-06-01")["rows"]}
    assert [rows["K1"][one] for one in ("planned", "open", "overdue", "gone")] == [4, 1, 0, 1]


def test_without_a_plan_hours_are_told_and_how_to_keep_one(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn, "pegawai", "diklat")
    found = status(folder)
    assert found["rows"] == []
    assert found["people"]
    assert any("asn recommend-training --keep" in one for one in found["next_steps"])
    named = asn("training-status", "--plan", "x", cwd=folder)
    assert (named.code, "no plan of training" in named.err) == (2, True)


def test_a_plan_is_kept_once_and_never_overwritten(tmp_path, run_asn):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    first = run_asn(
        "recommend-training", "--budget", "10 juta", "--keep", "rencana A", "--format", "json", cwd=folder
    )
    assert first.code == 0, first.err
    chosen = first.json()["rows"]
    assert chosen
    found = status(folder)
    assert found["totals"]["planned"] == len(chosen)
    assert found["totals"]["planned_cost"] == first.json()["totals"]["spent"]
    lines = {(row["nip"], row["kode"], row["kelas"]) for row in chosen}
    assert {(row["nip"], row["kode"], row["kelas"]) for row in found["places"]} == lines
    store = folder / ".asn" / "asnkarier.db"
    before = store.read_bytes()
    again = run_asn("recommend-training", "--budget", "10 juta", "--keep", "rencana A", cwd=folder)
    assert again.code == 0  # the very same plan
    other = run_asn("recommend-training", "--keep", "rencana A", "--budget", "3 juta", cwd=folder)
    assert (other.code, "rencana A" in other.err) == (2, True)
    empty = run_asn("recommend-training", "--keep", "kosong", "--budget", "1", cwd=folder)
    assert (empty.code, "no line" in empty.err) == (2, True)
    past = run_asn(
        "--known-at", "3", "recommend-training", "--budget", "10 juta", "--keep", "lain", cwd=folder
    )
    assert (past.code, "--known-at" in past.err) == (2, True)
    assert store.read_bytes() == before
    newest = run_asn("history", "--format", "json", cwd=folder).json()["rows"][0]
    assert (newest["kind"], newest["file"], newest["rows"]) == ("training_plan", "rencana A", len(chosen))
    assert run_asn("undo", newest["batch"], cwd=folder).code == 0
    assert status(folder)["rows"] == []


def test_a_plan_of_two_imports_says_so(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn)
    (folder / "lagi.csv").write_text(f"{PLAN_HEAD}\n{bimtek(F)}\n", encoding="utf-8")
    assert asn("import", "lagi.csv", "--as", "training_plan", cwd=folder).code == 0
    found = status(folder)
    assert {row["kode"]: row["planned"] for row in found["rows"]} == {"K1": 5, "K2": 2}
    assert "came in with 2 imports" in asn("training-status", cwd=folder).out


UNKNOWN = "hasil_tidak_jelas"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("LULUS", "selesai"), ("Lulus (Sangat Memuaskan)", "selesai"), ("tidak lulus", "tidak_lulus"), ("Belum lulus", "tidak_lulus"), ("Gagal", "tidak_lulus"),
        ("Gagal berangkat", "tidak_hadir"), ("Hadir", "selesai"), ("hadir 100%", "selesai"), ("Memenuhi", "selesai"), ("Sertifikat No. 12/2027", "selesai"),
        ("Mengundurkan diri karena sakit", "mengundurkan_diri"), ("Tidak hadir", "tidak_hadir"), ("BATAL", "tidak_hadir"), ("Dibatalkan", "tidak_hadir"),
        ("tidak selesai", "mengundurkan_diri"), ("Tdk hadir krn sakit", "tidak_hadir"), ("Sedang mengikuti", "berlangsung"), ("belum selesai", "berlangsung"),
        ("Ditunda", "belum_diikuti"), ("belum mengikuti", "belum_diikuti"), ("Dijadwalkan ulang", "belum_diikuti"),
        ("hadir sebagian", UNKNOWN), ("sakit", UNKNOWN), ("Remedial", UNKNOWN), ("hadir 2 hari", UNKNOWN), ("Lulus bersyarat", UNKNOWN), ("Lulus/Tidak Lulus", UNKNOWN),
        ("Selesai 50%", UNKNOWN), ("Tidak hadir hari ke-2", UNKNOWN), ("Tidak mengikuti ujian", UNKNOWN), ("Tidak lulus, lulus remedial", UNKNOWN),
        ("Batal mundur", UNKNOWN), ("Angkatan II", UNKNOWN), ("Lulusan terbaik", UNKNOWN), ("2024", UNKNOWN),
    ],
)  # fmt: skip
def test_how_a_training_ended_is_read_from_how_the_words_begin(words, code):
    found = ended_parser(remarks=False)(words, TEXT)
    assert (found.value if isinstance(found, Told) else found) == code
    assert isinstance(found, Told) == (code == UNKNOWN)


@pytest.mark.parametrize(
    ("words", "code"),
    [("LULUS", "selesai"), ("Angkatan II", None), ("Lulusan terbaik", None), ("2024", None), ("sakit", UNKNOWN), ("hadir sebagian", UNKNOWN)],
)  # fmt: skip
def test_a_remark_counts_only_when_it_speaks_of_the_end(words, code):
    found = ended_parser(remarks=True)(words, TEXT)
    assert (found.value if isinstance(found, Told) else found) == code


def test_an_unknown_result_is_told_and_neither_attended_nor_dropped(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn, "pegawai", "rencana", "asesmen", "katalog")
    words = {A: "hadir sebagian", B: "Ditunda", C: "Gagal", D: ""}
    (folder / "mei.csv").write_text(
        "NIP,Nama Pelatihan,Tanggal Mulai,Tanggal Selesai,JP,Biaya,Status Kelulusan\n"
        + "".join(f"{nip},Bimtek Integritas,2026-05-04,2026-05-06,24,1000000,{word}\n" for nip, word in words.items()),
        encoding="utf-8",
    )  # fmt: skip
    done = asn("record-training", "mei.csv", "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    assert "hadir sebagian" in done.err
    found = done.json()
    recorded = {one["nip"]: (one["for_plan"], one["kode"]) for one in found["recorded"]}
    assert recorded == {
        A: ("unclear", "K1"),
        B: ("awaited", "K1"),
        C: ("dropped", "K1"),
        D: ("attended", "K1"),
    }
    row = {one["kode"]: one for one in found["rows"]}["K1"]
    assert [row[one] for one in ("planned", "attended", "dropped", "open", "unclear")] == [4, 1, 1, 2, 1]
    assert (row["jp"], row["spent"]) == (24, 2_000_000)
    years = {one["tahun"]: one for one in found["years"]}
    assert (years[2026]["trainings"], years[2026]["dropped"], years[2026]["unclear"]) == (1, 1, 1)
    people = {one["nip"]: one["jp"] for one in found["people"]}
    assert (people[A], people[B], people[D]) == (0, 0, 24)
    assert found["unplanned"] == []
    assert any("template trainings" in one for one in found["next_steps"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([A, B]), st.sampled_from(["Kursus", "Bimtek"]), st.sampled_from([1, 2]),
                          st.sampled_from([None, 24.0]), st.sampled_from([None, "selesai", "tidak_lulus", "tidak_hadir", "berlangsung", "belum_diikuti", UNKNOWN])), max_size=6))  # fmt: skip
def test_the_judge_of_plans_of_years_reads_what_was_taken_as_the_plan_does(lines):
    rows = [
        {"nip": nip, "nama_pelatihan": name, "tanggal_mulai": date(2026, 2, day), "tanggal_selesai": date(2026, 2, day), "jp": jp, "status": ended}
        for nip, name, day, jp, ended in lines
    ]  # fmt: skip
    told = frame("trainings", rows)
    mine = followed(told)
    expected = set(
        zip(mine["nip"], mine["nama_pelatihan"].map(course_title), mine["tanggal_selesai"], strict=True)
    )
    found = {(*key, day) for key, days in taken_days(told).items() for day in days}
    assert found == expected


@pytest.mark.parametrize(
    ("day", "jp", "as_of", "status"),
    [
        ("30 Oktober 2026", 8, "2026-10-30", "open"),
        ("30 Oktober 2026", 8, "2026-10-31", "overdue"),
        ("30 Oktober 2026", 24, "2026-11-03", "open"),
        ("30 Oktober 2026", 24, "2026-11-04", "overdue"),
        ("30 Oktober 2026", "", "2026-11-04", "open"),  # nobody knows how long it lasts
    ],
)
def test_a_place_of_one_known_day_is_overdue_after_the_last_day_of_its_course(
    tmp_path, day, jp, as_of, status
):
    head = "Kode,Nama Pelatihan,Kompetensi,Level Awal,Level Akhir,JP,Biaya,Jadwal"
    line = plan_line("r", A, "K1", "Bimtek Integritas", "Integritas", 1, 2, jp=jp)
    lists = LISTS | {"katalog": [head, f"K1,Bimtek Integritas,Integritas,1,2,{jp},1,{day}"], "rencana": [PLAN_HEAD, line]}  # fmt: skip
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn, "pegawai", "rencana", "katalog")
    (row,) = asn("--as-of", as_of, "training-status", "--format", "json", cwd=folder).json()["rows"]
    assert row[status] == 1


def test_the_pages_of_a_person_say_how_each_training_ended_and_call_none_of_unknown_result_attended(tmp_path):
    folder = write_office(tmp_path / "kantor")
    words = {
        "Bimtek Satu": "hadir sebagian",
        "Bimtek Dua": "Lulus",
        "Bimtek Tiga": "tidak hadir",
        "Bimtek Empat": "",
    }
    (folder / "mei.csv").write_text(
        "NIP,Nama Pelatihan,Tanggal Mulai,Tanggal Selesai,JP,Status Kelulusan\n"
        + "".join(f"{A},{name},2026-05-04,2026-05-06,24,{word}\n" for name, word in words.items()),
        encoding="utf-8",
    )
    import_all(folder, asn, "pegawai")
    assert asn("import", "mei.csv", "--as", "trainings", cwd=folder).code == 0
    ended = {
        "Bimtek Satu": UNKNOWN,
        "Bimtek Dua": "selesai",
        "Bimtek Tiga": "tidak_hadir",
        "Bimtek Empat": None,
    }
    for report in ("profile", "explain"):
        rows = asn(report, A, "--format", "json", cwd=folder).json()["trainings"]
        assert {one["nama_pelatihan"]: one["status"] for one in rows} == ended
        out = asn("--language", "en", report, A, cwd=folder).out
        assert "result unknown" in " ".join(out.split())
        assert "attended" not in out


def test_a_training_to_come_is_planned_and_not_outside_the_plan(tmp_path):
    folder = write_office(tmp_path / "kantor")
    import_all(folder, asn, "pegawai", "rencana", "asesmen", "katalog")
    (folder / "desember.csv").write_text(
        "NIP,Nama Pelatihan,Tanggal Mulai,Tanggal Selesai,JP\n"
        + "".join(f"{nip},Bimtek Integritas,2026-12-07,2026-12-09,24\n" for nip in (A, F)),
        encoding="utf-8",
    )
    done = asn("record-training", "desember.csv", "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    found = done.json()
    recorded = {one["nip"]: (one["for_plan"], one["kode"]) for one in found["recorded"]}
    assert recorded == {A: ("awaited", "K1"), F: ("unplanned", None)}
    row = {one["kode"]: one for one in found["rows"]}["K1"]
    assert (row["attended"], row["open"]) == (0, 4)


def test_an_unknown_result_leaves_open_what_rests_on_the_register():
    row = {"nip": A, "nama_pelatihan": "Kursus", "tanggal_mulai": date(2026, 2, 1), "tanggal_selesai": date(2026, 2, 3), "jp": 24.0}  # fmt: skip
    rows = frame("trainings", [row | {"status": UNKNOWN}])
    assert [len(one) for one in (followed(rows), completed(rows), taken_part(rows))] == [0, 0, 0]
    assert unclear(rows, DAY)["nip"].tolist() == [A]
    assert unclear(rows, date(2026, 1, 31)).empty  # it had not begun
    # Of two lists that tell one participation the one that says how it ended counts; one that is silent does not.
    lower = row | {"nama_pelatihan": "KURSUS"}
    for status, counted in (("selesai", 1), ("tidak_lulus", 0), (None, 0)):
        for both in ([row | {"status": UNKNOWN}, lower | {"status": status}], [lower | {"status": status}, row | {"status": UNKNOWN}]):  # fmt: skip
            told = frame("trainings", both)
            assert len(completed(told)) == counted
            assert len(unclear(told, DAY)) == (status is None)


def test_who_left_or_failed_is_no_participant_of_anything_that_asks_for_a_followed_course():
    ended = ("selesai", None, "tidak_lulus", "tidak_hadir", "mengundurkan_diri")
    rows = frame("trainings", [{"nip": A, "nama_pelatihan": f"kursus {one}", "status": one} for one in ended])
    assert followed(rows)["status"].tolist()[:1] == ["selesai"]
    assert len(followed(rows)) == 2
    assert len(taken_part(rows)) == 3
    twice = frame(
        "trainings", [{"nip": A, "nama_pelatihan": "x", "status": one} for one in (None, "tidak_lulus")]
    )
    assert followed(twice).empty  # one list says less of the same participation


NIPS = (A, B, C)
COURSES = {"K1": "Kursus Satu", "K2": "Kursus Dua"}
DAYS = [date(2026, month, 1) for month in (1, 4, 8, 12)]


@settings(max_examples=30)
@given(
    plan=st.sets(st.tuples(st.sampled_from(NIPS), st.sampled_from(sorted(COURSES))), min_size=1),
    told=st.lists(
        st.tuples(
            st.sampled_from(NIPS),
            st.sampled_from(["KURSUS SATU", "Kursus  Dua", "Kursus Tiga"]),
            st.sampled_from([*DAYS, None]),
            st.sampled_from([None, "selesai", "tidak_lulus", "mengundurkan_diri", "berlangsung"]),
        ),
        max_size=6,
    ),
)
def test_statuses_equal_a_plain_count(plan, told):
    lines = frame(
        "training_plan",
        [
            {"rencana": "r", "nip": nip, "kode": kode, "nama_pelatihan": COURSES[kode], "tahun": 2026, "tanggal": date(2026, 3, 1)}
            for nip, kode in sorted(plan)
        ],
    )  # fmt: skip
    rows = [
        {"nip": nip, "nama_pelatihan": name, "tanggal_mulai": day, "tanggal_selesai": day, "status": ended}
        for nip, name, day, ended in told
    ]
    found = followed_plan(lines, frame("trainings", rows), DAY)
    assert {(one.nip, one.kode) for one in found.itertuples()} == plan
    for one in found.itertuples():
        mine = [
            (day, ended)
            for nip, name, day, ended in told
            if nip == one.nip and " ".join(name.lower().split()) == COURSES[one.kode].lower()
        ]
        # Of lists that tell one participation the first that says how it ended counts.
        answers = {
            _plainly(day, next((ended for other, ended in mine if other == day and ended), None))
            for day, _ in mine
        }
        wanted = next((word for word in ("attended", "running", "dropped") if word in answers), "open")
        assert one.status == wanted
        assert (one.training >= 0) == (wanted != "open")


def _plainly(day, ended):
    if day is None or day < date(2026, 3, 1):
        return "no answer"
    if ended in {"tidak_lulus", "mengundurkan_diri"}:
        return "dropped"
    if ended == "berlangsung":
        return "running"
    return "attended" if day <= DAY else "no answer"


def test_levels_since_take_the_newest_assessment_after_the_last_day():
    lines = frame(
        "training_plan",
        [{"rencana": "r", "nip": A, "kode": "K1", "nama_pelatihan": "x", "kompetensi": "i", "level_awal": 1.0, "level_akhir": 2.0}],
    )  # fmt: skip
    taken = frame(
        "trainings",
        [
            {
                "nip": A,
                "nama_pelatihan": "X",
                "tanggal_mulai": date(2026, 2, 1),
                "tanggal_selesai": date(2026, 2, 3),
            }
        ],
    )
    answers = followed_plan(lines, taken, DAY)
    for levels, closed in [
        ([(1.5, "2026-02-03")], None),
        ([(1.5, "2026-02-04")], 0.5),
        ([(2.0, "2026-03-01"), (1.0, "2026-05-01")], 0.0),
        ([(0.5, "2026-03-01"), (3.0, "2027-05-01")], -0.5),
    ]:
        seen = frame(
            "assessments",
            [{"nip": A, "kompetensi": "i", "level": level, "tanggal_asesmen": date.fromisoformat(day)} for level, day in levels],
        )  # fmt: skip
        found = levels_since(lines, answers, seen, DAY)["closed"].tolist()
        assert found == [closed] or (closed is None and pd.isna(found[0]))


def test_the_law_is_asked_of_whom_it_speaks():
    hours = hours_of_year(
        pd.Series([A, B, C, D], dtype="str"),
        frame("trainings", [{"nip": A, "nama_pelatihan": "x", "tanggal_selesai": date(2026, 2, 3), "jp": 30.0},
                            {"nip": B, "nama_pelatihan": "x", "tanggal_selesai": date(2026, 2, 3), "jp": 30.0},
                            {"nip": C, "nama_pelatihan": "x", "tanggal_selesai": date(2025, 12, 31), "jp": 30.0}]),
        DAY,
    )  # fmt: skip
    who = pd.Series(["PNS", "PPPK", "PNS", "CPNS"], dtype="str")
    sure = pd.Series([True] * 4).to_numpy()
    assert against_rule(hours, who, 20.0, 24.0, sure)["jp_status"].tolist() == [
        "reached", "over_ceiling", "to_go", "no_rule",
    ]  # fmt: skip
    assert set(against_rule(hours, who, None, None, sure)["jp_status"]) == {"no_rule"}


def test_a_place_that_serves_several_competencies_is_one_place_of_one_price():
    lines = frame(
        "training_plan",
        [
            {
                "rencana": "r",
                "nip": A,
                "kode": "K1",
                "nama_pelatihan": "x",
                "kompetensi": name,
                "jp": jp,
                "biaya": cost,
            }
            for name, jp, cost in (("b", 24.0, 5.0), ("a", 0.0, 0.0))
        ],
    )
    found = places(lines)
    assert found[["nip", "kode", "jp", "biaya"]].values.tolist() == [[A, "K1", 24.0, 5.0]]


def test_classes_of_several_periods_of_a_year_stay_apart():
    who = [(A, 2027, 1, 1), (B, 2027, 2, 1), (C, 2027, 2, 2), (D, 2028, 1, 1)]
    chosen = pd.DataFrame(
        [
            {"nip": nip, "kode": "K1", "nama_pelatihan": "x", "kompetensi": "i", "level_from": 1.0, "level_to": 2.0, "tahun": year,
             "periode": part, "kelas": kelas, "jp": 8.0, "biaya": 1.0, "dana": "APBD", "carried_from": None}
            for nip, year, part, kelas in who
        ]
    )  # fmt: skip
    classes = chosen[["kode", "tahun", "periode", "kelas"]].assign(biaya_kelas=[1.0, 2.0, 3.0, 4.0])
    courses = frame(
        "courses",
        [{"kode": "K1", "nama_pelatihan": "x", "kompetensi": "i", "level_akhir": 2.0, "biaya": 1.0}],
    )
    lines = plan_lines("r", chosen, classes, courses, DAY)
    assert lines[["nip", "tahun", "kelas", "biaya_kelas", "dana"]].values.tolist() == [
        [A, 2027, 1, 1.0, "APBD"], [B, 2027, 2, 2.0, "APBD"], [C, 2027, 3, 3.0, "APBD"], [D, 2028, 1, 4.0, "APBD"],
    ]  # fmt: skip


def test_a_column_of_remarks_makes_no_list_of_trainings(tmp_path):
    folder = write_office(tmp_path / "kantor")
    head, *rows = LISTS["pegawai"]
    (folder / "pegawai.csv").write_text(
        "\n".join([f"{head},Diklat,Keterangan", *(f"{row},PKP,Lulus" for row in rows)]) + "\n",
        encoding="utf-8",
    )
    done = asn("import", "pegawai.csv", "--dry-run", "--format", "json", cwd=folder)
    assert done.json()["files"][0]["kind"] == "employees"


def test_years_count_the_places_of_every_plan_and_what_was_paid_for_dropouts(tmp_path):
    plans = [bimtek(A), bimtek(A, "rencana 2027").replace(",2026,", ",2027,"), bimtek(B, "rencana 2027").replace(",2026,", ",2027,"),
             bimtek(A, "revisi").replace("1000000", "1500000")]  # fmt: skip
    paid = [f"{C},Bimtek Integritas,2026-02-02,2026-02-04,24,700000,Tidak lulus"]
    folder = write_office(
        tmp_path / "kantor",
        LISTS | {"rencana": [PLAN_HEAD, *plans], "diklat": [LISTS["diklat"][0], *paid]},
    )
    import_all(folder, asn, "pegawai", "rencana", "diklat")
    years = {row["tahun"]: row for row in status(folder, "--as-of", "2026-11-01")["years"]}
    assert (years[2026]["planned"], years[2027]["planned"]) == (1, 2)
    assert years[2026]["planned_cost"] == 1_500_000 + 2_000_000  # as the newest plan has it
    assert years[2027]["planned_cost"] == 2 * 1_000_000 + 2_000_000
    assert (years[2026]["trainings"], years[2026]["spent"], years[2026]["spent_unknown"]) == (0, 7e5, 0)


def test_a_class_that_two_plans_keep_people_in_costs_once(tmp_path):
    later = [
        bimtek(one, "revisi").replace("2026-01-05", "2026-02-05").replace(",2000000,", ",2500000,")
        for one in (B, C)
    ]
    lists = LISTS | {"rencana": [PLAN_HEAD, bimtek(A), bimtek(B), *later], "diklat": LISTS["diklat"][:1]}
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn, "pegawai", "rencana")
    (year,) = status(folder)["years"]
    # A, B and C sit in class 1 of K1; what it costs is as the newer plan says.
    assert (year["planned"], year["planned_cost"]) == (3, 3 * 1_000_000 + 2_500_000)


def test_a_class_of_which_one_line_says_the_cost_has_that_cost(tmp_path):
    silent = bimtek(A).replace(",2000000,", ",,")
    folder = write_office(tmp_path / "kantor", LISTS | {"rencana": [PLAN_HEAD, silent, bimtek(B)]})
    import_all(folder, asn, "pegawai", "rencana")
    (row,) = status(folder)["rows"]
    assert row["planned_cost"] == 2 * 1_000_000 + 2_000_000


def test_of_several_plans_of_one_day_the_one_kept_last_is_the_newest(tmp_path):
    folder = write_office(tmp_path / "kantor", LISTS | {"rencana": [PLAN_HEAD, bimtek(A, "z")]})
    import_all(folder, asn, "pegawai", "rencana")
    (folder / "rencana.csv").write_text(f"{PLAN_HEAD}\n{bimtek(B, 'a')}\n", encoding="utf-8")
    import_all(folder, asn, "rencana")
    assert status(folder)["totals"]["plan"] == "a"


def test_a_training_that_still_goes_on_is_none_that_was_completed():
    rows = [
        {"nip": A, "nama_pelatihan": "Satu", "tanggal_mulai": date(2026, 2, 1), "tanggal_selesai": date(2026, 2, 3), "jp": 24.0, "status": "berlangsung"},
        {"nip": A, "nama_pelatihan": "Dua", "tanggal_mulai": date(2026, 3, 1), "tanggal_selesai": date(2026, 3, 3), "jp": 10.0, "status": "selesai"},
        {"nip": A, "nama_pelatihan": "Tiga", "tanggal_mulai": date(2026, 4, 1), "tanggal_selesai": date(2026, 4, 3), "jp": 5.0, "status": None},
        # Another list tells how the same one ended.
        {"nip": A, "nama_pelatihan": "SATU", "tanggal_mulai": date(2026, 2, 1), "tanggal_selesai": date(2026, 2, 3), "jp": 24.0, "status": None},
    ]  # fmt: skip
    whole = frame("trainings", rows)
    assert completed(whole)["nama_pelatihan"].tolist() == ["Dua", "Tiga", "SATU"]
    going_on = frame("trainings", rows[:3])
    hours = hours_of_year(pd.Series([A], dtype="str"), going_on, DAY)
    assert hours.iloc[0].tolist() == [2, 15.0, 0]
    # Who takes it now is not sent to it again.
    assert followed(going_on)["nama_pelatihan"].tolist() == ["Satu", "Dua", "Tiga"]


def test_a_course_that_no_catalogue_holds_is_told_with_its_cell(tmp_path):
    lines = [*LISTS["rencana"], *(plan_line("rencana 2026", one, "K9", "Kursus Lain", "Integritas", 1, 2) for one in (C, D))]  # fmt: skip
    folder = write_office(tmp_path / "k", LISTS | {"rencana": lines})
    import_all(folder, asn, "pegawai", "rencana")
    told = asn("training-status", "--format", "json", cwd=folder).json()
    assert told.get("problems", []) == []  # no catalogue is known
    import_all(folder, asn, "katalog")
    (problem,) = asn("training-status", "--format", "json", cwd=folder).json()["problems"]
    assert (problem["where"], problem["kode"], problem["problem_code"]) == (
        "rencana.csv:C8",
        "K9",
        "plan_course",
    )
    assert "2 places" in problem["problem"]

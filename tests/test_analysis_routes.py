"""Who rises to a post and who rotates to it, who is counted where, and what hours a year leaves."""

import itertools
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier import language
from asnkarier.analysis.gates.eligibility import evaluate
from asnkarier.analysis.gates.ladder import EQUALS as EQUAL
from asnkarier.analysis.gates.ladder import classes_from, heights, may_rise
from asnkarier.analysis.gates.tallies import gate_counts, status_counts
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.placement.rotation import rotation_findings
from asnkarier.analysis.placement.routes import may_rotate
from asnkarier.analysis.scores.bands import POINT, Band
from asnkarier.analysis.scores.components import weighted_score
from asnkarier.analysis.training.hours import hours_left
from asnkarier.model.level import MICRO
from asnkarier.model.said import said
from asnkarier.reports.shown.labels import LABELS, label_of
from asnkarier.reports.shown.sentences import sentence
from law import load_rulebook
from people_frames import criterion, dossiers, evaluated, frame, rule_set, small_rulebook
from store_samples import nip

AS_OF = date(2026, 3, 1)
KABID = "Kepala Bidang Uji"
HELD = pd.Series(["administrator", "pengawas", None, "jpt_pratama"], dtype="str")
LADDER = {"pengawas": "administrator", "administrator": "jpt_pratama", "jpt_pratama": None}


def test_a_post_raises_those_below_it_and_those_whose_class_is_not_known():
    book = small_rulebook(jabatan__jenjang_berikutnya=LADDER)
    assert classes_from(book, "administrator", AS_OF) == {"administrator", "jpt_pratama"}
    held = frame("employees", [{"nip": nip(place)} for place in range(4)]).assign(kelompok=HELD)
    assert may_rise(held, book, "administrator", None, AS_OF).tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    ("post", "not_raised"),
    [
        ("jpt_pratama", {"jpt_pratama", "jpt_madya", "jpt_utama"}),
        ("administrator", {"administrator", "jpt_pratama", "jpt_madya", "jpt_utama"}),
        # Pasal 107 takes JPT pratama from JF ahli madya, so whoever holds one is not raised to the other
        ("jf_ahli_madya", {"jf_ahli_madya", "jf_ahli_utama", "jpt_pratama", "jpt_madya", "jpt_utama"}),
        ("jf_ahli_utama", {"jf_ahli_utama", "jpt_madya", "jpt_utama"}),
        (
            "jf_ahli_pertama",
            {
                "jf_ahli_pertama",
                "jf_ahli_muda",
                "jf_ahli_madya",
                "jf_ahli_utama",
                "jpt_pratama",
                "jpt_madya",
                "jpt_utama",
            },
        ),
    ],
)
def test_what_the_law_takes_people_from_stands_below(post, not_raised):
    assert classes_from(load_rulebook(), post, AS_OF) == not_raised


@pytest.mark.parametrize(
    ("held", "kelas", "raised"),
    [(11, 12, True), (12, 12, True), (13, 12, False), (None, 12, True), (13, None, True)],
)
def test_a_promotion_never_leads_to_a_lower_kelas_jabatan(held, kelas, raised):
    people = frame("employees", [{"nip": nip(1), "kelas_jabatan": held}]).assign(kelompok="jf_ahli_madya")
    assert may_rise(people, small_rulebook(), "administrator", kelas, AS_OF).tolist() == [raised]


EQUALS = {"jf_ahli_madya": "administrator", "jf_ahli_muda": "pengawas"}
JF = ("jf_ahli_madya", "jf_ahli_muda", "jf_ahli_pertama", "pelaksana")


@pytest.mark.parametrize(
    ("mark", "kelas", "lower", "raised"),
    [
        # one source warns and leaves nobody out, two leave out whom the post would lower; what is not certain says nothing
        ("C1", None, [True, False, False, False], [True] * 4),
        ("C2", None, [True, False, False, False], [False, True, True, True]),
        ("X", None, None, [True] * 4),
        ("M", None, None, [True] * 4),
        # the kelas jabatan of both posts says it
        ("C2", 9, [False] * 4, [True] * 4),
    ],
)
def test_a_functional_post_is_as_high_as_the_law_says_where_no_kelas_does(mark, kelas, lower, raised):
    book = small_rulebook(jabatan__jenjang_berikutnya=LADDER, jabatan__kesetaraan_jenjang=EQUALS)
    known = dict(book.parameters) | {EQUAL: replace(book.parameters[EQUAL], tanda=mark)}
    book = replace(book, parameters=known)
    people = [{"nip": nip(place), "kelas_jabatan": kelas} for place in range(len(JF))]
    held = frame("employees", people).assign(kelompok=pd.Series(JF, dtype="str"))
    found = heights(held, book, "pengawas", kelas, AS_OF)
    assert (None if found is None else found.lower.tolist()) == lower
    if found is not None:
        assert found.equal.tolist() == [False, kelas is None, False, False]
        assert not heights(held, book, "administrator", None, AS_OF).lower.any()
    assert may_rise(held, book, "pengawas", kelas, AS_OF).tolist() == raised


def test_where_equal_posts_decide_who_holds_the_class_already_is_still_not_raised():
    book = small_rulebook(jabatan__jenjang_berikutnya=LADDER, jabatan__kesetaraan_jenjang=EQUALS)
    known = dict(book.parameters) | {EQUAL: replace(book.parameters[EQUAL], tanda="C2")}
    held = frame("employees", [{"nip": nip(place)} for place in range(4)])
    held = held.assign(
        kelompok=pd.Series(["pengawas", "administrator", "jf_ahli_muda", "pelaksana"], dtype="str")
    )
    raised = may_rise(held, replace(book, parameters=known), "pengawas", None, AS_OF).tolist()
    assert raised == [False, False, True, True]


def test_the_law_that_ships_warns_from_its_day_on_and_leaves_nobody_out():
    book = load_rulebook()
    held = frame("employees", [{"nip": nip(1)}]).assign(kelompok="jf_ahli_madya")
    assert heights(held, book, "pengawas", None, date(2021, 12, 30)) is None
    found = heights(held, book, "pengawas", None, date(2021, 12, 31))
    assert (found.lower.tolist(), found.decides, found.citation[:19]) == (
        [True],
        False,
        "PermenPANRB 17/2021",
    )
    assert may_rise(held, book, "pengawas", None, AS_OF).tolist() == [True]
    assert heights(held, book, "jf_ahli_muda", None, AS_OF) is None


def test_a_ladder_in_a_circle_ends():
    book = small_rulebook(
        jabatan__jenjang_berikutnya={"pengawas": "administrator", "administrator": "pengawas"}
    )
    assert classes_from(book, "pengawas", AS_OF) == {"pengawas", "administrator"}


def rotates(person, *, held="administrator", to=(KABID, "administrator"), criteria=(), years=2):
    """Whether one person may rotate to the target."""
    book = small_rulebook(jabatan__rotasi={"minimal_tahun": years})
    who = {
        "nip": nip(1),
        "jabatan": "Kepala Bagian Uji",
        "unit_kerja": "Unit Lain",
        "tmt_jabatan": "2020-01-01",
        **person,
    }
    known = dossiers(AS_OF, [who], rulebook=book)
    post = Target(*to)
    rules = rule_set(*(criterion(f"S{place}", *one) for place, one in enumerate(criteria)))
    found = evaluate(rules, book, known, post, AS_OF)
    return bool(may_rotate(known, pd.Series([held], dtype="str"), post, "Unit Uji", found, book)[0])


@pytest.mark.parametrize(
    "since, years, long_enough",
    [
        ("2024-03-01", 2, True),
        ("2024-03-02", 2, False),
        ("2024-02-29", 2, True),
        ("2025-08-31", 0.5, True),
        (None, 2, False),
    ],
)
def test_the_years_in_the_present_post_are_counted_as_all_spans_are(since, years, long_enough):
    assert rotates({"tmt_jabatan": since}, years=years) is long_enough


def test_the_post_somebody_holds_is_no_rotation_but_one_of_its_name_elsewhere_is():
    assert rotates({})
    assert rotates({"jabatan": KABID})
    assert not rotates({"jabatan": KABID, "unit_kerja": "Unit Uji"})
    assert not rotates({}, held="pengawas")


def test_a_functional_post_is_rotated_to_from_the_same_post_elsewhere_only():
    analis = {"held": "jf_ahli_muda", "to": ("Analis Ahli Muda", "jf_ahli_muda")}
    same = {"jabatan": "Analis Ahli Muda"}
    assert rotates(same, **analis)
    assert not rotates({**same, "unit_kerja": "Unit Uji"}, **analis)
    assert not rotates({**same, "jabatan": "Perencana Ahli Muda"}, **analis)


def test_a_rotation_needs_every_gate_but_those_about_the_way_up():
    way_up = {
        "kelompok": ["pengawas"],
        "tahun": 3,
        "setara_kelas_jabatan": False,
        "sedang_atau_pernah": False,
    }
    assert rotates({}, criteria=[("pengalaman_jabatan", way_up)])
    assert not rotates({"status_asn": "PPPK"}, criteria=[("status_asn", ["PNS"])])
    assert not rotates({}, criteria=[("status_asn", ["PNS"])])


JPT = {"held": "jpt_pratama", "to": ("Kepala Dinas Uji", "jpt_pratama")}


def moved(since, born="1990-01-01", book=None, as_of=AS_OF):
    """The findings of one holder of a JPT pratama who would rotate to another, by the law that ships; None: may not."""
    book = book or load_rulebook()
    who = {
        "nip": f"{born.replace('-', '')}201001{1}901", "jabatan": "Kepala Badan Uji", "unit_kerja": "Unit Lain",
        "jenis_jabatan": "struktural", "eselon": "II.b", "tmt_jabatan": since, "tanggal_lahir": born,
    }  # fmt: skip
    known = dossiers(as_of, [who], rulebook=book)
    rules = rule_set(criterion("USIA", "usia_maksimal", 56), criterion("BUP", "belum_bup", True))
    found = evaluate(rules, book, known, Target("Kepala Dinas Uji", "jpt_pratama"), as_of)
    held = pd.Series(["jpt_pratama"], dtype="str")
    if not may_rotate(known, held, Target("Kepala Dinas Uji", "jpt_pratama"), "Unit Uji", found, book)[0]:
        return None
    return rotation_findings(found, who["nip"], book).set_index("rule_id")


@pytest.mark.parametrize(
    ("born", "moves"),
    [("1970-03-01", True), ("1970-02-28", True), ("1966-03-02", True), ("1966-03-01", False)],
)
def test_no_age_but_the_retirement_age_keeps_a_jpt_from_rotating(born, moves):
    """56 is an age of appointment (PP 11/2017 Pasal 107); 60 the retirement age (Pasal 239)."""
    found = moved("2023-01-01", born)
    assert (found is not None) is moves
    assert found is None or "USIA" not in found.index


@pytest.mark.parametrize(
    ("since", "result"),
    [
        ("2024-03-02", None),
        ("2024-03-01", "met"),
        ("2021-03-01", "met"),
        ("2021-02-28", "manual"),
        ("2015-01-01", "manual"),
    ],
)
def test_the_time_in_a_jpt_is_said_and_too_long_decides_nothing(since, result):
    found = moved(since)
    assert (None if found is None else found.loc["jabatan/rotasi_jpt", "result"].iloc[0]) == result
    if found is not None:
        told = found.loc["jabatan/rotasi_jpt"]
        assert told["citation"].str.startswith("PP 11/2017 Pasal 131").all()
        assert told["result"].tolist()[1:] == ["manual", "manual"], "uji kompetensi, classification"


def test_before_the_rule_no_jpt_rotates():
    assert moved("2010-01-01", as_of=date(2017, 4, 6)) is None
    assert moved("2010-01-01", as_of=date(2017, 4, 7)) is not None


def test_tallies_count_everybody_once():
    people = [
        {"nip": nip(place), "status_asn": status} for place, status in enumerate(["PNS", "PPPK", None, "PNS"])
    ]
    found = evaluated([("status_asn", ["PNS"])], AS_OF, people)
    among = np.array([True, True, True, False])
    gates = gate_counts(found.gates, among).iloc[0]
    assert (gates["rule_id"], gates["met"], gates["not_met"], gates["unknown"]) == ("S1", 1, 1, 1)
    assert gates["manual"] == 0
    status = status_counts(found.persons["status"].to_numpy(dtype=object), among).iloc[0]
    assert status.to_dict() == {
        "eligible": 1, "one_gate_short": 1, "ineligible": 0, "unknown": 1, "already_at_class": 1, "people_decide": 0,
    }  # fmt: skip


def test_what_people_must_judge_is_counted_and_excludes_nobody():
    people = [{"nip": nip(place), "status_asn": "PNS"} for place in range(3)]
    found = evaluated([("status_asn", ["PNS"]), ("pernyataan", "Sehat")], AS_OF, people)
    gates = gate_counts(found.gates, np.ones(3, dtype=bool)).set_index("rule_id")
    assert gates["manual"].tolist() == [0, 3]
    assert found.persons["status"].tolist() == ["eligible"] * 3


@pytest.mark.parametrize("words", ["id", "en"])
@pytest.mark.parametrize("code", ["eligible", "people_decide", "ready_now", "eligible_now", "eligible_from"])
def test_no_standing_claims_more_than_the_data_decide(code, words):
    token = language._active.set(None)
    try:
        language.activate(words)
        told = label_of(code) if code in LABELS else sentence(said(code, day=AS_OF))
    finally:
        language._active.reset(token)
    assert "data" in told, told


def test_hours_that_a_year_leaves():
    trainings = frame(
        "trainings",
        [
            {"nip": nip(1), "nama_pelatihan": "A", "tanggal_mulai": "2026-01-05", "jp": 10.0},
            {
                "nip": nip(1),
                "nama_pelatihan": "B",
                "tanggal_mulai": "2025-12-20",
                "tanggal_selesai": "2026-01-10",
                "jp": 5.0,
            },
            {"nip": nip(1), "nama_pelatihan": "C", "tanggal_mulai": "2025-05-05", "jp": 99.0},
            {"nip": nip(2), "nama_pelatihan": "D", "tanggal_mulai": "2026-02-01", "jp": 40.0},
            {"nip": nip(3), "nama_pelatihan": "E", "tanggal_mulai": "2026-02-01"},
            {"nip": nip(4), "nama_pelatihan": "F", "tanggal_mulai": "2026-02-01", "jp": 20.0},
        ],
    )
    nips = pd.Series([nip(1), nip(2), nip(3)], dtype="str")

    def counted(lists, most):
        found = hours_left(nips, lists, most, AS_OF)
        return dict(zip(found["nip"], found["counted"], strict=True))

    assert counted(trainings, 24.0) == {nip(1): 9.0, nip(2): 0.0, nip(3): 24.0}
    assert counted(trainings, 16.0) == {nip(1): 1.0, nip(2): 0.0, nip(3): 16.0}
    twice = pd.concat([trainings, trainings.assign(nama_pelatihan=trainings["nama_pelatihan"].str.lower())])
    assert counted(twice, 24.0) == {nip(1): 9.0, nip(2): 0.0, nip(3): 24.0}
    both_ends = hours_left(nips, trainings, 24.0, AS_OF)[["least", "most", "silent"]]
    assert both_ends.to_numpy().tolist() == [[9.0, 9.0, 0.0], [0.0, 0.0, 0.0], [0.0, 24.0, 1.0]]


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, 0.0, 6.0, 10.0, 24.0]),
            st.sampled_from([None, "selesai", "tidak_lulus", "berlangsung", "belum_diikuti", "hasil_tidak_jelas"]),
            st.sampled_from(["2026-02-02", "2025-02-02", None]),
        ),
        max_size=5,
    ),
    st.sampled_from([16.0, 24.0]),
)  # fmt: skip
def test_hours_left_lie_between_the_ends_of_every_completion(lines, most):
    """Every unknown result was followed or not, every unknown number of hours is one of some: least and most are their ends, counted keeps the maximum whatever the results."""
    rows = [
        {"nip": nip(1), "nama_pelatihan": f"K{place}", "tanggal_mulai": day, "jp": jp, "status": ended}
        for place, (jp, ended, day) in enumerate(lines)
    ]
    (found,) = hours_left(pd.Series([nip(1)], dtype="str"), frame("trainings", rows), most, AS_OF).to_dict("records")  # fmt: skip
    counts = [one for one in lines if one[2] == "2026-02-02" and one[1] not in ("tidak_lulus", "belum_diikuti")]  # fmt: skip

    def ends(unknown_jp):
        choices = [
            {0.0, jp if jp is not None else unknown_jp} if ended == "hasil_tidak_jelas" else {jp if jp is not None else unknown_jp}
            for jp, ended, _ in counts
        ]  # fmt: skip
        left = [max(0.0, most - sum(one)) for one in itertools.product(*choices)]
        return min(left), max(left)

    assert found["most"] == ends(0.0)[1]
    assert found["least"] == ends(1000.0)[0]
    assert found["counted"] == ends(0.0)[0]


@pytest.mark.parametrize("known, best, weight", [(0, 100, 1), (81, 0, 7), (100, 100, 9), (33, 50, 3)])
def test_a_weighted_score_counts_what_is_known_only(known, best, weight):
    low = np.array([known * POINT])
    bands = {
        "kompetensi": Band(low, low),
        "kinerja": Band(np.array([0]), np.array([best * POINT])),
        "potensi": Band(low, low),
    }
    score = weighted_score(bands, {"kompetensi": weight, "kinerja": weight, "potensi": 0})
    assert score.tolist() == [known * MICRO // 2]

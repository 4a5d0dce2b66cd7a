"""Ways into a functional post: which route is open to whom, on which conditions, and with how many credit points."""

from datetime import date
from itertools import product

import pytest

from asnkarier.analysis.gates.entry import ROUTES, entries, start_points
from asnkarier.analysis.gates.targets import Target
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES, Kelompok
from in_process import asn
from law import load_rulebook
from people_frames import NIP, dossiers

BOOK, DAY = load_rulebook(), date(2026, 11, 1)
POSTS = {
    "jpt_pratama": {"jabatan": "Kepala Dinas", "jenis_jabatan": "struktural", "eselon": "II.b"},
    "administrator": {"jabatan": "Kepala Bidang", "jenis_jabatan": "struktural", "eselon": "III.b"},
    "pengawas": {"jabatan": "Kepala Seksi", "jenis_jabatan": "struktural", "eselon": "IV.a"},
    "pelaksana": {"jabatan": "Pengolah Data", "jenis_jabatan": "pelaksana"},
    "unknown": {"jabatan": "Pengolah Data"},
}
ACROSS, TRANSFER, FIRST, RISE = (
    "keterampilan_ke_keahlian", "perpindahan", "pengangkatan_pertama", "kenaikan_jenjang",
)  # fmt: skip


def functional(name, jenjang):
    return {
        "jabatan": f"{name} {jenjang}".replace("_", " ").title(),
        "jenis_jabatan": "fungsional",
        "jenjang": jenjang,
    }


def ways(post, to, golongan="III/a", day=DAY):
    """The routes of one person to "Arsiparis" of a jenjang, each with what is said of its credit points."""
    known = dossiers(day, [{"nip": NIP, "golongan": golongan, **post}], rulebook=BOOK)
    target = Target(f"Arsiparis {to}".replace("_", " ").title(), f"jf_{to}")
    return {one.route: one.credit for one in entries(known, target, BOOK, 0)}


@pytest.mark.parametrize(
    ("post", "to", "routes"),
    [
        (functional("Arsiparis", "ahli_pertama"), "ahli_muda", [RISE]),
        (functional("Arsiparis", "ahli_muda"), "ahli_muda", []),
        (functional("Arsiparis", "ahli_madya"), "ahli_muda", []),
        (functional("Arsiparis", "ahli_pertama"), "ahli_madya", []),
        (functional("Arsiparis", "terampil"), "mahir", [RISE]),
        (functional("Arsiparis", "penyelia"), "ahli_pertama", [ACROSS]),
        (functional("Arsiparis", "terampil"), "ahli_muda", [ACROSS]),
        (functional("Arsiparis", "terampil"), "ahli_madya", []),
        (functional("Perawat", "terampil"), "ahli_pertama", [ACROSS, TRANSFER]),
        (functional("Perawat", "ahli_muda"), "ahli_muda", [TRANSFER]),
        (functional("Perawat", "ahli_pertama"), "ahli_muda", [TRANSFER]),
        (POSTS["pengawas"], "ahli_muda", [TRANSFER]),
        (POSTS["jpt_pratama"], "ahli_utama", [TRANSFER]),
        (POSTS["pelaksana"], "ahli_pertama", [TRANSFER, FIRST]),
        (POSTS["pelaksana"], "ahli_muda", [TRANSFER]),
        (POSTS["pelaksana"], "terampil", [TRANSFER, FIRST]),
        (POSTS["pelaksana"], "mahir", [TRANSFER]),
        (POSTS["unknown"], "ahli_pertama", [ACROSS, TRANSFER, FIRST]),
        ({"jabatan": "Arsiparis", "jenis_jabatan": "pelaksana"}, "terampil", [TRANSFER, FIRST]),
        ({"jabatan": "Arsiparis", "jenis_jabatan": "fungsional"}, "ahli_muda", [RISE, ACROSS]),
    ],
)
def test_the_routes_by_the_post_held(post, to, routes):
    assert list(ways(post, to)) == routes


def test_no_route_leads_into_other_posts():
    known = dossiers(DAY, [{"nip": NIP, **POSTS["pelaksana"]}], rulebook=BOOK)
    assert entries(known, Target("Kepala Seksi", "pengawas"), BOOK, 0) == ()


@pytest.mark.parametrize(
    ("held", "to", "golongan", "route", "code", "points"),
    [
        # within the range: basic points and a conversion that is not computed
        ("pelaksana", "ahli_pertama", "III/a", TRANSFER, "credit_start_basic", 0),
        ("pelaksana", "ahli_pertama", "III/b", TRANSFER, "credit_start_basic", 50),
        ("pengawas", "ahli_muda", "III/c", TRANSFER, "credit_start_basic_unread", None),
        ("pengawas", "ahli_muda", "III/d", TRANSFER, "credit_start_basic", 100),
        ("administrator", "ahli_madya", "IV/a", TRANSFER, "credit_start_basic", 0),
        # outside it: only the rows that were read
        ("pelaksana", "ahli_pertama", "III/c", TRANSFER, "credit_start", 100),
        ("pelaksana", "ahli_pertama", "IV/a", TRANSFER, "credit_start", 100),
        ("pelaksana", "ahli_pertama", "IV/b", TRANSFER, "credit_start_outside_unread", None),
        ("pelaksana", "ahli_pertama", "II/d", TRANSFER, "credit_start_outside_unread", None),
        ("pengawas", "ahli_pertama", "III/c", TRANSFER, "credit_start_outside_unread", None),
        ("pengawas", "ahli_muda", "III/a", TRANSFER, "credit_start", 50),
        ("pengawas", "ahli_muda", "III/b", TRANSFER, "credit_start_outside_unread", None),
        ("administrator", "ahli_madya", "III/c", TRANSFER, "credit_start", 100),
        ("administrator", "ahli_madya", "III/d", TRANSFER, "credit_start_outside_unread", None),
        ("jpt_pratama", "ahli_utama", "IV/c", TRANSFER, "credit_start", 150),
        ("jpt_pratama", "ahli_utama", "IV/a", TRANSFER, "credit_start_outside_unread", None),
        # a first appointment: the table is for a rank above the range
        ("pelaksana", "ahli_pertama", "III/b", FIRST, "credit_start_first_unread", None),
        ("pelaksana", "ahli_pertama", "III/c", FIRST, "credit_start", 100),
        ("pelaksana", "ahli_pertama", "II/d", FIRST, "credit_start_first_unread", None),
        ("pelaksana", "terampil", "II/d", FIRST, "credit_start_first_unread", None),
        ("pelaksana", "terampil", "III/a", FIRST, "credit_start_either", 60),
        ("pelaksana", "pemula", "II/a", FIRST, "credit_start_first_unread", None),
        ("pelaksana", "pemula", "II/b", FIRST, "credit_start", 15),
        # what is not known gives no figure
        ("pelaksana", "ahli_pertama", None, TRANSFER, "credit_start_no_golongan", None),
        ("pelaksana", "ahli_pertama", "IX", FIRST, "credit_start_no_golongan", None),
        ("unknown", "ahli_pertama", "III/c", TRANSFER, "credit_start_outside_unread", None),
    ],
)  # fmt: skip
def test_the_credit_points_at_the_start(held, to, golongan, route, code, points):
    told = ways(POSTS[held], to, golongan)[route]
    assert (told.code, dict(told.facts).get("points")) == (code, points)


def test_either_figure_is_said_where_the_post_decides():
    told = ways(POSTS["pelaksana"], "terampil", "III/a")[FIRST]
    assert dict(told.facts) == {"points": 60, "other": 40, "golongan": "III/a"}


@pytest.mark.parametrize(
    ("day", "held", "to", "golongan", "route", "code"),
    [
        (date(2023, 12, 30), "pelaksana", "ahli_pertama", "III/b", TRANSFER, "credit_start_unruled"),
        (date(2023, 12, 31), "pelaksana", "ahli_pertama", "III/b", TRANSFER, "credit_start_basic"),
        (date(2023, 12, 31), "pelaksana", "ahli_pertama", "III/c", TRANSFER, "credit_start"),
        (date(2024, 12, 30), "pengawas", "ahli_muda", "III/a", TRANSFER, "credit_start_outside_unread"),
        (date(2024, 12, 31), "pengawas", "ahli_muda", "III/a", TRANSFER, "credit_start"),
        (date(2024, 12, 30), "pelaksana", "ahli_pertama", "III/c", FIRST, "credit_start_unruled"),
        (date(2024, 12, 31), "pelaksana", "ahli_pertama", "III/c", FIRST, "credit_start"),
    ],
)
def test_both_sides_of_the_days_of_the_tables(day, held, to, golongan, route, code):
    assert ways(POSTS[held], to, golongan, day)[route].code == code


def test_a_rise_is_counted_anew():
    assert ways(functional("Arsiparis", "ahli_pertama"), "ahli_muda")[RISE].code == "credit_start_anew"
    early = ways(functional("Arsiparis", "ahli_pertama"), "ahli_muda", day=date(2023, 12, 30))
    assert early[RISE].code == "credit_start_unruled"


def test_every_figure_stands_in_a_table_that_was_read():
    """Every class, golongan and jenjang: a number is said only where a row of the tables names it."""
    figures = {
        name: BOOK.value(f"jabatan/{name}", DAY)
        for name in ("angka_kredit_dasar", "angka_kredit_pertama", "angka_kredit_perpindahan", "rentang_golongan_jenjang")
    }  # fmt: skip
    order, said_points = BOOK.value("referensi/golongan", DAY), 0
    for held, to, golongan in product(POSTS, sorted(FUNCTIONAL_CLASSES), order):
        within = golongan in figures["rentang_golongan_jenjang"][to]
        for route in (TRANSFER, FIRST):
            told, _tables = start_points(route, Kelompok.read(held), golongan, to, BOOK, DAY)
            points = dict(told.facts).get("points")
            rows = [
                row["angka_kredit"]
                for row in figures["angka_kredit_perpindahan"]
                if held in row["dari"] and golongan in row["golongan"] and row["ke"] == to
            ]
            if route == FIRST:
                top = max(map(order.index, figures["rentang_golongan_jenjang"][to]))
                usual = figures["angka_kredit_pertama"].get(to, {}).get("biasa")
                wanted = usual if order.index(golongan) > top else None
            else:
                wanted = figures["angka_kredit_dasar"].get(golongan) if within else next(iter(rows), None)
            assert points == wanted, (held, to, golongan, route)
            said_points += points is not None
    assert said_points > 20


PEOPLE = (
    "NIP,Nama,Status ASN,Kedudukan Hukum,Golongan,Tingkat Pendidikan,Jenis Jabatan,Jabatan,Jenjang,Eselon,TMT Jabatan,Unit Kerja\n"
    "198501152010011901,Ani,PNS,Aktif,III/b,S-1,Pelaksana,Pengolah Data,,,01-03-2020,Umum\n"
    "198602162011012902,Budi,PNS,Aktif,III/c,D-III,Struktural,Kepala Seksi Data,,IV.a,01-03-2020,Umum\n"
    "198703172012012903,Citra,PNS,Aktif,III/b,S-1,Fungsional,Arsiparis Ahli Pertama,Ahli Pertama,,01-03-2020,Umum\n"
    "198804182013011904,Dewi,PNS,Aktif,III/d,S-1,Fungsional,Arsiparis Ahli Muda,Ahli Muda,,01-03-2020,Umum\n"
)
ANI, BUDI, CITRA = "198501152010011901", "198602162011012902", "198703172012012903"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ways")
    (folder / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (folder / "p.csv").write_text(PEOPLE, encoding="utf-8")
    done = asn("import", "p.csv", cwd=folder)
    assert done.code == 0, done.err
    return folder


def told(office, nip, post):
    done = asn("explain", nip, "--for", post, "--format", "json", cwd=office)
    assert done.code == 0, done.err
    return done.json()


def test_explain_says_the_ways_their_conditions_and_the_points(office):
    answer = told(office, ANI, "Arsiparis Ahli Muda")
    (way,) = answer["routes"]
    assert (way["route"], way["status"], way["rule_set"]) == (
        TRANSFER,
        "unknown",
        "jabatan/jf_perpindahan_keahlian",
    )
    assert way["gates_unknown"] == ["JPK-KINERJA"]
    assert way["asked_of_people"] == ["JPK-UJI", "JPK-PENGALAMAN", "JPK-USIA", "JPK-KREDIT"]
    assert way["credit_start_code"] == "credit_start_outside_unread"
    results = {one["rule_id"]: one for one in answer["route_findings"]}
    assert results["JPK-PENDIDIKAN"]["result"] == "met"
    assert results["JPK-PENDIDIKAN"]["source"] == "p.csv:F2"
    assert results["JPK-USIA"]["result"] == "manual"
    assert results["JPK-USIA"]["citation"] == "PermenPANRB 1/2023 (batas usia)"
    assert {"JPK-UJI", "jabatan/rentang_golongan_jenjang"} <= {one["rule_id"] for one in answer["citations"]}
    assert {one["rule_id"] for one in answer["findings"]} >= {"JF-JENJANG"}  # the rise stays the verdict


def test_the_lowest_jenjang_of_a_line_has_ways_and_no_verdict(office):
    answer = told(office, ANI, "Arsiparis Ahli Pertama")
    assert [one["route"] for one in answer["routes"]] == [TRANSFER, FIRST]
    assert "verdict" not in answer
    assert answer["routes"][0]["credit_start_facts"] == {"points": 50, "golongan": "III/b"}
    page = asn("explain", ANI, "--for", "Arsiparis Ahli Pertama", cwd=office).out
    assert "transfer from another post (jabatan/jf_perpindahan_keahlian)" in " ".join(page.split())
    assert "50 basic credit points for III/b" in " ".join(page.split())
    failed = told(office, BUDI, "Arsiparis Ahli Pertama")["routes"]
    assert [(one["status"], one["gates_failed"]) for one in failed] == [("ineligible", ["JPK-PENDIDIKAN"])]


def test_who_rises_has_one_way_and_the_verdict_shows_it(office):
    answer = told(office, CITRA, "Arsiparis Ahli Muda")
    assert [(one["route"], one["status"]) for one in answer["routes"]] == [(RISE, None)]
    assert "route_findings" not in answer
    assert {one["route"] for one in answer["routes"]} <= set(ROUTES)


def test_who_holds_the_post_already_has_no_way_into_it(office):
    assert "routes" not in told(office, "198804182013011904", "Arsiparis Ahli Muda")

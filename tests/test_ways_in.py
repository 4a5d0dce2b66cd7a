"""Ways into a functional post: which route is open to whom, on which conditions, and with how many credit points."""

from datetime import date
from itertools import product

import pytest

from asnkarier.analysis.gates.entry import start_of, start_points
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.gates.ways import ROUTES, by_way, told_status, ways_into
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
    found = into({"golongan": golongan, **post}, to, day)
    return {one.route: start_of(one, 0)[0] for one in found if one.is_open[0]}


def into(person, to, day=DAY):
    known = dossiers(day, [{"nip": NIP, **person}], rulebook=BOOK)
    return ways_into(known, Target(f"Arsiparis {to}".replace("_", " ").title(), f"jf_{to}"), BOOK)


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
    assert ways_into(known, Target("Kepala Seksi", "pengawas"), BOOK) == ()


GRADUATE = {
    "status_asn": "PNS",
    "golongan": "III/a",
    "tingkat_pendidikan": "S-1",
    "tanggal_lahir": "1990-01-01",
    "kedudukan_hukum": "Aktif",
    "hukuman_disiplin": "tidak_pernah",
}


@pytest.mark.parametrize(
    ("person", "to", "route", "status"),
    [
        # a rise by the jenjang below; who holds the same post higher, or several below, has no way and is told why not
        (functional("Arsiparis", "ahli_pertama"), "ahli_muda", RISE, "unknown"),
        (functional("Arsiparis", "ahli_madya"), "ahli_muda", "", "ineligible"),
        (functional("Arsiparis", "ahli_muda"), "ahli_pertama", "", "ineligible"),
        (functional("Arsiparis", "terampil"), "pemula", "", "ineligible"),
        # everybody else is transferred, though a first appointment may be open by what no list says
        (POSTS["pelaksana"], "ahli_pertama", TRANSFER, "unknown"),
        (POSTS["pengawas"], "ahli_muda", TRANSFER, "unknown"),
        (POSTS["pelaksana"] | {"status_asn": None}, "ahli_pertama", TRANSFER, "unknown"),
        (POSTS["pelaksana"] | {"tingkat_pendidikan": "D-III"}, "ahli_pertama", TRANSFER, "ineligible"),
        # a CPNS by the first appointment, where there is one; PPPK by neither
        (POSTS["pelaksana"] | {"status_asn": "CPNS"}, "ahli_pertama", FIRST, "unknown"),
        (POSTS["pelaksana"] | {"status_asn": "CPNS"}, "pemula", FIRST, "people_decide"),
        (POSTS["pelaksana"] | {"status_asn": "CPNS"}, "ahli_muda", TRANSFER, "ineligible"),
        (POSTS["pelaksana"] | {"status_asn": "PPPK"}, "pemula", TRANSFER, "ineligible"),
        # of the ways that are open the one in which somebody stands best: no appraisal is known, which crossing does not ask for
        (functional("Arsiparis", "terampil"), "ahli_pertama", ACROSS, "people_decide"),
        (functional("Perawat", "terampil"), "ahli_pertama", ACROSS, "people_decide"),
        (functional("Perawat", "terampil") | {"golongan": "III/c"}, "ahli_pertama", TRANSFER, "unknown"),
        (functional("Arsiparis", "terampil") | {"golongan": "III/c"}, "ahli_pertama", ACROSS, "ineligible"),
        (functional("Arsiparis", "terampil") | {"golongan": "III/c"}, "ahli_muda", ACROSS, "people_decide"),
        # what is not known of the post held closes no way
        (POSTS["unknown"], "ahli_pertama", ACROSS, "unknown"),
    ],
)  # fmt: skip
def test_by_which_way_somebody_is_judged(person, to, route, status):
    found = by_way(into(GRADUATE | person, to))
    told = status if status != "ineligible" else told_status(found)[0]
    assert told in ("one_gate_short", "ineligible") or told == status
    assert (found.persons["route"][0], told_status(found)[0]) == (route, told)


@pytest.mark.parametrize(("to", "kelas"), [("ahli_muda", "JPK"), ("mahir", "JPS")])
def test_a_transfer_is_refused_while_a_punishment_is_served(to, kelas):
    """As the agency's policy refuses it for every other post."""
    served = {"hukuman_disiplin": "berat", "hukuman_selesai": f"{DAY.year + 1}-03-31"}
    free = by_way(into(GRADUATE | POSTS["pelaksana"], to))
    punished = by_way(into(GRADUATE | POSTS["pelaksana"] | served, to))
    assert f"{kelas}-DISIPLIN" not in free.persons["gates_failed"][0]
    assert f"{kelas}-DISIPLIN" in punished.persons["gates_failed"][0]


def test_nobody_is_called_eligible_by_a_way_that_people_must_judge():
    """Every post held and every target: only a rise may be told as eligible, and no way passes anybody without a requirement."""
    held = [*POSTS.values(), *(functional(name, one.jenjang) for name in ("Arsiparis", "Perawat") for one in map(Kelompok, FUNCTIONAL_CLASSES))]  # fmt: skip
    people = [{**GRADUATE, **post, "nip": f"{NIP[:-3]}{900 + number}"} for number, post in enumerate(held)]
    years = [
        {"nip": one["nip"], "tahun": year, "hasil_kerja": "sesuai", "perilaku_kerja": "sesuai", "predikat": "baik"}
        for one in people
        for year in (2024, 2025)
    ]  # fmt: skip
    known = dossiers(DAY, people, rulebook=BOOK, appraisals=years)
    seen = set()
    for to in sorted(FUNCTIONAL_CLASSES):
        jenjang = Kelompok(to).jenjang.replace("_", " ").title()
        found = by_way(ways_into(known, Target(f"Arsiparis {jenjang}", to), BOOK))
        told = dict(
            zip(found.people, zip(found.persons["route"], told_status(found), strict=True), strict=True)
        )
        seen |= set(told.values())
        assert {route for route, status in told.values() if status == "eligible"} <= {RISE}
        assert {status for route, status in told.values() if not route} <= {
            "ineligible",
            "one_gate_short",
            "unknown",
        }
        counted = found.findings.groupby("nip").size()
        assert counted.reindex(found.people).gt(0).all()
    assert {route for route, _status in seen} == {*ROUTES, ""} - {FIRST}
    assert (TRANSFER, "people_decide") in seen


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
    assert way["gates_unknown"] == ["JPK-KINERJA", "JPK-DISIPLIN"]
    assert way["asked_of_people"] == ["JPK-UJI", "JPK-PENGALAMAN", "JPK-USIA", "JPK-KREDIT", "JPK-MUTLAK"]
    assert way["credit_start_code"] == "credit_start_outside_unread"
    results = {one["rule_id"]: one for one in answer["findings"]}
    assert results["JPK-PENDIDIKAN"]["result"] == "met"
    assert results["JPK-PENDIDIKAN"]["source"] == "p.csv:F2"
    assert results["JPK-USIA"]["result"] == "manual"
    assert results["JPK-USIA"]["citation"] == "PermenPANRB 1/2023 (batas usia)"
    cited = {one["rule_id"] for one in answer["citations"]}
    assert {"JPK-UJI", "jabatan/rentang_golongan_jenjang"} <= cited
    assert {one["rule_id"][:4] for one in answer["findings"]} == {"JPK-"}
    assert "JF-JENJANG" not in cited  # nothing of a rise is asked of who is transferred
    assert "route_findings" not in answer


def test_the_lowest_jenjang_of_a_line_is_judged_by_its_ways(office):
    answer = told(office, ANI, "Arsiparis Ahli Pertama")
    assert [one["route"] for one in answer["routes"]] == [TRANSFER, FIRST]
    assert (answer["verdict"]["route"], answer["verdict"]["status"]) == (TRANSFER, "unknown")
    assert answer["verdict"]["route_reason_code"] == "way_transfer_or_first"
    assert answer["routes"][0]["credit_start_facts"] == {"points": 50, "golongan": "III/b"}
    assert {one["rule_id"][:4] for one in answer["route_findings"]} == {"JAK-"}
    page = " ".join(asn("explain", ANI, "--for", "Arsiparis Ahli Pertama", cwd=office).out.split())
    assert "transfer from another post: " in page
    assert "50 basic credit points for III/b" in page
    failed = told(office, BUDI, "Arsiparis Ahli Pertama")["routes"]
    assert [(one["status"], one["gates_failed"]) for one in failed] == [("ineligible", ["JPK-PENDIDIKAN"])]


def test_who_rises_has_one_way_and_the_verdict_shows_it(office):
    answer = told(office, CITRA, "Arsiparis Ahli Muda")
    assert [(one["route"], one["status"]) for one in answer["routes"]] == [(RISE, "unknown")]
    assert answer["verdict"]["route_reason_code"] == "way_rise"
    assert "route_findings" not in answer


def test_who_holds_the_post_already_has_no_way_into_it(office):
    answer = told(office, "198804182013011904", "Arsiparis Ahli Muda")
    assert "routes" not in answer
    assert (answer["verdict"]["route"], answer["verdict"]["route_reason_code"]) == (None, "way_none")
    assert "JF-JENJANG" in answer["verdict"]["gates_failed"]


SAME = ("status", "route", "route_reason", "route_reason_code", "asked_of_people", "gates_failed", "gates_unknown")  # fmt: skip


@pytest.mark.parametrize("post", ["Arsiparis Ahli Pertama", "Arsiparis Ahli Muda"])
def test_explain_says_what_the_row_of_the_shortlist_says(office, post):
    done = asn("promote-shortlist", post, "--all", "--format", "json", cwd=office)
    assert done.code == 0, done.err
    rows = {one["nip"]: one for one in done.json()["rows"]}
    assert {rows[ANI]["route"], rows[BUDI]["route"]} == {TRANSFER}
    for nip, row in rows.items():
        verdict = told(office, nip, post)["verdict"]
        assert {key: verdict[key] for key in SAME} == {key: row[key] for key in SAME}

"""For every way into every class of post: somebody who meets everything, and for each requirement the smallest change that makes it the one that decides.

Short of it by the smallest margin that the facts can state: `one_gate_short` by exactly this requirement, with the citation of the file. At the
margin: `eligible`. Without the fact: `unknown` by exactly this requirement. Where time is all that is missing, everything is judged again on the day that is
promised and on the day before.

What is asked is read from the files of the law; how a fact falls short of it is written here, without the checks.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from asnkarier.analysis.gates.eligibility import evaluate
from asnkarier.analysis.gates.targets import Target
from asnkarier.catalog.types import JobStandard, TrainingRequirement
from asnkarier.model.level import MICRO
from asnkarier.yamlfile import read_document
from law import load_rulebook
from people_frames import dossiers

LAW = Path(__file__).parents[1] / "src" / "asnkarier" / "regulations"
AS_OF, DAY = date(2026, 11, 21), timedelta(days=1)
BOOK = load_rulebook()
SOON, LATER = 1, 101  # days that somebody is short; the second lie in the next year
RISE, MOVE = "jabatan/jf_kenaikan_jenjang", "jabatan/jf_mutasi"
STRUCTURAL = {
    "pengawas": "IV.a",
    "administrator": "III.a",
    "jpt_pratama": "II.a",
    "jpt_madya": "I.b",
    "jpt_utama": "I.a",
}
# The post that somebody comes from who is to be appointed, by the rule set.
FROM = {"jabatan/administrator": "pengawas", "jabatan/jpt_pratama": "administrator", "jabatan/jpt_madya": "jpt_pratama",
        "jabatan/jpt_utama": "jpt_madya", "jabatan/jf_alih_ahli_pertama": "jf_terampil", "jabatan/jf_alih_ahli_muda": "jf_mahir"}  # fmt: skip
GOLONGAN = {"jabatan/jf_alih_ahli_pertama": "III/b", "jabatan/jf_alih_ahli_muda": "III/d"}
COURSE, FIELD = "Pelatihan Uji Kearsipan", "Kearsipan"
BORN = date(1980, 6, 15)
MISSING = "the fact missing"

# Requirements that no such change of facts reaches: (rule, side) -> which requirements answer together, and why.
TOGETHER = {
    **{(f"{short}-BUP", MISSING): ((), "past 56 or 58 years already, which the age on appointment refuses") for short in ("JPTP", "JPTM", "JPTU")},
    ("JF-JENJANG", MISSING): (("JF-JENJANG", "JF-ANGKA-KREDIT"), "points count for the jenjang held, which is what is missing"),
    ("JFP-PANGKAT", MISSING): (("JFP-PANGKAT", "JFP-PANGKAT-TERTINGGI"), "one fact answers the lowest and the highest rank"),
    ("JFP-PANGKAT-TERTINGGI", MISSING): (("JFP-PANGKAT", "JFP-PANGKAT-TERTINGGI"), "one fact answers the lowest and the highest rank"),
}  # fmt: skip


@dataclass(frozen=True)
class Post:
    """A way into a class of post; rules: with the requirements that an agency may switch on."""

    rules: object
    kelompok: str

    @property
    def jenjang(self):
        return self.kelompok.removeprefix("jf_")

    @property
    def name(self):
        return (
            f"Arsiparis {self.jenjang.replace('_', ' ').title()}"
            if self.kelompok.startswith("jf_")
            else "Kepala Uji"
        )

    @property
    def eselon(self):
        return STRUCTURAL.get(self.kelompok)

    @property
    def held(self):
        if self.rules.id == RISE:
            steps = BOOK.value("jabatan/jenjang_berikutnya", AS_OF)
            return next(below for below, above in steps.items() if above == self.kelompok)
        if self.rules.id == MOVE:
            return self.kelompok
        return FROM.get(self.rules.id, "pelaksana")

    @property
    def asked(self):
        return (*self.rules.syarat, *self.rules.nonaktif)


@dataclass(frozen=True)
class Change:
    """What differs from the person who meets everything; day: from when everything is met again."""

    person: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    jpm: tuple = (90, 90)
    day: date | None = None


@dataclass
class Margins:
    short: list
    just: list
    missing: list


POSTS = [
    Post(one, each)
    for one in BOOK.rule_sets.values()
    if one.id.startswith("jabatan/")
    for each in one.untuk["kelompok"]
]


def holds(kelompok: str) -> dict:
    if kelompok.startswith("jf_"):
        jenjang = kelompok.removeprefix("jf_")
        name = f"Arsiparis {jenjang.replace('_', ' ').title()}"
        return {"jabatan": name, "jenis_jabatan": "fungsional", "jenjang": jenjang, "eselon": None}
    if kelompok == "pelaksana":
        return {"jabatan": "Pengelola Uji", "jenis_jabatan": "pelaksana", "jenjang": None, "eselon": None}
    return {
        "jabatan": "Kepala Asal",
        "jenis_jabatan": "struktural",
        "eselon": STRUCTURAL[kelompok],
        "jenjang": None,
    }


def certain(post: Post) -> tuple[dict, dict]:
    """Facts and registers of somebody who meets all that is asked for the post, with room."""
    person = {
        **holds(post.held), "status_asn": "PNS", "kedudukan_hukum": "Aktif", "golongan": GOLONGAN.get(post.rules.id, "IV/e"),
        "tmt_jabatan": date(2012, 1, 1), "tmt_cpns": date(2008, 1, 1), "kelas_jabatan": 9, "tanggal_lahir": BORN,
        "tingkat_pendidikan": "S-2", "pendidikan": FIELD, "hukuman_disiplin": "tidak_pernah",
    }  # fmt: skip
    rows = {
        "positions": before(date(2008, 1, 1)),
        "appraisals": [appraised(year) for year in range(2021, 2029)],
        "trainings": [{"nama_pelatihan": COURSE}],
        "credit_points": credited(post, 900),
        "competency_tests": passed_test(post, berlaku_sampai=date(2030, 12, 31)),
    }
    return person, rows


def before(since: date) -> list:
    """An earlier post that no requirement counts: a functional one of a class of its own."""
    one = {
        "jabatan": "Juru Uji Pemula",
        "jenis_jabatan": "fungsional",
        "jenjang": "pemula",
        "kelas_jabatan": 5,
    }
    return [{**one, "tmt_jabatan": since}]


def appraised(year, hasil="sesuai", perilaku="sesuai", predikat="baik"):
    return {"tahun": year, "hasil_kerja": hasil, "perilaku_kerja": perilaku, "predikat": predikat}


def credited(post, points):
    return [
        {
            "jenjang": post.held.removeprefix("jf_"),
            "kumulatif": points,
            "angka_kredit": 10,
            "tanggal": date(2026, 6, 30),
        }
    ]


def passed_test(post, hasil="lulus", **rest):
    return [{"jenjang_tujuan": post.jenjang, "tanggal": date(2026, 3, 1), "hasil": hasil, **rest}]


def years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years)


# ---- how the facts fall short of each kind of requirement, and how they just do not


def of_person(name, short, just):
    return Margins(
        [Change({name: one}) for one in short], [Change({name: one}) for one in just], [Change({name: None})]
    )


def _status_asn(value, _post):
    return of_person("status_asn", [one for one in ("PNS", "CPNS", "PPPK") if one not in value], value)


def _kedudukan_hukum(value, _post):
    margins = of_person("kedudukan_hukum", ["CLTN"], value)
    margins.missing.append(Change({"kedudukan_hukum": "Kata Yang Tidak Dikenal"}))
    return margins


def _pendidikan_minimal(value, _post):
    ranks = BOOK.parameters["referensi/pendidikan"].dated[-1].value
    below = max(rank for rank in ranks.values() if rank < ranks[value])
    equals = lambda wanted: [one for one, rank in ranks.items() if rank == wanted]  # noqa: E731
    return of_person("tingkat_pendidikan", equals(below), equals(ranks[value]))


def _order():
    return BOOK.parameters["referensi/golongan"].dated[-1].value


def _golongan_minimal(value, _post):
    return of_person("golongan", [_order()[_order().index(value) - 1]], [value])


def _golongan_maksimal(value, _post):
    return of_person("golongan", [_order()[_order().index(value) + 1]], [value])


def _pangkat_eselon(value, post):
    lowest = BOOK.value("jabatan/pangkat_eselon", AS_OF)[post.eselon]["terendah"]
    return _golongan_minimal(_order()[_order().index(lowest) - value["tingkat_di_bawah"]], post)


def _pengalaman_jabatan(value, _post):
    since = years_before(AS_OF, value["tahun"])

    def serving(late):
        started = since + late * DAY
        return {"tmt_jabatan": started, "day": started.replace(year=started.year + value["tahun"])}

    held = [holds(one) for one in value["kelompok"]]
    short = [
        Change({**post, "tmt_jabatan": serving(late)["tmt_jabatan"]}, day=serving(late)["day"])
        for post in held
        for late in (SOON, LATER)
    ]
    just = [Change({**post, "tmt_jabatan": since}) for post in held]
    unknown = [
        Change({"tmt_jabatan": None}, {"positions": []}),
        Change({"tmt_jabatan": since + DAY}, {"positions": []}),
    ]
    return Margins(short, just, unknown)


def _jabatan_sekarang(value, _post):
    short = [Change(holds(one)) for one in ("pelaksana", "pengawas", "jf_ahli_pertama") if one not in value]
    nobody_says = {"jabatan": "Pekerja Uji", "jenis_jabatan": None, "jenjang": None, "eselon": None}
    return Margins(short, [Change(holds(one)) for one in value], [Change(nobody_says)])


def _jenjang_sebelumnya(_value, post):
    other = holds(post.held)["jabatan"].replace("Arsiparis", "Auditor")
    nobody_says = {"jabatan": "Arsiparis", "jenjang": None}
    return Margins([Change({"jabatan": other})], [Change(holds(post.held))], [Change(nobody_says)])


def _kinerja_minimal(value, _post):
    last = AS_OF.year - 1
    oldest = last - value["tahun"] + 1
    order = BOOK.value("kinerja/urutan_predikat", AS_OF)
    below = order[order.index(value["predikat"]) + 1]
    matrix = BOOK.value("kinerja/matriks_predikat", date(oldest, 12, 31))
    good = {year: appraised(year) for year in range(oldest, last + 1)}

    def changed(year, one):
        return Change(rows={"appraisals": [row for row in ({**good, year: one}).values() if row]})

    low = appraised(oldest, "sesuai", "di_bawah", matrix["sesuai"]["di_bawah"])
    words = appraised(oldest, None, None, below)
    just = [Change(rows={"appraisals": [*good.values(), appraised(oldest - 1, None, None, "sangat_kurang")]})]
    just += [changed(oldest, appraised(oldest, None, None, value["predikat"]))]
    missing = [changed(oldest, None), changed(last, appraised(last, "sesuai", None, None))]
    return Margins([changed(oldest, low), changed(oldest, words)], just, missing)


def _lulus_uji(_value, post):
    until = lambda day: Change(rows={"competency_tests": passed_test(post, berlaku_sampai=day)})  # noqa: E731
    failed = Change(rows={"competency_tests": passed_test(post, "tidak_lulus")})
    elsewhere = [
        {**passed_test(post)[0], "jenjang_tujuan": "mahir" if post.jenjang != "mahir" else "penyelia"}
    ]
    missing = [Change(rows={"competency_tests": one}) for one in ([], elsewhere)]
    return Margins([until(AS_OF - DAY), failed], [until(AS_OF)], missing)


def _kredit_minimal(_value, post):
    figures = BOOK.value("jabatan/angka_kredit_jenjang", AS_OF)[post.held]
    asked = [figures["biasa"], *figures.get("mulai_golongan", {}).values()]
    having = lambda points: Change(rows={"credit_points": credited(post, points)})  # noqa: E731
    missing = [Change(rows={"credit_points": []})]
    if min(asked) < max(asked):  # which posts begin higher is not known
        missing += [having(min(asked)), having(max(asked) - 0.001)]
    return Margins([having(min(asked) - 0.001)], [having(max(asked))], missing)


def _jpm_minimal(value, _post):
    rows = BOOK.value(f"kompetensi/kategori_jpm_{value['set']}", AS_OF)
    least = next(one["minimal"] for one in rows if one["kode"] == value["kategori"])
    step = 0.000001
    short = [Change(jpm=(least - step,) * 2), Change(jpm=(0, least - step))]
    return Margins(short, [Change(jpm=(least, least))], [Change(jpm=(least - step, least)), Change(jpm=())])


def _persyaratan_jabatan(_value, _post):
    another = Change(rows={"trainings": [{"nama_pelatihan": "Pelatihan Uji Perpustakaan"}]})
    longer = Change(rows={"trainings": [{"nama_pelatihan": f"{COURSE} Angkatan IV"}]})
    missing = [
        Change(rows={"trainings": []}),
        Change({"pendidikan": None}),
        Change({"pendidikan": "Ilmu Tak Bernama"}),
    ]
    return Margins([another, Change({"pendidikan": "Sistem Informasi"})], [longer], missing)


def _bebas_hukuman(value, _post):
    def punished(level, end, day=None):
        return Change({"hukuman_disiplin": level, "hukuman_selesai": end}, day=day)

    after = years_before(AS_OF, value["tahun"])
    short = [
        punished(
            level,
            after + late * DAY,
            (after + late * DAY).replace(year=(after + late * DAY).year + value["tahun"]),
        )
        for level in value["tingkat"]
        for late in (SOON, LATER)
    ]
    short += [punished("ringan", AS_OF + (late - 1) * DAY, AS_OF + late * DAY) for late in (SOON, LATER)]
    just = [*(punished(level, after) for level in value["tingkat"]), punished("ringan", AS_OF - DAY)]
    blank = [
        Change({"hukuman_disiplin": None}),
        *(punished(one, None) for one in ("ringan", *value["tingkat"])),
    ]
    return Margins(short, just, blank)


def _born(day, inside=None):
    return Change({"tanggal_lahir": day, "inside": inside or day})


def _usia_maksimal(value, _post):
    last = years_before(AS_OF, value)
    return Margins([_born(last - DAY)], [_born(last)], [_born(last, last - DAY)])


def _belum_bup(_value, post):
    reached = years_before(AS_OF, BOOK.value("jabatan/bup", AS_OF)[post.kelompok])
    short, just = [Change({"tmt_pensiun": AS_OF})], [Change({"tmt_pensiun": AS_OF + DAY})]
    if any(one.uji == "usia_maksimal" for one in post.asked):  # the age on appointment ends sooner
        return Margins(short, just, [])
    return Margins([*short, _born(reached)], [*just, _born(reached + DAY)], [_born(reached + DAY, reached)])


MARGINS = {
    name.removeprefix("_"): one
    for name, one in list(globals().items())
    if name.startswith("_") and name not in ("_order", "_born") and callable(one)
}
BY_PEOPLE = {"pernyataan"}


# ---- judging


@dataclass
class Judged:
    """What one change came to: the row of `Eligibility.persons`, and the findings by rule."""

    post: Post
    change: Change
    person: pd.Series
    citations: dict
    again: dict


@cache
def trial(rule_set: str, kelompok: str) -> dict[str, dict[str, list[Judged]]]:
    """Every change of every deciding requirement of a post, all judged together: rule -> side -> what it came to."""
    post = Post(BOOK.rule_sets[rule_set], kelompok)
    placed: list[tuple[str, str, Change]] = [("", "certain", Change())]
    for one in deciding(post):
        margins = MARGINS[one.uji](one.at(AS_OF).value, post)
        for side in ("short", "just", "missing"):
            placed += [(one.id, side, change) for change in getattr(margins, side)]
    changes = [change for _, _, change in placed]
    now = judge(post, changes, AS_OF)
    days = {each for one in changes if one.day for each in (one.day, one.day - DAY)}
    again = {each: judge(post, changes, each)[0] for each in sorted(days)}
    found: dict[str, dict[str, list[Judged]]] = {}
    for place, (rule, side, change) in enumerate(placed):
        later = {each: frame.iloc[place] for each, frame in again.items()} if change.day else {}
        one = Judged(post, change, now[0].iloc[place], now[1][place], later)
        found.setdefault(rule, {}).setdefault(side, []).append(one)
    return found


def judge(post: Post, changes: list[Change], as_of: date) -> tuple[pd.DataFrame, list[dict]]:
    people, registers, jpm = [], {}, []
    for place, change in enumerate(changes):
        person, rows = certain(post)
        person |= change.person
        inside = person.pop("inside", person["tanggal_lahir"])
        person["nip"] = f"{inside:%Y%m%d}200801{1 + place // 100}{900 + place % 100}"
        people.append(person)
        for name, table in (rows | change.rows).items():
            registers.setdefault(name, []).extend({"nip": person["nip"], **row} for row in table)
        if change.jpm:
            low, high = (round(end * MICRO) for end in change.jpm)
            jpm.append({"nip": person["nip"], "low_num": low, "high_num": high, "total": 100 * MICRO})
    asked = replace(post.rules, syarat=post.asked)
    target = Target(post.name, post.kelompok, standard(post), pd.DataFrame(jpm), post.eselon)
    found = evaluate(asked, BOOK, dossiers(as_of, people, rulebook=BOOK, **registers), target, as_of)
    told = found.findings
    citations = [
        dict(zip(part["rule_id"], part["citation"], strict=True))
        for _, part in told.groupby("nip", sort=False)
    ]
    return found.persons, citations


def standard(post: Post) -> JobStandard:
    """A job standard that asks for a field of study and a course, and levels of nothing."""
    course = TrainingRequirement(COURSE, None, "mutlak")
    wanted = {"pendidikan_bidang": (FIELD,), "pendidikan_tingkat": "mutlak", "pelatihan": (course,)}
    return JobStandard("uji", (post.name,), post.kelompok, (), **wanted)


def deciding(post: Post) -> list:
    """The requirements of a post that facts decide and that may exclude somebody."""
    advice = {"penting", "perlu"}
    told = [one for one in post.asked if one.uji not in BY_PEOPLE]
    return [
        one
        for one in told
        if not (one.uji == "persyaratan_jabatan" and one.at(AS_OF).value["tingkat"] in advice)
    ]


def cited(rule_set: str, rule: str) -> str:
    """The citation of a requirement as its file and the register of regulations write it."""
    written = read_document(LAW / f"{rule_set}.yaml").data["syarat"]
    dated = next(one["nilai"] for one in written if one["id"] == rule)
    law, _, place = dated[max(day for day in dated if day <= AS_OF)]["dasar"].partition(" ")
    one = register()[law]
    number = "/".join(str(one[part]) for part in ("nomor", "tahun") if part in one)
    name = one.get("sebutan") or f"{one['jenis']} {number}".strip()
    return f"{name} {place}".strip()


@cache
def register() -> dict:
    return read_document(LAW / "peraturan.yaml").data


ALL = [
    pytest.param(post, one.id, id=f"{post.rules.id.removeprefix('jabatan/')}-{post.kelompok}-{one.id}")
    for post in POSTS
    for one in deciding(post)
]


@pytest.mark.parametrize("post", [pytest.param(one, id=f"{one.rules.id}-{one.kelompok}") for one in POSTS])
def test_somebody_meets_everything(post):
    (one,) = trial(post.rules.id, post.kelompok)[""]["certain"]
    assert (one.person["status"], one.person["eligible_on_code"]) == ("eligible", "eligible_now")


@pytest.mark.parametrize(("post", "rule"), ALL)
def test_short_by_the_smallest_margin_fails_exactly_this_requirement(post, rule):
    changes = trial(post.rules.id, post.kelompok)[rule]["short"]
    assert changes
    for one in changes:
        told = one.person
        assert (told["status"], told["gates_failed"], told["gates_unknown"]) == (
            "one_gate_short",
            (rule,),
            (),
        ), one
        assert one.citations[rule] == cited(post.rules.id, rule)
        if one.change.day is None:
            assert pd.isna(told["eligible_on"]), one
            assert told["eligible_on_code"] == "eligible_never_by_time", one
            continue
        promised = one.change.day
        assert (told["eligible_on"].date(), told["eligible_on_code"]) == (promised, "eligible_then"), one
        then, eve = one.again[promised], one.again[promised - DAY]
        assert (then["status"], then["gates_failed"]) == ("eligible", ()), one
        assert (eve["status"], eve["gates_failed"], eve["gates_unknown"]) == (
            "one_gate_short",
            (rule,),
            (),
        ), one


@pytest.mark.parametrize(("post", "rule"), ALL)
def test_at_the_margin_everything_is_met(post, rule):
    changes = trial(post.rules.id, post.kelompok)[rule]["just"]
    assert changes
    for one in changes:
        assert (one.person["status"], one.person["gates_failed"]) == ("eligible", ()), one


@pytest.mark.parametrize(("post", "rule"), ALL)
def test_without_the_fact_nothing_is_decided(post, rule):
    changes = trial(post.rules.id, post.kelompok)[rule].get("missing", [])
    wanted, why = TOGETHER.get((rule, MISSING), ((rule,), ""))
    assert bool(changes) == bool(wanted), why
    for one in changes:
        told = one.person
        assert (told["status"], told["gates_failed"], told["gates_unknown"]) == ("unknown", (), wanted), one


def test_every_requirement_is_tried_or_is_for_people_or_excludes_nobody():
    """Whoever adds a requirement, or a way into a class of post, comes by here."""
    ways = {
        (one.id, each)
        for one in BOOK.rule_sets.values()
        for each in one.untuk["kelompok"]
        if "pelatihan" not in one.untuk
    }
    assert {(post.rules.id, post.kelompok) for post in POSTS} >= {
        one for one in ways if one[0].startswith("jabatan/")
    }
    for post in POSTS:
        tried = {one.id for one in deciding(post)}
        assert {one.uji for one in deciding(post)} <= set(MARGINS), post
        left = [one for one in post.asked if one.id not in tried]
        values = [(one.uji, one.at(AS_OF).value) for one in left if one.uji not in BY_PEOPLE]
        assert {(uji, value["tingkat"]) for uji, value in values} <= {
            ("persyaratan_jabatan", "penting"),
            ("persyaratan_jabatan", "perlu"),
        }
    assert {rule for rule, _side in TOGETHER} <= {one.id for post in POSTS for one in deciding(post)}


def test_a_day_on_which_another_requirement_has_lapsed_is_not_promised():
    post = next(one for one in POSTS if one.kelompok == "administrator")
    late = _pengalaman_jabatan(post.rules.syarat[2].at(AS_OF).value, post).short[1]
    retires = Change({**late.person, "tmt_pensiun": late.day}, day=late.day)
    stays = Change({**late.person, "tmt_pensiun": late.day + DAY}, day=late.day)
    told = judge(post, [retires, stays], AS_OF)[0]
    assert told["eligible_on_code"].tolist() == ["eligible_lapses_first", "eligible_then"]
    assert judge(post, [retires, stays], late.day)[0]["status"].tolist() == ["one_gate_short", "eligible"]


@pytest.mark.parametrize("post", [pytest.param(one, id=f"{one.rules.id}-{one.kelompok}") for one in POSTS])
def test_with_a_second_one_short_or_open_nobody_is_one_short(post):
    """Of each requirement with the next one: both short, and the first short while the second is open."""
    found = {one.id: MARGINS[one.uji](one.at(AS_OF).value, post) for one in deciding(post)}
    pairs = []
    for one, other in zip(found, [*list(found)[1:], next(iter(found))], strict=True):
        first = found[one].short[0]
        for second, fails in (
            (found[other].short[0], (one, other)),
            *((each, (one,)) for each in found[other].missing[:1]),
        ):
            if set(first.person) & set(second.person) or set(first.rows) & set(second.rows):
                continue
            if not fails[1:] and TOGETHER.get((other, MISSING)):
                continue
            jpm = first.jpm if first.jpm != (90, 90) else second.jpm
            both = Change(first.person | second.person, first.rows | second.rows, jpm)
            pairs.append((both, fails, () if fails[1:] else (other,)))
    assert len(pairs) > 2
    told = judge(post, [one for one, _, _ in pairs], AS_OF)[0]
    for place, (one, fails, opens) in enumerate(pairs):
        seen = told.iloc[place]
        assert (seen["status"], set(seen["gates_failed"]), seen["gates_unknown"]) == (
            "ineligible",
            set(fails),
            opens,
        ), one

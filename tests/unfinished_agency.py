"""Small invented agencies of which much is not known, and ways in which what is not known may turn out.

An agency is plain rows by table. `completed` fills every blank with something that may be true and leaves what is known as it is.
Everything is drawn from a seed.
"""

from datetime import date, timedelta
from random import Random

from asnkarier.agency.known import EMPLOYEE_WORDS, LEVELS, LISTED, RESULTS
from asnkarier.agency.posts import Post
from asnkarier.agency.snapshot import Snapshot
from asnkarier.catalog.types import Catalog, JobStandard, Requirement, TrainingRequirement
from asnkarier.model.frames import TABLES
from asnkarier.settings import Settings
from law import load_rulebook
from people_frames import frame

AS_OF = date(2026, 11, 21)
BOOK = load_rulebook()
MANAGERIAL = [one["id"] for one in BOOK.dictionary(AS_OF)]
ASPECTS = [one["id"] for one in BOOK.value("kompetensi/aspek_potensi", AS_OF)["aspek"]]
REGISTERS = ("hukuman_disiplin", "positions", "trainings", "credit_points", "competency_tests")
COURSE = "Pelatihan Kepemimpinan Uji"
# The class of a post by name, the facts that say it, and the kelas jabatan of the post; None where each holder says it.
POSTS = {
    "Pengolah Uji": ({"jenis_jabatan": "pelaksana"}, 6),
    "Kepala Subbagian Uji": ({"jenis_jabatan": "struktural", "eselon": "IV.a"}, 9),
    "Kepala Bagian Uji": ({"jenis_jabatan": "struktural", "eselon": "III.a"}, 12),
    "Arsiparis Ahli Pertama": ({"jenis_jabatan": "fungsional", "jenjang": "ahli_pertama"}, None),
    "Auditor Ahli Muda": ({"jenis_jabatan": "fungsional", "jenjang": "ahli_muda"}, None),
    "Auditor Ahli Madya": ({"jenis_jabatan": "fungsional", "jenjang": "ahli_madya"}, None),
}  # fmt: skip
FIELDS = ("Hukum", "Akuntansi", "Kearsipan")
MATRIX = BOOK.value("kinerja/matriks_predikat", AS_OF)
TRIPLES = [(hasil, perilaku, word) for hasil, row in MATRIX.items() for perilaku, word in row.items()]
GOOD = [one for one in TRIPLES if one[2] in ("baik", "sangat_baik")]


def _standard(name: str, kelompok: str, level: int, **more) -> JobStandard:
    asked = tuple(Requirement(one, level) for one in MANAGERIAL)
    return JobStandard(f"uji-{kelompok}", (name,), kelompok, asked, **more)


TARGETS = [
    Post(None, "Kepala Bagian Kosong", None, "administrator", _standard("Kepala Bagian Kosong", "administrator", 3, pendidikan_bidang=("Hukum",)), kelas=12),
    Post(None, "Kepala Subbagian Kosong", None, "pengawas",
         _standard("Kepala Subbagian Kosong", "pengawas", 3, pelatihan=(TrainingRequirement(COURSE, None, "mutlak"),)), kelas=9),
    Post(None, "Kepala Dinas Kosong", None, "jpt_pratama",
         _standard("Kepala Dinas Kosong", "jpt_pratama", 3, pangkat="IV/a", pangkat_tingkat="mutlak", pelatihan=(TrainingRequirement(COURSE, None, "penting"),))),
    Post(None, "Arsiparis Ahli Muda", None, "jf_ahli_muda", _standard("Arsiparis Ahli Muda", "jf_ahli_muda", 3, pendidikan_bidang=("Kearsipan",))),
]  # fmt: skip
HELD = Catalog({"uji-iv": _standard("Kepala Subbagian Uji", "pengawas", 3, pendidikan_bidang=("Hukum",))})


def agency(seed: int) -> list[dict]:
    """12 to 20 people, each a dict: facts, and rows by table; None, or no rows, is not known."""
    dice = Random(seed)
    blank = dice.choice((0.05, 0.12, 0.25))
    return [_somebody(dice, blank, number) for number in range(dice.randint(12, 20))]


def _maybe(dice: Random, share: float, value):
    return None if dice.random() < share else value


def _somebody(dice: Random, blank: float, number: int) -> dict:
    born = date(1966 + number, 1 + dice.randrange(12), 1 + dice.randrange(28))
    began = date(born.year + 26, 1 + dice.randrange(12), 1)
    jabatan = dice.choice(
        [*POSTS, "Kepala Subbagian Uji", "Kepala Subbagian Uji", "Pengolah Uji", "Arsiparis Ahli Pertama"]
    )
    taken = began + timedelta(days=dice.randrange(200, max((AS_OF - began).days - 30, 201)))
    history, levels = dice.random() < 0.5, dice.choice(((1, 2, 2, 3), (2, 3, 3, 4), (2, 3, 3, 4)))
    facts = {
        "nama": f"Contoh {number}", "tanggal_lahir": _maybe(dice, blank, born), "jenis_kelamin": dice.choice("LP"),
        "status_asn": _maybe(dice, blank, dice.choice(["PNS"] * 9 + ["CPNS", "PPPK"])),
        "kedudukan_hukum": _maybe(dice, blank, dice.choice(["Aktif"] * 9 + ["CLTN"])),
        "golongan": _maybe(dice, blank, dice.choice(("III/a", "III/d", "IV/a", "IV/c"))),
        "tmt_cpns": began, "jabatan": jabatan, "unit_kerja": "Dinas Uji", **_class_of(dice, jabatan),
        "tmt_jabatan": taken if history else _maybe(dice, blank, taken),
        "tingkat_pendidikan": _maybe(dice, blank, dice.choice(("D-III", "S-1", "S-1", "S-2"))),
        "pendidikan": _maybe(dice, blank, dice.choice((*FIELDS, "Ilmu Tak Bernama"))),
        **dice.choice([_punished(dice)] + [{"hukuman_disiplin": _maybe(dice, blank, "tidak_pernah"), "hukuman_selesai": None}] * 5),
    }  # fmt: skip
    if dice.random() < blank and facts["jenis_jabatan"] == "struktural":
        facts |= {"eselon": None}
    if dice.random() < blank:
        facts |= {"hukuman_selesai": None}
    return {
        "born": born, "began": began, "sex": 1 + number % 2, "facts": facts,
        "positions": _history(dice, began, taken) if history else None,
        "appraisals": {year: _stated(dice, blank) for year in (2024, 2025)},
        "levels": {name: _maybe(dice, blank, dice.choice(levels)) for name in MANAGERIAL}
        | {name: _maybe(dice, blank, dice.choice((2, 3, 4))) for name in ASPECTS},
        "trainings": _maybe(dice, 2 * blank, _trainings(dice, blank, dice.randint(1, 3))),
        "credit_points": _maybe(dice, blank, _points(dice, facts)),
        "competency_tests": _maybe(dice, blank, _test(dice)),
    }  # fmt: skip


def _class_of(dice: Random, jabatan: str) -> dict:
    facts, kelas = POSTS[jabatan]
    return {"jenjang": None, "eselon": None, **facts, "kelas_jabatan": kelas or dice.choice((8, 9, 11))}


def _punished(dice: Random) -> dict:
    ended = date(2021, 1, 1) + timedelta(days=dice.randrange(2400))
    return {"hukuman_disiplin": dice.choice(("ringan", "sedang", "berat")), "hukuman_selesai": ended}


def _stated(dice: Random, blank: float) -> tuple | None:
    hasil, perilaku, word = dice.choice(GOOD * 6 + TRIPLES)
    if dice.random() < blank:
        return None
    return dice.choice([(hasil, perilaku, word)] * 4 + [(None, None, word), (hasil, None, None)])


def _history(dice: Random, began: date, until: date) -> list[dict]:
    """Every post from the first day to the present post, without a gap."""
    days = sorted(
        {
            began,
            *(
                began + timedelta(days=dice.randrange(1, (until - began).days))
                for _ in range(dice.randrange(3))
            ),
        }
    )
    found = []
    for start, end in zip(days, [*days[1:], until], strict=True):
        jabatan = dice.choice(
            [
                "Pengolah Uji",
                "Pengolah Uji",
                "Kepala Subbagian Uji",
                "Auditor Ahli Muda",
                "Arsiparis Ahli Pertama",
            ]
        )
        found.append(
            {
                "jabatan": jabatan,
                **_class_of(dice, jabatan),
                "tmt_jabatan": start,
                "sampai": end - timedelta(days=1),
            }
        )
    return found


def _trainings(dice: Random, blank: float, count: int) -> list[dict]:
    """Courses of different names: two of one name without a day would be one."""
    names = dice.sample((COURSE, "Bimbingan Teknis Uji", "Lokakarya Anggaran"), count)
    days = [date(2024, 6, 1) + timedelta(days=dice.randrange(800)) for _ in names]
    return [
        {
            "nama_pelatihan": name,
            "jp": _maybe(dice, blank, dice.choice((5, 10, 20))),
            "tanggal_selesai": _maybe(dice, blank, day),
        }
        for name, day in zip(names, days, strict=True)
    ]


def _points(dice: Random, facts: dict) -> list[dict]:
    if not facts["jenjang"]:
        return []
    total = dice.choice((40, 60, 100, 150, 500))
    return [
        {"jenjang": facts["jenjang"], "kumulatif": total, "angka_kredit": 10, "tanggal": date(2026, 3, 1)}
    ]


def _test(dice: Random) -> list[dict]:
    until = dice.choice((date(2026, 6, 30), date(2028, 6, 30)))
    hasil = dice.choice(("lulus", "lulus", "tidak_lulus"))
    return [
        {"jenjang_tujuan": "ahli_muda", "tanggal": date(2025, 5, 5), "hasil": hasil, "berlaku_sampai": until}
    ]


def completed(person: dict, dice: Random, lean: str = "") -> dict:
    """The same person with every blank filled by something that agrees with what is known.

    lean: "best" or "worst", as far as the score goes; what only lets somebody in or keeps them out then lets them in.
    """

    def pick(values):
        """One of these, from the worst to the best."""
        return dice.choice(values) if not lean else values[-1 if lean == "best" else 0]

    facts = dict(person["facts"])

    def fill(name, values, passing=None):
        if facts[name] is None:
            facts[name] = passing if lean and passing else pick(values)

    fill("tanggal_lahir", [person["born"]])
    fill("status_asn", ["PNS"] * 5 + ["CPNS", "PPPK"], "PNS")
    fill("kedudukan_hukum", ["Aktif"] * 4 + ["CLTN"], "Aktif")
    fill("golongan", ("II/d", "III/a", "III/c", "IV/a", "IV/e"), "IV/e")
    fill("tingkat_pendidikan", ("S-1", "S-3") if lean else ("SLTA", "D-III", "D-IV", "S-1", "S-2", "S-3"))
    if facts["pendidikan"] not in FIELDS:
        facts["pendidikan"] = {"worst": "Akuntansi"}.get(lean) or dice.choice(FIELDS)
    if facts["jenis_jabatan"] == "struktural":
        fill("eselon", [POSTS[facts["jabatan"]][0]["eselon"]])
    fill("hukuman_disiplin", ("berat", "sedang", "ringan", "tidak_pernah", "tidak_pernah", "tidak_pernah"))
    if facts["hukuman_disiplin"] != "tidak_pernah" and facts["hukuman_selesai"] is None:
        facts["hukuman_selesai"] = date(2024, 11, 1) if lean else _punished(dice)["hukuman_selesai"]
    began = person["began"]
    if facts["tmt_jabatan"] is None:
        facts["tmt_jabatan"] = began + timedelta(
            days=2 if lean == "best" else dice.randrange(2, (AS_OF - began).days)
        )
    worth = BOOK.value("kinerja/nilai_predikat", AS_OF)
    agreeing = {
        year: sorted((one for one in TRIPLES if _agrees(stated, one)), key=lambda one: worth[one[2]])
        for year, stated in person["appraisals"].items()
    }
    enough = {
        year: [one for one in possible if one in GOOD] or possible for year, possible in agreeing.items()
    }
    history, trainings = person["positions"], person["trainings"]
    if history is None:
        history = _history(dice, began, facts["tmt_jabatan"])
    if trainings is None:
        most = [{"nama_pelatihan": COURSE, "jp": 40, "tanggal_selesai": date(2025, 5, 5)}]
        least = [{"nama_pelatihan": COURSE, "jp": 40, "tanggal_selesai": date(2024, 5, 5)}]
        trainings = pick((least, most)) if lean else _trainings(dice, 0, dice.randrange(4))
    days = (date(2024, 12, 31), date(2026, 1, 1), date(2025, 12, 31), date(2025, 1, 1))
    filled = [
        {
            **one,
            "jp": one["jp"] or pick((1, 5, 20, 40)),
            "tanggal_selesai": one["tanggal_selesai"] or pick(days),
        }
        for one in trainings
    ]
    return person | {
        "facts": facts, "positions": history, "trainings": filled,
        "appraisals": {year: pick(enough[year] if lean else possible) for year, possible in agreeing.items()},
        "levels": {name: pick((2, 3, 5) if lean else (1, 2, 3, 4, 5)) if level is None else level for name, level in person["levels"].items()},
        "credit_points": _points(dice, facts) if person["credit_points"] is None else person["credit_points"],
        "competency_tests": dice.choice(([], _test(dice))) if person["competency_tests"] is None else person["competency_tests"],
    }  # fmt: skip


def _agrees(stated: tuple | None, whole: tuple) -> bool:
    return all(one is None or one == other for one, other in zip(stated or (None,) * 3, whole, strict=True))


def nip_of(person: dict, world: int = 0) -> str:
    """The NIP of somebody in one of up to a hundred worlds; people stand in the order of their NIPs alike in each."""
    return f"{person['born']:%Y%m%d}{person['began']:%Y%m}{person['sex']}{900 + world}"


def snapshot(
    people: list[tuple[str, dict]], complete=(), *, rulebook=BOOK, shuffle: Random | None = None
) -> Snapshot:
    """The agency of these people by NIP, as reports ask it."""
    rows: dict[str, list] = {name: [] for name in TABLES}
    for nip, one in people:
        rows["employees"].append({"nip": nip, **one["facts"]})
        rows["appraisals"] += [
            {
                "nip": nip,
                "tahun": year,
                **dict(zip(("hasil_kerja", "perilaku_kerja", "predikat"), stated, strict=True)),
            }
            for year, stated in one["appraisals"].items()
            if stated
        ]
        rows["assessments"] += [
            {"nip": nip, "kompetensi": name, "level": level, "tanggal_asesmen": date(2026, 1, 5)}
            for name, level in one["levels"].items()
            if level is not None
        ]
        for table in ("positions", "trainings", "credit_points", "competency_tests"):
            rows[table] += [{"nip": nip, **row} for row in one[table] or ()]
    if shuffle:
        for table in rows.values():
            shuffle.shuffle(table)
    frames = {name: frame(name, table) for name, table in rows.items()}
    frames |= {LISTED: frames["employees"], LEVELS: frames["assessments"], RESULTS: frames["assessment_results"], EMPLOYEE_WORDS: frames["employees"]}  # fmt: skip
    weights = {
        "kompetensi": 40,
        "kinerja": 30,
        "kualifikasi": 10,
        "pengalaman": 10,
        "pengembangan": 5,
        "potensi": 5,
        "integritas": 5,
    }
    settings = Settings.model_validate(
        {"promotion": {"weights": weights, "top": 5}, "complete_registers": complete}
    )
    return Snapshot(AS_OF, frames, rulebook, HELD, settings)

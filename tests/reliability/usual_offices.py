"""Offices of which little is known, each with a planted truth: what `find_first` asks is answered until the list is certain, and it is the true one.

An office has one export of employees, one assessment of managerial and socio-cultural competencies and two years of appraisals; nobody
is assessed in technical competencies, there is no list of punishments, no history of posts and of trainings, and some appraisals and
fields are blank. Everything else is hidden, and told fact by fact as it is asked for. At each step everybody's score, and the rank of who
turns out to be eligible, lie between the ends that are printed. Besides, the hidden part of some offices is planted again and again.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from figures import AS_OF, Tally, main

from asnkarier.agency.judging import bands_of, judge, rises
from asnkarier.agency.known import LEVELS
from asnkarier.agency.posts import Post
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.shortlist.candidates import Candidates, FindFirst, candidates, find_first
from asnkarier.analysis.shortlist.unknowns import Office
from asnkarier.catalog.types import Catalog, JobStandard, Requirement, TrainingRequirement
from asnkarier.model.frames import TABLES
from asnkarier.settings import Settings
from law import load_rulebook
from people_frames import frame

SEED = 90_000
OFFICES, AGAIN, COMPLETIONS = 100, 20, 50
PEOPLE, TOP = 36, 4
MOST_STEPS = 60
RATINGS = (("di_atas", "di_atas", "sangat_baik"), ("sesuai", "sesuai", "baik"), ("sesuai", "di_atas", "baik"),
           ("di_bawah", "sesuai", "butuh_perbaikan"))  # fmt: skip
MEASURED = ("integritas", "kerja_sama", "komunikasi", "orientasi_pada_hasil", "perekat_bangsa")
TECHNICAL = ("teknis/arsip", "teknis/mutasi", "teknis/diklat")
STANDARD = JobStandard(
    "kabid",
    ("Kepala Bidang A",),
    "administrator",
    tuple(Requirement(name, 3) for name in (*MEASURED, *TECHNICAL)),
    pendidikan_bidang=("Hukum", "Administrasi Publik"),
    pendidikan_tingkat="perlu",
    pelatihan=(TrainingRequirement("Pelatihan Kepemimpinan", None, "penting"),),
)
POST = Post(None, "Kepala Bidang A", None, "administrator", STANDARD)
REGISTERS = ("hukuman_disiplin", "positions", "trainings")


@cache
def law():
    return load_rulebook()


@dataclass
class Known:
    """What is known of an office: rows by table, the registers declared complete, and how many people there are."""

    employees: dict = field(default_factory=dict)
    levels: dict = field(default_factory=dict)
    appraisals: dict = field(default_factory=dict)
    positions: dict = field(default_factory=dict)
    trainings: dict = field(default_factory=dict)
    registers: tuple = ()

    def copy(self):
        return Known(
            {nip: dict(row) for nip, row in self.employees.items()}, dict(self.levels), dict(self.appraisals),
            dict(self.positions), dict(self.trainings), self.registers,
        )  # fmt: skip

    def snapshot(self, groups):
        tables = {
            "employees": list(self.employees.values()),
            "positions": [row for rows in self.positions.values() for row in rows],
            "appraisals": list(self.appraisals.values()),
            "trainings": list(self.trainings.values()),
        }
        frames = {name: frame(name, tables.get(name, [])) for name in TABLES}
        frames[LEVELS] = frame("assessments", list(self.levels.values()))
        promotion = {"competency_groups": groups, "top": TOP}
        settings = Settings.model_validate({"complete_registers": self.registers, "promotion": promotion})
        catalog = Catalog({STANDARD.id: STANDARD})
        return Snapshot(AS_OF, MappingProxyType(frames), law(), catalog, settings)


@dataclass
class Asked:
    """How a post sees an office: its candidates, what to find out first, and everybody's status and exact score."""

    found: Candidates
    first: FindFirst
    status: dict
    score: dict

    def eligible(self):
        standing = self.found.standing
        best = standing.places[2]
        order = np.argsort(-best, kind="stable")
        return [standing.people[place] for place in order if standing.certain[place]]


def ask(known, groups):
    now = known.snapshot(groups)
    judged = judge(now, POST)
    bands = bands_of(now, judged)
    weights = now.settings.promotion.weights.model_dump()
    found = candidates(
        Office(now.dossiers, judged.eligibility, now.rulebook), bands, weights, rises(now, POST)
    )
    status = dict(zip(now.dossiers.people, judged.eligibility.persons["status"], strict=True))
    standing = found.standing
    return Asked(found, find_first(found, TOP), status, dict(zip(standing.people, standing.low, strict=True)))


def nip_of(number):
    return f"19800101200501{1 + number % 2}{900 + number:03d}"


def visible(dice):
    """Return what everybody knows of an office: the export, the measured levels, most appraisals."""
    known = Known()
    for number in range(PEOPLE):
        nip = nip_of(number)
        began = f"{2019 + int(dice.integers(0, 6))}-0{1 + int(dice.integers(0, 9))}-01"
        known.employees[nip] = {
            "nip": nip, "nama": f"ORANG {number}", "status_asn": "PNS", "kedudukan_hukum": "Aktif", "jabatan": "Kepala Seksi A",
            "jenis_jabatan": "struktural", "eselon": "IV.a", "tmt_jabatan": began, "unit_kerja": "Dinas A",
            "tanggal_lahir": "1980-01-01", "tmt_cpns": "2005-01-01", "tingkat_pendidikan": "S-2" if dice.random() < 0.4 else "S-1",
            "pendidikan": ("Hukum", "Administrasi Publik", "Teknik Sipil")[int(dice.integers(0, 3))],
        }  # fmt: skip
        for name in MEASURED:
            known.levels[nip, name] = level(nip, name, 2 + int(dice.integers(0, 2)) + (dice.random() < 0.3))
        for year in (2024, 2025):
            known.appraisals[nip, year] = appraisal(nip, year, dice)
    return known


def level(nip, name, value):
    return {"nip": nip, "kompetensi": name, "level": float(value), "tanggal_asesmen": "2026-03-01"}


def appraisal(nip, year, dice):
    hasil, perilaku, predikat = RATINGS[int(dice.choice(4, p=(0.25, 0.4, 0.25, 0.1)))]
    return {"nip": nip, "tahun": year, "hasil_kerja": hasil, "perilaku_kerja": perilaku, "predikat": predikat,
            "periode_akhir": f"{year}-12-31"}  # fmt: skip


def hide(known, dice):
    """Return the same with some appraisals, levels and fields lost."""
    less = known.copy()
    for nip in known.employees:
        if dice.random() < 0.1:
            del less.appraisals[nip, int(dice.choice((2024, 2025)))]
        if dice.random() < 0.08:
            del less.levels[nip, str(dice.choice(MEASURED))]
        if dice.random() < 0.05:
            less.employees[nip]["tingkat_pendidikan"] = None
    return less


def complete(less, dice):
    """Return one way in which all may turn out: every value that is missing planted, every register full."""
    whole = less.copy()
    for nip, row in whole.employees.items():
        row["tingkat_pendidikan"] = (
            row["tingkat_pendidikan"] or ("S-2", "S-1", "D-III")[int(dice.integers(0, 3))]
        )
        if dice.random() < 0.15:
            row["hukuman_disiplin"] = ("ringan", "sedang", "berat")[int(dice.integers(0, 3))]
            row["hukuman_selesai"] = f"{2020 + int(dice.integers(0, 8))}-06-30"
        else:
            row["hukuman_disiplin"] = "tidak_pernah"
        for name in (*MEASURED, *TECHNICAL):
            whole.levels.setdefault((nip, name), level(nip, name, 1 + int(dice.integers(0, 5))))
        for year in (2024, 2025):
            whole.appraisals.setdefault((nip, year), appraisal(nip, year, dice))
        whole.positions[nip] = history(nip, row, dice)
        if dice.random() < 0.8:
            name = "Pelatihan Kepemimpinan Pengawas" if nip[-1] in "02468" else "Pelatihan Arsip"
            whole.trainings[nip] = {"nip": nip, "nama_pelatihan": name, "tanggal_mulai": "2025-05-01",
                                    "tanggal_selesai": "2025-05-05", "jp": float(dice.integers(1, 40))}  # fmt: skip
    whole.registers = REGISTERS
    return whole


def history(nip, row, dice):
    """Return the posts since the appointment: staff, perhaps another section head, and the present one."""
    began = int(row["tmt_jabatan"][:4])
    another = int(dice.integers(2012, began)) if dice.random() < 0.5 else None
    staff = {"nip": nip, "jabatan": "Pelaksana", "jenis_jabatan": "pelaksana", "tmt_jabatan": "2005-01-01",
             "sampai": f"{another}-01-01" if another else row["tmt_jabatan"]}  # fmt: skip
    head = {"nip": nip, "jenis_jabatan": "struktural", "eselon": "IV.a"}
    rows = [staff]
    if another:
        rows.append(
            head
            | {"jabatan": "Kepala Seksi B", "tmt_jabatan": f"{another}-01-01", "sampai": row["tmt_jabatan"]}
        )
    return [*rows, head | {"jabatan": "Kepala Seksi A", "tmt_jabatan": row["tmt_jabatan"]}]


def tell(known, whole, facts):
    """Return what is known once these facts are found out."""
    more = known.copy()
    for kind, nip, target in facts:
        if kind == "assess":
            more.levels |= {key: row for key, row in whole.levels.items() if key[0] == nip}
        elif kind == "appraisal":
            more.appraisals[nip, int(target)] = whole.appraisals[nip, int(target)]
        elif kind == "register":
            more.registers = (*more.registers, target)
            if target == "hukuman_disiplin":
                for one, row in more.employees.items():
                    row |= {
                        name: whole.employees[one].get(name)
                        for name in ("hukuman_disiplin", "hukuman_selesai")
                    }
            else:
                setattr(more, target, dict(getattr(whole, target)))
        elif target != "kelas_pembanding":  # nobody's kelas jabatan is planted
            more.employees[nip][target] = whole.employees[nip].get(target)
    return more


def between(tally, seed, asked, truth):
    """Everybody's true score, and the true rank of who is eligible, lie between the ends."""
    standing = asked.found.standing
    ranks = {nip: rank for rank, nip in enumerate(truth.eligible(), start=1)}
    places = {nip: place for place, nip in enumerate(standing.people)}
    tally.expect(set(ranks) <= set(places), f"seed {seed}: eligible, yet not among those who may be")
    for nip, place in places.items():
        if nip in truth.score:
            inside = standing.low[place] <= truth.score[nip] <= standing.high[place]
            tally.expect(bool(inside), f"seed {seed}: the score of {place} lies outside")
        if nip in ranks:
            inside = standing.rank_low[place] <= ranks[nip] <= standing.rank_high[place]
            tally.expect(bool(inside), f"seed {seed}: the rank of {place} lies outside")


def follow(tally, seed, groups):
    """Answer what is asked until nothing is; return (facts asked, facts that assessing everybody takes, steps)."""
    dice = np.random.default_rng(seed)
    known = hide(visible(dice), dice)
    whole = complete(known, dice)
    truth = ask(whole, groups)
    everybody = ask(known, groups).first.everybody
    facts = 0
    for step in range(MOST_STEPS):
        asked = ask(known, groups)
        between(tally, seed, asked, truth)
        if asked.first.settled:
            listed = {nip for nip in asked.eligible() if nip in surely(asked)}
            tally.expect(listed == set(truth.eligible()[:TOP]), f"seed {seed}: certain, and wrong")
            return facts, everybody, step
        rows = asked.first.rows
        facts += len(rows)
        known = tell(known, whole, zip(rows["kind"], rows["nip"], rows["target"], strict=True))
    tally.expect(False, f"seed {seed}: not certain after {MOST_STEPS} steps")
    return facts, everybody, MOST_STEPS


def surely(asked):
    standing = asked.found.standing
    return set(standing.people[standing.certain & (standing.rank_high <= TOP)])


def trial(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    del folder
    tally, ends = Tally(), Tally()
    offices = 4 if quick else OFFICES
    asked = {}
    for groups, name in (
        (("manajerial", "sosial_kultural", "teknis"), "all groups"),
        (("manajerial", "sosial_kultural"), "two groups"),
    ):
        counts = [follow(tally, SEED + seed, groups) for seed in range(offices // 2)]
        asked[name] = tuple(np.sum(counts, axis=0).tolist())
    completions = 0
    for again in range(1 if quick else AGAIN):
        dice = np.random.default_rng(SEED + 5_000 + again)
        known = hide(visible(dice), dice)
        seen = ask(known, ("manajerial", "sosial_kultural", "teknis"))
        for _ in range(10 if quick else COMPLETIONS):
            between(
                ends, again, seen, ask(complete(known, dice), ("manajerial", "sosial_kultural", "teknis"))
            )
            completions += 1
    told = "; ".join(
        f"{name}: {facts} facts asked in {steps} steps, assessing everybody {every}"
        for name, (facts, every, steps) in asked.items()
    )
    figure = f"{offices} offices of {PEOPLE} people certain of their first {TOP} and right ({told}); {completions} completions within every score and rank"
    return figure, [*tally.faults, *ends.faults]


if __name__ == "__main__":
    sys.exit(main(__doc__, trial))

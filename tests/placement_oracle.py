"""What a row of a placement claims, made again from the cells of the input files by rules written here by hand.

Nothing of the program is imported: the files are read as text, and the articles are stated as plain numbers. It knows the posts that
`reliability/placed.py` invents: pelaksana, pengawas, administrator and JF ahli; vacancies are pengawas and administrator.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

AS_OF = date(2026, 11, 1)
YEARS = (2024, 2025)
LADDER = ("pelaksana", "pengawas", "administrator")
RETIRES = 58
STUDY = {"SLTA": 15, "D-III": 30, "S-1": 40, "S-2": 45, "S-3": 50}
STUDY_POINTS = {"SLTA": 60, "D-III": 70, "S-1": 80, "S-2": 90, "S-3": 100}
# Fields of study of the office, each with its branch; what is not here nobody knows.
BRANCH = {
    "Manajemen": "Ekonomi dan Bisnis", "Akuntansi": "Ekonomi dan Bisnis", "Hukum": "Hukum", "Ilmu Pemerintahan": "Pemerintahan dan Politik",
    "Administrasi Publik": "Administrasi", "Manajemen Informatika": "Komputer",
}  # fmt: skip
SAME = {"Manajemen SDM": "Manajemen", "Administrasi Negara": "Administrasi Publik"}
PREDIKAT = {
    ("di atas ekspektasi", "di atas ekspektasi"): 100, ("di atas ekspektasi", "sesuai ekspektasi"): 80,
    ("sesuai ekspektasi", "di atas ekspektasi"): 80, ("sesuai ekspektasi", "sesuai ekspektasi"): 80,
    ("di bawah ekspektasi", "sesuai ekspektasi"): 60, ("di bawah ekspektasi", "di atas ekspektasi"): 60,
    ("sesuai ekspektasi", "di bawah ekspektasi"): 40, ("di atas ekspektasi", "di bawah ekspektasi"): 40,
    ("di bawah ekspektasi", "di bawah ekspektasi"): 20,
}  # fmt: skip
WEIGHTS = {"kompetensi": 60, "kinerja": 15, "kualifikasi": 25}
ASKED = {
    "pengawas": {"prefix": "PWS", "study": "D-III", "years": 4, "from": "pelaksana"},
    "administrator": {"prefix": "ADM", "study": "S-1", "years": 3, "from": "pengawas"},
    "pelaksana": {"from": None},
}
FILLED, COST = 100, 10
Row = Mapping[str, Any]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def later(start: date, months: int) -> date:
    """Return the day that many months later; of a shorter month its last."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for number in range(start.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


def whole_months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    while months > 0 and later(start, months) > end:
        months -= 1
    return months


class Office:
    """The cells of an office, by person and post."""

    def __init__(self, folder: Path, standards: Mapping[str, Row], policy: Row) -> None:
        self.people = {row["nip"]: row for row in read(folder / "employees.csv")}
        self.appraisals = {(row["nip"], int(row["tahun"])): row for row in read(folder / "appraisals.csv")}
        self.levels = {
            (row["nip"], row["kompetensi"]): int(row["level"]) for row in read(folder / "assessments.csv")
        }
        self.history, self.hours = {}, {}
        for row in read(folder / "positions.csv"):
            self.history.setdefault(row["nip"], []).append(row)
        for row in read(folder / "trainings.csv"):
            self.hours.setdefault(row["nip"], []).append((day(row["tanggal_selesai"]), int(row["jp"])))
        self.vacancies = {row["kode"]: row for row in read(folder / "vacancies.csv")}
        self.standards, self.policy = standards, policy
        self.days = sorted({self.vacant(row) for row in self.vacancies.values()})
        self.classes: dict[str, set[int]] = {}
        for row in self.people.values():
            if row["kelas_jabatan"]:
                self.classes.setdefault(class_of(row), set()).add(int(row["kelas_jabatan"]))

    @staticmethod
    def vacant(row: Row) -> date:
        return max(day(row["tmt"]) or AS_OF, AS_OF)

    # ---- facts of one person

    def study_fits(self, who: Row, post: str) -> bool | None:
        field = who["pendidikan"]
        field = SAME.get(field, field)
        asked = self.standards[post]["bidang"]
        if not field:
            return None
        if field in asked or f"Rumpun {BRANCH.get(field)}" in asked:
            return True
        return False if field in BRANCH else None

    def match(self, nip: str, post: str) -> tuple[float, float]:
        """Return the least and the most of the match with a post, in percent."""
        asked = self.standards[post]["kompetensi"]
        low = sum(min(self.levels.get((nip, name), 0), most) for name, most in asked.items())
        high = sum(min(self.levels.get((nip, name), most), most) for name, most in asked.items())
        return 100 * low / sum(asked.values()), 100 * high / sum(asked.values())

    def served(self, nip: str, wanted: str, on: date) -> int:
        """Return the whole months in posts of a class, or in functional posts of the same kelas jabatan."""
        present, before = (
            self.people[nip],
            sorted(self.history.get(nip, ()), key=lambda row: row["tmt_jabatan"]),
        )
        post = [(row["jabatan"], row["unit_kerja"]) for row in (present, *before[-1:])]
        # A present post without a day is the last one of the history, which has it, where post and unit are the same.
        known = not present["tmt_jabatan"] and post[0] == post[-1] and len(post) > 1
        spells = before if known else [*before, present]
        spells = sorted(spells, key=lambda row: day(row["tmt_jabatan"]) or date.max)
        ends = [day(row["tmt_jabatan"]) for row in spells[1:]] + [on]
        months, days, start, end = 0, 0, None, None
        for row, following in zip(spells, ends, strict=True):
            until = following
            since = day(row["tmt_jabatan"])
            if row.get("sampai"):
                until = min(following or date.max, day(row["sampai"]) + timedelta(1))
            equal = class_of(row).startswith("jf_") and int(row["kelas_jabatan"] or -1) in self.classes.get(
                wanted, ()
            )
            if since is None or until is None or since >= on or not (class_of(row) == wanted or equal):
                continue
            if end == since:
                end = until
                continue
            if start is not None:
                whole = whole_months(start, end)
                months, days = months + whole, days + (end - later(start, whole)).days
            start, end = since, until
        if start is None:
            return 0
        return months + whole_months(start - timedelta(days), end)

    def appraised(self, nip: str) -> list[int | None]:
        rows = [self.appraisals.get((nip, year)) for year in YEARS]
        return [None if row is None else PREDIKAT[row["hasil_kerja"], row["perilaku_kerja"]] for row in rows]

    # ---- gates

    def gates(self, nip: str, post: str, on: date) -> dict[str, bool]:
        """Return which of the gates that files can decide somebody is known to pass."""
        who, asked = self.people[nip], ASKED[self.standards[post]["kelompok"]]
        rank = STUDY.get(who["tingkat_pendidikan"], -1)
        appraisals = [self.appraisals.get((nip, year)) for year in YEARS]
        words = [row[part] for row in appraisals if row for part in ("hasil_kerja", "perilaku_kerja")]
        needs = self.standards[post]["mutlak"]
        found = {
            "STATUS": who["status_asn"] == "PNS",
            "PENDIDIKAN": rank >= STUDY[asked["study"]],
            "PENGALAMAN": self.served(nip, asked["from"], on) >= 12 * asked["years"],
            "KINERJA": all(appraisals) and "di bawah ekspektasi" not in words,
            "KOMPETENSI": self.match(nip, post)[0] >= 68,
            "MUTLAK": not needs or (self.study_fits(who, post) is True and rank >= STUDY[self.standards[post]["jenjang"]]),
            "KEDUDUKAN": who["kedudukan_hukum"] == "Aktif",
            "DISIPLIN": self.undisciplined(who, on),
            "BUP": on < later(date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])), 12 * RETIRES),
        }  # fmt: skip
        return {f"{asked['prefix']}-{name}": value for name, value in found.items()}

    @staticmethod
    def undisciplined(who: Row, on: date) -> bool:
        if who["hukuman_disiplin"] == "tidak pernah":
            return True
        end = day(who["hukuman_selesai"])
        if not who["hukuman_disiplin"] or end is None or end >= on:
            return False
        return who["hukuman_disiplin"] == "ringan" or later(end, 24) <= on

    def kind(self, nip: str, post: str) -> str | None:
        """Return the kind of the move, None where it leads down, or where nobody holds the post that would tell its kelas."""
        held, to = class_of(self.people[nip]), self.standards[post]["kelompok"]
        if held == to:
            return "horizontal"
        if held in LADDER:
            return "vertical" if LADDER.index(held) < LADDER.index(to) else None
        holders = self.kelas(post)
        if not holders:
            return None
        rise = max(holders) - int(self.people[nip]["kelas_jabatan"])
        return "diagonal" if rise > 0 else "horizontal" if rise == 0 else None

    def kelas(self, post: str) -> list[int]:
        """Return the kelas jabatan that holders of the post have; of one that nobody holds any more, what those have who are listed in it but retired or away, else what others had."""
        held = [row for row in self.people.values() if row["jabatan"] == post and self.counts(row)]
        had = [row for rows in self.history.values() for row in rows if row["jabatan"] == post]
        away = [row for row in self.people.values() if row["jabatan"] == post and not self.counts(row)]
        return [int(row["kelas_jabatan"]) for row in held or away or had]

    # ---- score

    def parts(self, nip: str, post: str, on: date) -> dict[str, tuple[float, float]]:
        who, standard = self.people[nip], self.standards[post]
        fits, level = self.study_fits(who, post), STUDY_POINTS.get(who["tingkat_pendidikan"])
        field = {True: (100, 100), False: (50, 50), None: (50, 100)}[fits]
        study = (0, 100) if level is None else (level, level)
        worth = [(20, 100) if one is None else (one, one) for one in self.appraised(nip)]
        return {
            "kompetensi": self.match(nip, post),
            "kinerja": tuple(sum(one[end] for one in worth) / len(worth) for end in (0, 1)),
            "kualifikasi": tuple((study[end] + field[end]) / 2 for end in (0, 1)),
            "pengalaman": self.experience(nip, standard, on),
            "pengembangan": self.trained(who),
            "integritas": self.integrity(who, on),
        }

    def experience(self, nip: str, standard: Row, on: date) -> tuple[float, float]:
        months = self.served(nip, ASKED[standard["kelompok"]]["from"], on)
        points = 100 if months >= 60 else 80 if months >= 36 else 60
        return points, points

    def trained(self, who: Row) -> tuple[float, float]:
        courses = self.hours.get(who["nip"])
        if who["status_asn"] != "PNS" or not courses:
            return 0, 100
        points = min(100, 100 * sum(hours for end, hours in courses if end.year == AS_OF.year - 1) / 20)
        return points, points

    @staticmethod
    def integrity(who: Row, on: date) -> tuple[float, float]:
        level, end = who["hukuman_disiplin"], day(who["hukuman_selesai"])
        if not level:
            return 0, 100
        if level == "tidak pernah":
            return 100, 100
        points = {"ringan": 75, "sedang": 50, "berat": 25}[level]
        points = 0 if end >= on else 100 if later(end, 60) <= on else points
        return points, points

    def score(self, nip: str, post: str, on: date) -> float:
        parts = self.parts(nip, post, on)
        return sum(weight * parts[name][0] for name, weight in WEIGHTS.items()) / sum(WEIGHTS.values())

    # ---- a proposal

    def wrong(
        self, report: Row, *, moves: int | None = None, depth: int | None = None, exchanges: bool = False
    ) -> list[str]:
        """Return in sentences what of a proposal the files do not bear out."""
        rows, found = report["rows"], []
        for row in rows:
            found += [
                f"{row['nip']} to {row['vacancy']}: {one}" for one in self.of_row(row, report["findings"])
            ]
        found += self.of_plan(rows)
        cascade = bool(rows) and "chain_id" in rows[0]
        if cascade:
            found += self.of_chains(rows, moves, depth, exchanges)
            total = sum(row["gain"] for row in rows)
        else:
            total = sum(
                self.score(row["nip"], row["jabatan"], date.fromisoformat(row["judged_on"])) for row in rows
            )
        if abs(total - (report["totals"]["objective"] or 0)) > 0.01 * max(1, len(rows)):
            found.append(f"the whole is {total:.2f}, not {report['totals']['objective']}")
        return found

    def of_row(self, row: Row, findings: Iterable[Row]) -> Iterable[str]:
        nip, post, on = row["nip"], row["jabatan"], date.fromisoformat(row["judged_on"])
        if nip not in self.people:
            yield "nobody of that NIP"
            return
        who = self.people[nip]
        if (row["from_jabatan"], row["nama"]) != (who["jabatan"], who["nama"]):
            yield "does not hold that post, or has another name"
        if row["vacancy"] in self.vacancies:
            vacancy = self.vacancies[row["vacancy"]]
            if (vacancy["jabatan"], vacancy["unit_kerja"], self.vacant(vacancy)) != (
                post,
                row["unit_kerja"],
                on,
            ):
                yield "the vacancy is another one"
        elif on not in self.days:
            yield f"judged on {on}, on which nothing falls vacant"
        if row["kind"] != self.kind(nip, post):
            yield f"the move is {self.kind(nip, post)}, not {row['kind']}"
        yield from self.of_route(row, on, [one for one in findings if one["nip"] == nip])
        low, high = self.match(nip, post)
        if low == high and abs((row["jpm"] or 0) - low) > 0.006:
            yield f"the match is {low:.2f}, not {row['jpm']}"
        if abs(row["score"] - self.score(nip, post, on)) > 0.006:
            yield f"the score is {self.score(nip, post, on):.2f}, not {row['score']}"
        for name, (least, most) in self.parts(nip, post, on).items():
            said = row["components"][name]
            if (said is None) != (least != most) or (said is not None and abs(said - least) > 0.006):
                yield f"{name} is {least:.2f} to {most:.2f}, not {said}"

    def of_route(self, row: Row, on: date, findings: Sequence[Row]) -> Iterable[str]:
        nip, post, who = row["nip"], row["jabatan"], self.people[row["nip"]]
        passed, told = self.gates(nip, post, on), {one["rule_id"]: one for one in findings}
        since = day(who["tmt_jabatan"])
        if row["route"] == "rotasi":
            passed = {name: value for name, value in passed.items() if not name.endswith("-PENGALAMAN")}
            same = (post, row["unit_kerja"]) == (who["jabatan"], who["unit_kerja"])
            if class_of(who) != self.standards[post]["kelompok"] or same:
                yield "no rotation: another class, or the very post held"
            if since is None or later(since, 24) > on:
                yield "not two years in the post"
            elif told.get("jabatan/rotasi", {}).get("result") != (
                "met" if on <= later(since, 60) else "manual"
            ):
                yield "what is said of the years in the post is wrong"
        elif self.kind(nip, post) == "horizontal" and class_of(who) == self.standards[post]["kelompok"]:
            yield "no promotion: the class is the same"
        for name, value in passed.items():
            if not value:
                yield f"{name} is not known to be met"
            said = told.get(name, {}).get("result")
            if said not in ("met", "manual") or (said == "manual" and not name.endswith("-MUTLAK")):
                yield f"{name} is said to be {said}"

    def of_plan(self, rows: Sequence[Row]) -> Iterable[str]:
        """Yield what is wrong with all moves together: seats, people, pairs and least numbers of units."""
        yield from (
            f"{nip} moves {count} times"
            for nip, count in Counter(row["nip"] for row in rows).items()
            if count > 1
        )
        opened = {row.get("post_opened") for row in rows}
        for code, count in Counter(row["vacancy"] for row in rows).items():
            seats = int(self.vacancies[code]["jumlah"]) if code in self.vacancies else int(code in opened)
            if count > seats:
                yield f"{code} has {seats} seats for {count}"
        counting = {nip: row for nip, row in self.people.items() if self.counts(row)}
        before = {nip: row["unit_kerja"] for nip, row in counting.items()}
        after = before | {row["nip"]: row["unit_kerja"] for row in rows}
        had, has = Counter(before.values()), Counter(after.values())
        for unit, count in had.items():
            if has[unit] < min(count, self.policy["least"]):
                yield f"{unit} keeps {has[unit]}"
        moved = {row["nip"] for row in rows}
        for one, other in self.policy["apart"]:
            if after.get(one) == after.get(other) is not None and moved & {one, other}:
                yield f"{one} and {other} come together"

    @staticmethod
    def counts(row: Row) -> bool:
        born = date(int(row["nip"][:4]), int(row["nip"][4:6]), int(row["nip"][6:8]))
        return (
            row["kedudukan_hukum"] in ("Aktif", "")
            and later(later(born, 12 * RETIRES).replace(day=1), 1) > AS_OF
        )

    def of_chains(
        self, rows: Sequence[Row], moves: int | None, depth: int | None, exchanges: bool
    ) -> Iterable[str]:
        if moves is not None and len(rows) > moves:
            yield "more moves than asked for"
        chains: dict[str, list[Row]] = {}
        for row in rows:
            chains.setdefault(row["chain_id"], []).append(row)
        for name, chain in chains.items():
            first, last = chain[0], chain[-1]
            if depth is not None and len(chain) > depth:
                yield f"{name} has {len(chain)} steps"
            ring = exchanges and first["vacancy"] == last["post_opened"]
            if first["vacancy"] not in self.vacancies and not ring:
                yield f"{name} starts at no vacancy"
            links = [*pairwise(chain), *([(last, first)] if ring else [])]
            for left, row in links:
                held = self.people.get(left["nip"], {})
                came = row["vacancy"], row["jabatan"], row["unit_kerja"]
                if came != (left["post_opened"], held.get("jabatan"), held.get("unit_kerja")):
                    yield f"{name}: step {row['step']} fills another post than step {left['step']} opens"
        total = 0.0
        for row in rows:
            total += row["gain"]
            if abs(row["cumulative_gain"] - total) > 0.01 * len(rows):
                yield f"{row['nip']}: added up it is {total:.2f}"
            if row["nip"] in self.people and abs(row["gain"] - self.gain(row)) > 0.006:
                yield f"{row['nip']} to {row['vacancy']}: the gain is {self.gain(row):.2f}, not {row['gain']}"

    def gain(self, row: Row) -> float:
        """Return what a move gains: a post filled and the score there, less the cost and what is left behind."""
        who, post = self.people[row["nip"]], row["jabatan"]
        days = (
            [self.vacant(self.vacancies[row["vacancy"]])] if row["vacancy"] in self.vacancies else self.days
        )
        found = FILLED + min(self.score(row["nip"], post, one) for one in days) - COST
        listed = {(one["jabatan"], one["unit_kerja"]) for one in self.vacancies.values()}
        if (
            class_of(who) in ("pengawas", "administrator")
            and (who["jabatan"], who["unit_kerja"]) not in listed
        ):
            found -= FILLED + min(self.score(row["nip"], who["jabatan"], one) for one in self.days)
        return found


def class_of(row: Row) -> str:
    eselon = {"III": "administrator", "IV": "pengawas"}.get(row["eselon"].split(".")[0])
    if eselon:
        return eselon
    if row["jenis_jabatan"] == "fungsional":
        return "jf_ahli_muda" if row["jabatan"].endswith("Ahli Muda") else "jf_ahli_pertama"
    return "pelaksana"

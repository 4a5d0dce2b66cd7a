"""The cheapest courses of the catalogue that raise the mean index, as the report shows them."""

from math import ceil
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.ip_asn.kinds import LEADERSHIP, TECHNICAL, Kinds
from asnkarier.analysis.ip_asn.parts import CALLED, CENT, TRAINING_PARTS, Parts
from asnkarier.analysis.ip_asn.raising import Lack, Way, cheapest
from asnkarier.model.said import said

_MILLION: Final = 1_000_000


class Raising:
    """What people lack, and the courses that give it. who: whose mean it is about."""

    def __init__(self, now: Snapshot, parts: Parts, who: NDArray[np.bool_]) -> None:
        """Sort people into lacks: by part, worth, and of leadership training the class of post."""
        self.now, self.parts, self.who = now, parts, who
        self.count = int(who.sum())
        kelompok = now.dossiers.kelompok
        self.keys: list[tuple[str, str]] = []
        self.lacks: list[Lack] = []
        for part in TRAINING_PARTS:
            gain = parts.worth[part] - parts.ends[part].low
            open_ones = who & parts.grouped & (gain > 0)
            classes = np.where(open_ones, kelompok if part == LEADERSHIP else "", "")
            for name, points in sorted(
                {(str(classes[at]), int(gain[at])) for at in np.flatnonzero(open_ones)}
            ):
                people = int((open_ones & (classes == name) & (gain == points)).sum())
                self.keys.append((part, name))
                self.lacks.append(Lack(part, points, people))

    def ways(self) -> list[Way]:
        """Return the courses of the catalogue that give a part."""
        now, rulebook = self.now, self.now.rulebook
        courses = now.frames["courses"].sort_values("kode", kind="stable")
        least = rulebook.value("ip_asn/masa_pelatihan", now.as_of)["jp_teknis"]
        kinds = Kinds(rulebook.value("ip_asn/kata_pelatihan", now.as_of)).of(courses)
        found = []
        for row, (kind, level) in zip(courses.to_dict("records"), kinds, strict=True):
            if kind == TECHNICAL and not row["jp"] >= least:
                continue
            mine = tuple(
                place
                for place, (part, name) in enumerate(self.keys)
                if part == kind and (part != LEADERSHIP or name in level)
            )
            if mine and not pd.isna(row["biaya"]):
                found.append(_way(row, mine))
        return [one for one in found if one.classes and one.seats != 0]

    def frames(self, target: float) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Return the result as one row, the ways that are taken, and those that have no price."""
        low = int(self.parts.total.low[self.who].sum())
        wanted = max(ceil(round(target * CENT, 6)) * self.count - low, 0)
        ways = self.ways()
        found = cheapest(self.lacks, ways, wanted)
        names = dict(
            zip(*(self.now.frames["courses"][one] for one in ("kode", "nama_pelatihan")), strict=True)
        )
        rows: list[dict[str, Any]] = []
        for way, people in zip(ways, found.people, strict=True):
            taken = int(people.sum())
            if not taken:
                continue
            classes = int(found.classes[ways.index(way)])
            cost = way.cost * taken + way.class_cost * classes
            points = sum(int(count) * self.lacks[lack].points for lack, count in enumerate(people.tolist()))
            rows.append(
                {
                    "action": said("raise_course", name=str(names[way.kode]), people=taken),
                    "kode": way.kode,
                    "part": _called(self.lacks[way.lacks[0]].part),
                    "people": taken,
                    "classes": classes,
                    "cost": cost,
                    "points": self._mean(points),
                    "points_per_million": self._mean(points) * _MILLION / cost if cost else None,
                }
            )
        rows.sort(key=lambda one: (-(one["points_per_million"] or float("inf")), one["kode"]))
        done = "raise_already" if not wanted else "raise_enough" if found.enough else "raise_short"
        result = {
            "target": target,
            "low": self._mean(low),
            "reached": self._mean(low + found.points),
            "cost": found.cost,
            "told": said(done),
        }
        columns = ["action", "kode", "part", "people", "classes", "cost", "points", "points_per_million"]
        return pd.DataFrame([result]), pd.DataFrame(rows, columns=columns), self._unpriced(ways)

    def _mean(self, cents: int) -> float:
        return cents / CENT / max(self.count, 1)

    def _unpriced(self, ways: list[Way]) -> pd.DataFrame:
        """Return what could raise the mean and has no price: parts without a course, a higher degree, a better predikat."""
        priced = {lack for way in ways for lack in way.lacks}
        rows: list[dict[str, Any]] = []
        for part in TRAINING_PARTS:
            mine = [one for place, one in enumerate(self.lacks) if one.part == part and place not in priced]
            if mine:
                points = sum(one.points * one.people for one in mine)
                rows.append(self._line(part, sum(one.people for one in mine), points, "unpriced_no_course"))
        for part, rule, reason in (
            ("kualifikasi", "ip_asn/nilai_kualifikasi", "unpriced_degree"),
            ("kinerja", "ip_asn/nilai_kinerja", "unpriced_performance"),
        ):
            table = self.now.rulebook.value(rule, self.now.as_of)
            most = round(max(one for one in table.values() if one is not None) * CENT)
            gain = np.where(self.who, most - self.parts.ends[part].low, 0)
            rows.append(self._line(part, int((gain > 0).sum()), int(gain.sum()), reason))
        return pd.DataFrame(rows, columns=["part", "people", "points", "reason"])

    def _line(self, part: str, people: int, points: int, reason: str) -> dict[str, Any]:
        return {"part": _called(part), "people": people, "points": self._mean(points), "reason": said(reason)}


def _called(part: str) -> str:
    return CALLED.get(part, part)


def _way(row: dict[Any, Any], lacks: tuple[int, ...]) -> Way:
    def whole(name: str, blank: int) -> int:
        return blank if pd.isna(row[name]) else round(row[name])

    seats = None if pd.isna(row["kuota"]) else int(row["kuota"])
    return Way(
        kode=str(row["kode"]),
        lacks=lacks,
        cost=round(row["biaya"]),
        class_cost=whole("biaya_kelas", 0),
        seats=seats,
        least=whole("minimal_peserta", 0),
        classes=whole("kelas", 1),
    )

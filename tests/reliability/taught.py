"""Agencies whose courses work as planted, and people sent to them who would have risen anyway: what is said of the courses.

Sent is who has the larger gap (a low measured level, which rises by itself the next time), works in a unit that grows, or is
motivated. Half the courses raise the level by half a level, half do nothing. Beside it a second world, in which the motivated are also better to
begin with and rise faster, and nothing recorded tells who they are: no matching can know that.
"""

import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from figures import main

from asnkarier.analysis.careers.appraisals import choose_appraisals
from asnkarier.analysis.training.evaluating.evaluate import evaluate
from asnkarier.analysis.training.evaluating.measuring import Evidence
from asnkarier.analysis.training.evaluating.posts_then import PostsThen
from asnkarier.analysis.training.evaluating.verdicts import Yardstick

AGENCIES, QUICK = 100, 6
PEOPLE, UNITS, COURSES, PLANTED = 4000, 40, 12, 0.5
AS_OF = date(2026, 11, 1)
YARDSTICK = Yardstick(worthwhile_gain=0.1, least_participants=10)
LEAST_COVERED, MOST_FALSE = 0.92, 0.06


@dataclass
class Figures:
    """What was said of all courses."""

    covered: list[bool] = field(default_factory=list)
    plain: list[bool] = field(default_factory=list)
    error: list[float] = field(default_factory=list)
    plain_error: list[float] = field(default_factory=list)
    useless: list[bool] = field(default_factory=list)
    useless_plain: list[bool] = field(default_factory=list)
    useful: list[bool] = field(default_factory=list)
    own_squares: list[float] = field(default_factory=list)
    shrunk_squares: list[float] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


def agency(seed: int, *, faster: float, decimals: bool) -> tuple[Evidence, dict[str, float]]:
    """Return an agency and the planted gain of each course; faster: how much more the motivated rise by themselves, being twice as much better before."""
    dice = np.random.default_rng(seed)
    nips = np.array([f"1980010120100{number:05d}" for number in range(PEOPLE)])
    unit = dice.integers(UNITS, size=PEOPLE)
    kelompok = dice.choice(["pelaksana", "pengawas", "jf_ahli_muda"], size=PEOPLE)
    rising = dice.normal(0.2, 0.2, size=UNITS)[unit] + np.where(kelompok == "pengawas", 0.15, 0.0)
    motivated = dice.normal(size=PEOPLE)
    employees = pd.DataFrame(
        {
            "nip": nips,
            "kelompok": kelompok,
            "unit_kerja": [f"Bidang {one}" for one in unit],
            "unit_induk": [f"{('Dinas', 'Badan')[one % 2]} Contoh {one // 4}" for one in unit],
            "tmt_jabatan": pd.Timestamp("2020-01-01"),
        }
    )
    levels, taken, courses, planted = [], [], [], {}
    for number in range(COURSES):
        kompetensi, kode = f"k{number}", f"K-{number:02d}"
        planted[kode] = PLANTED if number % 2 == 0 else 0.0
        true = np.clip(dice.normal(2.6, 0.6, size=PEOPLE) + 2 * faster * motivated, 1.0, 4.0)
        first, days = _assessed(dice, true, decimals), dice.integers(0, 40, size=(3, PEOPLE))
        wish = 0.9 * (3 - first) + 1.5 * (rising - rising.mean()) + 0.5 * motivated + dice.gumbel(size=PEOPLE)
        sent = np.zeros(PEOPLE, dtype=bool)
        sent[np.argsort(-wish)[: dice.integers(25, 120)]] = True
        true = true + rising + faster * motivated + planted[kode] * sent
        second = _assessed(dice, true, decimals)
        for when, level, share in (("2024-03-01", first, 0.95), ("2026-03-01", second, 0.9)):
            there = dice.random(PEOPLE) < share
            day = pd.Timestamp(when) + pd.to_timedelta(days[0 if when < "2025" else 1], unit="D")
            levels.append(
                pd.DataFrame({"nip": nips, "kompetensi": kompetensi, "level": level, "tanggal_asesmen": day})[
                    there
                ]
            )
        start = pd.Timestamp("2025-02-01") + pd.to_timedelta(dice.integers(0, 200, size=sent.sum()), unit="D")
        taken.append(
            pd.DataFrame({"nip": nips[sent], "nama_pelatihan": f"Pelatihan {kode}", "tanggal_mulai": start})
        )
        courses.append({"kode": kode, "nama_pelatihan": f"Pelatihan {kode}", "kompetensi": kompetensi})
    return _evidence(employees, levels, taken, courses), planted


def _assessed(dice: np.random.Generator, true: np.ndarray, decimals: bool) -> np.ndarray:
    seen = true + dice.normal(0, 0.4, size=len(true))
    return np.clip(np.round(seen, 2) if decimals else np.round(seen), 1, 5)


def _evidence(
    employees: pd.DataFrame,
    levels: list[pd.DataFrame],
    taken: list[pd.DataFrame],
    courses: list[dict[str, str]],
) -> Evidence:
    people = pd.Index(employees["nip"])
    trainings = pd.concat(taken, ignore_index=True)
    trainings["tanggal_selesai"] = trainings["tanggal_mulai"] + pd.Timedelta(days=4)
    trainings = trainings.assign(penyelenggara="BPSDM", jenis="teknis", jp=32.0, biaya=2_000_000.0)
    none = pd.DataFrame(
        columns=["nip", "tahun", "periode_awal", "periode_akhir", "plt", "hasil_kerja", "perilaku_kerja", "predikat", "source_id", "row"]
    )  # fmt: skip
    dates = ("periode_awal", "periode_akhir")
    none = none.astype(dict.fromkeys(dates, "datetime64[s]"))
    catalogue = pd.DataFrame(courses).assign(
        jenis="teknis", biaya=2_000_000.0, biaya_kelas=np.nan, kuota=np.nan
    )
    return Evidence(
        people,
        PostsThen(employees, employees.head(0), people),
        pd.concat(levels, ignore_index=True),
        trainings,
        catalogue,
        choose_appraisals(none, people, AS_OF),
        np.empty(0, np.int64),
    )


def judge(figures: Figures, seed: int, *, faster: float) -> None:
    """Add what is said of an agency's courses."""
    evidence, planted = agency(seed, faster=faster, decimals=seed % 2 == 1)
    done = evaluate(evidence, YARDSTICK, AS_OF)
    for row in done.verdicts["rows"].to_dict("records"):
        truth = planted[row["kode"]]
        mine = done.taken[(done.taken["kode"] == row["kode"]) & done.taken["change"].notna()]["change"]
        spread = 1.96 * mine.std() / np.sqrt(len(mine))
        figures.covered.append(row["low"] <= truth <= row["high"])
        figures.plain.append(abs(mine.mean() - truth) <= spread)
        figures.error.append(row["effect"] - truth)
        figures.plain_error.append(row["plain_gain"] - truth)
        figures.own_squares.append((row["effect"] - truth) ** 2)
        figures.shrunk_squares.append((row["expected_effect"] - truth) ** 2)
        figures.people.append(row["n"])
        works = row["verdict"] == "works"
        if truth:
            figures.useful.append(works)
        else:
            figures.useless.append(works)
            figures.useless_plain.append(mine.mean() - spread > YARDSTICK.worthwhile_gain)


def trial(quick: bool, _folder: Path) -> tuple[str, list[str]]:
    count = QUICK if quick else AGENCIES
    told, hidden = Figures(), Figures()
    for seed in range(count):
        judge(told, seed, faster=0.0)
        judge(hidden, 10_000 + seed, faster=0.1)
    faults = []
    covered, false = np.mean(told.covered), np.mean(told.useless)
    if covered < LEAST_COVERED:
        faults.append(f"the interval covers the planted effect in {covered:.3f}")
    if false > MOST_FALSE:
        faults.append(f"useless courses are said to work in {false:.3f}")
    print(f"  before and after alone: {_words(told, plain=True)}")
    print(f"  motivated people rise faster, unrecorded: {_words(hidden)}")
    print(f"  the same before and after alone: {_words(hidden, plain=True)}")
    print(f"  squared error, shrunk by own: {np.mean(told.shrunk_squares) / np.mean(told.own_squares):.2f}")
    return (
        f"{count} agencies, {len(told.covered)} courses of {np.mean(told.people):.0f} people: {_words(told)}",
        faults,
    )


def _words(figures: Figures, *, plain: bool = False) -> str:
    covered, error, useless = (
        (figures.plain, figures.plain_error, figures.useless_plain)
        if plain
        else (figures.covered, figures.error, figures.useless)
    )
    useful = "" if plain else f", useful ones in {np.mean(figures.useful):.1%}"
    return (
        f"interval covers the planted effect in {np.mean(covered):.1%}, bias {np.mean(error):+.3f}, "
        f"useless courses said to work in {np.mean(useless):.1%}{useful}"
    )


if __name__ == "__main__":
    sys.exit(main("Did the training work: planted effects under selection", trial))

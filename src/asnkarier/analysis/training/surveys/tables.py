"""What is said of courses, by delivery, course, provider and year, and where praise meets no effect."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.training.evaluating.evaluate import Asked
from asnkarier.analysis.training.evaluating.measuring import Evidence
from asnkarier.analysis.training.evaluating.participations import participations
from asnkarier.analysis.training.evaluating.verdicts import HARMS, NO_SIGN, WORKS
from asnkarier.analysis.training.surveys.deliveries import Sessions, answers_of
from asnkarier.analysis.training.surveys.figures import DELIVERY, PRAISE, REPORTED, survey_table
from asnkarier.model.terms import normalise

TOGETHER: Final = {"rows": DELIVERY, "courses": ("name",), "providers": ("provider",), "years": ("tahun",)}
_SHOWN: Final = {"name": ("kode", "nama_pelatihan"), "provider": ("penyelenggara",), "tahun": ("tahun",)}


def surveys_of(
    evidence: Evidence, surveys: pd.DataFrame, as_of: date, asking: Asked, least: int
) -> dict[str, pd.DataFrame]:
    """Return `survey_table` by each of `TOGETHER`, with kode, nama_pelatihan, penyelenggara, tahun of what it is by; of some people only what is said by or about them, so that nobody unnamed is among them."""
    taken = participations(evidence.trainings, evidence.courses, evidence.people, as_of)
    whole = Sessions.of(taken)
    answers = answers_of(surveys, evidence.courses, whole, evidence.people)
    named = _named(taken, answers)
    kept, held = _asked(answers, taken, evidence, asking), _asked(whole.frame, taken, evidence, asking)
    answers, sessions = answers[kept], Sessions(whole.frame[held].reset_index(drop=True))
    return {
        name: _with_names(survey_table(answers, sessions, keys, least), keys, named)
        for name, keys in TOGETHER.items()
    }


def _asked(rows: pd.DataFrame, taken: pd.DataFrame, evidence: Evidence, asking: Asked) -> np.ndarray:
    kept = np.ones(len(rows), dtype=np.bool_)
    person = rows["person"].to_numpy(dtype=np.int64)
    if asking.people is not None:
        wanted = np.append(evidence.people.isin(sorted(asking.people)), False)
        kept &= wanted[person]
    if asking.kompetensi is not None:
        kept &= rows["name"].isin(taken.loc[taken["kompetensi"].eq(asking.kompetensi), "name"]).to_numpy()
    if asking.year is not None:
        kept &= rows["tahun"].eq(asking.year).to_numpy()
    return kept


def _named(taken: pd.DataFrame, answers: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return for each key how it is written: as in the trainings, else as in the answers; the first that was."""
    both = pd.concat([taken, answers.assign(kode="")], ignore_index=True)
    found = {}
    for key in ("name", "provider"):
        columns = list(_SHOWN[key])
        rows = both if key == "name" else both[both["penyelenggara"].map(normalise).eq(both["provider"])]
        found[key] = rows[[key, *columns]].drop_duplicates(key).set_index(key)
    return found


def _with_names(table: pd.DataFrame, keys: Sequence[str], named: dict[str, pd.DataFrame]) -> pd.DataFrame:
    for key in ("provider", "name"):
        if key in keys:
            told = named[key].reindex(table[key]).fillna("").reset_index(drop=True)
            table = pd.concat([told, table], axis=1)
    if "tahun" in keys:
        year = table["tahun"].astype("Int64")
        table = table.assign(tahun=year.where(year >= 0))
    return table


def praised(rows: pd.DataFrame, verdicts: pd.DataFrame) -> list[dict[str, Any] | None]:
    """Return of each row of level 1 that praises a delivery which shows no effect, or harm, its verdict and effect; else None.

    rows: by delivery; verdicts: the rows of the evaluation. Of several competencies that it serves the lowest effect; none where it
    works in one of them.
    """
    by = ["nama_pelatihan", "penyelenggara", "tahun"]
    works = (
        verdicts["verdict"].eq(WORKS).groupby([verdicts[name] for name in by], dropna=False).transform("any")
    )
    silent = verdicts[verdicts["verdict"].isin([NO_SIGN, HARMS]) & ~works.astype("bool")]
    silent = silent.sort_values("effect", ascending=False, kind="stable")
    told = {
        (normalise(one["nama_pelatihan"]), normalise(one["penyelenggara"]), one["tahun"]): {
            "verdict": one["verdict"],
            "effect": float(one["effect"]),
        }
        for one in silent[silent["tahun"].notna()].to_dict("records")
    }
    part = (rows["mean"] - rows["scale_min"]) / (rows["scale_max"] - rows["scale_min"])
    praise = rows["level"].eq(1) & rows["status"].eq(REPORTED) & part.ge(PRAISE)
    keys = zip(rows["name"], rows["provider"], rows["tahun"], strict=True)
    return [
        told.get(key) if yes and pd.notna(key[2]) else None
        for key, yes in zip(keys, praise.tolist(), strict=True)
    ]

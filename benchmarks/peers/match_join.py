"""Gap and match for millions of people: the pandas join of long tables, and asn's sparse matrices, on the same data.

`match_join.py pandas|asn PEOPLE FILE` makes random levels (12 of 300 competencies each), prints the mean match and writes
the seconds of the calculation into FILE.
"""

import sys
import time
from pathlib import Path

import numpy as np

COMPETENCIES, STANDARDS, EACH = 300, 400, 12


def data(people: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (standard of each person, required lines of standards, their levels, person's levels, known marks)."""
    dice = np.random.default_rng(2026)
    lines = np.stack([np.sort(dice.choice(COMPETENCIES, EACH, replace=False)) for _ in range(STANDARDS)])
    required = dice.integers(1, 6, (STANDARDS, EACH)).astype(np.int32)
    standard_of = dice.integers(0, STANDARDS, people)
    levels = dice.integers(0, 6, (people, EACH), dtype=np.int8)
    known = dice.random((people, EACH), dtype=np.float32) < 0.95
    return standard_of, lines, required, levels, known


def with_pandas(people: int) -> tuple[float, float]:
    """Join the long tables on standard and competency, as a script would."""
    import pandas as pd

    standard_of, lines, required, levels, known = data(people)
    person = np.repeat(np.arange(people, dtype=np.int32), EACH)[known.ravel()]
    competency = lines[standard_of].ravel()[known.ravel()].astype(np.int16)
    long = pd.DataFrame({"person": person, "competency": competency, "level": levels.ravel()[known.ravel()]})
    people_table = pd.DataFrame(
        {"person": np.arange(people, dtype=np.int32), "standard": standard_of.astype(np.int16)}
    )
    standards = pd.DataFrame(
        {
            "standard": np.repeat(np.arange(STANDARDS), EACH).astype(np.int16),
            "competency": lines.ravel().astype(np.int16),
            "required": required.ravel(),
        }
    )
    start = time.perf_counter()
    wanted = people_table.merge(standards, on="standard")
    both = wanted.merge(long, on=["person", "competency"], how="left")
    both["capped"] = both["level"].clip(upper=both["required"])
    both["counted"] = both["required"].where(both["level"].notna())
    sums = both.groupby("person")[["capped", "counted"]].sum()
    result = (100 * sums["capped"] / sums["counted"]).mean()
    return float(result), time.perf_counter() - start


def with_asn(people: int) -> tuple[float, float]:
    """Sum over the two sparse matrices."""
    from scipy.sparse import csr_array

    from asnkarier.analysis.match.job_match import match_totals
    from asnkarier.analysis.match.matrices import STORED
    from asnkarier.model.level import MICRO

    standard_of, lines, required, levels, known = data(people)
    starts = np.concatenate([[0], np.cumsum(known.sum(axis=1, dtype=np.int64))]).astype(np.int32)
    columns = lines[standard_of].astype(np.int32)[known]
    stored = levels[known].astype(np.int32) * MICRO + STORED
    matrix = csr_array((stored, columns, starts), shape=(people, COMPETENCIES))
    need = csr_array(
        (
            (required * MICRO + STORED).ravel().astype(np.int32),
            lines.ravel().astype(np.int32),
            np.arange(0, STANDARDS * EACH + 1, EACH, dtype=np.int32),
        ),
        shape=(STANDARDS, COMPETENCIES),
    )
    del levels, known, columns
    start = time.perf_counter()
    totals = match_totals(matrix, need, standard_of)
    result = np.nanmean(100 * totals.capped / np.where(totals.assessed > 0, totals.assessed, np.nan))
    return float(result), time.perf_counter() - start


if __name__ == "__main__":
    mean, seconds = {"pandas": with_pandas, "asn": with_asn}[sys.argv[1]](int(sys.argv[2]))
    Path(sys.argv[3]).write_text(f"{seconds:.3f}", encoding="utf-8")
    print(f"{mean:.6f}")

"""How ready the data are: figures of everybody, added up per unit and over the agency."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.readiness.blockers import HELD, NEXT, Assessed

FIELDS: Final = (
    "tanggal_lahir", "jenis_kelamin", "status_asn", "kedudukan_hukum", "golongan", "tmt_golongan", "tmt_cpns",
    "jenis_jabatan", "eselon", "jenjang", "tmt_jabatan", "tingkat_pendidikan", "pendidikan", "kelas_jabatan",
    "hukuman_disiplin", "tmt_pensiun",
)  # fmt: skip
# Fields that only one kind of post has.
_ONLY: Final = {"eselon": "struktural", "jenjang": "fungsional"}
COUNTS: Final = (
    "people", "with_standard", "default_standard", "without_standard", "without_class", "assessed",
    "fully_assessed", "not_assessed", "stale", "open_held", "open_next", "open_people",
)  # fmt: skip


@dataclass(frozen=True)
class Completeness:
    """Which facts of everybody are recorded: people x fields; what does not apply to somebody is not asked of them."""

    fields: tuple[str, ...]
    filled: NDArray[np.bool_]
    asked: NDArray[np.bool_]

    def shares(self) -> pd.DataFrame:
        """Return one row per field: field, people (of whom it is asked), filled, share (NaN when asked of nobody)."""
        people, filled = self.asked.sum(axis=0), (self.filled & self.asked).sum(axis=0)
        share = np.divide(filled, people, out=np.full(len(people), np.nan), where=people > 0)
        return pd.DataFrame({"field": self.fields, "people": people, "filled": filled, "share": share})

    def among(self, keep: NDArray[np.bool_]) -> "Completeness":
        """Return the facts of some of the people."""
        return Completeness(self.fields, self.filled[keep], self.asked[keep])


def completeness(
    employees: pd.DataFrame,
    recorded: Mapping[str, NDArray[np.bool_]],
    declared: Mapping[str, NDArray[np.bool_]],
) -> Completeness:
    """Return what is recorded of everybody in `employees`.

    recorded: for further registers (an appraisal of a year, the history of posts) who is in them. declared: of
    registers declared complete of whom a blank means none.
    """
    jenis = employees["jenis_jabatan"]
    everybody = np.ones(len(employees), dtype=bool)
    filled = {name: employees[name].notna().to_numpy(dtype=bool) for name in FIELDS} | dict(recorded)
    filled |= {name: filled[name] | whole for name, whole in declared.items() if name in filled}
    asked = {
        name: jenis.eq(_ONLY[name]).to_numpy(dtype=bool) if name in _ONLY else everybody for name in filled
    }
    return Completeness(
        tuple(filled), np.column_stack(list(filled.values())), np.column_stack(list(asked.values()))
    )


def person_counts(
    employees: pd.DataFrame,
    match: pd.DataFrame,
    assessed: Assessed,
    blockers: pd.DataFrame,
) -> pd.DataFrame:
    """Return `COUNTS` of everybody, each 0 or 1.

    assessed: has a level that counts for the post held; not_assessed: none, or without a standard no
    level at all in the law's dictionary; stale: a level that the post asks for is too old to count; open_*: a verdict is open.
    """
    judged = match["standar"].notna().to_numpy(dtype=bool)
    share = match["coverage"].fillna(0.0).to_numpy(dtype=np.float64)
    is_open = {
        verdict: np.isin(np.arange(len(match)), blockers.loc[blockers["verdict"] == verdict, "person"])
        for verdict in (HELD, NEXT)
    }
    counts = {
        "people": np.ones(len(match), dtype=bool),
        "with_standard": judged,
        "default_standard": match["standar"].fillna("").str.startswith("default:").to_numpy(dtype=bool),
        "without_standard": ~judged,
        "without_class": employees["kelompok"].isna().to_numpy(dtype=bool),
        "assessed": share > 0,
        "fully_assessed": judged & (share >= 1),
        "not_assessed": np.where(judged, share == 0, ~assessed.some),
        "stale": assessed.stale,
        "open_held": is_open[HELD],
        "open_next": is_open[NEXT],
        "open_people": is_open[HELD] | is_open[NEXT],
    }
    return pd.DataFrame({name: counts[name].astype(np.int64) for name in COUNTS})


def by_unit(unit_kerja: "pd.Series[str]", counts: pd.DataFrame, facts: Completeness) -> pd.DataFrame:
    """Return one row per unit, by name (missing last): `COUNTS` added up, the shares below, and the share of each field.

    assessed_share: of the people with a standard; completeness: recorded facts among those asked. NaN where nobody is.
    """
    filled, asked = facts.filled & facts.asked, facts.asked
    columns = {f"filled {name}": filled[:, i] for i, name in enumerate(facts.fields)}
    columns |= {f"asked {name}": asked[:, i] for i, name in enumerate(facts.fields)}
    wide = pd.concat([counts, pd.DataFrame(columns, index=counts.index).astype("int64")], axis=1)
    sums = wide.groupby(unit_kerja.to_numpy(), sort=True, dropna=False).sum()
    sums.index.name = "unit_kerja"
    return with_shares(sums.reset_index(), facts.fields)


def overall(counts: pd.DataFrame, facts: Completeness) -> pd.DataFrame:
    """Return one row over all the people, with the columns of `by_unit` but the unit."""
    everybody = pd.Series("", index=counts.index, dtype="str")
    if counts.empty:
        counts, facts = _nobody(counts, facts)
        everybody = pd.Series([""], dtype="str")
    return by_unit(everybody, counts, facts).drop(columns="unit_kerja")


def _nobody(counts: pd.DataFrame, facts: Completeness) -> tuple[pd.DataFrame, Completeness]:
    nothing = np.zeros((1, len(facts.fields)), dtype=bool)
    return pd.DataFrame([dict.fromkeys(counts.columns, 0)]), Completeness(facts.fields, nothing, nothing)


def with_shares(sums: pd.DataFrame, fields: tuple[str, ...]) -> pd.DataFrame:
    """Return the sums with shares in the place of the raw counts of fields."""
    filled, asked = [f"filled {name}" for name in fields], [f"asked {name}" for name in fields]
    total = sums[asked].sum(axis=1)
    shares = {
        name: sums[f"filled {name}"] / sums[f"asked {name}"].where(sums[f"asked {name}"] > 0)
        for name in fields
    }
    return pd.concat(
        [
            sums.drop(columns=[*filled, *asked]),
            pd.DataFrame(
                {
                    "assessed_share": sums["assessed"]
                    / sums["with_standard"].where(sums["with_standard"] > 0),
                    "completeness": sums[filled].sum(axis=1) / total.where(total > 0),
                    **shares,
                }
            ),
        ],
        axis=1,
    )

"""What places cost beside a plan, with the classes that must open for them: those that wait for money, or that are asked for."""

from typing import Final

import numpy as np
import pandas as pd

# Of a plan that holds nobody yet.
NO_CLASSES: Final = pd.DataFrame(
    {"kode": pd.Series([], dtype="str"), "peserta": pd.Series([], dtype="int64")}
)


def cost_of_more(wanted: pd.DataFrame, classes: pd.DataFrame, courses: pd.DataFrame) -> float:
    """Return in rupiah what the places `wanted` cost, with the classes that must open for them beside those of the plan.

    wanted: kode, biaya. classes: kode, peserta of every class that runs. courses: kode, biaya_kelas, kuota (missing: no limit). A class that is
    short of its least participants costs no less.
    """
    terms = courses.set_index("kode")
    more = wanted.groupby("kode").size()
    open_ = classes.groupby("kode")["peserta"].agg(["size", "sum"]).reindex(more.index, fill_value=0)
    kuota = terms["kuota"].reindex(more.index).astype("Float64").to_numpy(dtype=np.float64, na_value=np.inf)
    # 0 classes of any size have no seats left, though infinity times 0 is none.
    seats = np.where(
        open_["size"] > 0, np.maximum(kuota, 1) * np.maximum(open_["size"], 1) - open_["sum"], 0.0
    )
    opened = np.ceil(np.maximum(more.to_numpy() - seats, 0.0) / np.maximum(kuota, 1))
    opened = np.where((more.to_numpy() > seats) & np.isinf(kuota), 1.0, opened)
    of_class = terms["biaya_kelas"].reindex(more.index).fillna(0.0).to_numpy(dtype=np.float64)
    return float(wanted["biaya"].sum() + (opened * of_class).sum())

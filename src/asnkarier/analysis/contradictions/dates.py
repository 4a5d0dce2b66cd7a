"""Courses and trainings that end before they begin; the rows stay as they were read."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from asnkarier.analysis.contradictions.table import side_of, told
from asnkarier.analysis.spans import as_days


def date_contradictions(courses: pd.DataFrame, trainings: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the courses and the trainings of people whose tanggal_selesai lies before their tanggal_mulai.

    Both are canonical frames. Key: the code of the course, the name of the training. Without one of the dates nothing is said.
    """
    for table, frame, key in (("courses", courses, "kode"), ("trainings", trainings, "nama_pelatihan")):
        ends_first = as_days(frame["tanggal_selesai"]) < as_days(frame["tanggal_mulai"])
        rows = np.flatnonzero(ends_first).astype(np.int64)
        yield told(
            "TANGGAL-TERBALIK",
            frame["nip"].to_numpy(dtype=object)[rows] if "nip" in frame else "",
            side_of(frame, table, "tanggal_mulai", rows),
            side_of(frame, table, "tanggal_selesai", rows),
            key=frame[key].to_numpy(dtype=object)[rows],
        )

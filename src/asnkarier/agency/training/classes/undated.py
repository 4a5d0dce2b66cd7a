"""The classes of a plan that the calendar would give no days, with the reason and what would help."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.training.classes.dating import dated_classes
from asnkarier.agency.training.classes.rows import class_rows
from asnkarier.agency.training.schedule import scheduled_days, with_days
from asnkarier.analysis.training.following import places
from asnkarier.model.said import Said, said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

# What helps a class that has no days for a reason of `class_rows`.
_HELPS: Final[Mapping[str, str]] = {
    "class_jp_unknown": "dating_hours",
    "class_outside_year": "dating_days",
    "class_window_over": "dating_days",
    "class_clash": "dating_days",
    "class_too_late": "dating_days",
    "class_after_unplaced": "dating_before",
    "class_all_left": "dating_people",
}
_ROOM: Final = "dating_share"
_COLUMNS: Final = ("tahun", "kode", "kelas", "nama_pelatihan", "peserta", "reason", "remedy")


def undated_classes(now: "Snapshot", lines: pd.DataFrame) -> pd.DataFrame:
    """Return the classes of these lines of a plan (see `plan_lines`) that the calendar cannot date in their own year, placed as it places them: tahun, kode, kelas, nama_pelatihan, peserta, reason, remedy."""
    held = places(lines[lines["nip"].isin(now.employees["nip"])])
    held = with_days(held, scheduled_days(now.frames["courses"]))
    years = sorted(int(one) for one in held["tahun"].dropna().unique())
    parts = [
        _of_year(now, held[held["tahun"] == year], year) for year in years if date(year, 12, 31) > now.as_of
    ]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(_COLUMNS))
    return found.sort_values(["tahun", "kode", "kelas"], kind="stable", ignore_index=True)


def _of_year(now: "Snapshot", held: pd.DataFrame, year: int) -> pd.DataFrame:
    # What leaves here is which classes find no days; the days themselves are the calendar's, which looks at them again.
    dated = dated_classes(now, held, year, judged=False)
    rows = class_rows(now, dated, year)
    rows = rows[rows["reason"].notna()]
    helps = [_remedy(one) for one in rows["reason"]]
    found = rows.assign(tahun=year, remedy=pd.Series(helps, index=rows.index, dtype=object))
    return found[list(_COLUMNS)]


def _remedy(reason: Said) -> Said:
    return said(_HELPS.get(reason.code, _ROOM))

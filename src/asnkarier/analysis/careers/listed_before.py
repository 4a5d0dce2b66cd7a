"""The posts that earlier lists of employees give people who hold another one now: proven from their tmt to the day of the list."""

from collections.abc import Collection

import pandas as pd

from asnkarier.analysis.arrays import texts
from asnkarier.analysis.careers.spell_rows import normalised

_POST = ["nip", "jabatan", "jenis_jabatan", "jenjang", "eselon", "kelas_jabatan", "unit_kerja", "tmt_jabatan"]


def listed_before(words: pd.DataFrame, employees: pd.DataFrame, recorded: Collection[str]) -> pd.DataFrame:
    """Return posts before the present one as a history would give them: the columns of `_POST`, sampai, source_id and row.

    words: every version of what lists say of employees, oldest first, with `vouched_as_of`, the day of the last list that
    says it. recorded: the people with a history of posts, which speaks for itself. A post counts only where it began before
    the present one; of two that began on one day, or are called alike, the later word is a correction of the earlier.
    What lies between the last such list and the present post stays unknown.
    """
    rows = words[words["jabatan"].notna() & words["tmt_jabatan"].notna() & ~words["nip"].isin(recorded)]
    rows = rows[[*_POST, "vouched_as_of", "source_id", "row"]]
    now = employees.set_index("nip")[["jabatan", "tmt_jabatan"]].reindex(rows["nip"])
    began = now["tmt_jabatan"].to_numpy(dtype="datetime64[s]")
    name = normalised(texts(rows, "jabatan"))
    rows = rows.assign(name=name, until=began - pd.Timedelta(days=1).to_timedelta64())
    other = name != normalised(texts(now.reset_index(), "jabatan"))
    rows = rows[other & (rows["tmt_jabatan"].to_numpy(dtype="datetime64[s]") < began)]
    rows = rows.drop_duplicates(["nip", "tmt_jabatan"], keep="last").drop_duplicates(
        ["nip", "name"], keep="last"
    )
    seen = pd.to_datetime(rows["vouched_as_of"]).astype("datetime64[s]")
    posts: pd.DataFrame = rows.assign(sampai=seen.where(seen < rows["until"], rows["until"]))
    return posts[[*_POST, "sampai", "source_id", "row"]].reset_index(drop=True)

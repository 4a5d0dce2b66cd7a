"""Who stands in another box than on an earlier day; only where both boxes are certain."""

import numpy as np
import pandas as pd


def moved_from(now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """Return, in the order of `now`, the box of the earlier day (kotak_then) and where it differs (moved_from); both Int64, NA where there is none.

    now, then: nip, kotak (Int64, NA where it is open). Somebody who was not there then has moved from nowhere.
    """
    earlier = pd.Series(then["kotak"].array, index=pd.Index(then["nip"]))
    before = earlier.reindex(pd.Index(now["nip"])).astype("Int64").array
    both = now["kotak"].notna().to_numpy(dtype=bool) & ~before.isna()
    other = np.zeros(len(now), dtype=bool)
    other[both] = (
        now["kotak"].to_numpy(dtype=np.int64, na_value=0)[both]
        != before.to_numpy(dtype=np.int64, na_value=0)[both]
    )
    moved = pd.Series(before, dtype="Int64").where(pd.Series(other))
    return pd.DataFrame({"kotak_then": pd.Series(before, dtype="Int64"), "moved_from": moved.astype("Int64")})

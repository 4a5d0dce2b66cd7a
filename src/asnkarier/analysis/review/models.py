"""Whom colleagues may learn from: rewarded by the rule, and above their own standard in what others of the same office lack."""

import pandas as pd


def role_models(
    items: pd.DataFrame, offices: "pd.Series[str]", rewarded: frozenset[str], most: int
) -> pd.DataFrame:
    """Return kompetensi, nip, level, required, office, colleagues: how many of the office have a gap in it; the most wanted first.

    items: rows of `competency_gaps`; offices: nip -> office, empty where none is known. most: of each competency and office at most so many.
    """
    rows = items.assign(office=items["nip"].map(offices).fillna(""))
    rows = rows[rows["office"] != ""]
    lacking = rows[rows["status"].eq("gap")].groupby(["office", "kompetensi"]).size().rename("colleagues")
    able = rows[rows["status"].eq("surplus") & rows["nip"].isin(rewarded)]
    found = able.merge(
        lacking.reset_index(), on=["office", "kompetensi"], how="inner", validate="many_to_one"
    )
    order = ["colleagues", "office", "kompetensi", "gap", "nip"]
    found = found.sort_values(order, ascending=[False, True, True, False, True], kind="stable")
    found = found.groupby(["office", "kompetensi"], sort=False).head(most).reset_index(drop=True)
    return found[["kompetensi", "nip", "level", "required", "office", "colleagues"]]

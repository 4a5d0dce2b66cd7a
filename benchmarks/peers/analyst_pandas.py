"""The script an analyst writes today: pandas and openpyxl, two workbooks in, one workbook out.

    python benchmarks/peers/analyst_pandas.py --employees pegawai_siasn.xlsx \
        --assessments rekap_asesmen.xlsx --standards standards --out hasil.xlsx

It is an honest baseline: vectorised where pandas is, no needless work, the usual styling.
It neither checks cells nor keeps where a value came from, and unknown posts drop out.
"""

import argparse
from pathlib import Path

import pandas as pd
import yaml
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HEADER_FILL = PatternFill("solid", fgColor="1F4E78")
HEADER_FONT = Font(bold=True, color="FFFFFF")
GAP_FILL = PatternFill("solid", bgColor="F8CBAD")


def read_employees(path: Path) -> pd.DataFrame:
    """Read the employees as text and keep the columns that are needed."""
    frame = pd.read_excel(path, dtype=str, engine="openpyxl")
    frame = frame[["NIP BARU", "NAMA", "JABATAN NAMA", "UNOR NAMA", "SATUAN KERJA INDUK NAMA"]]
    frame.columns = ["nip", "nama", "jabatan", "unit_kerja", "opd"]
    frame["nip"] = frame["nip"].str.strip().str.lstrip("'")
    frame["jabatan_key"] = frame["jabatan"].str.upper().str.strip()
    return frame.drop_duplicates("nip")


def read_standards(folder: Path) -> pd.DataFrame:
    """Read the standards into one row per post and competency."""
    rows = []
    for path in sorted(folder.glob("*.yaml")):
        standard = yaml.safe_load(path.read_text(encoding="utf-8"))
        posts = standard["jabatan"]
        for post in [posts] if isinstance(posts, str) else posts:
            for slug, need in standard["kompetensi"].items():
                level = need["level"] if isinstance(need, dict) else need
                name = slug.removeprefix("teknis/").replace("_", " ")
                rows.append((post.upper(), name.upper(), level))
    return pd.DataFrame(rows, columns=["jabatan_key", "kompetensi_key", "required"])


def read_assessments(path: Path, wanted: set[str]) -> pd.DataFrame:
    """Read the recap and turn the competency columns into rows."""
    frame = pd.read_excel(path, dtype=str, engine="openpyxl")
    columns = [column for column in frame.columns if str(column).upper() in wanted]
    long = frame.melt(id_vars=["NIP"], value_vars=columns, var_name="kompetensi", value_name="level")
    long = long.rename(columns={"NIP": "nip"}).dropna(subset=["level"])
    long["level"] = pd.to_numeric(long["level"].str.replace(",", "."), errors="coerce")
    long["kompetensi_key"] = long["kompetensi"].str.upper()
    return long.drop(columns="kompetensi")


def compute(
    employees: pd.DataFrame, standards: pd.DataFrame, levels: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Compute the gaps, the job-person match per person, and the summary per unit."""
    items = employees.merge(standards, on="jabatan_key").merge(
        levels, on=["nip", "kompetensi_key"], how="left"
    )
    items["gap"] = items["level"] - items["required"]
    items["capped"] = items[["level", "required"]].min(axis=1).where(items["level"].notna())
    items["short"] = items["gap"] < 0
    assessed = items[items["level"].notna()]
    sums = assessed.groupby("nip").agg(
        capped=("capped", "sum"),
        required=("required", "sum"),
        gap_count=("short", "sum"),
    )
    sums["jpm"] = (100 * sums["capped"] / sums["required"]).round(2)
    people = employees.merge(sums[["jpm", "gap_count"]], on="nip", how="left")
    people["kategori"] = pd.cut(
        people["jpm"],
        [-1, 67.999, 79.999, 1000],
        labels=["Kurang Memenuhi Syarat", "Masih Memenuhi Syarat", "Memenuhi Syarat"],
    )
    units = (
        people.groupby(["opd", "unit_kerja"])
        .agg(pegawai=("nip", "count"), jpm_rata_rata=("jpm", "mean"), gap=("gap_count", "sum"))
        .reset_index()
        .round(2)
    )
    shown = ["nip", "nama", "jabatan", "unit_kerja", "kompetensi_key", "required", "level", "gap"]
    items = items[shown].rename(columns={"kompetensi_key": "kompetensi"})
    order = ["unit_kerja", "nama", "nip"]
    return (
        items.sort_values([*order, "kompetensi"]),
        people.drop(columns="jabatan_key").sort_values(order),
        units,
    )


def style(sheet: Worksheet, gap_column: str | None) -> None:
    """Dress a sheet: header, widths, frozen first row, filter, red gaps."""
    for cell in sheet[1]:
        cell.font = HEADER_FONT
        cell.fill = HEADER_FILL
    for index, column in enumerate(sheet.iter_cols(min_row=1, max_row=200), start=1):
        width = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(index)].width = min(width + 2, 50)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    if gap_column is not None:
        area = f"{gap_column}2:{gap_column}{sheet.max_row}"
        rule = CellIsRule(operator="lessThan", formula=["0"], fill=GAP_FILL)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(area, rule)


def main() -> None:
    """Run the whole job."""
    parser = argparse.ArgumentParser(description="Compute gaps the way an analyst does today.")
    for name in ("employees", "assessments", "standards", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    standards = read_standards(options.standards)
    levels = read_assessments(options.assessments, set(standards["kompetensi_key"]))
    items, people, units = compute(read_employees(options.employees), standards, levels)
    with pd.ExcelWriter(options.out, engine="openpyxl") as writer:
        for name, frame, gap_column in (
            ("Kesenjangan", items, "H"),
            ("Per Orang", people, None),
            ("Per Unit", units, None),
        ):
            frame.to_excel(writer, sheet_name=name, index=False)
            style(writer.sheets[name], gap_column)


if __name__ == "__main__":
    main()

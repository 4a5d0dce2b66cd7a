"""The script an analyst writes today: pandas, two workbooks in, one workbook out, with the columns that `asn gap` writes.

    python benchmarks/peers/analyst_pandas.py --employees pegawai_siasn.xlsx \
        --assessments rekap_asesmen.xlsx --standards standards --out hasil.xlsx

    --reader openpyxl|calamine, --writer openpyxl|xlsxwriter: the libraries that pandas reads and writes with
    --items: each competency of each person besides, as `asn gap --items`

It is an honest baseline: vectorised where pandas is, no needless work, the usual styling.
It neither checks cells nor keeps where a value came from, and unknown posts drop out.
"""

import argparse
from pathlib import Path
from typing import Any, Final, Literal, get_args

import pandas as pd
import yaml
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HEADER_FILL = PatternFill("solid", fgColor="1F4E78")
HEADER_FONT = Font(bold=True, color="FFFFFF")
GAP_FILL = PatternFill("solid", bgColor="F8CBAD")
Reader = Literal["openpyxl", "calamine"]
Writer = Literal["openpyxl", "xlsxwriter"]
COLUMNS: Final = [
    "nip", "nama", "jabatan", "unit_kerja", "standar", "jpm", "jpm_low", "jpm_high", "jpm_uncapped", "kategori",
    "coverage", "gap_count", "gap_levels", "critical_gaps",
]  # fmt: skip


def read_employees(path: Path, reader: Reader) -> pd.DataFrame:
    """Read the employees as text and keep the columns that are needed."""
    frame = pd.read_excel(path, dtype=str, engine=reader)
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
                level, critical = (
                    (need["level"], bool(need.get("kritis"))) if isinstance(need, dict) else (need, False)
                )
                name = slug.removeprefix("teknis/").replace("_", " ")
                rows.append((post.upper(), path.stem, name.upper(), level, critical))
    return pd.DataFrame(rows, columns=["jabatan_key", "standar", "kompetensi_key", "required", "critical"])


def read_assessments(path: Path, wanted: set[str], reader: Reader) -> pd.DataFrame:
    """Read the recap and turn the competency columns into rows."""
    frame = pd.read_excel(path, dtype=str, engine=reader)
    columns = [column for column in frame.columns if str(column).upper() in wanted]
    long = frame.melt(id_vars=["NIP"], value_vars=columns, var_name="kompetensi", value_name="level")
    long = long.rename(columns={"NIP": "nip"}).dropna(subset=["level"])
    long["level"] = pd.to_numeric(long["level"].str.replace(",", "."), errors="coerce")
    long["kompetensi_key"] = long["kompetensi"].str.upper()
    return long.drop(columns="kompetensi")


def compute(
    employees: pd.DataFrame, standards: pd.DataFrame, levels: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compute the gaps and the job-person match per person, with what it may still become."""
    items = employees.merge(standards, on="jabatan_key").merge(
        levels, on=["nip", "kompetensi_key"], how="left"
    )
    known = items["level"].notna()
    items["gap"] = items["level"] - items["required"]
    items["capped"] = items[["level", "required"]].min(axis=1).where(known)
    short = items["gap"] < 0
    items["need"] = items["required"].where(known)
    items["known"], items["short"], items["short_critical"] = known, short, short & items["critical"]
    items["lacking"] = items["gap"].where(short)
    sums = items.groupby("nip").agg(
        standar=("standar", "first"), capped=("capped", "sum"), need=("need", "sum"), all=("required", "sum"),
        level=("level", "sum"), coverage=("known", "mean"), gap_count=("short", "sum"),
        gap_levels=("lacking", "sum"), critical_gaps=("short_critical", "sum"),
    )  # fmt: skip
    sums["jpm"] = 100 * sums["capped"] / sums["need"]
    sums["jpm_low"] = 100 * sums["capped"] / sums["all"]
    sums["jpm_high"] = 100 * (sums["capped"] + sums["all"] - sums["need"]) / sums["all"]
    sums["jpm_uncapped"] = 100 * sums["level"] / sums["need"]
    people = employees.merge(sums.drop(columns=["capped", "need", "all", "level"]), on="nip", how="left")
    bands = [-1, 67.999, 79.999, 1000]
    names = ["Kurang Memenuhi Syarat", "Masih Memenuhi Syarat", "Memenuhi Syarat"]
    low, high = (pd.cut(people[name], bands, labels=names).astype(str) for name in ("jpm_low", "jpm_high"))
    people["kategori"] = low.where(low == high, "belum dapat dinilai")
    shown = ["nip", "nama", "jabatan", "unit_kerja", "standar", "kompetensi_key", "required", "level", "gap"]
    return (
        items[shown].rename(columns={"kompetensi_key": "kompetensi"}).sort_values(["gap", "nip"]),
        people[COLUMNS].round(2).sort_values(["gap_levels", "nip"]),
    )


def style_openpyxl(sheet: Worksheet, gap_column: int) -> None:
    """Dress a sheet: header, widths, frozen first row, filter, red gaps."""
    for cell in sheet[1]:
        cell.font = HEADER_FONT
        cell.fill = HEADER_FILL
    for index, column in enumerate(sheet.iter_cols(min_row=1, max_row=200), start=1):
        width = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(index)].width = min(width + 2, 50)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    letter = get_column_letter(gap_column + 1)
    rule = CellIsRule(operator="lessThan", formula=["0"], fill=GAP_FILL)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(f"{letter}2:{letter}{sheet.max_row}", rule)


def style_xlsxwriter(writer: Any, name: str, frame: pd.DataFrame, gap_column: int) -> None:
    """Dress a sheet in the same way."""
    sheet, book = writer.sheets[name], writer.book
    header = book.add_format({"bold": True, "font_color": "white", "bg_color": "#1F4E78"})
    for index, column in enumerate(frame.columns):
        width = max(len(column), *(len(str(value)) for value in frame[column].head(199)))
        sheet.write(0, index, column, header)
        sheet.set_column(index, index, min(width + 2, 50))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    red = book.add_format({"bg_color": "#F8CBAD"})
    below = {"type": "cell", "criteria": "<", "value": 0, "format": red}
    sheet.conditional_format(1, gap_column, len(frame), gap_column, below)


def write(path: Path, frames: dict[str, pd.DataFrame], engine: Writer) -> None:
    """Write each frame to a dressed sheet."""
    with pd.ExcelWriter(path, engine=engine) as writer:
        for name, frame in frames.items():
            frame.to_excel(writer, sheet_name=name, index=False)
            column = frame.columns.get_loc("gap" if "gap" in frame else "gap_levels")
            if engine == "openpyxl":
                style_openpyxl(writer.sheets[name], column)
            else:
                style_xlsxwriter(writer, name, frame, column)


def main() -> None:
    """Run the whole job."""
    parser = argparse.ArgumentParser(description="Compute gaps the way an analyst does today.")
    for name in ("employees", "assessments", "standards", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--reader", choices=get_args(Reader), default="openpyxl")
    parser.add_argument("--writer", choices=get_args(Writer), default="openpyxl")
    parser.add_argument("--items", action="store_true")
    options = parser.parse_args()
    standards = read_standards(options.standards)
    levels = read_assessments(options.assessments, set(standards["kompetensi_key"]), options.reader)
    items, people = compute(read_employees(options.employees, options.reader), standards, levels)
    frames = {"Per Orang": people} | ({"Kesenjangan": items} if options.items else {})
    write(options.out, frames, options.writer)


if __name__ == "__main__":
    main()

"""Write a synthetic city agency: spreadsheets in real layouts, and the answers to check.

    python benchmarks/agency.py --people 400 --seed 2026 --out data/samples

The same arguments give the same bytes. The generator shares no code with the tool, so
truth.json is an independent witness. Everybody in it is invented.
"""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from synthetic.build import Agency, build_agency
from synthetic.files import (
    write_appraisals,
    write_assessments,
    write_employees_xlsx,
    write_nominatif,
    write_positions,
)
from synthetic.files_small import write_catalogue, write_trainings, write_units, write_vacancies
from synthetic.siasn import write_siasn
from synthetic.standards_yaml import write_standards


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description="Write a synthetic city agency.")
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 1))
    parser.add_argument("--courses", type=int, help="how many the catalogue holds (one per step of a level)")
    parser.add_argument("--employees-xlsx", action="store_true", help="also write pegawai_siasn.xlsx")
    options = parser.parse_args(arguments)
    try:
        agency = build_agency(options.people, options.seed, options.as_of, courses=options.courses)
    except ValueError as fault:
        parser.error(str(fault))
    write_agency(agency, options.out, employees_xlsx=options.employees_xlsx)
    sys.stderr.write(f"{len(agency.people)} people written to {options.out}\n")
    return 0


def write_agency(agency: Agency, out: Path, *, employees_xlsx: bool = False) -> None:
    """Write every file of the agency into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    write_siasn(out / "pegawai_siasn.csv", agency.people, agency.as_of)
    if employees_xlsx:
        write_employees_xlsx(out / "pegawai_siasn.xlsx", agency)
    write_nominatif(out / "nominatif_bkpsdm.xlsx", agency)
    for year in (agency.as_of.year - 2, agency.as_of.year - 1):
        write_appraisals(out / f"rekap_ekinerja_{year}.xlsx", agency, year)
    write_assessments(out / "rekap_asesmen.xlsx", agency)
    write_trainings(out / "riwayat_diklat.xlsx", agency)
    write_positions(out / "riwayat_jabatan.xlsx", agency)
    write_units(out / "unor.xlsx", agency)
    write_catalogue(out / "katalog_diklat.xlsx", agency)
    write_vacancies(out / "lowongan.xlsx", agency)
    write_standards(out / "standards", agency.standards)
    text = json.dumps(agency.truth, ensure_ascii=False, indent=1)
    (out / "truth.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())

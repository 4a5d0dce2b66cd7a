"""Find the person whom a mistyped NIP and a mistyped name mean among many: asn, and difflib as a script would use it.

`python find_person.py asn|difflib PEOPLE OUT` writes the processor seconds of one look-up into OUT.
"""

import random
import sys
import time
from pathlib import Path

import pandas as pd

# Invented names.
FIRST = ("Siti", "Budi", "Dewi", "Ahmad", "Rina", "Agus", "Nur", "Joko", "Maria", "Yusuf")
LAST = (
    "Hidayat",
    "Lestari",
    "Santoso",
    "Rahayu",
    "Siregar",
    "Utami",
    "Wijaya",
    "Nasution",
    "Putri",
    "Saragih",
)


def people(count: int) -> pd.DataFrame:
    """Return invented employees with different NIPs."""
    dice = random.Random(2026)
    nips = sorted({f"{dice.randrange(1962, 2002)}0{dice.randrange(1, 10)}{dice.randrange(10, 29)}20{dice.randrange(10, 25)}"
                   f"0{dice.randrange(1, 10)}1{dice.randrange(900, 1000)}" for _ in range(count)})  # fmt: skip
    names = [
        f"{dice.choice(FIRST)} {dice.choice(LAST)} {dice.choice(LAST)} {place % 997}, S.Sos"
        for place in range(len(nips))
    ]
    text = {
        "nip": nips,
        "nama": names,
        "jabatan": ["Analis"] * len(nips),
        "unit_kerja": ["Bidang Mutasi"] * len(nips),
    }
    return pd.DataFrame({name: pd.array(values, dtype="str") for name, values in text.items()})


def by_asn(employees: pd.DataFrame, text: str) -> None:
    """Ask asn, which answers with "did you mean"."""
    from asnkarier.agency.lookups import find_nip
    from asnkarier.errors import UsageError

    try:
        find_nip(employees, text)
    except UsageError as error:
        print(error.reason, error.facts)


def by_difflib(employees: pd.DataFrame, text: str) -> None:
    """Ask difflib for the nearest name or NIP."""
    from difflib import get_close_matches

    column = "nama" if any(map(str.isalpha, text)) else "nip"
    print(get_close_matches(text, employees[column].tolist(), n=1))


def main() -> None:
    """Measure."""
    how, count, out = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    employees = people(count)
    find = {"asn": by_asn, "difflib": by_difflib}[how]
    nip = employees["nip"].iloc[len(employees) // 2]
    mistyped = (f"{nip[:9]}9{nip[10:]}", "Dewi Lestrai Utami 77")
    find(employees.head(10), "Dewi")  # libraries are loaded before the clock starts
    start = time.process_time()
    for text in mistyped:
        find(employees, text)
    out.write_text(str((time.process_time() - start) / len(mistyped)), encoding="utf-8")


if __name__ == "__main__":
    main()

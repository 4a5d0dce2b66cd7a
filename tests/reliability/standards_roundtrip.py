"""879 job standards with 70 competencies out into a workbook and in again: no byte changes, and an empty office becomes the same."""

import random
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from figures import AS_OF, Tally, main

from asnkarier.agency.workspace import Workspace
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN
from asnkarier.settings import load_settings
from asnkarier.workflows.standards.exporting import export_standards
from asnkarier.workflows.standards.importing import apply_import, plan_import
from asnkarier.yamltext import fresh
from standards_office import LAW, empty_office, files

POSITIONS, COMPETENCIES = 879, 70
QUICK = 60
GOLONGAN = ("II/c", "III/a", "III/c", "III/d", "IV/a", "IV/c")
TINGKAT = ("mutlak", "penting", "perlu")


def text_of(number: int, technical: Sequence[str], rng: random.Random) -> str:
    """Return an invented standard with comments, weights and requirements here and there."""
    asked: dict[str, object] = dict.fromkeys(LAW, rng.randint(1, 5))
    asked |= {name: rng.randint(1, 5) for name in technical if rng.random() < 0.9}
    for name in rng.sample(list(asked), 3):
        asked[name] = {
            "level": rng.randint(1, 5),
            "bobot": rng.choice([0.5, 2, 3]),
            "kritis": rng.random() < 0.5,
        }
    names = [f"Jabatan Contoh {number}", f"Jabatan Kembar {number} & Rekan"][: rng.randint(1, 2)]
    data: dict[str, object] = {
        "jabatan": names,
        "kelompok": rng.choice(KELOMPOK),
        "urusan": f"urusan {number % 30}",
    }
    data["kompetensi"] = asked
    if rng.random() < 0.8:
        data["persyaratan"] = {
            "pendidikan": {
                "jenjang": rng.choice(TINGKAT_PENDIDIKAN),
                "bidang": ["Hukum", f"Ilmu {number % 40}"],
            },
            "pangkat": rng.choice(GOLONGAN),
            "pelatihan": [
                {"nama": f"Diklat {n}", "tingkat": rng.choice(TINGKAT)} for n in range(rng.randint(0, 2))
            ],
            "pengalaman": [
                {"uraian": f"Bidang {number % 9}", "tahun": rng.randint(1, 5), "tingkat": rng.choice(TINGKAT)}
            ],
        }
    lines = fresh(data).splitlines()
    return "".join(f"{line}   # catatan {number}\n" if rng.random() < 0.1 else f"{line}\n" for line in lines)


def workspace_of(office: Path) -> Workspace:
    return Workspace(office, load_settings(office / "config.yaml"), AS_OF)


def take(office: Path, path: Path) -> tuple[int, ...]:
    plan = plan_import(workspace_of(office), path)
    apply_import(workspace_of(office), plan)
    return tuple(plan.count(status) for status in ("new", "changed", "unchanged"))


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    """Out, in again, into an empty office, out of that."""
    positions = QUICK if quick else POSITIONS
    rng, tally = random.Random(20261130), Tally()
    technical = [f"teknis/kemampuan_contoh_{number}" for number in range(COMPETENCIES - len(LAW))]
    office = empty_office(folder / "kantor", {f"s{n}": text_of(n, technical, rng) for n in range(positions)})
    bare, before = empty_office(folder / "kosong"), files(office)
    first, second = folder / "satu.xlsx", folder / "dua.xlsx"
    moments = [time.perf_counter()]
    first.write_bytes(export_standards(workspace_of(office))[0])
    moments.append(time.perf_counter())
    tally.expect(take(office, first) == (0, 0, positions), "an import of the export changes standards")
    moments.append(time.perf_counter())
    after = files(office)
    for name, data in before.items():
        tally.expect(after.get(name) == data, f"{name} is another file")
    tally.expect(take(bare, first) == (positions, 0, 0), "the empty office does not get every standard")
    moments.append(time.perf_counter())
    second.write_bytes(export_standards(workspace_of(bare))[0])
    tally.expect(
        first.read_bytes() == second.read_bytes(), "the export of the new office is another workbook"
    )
    tally.expect(files(bare).keys() == before.keys(), "the new office has other files")
    out, again, new = (later - earlier for earlier, later in pairwise(moments))
    figure = (
        f"{positions} standards x {COMPETENCIES} competencies: export {out:.1f} s, import without a change {again:.1f} s, "
        f"into an empty office {new:.1f} s; {tally.trials} comparisons, {len(tally.faults)} wrong"
    )
    return figure, tally.faults


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", run))

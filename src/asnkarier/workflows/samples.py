"""Where the synthetic agency lies: inside an installed package, or beside the sources in a checkout."""

import shutil
from importlib.resources import files
from pathlib import Path

from asnkarier.errors import OutputError
from asnkarier.model.messages import N_


def samples_folder() -> Path:
    """Return the folder of the sample files; OutputError when this installation has none."""
    installed = Path(str(files("asnkarier"))) / "samples"
    checkout = Path(str(files("asnkarier"))).parents[1] / "data" / "samples"
    for folder in (installed, checkout):
        if (folder / "standards").is_dir():
            return folder
    raise OutputError(N_("this installation holds no sample files"), N_("install asnkarier again"))


def sample_inputs(folder: Path) -> list[Path]:
    """Return the spreadsheets of the sample agency."""
    return sorted(path for path in folder.iterdir() if path.suffix in {".xlsx", ".csv"})


def evaluated_inputs(folder: Path) -> list[Path]:
    """Return the spreadsheets of what the demo evaluates: the sample's people, what they were taught years ago, and what came of it."""
    shared = [folder / name for name in ("pegawai_siasn.csv", "unor.xlsx", "rekap_ekinerja_2025.xlsx")]
    return [*shared, *sample_inputs(folder / "evaluasi")]


def copy_standards(target: Path) -> list[Path]:
    """Copy the sample standards into `target`; returns the new files."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = []
    for source in sorted((samples_folder() / "standards").glob("*.yaml")):
        destination = target / source.name
        if not destination.exists():
            shutil.copyfile(source, destination)
            destination.chmod(0o600)
            written.append(destination)
    return written

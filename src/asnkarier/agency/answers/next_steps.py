"""What can be done about what a report leaves open or empty, as commands that run as they are printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Final

from asnkarier.analysis.gates.remedies import (
    APPRAISAL,
    ASSESS,
    CORRECT,
    OWN_STANDARD,
    REGISTER,
    STANDARD,
    Blocker,
)
from asnkarier.late import np, pd
from asnkarier.model.book import NextStep
from asnkarier.model.said import Code, said
from asnkarier.sheets.names import is_rejects

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

MOST: Final = 6
_PUNISHMENTS: Final = "hukuman_disiplin"
_STANDARDS: Final = "skj.xlsx"
_READINESS: Final = "asn check --output kesiapan.xlsx"
# What a list is called in a command; its year follows where there is one list a year.
_FILES: Final = {
    "employees": "pegawai",
    "appraisals": "rekap_ekinerja",
    "assessments": "rekap_asesmen",
    "positions": "riwayat_jabatan",
    "trainings": "riwayat_diklat",
    "courses": "katalog_diklat",
    "vacancies": "lowongan",
    "formation": "peta_jabatan",
    "credit_points": "angka_kredit",
    "competency_tests": "uji_kompetensi",
    "standard_inputs": "isian_standar",
    "training_surveys": "evaluasi_diklat",
    "mentoring_pairs": "mentor",
}
_SPREADSHEETS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that would decide verdicts: kind and target as `gates.remedies` name them, and the people who wait for it."""

    kind: str
    target: str
    people: int


def lacks_of(blockers: pd.DataFrame) -> list[Lack]:
    """Return what the rows of `readiness.blockers` wait for, most people first; units and positions are not told apart."""
    alike = blockers["kind"].isin([ASSESS, STANDARD])
    rows = blockers.assign(target=blockers["target"].where(~alike, ""))
    people = rows[rows["kind"] != ""].groupby(["kind", "target"], sort=True)["person"].nunique().reset_index()
    found = [
        Lack(kind, target, int(count)) for kind, target, count in people.itertuples(index=False, name=None)
    ]
    return sorted(found, key=lambda one: -one.people)


def lacks_of_many(blockers: Iterable[Blocker], of: int) -> list[Lack]:
    """Return the same of what many posts wait for together, each person and thing once; of: how many people there are."""
    from asnkarier.analysis.arrays import alike

    waiting: dict[tuple[str, str], NDArray[np.bool_]] = {}
    for one in blockers:
        kinds, targets = (
            np.broadcast_to(np.asarray(part, dtype=object), len(one.people))
            for part in (one.kind, one.target)
        )
        code, pairs = alike([kinds, targets])
        for number, (kind, target) in enumerate(pairs):
            thing = (kind, "" if kind in (ASSESS, STANDARD) else target)
            if kind:
                waiting.setdefault(thing, np.zeros(of, dtype=bool))[one.people[code == number]] = True
    found = [Lack(*thing, int(waiting[thing].sum())) for thing in sorted(waiting)]
    return sorted(found, key=lambda one: -one.people)


def steps_for(lacks: Iterable[Lack], of: int) -> tuple[NextStep, ...]:
    """Return what to do about each lack, at most `MOST` of them; of: how many people the report looked at."""
    return tuple(_step(one, of) for one in list(lacks)[:MOST])


def _step(lack: Lack, of: int) -> NextStep:
    count = {"people": lack.people, "of": of}
    if lack.kind == APPRAISAL:
        told = said("step_appraisal", **count, year=lack.target)
        return NextStep(told, bring("appraisals", lack.target))
    if lack.kind == ASSESS:
        return NextStep(said("step_assess", **count), bring("assessments"))
    if lack.kind == STANDARD:
        sentence = "step_default_standard" if lack.target == OWN_STANDARD else "step_standard"
        return NextStep(said(sentence, **count), bring_standards())
    if lack.kind == REGISTER:
        return NextStep(said("step_register", **count, register=Code(lack.target)), bring(lack.target))
    if lack.kind == CORRECT:
        return NextStep(said("step_correct", **count, field=Code(lack.target)), (_READINESS,))
    if lack.target == _PUNISHMENTS:
        return NextStep(said("step_hukuman", **count), bring("employees"))
    return NextStep(said("step_field", **count, field=Code(lack.target)), bring("employees"))


def everybody_for(target: str, jabatan: str) -> NextStep:
    """Return the step that shows how far everybody is from a post; target: its vacancy, or itself."""
    return NextStep(
        said("step_everybody", jabatan=jabatan), (f"asn promote-shortlist {quote(target)} --all",)
    )


def bring(kind: str, year: str = "") -> tuple[str, ...]:
    """Return how a list of `kind` is brought: a blank one to fill in, unless the file is there already, and its import."""
    name = f"{_FILES[kind]}{f'_{year}' if year else ''}.xlsx"
    blank = () if Path(name).exists() else (f"asn template {kind} --output {name}",)
    return (*blank, f"asn import {name} --as {kind}")


def bring_standards() -> tuple[str, ...]:
    """Return how job standards are brought: a blank workbook to fill in, unless it is there already, and its import."""
    blank = () if Path(_STANDARDS).exists() else (f"asn template standards --output {_STANDARDS}",)
    return (*blank, f"asn standards import {_STANDARDS}")


def first_commands(workspace: Workspace, store: Store | None) -> tuple[str, ...]:
    """Return what to type where nobody is known yet: the import of the inbox, else of a list of employees."""
    waiting = unread(workspace, store)
    return waiting[0].commands if waiting else bring("employees")


def unread(workspace: Workspace, store: Store | None) -> tuple[NextStep, ...]:
    """Return the step that imports what lies in the inbox and was never imported; none where nothing does."""
    inbox = workspace.root / workspace.settings.paths.inbox
    known = set() if store is None else {one.file for one in store.batches()}
    files = waiting_files(workspace, known)
    if not files:
        return ()
    named = files if known else [inbox]
    told = said("step_inbox", count=len(files), folder=workspace.settings.paths.inbox)
    return (NextStep(told, (f"asn import {' '.join(map(in_a_command, named))}",)),)


def waiting_files(workspace: Workspace, known: Collection[str]) -> list[Path]:
    """Return the spreadsheets in the inbox that were never imported. known: the names of the files that were."""
    inbox = workspace.root / workspace.settings.paths.inbox
    return sorted(one for one in _files(inbox) if one.name not in known)


def _files(folder: Path) -> Sequence[Path]:
    try:
        return [
            one
            for one in folder.iterdir()
            if one.is_file()
            and one.suffix.lower() in _SPREADSHEETS
            and not one.name.startswith((".", "~$"))
            and not is_rejects(one.name)
        ]
    except OSError:  # no inbox, or one that cannot be read: it says nothing
        return []


def in_a_command(path: Path) -> str:
    """Return a path as it is typed where the command runs, quoted where the shell needs it."""
    here = Path.cwd()
    return quote(str(path.relative_to(here) if path.is_relative_to(here) else path))

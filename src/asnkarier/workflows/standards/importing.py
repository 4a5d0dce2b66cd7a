"""`asn standards import`: a workbook of standards becomes YAML files, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from asnkarier.catalog.changes.difference import Difference, differences
from asnkarier.catalog.changes.matching import Matched, match_drafts
from asnkarier.catalog.changes.merging import merged
from asnkarier.catalog.reader import Terms, read_standard
from asnkarier.catalog.types import JobStandard
from asnkarier.errors import CatalogError, DataRejected, UsageError
from asnkarier.model.draft import Draft
from asnkarier.model.jabatan import normalise_jabatan, split_jenjang
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.messages import N_
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.reports.files import write_all
from asnkarier.sheets.standards.naming import NEW_COMPETENCY
from asnkarier.sheets.standards.workbook import read_standards
from asnkarier.workflows.standards.naming import catalog_of, naming_of, studies_of
from asnkarier.yamlfile import parse_document
from asnkarier.yamltext import UnusualFormError, fresh, rewritten

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

Status = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Change:
    """What an import does to one standard. content: what its file is to hold, None where it stays to the byte."""

    standard: JobStandard
    path: Path
    status: Status
    content: bytes | None
    differences: tuple[Difference, ...]
    place: Location


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import would do, in the order of the sheet.

    notes: what was told while it was read. added: technical competencies that nothing named before, a note each.
    """

    file: str
    changes: tuple[Change, ...]
    notes: tuple[Problem, ...]
    added: tuple[Problem, ...]

    def count(self, status: Status) -> int:
        """Return how many standards are new, changed or unchanged."""
        return sum(change.status == status for change in self.changes)


def plan_import(workspace: "Workspace", path: Path) -> Plan:
    """Return what importing a workbook would change, without changing it.

    UsageError: there is no such file. DataRejected: the workbook has faults, each told at its cell. CatalogError: a standard that is there, or kompetensi.yaml, is
    wrong, or is written in a form that cannot be changed line by line.
    """
    if not path.exists():
        raise UsageError(N_("{file}: there is no such file"), N_("check the name"), facts={"file": path})
    catalog = catalog_of(workspace)
    scale = workspace.rulebook.level_scale(workspace.as_of)
    reading = read_standards(path, naming_of(workspace, catalog), scale, studies_of(workspace))
    _stop(reading.errors, path)
    matched, problems = match_drafts(reading.drafts, catalog)
    _stop(problems, path)
    known = {entry["id"] for entry in workspace.rulebook.dictionary(workspace.as_of)}
    planner = _Planner(workspace, Terms(scale, known))
    changes = [change for one in matched if (change := planner.change(one)) is not None]
    _stop(planner.problems, path)
    if planner.unusual:
        raise CatalogError(
            N_("{count} standards cannot be changed line by line; nothing was written"),
            facts={"count": len(planner.unusual)},
            problems=planner.unusual,
        )
    notes = [note for note in reading.problems if note.code != NEW_COMPETENCY]
    added = [note for note in reading.problems if note.code == NEW_COMPETENCY]
    return Plan(path.name, tuple(changes), tuple(notes), tuple(added))


def apply_import(workspace: "Workspace", plan: Plan) -> None:
    """Write every new and changed standard, all or none; OutputError: they cannot be written."""
    contents = {change.path: change.content for change in plan.changes if change.content is not None}
    if contents:
        write_all(workspace.standards_folder, contents)


def _stop(problems: Sequence[Problem], path: Path) -> None:
    if problems:
        raise DataRejected(
            N_("{file}: {count} faults; nothing was written"),
            N_("mend them in the workbook and import it again"),
            facts={"file": path.name, "count": len(problems)},
            problems=problems,
        )


class _Planner:
    """Takes drafts into their files, and keeps what speaks against it."""

    def __init__(self, workspace: "Workspace", terms: Terms) -> None:
        self._workspace, self._terms = workspace, terms
        self.problems: list[Problem] = []
        self.unusual: list[Problem] = []

    def change(self, one: Matched) -> Change | None:
        """Return the change of one standard; None where it cannot be, which is kept as a problem."""
        draft, old = one.draft, one.standard
        path = Path(old.file) if old else self._workspace.standards_folder / f"{one.id}.yaml"
        raw = path.read_bytes() if old else b""
        data = self._data(raw, path) if old else None
        new = merged(draft, data, old)
        if "kelompok" not in new:
            self._class_of_post(draft, new)
        faults = list(_faults(draft, old, new, changed=new != data))
        self.problems += faults
        if faults:
            return None
        if data == new and old is not None:
            return Change(old, path, "unchanged", None, (), draft.place)
        try:
            content = rewritten(raw, new) if old else fresh(new).encode()
        except UnusualFormError:
            content = b""
        standard = self._read(content, one, path)
        if standard is None:
            what = ", ".join(
                sorted(key for key in {*new, *(data or {})} if new.get(key) != (data or {}).get(key))
            )
            self.unusual.append(
                Problem("SKJ-SUNTING", Severity.ERROR, Location(str(path)), {"file": path.name, "what": what})
            )
            return None
        rows = differences(old, standard, draft) if old else ()
        return Change(standard, path, "changed" if old else "new", content, rows, draft.place)

    def _read(self, content: bytes, one: Matched, path: Path) -> JobStandard | None:
        """Return the standard that the new content says; None where it is not sound, so that nothing unreadable is written."""
        document = parse_document(content, str(path))
        if isinstance(document, Problem):
            return None
        standard, problems = read_standard(document, one.id, self._terms)
        return None if problems else standard

    def _data(self, raw: bytes, path: Path) -> dict[str, Any]:
        document = parse_document(raw, str(path))
        if isinstance(document, Problem) or not isinstance(document.data, dict):
            raise CatalogError(N_("{file} has changed meanwhile"), N_("try again"), facts={"file": path})
        return document.data

    def _class_of_post(self, draft: Draft, new: dict[str, Any]) -> None:
        """Write the class that the eselon, or the jenjang in the post's name, states; any other one must be said."""
        law, day = self._workspace.rulebook, self._workspace.as_of
        classes = {law.kelompok_of(None, draft.eselon, split_jenjang(name)[1], day) for name in draft.jabatan}
        kelompok = classes.pop() if len(classes) == 1 else None
        if kelompok is not None:
            rest = dict(new)
            new.clear()
            for key, value in rest.items():
                if key in ("urusan", "kompetensi") and "kelompok" not in new:
                    new["kelompok"] = kelompok
                new[key] = value


def _faults(
    draft: Draft, old: JobStandard | None, new: dict[str, Any], *, changed: bool
) -> Sequence[Problem]:
    name = "; ".join(draft.jabatan) or (old.id if old else "")
    found = []
    if "kelompok" not in new:
        found.append(_fault("SKJ-KELOMPOK-TIADA", draft.at("kelompok"), name=name, known=", ".join(KELOMPOK)))
    if not new["kompetensi"]:
        found.append(_fault("SKJ-TANPA-LEVEL", draft.place, name=name))
    known = {one.kompetensi: one.level for one in old.kompetensi} if old else {}
    for competency, level in draft.levels.items():
        if level is not None and not float(level).is_integer() and known.get(competency) != level:
            found.append(_fault("SKJ-LEVEL-BULAT", draft.at(competency), value=f"{level:g}"))
    if old and changed and draft.standar is None:
        mine = set(map(normalise_jabatan, draft.jabatan))
        others = [name for name in old.jabatan if normalise_jabatan(name) not in mine]
        if others:
            facts = {"name": name, "file": Path(old.file).name, "others": "; ".join(others)}
            found.append(_fault("SKJ-RUMPUN", draft.place, **facts))
    return found


def _fault(code: str, place: Location, **facts: object) -> Problem:
    return Problem(code, Severity.ERROR, place, facts)

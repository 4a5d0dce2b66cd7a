"""`asn standards new`: a first standard for one position, on the default levels of its class, and what they rest on."""

from typing import TYPE_CHECKING, Any, Final

from asnkarier.agency.posts import post_kelompok
from asnkarier.agency.snapshot import load_snapshot
from asnkarier.catalog.changes.matching import file_name
from asnkarier.catalog.types import Catalog
from asnkarier.errors import OutputError, UsageError
from asnkarier.language import message
from asnkarier.model.draft import plain
from asnkarier.model.jabatan import normalise_jabatan, split_jenjang
from asnkarier.model.kelompok import KELOMPOK, Kelompok
from asnkarier.model.messages import N_
from asnkarier.model.terms import nearest
from asnkarier.reports.files import write_all
from asnkarier.rules.rulebook import DEFAULT_LEVELS
from asnkarier.sheets.standards.cells import parse_kelompok
from asnkarier.workflows.requests.standards import NewStandardRequest
from asnkarier.workflows.standards.naming import catalog_of
from asnkarier.yamltext import fresh

if TYPE_CHECKING:
    from pathlib import Path

    from asnkarier.agency.workspace import Workspace

_EXAMPLES: Final = (
    "persyaratan:",
    "  pendidikan: {jenjang: S-1, bidang: [Manajemen]}",
    "  pangkat: III/c",
    "  pelatihan: [{nama: Pelatihan Kepemimpinan, jenis: manajerial, tingkat: penting}]",
    "  pengalaman: [{uraian: Bidang yang sama, tahun: 2, tingkat: penting}]",
)


def new_standard(workspace: "Workspace", request: NewStandardRequest) -> "Path":
    """Write the standard and return its file.

    UsageError: the class is not known, or has no default levels and none is given. OutputError: the position has a standard
    already, or a file of that name is there. CatalogError: a standard that is there is wrong.
    """
    jabatan, catalog = plain(request.jabatan), catalog_of(workspace)
    stem = file_name(jabatan)
    if not normalise_jabatan(jabatan) or not stem:
        raise UsageError(
            N_("{name!r} is no usable position name."),
            N_("Write the position as it stands in the employee data."),
            facts={"name": jabatan},
        )
    path = workspace.standards_folder / f"{stem}.yaml"
    known = catalog.for_jabatan(jabatan)
    taken = known.file if known else str(path) if path.exists() else None
    if taken is not None:
        raise OutputError(
            N_("{jabatan}: its standard is in {file} already; nothing was changed"),
            N_("change it there, or in the workbook of `asn standards export`"),
            facts={"jabatan": jabatan, "file": taken},
        )
    kelompok = _kelompok(workspace, request, jabatan, catalog)
    level, basis = _level(workspace, kelompok, request.level)
    entries = workspace.rulebook.dictionary(workspace.as_of)
    data: dict[str, Any] = {
        "jabatan": jabatan,
        "kelompok": kelompok,
        "kompetensi": {entry["id"]: level for entry in entries},
    }
    lines = [
        message(N_("Levels of {jabatan}: {basis}"), jabatan=jabatan, basis=basis),
        message(
            N_(
                "Replace them by what your agency has set, add technical competencies (teknis/name: level), then: asn standards check"
            )
        ),
    ]
    tail = [message(N_("What the post asks for besides, if it does:")), *_EXAMPLES]
    text = "".join(f"# {line}\n" for line in lines) + fresh(data) + "".join(f"# {line}\n" for line in tail)
    write_all(workspace.standards_folder, {path: text.encode()})
    return path


def _kelompok(workspace: "Workspace", request: NewStandardRequest, jabatan: str, catalog: Catalog) -> str:
    if request.kelompok is not None:
        found = parse_kelompok(request.kelompok, 0)
        if isinstance(found, str):
            return found
        raise UsageError(
            N_("There is no kelompok jabatan {name} (nearest: {nearest})."),
            N_("Choose one of: {known}."),
            facts={
                "name": request.kelompok,
                "nearest": nearest(request.kelompok, KELOMPOK) or "-",
                "known": ", ".join(KELOMPOK),
            },
        )
    named = Kelompok.of_jenjang(split_jenjang(jabatan)[1])
    if named is None and catalog.standards and workspace.store_path.is_file():
        with workspace.open_store() as store:
            named = Kelompok.read(post_kelompok(load_snapshot(workspace, store), jabatan))
    if named is None:
        raise UsageError(
            N_("nothing says which class {jabatan} belongs to"),
            N_("add --kelompok with one of: {known}"),
            facts={"jabatan": jabatan, "known": ", ".join(KELOMPOK)},
        )
    return named.value


def _level(workspace: "Workspace", kelompok: str, asked: int | None) -> tuple[int, str]:
    """Return the level of each competency, and what it rests on."""
    low, high = workspace.rulebook.level_scale(workspace.as_of)
    if asked is not None:
        if not low <= asked <= high:
            raise UsageError(
                N_("level {value} is outside the scale from {lowest} to {highest}"),
                N_("correct the level"),
                facts={"value": asked, "lowest": f"{low:g}", "highest": f"{high:g}"},
            )
        return asked, message(N_("all {level}, as asked for; no law says so"), level=asked)
    found = workspace.rulebook.in_force(DEFAULT_LEVELS, workspace.as_of)
    level = found.value.get(kelompok) if found else None
    if found is None or level is None:
        raise UsageError(
            N_("the law has no default levels for {kelompok}"),
            N_("add --level NUMBER, then correct the levels in the file"),
            facts={"kelompok": kelompok},
        )
    told = N_("default of the class {kelompok} ({citation}, since {since}; rule {rule})")
    facts = {
        "kelompok": kelompok,
        "citation": found.citation.text,
        "since": found.since.isoformat(),
        "rule": DEFAULT_LEVELS,
    }
    return level, message(told, **facts)

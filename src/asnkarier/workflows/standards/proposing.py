"""`asn standards propose`: the standards that follow from the answers, as YAML files with what they rest on; nothing is adopted."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from asnkarier.analysis.standards.opinions import ROLES
from asnkarier.analysis.standards.proposing import CHANGE, NEW
from asnkarier.errors import CatalogError, OutputError, UsageError
from asnkarier.language import _, message
from asnkarier.model.messages import N_
from asnkarier.reports.files import write_all
from asnkarier.reports.shown.labels import label_of
from asnkarier.reports.shown.numbers import notation
from asnkarier.reports.shown.sentences import sentence
from asnkarier.workflows.requests.standards import InputsRequest
from asnkarier.workflows.standards.answered import Answered, answered
from asnkarier.yamlfile import parse_document
from asnkarier.yamltext import UnusualFormError, fresh, rewritten

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

# Lines of an earlier proposal begin so, and go when a standard is proposed anew.
_MARK: Final = "#= "
_SUFFIXES: Final = (".yaml", ".yml")


@dataclass(frozen=True)
class Proposed:
    """The files of the standards that would change, by their place below a folder. levels: how many change in them.

    classless: posts for which a first standard would be proposed, if anything said which class they belong to.
    """

    files: Mapping[Path, bytes]
    levels: int
    classless: tuple[str, ...]


def propose_standards(workspace: "Workspace", request: InputsRequest) -> Proposed:
    """Return every standard that changes by the answers, whole, with its sources in comments above it; see `analysis.standards.proposing`.

    UsageError: nobody answered about the post that is named. CatalogError: a standard cannot be changed line by line.
    """
    with workspace.open_store() as store:
        found = answered(workspace, store, request.jabatan)
    files: dict[Path, bytes] = {}
    settled = found.rows[found.rows["status"].isin([CHANGE, NEW])]
    names = settled["standar"].unique().tolist()
    classless = [name for name in names if name not in found.kelompok]
    settled = settled[~settled["standar"].isin(classless)]
    for name in settled["standar"].unique():
        standard = found.standards[name]
        own = standard is not None and not standard.is_default
        path = Path(standard.file) if standard is not None and own else None
        place = path.relative_to(workspace.standards_folder) if path else Path(f"{name}.yaml")
        files[place] = _content(found, name, path)
    return Proposed(files, len(settled), tuple("; ".join(found.jabatan[name]) for name in classless))


def write_proposed(output: Path, proposed: Proposed) -> tuple[Path, ...]:
    """Write the files, all or none, each 0600: one into the YAML file `output`, any number into a folder of that name.

    UsageError: several standards for one file. OutputError: a file is there that is no proposal, or it cannot be written.
    """
    if output.suffix in _SUFFIXES:
        if len(proposed.files) > 1:
            raise UsageError(
                N_("{count} standards would change, more than one file holds"),
                N_("name a folder, or one position with --jabatan"),
                facts={"count": len(proposed.files)},
            )
        wanted = dict.fromkeys([output], *proposed.files.values())
    else:
        wanted = {output / place: content for place, content in proposed.files.items()}
    for target in wanted:
        if target.exists() and not target.read_bytes().startswith(_MARK.encode()):
            raise OutputError(
                N_("{file} exists already and is no proposal; nothing was written"),
                N_("choose another name"),
                facts={"file": target},
            )
    write_all(output.parent if output.suffix in _SUFFIXES else output, wanted)
    return tuple(wanted)


def _content(found: Answered, name: str, path: Path | None) -> bytes:
    """Return the file: what the standard says today with the levels that change, below lines that say what they rest on."""
    lines = found.rows[found.rows["standar"] == name]
    levels = {
        str(one): float(level)
        for one, level, status in lines[["kompetensi", "proposed", "status"]].itertuples(index=False)
        if status in (CHANGE, NEW) or (path is None and level == level)  # noqa: PLR0124 - missing is not itself
    }
    head = "".join(f"{_MARK}{line}\n" for line in _sources(found, name))
    if path is None:
        return (head + fresh(_new(found, name, levels))).encode()
    raw = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    own = b"".join(line for line in raw.splitlines(keepends=True) if not line.startswith(_MARK.encode()))
    try:
        return head.encode() + rewritten(own, _with_levels(own, path, levels))
    except UnusualFormError as error:
        raise CatalogError(
            N_("{file} is written in a form that cannot be changed line by line"),
            N_("write its keys one per line"),
            facts={"file": path.name},
        ) from error


def _with_levels(raw: bytes, path: Path, levels: Mapping[str, float]) -> dict[str, Any]:
    document = parse_document(raw, str(path))
    if not isinstance(getattr(document, "data", None), dict):
        raise CatalogError(N_("{file} has changed meanwhile"), N_("try again"), facts={"file": path})
    data: dict[str, Any] = copy.deepcopy(document.data)  # type: ignore[union-attr]
    for name, level in levels.items():
        old = data["kompetensi"].get(name)
        data["kompetensi"][name] = {**old, "level": _whole(level)} if isinstance(old, dict) else _whole(level)
    return data


def _new(found: Answered, name: str, levels: Mapping[str, float]) -> dict[str, Any]:
    """Return a first standard for a post that had none of its own: the default of its class where there is one, with what was agreed."""
    jabatan = found.jabatan[name]
    return {
        "jabatan": jabatan[0] if len(jabatan) == 1 else list(jabatan),
        "kelompok": found.kelompok[name],
        "kompetensi": {one: _whole(level) for one, level in levels.items()},
    }


def _whole(level: float) -> float:
    return int(level) if level.is_integer() else level


def _sources(found: Answered, name: str) -> Iterator[str]:
    """Yield who answered, by role and never by name, and what was said of each competency."""
    people = found.answers[found.answers["standar"] == name].drop_duplicates(["peran", "responden"])
    counts = people["peran"].value_counts()
    roles = ", ".join(f"{label_of(role)} {int(counts.get(role, 0))}" for role in ROLES)
    agency, day = found.now.settings.agency, notation().show_day(found.now.as_of)
    yield message(
        N_("Proposed standard of {agency}, as answered until {day}; not adopted"), agency=agency, day=day
    )
    yield message(N_("Respondents: {roles}"), roles=roles)
    yield _(N_("Competency: level today -> proposed; median, answers, agreement (r_wg), medians by role"))
    for row in found.rows[found.rows["standar"] == name].to_dict("records"):
        yield _source(row)


def _source(row: Mapping[Any, Any]) -> str:
    def shown(value: float) -> str:
        return "-" if value != value else notation().show(float(value), "level")  # noqa: PLR0124 - missing is not itself

    by_role = "; ".join(
        f"{label_of(role)} {shown(row[f'median_{role}'])} ({row[f'n_{role}']})"
        for role in ROLES
        if row[f"n_{role}"]
    )
    agreement = "-" if row["agreement"] != row["agreement"] else notation().show(row["agreement"], "number")
    told = f"{row['kompetensi']}: {shown(row['required'])} -> {shown(row['proposed'])}"
    if row["n"]:
        told += f"; {shown(row['median'])}, n={row['n']}, r_wg={agreement}, {by_role}"
    why = sentence(row["reason"])
    return f"{told}. {label_of(row['status'])}{f': {why}' if why else ''}"

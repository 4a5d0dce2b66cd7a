"""`asn doctor`: is the store what was written to it, and is everything around it in order? Nothing is changed."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asnkarier import __version__
from asnkarier.agency.workspace import NO_FILE, NO_FILE_BESIDE_REMEDY, NO_FILE_REMEDY
from asnkarier.language import _, message
from asnkarier.model.messages import N_
from asnkarier.reports.books.doctor import Check, doctor_book
from asnkarier.reports.shown.numbers import local_time
from asnkarier.workflows.keeping.examine_machine import examine_disk, examine_surroundings, examine_versions
from asnkarier.workflows.running.lock import job_lock_path, lock_holder

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.model.book import Book
    from asnkarier.store.records import Finding

_READABLE_BY_GROUP: Final = stat.S_IRGRP | stat.S_IXGRP
_OPEN_TO_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_WRITABLE_BY_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH
_SHOWN: Final = 3
_DAY: Final = timedelta(days=1)


def examine(
    workspace: "Workspace | None", config: Path | None, *, now: datetime, terminal: str
) -> tuple[list[Check], "Book"]:
    """Return every check and their report. config: the file in force. terminal: the encoding of what is printed to.

    StoreLocked: the store stayed busy. No check holds anything that a fact says.
    """
    checks = [*examine_versions(), *examine_surroundings(workspace, now, terminal)]
    if workspace is None or config is None:
        told = _(N_("there is no config.yaml here or in a folder above"))
        checks.append(
            Check(
                "config",
                "warning",
                told,
                _(N_("run asn doctor in the folder of your office, or asn init first")),
            )
        )
        return checks, doctor_book(checks, now.date(), "", __version__)
    checks += [*_config(config), *_store(workspace, now), *_modes(workspace), *_locks(workspace)]
    folders = {"store": workspace.store_path.parent, "output": workspace.output_folder}
    checks += [*examine_disk(folders, workspace.store_path), *_left_over(workspace)]
    return checks, doctor_book(checks, workspace.as_of, workspace.settings.agency, __version__)


def is_broken(checks: Iterable[Check]) -> bool:
    """Return whether any check found a fault."""
    return any(check.status == "fault" for check in checks)


def _config(file: Path) -> Iterator[Check]:
    if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & _WRITABLE_BY_OTHERS:
        yield Check(
            "config",
            "warning",
            message(N_("{file} can be changed by others"), file=file),
            f"chmod go-w {file}",
        )
    else:
        yield Check("config", "ok", str(file))


# ── the store ────────────────────────────────────────────────────────────────────────────────────────────────────


def _store(workspace: "Workspace", now: datetime) -> Iterator[Check]:
    from asnkarier.store.opening.files import no_file_among
    from asnkarier.store.verification import verify

    path = workspace.store_path
    strange = no_file_among(path)
    if strange is not None:
        remedy = NO_FILE_REMEDY if strange == path else NO_FILE_BESIDE_REMEDY
        yield Check("store.file", "fault", message(NO_FILE, path=strange), _(remedy))
        return
    if not path.exists():
        yield from _no_store(path)
        return
    findings = verify(path, workspace.wait)
    for finding in findings:
        remedy = _remedy(finding, findings, path)
        sentence = message(finding.sentence, **finding.facts)
        yield Check(f"store.{finding.part}", "fault" if finding.grave else "warning", sentence, remedy)
    if not findings:
        yield Check(
            "store",
            "ok",
            message(
                N_("{path}, {size} kB: every page, every batch and the chain are what was written"),
                path=path,
                size=path.stat().st_size // 1000,
            ),
        )
    if not any(finding.grave for finding in findings):
        yield from _batches(workspace, now)


def _no_store(path: Path) -> Iterator[Check]:
    from asnkarier.store.verification import was_written

    there = next(place for place in path.parents if place.exists())
    if not there.is_dir():
        told = N_("the store {path} can never be made: {place} is no folder")
        yield Check("store.file", "fault", message(told, path=path, place=there), _(NO_FILE_REMEDY))
    elif was_written(path):
        told = N_("the store {path} is gone, but its sum file says that there was one")
        yield Check("store.file", "fault", message(told, path=path), _(_PUT_BACK))
    else:
        told = N_("there is no store yet: {path}")
        yield Check("store", "ok", message(told, path=path), _(N_("import the lists first: asn import FILE")))


_PUT_BACK: Final = N_(
    "keep the damaged files aside, put back the newest backup copy with its -sum file, import the newer files again"
)


def _remedy(finding: "Finding", findings: Sequence["Finding"], path: Path) -> str:
    """Return what to do: where only the sum disagrees, the facts themselves are whole."""
    if not finding.grave:
        return ""
    if {other.part for other in findings if other.grave} == {"sum"}:
        return message(
            N_(
                "every fact and the chain are whole. Somebody changed the file from outside, or an older copy was put back:"
                " if that was meant, remove {sum} and import on; if not, put back the newest backup copy"
            ),
            sum=path.with_name(path.name + "-sum"),
        )
    return _(_PUT_BACK)


def _batches(workspace: "Workspace", now: datetime) -> Iterator[Check]:
    from asnkarier.store.verification import summary

    told = summary(workspace.store_path, workspace.wait)
    detail = message(
        N_("schema {schema}; {batches} batches, {undone} of them taken back; the last one on {last}"),
        schema=told.schema,
        batches=told.batches,
        undone=told.undone,
        last=local_time(told.last, workspace.settings.timezone) if told.last else "—",
    )
    if told.last and datetime.fromisoformat(told.last) > now + _DAY:
        remedy = N_("check the clock of this machine: the last import is from the future")
        yield Check("store.batches", "warning", detail, _(remedy))
    else:
        yield Check("store.batches", "ok", detail)
    if told.owed:
        unfinished = N_(
            "the bytes of people who were purged could not be overwritten and may still be in {path}"
        )
        remedy = N_("close what reads the store, make room on the disk, and run asn purge without a NIP")
        yield Check("store.unfinished", "warning", message(unfinished, path=workspace.store_path), _(remedy))
    if told.purged:
        gone = N_(
            "{people} people were purged; {facts} tombstones stand where their facts were, and the chain covers them"
        )
        yield Check("store.purged", "ok", message(gone, people=told.purged, facts=told.gone))


# ── files around it ──────────────────────────────────────────────────────────────────────────────────────────────


def _modes(workspace: "Workspace") -> Iterator[Check]:
    """Look at who may read what holds personal data."""
    if os.name != "posix":
        return
    from asnkarier.store.opening.files import files_of

    store, output = workspace.store_path, workspace.output_folder
    reports = [path for path in output.iterdir() if path.is_file()] if output.is_dir() else []
    yield from _private("modes.store", [store.parent, *files_of(store)])
    groups = 0 if workspace.settings.output.group is None else _READABLE_BY_GROUP
    yield from _private("modes.output", [output, *sorted(reports)], groups)


def _private(check: str, paths: Sequence[Path], allowed: int = 0) -> Iterator[Check]:
    there = [path for path in paths if path.exists()]
    wide = [path for path in there if stat.S_IMODE(path.stat().st_mode) & _OPEN_TO_OTHERS & ~allowed]
    foreign = [path for path in there if path.stat().st_uid != os.getuid()]
    if wide:
        shown = ", ".join(f"{path.name} {stat.S_IMODE(path.stat().st_mode):04o}" for path in wide[:_SHOWN])
        more = " …" if len(wide) > _SHOWN else ""
        told = message(
            N_("{count} files or folders are open to others: {shown}"), count=len(wide), shown=shown + more
        )
        yield Check(check, "warning", told, f"chmod -R go-rwx {there[0]}")
    elif foreign:
        told = message(N_("{count} files or folders belong to another user"), count=len(foreign))
        yield Check(check, "warning", told, _(N_("run asn as one user, or hand the files over with chown")))
    elif there:
        yield Check(
            check, "ok", message(N_("{count} files and folders, for their owner only"), count=len(there))
        )


def _locks(workspace: "Workspace") -> Iterator[Check]:
    from asnkarier.store.opening.holder import current_holder

    path = job_lock_path(workspace.store_path)
    holder = lock_holder(path)
    if holder is None:
        yield Check("lock", "ok", message(N_("free: {path}"), path=path))
    else:
        yield Check("lock", "ok", message(N_("held by {holder}"), holder=holder))
    writer = current_holder(workspace.store_path)
    if writer is not None:
        told = N_("{doing}, process {pid} on {host}, is writing to the store since {since}")
        yield Check("lock.store", "ok", message(told, **asdict(writer)))


def _left_over(workspace: "Workspace") -> Iterator[Check]:
    """Look for files in the making that no process finished."""
    folders = (workspace.store_path.parent, workspace.output_folder)
    found = [path for folder in dict.fromkeys(folders) for path in sorted(folder.glob(".*.tmp"))]
    store = workspace.store_path
    found += [path for path in sorted(store.parent.glob(f"{store.name}*.new")) if path.is_file()]
    if found:
        shown = ", ".join(path.name for path in found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
        told = message(N_("{count} unfinished files: {shown}"), count=len(found), shown=shown)
        remedy = N_("remove them when no asn is at work; they hold personal data")
        yield Check("unfinished", "warning", told, _(remedy))
    else:
        yield Check("unfinished", "ok", _(N_("no unfinished files")))

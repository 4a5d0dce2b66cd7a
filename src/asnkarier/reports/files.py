"""Files that are whole or not there: written beside the target, flushed to the disk, then put in its place."""

import contextlib
import errno
import io
import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from asnkarier.errors import OutputError
from asnkarier.model.messages import N_
from asnkarier.reports.leftovers import new_file, scratch_folder

_LONGEST_NAME: Final = 40  # characters of up to four bytes; names end at 255 bytes
_MISSING: Final = (
    N_("{file}: the folder {folder} does not exist"),
    N_("create the folder or choose another place"),
)
_FULL: Final = (
    N_("{file}: the disk is full"),
    N_("make room or choose another disk; the old file is unchanged"),
)
_REASONS: Final[dict[int | None, tuple[str, str]]] = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EISDIR: (N_("{file}: this is a folder"), N_("add a file name")),
    errno.EROFS: (N_("{file}: the disk can only be read"), N_("choose another place")),
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.ENAMETOOLONG: (N_("{file}: the name is too long"), N_("choose a shorter name")),
}
_DENIED: Final = (
    N_("{file}: no permission to write it"),
    N_("close the file if it is open in a spreadsheet program, and check your rights on the folder {folder}"),
)
_NOT_HERE: Final = (N_("{file}: the folder {folder} takes no files"), N_("choose another place"))
_OTHER: Final = (N_("{file}: cannot be written: {cause}"), N_("choose another place"))


class Archive(io.BytesIO):
    """Room in memory for a workbook. It never closes: a writer that a full disk stopped closes its archive only when it is swept up, and would say so on the screen."""

    def close(self) -> None:
        """Stay open; the memory goes with the last reference."""


def write_file(path: Path, data: bytes) -> None:
    """Replace the file at `path` with `data`; see `write_with`."""
    write_with(path, lambda handle: handle.write(data))


def write_with(path: Path, produce: Callable[[BinaryIO], object]) -> None:
    """Let `produce` write a new file, then put it in the place of `path`; its mode is 0600.

    Whatever fails, the old file stays as it was and no half-written file remains. A link is followed; a pipe or device
    is written to directly. OutputError: the file cannot be written.
    """
    try:
        target = path.resolve()
        if _is_stream(target):
            with target.open("wb") as stream:
                produce(stream)
            return
        with _beside(target) as (handle, temporary):
            produce(handle)
            handle.flush()
            os.fsync(handle.fileno())
            if os.name == "nt":
                handle.close()
            temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise output_error(path, error) from error


def write_all(root: Path, files: Mapping[Path, bytes]) -> None:
    """Replace many files below the folder `root`, all of them or none; each is whole at any moment, and their modes are 0600.

    All are written beside their places first, then put there; when one cannot be put, those before it get back what they held.
    OutputError: one cannot be written, or its folder cannot be made.
    """
    done: list[tuple[Path, bytes | None]] = []
    path = root
    try:
        for folder in sorted({root, *(target.parent for target in files)}):
            path = folder
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with scratch_folder(root) as scratched:
            made = {target: Path(scratched) / str(number) for number, target in enumerate(files)}
            for path, temporary in made.items():
                _write_private(temporary, files[path])
            for temporary in made.values():  # only now, one by one: the disk writes many at once
                _sync_file(temporary)
            for path, temporary in made.items():
                target = path.resolve()
                done.append((target, target.read_bytes() if target.exists() else None))
                temporary.replace(target)
        for folder in {target.parent for target, _ in done}:
            _sync_folder(folder)
    except BaseException as error:
        for target, before in done:
            _put_back(target, before)
        if isinstance(error, OSError):
            raise output_error(path, error) from error
        raise


def _write_private(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(data)


def _sync_file(path: Path) -> None:
    with path.open("r+b") as handle:
        os.fsync(handle.fileno())


def _put_back(target: Path, before: bytes | None) -> None:
    if before is None:
        target.unlink(missing_ok=True)
    else:
        write_file(target, before)


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    descriptor, temporary = new_file(target.parent, target.name[:_LONGEST_NAME])
    try:
        with os.fdopen(descriptor, "wb") as handle:
            yield handle, temporary
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _is_stream(target: Path) -> bool:
    try:
        mode = target.stat().st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode)


@contextlib.contextmanager
def scratch() -> Iterator[str]:
    """Give a folder for temporary files, gone at the end; OutputError when its disk refuses."""
    try:
        with scratch_folder() as folder:
            yield folder
    except OSError as error:
        raise output_error(Path(tempfile.gettempdir()) / "asnkarier", error) from error


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut; the file itself is already whole, so a refusal is no failure."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def output_error(path: Path, error: OSError) -> OutputError:
    """Return the error that says why `path` cannot be written."""
    missing = (
        isinstance(error, FileNotFoundError) and path.parent.is_dir()
    )  # a folder of the system, such as /proc
    if missing:
        return OutputError(*_NOT_HERE, facts={"file": path, "folder": path.parent})
    texts = _DENIED if isinstance(error, PermissionError) else _REASONS.get(error.errno, _OTHER)
    cause = error.strerror or str(error)
    return OutputError(*texts, facts={"file": path, "folder": path.parent, "cause": cause})

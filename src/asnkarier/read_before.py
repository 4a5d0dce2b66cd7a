"""What an earlier process made of the very same bytes, kept where Python keeps what it compiled, and under the same terms.

Reading the law and an agency's standards checks every value against its shape, which takes longer than most commands; so does
counting whom a standard judges, or examining the chain of a store that nobody has written to since. What was found lies in
`__pycache__` beside the packaged files: whoever may write there may change the code itself. It is used only while every
byte of the files, the agency's own included, and the code that reads them are the same; else they are read anew.
"""

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeVar

import pydantic

from asnkarier import __version__

Found = TypeVar("Found")
_HERE: Final = Path(__file__).parent
_LAW: Final = _HERE / "regulations"
# Whatever decides what is made of the files: their reader, their shapes, the values of the checks, the types that are kept.
READERS: Final = ("rules", "catalog", "model", "analysis/gates")
_SUFFIXES: Final = (".yaml", ".yml")
# The packaged law may be read by everybody, as the code beside it; what is an agency's own is for its owner.
_FOR_EVERYBODY: Final = stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IROTH
_DIGEST: Final = hashlib.sha256().digest_size
_HEAD: Final = _DIGEST + _DIGEST


def read_before(
    name: str,
    own: Sequence[Path],
    said: object,
    read: Callable[[], Found],
    code: tuple[str, ...] = READERS,
) -> Found:
    """Return what `read` makes of the packaged law and the agency's folders `own`; read raises what is wrong with them.

    name: under which it is kept, the last one alone; `law` is for everybody. said: whatever else decides, as plain data.
    code: the parts of the program that decide.
    """
    kept = _place(name)
    try:
        state = _state(own, said, code)
    except OSError:  # the reader tells what cannot be read
        return read()
    found: Found | None = _kept(kept, state)
    if found is None:
        found = read()
        if not sys.dont_write_bytecode and _still(state, own, said, code):
            _keep(kept, state, found)
    return found


def _still(state: bytes, own: Sequence[Path], said: object, code: tuple[str, ...]) -> bool:
    """Return whether nobody wrote into the folders meanwhile: what was read might be of other bytes than the digest."""
    try:
        return _state(own, said, code) == state
    except OSError:
        return False


def _place(name: str) -> Path:
    return Path(cache_from_source(str(_LAW / f"{name}.py"))).with_suffix(".pickle")


def _state(own: Sequence[Path], said: object, code: tuple[str, ...]) -> bytes:
    """Return a digest of the bytes of every file and of what is said beside them; OSError: a file cannot be read, or never ends."""
    digest = hashlib.sha256(_program(__version__, code) + repr((list(map(str, own)), said)).encode())
    for folder in own:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _SUFFIXES:
                _add(digest, path)
    return digest.digest()


@cache
def _program(version: str, parts: tuple[str, ...]) -> bytes:
    """Return a digest of the packaged law's bytes, and of the size and time of the code, as Python asks them of its own."""
    digest = hashlib.sha256(f"{version} {sys.version} {pydantic.VERSION}".encode())
    for path in _files(_LAW, _SUFFIXES):
        _add(digest, path)
    code = chain(sorted(_HERE.glob("*.py")), *(_files(_HERE / part, (".py",)) for part in parts))
    for path in code:
        seen = path.stat()
        digest.update(f"\n{path} {seen.st_size} {seen.st_mtime_ns}".encode())
    return digest.digest()


def _add(digest: "hashlib._Hash", path: Path) -> None:
    if not path.is_file():
        raise OSError(path)
    content = path.read_bytes()
    digest.update(f"\n{path} {len(content)}\n".encode("utf-8", "surrogateescape"))
    digest.update(content)


def _files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names) if name.endswith(suffixes))


def _kept(kept: Path, state: bytes) -> Any:
    """Return what was kept of exactly this state; None where nothing was, or not whole."""
    try:
        content = kept.read_bytes()
    except OSError:
        return None
    body = memoryview(content)[_HEAD:]
    if content[:_DIGEST] != state or content[_DIGEST:_HEAD] != hashlib.sha256(body).digest():
        return None
    return pickle.loads(body)  # noqa: S301 - as trusted as the compiled code that lies beside it


def _keep(kept: Path, state: bytes, found: object) -> None:
    """Keep what was read for the next process; where that cannot be, it reads for itself."""
    from tempfile import NamedTemporaryFile

    body = pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL)
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=kept.parent, delete=False) as file:
            file.write(state + hashlib.sha256(body).digest() + body)
        if kept.name.startswith("law."):
            Path(file.name).chmod(_FOR_EVERYBODY)
        Path(file.name).replace(kept)

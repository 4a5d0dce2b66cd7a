"""The law as an earlier process read it, kept where Python keeps what it compiled, and under the same terms.

Reading it checks every value against its shape, which takes longer than most commands. What was read lies in
`__pycache__` beside the packaged files: whoever may write there may change the code itself. It is used only while every
byte of the law, the agency's own included, and the code that reads it are the same; else the law is read anew.
"""

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Final, TypeVar

from asnkarier import __version__

Law = TypeVar("Law")
_HERE: Final = Path(__file__).parent
_LAW: Final = _HERE / "regulations"
# Whatever decides what is made of the files: their reader, their shapes, the values of the checks, the types that are kept.
_CODE: Final = ("rules", "model", "analysis/gates")
# The law may be read by everybody, as the code beside it.
_FOR_EVERYBODY: Final = stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IROTH
_DIGEST: Final = hashlib.sha256().digest_size
_HEAD: Final = _DIGEST + _DIGEST


def read_before(own: Path | None, choices: Mapping[str, str], read: Callable[[], Law]) -> Law:
    """Return the law, overlaid by the agency's folder `own` and its choices; read: reads it anew, or raises what is wrong."""
    kept = _place("law" if own is None and not choices else "law_own")
    try:
        state = _state(own, choices)
    except OSError:  # the reader tells what cannot be read
        return read()
    found: Law | None = _kept(kept, state)
    if found is None:
        found = read()
        if not sys.dont_write_bytecode:
            _keep(kept, state, found)
    return found


def _place(name: str) -> Path:
    return Path(cache_from_source(str(_LAW / f"{name}.py"))).with_suffix(".pickle")


def _state(own: Path | None, choices: Mapping[str, str]) -> bytes:
    """Return a digest of the law's bytes and the choices, and of the size and time of the code, as Python asks them of its own.

    OSError: a file cannot be read, or is none that ends.
    """
    digest = hashlib.sha256(f"{__version__} {sys.version} {own} {sorted(choices.items())}".encode())
    for folder in (_LAW,) if own is None else (_LAW, own):
        for path in _files(folder, (".yaml", ".yml")):
            if not path.is_file():
                raise OSError(path)
            content = path.read_bytes()
            digest.update(f"\n{path} {len(content)}\n".encode("utf-8", "surrogateescape"))
            digest.update(content)
    for part in _CODE:
        for path in _files(_HERE / part, (".py",)):
            seen = path.stat()
            digest.update(f"\n{path} {seen.st_size} {seen.st_mtime_ns}".encode())
    return digest.digest()


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
        Path(file.name).chmod(_FOR_EVERYBODY)
        Path(file.name).replace(kept)

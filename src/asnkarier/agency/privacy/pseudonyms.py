"""The key of the workspace, and what people are called by it: the same key, the same pseudonym; without it nobody finds the NIP."""

import base64
import hashlib
import hmac
import os
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asnkarier.errors import OutputError, UsageError
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_LENGTH: Final = 32
_SHOWN: Final = (
    12  # letters of base 32: two of ten million people are called alike with a chance of 1 in 20,000
)


def key_path(workspace: "Workspace") -> Path:
    """Return where the key lies: beside the store."""
    return workspace.store_path.with_name("pseudonym.key")


def read_key(workspace: "Workspace") -> bytes:
    """Return the key (0600), made when it is first needed. UsageError: others may read it, or it is none; OutputError: it cannot be made or read."""
    path = key_path(workspace)
    try:
        if not path.exists():
            _make(path)
        mode, text = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        raise OutputError(
            N_("the key file {file} cannot be made or read: {reason}"),
            N_("put it there, or let the folder be written once"),
            facts={"file": str(path), "reason": error.strerror or type(error).__name__},
        ) from error
    if os.name == "posix" and stat.S_IMODE(mode) & _OTHERS:
        raise UsageError(
            N_("others may read the key file {file}"),
            N_("make it yours alone first: chmod 600 {file}"),
            facts={"file": str(path)},
        )
    try:
        key = bytes.fromhex(text.decode("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != _LENGTH:
        raise UsageError(
            N_("{file} is no key of pseudonyms"),
            N_("put back the file, or remove it: a new one gives everybody another pseudonym"),
            facts={"file": str(path)},
        )
    return key


def _make(path: Path) -> None:
    """Make the key whole or not at all, and leave one that somebody else made in the meantime."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(secrets.token_bytes(_LENGTH).hex().encode() + b"\n")
        try:
            os.link(fresh, path)
        except FileExistsError:
            return
        except OSError:  # a file system without links
            fresh.rename(path)
    finally:
        fresh.unlink(missing_ok=True)


def pseudonym(key: bytes, nip: str) -> str:
    """Return what a person is called by this key."""
    return "ASN-" + base64.b32encode(_mac(key, f"nip:{nip}"))[:_SHOWN].decode()


def purge_mark(key: bytes, nip: str) -> str:
    """Return the mark by which a purged person is known again; another one than the pseudonym."""
    return _mac(key, f"purged:{nip}").hex()


def _mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()

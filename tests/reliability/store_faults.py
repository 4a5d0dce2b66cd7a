"""Faults on order: at the n-th step a process dies, dies half-way through a write, or meets a full disk.

A step is a call with which SQLite or Python changes files, or a line of our own code. SQLite's calls are reached through
the table of system calls that its unix VFS offers for tests.
"""

import ctypes
import errno
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Literal

How = Literal["count", "kill", "torn", "once", "full"]
OURS = str(Path(__file__).parents[2] / "src" / "asnkarier")
_PYTHON = ("open", "write", "fsync", "replace", "rename", "unlink", "mkdir")
_WORD, _SIZE, _CALL = ctypes.c_int, ctypes.c_ssize_t, ctypes.c_void_p
_SQLITE: dict[bytes, tuple[Any, ...]] = {
    b"open": (_WORD, ctypes.c_char_p, _WORD, _WORD),
    b"write": (_SIZE, _WORD, ctypes.c_void_p, ctypes.c_size_t),
    b"pwrite": (_SIZE, _WORD, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_long),
    b"pwrite64": (_SIZE, _WORD, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_long),
    b"ftruncate": (_WORD, _WORD, ctypes.c_long),
    b"unlink": (_WORD, ctypes.c_char_p),
}


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", _WORD), ("file_size", _WORD), ("longest_path", _WORD), ("following", _CALL), ("name", ctypes.c_char_p),
        ("data", _CALL), *((f"call_{number}", _CALL) for number in range(13)),
        ("set_call", ctypes.CFUNCTYPE(_WORD, _CALL, ctypes.c_char_p, _CALL)),
        ("get_call", ctypes.CFUNCTYPE(_CALL, _CALL, ctypes.c_char_p)),
        ("next_call", _CALL),
    ]  # fmt: skip


@dataclass
class Faults:
    """What happens at step `at`; `steps` counts them. `full`: from that step on every write fails."""

    how: How = "count"
    at: int = 0
    steps: int = 0

    def step(self) -> bool:
        """Count a step; die if it is the one, else return whether it must fail."""
        self.steps += 1
        if self.how == "kill" and self.steps == self.at:
            die()
        return (self.how == "once" and self.steps == self.at) or (
            self.how == "full" and self.steps >= self.at
        )

    @property
    def tears(self) -> bool:
        return self.how == "torn" and self.steps == self.at


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_calls(faults: Faults) -> None:
    """Let every call of this process that changes files be a step."""
    _keep.append(_hook_sqlite(faults))
    for name in _PYTHON:
        setattr(os, name, _python_call(faults, name, getattr(os, name)))


def in_lines(faults: Faults) -> None:
    """Let every line of our own code be a step."""

    def trace(frame: FrameType, _event: str, _argument: object) -> Any:
        return each_line if frame.f_code.co_filename.startswith(OURS) else None

    def each_line(_frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            faults.step()
        return each_line

    sys.settrace(trace)


_keep: list[object] = []  # callbacks must outlive this module's functions


def _python_call(faults: Faults, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*words: Any, **more: Any) -> Any:
        if name == "open" and not words[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            return real(*words, **more)
        if faults.step():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if faults.tears:
            if name == "write":
                real(words[0], words[1][: len(words[1]) // 2])
            die()
        return real(*words, **more)

    return call


def _hook_sqlite(faults: Faults) -> list[object]:
    """Put our own functions in front of SQLite's system calls; none where the library cannot be reached."""
    try:
        library = ctypes.CDLL("libsqlite3.so.0")
    except OSError:
        return []
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None)
    kept: list[object] = []
    for name, types in _SQLITE.items():
        real = vfs.contents.get_call(ctypes.cast(vfs, _CALL), name)
        if real:
            kind = ctypes.CFUNCTYPE(*types, use_errno=True)
            hook = kind(_sqlite_call(faults, name, kind(real)))
            vfs.contents.set_call(ctypes.cast(vfs, _CALL), name, ctypes.cast(hook, _CALL))
            kept.append(hook)
    return kept


def _sqlite_call(faults: Faults, name: bytes, real: Callable[..., int]) -> Callable[..., int]:
    def call(*words: Any) -> int:
        if name == b"open" and not words[1] & os.O_CREAT:
            return real(*words)
        if faults.step():
            ctypes.set_errno(errno.ENOSPC)
            return -1
        if faults.tears:
            if b"write" in name:
                real(words[0], words[1], words[2] // 2, *words[3:])
            die()
        return real(*words)

    return call

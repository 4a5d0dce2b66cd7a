"""A shortlist without names, sex and age: codes instead of people, and the key to them in a file apart."""

import csv
import io
import stat
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from asnkarier.errors import UsageError
from asnkarier.model.messages import N_
from asnkarier.model.said import said
from asnkarier.reports.books.shortlist import ShortlistView
from asnkarier.reports.files import write_file

_HIDDEN: Final = ("nama", "unit_kerja", "next_nama")
_PEOPLE: Final = ("nip", "next_nip")
_HEAD: Final = ("kode", "nip", "nama")
# Facts that tell how old somebody is, or which sex.
_TELLING: Final = frozenset({"tanggal_lahir", "tmt_pensiun", "jenis_kelamin"})
_OTHERS: Final = 0o077


class Codes:
    """What people are called instead: K1, K2 … in the order in which they are first asked for, after those of the key."""

    def __init__(self, key: Path | None = None) -> None:
        """Read the key, where there is one already; UsageError: others may read it, or it is none."""
        self.key = key
        self.of_nip: dict[str, str] = {}
        self.names: dict[str, str] = {}
        if key is not None and key.exists():
            self._read(key)

    def _read(self, key: Path) -> None:
        if stat.S_IMODE(key.stat().st_mode) & _OTHERS:
            raise UsageError(
                N_("others may read the key file {file}"),
                N_("make it yours alone first: chmod 600 {file}"),
                facts={"file": str(key)},
            )
        rows = list(csv.reader(io.StringIO(_text_of(key))))
        if not rows or tuple(rows[0]) != _HEAD or any(len(row) != len(_HEAD) for row in rows):
            raise UsageError(
                N_("{file} is no key file of a blind shortlist; nothing was written"),
                N_("name a new file"),
                facts={"file": str(key)},
            )
        for code, nip, name in rows[1:]:
            self.of_nip[nip], self.names[nip] = code, name

    def called(self, people: Iterable[str]) -> dict[str, str]:
        """Return the code of each of these people."""
        taken = set(self.of_nip.values())
        number = len(taken)
        for nip in people:
            if nip not in self.of_nip:
                number += 1
                while f"K{number}" in taken:
                    number += 1
                self.of_nip[nip] = f"K{number}"
                taken.add(f"K{number}")
        return self.of_nip

    def named(self, people: pd.DataFrame) -> None:
        """Learn the names (nip, nama) that the key gives back."""
        self.names |= dict(zip(people["nip"].tolist(), people["nama"].fillna("").tolist(), strict=True))

    def keep(self) -> None:
        """Write the key, for its owner alone; OutputError: it cannot be written."""
        if self.key is None:
            return
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(_HEAD)
        rows.writerows((code, nip, self.names.get(nip, "")) for nip, code in self.of_nip.items())
        write_file(self.key, text.getvalue().encode())


def _text_of(key: Path) -> str:
    try:
        return key.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def blinded(view: ShortlistView, codes: Codes) -> ShortlistView:
    """Return the same report with codes instead of people: no name, NIP, unit or cell, and nothing that tells sex or age."""
    frames = {one.name: getattr(view, one.name) for one in fields(view)}
    tables = {name: one for name, one in frames.items() if isinstance(one, pd.DataFrame) and "nip" in one}
    first = [one for one in ("rows", "short", "unknown", "out", "first", "jenjang") if one in tables]
    for frame in [tables[name] for name in first] + list(tables.values()):
        codes.called(frame["nip"].dropna().tolist())
        if "nama" in frame:
            codes.named(frame.loc[frame["nip"].notna(), ["nip", "nama"]])
    telling = _telling(view.findings)
    hidden: dict[str, Any] = {name: _hidden(frame, codes.of_nip, telling) for name, frame in tables.items()}
    return replace(view, **hidden)


def _telling(findings: pd.DataFrame) -> frozenset[str]:
    """Return the rules whose findings tell how old somebody is, or which sex."""
    if findings.empty:
        return frozenset()
    named = findings["field"].fillna("").str.split(",").map(lambda names: bool(_TELLING.intersection(names)))
    return frozenset(findings.loc[named, "rule_id"])


def _hidden(frame: pd.DataFrame, alias: dict[str, str], telling: frozenset[str]) -> pd.DataFrame:
    changes: dict[str, Any] = {name: "" for name in _HIDDEN if name in frame}
    changes |= {name: frame[name].map(alias) for name in _PEOPLE if name in frame}
    if "source" in frame:
        changes["source"] = ""
    if "observed" in frame:
        rules = frame["rule_id"].map(lambda one: (one,)) if "rule_id" in frame else frame["gates"]
        tells = [bool(telling.intersection(one)) for one in rules]
        nothing = said("blind_hidden")
        observed = zip(frame["observed"], tells, strict=True)
        changes["observed"] = pd.Series(
            [nothing if one else seen for seen, one in observed], index=frame.index, dtype=object
        )
    return frame.assign(**changes)

"""A shortlist without names, sex and age: codes instead of people, and the key to them in a file apart."""

import csv
import io
import stat
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.errors import UsageError
from asnkarier.model.messages import N_
from asnkarier.model.said import said
from asnkarier.reports.books.shortlist import ShortlistView
from asnkarier.reports.files import write_file
from asnkarier.reports.shown.labels import label_of
from asnkarier.workflows.shortlisting.telling import Telling

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

# No letter of the marks in `agency.answers.leaning`.
_PERSON: Final = "P"
_HIDDEN: Final = ("nama", "unit_kerja", "next_nama")
SERVICE: Final = frozenset({"serves_until", "service_warning", "service_source"})
_PEOPLE: Final = ("nip", "next_nip")
_HEAD: Final = ("kode", "nip", "nama")
# Columns of the post that is asked for and of the law; columns that stand in a list as somebody wrote them.
_OF_THE_POST: Final = ("required", "title", "citation", "note", "rule_id")
_OF_RECORDS: Final = ("tanggal", "lembaga", "potensi")
# Facts that tell how old somebody is, or which sex.
_TELLING: Final = frozenset({"tanggal_lahir", "tmt_pensiun", "jenis_kelamin"})
_OTHERS: Final = 0o077


class Codes:
    """What people are called instead: P1, P2 … (K, S and D mark what a verdict leans on) in the order in which they are first asked for, after those of the key."""

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
                while f"{_PERSON}{number}" in taken:
                    number += 1
                self.of_nip[nip] = f"{_PERSON}{number}"
                taken.add(f"{_PERSON}{number}")
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


def blinded(view: ShortlistView, codes: Codes, agency: "Snapshot") -> ShortlistView:
    """Return the same report with codes instead of people: no name, NIP, unit or cell, nothing that tells sex or age, and nothing that only one person's records hold.

    A post that somebody holds is said as its class. agency: with everybody whom the report names.
    """
    frames = {one.name: getattr(view, one.name) for one in fields(view)}
    tables = {name: one for name, one in frames.items() if isinstance(one, pd.DataFrame) and "nip" in one}
    tables.pop("holders", None)  # whoever holds the post that is asked for is known by it
    first = [one for one in ("rows", "short", "unknown", "out", "first", "jenjang") if one in tables]
    for frame in [tables[name] for name in first] + list(tables.values()):
        codes.called(frame["nip"].dropna().tolist())
        if "nama" in frame:
            codes.named(frame.loc[frame["nip"].notna(), ["nip", "nama"]])
    alone = agency.kept.of(("told_alone",), lambda: Telling.of(agency.frames))
    hide = _Hide(codes.of_nip, _telling(view.findings), alone, _classes(agency))
    hidden: dict[str, Any] = {name: hide.of(frame) for name, frame in tables.items()}
    return replace(view, **hidden, holders=_nobody(view.holders))


def _classes(agency: "Snapshot") -> dict[str, str]:
    """Return by nip the class of the post that is held, in words."""
    held = agency.employees[["nip", "kelompok"]].fillna("")
    return {nip: label_of(one) if one else "" for nip, one in held.itertuples(index=False, name=None)}


def _nobody(holders: pd.DataFrame) -> pd.DataFrame:
    """Return how the post stands, without whom and until when."""
    if holders.empty:
        return holders
    nothing = pd.Series([said("blind_hidden")] * len(holders), index=holders.index, dtype=object)
    never = pd.Series(pd.NaT, index=holders.index, dtype="datetime64[s]")
    return holders.assign(nip="", nama="", leaves_on=never, told=nothing)


def _telling(findings: pd.DataFrame) -> frozenset[str]:
    """Return the rules whose findings tell how old somebody is, or which sex."""
    if findings.empty:
        return frozenset()
    named = findings["field"].fillna("").str.split(",").map(lambda names: bool(_TELLING.intersection(names)))
    return frozenset(findings.loc[named, "rule_id"])


@dataclass(frozen=True)
class _Hide:
    """alias: by nip the code; telling: rules that tell age or sex; alone: what one person's records hold; classes: by nip."""

    alias: dict[str, str]
    telling: frozenset[str]
    alone: Telling
    classes: dict[str, str]

    def of(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a table in which nobody is to be known."""
        changes: dict[str, Any] = {name: "" for name in _HIDDEN if name in frame}
        changes |= {name: frame[name].map(self.alias) for name in _PEOPLE if name in frame}
        # How long somebody could still serve tells how old they are.
        changes |= dict.fromkeys(SERVICE.intersection(frame))
        if "source" in frame:
            changes["source"] = ""
        if "jabatan" in frame:
            changes["jabatan"] = frame["nip"].map(self.classes).fillna("")
        for name in frame.columns.difference([*changes, *_OF_THE_POST]):
            if frame[name].dtype == object:
                changes[name] = pd.Series(
                    map(self.alone.hidden, frame[name]), index=frame.index, dtype=object
                )
            elif name in _OF_RECORDS:
                changes[name] = frame[name].mask(frame[name].map(self.alone.tells).astype("bool"))
        if "observed" in frame:
            rules = frame["rule_id"].map(lambda one: (one,)) if "rule_id" in frame else frame["gates"]
            seen = zip(changes["observed"], rules, strict=True)
            nothing = said("blind_hidden")
            told = [nothing if self.telling.intersection(one) else observed for observed, one in seen]
            changes["observed"] = pd.Series(told, index=frame.index, dtype=object)
        return frame.assign(**changes)

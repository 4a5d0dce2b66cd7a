"""The workspace: settings, the law and the standards in force, and the store, fetched when first asked for."""

import getpass
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from asnkarier.errors import OutputError, StoreError
from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.settings import Settings

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.catalog.types import Catalog
    from asnkarier.rules.rulebook import RuleBook
    from asnkarier.store.store import Store


NO_FILE = N_("the store {path} is no file")
NO_FILE_REMEDY = N_("check `paths: store:` in config.yaml")
NO_FILE_BESIDE_REMEDY = N_("move it away; asn makes the files beside the store by itself")


def keep_silent(told: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Workspace:
    """A folder with a config.yaml, seen on one day; `tell` takes what a person should know and no result can hold.

    known_at: the batch that was the newest at the moment asked about, None for now. imagine: what makes the agency one of a scenario, for
    every report that is asked in this workspace; None: the agency as it is known. seen: the agency as the report read it that asks another one
    in this workspace, from a store that it keeps open; None: each reads it.
    """

    root: Path
    settings: Settings
    as_of: date
    wait: float = 10.0
    tell: Callable[[str], None] = keep_silent
    known_at: int | None = None
    imagine: "Callable[[Snapshot], Snapshot] | None" = None
    seen: "Snapshot | None" = None

    @cached_property
    def rulebook(self) -> "RuleBook":
        """The law, with the agency's overlay and choices; RegulationError when it does not load."""
        from asnkarier.read_before import read_before

        overlay = self.root / self.settings.paths.regulations
        own, choices = overlay if overlay.is_dir() else None, self.settings.rules.choices
        name = "law" if own is None and not choices else "law_own"
        folders = () if own is None else (own,)
        return read_before(name, folders, sorted(choices.items()), partial(_read_law, own, choices))

    @cached_property
    def catalog(self) -> "Catalog":
        """The agency's job standards; CatalogError when there are none or one is wrong."""
        from asnkarier.read_before import read_before

        folder, scale = self.standards_folder, self.rulebook.level_scale(self.as_of)
        known = {entry["id"] for entry in self.rulebook.dictionary(self.as_of)}
        read = partial(_read_standards, folder, scale, known)
        return read_before("standards", (folder,), (scale, sorted(known)), read)

    def seen_again(self, asking: Sequence[str] = ()) -> "Snapshot | None":
        """Return `seen`, and tell its remarks again, where reading anew would say the same, down to the order of the remarks. asking: see `load_somebody`."""
        seen = self.seen
        if seen is None or self.imagine is not None or any(one in seen.first_lists for one in asking):
            return None
        if (seen.as_of, seen.known_at) != (self.as_of, self.known_at):
            return None
        for remark in seen.remarks:
            self.tell(remark)
        return seen

    @property
    def has_standards(self) -> bool:
        """Whether there is any standard yet; importing needs none."""
        return self.standards_folder.is_dir() and any(self.standards_folder.rglob("*.y*ml"))

    @property
    def standards_folder(self) -> Path:
        """The folder of the standards."""
        return self.root / self.settings.paths.standards

    @property
    def store_path(self) -> Path:
        """The file of the store."""
        return self.root / self.settings.paths.store

    @property
    def output_folder(self) -> Path:
        """The folder that batch runs write to."""
        return self.root / self.settings.paths.output

    def open_store(self, mode: Literal["r", "w"] = "r", *, doing: str = "asn") -> "Store":
        """Return the store, to be used as a context manager; doing: the command, for those who must wait for it."""
        from asnkarier.store.opening.connection import NOTHING_YET
        from asnkarier.store.opening.files import no_file_among
        from asnkarier.store.store import Store

        strange = no_file_among(self.store_path)
        if strange is not None:
            remedy = NO_FILE_REMEDY if strange == self.store_path else NO_FILE_BESIDE_REMEDY
            raise StoreError(NO_FILE, remedy, facts={"path": strange})
        try:
            store = Store.open(self.store_path, wait=self.wait, mode=mode, doing=doing)
        except StoreError as error:
            if error.reason == NOTHING_YET:
                from asnkarier.agency.answers.next_steps import first_commands

                error.commands = first_commands(self, None)
            raise
        if store.older_copy is not None:
            told = N_("the store was brought up to date; a copy of the older one is {file}")
            self.tell(message(told, file=store.older_copy))
        # Asked now, the copy of all pages that it takes is gone before anything is read; every report asks later.
        store.doubt  # noqa: B018
        return store

    def make_output_folder(self) -> Path:
        """Return the folder of reports, made when it is not there yet; OutputError when it cannot be."""
        try:
            self.output_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                N_("{file} cannot be made: {reason}"),
                N_("check `paths: output:` in config.yaml"),
                facts={"file": self.output_folder, "reason": error.strerror},
            ) from error
        return self.output_folder


def _read_law(own: Path | None, choices: Mapping[str, str]) -> "RuleBook":
    from asnkarier.analysis.gates.registry import known_checks
    from asnkarier.rules.loader import load_rulebook

    return load_rulebook(own, choices, checks=known_checks())


def _read_standards(folder: Path, scale: tuple[float, float], known: set[str]) -> "Catalog":
    from asnkarier.catalog.loader import load_catalog

    return load_catalog(folder, scale=scale, known_kompetensi=known)


def user_name() -> str:
    """Return under which name the log keeps what somebody does; a container may run under a number without a name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "?"

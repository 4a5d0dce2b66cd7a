"""Where the files of a run go: the folder of reports, one of the day, or both; for their owner, or for a group to read."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asnkarier.errors import OutputError
from asnkarier.model.messages import N_
from asnkarier.reports.files import output_error, write_file

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_FILE, _FOLDER = 0o640, 0o750
_NAME_ONE: Final = N_(
    "name a group of this machine that the account of asn belongs to, or leave output.group empty"
)
_NO_GROUP: Final = N_("output.group: {group}: this machine has no such group"), _NAME_ONE
_NOT_OURS: Final = N_("output.group: {group}: files cannot be given to this group: {reason}"), _NAME_ONE


@dataclass(frozen=True, slots=True)
class Outputs:
    """The folders of one run. folders: each gets every file, the first is the one that stays; group: who may read besides the owner (None: nobody)."""

    root: Path
    folders: tuple[Path, ...]
    group: str | None

    @classmethod
    def of(cls, workspace: "Workspace") -> "Outputs":
        """Return the folders of a run on the day of the workspace, the folder of reports made; OutputError when it cannot be."""
        words = workspace.settings.output
        root = workspace.make_output_folder()
        day = root / workspace.as_of.isoformat()
        folders = {"latest": (root,), "dated": (day,), "both": (day, root)}[words.folders]
        return cls(root, folders, words.group)

    def keep(self, name: str, data: bytes) -> list[dict[str, str]]:
        """Write a file, and return what the record of the run keeps of it, a line per folder; OutputError: it cannot be written."""
        sha256 = hashlib.sha256(data).hexdigest()
        return [{"file": self._write(folder / name, data), "sha256": sha256} for folder in self.folders]

    def _write(self, path: Path, data: bytes) -> str:
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise output_error(path.parent, error) from error
        write_file(path, data)
        self.open_up(path)
        return path.relative_to(self.root).as_posix()

    def open_up(self, path: Path) -> None:
        """Let the group read a file of ours and the folders on the way, where there are groups; OutputError: it may not."""
        if self.group is None or os.name != "posix":
            return
        import grp

        try:
            number = grp.getgrnam(self.group).gr_gid
            for one in dict.fromkeys((self.root, path.parent, path)):
                os.chown(one, -1, number)
                one.chmod(_FOLDER if one.is_dir() else _FILE)
        except KeyError:
            raise OutputError(*_NO_GROUP, facts={"group": self.group}) from None
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise OutputError(*_NOT_OURS, facts={"group": self.group, "reason": reason}) from error

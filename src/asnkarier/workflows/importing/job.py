"""What one import is asked to do, and what all its files share."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from asnkarier.agency.progress import RowCount
from asnkarier.sheets.reading import ReadOptions, SheetReading
from asnkarier.workflows.importing.earlier import ReadWith
from asnkarier.workflows.requests.import_files import ImportWords

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.sheets.layout.remembered import Remembered
    from asnkarier.sheets.vocabulary import Vocabulary
    from asnkarier.store.store import Store


class ImportRequest(ImportWords):
    """How to read the files; `now` and `user` go into the record of the batch."""

    now: datetime
    user: str = ""

    def digest(self) -> str:
        """Return what of these words changes the reading; the same bytes read otherwise are not the same import."""
        words = [self.kind, self.sheet, self.header_row, sorted(self.mapping.items()), self.period]
        return json.dumps(words, ensure_ascii=False)


@dataclass(frozen=True)
class Job:
    """What every file of one import shares; rehearsed: the people of a dry run's earlier files, which nobody stored.

    several: more than one file is imported.
    """

    workspace: "Workspace"
    store: "Store | None"
    request: ImportRequest
    vocabulary: "Vocabulary"
    remembered: tuple["Remembered", ...] = ()
    rows: RowCount = field(default_factory=RowCount)
    rehearsed: list[SheetReading] = field(default_factory=list)
    several: bool = False

    @cached_property
    def read_with(self) -> ReadWith:
        """What decides how bytes are read, beside what the person says."""
        return ReadWith.of(self.vocabulary, self.remembered)

    @property
    def options(self) -> ReadOptions:
        """What the person said of the reading, and what was said before."""
        request = self.request
        return ReadOptions(
            kind=request.kind,
            sheet=request.sheet,
            header_row=request.header_row,
            mapping=request.mapping,
            as_of=self.workspace.as_of,
            period=request.period,
            remembered=self.remembered,
        )

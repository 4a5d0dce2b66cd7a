"""What may be asked about many agencies at once."""

from pathlib import Path
from typing import Annotated, ClassVar

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import AtLeastOne, Request, Word


class RollupRequest(Request):
    """Which agencies, and where they are counted."""

    reads_any_file: ClassVar[bool] = False

    folders: Annotated[
        tuple[Path, ...],
        Word(
            N_("folders of agencies (each with its config.yaml), or folders of such folders"),
            N_("FOLDER…"),
            argument=True,
            needed=True,
        ),
    ] = ()
    jobs: Annotated[
        AtLeastOne | None,
        Word(N_("so many agencies at a time; without it as many as there are cores"), N_("NUMBER")),
    ] = None
    scheduler: Annotated[
        str | None,
        Word(N_("count on the workers of this Dask scheduler, e.g. tcp://10.0.0.5:8786"), N_("ADDRESS")),
    ] = None

"""What may be asked of the facts as they are known, to be taken elsewhere."""

from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Command, Names, Request, Word
from asnkarier.workflows.requests.import_files import Kind


class ExportRequest(Request):
    """Which lists (none: all that hold something, the employees first), and about whom (none: everybody)."""

    kinds: Annotated[
        tuple[Kind, ...],
        Word(N_("which lists; without it all that hold something"), N_("KIND…"), argument=True),
    ] = ()
    nip: Annotated[Names, Word(N_("only what is known of these people"), N_("NIP,…"), filters=True)] = ()


COMMANDS = (
    Command(
        "export",
        N_("The facts as they are known, one list for each kind: CSV, Parquet, SQLite."),
        ExportRequest,
        "keeping.export_facts",
        (
            "export employees --columns nip,nama,unit_kerja --output pegawai.csv",
            "export --output data.sqlite",
        ),
        order=131,
        folder="csv",
    ),
)

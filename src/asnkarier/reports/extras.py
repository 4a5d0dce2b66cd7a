"""What is installed only where somebody wants it: letters, printed pages, Parquet."""

from importlib.util import find_spec
from typing import Final

from asnkarier.errors import OutputError
from asnkarier.model.messages import N_

_NEEDED: Final = {"surat": ("docxtpl", "num2words"), "pdf": ("typst",), "parquet": ("duckdb",)}
MISSING: Final = N_("this needs parts that are not installed: pip install 'asnkarier[{extra}]'")
_OF_FORMAT: Final = {"docx": "surat", "pdf": "pdf", "parquet": "parquet"}


def need_for(wanted: str) -> None:
    """Do nothing where what writes the format `wanted` is installed; OutputError, in one line with the command that installs it, where not."""
    extra = _OF_FORMAT.get(wanted)
    if extra is not None and any(find_spec(name) is None for name in _NEEDED[extra]):
        raise OutputError(MISSING, facts={"extra": extra})

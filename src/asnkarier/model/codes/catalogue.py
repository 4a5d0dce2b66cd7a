"""Every problem code: its sentence and its remedy. Codes are stable for ever; sentences may improve.

Each room keeps its own table of sentences in this folder; here they become one catalogue.
"""

from dataclasses import dataclass
from typing import Final

from asnkarier.model.codes.data import DATA_CODES
from asnkarier.model.codes.lists import LIST_CODES
from asnkarier.model.codes.sheets import SHEET_CODES
from asnkarier.model.codes.standards import STANDARD_CODES
from asnkarier.model.codes.tables import TABLE_CODES
from asnkarier.model.codes.yaml import YAML_CODES


@dataclass(frozen=True, slots=True)
class CodeText:
    """What a code means: `sentence` with `{blanks}` for the problem's facts, and `remedy`, both English msgids."""

    sentence: str
    remedy: str


CATALOGUE: Final[dict[str, CodeText]] = {
    code: CodeText(*texts)
    for table in (SHEET_CODES, TABLE_CODES, LIST_CODES, YAML_CODES, STANDARD_CODES, DATA_CODES)
    for code, texts in table.items()
}

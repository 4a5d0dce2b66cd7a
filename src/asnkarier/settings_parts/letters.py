"""The part of config.yaml about letters: their numbers, their paper, the office's own templates."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from asnkarier.model.office.letters import Kind, Size
from asnkarier.settings_parts.part import Part

BLANKS: Final = ("nomor", "bulan", "bulan_romawi", "tahun")
_BRACED: Final = re.compile(r"\{([^{}]*)\}")


def _number(pattern: str) -> str:
    left = _BRACED.sub("", pattern)
    if "{" in left or "}" in left or not set(_BRACED.findall(pattern)) <= set(BLANKS):
        raise PydanticCustomError("letter_number", "not a number of letters")
    return pattern


Pattern = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(_number)]


class LetterSettings(Part):
    """Letters of the office.

    numbers: of each kind the pattern, such as `800/{nomor}/BKPSDM/{tahun}`; other: of every kind that has none. templates: the folder of the
    office's own templates, KIND.docx each. to: to whom a nota dinas goes. paper: of the templates that come with asn.
    """

    numbers: dict[Kind, Pattern] = Field(default_factory=dict)
    other: Pattern = "{nomor}"
    templates: Annotated[str, Field(min_length=1, max_length=200)] = "surat"
    to: Annotated[str, Field(min_length=1, max_length=160)] | None = None
    paper: Size = "A4"

"""The part of config.yaml about letters: their numbers, their paper, the office's own templates."""

import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from asnkarier.model.office.letters import Kind, Size
from asnkarier.settings_parts.part import Part
from asnkarier.settings_parts.signing import Line

BLANKS: Final = ("nomor", "bulan", "bulan_romawi", "tahun")
_BRACED: Final = re.compile(r"\{([^{}]*)\}")


def _number(pattern: str) -> str:
    left = _BRACED.sub("", pattern)
    if "{" in left or "}" in left or not set(_BRACED.findall(pattern)) <= set(BLANKS):
        raise PydanticCustomError("letter_number", "not a number of letters")
    return pattern


Pattern = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(_number)]


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


# One name alone, or a list of them.
Signers = Annotated[tuple[Line, ...], BeforeValidator(_several), Field(min_length=1, max_length=6)]


class LetterSettings(Part):
    """Letters of the office.

    numbers: of each kind the pattern, such as `800/{nomor}/BKPSDM/{tahun}`; other: of every kind that has none. templates: the folder of the
    office's own templates, KIND.docx each. signed_by: of each kind who of `signatures` signs it, by name or office; of every kind that is
    not named the last signs, of minutes all. to: to whom a nota dinas goes. paper: of the templates that come with asn.
    """

    numbers: dict[Kind, Pattern] = Field(default_factory=dict)
    other: Pattern = "{nomor}"
    templates: Annotated[str, Field(min_length=1, max_length=200)] = "surat"
    signed_by: dict[Kind, Signers] = Field(default_factory=dict)
    to: Annotated[str, Field(min_length=1, max_length=160)] | None = None
    paper: Size = "A4"

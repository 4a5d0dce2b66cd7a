"""The kinds of values that stand in config.yaml: whole numbers, amounts of rupiah, shares, levels, points, NIP."""

import re
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from asnkarier.model.level import HIGHEST_LEVEL
from asnkarier.model.rupiah import MOST_RUPIAH, NotRupiahError, rupiah_of

# YAML tells numbers from yes and no; `budget: yes` is no amount.
NonNegativeInt = Annotated[int, Field(strict=True, ge=0, le=MOST_RUPIAH)]
PositiveInt = Annotated[int, Field(strict=True, ge=1, le=MOST_RUPIAH)]
Group = Literal["manajerial", "sosial_kultural", "teknis"]
Weight = Annotated[int, Field(strict=True, ge=0, le=100)]
Points = Annotated[int, Field(strict=True, ge=0, le=1000)]
Levels = Annotated[float, Field(strict=True, ge=0, le=HIGHEST_LEVEL)]


def _rupiah(value: Any) -> Any:
    try:
        return rupiah_of(value)
    except NotRupiahError as error:
        raise PydanticCustomError("rupiah", "not an amount of rupiah") from error


# As people write it; requests have the same kind, without loading the settings.
Rupiah = Annotated[int, BeforeValidator(_rupiah)]
# What the kind of fault is called when nothing of a score weighs anything.
NO_WEIGHT: Final = "no_weight"
_PERCENT: Final = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*%\s*", re.ASCII)
_NIP: Final = re.compile(r"\d{18}", re.ASCII)
_WHOLE: Final = 100


def _percent(value: Any) -> Any:
    # A bare 5 may be people, and 0.05 a share. No YAML gives a Decimal: that is a share which was read before.
    found = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    number = value if isinstance(value, Decimal) else None
    number = Decimal(found[1].replace(",", ".")) if found else number
    if number is None or not 0 <= number <= _WHOLE:
        raise PydanticCustomError("percent", "not a percentage")
    return number


def _nip(value: Any) -> Any:
    text = str(value) if isinstance(value, str | int) else ""
    if not _NIP.fullmatch(text):
        raise PydanticCustomError("nip", "not a NIP")
    return text


Nip = Annotated[str, BeforeValidator(_nip)]
# A share written with its sign, in hundredths.
Percent = Annotated[Decimal, BeforeValidator(_percent)]

"""What a problem code means, as `asn explain CODE` says it."""

import re
from datetime import date
from typing import Final

from asnkarier.language import _
from asnkarier.model.book import Book, Column, PlainRows, Record
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.messages import N_

_COLUMNS: Final = (
    Column("code", N_("Problem code")),
    Column("sentence", N_("What is said"), width=70, whole=True),
    Column("remedy", N_("What to do"), width=70, whole=True),
)
_BLANK: Final = re.compile(r"\{[^{}]*\}")


def problem_code_book(code: str, as_of: date) -> Book:
    """Return the report about one code of the catalogue; KeyError when there is none. Blanks of its sentence are shown as an ellipsis."""
    text = CATALOGUE[code]
    row = {"code": code, "sentence": _filled(text.sentence), "remedy": _filled(text.remedy)}
    record = Record("code", N_("Problem code"), _COLUMNS, PlainRows.of([row], row))
    return Book("asnkarier/problem-code@1", N_("Problem code"), as_of, "", (record,), subject=code)


def _filled(sentence: str) -> str:
    return _BLANK.sub("…", _(sentence)) if sentence else ""

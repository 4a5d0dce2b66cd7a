"""Text cells: kept as typed; only blanks and invisible marks around and between words are tidied."""

import re
from typing import Final

from asnkarier.model.terms import INVISIBLE
from asnkarier.sheets.grid import DATE, NUMBER
from asnkarier.sheets.results import Result, fault

# What programs (databases, pivot tables, R, Python) and people write where they have nothing; in brackets too.
EMPTY_SPELLINGS: Final = frozenset(
    ("", "null", "\\n", "n/a", "na", "n.a", "n.a.", "nil", "none", "nan", "nat", "undefined", "blank", "empty", "kosong", "data kosong",
     "tidak ada data", "belum diisi", "tidak diisi", "belum ada data", "tidak diketahui", "belum diketahui", "unknown",
     "0000-00-00", "0000-00-00 00:00:00", "0000/00/00", "00-00-0000", "00/00/0000", "00.00.0000", "0-0-0000", "0/0/0000", "1900-01-00", "00-01-1900", "00/01/1900")
)  # fmt: skip
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212_=.\u2026~ "
_BRACKETS: Final = {"(": ")", "[": "]", "<": ">", "{": "}"}
# Not `\s`: control characters such as \x1c are data that somebody may want to see.
_BLANKS: Final = re.compile("[ \t\r\n\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# The mark of a text number, and the one that our own CSV sets before whatever could start a formula, also after a semicolon.
_TEXT_MARK: Final = re.compile(r"^'(?=[\d=+\-@＝＋－＠])|(?<=;)( *)'(?=[=+\-@＝＋－＠])")
_LONG_NUMBER: Final = re.compile(r"(?:\d[ .\-]?){8}")
_WHOLE: Final = re.compile(r"(\d{1,15})(?:\.0+)?", re.ASCII)


def tidy(text: str) -> str:
    """Return `text` without invisible marks, its runs of blanks as one blank, and without the `'` that marks a text as one."""
    if (
        text.isascii()
        and text.isprintable()
        and text[:1] != " "
        and "'" not in text
        and text[-1:] != " "
        and "  " not in text
    ):
        return text  # almost every cell
    plain = _BLANKS.sub(" ", INVISIBLE.sub("", text)).strip(" ")
    return _TEXT_MARK.sub(r"\1", plain)


def is_empty(text: str) -> bool:
    """Return whether a cell's text stands for nothing."""
    if text.isdecimal():
        return False
    word = tidy(text).casefold()
    if word[:1] in _BRACKETS and word[-1:] == _BRACKETS[word[0]]:
        word = word[1:-1].strip()
    return word in EMPTY_SPELLINGS or not word.strip(_DASHES)


def parse_text(text: str, kind: int) -> Result:
    """Return the text; a number as its digits, but not a date, whose look the file does not hold."""
    if kind == DATE:
        return fault("SEL-JADI-TANGGAL", text)
    return tidy(text)


def parse_name(text: str, kind: int) -> Result:
    """Return the name of a person; what holds no letter, or a number as long as a NIP's, is none."""
    if kind == DATE:
        return fault("SEL-JADI-TANGGAL", text)
    plain = tidy(text)
    if kind == NUMBER or _LONG_NUMBER.search(plain) or not any(map(str.isalpha, plain)):
        return fault("NAMA-ANGKA", text)
    return plain


def parse_code(text: str, kind: int) -> Result:
    """Return an identifier; a number of more than 15 digits has lost some, so it is refused."""
    if kind == DATE:
        return fault("SEL-JADI-TANGGAL", text)
    if kind == NUMBER:
        match = _WHOLE.fullmatch(text)
        return match[1] if match else fault("SEL-ANGKA-PANJANG", text)
    return tidy(text)

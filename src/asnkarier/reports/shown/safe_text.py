"""Text from data as text and nothing else: never a formula in a spreadsheet, never a command to a terminal."""

import re
import unicodedata
from typing import Final

# What a spreadsheet program takes for the start of a formula, the full-width forms included. A text may also be cut into
# cells at ; tab or a line break when the program's list separator is not the comma (as in the Indonesian locale).
_FORMULA: Final = re.compile("(?<![^;\t\r\n])( *)([=+\\-@＝＋－＠])")
_LEADING_CONTROL: Final = re.compile(r"^(?=[\t\r\n])")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_REPLACEMENT: Final = "\ufffd"
_PICTURES: Final = 0x2400
_DELETE: Final = 0x7F
_FIRST_PRINTABLE: Final = 0x20


def defused(text: str) -> str:
    """Return `text` for a CSV cell: an apostrophe stands before every character that could start a formula."""
    return _LEADING_CONTROL.sub("'", _FORMULA.sub(r"\1'\2", text))


def encodable(text: str) -> str:
    """Return `text` with halves of characters (lone surrogates) replaced, so that it can be written as UTF-8."""
    return text if text.isascii() else _SURROGATE.sub(_REPLACEMENT, text)


def visible(text: str) -> str:
    """Return `text` for a terminal: control, direction and invisible characters become visible signs."""
    return text if text.isascii() and text.isprintable() else "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    code = ord(character)
    if code < _FIRST_PRINTABLE:
        return chr(_PICTURES + code)
    if code == _DELETE:
        return chr(_PICTURES + 0x21)
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return _REPLACEMENT
    return character

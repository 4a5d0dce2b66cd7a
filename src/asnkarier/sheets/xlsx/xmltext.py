"""Text between XML tags, decoded without a parser where it holds nothing that only a parser may judge."""

import re
from typing import Final

_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_REFERENCE: Final = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
# Not allowed in XML, or changed by a parser (a carriage return becomes a newline).
_DELICATE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|\\]\\]>")
_CONTROLS: Final = bytes((*range(9), *range(11, 32)))
_DELICATE_WORDS: Final = ("\ufffe".encode(), "\uffff".encode(), b"]]>")


def is_delicate(text: str) -> bool:
    """Return whether `text` holds characters that a parser would refuse or change."""
    return _DELICATE.search(text) is not None


def is_delicate_bytes(data: bytes) -> bool:
    """Return the same of text in UTF-8."""
    return len(data.translate(None, _CONTROLS)) < len(data) or any(word in data for word in _DELICATE_WORDS)


def plain_text(text: str) -> str:
    """Return `text` with its entities replaced; ValueError when only a parser can tell what it means."""
    if is_delicate(text):
        raise ValueError(text)
    if "&" not in text:
        return text
    if text.count("&") != len(_REFERENCE.findall(text)):
        raise ValueError(text)
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return _ENTITIES[match[1]]
    letter = chr(int(match[2]) if match[2] else int(match[3], 16))
    if is_delicate(letter) and letter != "\r":
        raise ValueError(match[0])
    letter.encode("utf-8")  # a lone surrogate is no character
    return letter

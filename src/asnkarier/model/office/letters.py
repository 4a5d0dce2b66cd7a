"""Letters before they are written: what is said in each, by the names under which a template asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from asnkarier.model.office.signing import Signatory

Kind = Literal["surat-tugas", "nota-dinas", "undangan-asesmen", "berita-acara", "piagam", "surat-pembinaan"]
KINDS: Final[tuple[Kind, ...]] = (
    "surat-tugas", "nota-dinas", "undangan-asesmen", "berita-acara", "piagam", "surat-pembinaan",
)  # fmt: skip
Size = Literal["A4", "F4"]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. stem: what its file is called, without suffix; facts: name -> text, whole number, day, figure, what was said, lists and mappings of these, or None.

    None among the facts of the letter itself is left to be written by hand; in a line of a list it is told as unknown.
    """

    stem: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of one kind. template: the office's own .docx; None: the one that comes with asn, on paper of `size`.

    signatories: who signs this kind; None: those of the paper. remarks: finished sentences of who gets no letter, or why there is none.
    """

    kind: Kind
    items: tuple[Letter, ...]
    template: Path | None = None
    size: Size = "A4"
    signatories: tuple[Signatory, ...] | None = None
    remarks: tuple[str, ...] = ()

"""The letters of a report as .docx files."""

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from asnkarier.errors import OutputError, UsageError
from asnkarier.model.messages import N_
from asnkarier.reports.extras import need_for
from asnkarier.reports.letters.facts import BY_HAND, written
from asnkarier.reports.shown.sentences import rules_by_name

if TYPE_CHECKING:
    from asnkarier.model.book import Book
    from asnkarier.model.office.letters import Letters

_NONE: Final = N_("this report writes no letters")
_NONE_REMEDY: Final = N_("use .xlsx, .pdf, .csv, .json, .txt, .parquet or .sqlite; asn letters makes .docx")
_UNREAD: Final = N_("{file}: the template cannot be read: {reason}")
_NO_LETTER: Final = N_("there is no letter to write: {reason}")
_SEVERAL: Final = N_("this is {count} letters, and a file holds one")
_SEVERAL_REMEDY: Final = N_("name a folder with --output")
_SUM_DIGITS: Final = 16


def letter_files(book: "Book") -> dict[str, bytes]:
    """Return the letters of `book`: what each file is called, without suffix, and its bytes; the same report gives the same bytes.

    UsageError: the report writes no letters. OutputError: the template cannot be used, or what writes letters is not installed.
    """
    if book.letters is None:
        raise UsageError(_NONE, _NONE_REMEDY)
    need_for("docx")
    from asnkarier.reports.letters.template import filled

    letters = book.letters
    everywhere = _everywhere(book)
    with rules_by_name(book.citations):
        contexts = [written({**everywhere, **one.facts}) for one in letters.items]
    data, name = _template(letters, book)
    return dict(zip((one.stem for one in letters.items), filled(data, contexts, name), strict=True))


def one_letter(book: "Book") -> bytes:
    """Return the one letter of `book`; UsageError: it writes no letters, or several, which go into a folder. OutputError: nobody gets one."""
    if book.letters is not None and not book.letters.items:
        raise OutputError(_NO_LETTER, facts={"reason": " ".join(book.letters.remarks)})
    if book.letters is not None and len(book.letters.items) != 1:
        raise UsageError(_SEVERAL, _SEVERAL_REMEDY, facts={"count": len(book.letters.items)})
    return next(iter(letter_files(book).values()))


def run_sum(book: "Book") -> str:
    """Return the sum of what a report rests on: its day, the files read, the law, and the version of asn."""
    facts = [
        book.as_of.isoformat(),
        sorted(one.sha256 for one in book.inputs),
        book.rules_fingerprint,
        book.version,
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:_SUM_DIGITS]


def _template(letters: "Letters", book: "Book") -> tuple[bytes, str]:
    """Return the template and what it is called."""
    if letters.template is None:
        from asnkarier.reports.letters.examples import example

        return example(letters.kind, letters.size, book.paper), f"{letters.kind}.docx"
    try:
        return letters.template.read_bytes(), letters.template.name
    except OSError as error:
        facts = {"file": letters.template, "reason": error.strerror or type(error).__name__}
        raise OutputError(_UNREAD, facts=facts) from error


def _everywhere(book: "Book") -> dict[str, Any]:
    """Return what every letter may say: the office, its paper, who signs, and what it rests on."""
    paper, chosen = book.paper, None if book.letters is None else book.letters.signatories
    people = chosen if chosen is not None else paper.signatories if paper else ()
    signers = [
        {"jabatan": one.office, "nama": one.name, "nip": one.nip, "pangkat": one.rank, "peran": one.role}
        for one in people
    ]
    blank = dict.fromkeys(("jabatan", "nama", "nip", "pangkat"), BY_HAND)
    return {
        "instansi": book.agency,
        "kop": list(paper.lines if paper and paper.lines else (book.agency,)),
        "tempat": (paper.place if paper else "") or None,
        "tanggal": paper.day if paper else None,
        "penandatangan": _filled(signers[-1]) if signers else {**blank, "peran": ""},
        "para_penandatangan": [_filled(one) for one in signers] or [{**blank, "peran": ""}],
        "per_tanggal": book.as_of,
        "jejak": run_sum(book),
        "versi": book.version,
    }


def _filled(signer: dict[str, str]) -> dict[str, str]:
    """Return who signs; a rank that config.yaml does not say is left to be written, a role that it does not say is none.

    Whoever has no NIP, as an elected official, has no rank either.
    """
    return {**signer, "pangkat": signer["pangkat"] or (BY_HAND if signer["nip"] else "")}

"""Letters out of the report that they rest on: numbers, file names, and the register of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from asnkarier.agency.cover import signatories_of
from asnkarier.model.book import Book, PlainRows
from asnkarier.model.messages import N_
from asnkarier.model.office.letters import Kind, Letter, Letters
from asnkarier.model.said import Code
from asnkarier.model.terms import slug
from asnkarier.reports.books.letters import SCHEMA, letters_blocks, register_columns
from asnkarier.reports.letters.facts import BY_HAND
from asnkarier.reports.letters.write import run_sum
from asnkarier.workflows.requests.letters import LettersRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_TITLE: Final = N_("Letters")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Draft:
    """A letter without number and name. about: what or whom it is about; people: how many are named in it."""

    about: str
    people: int
    facts: Mapping[str, Any]


def registered(
    workspace: "Workspace", kind: Kind, request: LettersRequest, source: Book, drafts: Sequence[Draft],
    notes: Iterable[str] = (), remarks: Iterable[str] = (),
) -> Book:  # fmt: skip
    """Return the register of `drafts`, with the letters; day, inputs, law and doubt are those of `source`.

    remarks: of who gets no letter, said where the letters are written too.
    Numbers count up from `request.number` in the order of the drafts, so the same run gives the same numbers.
    """
    numbers = [_number(workspace, kind, request, source, place) for place in range(len(drafts))]
    stems = _stems(kind, [one.about for one in drafts])
    letters = tuple(
        Letter(stem, {"nomor": number, **one.facts})
        for stem, number, one in zip(stems, numbers, drafts, strict=True)
    )
    lines = [
        {"nomor": number, "jenis": Code(kind), "untuk": one.about, "people": one.people, "blanks": _blanks(number, one.facts), "file": f"{stem}.docx"}
        for stem, number, one in zip(stems, numbers, drafts, strict=True)
    ]  # fmt: skip
    people = sum(one.people for one in drafts)
    total = PlainRows({"letters": [len(drafts)], "people": [people], "sum": [run_sum(source)]})
    settings, remarks = workspace.settings, tuple(remarks)
    made = Letters(
        kind,
        letters,
        _template(workspace, kind, request),
        settings.letters.paper,
        signatories_of(settings, kind),
        remarks,
    )
    return replace(
        source,
        schema=SCHEMA,
        front=None,
        title=_TITLE,
        blocks=letters_blocks(PlainRows.of(lines, register_columns()), total),
        counts={"letters": len(drafts), "people": people},
        notes=(*notes, *remarks),
        main="rows",
        events=None,
        filter=request.filter(),
        letters=made,
    )


def _number(workspace: "Workspace", kind: Kind, request: LettersRequest, source: Book, place: int) -> str:
    """Return the number of a letter after the pattern of config.yaml; without a first number its place is left to be written."""
    settings = workspace.settings
    day = settings.signatures.date or source.as_of
    nomor = BY_HAND if request.number is None else str(request.number + place)
    said = {
        "nomor": nomor,
        "bulan": f"{day.month:02}",
        "bulan_romawi": _ROMAN[day.month - 1],
        "tahun": str(day.year),
    }
    text = settings.letters.numbers.get(kind, settings.letters.other)
    for name, value in said.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _template(workspace: "Workspace", kind: Kind, request: LettersRequest) -> Path | None:
    """Return the template that was asked for, else the office's own where it has one."""
    if request.template is not None:
        return request.template
    own = workspace.root / workspace.settings.letters.templates / f"{kind}.docx"
    return own if own.is_file() else None


def _stems(kind: Kind, about: Sequence[str]) -> list[str]:
    """Return a name in files for each letter, in order; the place in front tells apart what slugs alike."""
    width = max(2, len(str(len(about))))
    return [
        f"{kind}-{place:0{width}}-{slug(one)[:40]}".rstrip("-_") for place, one in enumerate(about, start=1)
    ]


def _blanks(number: str, facts: Mapping[str, Any]) -> list[str]:
    left = ["nomor"] if BY_HAND in number else []
    return left + [name for name, value in facts.items() if value is None]

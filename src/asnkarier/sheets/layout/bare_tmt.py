"""Columns that are only called "TMT": which fact's date they hold is said by the column beside them."""

from collections.abc import Iterable, Sequence
from typing import Final

from asnkarier.sheets.findings import Findings
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.schema import Schema

_BARE: Final = "TMT"
_MOST_STEPS: Final = 3  # columns that are not stored are stepped over


def is_bare(heading: Heading) -> bool:
    """Return whether a heading may be no more than "TMT"."""
    return _BARE in heading.keys


def name_bare_tmt(
    schema: Schema,
    fields: dict[str, Heading],
    headings: Sequence[Heading],
    free: dict[int, Heading],
    findings: Findings,
) -> tuple[str, ...]:
    """Give each bare "TMT" in `free` to a field and return the fields; one that nobody can be sure of is told and left.

    A date stands right of what it belongs to, unless every one of several stands left of it: `TMT, GOLONGAN, TMT, JABATAN`.
    """
    bare = [heading for heading in headings if heading.position in free and is_bare(heading)]
    place = {heading.position: number for number, heading in enumerate(headings)}
    owner = {heading.position: name for name, heading in fields.items()}
    before, after = [], []
    for heading in bare:
        at = place[heading.position]
        before.append(_dated(schema, fields, owner, reversed(headings[max(at - _MOST_STEPS, 0) : at])))
        after.append(_dated(schema, fields, owner, headings[at + 1 : at + 1 + _MOST_STEPS]))
    taken = {}
    if None in before and len(bare) > 1 and None not in after and len(set(after)) == len(after):
        taken = {name: heading for name, heading in zip(after, bare, strict=True) if name}
    else:
        stands_before = any(
            left is None and right is not None for left, right in zip(before, after, strict=True)
        )
        for heading, left, right in zip(bare, before, after, strict=True):
            if stands_before and right is not None:
                findings.warn("KOLOM-TMT", heading.cell, column=heading.letters)
            elif left is not None and left not in taken:
                taken[left] = heading
    for name, heading in taken.items():
        fields[name] = free.pop(heading.position)
    return tuple(taken)


def _dated(
    schema: Schema, fields: dict[str, Heading], owner: dict[int, str], beside: Iterable[Heading]
) -> str | None:
    """Return the date field, still without a column, of the first stored column on one side; None when it has none."""
    for heading in beside:
        if is_bare(heading):
            return None
        name = owner.get(heading.position)
        if name is not None:
            return next(
                (
                    dated
                    for dated, column in schema.fields.items()
                    if name in column.left and dated not in fields
                ),
                None,
            )
    return None

"""Finds a person by name; whoever shares it is listed, nobody is guessed."""

from typing import Final

import pandas as pd

from asnkarier.errors import UsageError
from asnkarier.model.messages import N_
from asnkarier.model.nearness import nearest
from asnkarier.model.terms import normalise

_MOST_LISTED: Final = 20


def is_name(text: str) -> bool:
    """Return whether `text` is written as a name; a NIP has no letters."""
    return any(character.isalpha() for character in text)


def find_named(employees: pd.DataFrame, text: str) -> str:
    """Return the NIP of the one employee whom `text` names; UsageError lists the candidates when there are several.

    The whole name comes first, then names that hold every word of `text`; case, blanks and marks do not matter.
    """
    names = employees["nama"].fillna("").map(normalise)
    wanted = normalise(text)
    found = employees[names == wanted]
    if found.empty:
        words = wanted.split()
        held = [all(word in name.split() for word in words) for name in names]
        found = employees[held] if words else found
    if len(found) == 1:
        return str(found["nip"].iloc[0])
    if found.empty:
        near = nearest(wanted, names.tolist())
        raise UsageError(
            N_("nobody in the store is called {text}"),
            N_("did you mean {near}?") if near else N_("check the spelling, or name the NIP"),
            facts={
                "text": text,
                "near": "" if near is None else employees.loc[names == near, "nama"].iloc[0],
            },
        )
    raise UsageError(
        N_("{count} people may be meant by {text}"),
        N_("say it again with the NIP"),
        facts={"text": text, "count": len(found)},
        choices=_lines(found),
    )


def _lines(found: pd.DataFrame) -> list[str]:
    """Return a line for each candidate: NIP, name, position, unit."""
    people = found.sort_values(["nama", "nip"], kind="stable")
    rows = people[["nip", "nama", "jabatan", "unit_kerja"]].head(_MOST_LISTED).fillna("—")
    lines = ["  ".join(map(str, row)) for row in rows.itertuples(index=False)]
    return lines if len(found) <= _MOST_LISTED else [*lines, "…"]

"""The judge of cascades: every rule tested again from plain tables, sharing nothing with the solvers."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

_TINY: Final = 2e-6


class CascadeViolation(RuntimeError):  # noqa: N818 - the name says what happened
    """A proposal breaks a rule that it was made under: a bug, never a fault of the data."""


@dataclass(frozen=True)
class Office:
    """What a proposal is judged by. seats: code of a vacancy -> places. posts, units: nip -> post and unit held.

    least: unit -> people it must keep; apart: pairs of NIPs. refused: (nip, code of the post) of moves with a gate that decides and
    is not met. moves, depth: limits (None: no such limit).
    """

    seats: Mapping[str, int]
    posts: Mapping[str, str]
    units: Mapping[str, str]
    least: Mapping[str, int]
    apart: Sequence[tuple[str, str]]
    refused: Collection[tuple[str, str]]
    moves: int | None
    depth: int | None
    exchanges: bool
    worth: tuple[float, float] | None = None


def require_lawful(rows: Sequence[Mapping[str, Any]], office: Office) -> None:
    """Raise CascadeViolation with every sentence of `violations`."""
    found = violations(rows, office)
    if found:
        raise CascadeViolation("; ".join(found))


def violations(rows: Sequence[Mapping[str, Any]], office: Office) -> list[str]:
    """Return what is wrong with the rows of a proposal, in sentences for a developer; empty when they keep every rule.

    rows: chain_id, step, depends_on, vacancy, unit_kerja, nip, from_jabatan, score, gain, cumulative_gain, post_opened; see the contract.
    """
    tests = (
        _people(rows, office),
        _chains(rows, office),
        _seats(rows, office),
        _units(rows, office),
        _sums(rows),
        _gains(rows, office),
    )
    return [sentence for test in tests for sentence in test]


def _people(rows: Sequence[Mapping[str, Any]], office: Office) -> Iterator[str]:
    moved = Counter(row["nip"] for row in rows)
    yield from (f"{nip} moves {count} times" for nip, count in moved.items() if count > 1)
    for row in rows:
        if row["nip"] not in office.posts:
            yield f"{row['nip']} is nobody who counts"
        elif office.posts[row["nip"]] != row["from_jabatan"]:
            yield f"{row['nip']} does not hold {row['from_jabatan']}"
        if (row["nip"], row["vacancy"]) in office.refused:
            yield f"{row['nip']} goes to {row['vacancy']} with a gate that is not met"
    if office.moves is not None and len(rows) > office.moves:
        yield "more moves than allowed"


def _chains(rows: Sequence[Mapping[str, Any]], office: Office) -> Iterator[str]:
    by_chain: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_chain.setdefault(row["chain_id"], []).append(row)
    for name, chain in by_chain.items():
        if [row["step"] for row in chain] != list(range(1, len(chain) + 1)):
            yield f"{name}: the steps are not in order"
        if office.depth is not None and len(chain) > office.depth:
            yield f"{name}: more steps than allowed"
        for before, row in pairwise(chain):
            if row["depends_on"] != before["step"] or row["vacancy"] != before["post_opened"]:
                yield f"{name}: step {row['step']} does not fill what step {before['step']} opens"
        if wrong := _wrong_start(chain[0], chain[-1], office):
            yield f"{name}: {wrong}"


def _wrong_start(first: Mapping[str, Any], last: Mapping[str, Any], office: Office) -> str:
    if first["vacancy"] in office.seats:
        return "" if first["depends_on"] is None else "the first step waits for something"
    if not office.exchanges:
        return "starts at no vacancy"
    closed = first["vacancy"] == last["post_opened"] and first["depends_on"] == last["step"]
    return "" if closed else "is neither a chain nor an exchange"


def _seats(rows: Sequence[Mapping[str, Any]], office: Office) -> Iterator[str]:
    taken = Counter(row["vacancy"] for row in rows)
    opened = {row["post_opened"] for row in rows if row["post_opened"] is not None}
    for code, count in taken.items():
        if count > office.seats.get(code, int(code in opened)):
            yield f"{code} is filled by {count}"


def _units(rows: Sequence[Mapping[str, Any]], office: Office) -> Iterator[str]:
    after = dict(office.units) | {row["nip"]: row["unit_kerja"] for row in rows}
    before, now = Counter(office.units.values()), Counter(after.values())
    for unit, least in office.least.items():
        if now[unit] < min(least, before[unit]):
            yield f"{unit} keeps {now[unit]} people"
    moved = {row["nip"] for row in rows}
    for one, other in office.apart:
        if after.get(one) == after.get(other) is not None and moved & {one, other}:
            yield f"{one} and {other} come to serve together"


def _sums(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    total = 0.0
    for row in rows:
        total += row["gain"]
        if abs(total - row["cumulative_gain"]) > _TINY * max(1, len(rows)):
            yield f"the gain is not added up at {row['chain_id']} step {row['step']}"


def _gains(rows: Sequence[Mapping[str, Any]], office: Office) -> Iterator[str]:
    """Yield the moves that say to gain more than their score bears out; into a vacancy, out of a post that stays as it is, no less either."""
    if office.worth is None:
        return
    filled, cost = office.worth
    for row in rows:
        most = filled + row["score"] - cost - (filled if row["post_opened"] is not None else 0)
        exact = row["post_opened"] is None and row["vacancy"] in office.seats
        if row["gain"] > most + _TINY or (exact and row["gain"] < most - _TINY):
            yield f"{row['nip']} gains {row['gain']} by {row['vacancy']} with a score of {row['score']}"

"""People of one name in a table that has no room for their NIPs: the last digits stand beside the name."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from asnkarier.model.book import Column, PlainRows

if TYPE_CHECKING:
    import pandas as pd

_NAME: Final = "nama"
_LEAST: Final = 4  # digits, as where a person is proposed by name
_LONGEST: Final = 18


def told_apart(
    rows: "pd.DataFrame | PlainRows", columns: Sequence[Column], shown: Collection[str]
) -> dict[str, list[Any]]:
    """Return by key the cells of those columns of names, among `shown`, in which people would look alike; shown: keys of columns.

    Two people of one name anywhere in the table count, whichever column of names they stand in. A name beside its own NIP stays as it is.
    """
    pairs = dict(_pairs(columns))
    if not any(name in shown and nip not in shown for name, nip in pairs.items()):
        return {}
    people: dict[str, set[str]] = {}
    for name, nip in pairs.items():
        for who, number in _people(rows[name], rows[nip]):
            people.setdefault(who, set()).add(number)
    digits = {who: _digits(numbers) for who, numbers in people.items() if len(numbers) > 1}
    found = {}
    for name, nip in pairs.items():
        if name in shown and nip not in shown:
            cells = [_cell(*pair, digits) for pair in zip(rows[name], rows[nip], strict=True)]
            if any(one is not two for one, two in zip(cells, rows[name], strict=True)):
                found[name] = cells
    return found


def with_cells(
    rows: "pd.DataFrame | PlainRows", cells: Mapping[str, Sequence[Any]]
) -> "pd.DataFrame | PlainRows":
    """Return the first rows with other cells in some columns; cells: of at least as many rows."""
    cut = {key: list(values[: len(rows)]) for key, values in cells.items()}
    if isinstance(rows, PlainRows):
        return PlainRows({**rows.columns, **cut})
    import pandas as pd

    return rows.assign(**{key: pd.Series(one, index=rows.index, dtype=object) for key, one in cut.items()})


def _pairs(columns: Sequence[Column]) -> Iterator[tuple[str, str]]:
    """Yield each column of names with that of their NIPs: nama with nip, X_nama with X_nip or X."""
    keys = {one.key for one in columns}
    for key in sorted(keys):
        if key == _NAME or key.endswith(f"_{_NAME}"):
            stem = key.removesuffix(_NAME)
            nip = next((one for one in (f"{stem}nip", stem.rstrip("_")) if one in keys), None)
            if nip is not None:
                yield key, nip


def _people(names: Any, nips: Any) -> Iterator[tuple[str, str]]:
    """Yield the name and the NIP of everybody; a cell holds one person or several."""
    for name, nip in zip(names, nips, strict=True):
        if isinstance(name, list | tuple) and isinstance(nip, list | tuple) and len(name) == len(nip):
            yield from zip(map(str, name), map(str, nip), strict=True)
        elif isinstance(name, str) and isinstance(nip, str) and name and nip:
            yield name, nip


def _digits(nips: Collection[str]) -> int:
    """Return how many last digits tell these NIPs apart, four at least."""
    return next(
        (count for count in range(_LEAST, _LONGEST) if len({one[-count:] for one in nips}) == len(nips)),
        _LONGEST,
    )


def _cell(name: Any, nip: Any, digits: Mapping[str, int]) -> Any:
    if isinstance(name, list | tuple) and isinstance(nip, list | tuple) and len(name) == len(nip):
        found = [_cell(*pair, digits) for pair in zip(name, nip, strict=True)]
        return found if found != list(name) else name
    if isinstance(name, str) and isinstance(nip, str) and name in digits:
        return f"{name} (…{nip[-digits[name] :]})"
    return name

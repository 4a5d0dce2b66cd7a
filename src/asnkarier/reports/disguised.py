"""A report with pseudonyms in the place of people, made of the report itself before anybody draws it: whatever form it takes, it is this one.

Everything that a Book holds is walked through, so that nothing added later is forgotten: all but codes, the law, and labels of our own.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, Final, Protocol, TypeVar

from asnkarier.errors import AsnkarierError
from asnkarier.late import np, pd
from asnkarier.model.book import Block, Book, Chart, Column, Page, PlainRows, Record, Table
from asnkarier.model.office.signing import Paper
from asnkarier.model.said import Code, Competency, LawText, Said

T = TypeVar("T", bound=Table | Record | Chart)
Near = frozenset[str]

_NAME: Final = "nama"
_PERSON: Final = "nip"
_SOMEBODY: Final = "…"
_USERS: Final = frozenset({"by", "recorded_by", "imported_by", "user", "responden"})
_BORN: Final = "tanggal_lahir"
_SAYING: Final = frozenset({"said", "text", "remark", "list"})
_CODES: Final = frozenset({"status", "law", "kompetensi", "flag"})
# Fields of a Book and its blocks that hold msgids and codes of ours, never data.
_OURS: Final = frozenset(
    {"schema", "kind", "key", "main", "audience", "columns", "label", "series", "axis", "upto", "rules_fingerprint", "sha256", "version", "citations", "mark", "rule_id", "front"}
)  # fmt: skip
_END: Final = 4  # digits at the end of a NIP by which a page tells people of one name apart
_SORTED_FROM: Final = 8  # so many people in the order of their NIP are no accident


class Hiding(Protocol):
    """Who is called what; see `agency.privacy.disguise`. near: of whom a row speaks, by NIP."""

    def person(self, nip: str) -> str:
        """Return what a person is called."""

    def name(self, name: str, near: Collection[str] = ()) -> str:
        """Return what stands in the place of a name that fills its cell."""

    def text(self, text: str, near: Collection[str] = (), key: str = "") -> str:
        """Return a text without people; key: of the column or fact that holds it."""

    def whose(self, text: str) -> frozenset[str]:
        """Return whose name the whole text is; nobody's: empty."""

    def days(self, near: Collection[str]) -> frozenset[date]:
        """Return the days on which these people were born."""

    def nips_of(self, text: str) -> frozenset[str]:
        """Return whom a text names."""


def disguised(book: Book, hide: Hiding) -> Book:
    """Return the report without names and NIP; a day of birth is its year. Letters are left out, and nobody signs."""
    near = hide.nips_of(" ; ".join((book.subject, *book.filter.values())))
    walk = _Walk(hide, near)
    told = {
        one.name: walk.value(getattr(book, one.name), near)
        for one in fields(book)
        if one.name not in (*_OURS, "blocks", "paper", "letters", "title", "agency")
    }
    if _PERSON in book.filter:
        told["filter"] = {**told["filter"], _PERSON: _asked_about(book, hide)}
    blocks = tuple(walk.block(one) for one in book.blocks)
    return replace(book, **told, blocks=blocks, paper=_unsigned(book.paper), letters=None)


def _asked_about(book: Book, hide: Hiding) -> str:
    """Return what stands in the place of the person that a filter names: whatever was typed, a part of a name too, is not shown.

    Where the words do not name somebody whole, it is whoever the report speaks of, if that is one.
    """
    whom = hide.nips_of(book.filter[_PERSON])
    if not whom:
        rows: list[Any] = [
            one.rows[_PERSON] for one in book.data() if any(column.key == _PERSON for column in one.columns)
        ]
        whom = frozenset(nip for some in rows for nip in some if isinstance(nip, str))
        whom = whom if len(whom) == 1 else frozenset()
    return ", ".join(sorted(map(hide.person, whom))) or _SOMEBODY


def disguised_error(error: AsnkarierError, hide: Hiding) -> None:
    """Take people out of what a stop says."""
    walk = _Walk(hide, frozenset())
    error.facts = {name: walk.fact(fact, frozenset(), name) for name, fact in error.facts.items()}
    error.problems, error.choices, error.commands = (
        walk.value(one, frozenset()) for one in (error.problems, error.choices, error.commands)
    )


def _unsigned(paper: Paper | None) -> Paper | None:
    if paper is None:
        return None
    return replace(
        paper, signatories=tuple(replace(one, name="", nip="", rank="") for one in paper.signatories)
    )


class _Walk:
    """hide: what people are called; about: of whom the whole report speaks."""

    def __init__(self, hide: Hiding, about: Near) -> None:
        self.hide, self.about = hide, about

    def value(self, value: Any, near: Near, key: str = "") -> Any:
        """Return any value without people."""
        if value is None or isinstance(value, bool | int | float | Code | Competency | LawText):
            return value
        if isinstance(value, str):
            return self.hide.text(value, near, key)
        if isinstance(value, Said):
            return self._said(value, near)
        if isinstance(value, Mapping):
            return {self.value(name, near): self.value(one, near, str(name)) for name, one in value.items()}
        if isinstance(value, tuple):
            return tuple(self.value(one, near, key) for one in value)
        if isinstance(value, list | set | frozenset):
            return type(value)(self.value(one, near, key) for one in value)
        if isinstance(value, np.ndarray):
            return [self.value(one, near, key) for one in value.tolist()]
        if is_dataclass(value) and not isinstance(value, type):
            told = {
                one.name: self.value(getattr(value, one.name), near, one.name)
                for one in fields(value)
                if one.name not in _OURS
            }
            return replace(value, **told)
        return value

    def fact(self, fact: Any, near: Near, key: str) -> Any:
        """Return a fact of a sentence; a day of birth is its year."""
        if isinstance(fact, date) and not isinstance(fact, datetime):
            return fact.year if fact in self.hide.days(near) else fact
        return self.value(fact, near, key)

    def _said(self, told: Said, near: Near) -> Said:
        whom = near.union(*(self.hide.nips_of(one) for _, one in told.facts if type(one) is str))
        facts = tuple((name, self.fact(one, whom, name)) for name, one in told.facts)
        return told if facts == told.facts else replace(told, facts=facts)

    def block(self, block: Block | Page) -> Any:
        """Return a block without people."""
        if isinstance(block, Page):
            title = self._headed(block.title, _people_of(block, self.about))
            return replace(block, title=title, blocks=tuple(map(self.block, block.blocks)))
        if isinstance(block, Table | Record):
            return self._rows(block, block.columns)
        if isinstance(block, Chart):
            return self._rows(block, (block.label, *block.series))
        return self.value(block, self.about)

    def _headed(self, title: str, near: Near) -> str:
        """Return a title without people; the end of a NIP, which tells people of one name apart, goes with the name."""
        ends = {nip[-_END:] for nip in near}
        name = " ".join(one for one in title.split(" ") if one not in ends)
        # A name of two letters or of an everyday word is one here, where it fills the title of that person's page.
        if len(whom := near & self.hide.whose(name)) == 1:
            return self.hide.person(next(iter(whom)))
        shown = self.hide.text(title, near)
        return " ".join(one for one in shown.split(" ") if one not in ends) if shown != title else title

    def _rows(self, block: T, columns: Sequence[Column]) -> T:
        told = _texts_of(block.rows)
        kinds = {one.key: one.kind for one in columns}
        near = list(self._near(told, len(block.rows)))
        shown = {
            name: self._column(name, values, kinds.get(name, "text"), near, told)
            for name, values in told.items()
        }
        rows, note = _with_columns(block.rows, shown), self.value(block.note, self.about)
        title = self._headed(block.title, near[0] if isinstance(block, Record) and near else self.about)
        changed: Any = replace(block, rows=rows, note=note, title=title)
        if _BORN in kinds and not isinstance(block, Chart):
            changed = _years(changed)
        if isinstance(changed, Table):
            changed = _in_another_order(changed, told, kinds)
        made: T = changed
        return made

    def _near(self, told: Mapping[str, list[Any]], count: int) -> Iterator[Near]:
        """Yield of whom each row speaks: the people of its columns of NIP, else those of the report."""
        named = [values for name, values in told.items() if _is_nip(name)]
        if not named:
            yield from [self.about] * count
            return
        for cells in zip(*named, strict=True):
            nips = frozenset(one for one in cells if isinstance(one, str) and one)
            yield nips or self.about

    def _column(
        self, name: str, values: list[Any], kind: str, near: list[Near], told: Mapping[str, list[Any]]
    ) -> list[Any]:
        if kind in _CODES:
            return values
        if kind == "nip" or _is_nip(name):
            return [self.hide.person(one) if isinstance(one, str) and one else one for one in values]
        if name == _NAME or name.endswith(f"_{_NAME}"):
            return self._names(values, near, _beside(name, told))
        if name in _USERS:
            each = zip(values, near, strict=True)
            return [self.hide.name(one, few) if isinstance(one, str) and one else one for one, few in each]
        act: Callable[[Any, Near, str], Any] = self.fact if kind in _SAYING else self.value
        return [act(one, few, name) for one, few in zip(values, near, strict=True)]

    def _names(self, values: list[Any], near: list[Near], nips: list[Any] | None) -> list[Any]:
        """Return a column of names, or of lists of names: a person is called by the NIP beside it, where there is one."""
        beside = nips if nips is not None else [None] * len(values)
        return [self._called(*one) for one in zip(values, beside, near, strict=True)]

    def _called(self, name: Any, nip: Any, near: Near) -> Any:
        if isinstance(name, str) and name:
            return self.hide.person(nip) if isinstance(nip, str) and nip else self.hide.name(name, near)
        if isinstance(name, list | tuple):
            alike = isinstance(nip, list | tuple) and len(nip) == len(name)
            return [
                self._called(one, other, near)
                for one, other in zip(name, nip if alike else [None] * len(name), strict=True)
            ]
        return self.value(name, near)


def _people_of(page: Page, about: Near) -> Near:
    """Return of whom a page is: whom its records are about, else whom the report is about."""
    told = [_texts_of(one.rows).get(_PERSON, ()) for one in page.blocks if isinstance(one, Record)]
    return frozenset(nip for cells in told for nip in cells if isinstance(nip, str) and nip) or about


def _is_nip(name: str) -> bool:
    return name == "nip" or name.endswith("_nip") or name.startswith("nip_")


def _beside(name: str, told: Mapping[str, list[Any]]) -> list[Any] | None:
    """Return the column of NIP that stands beside a column of names."""
    stem = name.removesuffix(_NAME).removesuffix("_")
    return next((told[one] for one in ((f"{stem}_nip", stem) if stem else ("nip",)) if one in told), None)


def _texts_of(rows: Any) -> dict[str, list[Any]]:
    """Return the columns that may hold texts; figures and days name nobody."""
    if isinstance(rows, PlainRows):
        return {name: list(values) for name, values in rows.columns.items()}
    kinds = pd.api.types
    asked = (kinds.is_numeric_dtype, kinds.is_bool_dtype, kinds.is_datetime64_any_dtype)
    return {
        str(name): rows[name].astype(object).tolist()
        for name in rows.columns
        if not any(one(rows[name]) for one in asked)
    }


def _with_columns(rows: Any, shown: Mapping[str, list[Any]]) -> Any:
    if isinstance(rows, PlainRows):
        return PlainRows({**rows.columns, **shown})
    return rows.assign(**{name: _series(rows[name], values) for name, values in shown.items()})


def _series(old: Any, values: list[Any]) -> Any:
    kind = object if isinstance(old.dtype, pd.CategoricalDtype) else old.dtype
    filled = np.empty(len(values), dtype=object)
    for place, one in enumerate(values):  # a list is one value
        filled[place] = one
    return pd.Series(filled, index=old.index, dtype=kind)


def _years(block: Any) -> Any:
    """Return the rows with years of birth in the place of days."""
    rows = block.rows
    columns = tuple(replace(one, kind="integer") if one.key == _BORN else one for one in block.columns)
    if isinstance(rows, PlainRows):
        years = [None if one is None else one.year for one in rows.columns[_BORN]]
        return replace(block, columns=columns, rows=PlainRows({**rows.columns, _BORN: years}))
    return replace(
        block,
        columns=columns,
        rows=rows.assign(**{_BORN: pd.to_datetime(rows[_BORN]).dt.year.astype("Int64")}),
    )


def _in_another_order(table: Table, told: Mapping[str, list[Any]], kinds: Mapping[str, str]) -> Table:
    """Return a table that stood in the order of the NIP, which is that of birth, in the order of the pseudonyms."""
    for name, kind in kinds.items():
        nips = told.get(name)
        if kind != "nip" or not nips or not all(isinstance(one, str) for one in nips):
            continue
        people = list(dict.fromkeys(nips))
        if len(people) < _SORTED_FROM or nips != sorted(nips):
            return table
        shown = list(table.rows[name])
        order = sorted(range(len(shown)), key=shown.__getitem__)
        rows = table.rows
        if isinstance(rows, PlainRows):
            rows = PlainRows({key: [values[one] for one in order] for key, values in rows.columns.items()})
            return replace(table, rows=rows)
        return replace(table, rows=rows.iloc[order].reset_index(drop=True))
    return table

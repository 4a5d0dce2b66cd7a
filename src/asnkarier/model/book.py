"""A report as plain data, before anyone decides whether it becomes a table, JSON, CSV or a workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Self

from asnkarier.model.said import LawText

if TYPE_CHECKING:
    import pandas as pd

    from asnkarier.model.office.calendar import CalendarEvent
    from asnkarier.model.office.front import Front
    from asnkarier.model.office.letters import Letters
    from asnkarier.model.office.signing import Paper
    from asnkarier.model.said import Said

ColumnKind = Literal["text", "nip", "integer", "number", "percent", "money", "exact", "date", "level", "gap", "status", "list", "flag", "kompetensi", "standar", "law", "remark", "said"]  # fmt: skip
Audience = Literal["all", "people", "machines"]
ChartKind = Literal["bar", "stacked", "line", "histogram", "matrix", "boxes"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its machine key, its label for people (an English msgid), and how it is shown.

    kind: `percent` and `number` show two decimals, `level` and `gap` up to two, `exact` is a fact as it was stored, rounded nowhere but on the screen; `gap` is coloured by sign, `status` by value;
    `list` holds a sequence or mapping (JSON keeps it, text shows it joined); `flag` is true, false or missing; `kompetensi` and `standar` hold an id and show its words;
    `law` is the value of a rule as one line of data, shown in words;
    `remark` is a text of ours whose codes, days and figures are shown as the language writes them;
    `said` holds a `model.said.Said`, a bare code or nothing: people and programs read its sentence, programs also find `KEY_code`
    and, in JSON, `KEY_facts`.
    width: characters in a workbook at most, of a kind that can wrap. terminal: False leaves it out of the terminal table.
    importance: which columns stay when the terminal is narrow (0 stays longest); None is the column's own position, so
    that without any the order of columns is the order of importance. The columns shown keep the report's order.
    whole: a terminal shows every line of its cells; half of what somebody must do is of no use.
    behind: in a workbook it stands on a sheet of details behind the others, so that what is read first is printed on one page's width.
    least: the cells to which a terminal may narrow it, wrapping it (None: as others of its kind). summed: its figures add up, and a workbook does so below them.
    on_paper: False for the name of a rule whose title stands beside it: a terminal and programs have it, workbooks and PDFs do not.
    """

    key: str
    label: str
    kind: ColumnKind = "text"
    width: int | None = None
    terminal: bool = True
    importance: int | None = None
    whole: bool = False
    behind: bool = False
    least: int | None = None
    summed: bool = False
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class PlainRows:
    """Rows of a short report as columns of Python values, all of one length; missing is None. A few lines need no library of tables, which takes longer to load.

    columns: key -> values. A day is a `date`, a number an `int` or `float`.
    """

    columns: Mapping[str, Sequence[Any]]

    @classmethod
    def of(cls, lines: Iterable[Mapping[str, Any]], keys: Iterable[str]) -> Self:
        """Return the rows whose cells `lines` name; keys: the columns, in order. KeyError: a line lacks one."""
        rows = list(lines)
        return cls({key: [row[key] for row in rows] for key in keys})

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, key: str) -> Sequence[Any]:
        """Return the values of a column; KeyError when there is none of that key."""
        return self.columns[key]

    def head(self, count: int) -> "PlainRows":
        """Return the first `count` rows."""
        return PlainRows({key: values[:count] for key, values in self.columns.items()})


@dataclass(frozen=True, slots=True)
class Table:
    """Many lines of one kind. `rows` is a DataFrame or `PlainRows` with a column for every key (extra columns are ignored).

    key: its name in JSON (`rows`, `postponed` …); the table called `rows` is what CSV holds, unless the book says otherwise. terminal: False leaves it out of the
    terminal, which then only says how many rows it has, and out of what is printed. terminal_limit: rows shown on a terminal (None: all; 0: only how
    many there are). audience: where the same facts need two shapes, the one for people (terminal, workbook) and the one for
    machines (JSON, CSV), whose keys and values never change.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: "pd.DataFrame | PlainRows"
    terminal_limit: int | None = 40
    note: str = ""
    terminal: bool = True
    audience: Audience = "all"


@dataclass(frozen=True, slots=True)
class Record:
    """Facts about one thing, label beside value: `rows` has exactly one row; an object in JSON, called `key`. See `Table`."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: "pd.DataFrame | PlainRows"
    note: str = ""
    terminal: bool = True
    audience: Audience = "all"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures that the report's tables hold too, or sum up; machine forms leave it out.

    `label` names each line of `rows`, `series` are its figures. What the kinds show:
    bar, histogram: one series; `upto`: the most that a figure may still be, where it is not certain.
    stacked: the series of a line after each other. line: each series over the labels, in their order.
    matrix: a shade for each figure. boxes: how many stand where (labels from high to low, series from low to high).
    axis: what the figures count (msgid). most: the end of the scale (None: the largest figure). none: the label of a figure that is not there.
    """

    kind: ChartKind
    title: str
    label: Column
    series: tuple[Column, ...]
    rows: "pd.DataFrame"
    axis: str = ""
    most: float | None = None
    upto: Column | None = None
    note: str = ""
    terminal: bool = True
    none: str = "unknown"


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences to be read as they stand, one paragraph each: what was said (`model.said`), msgids, or finished sentences."""

    paragraphs: "tuple[str | Said, ...]"
    title: str = ""
    terminal: bool = True


Block = Table | Record | Chart | Text


@dataclass(frozen=True, slots=True)
class Page:
    """Blocks that are read and printed together: one worksheet in a workbook. Outside a page a table has a worksheet of its own.

    one_sheet: it is printed on one sheet of paper, upright, however small that makes it. appendix: one of many that say more of what
    the lists before them hold; printed only where that is asked for.
    """

    title: str
    blocks: tuple[Block, ...]
    one_sheet: bool = False
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that the figures rest on, with its sha256 and the rows read from it."""

    file: str
    kind: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class CitationLine:
    """One citation used in the report, as the "Dasar Hukum" sheet prints it.

    mark: how well the value is supported (C2, C1, X, M; empty for an agency's own rule). amended_unread: what changed the cited
    article by the day of the report and was not read, by name. note: what the rule's file remarks. told: its value as
    people read it, where it is a table; programs have `value` alone.
    """

    rule_id: str
    title: LawText | str
    value: LawText | str
    citation: str
    status_sumber: str
    in_force_since: str
    mark: str = ""
    amended_unread: str = ""
    note: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What can be done about something that a report leaves open or empty: why, and the commands as they are typed, in order."""

    why: "Said"
    commands: tuple[str, ...]


LeaningKind = Literal["declared_register", "policy_default", "agency_policy", "setting"]


@dataclass(frozen=True, slots=True)
class Leaning:
    """Something that verdicts of a report rest on although it is neither a fact nor the law.

    mark: its short name in rows (`D1`, `K2`). kind: a register declared complete, a policy as shipped, a policy of the
    agency's own, a switch of config.yaml. key: its name there, or the rule's id. place: file and line that say it.
    rules: the ids of the rules that say the same of several classes of posts. people: how many verdicts would be others
    without it; None: that was not asked.
    """

    mark: str
    kind: LeaningKind
    key: str
    title: LawText | str
    value: LawText | str
    place: str
    citation: str = ""
    rules: tuple[str, ...] = ()
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A whole report: cover facts, blocks in the order in which they are read, citations.

    subject: what or whom the report is about, shown under the title as it is.
    doubt: why the store behind it may not hold what was stored; a finished sentence that stands above everything else.
    main: the table that CSV holds and that --columns, --sort and --limit cut.
    filter: what narrows the report down, by the name of the option: a unit, a person, how many rows.
    next_steps: what to do about what is open or empty. leans_on: what the verdicts rest on beside facts and law. Both are
    part of the report for people and in JSON, never in CSV. events: what a calendar program is given; None: the report is no calendar.
    paper: whose letterhead a workbook has and who signs it; None: places to be filled by hand. letters: what it writes as .docx; None: none.
    front: the lines that the first sheet of a workbook names; None: the first lines of the main table.
    """

    schema: str
    title: str
    as_of: date
    agency: str
    blocks: tuple[Block | Page, ...]
    inputs: tuple[InputFile, ...] = ()
    rules_fingerprint: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    citations: tuple[CitationLine, ...] = ()
    notes: tuple[str, ...] = ()
    version: str = ""
    subject: str = ""
    doubt: str = ""
    filter: Mapping[str, str] = field(default_factory=dict)
    next_steps: tuple[NextStep, ...] = ()
    leans_on: tuple[Leaning, ...] = ()
    main: str = "rows"
    events: "tuple[CalendarEvent, ...] | None" = None
    paper: "Paper | None" = None
    letters: "Letters | None" = None
    front: "Front | None" = None

    def data(self) -> Iterator[Table | Record]:
        """Yield what machine forms hold: the tables and records, those of pages too, in their order."""
        for block in self._flat():
            if isinstance(block, Table | Record) and block.audience != "people":
                yield block

    def block(self, key: str) -> Table | Record | None:
        """Return the table or record of this key as machine forms hold it, None where there is none."""
        return next((one for one in self.data() if one.key == key), None)

    def lines(self, key: str) -> "pd.DataFrame":
        """Return the lines of the table or record of this key; KeyError where the report has none."""
        found = self.block(key)
        if found is None:
            raise KeyError(key)
        if not isinstance(found.rows, PlainRows):
            return found.rows
        import pandas as pd

        return pd.DataFrame(found.rows.columns)

    def shown(self) -> Iterator[Block]:
        """Yield what people read, block by block, those of pages too."""
        return filter(for_people, self._flat())

    def _flat(self) -> Iterator[Block]:
        for one in self.blocks:
            yield from one.blocks if isinstance(one, Page) else (one,)


def for_people(block: Block) -> bool:
    """Return whether people read `block`."""
    return not (isinstance(block, Table | Record) and block.audience == "machines")

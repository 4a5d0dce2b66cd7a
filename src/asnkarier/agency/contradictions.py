"""What a sheet says against itself, against other files, and against the law's own tables; told, never mended."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import pandas as pd

from asnkarier.agency.known import EVERYBODY, with_meaning
from asnkarier.agency.provenance import told_apart
from asnkarier.agency.vocabulary import asked_competencies, reading_vocabulary
from asnkarier.analysis.contradictions.context import NAMED, context_contradictions, named_otherwise
from asnkarier.analysis.contradictions.dates import year_contradictions
from asnkarier.analysis.contradictions.find import Facts, find_contradictions, no_rows
from asnkarier.analysis.contradictions.lists import orphans
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.contradictions.replaced import DATED, replaced_contradictions
from asnkarier.analysis.contradictions.table import together
from asnkarier.model.frames import PROVENANCE, TABLES
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.reports.shown.labels import label_of
from asnkarier.sheets.rows.raw import column_index
from asnkarier.sheets.schema import schemas
from asnkarier.store.records import SourceSheet

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.sheets.reading import SheetReading
    from asnkarier.store.store import Store

_THIS_FILE: Final = 0  # no sheet in the store has this number
_ABOUT_PEOPLE: Final = tuple(
    one for one, table in TABLES.items() if "nip" in table.columns[:1] and one != "employees"
)
_NEEDS_EMPLOYEES: Final = ("employees", "positions")
_EMPLOYEES: Final = [*TABLES["employees"].columns, *PROVENANCE]
_NAMES: Final = list(NAMED)
# An old recap names the post of its day, and a plan of several years counts its classes anew in each.
_NOTES: Final = frozenset(("JABATAN-LAIN", "UNIT-LAIN", "KELAS-DUA-TAHUN"))
_PAIRS: Final = "mentoring_pairs"
# One import asks after the same people for every file; the answer lives as long as the open store.
_PEOPLE: "WeakKeyDictionary[Store, tuple[object, pd.DataFrame]]" = WeakKeyDictionary()


def contradictions(
    workspace: "Workspace",
    reading: "SheetReading",
    store: "Store | None" = None,
    beside: "Sequence[SheetReading]" = (),
    day: date | None = None,
) -> list[Problem]:
    """Return the warnings about the accepted rows of `reading`, against what the store already knows.

    store None: the workspace's store is opened for reading; where there is none yet, the sheet is held against itself
    only. beside: all tables of the same file, of which none is stored yet. What two other files say to each other is
    left to `asn check`. day: from which the sheet counts (None: the workspace's); what later lists of employees say is no side.
    """
    if reading.kind is None or reading.accepted.empty:
        return []
    others, day = [one for one in beside if one is not reading], day or workspace.as_of
    if store is None and workspace.store_path.is_file():
        with workspace.open_store("r") as opened:
            return _against(_Known(workspace, reading, opened, others, day))
    return _against(_Known(workspace, reading, store, others, day))


def _against(known: "_Known") -> list[Problem]:
    store = known.store
    found = find_contradictions(known.facts(), known.workspace.rulebook)
    years = [year_contradictions(known.new)] if known.kind == "training_plan" else []
    found = together([found, known.said_otherwise(), known.replaced(), *years])
    mine = found[(found["source_id"] == _THIS_FILE) | (found["other_source_id"] == _THIS_FILE)]
    sources: dict[int, SourceSheet] = {}
    if store is not None and not mine.empty:
        sources.update(told_apart(store.sources(), store.batches(), beside=known.reading.file))
    sources |= known.sheets
    told = [*(_problem(row, sources) for row in mine.to_dict("records")), *known.strangers()]
    return sorted(told, key=_down_the_sheet)


def _down_the_sheet(problem: Problem) -> tuple[str, str, int, int]:
    """Return the order in which somebody mends a list: kind by kind, from the top to the bottom, left to right."""
    place = problem.location
    letters = (place.cell or "").rstrip("0123456789")  # empty for a whole row
    row = (place.cell or "").removeprefix(letters)
    return problem.code, place.sheet or "", int(row or 0), column_index(letters) if letters else -1


class _Known:
    """The facts of one sheet among those of the store that concern the same people."""

    def __init__(
        self,
        workspace: "Workspace",
        reading: "SheetReading",
        store: "Store | None",
        beside: "Sequence[SheetReading]",
        day: date,
    ) -> None:
        self.day = day
        self.workspace, self.reading, self.store = workspace, reading, store
        self.kind = reading.kind or ""
        self.new = reading.accepted.assign(source_id=_THIS_FILE)
        # The sheets of the file that are not stored yet have numbers that no stored sheet has.
        self.beside = {_THIS_FILE - 2 - place: one for place, one in enumerate(beside) if len(one.accepted)}
        self.sheets = {number: _sheet(one) for number, one in {_THIS_FILE: reading, **self.beside}.items()}
        self.employees = self._employees()

    def _employees(self) -> pd.DataFrame | None:
        """Return what is said elsewhere about employees, oldest word first; None when nobody is known or asked for."""
        if self.kind not in _NEEDS_EMPLOYEES:
            return None
        parts = [] if self.store is None else [self.store.versions("employees", EVERYBODY, self.day)]
        parts += [
            one.accepted.assign(source_id=number)
            for number, one in self.beside.items()
            if one.kind == "employees"
        ]
        known = [part.reindex(columns=_EMPLOYEES) for part in parts if len(part)]
        return pd.concat(known, ignore_index=True) if known else None

    def facts(self) -> Facts:
        """Return what the new sheet must be held against; only what concerns it is read."""
        empty = Facts(self.workspace.as_of)
        return Facts(
            self.workspace.as_of,
            self._register(),
            self._people_of("positions") if self.kind in _NEEDS_EMPLOYEES else empty.positions,
            self.new if self.kind == "appraisals" else empty.appraisals,
            self._load("units") if self.kind in ("employees", "vacancies") else empty.units,
            self._courses() if self.kind == "courses" else empty.courses,
            self.new if self.kind == "vacancies" else empty.vacancies,
            self._beside_undated() if self.kind == "assessments" else empty.assessments,
            self._asked() if self.kind == "courses" else None,
            trainings=self.new if self.kind == "trainings" else empty.trainings,
            plan=self.new if self.kind == "training_plan" else empty.plan,
            mentoring=self.new if self.kind == _PAIRS else empty.mentoring,
        )

    def _courses(self) -> pd.DataFrame:
        return with_meaning(self._with_new("courses"), reading_vocabulary(self.workspace).meaning)

    def _asked(self) -> frozenset[str] | None:
        workspace = self.workspace
        if not workspace.has_standards:
            return None
        return asked_competencies(workspace.catalog, workspace.rulebook, workspace.as_of)

    def _register(self) -> Register | None:
        parts = []
        if self.employees is not None and self.kind in _NEEDS_EMPLOYEES:
            parts.append(self.employees[self.employees["nip"].isin(self.new["nip"])])
        if self.kind == "employees":
            parts.append(self.new)
        known = [part.reindex(columns=_EMPLOYEES) for part in parts if len(part)]
        return Register(pd.concat(known, ignore_index=True)) if known else None

    def _load(self, table: str) -> pd.DataFrame:
        if self.store is None:
            return no_rows(table)
        return self.store.load(table, self.workspace.as_of)

    def _people_of(self, table: str) -> pd.DataFrame:
        """Return the facts of `table` about the people of the sheet, the sheet's own among them."""
        frame = self._with_new(table) if self.kind == table else self._load(table)
        return frame[frame["nip"].isin(self.new["nip"])].reset_index(drop=True)

    def _beside_undated(self) -> pd.DataFrame:
        """Return the undated levels of the sheet and every dated one of their people."""
        undated = self.new[self.new["tanggal_asesmen"].isna()]
        if undated.empty:
            return no_rows("assessments")
        return beside_undated(undated, self._with_new("assessments"))

    def _with_new(self, table: str) -> pd.DataFrame:
        known = self._load(table)
        both = pd.concat([known, self.new.reindex(columns=known.columns)] if len(known) else [self.new])
        return both.drop_duplicates(list(TABLES[table].key), keep="last", ignore_index=True)

    def said_otherwise(self) -> pd.DataFrame:
        """Return where the sheet, which is about people, gives another name, post or unit than their own list."""
        owners = (
            self.new[["nip", "row"]].drop_duplicates() if len(self.reading.context) else self.new.iloc[:0]
        )
        if owners.empty:
            return together([])
        said = self.reading.context.merge(owners, on="row", validate="many_to_one").drop(columns="row")
        said = said.rename(columns={"cell_row": "row", "cell_col": "col"}).assign(source_id=_THIS_FILE)
        known = self._listed()
        known = known[known["nip"].isin(said["nip"])]
        names = said[said["field"] == "nama"].rename(columns={"value": "nama"})
        parts = [named_otherwise(names, known, _THIS_FILE)]
        if len(known) and self.kind != "positions":  # a history names the posts of other days
            parts += context_contradictions(said, Register(known))
        return together(parts)

    def replaced(self) -> pd.DataFrame:
        """Return what the sheet says otherwise than a list before it of the same year or day of assessment."""
        if self.store is None or self.kind not in DATED:
            return together([])
        return replaced_contradictions(self.kind, self._load(self.kind), self.new)

    def _listed(self) -> pd.DataFrame:
        """Return whom lists of employees name, in the store and beside the sheet, oldest word first: `_NAMES`."""
        parts = [] if self.store is None else [_people(self.store, self.workspace.as_of)]
        parts += [
            one.accepted.assign(source_id=number).reindex(columns=_NAMES)
            for number, one in self.beside.items()
            if one.kind == "employees"
        ]
        known = [part for part in parts if len(part)]
        return pd.concat(known, ignore_index=True) if known else pd.DataFrame(columns=_NAMES)

    def strangers(self) -> list[Problem]:
        """Return a warning for everybody in the sheet whom no list of employees knows, or one note when there is none."""
        if self.store is None or not (self.kind in _ABOUT_PEOPLE or self.reading.of_punishments):
            return []
        listed, where = self._listed(), (self.reading.file, self.reading.sheet)
        nips = pd.Index(listed.loc[listed["nama"].notna(), "nip"].unique())
        if nips.empty:
            people = int(self.new["nip"].nunique())
            return [Problem("ORANG-BELUM-ADA", Severity.NOTE, Location(*where), {"people": people})]
        fields = ("nip", "nip_mentor") if self.kind == _PAIRS else ("nip",)
        letters = self.reading.columns
        return [
            Problem(
                "ORANG-TIADA",
                Severity.WARNING,
                Location(*where, f"{letters.get(field, '')}{row}"),
                {"value": nip},
            )
            for field in fields
            for nip, row in self._unknown(field, nips)
        ]

    def _unknown(self, field: str, nips: pd.Index) -> Iterator[tuple[str, int]]:
        """Return whom no list of employees knows, each with his first row here."""
        found = orphans({self.kind: self.new.assign(nip=self.new[field])}, nips).sort_values("row")
        return zip(found["nip"], found["row"], strict=True)


def _people(store: "Store", as_of: date) -> pd.DataFrame:
    """Return what each list of employees known on `as_of` calls them; read again only when such a list came or went."""
    lists = tuple((one.batch_id, one.status) for one in store.batches() if one.table == "employees")
    held, people = _PEOPLE.get(store, (None, pd.DataFrame(columns=_NAMES)))
    if held != (lists, as_of):
        people = store.versions("employees", EVERYBODY, as_of)[_NAMES]
        _PEOPLE[store] = (lists, as_of), people
    return people


def _sheet(reading: "SheetReading") -> SourceSheet:
    return SourceSheet(reading.file, reading.sheet, tuple(reading.header_rows), reading.columns)


def beside_undated(undated: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Return these undated levels, and of `levels` the dated ones of the same people."""
    dated = levels[levels["tanggal_asesmen"].notna() & levels["nip"].isin(undated["nip"])]
    if dated.empty:
        return no_rows("assessments")
    return pd.concat([undated.reindex(columns=levels.columns), dated], ignore_index=True)


def _problem(row: Mapping[Any, Any], sources: Mapping[int, SourceSheet]) -> Problem:
    here, there = (_place(row, prefix, sources) for prefix in ("", "other_"))
    mine = here if row["source_id"] == _THIS_FILE else there
    names = ("field", "value", "other_field", "other_value", "people")
    facts = {name: "" if pd.isna(row[name]) else row[name] for name in names}
    facts |= {name: _heading(row, name) for name in ("field", "other_field") if facts[name]}
    facts |= {"cell": _shown(here, mine), "other": _shown(there, mine)}
    if row["code"] == "FAKTA-DIGANTI":
        facts |= {name: label_of(facts[name]) for name in ("value", "other_value")}
    if row["code"] == "KINERJA-PREDIKAT-BEDA":
        facts |= {"stated": label_of(row["value"]), "expected": label_of(row["other_value"])}
    return Problem(row["code"], Severity.NOTE if row["code"] in _NOTES else Severity.WARNING, mine, facts)


def _heading(row: Mapping[Any, Any], name: str) -> str:
    """Return the heading of the field that a side speaks of, as the templates write it."""
    return schemas()[row[name.replace("field", "table")]].fields[row[name]].heading


def _place(row: Mapping[Any, Any], prefix: str, sources: Mapping[int, SourceSheet]) -> Location:
    source = sources.get(row[f"{prefix}source_id"])
    if source is None:
        return Location("")
    col = row[f"{prefix}col"]
    letters = col if isinstance(col, str) and col else source.columns.get(row[f"{prefix}field"], "")
    return Location(source.file, source.sheet, f"{letters}{row[f'{prefix}row']}")


def _shown(place: Location, here: Location) -> str:
    """Return a place as briefly as it can be said beside `here`."""
    same = (place.file, place.sheet) == (here.file, here.sheet)
    return (place.cell or "") if same else str(place)

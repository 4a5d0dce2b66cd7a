"""The sheets beside the levels: weights and critical competencies, trainings, experience."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from asnkarier.model.draft import Draft, DraftExperience, DraftTraining
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.results import Parser
from asnkarier.sheets.standards.drafts import by_name
from asnkarier.sheets.standards.headings import ALIASES, Columns
from asnkarier.sheets.standards.naming import Group, Naming, Unnamed
from asnkarier.sheets.standards.rows import Row, read_rows

Beside = Literal["bobot", "pelatihan", "pengalaman"]
_FIELDS: Final[Mapping[Beside, tuple[str, ...]]] = {
    "bobot": ("kompetensi", "bobot", "kritis"),
    "pelatihan": ("pelatihan", "jenis", "tingkat"),
    "pengalaman": ("pengalaman", "tahun", "tingkat"),
}
_ANY: Final[tuple[Group | None, ...]] = (None, "teknis")
_TOLD: Final[tuple[Beside, ...]] = ("pelatihan", "pengalaman")


def kind_beside(columns: Columns) -> Beside | None:
    """Return what a sheet says beside the levels, None when it is no such sheet."""
    fields = set(columns.fields)
    if not columns.is_beside:
        return None
    return next((kind for kind in _TOLD if kind in fields), "bobot")


@dataclass(slots=True)
class Additions:
    """What the sheets beside the levels add to drafts, by the place of the draft in their list."""

    drafts: list[Draft]
    pelatihan: dict[int, list[DraftTraining]] = field(default_factory=dict)
    pengalaman: dict[int, list[DraftExperience]] = field(default_factory=dict)
    bobot: dict[int, dict[str, float]] = field(default_factory=dict)
    kritis: dict[int, set[str]] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)

    def add(
        self,
        kind: Beside,
        columns: Columns,
        naming: Naming,
        parsers: Mapping[str, Parser],
        findings: Findings,
    ) -> None:
        """Take the rows of one sheet; a row about a position without levels is told at its cell."""
        names = ("standar", "jabatan", *_FIELDS[kind])
        wanted = {name: (columns.fields[name], parsers[name]) for name in names if name in columns.fields}
        self.said |= {"bobot", "kritis"} & set(wanted) if kind == "bobot" else {kind}
        known = by_name(self.drafts)
        places = {id(draft): place for place, draft in enumerate(self.drafts)}
        for row in read_rows(columns, wanted, (_FIELDS[kind][0],), parsers["level"], findings):
            draft = _whose(row, known)
            if draft is None:
                if row.values.get("jabatan") or row.values.get("standar"):
                    name = "; ".join(row.values.get("jabatan", (row.values.get("standar", ""),)))
                    findings.error("SKJ-ASING", row.place.cell, name=name)
                continue
            self._take(kind, row, places[id(draft)], naming, findings)

    def _take(self, kind: Beside, row: Row, place: int, naming: Naming, findings: Findings) -> None:
        values = row.values
        if kind == "bobot":
            self._weigh(row, place, naming, findings)
        elif values.get(kind) is None or values.get("tingkat") is None:
            if row.cells.keys() >= {kind} and "tingkat" not in row.cells:
                findings.error("SKJ-NILAI-TIADA", row.at(kind).cell, heading=ALIASES["tingkat"][0])
        elif kind == "pelatihan":
            training = DraftTraining(values["pelatihan"], values.get("jenis"), values["tingkat"])
            self.pelatihan.setdefault(place, []).append(training)
        else:
            experience = DraftExperience(values["pengalaman"], values.get("tahun"), values["tingkat"])
            self.pengalaman.setdefault(place, []).append(experience)

    def _weigh(self, row: Row, place: int, naming: Naming, findings: Findings) -> None:
        draft, text, cell = self.drafts[place], row.values.get("kompetensi", ""), row.at("kompetensi").cell
        meant = [naming.named(text, group) for group in _ANY]
        found = next((one for one in meant if isinstance(one, str) and one in draft.levels), meant[0])
        if isinstance(found, Unnamed):
            code = "SKJ-KOLOM-MIRIP" if found.nearest else "SKJ-KOLOM-ASING"
            findings.error(code, cell, name=text, nearest=found.nearest or "-")
        elif draft.levels.get(found) is None:
            findings.error("SKJ-TIDAK-DIMINTA", cell, name="; ".join(draft.jabatan), kompetensi=text)
        elif found in self.bobot.get(place, {}) or found in self.kritis.get(place, ()):
            findings.error("SKJ-KOMPETENSI-GANDA", cell, name=text, other=findings.sheet or "-")
        else:
            if "bobot" in row.values:
                self.bobot.setdefault(place, {})[found] = row.values["bobot"]
            if row.values.get("kritis"):
                self.kritis.setdefault(place, set()).add(found)

    def added(self) -> list[Draft]:
        """Return the drafts with what was added."""
        return [
            replace(
                draft,
                said=draft.said | self.said,
                pelatihan=tuple(self.pelatihan.get(place, ())),
                pengalaman=tuple(self.pengalaman.get(place, ())),
                bobot={**draft.bobot, **self.bobot.get(place, {})},
                kritis=draft.kritis | self.kritis.get(place, set()),
            )
            for place, draft in enumerate(self.drafts)
        ]


def _whose(row: Row, known: Mapping[str, Draft]) -> Draft | None:
    if "standar" in row.values:
        found = known.get(f"/{row.values['standar']}")
        if found is not None:
            return found
    names = row.values.get("jabatan", ())
    return next((draft for name in names if (draft := known.get(normalise_jabatan(name)))), None)

"""The needs of units by competency as one picture: the rows of the report on needs, turned so that units stand below and competencies beside each other."""

from typing import TYPE_CHECKING, Final

from asnkarier.late import pd
from asnkarier.model.book import Book, Chart, Column
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import competency_words

if TYPE_CHECKING:
    import pandas  # noqa: ICN001 - `pd` is the late one

TITLE: Final = N_("Levels short, unit by competency")
_NOTE: Final = N_(
    "The units and competencies with the most levels short; darker is more. A dash: nobody of the unit is known to be short."
)
_NOTE_OF_FEW: Final = N_(
    "The units and competencies with the most levels short; darker is more. A dash: nobody of the unit is known to be short, or too few to be shown."
)
_UNITS, _COMPETENCIES = 30, 10


def heatmap(book: Book, *, people: int = 1) -> Chart | None:
    """Return the matrix of `levels_short` out of the report on needs by unit; None where nobody is short.

    people: a figure of fewer people short is left out.
    """
    rows = book.lines("rows")
    rows = rows[rows["people_short"].ge(people) & rows["levels_short"].gt(0) & rows["unit_kerja"].notna()]
    if not len(rows):
        return None
    wide = rows.pivot_table(
        index="unit_kerja", columns="kompetensi", values="levels_short", aggfunc="sum", observed=True
    )
    wide = wide.loc[_largest(wide.sum(axis=1), _UNITS), _largest(wide.sum(axis=0), _COMPETENCIES)]
    series = tuple(Column(str(name), competency_words(str(name)), "level") for name in wide.columns)
    unit = Column("unit_kerja", N_("Unit"))
    lines = pd.DataFrame(
        {
            "unit_kerja": wide.index.astype("str"),
            **{str(name): wide[name].to_numpy() for name in wide.columns},
        }
    )
    note = _NOTE if people == 1 else _NOTE_OF_FEW
    return Chart("matrix", TITLE, unit, series, lines, axis=N_("levels short"), note=note)


def _largest(sums: "pandas.Series[float]", most: int) -> list[str]:
    """Return the names of the largest sums, those of equal sums by name."""
    pairs = zip(map(str, sums.index), sums.tolist(), strict=True)
    return [name for name, _ in sorted(pairs, key=lambda pair: (-pair[1], pair[0]))][:most]

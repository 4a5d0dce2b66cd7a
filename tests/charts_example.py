"""One chart of every kind, gaps in the data included, that the tests of charts share."""

import pandas as pd

from asnkarier.model.book import Chart, Column

STATUS = Column("kategori", "Category", "status")
WHO = Column("kompetensi", "Competency", "kompetensi")
YEAR = Column("tahun", "Year", "integer")
LOW, HIGH = Column("low", "Points at least", "number"), Column("high", "Points at most", "number")


def counts():
    return pd.DataFrame({"kategori": ["MS", "MMS", "KMS", "belum_dapat_dinilai"], "people": [238, 59, 1, 0]})


def charts():
    people = Column("people", "People", "integer")
    spans = pd.DataFrame(
        {"kompetensi": ["integritas", "pengembangan_diri_dan_orang_lain", "komunikasi"], "low": [84.1, 50, None], "high": [89.1, 50, None]}
    )  # fmt: skip
    parts = tuple(Column(code, code, "integer") for code in ("MS", "MMS", "KMS"))
    units = pd.DataFrame(
        {"kompetensi": ["integritas", "komunikasi"], "MS": [8, 2], "MMS": [1, 2], "KMS": [1, 0]}
    )
    years = pd.DataFrame(
        {"tahun": [2022, 2023, 2024, 2025], "low": [60, None, 80, 100.0], "high": [1.0, 2, 3, 4]}
    )
    bins = pd.DataFrame({"tahun": [60, 70, 80], "people": [3, 12, 7]})
    grid = pd.DataFrame(
        {
            "kategori": ["tinggi", "menengah", "rendah"],
            "MS": [4, 0, 1],
            "MMS": [1, 25, 0],
            "KMS": [0, 2, None],
        }
    )
    return (
        Chart("bar", "People by category", STATUS, (people,), counts(), axis="people"),
        Chart("bar", "Scores", WHO, (LOW,), spans, most=100, upto=HIGH),
        Chart("stacked", "Categories by competency", WHO, parts, units),
        Chart("line", "Over the years", YEAR, (LOW, HIGH), years),
        Chart("histogram", "Spread", YEAR, (people,), bins),
        Chart("matrix", "Levels", WHO, parts, units),
        Chart("boxes", "Nine boxes", STATUS, parts, grid),
    )  # fmt: skip

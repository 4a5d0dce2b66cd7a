"""What a sheet says against the law's own tables or against itself; told, never mended."""

from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.model.problem import Location, Problem, Severity

if TYPE_CHECKING:
    from asnkarier.sheets.reading import SheetReading
    from asnkarier.workflows.workspace import Workspace


def contradictions(workspace: "Workspace", reading: "SheetReading") -> list[Problem]:
    """Return the warnings about the accepted rows of `reading`."""
    if reading.kind == "appraisals":
        return _predikat_against_matrix(workspace, reading)
    return []


def _predikat_against_matrix(workspace: "Workspace", reading: "SheetReading") -> list[Problem]:
    """Warn where the stated predikat is not the one that hasil_kerja and perilaku_kerja give."""
    matrix = workspace.rulebook.parameter("kinerja/matriks_predikat", workspace.as_of).value
    frame = reading.accepted
    both = frame["hasil_kerja"].notna() & frame["perilaku_kerja"].notna() & frame["predikat"].notna()
    rows = frame[both]
    expected = [
        matrix[hasil][perilaku]
        for hasil, perilaku in zip(rows["hasil_kerja"], rows["perilaku_kerja"], strict=True)
    ]
    wrong = rows.assign(expected=pd.Series(expected, index=rows.index, dtype="str"))
    wrong = wrong[wrong["expected"] != wrong["predikat"]]
    letter = reading.columns.get("predikat", "")
    return [
        Problem(
            "KINERJA-PREDIKAT-BEDA",
            Severity.WARNING,
            Location(reading.file, reading.sheet, f"{letter}{row}"),
            {"stated": stated, "expected": computed},
        )
        for row, stated, computed in zip(wrong["row"], wrong["predikat"], wrong["expected"], strict=True)
    ]

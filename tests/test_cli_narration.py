"""Problems on the terminal: one line for a column, nothing lost of how many there are."""

import re

from hypothesis import given
from hypothesis import strategies as st

from asnkarier.cli.screen import narration
from asnkarier.language import activate
from asnkarier.model.problem import Location, Problem, Severity
from in_process import asn
from planned_office import CONFIG, STANDARD


def problem(cell, code="LEVEL-PECAHAN", severity=Severity.WARNING, file="a.csv", **facts):
    return Problem(code, severity, Location(file, None, cell), facts or {"value": "0,7"})


def lines(problems, *limit, **more):
    said, narration_say = [], narration.say
    narration.say = said.append
    try:
        activate("en")
        narration.say_problems(problems, *limit, **more)
    finally:
        narration.say = narration_say
    return said


def test_many_cells_of_a_column_are_one_line():
    cells = [problem(f"{letter}{row}") for row in range(2, 25) for letter in "CD"]
    (first, second) = lines(cells, headings={"C": "Integritas"}, stored=True)
    assert first.startswith(
        "  warning: a.csv, column C “Integritas”, 23 rows (C2, C3, C4, C5, C6, …): level 0,7 lies"
    )
    assert first.endswith("check that the column holds levels; no row is set aside for it")
    assert second.startswith("  warning: a.csv, column D, 23 rows (D2, ")


def test_few_cells_stand_each_on_a_line_and_several_columns_do_not_mix():
    few = [problem("C2"), problem("C3"), problem("C4"), problem("D2"), problem(None)]
    assert len(lines(few)) == 5
    apart = [
        problem(f"C{row}", severity=severity, file=file)
        for row in (2, 3)
        for severity in (Severity.ERROR, Severity.WARNING)
        for file in ("a.csv", "b.csv")
    ]
    assert len(lines(apart)) == 8


def test_values_that_differ_are_told_of_the_first_cell():
    (line,) = lines([problem(f"AB{row}", value=f"0,{row}") for row in range(5, 9)], stored=False)
    assert "column AB, 4 rows (AB5, AB6, AB7, AB8): the first: level 0,5 lies" in line
    assert line.endswith("check that the column holds levels")


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABC"),
            st.integers(1, 60),
            st.sampled_from(["LEVEL-PECAHAN", "LEVEL-BENTUK"]),
            st.sampled_from([*Severity]),
            st.sampled_from("12"),
        ),
        max_size=120,
    ),
    st.integers(1, 8),
)
def test_no_problem_is_lost(drawn, limit):
    found = [
        problem(f"{letter}{row}", code, severity, value=value) for letter, row, code, severity, value in drawn
    ]
    told = 0
    for line in lines(found, limit):
        number = re.search(r"(\d+) rows [(]|[(](\d+) rows say so|and (\d+) more", line)
        told += int(next(one for one in number.groups() if one)) if number else 1
    assert told == len(found)


def test_an_import_says_a_column_once_and_its_summary_holds_every_cell(tmp_path):
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "pengolah_data.yaml").write_text(STANDARD, encoding="utf-8")
    rows = [f'198001012005011{900 + at},"0,{70 + at}",{at % 4 or 9}' for at in range(20)]
    (tmp_path / "a.csv").write_text("\n".join(["NIP,Integritas,Kerja Sama", *rows]) + "\n", encoding="utf-8")
    done = asn("import", "a.csv", "--as", "assessments", "--format", "json", cwd=tmp_path)
    assert done.code == 1
    assert sum("LEVEL-PECAHAN" in line for line in done.err.splitlines()) == 1
    (wrong,) = [line for line in done.err.splitlines() if "LEVEL-RENTANG" in line]
    assert "column C “Kerja Sama”, 5 rows (C2, C6, C10, C14, C18)" in wrong
    assert wrong.endswith("these rows are set aside")
    told = [one["cell"] for one in done.json()["files"][0]["problems"] if one["code"] == "LEVEL-PECAHAN"]
    assert told == [f"B{row}" for row in range(2, 22)]

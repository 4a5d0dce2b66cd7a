"""Any day since the first rule in force: nothing stops, and what a rule would decide stays unknown without it."""

import pytest

from conftest import SAMPLES


@pytest.mark.parametrize("day", ["2017-04-07", "2025-06-30"])
def test_an_import_of_an_early_day_reads_names_that_the_law_gave_later(day, workspace, run_asn):
    """Aspects of potential and the dictionary have later first days; a heading is read by them all the same."""
    files = [SAMPLES / "pegawai_siasn.csv", SAMPLES / "rekap_asesmen.xlsx"]
    done = run_asn("--as-of", day, "import", *files, cwd=workspace)
    assert done.code == 0, done.err
    store = run_asn("history", "--format", "json", cwd=workspace).json()
    assert {row["as_of"] for row in store["rows"]} == {day}

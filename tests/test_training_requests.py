"""Requests for training of the years of a plan: they are read without a warning, compared, and told when they are for a later year."""

import pytest

from in_process import asn
from planned_office import LISTS, A, D, E, import_all, write_office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = write_office(tmp_path_factory.mktemp("kantor"))
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    lines = ["NIP,Nama Pelatihan,Asal,Tahun", f"{E},Bimtek Integritas,unit,2027", f"{A},Kursus Kerja Sama,unit,", f"{D},Kursus Kerja Sama,unit,2028"]  # fmt: skip
    (folder / "usulan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def plan(folder, *words):
    done = asn("recommend-training", "--budget", "20 juta", *words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


@pytest.mark.parametrize("kind", ["training_requests", "training_plan"])
def test_a_year_to_come_is_no_doubt_in_what_is_planned(office, kind):
    name = {"training_requests": "usulan.csv", "training_plan": "depan.csv"}[kind]
    lines = [line.replace(",2026,", ",2027,") for line in LISTS["rencana"]]
    (office / "depan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = asn("import", name, "--as", kind, "--dry-run", "--format", "json", cwd=office)
    assert done.code == 0, done.out
    assert "TAHUN-DEPAN" not in done.out


@pytest.mark.parametrize(
    ("words", "asked", "later"), [((), 1, ["2027", "2028"]), (("--years", "2"), 2, ["2028"])]
)
def test_requests_count_for_the_years_of_the_plan(office, words, asked, later):
    assert asn("import", "usulan.csv", "--as", "training_requests", cwd=office).code == 0
    found = plan(office, *words)
    assert found["requests"]["requests"] == asked
    told = " ".join(one["problem"] for one in found["problems"])
    assert [year for year in ("2027", "2028") if f"requests are for {year}" in told] == later

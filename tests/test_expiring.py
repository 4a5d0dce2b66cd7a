"""What stops counting within the months: to the very day, by the same days as the gates and the match go by."""

import shutil
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.succession.expiring import last_counted, running_out
from in_process import asn
from people_frames import frame

AS_OF, LAST = date(2026, 11, 1), date(2027, 5, 1)


@settings(max_examples=300, deadline=None)
@given(st.dates(date(2015, 1, 1), date(2027, 1, 1)), st.integers(1, 6))
def test_a_level_counts_to_that_day_as_levels_are_left_out(assessed, years):
    last = pd.Timestamp(last_counted(pd.Series([pd.Timestamp(assessed)]), years)[0])

    def counts(day):  # as `valid_levels` leaves them out
        return not pd.Timestamp(assessed) < day - pd.DateOffset(years=years)

    assert counts(last)
    assert not counts(last + pd.Timedelta(days=1))


@pytest.mark.parametrize(
    ("ends", "listed"),
    [("2026-10-31", False), ("2026-11-01", True), ("2027-05-01", True), ("2027-05-02", False)],
)
def test_the_first_and_the_last_day_of_the_months(ends, listed):
    nip = "199001012021211901"
    employees = frame("employees", [{"nip": nip, "status_asn": "PPPK", "akhir_kontrak": ends}])
    tests = frame(
        "competency_tests",
        [
            {
                "nip": nip,
                "jenjang_tujuan": "ahli_muda",
                "tanggal": "2025-01-01",
                "hasil": "lulus",
                "berlaku_sampai": ends,
            }
        ],
    )
    assessed = date.fromisoformat(ends).replace(year=int(ends[:4]) - 3)
    levels = frame(
        "assessments",
        [{"nip": nip, "kompetensi": "integritas", "level": 3.0, "tanggal_asesmen": str(assessed)}],
    )
    found = running_out(employees, levels, tests, 3, AS_OF, LAST)
    assert found["what"].tolist() == (
        ["assessment_runs_out", "contract_runs_out", "test_runs_out"] if listed else []
    )
    assert (
        running_out(employees, levels, tests, None, AS_OF, LAST)["what"].tolist()
        == found["what"].tolist()[1:]
    )


def test_a_failed_or_renewed_test_and_a_contract_of_a_pns_run_out_of_nothing():
    one, two = "199001012015011901", "199001012015011902"
    employees = frame(
        "employees", [{"nip": nip, "status_asn": "PNS", "akhir_kontrak": "2027-01-01"} for nip in (one, two)]
    )
    test = {"nip": one, "jenjang_tujuan": "ahli_muda", "hasil": "lulus"}
    tests = frame(
        "competency_tests",
        [
            {**test, "tanggal": "2025-01-01", "berlaku_sampai": "2027-01-01"},
            {**test, "tanggal": "2026-01-01", "berlaku_sampai": "2028-01-01"},
            {
                **test,
                "nip": two,
                "tanggal": "2025-01-01",
                "hasil": "tidak_lulus",
                "berlaku_sampai": "2027-01-01",
            },
        ],
    )
    assert running_out(employees, frame("assessments", []), tests, 3, AS_OF, LAST).empty


HEAD = "nip,nama,tanggal_lahir,status_asn,kedudukan_hukum,jenis_jabatan,jabatan,jenjang,eselon,unit_kerja,akhir_kontrak\n"
PEOPLE = (
    "198501012010011901,Ani,1985-01-01,PNS,Aktif,struktural,Kepala Seksi A,,IV.a,Dinas A,\n",
    "199001012021211902,Budi,1990-01-01,PPPK,PPPK Aktif,fungsional,Guru Ahli Pertama,ahli_pertama,,SD B,2027-01-31\n",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("habis")
    (folder / "config.yaml").write_text(
        "as_of: 2026-11-01\nlanguage: en\nassessment: {valid_years: 3}\n", encoding="utf-8"
    )
    (folder / "pegawai.csv").write_text(HEAD + "".join(PEOPLE), encoding="utf-8")
    levels = "nip,kompetensi,level,tanggal_asesmen\n198501012010011901,Integritas,3,2024-02-01\n198501012010011901,Komunikasi,3,2024-02-01\n"
    (folder / "asesmen.csv").write_text(levels, encoding="utf-8")
    done = asn("import", "pegawai.csv", "asesmen.csv", cwd=folder)
    assert done.code == 0, done.err
    return folder


def test_the_report_says_until_when_and_what_follows(office):
    told = asn("expiring", "--format", "json", cwd=office).json()
    rows = [(row["nama"], row["what"], row["until"], row["consequence_code"]) for row in told["rows"]]
    assert rows == [
        ("Budi", "contract_runs_out", "2027-01-31", "expires_contract"),
        ("Ani", "assessment_runs_out", "2027-02-01", "expires_levels_next"),
    ]
    assert told["rows"][1]["consequence_facts"]["count"] == 2
    assert all(row["cost_to_renew"] is None and row["source"] for row in told["rows"])
    [window] = told["windows"]
    assert (window["until"], window["needed"], window["dropped"], window["people"]) == (
        "2026-12-31",
        "2026",
        "2024",
        2,
    )
    assert "administrator" in window["classes"]
    soon = asn("expiring", "--months", "1", "--format", "json", cwd=office).json()
    assert (soon["rows"], soon["windows"]) == ([], [])


@pytest.mark.parametrize(
    ("years", "locked"), [((2024, 2025), ["Ani"]), ((2025,), []), ((2023, 2024, 2025, 2026), []), ((), [])]
)
def test_whom_the_end_of_the_year_locks_out_is_named(office, tmp_path, years, locked):
    folder = shutil.copytree(office, tmp_path / "kantor")
    lines = [f"198501012010011901,{year},Sesuai Ekspektasi,Sesuai Ekspektasi,Baik\n" for year in years]
    (folder / "skp.csv").write_text("nip,tahun,hasil_kerja,perilaku_kerja,predikat\n" + "".join(lines))
    if years:
        assert asn("import", "skp.csv", "--as", "appraisals", cwd=folder).code == 0
    told = asn("expiring", "--format", "json", cwd=folder).json()
    assert [row["nama"] for row in told["locked_out"]] == locked
    assert sum(one["locked_out"] for one in told["windows"]) == len(locked)
    for row in told["locked_out"]:
        assert (row["until"], row["kelompok"], row["needed"]) == ("2026-12-31", "administrator", "2026")


@pytest.mark.parametrize("language", ["id", "en"])
def test_eighty_columns_in_both_languages(office, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = asn("--language", language, "expiring", cwd=office).out
    assert max(map(len, shown.splitlines())) <= 80
    assert "runs_out" not in shown
    assert "Budi" in shown


def test_missing_day_of_assessment_runs_out_on_no_day():
    assert np.isnat(last_counted(pd.Series([pd.NaT], dtype="datetime64[s]"), 3)[0])


CATALOGUE = (
    "kode,nama_pelatihan,kompetensi,level_awal,level_akhir,jp,biaya,biaya_kelas\n"
    "U1,Asesmen Kompetensi Manajerial,Integritas,1,2,8,1500000,6000000\n"
    "U2,Asesmen Kompetensi Ulang,Integritas,1,2,8,1200000,\n"
    "U3,Asesmen Kompetensi Gratis,Integritas,1,2,8,0,\n"
)


@pytest.mark.parametrize(
    ("config", "catalogue", "ends", "basis"),
    [
        ("{valid_years: 3}", False, (None, None), None),
        ("{valid_years: 3, cost: 2500000}", False, (2_500_000, 2_500_000), "renew_config"),
        ("{valid_years: 3, cost: 2500000}", True, (2_500_000, 2_500_000), "renew_config"),
        ("{valid_years: 3}", True, (1_200_000, 7_500_000), "renew_catalogue"),
    ],
)
def test_what_a_renewal_costs(office, tmp_path, config, catalogue, ends, basis):
    folder = tmp_path / "harga"
    shutil.copytree(office, folder)
    (folder / "config.yaml").write_text(
        f"as_of: 2026-11-01\nlanguage: en\nassessment: {config}\n", encoding="utf-8"
    )
    if catalogue:
        (folder / "katalog.csv").write_text(CATALOGUE, encoding="utf-8")
        assert asn("import", "katalog.csv", "--as", "courses", cwd=folder).code == 0
    told = asn("expiring", "--format", "json", cwd=folder).json()
    contract, level = told["rows"]
    assert (level["cost_low"], level["cost_high"], level["cost_basis_code"]) == (*ends, basis)
    assert level["cost_to_renew"] == (ends[0] if ends[0] == ends[1] else None)
    assert (contract["cost_low"], contract["cost_high"]) == (
        None,
        None,
    )  # nobody says it, and it is not nothing
    sums = {one["what"]: one for one in told["sums"]}
    of_levels, of_contracts = sums["assessment_runs_out"], sums["contract_runs_out"]
    assert (of_levels["cost_low"], of_levels["cost_high"]) == ends
    assert (of_contracts["cost_low"], of_contracts["cost_high"], of_contracts["unpriced"]) == (None, None, 1)


def test_a_cost_of_nothing_is_refused(office, tmp_path):
    folder = tmp_path / "nol"
    shutil.copytree(office, folder)
    (folder / "config.yaml").write_text("as_of: 2026-11-01\nassessment: {cost: 0}\n", encoding="utf-8")
    assert asn("expiring", cwd=folder).code == 3

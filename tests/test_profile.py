"""The page of one person: it says what the other reports say of them, names nobody else when they read it, and how to object."""

import re
import shutil

import openpyxl
import pytest

from in_process import asn


@pytest.fixture(scope="module")
def others(agency):
    """What the other reports say, by NIP."""
    told = {}
    for name in ("talent-map", "review", "ip-asn", "gap"):
        rows = asn(name, "--format", "json", cwd=agency).json()["rows"]
        told[name] = {row["nip"]: row for row in rows}
    return told


def some(others):
    nips = sorted(others["review"])
    listed = [
        next(nip for nip in nips if others["review"][nip]["list"] == one)
        for one in ("reward", "guide", "watch")
    ]
    return [*listed, *nips[:: len(nips) // 4]]


def test_it_says_what_the_other_reports_say(agency, others):
    for nip in some(others):
        told = asn("profile", nip, "--format", "json", cwd=agency).json()
        assert told["schema"] == "asn.profile/1"
        standing = told["standing"]
        box, review, index, gap = (others[name][nip] for name in ("talent-map", "review", "ip-asn", "gap"))
        assert (standing["kotak"], standing["boxes_possible"]) == (box["kotak"], box["boxes_possible"])
        assert (standing["list"], standing["trend"]) == (review["list"], review["trend"])
        assert (standing["index_low"], standing["index_high"]) == (index["low"], index["high"])
        assert [standing[one] for one in ("jpm", "jpm_low", "jpm_high", "kategori")] == [gap[one] for one in ("jpm", "jpm_low", "jpm_high", "kategori")]  # fmt: skip
        assert told["change"]["agenda"] == review["agenda"]
        assert all(row["source"] for row in told["appraisals"])
        assert len(told["appraisals"]) <= 5
        assert len(told["trainings"]) <= 5


def test_readiness_is_that_of_explain(agency):
    nip = "198210012014111964"
    page = asn("profile", nip, "--for", "LOW-01", "--format", "json", cwd=agency).json()["ready"]
    why = asn("explain", nip, "--for", "LOW-01", "--format", "json", cwd=agency).json()["verdict"]
    assert [page[one] for one in ("jabatan", "status", "eligible_on", "what_flips_it")] == [why[one] for one in ("jabatan", "status", "eligible_on", "what_flips_it")]  # fmt: skip


@pytest.mark.parametrize("form", ["table", "json"])
def test_for_the_person_nobody_else_is_named(agency, others, form):
    names = {row["nama"]: nip for nip, row in others["gap"].items()}
    for nip in some(others):
        done = asn("--language", "en", "profile", nip, "--for-person", "--format", form, cwd=agency)
        assert done.code == 0, done.err
        text = " ".join(done.out.split())
        own = others["gap"][nip]["nama"]
        assert own in text
        assert not [one for one in names if one != own and one not in own and one in text]
        assert set(re.findall(r"\b\d{18}\b", text)) == {nip}


def test_how_to_object_names_the_cell_and_the_office_of_the_agency(agency, tmp_path):
    folder = tmp_path / "kantor"
    shutil.copytree(agency, folder)
    nip = "198210012014111964"
    none = " ".join(asn("--language", "en", "profile", nip, "--for-person", cwd=folder).out.split())
    assert "cell" in none
    assert "has not said yet whom to turn to" in none
    assert "review.objections" not in none, "a key of config.yaml tells the person nothing"
    config = folder / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "review: {objections: 'Bidang Penilaian BKPSDM, lantai 2'}\n", encoding="utf-8")  # fmt: skip
    told = " ".join(asn("--language", "en", "profile", nip, "--for-person", cwd=folder).out.split())
    assert "Bidang Penilaian BKPSDM, lantai 2" in told
    assert "How to object" not in asn("--language", "en", "profile", nip, cwd=folder).out


def test_an_unknown_person_and_post_are_told(agency):
    assert asn("profile", "Tidak Ada Sama Sekali", cwd=agency).code == 2
    assert asn("profile", "198210012014111964", "--for", "Jabatan Yang Tiada", cwd=agency).code == 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_eighty_columns_and_one_sheet(agency, language, monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "80")
    nip = "198210012014111964"
    shown = asn("--language", language, "profile", nip, "--for-person", cwd=agency).out
    assert max(map(len, shown.splitlines())) <= 80
    file = tmp_path / "profil.xlsx"
    assert asn("--language", language, "profile", nip, "--output", file, cwd=agency).code == 0
    sheet = openpyxl.load_workbook(file).worksheets[1]
    # One page is what a sheet says that names no number; 0 stands for as many as it takes.
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight in (None, 1)

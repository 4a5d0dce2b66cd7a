"""`asn standards new`: a skeleton on the default levels of a class, and what they rest on."""

import pytest
import yaml

from standards_office import LAW, empty_office, files, standard


@pytest.fixture
def office(tmp_path):
    return empty_office(tmp_path / "kantor")


def test_a_functional_post_says_its_class_itself(office, run_asn):
    done = run_asn("--language", "en", "standards", "new", "Perencana  Ahli Muda", cwd=office)
    assert done.code == 0, done.err
    text = files(office)["perencana_ahli_muda.yaml"].decode()
    assert yaml.safe_load(text) == {
        "jabatan": "Perencana Ahli Muda", "kelompok": "jf_ahli_muda", "kompetensi": dict.fromkeys(LAW, 3),
    }  # fmt: skip
    assert text.startswith(
        "# Levels of Perencana Ahli Muda: default of the class jf_ahli_muda (PermenPANRB 38/2017 Lampiran, since 2017-12-31"
    )
    assert "#   pangkat: III/c" in text
    assert run_asn("standards", "check", cwd=office).code == 0
    again = run_asn("standards", "new", "PERENCANA AHLI MUDA", cwd=office)
    assert again.code == 5
    assert files(office)["perencana_ahli_muda.yaml"].decode() == text


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["Kepala Seksi Arsip"], 2, "--kelompok"),
        (["Kepala Seksi Arsip", "--kelompok", "pengawasan"], 2, "pengawas"),
        (["Arsiparis Terampil"], 2, "--level"),
        (["Arsiparis Terampil", "--level", "6"], 2, "6"),
        (["---"], 2, ""),
    ],
)
def test_what_cannot_be_said_is_asked_for(office, run_asn, words, code, told):
    done = run_asn("standards", "new", *words[1:], "--", words[0], cwd=office)
    assert done.code == code, done.err
    assert told in done.err
    assert files(office) == {}


def test_a_class_and_a_level_that_are_said(office, run_asn):
    assert run_asn("standards", "new", "Kepala Seksi Arsip", "--kelompok", "Pengawas", cwd=office).code == 0
    assert run_asn("standards", "new", "Arsiparis Terampil", "--level", "1", cwd=office).code == 0
    found = {name: yaml.safe_load(text) for name, text in files(office).items()}
    assert found["kepala_seksi_arsip.yaml"]["kelompok"] == "pengawas"
    assert set(found["arsiparis_terampil.yaml"]["kompetensi"].values()) == {1}
    assert "sesuai permintaan" in files(office)["arsiparis_terampil.yaml"].decode()


def test_holders_tell_the_class(agency, run_asn, tmp_path):
    import shutil

    office = tmp_path / "kantor"
    shutil.copytree(agency, office)
    (office / "standards" / "camat.yaml").unlink()
    done = run_asn("standards", "new", "Camat Contoh Utara", cwd=office)
    assert done.code == 0, done.err
    assert yaml.safe_load(files(office)["camat_contoh_utara.yaml"])["kelompok"] == "administrator"


def test_a_standard_that_stands_in_another_file_is_named(tmp_path, run_asn):
    office = empty_office(tmp_path / "kantor", {"lama": standard(["Kepala Seksi A", "Kepala Seksi B"])})
    done = run_asn("standards", "new", "kepala seksi b", "--kelompok", "pengawas", cwd=office)
    assert done.code == 5
    assert "lama.yaml" in done.err
    assert sorted(files(office)) == ["lama.yaml"]

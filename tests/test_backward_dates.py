"""Dates that run backwards in a catalogue and in a history of trainings are told, and the rows stay as they are read."""

import pytest

from in_process import asn

NIP = "198501152010011901"
FILES = {
    "pegawai": f"nip,nama,status_asn,jabatan,unit_kerja\n{NIP},Ani,PNS,Arsiparis Ahli Muda,Umum\n",
    "katalog": "kode,nama_pelatihan,kompetensi,level_akhir,biaya,tanggal_mulai,tanggal_selesai\n"
    "K1,Bimtek Arsip,teknis/arsip,3,1000000,10-06-2027,05-06-2027\n"
    "K2,Bimtek Integritas,integritas,3,1000000,05-06-2027,10-06-2027\n",
    "diklat": "nip,nama_pelatihan,tanggal_mulai,tanggal_selesai\n"
    f"{NIP},Diklat Dasar,12-05-2024,10-05-2024\n{NIP},Diklat Lanjut,12-05-2025,14-05-2025\n",
}
PLACES = {"katalog": ("katalog.csv:F2", "G2"), "diklat": ("diklat.csv:C2", "D2")}


@pytest.mark.parametrize(
    ("language", "days", "words"),
    [
        (
            "en",
            ("2027-06-10", "2024-05-12"),
            ("it begins on {} ({}) and ends before", "correct the wrong date"),
        ),
        (
            "id",
            ("10-06-2027", "12-05-2024"),
            ("mulainya {} ({}), tetapi selesainya", "perbaiki tanggal yang keliru"),
        ),
    ],
)
def test_they_are_told_at_the_import_and_in_check(tmp_path, language, days, words):
    (tmp_path / "config.yaml").write_text(f"as_of: 2026-11-01\nlanguage: {language}\n", encoding="utf-8")
    days = dict(zip(PLACES, days, strict=True))
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        done = asn("import", f"{name}.csv", cwd=tmp_path)
        assert done.code == 0, done.err
        lines = " ".join(done.err.split())
        assert lines.count("TANGGAL-TERBALIK") == (name in PLACES), done.err
        if name in PLACES:
            begin, end = PLACES[name]
            for part in (begin, f"({end})", words[1]):
                assert part in lines
            assert words[0].format(days[name], begin.split(":")[1]) in lines, lines
    told = asn("check", "--format", "json", cwd=tmp_path).json()["contradictions"]
    told = [one for one in told if one["code"] == "TANGGAL-TERBALIK"]
    assert [(one["key"], one["value"], one["other_value"]) for one in told] == [
        ("K1", "2027-06-10", "2027-06-05"),
        ("Diklat Dasar", "2024-05-12", "2024-05-10"),
    ]
    # The row is the one that was read: asked again, both dates of the person's training are as written.
    person = asn("explain", NIP, "--format", "json", cwd=tmp_path).json()
    read = {
        one["nama_pelatihan"]: (one["tanggal_mulai"], one["tanggal_selesai"]) for one in person["trainings"]
    }
    assert read["Diklat Dasar"] == ("2024-05-12", "2024-05-10")

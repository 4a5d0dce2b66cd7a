"""What a later recap says otherwise than an earlier one of the same day is told at the import, with both cells."""

import pytest

from in_process import asn
from store_samples import A, B

PEOPLE = f"NIP,NAMA,JABATAN,UNIT KERJA\n{A},Ani,Guru,SD\n{B},Budi,Guru,SD\n"
KINERJA, ASESMEN = "NIP,Tahun,Predikat", "NIP,Integritas,Kerja Sama,Tanggal Asesmen"
HASIL = "NIP,JPM,Kategori,Potensi,Kotak,Tanggal Asesmen"


@pytest.fixture
def office(tmp_path):
    (tmp_path / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    assert asn("import", "people.csv", cwd=tmp_path).code == 0
    return tmp_path


def told(office, *texts):
    """Return the lines about replaced facts when these lists come in one after the other."""
    lines = []
    for number, text in enumerate(texts):
        (office / f"f{number}.csv").write_text(text, encoding="utf-8")
        done = asn("import", f"f{number}.csv", cwd=office)
        assert done.code == 0, done.err
        lines += [line.strip() for line in done.err.splitlines() if "FAKTA-DIGANTI" in line]
    return lines


@pytest.mark.parametrize(
    ("head", "first", "second", "said"),
    [
        (KINERJA, f"{A},2025,Sangat Baik", f"{A},2025,Kurang", "f1.csv:C2: Predikat is Kurang here and Sangat Baik in f0.csv:C2"),
        (KINERJA, f"{A},2025,Baik", f"{A},2025,Baik", None),
        (KINERJA, f"{A},2024,Baik", f"{A},2025,Kurang", None),
        (KINERJA, f"{A},2025,Baik", f"{B},2025,Kurang", None),
        (ASESMEN, f"{A},3,2,01-02-2025", f"{A},3,2.5,01-02-2025", "f1.csv:C2: Level is 2.5 here and 2 in f0.csv:C2"),
        (ASESMEN, f"{A},3,2,01-02-2025", f"{A},3,3,02-02-2025", None),
        (ASESMEN, f"{A},3,2,", f"{A},3,3,", None),
        (HASIL, f"{A},80,Optimal,Tinggi,9,01-02-2025", f"{A},81,Optimal,Tinggi,9,01-02-2025", "f1.csv:B2: JPM is 81 here and 80 in f0.csv:B2"),
        (HASIL, f"{A},80,,,,01-02-2025", f"{A},80,Optimal,,,01-02-2025", None),
    ],
)  # fmt: skip
def test_a_fact_of_the_same_day_that_another_list_gives_differently(office, head, first, second, said):
    lines = told(office, f"{head}\n{first}\n", f"{head}\n{second}\n")
    assert len(lines) == (said is not None)
    assert said is None or said in lines[0]


def test_each_competency_and_each_person_is_told_once(office):
    first = f"{ASESMEN}\n{A},3,2,01-02-2025\n{B},1,1,01-02-2025\n"
    second = f"{ASESMEN}\n{A},2,3,01-02-2025\n{B},1,2,01-02-2025\n"
    places = [line.split("f1.csv:")[1].split(":")[0] for line in told(office, first, second)]
    assert sorted(places) == ["B2", "C2", "C3"]

"""Formal study in `asn needs`: who is below or outside the education of the standard, and the conditions of tugas belajar, each with its article."""

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.analysis.careers.study_fields import StudyTable
from asnkarier.analysis.needs.studies import study_gaps
from asnkarier.catalog.types import JobStandard, Requirement
from in_process import asn

RANKS = {"SLTA": 15, "D-III": 30, "D-IV": 40, "S-1": 40, "S-2": 45}
A, B, C, D, E = (
    "198501152010011901", "198602162011012902", "198703172012012903", "198804182013011904", "198904182014011905",
)  # fmt: skip


def standard(number, level, fields, tingkat):
    return JobStandard(
        f"s{number}",
        (f"Jabatan {number}",),
        "pelaksana",
        (Requirement("integritas", 2),),
        pendidikan_jenjang=level,
        pendidikan_bidang=fields,
        pendidikan_tingkat=tingkat,
    )


STANDARDS = st.builds(
    standard,
    st.just(0),
    st.sampled_from([None, *RANKS]),
    st.sampled_from([(), ("Hukum",), ("Hukum", "Ilmu Manajemen")]),
    st.sampled_from(["mutlak", "penting", "perlu"]),
)
HELD = st.tuples(
    st.sampled_from(["", "Kursus", *RANKS]),
    st.sampled_from(["", "S1 Hukum Tata Negara", "Manajemen", "Gizi"]),
)


@given(st.lists(STANDARDS, min_size=1, max_size=3), st.lists(st.tuples(HELD, st.integers(-1, 2)), max_size=8))
def test_each_person_is_below_outside_unknown_or_in_order(standards, people):
    place = [min(number, len(standards) - 1) for _, number in people]
    employees = pd.DataFrame(
        {
            "nip": pd.Series([f"{number:018d}" for number in range(len(people))], dtype="str"),
            "tingkat_pendidikan": pd.Series([held[0] or None for held, _ in people], dtype="str"),
            "pendidikan": pd.Series([held[1] or None for held, _ in people], dtype="str"),
        }
    )
    found = study_gaps(employees, standards, np.array(place, dtype=np.int64), RANKS.get, StudyTable())
    expected = {}
    for nip, ((level, field), _), number in zip(employees["nip"], people, place, strict=True):
        one = standards[number] if number >= 0 else None
        if one is None or not (one.pendidikan_jenjang or one.pendidikan_bidang):
            continue
        high = None if level not in RANKS else RANKS[level] >= RANKS.get(one.pendidikan_jenjang or "SLTA", 0)
        high = True if one.pendidikan_jenjang is None else high
        named = {word for name in one.pendidikan_bidang for word in name.split()} - {"Ilmu"}
        same = True if not named else None if not field else bool(named & set(field.split()))
        if high is False:
            expected[nip] = "study_below"
        elif high and same is False:
            expected[nip] = "study_other_field"
        elif high is None or same is None:
            expected[nip] = "study_unknown"
    assert dict(zip(found["nip"], found["study"], strict=True)) == expected
    assert found["study"].tolist() == sorted(
        found["study"], key=["study_below", "study_other_field", "study_unknown"].index
    )


@pytest.fixture
def office(tmp_path):
    (tmp_path / "standards").mkdir()
    (tmp_path / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "standards" / "analis.yaml").write_text(
        "jabatan: Analis B\nkelompok: pelaksana\nkompetensi: {integritas: 2}\npersyaratan:\n"
        "  pendidikan: {jenjang: S-1, bidang: [Hukum, Manajemen], tingkat: mutlak}\n",
        encoding="utf-8",
    )
    head = "NIP,Nama,Status ASN,Kedudukan Hukum,Jenis Jabatan,Jabatan,Unit Kerja,Tingkat Pendidikan,Pendidikan,Hukuman Disiplin\n"
    people = (
        (A, "Ani", "PNS", "S-1", "Ilmu Hukum", "Tidak Pernah"),
        (B, "Budi", "PNS", "SLTA", "IPS", "Tidak Pernah"),
        (C, "Citra", "PNS", "D-III", "Hukum", ""),
        (D, "Dodi", "PPPK", "S-1", "Gizi", "Tidak Pernah"),
        (E, "Eka", "PNS", "", "", ""),
    )
    rows = "".join(f"{nip},{nama},{status},Aktif,Pelaksana,Analis B,Bidang A,{level},{field},{hukuman}\n" for nip, nama, status, level, field, hukuman in people)  # fmt: skip
    files = {
        "pegawai.csv": head + rows,
        "kinerja.csv": "NIP,Tahun,Predikat\n" + "".join(f"{nip},{year},{'Kurang' if nip == C else 'Baik'}\n" for nip in (A, B, C, D) for year in (2024, 2025)),
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = asn("import", name, cwd=tmp_path)
        assert done.code == 0, done.err
    return tmp_path


def test_who_needs_formal_study_and_who_may_be_sent(office):
    found = asn("needs", "--format", "json", cwd=office).json()
    rows = {row["nip"]: row for row in found["formal_study"]}
    assert {nip: (row["study"], row["status"]) for nip, row in rows.items()} == {
        B: ("study_below", "people_decide"),
        C: ("study_below", "ineligible"),
        D: ("study_other_field", "one_gate_short"),
    }
    assert rows[C]["gates_failed"] == ["TB-KINERJA"]
    assert rows[C]["gates_unknown"] == ["TB-DISIPLIN"]
    assert rows[D]["gates_failed"] == ["TB-STATUS"]
    assert {"TB-MASA", "TB-SISA", "TB-RENCANA", "TB-SEHAT", "TB-BERSIH", "TB-SELEKSI"} == set(
        rows[B]["asked_of_people"]
    )
    assert (rows[B]["required_level"], rows[B]["required_fields"], rows[B]["held_level"]) == (
        "S-1",
        ["Hukum", "Manajemen"],
        "SLTA",
    )
    assert rows[B]["source"] == "pegawai.csv:H3"
    assert [rows[nip]["tingkat"] for nip in (B, C, D)] == ["mutlak"] * 3
    totals = found["totals"]
    assert [totals[name] for name in ("study_below", "study_other_field", "study_unknown")] == [2, 1, 1]
    gates = {row["rule_id"]: row for row in found["study_gates"]}
    assert {row["met"] + row["not_met"] + row["unknown"] + row["manual"] for row in gates.values()} == {3}
    assert (gates["TB-KINERJA"]["met"], gates["TB-KINERJA"]["not_met"], gates["TB-DISIPLIN"]["unknown"]) == (
        2,
        1,
        1,
    )
    assert all(row["citation"] and row["mark"] for row in gates.values())
    cited = {one["rule_id"] for one in found["citations"]}
    assert set(gates) <= cited
    assert {(one["nip"], one["rule_id"]) for one in found["study_findings"]} == {
        (nip, rule) for nip in rows for rule in gates
    }
    assert not any("usia" in rule.lower() for rule in gates), "the letter knows no age limit"
    book = office / "n.xlsx"
    assert asn("needs", "--output", book, cwd=office).code == 0
    assert "Formal study" in openpyxl.load_workbook(book).sheetnames
    shown = " ".join(asn("needs", cwd=office).out.split())
    assert "data met, people judge the rest" in shown


def test_a_day_before_the_letter_and_a_question_of_one_competency(office):
    then = asn("--as-of", "2021-06-01", "needs", "--format", "json", cwd=office).json()
    assert {row["status"] for row in then["formal_study"]} == {"unknown"}
    assert {row["reason_code"] for row in then["study_findings"]} == {"rule_not_in_force"}
    one = asn("needs", "--kompetensi", "Integritas", "--format", "json", cwd=office).json()
    assert "formal_study" not in one
    assert one["totals"]["study_below"] is None

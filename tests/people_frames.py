"""Canonical frames and a small invented rule book for tests about people; every person is invented."""

from datetime import date
from functools import cache
from types import MappingProxyType

import pandas as pd

from asnkarier.analysis.careers.dossiers import build_dossiers
from asnkarier.analysis.gates.eligibility import evaluate
from asnkarier.analysis.gates.registry import known_checks
from asnkarier.analysis.gates.targets import Target
from asnkarier.model.frames import TABLES
from asnkarier.rules.rulebook import RuleBook
from asnkarier.rules.types import Citation, Criterion, InForce, Parameter, Regulation, RuleSet

DTYPES = {"text": "str", "date": "datetime64[s]", "number": "float64", "integer": "Int64"}
SINCE = date(2000, 1, 1)
LAW = Citation(
    Regulation("uji-1", "Peraturan Uji", "Untuk pengujian", "kebijakan", SINCE, "1", 2000), "Pasal 1"
)
NIP = "199001012008031901"

# Invented figures, chosen to differ from those in force, so that no test leans on the law by accident.
TABLE_VALUES = {
    "jabatan/eselon_kelompok": {
        "II.a": "jpt_pratama",
        "III.a": "administrator",
        "IV.a": "pengawas",
        "IV.b": "pengawas",
    },
    "jabatan/jenjang_berikutnya": {"jf_ahli_pertama": "jf_ahli_muda", "jf_ahli_muda": "jf_ahli_madya"},
    "jabatan/pangkat_eselon": {"III.a": {"terendah": "III/d", "tertinggi": "IV/a"}},
    "jabatan/bup": {"administrator": 50, "pengawas": 50, "jpt_pratama": 55},
    "kinerja/matriks_predikat": {
        "di_atas": {"di_atas": "sangat_baik", "sesuai": "baik", "di_bawah": "kurang"},
        "sesuai": {"di_atas": "baik", "sesuai": "baik", "di_bawah": "kurang"},
        "di_bawah": {"di_atas": "butuh_perbaikan", "sesuai": "butuh_perbaikan", "di_bawah": "sangat_kurang"},
    },
    "kinerja/tahun_dinilai": 2,
    "kinerja/urutan_predikat": ["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"],
    "referensi/kedudukan_hukum": ["Aktif", "PPPK Aktif", "CLTN"],
    "kompetensi/kategori_jpm_pengisian": [
        {"kode": "MS", "label": "Memenuhi", "minimal": 70},
        {"kode": "MMS", "label": "Masih memenuhi", "minimal": 60},
        {"kode": "KMS", "label": "Kurang", "minimal": None},
    ],
    "referensi/pendidikan": {"SLTA": 1, "D-III": 2, "D-IV": 3, "S-1": 3, "S-2": 4},
    "referensi/golongan": ["III/a", "III/b", "III/c", "III/d", "IV/a"],
}


def in_force(value, since=SINCE):
    return InForce(value, LAW, since)


def small_rulebook(**changed):
    values = TABLE_VALUES | {name.replace("__", "/"): value for name, value in changed.items()}
    parameters = {name: Parameter(name, name, (in_force(value),)) for name, value in values.items()}
    return RuleBook(parameters, {}, {}, "uji")


def criterion(rule_id, uji, value, since=SINCE):
    facts = known_checks()[uji].facts
    return Criterion(rule_id, f"Syarat {rule_id}", uji, (in_force(value, since),), facts=facts)


def rule_set(*criteria):
    return RuleSet("jabatan/uji", "Syarat uji", {"kelompok": ("administrator",)}, SINCE, tuple(criteria))


@cache
def _empty(table):
    return _filled(table, [])


def frame(table, rows):
    """Return a canonical frame; `source_id` is 1 and `row` counts from 2 unless a row says otherwise."""
    return _filled(table, rows) if rows else _empty(table)


def _filled(table, rows):
    fields = {field.name: DTYPES[field.kind] for field in TABLES[table].fields}
    fields |= {"source_id": "Int64", "row": "Int64", "col": "str"}
    full = [{"source_id": 1, "row": 2 + place, **row} for place, row in enumerate(rows)]
    unknown = {name for row in full for name in row} - set(fields)
    assert not unknown, unknown
    data = {
        name: pd.Series([row.get(name) for row in full], dtype=object).astype(kind)
        if kind != "datetime64[s]"
        else pd.to_datetime(pd.Series([row.get(name) for row in full], dtype=object)).astype(kind)
        for name, kind in fields.items()
    }
    return pd.DataFrame(data)


def dossiers(
    as_of,
    employees,
    positions=(),
    appraisals=(),
    trainings=(),
    credit_points=(),
    competency_tests=(),
    rulebook=None,
    complete=(),
    aside=MappingProxyType({}),
    known_on=None,
):
    return build_dossiers(
        frame(
            "employees", [{"nama": "Uji", "jabatan": "Uji", "unit_kerja": "Uji", **row} for row in employees]
        ),
        frame("positions", positions),
        frame("appraisals", appraisals),
        frame("trainings", trainings),
        credit_points=frame("credit_points", credit_points),
        competency_tests=frame("competency_tests", competency_tests),
        rulebook=rulebook or small_rulebook(),
        as_of=as_of,
        known_on=known_on,
        complete_registers=complete,
        set_aside=aside,
    )


def evaluated(criteria, as_of, employees, *, target=None, rulebook=None, **registers):
    """Return the eligibility of `employees` under `criteria` (pairs of check and value, named S1, S2 …)."""
    book = rulebook or small_rulebook()
    rules = rule_set(*(criterion(f"S{place}", *pair) for place, pair in enumerate(criteria, 1)))
    known = dossiers(as_of, employees, rulebook=book, **registers)
    return evaluate(rules, book, known, target or Target("Kepala Bidang Uji", "administrator"), as_of)


def finding(uji, value, as_of, person, **rest):
    """Return the one finding of one check for one person; `person` may leave out the NIP."""
    return evaluated([(uji, value)], as_of, [{"nip": NIP, **person}], **rest).findings.iloc[0]

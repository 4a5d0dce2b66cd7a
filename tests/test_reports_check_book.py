"""The tables of `asn check` on a terminal of 80 columns: what names a line and what counts it always stay."""

import io
import re
from contextvars import copy_context
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from rich.console import Console

from asnkarier import language
from asnkarier.analysis.contradictions.table import COLUMNS as CONTRADICTED
from asnkarier.analysis.readiness.units import COUNTS
from asnkarier.cli.screen.tables import render
from asnkarier.language import _
from asnkarier.model.codes.data import DATA_CODES
from asnkarier.model.codes.reasons import REASONS
from asnkarier.reports.books.check import CheckView, check_book
from asnkarier.reports.excel.names import LONGEST_NAME
from asnkarier.reports.shown.column_layout import wrap_text
from asnkarier.reports.shown.labels import LABELS, label_of

LONG = "Unit Pelaksana Teknis Daerah Pengelolaan Persampahan Wilayah Selatan"
CELL = "rekap_hasil_pemetaan_kompetensi_2025.xlsx:Rekapitulasi Hasil!AB1234"
FIELDS = ("tanggal_lahir", "appraisals_2025")
# Which columns of each table must be on a terminal of 80 columns, by key.
KEPT = {
    "rows": ("unit_kerja", "people", "open_people", "completeness", "not_assessed", "contradictions"),
    "trend": ("figure", "before", "now", "change"),
    "fixes": ("rank", "kind", "target", "people_more", "people_total"),
    "open_verdicts": ("reason", "people", "held", "next"),
    "positions_without_standard": ("jabatan", "people", "standar"),
    "contradictions": ("code", "nip", "source", "other_source"),
    "orphans": ("table", "people", "facts"),
    "fields": ("field", "people", "filled", "share"),
}


@pytest.fixture(autouse=True)
def _english():
    token = language._active.set(None)
    yield
    language._active.reset(token)


def _figures(count: int) -> pd.DataFrame:
    shares = dict.fromkeys((*FIELDS, "completeness", "assessed_share"), 0.5)
    row = {
        "unit_kerja": LONG,
        **dict.fromkeys(COUNTS, 12345),
        **shares,
        "contradictions": 99999,
        "orphans": 3,
    }
    return pd.DataFrame([row] * count)


def _view() -> CheckView:
    reasons = [code for code in REASONS if code]
    codes = ["KOMPETENSI-TANPA-STANDAR", "ESELON-JENIS", "JABATAN-SELESAI"]
    told = {**dict.fromkeys(CONTRADICTED, LONG), "nip": "198003172005012901", "people": 1, "nama": LONG}
    told |= {
        "unit_kerja": LONG,
        "source": CELL,
        "other_source": CELL,
        "table": "employees",
        "other_table": "",
    }
    fix = {
        "rank": 30,
        "kind": "appraisal",
        "target": LONG,
        **dict.fromkeys(("people", "held", "next"), 54321),
    }
    return CheckView(
        units=_figures(2),
        overall=_figures(1),
        fields=FIELDS,
        fixes=pd.DataFrame([{**fix, "people_more": 54321, "people_total": 54321, "touched": 54321}]),
        open_verdicts=pd.DataFrame({"reason": reasons, "people": 54321, "held": 54321, "next": 54321}),
        positions=pd.DataFrame(
            [{"jabatan": LONG, "people": 54321, "standar": "default:jf_ahli_madya", "without_class": 54321}]
        ),
        orphans=pd.DataFrame([{"table": "appraisals", "people": 54321, "facts": 54321}]),
        orphan_people=pd.DataFrame(
            [{"nip": "198003172005012901", "table": "appraisals", "facts": 1, "source": CELL}]
        ),
        contradictions=pd.DataFrame([{**told, "code": code} for code in codes]),
        completeness=pd.DataFrame(
            [{"field": "tanggal_lahir", "people": 54321, "filled": 54321, "share": 0.5}]
        ),
        people=pd.DataFrame(
            columns=["nip", "nama", "jabatan", "unit_kerja", "verdict", "reason", "kind", "target"]
        ),
        trend=pd.DataFrame(
            [{"figure": name, "before": 54321.0, "now": 54322.0, "change": 1.0} for name in COUNTS]
        ),
        since="pegawai.csv",
    )


def test_fields_are_shown_in_words_and_sheets_bear_their_whole_title():
    def labels() -> list[str]:
        language.activate("id")
        (units,) = (one for one in check_book(_view(), date(2026, 11, 1)).blocks if one.key == "rows")
        return [_(column.label) for column in units.columns][-2:]

    assert copy_context().run(labels) == ["Tanggal lahir", "Penilaian kinerja 2025"]
    assert max(len(sheet.title) for sheet in check_book(_view(), date(2026, 11, 1)).blocks) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("tmt_cpns", "TMT CPNS"),
        ("status_asn", "status ASN"),
        ("appraisals_2024", "appraisals 2024"),
        ("jenjang", "jenjang"),
    ],
)
def test_a_code_without_words_of_its_own_is_readable(code, words):
    assert label_of(code) == words


def test_every_contradiction_is_named_in_full_at_80_columns():
    """Two lines of nineteen characters are what the two places of a contradiction leave for its name."""
    names = [label_of(code) for code in DATA_CODES if code in LABELS]
    assert len(names) > 10
    assert [name for name in names if "…" in wrap_text(name, 19, 2, "…", len)] == []


@pytest.mark.parametrize("words", ["id", "en"])
@pytest.mark.parametrize("key", KEPT)
def test_what_names_and_what_counts_stays_at_80_columns(words, key):
    def drawn() -> tuple[str, list[str], list[str]]:
        language.activate(words)
        report = check_book(_view(), date(2026, 11, 1))
        (sheet,) = (one for one in report.blocks if one.key == key)
        file = io.StringIO()
        render(replace(report, blocks=(sheet,)), Console(file=file, width=80))
        sentence = re.escape(_("Columns not shown: {columns}.")).replace(r"\{columns\}", "(.*)")
        text = re.sub(r"\s+", " ", file.getvalue())
        found = re.search(
            sentence + " " + re.escape(_("Everything: --format csv, or --output FILE.xlsx")), text
        )
        left_out = found.group(1).split(", ") if found else []
        wanted = [_(column.label) for column in sheet.columns if column.key in KEPT[key]]
        return file.getvalue(), left_out, wanted

    assert all(one.terminal for one in check_book(_view(), date(2026, 11, 1)).blocks if one.key in KEPT)
    text, left_out, wanted = copy_context().run(drawn)
    assert max(map(len, text.splitlines())) <= 80
    assert len(wanted) == len(KEPT[key])
    assert not set(wanted) & set(left_out), text

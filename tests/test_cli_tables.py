"""Reports on a terminal: golden texts at 80 and 120 columns, no control codes, nothing hidden silently."""

import io
import os
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from asnkarier import language
from asnkarier.cli.screen.tables import Limits, render
from asnkarier.model.book import Column, Table
from asnkarier.reports.shown.column_layout import Demand, choose_columns, share_width, wrap_text
from asnkarier.reports.shown.display import display_cells
from asnkarier.reports.shown.labels import competency_words
from asnkarier.reports.shown.numbers import notation
from asnkarier.reports.shown.safe_text import visible
from reports_example import COLUMNS, book, frame

GOLDEN = Path(__file__).parent / "golden" / "reports"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    token = language._active.set(None)
    yield
    language._active.reset(token)


def drawn(report, width=80, limits=None, **options):
    file = io.StringIO()
    render(report, Console(file=file, width=width, **options), limits)
    return file.getvalue()


def long_book():
    report = book(pd.concat([frame()] * 3, ignore_index=True))
    return replace(report, blocks=(replace(report.blocks[0], terminal_limit=4), report.blocks[1]))


@pytest.mark.parametrize("width", [40, 80, 120, 220])
def test_golden(width):
    text = "\n".join(line.rstrip() for line in drawn(long_book(), width).splitlines()) + "\n"
    golden = GOLDEN / f"table_{width}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120, 160])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(map(cell_len, drawn(long_book(), width).splitlines())) <= width


def test_left_out_columns_and_rows_are_named():
    text = " ".join(drawn(long_book(), 80).split())
    assert "… and 5 more rows" in text
    assert "Columns not shown: Position, Unit, Status, JPM, Cost, Year, Assessed on, Critical." in text
    assert "--format csv" in text
    assert "Components" not in text


@pytest.mark.parametrize("whole", [False, True])
def test_what_somebody_must_do_is_never_cut(whole):
    text = "fill in the class of every position " * 6 + "END"
    columns = (Column("how", "How", width=20, whole=whole), Column("name", "Name"))
    rows = pd.DataFrame({"how": [text], "name": ["A" * 30]})
    blocks = (Table("rows", "Rows", columns, rows, terminal_limit=4),)
    assert ("END" in drawn(replace(book(), blocks=blocks), 60)) is whole


def test_limits_of_the_caller_win():
    assert "more rows" not in drawn(long_book(), limits=Limits(every_row=True))
    assert "… and 1 more" in drawn(book(), limits=Limits(citations=1))


def test_no_control_codes_outside_a_terminal_and_none_from_data():
    text = drawn(book(), 400)
    assert "\x1b" not in text
    assert "[red]Santoso[/red]␛[31m" in text
    assert '=HYPERLINK("http://x")' in text


def test_colours_only_on_a_terminal_and_not_with_no_color(monkeypatch):
    options = {"force_terminal": True, "color_system": "standard"}
    assert "\x1b[31m-1" in drawn(book(), 80, **options).replace(" ", "")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[31m" not in drawn(book(), 80, **options)


def test_plain_characters_where_the_terminal_knows_no_others():
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    render(book(frame().head(2)), Console(file=file, width=80))
    file.flush()
    text = file.buffer.getvalue().decode("ascii")
    assert "BKPSDM Kota Contoh & Sekitarnya - as of 17 August 2025" in text
    assert "\n----" in text


def test_gap_carries_its_sign_in_text():
    columns = (Column("gap", "Gap", "gap"),)
    rows = pd.DataFrame({"gap": [-1.0, 0.0, 1.5, -0.004, None]})
    text = drawn(book(blocks=(Table("rows", "Gaps", columns, rows),)), 80)
    cells = [line.strip() for line in text.splitlines()[6:11]]
    assert cells == ["-1", "0", "+1.5", "-0.004", ""]


def test_a_sheet_may_only_be_counted_or_only_be_named():
    report = book()
    counted = drawn(replace(report, blocks=(replace(report.blocks[0], terminal_limit=0),)))
    assert "rows: 3" in counted
    assert "Siti" not in counted
    named = drawn(replace(report, blocks=(replace(report.blocks[0], terminal=False), report.blocks[1])))
    assert "Also in the workbook and JSON: Gaps per competency (3)" in named


def test_empty_sheet_says_so():
    assert "no rows" in drawn(book(frame().head(0)))


def test_one_row_is_left_even_when_nothing_fits():
    text = drawn(book(), 12)
    assert "198501152010" in text


def test_indonesian_figures_follow_the_translated_examples():
    class Translations:
        def gettext(self, text):
            return {
                "1,234.5": "1.234,5",
                "2025-12-31": "31-12-2025",
                "August": "Agustus",
                "met": "terpenuhi",
            }.get(text, text)

    def in_indonesian():
        language._active.set(Translations())
        return drawn(book(), 220), notation().show(1234567.5, "money")

    text, money = copy_context().run(in_indonesian)
    assert money == "1.234.567,50"
    for part in ("17 Agustus 2025", "1.500.000 ", "85,19", "17-03-2025", "terpenuhi", " 2,5 ", " 2025 "):
        assert part in text


def test_columns_keep_their_order_and_leave_by_importance():
    demands = [Demand(10, 10, 2), Demand(10, 10, 0), Demand(10, 10, 1), Demand(10, 10, 2)]
    assert choose_columns(demands, 46, 2) == [0, 1, 2, 3]
    assert choose_columns(demands, 45, 2) == [0, 1, 2]
    assert choose_columns(demands, 22, 2) == [1, 2]
    assert choose_columns(demands, 3, 2) == [1]


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 18), st.integers(0, 9)), min_size=1, max_size=15),
    st.integers(1, 250),
)
def test_widths_fit_and_are_never_below_the_least(parts, width):
    demands = [Demand(least + more, least, importance) for more, least, importance in parts]
    chosen = choose_columns(demands, width, 2)
    picked = [demands[i] for i in chosen]
    shares = share_width(picked, width - 2 * (len(chosen) - 1))
    assert chosen == sorted(set(chosen))
    assert sum(shares) + 2 * (len(chosen) - 1) <= width or len(chosen) == 1
    for demand, share in zip(picked, shares, strict=True):
        assert min(demand.least, width) <= share <= max(demand.natural, 1)


@given(st.text(max_size=80), st.integers(2, 30), st.integers(1, 3))
def test_wrapped_text_fits_and_loses_nothing_unseen(text, width, lines):
    shown = visible(text)
    wrapped = wrap_text(shown, width, lines, "…", cell_len)
    assert all(cell_len(line) <= width for line in wrapped.split("\n"))
    assert len(wrapped.split("\n")) <= lines
    if not wrapped.endswith("…"):
        assert "".join(wrapped.split()) == "".join(shown.split())


def test_invisible_and_direction_characters_are_seen():
    assert visible("a\u202eb\x00\x7f\u200b\x9b") == "a\ufffdb␀␡\ufffd\ufffd"
    assert visible("Nurul Ä 山") == "Nurul Ä 山"


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("59.52–100.00", "59,52–100,00", "59.52–100.00"),
        ("sedang s.d. 2025-11-01", "sedang s.d. 01-11-2025", "sedang s.d. 2025-11-01"),
        ("2025: butuh_perbaikan (hasil di_bawah)", "2025: Butuh Perbaikan (hasil di bawah ekspektasi)",
         "2025: Butuh Perbaikan (hasil below expectation)"),
        ("100 × 40 / 42 = 95.24", "100 × 40 / 42 = 95,24", "100 × 40 / 42 = 95.24"),
        ("kode_milik_instansi 1.2.3 v1.10a 2025-13-45", "kode_milik_instansi 1.2.3 v1.10a 2025-13-45",
         "kode_milik_instansi 1.2.3 v1.10a 2025-13-45"),
    ],
)  # fmt: skip
def test_a_remark_is_in_the_notation_of_the_language(text, indonesian, english):
    rows = pd.DataFrame({"observed": [text]})
    for code, shown in (("id", indonesian), ("en", english)):
        language.activate(code)
        assert display_cells(rows, Column("observed", "Found", "remark"))[0].text == shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("di_bawah: (rendah: 1; tinggi: 6); sedang_menjalani: true", "below expectation: (rendah: 1; tinggi: 6); being served: yes"),
        ("jpt_pratama: 60; set: pengisian; aktif: False", "JPT Pratama: 60; set: pengisian; aktif: no"),
        ("id: potensi/kesadaran_diri; nama: Kesadaran Diri", "id: Kesadaran Diri; nama: Kesadaran Diri"),
        ("≥ 68; III/d; a_file.yaml", "≥ 68; III/d; a_file.yaml"),
    ],
)  # fmt: skip
def test_the_value_of_a_rule_is_in_words(text, words):
    rows = pd.DataFrame({"value": [text]})
    assert display_cells(rows, Column("value", "Value", "law"))[0].text == words


def test_every_column_kind_is_in_the_example():
    kinds = set(Column.__annotations__["kind"].__args__)
    assert {column.kind for column in COLUMNS} | {
        "number",
        "exact",
        "kompetensi",
        "standar",
        "law",
        "remark",
        "said",
    } == kinds


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("teknis/manajemen_sdm_aparatur", "Manajemen SDM Aparatur"),
        ("pengembangan_diri_dan_orang_lain", "Pengembangan Diri dan Orang Lain"),
        (None, ""),
    ],
)
def test_competencies_are_shown_by_their_words(name, words):
    assert competency_words(name) == words


def test_heading_of_a_single_sheet_is_not_repeated():
    report = book()
    single = replace(report, blocks=(replace(report.blocks[0], title=report.title),))
    assert drawn(single).count("Competency gaps") == 1


TWINS = ["198001012005011901", "198001012005021901", "198001012005012902", "198101012005011903"]


def names_table(width, names, columns, **more):
    rows = pd.DataFrame(
        {
            "nip": TWINS[: len(names)],
            "nama": names,
            "jabatan": ["Analis Kebijakan Ahli Muda"] * len(names),
            **more,
        }
    )
    blocks = (Table("rows", "Rows", columns, rows, terminal_limit=2),)
    return drawn(replace(book(), blocks=blocks), width)


NAMES = (Column("nama", "Name", width=28, importance=0), Column("nip", "NIP", "nip", importance=5), Column("jabatan", "Position", width=34, importance=1))  # fmt: skip


@pytest.mark.parametrize(("width", "shown"), [(46, False), (50, False), (120, True)])
def test_people_of_one_name_are_told_apart_where_their_nips_have_no_room(width, shown):
    text = names_table(width, ["SITI AMINAH", "SITI AMINAH", "BUDI", "SITI AMINAH"], NAMES)
    assert (TWINS[0] in text) is shown
    # Four digits do not tell the first two apart; the fourth, in a row that is not shown, counts too.
    assert [f"SITI AMINAH (…{nip[-5:]})" in text for nip in TWINS[:2]] == [not shown] * 2


def test_whoever_is_in_a_row_that_is_not_shown_counts_too():
    assert f"SITI AMINAH (…{TWINS[0][-4:]})" in names_table(
        50, ["SITI AMINAH", "ANI", "BUDI", "SITI AMINAH"], NAMES
    )
    assert "BUDI (" not in names_table(50, ["SITI AMINAH", "BUDI", "SITI AMINAH"], NAMES)


def test_different_names_and_lists_of_people_are_as_they_were_or_told_apart():
    assert "(…" not in names_table(40, ["SITI AMINAH", "BUDI"], NAMES)
    lists = (
        Column("decided", "NIPs", "list", terminal=False),
        Column("decided_nama", "Decided", "list", width=28),
    )
    rows = pd.DataFrame({"decided": [TWINS[:1], TWINS[2:4]], "decided_nama": [["SITI"], ["SITI", "BUDI"]]})
    text = drawn(replace(book(), blocks=(Table("rows", "Rows", lists, rows),)), 80)
    assert "SITI (…1901)" in text
    assert "SITI (…2902), BUDI" in text or "SITI (…2902); BUDI" in text

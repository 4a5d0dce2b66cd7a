"""The page of `asn report`: escaped, closed to the network, the same bytes, small, and silent about people where the public reads it."""

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.language import activate
from asnkarier.model.book import (
    Book,
    Chart,
    CitationLine,
    Column,
    InputFile,
    Leaning,
    NextStep,
    Page,
    Record,
    Table,
    Text,
)
from asnkarier.model.said import said
from asnkarier.reports.books.heatmap import heatmap
from asnkarier.reports.html.page import MOST_BYTES, Cover, page_bytes
from asnkarier.reports.html.plain import plain_text
from asnkarier.reports.html.public import SMALLEST, hidden, public_book
from asnkarier.reports.html.section import Section

PAYLOADS = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", '"><script>alert(1)</script>', "'><script>alert(1)</script>", '" onmouseover=alert(1) x="',
    "' onfocus=alert(1) autofocus '", "</td></tr></table><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>", "<!--<script>alert(1)</script>", "--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>", "<iframe src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>", "<a href='https://contoh.id'>x</a>",
    "<base href='https://contoh.id/'>", "<meta http-equiv=refresh content='0;url=https://contoh.id'>", "<link rel=stylesheet href=//contoh.id>",
    "<object data=x>", "<embed src=x>", "<form action=x><input name=y>", "<body onload=alert(1)>", "<html onclick=alert(1)>", "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>", "<math><mi xlink:href='data:x,<script>alert(1)</script>'>", "<style>*{display:none}</style>", "<marquee onstart=alert(1)>",
    "{{ 7*7 }}", "{% for x in y %}", "{{ ''.__class__.__mro__ }}", "{# x #}", "${7*7}", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;",
    "\u202e<script>alert(1)</script>", "\x00<script>alert(1)</script>", "<scr\nipt>alert(1)</scr\nipt>", "＜script＞alert(1)＜/script＞", "\ud800<b>x</b>",
    "javascript:alert(1)", "<template><b>x</b></template>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
)  # fmt: skip
WORD = "Contoh"


def whole_book(text):
    """Return a book with `text` wherever data can come in."""
    columns = (Column("a", text), Column("nip", text, "nip"), Column("b", text, "remark"), Column("c", text, "list"),
               Column("d", text, "status"), Column("e", text, "integer"), Column("f", text, "law"), Column("g", text, "kompetensi"))  # fmt: skip
    rows = pd.DataFrame({"a": [text] * 12, "nip": text, "b": text, "c": [[text, text]] * 12, "d": text, "e": range(12), "f": text, "g": text})  # fmt: skip
    label, figure = Column("a", text), Column("e", text, "integer")
    charts = tuple(
        Chart(kind, text, label, (figure, Column("e", text, "integer")), rows, axis=text, note=text)
        for kind in ("bar", "stacked", "line", "histogram", "matrix", "boxes")
    )
    return Book(
        "asn.check/1", text, date(2026, 11, 1), text,
        (Text((text,), text), Record("one", text, columns, rows.head(1), note=text), Table("rows", text, columns, rows, note=text),
         Table("hidden", text, columns, rows, terminal=False), Page(text, charts)),
        inputs=(InputFile(text, text, text, 3),), rules_fingerprint=text, notes=(text,), subject=text, doubt=text, filter={"unit": text},
        citations=(CitationLine(text, text, text, text, text, text, text, text, text),),
        next_steps=(NextStep(said("diff_alike"), (text,)),),
        leans_on=(Leaning(text, "agency_policy", text, text, text, text, text),), version="1",
    )  # fmt: skip


def page_of(text):
    sections = [Section("check", text, text, whole_book(text)), Section("gap", text, "", missing=text)]
    return page_bytes(Cover(text, date(2026, 11, 1), text), sections).decode()


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, and its text."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements, self.text, self.values = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.values += [(tag, name, value) for name, value in attrs]

    def handle_comment(self, data):  # noqa: ARG002
        self.elements.append(("comment", ()))

    def handle_decl(self, decl):
        self.elements.append((decl, ()))

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def harmless():
    return Shape(page_of(WORD))


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_text_of_data_is_never_markup(payload, harmless):
    page = page_of(payload)
    found = Shape(page)
    assert found.elements == harmless.elements
    assert {name for _, name, _ in found.values if name.startswith("on")} == set()
    links = [value for tag, name, value in found.values if name in ("href", "src", "action", "xlink:href")]
    assert links
    assert all(re.fullmatch(r"#[a-z-]+", one) for one in links)
    assert plain_text(payload) in "".join(found.text)


def test_payloads_are_enough():
    assert len(set(PAYLOADS)) >= 40
    assert len(re.findall("Contoh", page_of(WORD))) > 60


def test_policy_admits_only_what_stands_in_the_page():
    page = page_of(WORD)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert " style=" not in page
    assert not re.search(r"https?://|//\w+\.\w", page)


def test_same_parts_give_the_same_bytes_and_parts_in_both_languages():
    activate("id")
    one = page_of(WORD)
    assert one == page_of(WORD)
    assert "Cari di semua tabel" in one
    activate("en")
    assert "Search in all tables" in page_of(WORD)


def test_everything_has_a_name_for_those_who_hear_the_page(harmless):
    page = page_of(WORD)
    elements = [tag for tag, _ in harmless.elements]
    assert {"header", "nav", "main", "footer", "h1"} <= set(elements)
    assert elements.count("table") == elements.count("caption")
    assert not re.search(r"<th(?![^>]*scope=)[ >]", page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    pointed = re.findall(r'(?:aria-labelledby|aria-controls)="([^"]+)"', page) + re.findall(
        r'href="#([^"]+)"', page
    )
    assert set(pointed) <= set(ids)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)] if len(colour) == 7 else [int(c * 2, 16) / 255 for c in colour[1:]]  # fmt: skip
    linear = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_texts_stand_out_in_light_in_dark_and_on_paper():
    style = re.search("<style>(.*?)</style>", page_of(WORD), flags=re.DOTALL)[1]
    looks = [
        dict(re.findall(r"--(\w+): (#\w+)", rule))
        for rule in re.findall(r"\{([^{}]*--paper: [^{}]*)\}", style)
    ]
    assert len(looks) == 4
    for look in looks:
        pairs = [(ink, ground) for ink in ("ink", "quiet", "accent", "good", "fair", "bad", "extra") for ground in ("paper", "head", "warn") if ground in look]  # fmt: skip
        for ink, ground in [*pairs, ("ink", "h1"), ("ink", "h2"), ("h3ink", "h3"), ("h4ink", "h4")]:
            light, dark = sorted((luminance(look[ink]), luminance(look[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground, look[ink], look[ground])


def test_a_large_agency_stays_small_enough_to_send():
    units, names = 2_000, [f"Bidang Pengembangan dan Pelatihan Nomor {i}" for i in range(2_000)]
    columns = tuple(Column(f"c{i}", f"Judul {i}") for i in range(12))
    rows = pd.DataFrame({f"c{i}": names for i in range(12)})
    book = Book("asn.gap/1", "Judul", date(2026, 11, 1), "Kota", tuple(Table(f"t{i}", "Tabel", columns, rows) for i in range(60)))  # fmt: skip
    page = page_bytes(Cover("Kota", date(2026, 11, 1), "1"), [Section("gap", "Judul", "asn gap", book)])
    assert len(page) <= MOST_BYTES
    assert f"of {units} rows" in page.decode()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=12))
def test_nobody_can_work_out_a_small_group(lines):
    counts = np.array([(size, min(part, size)) for size, part in lines], dtype=float)
    out = hidden(counts)
    for (size, part), left in zip(counts, out, strict=True):
        small = any(0 < x < SMALLEST for x in (size, part, size - part))
        assert left or not small
    # The total less what is shown: nobody, or five and more in two groups at least.
    rest, groups = counts[out, 0].sum(), counts[out & (counts[:, 0] > 0)]
    everything = out[counts[:, 0] > 0].all()
    assert rest == 0 or everything or (rest >= SMALLEST and len(groups) > 1)
    # Of those left out together as many or none are selected, or not, as of any group that is shown: their sum is known elsewhere.
    chosen = counts[out, 1].sum()
    assert everything or not any(0 < x < SMALLEST for x in (chosen, rest - chosen))


def test_of_groups_left_out_together_no_few_are_selected():
    """Two groups of eight left out would tell that one of the sixteen was selected; the next larger one keeps it company."""
    counts = np.array([[4, 0], [8, 1], [12, 6], [40, 20]], dtype=float)
    assert hidden(counts).tolist() == [True, True, True, False]


def test_the_public_sees_only_what_is_named():
    person = "RINA CONTOH"
    units = pd.DataFrame({"unit_kerja": ["A", "B", "C", "D"], "people": [20, 9, 3, 30], "completeness": [0.9, 0.8, 0.7, 1.0], "nama": person})  # fmt: skip
    columns = (Column("unit_kerja", "Unit"), Column("people", "People", "integer"), Column("completeness", "Completeness", "number"), Column("nama", "Name"))  # fmt: skip
    book = Book(
        "asn.check/1", "Title", date(2026, 11, 1), "Kota",
        (Table("rows", "Units", columns, units), Table("stranger", "Other", columns, units), Text((person,)),
         Chart("bar", "People", columns[0], (columns[1],), units)),
        notes=(person,), subject=person, filter={"unit": person}, inputs=(InputFile(person, "employees", "x", 1),),
    )  # fmt: skip
    shown = public_book(book)
    (table,) = shown.blocks
    assert [one.key for one in table.columns] == ["unit_kerja", "people", "completeness"]
    assert list(table.rows["unit_kerja"]) == [
        "A",
        "D",
    ]  # C is small, and with B alone left out it could be worked out
    page = page_bytes(Cover("Kota", date(2026, 11, 1), "1", public=True), [Section("check", "T", "", shown)])
    assert person not in page.decode()


def public(name, *blocks):
    return public_book(Book(f"asn.{name}/1", "T", date(2026, 11, 1), "K", blocks)).blocks


def table(key, rows, kind=Table):
    return kind(key, "T", tuple(Column(one, one) for one in rows), pd.DataFrame(rows))


def test_two_tables_of_one_page_do_not_tell_what_each_leaves_out():
    row = {"people": [95], "MS": [60], "MMS": [3], "KMS": [0], "belum_dapat_dinilai": [12], "people_with_gap": [40]}  # fmt: skip
    parts = pd.DataFrame({"kategori": ["MS", "MMS", "KMS", "-", "none"], "people": [60, 3, 0, 12, 20]})
    chart = Chart("bar", "People by category", Column("kategori", "K"), (Column("people", "P", "integer"),), parts)  # fmt: skip
    record, counted = public("gap", table("summary", row, Record), chart)
    assert counted.rows["people"].isna().tolist() == [False, True, False, True, False]
    assert [one.key for one in record.columns] == ["people", "people_with_gap"]  # 12 here would tell the 3
    units = {"unit_kerja": ["A", "B", "D", "E"], "people": [3, 9, 20, 30], "judged": [3, 9, 13, 30], "mean_jpm": [90.0, 80.0, 70.0, 60.0]}  # fmt: skip
    (found,) = public("gap", table("rows", units))
    assert [one.key for one in found.columns] == ["unit_kerja", "mean_jpm"]
    assert found.rows["unit_kerja"].tolist() == ["D", "E"]


def test_every_set_of_groups_that_adds_up_hides_two():
    groups = {"group_by": ["unit", "unit", "unit", "age", "age", "age"], "group": [*"ABC", "x", "y", "z"], "n": [3, 45, 47, 4, 40, 51], "selected": [0, 0, 0, 0, 0, 0]}  # fmt: skip
    (found,) = public("fairness", table("rows", groups))
    assert found.rows["group"].tolist() == ["C", "z"]  # A and x alone were each the total less the others


def test_groups_that_the_report_left_out_before_hide_two_of_every_total():
    """Of 89 people 26 are selected, sexes say so; the ages shown would tell that three of the seventeen others are."""
    ages = {"group_by": ["sex"] * 2 + ["age"] * 3, "group": ["L", "P", "31", "41", "51"], "n": [48, 41, 22, 31, 19], "selected": [13, 13, 6, 12, 5]}  # fmt: skip
    totals = {"of": ["x"], "n": [89], "selected": [26]}
    (found,) = public("fairness", table("rows", ages), table("totals", totals, Record))
    assert found.rows["group"].tolist() == ["L", "P", "31", "41"]
    enough = totals | {"selected": [28], "n": [89]}
    (found,) = public("fairness", table("rows", ages | {"selected": [14, 14, 6, 12, 5]}), table("totals", enough, Record))  # fmt: skip
    assert found.rows["group"].tolist() == ["L", "P", "31", "41", "51"]  # five of seventeen


def test_the_public_does_not_see_what_one_move_more_gains():
    rows = {"plan": ["a", "b"], "moves": [1, 6], "gain": [181.18, 848.66]}
    chart = Chart("line", "Gain by number of moves", Column("moves", "M"), (Column("gain", "G"),), pd.DataFrame(rows))  # fmt: skip
    (found,) = public("recommend-placement-cascade", table("comparison", rows), chart)
    assert [one.key for one in found.columns] == ["plan", "moves"]


def test_levels_stand_in_one_place_alone():
    """A total of a competency less the units of the heat map would be the levels of whoever is left out, be it one person."""
    totals = {"people": [89], "people_short": [76], "levels_short": [219.05]}
    without = {"kompetensi": ["x"], "people": [12], "levels_short": [10.4], "why": ["no course"]}
    record, found = public("needs", table("totals", totals, Record), table("uncovered", without))
    assert [one.key for one in record.columns] == ["people", "people_short"]
    assert [one.key for one in found.columns] == ["kompetensi", "people", "why"]


def test_a_table_without_any_figure_for_the_public_is_not_shown():
    units = {"unit_kerja": ["A", "B"], "people": [0, 9], "judged": [0, 0], "mean_jpm": [None, None]}
    assert public("gap", table("rows", units)) == ()


def test_every_series_of_a_chart_hides_two_for_its_sum_is_known():
    years = pd.DataFrame({"year": ["1", "2", "3"], "people": [3, 10, 12], "open": [0, 6, 7]})
    series = (Column("people", "P", "integer"), Column("open", "O", "integer"))
    (chart,) = public("retirements", Chart("stacked", "People who leave, year by year", Column("year", "Y"), series, years))  # fmt: skip
    assert chart.rows["people"].isna().tolist() == [True, True, False]
    assert chart.rows["open"].tolist() == [0, 6, 7]


def test_the_heatmap_turns_the_rows_of_needs():
    rows = pd.DataFrame({"kompetensi": ["integritas", "kerja_sama", "integritas"], "unit_kerja": ["A", "A", "B"], "people_short": [5, 2, 1], "levels_short": [7.0, 2.0, 1.0]})  # fmt: skip
    book = Book("asn.needs/1", "N", date(2026, 11, 1), "K", (Table("rows", "R", tuple(Column(k, k) for k in rows), rows),))  # fmt: skip
    chart = heatmap(book)
    assert [one.key for one in chart.series] == ["integritas", "kerja_sama"]
    assert chart.rows["integritas"].tolist() == [7.0, 1.0]
    few = heatmap(book, people=5)
    assert few.rows["unit_kerja"].tolist() == ["A"]
    assert "too few to be shown" in few.note
    assert "too few" not in chart.note
    assert heatmap(book, people=6) is None

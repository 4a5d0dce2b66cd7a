"""Tables of the law as people read them: lines by their names, nothing that only programs need, cut between two of them."""

import pytest

from asnkarier.language import activate
from asnkarier.model.book import CitationLine
from asnkarier.reports.shown.beside import articles_of, cited_words
from asnkarier.rules.describe import table_words


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"rendah": 4, "tinggi": 9}, "rendah: 4; tinggi: 9"),
        ({"di_atas": {"rendah": 4, "tinggi": 9}, "sesuai": {"rendah": 2}}, "di_atas (rendah: 4, tinggi: 9); sesuai (rendah: 2)"),
        ([{"kode": "MS", "label": "Memenuhi Syarat", "minimal": 80}, {"kode": "KMS", "label": "Kurang", "minimal": None}], "Memenuhi Syarat (minimal: 80); Kurang"),
        ([{"kode": "tinggi", "minimal": 80}, {"kode": "rendah", "minimal": None}], "tinggi (minimal: 80); rendah"),
        ([{"minimal_tahun": 5, "nilai": 100}], "minimal_tahun: 5, nilai: 100"),
        ({"skala_maksimum": 5, "aspek": [{"id": "a_b", "nama": "Aspek", "alias": ["A"]}]}, "skala_maksimum: 5; aspek (Aspek)"),
        ({"jf_pemula": {"biasa": 15, "mulai_golongan": {}}}, "jf_pemula (biasa: 15)"),
        ("PNS", ""),
        (["I/a", "I/b"], ""),
        (5, ""),
        (True, ""),
    ],
)  # fmt: skip
def test_a_table_is_told_by_the_names_of_its_lines(value, told):
    assert table_words(value) == told


def test_a_long_table_ends_after_a_line_and_says_how_many_follow():
    told = table_words({f"jenjang_{number:03}": number for number in range(60)})
    assert len(told) <= 320
    shown, _, rest = told.rpartition("; ")
    assert rest == f"… (+{60 - len(shown.split('; '))})"


def line(rule, title, value, citation="PP 1 Pasal 2", told=""):
    return CitationLine(rule, title, value, citation, "primer", "", told=told)


def test_an_article_is_named_once_with_the_titles_of_its_rules():
    lines = (
        line("A-STATUS", "Berstatus PNS", "PNS"),
        line("B-STATUS", "Berstatus PNS", "PNS"),
        line("A-BUP", "Belum pensiun", "true"),
        line("x/tabel", "Kamus", "id: x; nama: X", told="X"),
        line("review", "Pembinaan", "tren dari 5 tahun", "config.yaml: review"),
    )
    activate("id")
    assert list(articles_of(lines)) == [
        ("PP 1 Pasal 2", ("Berstatus PNS: PNS", "Belum pensiun", "Kamus")),
        ("Kebijakan instansi", ("Pembinaan: tren dari 5 tahun",)),
    ]


def test_codes_in_a_table_are_words():
    activate("id")
    told = cited_words(
        line("x", "T", "", told="jpt_utama: jpt; jf_pemula: jf; nilai (tinggi: 0.5, rendah: 1.5)")
    )
    assert told[1] == "JPT Utama: JPT; JF Pemula: JF; nilai (tinggi: 0,5, rendah: 1,5)"

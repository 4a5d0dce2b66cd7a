"""The law as rows: what `asn rules list` and `show` print."""

from datetime import date, timedelta

from asnkarier.model.said import LawText
from asnkarier.rules.describe import rule_ids, rule_rows, rules_rows, value_text, value_words
from law import read_rulebook as load_rulebook

AS_OF = date(2026, 11, 1)
BOOK = load_rulebook()


def test_every_rule_is_listed_once_and_in_order():
    rows = rules_rows(BOOK, AS_OF)
    ids = [row.id for row in rows]
    assert len(ids) == len(set(ids))
    assert set(ids) | set(BOOK.rule_sets) == set(rule_ids(BOOK))
    parameters = [row.id for row in rows if row.kind == "parameter"]
    assert parameters == sorted(parameters)
    assert [row.kind for row in rows] == sorted((row.kind for row in rows), reverse=True)


def test_a_row_says_where_it_comes_from():
    (row,) = rule_rows(BOOK, "pengembangan/jam_pelajaran", AS_OF)
    assert (row.kind, row.unit, row.state, row.status_sumber) == ("parameter", "jp", "in_force", "primer")
    assert row.citation == "PP 11/2017 Pasal 203 ayat (4)"
    assert row.file == "asnkarier/regulations/pengembangan/jam_pelajaran.yaml"
    assert (row.since_exact, row.until) == (True, None)


def test_states_around_a_change():
    before, after = rule_rows(BOOK, "jabatan/eselon_kelompok", AS_OF)
    assert (before.state, after.state) == ("past", "in_force")
    assert before.until == after.since - timedelta(days=1)
    before, after = rule_rows(BOOK, "jabatan/eselon_kelompok", before.until)
    assert (before.state, after.state) == ("in_force", "future")
    listed = {row.id: row for row in rules_rows(BOOK, date(2000, 1, 1))}
    assert listed["jabatan/eselon_kelompok"].state == "future"
    (listed,) = (row for row in rules_rows(BOOK, after.since) if row.id == after.id)
    assert (listed.since, listed.state) == (after.since, "in_force")


def test_variants_are_shown_and_only_the_chosen_one_counts():
    rows = rule_rows(BOOK, "kinerja/nilai_predikat", AS_OF)
    assert [(row.variant, row.state) for row in rows] == [("pu", "in_force"), ("djki", "off")]
    assert rows[0].variants == ("pu", "djki")
    chosen = rule_rows(
        load_rulebook(None, {"kinerja/nilai_predikat": "djki"}), "kinerja/nilai_predikat", AS_OF
    )
    assert [(row.variant, row.state) for row in chosen] == [("djki", "in_force"), ("pu", "off")]


def test_one_criterion_or_its_whole_set():
    (row,) = rule_rows(BOOK, "ADM-PANGKAT", AS_OF)
    assert (row.state, row.mark, row.check, row.rule_set) == (
        "off",
        "M",
        "pangkat_eselon",
        "jabatan/administrator",
    )
    rows = rule_rows(BOOK, "jabatan/administrator", AS_OF)
    assert len(rows) == sum(row.rule_set == "jabatan/administrator" for row in rules_rows(BOOK, AS_OF))
    assert rule_rows(BOOK, "ADM-TIDAK-ADA", AS_OF) == ()


def test_repealed_is_a_state(tmp_path):
    (tmp_path / "jabatan").mkdir()
    (tmp_path / "jabatan/rotasi.yaml").write_text(
        'nilai:\n  2026-01-01: {nilai: null, dasar: "kebijakan-bawaan x"}\n'
    )
    *_, row = rule_rows(load_rulebook(tmp_path), "jabatan/rotasi", AS_OF)
    assert (row.state, value_text(row.value)) == ("repealed", "–")
    assert row.file == str(tmp_path / "jabatan/rotasi.yaml")


def test_values_as_text():
    assert value_text({"a": 1, "b": [True, "x"]}) == "a: 1; b: (true, x)"
    assert value_text([{"kode": "MS", "minimal": 80}, {"kode": "KMS", "minimal": None}]) == (
        "kode: MS; minimal: 80 | kode: KMS; minimal: –"
    )


def test_only_words_of_the_law_that_somebody_translated_stay_in_both_languages():
    both = {"teks": "Kembangkan", "en": "Develop"}
    assert value_words(both) == LawText("Kembangkan", "Develop")
    assert value_text(both) == value_words("Kembangkan") == "Kembangkan"


def test_a_row_carries_the_title_and_remarks_of_its_rule_and_nothing_else():
    for row in rules_rows(BOOK, AS_OF):
        parameter = BOOK.parameters.get(row.id)
        if parameter is not None and not parameter.varian:
            (value,) = [one for one in parameter.dated if one.since == row.since]
            assert row.title == parameter.title
            assert row.note == " ".join(filter(None, (value.catatan, parameter.catatan)))
        if parameter is None:
            rule_set = BOOK.rule_sets[row.rule_set]
            (criterion,) = [one for one in (*rule_set.syarat, *rule_set.nonaktif) if one.id == row.id]
            assert row.title == criterion.title

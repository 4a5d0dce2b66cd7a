"""The kind of a move by the career pattern, on both sides of every line: same group or another, higher or equal, known or not."""

from datetime import date

import pytest

from asnkarier.analysis.placement.patterns import Height, pattern_of, with_pattern
from asnkarier.model.kelompok import KELOMPOK
from law import load_rulebook
from people_frames import evaluated
from store_samples import nip

BOOK = load_rulebook()
AS_OF = date(2026, 3, 1)


def kind(held, to, as_of=AS_OF):
    return pattern_of(Height(*held), Height(*to), BOOK, as_of)


@pytest.mark.parametrize(
    ("held", "to", "expected"),
    [
        (("pengawas", None), ("administrator", None), "vertical"),
        (("pelaksana", None), ("administrator", None), "vertical"),
        (("jf_ahli_pertama", None), ("jf_ahli_muda", None), "vertical"),
        (("jpt_pratama", None), ("jpt_madya", None), "vertical"),
        # the groups of the law are JA, JF and JPT: an administrator who becomes JPT changes groups
        (("administrator", None), ("jpt_pratama", None), "diagonal"),
        (("jf_ahli_madya", None), ("jpt_pratama", None), "diagonal"),
        (("administrator", 12), ("administrator", 11), "horizontal"),
        (("jf_ahli_muda", None), ("jf_ahli_muda", None), "horizontal"),
        # between lines that no ladder joins the kelas jabatan says it
        (("jf_ahli_muda", 9), ("pengawas", 9), "horizontal"),
        (("jf_ahli_muda", 9), ("administrator", 11), "diagonal"),
        (("jf_penyelia", 8), ("jf_ahli_muda", 9), "vertical"),
        (("jf_penyelia", 8), ("jf_ahli_pertama", 8), "horizontal"),
        (("jf_ahli_muda", 9), ("administrator", None), None),
        (("jf_ahli_muda", None), ("administrator", 11), None),
        (("jf_ahli_madya", 12), ("administrator", 11), None),
        (("administrator", None), ("pengawas", None), None),
        ((None, 9), ("administrator", 11), None),
        (("administrator", 11), (None, None), None),
    ],
)
def test_the_kind_of_a_move(held, to, expected):
    found = kind(held, to)
    assert found.kind == expected
    assert bool(found.reason) is (expected is None)


def test_the_reason_names_what_is_not_known():
    assert kind((None, 9), ("administrator", 11)).reason == "kelompok_unclear"
    assert kind(("jf_ahli_muda", None), ("administrator", 11)).reason == "class_missing"
    assert kind(("administrator", None), ("pengawas", None)).reason == "human_judgement"


def test_before_the_law_nothing_is_said():
    assert kind(("pengawas", None), ("administrator", None), date(2017, 4, 6)).reason == "rule_not_in_force"
    assert kind(("pengawas", None), ("administrator", None), date(2017, 4, 7)).kind == "vertical"


def test_a_move_up_is_never_one_down_again():
    for low in KELOMPOK:
        for high in KELOMPOK:
            there, back = kind((low, 8), (high, 9)).kind, kind((high, 9), (low, 8)).kind
            if there in ("vertical", "diagonal"):
                assert back is None


def test_the_finding_cites_the_article_and_the_cell():
    people = [{"nip": nip(1), "jabatan": "Kepala Seksi Uji", "row": 7}]
    gates = evaluated([("status_asn", ["PNS"])], AS_OF, people, rulebook=BOOK)
    up = kind(("pengawas", None), ("administrator", None))
    *_, line = with_pattern(gates.findings_of([nip(1)]), gates.case.dossiers, 0, up, BOOK).to_dict("records")
    assert (line["rule_id"], line["result"], line["decides"]) == ("jabatan/pola_karier", "met", False)
    assert line["citation"] == "PP 11/2017 Pasal 189 ayat (3)"
    assert (line["source_id"], line["row"]) == (1, 7)
    unclear = kind((None, None), ("pengawas", 8))
    *_, line = with_pattern(gates.findings_of([nip(1)]), gates.case.dossiers, 0, unclear, BOOK).to_dict(
        "records"
    )
    assert (line["result"], line["reason"]) == ("unknown", "kelompok_unclear")


def test_a_post_without_gates_has_the_line_alone():
    gates = evaluated([], AS_OF, [{"nip": nip(1)}], rulebook=BOOK)
    up = kind(("pengawas", None), ("administrator", None))
    (line,) = with_pattern(gates.findings_of([nip(1)]), gates.case.dossiers, 0, up, BOOK).to_dict("records")
    assert line["rule_id"] == "jabatan/pola_karier"

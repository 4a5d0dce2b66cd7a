"""What findings, reasons and details say is whole in both languages: no word of the one stands in the other.

A word counts as Indonesian when any sentence of the Indonesian catalogue, or of the law as it is written, has it; as
English when a sentence of the code or an English title has it. What both have must be in `words/shared.txt`: nouns of
the law, which no language translates, and words that are spelt alike or quoted.
"""

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from asnkarier import language
from asnkarier.agency.judging import judge
from asnkarier.agency.posts import find_post
from asnkarier.agency.snapshot import load_snapshot
from asnkarier.agency.workspace import Workspace
from asnkarier.model.codes.reasons import REASONS
from asnkarier.model.codes.sentences import SENTENCES
from asnkarier.model.said import Code, Competency, LawText, Said, Span, said
from asnkarier.reports.shown.labels import LABELS
from asnkarier.reports.shown.sentences import law_text, sentence
from asnkarier.settings import load_settings
from law import load_rulebook

SOURCE = Path(__file__).parents[1] / "src" / "asnkarier"
WORDS = Path(__file__).parent / "words" / "shared.txt"


def shared(code):
    """The words that may stand in a sentence of the language `code` although the other one has them too."""
    found, kind = set(), ""
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line[1 : line.index("]")]
        elif kind in ("both", code) and not line.startswith("#"):
            found |= set(line.split())
    return found


AGE = said("age", age=Span(35, 3))
# A fact for every blank; classes and levels are those of the law.
FACTS = {
    "numbers": (2, 3),
    "office": "BKPSDM", "amount": 1_250_000, "report": "BKPSDM", "key": "BKPSDM", "plan": "BKPSDM",
    "competencies": (Competency("integritas"), Competency("komunikasi")),
    "seats": 8, "day": date(2027, 3, 1), "end": date(2026, 12, 31), "start": date(2026, 11, 1), "fund": "DAK", "share": "90%",
    "age": Span(35, 3), "service": Span(12), "most": Span(672), "limit": Span(696), "latest": Span(840), "least": Span(36), "years": Span(24),
    "value": Code("berat"), "values": (Code("berat"), Code("ringan")), "tahun": 2025, "predikat": Code("butuh_perbaikan"),
    "hasil_kerja": Code("di_bawah"), "perilaku_kerja": Code("di_atas"), "unsur": Code("sesuai"), "tingkat": Code("sedang"),
    "before_from": date(2024, 3, 4), "before_to": date(2024, 3, 5), "after_from": date(2026, 3, 2), "after_to": date(2026, 3, 3),
    "n": 12, "scales": "1-4, 1-5", "apart": 2, "net": -0.05, "took_part": 15, "colleagues": 20, "placebo": 0.25,
    "below": Code("pengawas"), "above": Code("administrator"), "selesai": date(2026, 11, 1), "jpm": 59.5, "low": 1.25, "high": 99.0, "held": 1, "wanted": 2, "rows": 4, "first": 2024, "last": 2025,
    "kelompok": (Code("pengawas"), Code("jf_ahli_muda")), "jabatan": "GURU", "kategori": "MMS", "names": ("PKA",),
    "text": LawText("Keterangan sehat jasmani", "A certificate of health"), "parts": (AGE, AGE), "counted": 40.0,
    "required": 42.0, "levels": 2.5, "steps": (), "kompetensi": Competency("integritas"), "level": None, "to": 3.0,
    "longest": Span(60), "rule": "ADM-BUP", "observed": AGE, "route": Code("promosi"), "rank": 1, "candidates": 9, "field": Code("not_met"),
    "eligible": 1, "short": 2, "open": 3, "effect": Code("narrows_critical_gap"), "level_from": 1.0, "level_to": 2.0,
    "weight": 1.5, "count": 3, "folder": "inbox", "people": 4, "of": 9, "year": "2025", "register": Code("positions"),
    "way": Code("perpindahan"), "others": ("ADM-PERLU",), "rules": ("ADM-BUP",), "parent": "DINAS", "units": ("DINAS",), "points": 120.0, "other": 60.0, "name": "POSITIONS", "kode": "K1", "kodes": "K1, K2", "closed": 75.0,
    "urgent": 3, "kritis": 4, "posts": ("Analis (2)",), "unassessed": 5, "fields": (Code("jenis"), Code("jadwal")), "why": Code("no_course"),
    "lead": 1.0, "follow_up": date(2027, 2, 1),
    "certain": 3, "near": 1, "moved": 2, "both": 3, "part": Code("integritas"),
    "number": 3, "came": 1, "gone": 1, "second": "2026-11-01", "vacancy": "LOW-01", "superseded": 1, "compared": 2, "agreed": 1,
    "at_most": 2, "size": 9, "unit": "DINAS", "days": 5, "on": date(2027, 6, 1), "where": "katalog.csv:K2",
    "hasil": Code("lulus"), "tanggal": date(2026, 11, 1), "jenjang": Code("ahli_muda"), "golongan": "III/c",
    "nip": "198001012005011901", "standing": "MPP",
}  # fmt: skip
_HELD = {"held": Code("jf_ahli_madya"), "equal": Code("administrator"), "citation": "PermenPANRB 17/2021"}
LEVELS = {
    "stands_lower": _HELD,
    "stands_equal": _HELD,
    "map_no_law_then": {"rule": LawText("Kotak talenta", "Talent box")},
    "hukuman_none_since": {"tingkat": (Code("sedang"), Code("berat"))},
    "match_category_least": {"least": 68},
    "class_may_leave": {"why": said("leaves_contract_open")},
    "class_may_leave_from": {"first": date(2027, 1, 1), "why": said("leaves_two_births")},
    "class_too_few": {"left": 2, "remain": 3, "least": 5},
    "opinion_roles": {"low": Code("pemangku"), "low_level": 2.0, "high": Code("atasan"), "high_level": 4.0},
    "opinion_spread": {"agreement": 0.4, "least": 0.7},
}


def words_of(text):
    """The words of a text, without blanks and what belongs to no language: commands, options, codes of files."""
    plain = re.sub(
        r"{[^}]*}|`[^`]*`|--?[a-z-]+|\basn [a-z-]+|[A-Z]+-[A-Z-]+|\b[a-z]+:|\w*[_./]\w+", " ", text
    )
    return set(re.findall(r"[a-zà-ÿ]{2,}(?:['-][a-zà-ÿ]+)*", plain.lower()))


def catalogue():
    with (SOURCE / "locale/id/LC_MESSAGES/asnkarier.po").open("rb") as file:
        return [entry for entry in read_po(file) if isinstance(entry.id, str) and entry.id]


BOOK = load_rulebook()
RULES = [one for rules in BOOK.rule_sets.values() for one in (*rules.syarat, *rules.nonaktif)]
TITLES = [one.title for one in (*RULES, *BOOK.parameters.values())]
STATEMENTS = [
    words
    for one in (*RULES, *BOOK.parameters.values())
    for dated in one.dated
    for value in (dated.value, *(dated.value.values() if isinstance(dated.value, dict) else ()))
    if (words := LawText.read(value)) is not None and words.en
]
LAW = [*TITLES, *STATEMENTS]
INDONESIAN = set().union(
    *(words_of(entry.string) for entry in catalogue()), *(words_of(one.id) for one in LAW)
)
ENGLISH = set().union(*(words_of(entry.id) for entry in catalogue()), *(words_of(one.en) for one in LAW))
SIGNS = {one for text in SENTENCES.values() for one in words_of(text)}  # of sentences without a translation


OF_LANGUAGE = {"en": (ENGLISH, INDONESIAN, shared("en")), "id": (INDONESIAN, ENGLISH, shared("id"))}


def strangers(code, text, names=frozenset()):
    """The words of a text that are not of its language, or of the other one as well without being shared."""
    own, other, both = OF_LANGUAGE[code]
    return {
        word
        for word in words_of(text) - both - names
        if word in other or (word not in own and word not in SIGNS)
    }


def names_in(told):
    """The words of the names in what is said: they are nobody's language."""
    facts = [fact for _, fact in told.facts] if isinstance(told, Said) else []
    found = set()
    while facts:
        fact = facts.pop()
        if isinstance(fact, Said):
            facts += [one for _, one in fact.facts]
        elif isinstance(fact, tuple):
            facts += fact
        elif isinstance(fact, str) and not isinstance(fact, Code):
            found |= words_of(fact.replace("_", " "))
    return found


@pytest.fixture(autouse=True)
def _restored():
    token = language._active.set(None)
    yield
    language._active.reset(token)


def check(told):
    faults = {}
    for code in OF_LANGUAGE:
        language.activate(code)
        for one in told:
            text = law_text(one) if isinstance(one, LawText) else sentence(one)
            found = strangers(code, text, names_in(one))
            if found:
                faults[f"{code}: {text}"] = sorted(found)
    assert faults == {}


def sample(code):
    blanks = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    facts = FACTS | LEVELS.get(code, {})
    return said(code, **{name: facts[name] for name in sorted(blanks)})


def test_every_code_is_said_in_both_languages():
    check([sample(code) for code in SENTENCES if code])


def test_every_label_is_said_in_both_languages():
    check([said("recorded", value=Code(code)) for code in LABELS])


def test_every_title_and_statement_of_the_law_is_in_both_languages():
    assert [one for one in LAW if not one.en] == []
    check(LAW)


def test_an_agency_s_own_title_is_not_left_with_another_s_english(tmp_path):
    (tmp_path / "jabatan").mkdir()
    own = "syarat:\n  - {id: ADM-PENDIDIKAN, judul: Ijazah paling rendah}\n"
    (tmp_path / "jabatan" / "administrator.yaml").write_text(own, encoding="utf-8")
    book = load_rulebook(tmp_path)
    found = {one.id: one.title for one in book.rule_sets["jabatan/administrator"].syarat}
    assert found["ADM-PENDIDIKAN"] == LawText("Ijazah paling rendah")
    assert found["ADM-STATUS"].en


def test_every_finding_of_the_sample_agency_is_said_in_both_languages(agency):
    told = set()
    workspace = Workspace(agency, load_settings(agency / "config.yaml"), date(2026, 11, 1))
    with workspace.open_store() as store:
        now = load_snapshot(workspace, store)
        for code in now.frames["vacancies"]["kode"]:
            for gate in judge(now, find_post(now, code)).eligibility.gates:
                told |= {*gate.outcome.observed.words, gate.outcome.required, gate.criterion.title}
                told |= set(gate.outcome.reason) - {""}
    assert len({one.code for one in told if isinstance(one, Said)}) > 10
    assert {one for one in told if isinstance(one, str)} <= set(REASONS)
    check(told)


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "≥ 3 years as pengawas atau JF setingkat", {"atau", "setingkat"}),
        ("en", "3 tahun", {"tahun"}),
        ("id", "paling rendah S-1 or the same", {"or", "the", "same"}),
        ("en", "≥ 3 years as pengawas", set()),
    ],
)
def test_a_word_of_the_other_language_is_seen(code, text, found):
    assert strangers(code, text) == found

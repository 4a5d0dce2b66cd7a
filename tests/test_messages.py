"""Every sentence that people read is in both catalogues, with the same blanks, and the compiled files are fresh."""

import ast
import gettext
import io
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parents[1] / "src" / "asnkarier"
KEYWORDS = {"_": None, "N_": None, "message": None}


def catalogue(language):
    path = SOURCE / "locale" / language / "LC_MESSAGES" / "asnkarier.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def translations(language):
    return {entry.id: entry.string for entry in catalogue(language) if entry.id}


def sentences():
    found = extract_from_dir(str(SOURCE), [("**.py", "python")], keywords=KEYWORDS)
    return {text for _file, _line, text, _comments, _context in found if isinstance(text, str) and text}


def marked(tree):
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in KEYWORDS
            and node.args
        ):
            yield node.lineno, node.args[0]


def blanks(text):
    return sorted(
        (name, conversion or "", form or "")
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    )


def test_there_are_sentences():
    assert len(sentences()) > 150


def test_the_collector_sees_every_mark():
    # Whether a mark inside an f-string is seen depends on the version of Python that collects.
    known = sentences()
    unseen = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, text in marked(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        or (isinstance(text, ast.Constant) and text.value and text.value not in known)
    ]
    assert unseen == []


def test_no_sentence_is_untranslated():
    known = translations("id")
    assert sorted(text for text in sentences() if not known.get(text)) == []


def test_english_is_what_the_code_says():
    # An empty translation falls back on the code's own sentence.
    assert [text for text, english in translations("en").items() if english not in ("", text)] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_translations_keep_the_blanks(language):
    wrong = [text for text, said in translations(language).items() if said and blanks(text) != blanks(said)]
    assert wrong == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_translations_keep_the_ends(language):
    """A sentence that ends in a full stop stays a sentence; blanks at the ends hold texts apart."""
    wrong = [
        text
        for text, said in translations(language).items()
        if said and (text.endswith(".") != said.endswith(".") or (text[0] == " ") != (said[0] == " "))
    ]
    assert wrong == []


def test_indonesian_is_indonesian():
    same = [text for text, said in translations("id").items() if text == said and len(text.split()) > 3]
    assert same == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_compiled_catalogue_is_fresh(language):
    compiled = SOURCE / "locale" / language / "LC_MESSAGES" / "asnkarier.mo"
    buffer = io.BytesIO()
    write_mo(buffer, catalogue(language))
    assert compiled.read_bytes() == buffer.getvalue()


@pytest.mark.parametrize("language", ["id", "en"])
def test_compiled_catalogue_says_its_charset(language):
    loaded = gettext.translation("asnkarier", SOURCE / "locale", languages=[language])
    assert loaded.charset() == "utf-8"
    assert loaded.gettext("as of {day}") == {"id": "keadaan per {day}", "en": "as of {day}"}[language]


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_fuzzy_or_stale_entries(language):
    assert [entry.id for entry in catalogue(language) if entry.fuzzy] == []
    assert sorted(set(translations(language)) - sentences()) == []

"""Every sentence that people read is in both catalogues, with the same blanks, and the compiled files are fresh."""

import io
import re
from pathlib import Path

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


def sentences():
    found = extract_from_dir(str(SOURCE), [("**.py", "python")], keywords=KEYWORDS)
    return {text for _file, _line, text, _comments, _context in found if isinstance(text, str) and text}


def blanks(text):
    return sorted(re.findall(r"\{(\w+)", text))


def test_there_are_sentences():
    assert len(sentences()) > 150


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_sentence_is_untranslated(language):
    known = {entry.id: entry.string for entry in catalogue(language) if entry.id}
    missing = sorted(text for text in sentences() if not known.get(text))
    assert missing == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_translations_keep_the_blanks(language):
    wrong = [entry.id for entry in catalogue(language) if entry.id and entry.string and blanks(entry.id) != blanks(entry.string)]
    assert wrong == []


def test_indonesian_is_indonesian():
    same = [entry.id for entry in catalogue("id") if entry.id and entry.id == entry.string and len(entry.id.split()) > 3]
    assert same == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_compiled_catalogue_is_fresh(language):
    compiled = SOURCE / "locale" / language / "LC_MESSAGES" / "asnkarier.mo"
    buffer = io.BytesIO()
    write_mo(buffer, catalogue(language))
    assert compiled.read_bytes() == buffer.getvalue()


def test_no_fuzzy_or_stale_entries():
    for language in ("id", "en"):
        assert [entry.id for entry in catalogue(language) if entry.fuzzy] == []

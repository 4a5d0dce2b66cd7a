"""Wrong words on the command line: one line in the language of the office, the way to help, exit code 2."""

import pytest

from asnkarier.cli.screen.wrong_words import in_our_words

CASES = [
    ("gapp", "asn: tidak ada perintah gapp", "asn: there is no command gapp", "gap"),
    ("gap --nipp 1", "asn gap: tidak ada pilihan --nipp", "asn gap: there is no option --nipp", "--nip"),
    ("promote-shortlist", "JABATAN_ATAU_LOWONGAN belum disebutkan", "JABATAN_OR_VACANCY is missing", ""),
    (
        "promote-shortlist X --top",
        "asn: --top harus diikuti nilainya",
        "asn: --top wants a value after it",
        "",
    ),
    ("promote-shortlist X --top a", "--top harus bilangan bulat", "--top wants a whole number", ""),
    ("promote-shortlist X Y", "kelebihan satu kata: Y", "one word too many: Y", ""),
    ("--wait a gap", "asn: --wait harus bilangan", "asn: --wait wants a number", ""),
    ("--wait -3 gap", "asn: --wait paling sedikit 0", "asn: --wait must be 0 or more", ""),
    ("gap --by x", "--by: x bukan salah satu dari 'item'", "--by: x is not one of 'item'", ""),
    ("import --map x y.csv", "--map ditulis KOLOM=field", "--map wants COLUMN=field, not x", ""),
]


@pytest.mark.parametrize(("words", "indonesian", "english", "near"), CASES)
def test_wrong_words_are_told_in_either_language(workspace, run_asn, words, indonesian, english, near):
    for language, told in (("id", indonesian), ("en", english)):
        done = run_asn("--language", language, *words.split(), cwd=workspace)
        first, *rest = done.err.splitlines()
        assert (done.code, done.out) == (2, "")
        assert told in first
        assert not near or near in rest[0]
        assert rest[-1].endswith("--help")
        assert "Error" not in done.err


def test_a_group_without_a_command_shows_its_help(workspace, run_asn):
    done = run_asn("rules", cwd=workspace)
    assert done.code == 2
    assert "show" in done.err
    assert len(done.err.splitlines()) > 5


def test_a_sentence_that_nobody_foresaw_is_shown_as_it_is():
    assert in_our_words("Something new.") == ("Something new.", "")

"""Wrong words on the command line: one line in the language of the office, the way to help, exit code 2."""

import pytest

from asnkarier.cli.screen.wrong_words import in_our_words

CASES = [
    ("gapp", "asn: tidak ada perintah gapp", "asn: there is no command gapp", "gap"),
    ("gap --nipp 1", "asn gap: tidak ada pilihan --nipp", "asn gap: there is no option --nipp", "--nip"),
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


def test_a_shortlist_of_nothing_is_refused_before_anything_is_read(workspace, run_asn):
    done = run_asn("--language", "en", "promote-shortlist", cwd=workspace)
    assert (done.code, done.out) == (2, "")
    assert "no post is named" in done.err
    assert "--all-vacancies" in done.err


def test_a_group_without_a_command_shows_its_help(workspace, run_asn):
    done = run_asn("rules", cwd=workspace)
    assert done.code == 2
    assert "show" in done.err
    assert len(done.err.splitlines()) > 5


def test_a_sentence_that_nobody_foresaw_is_shown_as_it_is():
    assert in_our_words("Something new.") == ("Something new.", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["recommend-training", "--max-per-person", "9" * 30], "1000000000"),
        (["recommend-placement", "--moves", "9" * 30], "1000000000"),
        (["promote-shortlist", "X", "--top", "9" * 30], "1000000000"),
        (["import", "x.csv", "--header-row", "9" * 30], "1000000000"),
        (["import", "x.csv", "--period", "9" * 30], "2099"),
        (["import", "x.csv", "--period", "0"], "1900"),
        (["recommend-training", "--budget", "9" * 30], "rupiah"),
    ],
)
def test_a_number_too_large_is_wrong_usage(workspace, run_asn, words, said):
    (workspace / "x.csv").write_text("NIP\n", encoding="utf-8")
    done = run_asn(*words, cwd=workspace)
    assert done.code == 2, done.err
    assert said in done.err


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x9b2J", "\u202e", "\x07", "\u2028", "\ue000"])
def test_nothing_that_a_name_holds_reaches_the_terminal_as_a_command(workspace, run_asn, sign):
    name = f"d{sign}f.csv"
    (workspace / name).write_text(f"NIP,Nama,Jabatan,Unit Kerja\n12{sign},A{sign},B,C\n", encoding="utf-8")
    told = [run_asn("import", name, cwd=workspace), run_asn("import", f"x{sign}.csv", cwd=workspace),
            run_asn(f"gap{sign}", cwd=workspace), run_asn("explain", f"x{sign}", cwd=workspace)]  # fmt: skip
    assert {done.code for done in told} <= {1, 2, 4}
    for done in told:
        assert sign[0] not in done.err

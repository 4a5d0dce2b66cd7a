"""`--known-at`: what a report said on a past day, byte for byte, whatever has been imported since."""

import pytest

from test_who_counts import HEAD, PEOPLE, line

FORMS = (
    ["gap"],
    ["gap", "--format", "json"],
    ["gap", "--format", "csv"],
    ["check", "--format", "json"],
    ["history"],
)


def said(run_asn, folder, *globals_):
    return [run_asn(*globals_, *words, cwd=folder).out for words in FORMS]


@pytest.fixture
def office(tmp_path, run_asn):
    (tmp_path / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    first, second = PEOPLE[:3], PEOPLE[2:]
    for name, people in (("first.csv", first), ("second.csv", second)):
        (tmp_path / name).write_text(HEAD + "".join(line(*one) for one in people), encoding="utf-8")
    assert run_asn("import", "first.csv", cwd=tmp_path).code == 0
    return tmp_path


def test_a_report_is_rebuilt_byte_for_byte_after_later_imports(office, run_asn):
    before = said(run_asn, office)
    assert run_asn("import", "second.csv", cwd=office).code == 0
    assert said(run_asn, office)[:3] != before[:3]
    assert said(run_asn, office, "--known-at", "1") == before
    run_asn("undo", "1", cwd=office)
    assert said(run_asn, office, "--known-at", "1") == before, "taking back is later knowledge, too"


def test_a_day_means_all_that_was_recorded_by_its_end(office, run_asn):
    now = said(run_asn, office)
    assert said(run_asn, office, "--known-at", "2999-12-31") == now
    nothing = run_asn("--known-at", "2020-01-01", "gap", cwd=office)
    assert (nothing.code, nothing.out) == (2, "")


@pytest.mark.parametrize("word", ["yesterday", "2026-13-01", "9999-12-31", "-1", "2", "99", "0"])
def test_what_is_neither_a_day_nor_a_batch_is_refused(word, office, run_asn):
    answer = run_asn("--known-at=" + word, "gap", cwd=office)
    assert (answer.code, answer.out) == (2, "")
    assert word in answer.err

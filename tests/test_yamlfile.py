"""YAML files: what is refused, and that every fault has its line and column."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.problem import Problem
from asnkarier.yamlfile import (
    MAX_BYTES,
    MAX_DEPTH,
    Document,
    dump_plain,
    parse_document,
    read_document,
    validation_problems,
)

REFUSED = [
    ("a: 1\nb: \xff", "YAML-UTF8", None),
    ("a: [1, 2\nb: 3\n", "YAML-SINTAKS", (2, 2)),
    ("a: 1\n---\nb: 2\n", "YAML-SINTAKS", (2, 1)),
    ("a: \x00\n", "YAML-SINTAKS", None),
    ("a: &x 1\nb: *x\n", "YAML-ALIAS", (1, 4)),
    ("a: !!python/name:os.system\n", "YAML-TAG", (1, 4)),
    ("a: !besar {b: 1}\n", "YAML-TAG", (1, 4)),
    ("b: 1\n? [a, b]\n: 1\n", "YAML-KUNCI", (2, 3)),
    ("b: {x: 1}\n<<: {a: 1}\n", "YAML-KUNCI", (2, 1)),
    ("a: 1\nb: 2\na: 3\n", "YAML-GANDA", (3, 1)),
    ("a:\n  b: 2017-02-30\n", "YAML-NILAI", (2, 6)),
    ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "YAML-DALAM", (1, MAX_DEPTH + 1)),
    ("- " * 5000 + "a", "YAML-DALAM", (1, 2 * MAX_DEPTH + 1)),
    ("[" * 300_000, "YAML-DALAM", (1, MAX_DEPTH + 1)),
    ("# " + "x" * MAX_BYTES, "YAML-BESAR", None),
]


@pytest.mark.parametrize("text, code, place", REFUSED)
def test_refused_with_its_place(text, code, place):
    found = parse_document(text.encode("latin-1"), "x.yaml")
    assert isinstance(found, Problem)
    assert found.code == code
    assert (found.location.line, found.location.column) == (place or (None, None))
    assert CATALOGUE[code].sentence.format(**found.facts)


def test_a_missing_file_is_a_problem(tmp_path):
    found = read_document(tmp_path / "none.yaml", shown_as="none.yaml")
    assert isinstance(found, Problem)
    assert (found.code, found.location.file) == ("YAML-BACA", "none.yaml")


def test_places_of_keys_and_items():
    document = parse_document(b"a: 1\nb:\n  2017-04-07: {nilai: 20}\n  c: [x, y]\n", "x.yaml")
    assert isinstance(document, Document)
    assert document.data == {"a": 1, "b": {date(2017, 4, 7): {"nilai": 20}, "c": ["x", "y"]}}
    assert str(document.location(("b", "2017-04-07", "nilai"))) == "x.yaml:3:16"
    assert str(document.location(("b", "c", 1))) == "x.yaml:4:10"
    assert str(document.location(("b", "c", 9, "z"))) == "x.yaml:4:3"


def test_windows_files_read_alike():
    unix = parse_document(b"a: 1\nb: caf\xc3\xa9\n", "x")
    windows = parse_document(b"\xef\xbb\xbfa: 1\r\nb: caf\xc3\xa9\r\n", "x")
    assert isinstance(unix, Document)
    assert isinstance(windows, Document)
    assert (unix.data, unix.places) == (windows.data, windows.places)


def test_an_empty_file_is_empty_data():
    assert parse_document(b"# nothing\n", "x") == Document("x", None, {(): (1, 1)})


@pytest.mark.parametrize(
    "text", ["yes", "No", "true", "True", "1e3", "1.50", "~", "null", "12", "2026-01-31", "'yes'"]
)
def test_a_value_is_told_as_the_file_writes_it(text):
    document = parse_document(f"a: {{b: [0, {text} ]}}\n".encode(), "x")
    assert isinstance(document, Document)
    value = document.data["a"]["b"][1]
    assert document.as_written(("a", "b", 1), value) == text.strip("'")
    assert document.as_written(("a", "b", 1, "int"), value) == text.strip("'")  # a member of a union


def test_where_the_file_writes_nothing_null_is_told():
    document = parse_document(b"a:\n", "x")
    assert isinstance(document, Document)
    assert document.as_written(("a",), None) == "null"


_letters = st.characters(exclude_categories=("C", "Z"))
_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.dates(),
    st.text(_letters, max_size=8),
)
_keys = st.text("abcdefgh_", min_size=1, max_size=6)
_trees = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner, max_size=4)
)


@given(_trees)
def test_what_is_written_is_read_and_the_two_parsers_agree(tree):
    text = dump_plain(tree)
    document = parse_document(text.encode(), "x")
    assert isinstance(document, Document)
    assert document.data == tree
    assert yaml.load(text, Loader=yaml.SafeLoader) == tree


class _Inner(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    angka: float = 0
    pilihan: str = Field(default="a", pattern="^[a-z]$")


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    teks: str
    bulat: int = Field(default=1, ge=1)
    logis: bool = True
    tanggal: date = date(2017, 4, 7)
    daftar: list[int] = Field(default=[1], min_length=1)
    isi: dict[date, _Inner] = {}


FAULTS = [
    ("bulat: 1\n", "YAML-KURANG", (1, 1)),
    ("teks: x\nbulta: 1\n", "YAML-KUNCI-MIRIP", (2, 1)),
    ("teks: x\nzzz: 1\n", "YAML-KUNCI-ASING", (2, 1)),
    ("teks: 1\n", "YAML-TEKS", (1, 1)),
    ("teks: x\nbulat: 1.5\n", "YAML-BULAT", (2, 1)),
    ("teks: x\nbulat: 0\n", "YAML-BATAS", (2, 1)),
    ("teks: x\nlogis: 1\n", "YAML-LOGIS", (2, 1)),
    ("teks: x\ntanggal: kemarin\n", "YAML-TANGGAL", (2, 1)),
    ("teks: x\ndaftar: 3\n", "YAML-DAFTAR", (2, 1)),
    ("teks: x\ndaftar: []\n", "YAML-KOSONG", (2, 1)),
    ("teks: x\nisi:\n  2020-01-01: 5\n", "YAML-PETA", (3, 3)),
    ("teks: x\nisi:\n  2020-01-01: {angka: dua}\n", "YAML-ANGKA", (3, 16)),
    ("teks: x\nisi:\n  2020-01-01: {pilihan: AB}\n", "YAML-BENTUK", (3, 16)),
]


@pytest.mark.parametrize("text, code, place", FAULTS)
def test_faults_of_form_stand_at_their_place(text, code, place):
    document = parse_document(text.encode(), "x.yaml")
    assert isinstance(document, Document)
    with pytest.raises(ValidationError) as raised:
        _Form.model_validate(document.data)
    (problem,) = validation_problems(document, raised.value, "YAML-BENTUK", known=set(_Form.model_fields))
    assert problem.code == code
    assert (problem.location.line, problem.location.column) == place
    said = CATALOGUE[code].sentence.format(**problem.facts) + CATALOGUE[code].remedy.format(**problem.facts)
    assert "{" not in said


def test_every_code_of_reading_has_an_input_that_triggers_it():
    triggered = {code for _, code, _ in (*REFUSED, *FAULTS)} | {"YAML-BACA"}
    # told by the closed lists of words; triggered in test_rules_faults
    elsewhere = {"YAML-PILIHAN", "YAML-RUPIAH"}
    assert triggered | elsewhere == {code for code in CATALOGUE if code.startswith("YAML-")}


@pytest.mark.parametrize(
    "number", ["010", "0x10", "0b11", "1:30", "190:20:30", "1:30.5", "-010", "00", "0_7"]
)
def test_a_number_that_yaml_reads_otherwise_than_people_is_refused(number):
    problem = parse_document(f"a:\n  b: {number}\n".encode(), "x.yaml")
    assert (problem.code, problem.location.line, problem.location.column) == ("YAML-NILAI", 2, 6)
    assert parse_document(f"a: '{number}'\n".encode(), "x.yaml").data == {"a": number}


@pytest.mark.parametrize(
    ("number", "value"), [("10", 10), ("0", 0), ("-7", -7), ("+7", 7), ("250_000_000", 250_000_000), ("0.5", 0.5), ("-0.25", -0.25)]
)  # fmt: skip
def test_numbers_as_people_write_them_are_read(number, value):
    assert parse_document(f"a: {number}\n".encode(), "x.yaml").data == {"a": value}

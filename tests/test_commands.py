"""The one list of commands: a command is its words, its deed and its book; help, options and jobs follow from them."""

import inspect
import re
import shlex

import pytest
import typer

from asnkarier.cli.entry import globals_apart
from asnkarier.cli.listed import build
from asnkarier.workflows import requests
from asnkarier.workflows.asking import Request, commands

TOY = '''
from typing import Annotated
from asnkarier.workflows.asking import AtLeastOne, Command, Request, Word

class ToyRequest(Request):
    """How many."""
    pieces: Annotated[AtLeastOne, Word("how many toys", "NUMBER", filters=True)] = 3

COMMANDS = (Command("toys", "Toys of the office.", ToyRequest, "toy_deed", ("toys --pieces 2",), order=95),)
'''
TOY_DEED = """
import pandas as pd
from asnkarier.model.book import Book, Column, Table

def toy_deed(workspace, request):
    rows = pd.DataFrame({"toy": [f"toy {i}" for i in range(request.pieces)]})
    return Book("asn.toys/1", "Toys", workspace.as_of, "", (Table("rows", "Toys", (Column("toy", "Toy"),), rows),))
"""


@pytest.fixture
def toy(tmp_path, monkeypatch):
    """A command of two files, its words and its deed (which is its own book); nothing else is touched."""
    import sys

    from asnkarier import workflows

    for room, name, text in ((requests, "toy", TOY), (workflows, "toy_deed", TOY_DEED)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(room, "__path__", [*room.__path__, str(folder)])
        monkeypatch.delitem(sys.modules, f"{room.__name__}.{name}", raising=False)
    yield
    for name in ("requests.toy", "toy_deed"):
        sys.modules.pop(f"asnkarier.workflows.{name}", None)


def test_a_new_command_is_its_words_and_its_deed(toy, workspace, run_asn):
    assert "Toys of the office." in run_asn("--language", "en", "--help", cwd=workspace).out
    page = run_asn("--language", "en", "toys", "--help", cwd=workspace).out
    assert "--pieces NUMBER" in page
    assert page.rstrip().endswith("asn toys --pieces 2")
    assert run_asn("toys", "--pieces", "2", "--format", "csv", cwd=workspace).out == "toy\ntoy 0\ntoy 1\n"
    assert run_asn("toys", "--pieces", "0", cwd=workspace).code == 2
    config = workspace / "config.yaml"
    config.write_text("as_of: 2026-11-01\njobs: {j: [{run: toys, formats: [csv], options: {pieces: 1}}]}\n")
    assert run_asn("run", cwd=workspace).code == 0
    assert (workspace / "out" / "toys.csv").read_text() == "toy\ntoy 0\n"
    config.write_text("as_of: 2026-11-01\njobs: {j: [{run: toys, options: {piece: 1}}]}\n")
    done = run_asn("run", cwd=workspace)
    assert done.code == 3
    assert "`pieces`" in done.err


def test_every_command_has_a_deed_that_takes_its_request():
    for command in commands().values():
        make = command.make()
        names = list(inspect.signature(make).parameters)
        assert names[0] == "workspace", command.name
        if command.reports:
            assert names[1].lstrip("_") == "request", command.name
            assert ("progress" in names) == command.slow, command.name


def test_every_word_is_explained():
    for command in commands().values():
        assert command.request.__doc__
        for name, (word, _field) in command.request.words().items():
            assert word.help, (command.name, name)


def test_a_request_is_frozen_and_knows_its_words():
    request = commands()["gap"].request(unit="Dinas X")
    with pytest.raises(Exception, match="frozen"):
        request.unit = "Dinas Y"
    with pytest.raises(Exception, match="extra"):
        commands()["gap"].request(unitt="Dinas X")
    assert request.filter() == {"unit": "Dinas X"}
    assert issubclass(commands()["gap"].request, Request)


@pytest.mark.parametrize(
    ("text", "rupiah"), [("250000000", 250_000_000), ("Rp250.000.000", 250_000_000), ("1,5", None),
                         ("250 juta", 250_000_000), ("Rp. 2,5 juta,-", 2_500_000), ("1.250 juta", None), ("2 miliar", 2 * 10**9), ("9" * 30, None), (True, None), ("", None)]
)  # fmt: skip
def test_rupiah(text, rupiah):
    request = commands()["recommend-training"].request
    if rupiah is None:
        with pytest.raises(ValueError, match="rupiah"):
            request(budget=text)
    else:
        assert request(budget=text).budget == rupiah


def pages():
    """Return the words before `--help` of every page."""
    app = build()
    names = [command.name for command in app.registered_commands]
    for group in app.registered_groups:
        names += [
            group.name,
            *(f"{group.name} {one.name}" for one in group.typer_instance.registered_commands),
        ]
    return ["", *names]


@pytest.mark.parametrize("page", pages())
def test_help_speaks_one_language(page, workspace, run_asn):
    told = run_asn("--language", "id", *page.split(), "--help", cwd=workspace)
    assert told.code == 0
    english = (
        r"Usage|Options?\b|OPTIONS|Arguments?\b|Commands?\b|COMMAND|ARGS|Examples?\b|default|required|Show|message|"
        r"exit\b|Install|completion for|the\b|only\b|with\b|NUMBER|COLUMN|FILE\b|UNIT_|NAME|VACANCY|YEAR|SHEET"
    )
    text = re.sub(r"--[\w-]+|<[^>]*>", "", told.out)
    assert re.findall(english, text) == []
    assert "Pemakaian: asn" in told.out
    english = run_asn("--language", "en", *page.split(), "--help", cwd=workspace).out
    assert english.startswith("Usage: asn")
    assert "Pilihan" not in english


def test_a_report_built_alone_is_what_it_is_among_all():
    among = typer.main.get_command(build()).commands
    reports = [one.name for one in commands().values() if one.reports and " " not in one.name]
    alone = [name for name in reports if len(typer.main.get_command(build(name)).commands) == 1]
    for name in alone:
        found = typer.main.get_command(build(name))
        assert isinstance(found, typer.main.TyperGroup)  # so that its name is still a word of the line
        assert list(found.commands) == [name]
        pages = [
            command.get_help(typer.Context(command, info_name=f"asn {name}"))
            for command in (found.commands[name], among[name])
        ]
        assert pages[0] == pages[1], name
    assert {"profile", "gap", "explain", "promote-shortlist", "talent-map", "fairness"} <= set(alone)


@pytest.mark.parametrize(
    "word", ["", "gapp", "rules", "import", "requests", "plan_work", "-h", "../gap", "gap.x"]
)
def test_a_word_that_is_no_report_of_its_own_gets_every_command(word):
    assert len(typer.main.get_command(build(word)).commands) > 20


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("--wait 3 gap --as-of 2026-01-01 -q", "gap"),
        ("--config gap profile", "profile"),
        ("-qv --language=id --known-at 3 rules list", "rules"),
        ("--help gap", "--help"),
        ("", None),
    ],
)
def test_the_command_is_found_among_global_options(words, command):
    assert next(iter(globals_apart(words.split())[1]), None) == command


@pytest.mark.parametrize("page", pages()[1:])
def test_help_ends_with_examples(page, workspace, run_asn):
    told = run_asn("--language", "en", *page.split(), "--help", cwd=workspace).out
    lines = told.rstrip().splitlines()
    if page in ("letters", "rules", "standards"):
        return
    examples = lines[lines.index("Examples:") + 1 :]
    assert 1 <= len(examples) <= 2
    assert all(line.startswith(f"  asn {page}") for line in examples)


def examples():
    for page in pages()[1:]:
        app = build()
        for command in app.registered_commands:
            if command.name == page:
                yield from command.epilog.splitlines()
        for group in app.registered_groups:
            for command in group.typer_instance.registered_commands:
                if f"{group.name} {command.name}" == page:
                    yield from command.epilog.splitlines()


@pytest.fixture(scope="session")
def office(small_agency, few_lists, tmp_path_factory):
    """Few people of the sample agency with its files in the inbox, for whoever tries the examples one after the other."""
    import shutil

    from in_process import asn

    folder = tmp_path_factory.mktemp("contoh") / "kantor"
    shutil.copytree(small_agency, folder)
    shutil.copytree(few_lists, folder / "inbox")
    (folder / "andai.yaml").write_text(
        "scenarios: [{name: pensiun, reports: [gap], people: [{nip: '198010082014122919', leaves: true}]}]\n",
        encoding="utf-8",
    )
    assert asn("standards", "export", "-o", "skj_2026.xlsx", cwd=folder).code == 0
    return folder


@pytest.mark.parametrize("example", list(dict.fromkeys(examples())))
def test_examples_run(example, office, run_asn, few_budgets):
    if example.split()[1] in ("demo", "run"):
        pytest.skip("test_demo and test_run_job run these; they take their time")
    done = run_asn(*shlex.split(example)[1:], cwd=office)
    assert done.code == 0, done.err

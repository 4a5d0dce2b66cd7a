"""No code words in what people read: labels of filters, and policies and filters of the reports of the training cycle, in both languages."""

import re

import openpyxl
import pytest

from asnkarier.reports.shown.filters import filter_label
from asnkarier.settings_parts.development import Calendar, Mentoring, Planning, Training
from asnkarier.workflows.asking import commands
from in_process import asn
from planned_office import CONFIG, import_all, write_office

# Keys of config.yaml that are no word of either language, and words of options.
KEYS = {
    key for part in (Calendar, Mentoring, Planning, Training) for key in part.model_fields if "_" in key
} | {"most_away", "jp_per_day", "unit_induk", "unit_kerja", "from_year", "per_mentor"}
# What a reader may copy: keys of config.yaml after its name, names of rules, files, options and commands.
COPIED = re.compile(
    r"complete_registers: \[\w+\] (?:into|dalam) config\.yaml|config\.yaml[\w: .,\[\]-]*|\b[a-z_]+/[a-z_/]+\b|\b[\w./-]+\.(?:csv|xlsx|yaml|ics)\b[\w:!]*|--as [a-z_]+|--?[a-z][\w-]*|asn (?:template [a-z_]+|[a-z-]+)"
)
REPORTS = {
    "needs": ("needs", "--unit", "Dinas Tiga"),
    "plan": ("recommend-training", "--budget", "20 juta", "--max-per-person", "2", "--unit", "Dinas Tiga"),
    "years": ("recommend-training", "--budget", "20 juta", "--years", "2"),
    "next": ("recommend-training", "--budget", "20 juta", "--from-year", "2027"),
    "target": ("recommend-training", "--target", "90%"),
    "status": ("training-status", "--plan", "rencana 2026"),
    "calendar": ("training-calendar", "--plan", "rencana 2026", "--year", "2027"),
    "idp": ("idp", "--all", "--target", "next", "--plan", "rencana 2026"),
    "mentors": ("match-mentors", "--unit", "Dinas Tiga", "--per-mentor", "3"),
    "evaluation": ("evaluate-training", "--year", "2026"),
    "talent": ("talent-map", "--class", "pelaksana", "--since", "2026-01-31"),
    "index": ("ip-asn", "--unit", "Dinas Tiga", "--raise", "80"),
    "review": ("review", "--unit", "Dinas Tiga", "--list", "guide"),
    "formation": ("formation", "--unit", "Dinas Tiga"),
    "retirements": ("retirements", "--years", "5", "--unit", "Dinas Tiga"),
    "succession": ("succession", "--unit", "Dinas Tiga"),
    "expiring": ("expiring", "--months", "12", "--unit", "Dinas Tiga"),
    "decisions": ("decisions",),
    "diff": ("diff", "2026-06-30", "2026-11-01"),
    "fairness": ("fairness", "--of", "training", "--budget", "20 juta"),
}


def test_every_option_that_narrows_a_report_down_has_a_name_of_its_own():
    missing = {
        (command.name, field.alias or name)
        for command in commands().values()
        for name, (word, field) in command.request.words().items()
        if word.filters and filter_label(field.alias or name) is None
    }
    assert missing == set()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    config = (
        CONFIG
        + "training: {plan: {funds: {APBD: 20 juta}, units: {Dinas Tiga: 10 juta}, max_share_away: 50%, required_first: true}}\n"
    )
    folder = write_office(tmp_path_factory.mktemp("kantor"), config=config)
    import_all(folder, asn)
    return folder


def strange(text):
    """The code words of a text: words joined by _, keys and their values, and keys of config.yaml."""
    plain = COPIED.sub(" ", text)
    joined = set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", plain))
    return (
        joined
        | {key for key in KEYS if re.search(rf"\b{key}\b", plain)}
        | set(re.findall(r"\b\w+=\w+", plain))
    )


# By what name a rule is asked about: the one column of ids, which no print holds.
NAMES = {"Name for asn rules", "Nama bagi asn rules"}
RULE = re.compile(r"\b[A-Z]{2,5}-[A-Z]{3,}\b|\b[a-z]+/[a-z]+_[a-z_]+\b")


def rules_of(text):
    """The names of rules in a text of a workbook, in which rules are told by their titles; commands may name them."""
    return set(RULE.findall(re.sub(r"\basn [a-z-]+(?: show)? \S+|\bregulations/\S+", " ", text)))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", REPORTS)
def test_what_people_read_holds_no_code_word(office, tmp_path, name, language):
    words = ("--language", language, *REPORTS[name])
    done = asn(*words, cwd=office)
    assert done.code == 0, done.err
    assert strange(" ".join(done.out.split())) == set()
    file = tmp_path / f"{name}.xlsx"
    assert asn(*words, "--output", file, cwd=office).code == 0
    found = set()
    for sheet in openpyxl.load_workbook(file, read_only=True).worksheets:
        heading: tuple[object, ...] = ()
        for row in sheet.iter_rows(values_only=True):
            heading = heading or row
            for label, value in zip(heading, row, strict=False):
                if isinstance(value, str):
                    found |= strange(value) | (set() if label in NAMES else rules_of(value))
    assert found == set()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", ("8 JP sehari", "paling banyak 25 %", "unit induk", "5 hari kerja")),
        ("en", ("8 JP a day", "at most 25 %", "parent unit", "5 workdays")),
    ],
)
def test_the_policy_of_the_calendar_is_said_in_words(office, language, said):
    out = " ".join(
        asn("--language", language, "training-calendar", "--format", "json", cwd=office).out.split()
    )
    for part in said:
        assert part in out

"""What is told of one person is read from that person's facts and a few others', and is what everybody's facts tell."""

import csv
import dataclasses
import shutil
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from agency_files import read_employees
from asnkarier.agency.lookups import is_name
from asnkarier.agency.workspace import Workspace
from asnkarier.errors import AsnkarierError
from asnkarier.reports.produce import produce
from asnkarier.settings import load_settings
from asnkarier.store import reader
from asnkarier.workflows.explain_person import explain_person
from asnkarier.workflows.measure_gaps import measure_gaps
from asnkarier.workflows.requests.explain import ExplainRequest
from asnkarier.workflows.requests.gap import GapRequest
from in_process import asn

DAY = date(2026, 11, 10)
PEOPLE = sorted(read_employees())
NAME = {nip: row["NAMA"] for nip, row in read_employees().items()}
# Twenty people for each kind of trouble; nobody is in two of them.
GRADED, MOVED, ACTING, GONE, PUNISHED, PAST = (PEOPLE[start : start + 20] for start in range(0, 120, 20))
STRANGER = "199001012015011999"
VACANCIES = tuple(f"LOW-{number:02}" for number in range(1, 13))


def listed(folder, name, columns, rows):
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns.split(","), *rows])
    return name


def imported(folder, day, name, columns, rows, *words):
    done = asn("--as-of", day, "import", listed(folder, name, columns, rows), *words, cwd=folder)
    assert done.code in (0, 1), done.err


@pytest.fixture(scope="module")
def office(agency, tmp_path_factory):
    """The sample agency with lists that correct, add to, contradict and leave out what its own ones say."""
    folder = tmp_path_factory.mktemp("satu") / "kantor"
    shutil.copytree(agency, folder)
    config = folder / "config.yaml"
    config.write_text(config.read_text() + "complete_registers: [positions]\n")
    post = "nip,nama,jabatan,jenis_jabatan,eselon,unit_kerja"
    graded = [
        (nip, NAME[nip], 5 + place % 7, "tidak pernah" if place % 3 else "ringan")
        for place, nip in enumerate(GRADED)
    ]
    imported(folder, "2026-11-02", "kelas.csv", "nip,nama,kelas_jabatan,hukuman_disiplin", graded)
    moved = [
        (nip, NAME[nip], f"Kepala Seksi Ragam {place % 4}", "struktural", "IV.a", "Dinas Ragam", "2026-10-01")
        for place, nip in enumerate(MOVED)
    ]
    imported(folder, "2026-11-03", "pindah.csv", f"{post},tmt_jabatan", moved)
    acting = [
        (nip, NAME[nip], "Plt. Kepala Bidang Anggaran", "struktural", "III.b", "Dinas A") for nip in ACTING
    ]
    imported(folder, "2026-11-04", "plt.csv", post, acting)
    listings = [(nip, NAME[nip], "") for nip in PEOPLE if nip not in GONE]
    imported(
        folder,
        "2026-11-05",
        "semua.csv",
        "nip,nama,hukuman_disiplin",
        listings,
        "--complete",
        "--confirm-leavers",
    )
    punished = [(nip, "sedang", "2030-01-01") for nip in (*PUNISHED, STRANGER)]
    imported(folder, "2026-11-06", "hukuman.csv", "nip,hukuman_disiplin,hukuman_selesai", punished)
    past = [
        (nip, f"Kepala Seksi Ragam {place % 2}", "struktural", "IV.a", 9 if place % 2 else "", day)
        for place, nip in enumerate((*PAST, STRANGER))
        for day in ("2012-01-01", "2019-05-01", "bukan tanggal" if place % 5 == 0 else "2021-02-01")
    ]
    imported(
        folder, "2026-11-07", "lama.csv", "nip,jabatan,jenis_jabatan,eselon,kelas_jabatan,tmt_jabatan", past
    )
    imported(
        folder,
        "2026-11-08",
        "keliru.csv",
        post,
        [(nip, "X", "Camat", "struktural", "III.a", "Y") for nip in MOVED],
    )
    last = asn("history", "--format", "json", cwd=folder).json()["rows"]
    wrong = max(row["batch"] for row in last)
    assert asn("undo", wrong, cwd=folder).code == 0
    return folder


@pytest.fixture(scope="module")
def workspace(office):
    found = Workspace(office, load_settings(office / "config.yaml"), DAY)
    assert found.rulebook
    assert found.catalog
    return found


def flat(value):
    """All that a report is made of, as plain values that can be compared."""
    if isinstance(value, pd.DataFrame):
        return [list(value.columns), [flat(row) for row in value.itertuples(index=False, name=None)]]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(flat(getattr(value, one.name)) for one in dataclasses.fields(value))]
    if isinstance(value, list | tuple):
        return [flat(one) for one in value]
    if isinstance(value, dict):
        return {key: flat(one) for key, one in value.items()}
    return getattr(value, "__qualname__", None) or repr(value)


def answer(workspace, request, *, everybody, **moment):
    """The report in all machine forms and as it is shown, or the refusal; and what was told meanwhile."""
    told = []
    asked = replace(workspace, tell=told.append, **moment)
    vars(asked).update({name: getattr(workspace, name) for name in ("rulebook", "catalog")})
    deed = explain_person if isinstance(request, ExplainRequest) else measure_gaps
    try:
        book = deed(asked, request, everybody=everybody)
    except AsnkarierError as error:
        return [type(error).__name__, str(error), flat(vars(error)), told]
    sheets = [produce(book, "csv", sheet=block.key) for block in book.data()]
    return [produce(book, "json").decode(), sheets, flat(book), told]


def assert_same(workspace, request, **moment):
    found = answer(workspace, request, everybody=False, **moment)
    assert found == answer(workspace, request, everybody=True, **moment), request
    return found


CHOSEN = [nip for kind in (GRADED, MOVED, ACTING, GONE, PUNISHED, PAST) for nip in kind[1:4]] + PEOPLE[
    150:390:30
]


def test_enough_people_are_chosen():
    assert len(set(CHOSEN)) >= 25


@pytest.mark.parametrize(("place", "nip"), list(enumerate(CHOSEN)))
def test_the_answer_about_one_person_is_that_of_everybody(workspace, place, nip):
    by = ("person", "item", "unit", "kompetensi")[place % 4]
    against = ("held", "next", "Camat Contoh Selatan")[place // 3 % 3]
    questions = (
        ExplainRequest(nip=nip, target=VACANCIES[place // 3 % len(VACANCIES)]),
        ExplainRequest(nip=nip),
        GapRequest(nip=nip, by=by, against=against, items=place % 2 == 0),
    )
    found = assert_same(workspace, questions[place % 3])
    assert '"schema"' in found[0]


@pytest.mark.parametrize(
    "target",
    ["Kepala Seksi Ragam 1", "Camat", "Plt. Kepala Bidang Anggaran", "kepala sksi ragam 1"],
)
def test_a_post_by_its_name_is_as_its_holders_have_it_now_and_had_it(workspace, target):
    assert_same(workspace, ExplainRequest(nip=PEOPLE[200], target=target))


@pytest.mark.parametrize(
    "text",
    [
        STRANGER,
        "197204142005011969",
        "1",
        "Rahmat Putra Simanjuntak",
        NAME[PEOPLE[7]].lower(),
        "EKO",
        "Qwxzv Ragam",
        f"{PEOPLE[9][:8]} {PEOPLE[9][8:14]} {PEOPLE[9][14:]}",
    ],
)
def test_whoever_is_meant_or_not_found_is_told_alike(workspace, text):
    assert_same(workspace, GapRequest(nip=text))
    assert_same(workspace, ExplainRequest(nip=text, target=None if is_name(text) else "LOW-11"))


@pytest.mark.parametrize(
    ("moment", "nip", "target"),
    [
        ({"as_of": date(2026, 11, 1)}, GONE[2], None),
        ({"as_of": date(2026, 11, 3)}, MOVED[3], "LOW-05"),
        ({"as_of": date(2025, 6, 1)}, PAST[0], None),
        ({"as_of": date(2027, 3, 1)}, PAST[0], "LOW-10"),
        ({"known_at": 0}, GONE[2], None),
        ({"known_at": 11}, GRADED[2], "LOW-07"),
        ({"known_at": 14, "as_of": date(2026, 11, 6)}, GONE[3], None),
    ],
)
def test_on_any_day_and_as_it_was_known_at_any_moment(workspace, moment, nip, target):
    assert_same(workspace, ExplainRequest(nip=nip, target=target), **moment)


def test_a_workspace_without_standards_says_so_once(workspace, tmp_path):
    shutil.copytree(workspace.root, tmp_path / "polos", ignore=shutil.ignore_patterns("standards"))
    bare = Workspace(tmp_path / "polos", workspace.settings, DAY)
    vars(bare)["rulebook"] = workspace.rulebook
    for text in (PEOPLE[3], "199001012015011234"):
        found = [answer_bare(bare, text, everybody) for everybody in (False, True)]
        assert found[0] == found[1]
        assert sum("standar" in one for one in found[0][-1]) == 1


def answer_bare(bare, text, everybody):
    told = []
    asked = replace(bare, tell=told.append)
    vars(asked)["rulebook"] = bare.rulebook
    try:
        return [
            flat(explain_person(asked, ExplainRequest(nip=text, target="LOW-04"), everybody=everybody)),
            told,
        ]
    except AsnkarierError as error:
        return [str(error), flat(vars(error)), told]


@pytest.fixture
def people_read(monkeypatch):
    """Of whom facts were handed over by the store: `whole` with all their fields, by table; `some`: with a few fields."""
    found = {"whole": defaultdict(set), "some": defaultdict(set)}
    read = reader.read_facts

    def noted(connection, table, **words):
        ids, facts = read(connection, table, **words)
        if table.key[0] == "nip":
            kind = "whole" if words.get("fields") is None else "some"
            found[kind][table.name] |= set(facts.words["nip"].values_in_order())
        return ids, facts

    monkeypatch.setattr(reader, "read_facts", noted)
    return found


def most(found):
    return max(map(len, found.values()), default=0)


@pytest.fixture(scope="module")
def larger(office, tmp_path_factory):
    """The same office with 800 people more, who hold the posts that others do."""
    folder = tmp_path_factory.mktemp("besar") / "kantor"
    shutil.copytree(office, folder)
    known = list(read_employees().values())[100:300]
    columns = "nip,nama,jenis_jabatan,jabatan,eselon,unit_kerja"
    more = [
        (
            f"{19700101 + place % 28}201501{turn + 1}{place:03}",
            f"Orang {turn} {place}",
            row["JENIS JABATAN NAMA"],
            row["JABATAN NAMA"],
            row["ESELON NAMA"],
            "Dinas X",
        )
        for turn in range(4)
        for place, row in enumerate(known)
    ]
    imported(folder, "2026-11-01", "lagi.csv", columns, more)
    return Workspace(folder, load_settings(folder / "config.yaml"), DAY)


@pytest.mark.parametrize(
    ("request_", "at_most"),
    [
        (ExplainRequest(nip=PEOPLE[200]), 1),
        (GapRequest(nip=PEOPLE[200]), 1),
        (ExplainRequest(nip=PEOPLE[200], target="LOW-10"), 12),
        (ExplainRequest(nip=PEOPLE[200], target="LOW-01"), 130),
    ],
)
def test_how_many_are_read_does_not_depend_on_how_many_there_are(
    workspace, larger, people_read, request_, at_most
):
    told = []
    for place in (workspace, larger):
        people_read["whole"].clear()
        answer(place, request_, everybody=False)
        told.append(most(people_read["whole"]))
    # The larger office has a list of other columns, which tells of a post in one way more.
    assert told[0] <= told[1] <= min(told[0] + 1, at_most)
    if at_most == 1:
        assert most(people_read["some"]) <= 1


def test_everybody_is_read_when_that_is_asked_for(workspace, people_read):
    answer(workspace, GapRequest(nip=PEOPLE[200]), everybody=True)
    assert len(people_read["whole"]["employees"]) >= len(PEOPLE)


def test_only_what_people_are_found_by_is_read_of_all_for_a_name(workspace, people_read):
    found = answer(workspace, ExplainRequest(nip=NAME[PEOPLE[7]]), everybody=False)
    assert PEOPLE[7] in found[0]
    assert most(people_read["whole"]) == 1
    assert len(people_read["some"]["employees"]) >= len(PEOPLE)

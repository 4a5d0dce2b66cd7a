"""`asn diff`: every change has one cause, the causes lead from the first state to the second, and each cause changes what only it can."""

import re
import shutil
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.agency.comparing.law import begun_between, frozen_on
from asnkarier.agency.comparing.moments import ORDER, way_between
from asnkarier.agency.comparing.state import state_of
from asnkarier.agency.comparing.where import where
from asnkarier.agency.posts import find_post
from asnkarier.agency.snapshot import load_somebody
from asnkarier.agency.workspace import Workspace
from asnkarier.analysis.comparing.states import changes_by_cause, turned
from asnkarier.errors import RuleNotInForce
from asnkarier.settings import load_settings
from in_process import asn
from law import load_rulebook

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
TEXTS = st.sampled_from(["", "a", "b"])
TABLE = st.dictionaries(
    st.sampled_from(["1", "2", "3"]), st.fixed_dictionaries({"x": TEXTS, "y": TEXTS}), max_size=3
)
STATES = st.lists(st.fixed_dictionaries({"p": TABLE, "q": TABLE}), min_size=2, max_size=5)


def cells_of(state):
    """Return every cell of a state that says something: (table, NIP, field) -> text."""
    return {
        (name, str(nip), str(field)): value
        for name, frame in state.items()
        for field in frame.columns
        for nip, value in frame[field].items()
        if isinstance(value, str) and value
    }


def applied(cells, rows):
    """Return the cells after these changes, in order; ValueError where a change does not begin with what is there."""
    found = dict(cells)
    for row in rows:
        key = row["what"], row["nip"], row["field"]
        if found.get(key, "") != row["was"]:
            raise ValueError(f"{key} was not {row['was']}")
        found[key] = row["now"]
    return {key: value for key, value in found.items() if value}


def frames(state):
    return {
        name: pd.DataFrame.from_dict(rows, orient="index", columns=["x", "y"]) for name, rows in state.items()
    }


@given(STATES)
def test_the_changes_of_all_causes_lead_from_the_first_state_to_the_last(plain):
    states = [frames(one) for one in plain]
    rows = changes_by_cause(states, [f"c{place}" for place in range(len(states) - 1)])
    found = applied(cells_of(states[0]), rows.to_dict("records"))
    assert found == cells_of(states[-1])
    back = applied(cells_of(states[-1]), turned(rows).to_dict("records"))
    assert back == cells_of(states[0])
    for place, (before, after) in enumerate(pairwise(plain)):
        mine = rows[rows["cause"] == f"c{place}"]
        told = {(one["what"], one["nip"], one["field"]) for one in mine.to_dict("records")}
        assert told == {
            (name, nip, field)
            for name in ("p", "q")
            for nip in before[name].keys() | after[name].keys()
            for field in ("x", "y")
            if before[name].get(nip, {}).get(field, "") != after[name].get(nip, {}).get(field, "")
        }


def test_a_change_that_does_not_begin_with_what_is_there_is_refused():
    row = {"what": "p", "nip": "1", "field": "x", "was": "a", "now": "b"}
    with pytest.raises(ValueError, match="was not"):
        applied({}, [row])


LAW = load_rulebook()


@given(st.dates(date(2017, 4, 7), date(2027, 1, 1)), st.integers(0, 3000))
def test_the_law_of_a_day_says_later_what_it_said_on_that_day(day, later):
    frozen, then = frozen_on(LAW, day), date.fromordinal(day.toordinal() + later)
    for name in LAW.parameters:
        if name in ("referensi/pendidikan", "referensi/golongan"):
            continue
        try:
            said = LAW.parameters[name].at(day).value
        except RuleNotInForce:
            with pytest.raises(RuleNotInForce):
                frozen.parameters[name].at(then)
        else:
            assert frozen.parameters[name].at(then).value == said
    for kelompok in ("administrator", "jf_ahli_muda"):
        was, now = LAW.gates_for(kelompok, day), frozen.gates_for(kelompok, then)
        assert [one.id for one in was.syarat] == [one.id for one in now.syarat]
    begun = {name for name, _ in begun_between(LAW, day, then)}
    for name, one in LAW.parameters.items():
        if one.aktif and name not in ("referensi/pendidikan", "referensi/golongan"):
            assert (name in begun) == any(day < value.since <= then for value in one.dated)


@pytest.fixture(scope="module")
def two(agency):
    """The sample agency at two moments that differ in everything: day, law, facts, standards, config.yaml."""
    settings = load_settings(agency / "config.yaml")
    workspace = Workspace(agency, settings, date(2025, 1, 15))
    with workspace.open_store() as store:
        first = load_somebody(workspace, store)
        last = load_somebody(replace(workspace, as_of=date(2026, 11, 1)), store)
        levels = last.frames["levels"].copy()
        levels.loc[levels.index[:40], "level"] = 1.0
        employees = last.frames["employees"].iloc[3:].reset_index(drop=True)
        last = last.with_(frames={"levels": levels, "employees": employees})
        standards = dict(last.catalog.standards)
        held = last.people.employees["standar"].value_counts()
        first_one = next(name for name in held.index if name in standards)
        harder = tuple(replace(one, level=5) for one in standards[first_one].kompetensi)
        standards[first_one] = replace(standards[first_one], kompetensi=harder)
        jpm = settings.jpm.model_copy(update={"category_set": "pemetaan"})
        yield (
            first,
            replace(
                last,
                catalog=replace(last.catalog, standards=standards),
                settings=settings.model_copy(update={"jpm": jpm}),
            ),
        )


def test_every_cause_is_a_step_of_its_own_and_they_lead_to_the_second_state(two):
    first, last = two
    way = way_between(first, last)
    assert set(way.causes) <= set(ORDER)
    assert [one for one in ORDER if one in way.causes] == list(way.causes)
    assert {"time", "data", "standard", "config"} <= set(way.causes)
    states = [state_of(one, ["LOW-01"]) for one in way.snapshots]
    rows = changes_by_cause(states, way.causes)
    # The last state is computed from the second snapshot itself, not from the steps.
    assert applied(cells_of(states[0]), rows.to_dict("records")) == cells_of(state_of(last, ["LOW-01"]))
    assert set(rows["cause"]) >= {"time", "data", "standard", "config"}
    config = rows[rows["cause"] == "config"]
    assert set(config["field"]) <= {"kategori"}
    standard = rows[rows["cause"] == "standard"]
    assert set(standard["what"]) <= {"match", "box", "eligibility"}
    people = rows[rows["what"].eq("person") & rows["cause"].isin(["standard", "config"])]
    assert people.empty


def test_a_rule_that_began_in_between_is_told_apart_from_the_passing_of_time(two):
    first, _ = two
    rulebook = first.rulebook
    sets = "kompetensi/kategori_jpm_pengisian"
    (value,) = rulebook.parameters[sets].dated[-1:]
    stricter = [
        {**one, "minimal": None if one["minimal"] is None else 99.5 - place}
        for place, one in enumerate(value.value)
    ]
    begun = replace(value, since=date(2025, 6, 1), value=stricter)
    changed = replace(rulebook.parameters[sets], dated=(*rulebook.parameters[sets].dated, begun))
    law = replace(rulebook, parameters={**rulebook.parameters, sets: changed})
    one = replace(first, rulebook=law)
    way = way_between(one, one.with_(as_of=date(2025, 6, 1)))
    assert (sets, begun) in way.rules
    rows = changes_by_cause([state_of(each, ()) for each in way.snapshots], way.causes)
    assert set(rows.loc[rows["field"] == "kategori", "cause"]) == {"rule"}
    day_before = way_between(one, one.with_(as_of=date(2025, 5, 31)))
    assert (sets, begun) not in day_before.rules


@pytest.fixture(scope="module")
def answer(agency):
    return asn("diff", "2026-06-30", "2026-11-01", "--format", "json", "--for", "LOW-01", cwd=agency).json()


def test_the_way_back_is_the_way_there_turned(agency, answer):
    back = asn("diff", "2026-11-01", "2026-06-30", "--format", "json", "--for", "LOW-01", cwd=agency).json()
    there = [
        (one["what"], one["nip"], one["field"], one["was"], one["now"], one["cause"])
        for one in answer["rows"]
    ]
    assert there
    assert [
        (one["what"], one["nip"], one["field"], one["now"], one["was"], one["cause"]) for one in back["rows"]
    ] == there[::-1]


def test_a_change_of_data_names_its_cell(answer):
    told = [one for one in answer["rows"] if one["cause"] == "data" and one["what"] == "match"]
    assert told
    assert all("!" in one["where"] or ".csv:" in one["where"] for one in told)


def test_a_kept_copy_of_standards_and_config_gives_their_cause(agency, tmp_path):
    shutil.copytree(agency / "standards", tmp_path / "standar")
    file = next(
        one for one in sorted((tmp_path / "standar").rglob("*.yaml")) if "integritas: 3" in one.read_text()
    )
    file.write_text(file.read_text().replace("integritas: 3", "integritas: 1"), encoding="utf-8")
    config = tmp_path / "config.yaml"
    config.write_text("as_of: 2026-11-01\njpm: {category_set: pemetaan}\n", encoding="utf-8")
    found = asn(
        "diff", "2026-11-01", "2026-11-01", "--standards-then", tmp_path / "standar", "--config-then", config, "--format", "json", cwd=agency,
    )  # fmt: skip
    assert found.code == 0, found.err
    rows = found.json()["rows"]
    assert {one["cause"] for one in rows} <= {"standard", "config"}
    assert "config" in {one["cause"] for one in rows}
    assert {one["where"] for one in rows if one["cause"] == "config"} == {"config.yaml"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("2026-13-01", "2026-11-01"), "2026-13-01"),
        (("99", "2026-11-01"), "99"),
        (("2026-11-01", "2026-11-01@99"), "2026-11-01@99"),
        (("run:9", "2026-11-01"), "run:9"),
        (("2026-11-01", "2026-11-01"), "01-11-2026"),
        (("2026-06-30", "2026-11-01", "--for", "LOW-99"), "LOW-99"),
        (("2026-06-30", "2026-11-01", "--unit", "Dinas Pendidikn"), "Pendidik"),
        (("2026-06-30", "2026-11-01", "--standards-then", "tiada"), "tiada"),
        (("2026-06-30", "2026-11-01", "--config-then", "tiada.yaml"), "tiada.yaml"),
    ],
)
def test_what_names_nothing_is_told_in_one_line(agency, words, told):
    done = asn("diff", *words, cwd=agency)
    assert done.code == 2
    assert told in done.err
    assert done.err.count("asn: ") == 1


def test_batches_and_runs_are_moments_too(agency, tmp_path):
    folder = shutil.copytree(agency, tmp_path / "kantor")
    config = folder / "config.yaml"
    config.write_text("as_of: 2026-11-01\njobs: {j: [{run: gap, formats: [csv]}]}\n", encoding="utf-8")
    assert asn("run", "j", cwd=folder).code == 0
    known = asn("diff", "run:99", "3", cwd=folder).err.split("run:")[-1].split()[0]
    batches = asn("history", "--format", "json", cwd=folder).json()["rows"]
    levels = next(one["batch"] for one in batches if one["kind"] == "assessments")
    found = asn("diff", f"{levels - 1}", f"run:{known}", "--format", "json", cwd=folder)
    assert found.code == 0, found.err
    rows = found.json()["rows"]
    assert {one["cause"] for one in rows} == {"data"}
    assert any(one["what"] == "match" and one["field"] == "kategori" for one in rows)
    assert np.all([one["was"] != one["now"] for one in rows])


def shortlist(folder, config):
    """Return the places and scores of the list of LOW-01 by another config.yaml."""
    own = folder / "config.yaml"
    kept = own.read_text(encoding="utf-8")
    own.write_text(config, encoding="utf-8")
    found = asn("promote-shortlist", "LOW-01", "--all", "--format", "json", cwd=folder).json()["rows"]
    own.write_text(kept, encoding="utf-8")
    return {one["nip"]: (one["rank"], one["score_low"], one["score_high"]) for one in found}


def told(rows, what):
    return {one["nip"]: (one["was"], one["now"]) for one in rows if one["what"] == what}


def figure(low, high):
    ends = [f"{value:.2f}".rstrip("0").rstrip(".") for value in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}"


def test_other_weights_of_the_score_change_scores_and_places_as_the_lists_themselves_say(agency, tmp_path):
    folder = shutil.copytree(agency, tmp_path / "kantor")
    now = (folder / "config.yaml").read_text(encoding="utf-8")
    weights = "{kompetensi: 10, kinerja: 20, kualifikasi: 10, pengalaman: 60, pengembangan: 0, potensi: 0, integritas: 0}"
    then = f"as_of: 2026-11-01\npromotion: {{weights: {weights}}}\n"
    (tmp_path / "dulu.yaml").write_text(then, encoding="utf-8")
    words = ("--for", "LOW-01", "--config-then", tmp_path / "dulu.yaml", "--format", "json")
    rows = asn("diff", "2026-11-01", "2026-11-01", *words, cwd=folder).json()["rows"]
    before, after = shortlist(folder, then), shortlist(folder, now)
    assert {one["cause"] for one in rows} == {"config"}
    places = {
        nip: tuple("" if one[nip][0] is None else str(one[nip][0]) for one in (before, after))
        for nip in after
    }
    assert told(rows, "post_rank") == {nip: pair for nip, pair in places.items() if pair[0] != pair[1]} != {}
    scores = {nip: tuple(figure(*one[nip][1:]) for one in (before, after)) for nip in after}
    assert told(rows, "post_score") == {nip: pair for nip, pair in scores.items() if pair[0] != pair[1]} != {}


def test_a_standard_that_asks_more_changes_the_match_with_its_post_and_is_named(agency, tmp_path):
    shutil.copytree(agency / "standards", tmp_path / "standar")
    workspace = Workspace(agency, load_settings(agency / "config.yaml"), date(2026, 11, 1))
    with workspace.open_store() as store:
        standard = find_post(load_somebody(workspace, store, asking=["vacancies"]), "LOW-01").standard
    file = next((tmp_path / "standar").rglob(standard.file.rsplit("/", 1)[-1]))
    easier = (
        file.read_text().replace("integritas: 4", "integritas: 1").replace("integritas: 3", "integritas: 1")
    )
    assert easier != file.read_text()
    file.write_text(easier, encoding="utf-8")
    words = ("--for", "LOW-01", "--standards-then", tmp_path / "standar", "--format", "json")
    rows = asn("diff", "2026-11-01", "2026-11-01", *words, cwd=agency).json()["rows"]
    mine = [one for one in rows if one["what"] in ("post_jpm", "post_score", "post_rank")]
    assert {one["what"] for one in mine} >= {"post_jpm", "post_score"}
    assert {one["cause"] for one in mine} == {"standard"}
    assert {one["where"].rsplit("/", 1)[-1] for one in mine} == {file.name}


def test_a_standing_that_data_changed_names_the_cell_of_the_requirement_that_turned(agency):
    workspace = Workspace(agency, load_settings(agency / "config.yaml"), date(2026, 11, 1))
    with workspace.open_store() as store:
        last = load_somebody(workspace, store)
        employees = last.frames["employees"].assign(hukuman_disiplin=None)
        first = replace(last.with_(frames={"employees": employees}), known_at=0)
        way = way_between(first, last)
        rows = changes_by_cause([state_of(one, ["LOW-01"]) for one in way.snapshots], way.causes)
        rows["where"] = where(rows, way)
    mine = rows[rows["what"].eq("eligibility")]
    assert len(mine)
    column = {source.columns.get("hukuman_disiplin") for source in last.sources.values()} - {None}
    for text in mine["where"]:
        assert ";" not in text
        cell = text.split("!")[-1].split(":")[-1]
        assert cell.rstrip("0123456789") in column or text.endswith(cell)
        assert cell.strip("0123456789") in column


def test_every_cell_that_a_history_list_changed_is_new_and_of_the_person(agency):
    """Each cited cell stands in a list that came in between, in a row of the very person; a score that changed names one."""
    batches = asn("history", "--format", "json", cwd=agency).json()["rows"]
    number = {one["kind"]: one["batch"] for one in batches}
    before = number["trainings"] - 1 if number["trainings"] < number["positions"] else number["positions"] - 1
    after = max(number["trainings"], number["positions"])
    rows = asn("diff", f"{before}", f"{after}", "--for", "LOW-01", "--format", "json", cwd=agency).json()[
        "rows"
    ]
    came = {one["file"] for one in batches if before < one["batch"] <= after}
    opened = {name: openpyxl.load_workbook(SAMPLES / name, read_only=True) for name in came}
    sheets = {
        (name, sheet.title): [
            [str(one).replace(" ", "") for one in row] for row in sheet.iter_rows(values_only=True)
        ]
        for name, book in opened.items()
        for sheet in book
    }
    assert {one["what"] for one in rows} >= {"box", "eligibility", "post_score", "post_rank"}
    cited = 0
    for one in rows:
        # A place in the list also moves because others did.
        assert one["where"] or one["what"] == "post_rank", one
        for place in (one["where"] or "").removesuffix(" …").split("; ") if one["where"] else ():
            file, _, rest = place.partition(":")
            sheet, _, address = rest.partition("!")
            assert file in came, one
            if not address:  # the list itself, which has no row of theirs
                assert not any(
                    one["nip"] in line for key, lines in sheets.items() if key[0] == file for line in lines
                )
                continue
            letters = address.rstrip("0123456789")
            assert letters, one
            above = sheets[file, sheet][: int(address.removeprefix(letters))]
            # A person's NIP stands once above several trainings.
            owner = next(one for line in reversed(above) for one in line if re.fullmatch(r"\d{18}", one))
            assert owner == one["nip"], one
            cited += 1
    assert cited > 200


def test_who_left_is_one_change_for_people_and_every_field_for_programs(agency, answer):
    whole = {one["nip"] for one in answer["rows"] if (one["what"], one["field"]) == ("person", "counted")}
    others = [one for one in answer["rows"] if one["nip"] not in whole]
    assert answer["counts"]["changes"] == len(others) + len(whole)
    assert not whole or len(answer["rows"]) > answer["counts"]["changes"]

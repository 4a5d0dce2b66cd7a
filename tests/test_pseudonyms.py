"""`--pseudonymize`: nobody is named in what a command writes or says, and everybody is called the same by the same key."""

import io
import os
import re
import shutil
import unicodedata
import zipfile
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.agency.privacy import pseudonyms
from asnkarier.agency.privacy.disguise import Disguise
from asnkarier.agency.privacy.spoken import Spoken
from asnkarier.model.book import (
    Book,
    Chart,
    Column,
    InputFile,
    Leaning,
    NextStep,
    Page,
    PlainRows,
    Record,
    Table,
    Text,
)
from asnkarier.model.office.calendar import CalendarEvent
from asnkarier.model.said import said
from asnkarier.reports import disguised as door
from asnkarier.reports.disguised import disguised
from asnkarier.reports.produce import produce
from in_process import asn

KEY = bytes(range(32))
NIP, OTHER, THIRD = "198010082014122919", "198210012014111964", "197204142005011964"
NAME = "Siti Kenarian, S.H."
PEOPLE = ((NIP, NAME), (OTHER, "Budi"), (OTHER, "Nur'aini Harahap"), (THIRD, "Rahmat Putra"))
BORN = date(1980, 10, 8)


def hiding(people=PEOPLE, phrases=(), ordinary=()):
    return Disguise(KEY, Spoken.of(people, lambda: phrases, lambda: ordinary))


def called(nip):
    return pseudonyms.pseudonym(KEY, nip)


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (NAME, called(NIP)),
        ("SITI KENARIAN", called(NIP)),
        ("Dra. Hj. Siti Kenarian, S.H., M.Si. hadir", f"{called(NIP)} hadir"),
        ("SK siti_kenarian.xlsx:Lembar1!C4", f"SK {called(NIP)}.xlsx:Lembar1!C4"),
        (f"{NIP};{NIP[:8]} {NIP[8:14]} 2 919", f"{called(NIP)};{called(NIP)}"),
        ("1980 1008 2014 12 2919", called(NIP)),
        ("19801008-201412-2-919", called(NIP)),
        (f"data{NIP}x", f"data{called(NIP)}x"),
        ("NIP 131234567 lama", f"NIP {called('131234567')} lama"),
        ("Nuraini Harahap, Rahmat Putra.", f"{called(OTHER)}, {called(THIRD)}."),
        ("tulis ke a.b@contoh.go.id atau 0812-3456-7890", "tulis ke *** atau ***"),
    ],
)
def test_whoever_is_named_in_a_text_is_called_by_the_pseudonym(text, shown):
    assert hiding().text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Siti Kenarianto dan Kenarian",
        "Pasal 54 ayat (1) PP 11/2017 jo. PP 17/2020",
        "Rp 250.000.000 dari 1.250.000.000; 2024-01-01 2024-12-31 30",
        "a" * 30 + NIP + "b" * 16,
        "5.02.01.2.06.0011",
        "berbudi luhur",
        "RSUD Budi Asih",
    ],
)
def test_what_names_nobody_stays_as_it_is(text):
    assert hiding(phrases=["RSUD Budi Asih"]).text(text) == text


def test_a_name_of_one_word_is_one_where_it_is_written_like_one():
    hide = hiding(phrases=["RSUD Budi Asih", "Budi"], ordinary=["dinas"], people=(*PEOPLE, (THIRD, "Dinas")))
    who = called(OTHER)
    assert hide.text("Budi dan BUDI, bukan budi; Budi Asih; RSUD Budi Asih") == f"{who} dan {who}, bukan budi; {who} Asih; RSUD Budi Asih"  # fmt: skip
    assert hide.text("Dinas Pendidikan") == "Dinas Pendidikan"
    assert hide.text("Dinas") == called(THIRD)
    assert hide.text("sk budi.xlsx") == f"sk {who}.xlsx"


@pytest.mark.parametrize(
    "name", ["Siti Aminah (Alm)", "(Plt) Hendra Jaya", "Andi/Besse Tenri", "Rina = Wulan"]
)
def test_a_name_with_other_signs_is_found_whole_and_inside_a_text(name):
    hide = hiding([(NIP, name)])
    assert hide.text(name) == called(NIP)
    assert words(hide.text(f"{name} memegang jabatan ini.")) == words(f"{called(NIP)} memegang jabatan ini.")
    assert hide.text("Siti | Aminah (A/B)") == "Siti | Aminah (A/B)"


def test_a_name_is_found_without_what_its_list_put_in_brackets():
    hide = hiding([(NIP, "Siti Aminah (Alm)")])
    assert hide.text("SK Siti Aminah (Alm).") == f"SK {called(NIP)}."
    assert hide.text("SK Siti Aminah.") == f"SK {called(NIP)}."


@pytest.mark.parametrize("name", ["Ng", "Baik", "Siti Aminah (Alm)", "(Plt) Hendra", "Jo, S.H."])
def test_no_name_is_left_in_the_title_of_a_page(name):
    columns, rows = (Column("nip", "NIP", "nip"), Column("nama", "Name")), PlainRows({"nip": [NIP], "nama": [name]})  # fmt: skip
    for title in (name, f"{name} {NIP[-4:]}"):
        page = Page(title, (Record("person", title, columns, rows),))
        shown = disguised(replace(telling_book(), blocks=(page,)), hiding([(NIP, name)], ordinary=["baik"])).blocks[0]  # fmt: skip
        assert [shown.title, shown.blocks[0].title] == [called(NIP)] * 2


def test_of_two_people_of_one_name_the_one_is_meant_of_whom_the_row_speaks():
    hide = hiding((*PEOPLE, (THIRD, NAME)))
    assert hide.text(NAME, {NIP}) == called(NIP)
    assert hide.text(NAME, {THIRD}) == called(THIRD)
    neither = hide.text(NAME)
    assert neither not in {called(NIP), called(THIRD), NAME}
    assert neither == hide.text(NAME.upper())


PARTS = st.sampled_from("abcdefghijklmnoprstuwyÁéñ'")
WORDS = st.text(PARTS, min_size=2, max_size=8).filter(lambda one: one[0].isalpha() and one[-1].isalpha())
FULL = st.lists(WORDS, min_size=2, max_size=4)
AROUND = st.text(st.sampled_from("0123456789 .,;:()/-–\n\u200b"), max_size=12)


def words(text):
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " " + " ".join(re.findall(r"[^\W_]+", bare)).casefold() + " "


@given(st.data())
def test_no_name_of_several_words_is_left_in_any_text(data):
    name = " ".join(data.draw(FULL)).title()
    cased = data.draw(
        st.sampled_from([str, str.upper, str.lower, lambda one: unicodedata.normalize("NFD", one)])
    )
    behind = data.draw(st.sampled_from(["", ", S.H.", ", S.Kom., M.M."]))
    before, after = data.draw(AROUND), data.draw(AROUND)
    shown = hiding([(NIP, name)]).text(f"x {before} {cased(name)}{behind} {after} y")
    assert words(name) not in words(shown)
    assert called(NIP) in shown


@given(st.text(max_size=60))
def test_a_text_without_digits_and_names_stays_to_the_sign(text):
    shown = hiding([(NIP, "Qwxyz Zyxwq")]).text(text)
    assert shown == text or any(one.isdigit() for one in text) or "@" in text


# ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────────────

TELLING = f"{NAME} ({NIP}) dan Nur'aini Harahap"


def telling_book(rows_as="frame"):
    """A report that names people wherever data can stand."""
    columns = (
        Column("nip", "NIP", "nip"), Column("nama", "Name"), Column("atasan", "Superiors"), Column("unit_kerja", "Unit"),
        Column("told", "Found", "said"), Column("names", "Names", "list"), Column("note", "Note", "remark"), Column("next_nip", "NIP", "nip"),
        Column("next_nama", "Name"), Column("tanggal_lahir", "Born", "date"), Column("n", "People", "integer"),
    )  # fmt: skip
    told = said(
        "together", parts=(said("explained_no_line", report=TELLING), said("explained_no_line", report=BORN))
    )
    cells = {
        "nip": [NIP, OTHER], "nama": [NAME, "Tidak Dikenal Siapapun"], "atasan": [THIRD, "Rahmat Putra"], "unit_kerja": [TELLING, "Dinas"],
        "told": [told, None], "names": [[NAME, {NIP: NAME}], [OTHER]], "note": [f"1980-10-08 {NAME}", "2020-01-02"],
        "next_nip": [THIRD, None], "next_nama": ["Rahmat Putra", None], "tanggal_lahir": [BORN, BORN], "n": [1, 2],
    }  # fmt: skip
    rows = PlainRows(cells) if rows_as == "plain" else pd.DataFrame(cells)
    table = Table("rows", TELLING, columns, rows, note=TELLING)
    chart = Chart(
        "bar", TELLING, columns[1], columns[-1:], pd.DataFrame({"nama": [NAME], "n": [1]}), note=TELLING
    )
    one = Record("who", TELLING, columns, rows.head(1), note=TELLING)
    page = Page(TELLING, (table, one, chart, Text((TELLING, told), TELLING)))
    return Book(
        "asn.x/1", "Report", date(2026, 11, 1), "Kantor", (page,), (InputFile(f"{NAME}.csv", "employees", "0a" * 32, 1),), "0a" * 32,
        {"people": 1}, (), (TELLING,), "1", TELLING, TELLING, {"nip": NIP}, (NextStep(said("explained_no_line", report=TELLING), (f"asn explain {NIP}",)),),
        (Leaning("K1", "setting", "x", "t", TELLING, TELLING),), "rows", (CalendarEvent(f"{NIP}@asn", TELLING, BORN, BORN, TELLING),),
    )  # fmt: skip


def texts_in(value):
    """Yield every text of a report, and every day of birth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, pd.DataFrame):
        yield from texts_in(value.to_dict("list"))
    elif isinstance(value, dict):
        for pair in value.items():
            yield from texts_in(pair)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name))


def secrets_in(texts):
    """Return what of these people stands in the texts."""
    every = list(texts)
    digits = {one for text in every for one in re.findall(r"\d{18}", re.sub(r"(?<=\d) (?=\d)", "", text))}
    said_ = "".join(map(words, every))
    names = (
        " siti kenarian ",
        " nur aini harahap ",
        " rahmat putra ",
        " tidak dikenal siapapun ",
        " 1980 10 08 ",
    )
    return digits | {one for one in names if one in said_}


@pytest.mark.parametrize("rows_as", ["frame", "plain"])
def test_nobody_is_named_anywhere_in_a_report(rows_as):
    book = telling_book(rows_as)
    assert len(secrets_in(texts_in(book))) > 5
    shown = disguised(book, hiding())
    assert secrets_in(texts_in(shown)) == set()
    table = shown.block("rows")
    assert list(table.rows["nama"])[:2] == [called(NIP), called(OTHER)]
    assert list(table.rows["tanggal_lahir"]) == [1980, 1980]
    assert list(table.rows["n"]) == [1, 2]
    assert shown.inputs[0].sha256 == "0a" * 32
    facts = dict(dict(table.rows["told"][0].facts)["parts"][1].facts)
    assert facts["report"] == 1980


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "ics", "txt"])
def test_nobody_is_named_in_any_form(form):
    book = replace(telling_book(), events=(CalendarEvent(f"{NIP}@asn", TELLING, date(2027, 1, 1), date(2027, 1, 1), TELLING),))  # fmt: skip
    assert secrets_in([told(produce(book, form))])
    assert secrets_in([told(produce(disguised(book, hiding()), form))]) == set()


def told(data):
    """Return the text of a file, unpacked."""
    if not data.startswith(b"PK"):
        return data.decode().replace("\r\n ", "")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(re.sub(r"<[^>]+>", " ", parts.read(one).decode()) for one in parts.namelist())


MUTANTS = {
    "what is said": (door._Walk, "_said", lambda _self, told, _near: told),
    "names": (door._Walk, "_names", lambda _self, values, _near, _nips: values),
    "texts of rows": (door, "_texts_of", lambda _rows: {}),
    "years": (door, "_years", lambda block: block),
    "a page's title": (door._Walk, "block", lambda _self, block: block),
    "a field of the report": (door, "_OURS", door._OURS | {"doubt"}),
    "inputs": (door, "_OURS", door._OURS | {"file"}),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTANTS)
def test_a_field_that_were_forgotten_would_be_seen(name, monkeypatch):
    monkeypatch.setattr(*MUTANTS[name])
    shown = disguised(telling_book(), hiding())
    years = list(texts_in(shown)) + [str(one) for one in shown.block("rows").rows["tanggal_lahir"]]
    assert secrets_in(years) or "1980-10-08" in " ".join(years)


def test_a_page_of_one_person_is_called_by_the_pseudonym_and_keeps_no_end_of_a_nip():
    people = ((NIP, "Sekar Rekaan"), (OTHER, "Sekar Rekaan"))
    columns = (Column("nip", "NIP", "nip"), Column("nama", "Name"))
    rows = PlainRows({"nip": [OTHER], "nama": ["Sekar Rekaan"]})
    page = Page(f"Sekar Rekaan {OTHER[-4:]}", (Record("person", "Sekar Rekaan", columns, rows), Table("actions", "What to do", columns, rows)))  # fmt: skip
    shown = disguised(replace(telling_book(), blocks=(page,)), hiding(people)).blocks[0]
    assert shown.title == called(OTHER)
    assert [one.title for one in shown.blocks] == [called(OTHER), "What to do"]


def test_whoever_did_something_is_called_by_a_pseudonym_too():
    table = Table("rows", "x", (Column("by", "Who"),), PlainRows({"by": ["operator", None]}))
    shown = disguised(Book("s", "t", BORN, "k", (table,)), hiding()).block("rows").rows["by"]
    assert re.fullmatch(r"ASN-[A-Z2-7]{12}", shown[0])
    assert shown[1] is None


def test_rows_in_the_order_of_the_nip_come_in_the_order_of_the_pseudonyms():
    nips = [f"1980{month:02}012014121900" for month in range(1, 12)]
    table = Table("rows", "x", (Column("nip", "NIP", "nip"), Column("n", "n", "integer")), pd.DataFrame({"nip": nips, "n": range(11)}))  # fmt: skip
    book = Book("s", "t", BORN, "k", (table,))
    shown = disguised(book, hiding()).block("rows").rows
    assert list(shown["nip"]) == sorted(map(called, nips))
    assert {nip: n for n, nip in enumerate(map(called, nips))} == dict(
        zip(shown["nip"], shown["n"], strict=True)
    )
    other = replace(table, rows=table.rows.iloc[[3, 1, 2, 0]])
    kept = disguised(replace(book, blocks=(other,)), hiding()).block("rows").rows
    assert list(kept["n"]) == [3, 1, 2, 0]


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────────

PERSON = "198210012014111964"


JOB = "  siang:\n    - {run: gap, formats: [csv, txt], pseudonymize: true}\n    - {run: gap, name: terang, formats: [csv]}\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory, small_agency):
    """A workspace of few people, with a key of its own and jobs."""
    folder = tmp_path_factory.mktemp("pseudo") / "kantor"
    shutil.copytree(small_agency, folder, ignore=shutil.ignore_patterns("pseudonym.key"))
    config = folder / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + JOB, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def hidden(few_lists):
    """Every NIP and name of the lists, as words."""
    lines = (few_lists / "pegawai_siasn.csv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("|") for line in lines]
    return {row[1].lstrip("'") for row in rows} | {words(row[3]).strip() for row in rows}


def held(text, hidden):
    said_ = words(text)
    return {one for one in hidden if f" {one} " in said_ or (one.isdigit() and one in text)}


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        ("table", "gap"),
        ("json", f"profile {PERSON}"),
        ("csv", "retirements"),
        ("xlsx", "promote-shortlist LOW-01 --top 2"),
        ("xlsx", "idp --all"),
    ],
)
def test_a_command_names_nobody(office, hidden, tmp_path, asked, form):
    file = tmp_path / f"x.{form}"
    words_ = (*asked.split(), "--format", form, "--output", file)
    assert asn(*words_, cwd=office).code == 0
    assert held(told(file.read_bytes()), hidden)
    done = asn(*words_, "--pseudonymize", cwd=office)
    assert done.code == 0, done.err
    assert held(told(file.read_bytes()) + done.out + done.err, hidden) == set()


def test_the_same_person_is_called_the_same_and_found_by_it(office, hidden):
    first = asn("profile", PERSON, "--pseudonymize", "--format", "json", cwd=office)
    name = re.search(r"ASN-[A-Z2-7]{12}", first.out)[0]
    assert name == pseudonyms.pseudonym(
        bytes.fromhex((office / ".asn" / "pseudonym.key").read_text()), PERSON
    )
    again = asn("profile", name.lower(), "--pseudonymize", "--format", "json", cwd=office)
    assert (again.code, again.out) == (0, first.out)
    assert PERSON in asn("explain", name, cwd=office).out
    assert name in asn("explain", name, "--pseudonymize", cwd=office).out
    unknown = asn("profile", "ASN-AAAAAAAAAAAA", "--pseudonymize", cwd=office)
    assert unknown.code == 2
    assert held(unknown.err, hidden) == set()


def test_another_key_gives_everybody_another_name(office, tmp_path):
    folder = tmp_path / "lain"
    shutil.copytree(office, folder)
    first = set(
        re.findall(r"ASN-[A-Z2-7]{12}", asn("gap", "--pseudonymize", "--format", "csv", cwd=folder).out)
    )
    key = folder / ".asn" / "pseudonym.key"
    key.unlink()
    other = set(
        re.findall(r"ASN-[A-Z2-7]{12}", asn("gap", "--pseudonymize", "--format", "csv", cwd=folder).out)
    )
    assert len(first) == len(other) > 50
    assert not first & other
    assert key.stat().st_mode & 0o777 == 0o600
    assert asn("profile", min(first), cwd=folder).code == 2


def test_a_stop_names_nobody_either(office, hidden):
    near = PERSON[:-1] + "5"
    done = asn("profile", near, "--pseudonymize", cwd=office)
    assert done.code == 2
    assert held(done.err.replace(near, ""), hidden) == set()
    several = asn("profile", "Harahapan", "--pseudonymize", cwd=office)
    assert held(several.err, hidden) == set()


def test_what_exists_only_to_name_somebody_is_refused(office, tmp_path):
    for words_ in (("letters", "piagam"), ("promote-shortlist", "LOW-01", "--blind", "--key", tmp_path / "k")):  # fmt: skip
        done = asn(*words_, "--pseudonymize", cwd=office)
        assert done.code == 2
        assert "--pseudonymize" in done.err
        assert not (tmp_path / "k").exists()


def test_a_key_that_others_may_read_is_refused(office, tmp_path):
    folder = tmp_path / "lain"
    shutil.copytree(office, folder)
    asn("history", "--pseudonymize", cwd=folder)
    (folder / ".asn" / "pseudonym.key").chmod(0o640)
    done = asn("gap", "--pseudonymize", cwd=folder)
    assert done.code == 2
    assert "chmod 600" in done.err
    assert done.out == ""


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc/self").exists(), reason="needs a refusal")
def test_a_key_that_cannot_be_made_is_told_in_one_line(office, tmp_path, monkeypatch):
    folder = tmp_path / "lain"
    shutil.copytree(office, folder, ignore=shutil.ignore_patterns("pseudonym.key"))

    def refused(*_places, **_words):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(pseudonyms, "_make", refused)
    done = asn("gap", "--pseudonymize", cwd=folder)
    assert (done.code, len(done.err.splitlines())) == (5, 2)
    assert done.out == ""


def test_a_job_names_nobody_where_its_step_says_so(office, hidden):
    done = asn("run", "siang", cwd=office)
    assert done.code == 0, done.err
    for file in ("gap.csv", "gap.txt"):
        assert held((office / "out" / file).read_text(), hidden) == set()
    assert len(held((office / "out" / "terang.csv").read_text(), hidden)) > 50


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_part_of_a_name_that_was_asked_for_is_not_shown(office, form):
    people = {row["nip"]: row["nama"] for row in asn("gap", "--format", "json", cwd=office).json()["rows"]}
    words = [word for name in people.values() for word in name.split()]
    part = next(one for one in words if sum(one in word for word in words) == 1 and len(one) > 5)
    assert asn("gap", "--nip", part, "--format", "json", cwd=office).json()["filter"]["nip"] == part
    done = asn("gap", "--nip", part, "--pseudonymize", "--format", form, cwd=office)
    assert done.code == 0, done.err
    assert part.lower() not in (done.out + done.err).lower()
    if form == "json":
        (whom,) = {row["nip"] for row in done.json()["rows"]}
        assert done.json()["filter"]["nip"] == whom


def test_whoever_asks_for_a_pseudonym_without_the_key_is_told_that_it_is_missing(office, tmp_path):
    folder = tmp_path / "tanpa"
    shutil.copytree(office, folder, ignore=shutil.ignore_patterns("pseudonym.key"))
    done = asn("profile", "ASN-ABCDEFGHIJKL", cwd=folder)
    assert (done.code, len(done.err.splitlines())) == (2, 2)
    assert "pseudonym.key" in done.err
    assert not (folder / ".asn" / "pseudonym.key").exists()

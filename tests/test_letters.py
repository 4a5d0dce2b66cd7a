"""Letters: from the office's own template, never live, the same bytes, numbers as they are counted, blanks never invented."""

import base64
import io
import itertools
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from asnkarier.errors import OutputError, SettingsError
from asnkarier.model.book import Book
from asnkarier.model.office.letters import KINDS, Letter, Letters
from asnkarier.model.office.signing import Paper, Signatory
from asnkarier.model.said import Code, Competency
from asnkarier.reports import extras
from asnkarier.reports.html.plain import plain_text
from asnkarier.reports.letters.examples import example
from asnkarier.reports.letters.facts import BY_HAND, UNKNOWN, in_words, written
from asnkarier.reports.letters.template import filled
from asnkarier.reports.letters.write import letter_files
from asnkarier.settings import load_settings
from asnkarier.workflows.letters.addressed import full_name, rank_words
from conftest import with_config
from in_process import asn
from machines import told_by_machines
from test_html_page import PAYLOADS

ROOT = Path(__file__).parents[1]
MORE = (
    "{{ 7*7 }}", "{%tr for x in y %}", "{%p if x %}", "{{r nama }}", "{_{ x }_}", "<w:r><w:t>x</w:t></w:r>", "</w:t></w:r></w:p><w:p/>",
    '<w:fldSimple w:instr="DDEAUTO c:\\\\cmd"/>', "<w:instrText>INCLUDETEXT x</w:instrText>", "DDEAUTO c:\\\\Windows\\\\cmd.exe", '{ INCLUDEPICTURE "x" }', "\x13 DDE x \x14\x15",
    "a\tb", "a\nb", "a\ab", "a\fb", "a\vb", "\x1b[31m", "\u2028x", "&amp;lt;w:p/&amp;gt;", "{{ nama|safe }}", "{% autoescape false %}x{% endautoescape %}", "\ufffe", "]]>",
)  # fmt: skip
WORD = "Contoh"


def facts(text):
    person = {"no": 1, "peringkat": 1, "nama": text, "nip": text, "pangkat": text, "jabatan": text, "unit_kerja": text, "pelatihan": text, "kode": text, "kelas": 1,
              "waktu": text, "sampai": text, "nilai": 80.5, "keadaan": text, "peserta": 2, "biaya": 5}  # fmt: skip
    return {
        "nomor": text, "rencana": text, "tempat_acara": text, "jumlah": 1, "peserta": [person, person], "kepada": text, "hari_rencana": date(2026, 11, 1),
        "tempat_pelatihan": 3, "orang": 2, "biaya": 163_200_000, "pelatihan": [person], "unit_kerja": text, "waktu": text, "jabatan_lowong": text,
        "memenuhi": 1, "belum_pasti": 0, "calon": [person], "hasil": None, "nama": text, "nip": text, "pangkat": text, "jabatan": text,
        "penilaian": [{"tahun": "2025", "predikat": Code("baik")}], "dasar": text, "bahasan": text, "kekurangan": [text], "tindak_lanjut": None, "kesepakatan": text,
    }  # fmt: skip


def book_of(kind, text, **more):
    paper = Paper((text, text), None, text, date(2026, 12, 2), (Signatory(text, text, text, text, text),))
    return Book(
        "asn.letters/1",
        "x",
        date(2026, 11, 1),
        text,
        (),
        version="1",
        paper=paper,
        letters=Letters(kind, (Letter("satu", facts(text)),), **more),
    )


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def shape(data):
    """The elements of every part, with the names and values of attributes."""
    return {
        name: [(one.tag, sorted(one.attrib.items())) for one in etree.fromstring(part).iter()]
        for name, part in parts(data).items()
        if name.endswith((".xml", ".rels"))
    }


def said(data):
    """All that a letter says, with its foot."""
    document = docx.Document(io.BytesIO(data))
    found = [
        *document.element.body.iter(docx.oxml.ns.qn("w:t")),
        *document.sections[0].footer._element.iter(docx.oxml.ns.qn("w:t")),
    ]
    return "".join(one.text or "" for one in found)


EVERYTHING = sorted({*PAYLOADS, *MORE})


def every_field():
    """A template that asks for every text of every line of `semua`, in a paragraph and in a table."""
    document = docx.Document()
    for text in (
        "{%p for satu in semua %}",
        " ".join(f"{{{{ satu.{name} }}}}" for name, one in facts("").items() if one == ""),
        "{%p endfor %}",
    ):
        document.add_paragraph(text)
    table = document.add_table(rows=3, cols=1)
    for row, text in zip(
        table.rows,
        ("{%tr for satu in semua %}", "{{ satu.peserta[0].nama }}{{ satu.kekurangan[0] }}", "{%tr endfor %}"),
        strict=True,
    ):
        row.cells[0].text = text
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_no_text_of_data_is_ever_live():
    template, count = every_field(), len(EVERYTHING)
    made, plain = filled(
        template,
        [written({"semua": [facts(one) for one in all_of]}) for all_of in (EVERYTHING, [WORD] * count)],
        "x.docx",
    )
    assert shape(made) == shape(plain)
    told = said(made)
    for one in EVERYTHING:
        text = plain_text(one).replace("{_{", "{{").replace("}_}", "}}").replace("\ud800", "\ufffd")
        assert text in told, text


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_lets_a_text_out_of_its_place(kind):
    payload = "</w:t></w:r>{{ 7*7 }}{%p if x %}\f\a\n\t\x13 DDE \x14" + '"<w:fldSimple/>'
    made, plain = (next(iter(letter_files(book_of(kind, one)).values())) for one in (payload, WORD))
    assert shape(made) == shape(plain)
    assert plain_text(payload) in said(made)


def test_payloads_are_enough():
    assert len(EVERYTHING) >= 60


def units(number):
    """Indonesian number words, written here once more."""
    ones = [
        "",
        "satu",
        "dua",
        "tiga",
        "empat",
        "lima",
        "enam",
        "tujuh",
        "delapan",
        "sembilan",
        "sepuluh",
        "sebelas",
    ]
    if number < 12:
        return ones[number]
    for size, first, name in (
        (10**12, "", "triliun"),
        (10**9, "", "miliar"),
        (10**6, "", "juta"),
        (1000, "seribu", "ribu"),
        (100, "seratus", "ratus"),
        (20, "", "puluh"),
    ):
        base = 10 if name == "puluh" else size
        if number >= size:
            head = first if first and number // base == 1 else f"{units(number // base)} {name}"
            return f"{head} {units(number % base)}".strip()
    return f"{ones[number - 10]} belas"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "nol"), (11, "sebelas"), (100, "seratus"), (1000, "seribu"), (1_000_000, "satu juta"), (1_000_000_000, "satu miliar"),
     (163_200_000, "seratus enam puluh tiga juta dua ratus ribu"), (101_001, "seratus satu ribu satu"), (1_001_000, "satu juta seribu"), (5_001_001, "lima juta seribu satu"),
     (2_000_001_500, "dua miliar seribu lima ratus"), (3_021_000, "tiga juta dua puluh satu ribu")],
)  # fmt: skip
def test_amounts_in_words(number, words):
    assert in_words(number) == words


@given(st.integers(1, 10**15 - 1))
@settings(max_examples=300)
def test_every_amount_in_words(number):
    assert in_words(number) == units(number)


@pytest.mark.parametrize("number", [-1, 10**15])
def test_amounts_that_have_no_words(number):
    with pytest.raises(ValueError, match=str(number)):
        in_words(number)


def test_what_is_not_known_is_left_or_said_and_never_invented():
    found = written(
        {
            "tanggal": None,
            "biaya": None,
            "nol": 0,
            "ya": "",
            "orang": [{"nip": None}],
            "hari": date(2026, 3, 1),
            "nilai": 84.1,
            "kompetensi": [Competency("teknis/kerja_sama")],
        }
    )
    assert found == {
        "tanggal": BY_HAND, "tanggal_terbilang": BY_HAND, "biaya": BY_HAND, "biaya_terbilang": BY_HAND, "nol": "0", "nol_terbilang": "nol", "ya": "",
        "orang": [{"nip": UNKNOWN}], "hari": "1 Maret 2026", "nilai": "84,10", "kompetensi": ["Kerja Sama"],
    }  # fmt: skip


def own_template(text, *, rels="", field=False):
    document = docx.Document()
    document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w") as packed:
        for name, part in parts(made.getvalue()).items():
            data = part
            if rels and name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", rels.encode() + b"</Relationships>")
            if field and name == "word/document.xml":
                data = data.replace(b"<w:t>", b'<w:instrText xml:space="preserve">').replace(
                    b"</w:t>", b"</w:instrText>"
                )
            packed.writestr(name, data)
    return new.getvalue()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ nammor }}", "nammor"),
        ("{% for satu in peserta %}{{ satu.nma }}{% endfor %}", "nma"),
        ("{{ xyzzyqq }}", "xyzzyqq"),
    ],
)
def test_an_unknown_placeholder_is_named_with_what_was_meant(text, told):
    with pytest.raises(OutputError) as stopped:
        filled(own_template(text), [written(facts(WORD))], "kantor.docx")
    assert stopped.value.facts["name"] == told
    assert stopped.value.facts["file"] == "kantor.docx"
    assert stopped.value.facts["nearest"] == {"nammor": "nomor", "nma": "nama", "xyzzyqq": ""}[told]


@pytest.mark.parametrize(
    ("text", "told", "place"),
    [
        ("Kepada {{ nama / }}", "not written as one", "Kepada {{ nama / }}"),
        ("Kepada {{ nama", "not written as one", "Kepada {{ nama"),
        ("{% for satu in peserta %}x", "no `endfor`", ""),
        ("{% entah %}", "no `endfor`", "{% entah %}"),
        ("Biaya {{ 1 / 0 }}", "cannot be worked out", "Biaya {{ 1 / 0 }}"),
        ("Biaya {{ nama + 1 }}", "cannot be worked out", "Biaya {{ nama + 1 }}"),
        ("{{ nama|safe }}", "in this way", "{{ nama|safe }}"),
        ("{{ nama.__class__.__mro__ }}", "no letter may use", ""),
        ("Tahun {{ tahun }}", "tahun belongs to each one of penilaian", "Tahun {{ tahun }}"),
        ("{% for satu in peserta %}{{ satu.xyzzyqq }}{% endfor %}", "there are no, ", "satu.xyzzyqq"),
        ("{{ xyzzyqq }}", "penilaian [tahun, predikat]", "xyzzyqq"),
    ],
)
def test_a_fault_of_a_template_is_one_line_of_our_own_with_its_place(text, told, place):
    with pytest.raises(OutputError) as stopped:
        filled(own_template(text), [written(facts(WORD))], "kantor.docx")
    error = stopped.value
    line = error.reason.format(**error.facts)
    assert told in line, line
    assert place in line
    assert line.startswith("kantor.docx")
    for word in (
        "Jinja",
        "unexpected",
        "expected token",
        "ZeroDivision",
        "TypeError",
        "_terbilang",
        ", tahun",
    ):
        assert word not in line


@pytest.mark.parametrize(
    "text",
    ["{{ nama|safe }}", "{{ nama|tojson }}", "{% autoescape false %}{{ nama }}{% endautoescape %}", "{{ nama.__class__.__mro__ }}", "{{ ''.__class__ }}",
     "{{ cycler.__init__.__globals__ }}", "{% include '/etc/passwd' %}", "{% import 'x' as y %}", "{{ nama", "{% for x in %}", "{{ range(10**9)|list }}"],
)  # fmt: skip
def test_a_template_reaches_no_further_than_its_facts(text):
    with pytest.raises(OutputError):
        filled(own_template(text), [written(facts("<w:br/>"))], "kantor.docx")


def test_templates_that_fetch_run_or_hide_a_placeholder_are_refused():
    outside = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://contoh.id/x.dotm" TargetMode="External"/>'
    for bad in (
        own_template("x", rels=outside),
        own_template("{{ nama }}", field=True),
        b"PK\x03\x04",
        b"",
        b"%PDF",
    ):
        with pytest.raises(OutputError):
            filled(bad, [{}], "kantor.docx")


@pytest.mark.parametrize("kind", KINDS)
def test_the_templates_that_come_along_say_only_what_their_letters_know(kind):
    assert example(kind) == example(kind) != example(kind, "F4")
    with zipfile.ZipFile(io.BytesIO(example(kind))) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


KINDS_HERE = {
    "surat-tugas": 1,
    "nota-dinas": 1,
    "undangan-asesmen": 2,
    "berita-acara LOW-01": 1,
    "piagam": 1,
    "surat-pembinaan": 4,
}
SIGNED = (
    "letterhead: {lines: [PEMERINTAH KOTA CONTOH, BADAN KEPEGAWAIAN, Jalan Contoh 1]}\n"
    "signatures: {place: Contoh, date: 2026-12-02, people: [{office: Kepala Badan, name: SITI CONTOH, nip: '197001011995031901', rank: Pembina Utama Muda}]}\n"
    "letters: {numbers: {surat-tugas: '800/{nomor}/BKPSDM/{bulan_romawi}/{tahun}'}}\n"
)


@pytest.fixture(scope="module")
def office(small_agency, tmp_path_factory, few_budgets):
    """The small agency with a kept plan, paper, and who signs."""
    office = with_config(small_agency, tmp_path_factory.mktemp("surat"), SIGNED)
    done = asn("recommend-training", "--keep", "rencana-2026", "--format", "json", cwd=office)
    assert done.code == 0, done.err
    return office


@pytest.mark.parametrize("words", KINDS_HERE)
def test_each_kind_writes_its_letters_for_its_owner_only(office, words, tmp_path):
    folder = tmp_path / "surat"
    done = asn("letters", *words.split(), "--number", 41, "--output", folder, cwd=office)
    assert done.code == 0, done.err
    files = sorted(folder.iterdir())
    assert len(files) == KINDS_HERE[words]
    assert {one.stat().st_mode & 0o777 for one in files} == {0o600}
    register = asn("letters", *words.split(), "--number", 41, "--format", "json", cwd=office).json()
    assert [row["file"] for row in register["rows"]] == [one.name for one in files]
    for place, (one, row) in enumerate(zip(files, register["rows"], strict=True)):
        text = said(one.read_bytes())
        assert str(41 + place) in row["nomor"]
        assert row["nomor"] in text
        assert register["run"]["sum"] in text
        assert "SITI CONTOH" in text
        assert "PEMERINTAH KOTA CONTOH" in text
        assert "{{" not in text
        assert "{%" not in text
        assert "None" not in text
        assert "nan" not in re.findall(r"\w+", text.lower())


def test_a_letter_of_assignment_names_the_roster_of_the_calendar(office, tmp_path):
    calendar = asn("training-calendar", "--format", "json", cwd=office).json()
    by_class = asn("letters", "surat-tugas", "--number", 7, "--output", tmp_path / "kelas", cwd=office)
    by_unit = asn("letters", "surat-tugas", "--by", "unit", "--output", tmp_path / "unit", cwd=office)
    assert by_class.code == by_unit.code == 0
    sent = {row["nip"] for row in calendar["roster"] if row["mulai"]}
    for folder in ("kelas", "unit"):
        texts = [said(one.read_bytes()) for one in (tmp_path / folder).iterdir()]
        assert set(re.findall(r"\d{18}", "".join(texts))) - {"197001011995031901"} == sent
    assert "800/7/BKPSDM/XII/2026" in said(next((tmp_path / "kelas").iterdir()).read_bytes())
    units = {row["unit_kerja"] for row in calendar["roster"] if row["mulai"]}
    assert len(list((tmp_path / "unit").iterdir())) == len(units)


def test_certificates_and_guidance_only_where_the_review_says_so(office):
    review = asn("review", "--format", "json", cwd=office).json()["rows"]
    for kind, chosen in (("piagam", "reward"), ("surat-pembinaan", "guide")):
        listed = [row["nama"] for row in review if row["list"] == chosen and row["citation"]]
        rows = asn("letters", kind, "--format", "json", cwd=office).json()["rows"]
        assert sorted(row["untuk"] for row in rows) == sorted(listed) != []


NUMERIC = re.compile(r"\d{1,4}-\d\d-\d{2,4}")


def test_a_letter_writes_every_day_alike_and_says_where_one_is_past(office, tmp_path):
    for language in ("id", "en"):
        folder = tmp_path / language
        for words in ("surat-pembinaan", "berita-acara LOW-01"):
            done = asn("--language", language, "letters", *words.split(), "--output", folder, cwd=office)
            assert done.code == 0, done.err
        texts = [said(one.read_bytes()) for one in sorted(folder.iterdir())]
        assert [NUMERIC.findall(text) for text in texts] == [[] for _ in texts]
        assert sum("TMT 1 " in text for text in texts) == 1, "a post that falls vacant on a day to come"
    over = {}
    for day in ("2026-05-01", "2026-11-01"):
        rows = asn("--as-of", day, "review", "--list", "guide", "--format", "json", cwd=office).json()["rows"]
        over[day] = [row["follow_up_on"] < day for row in rows if row["citation"] and row["follow_up_on"]]
        folder = tmp_path / day
        done = asn("--as-of", day, "letters", "surat-pembinaan", "--output", folder, cwd=office)
        assert done.code == 0, done.err
        told = [said(one.read_bytes()) for one in folder.iterdir()]
        assert sum("(sudah lewat)" in text for text in told) == sum(over[day])
    assert not any(over["2026-05-01"])
    assert any(over["2026-11-01"])


def test_the_note_says_the_cost_in_words(office, tmp_path):
    total = asn("training-status", "--format", "json", cwd=office).json()["totals"]
    done = asn("letters", "nota-dinas", "--output", tmp_path / "nota.docx", cwd=office)
    assert done.code == 0, done.err
    assert f"({in_words(total['planned_cost'])} rupiah)" in said((tmp_path / "nota.docx").read_bytes())


def test_the_office_changes_the_template(office, tmp_path):
    mine = tmp_path / "kantor"
    shutil.copytree(office, mine)
    assert asn("letters", "template", "piagam", cwd=mine).code == 0
    assert asn("letters", "template", "piagam", cwd=mine).code == 5  # somebody may have changed it
    (mine / "surat" / "piagam.docx").write_bytes(own_template("Kepada {{ nama }} dari {{ instansi }}"))
    assert asn("letters", "piagam", "--output", "piagam.docx", cwd=mine).code == 0
    assert said((mine / "piagam.docx").read_bytes()).startswith(
        "Kepada VERA PRASETYAN, S.Sos., M.Si. dari Pemerintah Kota Contoh"
    )
    (mine / "surat" / "piagam.docx").write_bytes(own_template("{{ namaa }}"))
    done = asn("letters", "piagam", "--output", "piagam.docx", cwd=mine)
    assert done.code == 5
    assert "piagam.docx" in done.err
    assert "namaa" in done.err
    assert "nama?" in done.err
    assert len(done.err.splitlines()) == 1


def test_the_folder_of_templates_is_made_where_it_is_missing(office, tmp_path):
    mine = tmp_path / "kantor"
    shutil.copytree(office, mine)
    done = asn("letters", "template", "piagam", "--output", "surat/piagam.docx", cwd=mine)
    assert done.code == 0, done.err
    assert (mine / "surat" / "piagam.docx").is_file()
    refused = asn("letters", "template", "piagam", "--output", "entah/piagam.docx", cwd=mine)
    assert refused.code == 5
    assert len(refused.err.splitlines()) == 2
    assert not (mine / "entah").exists(), "a folder misspelt is not made"


@pytest.mark.parametrize("more", [(), ("--pseudonymize",)])
def test_a_report_without_letters_says_what_it_writes(office, tmp_path, more):
    done = asn("--language", "en", "gap", *more, "--output", tmp_path / "x.docx", cwd=office)
    assert done.code == 2
    for suffix in (".xlsx", ".pdf", ".csv", ".json"):
        assert suffix in done.err
    assert "pseudonym" not in done.err


def test_several_letters_want_a_folder(office, tmp_path):
    done = asn("letters", "surat-pembinaan", "--output", tmp_path / "x.docx", cwd=office)
    assert done.code == 2
    assert not (tmp_path / "x.docx").exists()
    assert asn("gap", "--output", tmp_path / "x.docx", cwd=office).code == 2


def test_a_job_writes_letters(office, tmp_path):
    mine = tmp_path / "kantor"
    shutil.copytree(office, mine)
    text = (mine / "config.yaml").read_text()
    (mine / "config.yaml").write_text(
        text.replace(
            "jobs:\n",
            "jobs:\n  surat:\n    - {run: letters surat-pembinaan, formats: [docx, xlsx], options: {number: 3}}\n",
        )
    )
    done = asn("run", "surat", cwd=mine)
    assert done.code == 0, done.err
    assert len(list((mine / "out").glob("letters-surat-pembinaan-*.docx"))) == 4
    assert (mine / "out" / "letters-surat-pembinaan.xlsx").exists()


@pytest.mark.parametrize("extra", ["surat"])
def test_without_the_extra_one_line_says_what_installs_it(office, monkeypatch, tmp_path, extra):
    monkeypatch.setattr(extras, "find_spec", lambda _name: None)
    done = asn("letters", "piagam", "--output", tmp_path / "x.docx", cwd=office)
    assert done.code == 5
    assert done.err.splitlines() == [
        one for one in done.err.splitlines() if f"pip install 'asnkarier[{extra}]'" in one
    ]
    assert asn("letters", "piagam", "--format", "json", cwd=office).code == 0


def test_numbers_of_letters_are_a_pattern_of_known_parts(tmp_path):
    for bad in ("{nomer}", "{nomor.x}", "{nomor!r}", "{", "{{nomor}}"):
        (tmp_path / "config.yaml").write_text(f"letters: {{numbers: {{piagam: '{bad}'}}}}\n")
        with pytest.raises(SettingsError):
            load_settings(tmp_path / "config.yaml")


SCRIPT = """
import hashlib
from datetime import date
from asnkarier.model.book import Book
from asnkarier.model.office.letters import Letter, Letters
from asnkarier.reports.letters.write import letter_files
people = [{"nama": f"Contoh {one}", "jabatan": None, "nip": one} for one in "abcdef"]
for kind in ("piagam", "surat-pembinaan"):
    facts = dict(nomor="1", nama="Contoh", nip=None, pangkat=None, jabatan="x", unit_kerja="y", penilaian=people and [{"tahun": "2025", "predikat": "baik"}],
                 dasar="PP", bahasan="x", kekurangan=["a", "b"], tindak_lanjut=date(2026, 1, 1), kesepakatan=None)
    book = Book("s", "t", date(2026, 11, 1), "Kantor", (), letters=Letters(kind, (Letter("a", facts),)))
    print(hashlib.sha256(letter_files(book)["a"]).hexdigest())
"""


def test_the_same_bytes_whatever_the_machine_says():
    told = [one.split() for one in told_by_machines(SCRIPT)]
    assert told[0] == told[1]
    assert len(told[0]) == 2


@pytest.mark.parametrize(
    ("golongan", "told"),
    [("III/c", "Penata (III/c)"), ("IV/e", "Pembina Utama (IV/e)"), ("IX", "golongan IX"), (None, None)],
)
def test_a_rank_is_told_with_its_name_and_an_unknown_one_not_at_all(golongan, told):
    assert rank_words(golongan) == told


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_of_a_letter_is_a_table_of_its_own(kind, tmp_path):
    logo = tmp_path / "logo.png"
    logo.write_bytes(PIXEL)
    letter = docx.Document(io.BytesIO(example(kind, "A4", Paper(lines=("KOTA REKAAN",), logo=logo))))
    tags = [one.tag.rpartition("}")[2] for one in letter.element.body]
    assert ("tbl", "tbl") not in itertools.pairwise(
        tags
    )  # one table to a reader: the rule would stand below both
    left, right = letter.tables[0].columns
    assert left.width * 5 < right.width


def test_each_who_signs_stands_on_one_page():
    letter = docx.Document(io.BytesIO(example("berita-acara")))
    signed = [one for one in letter.paragraphs if "satu." in one.text]
    assert [one.paragraph_format.keep_with_next for one in signed] == [True] * (len(signed) - 1) + [False]


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_no_nip_signs_without_a_line_for_it(kind):
    book = book_of(kind, WORD)
    bupati = replace(book.paper, signatories=(Signatory("Bupati Rekaan", "ANI REKAAN", ""),))
    text = said(letter_files(replace(book, paper=bupati))["satu"])
    assert "ANI REKAAN" in text
    assert not re.search(r"ANI REKAAN\W*(NIP|…)", text)
    assert "NIP ……" in said(letter_files(replace(book, paper=None))["satu"])


def test_config_says_who_signs_which_kind_of_letter(office, tmp_path):
    mine = tmp_path / "kantor"
    shutil.copytree(office, mine)
    config = mine / "config.yaml"
    text = config.read_text(encoding="utf-8")
    assert SIGNED in text
    text = text.replace(
        SIGNED,
        "signatures: {people: [{office: Bupati, name: ANI REKAAN}, {role: Disusun oleh, office: Kepala, name: BUDI REKAAN, nip: '197001011995031901'}]}\n"
        "letters: {signed_by: {piagam: bupati, nota-dinas: [Budi  Rekaan, ANI REKAAN]}}\n",
    )
    config.write_text(text, encoding="utf-8")
    told = {}
    for words in ("piagam", "nota-dinas", "surat-pembinaan"):
        folder = tmp_path / words
        assert asn("letters", words, "--output", folder, cwd=mine).code == 0
        told[words] = said(min(folder.iterdir()).read_bytes())
    assert ["ANI REKAAN" in told["piagam"], "BUDI REKAAN" in told["piagam"]] == [True, False]
    assert ["ANI REKAAN" in told["nota-dinas"], "BUDI REKAAN" in told["nota-dinas"]] == [True, False]
    assert "Disusun oleh" in told["surat-pembinaan"]
    config.write_text(text.replace("piagam: bupati", "piagam: Wali Kota"), encoding="utf-8")
    done = asn("letters", "piagam", cwd=mine)
    assert done.code == 3
    assert "Wali Kota" in done.err
    assert "ANI REKAAN, BUDI REKAAN" in done.err
    assert len(done.err.splitlines()) == 2


def test_where_nobody_gets_a_letter_it_is_said_why_and_what_to_do(office, tmp_path):
    mine = tmp_path / "kantor"
    shutil.copytree(office, mine)
    config = mine / "config.yaml"
    slow = "calendar: {jp_per_day: 1, days_a_week: 1, most_away: 0%}\n"  # no class ends within the year
    config.write_text(config.read_text(encoding="utf-8") + slow, encoding="utf-8")
    done = asn("letters", "surat-tugas", "--output", tmp_path / "surat", cwd=mine)
    assert done.code == 0, done.err
    assert "0 surat" in done.err
    assert "asn training-calendar" in done.err
    one = asn("letters", "surat-tugas", "--output", tmp_path / "x.docx", cwd=mine)
    assert one.code == 5
    assert "asn training-calendar" in one.err
    assert len(one.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("Siti Nur'aini", "Hj.", "S.Kep., Ns., M.Kep."), "Hj. Siti Nur'aini, S.Kep., Ns., M.Kep."),
        (("Hj. Siti Nur'aini, S.Kep", "HJ", "S.Kep."), "Hj. Siti Nur'aini, S.Kep"),
        (("BUDI REKAAN", None, None), "BUDI REKAAN"),
        (("BUDI REKAAN", "-", ""), "BUDI REKAAN"),
        ((None, "Dr.", "M.Si."), None),
    ],
)
def test_a_name_is_written_with_its_titles_once(parts, told):
    assert full_name(*parts) == told


def test_the_guides_list_every_placeholder():
    known = set()
    for kind in KINDS:
        context = written(facts(WORD))
        for text in re.findall(
            rb"\{[{%][^}]*\}",
            parts(example(kind))["word/document.xml"] + parts(example(kind))["word/footer1.xml"],
        ):
            known |= {one.decode() for one in re.findall(rb"(?<![.\w'])[a-z_]+", text)} & {
                *context,
                "kop",
                "tempat",
                "tanggal",
                "penandatangan",
                "jejak",
                "versi",
            }
    assert len(known) > 20
    for guide in ("letters.md", "surat.md"):
        page = (ROOT / "docs" / "guide" / guide).read_text(encoding="utf-8")
        assert [one for one in sorted(known) if f"`{one.removesuffix('_terbilang')}`" not in page] == []

"""An office whose every text is an attack: names, places, units, posts, courses, providers. Is anything of it live in any form of any report?"""

import csv
import json
import re
import shutil
import sys
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path

import openpyxl
from figures import ROOT, Tally, main
from lxml import etree
from pseudonyms import PERSON, QUESTIONS

from few_people import write_few
from in_process import asn
from test_html_page import PAYLOADS

MORE = (
    "=1+1", '=HYPERLINK("http://contoh.id")', "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1", "＝1+1", "\x1b[31mmerah\x1b[0m", "\x1b]8;;http://contoh.id\x07x\x1b]8;;\x07",
    "{=1+1}", "[link](javascript:alert(1))", "[red]x[/red]", "#panic()", '#read("/etc/passwd")', "$x$", "{%p if x %}", "{{r nama }}", "<w:fldSimple w:instr='DDEAUTO c:'/>",
    "BEGIN:VEVENT", "x\r\nBEGIN:VEVENT\r\nEND:VEVENT", "%(x)s", "{x}", "{0.__class__}", "../../x", "'; DROP TABLE facts; --", "https://contoh.id", "\u2028x",
)  # fmt: skip
# What a list calls its texts; what people are judged by (NIP, days, levels, codes, kinds) stays, so that there is something to report.
TEXTS = frozenset(
    ["nama", "gelar depan", "gelar belakang", "tempat lahir nama", "alamat", "email", "unor nama", "nama_unor", "unit kerja", "perangkat daerah", "satuan kerja kerja nama", "lokasi kerja nama", "pendidikan nama", "nama sekolah", "nama pelatihan", "penyelenggara", "lembaga penyelenggara", "jadwal", "no. sertifikat", "nomor sk pns", "jabatan nama", "jabatan"]
)  # fmt: skip
POSTS = ("jabatan nama", "jabatan")
FORMS = ("table", "json", "csv", "xlsx", "pdf")
QUICK = ("gap-item", "promote-shortlist", "profile", "explain", "training-calendar", "needs")
_TEXTS_OF_XLSX = re.compile(r"[^\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_FIGURE = re.compile(r"[-+]?[\d.,%]+")


class Poison:
    """What each text of the lists is called instead: an attack and the text, the same wherever the text stands."""

    def __init__(self) -> None:
        self._next = cycle([*PAYLOADS, *MORE])
        self._called: dict[str, str] = {}

    def __call__(self, heading: str, text: str) -> str:
        known = heading.strip().casefold()
        if known not in TEXTS or not text.strip():
            return text
        if known in POSTS and zlib.crc32(text.encode()) % 3:
            return text  # of most people the post must still be known
        plain = text.casefold()
        if plain not in self._called:
            self._called[plain] = next(self._next)
        return f"{self._called[plain]} {text}"


def poisoned(folder: Path) -> tuple[Path, int]:
    """Write the lists of few people of the sample agency with attacks for texts; return their folder and how many texts became one."""
    lists, poison, count = write_few(folder / "daftar"), Poison(), 0
    for path in sorted(lists.glob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        head, rows = lines[0].split("|"), [line.split("|") for line in lines[1:]]
        with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            target = csv.writer(stream, delimiter="|")
            target.writerow(head)
            for row in rows:
                made = [poison(name, cell).replace("\x00", "") for name, cell in zip(head, row, strict=False)]
                count += sum(one != was for one, was in zip(made, row, strict=False))
                target.writerow(made)
    for path in sorted(lists.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for sheet in book:
            head = _headings(sheet)
            for row in sheet.iter_rows(min_row=head[0] + 1 if head else 1):
                for cell in row:
                    name = head[1].get(cell.column) if head else None
                    # The post of a vacancy must be known, or nobody is asked for it.
                    vacant = path.stem == "lowongan" and name in ("Jabatan", "Kode")
                    if name and isinstance(cell.value, str) and not vacant:
                        made = _TEXTS_OF_XLSX.sub("", poison(name, cell.value))
                        count += made != cell.value
                        cell.value = made
                        cell.data_type = "s"
        book.save(path)
    return lists, count


def _headings(sheet: openpyxl.worksheet.worksheet.Worksheet) -> tuple[int, dict[int, str]] | None:
    for row in sheet.iter_rows(max_row=12):
        names = {cell.column: str(cell.value) for cell in row if cell.value is not None}
        if {one.strip().casefold() for one in names.values()} & {"nip", "kode", "id"}:
            return row[0].row, names
    return None


def office(folder: Path) -> tuple[Path, int]:
    """Return a workspace that holds the poisoned lists, and how many attacks they hold."""
    lists, count = poisoned(folder)
    kantor = folder / "kantor"
    shutil.copytree(ROOT / "data" / "samples" / "standards", kantor / "standards")
    (kantor / "andai.yaml").write_text(
        f"scenarios:\n  - name: '=1+1 <b>x</b>'\n    people: [{{nip: '{PERSON}', leaves: true}}]\n    reports: [gap, promote-shortlist]\n",
        encoding="utf-8",
    )
    (kantor / "config.yaml").write_text(
        "agency: '<script>alert(1)</script> =1+1'\nas_of: 2026-11-01\ntraining: {budget: 250000000, max_courses_per_person: 2}\n"
        "signatures: {place: '<img src=x onerror=alert(1)>', people: [{role: '=1+1', office: '{{ 7*7 }}', name: '<w:p/>', nip: '196501011990032999', rank: '@x'}]}\n"
        "jobs:\n  malam:\n    - {run: gap, formats: [txt]}\n    - {run: report}\n",
        encoding="utf-8",
    )
    decided = ("record-decision", "LOW-01", "--decided", PERSON, "--by", "=1+1", "--sk", "<b>1</b>", "--on", "2026-11-01", "--reason", PAYLOADS[0])  # fmt: skip
    for words in (
        ("import", lists),
        ("recommend-training", "--from-year", "2027", "--keep", "=1+1"),
        decided,
    ):
        done = asn(*words, cwd=kantor)
        if done.code not in (0, 1):
            raise AssertionError(f"{words[0]}: exit {done.code}: {done.err[-500:]}")
    return kantor, count


def of_workbook(data: Path) -> Iterator[str]:
    """Yield what could act in a workbook or a letter: formulas but our sums, links that lead out, parts that run, markup out of place."""
    with zipfile.ZipFile(data) as package:
        for name in package.namelist():
            if re.search(r"vba|externalLink|embeddings|activeX|oleObject|connections", name):
                yield f"part {name}"
            part = package.read(name)
            if not name.endswith((".xml", ".rels")):
                continue
            try:
                root = etree.fromstring(part)
            except etree.XMLSyntaxError as error:
                yield f"{name}: {error}"
                continue
            for one in root.iter():
                kind = etree.QName(one).localname if isinstance(one.tag, str) else "comment"
                if (
                    kind == "f"
                    and name.startswith("xl/worksheets")
                    and not re.fullmatch(r"SUBTOTAL\(109,[A-Z]+2:[A-Z]+\d+\)", one.text or "")
                ):
                    yield f"{name}: formula {one.text}"
                if one.get("TargetMode") == "External":
                    yield f"{name}: leads to {one.get('Target')}"
                if kind in ("fldSimple", "instrText", "fldChar", "ddeLink", "hyperlink") and not one.get(
                    "location"
                ):
                    allowed = name.startswith("word/footer") and kind in ("fldSimple", "instrText", "fldChar")
                    told = one.text or next(iter(one.attrib.values()), "")
                    if not (allowed and not re.search(r"DDE|INCLUDE|HYPERLINK", f"{told}")):
                        yield f"{name}: {kind} {told}"
            if name == "xl/sharedStrings.xml" and b"<r>" in part:
                yield f"{name}: rich text"


class Page(HTMLParser):
    """What could act in a page: scripts but its own, attributes that run, whatever leads out of it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.scripts = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in (
            "iframe",
            "object",
            "embed",
            "base",
            "link",
            "marquee",
            "video",
            "template",
            "noscript",
            "math",
            "img",
        ):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(f"<{tag} {name}>")
            if name in ("href", "src", "action", "xlink:href", "data", "srcdoc") and not (
                value or ""
            ).startswith("#"):
                self.found.append(f"<{tag} {name}={value}>")


def of_page(page: str) -> Iterator[str]:
    found = Page(page)
    yield from found.found
    if found.scripts != 1:
        yield f"{found.scripts} scripts"


def of_text(text: str) -> Iterator[str]:
    """Yield control characters and marks that turn the direction: a terminal or a mail obeys them."""
    yield from (
        f"character {ord(one[0]):04x} in {text[max(0, one.start() - 30) : one.end() + 10]!r}"
        for one in _CONTROL.finditer(text)
    )


def of_csv(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.reader(stream):
            for cell in row:
                if cell[:1] in (
                    "=",
                    "+",
                    "-",
                    "@",
                    "\t",
                    "\r",
                    "＝",
                    "＋",
                    "－",
                    "＠",
                ) and not _FIGURE.fullmatch(cell):
                    yield f"cell {cell[:60]!r}"


def of_calendar(text: str) -> Iterator[str]:
    lines = text.replace("\r\n ", "").split("\r\n")
    yield from (f"line {one[:60]!r}" for one in lines if one and not re.match(r"[A-Z-]+[:;]", one))
    if text.count("\r\nBEGIN:VEVENT") != text.count("\r\nUID:"):
        yield "an event that nobody made"


def live(path: Path) -> list[str]:
    """Return whatever is live in a file, by its form."""
    kind = path.suffix
    if kind in (".xlsx", ".docx"):
        return list(of_workbook(path))
    if kind == ".pdf":
        # Texts are in streams, packed; what a viewer obeys stands outside them.
        data = re.sub(rb"\bstream\r?\n.*?endstream", b"", path.read_bytes(), flags=re.DOTALL)
        # Whole words: the names of fonts begin with six letters by chance.
        acts = re.findall(rb"/(?:URI|JavaScript|JS|Launch|EmbeddedFile|OpenAction)\b", data)
        return [word.decode() for word in acts]
    text = path.read_text(encoding="utf-8")
    if kind == ".json":
        json.loads(text)
        return []
    if kind == ".csv":
        return list(of_csv(path))
    checks = {".html": of_page, ".ics": of_calendar}
    return list(checks.get(kind, of_text)(text))


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    tally, (kantor, count) = Tally(), office(folder)
    out = folder / "hasil"
    out.mkdir()

    def asked(target: Path, *words: str) -> None:
        done = asn(*words, "--output", target, cwd=kantor)
        tally.expect(done.code in (0, 1), f"{target.name}: exit {done.code}: {done.err[-200:]}")
        tally.expect(
            not list(of_text(done.out + done.err)), f"{target.name}: {list(of_text(done.out + done.err))[:2]}"
        )

    for name, words in QUESTIONS.items():
        for form in FORMS if not quick else ("csv", "xlsx"):
            if not quick or name in QUICK:
                asked(out / f"{name}.{'txt' if form == 'table' else form}", *words, "--format", form)
    asked(out / "halaman.html", "report")
    asked(out / "umum.html", "report", "--audience", "public")
    asked(out / "kalender.ics", "training-calendar", "--year", "2027")
    for kind in ("surat-tugas", "nota-dinas", "undangan-asesmen", "piagam", "surat-pembinaan"):
        asked(out / kind, "letters", kind)
    asked(out / "berita-acara", "letters", "berita-acara", "LOW-01")
    done = asn("run", cwd=kantor)
    tally.expect(done.code in (0, 1), f"run: exit {done.code}: {done.err[-200:]}")
    files = [path for where in (out, kantor / "out") for path in sorted(where.rglob("*")) if path.is_file()]
    for path in files:
        found = live(path)
        tally.expect(not found, f"{path.name}: {found[:3]}")
    return (
        f"{len({*PAYLOADS, *MORE})} attacks, {count:,} texts of lists that are one, {len(files)} files of {len(QUESTIONS) + 10} questions: {len(tally.faults)} live",
        tally.faults,
    )


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", trial))

"""Every command in every form with --pseudonymize, in an office of odd names: no NIP, name or day of birth of anybody is in what is written or said."""

import csv
import html
import re
import shutil
import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from figures import ROOT, SAMPLES, Tally, main

from few_people import write_few
from in_process import Ran, asn

PERSON = "198210012014111964"
FORMS = ("table", "json", "csv", "xlsx", "pdf")
# What is asked, after a plan was kept, a decision recorded and a job run.
QUESTIONS: dict[str, tuple[str, ...]] = {
    "check": ("check",),
    "gap": ("gap",),
    "gap-item": ("gap", "--by", "item"),
    "needs": ("needs",),
    "recommend-training": ("recommend-training", "--budget", "250000000"),
    "training-status": ("training-status",),
    "training-calendar": ("training-calendar", "--year", "2027"),
    "idp": ("idp", PERSON, "--target", "next"),
    "evaluate-training": ("evaluate-training",),
    "match-mentors": ("match-mentors", "--per-mentor", "3"),
    "promote-shortlist": ("promote-shortlist", "LOW-01"),
    "promote-all": ("promote-shortlist", "--all-vacancies", "--top", "3"),
    "blind": ("promote-shortlist", "LOW-01", "--blind"),
    "ip-asn": ("ip-asn",),
    "review": ("review",),
    "recommend-placement": ("recommend-placement",),
    "cascade": ("recommend-placement", "--cascade"),
    "retirements": ("retirements",),
    "formation": ("formation",),
    "succession": ("succession",),
    "talent-map": ("talent-map",),
    "expiring": ("expiring", "--months", "24"),
    "fairness-ratings": ("fairness", "--of", "ratings"),
    "fairness-talent": ("fairness", "--of", "talent"),
    "decisions": ("decisions",),
    "explain": ("explain", PERSON),
    "explain-for": ("explain", PERSON, "--for", "LOW-01"),
    "explain-retirements": ("explain", PERSON, "--of", "retirements"),
    "explain-talent": ("explain", PERSON, "--of", "talent-map"),
    "explain-diff": ("explain", PERSON, "--of", "diff", "--from", "2025-06-30", "--to", "2026-11-01"),
    "diff": ("diff", "2025-06-30", "2026-11-01", "--for", "LOW-01"),
    "profile": ("profile", PERSON),
    "for-person": ("profile", PERSON, "--for-person"),
    "what-if": ("what-if", "andai.yaml"),
    "history": ("history",),
    "runs": ("runs",),
    "status": ("status",),
    "doctor": ("doctor",),
    "standards": ("standards", "inputs"),
}
QUICK = ("promote-shortlist", "explain", "decisions")
SCENARIO = f"scenarios:\n  - name: satu\n    people: [{{nip: '{PERSON}', leaves: true}}]\n    reports: [gap, promote-shortlist]\n"
# What the first people of the list are called instead; a unit is called like one of them.
ODD = (
    "KARTINI", "Dinas", "Nur'aini", "Dr. Hj. Siti Aminah, S.H., M.Si.", "SITI AMINAH", "Muh. Ali", "Sri-Wahyuni Ó Brádaigh",
    "I Gusti Ngurah  Oka", "Data", "Budi", "A. Rahman Saleh", "Mei Linda",
)  # fmt: skip
UNIT = "RSUD Kartini"


def office(folder: Path, whole: bool) -> Path:
    """Return a workspace whose lists hold odd names, a file that is called like a person, a decision with a reason that names somebody."""
    lists = folder / "daftar"
    if whole:
        shutil.copytree(SAMPLES, lists, ignore=shutil.ignore_patterns("standards", "evaluasi", "*.md"))
    else:
        write_few(lists)
    register = lists / "pegawai_siasn.csv"
    head, *lines = register.read_text(encoding="utf-8").splitlines()
    fields = [line.split("|") for line in lines]
    for place, name in enumerate(ODD, start=4):
        fields[place][3] = name
    fields[20][head.split("|").index("UNOR NAMA")] = UNIT
    told = "\n".join([head, *map("|".join, fields)]) + "\n"
    (lists / f"pegawai {fields[9][3]}.csv").write_text(told, encoding="utf-8")
    register.unlink()
    kantor = folder / "kantor"
    shutil.copytree(ROOT / "data" / "samples" / "standards", kantor / "standards")
    (kantor / "andai.yaml").write_text(SCENARIO, encoding="utf-8")
    (kantor / "config.yaml").write_text(
        "agency: Pemerintah Kota Contoh\nas_of: 2026-11-01\ntraining: {budget: 250000000, max_courses_per_person: 2}\n"
        "signatures: {people: [{role: Mengetahui, office: Kepala Badan, name: Dra. Penanda Tangan, nip: '196501011990032999', rank: Pembina}]}\n"
        "jobs:\n  malam:\n    - {run: gap, formats: [csv, json, txt, xlsx], pseudonymize: true}\n"
        "    - {run: promote-shortlist, formats: [xlsx, json], pseudonymize: true}\n    - {run: report, pseudonymize: true}\n",
        encoding="utf-8",
    )
    reason = f"Menggantikan {fields[10][3]} ({fields[10][1]})"
    decided = ("record-decision", "LOW-01", "--decided", PERSON, "--by", "Wali Kota", "--sk", "1/2026", "--on", "2026-11-01", "--reason", reason)  # fmt: skip
    for words in (
        ("import", lists),
        ("recommend-training", "--from-year", "2027", "--keep", "rencana"),
        decided,
    ):
        done = asn(*words, cwd=kantor)
        if done.code:
            raise AssertionError(done.err)
    return kantor


def plain(text: str) -> str:
    """Return the words of a text, without case, accents and marks, a blank on each side."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " " + " ".join(re.findall(r"[^\W_]+", bare)).casefold() + " "


class Secrets:
    """What nobody may read: of every person of the lists the NIP, the name and the day of birth."""

    def __init__(self, lists: Path) -> None:
        self.nips: set[str] = set()
        self.names: set[str] = set()
        self.born: dict[str, str] = {}
        for path in lists.glob("pegawai*.csv"):
            rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="|")
            for row in rows:
                nip = row["NIP BARU"].lstrip("'")
                self.nips.add(nip)
                bare = plain(row["NAMA"].partition(",")[0]).strip()
                bare = re.sub(r"^(?:(?:dr|hj|h|ir|drs|dra) )+", "", bare)
                if len(bare.split()) > 1:
                    self.names.add(f" {bare} ")
                self.born[nip] = nip[:8]
        self.names |= {" kartini ", " nur aini ", " budi ", " penanda tangan "}

    def held(self, text: str) -> Iterator[str]:
        """Yield each secret that a text holds."""
        digits = set(re.findall(r"(?<!\d)\d{18}(?!\d)", re.sub(r"(?<=\d)[ .](?=\d)", "", text)))
        digits |= set(re.findall(r"(?=(\d{18}))", text))
        yield from sorted(digits & self.nips)
        words = plain(text).replace(" rsud kartini", " rsud").split()
        every = {
            " " + " ".join(words[at : at + size]) + " " for at in range(len(words)) for size in range(1, 7)
        }
        yield from sorted(every & self.names)

    def birthday(self, text: str) -> Iterator[str]:
        """Yield the day of birth of the person asked about, however it is written."""
        day = date.fromisoformat(PERSON[:8])
        months = ("Oktober", "October")
        forms = [
            day.isoformat(),
            day.strftime("%d-%m-%Y"),
            day.strftime("%d/%m/%Y"),
            *(f"{day.day} {one} {day.year}" for one in months),
        ]
        yield from (one for one in forms if one in text)


def text_of(data: bytes) -> str:
    """Return what a file says, whatever packs it."""
    if data.startswith(b"PK"):
        from io import BytesIO

        with zipfile.ZipFile(BytesIO(data)) as parts:
            told = [
                one + "\n" + _unmarked(parts.read(one).decode(errors="replace")) for one in parts.namelist()
            ]
        return "\n".join(told)
    text = data.decode("utf-8", errors="replace")
    if text.lstrip().startswith(("<!DOCTYPE", "<html")):
        return _unmarked(text)
    if text.startswith("BEGIN:VCALENDAR"):
        return text.replace("\r\n ", "")
    return re.sub(r"\\u([0-9a-f]{4})", lambda one: chr(int(one[1], 16)), text)


def _unmarked(text: str) -> str:
    return html.unescape(re.sub(r"</?(?:t|r|si|b|i|span|rPr)\b[^>]*>", "", text)) + html.unescape(
        re.sub(r"<[^>]+>", " ", text)
    )


def pages_told(told: list[str]) -> None:
    """Let `told` have the data of every printed page from now on: in the file they stand as glyphs."""
    import typst

    compile_ = typst.compile

    def kept(*places: object, **words: object) -> bytes:
        told.append(words["sys_inputs"]["book"])  # type: ignore[index]
        return compile_(*places, **words)  # type: ignore[no-any-return, call-overload]

    typst.compile = kept


def ask(kantor: Path, words: Sequence[str], form: str, target: Path) -> tuple[Ran, str]:
    """Return how the command ended and all that it wrote and said."""
    done = asn(*words, "--pseudonymize", "--format", form, "--output", target, cwd=kantor)
    made = text_of(target.read_bytes()) if target.is_file() else ""
    return done, "\n".join((made, done.out, done.err.replace(str(target), "")))


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    """Ask everything and search what comes of it."""
    kantor = office(folder, whole=not quick)
    secrets, tally = Secrets(folder / "daftar"), Tally()
    texts: dict[str, str] = {}
    printed: list[str] = []
    pages_told(printed)
    done = asn("run", cwd=kantor)
    tally.expect(done.code in (0, 1), f"run: exit {done.code}: {done.err}")
    for path in sorted((kantor / "out").rglob("*")):
        if path.is_file():
            texts[f"run {path.name}"] = path.name + "\n" + text_of(path.read_bytes())
    for name, words in QUESTIONS.items():
        for form in FORMS if not quick or name in QUICK else ("json",):
            if quick and form == "pdf":
                continue
            target = folder / f"{name}.{'txt' if form == 'table' else form}"
            done, text = ask(kantor, words, form, target)
            tally.expect(done.code in (0, 1), f"{name} {form}: exit {done.code}: {done.err[:300]}")
            texts[f"{name} {form}"] = "\n".join([text, *printed])
            printed.clear()
    for audience in ("staff", "public")[: 1 if quick else 2]:
        page = folder / f"{audience}.html"
        more = ("--audience", "public") if audience == "public" else ()
        done = asn("report", "--pseudonymize", *more, "--output", page, cwd=kantor)
        tally.expect(done.code == 0, f"report: exit {done.code}: {done.err}")
        texts[f"report {audience}"] = text_of(page.read_bytes())
    calendar = folder / "kalender.ics"
    asn("training-calendar", "--year", "2027", "--pseudonymize", "--output", calendar, cwd=kantor)
    texts["ics"] = text_of(calendar.read_bytes())
    hits = 0
    for name, text in texts.items():
        held = [*secrets.held(text), *secrets.birthday(text)]
        hits += len(held)
        tally.expect(not held, f"{name}: {held[:5]}")
    size = sum(map(len, texts.values()))
    people = {one for text in texts.values() for one in re.findall(r"\bASN-[A-Z2-7]{12}\b", text)}
    tally.expect(len(people) > 20, f"only {len(people)} pseudonyms")
    return (
        f"{len(texts)} outputs of {len(QUESTIONS) + 2} questions ({size:,} characters), {len(people)} pseudonyms, {hits} secrets",
        tally.faults,
    )


if __name__ == "__main__":
    sys.exit(main(__doc__, run))

"""How an input is mutated: bytes, XML, cells or lines, each choice drawn from the number of the input."""

import io
import random
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path

import openpyxl
from figures import SAMPLES
from planted_kinds import TABLES

from sheets.old_files import WRITERS, plain
from sheets.workbooks import write

TOKENS = (
    b"", b"0", b"-1", b"1048577", b"XFD1", b"A1", b"4294967296", b"99999999999999999999", b"1e309", b"nan", b"&#0;", b"&x;", b"<![CDATA[", b"]]>",
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"_xD800_", b"_x0000_", b"\xc3\x28", b"'", b'"', b'""', b"=1+1", b"#N/A", b"\r", b"\n\n", b";", b",", b"\t", b"|",
    "１".encode(), "\u202e".encode(), "\u2028".encode(), b"A" * 70_000, b"1" * 5_000, b'<row r="1">', b"</c>", b't="s"', b's="99"', b"true",
    b"31-02-2020", b"0000-00-00", b"198501152010011901", b"1.98E+17", b"- ", b": ", b"*a", b"&a ", b"!!python/object:os.system ", b"{", b"[", b"%",
    b"? ", b"<<: ", b"|\n", b"2026-13-45", b"1_000", b"0x1F", b"~", b"\xe2\x80\x8b",
)  # fmt: skip
LARGE = 1_500  # rows
_SHARES = {"xlsx": 46, "csv": 28, "config": 6, "standard": 10, "regulation": 4, "old": 4, "large": 2}
_TIMES = (1, 1, 1, 2, 4)  # one change is the likeliest to pass the first check and reach deeper


@dataclass
class Seeds:
    """Sound inputs by kind: (file name, content)."""

    files: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict)

    def add(self, kind: str, name: str, content: bytes) -> None:
        self.files.setdefault(kind, []).append((name, content))


def collect_seeds(folder: Path) -> Seeds:
    """Return small sound inputs: workbooks by two programs, CSV files, config, standards, regulations."""
    folder.mkdir(parents=True, exist_ok=True)
    seeds = Seeds()
    for table, kind in TABLES.items():
        rows = [
            list(kind.columns.values()),
            *([kind.row(n)[name] for name in kind.columns] for n in range(8)),
        ]
        rows[2] = [
            date(2020, 3, 1) if isinstance(value, str) and value.startswith("01-") else value
            for value in rows[2]
        ]
        content = write(
            folder / f"{table}.xlsx", [["DAFTAR CONTOH"], [], *rows], merges=("A1:C1",)
        ).read_bytes()
        seeds.add("xlsx", f"{table}.xlsx", content)
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.active["A12"] = "=A2"
        book.save(folder / f"{table}-2.xlsx")
        seeds.add("xlsx", f"{table}-2.xlsx", (folder / f"{table}-2.xlsx").read_bytes())
        for suffix, write_old in WRITERS.items():
            old = write_old(folder / f"{table}.{suffix}", plain(rows))
            seeds.add("old", old.name, old.read_bytes())
        for sep, encoding in ((",", "utf-8"), (";", "cp1252"), ("|", "utf-8-sig"), ("\t", "utf-16")):
            text = "\r\n".join(
                sep.join(f'"{value}"' if sep in str(value) else str(value or "") for value in row)
                for row in rows
            )
            seeds.add("csv", f"{table}.csv", text.encode(encoding))
    _add_large(folder, seeds)
    seeds.add("config", "config.yaml", b"agency: Contoh\nas_of: 2026-11-01\nlanguage: id\ntraining: {budget: 250000000, max_jp_per_person: 40}\n"
              b"promotion:\n  top: 5\n  weights: {kompetensi: 50, kinerja: 30}\npaths:\n  store: .asn/a.db\njobs:\n  malam:\n    - {run: import}\n"
              b"    - {run: gap, formats: [xlsx, csv]}\n")  # fmt: skip
    for path in sorted((SAMPLES / "standards").glob("*.yaml"))[:12]:
        seeds.add("standard", f"standards/{path.name}", path.read_bytes())
    law = files("asnkarier") / "regulations"
    for part in ("jabatan", "kompetensi", "kinerja", "pengembangan", "talenta"):
        for entry in sorted((law / part).iterdir(), key=lambda item: item.name)[:4]:
            seeds.add("regulation", f"regulations/{part}/{entry.name}", entry.read_bytes())
    return seeds


def _add_large(folder: Path, seeds: Seeds) -> None:
    """Add lists long enough that the arrays of the fast reader, and not only its first look, meet the damage."""
    kind = TABLES["employees"]
    rows = [
        list(kind.columns.values()),
        *([kind.row(n)[name] for name in kind.columns] for n in range(LARGE)),
    ]
    seeds.add("large", "large.xlsx", write(folder / "large.xlsx", rows).read_bytes())
    text = "\r\n".join(";".join(f'"{"" if value is None else value}"' for value in row) for row in rows)
    seeds.add("large", "large.csv", text.encode())


def mutate(seeds: Seeds, number: int) -> tuple[str, str, bytes]:
    """Return kind, file name and bytes of the mutated input with this number."""
    rng = random.Random(77_000_000 + number)
    kind = rng.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]
    name, content = rng.choice(seeds.files[kind])
    if name.endswith(".xlsx") and rng.random() < 0.7:
        return f"{kind} parts", name, _mutate_parts(content, rng)
    changed = content
    for _ in range(rng.choice(_TIMES)):
        changed = _mutate_bytes(changed, rng)
    return kind, name, changed


def _mutate_bytes(raw: bytes, rng: random.Random) -> bytes:
    if not raw:
        return rng.choice(TOKENS)
    at = rng.randrange(len(raw))
    length = min(rng.choice((1, 1, 2, 8, 64, 512)), len(raw) - at)
    what = rng.randrange(8)
    if what == 0:
        return raw[:at] + bytes([raw[at] ^ 1 << rng.randrange(8)]) + raw[at + 1 :]
    if what == 1:
        return raw[:at] + raw[at + length :]
    if what == 2:
        return raw[:at] + raw[at : at + length] * rng.choice((2, 3, 50)) + raw[at + length :]
    if what == 3:
        return raw[:at] + rng.randbytes(length) + raw[at + length :]
    if what == 4:
        return raw[:at]
    if what == 5:
        other = rng.randrange(len(raw))
        return raw[:at] + raw[other : other + length] + raw[at + length :]
    return raw[:at] + rng.choice(TOKENS) + raw[at + (length if what == 6 else 0) :]


_ATTRIBUTE = re.compile(rb'="[^"]*"')
_TEXT = re.compile(rb">[^<]+<")
_TAG = re.compile(rb"<[^>]+>")


def _mutate_parts(raw: bytes, rng: random.Random) -> bytes:
    """Change the XML inside the zip, and keep the zip itself sound."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    inner = [name for name in parts if name.startswith("xl/") and "theme" not in name]
    for _ in range(rng.choice(_TIMES)):
        name = rng.choice([*inner, *(["xl/worksheets/sheet1.xml"] * 3)])
        what = rng.random()
        if what < 0.05:
            parts.pop(name, None)
        elif what < 0.1:
            parts[rng.choice(("xl/x.xml", "../../x", "/xl/worksheets/sheet1.xml", "xl\\styles.xml", ""))] = (
                parts.get(name, b"")
            )
        elif name in parts:
            parts[name] = _mutate_xml(parts[name], rng)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name or "kosong", content)
    return packed.getvalue()


def _mutate_xml(xml: bytes, rng: random.Random) -> bytes:
    what = rng.random()
    pattern = _ATTRIBUTE if what < 0.35 else _TEXT if what < 0.6 else _TAG if what < 0.85 else None
    found = list(pattern.finditer(xml)) if pattern else []
    if not found:
        return _mutate_bytes(xml, rng)
    match = rng.choice(found)
    if pattern is _ATTRIBUTE:
        value = rng.choice((*TOKENS, *(other[0][2:-1] for other in rng.sample(found, min(3, len(found))))))
        new = b'="' + value.replace(b'"', b"").replace(b"<", b"") + b'"'
    elif pattern is _TEXT:
        new = b">" + rng.choice(TOKENS) + b"<"
    else:
        other = rng.choice(found)
        new = rng.choice((b"", match[0] * 2, other[0], match[0].replace(b"<", b"<x:"), match[0][:-1] + b"/>"))
    return xml[: match.start()] + new + xml[match.end() :]

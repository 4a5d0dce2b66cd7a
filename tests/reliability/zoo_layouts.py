"""The layouts of the zoo: what stands above, beside, between and below the same rows."""

import random
from dataclasses import dataclass, field, replace

from zoo_people import Spelling

Row = list[object]
HEADINGS: dict[str, tuple[str, ...]] = {
    "nip": ("NIP", "NIP BARU", "NIP Pegawai", "Nomor Induk Pegawai", "N I P", "nip"),
    "nama": ("NAMA", "Nama Lengkap", "Nama Pegawai", "NAMA LENGKAP (DENGAN GELAR)", "nama"),
    "tanggal_lahir": ("TANGGAL LAHIR", "Tgl. Lahir", "Tgl Lahir", "tanggal_lahir"),
    "jenis_kelamin": ("JENIS KELAMIN", "L/P", "JK", "Gender"),
    "status_asn": ("STATUS ASN", "Status Kepegawaian", "STATUS CPNS PNS", "Status Pegawai"),
    "golongan": ("GOLONGAN", "Gol. Ruang", "Pangkat/Gol. Ruang", "GOL AKHIR NAMA", "Golongan/Ruang"),
    "tmt_golongan": ("TMT GOLONGAN", "TMT Gol. Ruang", "TMT Pangkat", "tmt_golongan"),
    "jabatan": ("JABATAN", "Nama Jabatan", "JABATAN NAMA", "Jabatan Terakhir"),
    "tmt_jabatan": ("TMT JABATAN", "TMT Jab.", "Tanggal Mulai Jabatan"),
    "unit_kerja": ("UNIT KERJA", "Nama Unit Kerja", "UNOR NAMA", "Unit Organisasi", "Unit Kerja/OPD"),
    "tingkat_pendidikan": ("TINGKAT PENDIDIKAN", "Jenjang Pendidikan", "Tingkat Pendidikan Terakhir"),
}
GROUPS = (
    ("IDENTITAS", ("nip", "nama", "tanggal_lahir", "jenis_kelamin")),
    ("KEPEGAWAIAN", ("status_asn", "golongan", "tmt_golongan")),
    ("PENUGASAN", ("jabatan", "tmt_jabatan", "unit_kerja")),
)
TITLES = ("DAFTAR NOMINATIF PEGAWAI", "PEMERINTAH KOTA CONTOH", "KEADAAN PER 1 NOVEMBER 2026", "")
AXES: dict[str, tuple[str, ...]] = {
    "titles": ("1", "2", "3", "4 and a blank", "beside"),
    "header": ("two rows", "two rows unmerged", "three rows", "line ends", "no-break", "numbered", "lower", "alias 1", "alias 2", "alias 3", "dotted"),
    "numbers": ("1", "(1)", "1."),
    "column_no": ("first", "text"),
    "groups": ("in A", "merged", "in the name column"),
    "totals": ("JUMLAH", "Total", "per group"),
    "below": ("signature", "notes", "both", "printed"),
    "blank_rows": ("after three", "many", "of blanks"),
    "hidden": ("rows", "columns", "all rows"),
    "sheets": ("hidden before", "very hidden before", "empty before", "cover before", "notes after", "named oddly"),
    "order": ("reversed", "shuffled", "nip last"),
    "rows": ("reversed", "shuffled", "one twice", "all twice"),
    "extra": ("ignored", "unknown", "private", "empty"),
    "offset": ("one column", "three columns", "five rows"),
    "split": ("2 files", "3 files", "2 sheets", "3 sheets", "2 below", "2 beside"),
    "repeat_header": ("every page",),
}  # fmt: skip


# Two tables on one sheet: with other axes a page's notes or totals would stand in the middle of the other table.
ALONE = ("2 below", "2 beside")


@dataclass(frozen=True)
class Variant:
    """One member of the zoo."""

    writer: str
    spelling: Spelling
    axes: dict[str, str]
    seed: int = 0

    def but(self, **words: object) -> "Variant":
        return replace(self, **words)  # type: ignore[arg-type]

    def described(self) -> str:
        chosen = " ".join(f"{axis}={choice}" for axis, choice in self.axes.items())
        return f"{self.writer} {self.spelling.described()} {chosen}"


@dataclass
class Page:
    """A sheet to write; 0-based positions."""

    name: str
    rows: list[Row] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def dress(variant: Variant, people: list[dict[str, object]]) -> list[Page]:
    """Return the sheets that hold `people`, dressed in the variant's layout; each holds a part of them."""
    rng = random.Random(variant.seed)
    axes = variant.axes
    people = _reordered(people, axes.get("rows"), rng)
    parts = int(axes["split"][0]) if "split" in axes else 1
    step = -(-len(people) // parts)
    pages = [
        _page(f"Data {n + 1}", people[n * step : (n + 1) * step], axes, random.Random(variant.seed))
        for n in range(parts)
    ]
    return [_on_one_sheet(*pages, beside="beside" in axes["split"])] if axes.get("split") in ALONE else pages


def _on_one_sheet(page: Page, other: Page, *, beside: bool) -> Page:
    """Return two plain pages as one, with room between them."""
    if not beside:
        page.rows += [[], [], *other.rows]
        return page
    width = max(map(len, page.rows)) + 1
    for number, row in enumerate(other.rows):
        if number == len(page.rows):
            page.rows.append([])
        page.rows[number] += [None] * (width - len(page.rows[number])) + row
    return page


def _reordered(people, how, rng):
    people = list(people)
    if how == "reversed":
        people.reverse()
    elif how == "shuffled":
        rng.shuffle(people)
    elif how == "one twice":
        people.append(dict(people[2]))
    elif how == "all twice":
        people += [dict(person) for person in people]
    return people


def _page(name, people, axes, rng) -> Page:
    names = _columns(axes.get("order"), rng, header=axes.get("header", ""))
    left = {"one column": 1, "three columns": 3}.get(axes.get("offset", ""), 0)
    first = [("No", lambda n: str(n) if axes["column_no"] == "text" else n)] if "column_no" in axes else []
    extra = _extra(axes.get("extra"))
    page = Page("Daftar 'A' & B" if axes.get("sheets") == "named oddly" and name == "Data 1" else name)
    width = left + len(first) + len(names) + len(extra)
    _titles(page, axes, left)
    _header(
        page,
        axes.get("header", ""),
        left,
        [title for title, _ in first],
        names,
        [title for title, _ in extra],
    )
    header = [list(row) for row in page.rows[-1:]]
    if "numbers" in axes:
        page.rows.append([None] * left + [_counter(axes["numbers"], n) for n in range(1, width - left + 1)])
    name_column = left + len(first) + names.index("nama")
    for n, person in enumerate(people, start=1):
        _between(page, axes, n, left, width, name_column, header)
        cells = (
            [make(n) for _, make in first]
            + [person[field_name] for field_name in names]
            + [make(n) for _, make in extra]
        )
        if axes.get("hidden") == "all rows" or (axes.get("hidden") == "rows" and n % 4 == 2):
            page.hidden_rows.append(len(page.rows))
        page.rows.append([None] * left + cells)
    if axes.get("hidden") == "columns":
        page.hidden_columns += [left + len(first) + names.index("golongan"), width - 1]
    _below(page, axes, left, len(people), name_column)
    return page


def _columns(order, rng, *, header):
    names = list(HEADINGS)
    if header in ("two rows", "two rows unmerged", "three rows"):
        return names  # groups of columns stand together
    if order == "reversed":
        names.reverse()
    elif order == "shuffled":
        rng.shuffle(names)
    elif order == "nip last":
        names.append(names.pop(0))
    return names


def _extra(how):
    return {
        "ignored": [("AGAMA", lambda _: "Islam"), ("KETERANGAN", lambda _: ""), ("NIP LAMA", lambda n: f"1300{n:05d}")],
        "unknown": [("UKURAN SEPATU", lambda n: 40 + n % 4), ("WARNA", lambda _: "biru")],
        "private": [("NIK", lambda n: f"32010115018500{n:02d}"), ("ALAMAT", lambda n: f"Jl. Contoh {n}"), ("NO HP", lambda n: f"0812{n:08d}")],
        "empty": [("", lambda _: None), ("KET", lambda _: None)],
    }.get(how, [])  # fmt: skip


def _titles(page, axes, left):
    if axes.get("offset") == "five rows":
        page.rows += [[] for _ in range(5)]
    how = axes.get("titles")
    if how == "beside":
        page.rows += [[None] * left + ["DAFTAR PEGAWAI", None, None, "Lampiran 1"], []]
    elif how:
        page.rows += [[None] * left + [title] for title in TITLES[: int(how[0])]]
        page.rows += [[]] if "blank" in how else []


def _worded(name, how):
    if how.startswith("alias"):
        words = HEADINGS[name]
        return words[min(int(how[-1]), len(words) - 1)]
    text = HEADINGS[name][0]
    number = list(HEADINGS).index(name) + 1
    return {
        "line ends": text.replace(" ", "\n"), "no-break": text.replace(" ", "\u00a0\u00a0"), "numbered": f"{number}. {text}",
        "lower": f" {text.lower()} ", "dotted": f"{text}.",
    }.get(how, text)  # fmt: skip


def _header(page, how, left, first, names, extra):
    bottom = [None] * left + first + [_worded(name, how) for name in names] + extra
    if how not in ("two rows", "two rows unmerged", "three rows"):
        page.rows.append(bottom)
        return
    top: Row = [None] * len(bottom)
    height = 3 if how == "three rows" else 2
    start = len(page.rows)
    for title, members in GROUPS:
        places = [left + len(first) + names.index(name) for name in members]
        top[places[0]] = title
        if how != "two rows unmerged":
            page.merges.append((start, places[0], start, places[-1]))
    grouped = {name for _, members in GROUPS for name in members}
    alone = [
        place
        for place, title in enumerate(bottom)
        if title and not (left + len(first) <= place < left + len(first) + len(names))
    ]
    alone += [left + len(first) + place for place, name in enumerate(names) if name not in grouped]
    for place in alone:
        top[place], bottom[place] = bottom[place], None
        if how != "two rows unmerged":
            page.merges.append((start, place, start + height - 1, place))
    page.rows.append(top)
    if height == 3:
        page.rows.append([None] * len(bottom))
        for place, title in enumerate(bottom):
            if title:  # the lowest cells reach over two rows
                page.rows[-1][place] = title
                page.merges.append((start + 1, place, start + 2, place))
        bottom = [None] * len(bottom)
    page.rows.append(bottom)


def _counter(how, n):
    return {"1": n, "(1)": f"({n})", "1.": f"{n}."}[how]


def _between(page, axes, n, left, width, name_column, header):
    groups = axes.get("groups")
    if groups and n % 6 == 1:
        row: Row = [None] * width
        row[name_column if groups == "in the name column" else left] = f"DINAS CONTOH {n // 6 + 1}"
        if groups == "merged":
            page.merges.append((len(page.rows), left, len(page.rows), width - 1))
        page.rows.append(row)
    if axes.get("totals") == "per group" and n % 6 == 0:
        page.rows.append([None] * left + ["Sub Total", None, 6])
    blanks = axes.get("blank_rows")
    if (blanks == "after three" and n % 3 == 0) or (blanks == "many" and n == 4):
        page.rows += [[] for _ in range(1 if blanks == "after three" else 30)]
    if blanks == "of blanks" and n % 5 == 0:
        page.rows.append([None] * left + [" ", "\u00a0", ""])
    if axes.get("repeat_header") and n % 8 == 0 and not axes.get("header", "").endswith("rows"):
        page.rows += [list(row) for row in header]


def _below(page, axes, left, count, name_column):
    if axes.get("totals") in ("JUMLAH", "Total"):
        page.rows.append([None] * left + [axes["totals"], None, None, count])
    how = axes.get("below")
    if how in ("notes", "both"):
        page.rows += [[], [None] * left + ["Keterangan:"], [None] * left + ["data per 1 November 2026"]]
    if how in ("signature", "both"):
        away: Row = [None] * (name_column + 4)
        lines = ("Contoh, 3 November 2026", "Kepala Badan Kepegawaian", "", "", "Contoh Kepalan, S.H., M.H.", "Pembina Utama Muda",
                 "NIP. 197001011995031901")  # fmt: skip
        page.rows += [[], *([*away, line] if line else [] for line in lines)]
    if how == "printed":
        page.rows += [[None] * left + ["Dicetak tanggal 3 November 2026 halaman 1"]]

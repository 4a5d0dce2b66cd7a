"""CSV files of many desks, and other formats under a workbook's name."""

from pathlib import Path

from hostile_cases import Cases, either, exact, facts, refused
from hostile_workbooks import HEADER, OLE, ONE, TWO, pack, put

from sheets.old_files import plain, write_ods, write_xls, write_xlsb

texts = Cases()
THREE = ("198703172012012903", "Contoh Tiga, S.Kom., M.M.", "Analis SDM Aparatur Ahli Muda", "Dinas Contoh")
FOUR = ("198804182013011904", "André Muñoz", "Arsiparis Terampil", "Dinas Contoh")


def lines(*rows, sep=",", end="\r\n", quote=False) -> str:
    def cell(text: str) -> str:
        return f'"{text}"' if quote or sep in text or '"' in text or "\n" in text else text

    return end.join(sep.join(cell(text) for text in row) for row in rows) + end


def csv(name: str, expected, text: str | bytes, encoding: str = "utf-8", file: str = "a.csv") -> None:
    content = text if isinstance(text, bytes) else text.encode(encoding)
    texts.add(name, expected, lambda folder: put(folder / file, content))


for _word, _sep in (("commas", ","), ("semicolons", ";"), ("tabs", "\t"), ("pipes", "|")):
    csv(f"{_word}", facts(ONE, TWO), lines(HEADER, ONE, TWO, sep=_sep))
    csv(f"{_word}, every cell quoted", facts(ONE, THREE), lines(HEADER, ONE, THREE, sep=_sep, quote=True))
    csv(f"{_word}, Unix line ends", facts(ONE, TWO), lines(HEADER, ONE, TWO, sep=_sep, end="\n"))
    csv(f"{_word}, old Mac line ends", facts(ONE, TWO), lines(HEADER, ONE, TWO, sep=_sep, end="\r"))
    csv(f"{_word}, UTF-16", facts(ONE, FOUR), lines(HEADER, ONE, FOUR, sep=_sep), "utf-16")
    csv(f"{_word}, cp1252", facts(ONE, FOUR), lines(HEADER, ONE, FOUR, sep=_sep), "cp1252")
    csv(f"sep= line, {_word}", facts(ONE, TWO), f"sep={_sep}\r\n" + lines(HEADER, ONE, TWO, sep=_sep))

csv("byte order mark", facts(ONE, FOUR), lines(HEADER, ONE, FOUR), "utf-8-sig")
csv("byte order mark before a quote", facts(ONE), lines(HEADER, ONE, quote=True), "utf-8-sig")
csv("UTF-16 without a mark, little end first", facts(ONE), lines(HEADER, ONE), "utf-16-le")
csv("UTF-16 without a mark, big end first", facts(ONE), lines(HEADER, ONE), "utf-16-be")
csv("CSV named .xls", facts(ONE), lines(HEADER, ONE, sep=";"), file="a.xls")
csv("CSV named .xlsx", facts(ONE), lines(HEADER, ONE, sep=";"), file="a.xlsx")
csv("TSV named .txt", facts(ONE), lines(HEADER, ONE, sep="\t"), file="a.txt")
csv("only a byte order mark", refused("BERKAS-KOSONG"), b"\xef\xbb\xbf \r\n")
csv("only line ends", refused("BERKAS-KOSONG"), b"\r\n\r\n\n")
csv("only blanks, UTF-16", refused("BERKAS-KOSONG"), " \r\n", "utf-16")
csv("one word", refused("KEPALA-TIADA"), "halo")
csv("a header and nothing below", facts(), lines(HEADER))
csv(
    "a newline inside quotes",
    facts((ONE[0], "Contoh Satu", *ONE[2:]), TWO),
    lines(HEADER, (ONE[0], "Contoh\nSatu", *ONE[2:]), TWO),
)
csv(
    "quotes inside quotes",
    facts((ONE[0], 'Contoh "Satu"', *ONE[2:])),
    f'NIP,NAMA,JABATAN,UNIT KERJA\n{ONE[0]},"Contoh ""Satu""",{ONE[2]},{ONE[3]}\n',
)
csv(
    "quotes that nobody escaped",
    facts((ONE[0], 'Contoh "Satu"', *ONE[2:]), TWO),
    f'NIP|NAMA|JABATAN|UNIT KERJA\n{ONE[0]}|Contoh "Satu"|{ONE[2]}|{ONE[3]}\n' + lines(TWO, sep="|"),
)
csv(
    "a quotation mark that is never closed",
    refused("CSV-KUTIP"),
    f'NIP,NAMA,JABATAN,UNIT KERJA\n{ONE[0]},"Contoh Satu,{ONE[2]},{ONE[3]}\n{TWO[0]},a,b\nc\nd,e\n',
)
csv(
    "decimal comma between semicolons",
    facts((ONE[0], "integritas", 2.5), (ONE[0], "kerja_sama", 3.25), fields="nip kompetensi level"),
    f"NIP;Kompetensi;Level\n{ONE[0]};Integritas;2,5\n{ONE[0]};Kerja Sama;3,25\n",
)
csv(
    "decimal comma between quotes",
    facts((ONE[0], "integritas", 2.5), fields="nip kompetensi level"),
    f'NIP,Kompetensi,Level\n{ONE[0]},Integritas,"2,5"\n',
)
csv(
    "ragged rows, cells missing at the end",
    facts(ONE, told={"KOSONG-WAJIB": ["D3"]}),
    lines(HEADER, ONE, TWO[:3]),
)
csv(
    "ragged rows, cells too many",
    facts(ONE, TWO, told={"BARIS-PANJANG": ["D3"]}),
    lines(HEADER, ONE, (*TWO, "", "lebih")),
)
csv(
    "ragged rows, a trailing separator in one",
    facts(ONE, TWO, told={"BARIS-PANJANG": ["D3"]}),
    lines(HEADER, ONE, (*TWO, "")),
)
csv("a trailing separator in all rows", facts(ONE, TWO), lines((*HEADER, ""), (*ONE, ""), (*TWO, "")))
csv(
    "a name whose comma nobody quoted",
    facts(ONE, told={"BARIS-LEBAR": ["E3"]}),
    lines(HEADER, ONE) + f"{TWO[0]},Contoh Dua, S.Pd,{TWO[2]},{TWO[3]}\r\n",
)
csv("blank lines between", facts(ONE, TWO), lines(HEADER, ONE) + "\r\n\r\n" + lines(TWO))
csv("lines of separators only", facts(ONE, TWO), lines(HEADER, ONE) + ",,,\r\n" + lines(TWO))
csv(
    "titles before the header",
    facts(ONE),
    "DAFTAR PEGAWAI\r\nKota Contoh\r\n\r\n" + lines(HEADER, ONE, sep=";"),
)
csv(
    "totals and a note below",
    facts(ONE, TWO),
    lines(HEADER, ONE, TWO, ("JUMLAH", "", "", "2")) + "\r\nCatatan: contoh\r\n",
)
csv(
    "NIP with an apostrophe, as SIASN writes it", facts(ONE), lines(HEADER, (f"'{ONE[0]}", *ONE[1:]), sep="|")
)
csv(
    'NIP as ="…"',
    facts(ONE, told={"CSV-KUTIP-LEPAS": ["A2"]}),
    lines(HEADER, (f'="{ONE[0]}"', *ONE[1:])),
)
csv(
    "NIP as 1,98501E+17",
    facts(TWO, told={"SEL-NIP-ILMIAH": ["A2"]}),
    lines(HEADER, ("1,98501E+17", *ONE[1:]), TWO, sep=";"),
)
csv(
    "NIP as 1.98501E+17",
    facts(TWO, told={"SEL-NIP-ILMIAH": ["A2"]}),
    lines(HEADER, ("1.98501E+17", *ONE[1:]), TWO),
)
csv(
    "NIPs whose last digits a spreadsheet zeroed",
    facts(told={"NIP-NOL": ["A2", "A3"]}),
    lines(HEADER, ("198501152010011000", *ONE[1:]), ("198602162011012000", *TWO[1:])),
)
csv("#N/A in a name", facts(TWO, told={"SEL-GALAT": ["B2"]}), lines(HEADER, (ONE[0], "#N/A", *ONE[2:]), TWO))
csv("spellings of nothing", facts((*ONE, None), (*TWO, None), fields="nip nama jabatan unit_kerja golongan"),
    lines([*HEADER, "GOLONGAN"], (*ONE, "null"), (*TWO, "-")))  # fmt: skip
csv("NUL bytes between cells", either(refused("BERKAS-ASING", "KEPALA-TIADA", "KEPALA-MIRIP"), facts(ONE)),
    lines(HEADER, ONE).encode().replace(b",", b",\0"))  # fmt: skip
csv("a NUL byte inside a NIP", either(refused("BERKAS-ASING"), facts(TWO, told={"NIP-BENTUK": ["A2"]})),
    lines(HEADER, ("198501\x00152010011901", *ONE[1:]), TWO))  # fmt: skip
csv(
    "one cell of two million characters",
    either(facts((ONE[0], "x" * 2_000_000, *ONE[2:])), refused("CSV-KUTIP", "BERKAS-BESAR")),
    lines(HEADER, (ONE[0], "x" * 2_000_000, *ONE[2:])),
)
csv(
    "five thousand columns",
    facts(ONE),
    lines([*HEADER, *(f"K{n}" for n in range(5000))], [*ONE, *["x"] * 5000]),
)
csv(
    "forty rows of four thousand words and no header",
    refused("KEPALA-TIADA"),
    lines(*([f"kata {row} {n}" for n in range(4000)] for row in range(40))),
)
csv(
    "mixed line ends",
    facts(ONE, TWO, THREE),
    "NIP;NAMA;JABATAN;UNIT KERJA\r" + ";".join(ONE) + "\n" + ";".join(TWO) + "\r\n" + ";".join(THREE),
)
csv("no line end at the end", facts(ONE), lines(HEADER, ONE).rstrip("\r\n"))
csv("a control-Z at the end", facts(ONE), lines(HEADER, ONE) + "\x1a")
csv(
    "broken UTF-8 in one name",
    facts((ONE[0], "Andr� X".replace("�", "é"), *ONE[2:])),
    lines(HEADER, (ONE[0], "André X", *ONE[2:])).encode("cp1252"),
)
csv(
    "exact cells of a CSV",
    exact({"A1": ("t", "a"), "B1": ("t", " b "), "A2": ("t", "01"), "B2": ("e", "#REF!")}, sheet=""),
    "a, b \r\n01,#REF!\r\n",
)

# ── other formats: each is read exactly, or refused by its name ──────────────────────────────────────────────────────
TABLE_HTML = (
    "<tr>"
    + "".join(f"<th>{text}</th>" for text in HEADER)
    + "</tr><tr>"
    + "".join(f"<td>{text}</td>" for text in ONE)
    + "</tr>"
)
for _name, _html in (
    ("HTML table named .xls", f"<html><body><table>{TABLE_HTML}</table></body></html>"),
    ("HTML after a blank line and a comment", f"\n<!-- x --><TABLE border=1>{TABLE_HTML}</TABLE>"),
    ("XHTML named .xls", f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><table>{TABLE_HTML}</table></body></html>"),
    ("HTML with a byte order mark", f"\ufeff<html><table>{TABLE_HTML}</table></html>"),
):  # fmt: skip
    csv(_name, facts(ONE), _html, file="a.xls")
csv("web page without a table", either(refused("BERKAS-HTML"), refused("KEPALA-TIADA"), refused("LEMBAR-KOSONG")),
    "<html><body><p>Masuk dahulu</p></body></html>", file="a.xls")  # fmt: skip
csv("OLE file that is no workbook", refused("BERKAS-XLS", "BERKAS-RUSAK", "BERKAS-ASING"), OLE, file="a.xls")
csv(
    "bare BIFF head",
    refused("BERKAS-XLS", "BERKAS-RUSAK", "BERKAS-ASING"),
    b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 40,
    file="a.xls",
)
texts.add(
    "binary workbook without content",
    refused("BERKAS-XLSB", "BERKAS-RUSAK"),
    lambda folder: pack(folder / "a.xlsb", {"xl/workbook.bin": b"x"}),
)
texts.add(
    "OpenDocument without content",
    refused("BERKAS-ODS", "BERKAS-RUSAK"),
    lambda folder: pack(
        folder / "a.ods",
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"},
    ),
)


for _name, _file, _write in (
    ("old workbook (.xls)", "a.xls", write_xls),
    ("binary workbook (.xlsb)", "a.xlsb", write_xlsb),
    ("OpenDocument (.ods)", "a.ods", write_ods),
):
    texts.add(
        _name,
        facts(ONE, TWO),
        lambda folder, write=_write, file=_file: write(folder / file, plain([HEADER, list(ONE), list(TWO)])),
    )
    texts.add(
        f"{_name} named .xlsx",
        facts(ONE, TWO),
        lambda folder, write=_write: write(folder / "a.xlsx", plain([HEADER, list(ONE), list(TWO)])),
    )
    texts.add(
        f"{_name} with a NIP as a number",
        facts(TWO, told={"SEL-NIP-ANGKA": ["A2"]}),
        lambda folder, write=_write, file=_file: write(
            folder / file, plain([HEADER, [float(ONE[0]), *ONE[1:]], list(TWO)])
        ),
    )
    for _tenth in (2, 5, 8):
        texts.add(
            f"{_name} cut after {_tenth} tenths",
            refused("BERKAS-RUSAK", "BERKAS-XLS", "BERKAS-TERKUNCI", "BERKAS-GALAT-BACA"),
            lambda folder, write=_write, file=_file, tenth=_tenth: put(
                folder / file,
                (raw := write(folder / f"utuh-{file}", plain([HEADER, list(ONE), list(TWO)])).read_bytes())[
                    : len(raw) * tenth // 10
                ],
            ),
        )


@texts("a folder named .xlsx", refused("BERKAS-BACA"))
def _(folder: Path) -> Path:
    (folder / "a.xlsx").mkdir()
    return folder / "a.xlsx"


texts.add("a file that is not there", refused("BERKAS-BACA"), lambda folder: folder / "tiada.xlsx")

"""Workbooks for tests: written by libraries, or byte by byte where no library would write them."""

import zipfile
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipInfo

import xlsxwriter

from asnkarier.sheets.reading import ReadOptions, SheetReading, Vocabulary, read_table

AS_OF = date(2026, 11, 21)
KOMPETENSI = {
    "Integritas": "integritas",
    "Kerja Sama": "kerja_sama",
    "Komunikasi": "komunikasi",
    "Orientasi pada Hasil": "orientasi_pada_hasil",
    "Pelayanan Publik": "pelayanan_publik",
    "Pengembangan Diri dan Orang Lain": "pengembangan_diri_dan_orang_lain",
    "Mengelola Perubahan": "mengelola_perubahan",
    "Pengambilan Keputusan": "pengambilan_keputusan",
    "Perekat Bangsa": "perekat_bangsa",
    "Manajemen SDM Aparatur": "teknis/manajemen_sdm_aparatur",
    "Kemampuan Intelektual": "potensi/kemampuan_intelektual",
    "M.1": "integritas",
}
PUNISHMENTS = {"TEGURAN TERTULIS": "ringan", "PENURUNAN JABATAN SETINGKAT LEBIH RENDAH": "berat"}
VOCABULARY = Vocabulary(
    KOMPETENSI, (0, 5), ("Meninggal dunia",), PUNISHMENTS, posts=lambda: {"CAMAT": "Camat"}
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHARED = Path(__file__).parents[2].parent / "shared"


def nip(number: int, *, birth: str = "19850115", start: str = "201001", sex: str = "1") -> str:
    """Return an invented NIP: the birthday moves with the number, the sequence stays at 900 or more."""
    year = 1965 + number // 100 % 35
    day = f"{year}{number // 9 % 12 + 1:02d}{number % 28 + 1:02d}" if birth == "19850115" else birth
    return f"{day}{start}{sex}{900 + number % 100}"


def options(**words) -> ReadOptions:
    return ReadOptions(**{"as_of": AS_OF} | words)


def read(path: Path, **words) -> SheetReading:
    return read_table(path, vocabulary=VOCABULARY, options=options(**words))


def codes(reading: SheetReading) -> dict[str, int]:
    found: dict[str, int] = {}
    for problem in reading.problems:
        found[problem.code] = found.get(problem.code, 0) + 1
    return found


def places(reading: SheetReading, code: str) -> list[str]:
    return [problem.location.cell or "" for problem in reading.problems if problem.code == code]


def write(path: Path, rows, *, sheet: str = "Sheet1", merges=(), **workbook_options) -> Path:
    """Write rows with XlsxWriter: text as text, numbers as numbers, None as nothing."""
    with xlsxwriter.Workbook(path, workbook_options) as book:
        page = book.add_worksheet(sheet)
        dates = book.add_format({"num_format": "dd-mm-yyyy"})
        for area in merges:
            page.merge_range(area, "")
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(y, x, value)
                elif isinstance(value, date):
                    page.write_datetime(y, x, value, dates)
                elif value is not None:
                    page.write(y, x, value)
    return path


def write_csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def sheet_xml(rows: str, *, ns: str = MAIN, extra: str = "", head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{ns}">{head}'
        f"<sheetData>{rows}</sheetData>{extra}</worksheet>"
    )


def inline(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def raw_parts(
    sheet: str, *, ns: str = MAIN, relations: str = RELATIONS, **more: str | None
) -> dict[str, str]:
    """Return the parts of a small workbook. Keywords replace or add parts: `styles`, `shared`, `workbook_pr`, `states`."""
    states = more.get("state") or ""
    parts = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{ns}" xmlns:r="{relations}">{more.get("workbook_pr") or ""}'
        f'<sheets><sheet name="Data" sheetId="1" {states} r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="{more.get("target") or "worksheets/sheet1.xml"}"/>'
        + (
            f'<Relationship Id="rId2" Type="{relations}/styles" Target="styles.xml"/>'
            if more.get("styles")
            else ""
        )
        + f'<Relationship Id="rId3" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    if more.get("styles"):
        parts["xl/styles.xml"] = str(more["styles"])
    if more.get("shared"):
        parts["xl/sharedStrings.xml"] = str(more["shared"])
    return parts


def pack(path: Path, parts: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo("placeholder", (2026, 1, 1, 0, 0, 0))
            entry.filename = (
                name  # set afterwards, so that odd names such as back-slashed ones stay as they are
            )
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return path


def raw_xlsx(path: Path, sheet: str, **more) -> Path:
    return pack(path, raw_parts(sheet, **more))

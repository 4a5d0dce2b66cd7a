"""Workbooks and folders of job standards for tests; every position is invented."""

from pathlib import Path

from openpyxl import Workbook

from asnkarier.yamltext import fresh

LAW = (
    "integritas", "kerja_sama", "komunikasi", "orientasi_pada_hasil", "pelayanan_publik",
    "pengembangan_diri_dan_orang_lain", "mengelola_perubahan", "pengambilan_keputusan", "perekat_bangsa",
)  # fmt: skip


def empty_office(folder: Path, standards: dict[str, str] | None = None) -> Path:
    """Write a workspace without any standard but those given: file name -> text."""
    (folder / "standards").mkdir(parents=True)
    (folder / "config.yaml").write_text("agency: Kantor Contoh\nas_of: 2026-11-01\n", encoding="utf-8")
    for name, text in (standards or {}).items():
        (folder / "standards" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def workbook(path: Path, *sheets: tuple[str, list[list[object]]], merges: tuple[str, ...] = ()) -> Path:
    """Write a workbook: name and rows of each sheet; the merged ranges are those of the first one."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for area in merges:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def files(office: Path) -> dict[str, bytes]:
    """Return the files of the standards by name."""
    folder = office / "standards"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def standard(jabatan: object, kelompok: str = "pengawas", level: int = 2, **more: object) -> str:
    """Return the text of a standard."""
    competencies = dict.fromkeys(LAW, level) | dict(more.pop("kompetensi", {}))
    return fresh({"jabatan": jabatan, "kelompok": kelompok, "kompetensi": competencies, **more})

"""Workbooks are packed quickly: a third more bytes than zlib's usual level, for a third of its time."""

from typing import Any, Final, Literal
from zipfile import ZipFile, ZipInfo

import xlsxwriter.workbook

LEVEL: Final = 2


class QuickWorkbook(xlsxwriter.workbook.Workbook):  # type: ignore[misc]  # XlsxWriter has no types
    """A workbook whose file is packed at `LEVEL`; XlsxWriter leaves no choice of it."""

    def _store_workbook(self) -> None:
        usual, xlsxwriter.workbook.ZipFile = xlsxwriter.workbook.ZipFile, _QuickZip
        try:
            super()._store_workbook()
        finally:
            xlsxwriter.workbook.ZipFile = usual


class _QuickZip(ZipFile):
    def __init__(self, file: Any, mode: Literal["w"], compression: int, allowZip64: bool) -> None:  # noqa: N803
        super().__init__(file, mode, compression, allowZip64, LEVEL)

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Write a part; one that comes with a ZipInfo does not take the level of the file by itself."""
        level = LEVEL if compresslevel is None else compresslevel
        super().writestr(zinfo_or_arcname, data, compress_type, level)

"""Problem codes of files that cannot be read, or only in part: code -> (sentence, remedy)."""

from typing import Final

from asnkarier.model.messages import N_

FILE_CODES: Final[dict[str, tuple[str, str]]] = {
    "BERKAS-BACA": (
        N_("the file cannot be read: {reason}"),
        N_("check the path and your permission to read the file"),
    ),
    "BERKAS-KOSONG": (N_("the file is empty"), N_("export it again, or choose the file that holds the data")),
    "BERKAS-KUNCI-EXCEL": (
        N_("this is the lock file that Excel keeps beside an open workbook, not the workbook"),
        N_("choose the file without ~$ in front of its name"),
    ),
    "BERKAS-BESAR": (
        N_("the file is larger than this program reads (limit {limit})"),
        N_("split the data over several files"),
    ),
    "BERKAS-TERKUNCI": (
        N_("the workbook is locked with a password"),
        N_("open it in a spreadsheet program, remove the password and save it"),
    ),
    "BERKAS-RUSAK": (N_("the file is damaged: {reason}"), N_("copy or export the file again")),
    "BERKAS-XLS": (
        N_("the old .xls workbook cannot be read: {reason}"),
        N_("open it in a spreadsheet program and save it as .xlsx"),
    ),
    "BERKAS-XLSB": (
        N_("the binary .xlsb workbook cannot be read: {reason}"),
        N_("open it in a spreadsheet program and save it as .xlsx"),
    ),
    "BERKAS-ODS": (
        N_("the OpenDocument workbook cannot be read: {reason}"),
        N_("open it in a spreadsheet program and save it as .xlsx"),
    ),
    "BERKAS-SELISIH": (
        N_("two ways of reading the cell {address} give different things, so neither is trusted"),
        N_("open it in a spreadsheet program and save it as .xlsx"),
    ),
    "BERKAS-XML2003": (
        N_("the workbook in the XML of Excel 2003 cannot be read: {reason}"),
        N_("open it in a spreadsheet program and save it as .xlsx"),
    ),
    "BERKAS-MEMORI": (
        N_("reading the file needs more memory than it is given ({limit} bytes)"),
        N_("open it in a spreadsheet program, delete what lies far outside the table and save it as .xlsx"),
    ),
    "BERKAS-WAKTU": (
        N_("reading the file was not done after {seconds} seconds"),
        N_("open it in a spreadsheet program and save it as .xlsx"),
    ),
    "BERKAS-PEMBACA": (
        N_("reading the file broke off ({reason}); nothing was taken from it"),
        N_("open it in a spreadsheet program and save it as .xlsx"),
    ),
    "BERKAS-HTML": (
        N_("the file is a web page without a table"),
        N_("export it again, or choose the file that holds the data"),
    ),
    "BERKAS-HTML-DALAM": (
        N_("the web page has more than {limit} tables inside each other"),
        N_("open it in a spreadsheet program, format the NIP column as text and save it as .xlsx"),
    ),
    "BERKAS-ASING": (
        N_("the file is no spreadsheet and no CSV ({format})"),
        N_("give a workbook (.xlsx, .xls, .xlsb, .ods), a web page with a table or a CSV file"),
    ),
    "ZIP-BAGIAN": (N_("the workbook has {parts} parts, more than {limit}"), N_("save the workbook anew")),
    "ZIP-BOM": (
        N_("{part} unpacks to more than {ratio} times its size, as a zip bomb does"),
        N_("do not open the file; ask its sender for a new one"),
    ),
    "XLSX-XML": (
        N_("{part} is not well-formed at line {line}: {reason}"),
        N_("open the workbook in a spreadsheet program and save it anew"),
    ),
    "XLSX-DOCTYPE": (
        N_("{part} declares a document type or entities, which no spreadsheet program writes"),
        N_("do not open the file; ask its sender for a new one"),
    ),
    "XLSX-ALAMAT": (
        N_("the cell address {address} is impossible or occurs twice, so its row is not certain"),
        N_("open the workbook in a spreadsheet program and save it anew"),
    ),
    "XLSX-JENIS-SEL": (
        N_("a cell has the unknown type {type}"),
        N_("open the workbook in a spreadsheet program and save it anew"),
    ),
    "XLSX-TEKS-BERSAMA": (
        N_("a cell refers to the shared text {index}, which does not exist"),
        N_("open the workbook in a spreadsheet program and save it anew"),
    ),
    "CSV-KUTIP": (
        N_("quotation marks do not match, so the rows cannot be told apart: {reason}"),
        N_("close or remove the stray quotation mark"),
    ),
    "CSV-KUTIP-LEPAS": (
        N_("a quotation mark inside the text is taken as part of it"),
        N_("check the cell; inside a quoted text a quotation mark is written twice"),
    ),
    "CSV-CP1252": (
        N_("the file is not UTF-8; it was read as {encoding}"),
        N_("check names with accents, or save the file as CSV UTF-8"),
    ),
}

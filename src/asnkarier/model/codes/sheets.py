"""Problem codes of sheets: code -> (sentence, remedy)."""

from typing import Final

from asnkarier.model.codes.doubts import DOUBT_CODES
from asnkarier.model.codes.files import FILE_CODES
from asnkarier.model.messages import N_

_UNKNOWN_STANDING: Final = N_(
    "{value} is no kedudukan hukum that is known; kept, and whoever has it counts as if it were empty"
)
_HEADERS: Final[dict[str, tuple[str, str]]] = {
    "LEMBAR-TIADA": (
        N_("there is no sheet {sheet}; the file has: {sheets}"),
        N_("name one of the sheets with --sheet"),
    ),
    "LEMBAR-KEMBAR": (
        N_("two sheets of the workbook bear the same name, so nobody can say which one a row came from"),
        N_("open the workbook in a spreadsheet program, rename one of them and save it"),
    ),
    "LEMBAR-KOSONG": (
        N_("the sheet {sheet} is empty"),
        N_("name the sheet that holds the data with --sheet"),
    ),
    "LEMBAR-LAIN": (
        N_("only the sheet {sheet} was read; these hold a whole table too: {others}"),
        N_("import them one by one with --sheet"),
    ),
    "KEPALA-TIADA": (
        N_("no header was found in the first rows; known headings there: {found}"),
        N_("name the row of the header with --header-row, or the columns with --map"),
    ),
    "KEPALA-MIRIP": (
        N_("no header was found; row {row} may be one, as its headings are near to known ones: {headings}"),
        N_("name the row with --header-row {row}, and the columns with --map"),
    ),
    "KEPALA-SATU-SEL": (
        N_("all values of a row stand together in one cell, with {delimiter} between them"),
        N_("split the cells into columns (Text to Columns), or import the file that they came from"),
    ),
    "KEPALA-BARIS": (
        N_("row {row} holds nothing that could be a header"),
        N_("name another row with --header-row"),
    ),
    "KEPALA-JENIS-RAGU": (
        N_("the headings fit more than one kind of table: {kinds}"),
        N_("say which one it is with --as"),
    ),
    "KOLOM-WAJIB": (
        N_(
            "there is no column {heading}, which {kind} needs ({field}); headings found: {headings}; nearest: {nearest}"
        ),
        N_('name the column with --map "COLUMN={field}", or the kind with --as'),
    ),
    "TAHUN-TIADA": (
        N_(
            "neither a column nor the title says of which year these appraisals are; headings found: {headings}"
        ),
        N_('say the year with --period, or name its column with --map "COLUMN=tahun"'),
    ),
    "KOLOM-GANDA": (
        N_("columns {first} and {second} both mean {field} and hold different values"),
        N_('say which one counts with --map "COLUMN={field}"'),
    ),
    "KOLOM-KEMBAR": (N_("columns {first} and {second} are the same; {first} is read"), ""),
    "KOLOM-LEBIH": (
        N_("{heading} also means {field}; column {column} ({chosen}) is read"),
        N_('choose the other one with --map "COLUMN={field}"'),
    ),
    "KOLOM-HASIL": (
        N_(
            "the totals of the assessment centre ({headings}) are left out, as this table is read as levels of competencies"
        ),
        N_("import the file once more for them: asn import FILE --as assessment_results"),
    ),
    "KOLOM-CADANGAN": (
        N_("there is no better column for {field}, so {heading} is read"),
        N_('choose another one with --map "COLUMN={field}"'),
    ),
    "KOLOM-GABUNGAN": (
        N_("the column {heading} holds two things in one cell and is not read"),
        N_("split it into two columns"),
    ),
    "KOLOM-DIBAGI": (
        N_("the column {heading} holds two things in one cell; both are read from it: {fields}"),
        "",
    ),
    "KOLOM-MIRIP": (
        N_("{heading} was read as {name} (certainty {certainty} %)"),
        N_("correct the heading, or leave the column out with --map"),
    ),
    "KOLOM-USUL": (
        N_("{heading} was not read; it may mean {name} (certainty {certainty} %)"),
        N_("correct the heading, or name it with --map"),
    ),
    "KOLOM-TEKNIS": (
        N_("{heading} is kept as a technical competency of the agency ({kompetensi}); nothing names it yet"),
        N_(
            "let a standard ask for it, or write the name in kompetensi.yaml under the competency that it means; leave the column out with --map"
        ),
    ),
    "KOLOM-BUKAN-LEVEL": (
        N_("{heading} was not kept as a competency: this cell is no level from {lowest} to {highest}"),
        N_('correct the cell, or name the competency with --map "COLUMN=teknis/name"'),
    ),
    "KOLOM-BUKAN-NAMA": (
        N_("{heading} holds levels, but its heading is not the name of a competency; it was not kept"),
        N_('name the competency with --map "COLUMN=teknis/name"'),
    ),
    "PETA-KOLOM": (
        N_("--map names the column {column}, found {count} times; headings: {headings}"),
        N_("write the heading exactly, or the letters of the column"),
    ),
    "PETA-FIELD": (
        N_("--map names the field {field}, which this kind does not have"),
        N_("use one of: {fields}"),
    ),
}
_ROWS: Final[dict[str, tuple[str, str]]] = {
    "BARIS-GANDA": (N_("the row repeats {other} word for word"), ""),
    "BARIS-BERTENTANGAN": (
        N_("the row and {other} speak of the same thing and differ in {fields}"),
        N_("keep the right row and delete the other"),
    ),
    "BARIS-LEBAR": (
        N_("the row has {cells} cells, the header {headings} headings: its cells may have shifted"),
        N_("put quotation marks around a value that holds the delimiter"),
    ),
    "BARIS-PANJANG": (
        N_("the row has {cells} fields, more than the others: its cells may have shifted"),
        N_("compare it with the headings; put quotation marks around a value that holds the delimiter"),
    ),
    "BARIS-TERSEMBUNYI": (N_("{rows} hidden rows were read too"), N_("delete them if they are not meant")),
    "KOSONG-WAJIB": (N_("{field} is empty"), N_("fill in the cell")),
    "PENILAIAN-KOSONG": (N_("the person has no appraisal result in this row"), ""),
    "ASESMEN-KOSONG": (N_("the person has no level in this row"), ""),
    "KREDIT-KOSONG": (N_("the person has no credit points in this row"), ""),
    "HASIL-KOSONG": (N_("the person has no result of an assessment in this row"), ""),
}
_CELLS: Final[dict[str, tuple[str, str]]] = {
    "SEL-NIP-ANGKA": (
        N_("the NIP is stored as a number ({value}); its last digits are lost"),
        N_("format the column as text, then fill in the NIP again from its source"),
    ),
    "SEL-NIP-ILMIAH": (
        N_("the NIP is written as {value}; its last digits are lost"),
        N_("format the column as text, then fill in the NIP again from its source"),
    ),
    "SEL-GALAT": (N_("the cell holds the error {value}"), N_("correct the formula or type the value")),
    "SEL-RUMUS": (
        N_("the cell holds a formula whose result was never saved"),
        N_("open the workbook in a spreadsheet program, let it calculate, and save it"),
    ),
    "SEL-JENIS": (N_("the cell holds a truth value ({value})"), N_("type the value as text")),
    "SEL-JADI-TANGGAL": (
        N_("the spreadsheet has turned this cell into a date ({value})"),
        N_("format the cell as text and type it again"),
    ),
    "SEL-ANGKA-PANJANG": (
        N_("the code is stored as the number {value}; digits may be lost"),
        N_("format the column as text, then fill in the code again"),
    ),
}
_NIPS: Final[dict[str, tuple[str, str]]] = {
    "NIP-BENTUK": (N_("{value} is not a NIP of 18 digits"), N_("correct the NIP")),
    "NIP-LAMA": (N_("{value} is an old NIP of 9 digits"), N_("fill in the NIP of 18 digits")),
    "NIP-NIK": (
        N_("{value} has 16 digits, as a citizen number (NIK) has"),
        N_("fill in the NIP of 18 digits"),
    ),
    "NIP-TANGGAL": (N_("{value} begins with no real date of birth"), N_("correct the first eight digits")),
    "NIP-TMT": (N_("{value} holds no month of appointment in digits 13 and 14"), N_("correct the NIP")),
    "NIP-KELAMIN": (N_("digit 15 of {value} is neither 1 (male) nor 2 (female)"), N_("correct the NIP")),
    "NIP-NOL": (
        N_("{value} and other NIPs here end in 000: a spreadsheet has zeroed their last digits"),
        N_("fill in the NIPs again from their source, in a column formatted as text"),
    ),
    "NIP-URUT": (N_("{value} ends in 000, which is no sequence number"), N_("check the last three digits")),
    "NIP-USIA": (N_("by {value} the person would be {age} years old"), N_("check the date of birth")),
    "NIP-TMT-USIA": (N_("by {value} the person was appointed at the age of {age}"), N_("check the NIP")),
    "NIP-TMT-DEPAN": (N_("by {value} the person is appointed in the future ({year})"), N_("check the NIP")),
    "NIP-LAHIR-BEDA": (
        N_("date of birth {value} differs from the NIP {nip}"),
        N_("check which one is right"),
    ),
    "NIP-KELAMIN-BEDA": (N_("sex {value} differs from the NIP {nip}"), N_("check which one is right")),
    "NIP-STATUS-BEDA": (N_("status {value} differs from the NIP {nip}"), N_("check which one is right")),
    "NIP-GOLONGAN-BEDA": (
        N_("golongan {value} does not go with the NIP {nip} (PNS and PPPK have different ones)"),
        N_("check which one is right"),
    ),
}
_DATES_AND_NUMBERS: Final[dict[str, tuple[str, str]]] = {
    "TANGGAL-BENTUK": (N_("{value} is not a date"), N_("write it as 31-12-2024")),
    "TANGGAL-MUSTAHIL": (N_("there is no such date: {value}"), N_("write day, month, year: 31-12-2024")),
    "TANGGAL-TAHUN-PENDEK": (
        N_("the year of {value} does not have four digits"),
        N_("write the whole year: 31-12-2024"),
    ),
    "TANGGAL-RANCU": (
        N_(
            "{value} may be {first} or {second}: the other dates of the column show that day and month were exchanged"
        ),
        N_("write day, month, year throughout the column: 31-12-2024"),
    ),
    "TANGGAL-DUA": (N_("{value} holds more than one date"), N_("leave one date in the cell")),
    "TANGGAL-SERIAL": (N_("the number {value} is no day"), N_("write the date as 31-12-2024")),
    "TANGGAL-SERIAL-TEKS": (
        N_("{value} was read as the number of a day, counted from 1900"),
        N_("write the date as 31-12-2024"),
    ),
    "TANGGAL-TAMBAHAN": (N_("only the date of {value} is kept"), ""),
    "TAHUN-BENTUK": (N_("{value} is not a year"), N_("write four digits: 2024")),
    "ANGKA-BENTUK": (N_("{value} is not a number"), N_("write digits, with a comma before decimals")),
    "ANGKA-RANCU": (
        N_("{value} may mean {whole} or the decimal number {decimal}"),
        N_("write 1500 or 1,5, without a separator before three digits"),
    ),
    "ANGKA-BULAT": (N_("{value} is not a whole number"), N_("write a whole number")),
    "ANGKA-PERSEN": (
        N_("{value} is a percentage, which this column does not hold"),
        N_("write the number itself"),
    ),
    "ANGKA-RENTANG": (N_("the number {value} is negative or too large"), N_("correct the number")),
    "LEVEL-BENTUK": (N_("{value} is not a level"), N_("write a number, with a comma before decimals")),
    "LEVEL-PECAHAN": (
        N_("level {value} lies between 0 and 1 and may be a percentage"),
        N_("check that the column holds levels"),
    ),
    "LEVEL-RENTANG": (
        N_("level {value} is outside the scale from {lowest} to {highest}"),
        N_("correct the level"),
    ),
    "YA-TIDAK": (N_("{value} is neither yes nor no"), N_("write 1 or 0")),
}
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "KELAMIN-ASING": (N_("{value} is no sex"), N_("write L or P")),
    "KELAMIN-RANCU": (
        N_("P may mean Pria or Perempuan here, as the column has W and L too"),
        N_("write L or P throughout the column"),
    ),
    "STATUS-ASING": (
        N_("{value} is no status"),
        N_('write PNS, CPNS or PPPK, or leave the column out with --map "{column}=-"'),
    ),
    "KEDUDUKAN-ASING": (_UNKNOWN_STANDING, N_("write the name that BKN's list has for it")),
    "KEDUDUKAN-MIRIP": (_UNKNOWN_STANDING, N_("did you mean {nearest}? Then write so")),
    "GOLONGAN-ASING": (N_("{value} is no golongan"), N_("write III/a for PNS, IX for PPPK")),
    "GOLONGAN-DUA": (
        N_("{value} names more than one golongan: {alternatives}"),
        N_("leave the right one in the cell"),
    ),
    "GOLONGAN-RANCU": (
        N_("{value} may mean a BKN code (I/a to I/d) or a PPPK golongan (XI to XIV)"),
        N_("write I/a or XI"),
    ),
    "JENIS-JABATAN-ASING": (
        N_("{value} is no kind of position"),
        N_("write struktural, fungsional or pelaksana"),
    ),
    "JENJANG-ASING": (
        N_("{value} is no jenjang"),
        N_('write Ahli Muda, Terampil and so on, or leave the column out with --map "{column}=-"'),
    ),
    "ESELON-ASING": (N_("{value} is no eselon"), N_("write II.b, III.a and so on")),
    "PENDIDIKAN-ASING": (N_("{value} names no level of education"), N_("write S-1, D-III, SLTA and so on")),
    "HUKUMAN-ASING": (
        N_("{value} is no level of disciplinary punishment"),
        N_("write one of: {options}"),
    ),
    "LULUS-ASING": (
        N_("{value} says neither that the test was passed nor that it was not"),
        N_("write one of: {options}"),
    ),
    "EKSPEKTASI-ASING": (
        N_("{value} is no rating"),
        N_("write Di Atas Ekspektasi, Sesuai Ekspektasi or Di Bawah Ekspektasi"),
    ),
    "PREDIKAT-ASING": (N_("{value} is no predikat"), N_("write one of: {options}")),
    "PREDIKAT-LAMA": (N_("{value} is a name used before 2022; read as {name}"), ""),
    "KATEGORI-ASING": (
        N_("{value} is no category of the job-person match"),
        N_('write one of: {options}; or leave the column out with --map "{column}=-"'),
    ),
    "KOMPETENSI-BARU": (
        N_("{value} is kept as a technical competency of the agency ({kompetensi}); nothing names it yet"),
        N_(
            "let a standard ask for it, or write the name in kompetensi.yaml under the competency that it means"
        ),
    ),
    "KOMPETENSI-ASING": (
        N_("{value} is not in the dictionary of competencies; nearest: {nearest}"),
        N_("correct the name"),
    ),
}
SHEET_CODES: Final[dict[str, tuple[str, str]]] = (
    FILE_CODES | _HEADERS | _ROWS | _CELLS | _NIPS | _DATES_AND_NUMBERS | _WORDS | DOUBT_CODES
)

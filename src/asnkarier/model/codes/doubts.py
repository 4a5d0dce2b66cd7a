"""Problem codes of cells, columns and rows that may mean two things, or only part of one: code -> (sentence, remedy)."""

from typing import Final

from asnkarier.model.messages import N_

DOUBT_CODES: Final[dict[str, tuple[str, str]]] = {
    "HASIL-PELATIHAN-ASING": (
        N_("{value} does not say how the training ended: nothing counts it as attended or as dropped out"),
        N_("write one of: {options}"),
    ),
    "PENDIDIKAN-DUA": (
        N_("{value} names several levels of education ({alternatives}); the level counts as unknown"),
        N_("leave the last one in the cell, the others belong into the history of education"),
    ),
    "GOLONGAN-TANPA-RUANG": (
        N_("the golongan {value} lacks its ruang; by the NIP {nip} the person is a PNS"),
        N_("write golongan and ruang, such as III/a, in one cell or in two columns Golongan and Ruang"),
    ),
    "TANGGAL-SEBAGIAN": (
        N_("of {value} only the year {year} is certain; the date counts as unknown"),
        N_("write day, month and year: 31-12-2024"),
    ),
    "TANGGAL-BULAN": (
        N_(
            "the cell shows the month {value} and no day: the first day that it holds may be nobody's, as a program keeps a month that is typed; the date counts as unknown"
        ),
        N_("write day, month and year (31-12-2024), or let the format of the cells show the day"),
    ),
    "TANGGAL-ZONA": (
        N_(
            "{value}: every date of the column shows such a time, as midnight does on another clock; the day may be {first} or {second}"
        ),
        N_("export the dates without a time, or write them as 31-12-2024"),
    ),
    "JPM-BENTUK": (N_("{value} is no percentage"), N_("write the job-person match in percent: 82,5")),
    "JPM-RENTANG": (
        N_("a job-person match of {value} is above {highest} percent"),
        N_("write the job-person match in percent: 82,5"),
    ),
    "JPM-PECAHAN": (
        N_("{value} may be a fraction of one or percent; other cells of the column are percent"),
        N_("write the job-person match in percent: 82,5"),
    ),
    "JPM-DARI-PECAHAN": (
        N_("{value} is read as {percent} percent, as every number of the column is a fraction of one"),
        "",
    ),
    "NIP-LAIN": (
        N_("{value} is no NIP; whom the row names beside its person counts as unknown"),
        N_("correct the NIP, in a column formatted as text"),
    ),
    "TAHUN-TANGGAL": (N_("the cell holds the date {value}; its year {year} is read"), ""),
    "TAHUN-PERIODE-BEDA": (
        N_("the year {year} is not that of the period {value}"),
        N_("correct the year or the period; until then the row counts for neither year"),
    ),
    "TAHUN-DEPAN": (
        N_("the year {value} is still to come in {year}"),
        N_("check the year; nothing counts the row until then"),
    ),
    "NIP-TMT-BEDA": (N_("TMT CPNS {value} differs from the NIP {nip}"), N_("check which one is right")),
    "TMT-TANGGAL": (
        N_("the TMT golongan {value} is no first of a month; day and month may have been exchanged"),
        N_("compare it with the decree"),
    ),
    "NAMA-ANGKA": (
        N_("{value} is no name: it holds a long number, or no letter"),
        N_("write the name alone; a NIP belongs into a column of its own"),
    ),
    "BARIS-PLT": (
        N_("{value} is held beside the post in row {other}, which counts; this row adds nothing"),
        "",
    ),
    "UNIT-REKAP": (
        N_("this table counts people ({headings}); it is no list of units, which names the unit above each"),
        N_("leave it out; if it is a list of units all the same, say so with --as units"),
    ),
    "JABATAN-ASING": (
        N_("{value} is no position that a standard or the list of employees names; nearest: {nearest}"),
        N_("correct the name, or import the list of employees first"),
    ),
    "JAWABAN-KOSONG": (N_("{rows} rows hold no level: they are no answer and are passed over"), ""),
    "PERAN-ASING": (
        N_("{value} does not say how the respondent knows the post"),
        N_("write one of: {options}"),
    ),
    "RESPONDEN-NIP": (
        N_("a NIP stands where a code belongs: answers are kept without the name of who gave them"),
        N_("write a code that the office gave out, such as A-01"),
    ),
    "KOLOM-TMT": (
        N_(
            "column {column} is only called TMT, and the columns beside it do not say of what; it was not read"
        ),
        N_('name it: --map "{column}=tmt_golongan" or --map "{column}=tmt_jabatan"'),
    ),
}

"""Problem codes of job standards in spreadsheets: code -> (sentence, remedy)."""

from typing import Final

from asnkarier.model.messages import N_

STANDARD_CODES: Final[dict[str, tuple[str, str]]] = {
    "SKJ-LEMBAR": (
        N_("no sheet holds a table of positions with levels of competencies"),
        N_(
            "give a sheet a column Jabatan and a column per competency; `asn template standards` writes such a workbook"
        ),
    ),
    "SKJ-LEMBAR-LEWAT": (
        N_("the sheet {sheet} names positions, but no competency with a level, and is passed over"),
        N_("if it holds standards, compare its headings with those of `asn template standards`"),
    ),
    "SKJ-JABATAN-KOSONG": (
        N_("this row asks for something, but names no position"),
        N_("write the position into its column, in every row"),
    ),
    "SKJ-BARIS-GANDA": (
        N_("the position {name} stands in {other} too"),
        N_("keep one of the two rows"),
    ),
    "SKJ-KOMPETENSI-GANDA": (
        N_("{other} asks for the competency {name} too"),
        N_("keep one of the two"),
    ),
    "SKJ-BARIS-BEDA": (
        N_("{name} is {value} here, but {other_value} in {other}"),
        N_("write one value in all rows of the position"),
    ),
    "SKJ-BARIS-LEWAT": (
        N_("{name!r} is named without any level and is passed over"),
        N_("if it is a position, fill in its levels"),
    ),
    "SKJ-TANPA-LEVEL": (
        N_("{name} would ask for no competency at all"),
        N_("give it a level; a position that needs no standard is left out of the sheet"),
    ),
    "SKJ-LEVEL-BULAT": (
        N_("level {value} is not a whole level"),
        N_("a standard asks for whole levels; write one of them"),
    ),
    "SKJ-KOLOM-ASING": (
        N_("there is no competency {name}"),
        N_("correct the name, or add it to kompetensi.yaml if it is a technical competency of your agency"),
    ),
    "SKJ-KOLOM-MIRIP": (
        N_("there is no competency {name}; did you mean {nearest}?"),
        N_(
            "correct the name; if it is another technical competency, write its id (teknis/…) or add it to kompetensi.yaml"
        ),
    ),
    "SKJ-KOLOM-BARU": (
        N_("{name} is a new technical competency and is kept as {kompetensi}"),
        N_("if it is another name of one that you have, add it to kompetensi.yaml as an alias"),
    ),
    "SKJ-KOLOM-LEWAT": (
        N_("the column {heading} is not used"),
        N_("`asn template standards` shows which columns are read"),
    ),
    "SKJ-KELOMPOK-TIADA": (
        N_("nothing says which kelompok {name} belongs to"),
        N_("fill in the column Kelompok with one of: {known}"),
    ),
    "SKJ-TINGKAT": (N_("{value} is no tingkat"), N_("write mutlak, penting or perlu")),
    "SKJ-JENIS": (N_("{value} is no kind of training"), N_("write manajerial, teknis or fungsional")),
    "SKJ-NILAI-TIADA": (N_("the column {heading} is empty here"), N_("fill in the cell, or remove the row")),
    "SKJ-BOBOT": (N_("the weight {value} is not above 0 and at most {most}"), N_("correct the weight")),
    "SKJ-TAHUN": (N_("{value} is no number of years from 0 to {most}"), N_("correct the number")),
    "SKJ-ASING": (
        N_("the position {name} stands on no sheet with levels"),
        N_("correct its name, or add it there"),
    ),
    "SKJ-TIDAK-DIMINTA": (
        N_("{name} does not ask for the competency {kompetensi}, so it has no weight"),
        N_("give it a level, or remove this row"),
    ),
    "SKJ-NAMA-BERKAS": (
        N_("{name!r} cannot be the name of a file"),
        N_("use letters, digits, blanks, - and _; folders with /"),
    ),
    "SKJ-SATU-BERKAS": (
        N_("{name} would be written into {file}, as {other} is"),
        N_("write another name into the column Standar"),
    ),
    "SKJ-RUMPUN": (
        N_("{name} shares the standard {file} with {others}, and this row asks for something else"),
        N_("write all of them into this cell, with ; between them, or give {name} a file of its own first"),
    ),
    "SKJ-MILIK-LAIN": (
        N_("the position {name} has its standard in {other} already"),
        N_("remove it there, or here"),
    ),
    "SKJ-SUNTING": (
        N_("{file} is written in a form that cannot be changed line by line"),
        N_("write its keys one per line, or change it by hand: {what}"),
    ),
}
# What answers about the levels of posts say beside their figures.
OPINION_SENTENCES: Final[dict[str, str]] = {
    "opinion_none": N_("nobody answered"),
    "opinion_few": N_("{count} people answered; fewer than {least} may agree by chance"),
    "opinion_roles": N_("{low} say {low_level}, {high} say {high_level}"),
    "opinion_spread": N_("the answers spread: agreement {agreement}, at least {least} is asked for"),
}

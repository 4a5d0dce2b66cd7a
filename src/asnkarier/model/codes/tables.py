"""Problem codes of finding tables, of columns that hold several facts and of answers about trainings: code -> (sentence, remedy)."""

from typing import Final

from asnkarier.model.messages import N_

TABLE_CODES: Final[dict[str, tuple[str, str]]] = {
    "LEMBAR-LEWAT": (
        N_("the sheet {sheet} was not read: it looks like {kind} but lacks {missing}"),
        N_("if it is meant, name its columns with --sheet and --map"),
    ),
    "LEMBAR-TERSEMBUNYI": (
        N_("hidden sheets that hold a table too were not read: {sheets}"),
        N_("import them one by one with --sheet if they are meant"),
    ),
    "TABEL-KEDUA": (
        N_("a second table begins here and its columns are not all known; it was not read"),
        N_("move it to a sheet of its own, or correct its headings"),
    ),
    "TABEL-LEWAT": (
        N_("a second table seems to begin here ({headings}); it was not read"),
        N_("if it is meant, read it alone with --header-row and --as"),
    ),
    "SEL-GABUNGAN": (
        N_("{value} holds two things that cannot be told apart; possible: {alternatives}"),
        N_("write them into two columns, or with a / between position and unit"),
    ),
    "NILAI-RENTANG": (
        N_("{value} is outside the scale {lowest} to {highest}"),
        N_(
            "correct it, or state the scale in the columns `skala_min` and `skala_maks`, or in the heading: (0-100)"
        ),
    ),
    "SKALA-TERBALIK": (
        N_("the scale ends at {highest}, not above its beginning {lowest}"),
        N_("correct the ends of the scale"),
    ),
    "FASE-ASING": (
        N_("{value} names no phase of the evaluation of a training"),
        N_("write one of: {options}"),
    ),
    "ASAL-ASING": (
        N_("{value} does not say whether the unit or the person asks; the request counts as neither's"),
        N_("write one of: {options}"),
    ),
    "MENTOR-SENDIRI": (
        N_("the mentee and the mentor are the same person"),
        N_("correct one of the two NIP, or leave the row out"),
    ),
    "SURVEI-KOSONG": (N_("there is no answer in this row"), ""),
    "DUK-DIBACA": (N_("each person stands on two rows here; both are read as one"), ""),
    "DUK-BERTUMPUK": (
        N_(
            "{heading} stand above each other in one column, but the rows below do not alternate from here on"
        ),
        N_(
            "give each person two rows directly below each other, or put the two facts into columns of their own"
        ),
    ),
    "DUK-DUA-ISI": (
        N_("a person on two rows has two values under one heading"),
        N_("join the two cells, or give the second row a heading of its own"),
    ),
    "PETA-INGAT": (
        N_("the columns are read as remembered in {mapping}"),
        N_("edit or delete that file, or overrule it with --map and --as"),
    ),
    "PETA-BERKAS": (N_("`{key}`: {value} does not fit: {reason}"), N_("correct the value")),
    "PETA-GANDA": (N_("{other} remembers the same headings"), N_("keep one of the two files")),
    "PETA-TULIS": (
        N_("the mapping could not be remembered: {reason}"),
        N_("make the folder `mappings` of the workspace writable"),
    ),
}

"""Problem codes of lists that are to be everybody: code -> (sentence, remedy)."""

from typing import Final

from asnkarier.model.messages import N_

LIST_CODES: Final[dict[str, tuple[str, str]]] = {
    "DAFTAR-SUSUT": (
        N_(
            "{left} of the {listed} people listed on {day} are not in it; {percent} would leave, more than {limit}"
            " (import.most_leavers)"
        ),
        N_(
            "half an export: export it again; not everybody: --not-complete; they have left indeed: --confirm-leavers"
        ),
    ),
    "LENGKAP-NIP": (
        N_(
            "the NIP of {rows} rows cannot be read, so nobody knows who is missing: not taken as a complete list, nobody has left"
        ),
        N_("mend them in the list itself and import it again"),
    ),
    "LENGKAP-TABEL": (
        N_(
            "part of the file was not read (sheet {sheet}), so nobody knows who is missing: not taken as a complete list, nobody has left"
        ),
        N_("mend that part and import the file again, or name the right sheet with --sheet"),
    ),
    "LENGKAP-DITOLAK": (
        N_("rows that were set aside are not everybody: not taken as a complete list"),
        N_("mend them in the list itself and import that with --complete"),
    ),
    "LENGKAP-BUKAN": (
        N_("--complete changes nothing here: only a list of employees can be everybody"),
        "",
    ),
}

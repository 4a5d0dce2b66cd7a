"""Problem codes of the workspace and of contradictions between facts: code -> (sentence, remedy)."""

from typing import Final

from asnkarier.model.messages import N_

DATA_CODES: Final[dict[str, tuple[str, str]]] = {
    "CONFIG-BENTUK": (
        N_("config.yaml must hold `key: value` lines"),
        N_("compare it with the example that `asn init` writes"),
    ),
    "CONFIG-KUNCI": (N_("`{key}` is not a known setting"), N_("remove it, or see the example of `asn init`")),
    "CONFIG-KUNCI-MIRIP": (N_("`{key}` is not a known setting"), N_("did you mean `{nearest}`?")),
    "CONFIG-BOBOT-NOL": (
        N_("`{key}`: every weight is 0, so there is nothing to rank by"),
        N_("give at least one part a weight above 0"),
    ),
    "CONFIG-NILAI": (N_("`{key}`: {value} does not fit: {reason}"), N_("correct the value")),
    "CONFIG-PENANDATANGAN": (
        N_("`letters.signed_by.{kind}`: nobody in `signatures.people` has the name or office {value}"),
        N_("name one of these, or add who signs there: {known}"),
    ),
    "CONFIG-LANGKAH": (N_("no job can run `{value}`"), N_("choose one of: {known}")),
    "CONFIG-LANGKAH-MIRIP": (N_("no job can run `{value}`"), N_("did you mean `{nearest}`?")),
    "CONFIG-GANDA": (
        N_("the file {file} is written by an earlier step of this job too"),
        N_("give one of the two a `name`"),
    ),
    "CONFIG-PERLU": (
        N_("`needs: {value}` names no step that stands before this one"),
        N_("steps before it: {known}"),
    ),
    "PENEMPATAN-NIP": (
        N_("`{key}`: nobody with the NIP {value} is known"),
        N_("correct the NIP, or take the pair out"),
    ),
    "BERKAS-BACA": (
        N_("this file cannot be read: {reason}"),
        N_("check that it exists and that you may read it"),
    ),
    "KINERJA-PREDIKAT-BEDA": (
        N_("the predikat is {stated}, but hasil kerja and perilaku kerja give {expected}"),
        N_(
            "ask the unit which of the three is wrong; until then the performance of that year counts as unknown"
        ),
    ),
    "FAKTA-DIGANTI": (
        N_("{field} is {value} here and {other_value} in {other}, of the same day; this later import counts"),
        N_("find out which list is right; where it is the older one, take this import back with asn undo"),
    ),
    # Facts that contradict each other, within a row or between files; both sides are told, neither is mended.
    "NAMA-BEDA": (
        N_("{cell} and {other} give two different names under one NIP"),
        N_("find out whose NIP it is and correct the other list; until then the newer name counts"),
    ),
    "NAMA-LAIN": (
        N_("under this NIP somebody else is named than by {other}"),
        N_(
            "find out whose NIP it is and correct the wrong list; until then the row counts for the person with this NIP"
        ),
    ),
    "JABATAN-LAIN": (
        N_("names another post ({value}) than the list of employees ({other_value}, {other})"),
        N_("the list of employees counts; if it is behind, import a newer one"),
    ),
    "UNIT-LAIN": (
        N_("names another unit ({value}) than the list of employees ({other_value}, {other})"),
        N_("the list of employees counts; if it is behind, import a newer one"),
    ),
    "ORANG-TIADA": (
        N_("nobody with the NIP {value} is among the employees yet"),
        N_("import the list that holds the person; until then these facts wait"),
    ),
    "ORANG-BELUM-ADA": (
        N_("no employees are known yet; the facts wait for them (people: {people})"),
        N_("import the list of employees"),
    ),
    "TMT-SEBELUM-LAHIR": (
        N_(
            "{field} {value} ({cell}) is before the birth of the person: {other_field} {other_value} ({other})"
        ),
        N_("check both; correct the wrong one in the list it came from"),
    ),
    "TMT-SEBELUM-CPNS": (
        N_("{field} {value} ({cell}) is before the TMT CPNS {other_value} ({other})"),
        N_("check both; correct the wrong one in the list it came from"),
    ),
    "TMT-SETELAH-SAMPAI": (
        N_("the post begins on {value} ({cell}) and ends before that, on {other_value} ({other})"),
        N_("correct the wrong date; until then the end counts as unknown"),
    ),
    "JABATAN-RIWAYAT-BEDA": (
        N_("the post held is {value} ({cell}), the last one of the history is {other_value} ({other})"),
        N_("find out which list lags behind and bring it up to date"),
    ),
    "JABATAN-SELESAI": (
        N_("the post held, {value} ({cell}), ended on {other_value} according to the history ({other})"),
        N_("find out which list lags behind and bring it up to date"),
    ),
    "GOLONGAN-STATUS": (
        N_("golongan {value} ({cell}) does not go with the status {other_value} ({other})"),
        N_("a PNS has a golongan as III/a, a PPPK one as IX; correct the wrong one"),
    ),
    "ESELON-JENIS": (
        N_("eselon {value} ({cell}) does not go with the jenis jabatan {other_value} ({other})"),
        N_("leave the eselon empty, or correct the jenis jabatan"),
    ),
    "ESELON-NAMA": (
        N_("eselon {value} ({cell}) is none that the law of regional posts gives {other_value} ({other})"),
        N_("see `asn rules show jabatan/eselon_jabatan`; correct the eselon, or the name of the post"),
    ),
    "JENIS-NAMA": (
        N_("jenis jabatan {value} ({cell}) is not that of {other_value} ({other}), a structural post by law"),
        N_("see `asn rules show jabatan/eselon_jabatan`; correct the jenis jabatan, or the name of the post"),
    ),
    "PENSIUN-AKTIF": (
        N_("the TMT pensiun {value} ({cell}) has passed, yet the kedudukan hukum is {other_value} ({other})"),
        N_("correct the date, or the kedudukan hukum of who has retired"),
    ),
    "UNIT-TIADA": (
        N_("unit {value} is not in the list of units ({people} rows)"),
        N_("write the unit as in the list of units, or import the newer list"),
    ),
    "KOMPETENSI-TANPA-STANDAR": (
        N_("no standard asks for the competency {value}"),
        N_("check its name, or add it to the standards that need it; until then the course closes no gap"),
    ),
    "ASESMEN-TANPA-TANGGAL": (
        N_(
            "level {value} ({cell}) has no date of assessment, {other_value} ({other}) has one: which is newer is not said"
        ),
        N_("write the date; until then the undated level counts from the day of its import"),
    ),
    "ASESMEN-JPM-BEDA": (
        N_(
            "the reported job-person match {value} ({cell}) is not what the levels of the same day make, {other_value} ({other})"
        ),
        N_("ask the assessment centre which is right, and by which standard it counted"),
    ),
    "TANGGAL-TERBALIK": (
        N_("it begins on {value} ({cell}) and ends before that, on {other_value} ({other})"),
        N_("correct the wrong date; until then both stay as they are written"),
    ),
    "KELAS-BEDA-HARI": (
        N_("the day {value} ({cell}) is not that of the same class in {other}, {other_value}"),
        N_("give the people of one class the same days, or write another number of class"),
    ),
    "TAHUN-HARI-BEDA": (
        N_("the year {value} ({cell}) is not that of the day {other_value} ({other})"),
        N_("correct the year or the day; until then the year counts"),
    ),
    "KELAS-DUA-TAHUN": (
        N_("the class stands in {value} ({cell}) and in {other_value} ({other}): it counts as two classes"),
        N_("if one class is meant, write the same year in all its rows"),
    ),
    "KURSUS-TANPA-TEMPAT": (
        N_("{field} is {value} ({cell}): nobody can ever be sent to this course"),
        N_("write how many there are; leave the cell empty where that is not known"),
    ),
    "PRASYARAT-TIADA": (
        N_("the prerequisite {value} is neither the code nor the name of a course"),
        N_("write the code of the course; until then only a training of this name counts"),
    ),
    "PRASYARAT-MELINGKAR": (
        N_("the course needs {value}, which in the end needs the course itself: nobody can begin"),
        N_("correct the prerequisite of one of them"),
    ),
}

"""Problem codes of yaml, regulations and job standards: code -> (sentence, remedy)."""

from typing import Final

from asnkarier.model.messages import N_

_READING: Final[dict[str, tuple[str, str]]] = {
    "YAML-BACA": (
        N_("The file cannot be read: {reason}."),
        N_("Check that it exists and that you may read it."),
    ),
    "YAML-BESAR": (N_("The file is larger than {limit} bytes."), N_("Split it into several files.")),
    "YAML-UTF8": (
        N_("The file is not UTF-8 text (byte {offset})."),
        N_("Save it again with the encoding UTF-8."),
    ),
    "YAML-SINTAKS": (
        N_("This is not readable YAML: {reason}."),
        N_("Check blanks, colons, quotes and brackets here."),
    ),
    "YAML-DALAM": (N_("More than {limit} levels are nested in each other."), N_("Write the file flatter.")),
    "YAML-ALIAS": (
        N_("Aliases (& and *) are not accepted."),
        N_("Write the value again where it applies, so that each reader sees it."),
    ),
    "YAML-TAG": (
        N_("The tag {tag} is not accepted."),
        N_("Write plain text, numbers, dates, lists and keys only."),
    ),
    "YAML-KUNCI": (N_("A key must be a single word or date."), N_("Write the key as plain text.")),
    "YAML-GANDA": (N_("The key {key} stands here twice."), N_("Keep one of the two.")),
    "YAML-NILAI": (
        N_("This value cannot be read: {reason}."),
        N_("Correct it, or quote it if it is meant as text."),
    ),
}
_FORM: Final[dict[str, tuple[str, str]]] = {
    "YAML-KUNCI-ASING": (N_("The key {name} is not known here."), N_("Remove it or correct its spelling.")),
    "YAML-KUNCI-MIRIP": (
        N_("The key {name} is not known here; did you mean {nearest}?"),
        N_("Correct its spelling."),
    ),
    "YAML-KURANG": (N_("The key {name} is missing."), N_("Add it with its value.")),
    "YAML-TEKS": (
        N_("{key} must be text, and not empty."),
        N_("Write text; quote it when it looks like a number."),
    ),
    "YAML-ANGKA": (N_("{key} must be a number, not {value!r}."), N_("Write a number with a decimal point.")),
    "YAML-BULAT": (N_("{key} must be a whole number, not {value!r}."), N_("Write digits only.")),
    "YAML-LOGIS": (N_("{key} must be true or false, not {value!r}."), N_("Write true or false.")),
    "YAML-TANGGAL": (N_("{key} must be a date."), N_("Write it as YYYY-MM-DD, without quotes.")),
    "YAML-DAFTAR": (N_("{key} must be a list."), N_("Write [a, b], or one item per line after a dash.")),
    "YAML-PETA": (N_("{key} must hold keys with values."), N_("Write one `key: value` per line.")),
    "YAML-KOSONG": (N_("{key} holds nothing."), N_("Add at least one entry, or remove the key.")),
    "YAML-PILIHAN": (N_("{key} cannot be {value!r}."), N_("Choose one of: {expected}.")),
    "YAML-BENTUK": (N_("{key}: {reason}."), N_("Compare with another file of the same kind.")),
    "YAML-RUPIAH": (
        N_("{key} must be an amount of rupiah, not {value!r}."),
        N_("Write it like 250000000 or '250 juta'."),
    ),
    "YAML-BATAS": (N_("{key} must be {limit}, not {value!r}."), N_("Correct the number.")),
}
_LAW: Final[dict[str, tuple[str, str]]] = {
    "ATR-FOLDER": (
        N_("The regulations path is not a folder."),
        N_("Correct paths.regulations in config.yaml."),
    ),
    "ATR-BERKAS": (
        N_("No regulation file is called {id} (nearest: {nearest})."),
        N_("Give the file the name of the rule that it replaces; `asn rules list` shows the names."),
    ),
    "ATR-BERKAS-GANDA": (N_("{other} holds the same rule."), N_("Keep one of the two files.")),
    "ATR-SYARAT": (
        N_("No criterion here is called {name} (nearest: {nearest}), and no `uji` says what it checks."),
        N_("Correct the id, or add `judul`, `uji` and `nilai` if it is a new criterion."),
    ),
    "ATR-DASAR": (
        N_("A value stands here without a citation."),
        N_('Add `dasar: "regulation-id Pasal …"`; no value of the law loads without one.'),
    ),
    "ATR-SAKELAR": (
        N_("A rule is switched here without a citation."),
        N_('Add `dasar: "regulation-id Pasal …"` beside `aktif`: the decree by which the agency decided it.'),
    ),
    "ATR-DASAR-ASING": (
        N_("The regulation {id} is not in the register (nearest: {nearest})."),
        N_("Correct the id, or add the regulation to peraturan.yaml."),
    ),
    "ATR-DASAR-TANGGAL": (
        N_("The value holds from {tanggal}, but {dasar} is in force only from {berlaku}."),
        N_("Correct the date or the citation."),
    ),
    "ATR-TANGGAL-URUT": (
        N_("The date {tanggal} stands after {sebelum}."),
        N_("Write the dates from the oldest to the newest."),
    ),
    "ATR-UJI": (
        N_("There is no check called {name} (nearest: {nearest})."),
        N_("Choose one of the checks that `asn rules list` names."),
    ),
    "ATR-VARIAN": (N_("There is no variant {name}."), N_("Choose one of: {known}.")),
    "ATR-PILIHAN": (
        N_("A variant is chosen for {id}, which has none."),
        N_("Correct rules.choices in config.yaml; these have variants: {known}."),
    ),
    "ATR-ACUAN": (
        N_("{id} refers to {name}, which does not exist (nearest: {nearest})."),
        N_("Correct the name, or add what it refers to."),
    ),
    "ATR-TAK-TERCAPAI": (
        N_("From {tanggal} on, no predikat reaches the row {name} of {id} with the numbers of {other}."),
        N_("Choose limits and numbers that belong together; `asn rules list` shows the variants."),
    ),
    "ATR-GANDA": (N_("{name} stands here twice."), N_("Keep one of the two.")),
    "ATR-KELOMPOK": (
        N_("Two rule sets are for {kelompok}; the other one is {other}."),
        N_("Keep each kelompok in one rule set."),
    ),
    "ATR-AMBANG-AKHIR": (
        N_("The last row must catch everyone below the others."),
        N_("Write null as its lower limit, so that no score falls through."),
    ),
    "ATR-AMBANG-TENGAH": (
        N_("A row without a lower limit stands before the last; the rows after it are never reached."),
        N_("Give it a lower limit, or move it to the end."),
    ),
    "ATR-AMBANG-NOL": (
        N_("The last row must begin at 0 years."),
        N_("Add a row for those with the shortest time, with null where the score is not known."),
    ),
    "ATR-AMBANG-URUT": (
        N_("The limit {minimal} does not lie below {di_atas}, the one before it."),
        N_("Write the rows from the highest to the lowest, each limit once."),
    ),
    "ATR-AMBANG-JANGKAU": (
        N_("With the limit {minimal} the row, or the one below it, can never be reached."),
        N_("Choose a limit above 0 and at most 100."),
    ),
    "ATR-TABEL": (N_("The table is incomplete; missing: {missing}."), N_("Add what is missing.")),
    "ATR-KOTAK": (
        N_("These boxes are used more than once: {boxes}."),
        N_("Use each box from 1 to 9 exactly once."),
    ),
    "ATR-KOTAK-LAMPIRAN": (
        N_("These boxes stand elsewhere than in the annex of the regulation: {boxes}."),
        N_("Number the boxes as the annex does; where the lines run is yours to choose."),
    ),
    "ATR-AMBANG-SEBUTAN": (
        N_("The row {name} stands where {expected} belongs, so that better scores would get the lower name."),
        N_("Write the rows from the best name to the lowest."),
    ),
    "ATR-PUTARAN": (N_("The steps from {name} lead in a circle."), N_("End the ladder with null.")),
    "ATR-JUMLAH": (N_("The weights add up to {total}, not {expected}."), N_("Correct the weights.")),
    "ATR-RENTANG": (
        N_("{low} ({low_value}) must lie below {high} ({high_value})."),
        N_("Correct one of the two."),
    ),
    "ATR-EJAAN": (
        N_("The spelling {name} already means {other}."),
        N_("Remove it from one of the two."),
    ),
    "ATR-DITIMPA": (
        N_("Your file rules from {sejak} on, so {dasar} of {tanggal} has no effect."),
        N_("Check whether your decree still holds, and date it anew or remove it."),
    ),
    "ATR-DICABUT": (
        N_("The value rests on {dasar}, which was repealed on {dicabut}."),
        N_("Add the value that replaces it from that date on, with its citation."),
    ),
    "ATR-DASAR-DICABUT": (
        N_("The value holds from {tanggal}, but {dasar} was repealed on {dicabut}."),
        N_("Correct the date, cite what is in force, or cite a policy of your own."),
    ),
}
_STANDARDS: Final[dict[str, tuple[str, str]]] = {
    "SKJ-KOSONG": (N_("The file holds no job standard."), N_("Write one, or remove the file.")),
    "SKJ-NAMA": (
        N_("{name!r} is no usable position name."),
        N_("Write the position as it stands in the employee data."),
    ),
    "SKJ-KOMPETENSI": (
        N_("There is no competency {name} (nearest: {nearest})."),
        N_("Correct the name; technical competencies begin with teknis/ and use lower case and underscores."),
    ),
    "SKJ-LEVEL": (
        N_("{key}: level {value} lies outside the scale from {low} to {high}."),
        N_("Write a level within the scale."),
    ),
    "SKJ-KELOMPOK": (
        N_("There is no kelompok jabatan {name} (nearest: {nearest})."),
        N_("Choose one of: {known}."),
    ),
    "SKJ-PENDIDIKAN": (N_("{name!r} is no level of education."), N_("Write one of: {known}.")),
    "SKJ-PANGKAT": (N_("{name!r} is no golongan ruang."), N_("Write it as III/d.")),
    "SKJ-GANDA": (
        N_("The position {name} already has a standard in {other}."),
        N_("Keep the position in one of the two files."),
    ),
    "SKJ-BERKAS": (N_("{other} has the same name."), N_("Give one of the two files another name.")),
    "KAMUS-NAMA": (
        N_("{name} is no name of a technical competency."),
        N_("Begin it with teknis/ and use lower case and underscores."),
    ),
    "KAMUS-GANDA": (
        N_("The name {name} belongs to {other} already."),
        N_("Keep it under one of the two competencies."),
    ),
    "SKJ-KODE": (N_("The code {name} is already used in {other}."), N_("Give each standard its own code.")),
}
YAML_CODES: Final[dict[str, tuple[str, str]]] = {**_READING, **_FORM, **_LAW, **_STANDARDS}

"""The rule book: every parameter and rule set, asked by name and date."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from asnkarier.errors import RegulationError, RuleNotInForce
from asnkarier.model.jabatan import normalise_jabatan, own_post
from asnkarier.model.kelompok import Kelompok
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem
from asnkarier.model.terms import normalise
from asnkarier.rules.types import InForce, Parameter, Regulation, RuleSet

AGES_BY_NAME: Final = "jabatan/bup_jabatan_fungsional"
AGES_BY_CLASS: Final = "jabatan/bup"
KEPT_AGES: Final = "jabatan/bup_peralihan"
RETIREMENT_AGES: Final = (AGES_BY_CLASS, AGES_BY_NAME, KEPT_AGES)
DEFAULT_LEVELS: Final = "kompetensi/level_kelas_jabatan"
ESELON_BY_NAME: Final = "jabatan/eselon_jabatan"
NEXT_CLASS: Final = "jabatan/jenjang_berikutnya"
STANDINGS: Final = "referensi/kedudukan_hukum"
PUNISHMENTS: Final = "referensi/jenis_hukuman"
HOLIDAYS: Final = "referensi/hari_libur"
JpmCategory = tuple[str, str, float | None]


@dataclass(frozen=True)
class RuleBook:
    """The law that was loaded. `notes` are remarks of the lint that do not stop anyone."""

    parameters: Mapping[str, Parameter]
    rule_sets: Mapping[str, RuleSet]
    register: Mapping[str, Regulation]
    fingerprint: str
    choices: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()

    def parameter(self, parameter_id: str, as_of: date) -> InForce:
        """Return the value in force of a parameter; `RegulationError` when no such parameter exists."""
        found = self.parameters.get(parameter_id)
        if found is None:
            raise RegulationError(
                N_("There is no regulation parameter {id}."),
                N_("See `asn rules list` for the names."),
                facts={"id": parameter_id},
            )
        return found.at(as_of)

    def in_force(self, parameter_id: str, as_of: date) -> InForce | None:
        """Return the value in force of a parameter; None where it had none yet, was repealed or is switched off.

        For what may stay unknown without the rule; `value` is for a gate, which is unknown as a whole without it.
        """
        try:
            found = self.parameter(parameter_id, as_of)
        except RuleNotInForce:
            return None
        return None if found.repealed else found

    def value(self, parameter_id: str, as_of: date) -> Any:
        """Return the plain value in force; `RuleNotInForce` where there was none yet, it was repealed or is switched off."""
        found = self.parameter(parameter_id, as_of)
        if found.repealed:
            raise RuleNotInForce(
                N_("{id} was repealed on {since} ({citation})."),
                N_(
                    "Choose an earlier --as-of, or add the value that replaces it to your regulations folder."
                ),
                facts={"id": parameter_id, "since": found.since.isoformat(), "citation": found.citation.text},
            )
        return found.value

    def origin(self, rule_id: str) -> str | None:
        """Return the file that a parameter, rule set or criterion came from (the last one that changed it)."""
        return self._origins.get(rule_id)

    @cached_property
    def _origins(self) -> dict[str, str]:
        found = {parameter.id: parameter.origin for parameter in self.parameters.values()}
        for rule_set in self.rule_sets.values():
            found[rule_set.id] = rule_set.origin
            found |= {one.id: one.origin for one in (*rule_set.syarat, *rule_set.nonaktif)}
        return found

    def gates_for(self, kelompok: str, as_of: date) -> RuleSet | None:
        """Return the criteria for a group of positions, without those that began after `as_of`; None: none known.

        Every criterion returned can be asked `at(as_of)`. Before the set's own first date it comes whole: what was asked
        then is not known, so that nobody can be said to meet it.
        """
        for rule_set in self.rule_sets.values():
            if kelompok in rule_set.untuk["kelompok"] and "jalur" not in rule_set.untuk:
                return _since(rule_set, as_of)
        return None

    def gates_on(self, jalur: str, as_of: date, kelompok: str | None = None) -> RuleSet | None:
        """Return the criteria of what is no promotion (`pelatihan_pka`), as `gates_for` does; None: none known.

        kelompok: the class that it is about, where one jalur leads to several.
        """
        for rule_set in self.rule_sets.values():
            about = kelompok is None or kelompok in rule_set.untuk["kelompok"]
            if about and jalur in rule_set.untuk.get("jalur", ()):
                return _since(rule_set, as_of)
        return None

    def gates_of_course(self, name: str, as_of: date) -> RuleSet | None:
        """Return the criteria for taking part in a course, known by its words; None: the law that was loaded has none."""
        words = set(normalise(name).split())
        for rule_set in self.rule_sets.values():
            if any(set(normalise(one).split()) <= words for one in rule_set.untuk.get("pelatihan", ())):
                return _since(rule_set, as_of)
        return None

    def kelompok_of(
        self, jenis_jabatan: str | None, eselon: str | None, jenjang: str | None, as_of: date
    ) -> str | None:
        """Return the kelompok jabatan that the three facts state, or None when they, or the law of that day, do not say."""
        if jenis_jabatan == "pelaksana":
            return Kelompok.PELAKSANA.value
        if jenis_jabatan == "fungsional" or (jenis_jabatan is None and jenjang and not eselon):
            found = Kelompok.of_jenjang(jenjang)
            return found.value if found else None
        if jenis_jabatan in ("struktural", None) and eselon and not (jenis_jabatan is None and jenjang):
            table = self.in_force("jabatan/eselon_kelompok", as_of)
            kelompok: str | None = table.value.get(eselon) if table else None
            return kelompok
        return None

    def eselon_by_name(self, jabatan: str, as_of: date) -> tuple[str, ...] | None:
        """Return the eselon that a post of a regional office may have by its name; None: its name says nothing.

        Several where the name does not tell which, none for a functional post (PP 18/2016 Pasal 94 and 95). The longest first
        words that fit count.
        """
        table = self.in_force(ESELON_BY_NAME, as_of) if ESELON_BY_NAME in self.parameters else None
        words, found, longest = f"{normalise_jabatan(jabatan)} ", None, 0
        for row in table.value if table else ():
            for word in map(normalise, row["kata_awal"]):
                if words.startswith(f"{word} ") and len(word) > longest:
                    apart = any(f" {normalise(one)} " in words for one in row["kecuali"])
                    longest, found = len(word), None if apart else tuple(row["eselon"])
        return found

    def own_eselon(self, jabatan: str, eselon: str, as_of: date) -> str | None:
        """Return the eselon that a row states, None where it may be that of a post in which the holder only acts.

        Beside a post of one's own the eselon is believed that the law gives it by its name.
        """
        own = own_post(jabatan)
        sure = own == jabatan or (own is not None and eselon in (self.eselon_by_name(own, as_of) or ()))
        return eselon if sure else None

    def kelompok_by_name(self, jabatan: str, as_of: date) -> str | None:
        """Return the class of a post of a regional office by its name, None where the name does not tell one."""
        classes = self.in_force("jabatan/eselon_kelompok", as_of)
        possible = self.eselon_by_name(jabatan, as_of) or ()
        found = {classes.value.get(one) if classes else None for one in possible}
        return found.pop() if len(found) == 1 else None

    def next_kelompok(self, kelompok: str, as_of: date) -> str | None:
        """Return the kelompok one step up, or None at the top of its line and where no line is known on that day."""
        table = self.in_force(NEXT_CLASS, as_of)
        following: str | None = table.value.get(kelompok) if table else None
        return following

    def retirement_ages(self, jabatan: str, kelompok: str, as_of: date) -> tuple[int, int] | None:
        """Return the least and the most retirement age (BUP) of a post in years, which differ where it may be extended; None: not known.

        A functional post whose law sets the age follows that law, whatever its jenjang (PP 11/2017 Pasal 240); it is known
        by the first words of its name, the longest that fit. `RuleNotInForce`: no such law was in force.
        """
        own = self._own_ages(jabatan, kelompok, as_of)
        if own is not None:
            return own
        age: int | None = self.value(AGES_BY_CLASS, as_of).get(kelompok)
        return None if age is None else (age, age)

    def has_own_age(self, jabatan: str, kelompok: str, as_of: date) -> bool:
        """Return whether a law of its own sets the retirement age of a functional post, see `retirement_ages`."""
        return self._own_ages(jabatan, kelompok, as_of) is not None

    def _own_ages(self, jabatan: str, kelompok: str, as_of: date) -> tuple[int, int] | None:
        own: tuple[int, tuple[int, int]] | None = None
        words = f"{normalise_jabatan(jabatan)} "
        functional = (post := Kelompok.read(kelompok)) is not None and post.is_functional
        for row in self._ages_by_name(as_of) if functional else ():
            for word in map(normalise, row["kata_awal"]):
                if words.startswith(f"{word} ") and (own is None or len(word) > own[0]):
                    own = len(word), (row["bup"], row["diperpanjang"] or row["bup"])
        return None if own is None else own[1]

    def _ages_by_name(self, as_of: date) -> Any:
        return self.value(AGES_BY_NAME, as_of) if AGES_BY_NAME in self.parameters else ()

    def class_levels(self, kelompok: str, as_of: date) -> dict[str, float] | None:
        """Return the default level of every managerial and socio-cultural competency, or None where none is known."""
        found = self.in_force(DEFAULT_LEVELS, as_of)
        level = found.value.get(kelompok) if found else None
        if level is None:
            return None
        return {entry["id"]: level for entry in self.dictionary(as_of)}

    def dictionary(self, as_of: date) -> Any:
        """Return the managerial and socio-cultural competencies, each a mapping with id, nama, alias and kelompok."""
        return self._named("kompetensi/kamus", as_of)

    def competency_group(self, kompetensi: str, as_of: date) -> str | None:
        """Return `manajerial`, `sosial_kultural`, `teknis` or `potensi`; None for a name the dictionary lacks."""
        prefix, slash, _ = kompetensi.partition("/")
        if slash:
            return prefix if prefix in ("teknis", "potensi") else None
        for entry in self.dictionary(as_of):
            if entry["id"] == kompetensi:
                return str(entry["kelompok"])
        return None

    def competency_spellings(self, as_of: date) -> dict[str, str]:
        """Return every known spelling of a competency or potential aspect, normalised, with the id it means."""
        entries = [
            *self.dictionary(as_of),
            *self._named("kompetensi/aspek_potensi", as_of)["aspek"],
        ]
        spellings: dict[str, str] = {}
        for entry in entries:
            for text in (entry["id"], entry["nama"], entry.get("kode"), *entry["alias"]):
                if text:
                    spellings.setdefault(normalise(text), entry["id"])
        return spellings

    def level_scale(self, as_of: date) -> tuple[float, float]:
        """Return the lowest and highest level that a job standard may ask for."""
        scale = self._named("kompetensi/skala", as_of)
        return scale["minimum"], scale["maksimum"]

    def jpm_categories(self, set_name: str, as_of: date) -> tuple[JpmCategory, ...]:
        """Return `(code, label, minimum)` of a category set (`pengisian`, `pemetaan`), highest first, last None.

        Empty where the set is not in force.
        """
        found = self.in_force(f"kompetensi/kategori_jpm_{set_name}", as_of)
        rows = found.value if found else ()
        return tuple((row["kode"], row["label"], row["minimal"]) for row in rows)

    def pendidikan_rank(self, level: str) -> int | None:
        """Return the rank of a level of education (equal levels share one); None for a level the table lacks."""
        rank: int | None = self._latest("referensi/pendidikan").get(level)
        return rank

    def golongan_rank(self, golongan: str) -> int | None:
        """Return the place of a golongan ruang of PNS, lowest 0; None for one that is not in the list."""
        order: list[str] = self._latest("referensi/golongan")
        return order.index(golongan) if golongan in order else None

    def standings(self, as_of: date) -> tuple[str, ...]:
        """Return every kedudukan hukum whose meaning is known, as it is written; whether it is active service the gates say."""
        return tuple(self._words(STANDINGS, as_of) or ())

    def punishments(self, as_of: date) -> dict[str, str]:
        """Return every kind of punishment by its official name, normalised, with its level: ringan, sedang or berat."""
        kinds = self._words(PUNISHMENTS, as_of) or {}
        return {normalise(name): level for level, names in kinds.items() for name in names}

    def holidays(self, year: int, as_of: date) -> InForce | None:
        """Return the newest list of holidays and joint leave with days in `year` that was decided by `as_of`; None where there is none.

        Unlike other parameters a later list does not end the ones before it: each speaks of its own year.
        """
        parameter = self.parameters.get(HOLIDAYS)
        if parameter is None or not parameter.aktif:
            return None
        decided = [one for one in parameter.dated if one.since <= as_of and not one.repealed]
        found = [
            one for one in decided if any(day["tanggal"].year == year for day in one.value["libur_nasional"])
        ]
        return found[-1] if found else None

    def _words(self, parameter_id: str, as_of: date) -> Any:
        """Return a table of words as `_named` does; None where it is switched off or not loaded, and no word is known."""
        if parameter_id not in self.parameters:
            return None
        found = self.in_force(parameter_id, max(as_of, self.parameters[parameter_id].dated[0].since))
        return found.value if found else None

    def _named(self, parameter_id: str, as_of: date) -> Any:
        """Return a table of names and scales; before its first day the first one, for it reads files and judges nobody."""
        dated = self.parameters[parameter_id].dated
        return self.value(parameter_id, max(as_of, dated[0].since))

    def _latest(self, parameter_id: str) -> Any:
        return self.parameters[parameter_id].dated[-1].value


def _since(rule_set: RuleSet, as_of: date) -> RuleSet:
    if as_of < rule_set.berlaku:
        return rule_set
    return replace(rule_set, syarat=tuple(one for one in rule_set.syarat if one.since <= as_of))

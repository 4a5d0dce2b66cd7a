"""Asking the rule book: by date, by kelompok, with an agency's own decrees and choices on top."""

from datetime import date, timedelta

import pytest

from asnkarier.errors import RegulationError, RuleNotInForce
from asnkarier.model.jabatan import JENJANG
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES, KELOMPOK
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN
from asnkarier.rules import files as rule_files
from law import read_rulebook as load_rulebook

AS_OF = date(2026, 11, 1)
BY = 'dasar: "perwal-12-2026 Pasal 2"'
REGISTER = """\
perwal-12-2026:
  jenis: Perwal
  nomor: 12
  tahun: 2026
  tentang: Manajemen talenta kota
  status_sumber: primer
  berlaku: 2026-02-01
"""


@pytest.fixture(scope="module")
def book():
    return load_rulebook()


@pytest.fixture
def own(tmp_path):
    (tmp_path / "peraturan.yaml").write_text(REGISTER)

    def write(rule_id, text):
        path = tmp_path / f"{rule_id}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return tmp_path

    return write


@pytest.mark.parametrize(
    "facts, kelompok",
    [
        (("struktural", "II.b", None), "jpt_pratama"),
        (("struktural", "III", None), "administrator"),
        (("struktural", "IV.b", None), "pengawas"),
        (("struktural", "I.b", None), "jpt_madya"),
        (("struktural", "I.a", None), None),  # JPT utama or madya: the eselon does not say
        (("struktural", None, None), None),
        (("struktural", "VI.a", None), None),
        (("struktural", None, "ahli_muda"), None),
        (("fungsional", None, "ahli_muda"), "jf_ahli_muda"),
        (("fungsional", None, "terampil"), "jf_terampil"),
        (("fungsional", None, None), None),
        (("fungsional", "IV.a", None), None),
        (("fungsional", None, "guru_besar"), None),
        (("pelaksana", None, None), "pelaksana"),
        ((None, "III.a", None), "administrator"),
        ((None, None, "mahir"), "jf_mahir"),
        ((None, "III.a", "mahir"), None),
        ((None, None, None), None),
        (("honorer", "III.a", None), None),
    ],
)
def test_kelompok_is_never_guessed(book, facts, kelompok):
    assert book.kelompok_of(*facts, AS_OF) == kelompok


def test_every_ladder_leads_up_to_the_top(book):
    for start in KELOMPOK:
        seen, at = [], start
        while at is not None:
            assert at not in seen
            seen.append(at)
            at = book.next_kelompok(at, AS_OF)
        assert seen[-1] in {"jpt_utama", "jf_ahli_utama", "jf_penyelia"}


def test_class_levels_never_fall_on_the_way_up(book):
    def level(kelompok):
        levels = book.class_levels(kelompok, AS_OF)
        return None if levels is None else next(iter(levels.values()))

    for kelompok in KELOMPOK:
        above = book.next_kelompok(kelompok, AS_OF)
        if above and level(kelompok) is not None and level(above) is not None:
            assert level(kelompok) <= level(above)
    assert book.class_levels("jf_mahir", AS_OF) is None
    assert book.class_levels("tidak_ada", AS_OF) is None


def test_each_class_default_asks_for_every_competency_of_the_dictionary(book):
    kamus = {entry["id"] for entry in book.parameter("kompetensi/kamus", AS_OF).value}
    assert set(book.class_levels("pengawas", AS_OF)) == kamus
    assert len(kamus) == 9


def test_groups_and_spellings_of_competencies(book):
    assert book.competency_group("integritas", AS_OF) == "manajerial"
    assert book.competency_group("perekat_bangsa", AS_OF) == "sosial_kultural"
    assert book.competency_group("teknis/pedagogik", AS_OF) == "teknis"
    assert book.competency_group("potensi/kesadaran_diri", AS_OF) == "potensi"
    assert book.competency_group("kejujuran", AS_OF) is None
    assert book.competency_group("lain/kejujuran", AS_OF) is None
    spellings = book.competency_spellings(AS_OF)
    assert spellings["KERJASAMA"] == spellings["KERJA SAMA"] == spellings["M 02"] == "kerja_sama"
    assert spellings["GRIT"] == "potensi/motivasi_dan_komitmen"


def test_categories_highest_first_and_closed_below(book):
    for name in ("pengisian", "pemetaan"):
        rows = book.jpm_categories(name, AS_OF)
        floors = [floor for _, _, floor in rows]
        assert floors[-1] is None
        assert floors[:-1] == sorted(floors[:-1], reverse=True)
    with pytest.raises(RegulationError):
        book.jpm_categories("penempatan", AS_OF)


def test_ranks(book):
    assert book.pendidikan_rank("S-1") == book.pendidikan_rank("D-IV")
    ranks = [book.pendidikan_rank(level) for level in TINGKAT_PENDIDIKAN]
    assert ranks == sorted(ranks)
    assert book.pendidikan_rank("Paket C") is None
    assert book.golongan_rank("III/d") < book.golongan_rank("IV/a")
    assert book.golongan_rank("IX") is None


def test_every_kelompok_that_is_reached_by_promotion_has_gates(book):
    entered = {"jf_pemula", "jf_ahli_pertama"}
    for kelompok in KELOMPOK:
        gates = book.gates_for(kelompok, AS_OF)
        assert (gates is None) == (kelompok in entered), kelompok
        if gates:
            assert all(criterion.at(AS_OF).citation.text for criterion in gates.syarat)
    assert book.gates_for("honorer", AS_OF) is None


def test_gates_leave_out_what_began_later_and_come_whole_before_the_first_day(book):
    gates = book.gates_for("administrator", AS_OF)
    first = gates.berlaku
    early = book.gates_for("administrator", first)
    assert {one.id for one in early.syarat} < {one.id for one in gates.syarat}
    assert all(one.since <= first for one in early.syarat)
    before = book.gates_for("administrator", first - timedelta(days=1))
    assert before == book.rule_sets[gates.id], "what was asked then is not known, so nothing is left out"


def test_unknown_parameter(book):
    with pytest.raises(RegulationError, match="no regulation parameter jabatan/bub"):
        book.parameter("jabatan/bub", AS_OF)


def test_jenjang_words_and_kelompok_words_agree(book):
    assert {book.kelompok_of("fungsional", None, jenjang, AS_OF) for jenjang in JENJANG} == FUNCTIONAL_CLASSES


def test_own_decree_rules_from_its_first_date(own):
    national = load_rulebook().parameter("pengembangan/jam_pelajaran", AS_OF)
    book = load_rulebook(
        own(
            "pengembangan/jam_pelajaran",
            'nilai:\n  2026-03-01: {nilai: 32, dasar: "perwal-12-2026 Pasal 7", catatan: disepakati}\n',
        )
    )
    before, after = (
        book.parameter("pengembangan/jam_pelajaran", date(2026, *day)) for day in ((2, 28), (3, 1))
    )
    assert (before.value, before.citation, before.origin) == (
        national.value,
        national.citation,
        national.origin,
    )
    assert before.until == date(2026, 2, 28)
    assert (after.value, after.citation.text, after.citation.status_sumber) == (
        32,
        "Perwal 12/2026 Pasal 7",
        "primer",
    )
    assert after.origin.endswith("jam_pelajaran.yaml")
    assert book.origin("pengembangan/jam_pelajaran") == after.origin
    assert book.origin("jabatan/bup") == "asnkarier/regulations/jabatan/bup.yaml"
    assert book.origin("jabatan/tidak_ada") is None
    assert book.parameters["pengembangan/jam_pelajaran"].satuan == "jp"


def test_null_repeals(own):
    book = load_rulebook(
        own(
            "kompetensi/level_kelas_jabatan", 'nilai:\n  2026-03-01: {nilai: null, dasar: "perwal-12-2026"}\n'
        )
    )
    assert book.class_levels("pengawas", date(2026, 2, 28)) is not None
    assert book.parameter("kompetensi/level_kelas_jabatan", date(2026, 3, 1)).repealed
    assert book.class_levels("pengawas", date(2026, 3, 1)) is None, (
        "unknown from then on, and nobody is stopped"
    )


def test_a_criterion_is_switched_on_changed_added_and_repealed(own):
    folder = own(
        "jabatan/administrator",
        """\
syarat:
  - {id: ADM-PANGKAT, aktif: true, dasar: "perwal-12-2026 Pasal 2"}
  - id: ADM-DISIPLIN
    nilai:
      2026-03-01: {nilai: null, dasar: "perwal-12-2026 Pasal 3"}
  - id: ADM-MASA-KERJA
    judul: Pernah bertugas di kecamatan
    uji: pernyataan
    nilai:
      2026-06-01: {nilai: Surat keterangan camat, dasar: "perwal-12-2026 Pasal 4"}
""",
    )
    plain = load_rulebook().rule_sets["jabatan/administrator"]
    assert "ADM-PANGKAT" in {one.id for one in plain.nonaktif}
    book = load_rulebook(folder)
    on = {one.id: one for one in book.gates_for("administrator", date(2026, 3, 1)).syarat}
    assert "ADM-PANGKAT" in on
    assert on["ADM-DISIPLIN"].at(date(2026, 2, 28)).value is not None
    assert on["ADM-DISIPLIN"].at(date(2026, 3, 1)).repealed
    assert "ADM-MASA-KERJA" not in on
    assert "ADM-MASA-KERJA" in {one.id for one in book.gates_for("administrator", date(2026, 6, 1)).syarat}
    assert (
        book.origin("ADM-MASA-KERJA")
        == book.origin("ADM-PANGKAT")
        == str(folder / "jabatan/administrator.yaml")
    )
    assert book.origin("ADM-BUP") == "asnkarier/regulations/jabatan/administrator.yaml"
    assert [one.id for one in book.rule_sets["jabatan/administrator"].syarat][: len(plain.syarat)] == [
        one.id for one in plain.syarat
    ]


def test_a_criterion_can_be_switched_off(own):
    book = load_rulebook(own("jabatan/pengawas", f"syarat:\n  - {{id: PWS-MUTLAK, aktif: false, {BY}}}\n"))
    gates = book.gates_for("pengawas", AS_OF)
    assert "PWS-MUTLAK" not in {one.id for one in gates.syarat}
    assert "PWS-MUTLAK" in {one.id for one in gates.nonaktif}


def test_a_switch_rests_on_its_decree_from_its_first_day(own):
    """Before the decree the policy was off; from then on a finding cites the decree."""
    on = load_rulebook(own("jabatan/pengawas", f"syarat:\n  - {{id: PWS-PANGKAT, aktif: true, {BY}}}\n"))
    before, after = (
        {one.id for one in on.gates_for("pengawas", date(2026, *day)).syarat} for day in ((1, 31), (2, 1))
    )
    assert ("PWS-PANGKAT" in before, "PWS-PANGKAT" in after) == (False, True)
    (gate,) = (one for one in on.rule_sets["jabatan/pengawas"].syarat if one.id == "PWS-PANGKAT")
    assert gate.at(date(2026, 2, 1)).citation.text == "Perwal 12/2026 Pasal 2"
    assert gate.switched_by == "Perwal 12/2026 Pasal 2"
    off = own("jabatan/pengawas", f"syarat:\n  - {{id: PWS-PANGKAT, aktif: false, {BY}}}\n")
    assert "PWS-PANGKAT" not in {one.id for one in load_rulebook(off).rule_sets["jabatan/pengawas"].syarat}


def test_a_policy_that_is_switched_on_with_values_holds_from_the_first_of_them(own):
    text = "syarat:\n  - id: PWS-PANGKAT\n    aktif: true\n    nilai:\n"
    text += '      2026-03-01: {nilai: {tingkat_di_bawah: 0}, dasar: "perwal-12-2026 Pasal 3"}\n'
    on = load_rulebook(own("jabatan/pengawas", text)).rule_sets["jabatan/pengawas"]
    (gate,) = (one for one in on.syarat if one.id == "PWS-PANGKAT")
    assert [(one.since, one.value) for one in gate.dated] == [(date(2026, 3, 1), {"tingkat_di_bawah": 0})]


def test_a_rule_set_for_a_class_that_has_none(own):
    book = load_rulebook(
        own(
            "jabatan/jf_pertama",
            "judul: JF pertama\nuntuk: {kelompok: [jf_pemula, jf_ahli_pertama]}\nberlaku: 2026-03-01\nsyarat:\n"
            "  - id: JFX-BUP\n    judul: Belum pensiun\n    uji: belum_bup\n"
            '    nilai:\n      2026-03-01: {nilai: true, dasar: "perwal-12-2026 Pasal 9"}\n',
        )
    )
    assert [one.id for one in book.gates_for("jf_pemula", AS_OF).syarat] == ["JFX-BUP"]


def test_switched_off_parameter(own):
    book = load_rulebook(own("talenta/nilai_disiplin", f"aktif: false\n{BY}\n"))
    with pytest.raises(RuleNotInForce, match="switched off"):
        book.parameter("talenta/nilai_disiplin", AS_OF)


def test_a_file_of_comments_changes_nothing(own):
    assert load_rulebook(own("jabatan/bup", "# nilai:\n")).parameter("jabatan/bup", AS_OF)


def test_a_missing_folder_is_no_overlay(tmp_path):
    assert load_rulebook(tmp_path / "none").fingerprint == load_rulebook().fingerprint


@pytest.mark.parametrize(
    "rule_id", ["kinerja/nilai_predikat", "kinerja/ambang_kinerja", "talenta/ambang_potensial"]
)
def test_choices_pick_the_variant(rule_id):
    default = load_rulebook().parameters[rule_id]
    assert len(default.varian) > 1
    for name, variant in default.varian.items():
        chosen = load_rulebook(None, {rule_id: name})
        assert chosen.parameters[rule_id].chosen == name
        assert [value.value for value in chosen.parameters[rule_id].dated] == [
            one.value for one in variant.dated
        ]
        assert (chosen.fingerprint == load_rulebook(None, {rule_id: default.chosen}).fingerprint) == (
            name == default.chosen
        )


def test_own_file_sets_the_default_variant_and_a_choice_beats_it(own):
    folder = own("kompetensi/batas_kompetensi", "baku: tanpa\n")
    assert load_rulebook(folder).parameter("kompetensi/batas_kompetensi", AS_OF).value == "tanpa"
    chosen = load_rulebook(folder, {"kompetensi/batas_kompetensi": "standar"})
    assert chosen.parameter("kompetensi/batas_kompetensi", AS_OF).value == "standar"


def test_own_variant(own):
    folder = own(
        "kompetensi/batas_kompetensi",
        'baku: kota\nvarian:\n  kota:\n    judul: x\n    nilai:\n      2026-03-01: {nilai: tanpa, dasar: "perwal-12-2026"}\n',
    )
    book = load_rulebook(folder)
    assert set(book.parameters["kompetensi/batas_kompetensi"].varian) == {"standar", "tanpa", "kota"}
    with pytest.raises(RuleNotInForce):
        book.parameter("kompetensi/batas_kompetensi", date(2026, 2, 28))


def test_fingerprint_is_of_the_content_only(own, tmp_path_factory):
    text = 'nilai:\n  2026-03-01: {nilai: 32, dasar: "perwal-12-2026 Pasal 7"}\n'
    first = load_rulebook(own("pengembangan/jam_pelajaran", text)).fingerprint
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "pengembangan").mkdir()
    (elsewhere / "peraturan.yaml").write_bytes(REGISTER.replace("\n", "\r\n").encode())
    (elsewhere / "pengembangan/jam_pelajaran.yaml").write_bytes(
        b"\xef\xbb\xbf# salinan\r\n" + text.replace("\n", "\r\n").encode()
    )
    assert load_rulebook(elsewhere).fingerprint == first
    assert load_rulebook(own("pengembangan/jam_pelajaran", text.replace("32", "33"))).fingerprint != first
    assert (
        load_rulebook(own("pengembangan/jam_pelajaran", text.replace("03-01", "03-02"))).fingerprint != first
    )
    assert load_rulebook().fingerprint != first


def test_an_own_file_replaces_what_it_says_of_a_parameter_and_keeps_the_rest(own):
    plain = load_rulebook().parameters["talenta/nilai_disiplin"]
    said = load_rulebook(
        own(
            "talenta/nilai_disiplin",
            "satuan: poin\ntanda: X\ncatatan: menurut rapat\njudul: Angka disiplin\n",
        )
    ).parameters["talenta/nilai_disiplin"]
    assert (said.satuan, said.tanda, said.catatan, said.judul) == (
        "poin",
        "X",
        "menurut rapat",
        "Angka disiplin",
    )
    assert (said.judul_en, said.dated) == ("", plain.dated)
    kept = load_rulebook(own("talenta/nilai_disiplin", f"aktif: true\n{BY}\n")).parameters[
        "talenta/nilai_disiplin"
    ]
    assert (kept.satuan, kept.tanda, kept.catatan, kept.judul, kept.judul_en) == (
        plain.satuan, plain.tanda, plain.catatan, plain.judul, plain.judul_en,
    )  # fmt: skip
    noted = "talenta/bobot_kinerja"
    catatan = load_rulebook().parameters[noted].catatan
    assert catatan
    assert load_rulebook(own(noted, f"aktif: true\n{BY}\n")).parameters[noted].catatan == catatan


def test_an_own_file_replaces_what_it_says_of_a_criterion_and_keeps_the_rest(own):
    def criterion(text):
        folder = own("jabatan/administrator", "syarat:\n  - {id: ADM-BUP" + text + "}\n")
        found = load_rulebook(folder).rule_sets["jabatan/administrator"]
        return next(one for one in (*found.syarat, *found.nonaktif) if one.id == "ADM-BUP")

    plain, said = (
        criterion(f", aktif: true, {BY}"),
        criterion(", judul: Lain, tanda: X, catatan: menurut rapat"),
    )
    assert (said.judul, said.judul_en, said.tanda, said.catatan) == ("Lain", "", "X", "menurut rapat")
    assert plain.judul_en
    assert plain.tanda not in {None, "X"}
    assert (said.uji, said.dated) == (plain.uji, plain.dated)


@pytest.mark.parametrize("word", ["judul", "tanda"])
def test_a_packaged_criterion_must_say_what_it_is_and_how_well_supported(monkeypatch, word):
    parse = rule_files.parse_document

    def without(raw, name):
        if name.endswith("jabatan/administrator.yaml"):
            lines, within = raw.decode().splitlines(keepends=True), raw.decode().index("ADM-BUP")
            at = next(
                i for i, line in enumerate(lines)
                if line.strip().startswith(f"{word}:") and len("".join(lines[:i])) > within
            )  # fmt: skip
            raw = "".join(lines[:at] + lines[at + 1 :]).encode()
        return parse(raw, name)

    monkeypatch.setattr(rule_files, "parse_document", without)
    with pytest.raises(RegulationError) as refused:
        load_rulebook()
    assert {(one.code, one.facts["name"]) for one in refused.value.problems} == {("YAML-KURANG", word)}


def test_a_packaged_file_that_cannot_be_read_is_told_itself(monkeypatch):
    parse = rule_files.parse_document

    def broken(raw, name):
        return parse(b"a: [" if name.endswith("pengembangan/jam_pelajaran.yaml") else raw, name)

    monkeypatch.setattr(rule_files, "parse_document", broken)
    with pytest.raises(RegulationError) as refused:
        load_rulebook()
    assert "YAML-SINTAKS" in {problem.code for problem in refused.value.problems}


def test_a_rule_that_is_switched_off_says_how_to_switch_it_on(own):
    with pytest.raises(RuleNotInForce) as refused:
        load_rulebook(own("talenta/nilai_disiplin", f"aktif: false\n{BY}\n")).parameter(
            "talenta/nilai_disiplin", AS_OF
        )
    assert "aktif: true" in refused.value.hint

"""Every fault that a regulation file can have: its code, its line and column, and that all are told at once."""

import pytest
from pydantic_core import PydanticCustomError

from asnkarier.errors import RegulationError
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.problem import Severity
from asnkarier.rules.files import read_layers
from asnkarier.rules.vocabulary import one_of
from law import read_rulebook as load_rulebook

JP = "pengembangan/jam_pelajaran"
KINERJA = "kinerja/ambang_kinerja"
KINERJA_POINTS = "kinerja/nilai_predikat"
ADM = "jabatan/administrator"
REGISTER = """\
keputusan-wali:
  jenis: Keputusan Wali Kota
  nomor: 12
  tahun: 2026
  tentang: Kebijakan pegawai
  status_sumber: kebijakan
  berlaku: 2026-02-01
"""
MATRIX = (
    "{di_atas: {di_atas: baik, sesuai: baik}, sesuai: {di_atas: baik, sesuai: baik, di_bawah: kurang}, "
    "di_bawah: {di_atas: kurang, sesuai: kurang, di_bawah: kurang}}"
)
DASAR = 'dasar: "keputusan-wali Pasal 1"'


def dated(value, day="2026-03-01"):
    return f"nilai:\n  {day}: {{nilai: {value}, {DASAR}}}\n"


def criterion(text):
    return f"syarat:\n  - id: ADM-BARU\n    judul: Baru\n    {text}\n    nilai:\n"


NEW_SET = (
    "judul: x\nberlaku: 2026-02-01\n"
    "syarat:\n  - id: KB-BUP\n    judul: x\n    uji: belum_bup\n    nilai:\n"
    f"      2026-03-01: {{nilai: true, {DASAR}}}\n"
)


# name: (file id, text, code, (line, column))
FAULTS = {
    "unknown file": ("pengembangan/jam_pelajarn", dated(30), "ATR-BERKAS", (1, 1)),
    "misspelt file of criteria": ("jabatan/adminstrator", "x: 1\n", "ATR-BERKAS", (1, 1)),
    "misspelt criterion": (
        ADM,
        f"syarat:\n  - id: ADM-KOMPETENS\n    aktif: false\n    {DASAR}\n",
        "ATR-SYARAT",
        (2, 5),
    ),
    "no value": ("pengembangan/jam_pelajaran", "nilai: {}\n", "YAML-KOSONG", (1, 1)),
    "no citation": (JP, "nilai:\n  2026-03-01: {nilai: 30}\n", "ATR-DASAR", (2, 3)),
    "citation not registered": (
        JP,
        'nilai:\n  2026-03-01: {nilai: 30, dasar: "pp-11-2018 Pasal 1"}\n',
        "ATR-DASAR-ASING",
        (2, 27),
    ),
    "an amendment that nobody registered": (
        "peraturan",
        REGISTER + "  perubahan_belum_dibaca: {pp-18-2099: [1-5]}\n",
        "ATR-DASAR-ASING",
        (8, 3),
    ),
    "articles that are no range": (
        "peraturan",
        REGISTER + "  perubahan_belum_dibaca: {pp-17-2020: [lima]}\n",
        "YAML-BENTUK",
        (8, 41),
    ),
    "older than its regulation": (JP, dated(30, "2026-01-31"), "ATR-DASAR-TANGGAL", (2, 3)),
    "dates out of order": (
        JP,
        f"nilai:\n  2027-01-01: {{nilai: 40, {DASAR}}}\n  2026-03-01: {{nilai: 30, {DASAR}}}\n",
        "ATR-TANGGAL-URUT",
        (3, 3),
    ),
    "same date twice": (
        JP,
        f"nilai:\n  2026-03-01: {{nilai: 40, {DASAR}}}\n  2026-03-01: {{nilai: 30, {DASAR}}}\n",
        "YAML-GANDA",
        (3, 3),
    ),
    "a year is no date": (JP, f"nilai:\n  2026: {{nilai: 30, {DASAR}}}\n", "YAML-TANGGAL", (2, 3)),
    "unknown key": (JP, "satuam: jp\n" + dated(30), "YAML-KUNCI-MIRIP", (1, 1)),
    "text for a number": (JP, dated("'30'"), "YAML-ANGKA", (2, 16)),
    "yes for a number": (JP, dated("true"), "YAML-ANGKA", (2, 16)),
    "negative": (JP, dated(-1), "YAML-BATAS", (2, 16)),
    "unknown word": ("kompetensi/batas_kompetensi", dated("standard"), "YAML-PILIHAN", (2, 16)),
    "unknown kelompok": (
        "kompetensi/level_kelas_jabatan",
        dated("{administratur: 3}"),
        "YAML-PILIHAN",
        (2, 24),
    ),
    "unknown variant": (KINERJA, "baku: kepka\n", "ATR-VARIAN", (1, 1)),
    "hole at the end": (
        KINERJA,
        dated("[{kode: di_atas, minimal: 80}, {kode: sesuai, minimal: 60}, {kode: di_bawah, minimal: 10}]"),
        "ATR-AMBANG-AKHIR",
        (2, 100),
    ),
    "overlap": (
        KINERJA,
        dated("[{kode: di_atas, minimal: 60}, {kode: sesuai, minimal: 80}, {kode: di_bawah, minimal: null}]"),
        "ATR-AMBANG-URUT",
        (2, 69),
    ),
    "two equal limits": (
        KINERJA,
        dated("[{kode: di_atas, minimal: 60}, {kode: sesuai, minimal: 60}, {kode: di_bawah, minimal: null}]"),
        "ATR-AMBANG-URUT",
        (2, 69),
    ),
    "unreachable below": (
        KINERJA,
        dated(
            "[{kode: di_atas, minimal: 60}, {kode: sesuai, minimal: null}, {kode: di_bawah, minimal: null}]"
        ),
        "ATR-AMBANG-TENGAH",
        (2, 69),
    ),
    "unreachable above": (
        KINERJA,
        dated(
            "[{kode: di_atas, minimal: 160}, {kode: sesuai, minimal: 60}, {kode: di_bawah, minimal: null}]"
        ),
        "ATR-AMBANG-JANGKAU",
        (2, 40),
    ),
    "a row twice": (
        "kompetensi/kategori_jpm_pengisian",
        dated("[{kode: MS, label: a, minimal: 80}, {kode: MS, label: b, minimal: null}]"),
        "ATR-GANDA",
        (2, 60),
    ),
    "incomplete matrix": (
        "kinerja/matriks_predikat",
        dated(MATRIX),
        "ATR-TABEL",
        (2, 24),
    ),
    "box used twice": (
        "talenta/sembilan_kotak",
        dated(
            "{di_atas: {rendah: 4, menengah: 7, tinggi: 9}, sesuai: {rendah: 2, menengah: 5, tinggi: 9}, "
            "di_bawah: {rendah: 1, menengah: 3, tinggi: 6}}"
        ),
        "ATR-KOTAK",
        (2, 16),
    ),
    "boxes VII and VIII swapped": (
        "talenta/sembilan_kotak",
        dated(
            "{di_atas: {rendah: 4, menengah: 8, tinggi: 9}, sesuai: {rendah: 2, menengah: 5, tinggi: 7}, "
            "di_bawah: {rendah: 1, menengah: 3, tinggi: 6}}"
        ),
        "ATR-KOTAK-LAMPIRAN",
        (2, 45),
    ),
    "names of the axis upside down": (
        "talenta/ambang_potensial",
        dated("[{kode: rendah, minimal: 80}, {kode: menengah, minimal: 60}, {kode: tinggi, minimal: null}]"),
        "ATR-AMBANG-SEBUTAN",
        (2, 25),
    ),
    "weights not 100": (
        "talenta/bobot_talenta",
        dated("{kinerja: 60, potensial: 50}"),
        "ATR-JUMLAH",
        (2, 16),
    ),
    "range upside down": (
        "jabatan/rotasi",
        dated("{minimal_tahun: 5, maksimal_tahun: 2}"),
        "ATR-RENTANG",
        (2, 24),
    ),
    "an extension that does not extend": (
        "jabatan/bup_jabatan_fungsional",
        dated("[{nama: Profesor, kata_awal: [Profesor], bup: 65, diperpanjang: 65}]"),
        "ATR-RENTANG",
        (2, 64),
    ),
    "one first word, two retirement ages": (
        "jabatan/bup_jabatan_fungsional",
        dated("[{nama: Guru, kata_awal: [Guru], bup: 60}, {nama: Dosen, kata_awal: [GURU], bup: 65}]"),
        "ATR-GANDA",
        (2, 92),
    ),
    "tenure without a lowest row": (
        "talenta/nilai_lama_jabatan",
        dated("[{minimal_tahun: 5, nilai: 100}]"),
        "ATR-AMBANG-NOL",
        (2, 25),
    ),
    "one spelling, two competencies": (
        "kompetensi/kamus",
        dated(
            "[{id: a, nama: A, kelompok: manajerial, alias: [Sama]}, "
            "{id: b, nama: B, kelompok: manajerial, alias: [sama]}]"
        ),
        "ATR-EJAAN",
        (2, 79),
    ),
    "ladder in a circle": (
        "jabatan/jenjang_berikutnya",
        dated(
            "{pelaksana: pengawas, pengawas: pelaksana, administrator: null, jpt_pratama: null, jpt_madya: null, "
            "jpt_utama: null, jf_pemula: null, jf_terampil: null, jf_mahir: null, jf_penyelia: null, "
            "jf_ahli_pertama: null, jf_ahli_muda: null, jf_ahli_madya: null, jf_ahli_utama: null}"
        ),
        "ATR-PUTARAN",
        (2, 24),
    ),
    "unknown check": (
        ADM,
        criterion("uji: pendidikan_minimum") + f"      2026-03-01: {{nilai: S-2, {DASAR}}}\n",
        "ATR-UJI",
        (4, 5),
    ),
    "value does not fit its check": (
        ADM,
        criterion("uji: pengalaman_jabatan")
        + f"      2026-03-01: {{nilai: {{kelompok: [pengawas]}}, {DASAR}}}\n",
        "YAML-KURANG",
        (6, 20),
    ),
    "unknown key in a check's value": (
        ADM,
        criterion("uji: jpm_minimal")
        + f"      2026-03-01: {{nilai: {{set: pengisian, katagori: MS, kategori: MS}}, {DASAR}}}\n",
        "YAML-KUNCI-MIRIP",
        (6, 44),
    ),
    "category that no set has": (
        ADM,
        criterion("uji: jpm_minimal")
        + f"      2026-03-01: {{nilai: {{set: pengisian, kategori: MSS}}, {DASAR}}}\n",
        "ATR-ACUAN",
        (5, 5),
    ),
    "category set that does not exist": (
        ADM,
        criterion("uji: jpm_minimal")
        + f"      2026-03-01: {{nilai: {{set: pengisisan, kategori: MS}}, {DASAR}}}\n",
        "ATR-ACUAN",
        (5, 5),
    ),
    "criterion twice": (
        ADM,
        f"syarat:\n  - {{id: ADM-BUP, aktif: false, {DASAR}}}\n  - {{id: ADM-BUP, aktif: true, {DASAR}}}\n",
        "ATR-GANDA",
        (3, 6),
    ),
    "criterion switched on without a citation": (
        ADM,
        "syarat:\n  - {id: ADM-PANGKAT, aktif: true}\n",
        "ATR-SAKELAR",
        (2, 23),
    ),
    "criterion switched off by a decree that nobody registered": (
        ADM,
        'syarat:\n  - {id: ADM-BUP, aktif: false, dasar: "perwal-99-2026 Pasal 1"}\n',
        "ATR-DASAR-ASING",
        (2, 33),
    ),
    "table switched off without a citation": (JP, "aktif: false\n", "ATR-SAKELAR", (1, 1)),
    "criterion of another set": (ADM, "syarat:\n  - {id: PWS-BUP, aktif: false}\n", "ATR-GANDA", (2, 6)),
    "new criterion without a value": (
        ADM,
        "syarat:\n  - {id: ADM-BARU, judul: Baru, uji: belum_bup}\n",
        "YAML-KURANG",
        (2, 5),
    ),
    "criterion id": (ADM, "syarat:\n  - {id: adm, aktif: false}\n", "YAML-BENTUK", (2, 6)),
    "kelompok in two sets": (
        "jabatan/kepala_bidang",
        "untuk: {kelompok: administrator}\n" + NEW_SET,
        "ATR-KELOMPOK",
        (1, 1),
    ),
    "set for nobody": (
        "jabatan/kepala_bidang",
        NEW_SET,
        "YAML-KURANG",
        (1, 1),
    ),
    "not readable": (JP, "nilai: [\n", "YAML-SINTAKS", (2, 1)),
    "no keys in the file": (JP, "- 30\n", "YAML-PETA", (1, 1)),
}


@pytest.fixture
def overlay(tmp_path):
    folder = tmp_path / "regulations"
    folder.mkdir()
    (folder / "peraturan.yaml").write_text(REGISTER)

    def write(rule_id, text):
        path = folder / f"{rule_id}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return folder

    return write


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_at_its_place(overlay, name):
    rule_id, text, code, place = FAULTS[name]
    folder = overlay(rule_id, text)
    with pytest.raises(RegulationError) as raised:
        load_rulebook(folder)
    assert [problem.code for problem in raised.value.problems] == [code]
    (problem,) = raised.value.problems
    assert (problem.location.line, problem.location.column) == place
    assert problem.location.file == str(folder / f"{rule_id}.yaml")
    said = CATALOGUE[code].sentence.format(**problem.facts) + CATALOGUE[code].remedy.format(**problem.facts)
    assert "{" not in said


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("category that no set has", "MSS", "MS"),
        ("category set that does not exist", "pengisisan", "pengisian"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest_that_is(overlay, name, written, meant):
    rule_id, text, _, _ = FAULTS[name]
    with pytest.raises(RegulationError) as raised:
        load_rulebook(overlay(rule_id, text))
    (problem,) = raised.value.problems
    assert written in str(problem.facts["name"])
    assert problem.facts["nearest"] == meant


def test_all_faults_are_told_at_once(overlay):
    overlay(JP, dated("'30'"))
    folder = overlay("jabatan/rotasi", dated("{minimal_tahun: 5}"))
    with pytest.raises(RegulationError) as raised:
        load_rulebook(folder, {"kinerja/nilai_predikat": "dkji"})
    assert sorted(problem.code for problem in raised.value.problems) == [
        "ATR-VARIAN",
        "YAML-ANGKA",
        "YAML-KURANG",
    ]
    assert str(raised.value) == "The regulation files hold 3 faults."


@pytest.mark.parametrize(
    "text, code, place",
    [
        (
            "x:\n  jenis: Perwal\n  tentang: y\n  status_sumber: resmi\n  berlaku: 2026-01-01\n",
            "YAML-PILIHAN",
            (4, 3),
        ),
        ("x:\n  jenis: Perwal\n  tentang: y\n  status_sumber: primer\n", "YAML-KURANG", (1, 1)),
        (REGISTER + "  dicabut_oleh: tidak-ada\n", "ATR-DASAR-ASING", (8, 3)),
        ("- a\n", "YAML-PETA", (1, 1)),
    ],
)
def test_faults_of_the_register(tmp_path, text, code, place):
    (tmp_path / "peraturan.yaml").write_text(text)
    with pytest.raises(RegulationError) as raised:
        load_rulebook(tmp_path)
    (problem,) = raised.value.problems
    assert (problem.code, (problem.location.line, problem.location.column)) == (code, place)


@pytest.mark.parametrize(
    "choices, code",
    [
        ({"kinerja/nilai_predikat": "xyz"}, "ATR-VARIAN"),
        ({"jabatan/bup": "pu"}, "ATR-PILIHAN"),
        ({"kinerja/nilai": "pu"}, "ATR-PILIHAN"),
    ],
)
def test_choices_must_exist(choices, code):
    with pytest.raises(RegulationError) as raised:
        load_rulebook(None, choices)
    (problem,) = raised.value.problems
    assert problem.code == code
    assert "kinerja/nilai_predikat" in str(problem.facts["known"]) or "djki" in str(problem.facts["known"])


def test_the_path_must_be_a_folder(tmp_path):
    (tmp_path / "regulations").write_text("")
    with pytest.raises(RegulationError) as raised:
        load_rulebook(tmp_path / "regulations")
    assert [problem.code for problem in raised.value.problems] == ["ATR-FOLDER"]


def test_two_files_for_one_rule(overlay):
    folder = overlay(JP, dated(30))
    (folder / f"{JP}.yml").write_text(dated(40))
    with pytest.raises(RegulationError) as raised:
        load_rulebook(folder)
    (problem,) = raised.value.problems
    assert problem.code == "ATR-BERKAS-GANDA"
    assert (problem.location.file, problem.facts["other"]) == (
        str(folder / f"{JP}.yml"),
        str(folder / f"{JP}.yaml"),
    )


def test_a_hidden_file_is_no_rule_and_a_name_ends_at_its_last_dot(overlay):
    folder = overlay(JP, dated(30))
    (folder / f"{JP}.yaml").with_name(".jam_pelajaran.yaml").write_text("{ not yaml")
    (folder / f"{JP}.lama.yaml").write_text(dated(40))
    found, problems = read_layers(folder)
    assert not problems
    assert [one.id for one in found if one.own] == [f"{JP}.lama", JP, "peraturan"]


def test_only_files_are_rules(overlay):
    folder = overlay(JP, dated(30))
    (folder / "lama.yaml").mkdir()
    (folder / "catatan.txt").write_text("{ not yaml")
    assert [one.id for one in read_layers(folder)[0] if one.own] == [JP, "peraturan"]


def test_remarks_stop_nobody(overlay):
    overlay("jabatan/eselon_kelompok", 'nilai:\n  2015-01-01: {nilai: null, dasar: "uu-5-2014 Pasal 131"}\n')
    overlay("kinerja/nilai_predikat", 'nilai:\n  2015-01-01: {nilai: null, dasar: "uu-5-2014 Pasal 131"}\n')
    folder = overlay(
        "referensi/golongan",
        'nilai:\n  2015-01-01:\n    dasar: "uu-5-2014 Pasal 131"\n    nilai: '
        "[I/a, I/b, I/c, I/d, II/a, II/b, II/c, II/d, III/a, III/b, III/c, III/d, IV/a, IV/b, IV/c, IV/d, IV/e]\n",
    )
    overlay(
        KINERJA,
        dated("[{kode: di_atas, minimal: 50}, {kode: sesuai, minimal: 45}, {kode: di_bawah, minimal: null}]"),
    )
    book = load_rulebook(folder)
    assert sorted(note.code for note in book.notes) == [
        "ATR-DICABUT",
        "ATR-DITIMPA",
        "ATR-DITIMPA",
        "ATR-DITIMPA",
    ]
    graver = {note.code for note in book.notes if note.severity is not Severity.NOTE}
    assert graver == {"ATR-DICABUT"}
    (folder / "kinerja/nilai_predikat.yaml").unlink()
    unreached = [note for note in load_rulebook(folder).notes if note.code == "ATR-TAK-TERCAPAI"]
    assert [note.facts["name"] for note in unreached] == ["sesuai"]
    assert [note.location.file for note in unreached] == [str(folder / f"{KINERJA}.yaml")]


OLD_LAW = "pp-99-2000 Pasal 5"  # in force 2000-11-10, repealed 2017-04-07 by PP 11/2017
LATER, NONE = "ATR-DASAR-DICABUT", None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"2017-04-06": ("20", OLD_LAW)}, "ATR-DICABUT"),
        ({"2017-04-07": ("20", OLD_LAW)}, LATER),
        ({"2026-03-01": ("20", OLD_LAW)}, LATER),
        ({"2017-04-06": ("20", OLD_LAW), "2017-04-07": ("20", "pp-11-2017 Pasal 203")}, NONE),
        ({"2017-04-06": ("20", OLD_LAW), "2017-04-08": ("20", "pp-11-2017 Pasal 203")}, "ATR-DICABUT"),
        ({"2017-04-06": ("20", OLD_LAW), "2017-04-07": ("null", OLD_LAW)}, NONE),
        ({"2017-04-07": ("20", f"{OLD_LAW} dan PP 11/2017 Pasal 203")}, NONE),
        ({"2017-04-07": ("20", f"{OLD_LAW} dan PP 11/20170")}, LATER),
        ({"2017-04-07": ("20", f"{OLD_LAW} dan PP 12/2002")}, LATER),
        ({"2017-04-07": ("20", "kebijakan-bawaan (dahulu PP 99/2000)")}, NONE),
    ],
)
def test_what_rests_on_nothing_in_force_is_found(overlay, values, code):
    lines = [f'  {day}: {{nilai: {value}, dasar: "{cited}"}}' for day, (value, cited) in values.items()]
    text = "\n".join(["nilai:", *lines, ""])
    folder = overlay(JP, text)
    notes = [note for note in load_rulebook(folder).notes if note.code != "ATR-DITIMPA"]
    assert [note.code for note in notes] == ([code] if code else [])
    for note in notes:
        assert note.severity is Severity.WARNING
        assert str(note.location) == f"{folder / JP}.yaml:2:3"
    overlay(JP, f"aktif: false\n{text}")
    assert {note.code for note in load_rulebook(folder).notes} <= {"ATR-DITIMPA"}


def test_what_rests_on_nothing_in_force_is_found_in_criteria_and_variants_at_its_place(overlay):
    rank = f'      2017-04-07: {{nilai: {{tingkat_di_bawah: 1}}, dasar: "{OLD_LAW}"}}\n'
    folder = overlay(ADM, f"syarat:\n  - id: ADM-PANGKAT\n    nilai:\n{rank}")
    assert load_rulebook(folder).notes == ()  # switched off
    overlay(ADM, f"syarat:\n  - id: ADM-PANGKAT\n    aktif: true\n    nilai:\n{rank}")
    assert [str(note.location) for note in load_rulebook(folder).notes] == [f"{folder / ADM}.yaml:5:7"]
    (folder / f"{ADM}.yaml").unlink()
    points = "{sangat_baik: 5, baik: 4, butuh_perbaikan: 3, kurang: 2, sangat_kurang: 1}"
    old = f'      2017-04-07: {{nilai: {points}, dasar: "{OLD_LAW}"}}\n'
    overlay(KINERJA_POINTS, f"varian:\n  lama:\n    judul: Lama\n    nilai:\n{old}")
    assert load_rulebook(folder).notes == ()  # not chosen
    chosen = load_rulebook(folder, {KINERJA_POINTS: "lama"}).notes
    assert [str(note.location) for note in chosen] == [f"{folder / KINERJA_POINTS}.yaml:5:7"]


def test_rules_check_stops_at_what_rests_on_nothing_in_force(workspace, run_asn):
    file = workspace / "regulations" / f"{JP}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'nilai:\n  2017-04-06: {{nilai: 20, dasar: "{OLD_LAW}"}}\n', encoding="utf-8")
    done = run_asn("rules", "check", cwd=workspace)
    assert done.code == 3
    assert "jam_pelajaran.yaml:2:3" in done.err
    assert "[ATR-DICABUT]" in done.err
    assert run_asn("rules", "list", cwd=workspace).code == 0
    file.write_text('nilai:\n  2017-04-08: {nilai: 20, dasar: "pp-11-2017 Pasal 203"}\n', encoding="utf-8")
    assert run_asn("rules", "check", cwd=workspace).code == 0


def test_every_code_of_the_law_has_an_input_that_triggers_it():
    here = {code for _, _, code, _ in FAULTS.values()}
    others = {"ATR-VARIAN", "ATR-PILIHAN", "ATR-FOLDER", "ATR-BERKAS-GANDA"}
    remarks = {"ATR-DICABUT", "ATR-DASAR-DICABUT", "ATR-DITIMPA", "ATR-TAK-TERCAPAI"}
    assert {code for code in CATALOGUE if code.startswith("ATR-")} <= here | others | remarks


def test_an_unknown_word_names_the_nearest_or_all_there_are():
    check = one_of(("pengisian", "pemetaan"))
    assert check("pemetaan") == "pemetaan"
    for word, expected in (("pengisisan", "pengisian"), ("qqq", "pengisian, pemetaan")):
        with pytest.raises(PydanticCustomError) as fault:
            check(word)
        assert (fault.value.type, fault.value.context) == ("literal_error", {"expected": expected})


@pytest.mark.parametrize(
    ("rule_id", "text", "code", "place"),
    [
        (KINERJA_POINTS, "judul: Lain\nbaku: kepka\n", "ATR-VARIAN", (2, 1)),
        (KINERJA_POINTS, f"varian:\n  pu:\n    judul: Lain\n    nilai:\n      2026-03-01: {{nilai: 30, {DASAR}}}\n", "YAML-PETA", (5, 20)),
        (JP, f"varian:\n  a:\n    judul: Lain\n    nilai:\n      2026-03-01: {{nilai: 30, {DASAR}}}\n", "YAML-KURANG", (1, 1)),
    ],
)  # fmt: skip
def test_faults_of_variants_stand_at_their_place(overlay, rule_id, text, code, place):
    with pytest.raises(RegulationError) as refused:
        load_rulebook(overlay(rule_id, text))
    found = {
        (problem.code, (problem.location.line, problem.location.column)) for problem in refused.value.problems
    }
    assert found == {(code, place)}


@pytest.mark.parametrize(("file", "text", "meant"), [
    ("jabatan/adminstrator", "x: 1\n", ADM),
    (ADM, f"syarat:\n  - id: ADM-KOMPETENS\n    aktif: false\n    {DASAR}\n", "ADM-KOMPETENSI"),
])  # fmt: skip
def test_a_misspelt_name_is_answered_with_the_nearest(tmp_path, file, text, meant):
    (tmp_path / "peraturan.yaml").write_text(REGISTER, encoding="utf-8")
    path = tmp_path / f"{file}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegulationError) as refused:
        load_rulebook(tmp_path)
    assert [one.facts["nearest"] for one in refused.value.problems] == [meant]


def test_an_agency_may_repeat_the_annex_but_its_numbers_are_told_at_their_cell(overlay):
    same = (
        FAULTS["boxes VII and VIII swapped"][1]
        .replace("menengah: 8", "menengah: 7")
        .replace("tinggi: 7", "tinggi: 8")
    )
    assert load_rulebook(overlay("talenta/sembilan_kotak", same)).parameters["talenta/sembilan_kotak"].dated
    with pytest.raises(RegulationError) as raised:
        load_rulebook(overlay("talenta/sembilan_kotak", FAULTS["boxes VII and VIII swapped"][1]))
    assert raised.value.problems[0].facts == {"boxes": "7, 8"}


@pytest.mark.parametrize(
    ("name", "place"), [("boxes VII and VIII swapped", ":2:45"), ("names of the axis upside down", ":2:25")]
)
def test_rules_check_refuses_boxes_and_lines_that_turn_careers_over(workspace, run_asn, name, place):
    rule_id, text, _, _ = FAULTS[name]
    folder = workspace / "regulations"
    (folder / rule_id).parent.mkdir(parents=True)
    (folder / "peraturan.yaml").write_text(REGISTER)
    (folder / f"{rule_id}.yaml").write_text(text)
    done = run_asn("rules", "check", cwd=workspace)
    assert done.code == 3
    assert f"{rule_id}.yaml{place}" in done.err

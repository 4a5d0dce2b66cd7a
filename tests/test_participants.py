"""Who may take part in leadership training: one of several ways, and courses that the plan leaves to those who may."""

from datetime import date
from itertools import product

import numpy as np
import pytest

from asnkarier.analysis.gates.checks import salah_satu
from asnkarier.analysis.gates.registry import known_checks
from asnkarier.analysis.outcomes import MANUAL, MET, NOT_MET, UNKNOWN, outcome, told_alike
from asnkarier.errors import RegulationError
from asnkarier.model.said import said
from in_process import asn
from law import load_rulebook

DAY = date(2026, 11, 1)
BOOK = load_rulebook()


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("Pelatihan Kepemimpinan Nasional Tingkat I", "pelatihan_pkn_1"),
        ("PKN Tk. II Angkatan V", "pelatihan_pkn_2"),
        ("Pelatihan Kepemimpinan Administrator (PKA)", "pelatihan_pka"),
        ("PKP 2026", "pelatihan_pkp"),
        ("Pelatihan Kepemimpinan", None),
        ("Pelatihan Pelayanan Publik", None),
    ],
)
def test_a_course_is_known_by_its_words(name, rules):
    found = BOOK.gates_of_course(name, DAY)
    assert (found and found.id) == (rules and f"pengembangan/{rules}")


def test_conditions_of_courses_and_studies_are_no_gates_of_posts():
    for kelompok in ("administrator", "pengawas", "jf_ahli_muda"):
        assert "jalur" not in BOOK.gates_for(kelompok, DAY).untuk
    assert BOOK.gates_on("tugas_belajar", DAY).id == "pengembangan/tugas_belajar"
    assert BOOK.gates_on("lain", DAY) is None
    found = [
        BOOK.gates_on("keterampilan_ke_keahlian", DAY, one)
        for one in ("jf_ahli_pertama", "jf_ahli_muda", "pengawas")
    ]
    assert [one and one.id for one in found] == [
        "jabatan/jf_alih_ahli_pertama",
        "jabatan/jf_alih_ahli_muda",
        None,
    ]
    assert [one.id for one in BOOK.gates_on("pelatihan_pkn_2", DAY).syarat] == [
        "PKN2-PESERTA",
        "PKN2-LANJUTAN",
        "PKN2-SELEKSI",
    ]


RESULTS = (MET, NOT_MET, UNKNOWN, MANUAL)


def test_every_combination_of_two_ways_of_two_checks_against_plain_reasoning(monkeypatch):
    """Met when one way is met whatever the open parts turn out to be; failed when none can be."""
    combos = np.array(list(product(RESULTS, repeat=4)), dtype=np.int8)

    class Fixed:
        facts = ("golongan",)

        def __init__(self, place):
            self.place = place

        def judge(self, _value, _case):
            here = np.zeros(len(combos), dtype=np.int64), np.full(len(combos), self.place)
            return outcome(
                combos[:, self.place], told_alike(len(combos)), said("nothing_required"), source=here
            )

    class Case:
        count = len(combos)

        class dossiers:  # noqa: N801 - stands for the attribute
            kelompok = np.full(len(combos), None, dtype=object)
            source = (np.zeros(len(combos), dtype=np.int64),) * 2

            @staticmethod
            def text(_name):
                return np.full(len(combos), "", dtype=object)

    from asnkarier.analysis.gates import registry

    monkeypatch.setattr(registry, "known_checks", lambda: {str(place): Fixed(place) for place in range(4)})
    ways = [
        [{"uji": "0", "nilai": 1}, {"uji": "1", "nilai": 1}],
        [{"uji": "2", "nilai": 1}, {"uji": "3", "nilai": 1}],
    ]
    found = salah_satu._judge({"teks": "a", "en": "b", "salah_satu": ways}, Case())
    for result, combo in zip(found.result, combos.tolist(), strict=True):
        free = [place for place, one in enumerate(combo) if one in (UNKNOWN, MANUAL)]
        ends = set()
        for choice in product((MET, NOT_MET), repeat=len(free)):
            full = list(combo)
            for place, one in zip(free, choice, strict=True):
                full[place] = one
            ends.add(full[0] == full[1] == MET or full[2] == full[3] == MET)
        expected = {MET} if ends == {True} else {NOT_MET} if ends == {False} else {UNKNOWN, MANUAL}
        assert result in expected, combo
    cited = found.rests_on.of(np.arange(len(combos)))
    for result, combo, cells in zip(found.result, combos.tolist(), cited, strict=True):
        rows = {row for _source, row, _field in cells}
        if result == NOT_MET:  # every check that closes a way
            assert rows == {place for place, one in enumerate(combo) if one == NOT_MET}, combo
        elif result == UNKNOWN:  # what keeps the best way open
            assert rows in [{at for at in way if combo[at] == UNKNOWN} for way in ((0, 1), (2, 3))], combo
        else:
            assert rows in ({0, 1}, {2, 3}), combo


@pytest.mark.parametrize("part", ["{uji: tidak_ada, nilai: 1}", "{uji: golongan_minimal, nilai: IV/z}"])
def test_a_way_that_names_what_does_not_exist_is_refused_at_its_place(tmp_path, part):
    folder = tmp_path / "regulations" / "pengembangan"
    folder.mkdir(parents=True)
    (folder / "pelatihan_pka.yaml").write_text(
        "syarat:\n  - id: PKA-PESERTA\n    nilai:\n      2026-01-01:\n        dasar: kebijakan-bawaan\n        nilai:\n"
        f"          teks: x\n          en: x\n          salah_satu:\n            - - {part}\n",
        encoding="utf-8",
    )
    with pytest.raises(RegulationError) as refused:
        load_rulebook(tmp_path / "regulations")
    (problem,) = refused.value.problems
    assert str(problem.location).startswith(f"{folder / 'pelatihan_pka.yaml'}:")
    assert problem.location.line >= 7


A, B, C = ("198501152010011901", "198602162011012902", "198703172012012903")
PEOPLE = (
    "NIP,Nama,Status ASN,Kedudukan Hukum,Golongan,Jenis Jabatan,Jabatan,Eselon,TMT Jabatan,Unit Kerja\n"
    f"{A},Ani,PNS,Aktif,III/c,Struktural,Kepala Seksi A,IV.a,01-01-2020,Umum\n"
    f"{B},Budi,PNS,Aktif,III/b,Struktural,Kepala Seksi B,IV.a,01-01-2020,Umum\n"
    f"{C},Citra,PNS,Aktif,,Struktural,Kepala Seksi C,IV.a,01-01-2020,Umum\n"
)


def test_the_plan_offers_such_a_course_to_nobody_whom_the_law_does_not_admit(tmp_path):
    (tmp_path / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "kasi.yaml").write_text(
        "jabatan: [Kepala Seksi A, Kepala Seksi B, Kepala Seksi C]\nkelompok: pengawas\nkompetensi:\n  integritas: {level: 3}\n",
        "utf-8",
    )
    levels = "NIP,Integritas,Tanggal Asesmen\n" + "".join(f"{nip},2,05-03-2026\n" for nip in (A, B, C))
    trainings = "NIP,Nama Pelatihan,Tanggal Mulai,Tanggal Selesai\n" + "".join(
        f"{nip},PKP Angkatan I,01-05-2021,30-08-2021\n" for nip in (A, B, C)
    )
    courses = "Kode,Nama Pelatihan,Kompetensi,Level Akhir,Biaya\nK1,PKA Tahun 2027,Integritas,3,1000000\n"
    for name, text in (
        ("people", PEOPLE),
        ("levels", levels),
        ("trainings", trainings),
        ("courses", courses),
    ):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        done = asn("import", f"{name}.csv", cwd=tmp_path)
        assert done.code == 0, done.err
    done = asn("recommend-training", "--budget", "9000000", "--format", "json", cwd=tmp_path)
    assert done.code == 0, done.err
    told = done.json()
    assert [one["nip"] for one in told["rows"]] == [A, C]  # whose rank is not known may meet it
    assert [(one["nip"], one["reason"]) for one in told["blocked"]] == [(B, "not_admitted")]
    cited = {one["rule_id"]: one for one in told["citations"]}
    assert cited["PKA-PESERTA"]["citation"] == "PerLAN 5/2022 Pasal 27 sebagaimana diubah PerLAN 6/2022"
    assert "pengawas of III/c" in cited["PKA-PESERTA"]["value"]


def test_the_checks_of_a_way_are_known():
    assert {"salah_satu", "riwayat_pelatihan", "jabatan_sekarang"} <= set(known_checks())

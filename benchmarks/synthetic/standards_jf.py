"""Standards of functional posts, and the whole list of standards."""

from synthetic.jobs import JENJANG, jf_title
from synthetic.standards import Need, Standard, nine, teknis
from synthetic.standards_leaders import administrators, leaders
from synthetic.standards_staff import staff, supervisors


def _jf(family: str, jenjang: str, urusan: str, levels: Need, education: str) -> Standard:
    kelompok = f"jf_{jenjang}"
    berkas = f"{family.lower().replace(' ', '_')}_{jenjang}"
    return Standard(berkas, (jf_title(family, kelompok),), kelompok, urusan, levels, education)


def _experts(family: str, urusan: str, *skills: str, upto: int = 3) -> list[Standard]:
    """List ahli pertama, muda, madya: level 2, 3, 4 in all, the skills with them."""
    ladder = ("ahli_pertama", "ahli_muda", "ahli_madya")[:upto]
    return [
        _jf(family, jenjang, urusan, nine(level) | teknis(**dict.fromkeys(skills, level)), "S-1")
        for level, jenjang in enumerate(ladder, start=2)
    ]


def _skilled(family: str, urusan: str, skill: str, *jenjang: str) -> list[Standard]:
    """List terampil, mahir, penyelia: no class default exists, so these levels are all there is."""
    steps = {"terampil": (1, 2), "mahir": (2, 2), "penyelia": (2, 3)}
    return [
        _jf(
            family,
            one,
            urusan,
            nine(steps[one][0], integritas=2, kerja_sama=2, komunikasi=2, pelayanan_publik=2)
            | teknis(**{skill: steps[one][1]}),
            "D-III",
        )
        for one in jenjang
    ]


def functional_standards() -> list[Standard]:
    """List the standards of functional posts; Dokter, Sanitarian and others have none."""
    return [
        *_experts("Guru", "pendidikan", "pedagogik", "pengembangan_kurikulum"),
        *_skilled("Perawat", "kesehatan", "asuhan_keperawatan", "terampil", "mahir", "penyelia"),
        *_experts("Perawat", "kesehatan", "asuhan_keperawatan", upto=2),
        *_skilled("Bidan", "kesehatan", "asuhan_kebidanan", "terampil", "mahir"),
        *_experts("Bidan", "kesehatan", "asuhan_kebidanan", upto=1),
        *_experts("Analis SDM Aparatur", "kepegawaian", "manajemen_sdm_aparatur"),
        *_experts("Auditor", "pengawasan", "audit_internal", upto=2),
        *_experts("Perencana", "perencanaan", "perencanaan_pembangunan", upto=2),
        *_experts("Pranata Komputer", "komunikasi dan informatika", "pengembangan_aplikasi", upto=2),
        *_skilled("Pranata Komputer", "komunikasi dan informatika", "pengembangan_aplikasi", "terampil"),
        *_skilled("Arsiparis", "kearsipan", "pengelolaan_arsip_dinamis", "terampil", "mahir"),
        *_experts("Arsiparis", "kearsipan", "pengelolaan_arsip_dinamis", upto=1),
    ]


def all_standards(kecamatan: tuple[str, ...]) -> list[Standard]:
    """List every standard of a city with these sub-districts."""
    return [
        *leaders(),
        *administrators(kecamatan),
        *supervisors(kecamatan),
        *staff(),
        *functional_standards(),
    ]


def jenjang_of(kelompok: str) -> str:
    """Name the jenjang of a functional class, nothing for the other classes."""
    return JENJANG[kelompok][0] if kelompok in JENJANG else ""

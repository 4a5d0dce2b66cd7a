"""Standards of heads of agency and administrators."""

from synthetic import organisation as org
from synthetic.standards import (
    VACANT_KABID,
    VACANT_KADIS,
    Standard,
    administrator_standard,
    jpt_standard,
    nine,
    teknis,
)


def leaders() -> list[Standard]:
    """List the standards of the heads of agency."""
    return [
        jpt_standard(
            "kepala_bkpsdm",
            f"Kepala {org.BKPSDM}",
            "kepegawaian",
            nine(4, perekat_bangsa=3) | teknis(manajemen_sdm_aparatur=4, pengembangan_kompetensi_aparatur=4),
        ),
        jpt_standard(
            "kepala_dinas_pendidikan",
            f"Kepala {org.DISDIK}",
            "pendidikan",
            nine(4) | teknis(manajemen_pendidikan=4, pengembangan_kurikulum=3),
        ),
        jpt_standard(
            "kepala_dinas_kesehatan",
            f"Kepala {org.DINKES}",
            "kesehatan",
            nine(4, pelayanan_publik=5) | teknis(pelayanan_kesehatan_masyarakat=4),
        ),
        jpt_standard(
            "kepala_dinas_kominfo",
            VACANT_KADIS,
            "komunikasi dan informatika",
            nine(4, kerja_sama=3, perekat_bangsa=3)
            | teknis(
                tata_kelola_spbe=4,
                arsitektur_spbe=5,
                manajemen_layanan_digital=5,
                analisis_kebijakan=4,
                analisis_jabatan=4,
            ),
            "Jabatan ini lowong; lihat lowongan.xlsx.",
        ),
        jpt_standard(
            "kepala_bappeda",
            f"Kepala {org.BAPPEDA}",
            "perencanaan",
            nine(4, pengembangan_diri_dan_orang_lain=3)
            | teknis(perencanaan_pembangunan=4, analisis_kebijakan=4),
        ),
        jpt_standard(
            "kepala_bpkad",
            f"Kepala {org.BPKAD}",
            "keuangan",
            nine(4, perekat_bangsa=3) | teknis(pengelolaan_keuangan_daerah=5, penatausahaan_aset_daerah=4),
        ),
        jpt_standard(
            "inspektur", "Inspektur", "pengawasan", nine(4, integritas=5) | teknis(audit_internal=4)
        ),
    ]


def administrators(kecamatan: tuple[str, ...]) -> list[Standard]:
    """List the standards of secretaries, heads of division and camat."""
    camat = tuple(f"Camat {name.removeprefix('Kecamatan ')}" for name in kecamatan)
    secretaries = tuple(
        f"Sekretaris {name}"
        for name in (org.BKPSDM, org.DISDIK, org.DINKES, org.BAPPEDA, org.BPKAD, org.KOMINFO)
    )
    return [
        administrator_standard(
            "sekretaris_perangkat_daerah",
            secretaries,
            "penunjang",
            nine(3) | teknis(tata_naskah_dinas=3),
        ),
        administrator_standard(
            "kabid_mutasi_dan_promosi",
            (VACANT_KABID,),
            "kepegawaian",
            nine(3, kerja_sama=2, perekat_bangsa=2)
            | teknis(
                manajemen_sdm_aparatur=3,
                manajemen_talenta=4,
                pola_karier_aparatur=4,
                penataan_pegawai=3,
                analisis_jabatan=3,
            ),
        ),
        administrator_standard(
            "kabid_pengembangan_kompetensi",
            ("Kepala Bidang Pengembangan Kompetensi Aparatur",),
            "kepegawaian",
            nine(3, pengembangan_diri_dan_orang_lain=4)
            | teknis(pengembangan_kompetensi_aparatur=3, manajemen_sdm_aparatur=3),
        ),
        administrator_standard(
            "kabid_pembinaan_sekolah",
            (
                "Kepala Bidang Pembinaan Sekolah Dasar",
                "Kepala Bidang Pembinaan Sekolah Menengah Pertama",
            ),
            "pendidikan",
            nine(3) | teknis(manajemen_pendidikan=3, pengembangan_kurikulum=3),
        ),
        administrator_standard(
            "kabid_kesehatan",
            ("Kepala Bidang Kesehatan Masyarakat", "Kepala Bidang Pelayanan Kesehatan"),
            "kesehatan",
            nine(3, pelayanan_publik=4) | teknis(pelayanan_kesehatan_masyarakat=3),
        ),
        administrator_standard(
            "kabid_anggaran_dan_aset",
            ("Kepala Bidang Anggaran", "Kepala Bidang Aset Daerah"),
            "keuangan",
            nine(3, perekat_bangsa=2) | teknis(pengelolaan_keuangan_daerah=3, penatausahaan_aset_daerah=3),
        ),
        administrator_standard(
            "kabid_aplikasi_informatika",
            ("Kepala Bidang Aplikasi Informatika",),
            "komunikasi dan informatika",
            nine(3) | teknis(tata_kelola_spbe=3, pengembangan_aplikasi=3, keamanan_informasi=3),
        ),
        administrator_standard(
            "kabid_perencanaan",
            (
                "Kepala Bidang Perencanaan Pengendalian dan Evaluasi",
                "Kepala Bidang Pemerintahan dan Pembangunan Manusia",
            ),
            "perencanaan",
            nine(3) | teknis(perencanaan_pembangunan=3, analisis_kebijakan=3),
        ),
        administrator_standard(
            "inspektur_pembantu",
            ("Inspektur Pembantu Wilayah I", "Inspektur Pembantu Wilayah II"),
            "pengawasan",
            nine(3, integritas=4) | teknis(audit_internal=3, pengelolaan_keuangan_daerah=3),
        ),
        administrator_standard(
            "camat",
            camat,
            "kewilayahan",
            nine(3, pelayanan_publik=4, perekat_bangsa=4) | teknis(penyelenggaraan_pemerintahan_kecamatan=3),
        ),
    ]

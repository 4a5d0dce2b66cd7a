"""Standards of pengawas and pelaksana."""

from synthetic import organisation as org
from synthetic.jobs import PENATA_BARANG
from synthetic.standards import (
    VACANT_IDENTITY,
    VACANT_KASI,
    VACANT_MOVES,
    Standard,
    nine,
    pengawas_standard,
    plain_standard,
    teknis,
)


def supervisors(kecamatan: tuple[str, ...]) -> list[Standard]:
    """List the standards of heads of section and sub-division."""
    umum = tuple(
        f"Kepala Subbagian Umum dan Kepegawaian {name}"
        for name in (org.BKPSDM, org.DISDIK, org.DINKES, org.BAPPEDA, org.BPKAD, org.DUKCAPIL)
    )
    pemerintahan = tuple(f"Kepala Seksi Pemerintahan {name}" for name in kecamatan)
    return [
        pengawas_standard(
            "kasubbag_umum_dan_kepegawaian",
            umum,
            "penunjang",
            nine(2) | teknis(tata_naskah_dinas=2, manajemen_sdm_aparatur=2),
        ),
        pengawas_standard(
            "kasubbid_mutasi_dan_kepangkatan",
            ("Kepala Subbidang Mutasi", "Kepala Subbidang Kepangkatan"),
            "kepegawaian",
            nine(2, integritas=3) | teknis(manajemen_sdm_aparatur=3),
        ),
        pengawas_standard(
            "kasubbid_diklat",
            ("Kepala Subbidang Diklat Teknis", "Kepala Subbidang Sertifikasi Kompetensi"),
            "kepegawaian",
            nine(2, pengembangan_diri_dan_orang_lain=3) | teknis(pengembangan_kompetensi_aparatur=2),
        ),
        pengawas_standard(
            "kasi_pendidikan",
            (
                "Kepala Seksi Kurikulum Sekolah Dasar",
                "Kepala Seksi Peserta Didik Sekolah Dasar",
                "Kepala Seksi Kurikulum SMP",
                "Kepala Seksi Peserta Didik SMP",
            ),
            "pendidikan",
            nine(2, pelayanan_publik=3) | teknis(manajemen_pendidikan=2, pengembangan_kurikulum=2),
        ),
        pengawas_standard(
            "kasi_kesehatan",
            ("Kepala Seksi Gizi dan Kesehatan Keluarga", "Kepala Seksi Pelayanan Kesehatan Primer"),
            "kesehatan",
            nine(2, pelayanan_publik=3) | teknis(pelayanan_kesehatan_masyarakat=2),
        ),
        pengawas_standard(
            "kasubbid_anggaran",
            ("Kepala Subbidang Penyusunan Anggaran", "Kepala Subbidang Pengendalian Anggaran"),
            "keuangan",
            nine(2) | teknis(pengelolaan_keuangan_daerah=3),
        ),
        pengawas_standard(
            "kasubbid_perencanaan",
            ("Kepala Subbidang Perencanaan", "Kepala Subbidang Evaluasi Pembangunan"),
            "perencanaan",
            nine(2) | teknis(perencanaan_pembangunan=2, analisis_kebijakan=2),
        ),
        pengawas_standard(
            "kasi_aplikasi",
            ("Kepala Seksi Pengembangan Aplikasi", "Kepala Seksi Infrastruktur Teknologi"),
            "komunikasi dan informatika",
            nine(2) | teknis(pengembangan_aplikasi=2, keamanan_informasi=3),
        ),
        pengawas_standard(
            "kasi_piak",
            (VACANT_KASI,),
            "administrasi kependudukan",
            nine(2)
            | teknis(administrasi_kependudukan=3, pengelolaan_siak=3, pemanfaatan_data_kependudukan=3),
        ),
        pengawas_standard(
            "kasi_identitas_penduduk",
            (VACANT_IDENTITY,),
            "administrasi kependudukan",
            nine(2) | teknis(verifikasi_identitas_penduduk=5, pembaruan_biodata_penduduk=4),
        ),
        pengawas_standard(
            "kasi_pindah_datang",
            (VACANT_MOVES,),
            "administrasi kependudukan",
            nine(2) | teknis(verifikasi_pindah_datang=5, layanan_pindah_datang=4),
        ),
        pengawas_standard(
            "kasi_pemerintahan_kecamatan",
            pemerintahan,
            "kewilayahan",
            nine(2, pelayanan_publik=3, perekat_bangsa=3) | teknis(penyelenggaraan_pemerintahan_kecamatan=2),
        ),
    ]


def staff() -> list[Standard]:
    """List the standards of pelaksana."""
    return [
        plain_standard(
            "pengadministrasi_perkantoran",
            ("Pengadministrasi Perkantoran",),
            "pelaksana",
            "penunjang",
            nine(2, mengelola_perubahan=1, pengambilan_keputusan=1, perekat_bangsa=1)
            | teknis(tata_naskah_dinas=1),
            "SLTA",
        ),
        plain_standard(
            "pengolah_data_dan_informasi",
            ("Pengolah Data dan Informasi",),
            "pelaksana",
            "penunjang",
            nine(2, pengambilan_keputusan=1, mengelola_perubahan=1, kerja_sama=1) | teknis(pengolahan_data=2),
            "D-III",
        ),
        plain_standard(
            "penelaah_teknis_kebijakan",
            ("Penelaah Teknis Kebijakan",),
            "pelaksana",
            "penunjang",
            nine(2, perekat_bangsa=1) | teknis(pengolahan_data=2, analisis_kebijakan=2),
            "S-1",
        ),
        plain_standard(
            "penata_laksana_barang",
            (PENATA_BARANG,),
            "pelaksana",
            "penunjang",
            nine(1, integritas=3) | teknis(pengadaan_barang_jasa=2),
            "D-III",
        ),
    ]

"""The competencies of the synthetic agency: slug to heading, and the potential aspects."""

MANSOSKUL = {
    "integritas": "Integritas",
    "kerja_sama": "Kerja Sama",
    "komunikasi": "Komunikasi",
    "orientasi_pada_hasil": "Orientasi pada Hasil",
    "pelayanan_publik": "Pelayanan Publik",
    "pengembangan_diri_dan_orang_lain": "Pengembangan Diri dan Orang Lain",
    "mengelola_perubahan": "Mengelola Perubahan",
    "pengambilan_keputusan": "Pengambilan Keputusan",
    "perekat_bangsa": "Perekat Bangsa",
}

_ACRONYMS = {"sdm": "SDM", "asn": "ASN", "spbe": "SPBE", "siak": "SIAK", "dan": "dan"}


def technical_heading(slug: str) -> str:
    """Give the column heading of a technical competency: words of the slug in title case."""
    words = slug.removeprefix("teknis/").split("_")
    return " ".join(_ACRONYMS.get(word, word.capitalize()) for word in words)


TEKNIS = {
    f"teknis/{name}": technical_heading(name)
    for name in (
        "administrasi_kependudukan",
        "analisis_jabatan",
        "analisis_kebijakan",
        "arsitektur_spbe",
        "asuhan_kebidanan",
        "asuhan_keperawatan",
        "audit_internal",
        "keamanan_informasi",
        "layanan_pindah_datang",
        "manajemen_kinerja_asn",
        "manajemen_layanan_digital",
        "manajemen_pendidikan",
        "manajemen_sdm_aparatur",
        "manajemen_talenta",
        "pedagogik",
        "pelayanan_administrasi_terpadu",
        "pelayanan_kesehatan_masyarakat",
        "pemanfaatan_data_kependudukan",
        "pembaruan_biodata_penduduk",
        "penataan_pegawai",
        "pengadaan_barang_jasa",
        "pengelolaan_arsip_dinamis",
        "pengelolaan_keuangan_daerah",
        "pengelolaan_siak",
        "pengembangan_aplikasi",
        "pengembangan_kompetensi_aparatur",
        "pengembangan_kurikulum",
        "pengolahan_data",
        "penyelenggaraan_pemerintahan_kecamatan",
        "perencanaan_pembangunan",
        "pola_karier_aparatur",
        "tata_kelola_spbe",
        "tata_naskah_dinas",
        "penatausahaan_aset_daerah",
        "verifikasi_identitas_penduduk",
        "verifikasi_pindah_datang",
    )
}

HEADINGS = {**MANSOSKUL, **TEKNIS}

POTENSI = (
    "Kemampuan Intelektual",
    "Kemampuan Interpersonal",
    "Kesadaran Diri",
    "Berpikir Kritis dan Strategis",
    "Menyelesaikan Permasalahan",
    "Kecerdasan Emosional",
    "Belajar Cepat dan Mengembangkan Diri",
    "Motivasi dan Komitmen",
)

# Level of the nine competencies when an agency has not written a standard for the post.
# Classes absent here (terampil, mahir, penyelia) have no confirmed level at all.
CLASS_LEVEL = {
    "pelaksana": 1,
    "jf_pemula": 1,
    "pengawas": 2,
    "jf_ahli_pertama": 2,
    "administrator": 3,
    "jf_ahli_muda": 3,
    "jpt_pratama": 4,
    "jf_ahli_madya": 4,
    "jpt_madya": 5,
    "jpt_utama": 5,
    "jf_ahli_utama": 5,
}

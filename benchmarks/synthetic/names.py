"""Invented people: first and last names, birth places, degrees and the titles they give."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DEPAN_L = _words(
    "Ahmad Budi Agus Bambang Dedi Eko Fajar Gunawan Hendra Irfan Joko Krisna Lukman Mulyadi Nugroho "
    "Oktavian Parlindungan Rahmat Slamet Taufik Usman Wahyu Yusuf Zainal Ferdinan Togar Marihot Binsar "
    "Syahrul Rizky Arif Doni Rudi Saut Imanuel Ketut Made Ridwan Surya Teguh"
)
DEPAN_P = _words(
    "Siti Dewi Sri Ani Ratna Fitri Lestari Nurhayati Wulan Yuni Indah Kartika Maya Rina Sari Tuti "
    "Utami Vera Winda Yanti Rosmawati Tiur Duma Melati Nurul Aisyah Rahma Dian Eka Hotmaida Junita "
    "Komang Lina Meri Novita Putri Risma Susanti Theresia Zahra"
)
BELAKANG = _words(
    "Contohwan Santosa Wijayanto Hidayatullah Saputra Kurniadi Permana Setiabudi Gunadi Hartanto "
    "Siregarian Nasutionta Lubisna Simanjunta Hutapean Tanjungsari Sembiringta Gintingan Purbawan "
    "Sitorusna Pasaribuan Harahapan Ritongan Maulanata Firmanto Prasetyan Nugrahadi Wibawanto "
    "Susantono Rahmawan Iskandaria Puspitadi Anggraen Handayanta Oktavianus Syahputran Batubaran "
    "Marpaungan Sihombingta Panjaitanu"
)
TENGAH = ("", "", "", "Putra", "Jaya", "Rizal", "Mulia", "Akbar")
TENGAH_P = ("", "", "", "Ayu", "Nur", "Kasih", "Permata", "Sari")
TEMPAT = ("Medan", "Binjai", "Pematangsiantar", "Tebing Tinggi", "Kisaran", "Langkat", "Deli Serdang")

# BKN code of the degree -> (name in the SIASN export, short name)
PENDIDIKAN = {
    "15": "SLTA",
    "30": "Diploma III/Sarjana Muda",
    "35": "Diploma IV",
    "40": "S-1/Sarjana",
    "45": "S-2",
    "50": "S-3/Doktor",
}

# field of work -> degree code -> (field of study, title)
JURUSAN: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "umum": {
        "15": (("SLTA UMUM", ""),),
        "30": (("D-III ADMINISTRASI PERKANTORAN", "A.Md."), ("D-III AKUNTANSI", "A.Md.")),
        "35": (("D-IV ILMU PEMERINTAHAN", "S.STP."),),
        "40": (
            ("S-1 ADMINISTRASI PUBLIK", "S.AP."),
            ("S-1 MANAJEMEN", "S.E."),
            ("S-1 ILMU HUKUM", "S.H."),
            ("S-1 AKUNTANSI", "S.E."),
            ("S-1 TEKNIK INFORMATIKA", "S.Kom."),
            ("S-1 TEKNIK SIPIL", "S.T."),
            ("S-1 ILMU PEMERINTAHAN", "S.IP."),
        ),
        "45": (("S-2 ADMINISTRASI PUBLIK", "S.Sos., M.AP."), ("S-2 MANAJEMEN", "S.E., M.M.")),
        "50": (("S-3 ADMINISTRASI PUBLIK", "S.Sos., M.Si."),),
    },
    "guru": {
        "30": (("D-III PENDIDIKAN", "A.Md.Pd."),),
        "40": (
            ("S-1 PENDIDIKAN GURU SEKOLAH DASAR", "S.Pd."),
            ("S-1 PENDIDIKAN MATEMATIKA", "S.Pd."),
            ("S-1 PENDIDIKAN BAHASA INDONESIA", "S.Pd."),
        ),
        "45": (("S-2 MANAJEMEN PENDIDIKAN", "S.Pd., M.Pd."),),
    },
    "perawat": {
        "30": (("D-III KEPERAWATAN", "A.Md.Kep."),),
        "35": (("D-IV KEPERAWATAN", "S.Tr.Kep."),),
        "40": (("S-1 KEPERAWATAN", "S.Kep., Ns."),),
    },
    "bidan": {
        "30": (("D-III KEBIDANAN", "A.Md.Keb."),),
        "35": (("D-IV KEBIDANAN", "S.Tr.Keb."),),
        "40": (("S-1 KEBIDANAN", "S.Keb."),),
    },
    "kesehatan": {
        "30": (("D-III KESEHATAN LINGKUNGAN", "A.Md.KL."), ("D-III REKAM MEDIS", "A.Md.PK.")),
        "40": (("S-1 KESEHATAN MASYARAKAT", "S.K.M."),),
        "45": (("S-2 KESEHATAN MASYARAKAT", "S.K.M., M.Kes."),),
    },
    "dokter": {"40": (("S-1 KEDOKTERAN", ""),), "45": (("S-2 KESEHATAN MASYARAKAT", "M.K.M."),)},
    "komputer": {
        "30": (("D-III MANAJEMEN INFORMATIKA", "A.Md.Kom."),),
        "40": (("S-1 TEKNIK INFORMATIKA", "S.Kom."), ("S-1 SISTEM INFORMASI", "S.Kom.")),
        "45": (("S-2 TEKNIK INFORMATIKA", "S.Kom., M.Kom."),),
    },
}

-- Answers about a training (what participants thought, tests before and after, what the superior saw later), each with its scale; nip is
-- empty where nobody is named, responden then tells one from another. And who was whose mentor.
CREATE TABLE training_surveys (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  nama_pelatihan TEXT NOT NULL,
  kode TEXT,
  penyelenggara TEXT,
  tahun INTEGER,
  fase TEXT NOT NULL,
  nilai REAL NOT NULL,
  skala_min REAL,
  skala_maks REAL,
  tanggal TEXT CHECK (tanggal GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  nip TEXT CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  responden TEXT
) STRICT;
CREATE TABLE mentoring_pairs (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  nip_mentor TEXT NOT NULL CHECK (length(nip_mentor) = 18 AND nip_mentor NOT GLOB '*[^0-9]*'),
  kompetensi TEXT,
  tanggal_mulai TEXT NOT NULL CHECK (tanggal_mulai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  tanggal_selesai TEXT CHECK (tanggal_selesai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

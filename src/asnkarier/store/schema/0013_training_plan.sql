-- Plans of training as they were kept, one row per line, and how a training ended for a participant.
CREATE TABLE training_plan (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  rencana TEXT NOT NULL,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  kode TEXT NOT NULL,
  nama_pelatihan TEXT NOT NULL,
  kompetensi TEXT,
  level_awal REAL,
  level_akhir REAL,
  kelas INTEGER,
  jp REAL,
  biaya REAL,
  biaya_kelas REAL,
  tahun INTEGER,
  dana TEXT,
  tanggal_mulai TEXT CHECK (tanggal_mulai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  tanggal_selesai TEXT CHECK (tanggal_selesai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  tanggal TEXT CHECK (tanggal GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
ALTER TABLE trainings ADD COLUMN status TEXT;

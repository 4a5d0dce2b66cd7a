-- Credit points of functional posts as they were determined, and competency tests for a rise to the next jenjang.
CREATE TABLE credit_points (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  jenjang TEXT,
  jenis TEXT,
  tahun INTEGER,
  periode_awal TEXT CHECK (periode_awal GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  periode_akhir TEXT CHECK (periode_akhir GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  angka_kredit REAL,
  kumulatif REAL,
  tanggal TEXT NOT NULL CHECK (tanggal GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
CREATE TABLE competency_tests (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  jenis TEXT,
  jenjang_tujuan TEXT NOT NULL,
  tanggal TEXT NOT NULL CHECK (tanggal GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  hasil TEXT NOT NULL,
  berlaku_sampai TEXT CHECK (berlaku_sampai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  lembaga TEXT
) STRICT;

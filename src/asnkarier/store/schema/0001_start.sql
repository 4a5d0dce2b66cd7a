-- The first schema. Facts are only ever added: a batch that is taken back keeps its rows and loses its voice.

CREATE TABLE meta (
  "key" TEXT PRIMARY KEY,
  "value" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One file read into one table, or the taking back of such a batch (`undoes`).
CREATE TABLE batches (
  batch_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('import', 'undo')),
  undoes INTEGER UNIQUE REFERENCES batches,
  table_name TEXT NOT NULL,
  "file" TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  options_digest TEXT NOT NULL,
  imported_at TEXT NOT NULL CHECK (imported_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
  imported_by TEXT NOT NULL,
  as_of TEXT NOT NULL CHECK (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  counts TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'undone')),
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;

-- The same bytes read in the same way count once.
CREATE UNIQUE INDEX batches_once ON batches (sha256, table_name, options_digest)
  WHERE kind = 'import' AND status = 'active';

-- A sheet that a batch read: which heading rows, and which column letter holds which field.
CREATE TABLE sources (
  source_id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batches,
  "file" TEXT NOT NULL,
  sheet TEXT,
  header_rows TEXT NOT NULL,
  columns TEXT NOT NULL
) STRICT;

-- What a batch vouches for, as runs of fact ids in the batch's table: the facts it brought, and the older facts it
-- repeated unchanged. A fact is seen while any batch that vouches for it is active. Re-reading an unchanged list costs one row.
CREATE TABLE attestations (
  batch_id INTEGER NOT NULL REFERENCES batches,
  first_fact INTEGER NOT NULL,
  last_fact INTEGER NOT NULL,
  PRIMARY KEY (batch_id, first_fact),
  CHECK (first_fact <= last_fact)
) STRICT, WITHOUT ROWID;

-- The tables below hold the fields of model.frames, in the same order, followed by the cell they came from.

CREATE TABLE employees (
  fact_id INTEGER PRIMARY KEY,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  nama TEXT,
  gelar_depan TEXT,
  gelar_belakang TEXT,
  tanggal_lahir TEXT CHECK (tanggal_lahir GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  jenis_kelamin TEXT,
  status_asn TEXT,
  kedudukan_hukum TEXT,
  golongan TEXT,
  tmt_golongan TEXT CHECK (tmt_golongan GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  tmt_cpns TEXT CHECK (tmt_cpns GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  jenis_jabatan TEXT,
  jabatan TEXT,
  jenjang TEXT,
  eselon TEXT,
  tmt_jabatan TEXT CHECK (tmt_jabatan GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  unit_kerja TEXT,
  unit_induk TEXT,
  tingkat_pendidikan TEXT,
  pendidikan TEXT,
  kelas_jabatan INTEGER,
  hukuman_disiplin TEXT,
  hukuman_selesai TEXT CHECK (hukuman_selesai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  tmt_pensiun TEXT CHECK (tmt_pensiun GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT
) STRICT;

CREATE TABLE units (
  fact_id INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  nama_unor TEXT NOT NULL,
  id_atasan TEXT,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT
) STRICT;

CREATE TABLE positions (
  fact_id INTEGER PRIMARY KEY,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  jabatan TEXT NOT NULL,
  jenis_jabatan TEXT,
  jenjang TEXT,
  eselon TEXT,
  kelas_jabatan INTEGER,
  unit_kerja TEXT,
  tmt_jabatan TEXT NOT NULL CHECK (tmt_jabatan GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  sampai TEXT CHECK (sampai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT
) STRICT;

CREATE TABLE appraisals (
  fact_id INTEGER PRIMARY KEY,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  tahun INTEGER NOT NULL,
  periode_awal TEXT CHECK (periode_awal GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  periode_akhir TEXT CHECK (periode_akhir GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  plt INTEGER,
  hasil_kerja TEXT,
  perilaku_kerja TEXT,
  predikat TEXT,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT
) STRICT;

CREATE TABLE assessments (
  fact_id INTEGER PRIMARY KEY,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  kompetensi TEXT NOT NULL,
  level REAL NOT NULL,
  tanggal_asesmen TEXT CHECK (tanggal_asesmen GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT
) STRICT;

CREATE TABLE trainings (
  fact_id INTEGER PRIMARY KEY,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  nama_pelatihan TEXT NOT NULL,
  jenis TEXT,
  penyelenggara TEXT,
  tanggal_mulai TEXT CHECK (tanggal_mulai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  tanggal_selesai TEXT CHECK (tanggal_selesai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  jp REAL,
  biaya REAL,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT
) STRICT;

CREATE TABLE courses (
  fact_id INTEGER PRIMARY KEY,
  kode TEXT NOT NULL,
  nama_pelatihan TEXT NOT NULL,
  jenis TEXT,
  kompetensi TEXT NOT NULL,
  level_awal REAL,
  level_akhir REAL NOT NULL,
  jp REAL,
  biaya REAL NOT NULL,
  biaya_kelas REAL,
  kuota INTEGER,
  minimal_peserta INTEGER,
  kelas INTEGER,
  prasyarat TEXT,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT
) STRICT;

CREATE TABLE vacancies (
  fact_id INTEGER PRIMARY KEY,
  kode TEXT NOT NULL,
  jabatan TEXT NOT NULL,
  unit_kerja TEXT NOT NULL,
  jumlah INTEGER,
  tmt TEXT CHECK (tmt GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT
) STRICT;


-- The cell that a fact came from stands before its fields, so that a later field is one ALTER TABLE … ADD COLUMN at the
-- end. Facts keep their ids, and the chain its digests: it goes by the names of the fields.
-- Columns are named on both sides of each copy: nothing depends on the order that an older program wrote.

ALTER TABLE employees RENAME TO employees_before;
CREATE TABLE employees (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
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
  tmt_pensiun TEXT CHECK (tmt_pensiun GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
INSERT INTO employees (
  fact_id, source_id, "row", col, nip, nama, gelar_depan, gelar_belakang, tanggal_lahir, jenis_kelamin,
  status_asn, kedudukan_hukum, golongan, tmt_golongan, tmt_cpns, jenis_jabatan, jabatan, jenjang, eselon,
  tmt_jabatan, unit_kerja, unit_induk, tingkat_pendidikan, pendidikan, kelas_jabatan, hukuman_disiplin,
  hukuman_selesai, tmt_pensiun
)
SELECT
  fact_id, source_id, "row", col, nip, nama, gelar_depan, gelar_belakang, tanggal_lahir, jenis_kelamin,
  status_asn, kedudukan_hukum, golongan, tmt_golongan, tmt_cpns, jenis_jabatan, jabatan, jenjang, eselon,
  tmt_jabatan, unit_kerja, unit_induk, tingkat_pendidikan, pendidikan, kelas_jabatan, hukuman_disiplin,
  hukuman_selesai, tmt_pensiun
FROM employees_before ORDER BY fact_id;
DROP TABLE employees_before;

ALTER TABLE units RENAME TO units_before;
CREATE TABLE units (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  id TEXT NOT NULL,
  nama_unor TEXT NOT NULL,
  id_atasan TEXT
) STRICT;
INSERT INTO units (
  fact_id, source_id, "row", col, id, nama_unor, id_atasan
)
SELECT
  fact_id, source_id, "row", col, id, nama_unor, id_atasan
FROM units_before ORDER BY fact_id;
DROP TABLE units_before;

ALTER TABLE positions RENAME TO positions_before;
CREATE TABLE positions (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  jabatan TEXT NOT NULL,
  jenis_jabatan TEXT,
  jenjang TEXT,
  eselon TEXT,
  kelas_jabatan INTEGER,
  unit_kerja TEXT,
  tmt_jabatan TEXT NOT NULL CHECK (tmt_jabatan GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  sampai TEXT CHECK (sampai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
INSERT INTO positions (
  fact_id, source_id, "row", col, nip, jabatan, jenis_jabatan, jenjang, eselon, kelas_jabatan, unit_kerja,
  tmt_jabatan, sampai
)
SELECT
  fact_id, source_id, "row", col, nip, jabatan, jenis_jabatan, jenjang, eselon, kelas_jabatan, unit_kerja,
  tmt_jabatan, sampai
FROM positions_before ORDER BY fact_id;
DROP TABLE positions_before;

ALTER TABLE appraisals RENAME TO appraisals_before;
CREATE TABLE appraisals (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  tahun INTEGER NOT NULL,
  periode_awal TEXT CHECK (periode_awal GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  periode_akhir TEXT CHECK (periode_akhir GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  plt INTEGER,
  hasil_kerja TEXT,
  perilaku_kerja TEXT,
  predikat TEXT
) STRICT;
INSERT INTO appraisals (
  fact_id, source_id, "row", col, nip, tahun, periode_awal, periode_akhir, plt, hasil_kerja, perilaku_kerja,
  predikat
)
SELECT
  fact_id, source_id, "row", col, nip, tahun, periode_awal, periode_akhir, plt, hasil_kerja, perilaku_kerja,
  predikat
FROM appraisals_before ORDER BY fact_id;
DROP TABLE appraisals_before;

ALTER TABLE assessments RENAME TO assessments_before;
CREATE TABLE assessments (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  kompetensi TEXT NOT NULL,
  level REAL NOT NULL,
  tanggal_asesmen TEXT CHECK (tanggal_asesmen GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
INSERT INTO assessments (
  fact_id, source_id, "row", col, nip, kompetensi, level, tanggal_asesmen
)
SELECT
  fact_id, source_id, "row", col, nip, kompetensi, level, tanggal_asesmen
FROM assessments_before ORDER BY fact_id;
DROP TABLE assessments_before;

ALTER TABLE trainings RENAME TO trainings_before;
CREATE TABLE trainings (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  nama_pelatihan TEXT NOT NULL,
  jenis TEXT,
  penyelenggara TEXT,
  tanggal_mulai TEXT CHECK (tanggal_mulai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  tanggal_selesai TEXT CHECK (tanggal_selesai GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  jp REAL,
  biaya REAL
) STRICT;
INSERT INTO trainings (
  fact_id, source_id, "row", col, nip, nama_pelatihan, jenis, penyelenggara, tanggal_mulai, tanggal_selesai,
  jp, biaya
)
SELECT
  fact_id, source_id, "row", col, nip, nama_pelatihan, jenis, penyelenggara, tanggal_mulai, tanggal_selesai,
  jp, biaya
FROM trainings_before ORDER BY fact_id;
DROP TABLE trainings_before;

ALTER TABLE courses RENAME TO courses_before;
CREATE TABLE courses (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
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
  prasyarat TEXT
) STRICT;
INSERT INTO courses (
  fact_id, source_id, "row", col, kode, nama_pelatihan, jenis, kompetensi, level_awal, level_akhir, jp, biaya,
  biaya_kelas, kuota, minimal_peserta, kelas, prasyarat
)
SELECT
  fact_id, source_id, "row", col, kode, nama_pelatihan, jenis, kompetensi, level_awal, level_akhir, jp, biaya,
  biaya_kelas, kuota, minimal_peserta, kelas, prasyarat
FROM courses_before ORDER BY fact_id;
DROP TABLE courses_before;

ALTER TABLE vacancies RENAME TO vacancies_before;
CREATE TABLE vacancies (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  kode TEXT NOT NULL,
  jabatan TEXT NOT NULL,
  unit_kerja TEXT NOT NULL,
  jumlah INTEGER,
  tmt TEXT CHECK (tmt GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
INSERT INTO vacancies (
  fact_id, source_id, "row", col, kode, jabatan, unit_kerja, jumlah, tmt
)
SELECT
  fact_id, source_id, "row", col, kode, jabatan, unit_kerja, jumlah, tmt
FROM vacancies_before ORDER BY fact_id;
DROP TABLE vacancies_before;

-- Which fund pays a course and what else it teaches, and who was asked for which course, by the unit or by the person.
ALTER TABLE courses ADD COLUMN sumber_dana TEXT;
ALTER TABLE courses ADD COLUMN kompetensi_lain TEXT;
CREATE TABLE training_requests (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  kode TEXT,
  nama_pelatihan TEXT NOT NULL,
  asal TEXT NOT NULL,
  tahun INTEGER,
  tanggal TEXT CHECK (tanggal GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

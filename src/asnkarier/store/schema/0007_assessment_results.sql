-- Totals as the assessment centre reports them: one row per person and date.
CREATE TABLE assessment_results (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  nip TEXT NOT NULL CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
  jpm REAL,
  kategori TEXT,
  potensi TEXT,
  kotak TEXT,
  tanggal TEXT CHECK (tanggal GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  lembaga TEXT
) STRICT;

-- How many people each post of each unit needs, and how many the list itself says are there.
CREATE TABLE formation (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  jabatan TEXT NOT NULL,
  unit_kerja TEXT NOT NULL,
  unit_induk TEXT,
  kelas_jabatan INTEGER,
  kebutuhan INTEGER NOT NULL,
  bezetting INTEGER
) STRICT;

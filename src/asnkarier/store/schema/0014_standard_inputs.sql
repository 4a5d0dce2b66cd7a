-- Which level each competency of a post needs, as superiors, incumbents and users of the service say; respondents under codes.
CREATE TABLE standard_inputs (
  fact_id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources,
  "row" INTEGER,
  col TEXT,
  jabatan TEXT NOT NULL,
  kompetensi TEXT NOT NULL,
  peran TEXT NOT NULL,
  responden TEXT NOT NULL,
  level INTEGER NOT NULL,
  catatan TEXT
) STRICT;

-- The facts of a batch whose key an earlier fact has: what each says otherwise than the first fact of that key, which alone is a row of
-- its table. Ids as packed runs, the first facts in the order of the ids, and the cells that differ, see store/changed/packing.py.
-- What stood there before, every fact a row, is written so by the program (store/changed/older.py).
CREATE TABLE changed_facts (
  batch_id INTEGER PRIMARY KEY REFERENCES batches,
  ids BLOB NOT NULL,
  firsts BLOB NOT NULL,
  said BLOB NOT NULL
) STRICT;

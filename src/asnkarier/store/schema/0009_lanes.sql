-- What a batch vouches for, as the change to what an earlier batch of its table vouched for: `follows` is that batch (NULL: none,
-- the whole is added), and each is followed at most once. Facts as packed runs of ids, see store/vouching/packed.py.
-- What stood there before, one row per run, is packed by the program (store/vouching/older.py).
ALTER TABLE attestations RENAME TO attestations_before;
CREATE TABLE attestations (
  batch_id INTEGER PRIMARY KEY REFERENCES batches,
  follows INTEGER UNIQUE REFERENCES batches CHECK (follows < batch_id),
  added BLOB NOT NULL,
  removed BLOB NOT NULL
) STRICT;

-- Which facts of a batch were removed because the person was purged: their ids, which no later fact may take. What the batch and the
-- events hold since is sealed in the event that records the purge (store/purging/tombstones.py).
CREATE TABLE tombstones (
  batch_id INTEGER NOT NULL REFERENCES batches,
  purge INTEGER NOT NULL REFERENCES events,
  ids BLOB NOT NULL,
  PRIMARY KEY (batch_id, purge)
) STRICT;

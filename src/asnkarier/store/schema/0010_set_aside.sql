-- Whose rows of a list were set aside at its import: a JSON list of NIP, with an empty text where a row names nobody readably.
-- What such a row would have said is unknown until a later list of the kind brings it; a blank is then no "nothing".
CREATE TABLE set_aside (
  batch_id INTEGER PRIMARY KEY REFERENCES batches,
  nips TEXT NOT NULL
) STRICT;

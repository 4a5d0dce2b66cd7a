-- Lists of employees that are everybody: whom they do not name is no longer there from their day on, and a cell that they
-- leave empty is empty. named: who stood on rows that were set aside, a JSON list of NIP; they are no leavers.
CREATE TABLE complete_lists (
  batch_id INTEGER PRIMARY KEY REFERENCES batches,
  named TEXT NOT NULL
) STRICT;

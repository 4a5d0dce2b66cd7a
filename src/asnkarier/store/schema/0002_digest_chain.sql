-- Every batch carries a digest over itself and the digest of the batch before it. Empty only inside the transaction that
-- brings the batch: the content is digested once it is complete.
ALTER TABLE batches ADD COLUMN digest TEXT NOT NULL DEFAULT '' CHECK (length(digest) IN (0, 64));

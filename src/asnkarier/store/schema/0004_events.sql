-- What people and programs did on the facts, beside the facts: runs, decisions, audits. Events are only ever added; one
-- that was wrong is superseded by another that names it. Each is chained to the one before, as batches are.
CREATE TABLE events (
  event_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind GLOB '[a-z]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
  "by" TEXT NOT NULL,
  about TEXT NOT NULL,
  body TEXT NOT NULL,
  known_at INTEGER NOT NULL CHECK (known_at >= 0), -- the newest batch when it happened, 0 before the first
  supersedes INTEGER UNIQUE REFERENCES events CHECK (supersedes < event_id),
  digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;

CREATE INDEX events_by_kind ON events (kind);

CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER events_remain BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.event_id <= (SELECT coalesce(max(event_id), 0) FROM events)
BEGIN SELECT RAISE(ABORT, 'an event follows the ones before'); END;

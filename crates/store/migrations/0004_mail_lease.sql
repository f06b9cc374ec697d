-- Two letters to one person may be held by two workers until the same second: each claim has a name of its own.
ALTER TABLE outbox ADD COLUMN lease {text} NOT NULL DEFAULT '';

-- A call may go to a provider of another dialect than its client's: which one, and what became of its parameters.

ALTER TABLE cost_records ADD COLUMN dialect TEXT NOT NULL DEFAULT '';  -- empty: the client's own
ALTER TABLE cost_records ADD COLUMN params  TEXT NOT NULL DEFAULT '';  -- the receipt, in the client's spelling
ALTER TABLE open_attempts ADD COLUMN dialect TEXT NOT NULL DEFAULT '';
ALTER TABLE open_attempts ADD COLUMN params  TEXT NOT NULL DEFAULT '';

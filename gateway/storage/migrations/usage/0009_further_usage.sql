-- Some calls are not paid for by text tokens alone: sound, pictures, tools of the provider, a price it states itself.

ALTER TABLE requests      ADD COLUMN further_usage TEXT NOT NULL DEFAULT '';  -- JSON: {name: count}; empty: none
ALTER TABLE cost_records  ADD COLUMN further_usage TEXT NOT NULL DEFAULT '';
ALTER TABLE open_attempts ADD COLUMN further_usage TEXT NOT NULL DEFAULT '';

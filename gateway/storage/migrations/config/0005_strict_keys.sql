-- Calls of a strict key are refused where a provider cannot be told everything they say.

ALTER TABLE api_keys ADD COLUMN strict INTEGER NOT NULL DEFAULT 0;

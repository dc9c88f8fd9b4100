-- Client keys whose requests must be signed, and where the secret for that is kept (never here).
ALTER TABLE api_keys ADD COLUMN require_signature INTEGER NOT NULL DEFAULT 0;
ALTER TABLE api_keys ADD COLUMN signing_secret TEXT NOT NULL DEFAULT '';

-- Users, teams (each a tenant), whose a client key is and what it may be used for, and limits of use.
-- A limit of 0 is none.

CREATE TABLE teams (
    id                  TEXT    PRIMARY KEY,
    name                TEXT    NOT NULL UNIQUE,
    disabled            INTEGER NOT NULL,
    tags                TEXT    NOT NULL,            -- JSON list
    requests_per_minute INTEGER NOT NULL,
    tokens_per_minute   INTEGER NOT NULL,
    concurrent_calls    INTEGER NOT NULL,
    created_ms          INTEGER NOT NULL,
    version             INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
    id                  TEXT    PRIMARY KEY,
    name                TEXT    NOT NULL UNIQUE,
    email               TEXT    NOT NULL,
    role                TEXT    NOT NULL,
    team_id             TEXT    NOT NULL,            -- empty: of none
    disabled            INTEGER NOT NULL,
    tags                TEXT    NOT NULL,            -- JSON list
    requests_per_minute INTEGER NOT NULL,
    tokens_per_minute   INTEGER NOT NULL,
    concurrent_calls    INTEGER NOT NULL,
    created_ms          INTEGER NOT NULL,
    version             INTEGER NOT NULL,
    password_hash       TEXT    NOT NULL DEFAULT '', -- empty: no password
    oidc_subject        TEXT    NOT NULL DEFAULT ''  -- issuer and subject; empty: none
) STRICT;

CREATE UNIQUE INDEX users_by_email ON users (email) WHERE email <> '';
CREATE UNIQUE INDEX users_by_oidc_subject ON users (oidc_subject) WHERE oidc_subject <> '';

ALTER TABLE api_keys ADD COLUMN user_id             TEXT    NOT NULL DEFAULT '';
ALTER TABLE api_keys ADD COLUMN team_id             TEXT    NOT NULL DEFAULT '';
ALTER TABLE api_keys ADD COLUMN allowed_providers   TEXT    NOT NULL DEFAULT '[]'; -- JSON list of ids; empty = all
ALTER TABLE api_keys ADD COLUMN allowed_addresses   TEXT    NOT NULL DEFAULT '[]'; -- JSON list; empty = all
ALTER TABLE api_keys ADD COLUMN tags                TEXT    NOT NULL DEFAULT '[]'; -- JSON list
ALTER TABLE api_keys ADD COLUMN requests_per_minute INTEGER NOT NULL DEFAULT 0;
ALTER TABLE api_keys ADD COLUMN tokens_per_minute   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE api_keys ADD COLUMN concurrent_calls    INTEGER NOT NULL DEFAULT 0;
-- The key before the last rotation, for as long as it is still taken.
ALTER TABLE api_keys ADD COLUMN previous_digest     BLOB    NOT NULL DEFAULT x'';
ALTER TABLE api_keys ADD COLUMN previous_prefix     TEXT    NOT NULL DEFAULT '';
ALTER TABLE api_keys ADD COLUMN previous_until_ms   INTEGER NOT NULL DEFAULT 0;

ALTER TABLE providers ADD COLUMN requests_per_minute INTEGER NOT NULL DEFAULT 0;
ALTER TABLE providers ADD COLUMN tokens_per_minute   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE providers ADD COLUMN concurrent_calls    INTEGER NOT NULL DEFAULT 0;

ALTER TABLE provider_models ADD COLUMN requests_per_minute INTEGER NOT NULL DEFAULT 0;
ALTER TABLE provider_models ADD COLUMN tokens_per_minute   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE provider_models ADD COLUMN concurrent_calls    INTEGER NOT NULL DEFAULT 0;

-- Whose a key is or was: what it called is told by this, also when the key is long gone.
CREATE TABLE key_owners (
    key_id  TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    team_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX key_owners_by_user ON key_owners (user_id, team_id);
CREATE INDEX key_owners_by_team ON key_owners (team_id);

CREATE TRIGGER api_keys_owned AFTER INSERT ON api_keys BEGIN
    INSERT OR REPLACE INTO key_owners (key_id, user_id, team_id) VALUES (new.id, new.user_id, new.team_id);
END;
CREATE TRIGGER api_keys_given AFTER UPDATE OF user_id, team_id ON api_keys BEGIN
    INSERT OR REPLACE INTO key_owners (key_id, user_id, team_id) VALUES (new.id, new.user_id, new.team_id);
END;

-- What users and teams are or were called last.
CREATE TABLE owner_names (
    id   TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER users_added AFTER INSERT ON users BEGIN
    INSERT OR REPLACE INTO owner_names (id, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER users_renamed AFTER UPDATE OF name ON users BEGIN
    INSERT OR REPLACE INTO owner_names (id, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER teams_added AFTER INSERT ON teams BEGIN
    INSERT OR REPLACE INTO owner_names (id, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER teams_renamed AFTER UPDATE OF name ON teams BEGIN
    INSERT OR REPLACE INTO owner_names (id, name) VALUES (new.id, new.name);
END;

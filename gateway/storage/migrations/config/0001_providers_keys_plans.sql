-- What an admin sets. Times are Unix milliseconds (UTC); truths are 0 or 1; `version` grows with each update.

CREATE TABLE providers (
    id             TEXT    PRIMARY KEY,
    name           TEXT    NOT NULL UNIQUE,     -- what stands before the first '/' of a model name
    type           TEXT    NOT NULL,            -- preset or dialect
    base_url       TEXT    NOT NULL,
    headers        TEXT    NOT NULL,            -- JSON: [[name, value], ...]
    any_model      INTEGER NOT NULL,
    priority       INTEGER NOT NULL,            -- lower is tried first
    weight         INTEGER NOT NULL,
    concurrency    INTEGER NOT NULL,            -- 0 = no limit
    connect_ms     INTEGER NOT NULL,
    first_token_ms INTEGER NOT NULL,
    idle_ms        INTEGER NOT NULL,
    total_ms       INTEGER NOT NULL,
    enabled        INTEGER NOT NULL,
    created_ms     INTEGER NOT NULL,
    version        INTEGER NOT NULL
) STRICT;

-- Where a credential is kept, never the credential.
CREATE TABLE provider_keys (
    id          TEXT    PRIMARY KEY,
    provider_id TEXT    NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    name        TEXT    NOT NULL,
    secret      TEXT    NOT NULL,               -- env:NAME, file:PATH, keychain:ID or empty
    origin      TEXT    NOT NULL,               -- scheme://host:port it may be sent to
    weight      INTEGER NOT NULL,
    priority    INTEGER NOT NULL,
    enabled     INTEGER NOT NULL,
    created_ms  INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    UNIQUE (provider_id, name)
) STRICT;

CREATE TABLE provider_models (
    id             TEXT    PRIMARY KEY,
    provider_id    TEXT    NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
    name           TEXT    NOT NULL,            -- as the provider spells it
    enabled        INTEGER NOT NULL,
    context_window INTEGER,                     -- tokens
    max_output     INTEGER,                     -- tokens
    created_ms     INTEGER NOT NULL,
    version        INTEGER NOT NULL,
    UNIQUE (provider_id, name)
) STRICT;

-- Keys that clients show us. Only the digest is kept; the key itself is shown once, when it is made.
CREATE TABLE api_keys (
    id             TEXT    PRIMARY KEY,
    name           TEXT    NOT NULL,
    prefix         TEXT    NOT NULL,            -- first characters, to recognise it by
    digest         BLOB    NOT NULL UNIQUE,     -- SHA-256
    role           TEXT    NOT NULL,
    allowed_models TEXT    NOT NULL,            -- JSON list; empty = all
    expires_ms     INTEGER NOT NULL,            -- 0 = never
    revoked_ms     INTEGER NOT NULL,            -- 0 = not revoked
    created_ms     INTEGER NOT NULL,
    version        INTEGER NOT NULL
) STRICT;

-- A setting without a row has its default.
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every plan that was published, without secrets.
CREATE TABLE plans (
    version      INTEGER PRIMARY KEY,           -- grows by 1
    published_ms INTEGER NOT NULL,
    author       TEXT    NOT NULL,
    plan         TEXT    NOT NULL               -- JSON
) STRICT;

-- What a create operation answered under an Idempotency-Key.
CREATE TABLE idempotency (
    key         TEXT    NOT NULL,
    operation   TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,               -- of the request's body
    response    TEXT    NOT NULL,               -- JSON
    created_ms  INTEGER NOT NULL,
    PRIMARY KEY (key, operation)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_by_age ON idempotency (created_ms);

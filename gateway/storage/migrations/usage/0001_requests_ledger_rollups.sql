-- What happened. Times are Unix milliseconds (UTC), spans microseconds, money nano-US-dollars; truths are 0 or 1.

-- One row a call. `no` is only for paging: a page continues at (started_ms, no), which every index ends with.
CREATE TABLE requests (
    no                    INTEGER PRIMARY KEY,
    id                    TEXT    NOT NULL UNIQUE,  -- the x-request-id
    started_ms            INTEGER NOT NULL,
    overhead_us           INTEGER NOT NULL,
    first_token_us        INTEGER,                  -- NULL = no content was relayed
    duration_us           INTEGER NOT NULL,
    client_key_id         TEXT    NOT NULL,
    client_key_name       TEXT    NOT NULL,
    endpoint              TEXT    NOT NULL,
    stream                INTEGER NOT NULL,
    requested_model       TEXT    NOT NULL,
    routed_model          TEXT    NOT NULL,
    billed_model          TEXT    NOT NULL,
    provider_id           TEXT    NOT NULL,
    provider_name         TEXT    NOT NULL,
    status                INTEGER NOT NULL,
    outcome               TEXT    NOT NULL,
    error_code            TEXT    NOT NULL,
    input_tokens          INTEGER NOT NULL,
    cache_read_tokens     INTEGER NOT NULL,
    cache_write_5m_tokens INTEGER NOT NULL,
    cache_write_1h_tokens INTEGER NOT NULL,
    output_tokens         INTEGER NOT NULL,
    reasoning_tokens      INTEGER NOT NULL,
    usage_reported        INTEGER NOT NULL,
    cost_nanos            INTEGER NOT NULL,
    confidence            TEXT    NOT NULL
) STRICT;

CREATE INDEX requests_by_time ON requests (started_ms);
CREATE INDEX requests_by_key ON requests (client_key_id, started_ms);
CREATE INDEX requests_by_provider ON requests (provider_id, started_ms);
CREATE INDEX requests_by_model ON requests (routed_model, started_ms);
-- Nearly all are 200, which the index by time finds as fast: only the others are worth a place here.
CREATE INDEX requests_by_status ON requests (status, started_ms) WHERE status <> 200;

-- One row an attempt.
CREATE TABLE cost_records (
    request_id            TEXT    NOT NULL,
    attempt               INTEGER NOT NULL,         -- counted from 0
    provider_id           TEXT    NOT NULL,
    provider_name         TEXT    NOT NULL,
    key_id                TEXT    NOT NULL,         -- of the provider's key
    model                 TEXT    NOT NULL,         -- as sent
    billed_model          TEXT    NOT NULL,         -- as answered
    started_ms            INTEGER NOT NULL,
    first_byte_us         INTEGER,
    duration_us           INTEGER NOT NULL,
    status                INTEGER NOT NULL,
    failure               TEXT    NOT NULL,
    error                 TEXT    NOT NULL,
    input_tokens          INTEGER NOT NULL,
    cache_read_tokens     INTEGER NOT NULL,
    cache_write_5m_tokens INTEGER NOT NULL,
    cache_write_1h_tokens INTEGER NOT NULL,
    output_tokens         INTEGER NOT NULL,
    reasoning_tokens      INTEGER NOT NULL,
    usage_reported        INTEGER NOT NULL,
    cost_nanos            INTEGER NOT NULL,
    confidence            TEXT    NOT NULL,
    PRIMARY KEY (request_id, attempt)
) STRICT, WITHOUT ROWID;

-- How a call was routed.
CREATE TABLE routing_decisions (
    request_id   TEXT PRIMARY KEY,
    plan_version INTEGER,                           -- out of the trace; NULL when it names none
    trace        TEXT NOT NULL                      -- JSON
) STRICT, WITHOUT ROWID;

-- Double entry: the entries of one attempt and event sum to 0. A mistake is mended by further entries.
CREATE TABLE ledger_entries (
    request_id   TEXT    NOT NULL,
    attempt      INTEGER NOT NULL,
    event        TEXT    NOT NULL,
    account      TEXT    NOT NULL,
    amount_nanos INTEGER NOT NULL,
    at_ms        INTEGER NOT NULL,
    PRIMARY KEY (request_id, attempt, event, account)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_entries_keep_on_update BEFORE UPDATE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'ledger entries are never changed');
END;

CREATE TRIGGER ledger_entries_keep_on_delete BEFORE DELETE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'ledger entries are never removed');
END;

-- Sums per 15 minutes. Tokens and money where they were spent, calls and spans at the call's last attempt.
CREATE TABLE usage_rollups (
    bucket_ms          INTEGER NOT NULL,
    provider_id        TEXT    NOT NULL,
    client_key_id      TEXT    NOT NULL,
    model              TEXT    NOT NULL,
    outcome            TEXT    NOT NULL,            -- ok, error, refused, cancelled
    provider_name      TEXT    NOT NULL,            -- as last seen
    client_key_name    TEXT    NOT NULL,
    calls              INTEGER NOT NULL,
    errors             INTEGER NOT NULL,
    attempts           INTEGER NOT NULL,
    failed_attempts    INTEGER NOT NULL,
    input_tokens       INTEGER NOT NULL,
    cache_read_tokens  INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens      INTEGER NOT NULL,
    reasoning_tokens   INTEGER NOT NULL,
    cost_nanos         INTEGER NOT NULL,
    unpriced_calls     INTEGER NOT NULL,
    estimated_calls    INTEGER NOT NULL,
    duration_us        INTEGER NOT NULL,
    first_token_us     INTEGER NOT NULL,
    first_token_calls  INTEGER NOT NULL,
    PRIMARY KEY (bucket_ms, provider_id, client_key_id, model, outcome)
) STRICT, WITHOUT ROWID;

-- Calls whose beginning has been folded, but not yet their end.
CREATE TABLE open_calls (
    id              TEXT    PRIMARY KEY,
    instance        TEXT    NOT NULL,
    started_ms      INTEGER NOT NULL,
    client_key_id   TEXT    NOT NULL,
    client_key_name TEXT    NOT NULL,
    endpoint        TEXT    NOT NULL,
    stream          INTEGER NOT NULL,
    requested_model TEXT    NOT NULL,
    routed_model    TEXT    NOT NULL,
    provider_id     TEXT    NOT NULL,
    provider_name   TEXT    NOT NULL,
    request_bytes   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far each journal file has been folded.
CREATE TABLE journal_offsets (
    file       TEXT    PRIMARY KEY,
    offset     INTEGER NOT NULL,                    -- bytes
    updated_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A call may be open at its second attempt or a later one: then what those before cost must not be lost with it.

ALTER TABLE open_calls ADD COLUMN earlier_attempts INTEGER NOT NULL DEFAULT 0;

-- One row an attempt that has ended, of a call that has not. The columns are those of cost_records.
CREATE TABLE open_attempts (
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

CREATE TRIGGER open_attempts_go_with_their_call AFTER DELETE ON open_calls WHEN old.earlier_attempts > 0
BEGIN
    DELETE FROM open_attempts WHERE request_id = old.id;
END;

-- Money that is paid before it is spent. It is kept here and not in usage.db: nothing else knows of it.

CREATE TABLE credits (
    id         TEXT    PRIMARY KEY,
    scope      TEXT    NOT NULL,            -- what the holder is: key, ...
    subject    TEXT    NOT NULL,            -- its id
    created_ms INTEGER NOT NULL,
    closed_ms  INTEGER NOT NULL DEFAULT 0   -- 0 = it is open
) STRICT;

CREATE UNIQUE INDEX credits_by_holder ON credits (scope, subject) WHERE closed_ms = 0;

-- What was paid in, and paid back (below 0). A mistake is mended by another payment.
CREATE TABLE payments (
    no           INTEGER PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE,
    credit_id    TEXT    NOT NULL REFERENCES credits (id),
    at_ms        INTEGER NOT NULL,
    amount_nanos INTEGER NOT NULL,
    note         TEXT    NOT NULL,
    author       TEXT    NOT NULL
) STRICT;

CREATE INDEX payments_by_credit ON payments (credit_id, no);

CREATE TRIGGER payments_keep_on_update BEFORE UPDATE ON payments
BEGIN
    SELECT RAISE(ABORT, 'payments are never changed');
END;

CREATE TRIGGER payments_keep_on_delete BEFORE DELETE ON payments
BEGIN
    SELECT RAISE(ABORT, 'payments are never removed');
END;

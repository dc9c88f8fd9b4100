-- When each provider's key was out of use, and why. Times are Unix milliseconds by the clock of then.
CREATE TABLE health_history (
    no          INTEGER PRIMARY KEY,
    provider_id TEXT    NOT NULL,
    key_id      TEXT    NOT NULL,                   -- empty where the provider needs no key
    model       TEXT    NOT NULL,                   -- as sent; empty: every model
    kind        TEXT    NOT NULL,                   -- cooldown, hold, breaker
    began_ms    INTEGER NOT NULL,
    ends_ms     INTEGER NOT NULL,                   -- when it is to end, or did before its time
    reason      TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    ended_by    TEXT    NOT NULL DEFAULT ''         -- empty: its time was up, or will be
) STRICT;

CREATE INDEX health_history_by_end ON health_history (ends_ms);

-- What was the matter, and what still is. Times are Unix milliseconds by the clock of then.
CREATE TABLE alerts (
    id          TEXT    PRIMARY KEY,                -- sorts by time of making
    kind        TEXT    NOT NULL,
    severity    TEXT    NOT NULL,
    subject     TEXT    NOT NULL,                   -- id of what it is about
    name        TEXT    NOT NULL,                   -- the subject's, as of then
    detail      TEXT    NOT NULL,
    value       INTEGER NOT NULL,
    limit_value INTEGER NOT NULL,                   -- beyond which it is told
    level       INTEGER NOT NULL,
    began_ms    INTEGER NOT NULL,
    ended_ms    INTEGER NOT NULL,                   -- 0 = it is still so
    ended_by    TEXT    NOT NULL,
    silenced_ms INTEGER NOT NULL                    -- until when nothing is sent about it
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX alerts_open ON alerts (kind, subject) WHERE ended_ms = 0;
CREATE INDEX alerts_by_end ON alerts (ended_ms);

-- What is to be sent of it, and what became of that.
CREATE TABLE alert_notices (
    id         TEXT    PRIMARY KEY,                 -- the receiver's, too: a second one with it is the same again
    alert_id   TEXT    NOT NULL,
    channel_id TEXT    NOT NULL,
    event      TEXT    NOT NULL,                    -- raised, worse, reminded, recovered
    made_ms    INTEGER NOT NULL,
    alert      TEXT    NOT NULL,                    -- JSON, as of then
    tries      INTEGER NOT NULL DEFAULT 0,
    next_ms    INTEGER NOT NULL,                    -- not before
    state      TEXT    NOT NULL DEFAULT 'waiting',  -- waiting, sent, given_up, dropped
    ended_ms   INTEGER NOT NULL DEFAULT 0,
    problem    TEXT    NOT NULL DEFAULT ''          -- of the last try
) STRICT, WITHOUT ROWID;

CREATE INDEX alert_notices_waiting ON alert_notices (channel_id, id) WHERE state = 'waiting';
CREATE INDEX alert_notices_by_alert ON alert_notices (alert_id);

-- What was done to the gateway, and what was refused. Each row is sealed together with the one before it, so that none
-- can be changed, removed or put in between without the next one telling. Texts are JSON where it says so; no secret is
-- in any of them.
CREATE TABLE audit_logs (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT, -- 1, 2, 3, ...: none is left out
    at_ms       INTEGER NOT NULL,
    actor_kind  TEXT    NOT NULL,            -- user, key, window, command_line, this_computer, system, nobody
    actor_id    TEXT    NOT NULL,
    actor_name  TEXT    NOT NULL,            -- as it was then
    origin      TEXT    NOT NULL,            -- address, or the part of this program
    operation   TEXT    NOT NULL,
    target_kind TEXT    NOT NULL,
    target_id   TEXT    NOT NULL,
    target_name TEXT    NOT NULL,
    outcome     TEXT    NOT NULL,            -- ok, or the code of the refusal
    before      TEXT    NOT NULL,            -- JSON: by place, what was changed
    after       TEXT    NOT NULL,            -- JSON: the same, as it is now
    hash        BLOB    NOT NULL             -- SHA-256 over the hash before and all of the above
) STRICT;

CREATE INDEX audit_logs_by_time ON audit_logs (at_ms);

CREATE TRIGGER audit_logs_stay_as_they_are BEFORE UPDATE ON audit_logs
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;
CREATE TRIGGER audit_logs_stay BEFORE DELETE ON audit_logs
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;

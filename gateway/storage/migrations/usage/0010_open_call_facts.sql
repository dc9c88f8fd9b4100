-- A call that a crash interrupts is told of by its session, alias and tags like any other: the last two are in its trace.

ALTER TABLE open_calls ADD COLUMN session_id TEXT NOT NULL DEFAULT '';  -- as the client names it; empty when it does not
ALTER TABLE open_calls ADD COLUMN decision   TEXT NOT NULL DEFAULT '';  -- JSON: the trace

-- What is known of proxies and of models that are asked by themselves outlives the program. Times are Unix milliseconds by
-- the clock of then.

-- When each proxy of the pool was down, and why.
CREATE TABLE proxy_history (
    proxy_id TEXT    NOT NULL,
    began_ms INTEGER NOT NULL,
    ended_ms INTEGER NOT NULL,                      -- 0: it still is
    reason   TEXT    NOT NULL,
    PRIMARY KEY (proxy_id, began_ms)
) STRICT, WITHOUT ROWID;

-- The last probe of each model.
CREATE TABLE model_probes (
    provider_id TEXT    NOT NULL,
    model       TEXT    NOT NULL,
    at_ms       INTEGER NOT NULL,
    by_call     INTEGER NOT NULL,                   -- calls went well, so that it was not asked
    failure     TEXT    NOT NULL,
    status      INTEGER NOT NULL,                   -- HTTP; 0: none
    latency_us  INTEGER NOT NULL,                   -- of the last answer; -1: none yet
    detail      TEXT    NOT NULL,
    failures    INTEGER NOT NULL,                   -- in a row
    PRIMARY KEY (provider_id, model)
) STRICT, WITHOUT ROWID;

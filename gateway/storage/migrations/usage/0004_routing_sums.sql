-- What router.metrics asks for. The sums begin with this step: what was before it is not read again.

-- How each model of each provider did per 15 minutes. Spans are of attempts that went well.
CREATE TABLE target_rollups (
    bucket_ms         INTEGER NOT NULL,
    provider_id       TEXT    NOT NULL,
    model             TEXT    NOT NULL,             -- as sent
    provider_name     TEXT    NOT NULL,             -- as last seen
    attempts          INTEGER NOT NULL,
    errors            INTEGER NOT NULL,             -- whose fault is the target's: no client that left, no end of ours
    first_token_us    INTEGER NOT NULL,
    first_token_calls INTEGER NOT NULL,
    output_tokens     INTEGER NOT NULL,             -- of streams: after their first content, for as long as output_us
    output_us         INTEGER NOT NULL,
    PRIMARY KEY (bucket_ms, provider_id, model)
) STRICT, WITHOUT ROWID;

-- What decided about calls per 15 minutes.
CREATE TABLE decision_rollups (
    bucket_ms INTEGER NOT NULL,
    what      INTEGER NOT NULL,                     -- 0 = a rule, by id; 1 = the strategy, `off` while routing was off
    name      TEXT    NOT NULL,
    calls     INTEGER NOT NULL,
    PRIMARY KEY (bucket_ms, what, name)
) STRICT, WITHOUT ROWID;

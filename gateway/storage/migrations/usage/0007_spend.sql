-- What was spent per 15 minutes, by whom and on what, so that a budget's running period is summed up at once. What has
-- two names (a model as it was asked for and as it was sent) has a row for each: only rows of one kind may be added up.

CREATE TABLE spend_rollups (
    kind       TEXT    NOT NULL,            -- all, key, provider, model, tag
    subject    TEXT    NOT NULL,            -- an id, a model's name or a tag; empty for all
    bucket_ms  INTEGER NOT NULL,
    cost_nanos INTEGER NOT NULL,
    PRIMARY KEY (kind, subject, bucket_ms)
) STRICT, WITHOUT ROWID;

INSERT INTO spend_rollups SELECT 'all', '', bucket_ms, sum(cost_nanos) FROM usage_rollups
    GROUP BY bucket_ms HAVING sum(cost_nanos) <> 0;
INSERT INTO spend_rollups SELECT 'key', client_key_id, bucket_ms, sum(cost_nanos) FROM usage_rollups
    GROUP BY client_key_id, bucket_ms HAVING sum(cost_nanos) <> 0;
INSERT INTO spend_rollups SELECT 'provider', provider_id, bucket_ms, sum(cost_nanos) FROM usage_rollups
    GROUP BY provider_id, bucket_ms HAVING sum(cost_nanos) <> 0;
INSERT INTO spend_rollups SELECT 'model', model, bucket_ms, sum(cost_nanos) FROM usage_rollups
    GROUP BY model, bucket_ms HAVING sum(cost_nanos) <> 0;

-- What an attempt held of which hard budgets (ids, with a space between), and whether it was ended by us because that was
-- used up. `tags` are those that rules put on the call, one a line.
ALTER TABLE cost_records  ADD COLUMN reserved_nanos INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cost_records  ADD COLUMN budgets        TEXT    NOT NULL DEFAULT '';
ALTER TABLE cost_records  ADD COLUMN cut            INTEGER NOT NULL DEFAULT 0;
ALTER TABLE open_attempts ADD COLUMN reserved_nanos INTEGER NOT NULL DEFAULT 0;
ALTER TABLE open_attempts ADD COLUMN budgets        TEXT    NOT NULL DEFAULT '';
ALTER TABLE open_attempts ADD COLUMN cut            INTEGER NOT NULL DEFAULT 0;
ALTER TABLE open_calls    ADD COLUMN reserved_nanos INTEGER NOT NULL DEFAULT 0;
ALTER TABLE open_calls    ADD COLUMN budgets        TEXT    NOT NULL DEFAULT '';
ALTER TABLE open_calls    ADD COLUMN tags           TEXT    NOT NULL DEFAULT '';

-- Cost over any stretch of time, in any time zone, at any number of calls: sums over long spans for the inside of the
-- stretch, usage_rollups for its edges.

ALTER TABLE requests ADD COLUMN session_id TEXT NOT NULL DEFAULT '';  -- as the client names it; empty when it does not

ALTER TABLE usage_rollups ADD COLUMN unpriced_input_tokens  INTEGER NOT NULL DEFAULT 0;  -- whose price is not known
ALTER TABLE usage_rollups ADD COLUMN unpriced_output_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage_rollups ADD COLUMN estimated_nanos        INTEGER NOT NULL DEFAULT 0;  -- part of cost_nanos
ALTER TABLE usage_buckets ADD COLUMN unpriced_input_tokens  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage_buckets ADD COLUMN unpriced_output_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage_buckets ADD COLUMN estimated_nanos        INTEGER NOT NULL DEFAULT 0;

WITH unsure AS (
    SELECT calls.started_ms - calls.started_ms % 900000 AS bucket_ms, tries.provider_id, calls.client_key_id,
           iif(tries.billed_model <> '', tries.billed_model,
               iif(tries.model <> '', tries.model, calls.requested_model)) AS model,
           iif(tries.attempt = calls.attempts - 1 OR tries.failure = 'hedge_lost',
               CASE calls.outcome WHEN 'done' THEN 'ok' WHEN 'refused' THEN 'refused'
                                  WHEN 'cancelled' THEN 'cancelled' ELSE 'error' END, 'error') AS outcome,
           sum(iif(tries.confidence = 'unpriced', tries.input_tokens, 0)) AS unpriced_input,
           sum(iif(tries.confidence = 'unpriced', tries.output_tokens, 0)) AS unpriced_output,
           sum(iif(tries.confidence = 'estimated', tries.cost_nanos, 0)) AS estimated
    FROM cost_records AS tries JOIN requests AS calls ON calls.id = tries.request_id
    WHERE tries.confidence <> 'measured'
    GROUP BY 1, 2, 3, 4, 5)
UPDATE usage_rollups
SET unpriced_input_tokens = unsure.unpriced_input, unpriced_output_tokens = unsure.unpriced_output,
    estimated_nanos = unsure.estimated
FROM unsure
WHERE usage_rollups.bucket_ms = unsure.bucket_ms AND usage_rollups.provider_id = unsure.provider_id
  AND usage_rollups.client_key_id = unsure.client_key_id AND usage_rollups.model = unsure.model
  AND usage_rollups.outcome = unsure.outcome;

WITH sums AS (
    SELECT bucket_ms, sum(unpriced_input_tokens) AS unpriced_input, sum(unpriced_output_tokens) AS unpriced_output,
           sum(estimated_nanos) AS estimated
    FROM usage_rollups GROUP BY bucket_ms)
UPDATE usage_buckets
SET unpriced_input_tokens = sums.unpriced_input, unpriced_output_tokens = sums.unpriced_output,
    estimated_nanos = sums.estimated
FROM sums WHERE sums.bucket_ms = usage_buckets.bucket_ms;

-- Sums over spans of UTC that are whole in each other. Which of a, b and c are what is said by the facet.
CREATE TABLE cost_rollups (
    facet                  INTEGER NOT NULL,  -- 0 all, 1 provider, 2 key, 3 model, 4 key and model,
                                              -- 5 provider, key and model, 6 alias, 7 tag
    level                  INTEGER NOT NULL,  -- 0 = 15 minutes, 1 = 1 hour, 2 = 4 hours, 3 = 1 day, 4 = 16 days
    start_ms               INTEGER NOT NULL,
    a                      TEXT    NOT NULL,
    b                      TEXT    NOT NULL,
    c                      TEXT    NOT NULL,
    calls                  INTEGER NOT NULL,
    errors                 INTEGER NOT NULL,
    attempts               INTEGER NOT NULL,
    failed_attempts        INTEGER NOT NULL,
    input_tokens           INTEGER NOT NULL,
    cache_read_tokens      INTEGER NOT NULL,
    cache_write_tokens     INTEGER NOT NULL,
    output_tokens          INTEGER NOT NULL,
    reasoning_tokens       INTEGER NOT NULL,
    cost_nanos             INTEGER NOT NULL,
    unpriced_calls         INTEGER NOT NULL,
    estimated_calls        INTEGER NOT NULL,
    duration_us            INTEGER NOT NULL,
    first_token_us         INTEGER NOT NULL,
    first_token_calls      INTEGER NOT NULL,
    unpriced_input_tokens  INTEGER NOT NULL,
    unpriced_output_tokens INTEGER NOT NULL,
    estimated_nanos        INTEGER NOT NULL,
    ok_calls               INTEGER NOT NULL,
    PRIMARY KEY (facet, level, start_ms, a, b, c)
) STRICT, WITHOUT ROWID;

-- Aliases and tags begin with this step; all else is added up from what was there.
WITH spans (level, span) AS (VALUES (0, 900000), (1, 3600000), (2, 14400000), (3, 86400000), (4, 1382400000)),
facets (facet, least_level) AS (VALUES (0, 1), (1, 0), (2, 0), (3, 0), (4, 2), (5, 2))
INSERT INTO cost_rollups
SELECT facet, level, bucket_ms - bucket_ms % span,
       CASE facet WHEN 0 THEN '' WHEN 1 THEN provider_id WHEN 3 THEN model WHEN 5 THEN provider_id
                  ELSE client_key_id END,
       CASE facet WHEN 4 THEN model WHEN 5 THEN client_key_id ELSE '' END,
       CASE facet WHEN 5 THEN model ELSE '' END,
       sum(calls), sum(errors), sum(attempts), sum(failed_attempts), sum(input_tokens), sum(cache_read_tokens),
       sum(cache_write_tokens), sum(output_tokens), sum(reasoning_tokens), sum(cost_nanos), sum(unpriced_calls),
       sum(estimated_calls), sum(duration_us), sum(first_token_us), sum(first_token_calls),
       sum(unpriced_input_tokens), sum(unpriced_output_tokens), sum(estimated_nanos),
       sum(iif(outcome = 'ok', calls, 0))
FROM usage_rollups JOIN facets JOIN spans ON level >= least_level
GROUP BY 1, 2, 3, 4, 5, 6;

-- What providers and client keys were called when they were last seen: a removed one keeps its name in reports.
CREATE TABLE seen_names (
    kind INTEGER NOT NULL,                    -- 0 = provider, 1 = client key
    id   TEXT    NOT NULL,
    name TEXT    NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

INSERT INTO seen_names
SELECT 0, provider_id, provider_name FROM (SELECT provider_id, provider_name, max(bucket_ms) FROM usage_rollups
                                           WHERE provider_id <> '' GROUP BY provider_id);
INSERT INTO seen_names
SELECT 1, client_key_id, client_key_name FROM (SELECT client_key_id, client_key_name, max(bucket_ms)
                                               FROM usage_rollups WHERE client_key_id <> '' GROUP BY client_key_id);

-- Sessions are many and each is short, so that there is one span only. They are listed by when they were last used.
CREATE TABLE session_rollups (
    session_id             TEXT    NOT NULL,
    client_key_id          TEXT    NOT NULL,
    bucket_ms              INTEGER NOT NULL,
    calls                  INTEGER NOT NULL,
    errors                 INTEGER NOT NULL,
    attempts               INTEGER NOT NULL,
    failed_attempts        INTEGER NOT NULL,
    input_tokens           INTEGER NOT NULL,
    cache_read_tokens      INTEGER NOT NULL,
    cache_write_tokens     INTEGER NOT NULL,
    output_tokens          INTEGER NOT NULL,
    reasoning_tokens       INTEGER NOT NULL,
    cost_nanos             INTEGER NOT NULL,
    unpriced_calls         INTEGER NOT NULL,
    estimated_calls        INTEGER NOT NULL,
    duration_us            INTEGER NOT NULL,
    first_token_us         INTEGER NOT NULL,
    first_token_calls      INTEGER NOT NULL,
    unpriced_input_tokens  INTEGER NOT NULL,
    unpriced_output_tokens INTEGER NOT NULL,
    estimated_nanos        INTEGER NOT NULL,
    ok_calls               INTEGER NOT NULL,
    PRIMARY KEY (session_id, client_key_id, bucket_ms)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_rollups_by_time ON session_rollups (bucket_ms, session_id, client_key_id);

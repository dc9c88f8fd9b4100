-- What the overview and the list of requests ask for, at any number of rows.

-- How many requests to providers the call took; more than one is a failover.
ALTER TABLE requests ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1;

UPDATE requests
SET attempts = (SELECT count(*) FROM cost_records WHERE request_id = requests.id)
WHERE id IN (SELECT request_id FROM cost_records WHERE attempt = 1);

UPDATE requests SET attempts = 0 WHERE provider_id = '';

CREATE INDEX requests_by_failover ON requests (started_ms) WHERE attempts > 1;

-- Whole lists are counted, filtered and sorted within this index: it grows at its end, where a new row is cheap.
DROP INDEX requests_by_time;
CREATE INDEX requests_by_time ON requests
    (started_ms, no, status, outcome, stream, attempts, duration_us, first_token_us, cost_nanos, input_tokens,
     output_tokens);

-- Nearly all are routed under the name that was asked for, which the index by model finds.
CREATE INDEX requests_by_request ON requests (requested_model, started_ms) WHERE requested_model <> routed_model;

-- The sums of usage_rollups over everything but time, so that a month of them is read at once; and calls that ended
-- well, and those of them whose first attempt did.
CREATE TABLE usage_buckets (
    bucket_ms          INTEGER PRIMARY KEY,
    calls              INTEGER NOT NULL,
    errors             INTEGER NOT NULL,
    attempts           INTEGER NOT NULL,
    failed_attempts    INTEGER NOT NULL,
    input_tokens       INTEGER NOT NULL,
    cache_read_tokens  INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens      INTEGER NOT NULL,
    reasoning_tokens   INTEGER NOT NULL,
    cost_nanos         INTEGER NOT NULL,
    unpriced_calls     INTEGER NOT NULL,
    estimated_calls    INTEGER NOT NULL,
    duration_us        INTEGER NOT NULL,
    first_token_us     INTEGER NOT NULL,
    first_token_calls  INTEGER NOT NULL,
    ok_calls           INTEGER NOT NULL,
    first_choice_calls INTEGER NOT NULL
) STRICT;

INSERT INTO usage_buckets
SELECT bucket_ms, sum(calls), sum(errors), sum(attempts), sum(failed_attempts), sum(input_tokens),
       sum(cache_read_tokens), sum(cache_write_tokens), sum(output_tokens), sum(reasoning_tokens), sum(cost_nanos),
       sum(unpriced_calls), sum(estimated_calls), sum(duration_us), sum(first_token_us), sum(first_token_calls),
       sum(iif(outcome = 'ok', calls, 0)), sum(iif(outcome = 'ok', calls, 0))
FROM usage_rollups
GROUP BY bucket_ms;

UPDATE usage_buckets
SET first_choice_calls = ok_calls - (SELECT count(*) FROM requests
                                     WHERE attempts > 1 AND outcome = 'done'
                                       AND started_ms >= bucket_ms AND started_ms < bucket_ms + 900000);

-- How long calls took, as a histogram a bucket: percentiles of any stretch of time without reading its calls.
-- Slot s holds the spans from (16 + s % 16) * 2^(s / 16) / 16 microseconds up to the next: none is wider than 1/16.
CREATE TABLE latency_rollups (
    bucket_ms INTEGER NOT NULL,
    what      INTEGER NOT NULL,                     -- 0 = duration, 1 = first token
    slot      INTEGER NOT NULL,
    calls     INTEGER NOT NULL,
    PRIMARY KEY (bucket_ms, what, slot)
) STRICT, WITHOUT ROWID;

-- The days that percentiles are shown of.
WITH RECURSIVE
octaves (number, low) AS (SELECT 0, 1 UNION ALL SELECT number + 1, low * 2 FROM octaves WHERE number < 40),
spans (bucket_ms, what, us) AS (
    SELECT started_ms - started_ms % 900000, 0, max(duration_us, 1) FROM requests
    WHERE started_ms >= (SELECT max(started_ms) FROM requests) - 172800000 AND outcome <> 'interrupted'
    UNION ALL
    SELECT started_ms - started_ms % 900000, 1, max(first_token_us, 1) FROM requests
    WHERE started_ms >= (SELECT max(started_ms) FROM requests) - 172800000 AND first_token_us IS NOT NULL)
INSERT INTO latency_rollups
SELECT bucket_ms, what, number * 16 + (us - low) * 16 / low, count(*)
FROM spans JOIN octaves ON us >= low AND us < low * 2
GROUP BY 1, 2, 3;

-- A call is found again by anything it has, at any number of calls, without an index for each.

ALTER TABLE requests ADD COLUMN tags TEXT NOT NULL DEFAULT '';  -- that rules put on it, one a line

UPDATE requests
SET tags = coalesce((SELECT group_concat(tag.value, char(10))
                     FROM routing_decisions, json_each(trace, '$.tags') AS tag
                     WHERE request_id = requests.id), '')
WHERE id IN (SELECT request_id FROM routing_decisions WHERE instr(trace, '"tags":["') > 0 AND json_valid(trace));

-- What occurs in 512 rows of `requests`, of those that will not change: `no` from block * 512 + 1 on. It only says which
-- rows need not be looked at. A block without rows has first_ms > last_ms.
CREATE TABLE request_blocks (
    block             INTEGER PRIMARY KEY,
    first_ms          INTEGER NOT NULL,
    last_ms           INTEGER NOT NULL,
    least_duration_us INTEGER NOT NULL,
    most_duration_us  INTEGER NOT NULL,
    least_first_us    INTEGER NOT NULL,
    most_first_us     INTEGER NOT NULL,
    least_cost_nanos  INTEGER NOT NULL,
    most_cost_nanos   INTEGER NOT NULL,
    least_tokens      INTEGER NOT NULL,
    most_tokens       INTEGER NOT NULL,
    marks             BLOB    NOT NULL               -- a Bloom filter of its values
) STRICT;

-- The words that a search by part of a word looks through.
CREATE TABLE request_words (
    kind INTEGER NOT NULL,
    word TEXT    NOT NULL,
    PRIMARY KEY (kind, word)
) STRICT, WITHOUT ROWID;

-- How much may be spent, by whom or on what, and in which time.

CREATE TABLE budgets (
    id             TEXT    PRIMARY KEY,
    name           TEXT    NOT NULL UNIQUE,
    scope          TEXT    NOT NULL,            -- all, key, provider, model, tag
    subject        TEXT    NOT NULL,            -- an id, a model's name or a tag; empty for all
    limit_nanos    INTEGER NOT NULL,
    period         TEXT    NOT NULL,            -- hour, day, week, month, total
    zone           TEXT    NOT NULL,            -- empty: this computer's
    week_start     TEXT    NOT NULL,
    mode           TEXT    NOT NULL,            -- hard, soft
    thresholds     TEXT    NOT NULL,            -- JSON: percentages
    allow_unpriced INTEGER NOT NULL,
    shift_to       TEXT    NOT NULL,
    enabled        INTEGER NOT NULL,
    created_ms     INTEGER NOT NULL,
    version        INTEGER NOT NULL
) STRICT;

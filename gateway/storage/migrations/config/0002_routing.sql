-- Where calls go. Times are Unix milliseconds (UTC); truths are 0 or 1; `version` grows with each update.

CREATE TABLE routing_rules (
    id         TEXT    PRIMARY KEY,
    name       TEXT    NOT NULL UNIQUE,
    priority   INTEGER NOT NULL,            -- lower is asked first
    enabled    INTEGER NOT NULL,
    condition  TEXT    NOT NULL,            -- JSON: one condition
    actions    TEXT    NOT NULL,            -- JSON: a list of actions
    created_ms INTEGER NOT NULL,
    version    INTEGER NOT NULL
) STRICT;

-- How often each rule matched; written every now and then, and when the gateway ends.
CREATE TABLE rule_hits (
    rule_id     TEXT    PRIMARY KEY REFERENCES routing_rules (id) ON DELETE CASCADE,
    hits        INTEGER NOT NULL,
    last_hit_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE model_map (
    id         TEXT    PRIMARY KEY,
    name       TEXT    NOT NULL UNIQUE,     -- what callers ask for
    strategy   TEXT,                        -- NULL: that of the settings
    affinity   INTEGER,                     -- NULL: that of the settings
    targets    TEXT    NOT NULL,            -- JSON: [{provider, model, weight, priority, overrides, required_features}, ...]
    enabled    INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    version    INTEGER NOT NULL
) STRICT;

-- The routing switch: its one row, and what became of every wish.
CREATE TABLE routing_switch (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    state         TEXT    NOT NULL          -- JSON: as routing/switch.h writes it
) STRICT;

CREATE TABLE routing_switch_history (
    no           INTEGER PRIMARY KEY,       -- in the order they were asked for
    id           TEXT    NOT NULL UNIQUE,
    asked_ms     INTEGER NOT NULL,
    effective_ms INTEGER NOT NULL,          -- when it took effect, or is to; 0 = never, it was undone
    value        INTEGER NOT NULL,
    outcome      TEXT    NOT NULL,          -- pending, effective, undone
    author       TEXT    NOT NULL,
    reason       TEXT    NOT NULL
) STRICT;

-- Keys that must wait, kept over a restart.
CREATE TABLE key_cooldowns (
    key_id     TEXT    NOT NULL,
    model      TEXT    NOT NULL,            -- empty: every model
    until_ms   INTEGER NOT NULL,            -- Unix milliseconds
    boot_until INTEGER NOT NULL,            -- the same on the boot clock, with the boot it belongs to
    boot_id    TEXT    NOT NULL,
    length_ms  INTEGER NOT NULL,
    reason     TEXT    NOT NULL,
    source     TEXT    NOT NULL,            -- retry_after, reset_header, body, breaker, admin, ...
    PRIMARY KEY (key_id, model)
) STRICT;

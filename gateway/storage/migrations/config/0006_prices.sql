-- Prices that were entered or imported, on top of the list that comes with the program. Never changed and never removed:
-- what a past call cost stays as it was booked, and what a price was then can still be told.

CREATE TABLE prices (
    no            INTEGER PRIMARY KEY,  -- the order they were entered in
    provider      TEXT    NOT NULL,     -- own: id or type of a provider, or as the list calls it; imported: the list's
    model         TEXT    NOT NULL,     -- own: as it is called, * for any; imported: the list's id
    source        TEXT    NOT NULL,     -- own or imported
    valid_from_ms INTEGER NOT NULL,
    match         TEXT    NOT NULL,     -- JSON: the names an imported model goes by; []: its id
    prices        TEXT    NOT NULL,     -- JSON, pico-dollars per unit; empty: from then on none of its own
    origin        TEXT    NOT NULL,     -- where it came from
    author        TEXT    NOT NULL,
    created_ms    INTEGER NOT NULL
) STRICT;

CREATE TRIGGER prices_stay_as_they_are BEFORE UPDATE ON prices
BEGIN
    SELECT RAISE(ABORT, 'prices are only ever added');
END;
CREATE TRIGGER prices_stay BEFORE DELETE ON prices
BEGIN
    SELECT RAISE(ABORT, 'prices are only ever added');
END;

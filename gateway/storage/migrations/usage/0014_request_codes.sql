-- Which value every row of a block has in the columns that calls are told apart by, so that several conditions at once, and
-- counting, need no row. Made with the summaries, all of which are made anew for it.
CREATE TABLE request_codes (
    kind  INTEGER NOT NULL,                          -- the property, as the marks number it
    block INTEGER NOT NULL,
    codes BLOB    NOT NULL,
    PRIMARY KEY (kind, block)
) STRICT, WITHOUT ROWID;

DELETE FROM request_blocks;

-- What these found is found by the codes; each took its share of writing a call.
DROP INDEX requests_by_provider;
DROP INDEX requests_by_model;
DROP INDEX requests_by_request;

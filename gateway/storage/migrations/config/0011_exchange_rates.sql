-- How much of a currency is one US dollar, from a day of UTC on.

CREATE TABLE exchange_rates (
    currency   TEXT    NOT NULL,            -- three capital letters
    from_ms    INTEGER NOT NULL,            -- Unix milliseconds, where a day begins
    rate_picos INTEGER NOT NULL,            -- 10^-12 of the currency's unit
    PRIMARY KEY (currency, from_ms)
) STRICT, WITHOUT ROWID;

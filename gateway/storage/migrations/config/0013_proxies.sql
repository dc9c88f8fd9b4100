-- The proxies that providers are called through when they are told to use the pool.

CREATE TABLE proxies (
    id         TEXT    PRIMARY KEY,
    name       TEXT    NOT NULL UNIQUE,
    kind       TEXT    NOT NULL,            -- http, https, socks5h
    host       TEXT    NOT NULL,            -- without brackets
    port       INTEGER NOT NULL,
    user       TEXT    NOT NULL,            -- empty: none
    secret     TEXT    NOT NULL,            -- of its password: env:NAME, file:PATH, keychain:ID or empty
    weight     INTEGER NOT NULL,
    enabled    INTEGER NOT NULL,            -- 0: calls under way finish, no others come
    created_ms INTEGER NOT NULL,
    version    INTEGER NOT NULL
) STRICT;

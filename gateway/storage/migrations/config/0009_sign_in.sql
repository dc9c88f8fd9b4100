-- Signing in to the admin API.

ALTER TABLE users ADD COLUMN password_once INTEGER NOT NULL DEFAULT 0; -- it has to be changed at the next sign-in

CREATE TABLE sign_ins (
    id           TEXT    PRIMARY KEY,
    user_id      TEXT    NOT NULL,
    method       TEXT    NOT NULL,            -- password, oidc
    from_address TEXT    NOT NULL,
    created_ms   INTEGER NOT NULL,
    expires_ms   INTEGER NOT NULL,
    ended_ms     INTEGER NOT NULL             -- 0: it goes on
) STRICT;
CREATE INDEX sign_ins_by_user ON sign_ins (user_id);

CREATE TABLE refresh_tokens (
    digest     BLOB    PRIMARY KEY,           -- SHA-256; the token itself is nowhere
    sign_in_id TEXT    NOT NULL,
    used_ms    INTEGER NOT NULL               -- 0: it is the one that counts
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_tokens_by_sign_in ON refresh_tokens (sign_in_id);

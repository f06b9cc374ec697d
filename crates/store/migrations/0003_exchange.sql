CREATE TABLE import_file (
    import_id {bigint} PRIMARY KEY REFERENCES import_batch (id),
    name {text} NOT NULL,
    digest {text} NOT NULL
);
CREATE TABLE external_login (
    issuer {text} NOT NULL,
    subject {text} NOT NULL,
    account_id {bigint} NOT NULL REFERENCES account (id),
    shown {text} NOT NULL,
    bound_by {text} NOT NULL,
    bound_at {bigint} NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX external_login_account ON external_login (account_id);
CREATE TABLE external_attempt (
    digest {text} PRIMARY KEY,
    nonce {text} NOT NULL,
    verifier {text} NOT NULL,
    target {text} NOT NULL,
    account_id {bigint},
    created_at {bigint} NOT NULL
);
CREATE TABLE external_session (
    digest {text} PRIMARY KEY REFERENCES session (digest) ON DELETE CASCADE,
    issuer {text} NOT NULL
);

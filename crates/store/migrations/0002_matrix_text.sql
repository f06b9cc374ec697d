CREATE TABLE matrix_text (
    submission_id {bigint} PRIMARY KEY REFERENCES submission (id),
    folded {text} NOT NULL
);

-- Drafts that were finished and laid before those who may send them for the unit.
CREATE TABLE handed_over (
    submission_id {bigint} PRIMARY KEY REFERENCES submission (id),
    handed_by {text} NOT NULL,
    handed_at {bigint} NOT NULL,
    note {text}
);

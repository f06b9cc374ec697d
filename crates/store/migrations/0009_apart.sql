-- What anybody may see of a report is the newest edition that was published, whatever was sent or accepted since.
ALTER TABLE edition ADD COLUMN published_at {bigint};
UPDATE edition SET published_at = (SELECT r.published_at FROM report p JOIN round r ON r.id = p.round_id
    WHERE p.id = edition.report_id)
    WHERE EXISTS (SELECT 1 FROM submission s WHERE s.id = edition.submission_id AND s.state = 'published');
-- A decision on an item names the one that it takes the place of.
ALTER TABLE review_item ADD COLUMN version {bigint} NOT NULL DEFAULT 1;
CREATE TABLE once (
    key {text} PRIMARY KEY,
    subject_id {bigint} NOT NULL,
    made_at {bigint} NOT NULL
);
CREATE INDEX once_made_at ON once (made_at);

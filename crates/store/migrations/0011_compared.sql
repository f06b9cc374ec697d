-- Marks of the long paragraphs of reports that were sent, by which the same paragraph is found in the report of another unit.
CREATE TABLE passage_print (
    round_id {bigint} NOT NULL REFERENCES round (id),
    print {bigint} NOT NULL,
    unit_id {bigint} NOT NULL REFERENCES org_unit (id),
    submission_id {bigint} NOT NULL REFERENCES submission (id),
    node {text} NOT NULL,
    PRIMARY KEY (round_id, print, unit_id, node)
);
CREATE INDEX passage_print_unit ON passage_print (round_id, unit_id);
-- Reports that were compared with those of the other units of their round.
CREATE TABLE compared (
    submission_id {bigint} PRIMARY KEY REFERENCES submission (id),
    compared_at {bigint} NOT NULL
);

CREATE INDEX recommendation_report ON recommendation (report_id);
CREATE INDEX commitment_report ON commitment (report_id);

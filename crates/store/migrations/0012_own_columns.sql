-- What stands in the columns that a template adds to the annex: JSON by the code of the column; of answers, and of what was read.
ALTER TABLE submission_item ADD COLUMN own {text};
ALTER TABLE candidate ADD COLUMN own {text};

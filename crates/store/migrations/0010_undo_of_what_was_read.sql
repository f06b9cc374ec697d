-- What the head of the document says of itself, as JSON: whose it is, of which period.
ALTER TABLE reading ADD COLUMN about {text};
-- Why an earlier correction changed what is offered: JSON, a list.
ALTER TABLE candidate ADD COLUMN memory {text};
-- The answer that the decision took the place of, as JSON, for taking the decision back.
ALTER TABLE candidate ADD COLUMN replaced {text};
-- What takes the place of what was read: words of a status, or places of numbers in a sentence.
ALTER TABLE remembered ADD COLUMN said {text};
-- The value whose correction is remembered; it goes with the correction.
ALTER TABLE remembered ADD COLUMN candidate_id {bigint};

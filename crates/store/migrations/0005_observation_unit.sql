DROP INDEX observation_edition;
CREATE INDEX observation_unit ON observation (unit_id, round_id);

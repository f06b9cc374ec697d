-- An element of a unit has one current value in a round.
UPDATE observation SET is_current = FALSE WHERE is_current AND EXISTS (SELECT 1 FROM observation n
    WHERE n.round_id = observation.round_id AND n.element = observation.element AND n.unit_id = observation.unit_id
    AND n.is_current AND n.id > observation.id);
DROP INDEX observation_round;
CREATE UNIQUE INDEX observation_current ON observation (round_id, element, unit_id) WHERE is_current;
-- A file is with an item once.
UPDATE attachment SET removed_at = added_at WHERE removed_at IS NULL AND EXISTS (SELECT 1 FROM attachment n
    WHERE n.report_id = attachment.report_id AND n.digest = attachment.digest AND n.kind = attachment.kind
    AND COALESCE(n.node, '') = COALESCE(attachment.node, '') AND n.removed_at IS NULL AND n.id < attachment.id);
CREATE UNIQUE INDEX attachment_once ON attachment (report_id, digest, kind, COALESCE(node, '')) WHERE removed_at IS NULL;

-- only postgres
-- What belongs to a report refers to it with its round and unit as to one thing: one look where there were three, no row that
-- names another round or unit than its report does, and those who send do not all hold the one row of their round.
ALTER TABLE report ADD CONSTRAINT report_place UNIQUE (id, round_id, unit_id);
ALTER TABLE recommendation
    DROP CONSTRAINT recommendation_report_id_fkey,
    DROP CONSTRAINT recommendation_round_id_fkey,
    DROP CONSTRAINT recommendation_unit_id_fkey,
    ADD CONSTRAINT recommendation_place FOREIGN KEY (report_id, round_id, unit_id) REFERENCES report (id, round_id, unit_id);
ALTER TABLE commitment
    DROP CONSTRAINT commitment_report_id_fkey,
    DROP CONSTRAINT commitment_round_id_fkey,
    DROP CONSTRAINT commitment_unit_id_fkey,
    ADD CONSTRAINT commitment_place FOREIGN KEY (report_id, round_id, unit_id) REFERENCES report (id, round_id, unit_id);
ALTER TABLE matrix_row
    DROP CONSTRAINT matrix_row_round_id_fkey,
    DROP CONSTRAINT matrix_row_unit_id_fkey,
    ADD CONSTRAINT matrix_row_place FOREIGN KEY (round_id, unit_id) REFERENCES report (round_id, unit_id);

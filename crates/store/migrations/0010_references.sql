-- The program that an account signs in with is in external_login.
-- only postgres
ALTER TABLE account DROP COLUMN subject;
-- only sqlite
-- A column that is unique goes with its table; what refers to an account finds it again before the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE account_before AS SELECT * FROM account;
DROP TABLE account;
CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT,
    unit_id BIGINT REFERENCES org_unit (id),
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
INSERT INTO account (id, login, name, email, unit_id, state, language, created_at, version)
    SELECT id, login, name, email, unit_id, state, language, created_at, version FROM account_before;
DROP TABLE account_before;
-- both
ALTER TABLE import_batch DROP COLUMN undo;
-- A round is opened with a version of its programme.
ALTER TABLE round ADD COLUMN programme_version_id {bigint} REFERENCES programme_version (id);
UPDATE round SET programme_version_id = (SELECT max(p.id) FROM programme_version p WHERE p.code = round.programme);
-- only postgres
-- PostgreSQL looks at what a row refers to for each row: the 153 answers of a report look at one submission 153 times, the values
-- of an import at one round 150,000 times. Here it is looked at once for each statement, and held as such a look would hold it.
ALTER TABLE submission_item DROP CONSTRAINT submission_item_submission_id_fkey;
ALTER TABLE finding DROP CONSTRAINT finding_submission_id_fkey;
ALTER TABLE observation DROP CONSTRAINT observation_edition_id_fkey;
ALTER TABLE observation DROP CONSTRAINT observation_round_id_fkey;
ALTER TABLE observation DROP CONSTRAINT observation_unit_id_fkey;
CREATE FUNCTION refers_to_submissions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted BIGINT[];
    held BIGINT;
BEGIN
    SELECT array_agg(DISTINCT submission_id) INTO wanted FROM added;
    PERFORM 1 FROM submission WHERE id = ANY (wanted) FOR KEY SHARE;
    GET DIAGNOSTICS held = ROW_COUNT;
    IF held < cardinality(wanted) THEN
        RAISE foreign_key_violation USING MESSAGE = TG_TABLE_NAME || ' refers to a submission that is not there';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION observation_refers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rounds BIGINT[];
    units BIGINT[];
    editions BIGINT[];
    held BIGINT;
BEGIN
    SELECT array_agg(DISTINCT round_id), array_agg(DISTINCT unit_id) INTO rounds, units FROM added;
    SELECT array_agg(DISTINCT edition_id) INTO editions FROM added WHERE edition_id IS NOT NULL;
    PERFORM 1 FROM round WHERE id = ANY (rounds) FOR KEY SHARE;
    GET DIAGNOSTICS held = ROW_COUNT;
    IF held < cardinality(rounds) THEN
        RAISE foreign_key_violation USING MESSAGE = 'observation refers to a round that is not there';
    END IF;
    PERFORM 1 FROM org_unit WHERE id = ANY (units) FOR KEY SHARE;
    GET DIAGNOSTICS held = ROW_COUNT;
    IF held < cardinality(units) THEN
        RAISE foreign_key_violation USING MESSAGE = 'observation refers to a unit that is not there';
    END IF;
    PERFORM 1 FROM edition WHERE id = ANY (editions) FOR KEY SHARE;
    GET DIAGNOSTICS held = ROW_COUNT;
    IF held < cardinality(editions) THEN
        RAISE foreign_key_violation USING MESSAGE = 'observation refers to an edition that is not there';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION refers_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE foreign_key_violation USING MESSAGE = 'a row of ' || TG_TABLE_NAME || ' refers to the same thing for good';
END $$;
CREATE FUNCTION is_referred_to() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found_one BOOLEAN;
BEGIN
    FOR place IN 0 .. TG_NARGS - 1 BY 2 LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE %I = $1)', TG_ARGV[place], TG_ARGV[place + 1])
            INTO found_one USING OLD.id;
        IF found_one THEN
            RAISE foreign_key_violation
                USING MESSAGE = 'a row of ' || TG_ARGV[place] || ' refers to this row of ' || TG_TABLE_NAME;
        END IF;
    END LOOP;
    IF TG_OP = 'UPDATE' THEN
        RETURN NEW;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER submission_item_refers AFTER INSERT ON submission_item
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refers_to_submissions();
CREATE TRIGGER submission_item_stays BEFORE UPDATE OF submission_id ON submission_item
    FOR EACH ROW WHEN (OLD.submission_id <> NEW.submission_id) EXECUTE FUNCTION refers_for_good();
CREATE TRIGGER finding_refers AFTER INSERT ON finding
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refers_to_submissions();
CREATE TRIGGER finding_stays BEFORE UPDATE OF submission_id ON finding
    FOR EACH ROW WHEN (OLD.submission_id <> NEW.submission_id) EXECUTE FUNCTION refers_for_good();
CREATE TRIGGER observation_refers AFTER INSERT ON observation
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION observation_refers();
CREATE TRIGGER observation_stays BEFORE UPDATE OF round_id, unit_id, edition_id ON observation
    FOR EACH ROW WHEN (OLD.round_id <> NEW.round_id OR OLD.unit_id <> NEW.unit_id OR OLD.edition_id IS DISTINCT FROM NEW.edition_id)
    EXECUTE FUNCTION refers_for_good();
CREATE TRIGGER submission_is_kept BEFORE DELETE OR UPDATE OF id ON submission
    FOR EACH ROW EXECUTE FUNCTION is_referred_to('submission_item', 'submission_id', 'finding', 'submission_id');
CREATE TRIGGER round_is_kept BEFORE DELETE OR UPDATE OF id ON round
    FOR EACH ROW EXECUTE FUNCTION is_referred_to('observation', 'round_id');
CREATE TRIGGER org_unit_is_kept BEFORE DELETE OR UPDATE OF id ON org_unit
    FOR EACH ROW EXECUTE FUNCTION is_referred_to('observation', 'unit_id');
CREATE TRIGGER edition_is_kept BEFORE DELETE OR UPDATE OF id ON edition
    FOR EACH ROW EXECUTE FUNCTION is_referred_to('observation', 'edition_id');

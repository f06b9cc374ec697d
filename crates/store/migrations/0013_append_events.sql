-- only postgres
-- Who appends to a chain of events holds it until the transaction ends, and others wait: the events are numbered, hashed and
-- inserted in one way to the server. "canonical" is the middle of what is hashed, between the number and the hash before.
CREATE FUNCTION append_events(of_chain BIGINT, happened JSON) RETURNS SETOF BIGINT LANGUAGE plpgsql AS $$
DECLARE
    number BIGINT;
    before TEXT;
    last TEXT;
    one RECORD;
BEGIN
    SELECT seq, hash INTO number, last FROM event_chain WHERE chain = of_chain FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    FOR one IN SELECT * FROM json_to_recordset(happened) AS h(at BIGINT, kind TEXT, actor TEXT, account_id BIGINT,
        subject_kind TEXT, subject_id BIGINT, unit_id BIGINT, detail TEXT, canonical TEXT)
    LOOP
        number := number + 1;
        before := last;
        last := encode(sha256(convert_to(
            '[' || of_chain || ',' || number || ',' || one.canonical || ',"' || before || '"]', 'UTF8')), 'hex');
        INSERT INTO event (chain, seq, at, kind, actor, account_id, subject_kind, subject_id, unit_id, detail, previous, hash)
            VALUES (of_chain, number, one.at, one.kind, one.actor, one.account_id, one.subject_kind, one.subject_id,
                one.unit_id, one.detail, before, last);
    END LOOP;
    UPDATE event_chain SET seq = number, hash = last WHERE chain = of_chain;
    RETURN NEXT number;
END $$;

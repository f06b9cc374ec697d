//! Tables as Diesel knows them; a test holds them against the migrations.

#![allow(
    missing_docs,
    reason = "columns are named in the migrations and explained in the row types"
)]

diesel::table! {
    setting (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    org_unit (id) {
        id -> BigInt,
        code -> Text,
        valid_from -> Text,
        valid_to -> Nullable<Text>,
        name -> Text,
        kind -> Text,
        level -> Text,
        parent_id -> Nullable<BigInt>,
        path -> Text,
        district_of_old -> Nullable<Text>,
        folded -> Text,
    }
}

diesel::table! {
    succession (from_code, to_code, date) {
        from_code -> Text,
        to_code -> Text,
        date -> Text,
        whole -> Bool,
    }
}

diesel::table! {
    account (id) {
        id -> BigInt,
        login -> Text,
        name -> Text,
        email -> Nullable<Text>,
        unit_id -> Nullable<BigInt>,
        state -> Text,
        language -> Text,
        created_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    credential (account_id) {
        account_id -> BigInt,
        password_hash -> Nullable<Text>,
        totp_secret -> Nullable<Text>,
        totp_confirmed -> Bool,
        totp_last_step -> BigInt,
        changed_at -> BigInt,
        totp_pending -> Nullable<Text>,
    }
}

diesel::table! {
    role_grant (id) {
        id -> BigInt,
        account_id -> BigInt,
        role -> Text,
        unit_id -> BigInt,
        programme -> Nullable<Text>,
        valid_from -> Text,
        valid_to -> Nullable<Text>,
        acting_for -> Nullable<BigInt>,
        granted_by -> Text,
        granted_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    session (digest) {
        digest -> Text,
        account_id -> BigInt,
        csrf -> Text,
        created_at -> BigInt,
        seen_at -> BigInt,
        expires_at -> BigInt,
        address -> Text,
        agent -> Text,
    }
}

diesel::table! {
    token (id) {
        id -> BigInt,
        kind -> Text,
        digest -> Text,
        account_id -> BigInt,
        label -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    login_attempt (id) {
        id -> BigInt,
        login -> Text,
        address -> Text,
        at -> BigInt,
        success -> Bool,
    }
}

diesel::table! {
    programme_version (id) {
        id -> BigInt,
        code -> Text,
        number -> BigInt,
        title -> Text,
        content -> Text,
        digest -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    template_version (id) {
        id -> BigInt,
        code -> Text,
        number -> BigInt,
        programme -> Text,
        title -> Text,
        state -> Text,
        content -> Text,
        digest -> Text,
        based_on -> Nullable<BigInt>,
        created_by -> Text,
        created_at -> BigInt,
        published_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    round (id) {
        id -> BigInt,
        title -> Text,
        request_number -> Nullable<Text>,
        request_date -> Nullable<Text>,
        request_issuer -> Nullable<Text>,
        programme -> Text,
        template_id -> BigInt,
        unit_id -> BigInt,
        period -> Text,
        period_from -> Text,
        period_to -> Text,
        cut_off -> Text,
        deadline -> Text,
        state -> Text,
        created_by -> Text,
        created_at -> BigInt,
        published_at -> Nullable<BigInt>,
        version -> BigInt,
        programme_version_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    report (id) {
        id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        extended_to -> Nullable<Text>,
        extension_reason -> Nullable<Text>,
        exempt_reason -> Nullable<Text>,
        merged_into -> Nullable<Text>,
        nothing_reason -> Nullable<Text>,
        submission_id -> Nullable<BigInt>,
        edition_id -> Nullable<BigInt>,
        first_sent_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    submission (id) {
        id -> BigInt,
        report_id -> BigInt,
        attempt -> BigInt,
        state -> Text,
        intake -> Text,
        based_on -> Nullable<BigInt>,
        created_by -> Text,
        created_at -> BigInt,
        sent_by -> Nullable<Text>,
        sent_at -> Nullable<BigInt>,
        reviewer -> Nullable<Text>,
        reviewer_id -> Nullable<BigInt>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        note -> Nullable<Text>,
        errors -> BigInt,
        warnings -> BigInt,
        idempotency_key -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    submission_item (submission_id, node) {
        submission_id -> BigInt,
        node -> Text,
        kind -> Text,
        status -> Text,
        class -> Text,
        percent -> Nullable<Double>,
        result -> Text,
        absence -> Nullable<Text>,
        value -> Nullable<Double>,
        numerator -> Nullable<Double>,
        denominator -> Nullable<Double>,
        unit_of_measure -> Nullable<Text>,
        qualifier -> Nullable<Text>,
        as_of_from -> Nullable<Text>,
        as_of_to -> Nullable<Text>,
        source -> Text,
        candidate_id -> Nullable<BigInt>,
        span -> Nullable<Text>,
        sentence -> Nullable<Text>,
        updated_by -> Text,
        updated_at -> BigInt,
        version -> BigInt,
        own -> Nullable<Text>,
    }
}

diesel::table! {
    source_file (digest) {
        digest -> Text,
        media_type -> Text,
        size -> BigInt,
        stored_at -> BigInt,
    }
}

diesel::table! {
    source_chunk (digest, number) {
        digest -> Text,
        number -> BigInt,
        data -> Binary,
    }
}

diesel::table! {
    attachment (id) {
        id -> BigInt,
        report_id -> BigInt,
        submission_id -> Nullable<BigInt>,
        node -> Nullable<Text>,
        kind -> Text,
        digest -> Text,
        name -> Text,
        added_by -> Text,
        added_at -> BigInt,
        removed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    reading (id) {
        id -> BigInt,
        attachment_id -> BigInt,
        submission_id -> BigInt,
        state -> Text,
        content -> Nullable<Binary>,
        document -> Nullable<Binary>,
        failure -> Nullable<Text>,
        attempts -> BigInt,
        lease_until -> BigInt,
        requested_by -> Text,
        created_at -> BigInt,
        finished_at -> Nullable<BigInt>,
        about -> Nullable<Text>,
    }
}

diesel::table! {
    candidate (id) {
        id -> BigInt,
        reading_id -> BigInt,
        submission_id -> BigInt,
        node -> Nullable<Text>,
        kind -> Text,
        label -> Text,
        status -> Text,
        class -> Text,
        percent -> Nullable<Double>,
        result -> Text,
        value -> Nullable<Double>,
        numerator -> Nullable<Double>,
        denominator -> Nullable<Double>,
        unit_of_measure -> Nullable<Text>,
        qualifier -> Nullable<Text>,
        as_of_from -> Nullable<Text>,
        as_of_to -> Nullable<Text>,
        sentence -> Text,
        span -> Text,
        confidence -> Double,
        remembered -> Bool,
        state -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        version -> BigInt,
        memory -> Nullable<Text>,
        replaced -> Nullable<Text>,
        own -> Nullable<Text>,
    }
}

diesel::table! {
    remembered (unit_id, kind, seen) {
        unit_id -> BigInt,
        kind -> Text,
        seen -> Text,
        node -> Nullable<Text>,
        decision -> Text,
        updated_at -> BigInt,
        said -> Nullable<Text>,
        candidate_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    finding (id) {
        id -> BigInt,
        submission_id -> BigInt,
        node -> Nullable<Text>,
        check_code -> Text,
        rule -> Text,
        severity -> Text,
        message_vi -> Text,
        message_en -> Text,
        expected -> Nullable<Text>,
        actual -> Nullable<Text>,
        quotes -> Text,
        fingerprint -> Text,
        explanation -> Nullable<Text>,
        explained_by -> Nullable<Text>,
        expected_en -> Nullable<Text>,
        actual_en -> Nullable<Text>,
    }
}

diesel::table! {
    waiver (report_id, fingerprint) {
        report_id -> BigInt,
        fingerprint -> Text,
        reason -> Text,
        waived_by -> Text,
        waived_at -> BigInt,
    }
}

diesel::table! {
    review_item (submission_id, node) {
        submission_id -> BigInt,
        node -> Text,
        decision -> Text,
        reason -> Nullable<Text>,
        due -> Nullable<Text>,
        decided_by -> Text,
        decided_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    comment (id) {
        id -> BigInt,
        report_id -> BigInt,
        submission_id -> Nullable<BigInt>,
        node -> Nullable<Text>,
        text -> Text,
        author -> Text,
        written_at -> BigInt,
    }
}

diesel::table! {
    edition (id) {
        id -> BigInt,
        report_id -> BigInt,
        number -> BigInt,
        submission_id -> BigInt,
        content -> Binary,
        digest -> Text,
        frozen_by -> Text,
        frozen_at -> BigInt,
        published_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    observation (id) {
        id -> BigInt,
        edition_id -> Nullable<BigInt>,
        round_id -> BigInt,
        unit_id -> BigInt,
        unit_code -> Text,
        unit_valid_from -> Text,
        element -> Text,
        value -> Nullable<Double>,
        numerator -> Nullable<Double>,
        denominator -> Nullable<Double>,
        unit_of_measure -> Nullable<Text>,
        qualifier -> Nullable<Text>,
        window_from -> Nullable<Text>,
        window_to -> Nullable<Text>,
        basis -> Text,
        span -> Nullable<Text>,
        sentence -> Nullable<Text>,
        is_current -> Bool,
        import_id -> Nullable<BigInt>,
        replaced_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    recommendation (id) {
        id -> BigInt,
        submission_id -> BigInt,
        report_id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        text -> Text,
        owner -> Nullable<Text>,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Text>,
        answered_at -> Nullable<BigInt>,
        is_current -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    commitment (id) {
        id -> BigInt,
        submission_id -> BigInt,
        report_id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        what -> Text,
        quote -> Text,
        due -> Nullable<Text>,
        outcome -> Nullable<Text>,
        settled_by -> Nullable<Text>,
        settled_at -> Nullable<BigInt>,
        is_current -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    matrix_row (round_id, unit_id) {
        round_id -> BigInt,
        unit_id -> BigInt,
        submission_id -> BigInt,
        state -> Text,
        cells -> Binary,
        errors -> BigInt,
        warnings -> BigInt,
    }
}

diesel::table! {
    event_chain (chain) {
        chain -> BigInt,
        seq -> BigInt,
        hash -> Text,
    }
}

diesel::table! {
    event (chain, seq) {
        chain -> BigInt,
        seq -> BigInt,
        at -> BigInt,
        kind -> Text,
        actor -> Text,
        account_id -> Nullable<BigInt>,
        subject_kind -> Text,
        subject_id -> BigInt,
        unit_id -> Nullable<BigInt>,
        detail -> Text,
        previous -> Text,
        hash -> Text,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        idempotency_key -> Text,
        kind -> Text,
        recipient -> Text,
        subject -> Text,
        body -> Text,
        state -> Text,
        attempts -> BigInt,
        due_at -> BigInt,
        lease_until -> BigInt,
        lease -> Text,
        error -> Nullable<Text>,
        created_at -> BigInt,
        sent_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    import_batch (id) {
        id -> BigInt,
        kind -> Text,
        round_id -> Nullable<BigInt>,
        idempotency_key -> Nullable<Text>,
        row_count -> BigInt,
        state -> Text,
        imported_by -> Text,
        imported_at -> BigInt,
        undone_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    import_file (import_id) {
        import_id -> BigInt,
        name -> Text,
        digest -> Text,
    }
}

diesel::table! {
    once (key) {
        key -> Text,
        subject_id -> BigInt,
        made_at -> BigInt,
        content -> Text,
    }
}

diesel::table! {
    external_login (issuer, subject) {
        issuer -> Text,
        subject -> Text,
        account_id -> BigInt,
        shown -> Text,
        bound_by -> Text,
        bound_at -> BigInt,
    }
}

diesel::table! {
    external_attempt (digest) {
        digest -> Text,
        nonce -> Text,
        verifier -> Text,
        target -> Text,
        account_id -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    external_session (digest) {
        digest -> Text,
        issuer -> Text,
    }
}

diesel::table! {
    matrix_text (submission_id) {
        submission_id -> BigInt,
        folded -> Text,
    }
}

diesel::joinable!(report -> round (round_id));
diesel::joinable!(report -> org_unit (unit_id));
diesel::joinable!(submission -> report (report_id));
diesel::joinable!(role_grant -> org_unit (unit_id));

diesel::table! {
    passage_print (round_id, print, unit_id, node) {
        round_id -> BigInt,
        print -> BigInt,
        unit_id -> BigInt,
        submission_id -> BigInt,
        node -> Text,
    }
}

diesel::table! {
    compared (submission_id) {
        submission_id -> BigInt,
        compared_at -> BigInt,
    }
}

diesel::table! {
    handed_over (submission_id) {
        submission_id -> BigInt,
        handed_by -> Text,
        handed_at -> BigInt,
        note -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    setting,
    org_unit,
    succession,
    account,
    credential,
    role_grant,
    session,
    token,
    login_attempt,
    programme_version,
    template_version,
    round,
    report,
    submission,
    submission_item,
    source_file,
    source_chunk,
    attachment,
    reading,
    candidate,
    remembered,
    finding,
    waiver,
    review_item,
    comment,
    edition,
    observation,
    recommendation,
    commitment,
    matrix_row,
    matrix_text,
    event_chain,
    event,
    outbox,
    import_batch,
    import_file,
    external_login,
    external_attempt,
    external_session,
    once,
    passage_print,
    compared,
    handed_over,
);

CREATE TABLE setting (
    key {text} PRIMARY KEY,
    value {text} NOT NULL
);
CREATE TABLE org_unit (
    id {serial},
    code {text} NOT NULL,
    valid_from {text} NOT NULL,
    valid_to {text},
    name {text} NOT NULL,
    kind {text} NOT NULL,
    level {text} NOT NULL,
    parent_id {bigint} REFERENCES org_unit (id),
    path {text} NOT NULL,
    district_of_old {text},
    folded {text} NOT NULL,
    UNIQUE (code, valid_from)
);
CREATE INDEX org_unit_path ON org_unit (path);
CREATE TABLE succession (
    from_code {text} NOT NULL,
    to_code {text} NOT NULL,
    date {text} NOT NULL,
    whole {bool} NOT NULL,
    PRIMARY KEY (from_code, to_code, date)
);
CREATE TABLE account (
    id {serial},
    login {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    email {text},
    unit_id {bigint} REFERENCES org_unit (id),
    state {text} NOT NULL,
    language {text} NOT NULL,
    subject {text} UNIQUE,
    created_at {bigint} NOT NULL,
    version {bigint} NOT NULL
);
CREATE TABLE credential (
    account_id {bigint} PRIMARY KEY REFERENCES account (id),
    password_hash {text},
    totp_secret {text},
    totp_confirmed {bool} NOT NULL,
    totp_last_step {bigint} NOT NULL,
    changed_at {bigint} NOT NULL
);
CREATE TABLE role_grant (
    id {serial},
    account_id {bigint} NOT NULL REFERENCES account (id),
    role {text} NOT NULL,
    unit_id {bigint} NOT NULL REFERENCES org_unit (id),
    programme {text},
    valid_from {text} NOT NULL,
    valid_to {text},
    acting_for {bigint} REFERENCES account (id),
    granted_by {text} NOT NULL,
    granted_at {bigint} NOT NULL,
    revoked_at {bigint}
);
CREATE INDEX role_grant_account ON role_grant (account_id);
CREATE TABLE session (
    digest {text} PRIMARY KEY,
    account_id {bigint} NOT NULL REFERENCES account (id),
    csrf {text} NOT NULL,
    created_at {bigint} NOT NULL,
    seen_at {bigint} NOT NULL,
    expires_at {bigint} NOT NULL,
    address {text} NOT NULL,
    agent {text} NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE TABLE token (
    id {serial},
    kind {text} NOT NULL,
    digest {text} NOT NULL UNIQUE,
    account_id {bigint} NOT NULL REFERENCES account (id),
    label {text} NOT NULL,
    created_at {bigint} NOT NULL,
    expires_at {bigint} NOT NULL,
    used_at {bigint},
    revoked_at {bigint}
);
CREATE INDEX token_account ON token (account_id);
CREATE TABLE login_attempt (
    id {serial},
    login {text} NOT NULL,
    address {text} NOT NULL,
    at {bigint} NOT NULL,
    success {bool} NOT NULL
);
CREATE INDEX login_attempt_login ON login_attempt (login, at);
CREATE INDEX login_attempt_address ON login_attempt (address, at);
CREATE TABLE programme_version (
    id {serial},
    code {text} NOT NULL,
    number {bigint} NOT NULL,
    title {text} NOT NULL,
    content {text} NOT NULL,
    digest {text} NOT NULL,
    created_at {bigint} NOT NULL,
    UNIQUE (code, number)
);
CREATE TABLE template_version (
    id {serial},
    code {text} NOT NULL,
    number {bigint} NOT NULL,
    programme {text} NOT NULL,
    title {text} NOT NULL,
    state {text} NOT NULL,
    content {text} NOT NULL,
    digest {text} NOT NULL,
    based_on {bigint} REFERENCES template_version (id),
    created_by {text} NOT NULL,
    created_at {bigint} NOT NULL,
    published_at {bigint},
    version {bigint} NOT NULL,
    UNIQUE (code, number)
);
CREATE TABLE round (
    id {serial},
    title {text} NOT NULL,
    request_number {text},
    request_date {text},
    request_issuer {text},
    programme {text} NOT NULL,
    template_id {bigint} NOT NULL REFERENCES template_version (id),
    unit_id {bigint} NOT NULL REFERENCES org_unit (id),
    period {text} NOT NULL,
    period_from {text} NOT NULL,
    period_to {text} NOT NULL,
    cut_off {text} NOT NULL,
    deadline {text} NOT NULL,
    state {text} NOT NULL,
    created_by {text} NOT NULL,
    created_at {bigint} NOT NULL,
    published_at {bigint},
    version {bigint} NOT NULL
);
CREATE TABLE report (
    id {serial},
    round_id {bigint} NOT NULL REFERENCES round (id),
    unit_id {bigint} NOT NULL REFERENCES org_unit (id),
    extended_to {text},
    extension_reason {text},
    exempt_reason {text},
    merged_into {text},
    nothing_reason {text},
    submission_id {bigint},
    edition_id {bigint},
    first_sent_at {bigint},
    version {bigint} NOT NULL,
    UNIQUE (round_id, unit_id)
);
CREATE INDEX report_unit ON report (unit_id);
CREATE TABLE submission (
    id {serial},
    report_id {bigint} NOT NULL REFERENCES report (id),
    attempt {bigint} NOT NULL,
    state {text} NOT NULL,
    intake {text} NOT NULL,
    based_on {bigint} REFERENCES submission (id),
    created_by {text} NOT NULL,
    created_at {bigint} NOT NULL,
    sent_by {text},
    sent_at {bigint},
    reviewer {text},
    reviewer_id {bigint} REFERENCES account (id),
    decided_by {text},
    decided_at {bigint},
    note {text},
    errors {bigint} NOT NULL,
    warnings {bigint} NOT NULL,
    idempotency_key {text} UNIQUE,
    version {bigint} NOT NULL,
    UNIQUE (report_id, attempt)
);
CREATE INDEX submission_state ON submission (state);
CREATE TABLE submission_item (
    submission_id {bigint} NOT NULL REFERENCES submission (id),
    node {text} NOT NULL,
    kind {text} NOT NULL,
    status {text} NOT NULL,
    class {text} NOT NULL,
    percent {double},
    result {text} NOT NULL,
    absence {text},
    value {double},
    numerator {double},
    denominator {double},
    unit_of_measure {text},
    qualifier {text},
    as_of_from {text},
    as_of_to {text},
    source {text} NOT NULL,
    candidate_id {bigint},
    span {text},
    sentence {text},
    updated_by {text} NOT NULL,
    updated_at {bigint} NOT NULL,
    version {bigint} NOT NULL,
    PRIMARY KEY (submission_id, node)
);
CREATE TABLE source_file (
    digest {text} PRIMARY KEY,
    media_type {text} NOT NULL,
    size {bigint} NOT NULL,
    stored_at {bigint} NOT NULL
);
CREATE TABLE source_chunk (
    digest {text} NOT NULL REFERENCES source_file (digest),
    number {bigint} NOT NULL,
    data {blob} NOT NULL,
    PRIMARY KEY (digest, number)
);
CREATE TABLE attachment (
    id {serial},
    report_id {bigint} NOT NULL REFERENCES report (id),
    submission_id {bigint} REFERENCES submission (id),
    node {text},
    kind {text} NOT NULL,
    digest {text} NOT NULL REFERENCES source_file (digest),
    name {text} NOT NULL,
    added_by {text} NOT NULL,
    added_at {bigint} NOT NULL,
    removed_at {bigint}
);
CREATE INDEX attachment_report ON attachment (report_id);
CREATE TABLE reading (
    id {serial},
    attachment_id {bigint} NOT NULL REFERENCES attachment (id),
    submission_id {bigint} NOT NULL REFERENCES submission (id),
    state {text} NOT NULL,
    content {blob},
    document {blob},
    failure {text},
    attempts {bigint} NOT NULL,
    lease_until {bigint} NOT NULL,
    requested_by {text} NOT NULL,
    created_at {bigint} NOT NULL,
    finished_at {bigint}
);
CREATE INDEX reading_state ON reading (state);
CREATE INDEX reading_submission ON reading (submission_id);
CREATE TABLE candidate (
    id {serial},
    reading_id {bigint} NOT NULL REFERENCES reading (id),
    submission_id {bigint} NOT NULL REFERENCES submission (id),
    node {text},
    kind {text} NOT NULL,
    label {text} NOT NULL,
    status {text} NOT NULL,
    class {text} NOT NULL,
    percent {double},
    result {text} NOT NULL,
    value {double},
    numerator {double},
    denominator {double},
    unit_of_measure {text},
    qualifier {text},
    as_of_from {text},
    as_of_to {text},
    sentence {text} NOT NULL,
    span {text} NOT NULL,
    confidence {double} NOT NULL,
    remembered {bool} NOT NULL,
    state {text} NOT NULL,
    decided_by {text},
    decided_at {bigint},
    version {bigint} NOT NULL
);
CREATE INDEX candidate_submission ON candidate (submission_id);
CREATE TABLE remembered (
    unit_id {bigint} NOT NULL REFERENCES org_unit (id),
    kind {text} NOT NULL,
    seen {text} NOT NULL,
    node {text},
    decision {text} NOT NULL,
    updated_at {bigint} NOT NULL,
    PRIMARY KEY (unit_id, kind, seen)
);
CREATE TABLE finding (
    id {serial},
    submission_id {bigint} NOT NULL REFERENCES submission (id),
    node {text},
    check_code {text} NOT NULL,
    rule {text} NOT NULL,
    severity {text} NOT NULL,
    message_vi {text} NOT NULL,
    message_en {text} NOT NULL,
    expected {text},
    actual {text},
    quotes {text} NOT NULL,
    fingerprint {text} NOT NULL,
    explanation {text},
    explained_by {text}
);
CREATE INDEX finding_submission ON finding (submission_id);
CREATE TABLE waiver (
    report_id {bigint} NOT NULL REFERENCES report (id),
    fingerprint {text} NOT NULL,
    reason {text} NOT NULL,
    waived_by {text} NOT NULL,
    waived_at {bigint} NOT NULL,
    PRIMARY KEY (report_id, fingerprint)
);
CREATE TABLE review_item (
    submission_id {bigint} NOT NULL REFERENCES submission (id),
    node {text} NOT NULL,
    decision {text} NOT NULL,
    reason {text},
    due {text},
    decided_by {text} NOT NULL,
    decided_at {bigint} NOT NULL,
    PRIMARY KEY (submission_id, node)
);
CREATE TABLE comment (
    id {serial},
    report_id {bigint} NOT NULL REFERENCES report (id),
    submission_id {bigint} REFERENCES submission (id),
    node {text},
    text {text} NOT NULL,
    author {text} NOT NULL,
    written_at {bigint} NOT NULL
);
CREATE INDEX comment_report ON comment (report_id);
CREATE TABLE edition (
    id {serial},
    report_id {bigint} NOT NULL REFERENCES report (id),
    number {bigint} NOT NULL,
    submission_id {bigint} NOT NULL REFERENCES submission (id),
    content {blob} NOT NULL,
    digest {text} NOT NULL,
    frozen_by {text} NOT NULL,
    frozen_at {bigint} NOT NULL,
    UNIQUE (report_id, number)
);
CREATE TABLE observation (
    id {serial},
    edition_id {bigint} REFERENCES edition (id),
    round_id {bigint} NOT NULL REFERENCES round (id),
    unit_id {bigint} NOT NULL REFERENCES org_unit (id),
    unit_code {text} NOT NULL,
    unit_valid_from {text} NOT NULL,
    element {text} NOT NULL,
    value {double},
    numerator {double},
    denominator {double},
    unit_of_measure {text},
    qualifier {text},
    window_from {text},
    window_to {text},
    basis {text} NOT NULL,
    span {text},
    sentence {text},
    is_current {bool} NOT NULL,
    import_id {bigint},
    replaced_by {bigint}
);
CREATE INDEX observation_round ON observation (round_id, element, unit_id);
CREATE INDEX observation_import ON observation (import_id);
CREATE INDEX observation_edition ON observation (edition_id);
CREATE TABLE recommendation (
    id {serial},
    submission_id {bigint} NOT NULL REFERENCES submission (id),
    report_id {bigint} NOT NULL REFERENCES report (id),
    round_id {bigint} NOT NULL REFERENCES round (id),
    unit_id {bigint} NOT NULL REFERENCES org_unit (id),
    text {text} NOT NULL,
    owner {text},
    answer {text},
    answered_by {text},
    answered_at {bigint},
    is_current {bool} NOT NULL,
    version {bigint} NOT NULL
);
CREATE INDEX recommendation_round ON recommendation (round_id);
CREATE TABLE commitment (
    id {serial},
    submission_id {bigint} NOT NULL REFERENCES submission (id),
    report_id {bigint} NOT NULL REFERENCES report (id),
    round_id {bigint} NOT NULL REFERENCES round (id),
    unit_id {bigint} NOT NULL REFERENCES org_unit (id),
    what {text} NOT NULL,
    quote {text} NOT NULL,
    due {text},
    outcome {text},
    settled_by {text},
    settled_at {bigint},
    is_current {bool} NOT NULL,
    version {bigint} NOT NULL
);
CREATE INDEX commitment_round ON commitment (round_id);
CREATE TABLE matrix_row (
    round_id {bigint} NOT NULL REFERENCES round (id),
    unit_id {bigint} NOT NULL REFERENCES org_unit (id),
    submission_id {bigint} NOT NULL REFERENCES submission (id),
    state {text} NOT NULL,
    cells {blob} NOT NULL,
    errors {bigint} NOT NULL,
    warnings {bigint} NOT NULL,
    PRIMARY KEY (round_id, unit_id)
);
CREATE INDEX matrix_row_submission ON matrix_row (submission_id);
CREATE TABLE event_chain (
    chain {bigint} PRIMARY KEY,
    seq {bigint} NOT NULL,
    hash {text} NOT NULL
);
CREATE TABLE event (
    chain {bigint} NOT NULL REFERENCES event_chain (chain),
    seq {bigint} NOT NULL,
    at {bigint} NOT NULL,
    kind {text} NOT NULL,
    actor {text} NOT NULL,
    account_id {bigint},
    subject_kind {text} NOT NULL,
    subject_id {bigint} NOT NULL,
    unit_id {bigint},
    detail {text} NOT NULL,
    previous {text} NOT NULL,
    hash {text} NOT NULL,
    PRIMARY KEY (chain, seq)
);
CREATE INDEX event_at ON event (at);
CREATE INDEX event_subject ON event (subject_kind, subject_id);
CREATE TABLE outbox (
    id {serial},
    idempotency_key {text} NOT NULL UNIQUE,
    kind {text} NOT NULL,
    recipient {text} NOT NULL,
    subject {text} NOT NULL,
    body {text} NOT NULL,
    state {text} NOT NULL,
    attempts {bigint} NOT NULL,
    due_at {bigint} NOT NULL,
    lease_until {bigint} NOT NULL,
    error {text},
    created_at {bigint} NOT NULL,
    sent_at {bigint}
);
CREATE INDEX outbox_due ON outbox (state, due_at);
CREATE TABLE import_batch (
    id {serial},
    kind {text} NOT NULL,
    round_id {bigint},
    idempotency_key {text} UNIQUE,
    row_count {bigint} NOT NULL,
    state {text} NOT NULL,
    undo {blob},
    imported_by {text} NOT NULL,
    imported_at {bigint} NOT NULL,
    undone_at {bigint}
);

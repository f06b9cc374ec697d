//! Whatever a page can change, a program can change through the API, or a reason stands here.

use std::collections::BTreeMap;
use tonghop_web::routes::{Verb, table};

/// The page's route without its method, and its twin in the API or the reason why there is none.
const TWINS: &[(&str, Result<&str, &str>)] = &[
    ("/account/password", Err(OWN)),
    ("/account/profile", Err(OWN)),
    ("/account/second-factor", Err(OWN)),
    ("/account/second-factor/remove", Err(OWN)),
    ("/account/sessions/end", Err(OWN)),
    ("/account/sign-out-everywhere", Err(OWN)),
    ("/account/tokens", Err(OWN)),
    ("/account/tokens/revoke", Ok("DELETE /api/v1/me/tokens/{token}")),
    ("/candidates/{id}/decide", Ok("POST /api/v1/candidates/{id}/accept")),
    ("/commitments/{id}/settle", Ok("POST /api/v1/commitments/{id}/settle")),
    ("/findings/{id}/waive", Ok("POST /api/v1/findings/{id}/waive")),
    ("/first-run", Err(SIGN_IN)),
    ("/imports/{id}/undo", Ok("POST /api/v1/imports/{id}/undo")),
    ("/link/{secret}", Err(SIGN_IN)),
    ("/outbox/again", Err(MACHINE)),
    ("/people/import", Ok("POST /api/v1/people/import")),
    ("/people/invite", Ok("POST /api/v1/people")),
    ("/people/{id}/external", Ok("POST /api/v1/people/{id}/external-logins")),
    (
        "/people/{id}/external/remove",
        Ok("DELETE /api/v1/people/{id}/external-logins"),
    ),
    ("/people/{id}/link", Ok("POST /api/v1/people/{id}/link")),
    ("/people/{id}/profile", Ok("PATCH /api/v1/people/{id}")),
    ("/people/{id}/roles", Ok("POST /api/v1/people/{id}/roles")),
    (
        "/people/{id}/roles/revoke",
        Ok("DELETE /api/v1/people/{id}/roles/{grant}"),
    ),
    (
        "/people/{id}/second-factor/remove",
        Ok("DELETE /api/v1/people/{id}/second-factor"),
    ),
    (
        "/people/{id}/sessions/end",
        Ok("DELETE /api/v1/people/{id}/sessions/{session}"),
    ),
    (
        "/people/{id}/sessions/end-all",
        Ok("DELETE /api/v1/people/{id}/sessions"),
    ),
    ("/people/{id}/state", Ok("POST /api/v1/people/{id}/deactivate")),
    (
        "/reports/{id}/candidates",
        Ok("POST /api/v1/reports/{id}/candidates/accept"),
    ),
    ("/reports/{id}/comment", Ok("POST /api/v1/reports/{id}/comments")),
    ("/reports/{id}/copy", Ok("POST /api/v1/reports/{id}/copy")),
    (
        "/reports/{id}/documents/form",
        Ok("PUT /api/v1/reports/{id}/items/{node}"),
    ),
    ("/reports/{id}/explain", Ok("POST /api/v1/findings/{id}/explain")),
    ("/reports/{id}/file", Ok("POST /api/v1/reports/{id}/files")),
    ("/reports/{id}/item", Ok("PUT /api/v1/reports/{id}/items/{node}")),
    ("/reports/{id}/items", Ok("PUT /api/v1/reports/{id}/items/{node}")),
    ("/reports/{id}/start", Ok("POST /api/v1/reports/{id}/draft")),
    ("/reports/{id}/submit", Ok("POST /api/v1/reports/{id}/submit")),
    ("/reports/{id}/withdraw", Ok("POST /api/v1/reports/{id}/withdraw")),
    ("/review/accept", Ok("POST /api/v1/review/accept")),
    ("/review/remind", Ok("POST /api/v1/rounds/{id}/remind")),
    ("/review/start", Ok("POST /api/v1/review/start")),
    ("/review/{id}/accept", Ok("POST /api/v1/submissions/{id}/accept")),
    ("/review/{id}/item", Ok("PUT /api/v1/submissions/{id}/decisions/{node}")),
    ("/review/{id}/return", Ok("POST /api/v1/submissions/{id}/return")),
    ("/review/{id}/start", Ok("POST /api/v1/submissions/{id}/review")),
    ("/rounds/open", Ok("POST /api/v1/rounds")),
    ("/rounds/{id}/adjust", Ok("POST /api/v1/rounds/{id}/adjust")),
    ("/rounds/{id}/change", Ok("PATCH /api/v1/rounds/{id}")),
    ("/rounds/{id}/documents/office", Err(DOCUMENTS)),
    ("/rounds/{id}/documents/template", Err(DOCUMENTS)),
    ("/rounds/{id}/documents/template/remove", Err(DOCUMENTS)),
    ("/rounds/{id}/import", Ok("POST /api/v1/rounds/{id}/imports/file")),
    ("/rounds/{id}/import/apply", Ok("POST /api/v1/rounds/{id}/imports/file")),
    (
        "/rounds/{id}/recommendations/answer",
        Ok("POST /api/v1/recommendations/{id}/answer"),
    ),
    ("/rounds/{id}/state", Ok("POST /api/v1/rounds/{id}/state")),
    ("/settings", Err(MACHINE)),
    ("/settings/backup", Err(MACHINE)),
    ("/settings/reminders", Ok("PUT /api/v1/settings/reminders")),
    ("/sign-in", Err(SIGN_IN)),
    ("/sign-in/external/code", Err(SIGN_IN)),
    ("/sign-out", Err(SIGN_IN)),
    ("/signature-roots", Err(MACHINE)),
    ("/templates/new", Err(EDITOR)),
    ("/templates/{id}/discard", Ok("DELETE /api/v1/templates/{id}")),
    ("/templates/{id}/draft", Ok("POST /api/v1/templates/{id}/drafts")),
    ("/templates/{id}/edit", Ok("PUT /api/v1/templates/{id}")),
    ("/templates/{id}/publish", Ok("POST /api/v1/templates/{id}/publish")),
    ("/templates/{id}/step", Ok("PUT /api/v1/templates/{id}")),
    ("/units/update", Err(MACHINE)),
];

const SIGN_IN: &str = "signing in is for people; programs show a token that a person made";
const OWN: &str = "a token must not change how its person signs in, nor make another token";
const MACHINE: &str = "who looks after the machine does this on the page or on the command line";
const DOCUMENTS: &str = "an office sets its head and templates up once, and looks at the result on the page";
const EDITOR: &str = "a template out of a document is looked at and mended by a person; drafts are made from versions";

#[test]
fn what_a_page_changes_the_api_can_change() {
    let table = table();
    let known: BTreeMap<&str, Result<&str, &str>> = TWINS.iter().copied().collect();
    assert_eq!(known.len(), TWINS.len(), "a route stands twice");
    let operations: Vec<String> = table
        .iter()
        .filter(|r| r.path.starts_with("/api/"))
        .map(|r| format!("{} {}", r.verb.text(), r.path))
        .collect();
    let pages: Vec<&str> = table
        .iter()
        .filter(|r| r.verb == Verb::Post && !r.path.starts_with("/api/"))
        .map(|r| r.path)
        .collect();
    let missing: Vec<_> = pages.iter().filter(|p| !known.contains_key(**p)).collect();
    assert!(missing.is_empty(), "pages without a twin or a reason: {missing:?}");
    let stale: Vec<_> = known.keys().filter(|p| !pages.contains(p)).collect();
    assert!(stale.is_empty(), "no such page any more: {stale:?}");
    let twins = known.values().filter_map(|t| t.ok());
    let gone: Vec<_> = twins.filter(|t| !operations.iter().any(|o| o == t)).collect();
    assert!(gone.is_empty(), "no such operation: {gone:?}");
}

//! Whatever a page can change, a program can change through the API, or a reason stands here.

use std::collections::BTreeMap;
use tonghop_web::routes::{Verb, table};

/// The page's route without its method, and its twin in the API or the reason why there is none.
const TWINS: &[(&str, Result<&str, &str>)] = &[
    ("/account/password", Err(OWN)),
    ("/account/profile", Ok("PUT /api/v1/me")),
    ("/account/second-factor", Err(OWN)),
    ("/account/second-factor/begin", Err(OWN)),
    ("/account/second-factor/remove", Err(OWN)),
    ("/account/sessions/end", Ok("DELETE /api/v1/me/sessions/{session}")),
    ("/account/sign-out-everywhere", Ok("DELETE /api/v1/me/sessions")),
    ("/account/tokens", Err(OWN)),
    ("/account/tokens/revoke", Ok("DELETE /api/v1/me/tokens/{token}")),
    ("/candidates/{id}/decide", Ok("POST /api/v1/candidates/{id}/accept")),
    ("/commitments/{id}/settle", Ok("POST /api/v1/commitments/{id}/settle")),
    ("/findings/{id}/waive", Ok("POST /api/v1/findings/{id}/waive")),
    ("/first-run", Err(SIGN_IN)),
    ("/imports/{id}/undo", Ok("POST /api/v1/imports/{id}/undo")),
    ("/link/{secret}", Err(SIGN_IN)),
    ("/outbox/again", Ok("POST /api/v1/outbox/again")),
    ("/people/import", Ok("POST /api/v1/people/import")),
    ("/people/invite", Ok("POST /api/v1/people")),
    ("/people/links", Ok("POST /api/v1/people/{id}/link")),
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
    (
        "/reports/{id}/candidates/undo",
        Ok("POST /api/v1/reports/{id}/candidates/reopen"),
    ),
    ("/reports/{id}/check", Ok("POST /api/v1/reports/{id}/check")),
    ("/reports/{id}/comment", Ok("POST /api/v1/reports/{id}/comments")),
    ("/reports/{id}/copy", Ok("POST /api/v1/reports/{id}/copy")),
    ("/reports/{id}/copy/undo", Ok("POST /api/v1/reports/{id}/copy/undo")),
    ("/reports/{id}/documents/form", Ok("POST /api/v1/reports/{id}/form")),
    ("/reports/{id}/explain", Ok("POST /api/v1/findings/{id}/explain")),
    ("/reports/{id}/file", Ok("POST /api/v1/reports/{id}/files")),
    ("/files/{id}/read-again", Ok("POST /api/v1/files/{id}/read-again")),
    ("/files/{id}/remove", Ok("DELETE /api/v1/files/{id}")),
    ("/reports/{id}/hand-back", Ok("POST /api/v1/reports/{id}/hand-back")),
    ("/reports/{id}/hand-over", Ok("POST /api/v1/reports/{id}/hand-over")),
    ("/reports/{id}/item", Ok("PUT /api/v1/reports/{id}/items/{node}")),
    ("/reports/{id}/items", Ok("PUT /api/v1/reports/{id}/items/{node}")),
    ("/reports/{id}/nothing", Ok("POST /api/v1/reports/{id}/nothing")),
    ("/reports/{id}/start", Ok("POST /api/v1/reports/{id}/draft")),
    ("/reports/{id}/submit", Ok("POST /api/v1/reports/{id}/submit")),
    ("/reports/{id}/withdraw", Ok("POST /api/v1/reports/{id}/withdraw")),
    ("/review/accept", Ok("POST /api/v1/review/accept")),
    ("/review/remind", Ok("POST /api/v1/rounds/{id}/remind")),
    ("/review/start", Ok("POST /api/v1/review/start")),
    ("/review/{id}/accept", Ok("POST /api/v1/submissions/{id}/accept")),
    ("/review/{id}/reopen", Ok("POST /api/v1/submissions/{id}/reopen")),
    ("/review/{id}/item", Ok("PUT /api/v1/submissions/{id}/decisions/{node}")),
    ("/review/{id}/return", Ok("POST /api/v1/submissions/{id}/return")),
    ("/review/{id}/start", Ok("POST /api/v1/submissions/{id}/review")),
    ("/rounds/open", Ok("POST /api/v1/rounds")),
    ("/rounds/{id}/adjust", Ok("POST /api/v1/rounds/{id}/adjust")),
    ("/rounds/{id}/change", Ok("PATCH /api/v1/rounds/{id}")),
    ("/rounds/{id}/documents/office", Ok("PUT /api/v1/settings/office")),
    (
        "/rounds/{id}/documents/template",
        Ok("POST /api/v1/document-templates/{kind}"),
    ),
    (
        "/rounds/{id}/documents/template/remove",
        Ok("DELETE /api/v1/document-templates/{kind}"),
    ),
    ("/rounds/{id}/import", Ok("POST /api/v1/rounds/{id}/imports/file")),
    ("/rounds/{id}/import/apply", Ok("POST /api/v1/rounds/{id}/imports/file")),
    (
        "/rounds/{id}/recommendations/answer",
        Ok("POST /api/v1/recommendations/{id}/answer"),
    ),
    ("/rounds/{id}/state", Ok("POST /api/v1/rounds/{id}/state")),
    ("/settings", Ok("PUT /api/v1/settings/owner")),
    ("/settings/backup", Ok("POST /api/v1/backup")),
    ("/settings/reminders", Ok("PUT /api/v1/settings/reminders")),
    ("/sign-in", Err(SIGN_IN)),
    ("/sign-in/external/code", Err(SIGN_IN)),
    ("/sign-out", Err(SIGN_IN)),
    ("/signature-roots", Ok("POST /api/v1/signature-roots")),
    ("/templates/new", Ok("POST /api/v1/templates/from-document")),
    ("/templates/{id}/discard", Ok("DELETE /api/v1/templates/{id}")),
    ("/templates/{id}/draft", Ok("POST /api/v1/templates/{id}/drafts")),
    ("/templates/{id}/edit", Ok("PUT /api/v1/templates/{id}")),
    ("/templates/{id}/publish", Ok("POST /api/v1/templates/{id}/publish")),
    ("/templates/{id}/step", Ok("PUT /api/v1/templates/{id}")),
    ("/units/update", Ok("POST /api/v1/units/update")),
];

const SIGN_IN: &str = "signing in is for people; programs show a token that a person made";
const OWN: &str = "a token must not change how its person signs in, nor make another token";

/// The same for pages that show something.
const SHOWN: &[(&str, Result<&str, &str>)] = &[
    ("/", Err(PARTS)),
    ("/account", Ok("GET /api/v1/me")),
    ("/account/second-factor", Err(OWN)),
    ("/assets/{name}", Err(BROWSER)),
    ("/audit", Ok("GET /api/v1/audit")),
    ("/audit/verify", Ok("GET /api/v1/audit/verify")),
    (
        "/document-templates/{kind}",
        Ok("GET /api/v1/document-templates/{kind}"),
    ),
    ("/files/{id}", Ok("GET /api/v1/files/{id}")),
    (
        "/files/{id}/pages/{number}",
        Ok("GET /api/v1/files/{id}/pages/{number}"),
    ),
    ("/files/{id}/signatures", Ok("GET /api/v1/files/{id}/signatures")),
    ("/first-run", Err(SIGN_IN)),
    ("/healthz", Err(BROWSER)),
    ("/imports", Ok("GET /api/v1/imports")),
    ("/link/{secret}", Err(SIGN_IN)),
    ("/metrics", Err(BROWSER)),
    ("/outbox", Ok("GET /api/v1/outbox")),
    ("/people", Ok("GET /api/v1/people")),
    ("/people/import", Err(FORM)),
    ("/people/import/template", Err(FORM)),
    ("/people/invite", Err(FORM)),
    ("/people/{id}", Ok("GET /api/v1/people/{id}")),
    ("/published", Ok("GET /api/v1/published")),
    ("/published/{id}", Ok("GET /api/v1/published/{id}")),
    (
        "/published/{id}/distribution",
        Ok("GET /api/v1/published/{id}/distribution"),
    ),
    (
        "/published/{id}/indicators",
        Ok("GET /api/v1/published/{id}/indicators"),
    ),
    ("/reports", Ok("GET /api/v1/reports")),
    ("/reports/{id}", Ok("GET /api/v1/reports/{id}")),
    ("/reports/{id}/candidates", Ok("GET /api/v1/reports/{id}/candidates")),
    ("/reports/{id}/documents", Err(FORM)),
    ("/reports/{id}/documents/form", Ok("GET /api/v1/reports/{id}/form")),
    (
        "/reports/{id}/documents/{format}",
        Ok("GET /api/v1/reports/{id}/document"),
    ),
    ("/reports/{id}/editions", Ok("GET /api/v1/reports/{id}/editions")),
    ("/reports/{id}/receipt", Ok("GET /api/v1/reports/{id}/receipt")),
    ("/reports/{id}/submit", Ok("POST /api/v1/reports/{id}/check")),
    ("/review", Ok("GET /api/v1/review")),
    ("/review/missing", Ok("GET /api/v1/review/missing")),
    ("/review/{id}", Ok("GET /api/v1/submissions/{id}")),
    ("/review/{id}/source", Ok("GET /api/v1/submissions/{id}/source")),
    ("/rounds", Ok("GET /api/v1/rounds")),
    ("/rounds/open", Err(FORM)),
    ("/rounds/{id}", Ok("GET /api/v1/rounds/{id}")),
    ("/rounds/{id}/cell", Ok("GET /api/v1/rounds/{id}/cell")),
    ("/rounds/{id}/change", Err(FORM)),
    ("/rounds/{id}/commitments", Ok("GET /api/v1/rounds/{id}/commitments")),
    ("/rounds/{id}/compare", Ok("GET /api/v1/rounds/{id}/compare")),
    ("/rounds/{id}/distribution", Ok("GET /api/v1/rounds/{id}/distribution")),
    ("/rounds/{id}/documents", Ok("GET /api/v1/document-templates")),
    (
        "/rounds/{id}/documents/{kind}/{format}",
        Ok("GET /api/v1/rounds/{id}/documents/{kind}"),
    ),
    ("/rounds/{id}/findings", Ok("GET /api/v1/rounds/{id}/findings")),
    ("/rounds/{id}/import", Err(FORM)),
    (
        "/rounds/{id}/import/template/{format}",
        Ok("GET /api/v1/rounds/{id}/imports/template"),
    ),
    ("/rounds/{id}/indicators", Ok("GET /api/v1/rounds/{id}/indicators")),
    ("/rounds/{id}/map", Ok("GET /api/v1/rounds/{id}/completeness")),
    ("/rounds/{id}/matrix", Ok("GET /api/v1/rounds/{id}/matrix")),
    ("/rounds/{id}/progress", Ok("GET /api/v1/rounds/{id}/completeness")),
    (
        "/rounds/{id}/recommendations",
        Ok("GET /api/v1/rounds/{id}/recommendations"),
    ),
    ("/settings", Ok("GET /api/v1/settings/owner")),
    ("/sign-in", Err(SIGN_IN)),
    ("/sign-in/external", Err(SIGN_IN)),
    ("/sign-in/external/back", Err(SIGN_IN)),
    ("/sign-in/external/code", Err(SIGN_IN)),
    ("/sign-in/external/ended", Err(SIGN_IN)),
    ("/signature-roots", Ok("GET /api/v1/signature-roots")),
    ("/templates", Ok("GET /api/v1/templates")),
    ("/templates/new", Err(FORM)),
    ("/templates/{id}", Ok("GET /api/v1/templates/{id}")),
    (
        "/templates/{id}/differences",
        Ok("GET /api/v1/templates/{id}/differences"),
    ),
    ("/templates/{id}/edit", Err(FORM)),
    ("/templates/{id}/nodes", Ok("GET /api/v1/templates/{id}/nodes")),
    ("/units", Ok("GET /api/v1/units")),
    ("/units/update", Ok("GET /api/v1/units/update")),
    ("/units/{id}", Ok("GET /api/v1/units/{id}")),
    ("/units/{id}/reports", Ok("GET /api/v1/units/{id}/reports")),
];

const PARTS: &str = "it shows what rounds, reports and the queue say together";
const BROWSER: &str = "it is for browsers, or for who watches the machine, and is no view of data";
const FORM: &str = "it holds nothing but a form, or links to what has twins of its own";

#[test]
fn what_a_page_changes_the_api_can_change() {
    every_page_has_a_twin(TWINS, Verb::Post);
}

#[test]
fn what_a_page_shows_the_api_can_tell() {
    every_page_has_a_twin(SHOWN, Verb::Get);
}

fn every_page_has_a_twin(twins: &[(&'static str, Result<&'static str, &'static str>)], verb: Verb) {
    let table = table();
    let known: BTreeMap<&str, Result<&str, &str>> = twins.iter().copied().collect();
    assert_eq!(known.len(), twins.len(), "a route stands twice");
    let operations: Vec<String> = table
        .iter()
        .filter(|r| r.path.starts_with("/api/"))
        .map(|r| format!("{} {}", r.verb.text(), r.path))
        .collect();
    let pages: Vec<&str> = table
        .iter()
        .filter(|r| r.verb == verb && !r.path.starts_with("/api/"))
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

/// Pages whose rule is not that of their twin, and why.
const OTHER_RULE: &[(&str, &str)] = &[
    (
        "POST /reports/{id}/explain",
        "the form names several findings of one report; the use case asks again for each",
    ),
    (
        "POST /rounds/{id}/recommendations/answer",
        "several are answered at once; the use case asks again for each",
    ),
    (
        "GET /reports/{id}/submit",
        "who may only read sees what was found; running the checks is for who writes",
    ),
];

#[test]
fn a_page_and_its_twin_ask_for_the_same_right() {
    let table = table();
    let rule = |verb: &str, path: &str| {
        let found = table.iter().find(|r| r.verb.text() == verb && r.path == path);
        found.map(|r| r.access)
    };
    let mut wrong = Vec::new();
    for (twins, verb) in [(TWINS, Verb::Post), (SHOWN, Verb::Get)] {
        for (page, twin) in twins {
            let Some((other, path)) = twin.ok().and_then(|t| t.split_once(' ')) else {
                continue;
            };
            let (own, twin) = (rule(verb.text(), page), rule(other, path));
            let named = format!("{} {page}", verb.text());
            let excused = OTHER_RULE.iter().any(|(known, _)| *known == named);
            if (own != twin) != excused {
                wrong.push(format!("{named} {own:?}, {other} {path} {twin:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

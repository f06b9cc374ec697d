//! Every route × every role × own and foreign unit: the answer follows from the route's rule and nothing else.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::{Answer, Server};
use tonghop_model::cycle::{Role, UnitId};
use tonghop_web::Config;
use tonghop_web::routes::{Access, Route, Target, table};

/// The path with its parameters filled: the first by the thing's id.
fn filled(route: &Route, id: i64) -> String {
    let mut path = String::new();
    let mut first = true;
    for part in route.path.split('/').skip(1) {
        path.push('/');
        if part.starts_with('{') {
            path += &if first { id.to_string() } else { "1".into() };
            first = false;
        } else {
            path += part;
        }
    }
    path
}

fn asks_to_sign_in(answer: &Answer) -> bool {
    answer.status == StatusCode::UNAUTHORIZED
        || answer.status == StatusCode::SEE_OTHER && answer.place().starts_with("/sign-in")
}

/// Routes that end the session they are asked with.
fn ends_session(route: &Route) -> bool {
    matches!(route.path, "/sign-out" | "/account/password")
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_signed_in_reaches_public_routes_only() {
    let server = Server::new();
    for route in table() {
        let mut browser = server.browser();
        browser.get("/sign-in").await;
        let answer = ask(&mut browser, &route, 1).await;
        let open = matches!(route.access, Access::Public | Access::Guessing);
        assert_eq!(asks_to_sign_in(&answer), !open, "{route:?}: {}", answer.status);
        assert!(
            answer.status != StatusCode::INTERNAL_SERVER_ERROR,
            "{route:?}: {}",
            answer.body
        );
    }
}

async fn ask(browser: &mut common::Browser, route: &Route, id: i64) -> Answer {
    let path = filled(route, id);
    match route.verb.text() {
        "GET" => browser.get(&path).await,
        "POST" if !route.path.starts_with("/api/") => browser.post(&path, &[]).await,
        verb => {
            browser.headers = vec![("x-csrf-token", browser.token.clone())];
            let answer = browser.send(verb, &path, "application/json", "{}".into()).await;
            browser.headers.clear();
            answer
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_reaches_what_its_rule_allows_and_nothing_else() {
    let mut config = Config::new("http://localhost");
    config.limits.attempts_per_minute = 10_000;
    let server = Server::with(config, true);
    let (own, foreign) = server.communes();
    for role in Role::GRANTABLE {
        let login = role.key().replace('_', "-");
        server.person(&login, &login, Some((role, own)));
        let mut browser = server.signed_in(&login).await;
        for route in table().iter().filter(|r| !ends_session(r)) {
            for (unit, is_own) in [(own, true), (foreign, false)] {
                let answer = ask(&mut browser, route, unit.0).await;
                check(route, role, is_own, &answer);
            }
        }
    }
}

fn check(route: &Route, role: Role, own: bool, answer: &Answer) {
    let place = format!("{route:?} as {role:?}, own: {own}: {} {}", answer.status, answer.body);
    assert!(!asks_to_sign_in(answer), "{place}");
    assert!(!answer.status.is_server_error(), "{place}");
    match route.access {
        Access::Public | Access::Guessing | Access::SignedIn => {
            assert_ne!(answer.status, StatusCode::FORBIDDEN, "{place}");
        }
        Access::Can(action) => {
            let refused = answer.status == StatusCode::FORBIDDEN;
            // A use case may refuse what lies outside of the subtree although the action is allowed somewhere.
            assert!(refused || role.allows(action), "{place}");
            assert!(!refused || !role.allows(action) || route.path.contains('{'), "{place}");
        }
        Access::On(action, Target::Unit) => {
            let expected = match (role.allows(action), own) {
                (false, _) => Some(StatusCode::FORBIDDEN),
                (true, false) => Some(StatusCode::NOT_FOUND),
                (true, true) => None,
            };
            match expected {
                Some(status) => assert_eq!(answer.status, status, "{place}"),
                None => assert!(answer.status.is_success() || answer.status.is_redirection(), "{place}"),
            }
        }
        // Nothing of the kind exists here: whoever may gets "not found", whoever may not "forbidden".
        Access::On(action, _) => {
            let expected = if role.allows(action) {
                StatusCode::NOT_FOUND
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(answer.status, expected, "{place}");
        }
        Access::Monitor => {
            let may = role.allows(tonghop_model::cycle::Action::ManageSystem);
            assert_eq!(answer.status == StatusCode::OK, may, "{place}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_of_another_subtree_does_not_exist() {
    let server = Server::new();
    let (own, UnitId(foreign)) = server.communes();
    server.person("editor", "Cán bộ", Some((Role::CommuneEditor, own)));
    let mut browser = server.signed_in("editor").await;
    let there = browser.get(&format!("/units/{foreign}")).await;
    let nowhere = browser.get("/units/99999999").await;
    assert_eq!(
        (there.status, nowhere.status),
        (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND)
    );
    let list = browser.get("/units").await;
    assert!(list.body.contains(&format!("/units/{}\"", own.0)));
    assert!(!list.body.contains(&format!("/units/{foreign}\"")));
}

//! What holds for every page: both languages, no inline script, headers, tokens, limits, files of the style.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::Server;
use std::path::Path;
use tonghop_model::cycle::Role;
use tonghop_web::routes::{Verb, table};
use tonghop_web::{App, Config, Limits};

fn templates(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            templates(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn no_template_has_inline_script_or_style() {
    let mut all = Vec::new();
    templates(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut all);
    assert!(all.len() > 10);
    for (name, text) in all {
        assert!(!text.contains("<style") && !text.contains(" style="), "{name}: style");
        assert!(!text.contains("javascript:") && !text.contains("|safe"), "{name}");
        for tag in text.split("<script").skip(1) {
            assert!(tag.trim_start().starts_with("src="), "{name}: a script without src");
        }
        let handler = text.split(" on").skip(1).any(|rest| {
            let word: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
            !word.is_empty() && rest[word.len()..].starts_with("=\"")
        });
        assert!(!handler, "{name}: an event handler");
        for address in ["http://", "https://", "src=\"//"] {
            assert!(!text.contains(address), "{name}: fetches from elsewhere");
        }
    }
}

/// Keys of messages that were not worded show themselves.
fn unworded(body: &str) -> Vec<&str> {
    let words = body.split(|c: char| c.is_whitespace() || "<>\"'=".contains(c));
    let key = |w: &&str| {
        ["web-", "cycle-", "period-"].iter().any(|p| w.starts_with(p))
            && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    words.filter(key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_without_parameters_is_worded_in_both_languages() {
    let server = Server::new();
    server.person("boss", "Quản trị B", Some((Role::Administrator, server.province())));
    server.person("head", "Lãnh đạo C", Some((Role::DepartmentHead, server.province())));
    for login in ["boss", "head"] {
        for lang in ["vi", "en"] {
            let mut browser = server.signed_in(login).await;
            let first = browser.get(&format!("/?lang={lang}")).await;
            assert!(first.body.contains(&format!("<html lang=\"{lang}\">")));
            for route in table().iter().filter(|r| r.verb == Verb::Get && !r.path.contains('{')) {
                let answer = browser.get(route.path).await;
                assert!(!answer.status.is_server_error(), "{route:?}: {}", answer.body);
                assert_eq!(unworded(&answer.body), Vec::<&str>::new(), "{route:?} {lang}");
                if answer.body.contains("<html") {
                    assert!(
                        answer.body.contains(&format!("<html lang=\"{lang}\">")),
                        "{route:?} keeps the language"
                    );
                    assert!(answer.body.len() < 60_000, "{route:?}: {} bytes", answer.body.len());
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_the_headers() {
    let server = Server::new();
    let mut browser = server.browser();
    for path in [
        "/sign-in",
        "/no-such-page",
        "/healthz",
        server.app.assets().path("app.css"),
        "/api/v1/none",
    ] {
        let answer = browser.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 16, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_somebody_else_s_page_changes_nothing() {
    let server = Server::new();
    server.person("an", "Nguyễn An", None);
    let mut browser = server.signed_in("an").await;
    let bare = browser.post_raw("/account/tokens", &[("label", "x")]).await;
    assert_eq!(bare.status, StatusCode::FORBIDDEN);
    assert!(bare.body.contains("Biểu mẫu đã cũ"));
    let mut other = server.browser();
    other.get("/sign-in").await;
    let foreign = browser
        .post_raw("/account/tokens", &[("label", "x"), ("csrf", &other.token)])
        .await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    browser.headers = vec![("sec-fetch-site", "cross-site".into())];
    assert_eq!(
        browser.post("/account/tokens", &[("label", "x")]).await.status,
        StatusCode::FORBIDDEN
    );
    browser.headers = vec![("sec-fetch-site", "same-origin".into())];
    assert_eq!(
        browser.post("/account/tokens", &[("label", "x")]).await.status,
        StatusCode::OK
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_is_refused_with_the_limit() {
    let mut config = Config::new("http://localhost");
    config.limits = Limits {
        form: 1 << 20,
        upload: 2 << 20,
        ..Limits::default()
    };
    let server = Server::with(config, true);
    server.person("boss", "Quản trị B", Some((Role::Administrator, server.province())));
    let mut browser = server.signed_in("boss").await;
    let long = "x".repeat(3 << 20);
    let answer = browser.upload("/people/import", &[], ("file", "x.csv", &long)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("Giới hạn là 2 MB"), "{}", answer.body);
    let answer = browser.post("/sign-in", &[("login", &long)]).await;
    assert!(answer.body.contains("Giới hạn là 1 MB"), "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn problems_of_the_api_have_stable_codes() {
    let server = Server::new();
    let mut browser = server.browser();
    browser.headers = vec![("accept-language", "en".into())];
    let answer = browser.get("/api/v1/no-such").await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(body["code"], "not-found");
    assert_eq!(body["status"], 404);
    assert_eq!(body["title"], "Not found");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_written_a_little_differently_leads_on() {
    let server = Server::new();
    let mut browser = server.browser();
    let answer = browser.get("/sign-in/?next=%2Frounds").await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (303, "/sign-in?next=%2Frounds")
    );
    let answer = browser.get("/no-such/").await;
    assert_eq!(answer.status.as_u16(), 303);
    assert_eq!(browser.get("/no-such").await.status.as_u16(), 404);
    let answer = browser.get("//evil.example/").await;
    assert!(
        !answer.header("location").contains("evil"),
        "{}",
        answer.header("location")
    );
    // The choice of the language on the page of a form that was refused.
    let answer = browser.get("/reports/1/items?lang=en").await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (303, "/reports/1?lang=en")
    );
    assert_eq!(browser.get("/api/v1/no-such/").await.status.as_u16(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_vietnamese_whatever_the_browser_asks_for() {
    let server = Server::new();
    let mut browser = server.browser();
    browser.headers = vec![("accept-language", "en-US,en".into())];
    assert!(browser.get("/sign-in").await.body.contains("lang=\"vi\""));
    browser.get("/sign-in?lang=en").await;
    assert!(browser.get("/sign-in").await.body.contains("<html lang=\"en\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_the_style_are_kept_for_good() {
    let server = Server::new();
    let path = server.app.assets().path("app.css").to_owned();
    let mut browser = server.browser();
    let plain = browser.get(&path).await;
    assert!(plain.header("cache-control").contains("immutable") && plain.body.contains("--brand"));
    browser.headers = vec![("if-none-match", plain.header("etag").to_owned())];
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_MODIFIED);
    browser.headers = vec![("accept-encoding", "gzip".into())];
    assert_eq!(browser.get(&path).await.header("content-encoding"), "gzip");
    assert_eq!(
        browser.get("/sign-in").await.header("content-encoding"),
        "gzip",
        "pages, too"
    );
    assert_eq!(browser.get("/assets/app.0.css").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_are_bound_to_the_host_over_tls() {
    let server = Server::with(Config::new("https://bao-cao.example.vn/"), true);
    let mut browser = server.browser();
    let answer = browser.get("/sign-in").await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-visitor=") && cookie.contains("Secure"),
        "{cookie}"
    );
    assert!(!answer.header("strict-transport-security").is_empty());
}

#[test]
fn the_state_says_nothing_secret() {
    fn shown<T: std::fmt::Debug>(value: &T) -> String {
        format!("{value:?}")
    }
    let server = Server::empty();
    let app: &App = &server.app;
    assert!(!shown(app).contains(&app.first_run().unwrap()));
}

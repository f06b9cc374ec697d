//! What anybody may see of a published round, and what nobody may see without an account.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::{Answer, Server};
use tonghop_app::cycle::reports::{self, ItemInput};
use tonghop_app::cycle::{review, rounds, units};
use tonghop_model::cycle::{RoundId, UnitId};
use tonghop_web::Config;

const SECRET: &str = "Đã giao đồng chí Nguyễn Văn Kín phụ trách";

/// A round in which one commune was accepted and another one has only sent; published where asked.
fn sample(server: &Server, published: bool) -> (RoundId, UnitId, UnitId) {
    let (own, waiting) = server.communes();
    let opened = server.open_round(own, "2027-06-25");
    server.system(|cycle, call| {
        for (unit, accepted) in [(own, true), (waiting, false)] {
            let report = rounds::find_report(cycle, call, opened.round, unit).unwrap();
            let draft = reports::start(cycle, call, report).unwrap();
            for node in &opened.tasks {
                let input = ItemInput {
                    node: node.clone(),
                    status: "Đáp ứng".into(),
                    result: format!("{SECRET} {node}."),
                    ..ItemInput::default()
                };
                reports::save_item(cycle, call, draft, &input).unwrap();
            }
            reports::submit(cycle, call, draft, &format!("k{unit}"), Some("Đã kiểm tra")).unwrap();
            if accepted {
                let version = review::queue(cycle, call, Some(opened.round)).unwrap()[0]
                    .submission
                    .version;
                review::start(cycle, call, draft, version).unwrap();
                review::accept(cycle, call, draft, version + 1).unwrap();
            }
        }
        if published {
            let version = rounds::get(cycle, call, opened.round).unwrap().version;
            rounds::close(cycle, call, opened.round, version).unwrap();
            rounds::publish(cycle, call, opened.round, version + 1).unwrap();
        }
    });
    (opened.round, own, waiting)
}

fn name_of(server: &Server, unit: UnitId) -> String {
    units::find(server.cycle(), unit).unwrap().unwrap().name
}

fn leaks(answer: &Answer) -> bool {
    ["Nguyễn Văn Kín", "Đã giao", "Quản trị"]
        .iter()
        .any(|t| answer.body.contains(t))
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_sees_accepted_values_of_a_published_round_and_nothing_else() {
    let server = Server::new();
    let (round, own, waiting) = sample(&server, true);
    let (own, waiting) = (name_of(&server, own), name_of(&server, waiting));
    let mut browser = server.browser();
    let list = browser.get("/published").await;
    assert!(
        list.body.contains(&format!("href=\"/published/{round}\"")),
        "{}",
        list.body
    );
    let place = format!("/published/{round}");
    for view in ["", "/distribution", "/indicators"] {
        for format in ["", "?format=csv", "?format=json", "?format=xlsx"] {
            let answer = browser.get(&format!("{place}{view}{format}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{view} {format} {}", answer.body);
            assert!(!leaks(&answer), "{view} {format}");
            assert!(
                !answer.body.contains(&waiting),
                "{view} {format}: what was only sent is not published"
            );
        }
    }
    let matrix = browser.get(&place).await;
    assert!(matrix.body.contains(&own));
    // Who reads it learns that units are missing, on every page; programs read it in the open data.
    for answer in [&list, &matrix, &browser.get(&format!("{place}/indicators")).await] {
        assert!(answer.body.contains("tổng hợp từ 1/"), "{}", answer.body);
    }
    let json: serde_json::Value =
        serde_json::from_str(&browser.get(&format!("{place}?format=json")).await.body).unwrap();
    let value = &json["values"][0];
    assert_eq!(
        (&value["class"], &value["edition"]),
        (&"met".into(), &1.into()),
        "{value}"
    );
    assert_eq!(json["round"]["units_answered"], 1);
    assert!(json["round"]["units_asked"].as_u64() > Some(1), "{}", json["round"]);
    // The API says the same, without a token.
    for (view, page) in [
        ("", "?format=json"),
        ("/distribution", "/distribution?format=json"),
        ("/indicators", "/indicators?format=json"),
    ] {
        let api = browser.get(&format!("/api/v1{place}{view}")).await;
        assert_eq!(api.status, StatusCode::OK, "{view} {}", api.body);
        assert_eq!(api.body, browser.get(&format!("{place}{page}")).await.body, "{view}");
    }
    let rounds = browser.get("/api/v1/published").await;
    assert!(rounds.body.contains(&format!("\"id\":{round}")) && !leaks(&rounds));
    // Searching in answers would tell whether somebody wrote a word.
    let search = browser.get(&format!("{place}?q=K%C3%ADn")).await;
    assert!(!search.body.contains(&own));
    for closed in ["matrix", "cell?unit=2", "findings", "recommendations"] {
        let answer = browser.get(&format!("/rounds/{round}/{closed}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{closed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_is_not_published_does_not_exist_for_the_public() {
    let server = Server::new();
    let (round, ..) = sample(&server, false);
    let mut browser = server.browser();
    let list = browser.get("/published").await;
    assert!(!list.body.contains(&format!("/published/{round}")));
    for view in ["", "/distribution", "/indicators?format=json"] {
        let there = browser.get(&format!("/published/{round}{view}")).await;
        let nowhere = browser.get(&format!("/published/999999{view}")).await;
        let api = browser.get(&format!("/api/v1/published/{round}")).await;
        assert_eq!(api.status, StatusCode::NOT_FOUND);
        assert_eq!(there.status, StatusCode::NOT_FOUND);
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let mut config = Config::new("http://localhost");
    config.limits.public_per_minute = 3;
    let server = Server::with(config, true);
    let mut browser = server.browser();
    for _ in 0..3 {
        assert_eq!(browser.get("/published").await.status, StatusCode::OK);
    }
    let refused = browser.get("/published").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!refused.header("retry-after").is_empty());
    let refused = browser.get("/api/v1/published").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{}", refused.body);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    let wait: i64 = refused.header("retry-after").parse().expect("seconds");
    assert!((1..=60).contains(&wait));
    server.now.fetch_add(wait, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(browser.get("/api/v1/published").await.status, StatusCode::OK);
}

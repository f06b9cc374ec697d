//! The unit's pages: form, saving, conflict, sending, receipt; foreign reports do not exist; nothing typed runs.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::{DEADLINE, Server};
use tonghop_app::cycle::reports;
use tonghop_model::cycle::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_filled_sent_and_withdrawn() {
    let server = Server::new();
    let (own, foreign) = server.communes();
    let opened = server.open_round(own, DEADLINE);
    let (report, node) = (opened.report.0, opened.tasks[0].clone());
    server.person("leader", "Lãnh đạo A", Some((Role::CommuneApprover, own)));
    server.person("other", "Cán bộ B", Some((Role::CommuneEditor, foreign)));
    let mut browser = server.signed_in("leader").await;
    let place = format!("/reports/{report}");
    assert!(browser.get("/reports").await.body.contains(&place));
    assert_eq!(
        browser.post(&format!("{place}/start"), &[]).await.status,
        StatusCode::SEE_OTHER
    );

    let script = "<script>alert(1)</script>";
    let (version, result) = (format!("version.{node}"), format!("result.{node}"));
    let status = format!("status.{node}");
    let fields = [
        (version.as_str(), "0"),
        (result.as_str(), script),
        (status.as_str(), "Hoàn thành"),
    ];
    let saved = browser.post(&format!("{place}/item"), &fields).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    // The same version once more with other words: both are there to choose from.
    let late = [(version.as_str(), "0"), (result.as_str(), "khác")];
    let conflict = browser.post(&format!("{place}/item"), &late).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let page = browser.post(&format!("{place}/items"), &late).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Người khác vừa lưu") && page.body.contains("khác</textarea>"));

    for lang in ["vi", "en"] {
        for rest in ["", "/candidates", "/submit"] {
            let page = browser.get(&format!("{place}{rest}?lang={lang}")).await;
            assert_eq!(page.status, StatusCode::OK, "{rest}");
            assert!(!page.body.contains(script), "{rest}");
        }
    }
    let submission = server.system(|cycle, call| {
        let page = reports::page(cycle, call, tonghop_model::cycle::ReportId(report), None).unwrap();
        page.submission.unwrap().id.to_string()
    });
    let sent = browser
        .post(
            &format!("{place}/submit"),
            &[("submission", &submission), ("note", script)],
        )
        .await;
    assert_eq!(sent.place(), format!("{place}/receipt"), "{}", sent.body);
    let receipt = browser.get(&format!("{place}/receipt")).await;
    assert!(receipt.body.contains("SHA-256") && !receipt.body.contains(script));

    let mut other = server.signed_in("other").await;
    for rest in ["", "/candidates", "/submit", "/receipt"] {
        assert_eq!(other.get(&format!("{place}{rest}")).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(
        other.post(&format!("{place}/item"), &late).await.status,
        StatusCode::NOT_FOUND
    );
}

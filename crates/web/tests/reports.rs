//! The unit's pages: form, saving, conflict, sending, receipt; foreign reports do not exist; nothing typed runs.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::{DEADLINE, Server};
use tonghop_app::cycle::files;
use tonghop_app::cycle::reports;
use tonghop_app::cycle::rounds::{self, Adjustment};
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
    let unseen = [("submission", submission.as_str()), ("note", script)];
    let refused = browser.post(&format!("{place}/submit"), &unseen).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody looked at it");
    assert!(
        refused.body.contains(&format!("#r-{node}\"")),
        "what was changed is named"
    );
    let seen = refused.field("seen");
    let sent = browser
        .post(
            &format!("{place}/submit"),
            &[("submission", &submission), ("note", script), ("seen", &seen)],
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

#[tokio::test(flavor = "multi_thread")]
async fn what_the_checks_say_stands_beside_the_row_and_goes_when_it_is_mended() {
    let server = Server::new();
    let (own, _) = server.communes();
    let opened = server.open_round(own, DEADLINE);
    let (report, node) = (opened.report.0, opened.tasks[0].clone());
    server.person("editor", "Cán bộ A", Some((Role::CommuneEditor, own)));
    let mut browser = server.signed_in("editor").await;
    let place = format!("/reports/{report}");
    browser.post(&format!("{place}/start"), &[]).await;
    let empty = browser.get(&place).await;
    assert!(
        !empty.body.contains("class=\"tag tag-warn\">"),
        "that nothing stands in a row yet is no news while it is written"
    );

    let (version, result) = (format!("version.{node}"), format!("result.{node}"));
    let status = format!("status.{node}");
    let typed = |read: &'static str, text: &'static str| {
        [
            (version.clone(), read),
            (status.clone(), "Đang triển khai"),
            (result.clone(), text),
        ]
    };
    let wrong = typed("0", "Thanh toán trực tuyến 691/685 hồ sơ, đạt 100,9%.");
    let fields: Vec<(&str, &str)> = wrong.iter().map(|(k, v)| (k.as_str(), *v)).collect();
    let saved = browser.post(&format!("{place}/item"), &fields).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    // As the script of the form asks.
    let said = browser.post(&format!("{place}/check"), &[]).await;
    let said: serde_json::Value = serde_json::from_str(&said.body).unwrap();
    let remark = said["rows"][&node][0]["text"]
        .as_str()
        .expect("691 of 685 is found")
        .to_owned();
    // As a browser without scripts sees it.
    assert!(
        browser.get(&place).await.body.contains("đạt 100,9%") && browser.get(&place).await.body.contains(&remark[..20])
    );

    let mended = typed("1", "Thanh toán trực tuyến 680/685 hồ sơ, đạt 99,27%.");
    let fields: Vec<(&str, &str)> = mended.iter().map(|(k, v)| (k.as_str(), *v)).collect();
    let answer = browser.post(&format!("{place}/items"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = browser.get(&place).await;
    assert!(
        page.body.contains("99,27%") && !page.body.contains(&remark[..20]),
        "it is mended"
    );
    let said = browser.post(&format!("{place}/check"), &[]).await;
    let said: serde_json::Value = serde_json::from_str(&said.body).unwrap();
    assert!(said["rows"].get(&node).is_none(), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_declared_that_there_is_nothing_is_not_asked_again() {
    let server = Server::new();
    let (own, foreign) = server.communes();
    let opened = server.open_round(own, DEADLINE);
    let waiting = |server: &Server| {
        let missing = server.system(|cycle, call| reports::missing(cycle, call).unwrap());
        (
            missing.iter().any(|o| o.unit == own),
            missing.iter().any(|o| o.unit == foreign),
        )
    };
    assert_eq!(waiting(&server), (true, true));
    server.system(|cycle, call| {
        let input = Adjustment {
            reports: vec![(opened.report, 1)],
            reason: "Trong kỳ không phát sinh".into(),
        };
        rounds::declare_nothing(cycle, call, &input).unwrap();
    });
    assert_eq!(waiting(&server), (false, true));
    server.person("editor", "Cán bộ A", Some((Role::CommuneEditor, own)));
    let mut browser = server.signed_in("editor").await;
    let start = browser.get("/").await;
    assert!(!start.body.contains("Bắt đầu soạn"), "there is nothing to do");
    // Who may send takes it back on the page of the report, and declares it there again.
    server.person("leader", "Lãnh đạo A", Some((Role::CommuneApprover, own)));
    let mut leader = server.signed_in("leader").await;
    let place = format!("/reports/{}", opened.report);
    let post = format!("{place}/nothing");
    assert!(leader.get(&place).await.body.contains("Trong kỳ không phát sinh"));
    let back = [("version", "2"), ("what", "back"), ("reason", "Có một việc mới")];
    assert_eq!(leader.post(&post, &back).await.place(), place);
    assert_eq!(waiting(&server), (true, true));
    let again = [("version", "3"), ("reason", "Không phát sinh")];
    assert_eq!(leader.post(&post, &again).await.place(), place);
    assert_eq!(waiting(&server), (false, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_go_on_because_the_round_was_closed_is_told_what_to_do() {
    let server = Server::new();
    let (own, _) = server.communes();
    let opened = server.open_round(own, DEADLINE);
    server.person("editor", "Cán bộ A", Some((Role::CommuneEditor, own)));
    let mut browser = server.signed_in("editor").await;
    let place = format!("/reports/{}", opened.report);
    let told = |body: &str| body.contains("id=\"closed\"") && body.contains("mở lại đợt");
    assert!(!told(&browser.get(&place).await.body), "the round is open");
    let state = |close: bool| {
        server.system(|cycle, call| {
            let version = rounds::get(cycle, call, opened.round).unwrap().version;
            match close {
                true => rounds::close(cycle, call, opened.round, version).unwrap(),
                false => rounds::reopen(cycle, call, opened.round, version, "").unwrap(),
            }
        });
    };
    state(true);
    let page = browser.get(&place).await;
    assert!(
        told(&page.body) && page.body.contains("chưa gửi báo cáo"),
        "{}",
        page.body
    );
    assert!(browser.get("/reports").await.body.contains("Đợt đã đóng"));
    state(false);
    browser.post(&format!("{place}/start"), &[]).await;
    assert!(!told(&browser.get(&place).await.body));
    state(true);
    let page = browser.get(&place).await;
    assert!(told(&page.body) && page.body.contains("bản đang soạn"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_that_cannot_be_saved_is_not_typed_again() {
    let server = Server::new();
    let (own, _) = server.communes();
    let opened = server.open_round(own, DEADLINE);
    let report = opened.report.0;
    server.person("editor", "Cán bộ A", Some((Role::CommuneEditor, own)));
    let mut browser = server.signed_in("editor").await;
    browser.get(&format!("/reports/{report}")).await;
    let text = "# BÁO CÁO\n\nIV. KIẾN NGHỊ\n\nĐề nghị tỉnh mở thêm lớp tập huấn cho cán bộ cấp xã.\n";
    let sent = browser
        .upload(
            &format!("/reports/{report}/file"),
            &[("kind", "report")],
            ("file", "bao-cao.md", text),
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let found = server.system(|cycle, call| {
        assert!(files::run_next_reading(cycle, call.now).unwrap());
        let draft = reports::newest(cycle, call, opened.report).unwrap();
        files::candidates(cycle, call, draft).unwrap()
    });
    let (candidate, report) = (&found[0], report.to_string());
    let version = candidate.version.to_string();
    let decide = format!("/candidates/{}/decide", candidate.id);
    let fields = |node: &'static str| {
        [
            ("report", report.as_str()),
            ("version", version.as_str()),
            ("item_version", "0"),
            ("what", "correct"),
            ("node", node),
            ("result", "Sửa mất công"),
        ]
    };
    let wrong = browser.post(&decide, &fields("KHONG.CO")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["Sửa mất công</textarea>", "value=\"KHONG.CO\"", "<details open>"] {
        assert!(wrong.body.contains(text), "{text}: {}", wrong.body);
    }
    let done = browser.post(&decide, &fields("s:recommendations")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_cleared_can_be_taken_from_a_file_with_all_that_is_certain() {
    let server = Server::new();
    let (own, _) = server.communes();
    let opened = server.open_round(own, DEADLINE);
    let place = format!("/reports/{}", opened.report);
    server.person("editor", "Cán bộ A", Some((Role::CommuneEditor, own)));
    let mut browser = server.signed_in("editor").await;
    browser.get(&place).await;
    let text = "# BÁO CÁO\n\nIV. KIẾN NGHỊ\n\nĐề nghị tỉnh mở thêm lớp tập huấn cho cán bộ cấp xã.\n";
    let file = ("file", "bao-cao.md", text);
    browser
        .upload(&format!("{place}/file"), &[("kind", "report")], file)
        .await;
    let node = server.system(|cycle, call| {
        assert!(files::run_next_reading(cycle, call.now).unwrap());
        let draft = reports::newest(cycle, call, opened.report).unwrap();
        let node = files::candidates(cycle, call, draft).unwrap()[0].node.clone().unwrap();
        let mut version = 0;
        for text in ["Gõ nhầm", ""] {
            let input = reports::ItemInput {
                node: node.clone(),
                version,
                result: text.into(),
                ..reports::ItemInput::default()
            };
            version = reports::save_item(cycle, call, draft, &input).unwrap().version;
        }
        node
    });
    let offer = browser.get(&format!("{place}/candidates")).await;
    assert!(offer.body.contains("Nhận 1 nội dung chắc chắn"), "{}", offer.body);
    let done = browser.post(&format!("{place}/candidates"), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = server.system(|cycle, call| reports::page(cycle, call, opened.report, None).unwrap());
    let item = page.items.iter().find(|i| i.node == node).unwrap();
    assert!(item.result.contains("Đề nghị tỉnh"), "{item:?}");
}

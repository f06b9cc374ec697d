//! The reviewer's pages: queue, decisions on items, return, correction, acceptance, editions, waivers, remarks.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::{Browser, DEADLINE, Opened, Server};
use tonghop_app::cycle::reports::{self, ItemInput};
use tonghop_app::cycle::{review, rounds};
use tonghop_model::cycle::{ReportId, Role, SubmissionId};

fn save(server: &Server, report: ReportId, node: &str, result: &str) {
    server.system(|cycle, call| {
        let draft = reports::start(cycle, call, report).unwrap();
        let page = reports::page(cycle, call, report, Some(draft)).unwrap();
        let input = ItemInput {
            node: node.into(),
            version: page.items.iter().find(|i| i.node == node).map_or(0, |i| i.version),
            status: "Đang triển khai".into(),
            result: result.into(),
            ..ItemInput::default()
        };
        reports::save_item(cycle, call, draft, &input).unwrap();
    });
}

/// Sends the draft; its id.
fn send(server: &Server, report: ReportId) -> SubmissionId {
    server.system(|cycle, call| {
        let draft = reports::start(cycle, call, report).unwrap();
        reports::submit(cycle, call, draft, "", Some("Đã kiểm tra"))
            .unwrap()
            .submission
    })
}

fn state(server: &Server, report: ReportId) -> &'static str {
    server.system(|cycle, call| {
        let page = reports::page(cycle, call, report, None).unwrap();
        page.submission.unwrap().state.key()
    })
}

fn version(server: &Server, report: ReportId) -> String {
    server.system(|cycle, call| {
        let page = reports::page(cycle, call, report, None).unwrap();
        page.submission.unwrap().version.to_string()
    })
}

async fn decide(browser: &mut Browser, id: SubmissionId, fields: &[(&str, &str)]) -> StatusCode {
    browser.post(&format!("/review/{id}/item"), fields).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn items_are_returned_corrected_and_the_whole_is_accepted() {
    let server = Server::new();
    let (own, _) = server.communes();
    let Opened { report, tasks, .. } = server.open_round(own, DEADLINE);
    server.person("reviewer", "Chuyên viên", Some((Role::Reviewer, server.province())));
    server.person("editor", "Cán bộ", Some((Role::CommuneEditor, own)));
    let script = "<script>alert(1)</script>";
    save(&server, report, &tasks[0], "Đã ban hành kế hoạch và tổ chức thực hiện.");
    save(&server, report, &tasks[1], script);
    let first = send(&server, report);

    let mut browser = server.signed_in("reviewer").await;
    let queue = browser.get("/review").await;
    assert!(queue.body.contains(&format!("/review/{first}\"")), "{}", queue.body);
    let place = format!("/review/{first}");
    // Nothing is decided before the review has begun.
    let page = browser.get(&place).await;
    assert!(!page.body.contains("data-key=\"a\"") && !page.body.contains(script));
    let begun = browser
        .post(&format!("{place}/start"), &[("version", &version(&server, report))])
        .await;
    assert_eq!(begun.place(), place);
    assert_eq!(state(&server, report), "in_review");
    assert!(browser.get(&place).await.body.contains("data-key=\"a\""));

    let accept = [("node", tasks[0].as_str()), ("what", "accept")];
    assert_eq!(decide(&mut browser, first, &accept).await, StatusCode::SEE_OTHER);
    let blank = [
        ("node", tasks[1].as_str()),
        ("what", "return"),
        ("reason", " "),
        ("due", "2027-01-15"),
    ];
    assert_eq!(
        decide(&mut browser, first, &blank).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let past = [
        ("node", tasks[1].as_str()),
        ("what", "return"),
        ("reason", "Thiếu"),
        ("due", "2020-01-15"),
    ];
    let mut far = past;
    far[3] = ("due", "2036-01-15");
    let far = browser.post(&format!("{place}/item"), &far).await;
    assert_eq!(
        far.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a slip of the pen in the year"
    );
    let again = browser.post(&format!("{place}/item"), &past).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("Thiếu</textarea>"), "what was typed is still there");
    let good = [
        ("node", tasks[1].as_str()),
        ("what", "return"),
        ("reason", script),
        ("due", "2027-01-15"),
    ];
    assert_eq!(decide(&mut browser, first, &good).await, StatusCode::SEE_OTHER);
    // A script asks for the item alone and gets the bar with it.
    browser.headers = vec![("hx-request", "true".into())];
    let part = browser.post(&format!("{place}/item"), &good).await;
    browser.headers.clear();
    assert_eq!(part.status, StatusCode::OK);
    assert!(part.body.trim_start().starts_with("<article") && part.body.contains("hx-swap-oob"));
    assert!(!part.body.contains("<html") && !part.body.contains(script));

    let refused = browser
        .post(&format!("{place}/accept"), &[("version", &version(&server, report))])
        .await;
    assert_eq!(
        refused.status,
        StatusCode::CONFLICT,
        "items are returned: {}",
        refused.body
    );
    let seen = version(&server, report);
    let returned = browser
        .post(&format!("{place}/return"), &[("note", script), ("version", &seen)])
        .await;
    assert_eq!(returned.place(), "/review", "{}", returned.body);
    assert_eq!(state(&server, report), "returned");

    let mut editor = server.signed_in("editor").await;
    let todo = editor.get(&format!("/reports/{report}")).await;
    assert!(todo.body.contains("id=\"todo\"") && !todo.body.contains(script));
    // What counts now is the day of the return, not the deadline, which was kept.
    for place in [format!("/reports/{report}"), "/reports".to_owned(), "/".to_owned()] {
        let page = editor.get(&place).await;
        assert!(page.body.contains("hạn sửa 15/01/2027"), "{place}");
    }
    save(&server, report, &tasks[1], "Đã bổ sung số liệu theo yêu cầu.");
    let second = send(&server, report);

    let place = format!("/review/{second}");
    browser
        .post(&format!("{place}/start"), &[("version", &version(&server, report))])
        .await;
    for lang in ["vi", "en"] {
        let page = browser.get(&format!("{place}?lang={lang}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.body.contains("<ins>") && page.body.contains("rv-diff"),
            "the difference is shown"
        );
        assert!(!page.body.contains(script));
    }
    let only = browser.get(&format!("{place}?show=changed")).await;
    assert_eq!(only.body.matches("data-item").count(), 1);
    let accepted = browser
        .post(&format!("{place}/accept"), &[("version", &version(&server, report))])
        .await;
    assert_eq!(accepted.place(), "/review", "{}", accepted.body);
    assert_eq!(state(&server, report), "accepted");
    let editions = browser.get(&format!("/reports/{report}/editions")).await;
    assert!(editions.body.contains("id=\"e-1\"") && !editions.body.contains("id=\"e-2\""));
    // The commune sees its editions too, but not the reviewer's pages.
    assert_eq!(
        editor.get(&format!("/reports/{report}/editions")).await.status,
        StatusCode::OK
    );
    assert_eq!(editor.get("/review").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waived_finding_lowers_the_counts_and_lets_the_report_pass() {
    let server = Server::new();
    let (own, _) = server.communes();
    let Opened { report, tasks, .. } = server.open_round(own, DEADLINE);
    server.person("reviewer", "Chuyên viên", Some((Role::Reviewer, server.province())));
    save(
        &server,
        report,
        &tasks[0],
        "Số hồ sơ thanh toán trực tuyến là 691/685 hồ sơ, đạt 100,9%.",
    );
    let (draft, finding) = server.system(|cycle, call| {
        let draft = reports::start(cycle, call, report).unwrap();
        let found = reports::check(cycle, call, draft).unwrap();
        (
            draft,
            found
                .into_iter()
                .find(|f| f.severity.key() == "error")
                .expect("691 of 685 is found"),
        )
    });
    let mut browser = server.signed_in("reviewer").await;
    let missing = browser.get("/review/missing").await;
    assert!(
        missing.body.contains(&format!("/review/{draft}\"")),
        "a draft can be looked at"
    );
    let place = format!("/findings/{}/waive", finding.id);
    let page = browser.get(&format!("/review/{draft}")).await;
    assert!(page.body.contains(&place));
    let back = format!("/review/{draft}#f-{}", finding.id);
    let blank = browser.post(&place, &[("reason", ""), ("back", &back)]).await;
    assert_eq!(blank.place(), back);
    let elsewhere = browser
        .post(
            &place,
            &[("reason", "Đúng theo hồ sơ"), ("back", "https://evil.example/")],
        )
        .await;
    assert_eq!(elsewhere.place(), "/", "nobody is sent to another site");
    let page = browser.get(&format!("/review/{draft}")).await;
    assert!(page.body.contains("Đúng theo hồ sơ") && !page.body.contains(&place));

    let sent = send(&server, report);
    let counts = server.system(|cycle, call| {
        let page = review::page(cycle, call, sent).unwrap().data;
        let submission = page.submission.unwrap();
        (submission.errors, submission.warnings, page.findings)
    });
    let open = |severity: &str| {
        let open = counts
            .2
            .iter()
            .filter(|f| f.severity.key() == severity && f.waived.is_none());
        open.count() as i64
    };
    assert_eq!((counts.0, counts.1), (open("error"), open("warning")));
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_for_many_units_leave_out_what_is_not_clean_and_say_so() {
    let server = Server::new();
    let (first, second) = server.communes();
    let Opened { report, tasks, .. } = server.open_round(first, DEADLINE);
    let other = server.system(|cycle, call| {
        let page = reports::page(cycle, call, report, None).unwrap();
        rounds::find_report(cycle, call, page.round, second).unwrap()
    });
    server.person("reviewer", "Chuyên viên", Some((Role::Reviewer, server.province())));
    server.person("auditor", "Thanh tra", Some((Role::Auditor, server.province())));
    for task in &tasks {
        save(
            &server,
            report,
            task,
            &format!("Đã giao công chức phụ trách nội dung {task}."),
        );
    }
    save(
        &server,
        other,
        &tasks[0],
        "Tiếp nhận 1.198 hồ sơ trực tuyến và 78 hồ sơ trực tiếp, tổng số 1.270 hồ sơ.",
    );
    let (clean, open) = (send(&server, report), send(&server, other));
    let mut browser = server.signed_in("reviewer").await;
    browser.get("/review").await;
    let nobody = browser.post("/review/start", &[("back", "/review")]).await;
    assert_eq!(nobody.place(), "/review");
    let pair = |id: SubmissionId, version: String| format!("{id}.{version}");
    let chosen = [
        pair(clean, version(&server, report)),
        pair(open, version(&server, other)),
    ];
    let fields: Vec<(&str, &str)> = chosen.iter().map(|c| ("submission", c.as_str())).collect();
    let counts = server.system(|cycle, call| {
        let all = review::queue(cycle, call, None).unwrap();
        all.into_iter()
            .map(|q| (q.submission.id, q.submission.errors + q.submission.warnings))
            .collect::<Vec<_>>()
    });
    let answer = browser.post("/review/accept", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    for (id, found) in counts {
        let state = server.system(|cycle, call| review::page(cycle, call, id).unwrap().data.submission.unwrap().state);
        assert_eq!(state.key() == "accepted", found == 0, "{id} with {found} open findings");
    }
    // An auditor looks at everything and changes nothing.
    let mut auditor = server.signed_in("auditor").await;
    let page = auditor.get(&format!("/review/{open}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("/item\"") && !page.body.contains("/waive\""));
    let refused = auditor
        .post(&format!("/review/{open}/start"), &[("version", "1")])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remark_is_seen_by_both_sides_and_a_file_says_what_its_signatures_are_worth() {
    let server = Server::new();
    let (own, foreign) = server.communes();
    let Opened { report, tasks, .. } = server.open_round(own, DEADLINE);
    server.person("reviewer", "Chuyên viên", Some((Role::Reviewer, server.province())));
    server.person("editor", "Cán bộ", Some((Role::CommuneEditor, own)));
    server.person("other", "Người khác", Some((Role::CommuneEditor, foreign)));
    let mut editor = server.signed_in("editor").await;
    let place = format!("/reports/{report}");
    editor.get(&place).await;
    let upload = [("kind", "evidence")];
    let kept = editor
        .upload(
            &format!("{place}/file"),
            &upload,
            ("file", "van-ban.pdf", "%PDF-1.4 hỏng"),
        )
        .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    save(&server, report, &tasks[0], "Đã thực hiện.");
    let sent = send(&server, report);
    let file = server.system(|cycle, call| reports::page(cycle, call, report, None).unwrap().files[0].id);

    let mut browser = server.signed_in("reviewer").await;
    let page = browser.get(&format!("/review/{sent}")).await;
    assert!(page.body.contains(&format!("/files/{file}/signatures")));
    let said = browser.get(&format!("/files/{file}/signatures")).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.body);
    let back = format!("/review/{sent}#i-{}", tasks[0]);
    let fields = [
        ("text", "Đề nghị <b>bổ sung</b> văn bản"),
        ("node", tasks[0].as_str()),
        ("back", back.as_str()),
    ];
    assert_eq!(browser.post(&format!("{place}/comment"), &fields).await.place(), back);
    for one in [&mut browser, &mut editor] {
        let page = one.get(&place).await;
        assert!(
            page.body.contains("Đề nghị &#60;b&#62;bổ sung") || page.body.contains("Đề nghị &lt;b&gt;bổ sung"),
            "{}",
            page.body
        );
    }
    let mut other = server.signed_in("other").await;
    other.get("/reports").await;
    assert_eq!(
        other.post(&format!("{place}/comment"), &fields).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        other.get(&format!("/files/{file}/signatures")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        other.get(&format!("/review/{sent}")).await.status,
        StatusCode::NOT_FOUND
    );
}

//! Consolidated views of a round with one report: both languages, hostile text, files, foreign units.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::Server;
use std::sync::atomic::Ordering;
use tonghop_app::cycle::reports::{self, ItemInput};
use tonghop_app::cycle::rounds::{self, NewRound};
use tonghop_app::cycle::{review, templates};
use tonghop_model::cycle::{Role, RoundId, UnitId};

/// 2026-06-10 09:00 in Vietnam.
const JUNE: i64 = 1_781_056_800;
const HOSTILE: &str = "<script>alert(1)</script>";
const FORMULA: &str = "=HYPERLINK(\"x\")";
const VIEWS: [&str; 9] = [
    "matrix",
    "map",
    "distribution",
    "progress",
    "indicators",
    "findings",
    "recommendations",
    "commitments",
    "compare",
];

struct Sample {
    server: Server,
    round: RoundId,
    own: UnitId,
    foreign: UnitId,
    node: String,
}

/// A round in which one commune has sent its report and was accepted.
fn sample() -> Sample {
    let server = Server::new();
    server.now.store(JUNE, Ordering::Relaxed);
    let (own, foreign) = server.communes();
    let province = server.province();
    let (round, node) = server.system(|cycle, call| {
        let template = templates::list(cycle, call).unwrap();
        let template = template.into_iter().find(|t| t.published).unwrap();
        let input = NewRound {
            title: format!("Đợt {HOSTILE}"),
            request_number: "1/SKHCN".into(),
            request_date: None,
            request_issuer: "Sở Khoa học và Công nghệ".into(),
            template: template.id,
            unit: province,
            period: "nd09:2026-H1".parse().unwrap(),
            cut_off: None,
            deadline: "2026-06-25".parse().unwrap(),
            exempt: Vec::new(),
        };
        let round = rounds::open(cycle, call, &input).unwrap().round;
        let report = rounds::find_report(cycle, call, round, own).unwrap();
        let draft = reports::start(cycle, call, report).unwrap();
        let page = reports::page(cycle, call, report, None).unwrap();
        for (number, task) in page.template.content.tasks.iter().enumerate() {
            let result = match number {
                0 => HOSTILE.to_owned(),
                _ => format!("Đã ban hành Kế hoạch số {}/KH-UBND và tổ chức thực hiện.", number + 1),
            };
            save(cycle, call, draft, &task.node, "Đáp ứng", &result);
        }
        let asks = format!("{FORMULA} {HOSTILE} Đề nghị tỉnh hỗ trợ kinh phí mua máy quét.");
        save(cycle, call, draft, "s:recommendations", "", &asks);
        let promise = "Phấn đấu hoàn thành số hóa hồ sơ trước ngày 30/11/2026.";
        save(cycle, call, draft, "s:next_tasks", "", promise);
        reports::submit(cycle, call, draft, "k1", Some("Đã kiểm tra")).unwrap();
        let version = review::queue(cycle, call, Some(round)).unwrap()[0].submission.version;
        review::start(cycle, call, draft, version).unwrap();
        review::accept(cycle, call, draft, version + 1).unwrap();
        (round, page.template.content.tasks[0].node.clone())
    });
    Sample {
        server,
        round,
        own,
        foreign,
        node,
    }
}

fn save(
    cycle: &tonghop_app::cycle::Cycle,
    call: &tonghop_app::cycle::Call<'_>,
    draft: tonghop_model::cycle::ids::SubmissionId,
    node: &str,
    status: &str,
    result: &str,
) {
    let input = ItemInput {
        node: node.into(),
        status: status.into(),
        result: result.into(),
        ..ItemInput::default()
    };
    reports::save_item(cycle, call, draft, &input).unwrap();
}

/// Keys of messages that were not worded show themselves.
fn unworded(body: &str) -> Vec<&str> {
    let words = body.split(|c: char| c.is_whitespace() || "<>\"'=/.".contains(c));
    let key = |w: &&str| {
        ["web-", "cycle-", "period-", "status-", "severity-"]
            .iter()
            .any(|p| w.starts_with(p))
            && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    words.filter(key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_view_is_worded_escaped_and_can_be_saved() {
    let s = sample();
    s.server
        .person("head", "Lãnh đạo", Some((Role::DepartmentHead, s.server.province())));
    let mut browser = s.server.signed_in("head").await;
    let mut places: Vec<String> = VIEWS.iter().map(|v| format!("/rounds/{}/{v}", s.round)).collect();
    places.push(format!("/units/{}/reports", s.own));
    places.push(format!("/rounds/{}/cell?unit={}&task={}", s.round, s.own, s.node));
    for place in &places {
        for lang in ["vi", "en"] {
            let and = if place.contains('?') { '&' } else { '?' };
            let page = browser.get(&format!("{place}{and}lang={lang}")).await;
            assert_eq!(page.status, StatusCode::OK, "{place}: {}", page.body);
            assert_eq!(unworded(&page.body), Vec::<&str>::new(), "{place} in {lang}");
            if place.starts_with("/rounds/") && lang == "vi" && !place.contains("/cell") {
                assert!(page.body.contains("tổng hợp từ 1/"), "{place} is of one unit");
            }
            assert!(!page.body.contains(HOSTILE), "{place} shows text as markup");
        }
        if place.contains('?') {
            continue;
        }
        let csv = browser.get(&format!("{place}?format=csv")).await;
        if place.ends_with("compare") {
            assert_eq!(csv.status, StatusCode::NOT_FOUND, "there is nothing to compare with");
            continue;
        }
        assert_eq!(csv.status, StatusCode::OK, "{place}: {}", csv.body);
        assert!(csv.body.starts_with('\u{feff}') && csv.header("content-disposition").contains(".csv"));
        assert!(
            !csv.body.contains(",=") && !csv.body.contains("\"="),
            "{place}: {}",
            csv.body
        );
        let xlsx = browser.get(&format!("{place}?format=xlsx")).await;
        assert_eq!(xlsx.status, StatusCode::OK, "{place}");
        assert!(xlsx.body.starts_with("PK"), "{place}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_the_matrix_have_the_words_of_the_answers() {
    let s = sample();
    s.server
        .person("head", "Lãnh đạo", Some((Role::DepartmentHead, s.server.province())));
    let mut browser = s.server.signed_in("head").await;
    let matrix = format!("/rounds/{}/matrix", s.round);
    let csv = browser.get(&format!("{matrix}?format=csv&part=words")).await;
    assert_eq!(csv.status, StatusCode::OK, "{}", csv.body);
    assert!(csv.body.contains("Đã ban hành Kế hoạch số 2/KH-UBND"), "{}", csv.body);
    assert!(!csv.body.contains(",=") && !csv.body.contains("\"="), "{}", csv.body);
    // One number for a task wherever people read it; the code of the programme has its own column.
    assert!(csv.body.contains(&s.node));
    let plain = browser.get(&format!("{matrix}?format=csv")).await;
    let headings = plain.body.lines().next().unwrap_or_default();
    assert!(!headings.contains(&format!("{} ", s.node)), "{headings}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_matrix_finds_without_diacritics_and_its_cell_opens_the_answer() {
    let s = sample();
    s.server
        .person("head", "Lãnh đạo", Some((Role::DepartmentHead, s.server.province())));
    let mut browser = s.server.signed_in("head").await;
    let matrix = format!("/rounds/{}/matrix", s.round);
    let cell = format!("/rounds/{}/cell?unit={}", s.round, s.own);
    let escaped = cell.replace('&', "&amp;");
    for (query, found) in [
        ("?q=ke+hoach+so", true),
        ("?q=K%E1%BA%BF+ho%E1%BA%A1ch", true),
        ("?q=kh%C3%B4ng+ai+vi%E1%BA%BFt+th%E1%BA%BF", false),
        ("?status=not_started", false),
        ("?page=7", false),
    ] {
        let page = browser.get(&format!("{matrix}{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert_eq!(page.body.contains(&escaped), found, "{query}");
    }
    let page = browser.get(&format!("{cell}&task={}", s.node)).await;
    assert!(page.body.contains("Đáp ứng"), "{}", page.body);
    let nothing = browser.get(&format!("{cell}&task=no-such-task")).await;
    assert!(nothing.status == StatusCode::OK || nothing.status == StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_reaches_the_unit_that_asked_and_nobody_else() {
    let s = sample();
    s.server
        .person("head", "Lãnh đạo", Some((Role::DepartmentHead, s.server.province())));
    s.server.person("own", "Cán bộ A", Some((Role::CommuneEditor, s.own)));
    s.server
        .person("foreign", "Cán bộ B", Some((Role::CommuneEditor, s.foreign)));
    let list = format!("/rounds/{}/recommendations", s.round);
    let mut head = s.server.signed_in("head").await;
    let page = head.get(&list).await;
    let rest = page
        .body
        .split("name=\"item\" value=\"")
        .nth(1)
        .expect("a recommendation");
    let item = rest.split('"').next().unwrap().to_owned();
    let fields = [
        ("item", item.as_str()),
        ("do", "answer"),
        ("answer", "Sở đã bố trí kinh phí."),
    ];
    let place = format!("{list}/answer");
    let mut own = s.server.signed_in("own").await;
    assert_eq!(own.post(&place, &fields).await.status, StatusCode::FORBIDDEN);
    let answer = head.post(&place, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let again = head.post(&place, &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "an old version wins nothing");
    assert!(own.get(&list).await.body.contains("Sở đã bố trí kinh phí."));
    let mut foreign = s.server.signed_in("foreign").await;
    assert!(!foreign.get(&list).await.body.contains("kinh phí"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cell_opens_beside_the_matrix_and_as_a_page() {
    let s = sample();
    s.server
        .person("head", "Lãnh đạo", Some((Role::DepartmentHead, s.server.province())));
    let mut head = s.server.signed_in("head").await;
    let place = format!("/rounds/{}/cell?unit={}&task={}", s.round, s.own, s.node);
    let page = head.get(&place).await;
    assert!(page.body.contains("<!doctype html>") && page.body.contains("Đáp ứng"));
    head.headers = vec![("hx-request", "true".into())];
    let part = head.get(&place).await;
    assert_eq!(part.status, StatusCode::OK);
    assert!(!part.body.contains("<html") && part.body.contains("Đáp ứng") && part.body.contains("data-panel-close"));
    assert!(!part.body.contains(HOSTILE), "{}", part.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_units_and_rounds_do_not_exist() {
    let s = sample();
    s.server
        .person("foreign", "Cán bộ B", Some((Role::CommuneEditor, s.foreign)));
    s.server
        .person("head", "Lãnh đạo", Some((Role::DepartmentHead, s.server.province())));
    let mut foreign = s.server.signed_in("foreign").await;
    let unit = foreign.get(&format!("/units/{}/reports", s.own)).await;
    assert_eq!(unit.status, StatusCode::NOT_FOUND);
    let cell = foreign
        .get(&format!("/rounds/{}/cell?unit={}&task={}", s.round, s.own, s.node))
        .await;
    assert!(matches!(cell.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND));
    assert!(!cell.body.contains("Đáp ứng"));
    let mut head = s.server.signed_in("head").await;
    for view in VIEWS {
        let page = head.get(&format!("/rounds/999999/{view}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{view}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_has_a_tile_for_every_unit_and_keeps_to_the_district_that_is_chosen() {
    let s = sample();
    s.server
        .person("head", "Lãnh đạo", Some((Role::DepartmentHead, s.server.province())));
    let mut browser = s.server.signed_in("head").await;
    let place = format!("/rounds/{}/map", s.round);
    let units = s
        .server
        .system(|cycle, call| reports::mine(cycle, call, Some(s.round)).unwrap());
    let tiles = |body: &str| body.matches("<a class=\"tile ").count();
    for by in ["", "?by=met", "?by=errors"] {
        let page = browser.get(&format!("{place}{by}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert_eq!(tiles(&page.body), units.len(), "{by}");
    }
    let own = units.iter().find(|o| o.unit == s.own).unwrap();
    let district = own.district_of_old.as_deref().unwrap().split("; ").next().unwrap();
    let of_district = units
        .iter()
        .filter(|o| o.district_of_old.as_deref().is_some_and(|d| d.contains(district)))
        .count();
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("district", district);
    let query = query.finish();
    let page = browser.get(&format!("{place}?{query}")).await;
    assert_eq!(tiles(&page.body), of_district);
    assert!((1..units.len()).contains(&of_district));
    let progress = browser.get(&format!("/rounds/{}/progress?{query}", s.round)).await;
    assert_eq!(
        progress.body.matches("<th scope=\"row\"><a href=\"/units/").count(),
        of_district
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_of_a_promise_can_be_taken_back() {
    let Sample { server, round, .. } = sample();
    server.person("reviewer", "Chuyên viên", Some((Role::Reviewer, server.province())));
    let mut browser = server.signed_in("reviewer").await;
    let place = format!("/rounds/{round}/commitments");
    let page = browser.get(&place).await;
    let address = page
        .body
        .split("action=\"/commitments/")
        .nth(1)
        .expect("a promise that is open");
    let address = format!("/commitments/{}", address.split('"').next().unwrap());
    let round = round.to_string();
    let fields = |version: &'static str, outcome: &'static str| {
        [("version", version), ("round", round.as_str()), ("outcome", outcome)]
    };
    assert_eq!(browser.post(&address, &fields("1", "kept")).await.place(), place);
    let kept = browser.get(&place).await;
    assert!(kept.body.contains("Đã thực hiện</span>") && kept.body.contains("Xét lại"));
    // A second click, and somebody who looked before.
    let late = browser.post(&address, &fields("1", "broken")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(browser.post(&address, &fields("2", "open")).await.place(), place);
    let open = browser.get(&place).await;
    assert!(!open.body.contains("Đã thực hiện</span>") && open.body.contains("value=\"kept\""));
}

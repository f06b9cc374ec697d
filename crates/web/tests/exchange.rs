//! Values from files: looked at, imported, undone as a whole; on the pages and through the API.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::{Browser, DEADLINE, Server};
use tonghop_app::cycle::views;
use tonghop_model::cycle::{Action, Role, RoundId};
use tonghop_web::Config;

/// A round, two codes of its communes, and a head of department who may import.
fn prepared() -> (Server, RoundId, [String; 2]) {
    prepared_with(Config::new("http://localhost"))
}

fn prepared_with(config: Config) -> (Server, RoundId, [String; 2]) {
    let server = Server::with(config, true);
    let (first, _) = server.communes();
    let opened = server.open_round(first, DEADLINE);
    server.person("head", "Trưởng phòng", Some((Role::DepartmentHead, server.province())));
    let all = server.system(|cycle, call| tonghop_app::cycle::units::tree(cycle, call, Action::ViewUnit).unwrap());
    let mut codes = all.into_iter().filter(|u| u.level == "commune").map(|u| u.code);
    let codes = [codes.next().unwrap(), codes.next().unwrap()];
    (server, opened.round, codes)
}

fn value(server: &Server, round: RoundId) -> Option<f64> {
    let rows = server.system(|cycle, call| views::indicators(cycle, call, round).unwrap());
    rows.into_iter().find(|r| r.code == "T04").and_then(|r| r.value)
}

fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn looked_at(browser: &mut Browser, round: RoundId, csv: &str) -> common::Answer {
    let path = format!("/rounds/{}/import", round.0);
    browser.get(&path).await;
    browser.upload(&path, &[], ("file", "so-lieu.csv", csv)).await
}

#[tokio::test]
async fn a_file_is_looked_at_imported_and_undone_as_a_whole() {
    let (server, round, [a, b]) = prepared();
    let mut browser = server.signed_in("head").await;
    let good = format!("Mã đơn vị;Mã chỉ tiêu;Giá trị;Tử số;Mẫu số\n{a};T04;;100;200\n{b};T04;;50;200\n{b};T09;;;\n");
    let seen = looked_at(&mut browser, round, &good).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    assert_eq!(value(&server, round), None, "a look imports nothing");
    let fields = ["name", "digest", "once"].map(|f| (f, hidden(&seen.body, f)));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let apply = format!("/rounds/{}/import/apply", round.0);
    assert_eq!(browser.post(&apply, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(value(&server, round), Some(37.5));
    // The second click of the same button imports nothing more.
    assert_eq!(browser.post(&apply, &fields).await.status, StatusCode::SEE_OTHER);
    let list = browser.get("/imports").await;
    assert_eq!(list.body.matches("so-lieu.csv").count(), 1, "{}", list.body);
    let (_, undo) = list.body.split_once("action=\"/imports/").unwrap();
    let undo = format!("/imports/{}", undo.split('"').next().unwrap());
    assert_eq!(browser.post(&undo, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(value(&server, round), None);
    assert_eq!(browser.post(&undo, &[]).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn each_wrong_cell_is_named_and_nothing_is_imported() {
    let (server, round, [a, b]) = prepared();
    let mut browser = server.signed_in("head").await;
    let wrong = format!(
        "Mã đơn vị;Mã chỉ tiêu;Giá trị;Tử số;Mẫu số\n{a};T04;=1+1;;\n99999;T04;50;;\n{b};X;1;;\n{b};T04;1.234;;\n{a};T04;;300;200\n\
         {b};T04;90;;\n{b};T04;91;;\n<script>;T04;12;;\n"
    );
    let seen = looked_at(&mut browser, round, &wrong).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    for cell in ["C2", "A3", "B4", "C5", "D6", "B8", "A9"] {
        assert!(seen.body.contains(&format!(">{cell}<")), "{cell}: {}", seen.body);
    }
    assert!(
        !seen.body.contains("<script>;") && seen.body.contains("&#60;script&#62;"),
        "{}",
        seen.body
    );
    assert_eq!(value(&server, round), None);
    let none = looked_at(&mut browser, round, "a;b;c\n1;2;3\n").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_template_holds_what_is_asked_for_and_comes_back_empty() {
    let (server, round, [a, _]) = prepared();
    let mut browser = server.signed_in("head").await;
    let path = format!("/rounds/{}/import/template/csv", round.0);
    let file = browser.get(&path).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(
        file.body.contains(&format!("\r\n{a},")) && file.body.contains(",T04,"),
        "{}",
        file.body
    );
    let seen = looked_at(&mut browser, round, &file.body).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    assert!(!seen.body.contains("import/apply"), "nothing is filled in");
    let xlsx = browser.get(&path.replace("csv", "xlsx")).await;
    assert!(xlsx.header("content-disposition").contains(".xlsx"));
}

#[tokio::test]
async fn the_api_takes_a_file_as_the_page_does() {
    let (server, round, [a, _]) = prepared();
    let mut browser = server.signed_in("head").await;
    let path = format!("/api/v1/rounds/{}/imports/file", round.0);
    browser.headers.push(("x-csrf-token", browser.token.clone()));
    let file = |n: &str| format!("unit,indicator,numerator,denominator\n{a},T04,{n},200\n");
    let wrong = browser.upload(&path, &[], ("file", "a.csv", &file("=A1"))).await;
    assert_eq!(wrong.status, StatusCode::OK, "{}", wrong.body);
    for part in [
        "\"id\":null",
        "\"wrong\":1",
        "\"cell\":\"C2\"",
        "\"actual\":\"=A1\"",
        "\"advice\":\"",
    ] {
        assert!(wrong.body.contains(part), "{part}: {}", wrong.body);
    }
    let dry = browser
        .upload(&path, &[("dry_run", "true")], ("file", "a.csv", &file("100")))
        .await;
    assert!(
        dry.body.contains("\"id\":null") && dry.body.contains("\"rows\":1"),
        "{}",
        dry.body
    );
    assert_eq!(value(&server, round), None);
    // A field that there is not is no field that was passed over.
    for (field, value) in [("dryrun", "true"), ("kind", "report"), ("dry_run", "yes")] {
        let odd = browser
            .upload(&path, &[(field, value)], ("file", "a.csv", &file("100")))
            .await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", odd.body);
        assert!(odd.body.contains(&format!("\"field\":\"{field}\"")), "{}", odd.body);
    }
    browser.upload(&path, &[], ("file", "a.csv", &file("100"))).await;
    assert_eq!(value(&server, round), Some(50.0));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_as_json_are_read_while_they_come() {
    let mut config = Config::new("http://localhost");
    config.limits.rows = 10 << 20;
    let (server, round, [a, b]) = prepared_with(config);
    let mut browser = server.signed_in("head").await;
    let path = format!("/api/v1/rounds/{}/imports", round.0);
    browser.headers.push(("x-csrf-token", browser.token.clone()));
    // More than a request of the API may have elsewhere.
    let blanks = " ".repeat(9 << 20);
    let row = |unit: &str, part: &str| {
        format!(r#"{{"unit":"{unit}","indicator":"T04","numerator":{part},"denominator":200}}"#)
    };
    let rows = |part: &str| format!(r#"{{"rows":[{},{blanks}{}]}}"#, row(&a, "100"), row(&b, part));
    let mut send = async |body: String| browser.send("POST", &path, "application/json", body).await;
    let done = send(rows("50")).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    assert_eq!(value(&server, round), Some(37.5));
    let wrong = send(rows("\"năm mươi\"")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("cần một số, nhưng nhận được") && !wrong.body.contains("expected"),
        "{}",
        wrong.body
    );
    let cut = send(rows("50").replace("]}", "")).await;
    assert_eq!(cut.status, StatusCode::BAD_REQUEST, "{}", cut.body);
    let large = send(format!("{{\"rows\":[]{blanks}{blanks}}}")).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.body.contains("10 MB"), "{}", large.body);
    let plain = browser.send("POST", &path, "text/plain", rows("50")).await;
    assert_eq!(plain.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    browser.headers.clear();
    let foreign = browser.send("POST", &path, "application/json", rows("50")).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN, "no token of the form");
}

#[tokio::test]
async fn undoing_in_any_order_brings_back_what_stood_there() {
    let (server, round, [a, _]) = prepared();
    let mut browser = server.signed_in("head").await;
    browser.headers.push(("x-csrf-token", browser.token.clone()));
    let path = format!("/api/v1/rounds/{}/imports/file", round.0);
    let mut made = Vec::new();
    for part in ["20", "40", "60"] {
        let file = format!("unit,indicator,numerator,denominator\n{a},T04,{part},200\n");
        let answer = browser.upload(&path, &[], ("file", "a.csv", &file)).await;
        let (_, id) = answer.body.split_once("\"id\":").unwrap();
        made.push(id.split(',').next().unwrap().to_owned());
    }
    // The middle one first: what it had replaced must come back when the last one goes as well.
    for (id, left) in [(&made[1], Some(30.0)), (&made[2], Some(10.0)), (&made[0], None)] {
        let undone = browser
            .send("POST", &format!("/api/v1/imports/{id}/undo"), "", String::new())
            .await;
        assert_eq!(undone.status, StatusCode::NO_CONTENT, "{}", undone.body);
        assert_eq!(value(&server, round), left);
    }
}

#[tokio::test]
async fn a_version_may_stand_in_the_header() {
    let server = Server::new();
    server.person("chief", "Quản trị hai", Some((Role::Administrator, server.province())));
    let mut browser = server.signed_in("chief").await;
    browser.headers.push(("x-csrf-token", browser.token.clone()));
    let me = browser.get("/api/v1/me").await;
    let (_, id) = me.body.split_once("\"account\":").unwrap();
    let path = format!("/api/v1/people/{}", id.split(',').next().unwrap());
    let person = browser.get(&path).await;
    let tag = person.header("etag").to_owned();
    assert!(tag.starts_with('"'), "{tag}: {}", person.body);
    let body = "{\"name\":\"Tên mới\",\"email\":null,\"language\":\"vi\"}".to_owned();
    browser.headers.push(("if-match", "\"999\"".into()));
    let late = browser.send("PATCH", &path, "application/json", body.clone()).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED, "{}", late.body);
    assert!(late.body.contains("precondition-failed"), "{}", late.body);
    browser.headers.pop();
    browser.headers.push(("if-match", tag));
    let done = browser.send("PATCH", &path, "application/json", body.clone()).await;
    assert!(done.status.is_success(), "{}", done.body);
    browser.headers.pop();
    browser.headers.push(("if-match", "7".into()));
    let odd = browser.send("PATCH", &path, "application/json", body).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST, "{}", odd.body);
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let server = Server::new();
    server.person("chief", "Quản trị hai", Some((Role::Administrator, server.province())));
    let mut one = server.browser();
    one.headers
        .push(("user-agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/150.0".into()));
    one.get("/sign-in").await;
    let fields = [("login", "chief"), ("password", common::PASSWORD)];
    assert_eq!(one.post("/sign-in", &fields).await.status, StatusCode::SEE_OTHER);
    let mut two = server.signed_in("chief").await;
    let page = two.get("/account").await;
    assert!(page.body.contains("Firefox trên Windows"), "{}", page.body);
    // Taking up the invitation began a session, too: the row of this browser is the one to end.
    let (_, row) = page.body.split_once("Firefox trên Windows").unwrap();
    let (row, _) = row.split_once("</tr>").unwrap();
    let key = hidden(row, "session");
    let ended = two.post("/account/sessions/end", &[("session", &key)]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_ne!(one.get("/account").await.status, StatusCode::OK, "that session is over");
    assert_eq!(two.get("/account").await.status, StatusCode::OK);
    let none = two
        .post("/account/sessions/end", &[("session", "0123456789abcdef")])
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_changes_their_name_is_answered_with_it() {
    let server = Server::new();
    server.person("chief", "Quản trị hai", Some((Role::Administrator, server.province())));
    let mut browser = server.signed_in("chief").await;
    browser.headers.push(("x-csrf-token", browser.token.clone()));
    let me = browser.get("/api/v1/me").await;
    let (_, version) = me.body.split_once("\"version\":").unwrap();
    let version = version.split([',', '}']).next().unwrap();
    let body = format!("{{\"version\":{version},\"name\":\"Tên mới\",\"language\":\"vi\"}}");
    let changed = browser.send("PUT", "/api/v1/me", "application/json", body).await;
    assert!(changed.status.is_success(), "{}", changed.body);
    assert!(changed.body.contains("\"name\":\"Tên mới\""), "{}", changed.body);
    assert!(
        !changed.body.contains(&format!("\"version\":{version},")),
        "{}",
        changed.body
    );
}

#[tokio::test]
async fn views_are_answered_in_parts_and_by_group() {
    let (server, round, _) = prepared();
    let mut browser = server.signed_in("head").await;
    let place = format!("/api/v1/rounds/{}", round.0);
    let (matrix, distribution) = (format!("{place}/matrix"), format!("{place}/distribution"));
    let task = |body: &str| body.matches("\"counts\":").count();
    let whole = browser.get(&distribution).await;
    let tasks: serde_json::Value = serde_json::from_str(&whole.body).unwrap();
    let word = |name: &str| tasks[0]["task"][name].as_str().unwrap().to_owned();
    let named = format!("{}/{}", word("part"), word("group"));
    let group = browser.get(&format!("{distribution}?group={named}")).await;
    assert_eq!(group.status, StatusCode::OK, "{}", group.body);
    assert!(
        task(&group.body) > 0 && task(&group.body) < task(&whole.body),
        "{}",
        group.body
    );
    assert_eq!(
        browser.get(&format!("{matrix}?group={named}")).await.status,
        StatusCode::OK
    );
    for view in [&matrix, &distribution] {
        let wrong = browser.get(&format!("{view}?group=A")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("A/II"), "{}", wrong.body);
    }
    let one = browser.get(&format!("{place}/completeness?limit=1&skip=1")).await;
    assert_eq!(one.body.matches("\"timeliness\":\"").count(), 1, "{}", one.body);
    assert!(one.body.contains("\"total\":"), "{}", one.body);
    let indicators = browser.get(&format!("{place}/indicators?limit=1")).await;
    assert!(indicators.body.contains("\"limit\":1"), "{}", indicators.body);
}

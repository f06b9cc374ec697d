//! The JSON API: every route is described and the other way round, the rights are those of the pages, what is wrong is
//! answered with its place, a repeated request changes nothing.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::{Answer, Browser, Server};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tonghop_app::cycle::{Call, people};
use tonghop_model::cycle::{Actor, Role, UnitId};
use tonghop_model::moment::Moment;
use tonghop_web::routes::table;

/// A caller with a token of a person with this role.
fn caller(server: &Server, login: &str, role: Role, unit: UnitId) -> Browser {
    server.person(login, login, Some((role, unit)));
    let account = server.system(|cycle, call| {
        let all = people::list(cycle, call).unwrap();
        all.into_iter().find(|p| p.login == login).unwrap().id
    });
    let actor = Actor {
        account: Some(account),
        ..Actor::default()
    };
    let call = Call {
        actor: &actor,
        now: Moment::from_unix(common::START),
        address: "",
    };
    let (_, token) = people::create_token(server.cycle(), &call, "test", 30).unwrap();
    let mut browser = server.browser();
    browser.headers = vec![("authorization", format!("Bearer {token}"))];
    browser
}

async fn send(browser: &mut Browser, verb: &str, path: &str, body: &Value) -> Answer {
    browser.send(verb, path, "application/json", body.to_string()).await
}

fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap()
}

/// Every `$ref` of a description leads somewhere.
fn references(value: &Value, root: &Value) {
    match value {
        Value::Object(map) => {
            if let Some(place) = map.get("$ref").and_then(Value::as_str) {
                assert!(root.pointer(&place[1..]).is_some(), "{place}");
            }
            map.values().for_each(|v| references(v, root));
        }
        Value::Array(list) => list.iter().for_each(|v| references(v, root)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_is_described_and_every_description_is_a_route() {
    let server = Server::new();
    let answer = server.browser().get("/api/v1/openapi.json").await;
    let document = read(&answer);
    assert_eq!(document["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (path, verbs) in document["paths"].as_object().unwrap() {
        for (verb, operation) in verbs.as_object().unwrap() {
            described.insert((verb.to_uppercase(), path.clone()));
            assert!(names.insert(operation["operationId"].to_string()), "{operation}");
            let answers = operation["responses"].as_object().unwrap();
            assert!(answers.keys().any(|s| s.starts_with('2')), "{path}");
        }
    }
    let api = table().into_iter().filter(|r| r.path.starts_with("/api/"));
    let routes: BTreeSet<_> = api.map(|r| (r.verb.text().to_owned(), r.path.to_owned())).collect();
    assert_eq!(described, routes);
    assert!(routes.len() > 60);
    references(&document, &document);
}

/// Something that a schema of the description allows: every property that it names.
fn allowed(schema: &Value, root: &Value) -> Value {
    if let Some(place) = schema["$ref"].as_str() {
        return allowed(root.pointer(&place[1..]).unwrap(), root);
    }
    for several in ["anyOf", "oneOf", "allOf"] {
        if let Some(one) = schema[several]
            .as_array()
            .and_then(|a| a.iter().find(|s| s["type"] != "null"))
        {
            return allowed(one, root);
        }
    }
    if let Some(only) = schema.get("const") {
        return only.clone();
    }
    if let Some(first) = schema["enum"].as_array().and_then(|e| e.iter().find(|v| !v.is_null())) {
        return first.clone();
    }
    let types = schema["type"].as_array().and_then(|t| t.iter().find(|t| *t != "null"));
    match types.unwrap_or(&schema["type"]).as_str() {
        Some("object") => {
            let properties = schema["properties"].as_object().cloned().unwrap_or_default();
            let fields = properties.iter().map(|(name, s)| (name.clone(), allowed(s, root)));
            Value::Object(fields.collect())
        }
        Some("array") => json!([allowed(&schema["items"], root)]),
        Some("string") if schema["format"] == "date" => json!("2027-06-25"),
        Some("string") => json!("thu"),
        Some("integer" | "number") => json!(schema["minimum"].as_i64().unwrap_or(1).max(1)),
        Some("boolean") => json!(false),
        _ => json!({}),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_description_allows_has_the_shape_that_is_read() {
    let server = Server::new();
    let (own, _) = server.communes();
    let opened = server.open_round(own, "2027-06-25");
    let mut caller = caller(&server, "all", Role::Administrator, server.province());
    let id = server.system(|cycle, call| {
        let all = people::list(cycle, call).unwrap();
        let id = all.into_iter().find(|p| p.login == "all").unwrap().id;
        for role in [
            Role::DepartmentHead,
            Role::Reviewer,
            Role::CommuneApprover,
            Role::CommuneEditor,
        ] {
            let grant = people::NewRole {
                account: id,
                role,
                unit: server.province(),
                programme: None,
                from: call.today(),
                to: None,
                acting_for: None,
            };
            people::give_role(cycle, call, &grant).unwrap();
        }
        id
    });
    let document = read(&caller.get("/api/v1/openapi.json").await);
    let mut shaped = 0;
    let mut refused = Vec::new();
    for (path, verbs) in document["paths"].as_object().unwrap() {
        for (verb, operation) in verbs.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            if schema.is_null() {
                continue;
            }
            let body = allowed(schema, &document);
            let number = match path.split('/').nth(3) {
                Some("rounds") => opened.round.0,
                Some("reports") => opened.report.0,
                Some("people") => id.0,
                _ => 1,
            };
            let place = path
                .replace("{id}", &number.to_string())
                .replace("{node}", &opened.tasks[0]);
            caller.headers.retain(|(name, _)| *name != "idempotency-key");
            caller
                .headers
                .push(("idempotency-key", format!("k-{}", operation["operationId"])));
            let answer = send(&mut caller, &verb.to_uppercase(), &place, &body).await;
            let problem: Value = serde_json::from_str(&answer.body).unwrap_or_default();
            let misshapen = problem["errors"][0]["field"] == "" || answer.status == StatusCode::BAD_REQUEST;
            if misshapen {
                refused.push(format!("{verb} {path} {body}: {}", answer.body));
            }
            shaped += usize::from(!matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN));
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
    assert!(shaped > 20, "only {shaped} bodies were read");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_described_as_what_it_is() {
    let server = Server::new();
    let document = read(&server.browser().get("/api/v1/openapi.json").await);
    let body = |path: &str, verb: &str| {
        let schema = document["paths"][path][verb]["requestBody"]["content"]["application/json"]["schema"].clone();
        match schema["$ref"].as_str() {
            Some(place) => document.pointer(&place[1..]).unwrap().clone(),
            None => schema,
        }
    };
    let round = body("/api/v1/rounds/{id}", "patch");
    let fields: Vec<&String> = round["properties"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["cut_off", "deadline", "title", "version"]);
    let grant = body("/api/v1/people/{id}/roles", "post");
    assert_eq!(allowed(&grant["properties"]["role"], &document), "commune_editor");
    assert!(document.pointer("/components/read").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_is_opened_reported_reviewed_and_consolidated() {
    let server = Server::new();
    let (own, foreign) = server.communes();
    let mut head = caller(&server, "head", Role::DepartmentHead, server.province());
    let mut unit = caller(&server, "unit", Role::CommuneApprover, own);
    let mut other = caller(&server, "other", Role::CommuneApprover, foreign);

    let templates = read(&head.get("/api/v1/templates").await);
    let template = templates["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["published"] == true)
        .unwrap();
    let round = json!({
        "title": "Báo cáo thử", "template": template["id"], "unit": server.province().0,
        "period": "nd09:2026-H1", "deadline": "2027-06-25",
    });
    assert_eq!(
        send(&mut unit, "POST", "/api/v1/rounds", &round).await.status,
        StatusCode::FORBIDDEN
    );
    let opened = send(&mut head, "POST", "/api/v1/rounds", &round).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.body);
    let round = read(&opened)["id"].as_i64().unwrap();

    let mine = read(&unit.get("/api/v1/reports").await);
    let report = mine["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|o| o["round"] == round)
        .unwrap()["report"]
        .clone();
    let place = format!("/api/v1/reports/{report}");
    assert_eq!(other.get(&place).await.status, StatusCode::NOT_FOUND);
    let page = read(&unit.get(&place).await);
    let node = page["tasks"][0]["node"].as_str().unwrap().to_owned();

    let item = format!("{place}/items/{node}");
    let saved = send(
        &mut unit,
        "PUT",
        &item,
        &json!({ "status": "Hoàn thành", "result": "Đã làm" }),
    )
    .await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    let late = send(&mut unit, "PUT", &item, &json!({ "status": "khác" })).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(read(&late)["present"]["result"], "Đã làm");

    // What stops it is named: no second question is needed.
    let stopped = send(&mut unit, "POST", &format!("{place}/submit"), &json!({})).await;
    let stopped = read(&stopped);
    assert_eq!(stopped["code"], "unexplained");
    let first = &stopped["errors"][0];
    assert!(first["finding"].is_i64() && first["field"].is_string(), "{first}");
    assert_eq!(first["detail"], first["message"]["vi"]);
    assert!(!first["message"]["en"].as_str().unwrap().is_empty());

    let sent = send(
        &mut unit,
        "POST",
        &format!("{place}/submit"),
        &json!({ "note": "đã rà soát" }),
    )
    .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    let submission = read(&sent)["submission"].clone();
    let again = send(
        &mut unit,
        "POST",
        &format!("{place}/submit"),
        &json!({ "note": "đã rà soát" }),
    )
    .await;
    assert_eq!(read(&again)["repeated"], true, "{}", again.body);

    let queue = read(&head.get(&format!("/api/v1/review?round={round}")).await);
    assert_eq!(queue["total"], 1);
    let attempt = format!("/api/v1/submissions/{submission}");
    let version = queue["items"][0]["submission"]["version"].clone();
    let begun = send(
        &mut head,
        "POST",
        &format!("{attempt}/review"),
        &json!({ "version": version }),
    )
    .await;
    assert_eq!(begun.status, StatusCode::NO_CONTENT, "{}", begun.body);
    let stale = send(
        &mut head,
        "POST",
        &format!("{attempt}/accept"),
        &json!({ "version": version }),
    )
    .await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    let version = read(&head.get(&attempt).await)["submission"]["version"].clone();
    let accepted = send(
        &mut head,
        "POST",
        &format!("{attempt}/accept"),
        &json!({ "version": version }),
    )
    .await;
    assert_eq!(accepted.status, StatusCode::OK, "{}", accepted.body);
    let matrix = read(&head.get(&format!("/api/v1/rounds/{round}/matrix?limit=5")).await);
    assert_eq!(matrix["total"], 1);
    assert_eq!(matrix["units"][0]["cells"][0]["class"], "met");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_answered_with_its_place_in_both_languages() {
    let server = Server::new();
    let mut head = caller(&server, "head", Role::DepartmentHead, server.province());
    for (lang, title) in [("vi", "Chưa thực hiện được"), ("en", "")] {
        let answer = head.get(&format!("/api/v1/rounds?limit=0&lang={lang}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let body = read(&answer);
        assert_eq!(
            (&body["code"], &body["errors"][0]["field"]),
            (&json!("invalid"), &json!("limit"))
        );
        assert!(body["title"].as_str().unwrap().contains(title));
    }
    let path = "/api/v1/rounds";
    let many = read(&head.get("/api/v1/rounds?limit=501&lang=vi").await);
    assert_eq!(many["errors"][0]["detail"], "Tham số “limit” phải từ 1 đến 500.");
    let round = json!({ "title": "x", "template": 1, "unit": 1, "period": "window:2026-12-01..2026-01-01" });
    let with = |name: &str, value: &str| {
        let mut round = round.clone();
        round[name] = value.into();
        round
    };
    for (body, field, words) in [
        (with("deadline", "2026-02-30"), "deadline", "2026-02-30"),
        (with("title", "a\0b"), "title", "NUL"),
        (round.clone(), "period", "đứng trước ngày đầu"),
    ] {
        let wrong = read(&send(&mut head, "POST", "/api/v1/rounds?lang=vi", &body).await);
        assert_eq!(wrong["errors"][0]["field"], field, "{wrong}");
        assert!(
            wrong["errors"][0]["detail"].as_str().unwrap().contains(words),
            "{wrong}"
        );
    }
    let broken = head.send("POST", path, "application/json", "{".into()).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST, "{}", broken.body);
    let shape = send(&mut head, "POST", path, &json!({ "titel": "x" })).await;
    assert_eq!(shape.status, StatusCode::UNPROCESSABLE_ENTITY);
    let media = head.send("POST", path, "text/plain", "{}".into()).await;
    assert_eq!(media.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let large = head.send("POST", path, "application/json", " ".repeat(9 << 20)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    head.headers = vec![("authorization", "Bearer th_wrong".into())];
    assert_eq!(head.get(path).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_s_session_needs_the_token_of_a_page() {
    let server = Server::new();
    server.person("boss", "Quản trị", Some((Role::Administrator, server.province())));
    let mut browser = server.signed_in("boss").await;
    let body = json!({ "login": "an", "name": "An" });
    let bare = send(&mut browser, "POST", "/api/v1/people", &body).await;
    assert_eq!(bare.status, StatusCode::FORBIDDEN);
    browser.headers = vec![("x-csrf-token", browser.token.clone())];
    let right = send(&mut browser, "POST", "/api/v1/people", &body).await;
    assert_eq!(right.status, StatusCode::CREATED, "{}", right.body);
}

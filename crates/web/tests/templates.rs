//! The editor of templates: drafting, steps, problems, publishing; what is published never changes.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::{Answer, Browser, Server};
use tonghop_app::cycle::templates::{self, Template};
use tonghop_model::cycle::{Role, TemplateId};

const HOSTILE: &str = "<script>alert(1)</script>";

fn all(server: &Server) -> Vec<Template> {
    server.system(|cycle, call| templates::list(cycle, call).unwrap())
}

fn one(server: &Server, id: TemplateId) -> Template {
    server.system(|cycle, call| templates::get(cycle, call, id).unwrap())
}

/// A draft of the first template, and somebody who edits it.
async fn drafted(server: &Server) -> (Browser, TemplateId, TemplateId) {
    server.person("head", "Lãnh đạo", Some((Role::DepartmentHead, server.province())));
    let mut browser = server.signed_in("head").await;
    let base = all(server)[0].id;
    let answer = browser.post(&format!("/templates/{base}/draft"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let draft = answer.place().rsplit('/').next().unwrap().parse().unwrap();
    (browser, base, TemplateId(draft))
}

/// Sends a form with the draft's present version.
async fn send(server: &Server, browser: &mut Browser, id: TemplateId, what: &str, fields: &[(&str, &str)]) -> Answer {
    let version = one(server, id).version.to_string();
    let mut all = vec![("version", version.as_str())];
    all.extend(fields);
    browser.post(&format!("/templates/{id}/{what}"), &all).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_edited_step_by_step_and_published_for_new_rounds() {
    let server = Server::new();
    let (mut browser, base, draft) = drafted(&server).await;
    let before = one(&server, base);
    let slot = format!("{}\n{}", before.content.tasks[0].part, before.content.tasks[0].group);
    // A row that nobody has mapped is kept, and keeps the draft from being published.
    let new = [("kind", "task"), ("title", HOSTILE), ("slot", &*slot), ("node", "")];
    let added = send(&server, &mut browser, draft, "edit", &new).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let at = added.place().rsplit('-').next().unwrap().to_owned();
    let page = browser.get(&format!("/templates/{draft}")).await;
    assert!(
        page.body.contains(&format!("href=\"#task-{at}\"")),
        "the problem leads to its place"
    );
    assert!(!page.body.contains(HOSTILE) && page.body.contains("&#60;script") || page.body.contains("&lt;script"));
    let refused = send(&server, &mut browser, draft, "publish", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // It goes; another one is moved, reworded and numbered.
    let gone = send(
        &server,
        &mut browser,
        draft,
        "step",
        &[("do", &format!("remove.task.{at}"))],
    )
    .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    assert_eq!(one(&server, draft).content, before.content);
    let first = &before.content.tasks[0];
    let reworded = [
        ("kind", "task"),
        ("place", "0"),
        ("title", "Rà soát quy định,\n  bảo đảm giao dịch điện tử"),
        ("slot", &*slot),
        ("no", "1a"),
        ("node", first.node.as_str()),
        ("threshold", "50"),
    ];
    let saved = send(&server, &mut browser, draft, "edit", &reworded).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let task = one(&server, draft).content.tasks[0].clone();
    assert_eq!(task.title, "Rà soát quy định, bảo đảm giao dịch điện tử");
    assert_eq!((task.no.as_str(), task.threshold), ("1a", Some(50)));
    send(&server, &mut browser, draft, "step", &[("do", "down.section.0")]).await;
    let indicators = [("kind", "indicator"), ("indicator", "X01"), ("indicator", "X02")];
    send(&server, &mut browser, draft, "edit", &indicators).await;
    let column = [("kind", "column"), ("place", "3"), ("heading", "Mức độ (theo tỉnh)")];
    let answer = send(&server, &mut browser, draft, "edit", &column).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let changed = browser.get(&format!("/templates/{draft}/differences")).await;
    for text in ["<ins>", "X01", "(theo tỉnh)"] {
        assert!(changed.body.contains(text), "{text}: {}", changed.body);
    }
    let done = send(&server, &mut browser, draft, "publish", &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(one(&server, base), before, "the version before never changes");
    let late = send(&server, &mut browser, draft, "step", &[("do", "renumber")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let open = browser.get("/rounds/open").await;
    // Units have ids of their own in the same page: only the choice of the template counts.
    let (_, offered) = open.body.split_once("name=\"template\"").unwrap();
    let (offered, _) = offered.split_once("</select>").unwrap();
    let option = |id: TemplateId| format!("<option value=\"{id}\"");
    assert!(offered.contains(&option(draft)), "{offered}");
    assert!(!offered.contains(&option(base)), "{offered}");
    // A round with it asks for its indicators, and so does the file with values to fill in.
    let round = server.open_round(server.communes().0, common::DEADLINE).round;
    let file = browser.get(&format!("/rounds/{round}/import/template/csv")).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    assert!(file.body.contains(",X01,") && file.body.contains(",X02,"));
    assert!(!file.body.contains(",T04,"), "nobody asked for that one");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_version_changes_nothing_and_a_draft_can_be_given_up() {
    let server = Server::new();
    let (mut browser, base, draft) = drafted(&server).await;
    let step = [("version", "1"), ("do", "down.task.0")];
    assert_eq!(
        browser.post(&format!("/templates/{draft}/step"), &step).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        browser.post(&format!("/templates/{draft}/step"), &step).await.status,
        StatusCode::CONFLICT
    );
    let published = send(&server, &mut browser, base, "discard", &[]).await;
    assert_eq!(published.status, StatusCode::CONFLICT);
    let gone = send(&server, &mut browser, draft, "discard", &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    assert_eq!(
        browser.get(&format!("/templates/{draft}")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_answers_a_script_with_the_outline_alone() {
    let server = Server::new();
    let (mut browser, _, draft) = drafted(&server).await;
    browser.headers = vec![("hx-request", "true".into())];
    let part = send(&server, &mut browser, draft, "step", &[("do", "down.task.0")]).await;
    assert_eq!(part.status, StatusCode::OK);
    assert!(part.body.contains("id=\"outline\"") && !part.body.contains("<html") && part.body.contains("autofocus"));
    let nodes = browser
        .get(&format!(
            "/templates/{draft}/nodes?title=ph%E1%BB%A7+m%E1%BA%A1ng+c%C3%A1p+quang"
        ))
        .await;
    assert!(nodes.body.contains("value=\"A.II.1\""), "{}", nodes.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_read_from_an_annex() {
    let server = Server::new();
    server.person("head", "Lãnh đạo", Some((Role::DepartmentHead, server.province())));
    let mut browser = server.signed_in("head").await;
    let base = all(&server)[0].clone();
    let mut text = String::from(
        "PHỤ LỤC\n\n| TT | Nhiệm vụ, giải pháp | Thời gian | Mức độ hoàn thành | Kết quả chi tiết |\n|---|---|---|---|---|\n",
    );
    for part in &base.content.parts {
        text += &format!("| {} | {} | | | |\n", part.label, part.title);
        for group in base.content.groups.iter().filter(|g| g.part == part.label) {
            text += &format!("| {} | {} | | | |\n", group.label, group.title);
            let own = base
                .content
                .tasks
                .iter()
                .filter(|t| t.part == part.label && t.group == group.label);
            for task in own {
                text += &format!("| {} | {} | 2026 | | |\n", task.no, task.title);
            }
        }
    }
    let fields = [("code", "411-thu"), ("programme", "411"), ("title", "Mẫu thử")];
    let made = browser
        .upload("/templates/new", &fields, ("file", "phu-luc.md", &text))
        .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let id: i64 = made.place().rsplit('/').next().unwrap().parse().unwrap();
    let read = one(&server, TemplateId(id)).content;
    let nodes = |c: &templates::Content| c.tasks.iter().map(|t| t.node.clone()).collect::<Vec<_>>();
    assert_eq!(nodes(&read), nodes(&base.content));
    let again = browser
        .upload("/templates/new", &fields, ("file", "phu-luc.md", &text))
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the code is taken");
    let empty = browser
        .upload(
            "/templates/new",
            &[("code", "x"), ("programme", "411")],
            ("file", "a.txt", "không có gì"),
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviewer_looks_and_changes_nothing() {
    let server = Server::new();
    server.person("reviewer", "Chuyên viên", Some((Role::Reviewer, server.province())));
    let mut browser = server.signed_in("reviewer").await;
    let id = all(&server)[0].id;
    let page = browser.get(&format!("/templates/{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("/draft\""));
    assert_eq!(
        browser.post(&format!("/templates/{id}/draft"), &[]).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_of_ones_own_is_added_and_filled_in() {
    let server = Server::new();
    let (mut browser, _, draft) = drafted(&server).await;
    let form = browser.get(&format!("/templates/{draft}/edit?kind=column")).await;
    assert!(form.body.contains("value=\"own\"") && form.body.contains("name=\"choices\""));
    let column = [
        ("kind", "column"),
        ("column", "own"),
        ("heading", HOSTILE),
        ("own_kind", "choice"),
        ("choices", "Ngân sách tỉnh"),
        ("required", "1"),
    ];
    let few = send(&server, &mut browser, draft, "edit", &column).await;
    assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY, "a list has two values");
    assert!(few.body.contains("ít nhất hai giá trị") && !few.body.contains(HOSTILE));
    let mut column = column;
    column[2] = ("heading", "Nguồn kinh phí");
    column[4] = ("choices", "Ngân sách tỉnh\r\n Xã hội hóa \r\n");
    let added = send(&server, &mut browser, draft, "edit", &column).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let content = one(&server, draft).content;
    let (heading, own) = content.own_columns().next().unwrap();
    assert_eq!((heading, own.code.as_str()), ("Nguồn kinh phí", "nguon_kinh_phi"));
    assert_eq!(own.choices, ["Ngân sách tỉnh", "Xã hội hóa"]);
    // What is sent of a column that is there does not name its kind; its fields come back all the same, and it stays one.
    let at = content
        .columns
        .iter()
        .position(|c| c.own.is_some())
        .unwrap()
        .to_string();
    let mut blank = column;
    blank[1] = ("place", &at);
    blank[2] = ("heading", " ");
    let back = send(&server, &mut browser, draft, "edit", &blank).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "it has a heading");
    for text in ["name=\"own_kind\"", "<option value=\"choice\" selected>", "Xã hội hóa"] {
        assert!(back.body.contains(text), "{text}: {}", back.body);
    }
    let page = browser.get(&format!("/templates/{draft}")).await;
    assert!(page.body.contains("Ngân sách tỉnh; Xã hội hóa"), "{}", page.body);
    let changed = browser.get(&format!("/templates/{draft}/differences")).await;
    assert!(changed.body.contains("Nguồn kinh phí"), "{}", changed.body);
    let done = send(&server, &mut browser, draft, "publish", &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);

    let opened = server.open_round(server.communes().0, common::DEADLINE);
    server.person("unit", "Cán bộ", Some((Role::CommuneEditor, server.communes().0)));
    let mut unit = server.signed_in("unit").await;
    let (place, node) = (format!("/reports/{}", opened.report), &opened.tasks[0]);
    unit.post(&format!("{place}/start"), &[]).await;
    let name = |field: &str| format!("{field}.{node}");
    let (version, status, own) = (name("version"), name("status"), name("own_nguon_kinh_phi"));
    let typed = |value: &'static str| {
        [
            (version.as_str(), "0"),
            (status.as_str(), "Hoàn thành"),
            (own.as_str(), value),
        ]
    };
    let wrong = unit.post(&format!("{place}/item"), &typed("Trung ương")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Ngân sách tỉnh; Xã hội hóa"), "{}", wrong.body);
    let saved = unit.post(&format!("{place}/item"), &typed("xã hội hóa")).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    assert!(
        saved.body.contains("\"own_nguon_kinh_phi\":\"Xã hội hóa\""),
        "{}",
        saved.body
    );
    let page = unit.get(&place).await;
    assert!(page.body.contains(&format!("name=\"{own}\"")));
    assert!(
        page.body.contains("<option value=\"Xã hội hóa\" selected>"),
        "{}",
        page.body
    );
}

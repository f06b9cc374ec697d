//! Set-up, signing in and out, links, passwords, the second factor, invitations, import.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::{PASSWORD, START, Server};
use std::sync::atomic::Ordering;
use tonghop_app::cycle::{audit, people, reports, units};
use tonghop_model::cycle::Role;

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_installation_is_set_up_once_by_its_link() {
    let server = Server::empty();
    let other = server.beside();
    let mut browser = server.browser();
    assert!(browser.get("/").await.place().starts_with("/sign-in"));
    let waiting = browser.get("/sign-in").await;
    assert!(waiting.body.contains("chưa được thiết lập"), "{}", waiting.body);
    assert_eq!(browser.get("/first-run?key=00").await.status, StatusCode::NOT_FOUND);

    let key = server.app.first_run().unwrap();
    let form = browser.get(&format!("/first-run?key={key}")).await;
    assert!(form.body.contains("tỉnh Quảng Ngãi"), "{}", form.body);
    let mut fields = vec![
        ("key", key.as_str()),
        ("province", "51"),
        ("name", "Lê A"),
        ("login", "Le.A"),
        ("again", PASSWORD),
    ];
    fields.push(("password", "ngắn"));
    let refused = browser.post("/first-run", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        server.app.first_run().is_some(),
        "a weak password leaves nothing behind"
    );
    fields.pop();
    fields.push(("password", PASSWORD));
    let done = browser.post("/first-run", &fields).await;
    assert_eq!(
        (done.status, done.place()),
        (StatusCode::SEE_OTHER, "/"),
        "{}",
        done.body
    );
    let start = browser.get("/").await;
    assert!(
        start.body.contains("Lê A") && start.body.contains("Tỉnh Quảng Ngãi"),
        "{}",
        start.body
    );
    assert_eq!(
        server.browser().get(&format!("/first-run?key={key}")).await.status,
        StatusCode::NOT_FOUND
    );

    // A second server on the same database, which started before there was anything.
    let own = other.app.first_run().unwrap();
    let form = other.browser().get("/sign-in").await;
    assert!(form.body.contains("name=\"password\""), "{}", form.body);
    assert!(form.body.contains("Quảng Ngãi"), "{}", form.body);
    let late = other.browser().get(&format!("/first-run?key={own}")).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_and_out() {
    let server = Server::new();
    server.person("an", "Nguyễn An", None);
    let mut browser = server.browser();
    browser.get("/sign-in").await;
    let wrong = browser.post("/sign-in", &[("login", "an"), ("password", "x")]).await;
    let nobody = browser
        .post("/sign-in", &[("login", "nobody"), ("password", "x")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("Tên đăng nhập hoặc mật khẩu không đúng"),
        "{}",
        wrong.body
    );
    assert!(
        nobody.body.contains("Tên đăng nhập hoặc mật khẩu không đúng"),
        "who exists is not told"
    );
    let right = browser
        .post(
            "/sign-in",
            &[("login", "AN "), ("password", PASSWORD), ("next", "//evil.example")],
        )
        .await;
    assert_eq!(right.place(), "/", "nobody is sent to another site");
    assert!(browser.get("/").await.body.contains("Nguyễn An"));
    assert_eq!(browser.post("/sign-out", &[]).await.place(), "/sign-in");
    assert!(browser.get("/").await.place().starts_with("/sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_six_wrong_passwords_even_the_right_one_waits() {
    let server = Server::new();
    server.person("an", "Nguyễn An", None);
    let mut browser = server.browser();
    browser.get("/sign-in").await;
    for _ in 0..6 {
        browser.post("/sign-in", &[("login", "an"), ("password", "x")]).await;
    }
    let locked = browser
        .post("/sign-in", &[("login", "an"), ("password", PASSWORD)])
        .await;
    assert!(locked.body.contains("quá nhiều lần"), "{}", locked.body);
    server.now.store(START + 16 * 60, Ordering::Relaxed);
    let later = browser
        .post("/sign-in", &[("login", "an"), ("password", PASSWORD)])
        .await;
    assert_eq!(later.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_attempts_are_stopped_at_the_door() {
    let server = Server::new();
    let mut browser = server.browser();
    browser.get("/sign-in").await;
    let mut refused = 0;
    for i in 0..10_000 {
        let answer = browser
            .post("/sign-in", &[("login", &format!("u{i}")), ("password", "x")])
            .await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(!answer.header("retry-after").is_empty() && answer.body.contains("giây"));
            refused += 1;
        }
    }
    assert_eq!(refused, 10_000 - 20, "20 attempts a minute, the clock stands still");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_office_signs_in_from_one_address() {
    let server = Server::new();
    server.person("an", "An", None);
    for i in 0..25 {
        let mut browser = server.browser();
        browser.get("/sign-in").await;
        let answer = browser
            .post("/sign-in", &[("login", "an"), ("password", PASSWORD)])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "sign-in {i}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_works_once_and_not_for_ever() {
    let server = Server::new();
    let link = |login: &str| {
        server.system(|cycle, call| {
            people::invite(cycle, call, &people::Invite::of(login, "Người mới"))
                .unwrap()
                .1
        })
    };
    let (used, old) = (link("moi"), link("cu"));
    let mut browser = server.browser();
    let page = browser.get(&format!("/link/{used}")).await;
    assert!(page.body.contains("Người mới"));
    let differs = browser
        .post(&format!("/link/{used}"), &[("password", PASSWORD), ("again", "x")])
        .await;
    assert!(differs.body.contains("không giống nhau"));
    let done = browser
        .post(&format!("/link/{used}"), &[("password", PASSWORD), ("again", PASSWORD)])
        .await;
    assert_eq!(done.place(), "/", "{}", done.body);
    let again = server.browser().get(&format!("/link/{used}")).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert!(again.body.contains("Đường dẫn không còn dùng được"));
    server.now.store(START + 73 * 3600, Ordering::Relaxed);
    assert_eq!(
        server.browser().get(&format!("/link/{old}")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_s_own_account() {
    let server = Server::new();
    server.person("an", "Nguyễn An", None);
    let mut browser = server.signed_in("an").await;
    let mut other = server.signed_in("an").await;
    let new = "chín con ngựa vằn";
    let wrong = browser
        .post("/account/password", &[("old", "x"), ("password", new), ("again", new)])
        .await;
    assert!(wrong.body.contains("Mật khẩu hiện tại không đúng"), "{}", wrong.body);
    let done = browser
        .post(
            "/account/password",
            &[("old", PASSWORD), ("password", new), ("again", new)],
        )
        .await;
    assert_eq!(done.place(), "/account");
    assert!(
        browser.get("/account").await.body.contains("Đã đổi mật khẩu"),
        "the message is shown"
    );
    assert!(
        !browser.get("/account").await.body.contains("Đã đổi mật khẩu"),
        "and shown once"
    );
    assert!(
        other.get("/account").await.place().starts_with("/sign-in"),
        "other sessions have ended"
    );

    let made = browser
        .post("/account/tokens", &[("label", "Phần mềm <b>"), ("days", "30")])
        .await;
    assert!(
        made.body.contains("th_") && made.body.contains("Phần mềm &#60;b&#62;"),
        "{}",
        made.body
    );
    assert!(!browser.get("/account").await.body.contains("th_"), "shown once");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_in_the_language_of_the_account() {
    let server = Server::new();
    server.person("an", "Nguyễn An", None);
    let mut browser = server.signed_in("an").await;
    assert!(browser.get("/account").await.body.contains("<html lang=\"vi\""));
    let version = browser.get("/account").await.body;
    let version = version
        .split("name=\"version\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let fields = [("version", version.as_str()), ("name", "Nguyễn An"), ("language", "en")];
    assert_eq!(browser.post("/account/profile", &fields).await.place(), "/account");
    assert!(browser.get("/account").await.body.contains("<html lang=\"en\""));
    let mut other = server.signed_in("an").await;
    assert!(
        other.get("/account").await.body.contains("<html lang=\"en\""),
        "in every browser"
    );
    other.post("/sign-out", &[]).await;
    assert!(
        other.get("/sign-in").await.body.contains("<html lang=\"vi\""),
        "the next person's own"
    );
}

/// The secret that a page shows to be typed.
fn secret_of(page: &str) -> String {
    let shown = page.split("<code class=\"secret\">").nth(1).unwrap();
    shown.split('<').next().unwrap().replace(' ', "")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_that_counts_is_lost_by_nothing_but_its_owner() {
    let server = Server::new();
    server.person("an", "Nguyễn An", None);
    let mut browser = server.signed_in("an").await;
    let code =
        |secret: &str, steps: i64| people::code_at(secret, server.now.load(Ordering::Relaxed) + 30 * steps).unwrap();

    // A mistyped code leaves the secret that was scanned.
    let scan = browser.post("/account/second-factor/begin", &[]).await;
    assert!(scan.body.contains("<path d=\"M4 4h7v1h-7z"), "the code is drawn");
    let secret = secret_of(&scan.body);
    let refused = browser.post("/account/second-factor", &[("code", "000000x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(secret_of(&refused.body), secret);
    let on = browser
        .post("/account/second-factor", &[("code", &code(&secret, 0))])
        .await;
    assert_eq!(on.place(), "/account", "{}", on.body);

    // Looking changes nothing, and the secret is not shown again.
    let looked = browser.get("/account/second-factor").await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(!looked.body.contains("class=\"secret\""));
    assert!(browser.get("/account").await.body.contains("Đang bật"));

    // Replacing and removing take the password or a present code.
    for path in ["/account/second-factor/begin", "/account/second-factor/remove"] {
        let bare = browser.post(path, &[]).await;
        let wrong = browser.post(path, &[("proof", "sai"), ("remove_proof", "sai")]).await;
        for answer in [bare, wrong] {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(!answer.body.contains("class=\"secret\""), "{path}");
        }
    }
    let scan = browser
        .post("/account/second-factor/begin", &[("proof", PASSWORD)])
        .await;
    assert_ne!(secret_of(&scan.body), secret);
    let mut other = server.browser();
    other.get("/sign-in").await;
    let fields = [("login", "an"), ("password", PASSWORD)];
    let asked = other.post("/sign-in", &fields).await;
    assert_eq!(
        asked.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the old one is still asked for"
    );
    let code = code(&secret, 1);
    let done = other.post("/sign-in", &[fields[0], fields[1], ("code", &code)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let off = browser
        .post("/account/second-factor/remove", &[("remove_proof", PASSWORD)])
        .await;
    assert_eq!(off.place(), "/account", "{}", off.body);
    let events = server.system(|cycle, call| {
        let filter = audit::EventFilter {
            kind: Some("account.second_factor"),
            limit: 10,
            ..audit::EventFilter::default()
        };
        let found = audit::list(cycle, call, &filter).unwrap();
        found.into_iter().map(|e| e.kind).collect::<Vec<_>>()
    });
    let [begun, set, removed] = ["begun", "set", "removed"].map(|k| format!("account.second_factor_{k}"));
    assert_eq!(events, [removed, begun.clone(), set, begun]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_invites_gives_roles_and_takes_them() {
    let server = Server::new();
    server.person("boss", "Quản trị B", Some((Role::Administrator, server.province())));
    let (commune, _) = server.communes();
    let mut browser = server.signed_in("boss").await;
    let unit = commune.0.to_string();
    let script = "<script>alert(1)</script>";
    let fields = [
        ("login", "xa.1"),
        ("name", script),
        ("unit", unit.as_str()),
        ("role", "commune_editor"),
    ];
    let invited = browser.post("/people/invite", &fields).await;
    assert_eq!(invited.status, StatusCode::OK, "{}", invited.body);
    assert!(invited.body.contains("http://localhost/link/") && !invited.body.contains(script));
    let taken = browser.post("/people/invite", &fields).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let list = browser.get("/people?q=xa.1").await;
    assert!(
        list.body.contains("Cán bộ soạn báo cáo") && !list.body.contains(script),
        "{}",
        list.body
    );
    let place = list
        .body
        .split("href=\"/people/")
        .filter_map(|s| s.split('"').next()?.parse::<i64>().ok())
        .next()
        .unwrap();
    let person = browser.get(&format!("/people/{place}")).await;
    assert_eq!(person.status, StatusCode::OK);
    assert!(!person.body.contains(script));
    let grant = person
        .body
        .split("name=\"grant\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let taken = browser
        .post(&format!("/people/{place}/roles/revoke"), &[("grant", &grant)])
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let again = browser
        .post(&format!("/people/{place}/roles/revoke"), &[("grant", &grant)])
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT, "no one wins twice");
    let audit = browser.get("/audit?kind=grant.").await;
    assert!(audit.body.contains("Thu hồi vai trò"), "{}", audit.body);
    assert!(browser.get("/audit/verify").await.body.contains("Nhật ký nguyên vẹn"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_checked_row_by_row_before_anything_is_made() {
    let server = Server::new();
    server.person("boss", "Quản trị B", Some((Role::Administrator, server.province())));
    let mut browser = server.signed_in("boss").await;
    let wrong =
        "Tên đăng nhập;Họ tên;Thư;Mã;Vai trò\nxa.1;Nguyễn Văn Thử;;;\nxa.1;Trần Thị Thử;khong-phai-thu;99999;vua\n";
    let refused = browser.upload("/people/import", &[], ("file", "ds.csv", wrong)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("Có 4 chỗ cần sửa"), "{}", refused.body);
    // The line of the sheet, its heading counted.
    let mistakes = refused.body.split("</table>").next().unwrap_or_default();
    assert_eq!(mistakes.matches(r#"data-label="Dòng">3</td>"#).count(), 4, "{mistakes}");
    let right = "Tên đăng nhập;Họ tên;Thư;Mã;Vai trò\nxa.1;Nguyễn Văn Thử;thu@xa.example.vn;;\nxa.2;Trần Thị Thử;;;\n";
    let turned = "Họ và tên;Tên đăng nhập;Mã;Vai trò;Thư điện tử\nNguyễn Văn Thử;xa.1;;;thu@xa.example.vn\n";
    let looked = browser.upload("/people/import", &[], ("file", "ds.csv", turned)).await;
    for cell in [">xa.1</td>", ">Nguyễn Văn Thử</td>", ">thu@xa.example.vn</td>"] {
        assert!(
            looked.body.contains(cell),
            "columns are found by their names: {cell} {}",
            looked.body
        );
    }
    let looked = browser.upload("/people/import", &[], ("file", "ds.csv", right)).await;
    assert!(looked.body.contains("Cả 2 dòng đều đúng"), "{}", looked.body);
    assert!(
        !browser.get("/people").await.body.contains("xa.2"),
        "nothing was made yet"
    );
    let rows = [
        ("login", "xa.1"),
        ("name", "Nguyễn Văn Thử"),
        ("email", ""),
        ("unit_code", ""),
        ("role", ""),
    ];
    let form: Vec<_> = [("step", "apply")].into_iter().chain(rows).collect();
    let done = browser.post("/people/import", &form).await;
    assert!(
        done.body.contains("Đã tạo 1 tài khoản") && done.body.contains("/link/"),
        "{}",
        done.body
    );
    // A page that got lost costs nothing: new links for those who have not set a password, and for nobody else.
    let list = browser.get("/people?state=invited&q=xa.1").await;
    let id = |list: &str| {
        let at = list.find(r#"name="account" value=""#).map(|at| at + 22)?;
        list.get(at..)?.split('"').next().map(str::to_owned)
    };
    let chosen = id(&list.body).expect("somebody to choose");
    let again = browser.post("/people/links", &[("account", &chosen)]).await;
    assert!(
        again.body.contains("Đã cấp 1 đường dẫn mới") && again.body.contains("Nguyễn Văn Thử"),
        "{}",
        again.body
    );
    let secret = again.body.split("/link/").nth(1).and_then(|s| s.split('<').next());
    let old = done.body.split("/link/").nth(1).and_then(|s| s.split('<').next());
    assert_ne!(secret, old);
    let mut visitor = server.browser();
    assert_eq!(
        visitor.get(&format!("/link/{}", old.unwrap())).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        visitor.get(&format!("/link/{}", secret.unwrap())).await.status,
        StatusCode::OK
    );
    let everybody = browser.get("/people?q=boss").await.body;
    let boss = everybody
        .split("/people/")
        .find_map(|rest| rest.split_once(r#"">Quản trị B"#))
        .unwrap()
        .0
        .to_owned();
    let active = browser.post("/people/links", &[("account", &boss)]).await;
    assert!(active.body.contains("Chưa cấp đường dẫn nào"), "{}", active.body);
    let nothing = browser.upload("/people/import", &[], ("file", "x.csv", "")).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_longest_list_that_is_looked_at_can_be_made() {
    let server = Server::new();
    server.person("boss", "Quản trị B", Some((Role::Administrator, server.province())));
    let mut browser = server.signed_in("boss").await;
    let mut body = String::new();
    let mut add = |name: &str, value: &str| {
        body += &format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    };
    add("csrf", &browser.token);
    add("step", "apply");
    for number in 0..5000 {
        let login = format!("can.bo.{number:04}");
        let mail = format!("{login}@xa-phuong.example.vn");
        for (name, value) in [
            ("login", login.as_str()),
            ("name", "Nguyễn Thị Thử"),
            ("email", &mail),
            ("unit_code", ""),
            ("role", ""),
        ] {
            add(name, value);
        }
    }
    body += "--b--\r\n";
    let done = browser
        .send("POST", "/people/import", "multipart/form-data; boundary=b", body)
        .await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(done.body.contains("Đã tạo 5.000 tài khoản"), "all of them were made");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_sees_every_page_and_finds_nothing_to_change_on_it() {
    let server = Server::new();
    server.person("audit", "Kiểm tra viên", Some((Role::Auditor, server.province())));
    let (own, _) = server.communes();
    server.person("xa", "Cán bộ xã", Some((Role::CommuneEditor, own)));
    let other = server.system(|cycle, call| {
        let all = people::list(cycle, call).unwrap();
        all.iter().find(|p| p.login == "xa").unwrap().id
    });
    let mut browser = server.signed_in("audit").await;
    let person = format!("/people/{other}");
    for path in [
        "/people",
        &person,
        "/settings",
        "/outbox",
        "/imports",
        "/review",
        "/review/missing",
        "/signature-roots",
        "/audit",
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let forms = page
            .body
            .split("<form")
            .skip(1)
            .filter(|f| f.split('>').next().unwrap().contains("method=\"post\""));
        let changing: Vec<_> = forms
            .filter(|f| !f.split('>').next().unwrap().contains("/sign-out"))
            .collect();
        assert!(changing.is_empty(), "{path}: {changing:?}");
    }
    for path in ["/people/invite", "/people/import", "/units/update"] {
        assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_for_one_programme_is_given_and_shown() {
    let server = Server::new();
    server.person("boss", "Quản trị B", Some((Role::Administrator, server.province())));
    server.person("xa", "Cán bộ xã", None);
    let (own, _) = server.communes();
    let id = server.system(|cycle, call| {
        let all = people::list(cycle, call).unwrap();
        all.iter().find(|p| p.login == "xa").unwrap().id
    });
    let programme = server.cycle().engine.catalogue.programmes[0].clone();
    let mut browser = server.signed_in("boss").await;
    let unit = own.0.to_string();
    let fields = |programme| {
        [
            ("role", "commune_editor"),
            ("unit", unit.as_str()),
            ("programme", programme),
        ]
    };
    let place = format!("/people/{id}/roles");
    let unknown = browser.post(&place, &fields("khong-co")).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        unknown.body.contains("Không có chương trình nào mang mã này"),
        "{}",
        unknown.body
    );
    let given = browser.post(&place, &fields(programme.code.as_str())).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    let held = server.system(|cycle, call| people::person(cycle, call, id).unwrap().grants);
    assert_eq!(held[0].programme.as_deref(), Some(programme.code.as_str()));
    let page = browser.get(&format!("/people/{id}")).await.body;
    assert!(page.contains("data-label=\"Chương trình\">"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_names_what_it_speaks_of_and_leads_only_where_one_may_go() {
    let server = Server::new();
    let (commune, _) = server.communes();
    server.person("boss", "Quản trị B", Some((Role::Administrator, server.province())));
    server.person("auditor", "Kiểm tra C", Some((Role::Auditor, server.province())));
    server.person("xa", "Đỗ Thị Suối", Some((Role::CommuneEditor, commune)));
    let opened = server.open_round(commune, common::DEADLINE);
    let unit = server.system(|cycle, call| {
        let draft = reports::start(cycle, call, opened.report).unwrap();
        let input = reports::ItemInput {
            node: "s:causes".into(),
            result: "Thiếu máy quét.".into(),
            ..reports::ItemInput::default()
        };
        reports::save_item(cycle, call, draft, &input).unwrap();
        units::get(cycle, call, commune).unwrap()
    });
    let mut boss = server.signed_in("boss").await;
    let log = boss.get("/audit").await.body;
    assert!(log.contains("Nguyên nhân") && !log.contains("s:causes"), "{log}");
    assert!(log.contains(&format!("{} ({})", unit.name, unit.code)), "{log}");
    assert!(log.contains("Lần nộp 1: Báo cáo thử"), "{log}");
    let leads = |body: &str| body.contains(&format!("href=\"/reports/{}\"", opened.report));
    assert!(!leads(&log), "an administrator sees no report");
    assert!(leads(&server.signed_in("auditor").await.get("/audit").await.body));
    // By whom: without case and diacritics.
    let by = boss.get("/audit?actor=quan+TRI+b").await.body;
    assert!(by.contains("Đăng nhập") && !by.contains("Không có dòng nào"), "{by}");
    assert!(boss.get("/people?q=do+thi+SUOI").await.body.contains("Đỗ Thị Suối"));
}

//! Wrong, hostile and clumsy input: clear answers in Vietnamese, nothing lost, nothing told that is nobody's business.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use axum::http::{Request, StatusCode};
use common::{Answer, Browser, DEADLINE, Opened, PASSWORD, START, Server};
use futures_core::Stream;
use http_body_util::BodyExt;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Write as _;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use tonghop_app::cycle::reports::{self, ItemInput};
use tonghop_app::cycle::{audit, files, people};
use tonghop_model::cycle::{Actor, ReportId, Role, SubmissionId, UnitId};
use tonghop_web::Config;
use tonghop_web::routes::{Access, Target, table};
use tower::ServiceExt;

/// What no answer may hold: traces of a defect, of the machine, of the database.
fn tells_nothing(answer: &Answer, place: &str) {
    assert!(!answer.status.is_server_error(), "{place}: {}", answer.body);
    let body = answer.body.to_lowercase();
    let words = [
        "panicked",
        "backtrace",
        ".rs:",
        "sqlite",
        "diesel",
        "select `",
        "no such table",
        "syntax error at",
        "insert into",
        "constraint failed",
        "/tmp/",
        "c:\\",
        "tonghop.db",
        "t.db",
        "rusterror",
        "stack trace",
    ];
    for word in words {
        // The page of settings names the database program to administrators.
        let named = word == "sqlite" && place.contains("/settings");
        assert!(named || !body.contains(word), "{place} tells {word:?}: {}", answer.body);
    }
}

/// A refusal in words: Vietnamese on a page, problem details in the API.
fn refused(answer: &Answer, status: StatusCode, words: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.body.contains(words), "{words:?} is missing: {}", answer.body);
    tells_nothing(answer, words);
}

/// A round with people: a commune's leader and editor, a reviewer of the province, its head, an administrator.
struct Office {
    server: Server,
    foreign: UnitId,
    opened: Opened,
    /// Report of the foreign unit in the same round.
    there: ReportId,
}

fn office() -> Office {
    let mut config = Config::new("http://localhost");
    config.limits.attempts_per_minute = 100_000;
    let server = Server::with(config, true);
    let (own, foreign) = server.communes();
    let opened = server.open_round(own, DEADLINE);
    let there = server.system(|cycle, call| {
        let owed = reports::mine(cycle, call, Some(opened.round)).unwrap();
        owed.into_iter().find(|o| o.unit == foreign).unwrap().report
    });
    server.person("leader", "Lãnh đạo A", Some((Role::CommuneApprover, own)));
    server.person("other", "Lãnh đạo B", Some((Role::CommuneApprover, foreign)));
    server.person("reviewer", "Chuyên viên C", Some((Role::Reviewer, server.province())));
    server.person(
        "head",
        "Trưởng phòng D",
        Some((Role::DepartmentHead, server.province())),
    );
    server.person("root", "Quản trị E", Some((Role::Administrator, server.province())));
    Office {
        server,
        foreign,
        opened,
        there,
    }
}

impl Office {
    /// A draft of a report with one answer.
    fn draft(&self, report: ReportId, result: &str) -> SubmissionId {
        self.server.system(|cycle, call| {
            let id = reports::start(cycle, call, report).unwrap();
            let input = ItemInput {
                node: self.opened.tasks[0].clone(),
                status: "Hoàn thành".into(),
                result: result.into(),
                ..ItemInput::default()
            };
            reports::save_item(cycle, call, id, &input).unwrap();
            id
        })
    }

    fn sent(&self, report: ReportId, result: &str) -> SubmissionId {
        let id = self.draft(report, result);
        self.server.system(|cycle, call| {
            reports::submit(cycle, call, id, "", Some("đã rà soát"))
                .unwrap()
                .submission
        })
    }

    fn result(&self, report: ReportId) -> String {
        self.server.system(|cycle, call| {
            let page = reports::page(cycle, call, report, None).unwrap();
            page.items.first().map(|i| i.result.clone()).unwrap_or_default()
        })
    }
}

/// A request with exactly these bytes.
async fn raw(browser: &Browser, server: &Server, method: &str, path: &str, (media, body): (&str, Body)) -> Answer {
    let cookies: Vec<String> = browser.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(COOKIE, cookies.join("; "))
        .header("x-csrf-token", &browser.token)
        .header(CONTENT_TYPE, media)
        .body(body)
        .unwrap();
    answer(server, request).await
}

async fn answer(server: &Server, request: Request<Body>) -> Answer {
    let response = server.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_session_saves_nothing_and_asks_to_sign_in() {
    let office = office();
    office.draft(office.opened.report, "cũ");
    let mut browser = office.server.signed_in("leader").await;
    let place = format!("/reports/{}", office.opened.report);
    let page = browser.get(&place).await;
    assert_eq!(page.status, StatusCode::OK);
    let node = &office.opened.tasks[0];
    let (version, result) = (format!("version.{node}"), format!("result.{node}"));
    let fields = [(version.as_str(), "1"), (result.as_str(), "mới")];
    office.server.now.store(START + 90 * 24 * 3600, Ordering::Relaxed);
    let late = browser.post(&format!("{place}/item"), &fields).await;
    assert_eq!((late.status, late.place()), (StatusCode::SEE_OTHER, "/sign-in"));
    assert_eq!(office.result(office.opened.report), "cũ");
    let asked = browser.get(&place).await;
    assert!(asked.place().starts_with("/sign-in?next="), "{}", asked.place());
    // What is kept on the device can be sent after signing in again.
    let mut again = office.server.signed_in("leader").await;
    again.get(&place).await;
    assert_eq!(
        again.post(&format!("{place}/item"), &fields).await.status,
        StatusCode::OK
    );
    assert_eq!(office.result(office.opened.report), "mới");
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_are_expired_revoked_or_made_up_open_nothing() {
    let office = office();
    let server = &office.server;
    let account = server.system(|cycle, call| {
        let all = people::list(cycle, call).unwrap();
        all.into_iter().find(|a| a.login == "leader").unwrap().id
    });
    let actor = Actor {
        account: Some(account),
        name: "A".into(),
        ..Actor::default()
    };
    let token = |days| {
        server.system(|cycle, call| {
            let own = tonghop_app::cycle::Call { actor: &actor, ..*call };
            people::create_token(cycle, &own, "thử", days).unwrap()
        })
    };
    let (_, good) = token(30);
    let (revoked_id, revoked) = token(30);
    server.system(|cycle, call| {
        let own = tonghop_app::cycle::Call { actor: &actor, ..*call };
        people::revoke_token(cycle, &own, revoked_id).unwrap();
    });
    let ask = async |secret: &str| {
        let mut browser = server.browser();
        browser.headers = vec![("authorization", format!("Bearer {secret}"))];
        browser.get("/api/v1/me").await
    };
    assert_eq!(ask(&good).await.status, StatusCode::OK);
    for wrong in [
        revoked.as_str(),
        "abc",
        "",
        "' OR 1=1 --",
        &good[1..],
        &"x".repeat(20_000),
    ] {
        refused(&ask(wrong).await, StatusCode::UNAUTHORIZED, "\"code\":\"sign-in\"");
    }
    server.now.store(START + 31 * 24 * 3600, Ordering::Relaxed);
    refused(&ask(&good).await, StatusCode::UNAUTHORIZED, "\"code\":\"sign-in\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn things_of_another_unit_do_not_exist_on_any_route() {
    let office = office();
    let server = &office.server;
    let theirs = office.sent(office.there, "của đơn vị khác");
    let attachment = server.system(|cycle, call| {
        let upload = files::Upload {
            name: "mat.txt",
            bytes: b"noi dung kin",
            node: None,
            is_report: false,
        };
        files::upload(cycle, call, office.there, &upload).unwrap().attachment
    });
    let mut browser = server.signed_in("leader").await;
    let mut asked = 0;
    for route in table() {
        let Access::On(_, target) = route.access else { continue };
        let id = match target {
            Target::Unit => office.foreign.0,
            Target::Report => office.there.0,
            Target::Submission => theirs.0,
            Target::Attachment => attachment.0,
            _ => continue,
        };
        let mut path = String::new();
        for (n, part) in route.path.split('/').skip(1).enumerate() {
            let first = !path.contains(&format!("/{id}"));
            path += "/";
            path += &match part.starts_with('{') {
                true if first || n == 0 => id.to_string(),
                true => "1".into(),
                false => part.to_owned(),
            };
        }
        browser.headers = vec![("x-csrf-token", browser.token.clone())];
        let answer = match route.verb.text() {
            "GET" => browser.get(&path).await,
            verb => browser.send(verb, &path, "application/json", "{}".into()).await,
        };
        browser.headers.clear();
        let hidden = matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN);
        assert!(hidden, "{route:?}: {} {}", answer.status, answer.body);
        tells_nothing(&answer, route.path);
        assert!(!answer.body.contains("của đơn vị khác") && !answer.body.contains("noi dung kin"));
        asked += 1;
    }
    assert!(asked > 20, "{asked} routes");
    // An id of theirs in a form of one's own.
    office.draft(office.opened.report, "của mình");
    let finding = server.system(|cycle, call| {
        let found = reports::check(cycle, call, theirs).unwrap();
        found.first().map_or(1, |f| f.id.0)
    });
    browser.get(&format!("/reports/{}", office.opened.report)).await;
    let explained = browser
        .post(
            &format!("/reports/{}/explain", office.opened.report),
            &[(&format!("explain.{finding}"), "của người khác")],
        )
        .await;
    tells_nothing(&explained, "explain");
    let untouched = server.system(|cycle, call| {
        let found = reports::page(cycle, call, office.there, None).unwrap().findings;
        found.iter().all(|f| f.explanation.is_none())
    });
    assert!(untouched, "{}", explained.body);
    let sent = browser
        .post(
            &format!("/reports/{}/submit", office.opened.report),
            &[("submission", &theirs.0.to_string()), ("note", "x")],
        )
        .await;
    assert!(
        sent.place() != format!("/reports/{}/receipt", office.there),
        "{}",
        sent.body
    );
    tells_nothing(&sent, "submit");
}

/// Bytes without end, counted.
struct Endless {
    head: Option<Bytes>,
    piece: Bytes,
    left: usize,
    given: Arc<AtomicUsize>,
}

impl Stream for Endless {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(head) = self.head.take() {
            return Poll::Ready(Some(Ok(head)));
        }
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        self.given.fetch_add(self.piece.len(), Ordering::Relaxed);
        Poll::Ready(Some(Ok(self.piece.clone())))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_megabytes_are_refused_before_they_are_read() {
    let office = office();
    office.draft(office.opened.report, "giữ nguyên");
    let mut browser = office.server.signed_in("leader").await;
    let place = format!("/reports/{}/file", office.opened.report);
    browser.get(&format!("/reports/{}", office.opened.report)).await;
    let cookies: Vec<String> = browser.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
    for declared in [true, false] {
        let given = Arc::new(AtomicUsize::new(0));
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--b\r\nContent-Disposition: form-data; \
             name=\"file\"; filename=\"a.docx\"\r\n\r\n",
            browser.token
        );
        let body = Endless {
            head: Some(head.into()),
            piece: Bytes::from(vec![b'x'; 1 << 20]),
            left: 200,
            given: Arc::clone(&given),
        };
        let mut request = Request::builder()
            .method("POST")
            .uri(&place)
            .header(COOKIE, cookies.join("; "))
            .header(CONTENT_TYPE, "multipart/form-data; boundary=b");
        if declared {
            request = request.header(CONTENT_LENGTH, 200_u64 << 20);
        }
        let said = answer(&office.server, request.body(Body::from_stream(body)).unwrap()).await;
        refused(&said, StatusCode::PAYLOAD_TOO_LARGE, "50 MB");
        let (read, most) = (given.load(Ordering::Relaxed), if declared { 0 } else { 52 << 20 });
        assert!(read <= most, "{read} bytes were read, declared: {declared}");
    }
    assert_eq!(office.result(office.opened.report), "giữ nguyên");
}

/// A zip whose one entry unpacks to so many megabytes of blanks, beside what makes the file look right.
fn bomb(entries: &[(&str, &str)], name: &str, head: &str, megabytes: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, text) in entries {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file(name, options).unwrap();
    zip.write_all(head.as_bytes()).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        zip.write_all(&blanks).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: (&str, &str) = (
    "[Content_Types].xml",
    "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
);

fn multipart(token: &str, field: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--b\r\nContent-Disposition: form-data; \
         name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
    )
    .into_bytes();
    body.extend(bytes);
    body.extend(b"\r\n--b--\r\n");
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn zip_bombs_are_told_and_leave_the_report_as_it_was() {
    let office = office();
    office.draft(office.opened.report, "giữ nguyên");
    let server = &office.server;
    let mut browser = server.signed_in("leader").await;
    let place = format!("/reports/{}", office.opened.report);
    browser.get(&place).await;
    let docx = bomb(
        &[TYPES],
        "word/document.xml",
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
        600,
    );
    assert!(docx.len() < 2 << 20);
    let body = multipart(&browser.token, "file", "bom.docx", &docx);
    let media = "multipart/form-data; boundary=b";
    let taken = raw(&browser, server, "POST", &format!("{place}/file"), (media, body.into())).await;
    tells_nothing(&taken, "docx");
    // The file is read by a job; what it found is told on the page of the report.
    server.system(|cycle, call| while files::run_next_reading(cycle, call.now).unwrap() {});
    let failure = server.system(|cycle, call| {
        let page = reports::page(cycle, call, office.opened.report, None).unwrap();
        page.readings.iter().filter_map(|r| r.failure.clone()).next()
    });
    let failure = failure.expect("the reading failed and says why");
    assert!(failure.contains("MB"), "{failure}");
    assert!(!failure.contains("panicked") && !failure.contains(".rs"), "{failure}");
    let page = browser.get(&place).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(office.result(office.opened.report), "giữ nguyên");

    let mut head = server.signed_in("head").await;
    let import = format!("/rounds/{}/import", office.opened.round);
    head.get(&import).await;
    let workbook = "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet \
                    name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let relations = "<?xml version=\"1.0\"?><Relationships \
                     xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
                     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
                     Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let xlsx = bomb(
        &[
            TYPES,
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relations),
        ],
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
        600,
    );
    for (path, browser) in [(import.as_str(), &head)] {
        let body = multipart(&browser.token, "file", "bom.xlsx", &xlsx);
        let said = raw(browser, server, "POST", path, (media, body.into())).await;
        assert!(said.status.is_client_error(), "{path}: {} {}", said.status, said.body);
        tells_nothing(&said, path);
        assert!(
            said.body.contains("MB") || said.body.contains("không đọc được"),
            "{}",
            said.body
        );
    }
}

/// Cells of a CSV file.
fn cells(csv: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for c in csv.trim_start_matches('\u{feff}').chars() {
        match c {
            '"' => quoted = !quoted,
            ',' | ';' | '\n' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
}

#[tokio::test(flavor = "multi_thread")]
async fn formulas_are_text_in_every_file_that_leaves() {
    let office = office();
    let server = &office.server;
    let formulas = [
        "=HYPERLINK(\"http://evil.example\",\"xem\")",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "\t=1+1",
    ];
    server.system(|cycle, call| {
        let id = reports::start(cycle, call, office.opened.report).unwrap();
        for (node, formula) in office.opened.tasks.iter().zip(formulas) {
            let input = ItemInput {
                node: node.clone(),
                status: formula.trim().into(),
                result: formula.into(),
                ..ItemInput::default()
            };
            reports::save_item(cycle, call, id, &input).unwrap();
        }
        let input = ItemInput {
            node: "s:recommendations".into(),
            result: "=1+1 Đề nghị tỉnh hỗ trợ kinh phí.".into(),
            ..ItemInput::default()
        };
        reports::save_item(cycle, call, id, &input).unwrap();
        reports::submit(cycle, call, id, "", Some("=1+1")).unwrap();
    });
    let mut head = server.signed_in("head").await;
    let mut looked = 0;
    for view in [
        "matrix",
        "findings",
        "recommendations",
        "commitments",
        "distribution",
        "progress",
        "indicators",
    ] {
        let path = format!("/rounds/{}/{view}", office.opened.round);
        let csv = head.get(&format!("{path}?format=csv")).await;
        if csv.status != StatusCode::OK {
            continue;
        }
        looked += 1;
        for cell in cells(&csv.body) {
            let number = cell.replace(',', ".").parse::<f64>().is_ok();
            let formula = cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r']);
            assert!(number || !formula || cell.trim() == "-", "{path}: {cell:?}");
        }
        let xlsx = bytes(server, &head, &format!("{path}?format=xlsx")).await;
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(xlsx)).unwrap();
        for number in 0..zip.len() {
            let mut text = Vec::new();
            std::io::Read::read_to_end(&mut zip.by_index(number).unwrap(), &mut text).unwrap();
            let text = String::from_utf8_lossy(&text);
            assert!(!text.contains("<f>") && !text.contains("<f "), "{path}: a formula");
            assert!(!text.contains("<externalReference"), "{path}");
        }
    }
    assert!(looked >= 5, "{looked} files");
}

async fn bytes(server: &Server, browser: &Browser, path: &str) -> Vec<u8> {
    let cookies: Vec<String> = browser.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
    let request = Request::builder().uri(path).header(COOKIE, cookies.join("; "));
    let response = server
        .router
        .clone()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.into_body().collect().await.unwrap().to_bytes().to_vec()
}

/// A form of a page: its address and its fields with what they hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct PageForm {
    action: String,
    fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Field {
    name: String,
    kind: String,
    value: String,
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let value = rest.split('"').next()?;
    let plain = value
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    let plain = plain
        .replace("&#60;", "<")
        .replace("&lt;", "<")
        .replace("&#62;", ">")
        .replace("&gt;", ">");
    Some(plain.replace("&#38;", "&").replace("&amp;", "&"))
}

/// The forms of a page that post something.
fn forms(page: &str) -> Vec<PageForm> {
    let mut found = Vec::new();
    for part in page.split("<form").skip(1) {
        let whole = part.split("</form>").next().unwrap_or("");
        let (head, inside) = whole.split_once('>').unwrap_or((whole, ""));
        let posts = attribute(head, "method").is_some_and(|m| m == "post");
        let Some(action) = attribute(head, "action").filter(|_| posts) else {
            continue;
        };
        let mut fields = Vec::new();
        for tag in inside.split('<').skip(1) {
            let kind = tag.split([' ', '>']).next().unwrap_or("");
            let tag = tag.split('>').next().unwrap_or("");
            let Some(name) = attribute(tag, "name") else { continue };
            let kind = match kind {
                "textarea" => "textarea".to_owned(),
                "select" => "select".to_owned(),
                "button" => "button".to_owned(),
                "input" => attribute(tag, "type").unwrap_or_else(|| "text".into()),
                _ => continue,
            };
            fields.push(Field {
                name,
                kind,
                value: attribute(tag, "value").unwrap_or_default(),
            });
        }
        for (select, options) in selects(inside) {
            for field in fields.iter_mut().filter(|f| f.name == select && f.kind == "select") {
                field.value.clone_from(&options);
            }
        }
        found.push(PageForm { action, fields });
    }
    found
}

/// Each select with the value of its last option.
fn selects(html: &str) -> BTreeMap<String, String> {
    let parts = html.split("<select").skip(1);
    parts
        .filter_map(|part| {
            let part = part.split("</select>").next()?;
            let name = attribute(part.split('>').next()?, "name")?;
            let last = part.rsplit("<option").next()?;
            Some((name, attribute(last.split('>').next()?, "value").unwrap_or_default()))
        })
        .collect()
}

/// Links of a page that stay on this server.
fn links(page: &str) -> Vec<String> {
    let parts = page.split("href=\"/").skip(1);
    let paths = parts
        .filter_map(|p| p.split('"').next())
        .map(|p| format!("/{}", p.replace("&#38;", "&")));
    paths
        .filter(|p| !p.starts_with("/assets/") && !p.contains('#'))
        .collect()
}

/// Kinds of fields into which people type what they like.
const TYPED: [&str; 6] = ["text", "textarea", "search", "email", "tel", "url"];
const SCRIPT: &str = "\"'><script>bad(1)</script><img src=x onerror=bad(1)>";

/// True where the script stands unescaped.
fn runs(body: &str) -> bool {
    body.contains("<script>bad(1)") || body.contains("<img src=x onerror")
}

#[tokio::test(flavor = "multi_thread")]
async fn script_in_every_text_field_of_every_form_stays_text() {
    let office = office();
    let server = &office.server;
    office.sent(office.there, SCRIPT);
    office.draft(office.opened.report, SCRIPT);
    let (mut fields, mut posted) = (BTreeSet::new(), 0);
    for login in ["leader", "reviewer", "head", "root"] {
        let mut browser = server.signed_in(login).await;
        let mut queue: VecDeque<String> = VecDeque::from(["/".to_owned(), "/account".to_owned()]);
        let (mut seen, mut shapes) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
        while let Some(path) = queue.pop_front() {
            // Pages of one shape (a unit each) are looked at twice; the rest would show nothing new.
            let shape: String = path.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            let shape = shape.replace("00", "0").replace("00", "0");
            let count = shapes.entry(shape).or_default();
            *count += 1;
            if *count > 2 || !seen.insert(path.clone()) || seen.len() > 150 {
                continue;
            }
            let page = browser.get(&path).await;
            tells_nothing(&page, &path);
            let html = page.header("content-type").starts_with("text/html");
            if !html {
                continue;
            }
            assert!(!runs(&page.body), "{login} {path}: a script runs");
            queue.extend(links(&page.body));
            for form in forms(&page.body) {
                // What ends the session or the account of the test is left to other tests.
                let ends = ["/sign-out", "/account/password", "/state", "second-factor"];
                if ends.iter().any(|e| form.action.contains(e)) {
                    continue;
                }
                let typed: Vec<(String, String)> = form
                    .fields
                    .iter()
                    .filter(|f| f.kind != "file" && f.kind != "password" && f.name != "csrf")
                    .map(|f| {
                        let typed = TYPED.contains(&f.kind.as_str());
                        if typed {
                            fields.insert(format!("{} {}", form.action.trim_end_matches(char::is_numeric), f.name));
                        }
                        let value = if typed { SCRIPT.to_owned() } else { f.value.clone() };
                        (f.name.clone(), value)
                    })
                    .collect();
                if typed.iter().all(|(_, v)| v != SCRIPT) {
                    continue;
                }
                let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
                let said = browser.post(&form.action, &typed).await;
                tells_nothing(&said, &form.action);
                assert!(
                    !runs(&said.body),
                    "{login} {}: a script runs: {}",
                    form.action,
                    said.body
                );
                posted += 1;
            }
        }
        // Everything once more, now that all of it was typed.
        for path in seen {
            let page = browser.get(&path).await;
            tells_nothing(&page, &path);
            let html = page.header("content-type").starts_with("text/html");
            assert!(!html || !runs(&page.body), "{login} {path}: a script runs afterwards");
        }
    }
    assert!(
        posted > 20 && fields.len() > 25,
        "{posted} forms, {} fields: {fields:?}",
        fields.len()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_changing_route_answers_nonsense_in_words() {
    let office = office();
    let server = &office.server;
    let long = "x".repeat(300_000);
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("application/json", b"{".to_vec()),
        ("application/json", b"[1,2,".to_vec()),
        ("application/json", b"{\"a\":\"\xff\xfe\"}".to_vec()),
        (
            "application/json",
            format!("{}1{}", "[".repeat(5000), "]".repeat(5000)).into_bytes(),
        ),
        (
            "application/json",
            b"{\"items\":[{\"node\":null,\"value\":1e999}]}".to_vec(),
        ),
        ("application/xml", b"<a/>".to_vec()),
        ("text/plain", b"x".to_vec()),
        (
            "application/x-www-form-urlencoded",
            b"%ff%fe=%c3%28&a=%zz&=&&;".to_vec(),
        ),
        (
            "application/x-www-form-urlencoded",
            b"version=99999999999999999999&id=-1&unit=1%00".to_vec(),
        ),
        (
            "application/x-www-form-urlencoded",
            format!("name={long}&title={long}&reason={long}&text={long}").into_bytes(),
        ),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Disposition: form-data".to_vec(),
        ),
        ("multipart/form-data", b"--b--".to_vec()),
    ];
    for login in ["leader", "head", "root"] {
        let mut browser = server.signed_in(login).await;
        for route in table() {
            let skipped = ["/sign-out", "/account/password", "/settings/backup"].contains(&route.path);
            if route.verb.is_safe() || skipped || matches!(route.access, Access::Guessing) {
                continue;
            }
            let mut first = true;
            let mut path = String::new();
            for part in route.path.split('/').skip(1) {
                path += "/";
                path += &match (part.starts_with('{'), std::mem::take(&mut first)) {
                    (true, _) => "1".to_owned(),
                    (false, _) => part.to_owned(),
                };
            }
            for (media, body) in &bodies {
                let said = raw(
                    &browser,
                    server,
                    route.verb.text(),
                    &path,
                    (media, Body::from(body.clone())),
                )
                .await;
                tells_nothing(&said, &format!("{login} {route:?} {media}"));
                if route.path.starts_with("/api/") && said.status.is_client_error() {
                    let problem = said.header("content-type").starts_with("application/problem+json");
                    assert!(problem, "{route:?} {media}: {}", said.body);
                }
            }
        }
        // Still signed in, still working.
        assert_eq!(browser.get("/").await.status, StatusCode::OK);
    }
    // Ids that are none.
    let mut browser = server.signed_in("root").await;
    for path in [
        "/reports/99999999999999999999",
        "/reports/-1",
        "/reports/abc",
        "/reports/1%00",
        "/rounds/1'--",
        "/units/%ff",
        "/files/0x10",
        "/api/v1/reports/1e3",
    ] {
        let said = browser.get(path).await;
        assert!(said.status.is_client_error(), "{path}: {}", said.status);
        tells_nothing(&said, path);
    }
    let broken = server.system(|cycle, call| audit::verify(cycle, call).unwrap().breaks);
    assert_eq!(broken, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_twice_happened_once() {
    let office = office();
    let server = &office.server;
    let id = office.draft(office.opened.report, "Đã hoàn thành nội dung được giao");
    let mut browser = server.signed_in("leader").await;
    let place = format!("/reports/{}", office.opened.report);
    let seen = browser.get(&format!("{place}/submit")).await.field("seen");
    let id = id.0.to_string();
    let fields = [
        ("submission", id.as_str()),
        ("note", "rà soát"),
        ("seen", seen.as_str()),
    ];
    // Both clicks of a double click are on their way at once.
    let mut second = server.browser();
    second.cookies.clone_from(&browser.cookies);
    second.token.clone_from(&browser.token);
    let path = format!("{place}/submit");
    let (first, again) = tokio::join!(browser.post(&path, &fields), second.post(&path, &fields));
    for said in [&first, &again] {
        assert!(!said.status.is_server_error(), "{}", said.body);
        tells_nothing(said, &path);
    }
    let sent = [&first, &again]
        .iter()
        .filter(|a| a.place().ends_with("/receipt"))
        .count();
    assert!(sent >= 1, "{} {}", first.body, again.body);
    let attempts = server.system(|cycle, call| {
        let page = reports::page(cycle, call, office.opened.report, None).unwrap();
        page.attempts.len()
    });
    assert_eq!(attempts, 1);
    let events = server
        .cycle()
        .store
        .read(|db| tonghop_store::events::count(db, tonghop_model::cycle::EventKind::Submitted));
    assert_eq!(events.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_attempts_from_one_address_lock_nobody_else_out() {
    let mut config = Config::new("http://localhost");
    config.behind_proxy = true;
    let server = Server::with(config, true);
    let (own, _) = server.communes();
    server.person("an", "Nguyễn An", Some((Role::CommuneEditor, own)));
    let mut attacker = server.browser();
    attacker.get("/sign-in").await;
    attacker.headers = vec![("x-forwarded-for", "203.0.113.9".into())];
    let mut stopped = 0;
    for _ in 0..10_000 {
        let said = attacker.post("/sign-in", &[("login", "an"), ("password", "x")]).await;
        if said.status == StatusCode::TOO_MANY_REQUESTS {
            stopped += 1;
        } else {
            tells_nothing(&said, "/sign-in");
        }
    }
    assert!(stopped > 9_900, "{stopped}");
    assert!(server.app.attempts().callers() < 10);
    // The person whose name was tried signs in from the office.
    let mut browser = server.browser();
    browser.headers = vec![("x-forwarded-for", "198.51.100.7".into())];
    browser.get("/sign-in").await;
    let said = browser
        .post("/sign-in", &[("login", "an"), ("password", PASSWORD)])
        .await;
    assert_eq!(
        (said.status, said.place()),
        (StatusCode::SEE_OTHER, "/"),
        "{}",
        said.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_taken_while_people_work_is_whole_and_recorded() {
    let office = office();
    let server = &office.server;
    let sent = office.sent(office.there, "Đã hoàn thành nội dung được giao");
    let mut head = server.signed_in("head").await;
    head.get("/account").await;
    assert_eq!(head.post("/settings/backup", &[]).await.status, StatusCode::FORBIDDEN);
    let browser = server.signed_in("root").await;
    let media = "application/x-www-form-urlencoded";
    let cookies: Vec<String> = browser.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
    let request = Request::builder()
        .method("POST")
        .uri("/settings/backup")
        .header(COOKIE, cookies.join("; "))
        .header(CONTENT_TYPE, media)
        .body(Body::from(format!("csrf={}", browser.token)))
        .unwrap();
    let response = server.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    // Somebody saves while it is being written.
    office.draft(office.opened.report, "trong khi sao lưu");
    let file = response.into_body().collect().await.unwrap().to_bytes();
    let folder = std::env::temp_dir().join(format!("tonghop-restore-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let url = folder.join("r.db").to_string_lossy().into_owned();
    let store = tonghop_store::Store::open(&url).unwrap();
    let cycle = tonghop_app::cycle::Cycle::new(store, Arc::clone(&server.cycle().engine));
    server.system(|_, call| {
        tonghop_app::cycle::system::restore(&cycle, call, &file[..]).unwrap();
        let page = reports::page(&cycle, call, office.there, None).unwrap();
        assert_eq!(page.submission.unwrap().id, sent);
        assert_eq!(audit::verify(&cycle, call).unwrap().breaks, []);
        // Half of it is no backup.
        let store = tonghop_store::Store::open(&folder.join("h.db").to_string_lossy()).unwrap();
        let half = tonghop_app::cycle::Cycle::new(store, Arc::clone(&server.cycle().engine));
        assert!(tonghop_app::cycle::system::restore(&half, call, &file[..file.len() / 2]).is_err());
    });
    let recorded = server
        .cycle()
        .store
        .read(|db| tonghop_store::events::count(db, tonghop_model::cycle::EventKind::BackedUp));
    assert_eq!(recorded.unwrap(), 1);
    let _ = std::fs::remove_dir_all(folder);
}

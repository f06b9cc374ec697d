//! Every route × every role × a commune and the province, asked with things of somebody else: the answer follows from the route's rule and nothing else.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::{Answer, DEADLINE, Opened, Server};
use tonghop_app::cycle::{people, reports, rounds};
use tonghop_model::cycle::{AccountId, Action, Role, UnitId};
use tonghop_store::{StoreError, editions, files, findings};
use tonghop_web::Config;
use tonghop_web::routes::{Access, Route, Target, table};

/// The path with its parameters filled: the first by the thing's id.
fn filled(route: &Route, id: i64) -> String {
    let mut path = String::new();
    let mut first = true;
    for part in route.path.split('/').skip(1) {
        path.push('/');
        if part.starts_with('{') {
            path += &if first { id.to_string() } else { "1".into() };
            first = false;
        } else {
            path += part;
        }
    }
    path
}

fn asks_to_sign_in(answer: &Answer) -> bool {
    answer.status == StatusCode::UNAUTHORIZED
        || answer.status == StatusCode::SEE_OTHER && answer.place().starts_with("/sign-in")
}

/// Routes that end the session they are asked with.
fn ends_session(route: &Route) -> bool {
    matches!(route.path, "/sign-out" | "/account/password")
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_signed_in_reaches_public_routes_only() {
    let server = Server::new();
    for route in table() {
        let mut browser = server.browser();
        browser.get("/sign-in").await;
        let answer = ask(&mut browser, &route, 1).await;
        let open = matches!(route.access, Access::Public | Access::Guessing);
        assert_eq!(asks_to_sign_in(&answer), !open, "{route:?}: {}", answer.status);
        assert!(
            answer.status != StatusCode::INTERNAL_SERVER_ERROR,
            "{route:?}: {}",
            answer.body
        );
    }
}

async fn ask(browser: &mut common::Browser, route: &Route, id: i64) -> Answer {
    let path = filled(route, id);
    match route.verb.text() {
        "GET" => browser.get(&path).await,
        "POST" if !route.path.starts_with("/api/") => browser.post(&path, &[]).await,
        verb => {
            browser.headers = vec![("x-csrf-token", browser.token.clone())];
            let answer = browser.send(verb, &path, "application/json", "{}".into()).await;
            browser.headers.clear();
            answer
        }
    }
}

/// Ids of one thing of each kind that belong to a unit.
struct Things {
    unit: i64,
    report: i64,
    submission: i64,
    attachment: i64,
    candidate: i64,
    finding: i64,
    recommendation: i64,
    commitment: i64,
}

impl Things {
    fn id(&self, target: Target) -> i64 {
        match target {
            Target::Unit => self.unit,
            Target::Report => self.report,
            Target::Submission => self.submission,
            Target::Attachment => self.attachment,
            Target::Candidate => self.candidate,
            Target::Finding => self.finding,
            Target::Recommendation => self.recommendation,
            Target::Commitment => self.commitment,
        }
    }

    /// Puts one of each there, past all rules: only whose it is matters.
    fn of(server: &Server, unit: UnitId, opened: &Opened) -> Self {
        let report = server.system(|cycle, call| rounds::find_report(cycle, call, opened.round, unit).unwrap());
        let submission = server.system(|cycle, call| reports::start(cycle, call, report).unwrap());
        let (report, submission, round) = (report.0, submission.0, opened.round.0);
        let made = server.cycle().store.write(|db| {
            let bytes = unit.0.to_string();
            let file = files::FileRow {
                digest: format!("{:064}", unit.0),
                media_type: "text/plain".into(),
                size: bytes.len() as i64,
                stored_at: 0,
            };
            files::store_file(db, &file, bytes.as_bytes())?;
            let attached = files::NewAttachment {
                report_id: report,
                submission_id: Some(submission),
                node: None,
                kind: "report",
                digest: &file.digest,
                name: "bao-cao.txt",
                added_by: "thử",
                added_at: 0,
            };
            let attachment = files::attach(db, &attached)?;
            let reading = files::queue_reading(db, attachment, submission, "thử", 0)?;
            files::insert_candidates(db, &[candidate(reading, submission)])?;
            findings::replace(db, submission, &[finding(submission)])?;
            let whose = editions::Whose {
                submission,
                report,
                round,
                unit: unit.0,
            };
            editions::insert_recommendations(db, whose, &[&"Đề nghị hướng dẫn".to_owned()])?;
            let promise = ("Hoàn thành".to_owned(), "Hoàn thành".to_owned(), None);
            editions::insert_commitments(db, whose, &[&promise])?;
            let asked = editions::recommendations(db, Some(round))?;
            let promised = editions::commitments(db, Some(round))?;
            Ok::<_, StoreError>(Self {
                unit: unit.0,
                report,
                submission,
                attachment,
                candidate: files::candidates(db, submission)?[0].id,
                finding: findings::of_submission(db, submission)?[0].id,
                recommendation: asked.iter().find(|r| r.unit_id == unit.0).unwrap().id,
                commitment: promised.iter().find(|c| c.unit_id == unit.0).unwrap().id,
            })
        });
        made.unwrap()
    }
}

fn candidate(reading_id: i64, submission_id: i64) -> files::NewCandidate {
    files::NewCandidate {
        reading_id,
        submission_id,
        node: None,
        kind: "task".into(),
        label: "Nhiệm vụ".into(),
        status: String::new(),
        class: "unknown".into(),
        percent: None,
        result: String::new(),
        value: None,
        numerator: None,
        denominator: None,
        unit_of_measure: None,
        qualifier: None,
        as_of_from: None,
        as_of_to: None,
        sentence: String::new(),
        span: "null".into(),
        confidence: 0.5,
        remembered: false,
        state: "open".into(),
        version: 1,
        memory: None,
        own: None,
    }
}

fn finding(submission_id: i64) -> findings::NewFinding {
    findings::NewFinding {
        submission_id,
        node: None,
        check_code: "X".into(),
        rule: "x".into(),
        severity: "warning".into(),
        message_vi: "Cần xem lại".into(),
        message_en: "Look again".into(),
        expected: None,
        actual: None,
        quotes: "[]".into(),
        fingerprint: submission_id.to_string(),
        explanation: None,
        explained_by: None,
        expected_en: None,
        actual_en: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_reaches_what_its_rule_allows_and_nothing_else() {
    let mut config = Config::new("http://localhost");
    config.limits.attempts_per_minute = 10_000;
    let server = Server::with(config, true);
    let (own, foreign) = server.communes();
    let opened = server.open_round(own, DEADLINE);
    let others = Things::of(&server, foreign, &opened);
    // The chief of the province: what a role in one commune must never reach.
    server.person("chief", "Lãnh đạo", Some((Role::DepartmentHead, server.province())));
    let chief = account(&server, "chief");
    for (place, at_root) in [(own, false), (server.province(), true)] {
        for role in Role::GRANTABLE {
            let login = format!("{}-{at_root}", role.key().replace('_', "-"));
            server.person(&login, &login, Some((role, place)));
            let mut browser = server.signed_in(&login).await;
            for route in table().iter().filter(|r| !ends_session(r)) {
                let id = match route.access {
                    Access::On(_, target) => others.id(target),
                    _ if is_of_person(route) => chief,
                    _ => 99_999_999,
                };
                // What a role at the root may, it would do here: to what belongs to everybody below.
                if at_root && !route.verb.is_safe() && !matches!(route.access, Access::Whole(_)) {
                    continue;
                }
                let answer = ask(&mut browser, route, id).await;
                check(route, role, at_root, &answer);
            }
        }
    }
    // Nobody from the commune did anything to the chief.
    let chief = server.system(|cycle, call| people::person(cycle, call, AccountId(chief)).unwrap());
    assert_eq!((chief.state.as_str(), chief.grants.len()), ("active", 1));
}

fn account(server: &Server, login: &str) -> i64 {
    server.system(|cycle, call| {
        let all = people::list(cycle, call).unwrap();
        all.iter().find(|p| p.login == login).unwrap().id.0
    })
}

fn is_of_person(route: &Route) -> bool {
    route.path.contains("/people/{id}")
}

fn check(route: &Route, role: Role, at_root: bool, answer: &Answer) {
    let place = format!(
        "{route:?} as {role:?}, at the root: {at_root}: {} {}",
        answer.status, answer.body
    );
    assert!(!asks_to_sign_in(answer), "{place}");
    assert!(!answer.status.is_server_error(), "{place}");
    let refused = answer.status == StatusCode::FORBIDDEN;
    match route.access {
        Access::Public | Access::Guessing | Access::SignedIn => assert!(!refused, "{place}"),
        Access::Can(action) if is_of_person(route) && !at_root => {
            // The chief is no more to be seen than somebody who does not exist.
            let expected = match role.allows(action) {
                true => StatusCode::NOT_FOUND,
                false => StatusCode::FORBIDDEN,
            };
            let unread = answer.status == StatusCode::UNPROCESSABLE_ENTITY || answer.status == StatusCode::BAD_REQUEST;
            assert!(answer.status == expected || (unread && role.allows(action)), "{place}");
        }
        Access::Can(action) => {
            // A use case may refuse what lies outside of the subtree although the action is allowed somewhere.
            assert!(refused || role.allows(action), "{place}");
            let decided = route.path.contains('{') || WITHIN.contains(&route.path);
            assert!(!refused || !role.allows(action) || decided, "{place}");
        }
        Access::Whole(action) => assert_eq!(refused, !(at_root && role.allows(action)), "{place}"),
        Access::On(action, _) => {
            let expected = match (role.allows(action), at_root) {
                (false, _) => Some(StatusCode::FORBIDDEN),
                (true, false) => Some(StatusCode::NOT_FOUND),
                (true, true) => None,
            };
            match expected {
                Some(status) => assert_eq!(answer.status, status, "{place}"),
                None => assert!(!refused, "{place}"),
            }
        }
        Access::Monitor => {
            let may = at_root && role.allows(Action::ManageSystem);
            assert_eq!(answer.status == StatusCode::OK, may, "{place}");
        }
    }
}

/// Routes without a thing in their path whose use case asks for more than the right somewhere.
const WITHIN: &[&str] = &["/templates/new", "/api/v1/templates", "/api/v1/templates/from-document"];

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_of_another_subtree_does_not_exist() {
    let server = Server::new();
    let (own, UnitId(foreign)) = server.communes();
    server.person("editor", "Cán bộ", Some((Role::CommuneEditor, own)));
    let mut browser = server.signed_in("editor").await;
    let there = browser.get(&format!("/units/{foreign}")).await;
    let nowhere = browser.get("/units/99999999").await;
    assert_eq!(
        (there.status, nowhere.status),
        (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND)
    );
    let list = browser.get("/units").await;
    assert!(list.body.contains(&format!("/units/{}\"", own.0)));
    assert!(!list.body.contains(&format!("/units/{foreign}\"")));
}

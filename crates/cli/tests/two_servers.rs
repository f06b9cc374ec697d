//! Two real servers on one database: no update is lost, nothing happens twice, and what was acknowledged over HTTP
//! survives a server that is killed in the middle of its work.

#![allow(clippy::unwrap_used)] // helpers of tests

mod served;

use serde_json::{Value, json};
use served::{Client, Province, Server, databases, province};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tonghop_app::cycle::{Call, audit, reports};
use tonghop_model::cycle::{Actor, EventKind, ReportId, SubmissionState};
use tonghop_store::{StoreError, events};

/// Submissions of which a server is killed in the middle.
const SUBMISSIONS: usize = 1000;

fn count(province: &Province, kind: EventKind) -> i64 {
    let counted = province.cycle.store.read(|db| events::count(db, kind));
    counted.unwrap_or_else(|e: StoreError| panic!("{e}"))
}

fn call(actor: &Actor) -> Call<'_> {
    Call {
        actor,
        now: served::now(),
        address: "",
    }
}

fn answer(node: &str, result: &str) -> Value {
    json!({ "node": node, "answer": { "status": "Đáp ứng", "result": result } })
}

fn whole(province: &Province) {
    let system = Actor::system("thử");
    assert_eq!(audit::verify(&province.cycle, &call(&system)).unwrap().breaks, []);
}

#[test]
fn edits_sendings_and_reviews_over_two_servers_happen_once_each() {
    // SQLite has one server: there both connections go to it.
    for (url, folder) in databases() {
        let several = url.starts_with("postgres");
        let province = province(url, folder, 1);
        let servers: Vec<Server> = (0..if several { 2 } else { 1 })
            .map(|_| Server::start(&province))
            .collect();
        let addresses: Vec<SocketAddr> = servers.iter().map(|s| s.address).collect();
        edit(&province, &addresses);
        send_and_review(&province, &addresses);
        whole(&province);
    }
}

/// Several people write into one field through both servers: each adds a word to what is there.
fn edit(province: &Province, addresses: &[SocketAddr]) {
    let report = province.reports[0];
    let begun = Client::new(addresses[0], &province.leader).unwrap().send(
        "POST",
        &format!("/api/v1/reports/{report}/draft"),
        "",
        None,
    );
    assert_eq!(begun.unwrap().status, 200);
    let path = format!("/api/v1/reports/{report}/items/{}", province.node);
    let saved = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let (path, saved) = (&path, &saved);
            scope.spawn(move || {
                let mut client = Client::new(addresses[worker % addresses.len()], &province.leader).unwrap();
                for number in 0..8 {
                    add_word(&mut client, path, report, &province.node, &format!("{worker}.{number}"));
                    saved.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let saved = saved.into_inner();
    let system = Actor::system("thử");
    let page = reports::page(&province.cycle, &call(&system), report, None).unwrap();
    let item = page.items.iter().find(|i| i.node == province.node).unwrap();
    assert_eq!(item.result.split_whitespace().count(), saved, "{}", item.result);
    assert_eq!(count(province, EventKind::ItemsSaved), saved as i64);
}

fn add_word(client: &mut Client, path: &str, report: ReportId, node: &str, word: &str) {
    for _ in 0..1000 {
        let page = client
            .send("GET", &format!("/api/v1/reports/{report}"), "", None)
            .unwrap();
        let items = page.body["items"].as_array().cloned().unwrap_or_default();
        let present = items.iter().find(|i| i["node"] == node);
        let (version, text) = present.map_or((0, ""), |i| {
            (i["version"].as_i64().unwrap_or(0), i["result"].as_str().unwrap_or(""))
        });
        let body = json!({ "version": version, "result": format!("{text} {word}") });
        let said = client.send("PUT", path, "", Some(body)).unwrap();
        match said.status {
            200 => return,
            409 => {}
            other => panic!("{other}: {}", said.body),
        }
    }
    panic!("never saved");
}

/// Each report is sent by four people at once with one key, and its review begun by all of them.
fn send_and_review(province: &Province, addresses: &[SocketAddr]) {
    const REPORTS: usize = 6;
    let fresh = AtomicUsize::new(0);
    let begun = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let (fresh, begun) = (&fresh, &begun);
            scope.spawn(move || {
                let address = addresses[worker % addresses.len()];
                let mut leader = Client::new(address, &province.leader).unwrap();
                let mut reviewer = Client::new(address, &province.reviewer).unwrap();
                for report in &province.reports[1..=REPORTS] {
                    let body = json!({ "items": [answer(&province.node, "Đã hoàn thành")], "note": "rà soát" });
                    let path = format!("/api/v1/reports/{report}/intake");
                    let sent = loop {
                        let said = leader
                            .send("POST", &path, &format!("once-{report}"), Some(body.clone()))
                            .unwrap();
                        match said.status {
                            200 => break said.body,
                            409 | 422 => {}
                            other => panic!("{other}: {}", said.body),
                        }
                    };
                    fresh.fetch_add(usize::from(sent["repeated"] == false), Ordering::Relaxed);
                    let page = reviewer
                        .send("GET", &format!("/api/v1/reports/{report}"), "", None)
                        .unwrap();
                    let version = page.body["submission"]["version"].as_i64().unwrap();
                    let path = format!("/api/v1/submissions/{}/review", sent["submission"]);
                    let said = reviewer
                        .send("POST", &path, "", Some(json!({ "version": version })))
                        .unwrap();
                    assert!(
                        matches!(said.status, 200..300 | 409 | 422),
                        "{} {}",
                        said.status,
                        said.body
                    );
                    begun.fetch_add(usize::from(said.status < 300), Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!((fresh.into_inner(), begun.into_inner()), (REPORTS, REPORTS));
    assert_eq!(count(province, EventKind::Submitted), REPORTS as i64);
    assert_eq!(count(province, EventKind::ReviewStarted), REPORTS as i64);
}

#[test]
fn what_a_killed_server_acknowledged_is_there() {
    for (url, folder) in databases() {
        let several = url.starts_with("postgres");
        let province = province(url, folder, 11);
        assert!(province.reports.len() >= SUBMISSIONS);
        let mut servers: Vec<Server> = (0..if several { 2 } else { 1 })
            .map(|_| Server::start(&province))
            .collect();
        let addresses: Vec<SocketAddr> = servers.iter().map(|s| s.address).collect();
        let (next, done) = (AtomicUsize::new(0), Mutex::new(HashMap::new()));
        std::thread::scope(|scope| {
            for worker in 0..8 {
                let (next, done, addresses, province) = (&next, &done, &addresses, &province);
                scope.spawn(move || send_until_it_breaks(province, addresses[worker % addresses.len()], next, done));
            }
            // In the middle: some hundred are acknowledged, others are on their way.
            while done.lock().unwrap().len() < SUBMISSIONS / 4 && next.load(Ordering::Relaxed) < SUBMISSIONS {
                std::thread::yield_now();
            }
            servers[0].kill();
        });
        let done = done.into_inner().unwrap();
        assert!(
            several || done.len() < SUBMISSIONS,
            "the server was killed after it was done"
        );
        // What was not acknowledged is sent again with the same key, to the server that lives or a new one.
        let server = Server::start(&province);
        let again = Mutex::new(HashMap::new());
        send_until_it_breaks(&province, server.address, &AtomicUsize::new(0), &again);
        assert_eq!(again.into_inner().unwrap().len(), SUBMISSIONS);
        let system = Actor::system("thử");
        for (report, submission) in &done {
            let page = reports::page(&province.cycle, &call(&system), *report, None).unwrap();
            let kept = page.submission.expect("acknowledged and gone");
            assert_eq!((kept.id.0, kept.state), (*submission, SubmissionState::Submitted));
            assert_eq!(page.attempts.len(), 1);
            assert_eq!(page.items.len(), 1);
        }
        assert_eq!(count(&province, EventKind::Submitted), SUBMISSIONS as i64);
        whole(&province);
    }
}

/// Sends reports to a server, each once, until all are sent or the connection breaks.
fn send_until_it_breaks(
    province: &Province,
    address: SocketAddr,
    next: &AtomicUsize,
    done: &Mutex<HashMap<ReportId, i64>>,
) {
    let Some(mut client) = Client::new(address, &province.leader) else {
        return;
    };
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(report) = province.reports.get(number).filter(|_| number < SUBMISSIONS) else {
            return;
        };
        let body = json!({ "items": [answer(&province.node, "Đã hoàn thành")], "note": "rà soát" });
        let path = format!("/api/v1/reports/{report}/intake");
        let Some(said) = client.send("POST", &path, &format!("k-{report}"), Some(body)) else {
            return;
        };
        assert_eq!(said.status, 200, "{}", said.body);
        let submission = said.body["submission"].as_i64().unwrap();
        done.lock().unwrap().insert(*report, submission);
    }
}

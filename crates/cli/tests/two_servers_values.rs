//! Two real servers on one database: values that are imported while reports are accepted, decisions on one item, and the first
//! start of two servers at once.

#![allow(clippy::unwrap_used)] // helpers of tests

mod served;

use serde_json::json;
use served::{Client, Province, Server, databases, province};
use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use tonghop_app::cycle::rounds::NewRound;
use tonghop_app::cycle::{Call, audit, reports, rounds, templates};
use tonghop_model::cycle::{Actor, EventKind};
use tonghop_store::{Store, StoreError, editions, events};

/// Reports that are accepted while their values are imported.
const REPORTS: usize = 6;

fn count(province: &Province, kind: EventKind) -> usize {
    let counted = province.cycle.store.read(|db| events::count(db, kind));
    usize::try_from(counted.unwrap_or_else(|e: StoreError| panic!("{e}"))).unwrap()
}

/// Servers on the database of a province: two on PostgreSQL; a SQLite file has one.
fn servers(province: &Province) -> Vec<Server> {
    let several = province.url.starts_with("postgres");
    (0..if several { 2 } else { 1 })
        .map(|_| Server::start(province))
        .collect()
}

fn whole(province: &Province) {
    let system = Actor::system("thử");
    let call = Call {
        actor: &system,
        now: served::now(),
        address: "",
    };
    assert_eq!(audit::verify(&province.cycle, &call).unwrap().breaks, []);
}

#[test]
fn values_imported_while_reports_are_accepted_count_once_each() {
    for (url, folder) in databases() {
        let mut province = province(url, folder, 1);
        let (codes, indicator) = owed(&mut province);
        let running = servers(&province);
        let (first, last) = (running[0].address, running.last().unwrap().address);
        let mut leader = Client::new(first, &province.leader).unwrap();
        let sent: Vec<i64> = province.reports[..REPORTS]
            .iter()
            .map(|report| {
                let items = json!([
                    { "node": province.node, "answer": { "status": "Đáp ứng", "result": "Đã hoàn thành nội dung được giao" } },
                    { "node": indicator, "answer": { "value": 7.0 } },
                ]);
                let path = format!("/api/v1/reports/{report}/intake");
                let body = json!({ "items": items, "note": "rà soát" });
                let said = leader.send("POST", &path, &format!("k-{report}"), Some(body)).unwrap();
                assert_eq!(said.status, 200, "{}", said.body);
                said.body["submission"].as_i64().unwrap()
            })
            .collect();
        let barrier = Barrier::new(3);
        let (imports, accepted) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for (number, address) in [(0, first), (1, last)] {
                let (barrier, imports, codes, indicator, province) =
                    (&barrier, &imports, &codes, &indicator, &province);
                scope.spawn(move || {
                    barrier.wait();
                    imports.fetch_add(import(province, address, number, codes, indicator), Ordering::Relaxed);
                });
            }
            let (barrier, accepted, sent, province) = (&barrier, &accepted, &sent, &province);
            scope.spawn(move || {
                barrier.wait();
                accepted.fetch_add(accept(province, last, sent), Ordering::Relaxed);
            });
        });
        let (imports, accepted) = (imports.into_inner(), accepted.into_inner());
        assert_eq!(accepted, REPORTS);
        assert_eq!(count(&province, EventKind::ValuesImported), imports);
        let present = province
            .cycle
            .store
            .read(|db| editions::present(db, province.rounds[0].0));
        let present = present.unwrap_or_else(|e: StoreError| panic!("{e}"));
        let of_indicator = present.iter().filter(|(element, _)| *element == indicator);
        let units: Vec<i64> = of_indicator.map(|(_, value)| value.unit_id).collect();
        assert_eq!(
            units.len(),
            units.iter().collect::<HashSet<_>>().len(),
            "one value each"
        );
        assert_eq!(units.len(), REPORTS, "and none is lost");
        whole(&province);
    }
}

/// Opens a round whose template asks for a count, in the place of the one that is there: codes of the units whose reports are
/// sent, and the indicator.
fn owed(province: &mut Province) -> (Vec<String>, String) {
    let system = Actor::system("thử");
    let call = Call {
        actor: &system,
        now: served::now(),
        address: "",
    };
    let cycle = &province.cycle;
    let counted = cycle.engine.catalogue.indicators.iter().find(|i| !i.is_ratio());
    let indicator = counted.unwrap().code.clone();
    let before = rounds::get(cycle, &call, province.rounds[0]).unwrap();
    let draft = templates::draft(cycle, &call, before.template).unwrap();
    let mut template = templates::get(cycle, &call, draft).unwrap();
    template.content.indicators.push(indicator.clone());
    let (title, content) = (&template.title, &template.content);
    templates::edit(cycle, &call, draft, template.version, title, content).unwrap();
    let version = templates::get(cycle, &call, draft).unwrap().version;
    templates::publish(cycle, &call, draft, version).unwrap();
    let input = NewRound {
        title: "Đợt có chỉ tiêu".into(),
        request_number: "2/SKHCN".into(),
        request_date: None,
        request_issuer: "Sở Khoa học và Công nghệ".into(),
        template: draft,
        unit: before.unit,
        period: "nd09:2001-Y".parse().unwrap(),
        cut_off: Some(call.today()),
        deadline: call.today(),
        exempt: Vec::new(),
    };
    let round = rounds::open(cycle, &call, &input).unwrap().round;
    let units = reports::mine(cycle, &call, Some(round)).unwrap();
    let codes = units.iter().take(REPORTS).map(|o| o.unit_code.clone()).collect();
    province.reports = units.iter().map(|o| o.report).collect();
    province.rounds = vec![round];
    (codes, indicator)
}

/// Imports values of all units again and again; how many imports were acknowledged.
fn import(province: &Province, address: SocketAddr, number: usize, codes: &[String], indicator: &str) -> usize {
    let mut head = Client::new(address, &province.head).unwrap();
    let path = format!("/api/v1/rounds/{}/imports", province.rounds[0]);
    let mut done = 0;
    for time in 0..8 {
        let value = 100 + number * 10 + time;
        let rows: Vec<_> = codes
            .iter()
            .map(|unit| json!({ "unit": unit, "indicator": indicator, "value": value }))
            .collect();
        let body = json!({ "rows": rows, "replace_accepted": true });
        let said = head
            .send("POST", &path, &format!("i-{number}-{time}"), Some(body))
            .unwrap();
        assert!(matches!(said.status, 200 | 409), "{} {}", said.status, said.body);
        done += usize::from(said.status == 200);
    }
    done
}

/// Begins the review of each report and accepts it; how many were accepted.
fn accept(province: &Province, address: SocketAddr, sent: &[i64]) -> usize {
    let mut reviewer = Client::new(address, &province.reviewer).unwrap();
    let mut head = Client::new(address, &province.head).unwrap();
    let mut done = 0;
    for (report, submission) in province.reports.iter().zip(sent) {
        let page = reviewer
            .send("GET", &format!("/api/v1/reports/{report}"), "", None)
            .unwrap();
        let version = page.body["submission"]["version"].as_i64().unwrap();
        let begin = format!("/api/v1/submissions/{submission}/review");
        let said = reviewer
            .send("POST", &begin, "", Some(json!({ "version": version })))
            .unwrap();
        assert!(said.status < 300, "{} {}", said.status, said.body);
        let path = format!("/api/v1/submissions/{submission}/accept");
        let said = head
            .send("POST", &path, "", Some(json!({ "version": version + 1 })))
            .unwrap();
        assert_eq!(said.status, 200, "{}", said.body);
        done += 1;
    }
    done
}

#[test]
fn of_two_decisions_on_one_item_at_once_one_is_made() {
    for (url, folder) in databases() {
        let province = province(url, folder, 1);
        let running = servers(&province);
        let (first, last) = (running[0].address, running.last().unwrap().address);
        let report = province.reports[0];
        let items =
            json!([{ "node": province.node, "answer": { "status": "Đáp ứng", "result": "Đã hoàn thành nội dung" } }]);
        let body = json!({ "items": items, "note": "rà soát" });
        let mut leader = Client::new(first, &province.leader).unwrap();
        let path = format!("/api/v1/reports/{report}/intake");
        let sent = leader.send("POST", &path, "k", Some(body)).unwrap();
        let submission = sent.body["submission"].as_i64().unwrap();
        let mut reviewer = Client::new(first, &province.reviewer).unwrap();
        let page = reviewer
            .send("GET", &format!("/api/v1/reports/{report}"), "", None)
            .unwrap();
        let version = page.body["submission"]["version"].clone();
        let begin = format!("/api/v1/submissions/{submission}/review");
        let said = reviewer
            .send("POST", &begin, "", Some(json!({ "version": version })))
            .unwrap();
        assert!(said.status < 300, "{} {}", said.status, said.body);
        let path = format!("/api/v1/submissions/{submission}/decisions/{}", province.node);
        let barrier = Barrier::new(2);
        let due = served::now().day_in_vietnam().plus_days(30).to_string();
        let return_it = |address, reason: &str| {
            let mut reviewer = Client::new(address, &province.reviewer).unwrap();
            let body = json!({ "decision": "returned", "reason": reason, "due": due, "version": 0 });
            barrier.wait();
            reviewer.send("PUT", &path, "", Some(body)).unwrap().status
        };
        let both = std::thread::scope(|scope| {
            let one = scope.spawn(|| return_it(first, "Thiếu số liệu"));
            let other = scope.spawn(|| return_it(last, "Sai số liệu"));
            [one.join().unwrap(), other.join().unwrap()]
        });
        let made = both.iter().filter(|status| **status < 300).count();
        assert_eq!(made, 1, "of two that saw the same, one counts: {both:?}");
        assert!(both.contains(&409), "the other is told: {both:?}");
        whole(&province);
    }
}

#[test]
fn two_servers_that_start_at_once_on_something_new_both_come_up() {
    for (url, folder) in databases() {
        let mut running = [Server::begin(&url, &folder), Server::begin(&url, &folder)];
        running.iter_mut().for_each(Server::wait);
        let store = Store::open(&url).unwrap();
        assert_eq!(store.pending().unwrap(), Vec::<&str>::new());
        let verified = store.read(events::verify).unwrap();
        assert_eq!(verified.breaks, [], "every chain is there once");
        for server in &running {
            let mut visitor = Client::new(server.address, "").unwrap();
            let page = visitor.send("GET", "/", "", None).unwrap();
            assert!(page.status < 400, "it waits for its set-up: {}", page.status);
        }
        drop(running);
        let _ = std::fs::remove_dir_all(&folder);
    }
}

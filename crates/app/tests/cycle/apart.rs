//! Two servers on one database: what must not happen at once happens one after the other.

use crate::fixture::{Fixture, call, on_each, open, report, task};
use std::sync::Barrier;
use tonghop_app::cycle::reports::{self, Intake};
use tonghop_app::cycle::{CycleError, review, rounds, system};
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::{Action, EventKind, ReviewDecision};
use tonghop_store::events::{self, EventFilter};
use tonghop_store::locks::{self, Lock};
use tonghop_store::{StoreError, editions, rounds as store_rounds, submissions};

/// Reports that are sent while somebody types.
const REPORTS: usize = 12;

/// Kinds of what happened to a thing, oldest first.
fn history(f: &Fixture, subject: (&str, i64)) -> Vec<EventKind> {
    let filter = EventFilter {
        limit: 1000,
        ..EventFilter::default()
    };
    let mut rows = f.cycle.store.read(|db| events::list(db, &filter)).unwrap();
    // Events of one thing are in one chain.
    rows.retain(|r| (r.subject_kind.as_str(), r.subject_id) == subject);
    rows.sort_by_key(|r| r.seq);
    rows.iter().filter_map(|r| EventKind::from_key(&r.kind)).collect()
}

fn node(f: &Fixture, number: usize) -> String {
    let page = reports::page(&f.cycle, &call(&f.system), report(f, 0), None).unwrap();
    page.template.content.tasks[number].node.clone()
}

fn intake(f: &Fixture, commune: usize, key: &str) -> SubmissionId {
    let items = vec![task(&node(f, 0), 0, "Đáp ứng", "Đã hoàn thành nội dung được giao")];
    let input = Intake {
        items,
        key: key.into(),
        note: Some("rà soát".into()),
        ..Intake::default()
    };
    reports::intake(&f.cycle, &call(&f.system), report(f, commune), &input)
        .unwrap()
        .submission
}

#[test]
fn no_answer_is_saved_into_a_report_that_was_sent() {
    on_each(|f| {
        let servers = [open(&f.url), open(&f.url)];
        let nodes = [node(f, 0), node(f, 1)];
        for commune in 0..REPORTS {
            let own = call(&f.system);
            let id = report(f, commune);
            let draft = reports::start(&f.cycle, &own, id).unwrap();
            let first = task(&nodes[0], 0, "Đáp ứng", "Đã hoàn thành nội dung được giao");
            reports::save_item(&f.cycle, &own, draft, &first).unwrap();
            let barrier = Barrier::new(2);
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    barrier.wait();
                    let mut version = 0;
                    for number in 0..500 {
                        let typed = task(&nodes[1], version, "Đáp ứng", &format!("Lần {number}"));
                        match reports::save_item(&servers[0], &call(&f.system), draft, &typed) {
                            Ok(item) => version = item.version,
                            Err(CycleError::Refused(_)) => return,
                            Err(other) => panic!("{other}"),
                        }
                    }
                });
                scope.spawn(|| {
                    barrier.wait();
                    loop {
                        match reports::submit(&servers[1], &call(&f.system), draft, "", Some("rà soát")) {
                            Ok(_) => break,
                            Err(CycleError::Conflict(_)) => {}
                            Err(other) => panic!("{other}"),
                        }
                    }
                });
            });
            let happened = history(f, ("submission", draft.0));
            let last = happened.iter().rposition(|k| *k == EventKind::ItemsSaved);
            let sending = happened.iter().position(|k| *k == EventKind::Submitted);
            assert!(sending > last, "{happened:?}");
        }
    });
}

/// Does `held` in a transaction that stays open until the other server had time for `work`.
fn meanwhile<T: Send>(held: impl FnOnce(&dyn Fn()) + Send, work: impl FnOnce() -> T + Send) -> T {
    let barrier = Barrier::new(2);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            held(&|| {
                barrier.wait();
                // Who did not wait for this transaction would be done by now.
                std::thread::sleep(std::time::Duration::from_millis(300));
            });
        });
        let worked = scope.spawn(|| {
            barrier.wait();
            work()
        });
        worked.join().unwrap()
    })
}

#[test]
fn nothing_is_sent_to_a_round_that_is_being_closed() {
    on_each(|f| {
        let servers = [open(&f.url), open(&f.url)];
        let draft = reports::start(&f.cycle, &call(&f.system), report(f, 1)).unwrap();
        let first = task(&node(f, 0), 0, "Đáp ứng", "Đã hoàn thành nội dung được giao");
        reports::save_item(&f.cycle, &call(&f.system), draft, &first).unwrap();
        let version = rounds::get(&f.cycle, &call(&f.head), f.round).unwrap().version;
        let sent = meanwhile(
            |wait| {
                let closed: Result<(), StoreError> = servers[0].store.write(|db| {
                    locks::round(db, f.round.0, Lock::Change)?;
                    store_rounds::set_state(db, f.round.0, version, "closed", None)?;
                    wait();
                    Ok(())
                });
                closed.unwrap();
            },
            || reports::submit(&servers[1], &call(&f.system), draft, "", Some("rà soát")),
        );
        assert_eq!(sent.unwrap_err().code(), "wrong-round-state");
        assert!(!history(f, ("submission", draft.0)).contains(&EventKind::Submitted));
    });
}

#[test]
fn an_answer_that_is_being_saved_is_sent_or_the_sending_is_tried_again() {
    on_each(|f| {
        let servers = [open(&f.url), open(&f.url)];
        let draft = reports::start(&f.cycle, &call(&f.system), report(f, 0)).unwrap();
        let first = task(&node(f, 0), 0, "Đáp ứng", "Đã hoàn thành nội dung được giao");
        reports::save_item(&f.cycle, &call(&f.system), draft, &first).unwrap();
        let sent = meanwhile(
            |wait| {
                let saved: Result<(), StoreError> = servers[0].store.write(|db| {
                    let row = submissions::held(db, draft.0, Lock::Share)?.unwrap();
                    assert_eq!(row.state, "draft");
                    let mut item = submissions::items(db, draft.0)?.remove(0);
                    item.result = "Đã bổ sung".into();
                    submissions::update_item(db, &item, item.version)?;
                    wait();
                    Ok(())
                });
                saved.unwrap();
            },
            || reports::submit(&servers[1], &call(&f.system), draft, "", Some("rà soát")),
        );
        // On SQLite it waits with reading, too.
        assert!(matches!(&sent, Err(CycleError::Conflict(_))), "{sent:?}");
    });
}

#[test]
fn of_two_imports_at_once_one_counts() {
    on_each(|f| {
        let servers = [open(&f.url), open(&f.url)];
        let head = call(&f.head);
        let units = tonghop_app::cycle::units::tree(&f.cycle, &head, Action::ViewUnit).unwrap();
        let codes: Vec<String> = units
            .into_iter()
            .filter(|u| u.level == "commune")
            .map(|u| u.code)
            .collect();
        let rows = |part: f64| -> Vec<system::ImportRow> {
            let row = |unit: &String| system::ImportRow {
                unit: unit.clone(),
                indicator: "T04".into(),
                value: None,
                numerator: Some(part),
                denominator: Some(200.0),
            };
            codes.iter().map(row).collect()
        };
        for _ in 0..4 {
            let barrier = Barrier::new(2);
            std::thread::scope(|scope| {
                for (number, server) in servers.iter().enumerate() {
                    let (barrier, rows) = (&barrier, rows(100.0 * (number + 1) as f64));
                    scope.spawn(move || {
                        barrier.wait();
                        system::import_values(server, &call(&f.head), f.round, &rows, ("", false)).unwrap();
                    });
                }
            });
            let values = f
                .cycle
                .store
                .read(|db| editions::values_of(db, f.round.0, "T04"))
                .unwrap();
            assert_eq!(values.len(), codes.len(), "one value of each unit");
            assert!(
                values.iter().all(|v| v.numerator == values[0].numerator),
                "of one import"
            );
        }
    });
}

#[test]
fn a_decision_that_was_not_seen_is_not_undone() {
    on_each(|f| {
        let id = intake(f, 0, "a");
        let (own, reviewer) = (call(&f.head), call(&f.reviewer));
        let version = |f: &Fixture| {
            let page = reports::page(&f.cycle, &call(&f.system), report(f, 0), None).unwrap();
            page.submission.unwrap().version
        };
        review::start(&f.cycle, &reviewer, id, version(f)).unwrap();
        let node = node(f, 0);
        let returned = ReviewDecision::Returned {
            reason: "Chưa có số liệu".into(),
            due: "2026-06-20".parse().unwrap(),
        };
        let before = version(f);
        review::decide_item(&f.cycle, &reviewer, id, (&node, 0), &returned).unwrap();
        // From a page on which the item was not decided on.
        let late = review::decide_item(&f.cycle, &own, id, (&node, 0), &ReviewDecision::Accepted);
        let Err(CycleError::DecisionConflict(present)) = late else {
            panic!("{late:?}")
        };
        let present = present.unwrap();
        assert_eq!(present.decision, returned);
        let late = review::reopen_item(&f.cycle, &own, id, (&node, 0));
        assert!(matches!(late, Err(CycleError::DecisionConflict(_))));
        assert_eq!(
            review::return_items(&f.cycle, &own, id, before, None)
                .unwrap_err()
                .code(),
            "conflict"
        );
        // The same once more is nothing new.
        review::decide_item(&f.cycle, &own, id, (&node, 0), &returned).unwrap();
        let happened = history(f, ("submission", id.0));
        assert_eq!(happened.iter().filter(|k| **k == EventKind::ItemReturned).count(), 1);
        // Who has seen it may change it.
        review::decide_item(&f.cycle, &own, id, (&node, present.version), &ReviewDecision::Accepted).unwrap();
        let stale = review::reopen_item(&f.cycle, &reviewer, id, (&node, present.version));
        let Err(CycleError::DecisionConflict(present)) = stale else {
            panic!("{stale:?}")
        };
        review::reopen_item(&f.cycle, &reviewer, id, (&node, present.unwrap().version)).unwrap();
    });
}

#[test]
fn what_is_sent_twice_is_made_once() {
    on_each(|f| {
        let servers = [open(&f.url), open(&f.url)];
        let barrier = Barrier::new(4);
        let made: Vec<i64> = std::thread::scope(|scope| {
            let one = |number: usize| {
                let (server, barrier) = (&servers[number % 2], &barrier);
                scope.spawn(move || {
                    barrier.wait();
                    let said = (None, "Đề nghị bổ sung");
                    review::comment_once(server, &call(&f.reviewer), report(f, 0), said, "k")
                        .unwrap()
                        .0
                })
            };
            let threads: Vec<_> = (0..4).map(one).collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        });
        assert!(made.iter().all(|id| *id == made[0]), "{made:?}");
        let page = reports::page(&f.cycle, &call(&f.system), report(f, 0), None).unwrap();
        assert_eq!(page.comments.len(), 1);
        // Another person's request with the same key is another request.
        let said = (None, "Đã bổ sung");
        let other = review::comment_once(&f.cycle, &call(&f.head), report(f, 0), said, "k").unwrap();
        assert_ne!(other.0, made[0]);
    });
}

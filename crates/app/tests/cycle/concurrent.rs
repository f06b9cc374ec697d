//! Two servers on one database: no update is lost, no event is doubled, the audit chain stays whole.

use crate::fixture::{Fixture, call, on_each, open, report, task};
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use tonghop_app::cycle::reports::{self, Intake};
use tonghop_app::cycle::{Cycle, CycleError, audit, review};
use tonghop_model::cycle::EventKind;
use tonghop_store::events;

/// Retries what somebody else was faster with, as a person would.
fn insist<T>(mut work: impl FnMut() -> Result<T, CycleError>) -> T {
    for _ in 0..400 {
        match work() {
            Ok(value) => return value,
            Err(CycleError::ItemConflict(_) | CycleError::Conflict(_)) => {}
            Err(other) => panic!("{other}"),
        }
    }
    panic!("never succeeded");
}

fn chain_is_whole(cycle: &Cycle, f: &Fixture) {
    let verified = audit::verify(cycle, &call(&f.system)).unwrap();
    assert_eq!(verified.breaks, []);
}

#[test]
fn no_edit_is_lost() {
    on_each(|f| {
        let own = call(&f.editor);
        let draft = reports::start(&f.cycle, &own, report(f, 0)).unwrap();
        let page = reports::page(&f.cycle, &own, report(f, 0), None).unwrap();
        let node = &page.template.content.tasks[0].node;
        let servers = [open(&f.url), open(&f.url)];
        let saved = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for (name, server) in ["a", "b"].iter().zip(&servers) {
                for worker in 0..2 {
                    let saved = &saved;
                    scope.spawn(move || {
                        for round in 0..8 {
                            insist(|| {
                                // Read, add a word, write: a lost update would lose a word.
                                let page = reports::page(server, &call(&f.editor), report(f, 0), None)?;
                                let present = page.items.iter().find(|i| &i.node == node);
                                let (version, text) =
                                    present.map_or((0, String::new()), |i| (i.version, i.result.clone()));
                                let text = format!("{text} {name}{worker}{round}");
                                reports::save_item(server, &call(&f.editor), draft, &task(node, version, "", &text))
                            });
                            saved.fetch_add(1, Ordering::Relaxed);
                        }
                    });
                }
            }
        });
        let page = reports::page(&f.cycle, &own, report(f, 0), None).unwrap();
        let item = page.items.iter().find(|i| &i.node == node).unwrap();
        let count = saved.load(Ordering::Relaxed);
        assert_eq!(item.result.split_whitespace().count(), count, "{}", item.result);
        assert_eq!(item.version, count as i64);
        let recorded = f
            .cycle
            .store
            .read(|db| events::count(db, EventKind::ItemsSaved))
            .unwrap();
        assert_eq!(recorded, count as i64);
        chain_is_whole(&f.cycle, f);
    });
}

#[test]
fn of_many_senders_and_reviewers_one_wins() {
    on_each(|f| {
        let system = call(&f.system);
        let page = reports::page(&f.cycle, &system, report(f, 0), None).unwrap();
        let node = page.template.content.tasks[0].node.clone();
        let servers = [open(&f.url), open(&f.url)];
        let (sent, fresh, started) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let barrier = Barrier::new(8);
        std::thread::scope(|scope| {
            for worker in 0..8_usize {
                let (server, barrier, node) = (&servers[worker % 2], &barrier, node.clone());
                let (sent, fresh, started) = (&sent, &fresh, &started);
                scope.spawn(move || {
                    barrier.wait();
                    for commune in 0..6 {
                        let items = vec![task(&node, 0, "Đáp ứng", "Đã hoàn thành nội dung được giao")];
                        let input = Intake {
                            items,
                            key: format!("once-{commune}"),
                            note: Some("rà soát".into()),
                            ..Intake::default()
                        };
                        let done = loop {
                            match reports::intake(server, &call(&f.system), report(f, commune), &input) {
                                Ok(done) => break done,
                                Err(CycleError::Conflict(_)) => {}
                                // Another one sent it with the same key while this one began.
                                Err(CycleError::Refused(_)) => {}
                                Err(other) => panic!("{other}"),
                            }
                        };
                        sent.fetch_add(1, Ordering::Relaxed);
                        fresh.fetch_add(usize::from(!done.repeated), Ordering::Relaxed);
                        let page = reports::page(server, &call(&f.system), report(f, commune), None).unwrap();
                        let version = page.submission.unwrap().version;
                        let begun = review::start(server, &call(&f.reviewer), done.submission, version);
                        started.fetch_add(usize::from(begun.is_ok()), Ordering::Relaxed);
                    }
                });
            }
        });
        assert_eq!((sent.into_inner(), fresh.into_inner()), (48, 6));
        assert_eq!(started.into_inner(), 6);
        let counts = f.cycle.store.read(|db| {
            Ok::<_, tonghop_store::StoreError>((
                events::count(db, EventKind::Submitted)?,
                events::count(db, EventKind::ReviewStarted)?,
            ))
        });
        assert_eq!(counts.unwrap(), (6, 6));
        chain_is_whole(&f.cycle, f);
    });
}

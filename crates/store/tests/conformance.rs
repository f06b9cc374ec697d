//! What both databases have to do alike: SQLite always, PostgreSQL where `TONGHOP_TEST_POSTGRES` names a server.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // helpers of tests

mod common;

use common::{Place, on_each, places, ready};
use tonghop_model::cycle::EventKind;
use tonghop_store::events::{self, NewEvent, Tampering};
use tonghop_store::outbox::{self, NewMail};
use tonghop_store::people::{self, NewAccount};
use tonghop_store::units::UnitRow;
use tonghop_store::{
    Backend, BackupFault, MIGRATIONS, Migration, Store, StoreError, StoreResult, dump, files, settings, units,
};

fn event(kind: EventKind, subject: i64, unit: Option<i64>) -> NewEvent<'static> {
    NewEvent {
        kind,
        at: 1_781_056_800 + subject,
        actor: "Nguyễn Văn Thử",
        account_id: Some(1),
        subject_kind: "report",
        subject_id: subject,
        unit_id: unit,
        detail: serde_json::json!({ "lý do": "thử nghiệm “ngoặc” \"\\\u{1}\u{7f}\t🙂\n", "n": subject }),
    }
}

#[test]
fn migrations_are_applied_once_and_a_newer_database_is_left_alone() {
    on_each(|store, _| {
        assert!(store.migrate(2).unwrap().is_empty() && store.pending().unwrap().is_empty());
        let names: Vec<_> = MIGRATIONS.iter().map(|m| m.name).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
    });
    for place in places() {
        assert_eq!(
            Store::open(&place.url).unwrap().pending().unwrap().len(),
            MIGRATIONS.len()
        );
    }
}

#[test]
fn no_type_is_left_open_in_a_migration() {
    for Migration { name, sql } in MIGRATIONS {
        for backend in [Backend::Sqlite, Backend::Postgres] {
            let text = Migration { name, sql }.for_backend(backend);
            assert!(!text.contains('{'), "{name} for {backend:?}");
        }
    }
}

#[test]
fn what_failed_leaves_nothing_behind() {
    on_each(|store, _| {
        let failed: StoreResult<()> = store.write(|db| {
            settings::set(db, "a", "1")?;
            Err(StoreError::Corrupt("on purpose".into()))
        });
        assert!(failed.is_err());
        assert_eq!(store.read(|db| settings::get(db, "a")).unwrap(), None);
        store.write(|db| settings::set(db, "a", "Ế")).unwrap();
        store.write(|db| settings::set(db, "a", "ề")).unwrap();
        assert_eq!(store.read(|db| settings::get(db, "a")).unwrap().as_deref(), Some("ề"));
    });
}

#[test]
fn chains_have_no_gap_whoever_writes() {
    on_each(|store, place| {
        let second = Store::open(&place.url).unwrap();
        std::thread::scope(|scope| {
            for (worker, store) in [store, &second, store, &second].into_iter().enumerate() {
                scope.spawn(move || {
                    for number in 0..25 {
                        let unit = Some(number % 3);
                        let pair = [
                            event(EventKind::Submitted, worker as i64, unit),
                            event(EventKind::ReviewStarted, number, unit),
                        ];
                        store.write(|db| events::append(db, &pair)).unwrap();
                    }
                });
            }
        });
        let verified = store.read(events::verify).unwrap();
        assert_eq!((verified.events, verified.breaks), (200, vec![]));
        let listed = store
            .read(|db| {
                events::list(
                    db,
                    &events::EventFilter {
                        limit: 500,
                        ..Default::default()
                    },
                )
            })
            .unwrap();
        assert_eq!(listed.len(), 200);
        assert!(listed.windows(2).all(|w| w[0].at >= w[1].at), "newest first");
    });
}

/// Statements as somebody with the password of the database would run them, past the program.
fn tamper(place: &Place, sql: &str) {
    let status = if place.folder.is_some() {
        // Through a backup of the file: the store itself offers no way.
        let script = format!("import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(\"{sql}\"); c.commit()");
        std::process::Command::new("python3")
            .args(["-c", &script, &place.url])
            .status()
    } else {
        std::process::Command::new("psql")
            .args([&place.url, "-q", "-c", sql])
            .status()
    };
    assert!(status.is_ok_and(|s| s.success()), "{sql}");
}

#[test]
fn tampering_is_told_apart() {
    let cases: [(&str, Tampering); 5] = [
        (
            "UPDATE event SET detail = '{}' WHERE chain = 0 AND seq = 3",
            Tampering::Content,
        ),
        ("DELETE FROM event WHERE chain = 0 AND seq = 3", Tampering::Gap),
        ("DELETE FROM event WHERE chain = 0 AND seq = 6", Tampering::End),
        (
            "UPDATE event SET previous = hash WHERE chain = 0 AND seq = 3",
            Tampering::Link,
        ),
        (
            "UPDATE event SET at = at - 1 WHERE chain = 0 AND seq = 1",
            Tampering::Content,
        ),
    ];
    if std::process::Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: python3 is needed to change a database past the program");
        return;
    }
    for (sql, expected) in cases {
        on_each(|store, place| {
            for number in 0..6 {
                store
                    .write(|db| events::append(db, &[event(EventKind::Submitted, number, None)]))
                    .unwrap();
            }
            let seal = store.read(events::verify).unwrap().seal;
            tamper(place, sql);
            let verified = store.read(events::verify).unwrap();
            let found: Vec<_> = verified.breaks.iter().map(|b| b.what.clone()).collect();
            assert_eq!(found, std::slice::from_ref(&expected), "{sql}");
            assert!(verified.seal != seal || expected == Tampering::Gap || expected == Tampering::Content);
        });
    }
}

#[test]
fn of_two_changes_to_one_version_one_is_stale() {
    on_each(|store, _| {
        let new = NewAccount {
            login: "canbo",
            name: "Cán bộ",
            email: None,
            unit_id: None,
            state: "invited",
            language: "vi",
            created_at: 1,
            version: 1,
        };
        let id = store.write(|db| people::insert_account(db, &new)).unwrap();
        let taken = store.write(|db| people::insert_account(db, &new));
        assert!(taken.is_err_and(|e| e.is_duplicate()));
        store
            .write(|db| people::set_account_state(db, id, 1, "active"))
            .unwrap();
        let stale = store.write(|db| people::set_account_state(db, id, 1, "deactivated"));
        assert!(matches!(stale, Err(StoreError::Stale("account"))));
        let present = store.read(|db| people::account(db, id)).unwrap().unwrap();
        assert_eq!((present.state.as_str(), present.version), ("active", 2));
    });
}

#[test]
fn a_letter_is_claimed_by_one_worker() {
    on_each(|store, place| {
        let second = Store::open(&place.url).unwrap();
        for number in 0..40 {
            let key = format!("k{number}");
            let new = NewMail {
                idempotency_key: &key,
                kind: if number % 2 == 0 { "reminder" } else { "returned" },
                recipient: "a@example.vn",
                subject: "s",
                body: "b",
                state: "pending",
                attempts: 0,
                due_at: 100,
                lease_until: 0,
                created_at: 100,
            };
            assert!(store.write(|db| outbox::queue(db, &new)).unwrap());
            assert!(
                !store.write(|db| outbox::queue(db, &new)).unwrap(),
                "the same key is queued once"
            );
        }
        assert!(
            store.write(|db| outbox::claim(db, 99, 60, 10, &[])).unwrap().is_empty(),
            "not due yet"
        );
        let claims = std::thread::scope(|scope| {
            let workers: Vec<_> = [store, &second, store, &second]
                .into_iter()
                .map(|s| scope.spawn(move || s.write(|db| outbox::claim(db, 100, 60, 10, &[])).unwrap()))
                .collect();
            workers.into_iter().flat_map(|w| w.join().unwrap()).collect::<Vec<_>>()
        });
        let mut ids: Vec<_> = claims.iter().map(|m| m.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), claims.len(), "claimed twice");
        let returned = claims.iter().filter(|m| m.kind == "returned").count();
        assert!(returned == 20 || returned == claims.len(), "returns go first");
        store.write(|db| outbox::sent(db, &claims[0], 101)).unwrap();
        // What a worker held may have gone out as one letter: it comes again by itself, what waited after it.
        let mut again = Vec::new();
        loop {
            let more = store.write(|db| outbox::claim(db, 200, 60, 100, &[])).unwrap();
            if more.is_empty() {
                break;
            }
            again.extend(more);
        }
        let mut ids: Vec<_> = again.iter().map(|m| m.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(
            (again.len(), ids.len()),
            (39, 39),
            "what a dead worker held is free again, what was sent is not"
        );
        assert!(
            store.write(|db| outbox::failed(db, &claims[1], "x", None)).is_err(),
            "its lease ran out"
        );
        store
            .write(|db| outbox::failed(db, &again[0], "từ chối", None))
            .unwrap();
        assert_eq!(store.read(|db| outbox::count(db, "failed")).unwrap(), 1);
    });
}

#[test]
fn a_letter_that_may_have_gone_out_goes_again_as_the_same() {
    on_each(|store, _| {
        let queue = |key: &str| {
            let new = NewMail {
                idempotency_key: key,
                kind: "reminder",
                recipient: "a@example.vn",
                subject: "s",
                body: "b",
                state: "pending",
                attempts: 0,
                due_at: 100,
                lease_until: 0,
                created_at: 100,
            };
            assert!(store.write(|db| outbox::queue(db, &new)).unwrap());
        };
        let claimed = |now: i64| {
            let rows = store.write(|db| outbox::claim(db, now, 60, 10, &[])).unwrap();
            rows.into_iter().map(|r| r.idempotency_key).collect::<Vec<_>>()
        };
        queue("first");
        queue("second");
        assert_eq!(claimed(100), ["first", "second"]);
        // The worker dies between sending and noting; something new is written meanwhile.
        queue("third");
        assert_eq!(
            claimed(100),
            ["third"],
            "a second worker, whose lease ends with that of the first"
        );
        queue("fourth");
        assert_eq!(claimed(200), ["first", "second"], "the same letter");
        assert_eq!(claimed(200), ["third"], "another worker's letter is another one");
        assert_eq!(claimed(200), ["fourth"]);
    });
}

#[test]
fn what_waits_for_one_person_is_claimed_together_with_returns_first() {
    on_each(|store, _| {
        let letters = [
            ("r1", "reminder", "a@example.vn", 100),
            ("r2", "reminder", "b@example.vn", 90),
            ("b1", "returned", "a@example.vn", 110),
            ("r3", "reminder", "a@example.vn", 900),
        ];
        for (key, kind, recipient, due_at) in letters {
            let new = NewMail {
                idempotency_key: key,
                kind,
                recipient,
                subject: "s",
                body: "b",
                state: "pending",
                attempts: 0,
                due_at,
                lease_until: 0,
                created_at: 100,
            };
            assert!(store.write(|db| outbox::queue(db, &new)).unwrap());
        }
        let claim = |now, limit| {
            let rows = store.write(|db| outbox::claim(db, now, 60, limit, &[])).unwrap();
            rows.into_iter().map(|r| r.idempotency_key).collect::<Vec<_>>()
        };
        assert_eq!(claim(120, 10), ["b1", "r1"], "r3 is not due yet");
        assert_eq!(claim(120, 10), ["r2"]);
        assert!(claim(120, 10).is_empty());
        assert_eq!(claim(900, 2), ["b1", "r1"], "no more than asked for");

        let rows = store.write(|db| outbox::claim(db, 900, 60, 10, &[])).unwrap();
        for row in &rows {
            store.write(|db| outbox::failed(db, row, "x", None)).unwrap();
        }
        let failed = store.read(|db| outbox::in_states(db, &["failed"], 0, 10)).unwrap();
        assert_eq!(failed.len(), rows.len());
        assert_eq!(
            store.write(|db| outbox::again(db, Some(failed[0].id), 1_000)).unwrap(),
            1
        );
        assert_eq!(claim(900, 10), ["r3"], "the other is due at 1,000");
        assert_eq!(
            store.write(|db| outbox::again(db, None, 800)).unwrap(),
            failed.len(),
            "what a worker holds is left to it"
        );
        let back = store.write(|db| outbox::claim(db, 900, 60, 10, &[])).unwrap();
        assert!(!back.is_empty() && back.iter().all(|r| r.attempts == 1));
    });
}

fn unit(id: i64, code: &str, path: &str) -> UnitRow {
    UnitRow {
        id,
        code: code.into(),
        valid_from: "2025-07-01".into(),
        valid_to: None,
        name: "xã Thử Nghiệm".into(),
        kind: "xã".into(),
        level: "commune".into(),
        parent_id: None,
        path: path.into(),
        district_of_old: None,
        folded: "xa thu nghiem".into(),
    }
}

#[test]
fn a_subtree_is_what_lies_below() {
    on_each(|store, _| {
        let rows = [
            unit(1, "01", "/1/"),
            unit(2, "00001", "/1/2/"),
            unit(12, "00012", "/1/12/"),
            unit(3, "02", "/3/"),
        ];
        store.write(|db| units::insert(db, &rows)).unwrap();
        let below = |path: &str| store.read(|db| units::subtree(db, path, Some("2026-01-01"))).unwrap();
        assert_eq!(
            below("/1/").iter().map(|u| u.id).collect::<Vec<_>>(),
            [2, 12, 1],
            "by code"
        );
        assert_eq!(below("/1/2/").len(), 1);
        assert!(
            store
                .read(|db| units::subtree(db, "/1/", Some("2025-06-30")))
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn a_backup_restores_into_either_database() {
    for source in places() {
        let store = ready(&source.url);
        let bytes: Vec<u8> = (0..3_000_000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        store
            .write(|db| {
                units::insert(db, &[unit(1, "01", "/1/")])?;
                settings::set(db, "tên", "dấu \"ngoặc\", xuống\ndòng, \u{1F600}, \\")?;
                let file = files::FileRow {
                    digest: "d".repeat(64),
                    media_type: "application/pdf".into(),
                    size: bytes.len() as i64,
                    stored_at: 5,
                };
                files::store_file(db, &file, &bytes)?;
                files::store_file(db, &file, &bytes)?;
                let new = NewAccount {
                    login: "canbo",
                    name: "Cán bộ",
                    email: None,
                    unit_id: Some(1),
                    state: "active",
                    language: "vi",
                    created_at: 1,
                    version: 1,
                };
                people::insert_account(db, &new)?;
                events::append(db, &[event(EventKind::Bootstrapped, 1, None)])
            })
            .unwrap();
        let mut backup = Vec::new();
        let written = dump::backup(&store, &mut backup).unwrap();
        for target in places() {
            let other = Store::open(&target.url).unwrap();
            assert_eq!(dump::restore(&other, &backup[..], 9).unwrap(), written);
            assert_eq!(other.read(|db| files::bytes(db, &"d".repeat(64))).unwrap(), bytes);
            let setting = other.read(|db| settings::get(db, "tên")).unwrap().unwrap();
            assert!(setting.ends_with("\u{1F600}, \\"));
            assert_eq!(other.read(events::verify).unwrap(), store.read(events::verify).unwrap());
            let next = NewAccount {
                login: "sau",
                name: "n",
                email: None,
                unit_id: None,
                state: "active",
                language: "vi",
                created_at: 1,
                version: 1,
            };
            assert!(
                other.write(|db| people::insert_account(db, &next)).unwrap() > 1,
                "ids go on after the restored ones"
            );
            let again = dump::restore(&other, &backup[..], 9);
            assert!(
                matches!(again, Err(StoreError::NotEmpty)),
                "a database in use is not overwritten"
            );
        }
        let empty = places().remove(0);
        let cut = Store::open(&empty.url).unwrap();
        let fault = |bytes: &[u8]| match (dump::restore(&cut, bytes, 9), dump::inspect(bytes)) {
            (Err(StoreError::Backup(fault)), Err(StoreError::Backup(seen))) => {
                assert_eq!(fault, seen, "what is told before anything is made");
                fault
            }
            other => panic!("{other:?}"),
        };
        dump::inspect(&backup[..]).unwrap();
        assert_eq!(fault(&backup[..backup.len() / 2]), BackupFault::CutOff);
        assert_eq!(fault(&backup[..backup.len() - 4]), BackupFault::CutOff);
        assert_eq!(
            cut.read(people::count_accounts).unwrap(),
            0,
            "nothing of a broken backup stays"
        );
        for foreign in [&b"khong phai ban sao luu"[..], b"", &[0x1f, 0x8b, 8]] {
            assert_eq!(fault(foreign), BackupFault::Foreign);
        }
        let mut spoilt = backup.clone();
        let middle = spoilt.len() / 2;
        spoilt[middle..middle + 64].fill(0);
        assert!(matches!(fault(&spoilt), BackupFault::Damaged(_) | BackupFault::CutOff));
    }
}

//! What refers to something that is not there is refused, and what is referred to stays, however each database looks after it;
//! and an installation of an older program comes over whole.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // helpers of tests

mod common;

use common::{on_each, places};
use diesel::connection::SimpleConnection;
use diesel::result::{DatabaseErrorKind, Error};
use tonghop_store::editions::{self, NewValue, Whose};
use tonghop_store::findings::{self, NewFinding};
use tonghop_store::matrix::{self, MatrixRow};
use tonghop_store::people::{self, NewAccount, SessionRow};
use tonghop_store::rounds::{self, NewReport, NewRound};
use tonghop_store::submissions::{self, ItemRow, NewSubmission};
use tonghop_store::templates::{self, NewTemplate};
use tonghop_store::units::{self, UnitRow};
use tonghop_store::{Backend, Db, MIGRATIONS, Store, StoreError, StoreResult};

/// A round with one unit, its report and a submission: the ids of round and submission.
fn round(db: &mut Db) -> StoreResult<(i64, i64)> {
    let unit = UnitRow {
        id: 1,
        code: "00001".into(),
        valid_from: "2025-07-01".into(),
        valid_to: None,
        name: "xã Thử Nghiệm".into(),
        kind: "xã".into(),
        level: "commune".into(),
        parent_id: None,
        path: "/1/".into(),
        district_of_old: None,
        folded: "xa thu nghiem".into(),
    };
    units::insert(db, &[unit])?;
    let template = NewTemplate {
        code: "mau",
        number: 1,
        programme: "p",
        title: "Mẫu",
        state: "published",
        content: "{}",
        digest: "d",
        based_on: None,
        created_by: "thử",
        created_at: 1,
        published_at: Some(1),
        version: 1,
    };
    let template_id = templates::insert(db, &template)?;
    let day = || "2026-06-30".to_owned();
    let new = NewRound {
        title: "Đợt thử",
        request_number: None,
        request_date: None,
        request_issuer: None,
        programme: "p",
        template_id,
        unit_id: 1,
        period: "cal:2026-H1".into(),
        period_from: "2026-01-01".into(),
        period_to: day(),
        cut_off: day(),
        deadline: day(),
        state: "open",
        created_by: "thử",
        created_at: 1,
        version: 1,
        programme_version_id: None,
    };
    let round = rounds::insert(db, &new)?;
    let owed = NewReport {
        round_id: round,
        unit_id: 1,
        merged_into: None,
        exempt_reason: None,
        version: 1,
    };
    rounds::insert_reports(db, &[owed])?;
    let report_id = rounds::report_of(db, round, 1)?.unwrap().id;
    Ok((round, submissions::insert(db, &attempt(report_id, 1))?))
}

fn attempt(report_id: i64, attempt: i64) -> NewSubmission<'static> {
    NewSubmission {
        report_id,
        attempt,
        state: "draft",
        intake: "form",
        based_on: None,
        created_by: "thử",
        created_at: 1,
        errors: 0,
        warnings: 0,
        version: 1,
    }
}

fn item(submission_id: i64, number: usize) -> ItemRow {
    ItemRow {
        submission_id,
        node: format!("A.{number}"),
        kind: "task".into(),
        status: "Đáp ứng".into(),
        class: "met".into(),
        percent: None,
        result: String::new(),
        absence: None,
        value: None,
        numerator: None,
        denominator: None,
        unit_of_measure: None,
        qualifier: None,
        as_of_from: None,
        as_of_to: None,
        source: "typed".into(),
        candidate_id: None,
        span: None,
        sentence: None,
        updated_by: "thử".into(),
        updated_at: 1,
        version: 1,
        own: None,
    }
}

fn finding(submission_id: i64) -> NewFinding {
    NewFinding {
        submission_id,
        node: None,
        check_code: "V101".into(),
        rule: "figure".into(),
        severity: "warning".into(),
        message_vi: "m".into(),
        message_en: "m".into(),
        expected: None,
        actual: None,
        quotes: "[]".into(),
        fingerprint: "f".into(),
        explanation: None,
        explained_by: None,
        expected_en: None,
        actual_en: None,
    }
}

fn value(round_id: i64, unit_id: i64, element: &str) -> NewValue<'_> {
    NewValue {
        round_id,
        unit_id,
        unit_code: "00001",
        unit_valid_from: "2025-07-01",
        element,
        value: Some(1.0),
        numerator: None,
        denominator: None,
        window_from: None,
        window_to: None,
        basis: "register",
        is_current: true,
        import_id: Some(1),
    }
}

fn is_refused<T>(done: StoreResult<T>) -> bool {
    let foreign = |e: &StoreError| {
        matches!(
            e,
            StoreError::Query(Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _))
        )
    };
    done.is_err_and(|e| foreign(&e))
}

#[test]
fn nothing_refers_to_what_is_not_there() {
    on_each(|store, _| {
        let (round, submission) = store.write(round).unwrap();
        // As a statement of its own each, and as many at once.
        for many in [1, 150] {
            store.write(|db| submissions::delete_items(db, submission)).unwrap();
            let items = |of: i64| (0..many).map(|n| item(of, n)).collect::<Vec<_>>();
            let findings = |of: i64| (0..many).map(|_| finding(of)).collect::<Vec<_>>();
            let mut mixed = items(submission);
            mixed.last_mut().unwrap().submission_id = 999;
            assert!(is_refused(store.write(|db| submissions::insert_items(db, &mixed))));
            assert!(is_refused(store.write(|db| findings::replace(db, 999, &findings(999)))));
            let elements: Vec<String> = (0..many).map(|n| format!("T{n}")).collect();
            let import = |round: i64, unit: i64| {
                let rows: Vec<_> = elements.iter().map(|e| value(round, unit, e)).collect();
                store.write(|db| {
                    let held = editions::held_values(db, round)?;
                    editions::import_observations(db, (round, 1), &rows, &held)
                })
            };
            assert!(is_refused(import(999, 1)) && is_refused(import(round, 999)));
            store
                .write(|db| {
                    submissions::insert_items(db, &items(submission))?;
                    findings::replace(db, submission, &findings(submission))
                })
                .unwrap();
            import(round, 1).unwrap();
        }
        assert_eq!(store.read(|db| submissions::items(db, submission)).unwrap().len(), 150);
    });
}

#[test]
fn what_is_asked_promised_and_shown_belongs_to_a_report() {
    on_each(|store, _| {
        let (round, submission) = store.write(round).unwrap();
        let report = store.read(|db| rounds::report_of(db, round, 1)).unwrap().unwrap().id;
        let whose = |report, round, unit| Whose {
            submission,
            report,
            round,
            unit,
        };
        let text = String::from("Đề nghị hướng dẫn");
        let promise = (text.clone(), text.clone(), None);
        let asked = |whose| store.write(|db| editions::insert_recommendations(db, whose, &[&text]));
        let promised = |whose| store.write(|db| editions::insert_commitments(db, whose, &[&promise]));
        let shown = |round_id, unit_id| {
            let row = MatrixRow {
                round_id,
                unit_id,
                submission_id: submission,
                state: "submitted".into(),
                cells: Vec::new(),
                errors: 0,
                warnings: 0,
            };
            store.write(|db| matrix::put(db, &row))
        };
        for wrong in [whose(999, round, 1), whose(report, 999, 1), whose(report, round, 999)] {
            assert!(is_refused(asked(wrong)) && is_refused(promised(wrong)));
        }
        assert!(is_refused(shown(999, 1)) && is_refused(shown(round, 999)));
        let right = whose(report, round, 1);
        asked(right).unwrap();
        promised(right).unwrap();
        shown(round, 1).unwrap();
    });
}

#[test]
fn what_is_referred_to_stays() {
    on_each(|store, _| {
        let (round, submission) = store.write(round).unwrap();
        let free = store
            .write(|db| {
                let report_id = rounds::report_of(db, round, 1)?.unwrap().id;
                submissions::insert(db, &attempt(report_id, 2))
            })
            .unwrap();
        let run = |sql: String| store.write(|db| Ok::<_, StoreError>(db.batch_execute(&sql)?));
        store
            .write(|db| submissions::insert_items(db, &[item(submission, 1)]))
            .unwrap();
        assert!(is_refused(run(format!(
            "DELETE FROM submission WHERE id = {submission}"
        ))));
        assert!(is_refused(run(format!(
            "UPDATE submission SET id = 77 WHERE id = {submission}"
        ))));
        assert!(is_refused(run("UPDATE submission_item SET submission_id = 999".into())));
        store
            .write(|db| {
                submissions::delete_items(db, submission)?;
                findings::replace(db, submission, &[finding(submission)])
            })
            .unwrap();
        assert!(is_refused(run(format!(
            "DELETE FROM submission WHERE id = {submission}"
        ))));
        run(format!("DELETE FROM submission WHERE id = {free}")).unwrap();
        store
            .write(|db| editions::import_observations(db, (round, 1), &[value(round, 1, "T01")], &[]))
            .unwrap();
        run(format!(
            "DELETE FROM finding; DELETE FROM submission WHERE id = {submission}"
        ))
        .unwrap();
        run("DELETE FROM report".into()).unwrap();
        assert!(is_refused(run("DELETE FROM round".into())));
        run("DELETE FROM observation; DELETE FROM round; DELETE FROM org_unit".into()).unwrap();
    });
}

/// Rows of an installation as migration 0009 left it.
const BEFORE: &str = "
INSERT INTO org_unit (id, code, valid_from, name, kind, level, path, folded)
    VALUES (1, '51', '2025-07-01', 'tỉnh Thử', 'tỉnh', 'province', '/1/', 'tinh thu');
INSERT INTO account (id, login, name, unit_id, state, language, subject, created_at, version)
    VALUES (3, 'canbo', 'Cán bộ', 1, 'active', 'vi', 'cũ', 1, 4), (5, 'chutich', 'Chủ tịch', 1, 'invited', 'vi', NULL, 1, 1);
INSERT INTO credential (account_id, password_hash, totp_confirmed, totp_last_step, changed_at) VALUES (3, 'h', FALSE, 0, 1);
INSERT INTO role_grant (account_id, role, unit_id, valid_from, acting_for, granted_by, granted_at)
    VALUES (3, 'reviewer', 1, '2026-01-01', 5, 'thử', 1);
INSERT INTO session (digest, account_id, csrf, created_at, seen_at, expires_at, address, agent)
    VALUES ('s', 3, 'c', 1, 1, 9, '', '');
INSERT INTO token (kind, digest, account_id, label, created_at, expires_at) VALUES ('access', 't', 5, '', 1, 9);
INSERT INTO programme_version (id, code, number, title, content, digest, created_at)
    VALUES (1, 'p', 1, 'Chương trình', '{}', 'd', 1), (2, 'p', 2, 'Chương trình', '{}', 'e', 2), (3, 'q', 1, 'Khác', '{}', 'f', 3);
INSERT INTO template_version (id, code, number, programme, title, state, content, digest, created_by, created_at, version)
    VALUES (1, 'mau', 1, 'p', 'Mẫu', 'published', '{}', 'd', 'thử', 1, 1);
INSERT INTO round (id, title, programme, template_id, unit_id, period, period_from, period_to, cut_off, deadline, state, created_by,
    created_at, version) VALUES (1, 'Đợt', 'p', 1, 1, 'k', '2026-01-01', '2026-06-30', '2026-06-30', '2026-07-10', 'open', 'thử', 1, 1);
INSERT INTO import_batch (id, kind, round_id, row_count, state, imported_by, imported_at)
    VALUES (1, 'values', 1, 1, 'applied', 'thử', 1);
INSERT INTO observation (round_id, unit_id, unit_code, unit_valid_from, element, value, basis, is_current, import_id)
    VALUES (1, 1, '51', '2025-07-01', 'T01', 2.5, 'register', TRUE, 1);
";

/// An installation of the program before migration 0010.
fn older(store: &Store, backend: Backend) {
    let old: Vec<_> = MIGRATIONS.iter().filter(|m| m.name < "0010").collect();
    let layout: String = old.iter().map(|m| m.for_backend(backend)).collect();
    let names: Vec<String> = old.iter().map(|m| format!("('{}', 1)", m.name)).collect();
    let known = format!(
        "CREATE TABLE schema_migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL);
         INSERT INTO schema_migration VALUES {};",
        names.join(", ")
    );
    store
        .write(|db| Ok::<_, StoreError>(db.batch_execute(&format!("{layout}{known}{BEFORE}"))?))
        .unwrap();
}

#[test]
fn an_older_installation_comes_over_with_all_that_refers_to_its_accounts() {
    for place in places() {
        let store = Store::open(&place.url).unwrap();
        older(&store, store.backend());
        assert_eq!(store.migrate(2).unwrap().first(), Some(&"0010_references"));
        let account = store.read(|db| people::account(db, 3)).unwrap().unwrap();
        assert_eq!(
            (account.login.as_str(), account.version, account.unit_id),
            ("canbo", 4, Some(1))
        );
        assert_eq!(store.read(people::count_accounts).unwrap(), 2);
        let (session, holder) = store.read(|db| people::session_and_account(db, "s")).unwrap().unwrap();
        assert_eq!((session.account_id, holder.name.as_str()), (3, "Cán bộ"));
        assert!(store.read(|db| people::token_and_account(db, "t")).unwrap().is_some());
        let grants = store.read(|db| people::grants(db, Some(3))).unwrap();
        assert_eq!((grants.len(), grants[0].0.acting_for), (1, Some(5)));
        let round = store.read(|db| rounds::get(db, 1)).unwrap().unwrap();
        assert_eq!(round.programme_version_id, Some(2), "the newest of its programme");
        // What refers to accounts still does.
        let stray = SessionRow {
            digest: "x".into(),
            account_id: 99,
            csrf: String::new(),
            created_at: 1,
            seen_at: 1,
            expires_at: 1,
            address: String::new(),
            agent: String::new(),
        };
        assert!(is_refused(store.write(|db| people::insert_session(db, &stray))));
        let gone = store.write(|db| Ok::<_, StoreError>(db.batch_execute("DELETE FROM account WHERE id = 3")?));
        assert!(is_refused(gone));
        let new = |login| NewAccount {
            login,
            name: "n",
            email: None,
            unit_id: None,
            state: "active",
            language: "vi",
            created_at: 1,
            version: 1,
        };
        let taken = store.write(|db| people::insert_account(db, &new("canbo")));
        assert!(taken.is_err_and(|e| e.is_duplicate()));
        if store.backend() == Backend::Sqlite {
            assert!(store.write(|db| people::insert_account(db, &new("sau"))).unwrap() > 5);
        }
    }
}

//! What belongs together happens together or not at all, and what is guessed is counted wherever it is guessed.

use crate::fixture::{Fixture, PASSWORD, call, databases, on_each, open, report};
use tonghop_app::cycle::people::{self, FirstRole, Invite, SignIn};
use tonghop_app::cycle::setup::{self, Bootstrap};
use tonghop_app::cycle::system::{self, ImportRow};
use tonghop_app::cycle::{CycleError, CycleResult, reports, rounds};
use tonghop_model::cycle::ids::ImportId;
use tonghop_model::cycle::{Actor, Role};
use tonghop_store::{StoreError, editions, people as rows};

fn code<T>(done: &CycleResult<T>) -> &'static str {
    match done {
        Ok(_) => "done",
        Err(CycleError::SignIn(why)) => why,
        Err(CycleError::Invalid(_)) => "invalid",
        Err(_) => "other",
    }
}

#[test]
fn wrong_passwords_are_counted_where_one_is_changed() {
    on_each(|f| {
        let own = call(&f.editor);
        let change = |present: &str| people::change_password(&f.cycle, &own, present, "một mật khẩu mới 2", "");
        for _ in 0..6 {
            assert_eq!(code(&change("không phải mật khẩu")), "wrong");
        }
        assert_eq!(code(&change(PASSWORD)), "locked", "the right one comes too late");
        let input = SignIn {
            login: "canbo",
            password: PASSWORD,
            code: None,
            agent: "",
        };
        assert_eq!(
            code(&people::sign_in(&f.cycle, &own, &input)),
            "locked",
            "and it is one count"
        );
        assert_eq!(
            code(&people::change_password(
                &f.cycle,
                &call(&f.approver),
                PASSWORD,
                "một mật khẩu mới 2",
                ""
            )),
            "done"
        );
    });
}

#[test]
fn who_cannot_get_the_role_is_not_invited() {
    on_each(|f| {
        let own = call(&f.system);
        let invite = |unit, programme: Option<&str>| Invite {
            unit,
            role: Some(FirstRole {
                role: Role::CommuneEditor,
                programme: programme.map(str::to_owned),
            }),
            ..Invite::of("nguoi.moi", "Người Mới")
        };
        let accounts = || f.cycle.store.read(rows::count_accounts).unwrap();
        let before = accounts();
        let unknown = invite(Some(f.communes[1]), Some("khong-co"));
        assert_eq!(code(&people::invite(&f.cycle, &own, &unknown)), "invalid");
        assert_eq!(
            code(&people::invite(&f.cycle, &own, &invite(None, None))),
            "invalid",
            "a role needs a unit"
        );
        assert_eq!(accounts(), before);
        let (id, _) = people::invite(&f.cycle, &own, &invite(Some(f.communes[1]), None)).unwrap();
        let person = people::person(&f.cycle, &own, id).unwrap();
        assert_eq!((person.grants.len(), person.grants[0].role), (1, Role::CommuneEditor));
    });
}

#[test]
fn a_set_up_with_a_password_is_whole_or_nothing() {
    for (url, folder) in databases() {
        let cycle = open(&url);
        let system = Actor::system("thử");
        let own = call(&system);
        setup::migrate(&cycle, &own).unwrap();
        let input = |login: &str| Bootstrap {
            province: "51".into(),
            login: login.into(),
            name: "Quản trị".into(),
        };
        assert_eq!(
            code(&setup::bootstrap_here(&cycle, &own, &input("quantri"), "ngắn", "")),
            "invalid"
        );
        assert_eq!(
            code(&setup::bootstrap_here(&cycle, &own, &input("cán bộ"), PASSWORD, "")),
            "invalid"
        );
        assert!(!setup::is_bootstrapped(&cycle).unwrap(), "nothing of it stays");
        let signed_in = setup::bootstrap_here(&cycle, &own, &input("quantri"), PASSWORD, "").unwrap();
        let session = people::session(&cycle, &signed_in.secret, own.now).unwrap().unwrap();
        assert_eq!(session.login, "quantri");
        drop(cycle);
        folder.into_iter().for_each(|f| std::fs::remove_dir_all(f).unwrap());
    }
}

/// Imports one value of an indicator for two communes.
fn import(f: &Fixture, value: f64) -> ImportId {
    let own = call(&f.head);
    let indicator = f
        .cycle
        .engine
        .catalogue
        .indicators
        .iter()
        .find(|i| !i.is_ratio())
        .unwrap();
    let row = |n: usize| ImportRow {
        unit: reports::page(&f.cycle, &own, report(f, n), None).unwrap().unit.code,
        indicator: indicator.code.clone(),
        value: Some(value),
        ..ImportRow::default()
    };
    let done = system::import_values(&f.cycle, &own, f.round, &[row(0), row(1)], ("", false)).unwrap();
    done.id.unwrap()
}

#[test]
fn an_import_in_the_middle_is_undone_without_those_around_it() {
    on_each(|f| {
        let own = call(&f.head);
        let present = || {
            let read = f.cycle.store.read(|db| editions::present(db, f.round.0));
            let all = read.unwrap_or_else(|e: StoreError| panic!("{e}"));
            all.iter().filter_map(|(_, v)| v.value).collect::<Vec<_>>()
        };
        let [first, second, third] = [1.0, 2.0, 3.0].map(|value| import(f, value));
        let undo = |id| system::undo_import(&f.cycle, &own, id).unwrap();
        undo(second);
        assert_eq!(present(), [3.0, 3.0], "the last one counts");
        undo(third);
        assert_eq!(present(), [1.0, 1.0], "what the second one had replaced");
        undo(first);
        assert_eq!(present(), Vec::<f64>::new());
    });
}

#[test]
fn a_dry_run_says_what_would_change() {
    on_each(|f| {
        let own = call(&f.head);
        import(f, 12.0);
        let codes = |n: usize| reports::page(&f.cycle, &own, report(f, n), None).unwrap().unit.code;
        let indicator = f.cycle.store.read(|db| editions::present(db, f.round.0));
        let indicator = indicator.unwrap_or_else(|e: StoreError| panic!("{e}"))[0].0.clone();
        let row = |unit: String, value| ImportRow {
            unit,
            indicator: indicator.clone(),
            value: Some(value),
            ..ImportRow::default()
        };
        let given = [row(codes(0), 12.0), row(codes(1), 90.0), row(codes(2), 5.0)];
        let seen = system::import_values(&f.cycle, &own, f.round, &given, ("", true)).unwrap();
        assert_eq!(
            (seen.replaces, seen.changed, seen.changes.len(), seen.replaces_accepted),
            (2, 1, 1, 0)
        );
        let change = &seen.changes[0];
        assert_eq!(
            (change.row, &change.unit, change.before[0], change.after[0]),
            (2, &codes(1), Some(12.0), Some(90.0))
        );
    });
}

#[test]
fn a_round_knows_the_version_of_its_programme() {
    on_each(|f| {
        let round = rounds::get(&f.cycle, &call(&f.head), f.round).unwrap();
        assert_eq!(round.programme_version, Some(1));
        // The catalogue of a later program says something else.
        let read = f.cycle.store.write(|db| {
            let known = tonghop_store::templates::programme(db, &round.programme)?.unwrap();
            let new = (known.code.as_str(), 2, "Chương trình", "{}", "khác", 1);
            tonghop_store::templates::insert_programme(db, new)
        });
        read.unwrap_or_else(|e: StoreError| panic!("{e}"));
        let top = tonghop_app::cycle::units::roots(&f.cycle).unwrap()[0].id;
        let own = call(&f.system);
        let next = crate::fixture::open_round(
            &f.cycle,
            &own,
            tonghop_model::cycle::ids::UnitId(top),
            ("nd09:2026-Q1Q3", "2026-10-10"),
        );
        assert_eq!(rounds::get(&f.cycle, &own, next).unwrap().programme_version, Some(3));
        assert_eq!(rounds::get(&f.cycle, &own, f.round).unwrap().programme_version, Some(1));
    });
}

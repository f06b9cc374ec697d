//! Signing in, lock-out, links, the second factor, roles.

use crate::fixture::{NOW, PASSWORD, call, on_each};
use tonghop_app::cycle::people::{self, AccountRow, SignIn};
use tonghop_app::cycle::{CycleError, audit, setup};
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::AccountId;

fn sign_in<'a>(login: &'a str, password: &'a str) -> SignIn<'a> {
    SignIn {
        login,
        password,
        code: None,
        agent: "thử",
    }
}

fn code(error: Option<CycleError>) -> &'static str {
    error.map_or("fine", |e| e.code())
}

#[test]
fn who_guesses_is_locked_out_and_nobody_else() {
    on_each(|f| {
        let own = call(&f.system);
        for _ in 0..6 {
            assert_eq!(
                code(people::sign_in(&f.cycle, &own, &sign_in("canbo", "sai mật khẩu")).err()),
                "wrong"
            );
        }
        assert_eq!(
            code(people::sign_in(&f.cycle, &own, &sign_in("canbo", PASSWORD)).err()),
            "locked"
        );
        assert!(
            people::sign_in(&f.cycle, &own, &sign_in("chutich", PASSWORD)).is_ok(),
            "a colleague of the same office"
        );
        let elsewhere = tonghop_app::cycle::Call {
            address: "192.0.2.9",
            ..own
        };
        assert!(
            people::sign_in(&f.cycle, &elsewhere, &sign_in("canbo", PASSWORD)).is_ok(),
            "the person elsewhere"
        );
        let later = tonghop_app::cycle::Call {
            now: NOW.plus_seconds(16 * 60),
            ..own
        };
        assert!(people::sign_in(&f.cycle, &later, &sign_in("CanBo ", PASSWORD)).is_ok());
        assert_eq!(
            code(people::sign_in(&f.cycle, &own, &sign_in("không có", "x")).err()),
            "wrong"
        );
    });
}

#[test]
fn a_link_works_once_and_ends_older_ones() {
    on_each(|f| {
        let own = call(&f.system);
        let account = f.editor.account.unwrap();
        let first = people::new_link(&f.cycle, &own, account).unwrap();
        let second = people::new_link(&f.cycle, &own, account).unwrap();
        assert_eq!(
            code(people::use_link(&f.cycle, &own, &first, "mật khẩu mới 22", "").err()),
            "link"
        );
        assert_eq!(
            code(people::use_link(&f.cycle, &own, &second, "ngắn", "").err()),
            "invalid"
        );
        assert!(people::use_link(&f.cycle, &own, &second, "mật khẩu mới 22", "").is_ok());
        assert_eq!(
            code(people::use_link(&f.cycle, &own, &second, "mật khẩu mới 33", "").err()),
            "link"
        );
        let late = tonghop_app::cycle::Call {
            now: NOW.plus_seconds(73 * 3600),
            ..own
        };
        let third = people::new_link(&f.cycle, &own, account).unwrap();
        assert_eq!(code(people::link_owner(&f.cycle, &late, &third).err()), "link");
    });
}

#[test]
fn a_deactivated_account_has_no_session() {
    on_each(|f| {
        let own = call(&f.system);
        let signed_in = people::sign_in(&f.cycle, &own, &sign_in("canbo", PASSWORD)).unwrap();
        let person = people::person(&f.cycle, &own, signed_in.account).unwrap();
        assert_eq!(
            code(people::deactivate(&f.cycle, &own, person.id, person.version + 1).err()),
            "conflict"
        );
        people::deactivate(&f.cycle, &own, person.id, person.version).unwrap();
        assert!(people::session(&f.cycle, &signed_in.secret, NOW).unwrap().is_none());
        assert_eq!(
            code(people::sign_in(&f.cycle, &own, &sign_in("canbo", PASSWORD)).err()),
            "deactivated"
        );
    });
}

#[test]
fn another_name_is_told_by_the_audit() {
    on_each(|f| {
        let own = call(&f.editor);
        let id = f.editor.account.unwrap();
        let person = people::person(&f.cycle, &own, id).unwrap();
        let new = ("Tên Khác", Some("khac@example.vn"), "vi");
        people::change_profile(&f.cycle, &own, id, person.version, new).unwrap();
        assert_eq!(people::person(&f.cycle, &own, id).unwrap().name, "Tên Khác");
        let filter = audit::EventFilter {
            kind: Some("account.changed"),
            limit: 10,
            ..audit::EventFilter::default()
        };
        let told = audit::list(&f.cycle, &call(&f.system), &filter).unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].account_id, told[0].subject_id), (Some(id.0), id.0));
        assert!(told[0].detail.contains("Tên Khác") && told[0].detail.contains(&person.name));
        assert!(!told[0].detail.contains("khac@"), "no address in the audit");
        assert_eq!(
            code(people::change_profile(&f.cycle, &own, id, person.version, new).err()),
            "conflict"
        );
        assert_eq!(audit::list(&f.cycle, &call(&f.system), &filter).unwrap().len(), 1);
    });
}

#[test]
fn people_see_only_what_is_theirs() {
    on_each(|f| {
        let editor = call(&f.editor);
        assert_eq!(code(people::list(&f.cycle, &editor).err()), "denied");
        assert_eq!(
            code(audit::list(&f.cycle, &editor, &audit::EventFilter::default()).err()),
            "denied"
        );
        assert_eq!(code(people::person(&f.cycle, &editor, AccountId(1)).err()), "denied");
        assert!(people::person(&f.cycle, &editor, f.editor.account.unwrap()).is_ok());
        assert!(editor.actor.reach(Action::ManagePeople, editor.today()).is_empty());
        let again = setup::Bootstrap {
            province: "51".into(),
            login: "x".into(),
            name: "x".into(),
        };
        assert_eq!(
            code(setup::bootstrap(&f.cycle, &call(&f.system), &again).err()),
            "conflict"
        );
    });
}

#[test]
fn an_import_takes_all_rows_or_none() {
    on_each(|f| {
        let own = call(&f.system);
        let code = tonghop_app::cycle::units::get(&f.cycle, &own, f.communes[1])
            .unwrap()
            .code;
        let row = |login: &str, email: &str, unit: &str| AccountRow {
            login: login.into(),
            name: "Người thử".into(),
            email: email.into(),
            unit_code: unit.into(),
            role: "commune_editor".into(),
        };
        let wrong = [row("a1", "", &code), row("a1", "không phải thư", "00000")];
        let result = people::import(&f.cycle, &own, &wrong, false).unwrap();
        let fields: Vec<_> = result.errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(
            fields,
            ["rows.2.unit_code", "rows.2.role", "rows.2.login", "rows.2.email"]
        );
        let before = people::list(&f.cycle, &own).unwrap().len();
        let right = [row("a1", "", &code), row("a2", "a2@example.vn", &code)];
        assert!(people::import(&f.cycle, &own, &right, true).unwrap().links.is_empty());
        assert_eq!(
            people::list(&f.cycle, &own).unwrap().len(),
            before,
            "a dry run makes nothing"
        );
        assert_eq!(people::import(&f.cycle, &own, &right, false).unwrap().links.len(), 2);
        assert_eq!(people::list(&f.cycle, &own).unwrap().len(), before + 2);
    });
}

#[test]
fn the_second_factor_is_asked_for_once_it_is_confirmed() {
    on_each(|f| {
        let own = call(&f.editor);
        let (secret, address) = people::set_up_second_factor(&f.cycle, &own).unwrap();
        assert!(address.contains(&secret));
        assert!(
            people::sign_in(&f.cycle, &own, &sign_in("canbo", PASSWORD)).is_ok(),
            "not confirmed yet"
        );
        assert_eq!(
            code(people::confirm_second_factor(&f.cycle, &own, "000000x").err()),
            "second-factor"
        );
        people::remove_second_factor(&f.cycle, &own, f.editor.account.unwrap()).unwrap();
    });
}

//! Signing in, lock-out, links, the second factor, roles.

use crate::fixture::{NOW, PASSWORD, call, on_each};
use tonghop_app::cycle::people::{self, AccountRow, NewRole, SignIn};
use tonghop_app::cycle::{CycleError, audit, reports, rounds, setup, system, templates, units, views};
use tonghop_messages::Lang;
use tonghop_model::cycle::ids::{AccountId, UnitId};
use tonghop_model::cycle::{Action, Role};

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
        // Searched for without case and diacritics, under the name that the person has now.
        let by = |name| {
            let filter = audit::EventFilter {
                actor: Some(name),
                ..filter.clone()
            };
            audit::list(&f.cycle, &call(&f.system), &filter).unwrap().len()
        };
        assert_eq!((by("TEN KHAC"), by("ai khac")), (1, 0));
        // And under the name of before, however it is typed: events keep the name of their day.
        let newer = people::person(&f.cycle, &own, id).unwrap().version;
        people::change_profile(&f.cycle, &own, id, newer, ("Tên Thứ Ba", None, "vi")).unwrap();
        assert_eq!(
            (by("ten khac"), by(&person.name.to_uppercase()), by("thu ba")),
            (2, 2, 2)
        );
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
        let code = units::get(&f.cycle, &own, f.communes[1]).unwrap().code;
        let row = |login: &str, email: &str, unit: &str| AccountRow {
            login: login.into(),
            name: "Người thử".into(),
            email: email.into(),
            unit_code: unit.into(),
            role: "commune_editor".into(),
            line: 0,
        };
        let wrong = [row("a1", "", &code), row("a1", "không phải thư", "00000")];
        let result = people::import(&f.cycle, &own, &wrong, false).unwrap();
        let fields: Vec<_> = result.errors.iter().map(|e| e.field.as_str()).collect();
        // Each mistake at the cell that it is in: the role is none.
        assert_eq!(fields, ["rows.2.unit_code", "rows.2.login", "rows.2.email"]);
        let apart = [
            row("b1", "", ""),
            AccountRow {
                role: "sếp".into(),
                ..row("b2", "", &code)
            },
        ];
        let result = people::import(&f.cycle, &own, &apart, false).unwrap();
        let told = result.errors.iter().map(|e| (e.field.as_str(), e.message.key));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                ("rows.1.unit_code", "cycle-people-role-needs-unit"),
                ("rows.2.role", "cycle-people-role-unknown"),
            ]
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
        let pending = people::begin_second_factor(&f.cycle, &own, "").unwrap();
        assert!(pending.address.contains(&pending.secret));
        assert!(
            people::sign_in(&f.cycle, &own, &sign_in("canbo", PASSWORD)).is_ok(),
            "not confirmed yet"
        );
        assert_eq!(
            code(people::confirm_second_factor(&f.cycle, &own, "000000x").err()),
            "second-factor"
        );
        let first = people::code_at(&pending.secret, NOW.unix()).unwrap();
        people::confirm_second_factor(&f.cycle, &own, &first).unwrap();
        let asked = |code: Option<&str>| {
            let input = SignIn {
                code,
                ..sign_in("canbo", PASSWORD)
            };
            people::sign_in(&f.cycle, &own, &input).err()
        };
        assert_eq!(code(asked(None)), "second-factor");
        assert_eq!(code(asked(Some(&first))), "second-factor", "each code once");
        assert_eq!(code(people::begin_second_factor(&f.cycle, &own, "sai").err()), "wrong");
        let replaced = people::begin_second_factor(&f.cycle, &own, PASSWORD).unwrap();
        assert_ne!(replaced.secret, pending.secret);
        let next = people::code_at(&pending.secret, NOW.unix() + 30).unwrap();
        assert_eq!(
            code(asked(Some(&next))),
            "fine",
            "the old one counts until the new one is confirmed"
        );
        assert_eq!(
            code(people::give_up_second_factor(&f.cycle, &own, "000000").err()),
            "wrong"
        );
        people::give_up_second_factor(&f.cycle, &own, PASSWORD).unwrap();
        assert_eq!(code(asked(None)), "fine");
    });
}

#[test]
fn a_new_password_by_link_ends_tokens_and_sessions() {
    on_each(|f| {
        let own = call(&f.editor);
        let account = f.editor.account.unwrap();
        let session = people::sign_in(&f.cycle, &own, &sign_in("canbo", PASSWORD)).unwrap();
        let (_, token) = people::create_token(&f.cycle, &own, "phần mềm", 30).unwrap();
        assert!(people::session_of_token(&f.cycle, &token, NOW).unwrap().is_some());
        let link = people::new_link(&f.cycle, &call(&f.system), account).unwrap();
        people::use_link(&f.cycle, &own, &link, "mật khẩu mới 22", "").unwrap();
        assert!(people::session_of_token(&f.cycle, &token, NOW).unwrap().is_none());
        assert!(people::session(&f.cycle, &session.secret, NOW).unwrap().is_none());
    });
}

/// An administrator of the first commune.
fn local(f: &crate::fixture::Fixture) -> tonghop_model::cycle::Actor {
    crate::fixture::person(
        &f.cycle,
        &call(&f.system),
        "quantri.xa",
        Role::Administrator,
        f.communes[0],
    )
}

fn new_role(account: AccountId, role: Role, unit: UnitId) -> NewRole {
    NewRole {
        account,
        role,
        unit,
        programme: None,
        from: NOW.day_in_vietnam(),
        to: None,
        acting_for: None,
    }
}

#[test]
fn an_administrator_of_a_commune_is_one_of_that_commune_only() {
    on_each(|f| {
        let local = local(f);
        let own = call(&local);
        let root = units::roots(&f.cycle).unwrap()[0].id;
        for beyond in [f.head.account.unwrap(), f.reviewer.account.unwrap()] {
            assert_eq!(code(people::person(&f.cycle, &own, beyond).err()), "not-found");
            assert_eq!(code(people::new_link(&f.cycle, &own, beyond).err()), "not-found");
            assert_eq!(
                code(people::remove_second_factor(&f.cycle, &own, beyond).err()),
                "not-found"
            );
            assert_eq!(code(people::deactivate(&f.cycle, &own, beyond, 1).err()), "not-found");
            assert_eq!(
                code(people::end_sessions(&f.cycle, &own, beyond, "").err()),
                "not-found"
            );
            assert_eq!(code(people::open_sessions(&f.cycle, &own, beyond).err()), "not-found");
            let here = new_role(beyond, Role::Auditor, f.communes[0]);
            assert_eq!(code(people::give_role(&f.cycle, &own, &here).err()), "not-found");
        }
        // A role to come counts as one that holds.
        let editor = f.editor.account.unwrap();
        assert!(people::new_link(&f.cycle, &own, editor).is_ok());
        let mut later = new_role(editor, Role::CommuneEditor, f.communes[1]);
        later.from = later.from.plus_days(30);
        people::give_role(&f.cycle, &call(&f.system), &later).unwrap();
        assert!(!people::person(&f.cycle, &own, editor).unwrap().manageable);
        assert_eq!(code(people::new_link(&f.cycle, &own, editor).err()), "denied");
        let seen: Vec<_> = people::list(&f.cycle, &own)
            .unwrap()
            .into_iter()
            .map(|p| p.login)
            .collect();
        assert_eq!(seen, ["canbo", "chutich", "quantri.xa"]);

        let boss = new_role(local.account.unwrap(), Role::Administrator, UnitId(root));
        assert_eq!(code(people::give_role(&f.cycle, &own, &boss).err()), "denied");
        let invite = people::Invite {
            unit: Some(UnitId(root)),
            ..people::Invite::of("moi", "Người mới")
        };
        assert_eq!(code(people::invite(&f.cycle, &own, &invite).err()), "denied");
        assert_eq!(
            code(people::invite(&f.cycle, &own, &people::Invite::of("moi", "A")).err()),
            "invalid"
        );
        let unit = |id: UnitId| units::get(&f.cycle, &call(&f.system), id).unwrap().code;
        let row = |login: &str, unit_code: String| AccountRow {
            login: login.into(),
            name: "Người thử".into(),
            unit_code,
            role: "administrator".into(),
            ..AccountRow::default()
        };
        let rows = [
            row("a1", unit(UnitId(root))),
            row("a2", String::new()),
            row("a3", unit(f.communes[0])),
        ];
        let result = people::import(&f.cycle, &own, &rows, false).unwrap();
        let fields: Vec<_> = result.errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["rows.1.unit_code", "rows.2.unit_code"]);

        assert_eq!(code(system::settings(&f.cycle, &own).err()), "denied");
        assert_eq!(code(system::backup(&f.cycle, &own, Vec::new()).err()), "denied");
        assert_eq!(
            code(audit::list(&f.cycle, &own, &audit::EventFilter::default()).err()),
            "denied"
        );
        let first = templates::list(&f.cycle, &own).unwrap()[0].id;
        assert_eq!(code(templates::draft(&f.cycle, &own, first).err()), "denied");
    });
}

#[test]
fn a_deputy_acts_for_as_long_as_the_principal_could() {
    on_each(|f| {
        let own = call(&f.system);
        let (deputy, chairman) = (f.editor.account.unwrap(), f.approver.account.unwrap());
        let acting = |unit, role| NewRole {
            acting_for: Some(chairman),
            ..new_role(deputy, role, unit)
        };
        let wrong = |input: &NewRole| code(people::give_role(&f.cycle, &own, input).err());
        assert_eq!(
            wrong(&acting(f.communes[1], Role::CommuneApprover)),
            "invalid",
            "elsewhere"
        );
        assert_eq!(
            wrong(&acting(f.communes[0], Role::Administrator)),
            "invalid",
            "another role"
        );
        let mut earlier = acting(f.communes[0], Role::CommuneApprover);
        earlier.from = earlier.from.plus_days(-1);
        assert_eq!(wrong(&earlier), "invalid", "before the principal");
        people::give_role(&f.cycle, &own, &acting(f.communes[0], Role::CommuneApprover)).unwrap();

        let signed = people::sign_in(&f.cycle, &own, &sign_in("canbo", PASSWORD)).unwrap();
        let now = || people::session(&f.cycle, &signed.secret, NOW).unwrap().unwrap().actor;
        let actor = now();
        assert!(actor.grants.iter().any(|g| g.role == Role::CommuneApprover));
        // What only the role of the chairman allows is done in his place.
        let report = crate::fixture::report(f, 0);
        let by_deputy = call(&actor);
        let draft = reports::start(&f.cycle, &by_deputy, report).unwrap();
        let node = reports::page(&f.cycle, &by_deputy, report, Some(draft)).unwrap();
        let node = node.template.content.tasks[0].node.clone();
        let input = crate::fixture::task(&node, 0, "Hoàn thành", "Đã ban hành kế hoạch.");
        reports::save_item(&f.cycle, &by_deputy, draft, &input).unwrap();
        reports::submit(&f.cycle, &by_deputy, draft, "", Some("Đã kiểm tra")).unwrap();
        let told = |kind| {
            let filter = audit::EventFilter {
                kind: Some(kind),
                limit: 1,
                ..audit::EventFilter::default()
            };
            audit::list(&f.cycle, &own, &filter).unwrap()[0].detail.clone()
        };
        assert!(
            told("submission.submitted").contains("in_place_of"),
            "{}",
            told("submission.submitted")
        );
        assert!(
            !told("submission.started").contains("in_place_of"),
            "an editor in their own right"
        );

        let held = people::person(&f.cycle, &own, chairman).unwrap();
        people::revoke_role(&f.cycle, &own, held.grants[0].id).unwrap();
        assert!(
            now().grants.iter().all(|g| g.role != Role::CommuneApprover),
            "revoked with the principal's"
        );
        let left = people::person(&f.cycle, &own, deputy).unwrap();
        assert!(left.grants.iter().all(|g| g.acting_for.is_none()));
        assert!(told("grant.revoked").contains("acting_for"));
    });
}

#[test]
fn a_role_for_a_programme_that_does_not_exist_is_refused() {
    on_each(|f| {
        let input = NewRole {
            programme: Some("không có".into()),
            ..new_role(f.editor.account.unwrap(), Role::CommuneEditor, f.communes[0])
        };
        assert_eq!(
            code(people::give_role(&f.cycle, &call(&f.system), &input).err()),
            "invalid"
        );
    });
}

#[test]
fn a_role_for_another_programme_shows_nothing_of_this_one() {
    on_each(|f| {
        let own = call(&f.system);
        let round = rounds::get(&f.cycle, &own, f.round).unwrap();
        let other = f
            .cycle
            .engine
            .catalogue
            .programmes
            .iter()
            .find(|p| p.code != round.programme);
        let Some(other) = other.map(|p| p.code.clone()) else {
            return;
        };
        let root = UnitId(units::roots(&f.cycle).unwrap()[0].id);
        let (account, link) = people::invite(&f.cycle, &own, &people::Invite::of("khac", "Khác")).unwrap();
        let role = NewRole {
            programme: Some(other),
            ..new_role(account, Role::DepartmentHead, root)
        };
        people::give_role(&f.cycle, &own, &role).unwrap();
        people::use_link(&f.cycle, &own, &link, PASSWORD, "").unwrap();
        let signed = people::sign_in(&f.cycle, &own, &sign_in("khac", PASSWORD)).unwrap();
        let actor = people::session(&f.cycle, &signed.secret, NOW).unwrap().unwrap().actor;
        let stranger = call(&actor);
        assert!(rounds::list(&f.cycle, &stranger).unwrap().is_empty());
        assert!(reports::mine(&f.cycle, &stranger, Some(f.round)).unwrap().is_empty());
        assert!(
            views::unit_page(&f.cycle, &stranger, f.communes[0])
                .unwrap()
                .rounds
                .is_empty()
        );
        assert!(views::recommendations(&f.cycle, &stranger, None).unwrap().is_empty());
        assert_eq!(code(views::completeness(&f.cycle, &stranger, f.round).err()), "denied");
        assert!(
            !reports::mine(&f.cycle, &call(&f.head), Some(f.round))
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn the_audit_tells_who_an_import_made() {
    on_each(|f| {
        let own = call(&f.system);
        let unit = units::get(&f.cycle, &own, f.communes[1]).unwrap().code;
        let row = AccountRow {
            login: "nhap.1".into(),
            name: "Người thử".into(),
            unit_code: unit.clone(),
            role: "commune_editor".into(),
            ..AccountRow::default()
        };
        people::import(&f.cycle, &own, &[row], false).unwrap();
        let filter = audit::EventFilter {
            kind: Some("account.imported"),
            limit: 2,
            ..audit::EventFilter::default()
        };
        let told = audit::list(&f.cycle, &own, &filter).unwrap();
        assert_eq!(told.len(), 1);
        for part in ["nhap.1", "commune_editor", unit.as_str()] {
            assert!(told[0].detail.contains(part), "{}", told[0].detail);
        }
    });
}

#[test]
fn the_last_administrator_cannot_be_lost() {
    on_each(|f| {
        let own = call(&f.system);
        let everybody = || people::list(&f.cycle, &own).unwrap();
        let first = everybody().into_iter().find(|p| p.login == "quantri").unwrap();
        let link = people::new_link(&f.cycle, &own, first.id).unwrap();
        people::use_link(&f.cycle, &own, &link, PASSWORD, "").unwrap();
        let root = first.grants[0].unit;
        let role_of = |id: AccountId| people::person(&f.cycle, &own, id).unwrap().grants;
        let taken = |id| people::revoke_role(&f.cycle, &own, id);
        assert_eq!(code(taken(first.grants[0].id).err()), "invalid", "the only one");

        // A role that ends, one for a programme, and one of an office below are no replacement.
        let other = f.reviewer.account.unwrap();
        let mut ending = new_role(other, Role::Administrator, root);
        ending.to = Some(own.today());
        people::give_role(&f.cycle, &own, &ending).unwrap();
        people::give_role(&f.cycle, &own, &new_role(other, Role::Administrator, f.communes[0])).unwrap();
        assert_eq!(code(taken(first.grants[0].id).err()), "invalid");
        let version = people::person(&f.cycle, &own, first.id).unwrap().version;
        assert_eq!(
            code(people::deactivate(&f.cycle, &own, first.id, version).err()),
            "invalid"
        );
        assert_eq!(people::person(&f.cycle, &own, first.id).unwrap().state, "active");

        let made = people::make_administrator(&f.cycle, &own, "ChuyenVien").unwrap();
        assert!(made.given && !made.needs_link && !made.reactivated, "{made:?}");
        assert!(!people::make_administrator(&f.cycle, &own, "chuyenvien").unwrap().given);
        taken(first.grants[0].id).unwrap();
        let second = role_of(other)
            .into_iter()
            .find(|g| g.unit == root && g.to.is_none() && g.role == Role::Administrator);
        assert_eq!(code(taken(second.unwrap().id).err()), "invalid", "now the only one");
        assert_eq!(
            code(people::make_administrator(&f.cycle, &own, "ai").err()),
            "not-found"
        );

        // Out of use, the account comes back with the role.
        let version = people::person(&f.cycle, &own, first.id).unwrap().version;
        people::deactivate(&f.cycle, &own, first.id, version).unwrap();
        let again = people::make_administrator(&f.cycle, &own, "quantri").unwrap();
        assert!(again.given && again.reactivated && !again.needs_link, "{again:?}");
        assert_eq!(people::person(&f.cycle, &own, first.id).unwrap().state, "active");
    });
}

#[test]
fn the_file_to_fill_in_is_read_as_it_was_given_out() {
    on_each(|f| {
        let mut table = people::sheet_template(&f.cycle, &call(&f.system), Lang::Vi).unwrap();
        let communes = units::tree(&f.cycle, &call(&f.system), Action::ManagePeople).unwrap();
        let communes = communes.iter().filter(|u| u.level == "commune").count();
        assert_eq!(table.rows.len(), 2 * communes);
        let read = |table: &views::Table| people::read_sheet(&f.cycle, "a.xlsx", &table.xlsx().unwrap()).unwrap();
        assert!(read(&table).is_empty(), "rows without a name are passed over");
        table.rows[1][0] = views::TableValue::Text("can.bo".into());
        table.rows[1][1] = views::TableValue::Text("Lò Thị Mới".into());
        let rows = read(&table);
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (rows[0].login.as_str(), rows[0].role.as_str()),
            ("can.bo", "commune_approver")
        );
        let done = people::import(&f.cycle, &call(&f.system), &rows, false).unwrap();
        assert!(done.errors.is_empty() && done.links.len() == 1, "{:?}", done.errors);
        assert!(people::sheet_template(&f.cycle, &call(&f.editor), Lang::Vi).is_err());
    });
}

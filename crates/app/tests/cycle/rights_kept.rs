//! What decides who may do what and what was let pass is held against the audit log, whoever wrote to the tables.

use crate::fixture::{Fixture, NOW, call, databases, on_each, open, report, task};
use tonghop_app::cycle::audit::{self, Damage};
use tonghop_app::cycle::people::{self, Invite};
use tonghop_app::cycle::{reports, review, setup, system};
use tonghop_model::cycle::Actor;
use tonghop_model::cycle::ids::AccountId;
use tonghop_store::findings::{self, NewFinding, WaiverRow};
use tonghop_store::people as rows;
use tonghop_store::{Db, StoreResult};

fn damage(f: &Fixture) -> Vec<Damage> {
    let verified = audit::verify(&f.cycle, &call(&f.system)).unwrap();
    assert_eq!(verified.breaks, []);
    assert!(verified.kept > 10, "{verified:?}");
    verified.damage
}

fn harm(f: &Fixture) -> Vec<(&'static str, &'static str)> {
    damage(f).iter().map(|d| (d.what.key(), d.how.key())).collect()
}

/// Writes to the tables past the use cases.
fn past_all(f: &Fixture, work: impl FnOnce(&mut Db) -> StoreResult<()>) {
    f.cycle.store.write(work).unwrap();
}

fn account(f: &Fixture) -> AccountId {
    f.editor.account.unwrap()
}

#[test]
fn what_the_use_cases_change_is_what_the_log_says() {
    on_each(|f| {
        let system = call(&f.system);
        assert_eq!(harm(f), []);
        let id = account(f);
        let version = |f: &Fixture| people::person(&f.cycle, &system, id).unwrap().version;
        people::deactivate(&f.cycle, &system, id, version(f)).unwrap();
        people::reactivate(&f.cycle, &system, id, version(f)).unwrap();
        let link = people::new_link(&f.cycle, &system, id).unwrap();
        people::use_link(&f.cycle, &system, &link, "một mật khẩu khác 7", "").unwrap();
        let grant = people::person(&f.cycle, &system, id).unwrap().grants[0].id;
        people::revoke_role(&f.cycle, &system, grant).unwrap();
        people::invite(&f.cycle, &system, &Invite::of("moi", "Người Mới")).unwrap();
        assert_eq!(harm(f), []);
    });
}

#[test]
fn a_name_a_password_or_a_role_changed_in_the_tables_is_found() {
    on_each(|f| {
        let id = account(f).0;
        let row = f.cycle.store.read(|db| rows::account(db, id)).unwrap().unwrap();
        past_all(f, |db| {
            rows::set_account_profile(db, id, row.version, ("Người Khác", None, "vi"))
        });
        assert_eq!(harm(f), [("account", "changed")]);
        assert!(damage(f)[0].name.contains("Người Khác"), "{:?}", damage(f));
        past_all(f, |db| {
            rows::set_password(db, id, "$argon2id$mot-hash-khac", NOW.unix())
        });
        assert_eq!(harm(f), [("account", "changed"), ("credential", "changed")]);
        let grant = f.editor.grants[0].id.0;
        past_all(f, |db| rows::revoke_grant(db, grant, NOW.unix()));
        let new = rows::NewGrant {
            account_id: id,
            role: "administrator",
            unit_id: f.editor.grants[0].unit.0,
            programme: None,
            valid_from: "2026-01-01".into(),
            valid_to: None,
            acting_for: None,
            granted_by: "không ai",
            granted_at: NOW.unix(),
        };
        past_all(f, |db| rows::insert_grant(db, &new).map(drop));
        assert_eq!(harm(f)[2..], [("grant", "changed"), ("grant", "unrecorded")]);
        let checks = system::doctor(&f.cycle, &call(&f.system)).unwrap();
        let rights = checks.iter().find(|c| c.name == "rights").unwrap();
        assert!(!rights.fine && rights.facts.len() == 4, "{rights:?}");
        assert!(checks.iter().find(|c| c.name == "frozen").unwrap().fine);
        // The next change of the account does not hide what was done to its password.
        let version = people::person(&f.cycle, &call(&f.system), AccountId(id))
            .unwrap()
            .version;
        people::deactivate(&f.cycle, &call(&f.system), AccountId(id), version).unwrap();
        assert_eq!(harm(f)[0], ("credential", "changed"));
    });
}

#[test]
fn a_waiver_or_a_finding_changed_in_the_tables_is_found() {
    on_each(|f| {
        let (own, system) = (call(&f.editor), call(&f.system));
        let draft = reports::start(&f.cycle, &own, report(f, 0)).unwrap();
        let page = reports::page(&f.cycle, &system, report(f, 0), None).unwrap();
        let node = page.template.content.tasks[0].node.clone();
        let wrong = task(&node, 0, "Đáp ứng", "Số hồ sơ là 691/685 hồ sơ, đạt 100,9%.");
        reports::save_item(&f.cycle, &own, draft, &wrong).unwrap();
        let found = reports::check(&f.cycle, &own, draft).unwrap();
        let errors = found.iter().filter(|f| f.severity.key() == "error");
        for error in errors {
            review::waive(&f.cycle, &call(&f.reviewer), error.id, "Sai sót của mẫu").unwrap();
        }
        let note = Some("Số liệu đã được rà soát");
        reports::submit(&f.cycle, &call(&f.approver), draft, "", note).unwrap();
        assert_eq!(harm(f), []);
        past_all(f, |db| {
            let row = WaiverRow {
                report_id: report(f, 0).0,
                fingerprint: "0123".into(),
                reason: "không ai quyết định".into(),
                waived_by: "không ai".into(),
                waived_at: NOW.unix(),
            };
            findings::waive(db, &row)
        });
        assert_eq!(harm(f), [("waiver", "unrecorded")]);
        past_all(f, |db| findings::replace(db, draft.0, &[] as &[NewFinding]));
        assert_eq!(harm(f), [("findings", "changed"), ("waiver", "unrecorded")]);
        assert!(
            damage(f)[0].unit.contains("xã") || damage(f)[0].unit.contains("phường"),
            "{:?}",
            damage(f)[0]
        );
    });
}

#[test]
fn setting_up_again_changes_nothing() {
    on_each(|f| {
        let system = call(&f.system);
        let before = audit::verify(&f.cycle, &system).unwrap().events;
        setup::migrate(&f.cycle, &system).unwrap();
        assert_eq!(audit::verify(&f.cycle, &system).unwrap().events, before);
    });
}

#[test]
fn an_installation_of_an_older_program_has_its_rows_recorded_once() {
    for (url, folder) in databases() {
        let cycle = open(&url);
        let system = Actor::system("thử nghiệm");
        let own = call(&system);
        setup::migrate(&cycle, &own).unwrap();
        let new = rows::NewAccount {
            login: "cu",
            name: "Người Cũ",
            email: None,
            unit_id: None,
            state: "active",
            language: "vi",
            created_at: NOW.unix(),
            version: 1,
        };
        let made = cycle.store.write(|db| rows::insert_account(db, &new)).unwrap();
        assert!(
            audit::verify(&cycle, &own).unwrap().is_whole(),
            "nobody recorded anything"
        );
        setup::migrate(&cycle, &own).unwrap();
        setup::migrate(&cycle, &own).unwrap();
        let verified = audit::verify(&cycle, &own).unwrap();
        assert!(verified.is_whole() && verified.events == 1, "{verified:?}");
        let renamed = ("Người Khác", None, "vi");
        let rename = |db: &mut Db| rows::set_account_profile(db, made, 1, renamed);
        cycle.store.write(rename).unwrap();
        let damage = audit::verify(&cycle, &own).unwrap().damage;
        assert_eq!(damage.iter().map(|d| d.how.key()).collect::<Vec<_>>(), ["changed"]);
        if let Some(folder) = folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

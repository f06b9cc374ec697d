//! What was closed, accepted or published stands; what was taken back does not count; nothing that was accepted gets lost.

use crate::fixture::{Fixture, NOW, call, on_each, report, task};
use tonghop_app::cycle::files::{self, Upload};
use tonghop_app::cycle::reports::{self, Intake};
use tonghop_app::cycle::rounds::{self, Adjustment};
use tonghop_app::cycle::system::{self, ImportRow, Manner};
use tonghop_app::cycle::views;
use tonghop_app::cycle::{Call, audit, review};
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::{Action, EventKind, Timeliness};
use tonghop_store::events;

fn node(f: &Fixture, number: usize) -> String {
    let page = reports::page(&f.cycle, &call(&f.system), report(f, 0), None).unwrap();
    page.template.content.tasks[number].node.clone()
}

fn send(f: &Fixture, commune: usize, call: &Call<'_>, key: &str) -> SubmissionId {
    let result = format!("Đã hoàn thành nội dung được giao {key}");
    let input = Intake {
        items: vec![task(&node(f, 0), 0, "Đáp ứng", &result)],
        key: format!("{commune}-{key}"),
        note: Some("rà soát".into()),
        ..Intake::default()
    };
    reports::intake(&f.cycle, call, report(f, commune), &input)
        .unwrap()
        .submission
}

fn version(f: &Fixture, commune: usize) -> i64 {
    let page = reports::page(&f.cycle, &call(&f.system), report(f, commune), None).unwrap();
    page.submission.unwrap().version
}

fn accept(f: &Fixture, commune: usize, id: SubmissionId) {
    let seen = version(f, commune);
    review::start(&f.cycle, &call(&f.reviewer), id, seen).unwrap();
    review::accept(&f.cycle, &call(&f.reviewer), id, seen + 1).unwrap();
}

fn round(f: &Fixture) -> i64 {
    rounds::get(&f.cycle, &call(&f.head), f.round).unwrap().version
}

fn count(f: &Fixture, kind: EventKind) -> i64 {
    f.cycle.store.read(|db| events::count(db, kind)).unwrap()
}

fn published(f: &Fixture) -> Vec<(String, i64)> {
    let found = views::published(&f.cycle, &call(&f.system), f.round).unwrap();
    found.units.into_iter().map(|u| (u.code, u.edition)).collect()
}

#[test]
fn an_accepted_edition_is_published_whatever_was_begun_since() {
    on_each(|f| {
        let system = call(&f.system);
        let first = send(f, 0, &system, "1");
        accept(f, 0, first);
        let second = send(f, 1, &system, "1");
        accept(f, 1, second);
        // One begins anew, the other one sends anew.
        reports::start(&f.cycle, &system, report(f, 0)).unwrap();
        let later = send(f, 1, &system, "2");
        let head = call(&f.head);
        rounds::close(&f.cycle, &head, f.round, round(f)).unwrap();
        assert_eq!(rounds::publish(&f.cycle, &head, f.round, round(f)).unwrap(), 2);
        assert_eq!(count(f, EventKind::EditionPublished), 2);
        let shown = published(f);
        assert_eq!(shown.iter().map(|(_, edition)| *edition).collect::<Vec<_>>(), [1, 1]);
        // Nothing is new.
        let again = rounds::publish(&f.cycle, &head, f.round, round(f));
        assert_eq!(again.unwrap_err().code(), "nothing-to-publish");
        // What is accepted later is published later; until then the public sees what it saw.
        accept(f, 1, later);
        assert_eq!(published(f), shown);
        assert_eq!(rounds::publish(&f.cycle, &head, f.round, round(f)).unwrap(), 1);
        let mut editions: Vec<i64> = published(f).into_iter().map(|(_, edition)| edition).collect();
        editions.sort_unstable();
        assert_eq!(editions, [1, 2]);
        assert_eq!(count(f, EventKind::Superseded), 1);
    });
}

#[test]
fn what_was_published_stands() {
    on_each(|f| {
        let (head, approver) = (call(&f.head), call(&f.approver));
        rounds::close(&f.cycle, &head, f.round, round(f)).unwrap();
        let nothing = |f: &Fixture| Adjustment {
            reports: vec![(report(f, 0), 1)],
            reason: "Không phát sinh".into(),
        };
        let refused = rounds::declare_nothing(&f.cycle, &approver, &nothing(f));
        assert_eq!(refused.unwrap_err().code(), "wrong-round-state");
        let dates = ("Tên mới", "2026-06-15".parse().unwrap(), "2026-06-30".parse().unwrap());
        rounds::change_dates(&f.cycle, &head, f.round, round(f), dates).unwrap();
        rounds::publish(&f.cycle, &head, f.round, round(f)).unwrap();
        let refused = [
            rounds::change_dates(&f.cycle, &head, f.round, round(f), dates),
            rounds::exempt(&f.cycle, &head, &nothing(f)),
            system::import_values(&f.cycle, &head, f.round, &[value(f, 0, 1.0)], ("", true)).map(drop),
            system::import_values(&f.cycle, &head, f.round, &[value(f, 0, 1.0)], ("", false)).map(drop),
        ];
        for one in refused {
            assert_eq!(one.unwrap_err().code(), "wrong-round-state");
        }
    });
}

fn value(f: &Fixture, commune: usize, part: f64) -> ImportRow {
    let units = tonghop_app::cycle::units::tree(&f.cycle, &call(&f.head), Action::ViewUnit).unwrap();
    let unit = units.into_iter().find(|u| u.id == f.communes[commune].0).unwrap();
    ImportRow {
        unit: unit.code,
        indicator: "T04".into(),
        value: None,
        numerator: Some(part),
        denominator: Some(200.0),
    }
}

#[test]
fn evidence_of_an_accepted_report_stands() {
    on_each(|f| {
        let (editor, system) = (call(&f.editor), call(&f.system));
        let node = node(f, 0);
        let file = |name: &'static str, node| Upload {
            name,
            bytes: b"minh chung",
            node,
            is_report: false,
        };
        let unknown = files::upload(&f.cycle, &editor, report(f, 0), &file("a.txt", Some("khong-co")));
        assert_eq!(unknown.unwrap_err().code(), "invalid");
        let kept = files::upload(&f.cycle, &editor, report(f, 0), &file("a.txt", Some(&node))).unwrap();
        let again = files::upload(&f.cycle, &editor, report(f, 0), &file("a.txt", Some(&node))).unwrap();
        assert_eq!(kept.attachment, again.attachment, "the same file is kept once");
        assert_eq!(count(f, EventKind::FileStored), 1);
        let sent = send(f, 0, &system, "1");
        let refused = files::remove(&f.cycle, &editor, kept.attachment);
        assert_eq!(refused.unwrap_err().code(), "wrong-state", "the reviewer looks at it");
        accept(f, 0, sent);
        let other = Upload {
            bytes: b"khac",
            ..file("b.txt", None)
        };
        let refused = files::upload(&f.cycle, &editor, report(f, 0), &other);
        assert_eq!(refused.unwrap_err().code(), "wrong-state");
        let edition = &review::editions(&f.cycle, &system, report(f, 0)).unwrap()[0];
        assert_eq!(edition.files.len(), 1);
        assert_eq!(
            (edition.files[0].name.as_str(), edition.files[0].node.as_ref()),
            ("a.txt", Some(&node))
        );
    });
}

#[test]
fn an_import_replaces_accepted_values_when_that_is_asked_for() {
    on_each(|f| {
        let head = call(&f.head);
        let first = system::import_values(&f.cycle, &head, f.round, &[value(f, 0, 10.0)], ("", false)).unwrap();
        assert_eq!(first.replaces_accepted, 0);
        // As an accepted report leaves it.
        let id = send(f, 0, &call(&f.system), "1");
        accept(f, 0, id);
        let edition = review::editions(&f.cycle, &head, report(f, 0)).unwrap()[0].id;
        let put = |db: &mut tonghop_store::Db| {
            let mut row = tonghop_store::editions::of_registers(db, f.round.0, f.communes[0].0)?.remove(0);
            (row.edition_id, row.import_id, row.basis) = (Some(edition.0), None, "declared".into());
            row.is_current = true;
            tonghop_store::editions::replace_observations(db, f.round.0, f.communes[0].0, &[row])
        };
        f.cycle.store.write(put).unwrap();
        let rows = [value(f, 0, 30.0), value(f, 1, 30.0)];
        let looked = system::import_values(&f.cycle, &head, f.round, &rows, ("", true)).unwrap();
        assert_eq!((looked.replaces_accepted, looked.id), (1, None));
        let refused = system::import_values(&f.cycle, &head, f.round, &rows, ("", false));
        assert_eq!(refused.unwrap_err().code(), "replaces-accepted");
        let manner = Manner {
            replace_accepted: true,
            ..Manner::default()
        };
        let done = system::import_values(&f.cycle, &head, f.round, &rows, manner).unwrap();
        assert_eq!(done.replaces_accepted, 1);
        system::undo_import(&f.cycle, &head, done.id.unwrap()).unwrap();
        let kept = f
            .cycle
            .store
            .read(|db| tonghop_store::editions::held_values(db, f.round.0))
            .unwrap();
        let kept = kept.iter().filter(|v| v.edition_id.is_some());
        assert_eq!(kept.count(), 1, "undone, the accepted value counts again");
    });
}

#[test]
fn what_was_taken_back_was_not_received() {
    on_each(|f| {
        let system = call(&f.system);
        let id = send(f, 0, &system, "1");
        let timeliness = |f: &Fixture, now: &Call<'_>| {
            let owed = reports::mine(&f.cycle, now, None).unwrap();
            owed.into_iter().find(|o| o.report == report(f, 0)).unwrap().timeliness
        };
        assert_eq!(timeliness(f, &system), Timeliness::OnTime);
        reports::withdraw(&f.cycle, &system, id, version(f, 0)).unwrap();
        assert_eq!(timeliness(f, &system), Timeliness::Pending);
        // Two months later: after the deadline.
        let late = Call {
            now: NOW.plus_seconds(60 * 24 * 3600),
            ..system
        };
        send(f, 0, &late, "2");
        assert_eq!(timeliness(f, &late), Timeliness::SentLate);
    });
}

#[test]
fn of_several_obligations_all_are_changed_or_none() {
    on_each(|f| {
        let head = call(&f.head);
        let input = Adjustment {
            reports: vec![(report(f, 0), 1), (report(f, 1), 7), (report(f, 2), 1)],
            reason: "Thiên tai".into(),
        };
        let refused = rounds::extend(&f.cycle, &head, &input, "2026-07-10".parse().unwrap());
        assert_eq!(refused.unwrap_err().code(), "conflict");
        assert_eq!(count(f, EventKind::ReportExtended), 0);
        let owed = reports::mine(&f.cycle, &call(&f.system), None).unwrap();
        assert!(
            owed.iter().all(|o| o.due == "2026-06-25".parse().unwrap()),
            "none was changed"
        );
    });
}

#[test]
fn a_second_document_leaves_what_the_first_one_said() {
    on_each(|f| {
        let own = call(&f.editor);
        let page = reports::page(&f.cycle, &own, report(f, 0), None).unwrap();
        let content = &page.template.content;
        let text = |from: usize, to: usize| {
            let mut text = String::from(
                "# BÁO CÁO\n\n| TT | Nhiệm vụ, giải pháp | Thời gian | Mức độ hoàn thành | Kết quả chi tiết |\n|---|---|---|---|---|\n",
            );
            for task in &content.tasks[from..to] {
                text.push_str(&format!("| {} | {} | | Đáp ứng | Đã xong |\n", task.no, task.title));
            }
            text
        };
        let read = |name: &str, text: &str| {
            let file = Upload {
                name,
                bytes: text.as_bytes(),
                node: None,
                is_report: true,
            };
            let kept = files::upload(&f.cycle, &own, report(f, 0), &file).unwrap();
            assert!(files::run_next_reading(&f.cycle, NOW).unwrap());
            kept.reading.unwrap()
        };
        let (draft, first) = read("mot.md", &text(0, 3));
        let of = |reading| {
            let all = files::candidates(&f.cycle, &own, draft).unwrap();
            all.iter().filter(|c| c.reading == reading && c.state == "open").count()
        };
        let before = of(first);
        assert!(before > 0);
        let (_, second) = read("hai.md", &text(3, 6));
        assert_eq!(of(first), before, "the other document's values are still there");
        assert!(of(second) > 0);
        // A newer version of the first document takes the place of the older one.
        let (_, third) = read("mot.md", &text(0, 2));
        assert_eq!(of(first), 0);
        assert!(of(second) > 0 && of(third) > 0);
    });
}

#[test]
fn who_only_looks_changes_nothing() {
    on_each(|f| {
        let own = call(&f.editor);
        let draft = reports::start(&f.cycle, &own, report(f, 0)).unwrap();
        let wrong = task(&node(f, 0), 0, "Đáp ứng", "Số hồ sơ là 691/685 hồ sơ, đạt 100,9%.");
        reports::save_item(&f.cycle, &own, draft, &wrong).unwrap();
        let seen = reports::check(&f.cycle, &call(&f.reviewer), draft).unwrap();
        assert!(seen.is_empty(), "nobody who may write has checked it");
        assert!(!reports::check(&f.cycle, &own, draft).unwrap().is_empty());
        let seen = reports::check(&f.cycle, &call(&f.reviewer), draft).unwrap();
        assert!(!seen.is_empty(), "what was found last is shown");
    });
}

#[test]
fn figures_that_are_not_those_of_the_edition_are_found() {
    on_each(|f| {
        let system = call(&f.system);
        let sent = send(f, 0, &system, "1");
        accept(f, 0, sent);
        assert!(audit::verify(&f.cycle, &system).unwrap().is_whole());
        let unit = tonghop_app::cycle::units::get(&f.cycle, &system, f.communes[0]).unwrap();
        let put = |db: &mut tonghop_store::Db| {
            let edition = tonghop_store::editions::of_report(db, report(f, 0).0)?[0].id;
            let row = tonghop_store::editions::ObservationRow {
                edition_id: Some(edition),
                round_id: f.round.0,
                unit_id: unit.id,
                unit_code: unit.code.clone(),
                unit_valid_from: unit.valid_from.clone(),
                element: "T04".into(),
                value: Some(99.0),
                numerator: None,
                denominator: None,
                unit_of_measure: None,
                qualifier: None,
                window_from: None,
                window_to: None,
                basis: "declared".into(),
                span: None,
                sentence: None,
                is_current: true,
                import_id: None,
            };
            tonghop_store::editions::replace_observations(db, f.round.0, unit.id, &[row])
        };
        f.cycle.store.write(put).unwrap();
        let damage = audit::verify(&f.cycle, &system).unwrap().damage;
        assert_eq!(damage.iter().map(|d| d.how.key()).collect::<Vec<_>>(), ["figures"]);
    });
}

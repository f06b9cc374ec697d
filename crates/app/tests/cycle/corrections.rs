//! What was sent and is taken back, exempted, moved or looked at before it is sent, on both databases.

use crate::fixture::{Fixture, call, on_each, report, task};
use tonghop_app::cycle::reports::{self, Intake, Seen};
use tonghop_app::cycle::rounds::{self, Adjustment};
use tonghop_app::cycle::{CycleError, audit, mail, review, views};
use tonghop_model::cycle::{Obligation, ReviewDecision, SubmissionId, SubmissionState, Timeliness};
use tonghop_model::finding::Severity;

const ASKED: &str = "Đề nghị tỉnh cấp thêm máy tính cho xã.";

const PROMISED: &str = "Phấn đấu hoàn thành số hóa hồ sơ trước ngày 30/11/2026.";

/// A draft of the first commune with one task, a request and a promise.
fn draft(f: &Fixture, result: &str) -> SubmissionId {
    let own = call(&f.editor);
    let draft = reports::start(&f.cycle, &own, report(f, 0)).unwrap();
    let page = reports::page(&f.cycle, &own, report(f, 0), None).unwrap();
    let version = |node: &str| page.items.iter().find(|i| i.node == node).map_or(0, |i| i.version);
    let node = &page.template.content.tasks[0].node;
    let done = task(node, version(node), "Đang triển khai", result);
    reports::save_item(&f.cycle, &own, draft, &done).unwrap();
    for (node, text) in [("s:recommendations", ASKED), ("s:next_tasks", PROMISED)] {
        let said = task(node, version(node), "", text);
        reports::save_item(&f.cycle, &own, draft, &said).unwrap();
    }
    draft
}

fn send(f: &Fixture, draft: SubmissionId, key: &str) {
    reports::submit(&f.cycle, &call(&f.approver), draft, key, Some("đã rà soát")).unwrap();
}

fn follow_ups(f: &Fixture) -> (usize, usize) {
    let head = call(&f.head);
    let asked = views::recommendations(&f.cycle, &head, Some(f.round)).unwrap().len();
    let promised = views::commitments(&f.cycle, &head, Some(f.round)).unwrap().len();
    (asked, promised)
}

fn take_back(f: &Fixture, id: SubmissionId) {
    let page = reports::page(&f.cycle, &call(&f.approver), report(f, 0), Some(id)).unwrap();
    let version = page.submission.unwrap().version;
    reports::withdraw(&f.cycle, &call(&f.approver), id, version).unwrap();
}

#[test]
fn what_was_withdrawn_is_out_of_every_view_and_comes_back_with_its_answer() {
    on_each(|f| {
        let first = draft(f, "Xã sẽ hoàn thành kế hoạch trước ngày 30/9/2026.");
        send(f, first, "w1");
        let (asked, promised) = follow_ups(f);
        assert!(asked > 0 && promised > 0, "{asked} {promised}");
        let head = call(&f.head);
        let one = views::recommendations(&f.cycle, &head, Some(f.round))
            .unwrap()
            .remove(0);
        views::answer_recommendation(&f.cycle, &head, one.id, one.version, "Sẽ cấp trong quý IV").unwrap();
        take_back(f, first);
        assert_eq!(follow_ups(f), (0, 0));
        let again = draft(f, "Xã sẽ hoàn thành kế hoạch trước ngày 30/9/2026.");
        send(f, again, "w2");
        assert_eq!(follow_ups(f), (asked, promised));
        let found = views::recommendations(&f.cycle, &head, Some(f.round)).unwrap();
        assert!(found.iter().any(|r| r.answer.is_some()), "the answer stays: {found:?}");
    });
}

#[test]
fn nobody_sends_what_they_did_not_see() {
    on_each(|f| {
        let own = draft(f, "Một");
        let approver = call(&f.approver);
        let seen = reports::page(&f.cycle, &approver, report(f, 0), None).unwrap().seen();
        draft(f, "Hai");
        let said = ("s1", Some("đã rà soát"));
        let refused = reports::submit_as_seen(&f.cycle, &approver, own, Some(&seen), said).unwrap_err();
        assert!(matches!(refused, CycleError::Conflict(_)), "{refused:?}");
        let none = reports::submit_as_seen(&f.cycle, &approver, own, Some(&Seen::new()), said);
        assert!(none.is_err(), "nothing was looked at");
        let seen = reports::page(&f.cycle, &approver, report(f, 0), None).unwrap().seen();
        reports::submit_as_seen(&f.cycle, &approver, own, Some(&seen), said).unwrap();
        let again = reports::submit_as_seen(&f.cycle, &approver, own, Some(&Seen::new()), said).unwrap();
        assert!(again.repeated, "the same request once more");
    });
}

fn adjusted(f: &Fixture, commune: usize) -> Adjustment {
    let page = reports::page(&f.cycle, &call(&f.system), report(f, commune), None).unwrap();
    Adjustment {
        reports: vec![(report(f, commune), page.version)],
        reason: "thử".into(),
    }
}

#[test]
fn who_has_sent_is_not_exempted_and_who_sends_is_counted() {
    on_each(|f| {
        let (head, own) = (call(&f.head), draft(f, "Một"));
        send(f, own, "e1");
        let refused = rounds::exempt(&f.cycle, &head, &adjusted(f, 0)).unwrap_err();
        assert_eq!(refused.code(), "invalid");
        let count = |f: &Fixture| rounds::get(&f.cycle, &call(&f.head), f.round).unwrap().counts;
        assert_eq!(count(f).of(Timeliness::NotAsked), 0);
        take_back(f, own);
        rounds::exempt(&f.cycle, &head, &adjusted(f, 0)).unwrap();
        assert_eq!(count(f).of(Timeliness::NotAsked), 1);
        // Sends all the same.
        let again = draft(f, "Hai");
        send(f, again, "e2");
        assert_eq!((count(f).of(Timeliness::NotAsked), count(f).answered()), (0, 1));
    });
}

#[test]
fn an_extension_never_ends_before_the_deadline_of_all() {
    on_each(|f| {
        let head = call(&f.head);
        let round = rounds::get(&f.cycle, &head, f.round).unwrap();
        let days = |n: i64| round.deadline.plus_days(n);
        rounds::extend(&f.cycle, &head, &adjusted(f, 0), days(5)).unwrap();
        let owed = |f: &Fixture| {
            let all = views::completeness(&f.cycle, &call(&f.head), f.round).unwrap().units;
            all.into_iter().find(|o| o.report == report(f, 0)).unwrap()
        };
        assert_eq!((owed(f).due, owed(f).obligation), (days(5), Obligation::Extended));
        let dates = (round.title.as_str(), round.cut_off, days(30));
        rounds::change_dates(&f.cycle, &head, f.round, round.version, dates).unwrap();
        assert_eq!(
            (owed(f).due, owed(f).obligation, owed(f).reason),
            (days(30), Obligation::Expected, None)
        );
    });
}

/// Reviews an attempt to its end: what is given back, or accepted where nothing is.
fn review_to_end(f: &Fixture, id: SubmissionId, returned: Option<&str>) {
    let reviewer = call(&f.reviewer);
    let page = |f: &Fixture| reports::page(&f.cycle, &call(&f.reviewer), report(f, 0), Some(id)).unwrap();
    let version = |f: &Fixture| page(f).submission.unwrap().version;
    if page(f).submission.unwrap().state == SubmissionState::Submitted {
        review::start(&f.cycle, &reviewer, id, version(f)).unwrap();
    }
    let Some(node) = returned else {
        review::accept(&f.cycle, &reviewer, id, version(f)).unwrap();
        return;
    };
    let again = ReviewDecision::Returned {
        reason: "Sai số liệu".into(),
        due: "2026-06-20".parse().unwrap(),
    };
    review::decide_item(&f.cycle, &reviewer, id, (node, 0), &again).unwrap();
    review::return_items(&f.cycle, &reviewer, id, version(f), None).unwrap();
}

fn version_of(f: &Fixture) -> i64 {
    rounds::get(&f.cycle, &call(&f.head), f.round).unwrap().version
}

#[test]
fn what_was_accepted_can_be_returned_and_stays_in_force_meanwhile() {
    on_each(|f| {
        let first = draft(f, "Một");
        send(f, first, "a1");
        review_to_end(f, first, None);
        let reviewer = call(&f.reviewer);
        let seen = reports::page(&f.cycle, &reviewer, report(f, 0), None).unwrap();
        let version = seen.submission.as_ref().unwrap().version;
        let silent = review::reopen(&f.cycle, &reviewer, first, version, " ");
        assert_eq!(silent.unwrap_err().code(), "invalid");
        review::reopen(&f.cycle, &reviewer, first, version, "Sai số").unwrap();
        // Looked at again and accepted as it was: the same edition.
        review_to_end(f, first, None);
        let numbers = |f: &Fixture| -> Vec<i64> {
            let all = review::editions(&f.cycle, &call(&f.reviewer), report(f, 0)).unwrap();
            all.iter().map(|e| e.number).collect()
        };
        assert_eq!(numbers(f), [1]);
        let page = reports::page(&f.cycle, &reviewer, report(f, 0), None).unwrap();
        let version = page.submission.unwrap().version;
        review::reopen(&f.cycle, &reviewer, first, version, "Sai số").unwrap();
        review_to_end(f, first, Some(&seen.template.content.tasks[0].node));
        let owed = |f: &Fixture| {
            let all = views::completeness(&f.cycle, &call(&f.head), f.round).unwrap().units;
            all.into_iter().find(|o| o.report == report(f, 0)).unwrap()
        };
        assert_eq!((owed(f).in_force(), owed(f).is_being_mended()), (Some(1), true));
        let second = draft(f, "Hai");
        send(f, second, "a2");
        take_back(f, second);
        let rows = views::matrix(&f.cycle, &call(&f.head), f.round, &views::MatrixFilter::default()).unwrap();
        assert_eq!(rows.total, 1, "the edition holds although its mending was taken back");
        let third = draft(f, "Ba");
        send(f, third, "a3");
        review_to_end(f, third, None);
        assert_eq!((numbers(f), owed(f).in_force()), (vec![2, 1], None));
        let states: Vec<_> = reports::page(&f.cycle, &reviewer, report(f, 0), None).unwrap().attempts;
        let count = states.iter().filter(|s| s.state.counts()).count();
        assert_eq!(count, 1, "{states:?}");
        assert!(audit::verify(&f.cycle, &call(&f.system)).unwrap().is_whole());
    });
}

#[test]
fn what_was_published_is_corrected_by_a_newer_edition() {
    on_each(|f| {
        let head = call(&f.head);
        let first = draft(f, "Một");
        send(f, first, "p1");
        review_to_end(f, first, None);
        rounds::close(&f.cycle, &head, f.round, version_of(f)).unwrap();
        rounds::publish(&f.cycle, &head, f.round, version_of(f)).unwrap();
        let silent = rounds::reopen(&f.cycle, &head, f.round, version_of(f), "");
        assert_eq!(silent.unwrap_err().code(), "invalid");
        rounds::reopen(&f.cycle, &head, f.round, version_of(f), "Sai một số liệu").unwrap();
        let shown = |f: &Fixture| views::published(&f.cycle, &call(&f.head), f.round).unwrap().units[0].edition;
        assert_eq!(shown(f), 1, "the public sees it meanwhile");
        let page = reports::page(&f.cycle, &head, report(f, 0), None).unwrap();
        let version = page.submission.unwrap().version;
        review::reopen(&f.cycle, &call(&f.reviewer), first, version, "Sai số").unwrap();
        review_to_end(f, first, Some(&page.template.content.tasks[0].node));
        let second = draft(f, "Hai");
        send(f, second, "p2");
        review_to_end(f, second, None);
        assert_eq!(shown(f), 1, "until the correction is published");
        rounds::close(&f.cycle, &head, f.round, version_of(f)).unwrap();
        assert_eq!(rounds::publish(&f.cycle, &head, f.round, version_of(f)).unwrap(), 1);
        assert_eq!(shown(f), 2);
        assert!(audit::verify(&f.cycle, &call(&f.system)).unwrap().is_whole());
    });
}

#[test]
fn the_unit_is_told_what_was_answered_and_remarked() {
    on_each(|f| {
        let (head, own) = (call(&f.head), draft(f, "Một"));
        send(f, own, "t1");
        let mails = |f: &Fixture, kind: &str| {
            let all = mail::list(&f.cycle, &call(&f.system), 0, 500).unwrap();
            let mut own: Vec<_> = all.into_iter().filter(|m| m.kind == kind).collect();
            own.sort_by(|a, b| a.recipient.cmp(&b.recipient));
            own
        };
        let one = views::recommendations(&f.cycle, &head, Some(f.round))
            .unwrap()
            .remove(0);
        assert!(views::answered_lately(&f.cycle, &call(&f.editor)).unwrap().is_empty());
        views::answer_recommendation(&f.cycle, &head, one.id, one.version, "Sẽ cấp trong quý IV").unwrap();
        let told = mails(f, "answer");
        assert_eq!(told.len(), 2, "editor and approver");
        assert!(
            told[0].body.contains("Sẽ cấp trong quý IV") && told[0].body.contains("máy tính"),
            "{}",
            told[0].body
        );
        assert_eq!(views::answered_lately(&f.cycle, &call(&f.editor)).unwrap().len(), 1);
        review::comment(&f.cycle, &call(&f.reviewer), report(f, 0), None, "Xin rà lại mục I").unwrap();
        assert_eq!(mails(f, "comment").len(), 2);
        review::comment(&f.cycle, &call(&f.editor), report(f, 0), None, "Đã rà lại").unwrap();
        assert_eq!(
            mails(f, "comment").len(),
            2,
            "the unit's own word is not told to itself"
        );
        // What was taken back has no answer to wait for.
        let page = reports::page(&f.cycle, &call(&f.approver), report(f, 0), None).unwrap();
        let version = page.submission.unwrap().version;
        reports::withdraw(&f.cycle, &call(&f.approver), own, version).unwrap();
        let late = views::answer_recommendation(&f.cycle, &head, one.id, one.version + 1, "Muộn");
        assert_eq!(late.unwrap_err().code(), "not-found");
    });
}

#[test]
fn a_unit_that_an_error_stops_reaches_who_can_waive_it() {
    on_each(|f| {
        let own = call(&f.editor);
        let draft = draft(f, "Số hồ sơ thanh toán trực tuyến là 691/685 hồ sơ, đạt 100,9%.");
        let found = reports::check(&f.cycle, &own, draft).unwrap();
        let error = found
            .iter()
            .find(|x| x.severity == Severity::Error)
            .expect("more than all");
        let reviewer = call(&f.reviewer);
        assert!(reports::asked_waivers(&f.cycle, &reviewer).unwrap().is_empty());
        reports::explain_finding(&f.cycle, &own, error.id, "Đã đối chiếu với phần mềm").unwrap();
        let asked = reports::asked_waivers(&f.cycle, &reviewer).unwrap();
        assert_eq!(asked.get(&draft), Some(&1), "{asked:?}");
        assert!(
            reports::asked_waivers(&f.cycle, &own).is_err(),
            "the unit waives nothing"
        );
        review::waive(&f.cycle, &reviewer, error.id, "Đúng theo phần mềm").unwrap();
        assert!(reports::asked_waivers(&f.cycle, &reviewer).unwrap().is_empty());
        let told = mail::list(&f.cycle, &call(&f.system), 0, 500).unwrap();
        assert!(
            told.iter().any(|m| m.body.contains("Đúng theo phần mềm")),
            "the unit is told"
        );
    });
}

#[test]
fn who_sent_a_report_does_not_accept_it() {
    on_each(|f| {
        let own = draft(f, "Một");
        send(f, own, "o1");
        let mut both = f.approver.clone();
        both.grants.extend(f.reviewer.grants.clone());
        let id = |f: &Fixture| reports::page(&f.cycle, &call(&f.reviewer), report(f, 0), None).unwrap();
        let version = |f: &Fixture| id(f).submission.unwrap().version;
        review::start(&f.cycle, &call(&both), own, version(f)).unwrap();
        let refused = review::accept(&f.cycle, &call(&both), own, version(f)).unwrap_err();
        assert_eq!(refused.code(), "own-report");
        review::accept(&f.cycle, &call(&f.reviewer), own, version(f)).unwrap();
    });
}

#[test]
fn a_key_names_one_request_and_no_other() {
    on_each(|f| {
        let system = call(&f.system);
        let say = |text| review::comment_once(&f.cycle, &system, report(f, 0), (None, text), "k");
        let first = say("Một").unwrap();
        assert_eq!(say("Một").unwrap(), first);
        assert_eq!(say("Hai").unwrap_err().code(), "key-reused");
        let node = reports::page(&f.cycle, &system, report(f, 1), None)
            .unwrap()
            .template
            .content
            .tasks[0]
            .node
            .clone();
        let send = |result: &str| {
            let input = Intake {
                items: vec![task(&node, 0, "Đang triển khai", result)],
                key: "i".into(),
                note: Some("rà soát".into()),
                ..Intake::default()
            };
            reports::intake(&f.cycle, &system, report(f, 1), &input)
        };
        send("Một").unwrap();
        assert!(send("Một").unwrap().repeated);
        assert_eq!(send("Hai").unwrap_err().code(), "key-reused");
    });
}

#[test]
fn a_second_round_for_the_same_is_remarked() {
    on_each(|f| {
        let head = call(&f.head);
        let round = rounds::get(&f.cycle, &head, f.round).unwrap();
        let period = round.period.parse().unwrap();
        let same = rounds::same_round(&f.cycle, &head, (round.template, round.unit, &period)).unwrap();
        assert!(same.is_some());
        let other = "nd09:2026-Y".parse().unwrap();
        assert!(
            rounds::same_round(&f.cycle, &head, (round.template, round.unit, &other))
                .unwrap()
                .is_none()
        );
        rounds::close(&f.cycle, &head, f.round, round.version).unwrap();
        assert!(
            rounds::same_round(&f.cycle, &head, (round.template, round.unit, &period))
                .unwrap()
                .is_none()
        );
    });
}

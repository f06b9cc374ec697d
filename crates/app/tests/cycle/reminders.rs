//! Reminders that the server writes by itself: each step once, late once, off when turned off.

use crate::fixture::{Fixture, NOW, call, on_each, report};
use crate::walk::{fill, nodes, send};
use tonghop_app::cycle::mail::{self, ReminderPlan};
use tonghop_app::cycle::{Call, people, reports, review, rounds};
use tonghop_model::cycle::ReviewDecision;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::moment::Moment;

/// So many days after [`NOW`], a Wednesday; the deadline is 15 days later, a Thursday.
fn after(days: i64) -> Moment {
    Moment::from_unix(NOW.unix() + days * 86_400)
}

#[test]
fn who_cannot_be_reminded_by_mail_is_named() {
    on_each(|f| {
        let own = call(&f.reviewer);
        let (with_people, without) = (report(f, 0), report(f, 1));
        let done = mail::remind(&f.cycle, &own, &[with_people, without]).unwrap();
        assert_eq!(
            (done.messages, done.units, done.already),
            (2, 1, 0),
            "editor and approver"
        );
        let name = reports::page(&f.cycle, &call(&f.system), without, None)
            .unwrap()
            .unit
            .name;
        assert_eq!(done.without_address, [name]);
        let again = mail::remind(&f.cycle, &own, &[with_people]).unwrap();
        assert_eq!((again.messages, again.already), (0, 1));
    });
}

#[test]
fn each_step_is_written_once_and_being_late_once() {
    on_each(|f| {
        let written = |days: i64| {
            let own = Call {
                now: after(days),
                ..call(&f.system)
            };
            mail::remind_by_plan(&f.cycle, &own).unwrap()
        };
        // Two people of one commune have a mail address.
        let counts: Vec<usize> = [0, 11, 12, 12, 13, 14, 14, 15, 16, 17, 18].map(written).to_vec();
        // The round is new (0); Monday (12) leaves three working days, Wednesday (14) one; Friday (16) is late.
        assert_eq!(counts, [2, 0, 2, 0, 0, 2, 0, 0, 2, 0, 0]);
        let mails = mail::list(&f.cycle, &call(&f.system), 0, 10).unwrap();
        assert_eq!(mails.len(), 8);
        assert!(
            mails[7].subject.starts_with("Báo cáo cần gửi") && mails[7].body.contains("25/6/2026"),
            "{}",
            mails[7].subject
        );
        assert!(mails[0].subject.starts_with("Quá hạn"), "{}", mails[0].subject);
        assert!(mails[5].body.contains("25/6/2026"), "{}", mails[5].body);
    });
}

#[test]
fn what_a_round_asks_for_is_told_at_once_and_once() {
    on_each(|f| {
        // Reminders are turned off: what is asked is told all the same.
        let off = ReminderPlan::read("", false).unwrap();
        mail::change_reminder_plan(&f.cycle, &call(&f.system), &off).unwrap();
        assert_eq!(mail::ask(&f.cycle, &call(&f.system)).unwrap(), 2);
        assert_eq!(mail::ask(&f.cycle, &call(&f.system)).unwrap(), 0);
        assert_eq!(by_plan(f, 0), 0);
        assert!(mail::ask(&f.cycle, &call(&f.editor)).is_err(), "not everybody's to do");
        let mails = mail::list(&f.cycle, &call(&f.system), 0, 10).unwrap();
        let round = rounds::get(&f.cycle, &call(&f.reviewer), f.round).unwrap();
        let body = &mails[0].body;
        for said in [
            round.request_number.as_deref().unwrap(),
            &round.cut_off.printed(),
            &round.deadline.printed(),
            "Kỳ báo cáo: ",
        ] {
            assert!(body.contains(said), "{said}: {body}");
        }
    });
}

#[test]
fn nobody_is_reminded_on_the_day_on_which_something_was_returned() {
    on_each(|f| {
        let draft = returned(f);
        let done = mail::remind(&f.cycle, &call(&f.reviewer), &[report(f, 0)]).unwrap();
        assert_eq!((done.messages, done.already, done.settled), (0, 1, 0));
        // The letter could not go out that day: what reminds of it the day after is left out of it.
        assert_eq!(by_plan(f, 16), 2);
        let letter = mail::claim(&f.cycle, after(16).plus_seconds(10)).unwrap().unwrap();
        assert_eq!(letter.rows().len(), 1, "{}", letter.text);
        assert!(letter.text.contains("cần làm lại"), "{draft}: {}", letter.text);
    });
}

#[test]
fn a_link_goes_by_mail_and_stays_nowhere() {
    for (url, folder) in crate::fixture::databases() {
        let mut f = crate::fixture::installation(url, folder);
        let person = |login: &str| people::Invite {
            email: Some(format!("{login}@bao-cao.example")),
            ..people::Invite::of(login, "Lò Thị Mới")
        };
        let own = call(&f.system);
        people::invite(&f.cycle, &own, &person("moi-1")).unwrap();
        let invitations = |f: &Fixture| {
            let mut all = mail::list(&f.cycle, &call(&f.system), 0, 50).unwrap();
            all.retain(|m| m.kind == "invitation");
            all
        };
        assert!(invitations(&f).is_empty(), "no mail server");
        f.cycle.address = Some("https://bao-cao.example".into());
        f.cycle.posts = true;
        let own = call(&f.system);
        let (account, first) = people::invite(&f.cycle, &own, &person("moi-2")).unwrap();
        people::invite(&f.cycle, &own, &people::Invite::of("khong-thu", "Y")).unwrap();
        assert_eq!(invitations(&f).len(), 1);
        // A second link ends the first: the letter of the first does not go out.
        let later = Call {
            now: NOW.plus_seconds(60),
            ..call(&f.system)
        };
        let second = people::new_link(&f.cycle, &later, account).unwrap();
        let at = NOW.plus_seconds(120);
        let letter = mail::claim(&f.cycle, at).unwrap().unwrap();
        assert_eq!(letter.to, "moi-2@bao-cao.example");
        assert!(
            letter.text.contains(&format!("https://bao-cao.example/link/{second}")) && !letter.text.contains(&first),
            "{}",
            letter.text
        );
        mail::sent(&f.cycle, at, &letter).unwrap();
        let left = invitations(&f);
        assert_eq!(left.len(), 2);
        assert!(left.iter().all(|m| m.body.is_empty()), "{left:?}");
    }
}

#[test]
fn nothing_is_written_where_it_is_turned_off_and_a_plan_is_the_administrators() {
    on_each(|f| {
        let off = ReminderPlan::read("", false).unwrap();
        assert!(mail::change_reminder_plan(&f.cycle, &call(&f.reviewer), &off).is_err());
        mail::change_reminder_plan(&f.cycle, &call(&f.system), &off).unwrap();
        assert_eq!(mail::reminder_plan(&f.cycle).unwrap(), off);
        for days in [12, 14, 16] {
            let own = Call {
                now: after(days),
                ..call(&f.system)
            };
            assert_eq!(mail::remind_by_plan(&f.cycle, &own).unwrap(), 0);
        }
    });
}

/// The reviewer takes up a report that was sent; its version before that.
fn taken_up(f: &Fixture, draft: SubmissionId) -> i64 {
    let own = call(&f.reviewer);
    let version = review::queue(&f.cycle, &own, Some(f.round)).unwrap()[0]
        .submission
        .version;
    review::start(&f.cycle, &own, draft, version).unwrap();
    version
}

/// Sends the report of the first commune and returns one of its items, due on 30/6/2026: five days after the deadline.
fn returned(f: &Fixture) -> SubmissionId {
    let draft = fill(f);
    send(f, draft, "k1");
    let own = call(&f.reviewer);
    let version = taken_up(f, draft);
    let decision = ReviewDecision::Returned {
        reason: "Chưa có số liệu".into(),
        due: "2026-06-30".parse().unwrap(),
    };
    review::decide_item(&f.cycle, &own, draft, (&nodes(f)[0], 0), &decision).unwrap();
    review::return_items(&f.cycle, &own, draft, version + 2, None).unwrap();
    draft
}

fn by_plan(f: &Fixture, days: i64) -> usize {
    let own = Call {
        now: after(days),
        ..call(&f.system)
    };
    mail::remind_by_plan(&f.cycle, &own).unwrap()
}

/// Subjects of messages in some states, newest first.
fn subjects(f: &Fixture, states: &[&str]) -> Vec<String> {
    let mails = mail::in_states(&f.cycle, &call(&f.system), states, 0, 50).unwrap();
    mails.into_iter().map(|m| m.subject).collect()
}

#[test]
fn who_sent_in_time_and_got_items_back_is_never_called_late_with_the_report() {
    on_each(|f| {
        returned(f);
        reports::start(&f.cycle, &call(&f.editor), report(f, 0)).unwrap();
        // Friday 26/6, the day after the deadline of the report: two working days before the items are due.
        assert_eq!(by_plan(f, 16), 2);
        let first = &subjects(f, &["pending"])[0];
        assert!(first.starts_with("Còn nội dung cần bổ sung"), "{first}");
        let mails = mail::list(&f.cycle, &call(&f.system), 0, 1).unwrap();
        assert!(
            mails[0].body.contains("30/6/2026") && mails[0].body.contains("Chưa có số liệu"),
            "{}",
            mails[0].body
        );
        assert_eq!(by_plan(f, 21), 2, "the items are late");
        assert!(subjects(f, &["pending"])[0].starts_with("Quá hạn bổ sung"));
        let asked = Call {
            now: after(21),
            ..call(&f.reviewer)
        };
        let done = mail::remind(&f.cycle, &asked, &[report(f, 0)]).unwrap();
        assert_eq!((done.messages, done.settled), (2, 0));
        let all = subjects(f, &["pending"]);
        assert!(!all.iter().any(|s| s.contains("gửi báo cáo")), "{all:?}");
        assert_eq!(by_plan(f, 22), 0);
    });
}

#[test]
fn nobody_is_reminded_of_a_new_draft_over_what_was_accepted() {
    on_each(|f| {
        let draft = fill(f);
        send(f, draft, "k1");
        let own = call(&f.reviewer);
        let version = taken_up(f, draft);
        review::accept(&f.cycle, &own, draft, version + 1).unwrap();
        reports::start(&f.cycle, &call(&f.editor), report(f, 0)).unwrap();
        assert_eq!((by_plan(f, 12), by_plan(f, 16)), (0, 0));
        let done = mail::remind(&f.cycle, &own, &[report(f, 0)]).unwrap();
        assert_eq!((done.messages, done.settled), (0, 1));
    });
}

#[test]
fn what_is_no_longer_so_is_not_sent() {
    on_each(|f| {
        // The reminder waits while no mail server answers; meanwhile the report is sent, and parts of it are returned.
        assert_eq!(by_plan(f, 0), 2, "the round is new");
        let asked = mail::remind(&f.cycle, &call(&f.reviewer), &[report(f, 0)]).unwrap();
        assert_eq!(asked.messages, 2);
        let first = returned(f);
        let letters = |at: Moment| {
            let mut texts = Vec::new();
            while let Some(letter) = mail::claim(&f.cycle, at).unwrap() {
                mail::sent(&f.cycle, at, &letter).unwrap();
                texts.push(letter.text);
            }
            texts
        };
        let texts = letters(NOW.plus_seconds(10));
        assert_eq!(texts.len(), 2);
        assert!(
            texts
                .iter()
                .all(|t| t.contains("cần làm lại") && !t.contains("chưa gửi báo cáo")),
            "{texts:?}"
        );
        assert_eq!(subjects(f, &["dropped"]).len(), 4);

        // What was returned has come back: the reminder of it is dropped.
        assert_eq!(by_plan(f, 16), 2);
        let second = reports::start(&f.cycle, &call(&f.editor), report(f, 0)).unwrap();
        assert_ne!(first, second);
        send(f, second, "k2");
        assert!(letters(after(17)).is_empty());
        assert_eq!(subjects(f, &["dropped"]).len(), 6);
        assert!(subjects(f, &["pending", "leased"]).is_empty());
    });
}

#[test]
fn a_letter_leads_to_the_report_and_to_what_was_returned() {
    for (url, folder) in crate::fixture::databases() {
        let mut f = crate::fixture::installation(url, folder);
        f.cycle.address = Some("https://bao-cao.example".into());
        returned(&f);
        let letter = mail::claim(&f.cycle, NOW.plus_seconds(10)).unwrap().unwrap();
        let report = format!("https://bao-cao.example/reports/{}", report(&f, 0));
        let item = format!("{report}#r-{}", nodes(&f)[0]);
        assert!(
            letter.text.contains(&format!("\n{report}\n")) && letter.text.contains(&item),
            "{}",
            letter.text
        );
        let html = letter.html();
        assert!(html.contains(&format!("<a href=\"{item}\">")), "{html}");
        assert_eq!(html.matches("<a ").count(), 2, "{html}");
    }
}

#[test]
fn a_deadline_that_was_moved_makes_a_reminder_untrue() {
    on_each(|f| {
        assert_eq!(by_plan(f, 12), 2);
        let own = call(&f.system);
        let version = reports::page(&f.cycle, &own, report(f, 0), None).unwrap().version;
        let asked = rounds::Adjustment {
            reports: vec![(report(f, 0), version)],
            reason: "Mưa lũ".into(),
        };
        rounds::extend(&f.cycle, &own, &asked, "2026-07-10".parse().unwrap()).unwrap();
        assert!(mail::claim(&f.cycle, after(13)).unwrap().is_none());
        assert_eq!(subjects(f, &["dropped"]).len(), 2);
        assert_eq!(by_plan(f, 13), 2, "the later deadline is told");
        assert!(subjects(f, &["pending"])[0].starts_with("Gia hạn gửi báo cáo"));
        assert_eq!(by_plan(f, 14), 0);
    });
}

#[test]
fn what_closing_a_round_dropped_is_written_again_when_it_is_opened_again() {
    on_each(|f| {
        let own = call(&f.system);
        let version = || rounds::get(&f.cycle, &own, f.round).unwrap().version;
        assert_eq!(by_plan(f, 12), 2);
        rounds::close(&f.cycle, &own, f.round, version()).unwrap();
        assert!(mail::claim(&f.cycle, after(12).plus_seconds(60)).unwrap().is_none());
        assert_eq!(subjects(f, &["dropped"]).len(), 2);
        rounds::reopen(&f.cycle, &own, f.round, version(), "").unwrap();
        assert_eq!((by_plan(f, 13), by_plan(f, 13)), (2, 0), "once more, and once");
        let letter = mail::claim(&f.cycle, after(13).plus_seconds(60)).unwrap().unwrap();
        mail::sent(&f.cycle, after(13), &letter).unwrap();
        assert_eq!(by_plan(f, 13), 0);
    });
}
